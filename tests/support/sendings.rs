//! What goes out: staff open a door, and somebody at the recipient goes through it with a link and a code.

use std::time::Duration;

use reqwest::Method;
use shared::api::{
    Challenge, DoorAnswer, DoorFace, DoorKey, DoorLink, DoorOpened, DoorPass, DoorProof, DoorRoom, SendingLine, path,
};
use shared::dossier::Command;
use shared::dossier::sendings::{Deletion, NewSending, SendingCommand, SendingView, SentFile, WhichSending};
use shared::ids::{ConsentId, ContactId, DossierId, Hash, SendingId, Uuid};

use crate::answer::Answer;
use crate::bureau::Bureau;
use crate::caller::Caller;
use crate::outbox::Mail;
use crate::person::Person;
use crate::phone::Phone;

impl Person {
    /// What would be sent by a yes, for two weeks and three downloads.
    pub async fn new_sending(&self, dossier: DossierId, consent: ConsentId, contact: ContactId) -> NewSending {
        let terms = self.consent_line(dossier, consent).await.view.terms;
        let (document, recipient) = (terms.document, terms.recipient);
        let sending = SendingId(Uuid::new_v4());
        NewSending { sending, document, consent, recipient, contact, days: 14, downloads: 3 }
    }

    /// Sends something.
    pub async fn sends_document(&self, dossier: DossierId, new: NewSending) -> Answer {
        self.wants(dossier, Command::Sending(SendingCommand::Send(new))).await
    }

    /// Sends what she said yes to.
    pub async fn sends_out(&self, dossier: DossierId, consent: ConsentId, contact: ContactId) -> WhichSending {
        let new = self.new_sending(dossier, consent, contact).await;
        self.sends_document(dossier, new).await.is_done();
        let NewSending { document, consent, recipient, sending, .. } = new;
        WhichSending { document, consent, recipient, sending }
    }

    /// Closes the door.
    pub async fn stops_sending(&self, dossier: DossierId, which: WhichSending) -> Answer {
        self.wants(dossier, Command::Sending(SendingCommand::Stop(which))).await
    }

    /// A sending as this person sees it.
    pub async fn sending(&self, dossier: DossierId, which: WhichSending) -> (SendingView, SendingLine) {
        let line = self.consent_line(dossier, which.consent).await;
        let both = line.view.sendings.into_iter().zip(line.sendings);
        both.into_iter().find(|(view, _)| view.id == which.sending).expect("it is in the list")
    }
}

/// Somebody at a recipient, with the link of the last mail to her.
pub struct AtTheDoor {
    visitor: Caller,
    origin: String,
    /// Her device.
    pub phone: Phone,
    /// The link.
    pub token: Hash,
}

/// The link of a mail, as a token.
#[must_use]
pub fn link_in(mail: &Mail) -> Option<Hash> {
    let (_, rest) = mail.text.split_once("/door#")?;
    rest.split_whitespace().next()?.parse().ok()
}

impl AtTheDoor {
    /// Opens the last mail to this address that has a link. One that a server was killed over is tried again in a minute.
    pub async fn of(bureau: &Bureau, address: &str) -> Self {
        for _ in 0..900 {
            if let Some(token) = bureau.mails_to(address).await.iter().rev().find_map(link_in) {
                let origin = bureau.origin().to_owned();
                return Self { visitor: bureau.visitor(), origin, phone: Phone::new(), token };
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no mail with a link to {address}");
    }

    /// The same with another device in her hand.
    #[must_use]
    pub fn with(self, phone: &Phone) -> Self {
        Self { phone: phone.clone(), ..self }
    }

    /// Follows the link.
    pub async fn opens(&self) -> DoorFace {
        self.visitor.posts(path::DOOR_OPEN, &DoorLink { token: self.token }).await.gives()
    }

    /// Types the code.
    pub async fn proves(&self, code: &str) -> Answer {
        self.visitor.posts(path::DOOR_PROVE, &DoorProof { token: self.token, code: code.to_owned() }).await
    }

    /// What is behind it, with the right code.
    pub async fn enters(&self, code: &str) -> DoorRoom {
        match self.proves(code).await.gives() {
            DoorOpened::Room { room } => *room,
            DoorOpened::Key { .. } => panic!("a passkey is asked"),
        }
    }

    /// The making of a passkey, where the right code opens nothing more.
    pub async fn is_asked_for_a_key(&self, code: &str) -> Challenge {
        match self.proves(code).await.gives() {
            DoorOpened::Key { make } => make,
            DoorOpened::Room { .. } => panic!("a code is enough"),
        }
    }

    /// Makes it; gives what her browser would send.
    pub async fn makes_key(&self, make: &Challenge) -> DoorKey {
        let credential = self.phone.makes_key(&self.origin, &make.options).await;
        DoorKey { token: self.token, flow: make.flow, credential }
    }

    /// Touches the key that she has; gives what her browser would send.
    pub async fn touches_key(&self) -> DoorKey {
        let asked: Challenge =
            self.visitor.posts(path::DOOR_KEY_CHALLENGE, &DoorLink { token: self.token }).await.gives();
        let credential = self.phone.signs_in(&self.origin, &asked.options).await;
        DoorKey { token: self.token, flow: asked.flow, credential }
    }

    /// Sends it.
    pub async fn shows_key(&self, key: &DoorKey) -> Answer {
        self.visitor.posts(path::DOOR_KEY, key).await
    }

    /// Begins to download.
    pub async fn begins(&self, pass: Hash) -> reqwest::Response {
        self.begins_with(pass, SentFile::Document).await
    }

    async fn begins_with(&self, pass: Hash, what: SentFile) -> reqwest::Response {
        let request = self.visitor.request(Method::POST, path::DOOR_FILE);
        request.json(&DoorPass { token: self.token, pass, what }).send().await.expect("an answer")
    }

    /// Downloads the sheet of the yes.
    pub async fn takes_the_sheet(&self, pass: Hash) -> (u16, Vec<u8>) {
        let answer = self.begins_with(pass, SentFile::Sheet).await;
        (answer.status().as_u16(), answer.bytes().await.map(|bytes| bytes.to_vec()).unwrap_or_default())
    }

    /// Downloads all of it.
    pub async fn takes(&self, pass: Hash) -> (u16, Vec<u8>) {
        let answer = self.begins(pass).await;
        (answer.status().as_u16(), answer.bytes().await.map(|bytes| bytes.to_vec()).unwrap_or_default())
    }

    /// Says what became of it.
    pub async fn answers(&self, deletion: Deletion) -> Answer {
        self.visitor.posts(path::DOOR_ANSWER, &DoorAnswer { token: self.token, deletion }).await
    }
}
