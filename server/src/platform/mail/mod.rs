//! Mail: handed to an SMTP server, or caught as one `.eml` file each. Plain text; never a name in it (design, 9).

use std::path::Path;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use lettre::transport::file::AsyncFileTransport;
use lettre::transport::smtp;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use shared::text::Email;

use crate::config::Secret;

/// What is sent to one address.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: Email,
    /// One line.
    pub subject: String,
    /// Plain text, UTF-8.
    pub body: String,
}

/// Why a mail did not go out. The cause is for the log; it names no address.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The sender or the mail server in the settings cannot be used.
    #[error("the mail settings cannot be used: {0}")]
    Settings(String),
    /// The address or the text cannot be a mail.
    #[error("a mail cannot be made")]
    Malformed,
    /// The folder of caught mails cannot be written.
    #[error("the outbox cannot be written: {0}")]
    Outbox(String),
    /// The mail server refused, or does not answer: try again later. What it says often quotes the address, so only its
    /// number is kept.
    #[error("the mail server did not take a mail: {}, status {}", if *.permanent { "for good" } else { "for now" },
        .status.map_or_else(|| "none".to_owned(), |status| status.to_string()))]
    Refused {
        /// Whether it says that trying again is of no use.
        permanent: bool,
        /// The number of its reply; none where it does not answer.
        status: Option<u16>,
    },
}

impl From<smtp::Error> for MailError {
    fn from(why: smtp::Error) -> Self {
        Self::Refused { permanent: why.is_permanent(), status: why.status().map(u16::from) }
    }
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Outbox(AsyncFileTransport<Tokio1Executor>),
}

/// Where mails go; clones share the connections.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

impl Mailer {
    /// By SMTP where a server is set, else into the folder `outbox`, which is made.
    ///
    /// # Errors
    /// [`MailError::Settings`] or [`MailError::Outbox`].
    pub fn new(smtp: Option<&Secret<String>>, from: &str, outbox: &Path) -> Result<Self, MailError> {
        let from = from.parse().map_err(|_cause| MailError::Settings("mail-from".into()))?;
        let way = if let Some(Secret(url)) = smtp {
            let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url);
            Way::Smtp(server.map_err(|why| MailError::Settings(format!("smtp-url: {why}")))?.build())
        } else {
            std::fs::create_dir_all(outbox).map_err(|why| MailError::Outbox(why.to_string()))?;
            Way::Outbox(AsyncFileTransport::new(outbox))
        };
        Ok(Self { from, way })
    }

    /// Whether mails are only caught: then the operator is told where.
    #[must_use]
    pub const fn is_outbox(&self) -> bool {
        matches!(self.way, Way::Outbox(_))
    }

    /// Sends one mail.
    ///
    /// # Errors
    /// [`MailError`]: it did not go out.
    pub async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let to: Address = mail.to.as_str().parse().map_err(|_cause| MailError::Malformed)?;
        // RFC 3834: no out-of-office answers to a machine.
        let automatic = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".into());
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&mail.subject)
            .message_id(None)
            .raw_header(automatic)
            .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(mail.body.clone()))
            .map_err(|_cause| MailError::Malformed)?;
        match &self.way {
            Way::Smtp(server) => Ok(server.send(message).await.map(drop)?),
            Way::Outbox(folder) => {
                folder.send(message).await.map(drop).map_err(|why| MailError::Outbox(why.to_string()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn without_a_server_each_mail_is_a_file() {
        let dir = tempfile::tempdir().unwrap();
        let mailer = Mailer::new(None, "Bureau <b@bureau.example>", dir.path()).unwrap();
        let to = Email::new("zoe@client.example").unwrap();
        mailer.send(&Mail { to, subject: "Er wacht iets".into(), body: "Één regel.\n".into() }).await.unwrap();
        let files: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|file| file.unwrap().path()).collect();
        let [file] = files.as_slice() else { panic!("one file: {files:?}") };
        assert_eq!(file.extension().unwrap(), "eml");
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.contains("To: zoe@client.example") && text.contains("Auto-Submitted: auto-generated"), "{text}");
    }
}
