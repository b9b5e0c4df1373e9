//! What staff do with recipients in a story: the organisations, who is reached there, and what was agreed.

use shared::api::{BureauPost, RecipientLine, RecipientsPage, path};
use shared::bureau::BureauCommand;
use shared::bureau::recipients::{Agreement, AgreementKind, Details, Person as Reached, RecipientKind};
use shared::ids::{ContactId, RecipientId, Uuid};
use shared::text::{Label, Phone, Place};
use shared::time::CivilDate;
use shared::words::Lang;

use crate::answer::Answer;
use crate::bureau::{email, name};
use crate::person::{Person, new_entry};

/// What is known of an organisation with this name.
#[must_use]
pub fn details(called: &str) -> Details {
    Details { name: name(called), address: Place::new("Kade 1, 3512 AB Waterkant").ok() }
}

/// Somebody who is reached at an organisation.
#[must_use]
pub fn reached(called: &str, address: &str) -> Reached {
    Reached {
        name: name(called),
        role: Label::new("Leidinggevende").ok(),
        email: email(address),
        phone: Phone::new("030 765 43 21").ok(),
        lang: Lang::Nl,
    }
}

/// An agreement that lies in a cupboard.
#[must_use]
pub fn agreement(what: AgreementKind, signed_on: CivilDate, until: Option<CivilDate>) -> Agreement {
    Agreement { what, signed_on, until, kept: Place::new("Kast 2, map Zilverreiger").expect("a place") }
}

impl Person {
    /// Wants something of the bureau.
    pub async fn wants_of_the_bureau(&self, command: BureauCommand) -> Answer {
        self.posts(path::BUREAU_COMMANDS, &BureauPost { entry: new_entry(), command }).await
    }

    /// Writes down an organisation to which something can go.
    pub async fn adds_recipient(&self, kind: RecipientKind, called: &str) -> RecipientId {
        let recipient = RecipientId(Uuid::new_v4());
        let command = BureauCommand::AddRecipient { recipient, kind, details: details(called) };
        self.wants_of_the_bureau(command).await.is_done();
        recipient
    }

    /// Writes down who is reached there.
    pub async fn adds_contact(&self, recipient: RecipientId, person: Reached) -> ContactId {
        let contact = ContactId(Uuid::new_v4());
        self.wants_of_the_bureau(BureauCommand::AddContact { recipient, contact, person }).await.is_done();
        contact
    }

    /// The recipients as she finds them.
    pub async fn recipients(&self) -> RecipientsPage {
        self.gets(path::BUREAU_RECIPIENTS).await.gives()
    }

    /// One of them.
    pub async fn recipient(&self, id: RecipientId) -> RecipientLine {
        let found = self.recipients().await.recipients.into_iter().find(|line| line.recipient == id);
        found.expect("it is in the list")
    }
}
