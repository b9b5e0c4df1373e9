//! The mails that were caught, as the people they are for would read them.

use std::path::Path;

/// A mail that was caught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// To which address.
    pub to: String,
    /// The line that a locked phone shows.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// The file, as it would go over the wire.
    pub raw: String,
}

impl Mail {
    /// The token in the link, if there is one.
    #[must_use]
    pub fn token(&self) -> Option<String> {
        let link = self.text.split_whitespace().find(|word| word.contains("/invite#"))?;
        link.split_once('#').map(|(_, token)| token.to_owned())
    }

    /// The six digits, if there are any.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        let word = |word: &str| word.trim_matches(|c: char| !c.is_ascii_digit()).to_owned();
        let mut words = self.text.split_whitespace().map(word);
        words.find(|word| word.len() == 6 && word.chars().all(|c| c.is_ascii_digit()))
    }
}

/// The token of the last link among these mails.
#[must_use]
pub fn newest_token(mails: &[Mail]) -> String {
    mails.iter().rev().find_map(Mail::token).unwrap_or_else(|| panic!("no link in {mails:#?}"))
}

/// The last code among these mails.
#[must_use]
pub fn newest_code(mails: &[Mail]) -> String {
    mails.iter().rev().find_map(Mail::code).unwrap_or_else(|| panic!("no code in {mails:#?}"))
}

/// Every mail in a folder, the oldest first.
#[must_use]
pub fn read(folder: &Path) -> Vec<Mail> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<_> = entries
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "eml"))
        .map(|entry| (entry.metadata().and_then(|about| about.modified()).ok(), entry.path()))
        .collect();
    files.sort();
    files.iter().filter_map(|(_, path)| std::fs::read_to_string(path).ok()).map(parse).collect()
}

fn parse(raw: String) -> Mail {
    let text = raw.replace("\r\n", "\n");
    let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
    let line = |name: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_default().trim().to_owned()
    };
    let body = match line("Content-Transfer-Encoding:").as_str() {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_owned(),
    };
    Mail { to: line("To:"), subject: line("Subject:"), text: body, raw }
}

fn quoted_printable(body: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = body.replace("=\n", "");
    while let Some(at) = rest.find('=') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        match rest.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => bytes.push(byte),
            None => bytes.push(b'='),
        }
        rest = rest.get(at + 3..).unwrap_or_default().to_owned();
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

fn base64(body: &str) -> String {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let bytes = STANDARD.decode(body.replace('\n', "")).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}
