//! Somebody who got in: with a phone, a session and a name. What everybody can do, whoever she is.

use std::ops::Deref;

use shared::api::{
    Accepted, Challenge, ComeBack, DossierPage, Me, NewPasskey, OpenInvitation, PasskeyView, Post, RedeemInvitation,
    Registration, SignIn, path,
};
use shared::dossier::Command;
use shared::ids::{DossierId, EntryId, Uuid};
use shared::text::Label;

use crate::answer::Answer;
use crate::bureau::Bureau;
use crate::caller::Caller;
use crate::phone::Phone;

/// A person of a story. Clones are the same person at the same browser.
#[derive(Clone)]
pub struct Person {
    pub bureau: Bureau,
    pub me: Me,
    pub phone: Phone,
    pub browser: Caller,
}

impl Deref for Person {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.browser
    }
}

/// An id for an entry, as the sender makes it.
#[must_use]
pub fn new_entry() -> EntryId {
    let random = Uuid::new_v4().into_bytes();
    EntryId::new(1_800_000_000_000, random.first_chunk().expect("a UUID has sixteen bytes"))
}

/// What somebody calls a key.
#[must_use]
pub fn label(text: &str) -> Label {
    Label::new(text).expect("a label")
}

/// Both halves of an invitation, as they are sent.
#[must_use]
pub fn halves(token: &str, code: &str) -> RedeemInvitation {
    RedeemInvitation { token: token.parse().expect("a token"), code: code.to_owned() }
}

/// The link's half.
#[must_use]
pub fn link(token: &str) -> OpenInvitation {
    OpenInvitation { token: token.parse().expect("a token") }
}

impl Person {
    /// Opens the link, enters the code and makes a passkey, on a phone of her own.
    pub async fn gets_in(bureau: &Bureau, token: &str, code: &str) -> Self {
        Self::gets_in_with(bureau, Phone::new(), token, code).await
    }

    /// The same with a phone that may hold keys.
    pub async fn gets_in_with(bureau: &Bureau, phone: Phone, token: &str, code: &str) -> Self {
        let browser = bureau.visitor();
        let begun: Registration = browser.posts(path::INVITATION_REDEEM, &halves(token, code)).await.gives();
        let credential = phone.makes_key(bureau.origin(), &begun.options).await;
        let new = NewPasskey { flow: begun.flow, credential, label: label("Telefoon") };
        let me: Me = browser.posts(path::INVITATION_ACCEPT, &new).await.gives();
        Self { bureau: bureau.clone(), me, phone, browser }
    }

    /// Signs in on this phone with a browser that knows nothing yet.
    pub async fn signs_in_anew(&self) -> Self {
        let browser = self.bureau.visitor();
        let me = self.answers_a_challenge(&browser).await.gives();
        Self { me, browser, ..self.clone() }
    }

    /// Touches the key: the session of this browser is replaced.
    pub async fn unlocks(&self) {
        let _: Me = self.answers_a_challenge(&self.browser).await.gives();
    }

    /// With both halves of another first invitation she shows, by the key on her phone, that she was here before.
    pub async fn comes_back(&self, browser: &Caller, token: &str, code: &str) -> Answer {
        let begun: Registration = browser.posts(path::INVITATION_REDEEM, &halves(token, code)).await.gives();
        self.comes_back_by(browser, begun.flow).await
    }

    /// The same, once both halves were together.
    pub async fn comes_back_by(&self, browser: &Caller, flow: Uuid) -> Answer {
        let asked: Challenge = browser.posts(path::SIGN_IN_CHALLENGE, &()).await.gives();
        let credential = self.phone.signs_in(self.bureau.origin(), &asked.options).await;
        let sign_in = SignIn { flow: asked.flow, credential };
        browser.posts(path::INVITATION_RETURN, &ComeBack { flow, sign_in }).await
    }

    /// The same person, busy with this dossier of hers.
    #[must_use]
    pub fn about(&self, dossier: DossierId) -> Self {
        let mut person = self.clone();
        person.me.dossiers = vec![dossier];
        person
    }

    /// Asks for a challenge and answers it with the newest key on her phone.
    pub async fn answers_a_challenge(&self, browser: &Caller) -> Answer {
        let asked: Challenge = browser.posts(path::SIGN_IN_CHALLENGE, &()).await.gives();
        let credential = self.phone.signs_in(self.bureau.origin(), &asked.options).await;
        browser.posts(path::SESSIONS, &SignIn { flow: asked.flow, credential }).await
    }

    /// The same person and session, in another copy of her browser.
    #[must_use]
    pub fn at(&self, browser: Caller) -> Self {
        Self { browser, ..self.clone() }
    }

    /// The same person with another of her devices in her hand.
    #[must_use]
    pub fn picks_up(&self, phone: Phone) -> Self {
        Self { phone, ..self.clone() }
    }

    /// The same person and session, speaking to another server.
    #[must_use]
    pub fn by_way_of(&self, server: usize) -> Self {
        self.at(self.browser.through(server))
    }

    /// Adds a key that another phone makes.
    pub async fn adds_key_of(&self, phone: &Phone) {
        let begun: Registration = self.posts(path::PASSKEY_CHALLENGE, &()).await.gives();
        let credential = phone.makes_key(self.bureau.origin(), &begun.options).await;
        let new = NewPasskey { flow: begun.flow, credential, label: label("Tablet") };
        self.posts(path::PASSKEYS, &new).await.is_done();
    }

    /// Her keys, as she sees them.
    pub async fn passkeys(&self) -> Vec<PasskeyView> {
        self.gets(path::PASSKEYS).await.gives()
    }

    /// Sends a command under a fresh entry.
    pub async fn wants(&self, dossier: DossierId, command: Command) -> Answer {
        self.sends_entry(dossier, new_entry(), command).await
    }

    /// Sends a command under an entry, perhaps once more.
    pub async fn sends_entry(&self, dossier: DossierId, entry: EntryId, command: Command) -> Answer {
        let commands = path::to(path::DOSSIER_COMMANDS, &[&dossier]);
        self.posts(&commands, &Post { entry, command }).await
    }

    /// Does something that may be done.
    pub async fn does(&self, dossier: DossierId, command: Command) -> Accepted {
        self.wants(dossier, command).await.gives()
    }

    /// A dossier as she sees it.
    pub async fn dossier(&self, dossier: DossierId) -> DossierPage {
        self.gets(&path::to(path::DOSSIER, &[&dossier])).await.gives()
    }
}
