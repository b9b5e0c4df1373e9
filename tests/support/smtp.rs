//! A mail server of a few lines: it keeps what it takes as `.eml`, and refuses whom it is told to, quoting the address as
//! mail servers do.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A mail server. Clones are the same.
#[derive(Clone, Default)]
pub struct Smtp(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    port: u16,
    folder: PathBuf,
    refused: Vec<String>,
    refusals: usize,
    taken: usize,
}

impl Smtp {
    /// Listens on a free port.
    pub async fn listens() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let smtp = Self::default();
        smtp.with(|state| state.port = listener.local_addr().expect("an address").port());
        let answering = smtp.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answering.clone().answers(stream));
            }
        });
        smtp
    }

    /// Its address, as the program's setting has it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.with(|state| state.port))
    }

    /// Where it keeps what it takes.
    pub fn keeps_in(&self, folder: &Path) {
        std::fs::create_dir_all(folder).expect("a folder for mails");
        self.with(|state| state.folder = folder.to_owned());
    }

    /// Takes nothing for this address any more.
    pub fn refuses(&self, address: &str) {
        self.with(|state| state.refused.push(address.to_owned()));
    }

    /// How often it refused an address.
    #[must_use]
    pub fn refusals(&self) -> usize {
        self.with(|state| state.refusals)
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.0.lock().expect("no test failed in here"))
    }

    fn recipient(&self, line: &str) -> String {
        self.with(|state| match state.refused.iter().find(|address| line.contains(*address)) {
            Some(address) => {
                state.refusals += 1;
                format!("550 5.1.1 <{address}>: Recipient address rejected: User unknown")
            }
            None => "250 ok".to_owned(),
        })
    }

    fn keep(&self, mail: &str) {
        self.with(|state| {
            state.taken += 1;
            std::fs::write(state.folder.join(format!("{:04}.eml", state.taken)), mail).expect("a mail is kept");
        });
    }

    async fn answers(self, stream: TcpStream) {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut answer = "220 test ESMTP".to_owned();
        loop {
            if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
                return;
            }
            let Ok(Some(line)) = lines.next_line().await else { return };
            answer = match line.to_uppercase().split([' ', ':']).next() {
                Some("RCPT") => self.recipient(&line),
                Some("DATA") => {
                    write.write_all(b"354 go on\r\n").await.expect("it is still there");
                    let mut mail = String::new();
                    while let Ok(Some(line)) = lines.next_line().await
                        && line != "."
                    {
                        mail.push_str(&line);
                        mail.push_str("\r\n");
                    }
                    self.keep(&mail);
                    "250 taken".to_owned()
                }
                _ => "250 ok".to_owned(),
            };
        }
    }
}
