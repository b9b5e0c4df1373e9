//! What the server adds to a subject of the rules: its name in the tables, its decisions, its index rows, its mails.

use serde::{Deserialize, Serialize};
use shared::access::Circle;
use shared::bureau::{Bureau, BureauCommand, BureauEvent};
use shared::dossier::command::{Actor, Given};
use shared::ids::{BureauId, ItemId, LogId, PersonId};
use shared::log::{Header, Role, Subject};
use shared::refusal::Refusal;
use shared::time::CivilDate;

use super::LogError;
use crate::platform::db::Tx;

/// A mail that an event gives rise to: it only says that there is something (F78).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// For whom.
    pub person: PersonId,
    /// Which text.
    pub kind: NoticeKind,
}

/// Which text a mail has. None of them holds anything personal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// There is something for you.
    Waiting,
    /// There still is something for you.
    Reminder,
    /// A new key was made for your account.
    NewKey,
    /// Somebody signed in on a device that was not known.
    NewDevice,
    /// Where the regulation stands, for who asked for it.
    Regulation,
    /// The work of a privacy officer here was ended.
    OfficerEnded,
    /// A bureau keeps how a contact person is reached; the notice's person is a contact.
    ContactKept,
    /// Something happened to a document that may go to others, for her or who guides her.
    NewsOfSending,
    /// Something was sent to a contact person; the notice's person is a sending.
    DocumentSent,
    /// What she took is to be deleted; the notice's person is a sending.
    DeletionAsked,
}

/// A subject whose log the server keeps.
pub trait Ledger: Subject + Send + Sync + 'static {
    /// What somebody may want to happen to it.
    type Command: serde::Serialize + Send + Sync;
    /// Its name in the tables.
    const SUBJECT: &'static str;
    /// The name of its items in the tables.
    const ITEM: &'static str;
    /// The kind of the entry that every such log begins with.
    const BEGINS: &'static str;

    /// The items a decision on this command has to load.
    fn needs(command: &Self::Command) -> Vec<ItemId>;

    /// The recipients that a decision on this command asks the bureau's facts for.
    fn recipients(_command: &Self::Command) -> Vec<ItemId> {
        Vec::new()
    }

    /// The rules.
    ///
    /// # Errors
    /// [`Refusal`].
    fn decide(
        &self,
        bureau: &Bureau,
        actor: Actor,
        command: &Self::Command,
        given: &Given,
    ) -> Result<Vec<Self::Event>, Refusal>;

    /// The mails an event gives rise to, by the facts in force.
    fn notices(&self, bureau: &Bureau, header: &Header, today: CivilDate, event: &Self::Event) -> Vec<Notice>;

    /// What the actor's draft was about that has become this entry: the draft ends with it.
    fn ends_draft(log: LogId, event: &Self::Event) -> Option<ItemId>;

    /// From whom to whom the drafts about it go with this event.
    fn passes_drafts_on(_event: &Self::Event) -> Option<(PersonId, PersonId)> {
        None
    }

    /// Who is around it, where that can change.
    fn circle(&self) -> Option<Circle> {
        None
    }

    /// Writes the index rows of the items that changed, and of the entries that were written.
    fn write_index(
        &self,
        tx: &Tx,
        bureau: BureauId,
        changed: &[ItemId],
        written: &[Header],
    ) -> impl Future<Output = Result<(), LogError>> + Send;

    /// Takes the index rows of a log away, to be written anew.
    fn forget_index(tx: &Tx, log: LogId) -> impl Future<Output = Result<(), LogError>> + Send;
}

impl Ledger for Bureau {
    type Command = BureauCommand;
    const SUBJECT: &'static str = "bureau";
    const ITEM: &'static str = "recipient";
    const BEGINS: &'static str = "founded";

    fn needs(command: &BureauCommand) -> Vec<ItemId> {
        command.recipient().map(ItemId::from).into_iter().collect()
    }

    fn decide(
        &self,
        _bureau: &Bureau,
        actor: Actor,
        command: &BureauCommand,
        given: &Given,
    ) -> Result<Vec<BureauEvent>, Refusal> {
        shared::bureau::decide(self, actor, command, given)
    }

    /// A further key is told to whose it is, as to a client (F3). Nobody ends the work of a privacy officer in silence: she
    /// hears of it, and so do those who still are one (G37).
    fn notices(&self, _bureau: &Bureau, header: &Header, _today: CivilDate, event: &BureauEvent) -> Vec<Notice> {
        let keys = self.core().and_then(|core| core.staff.get(&header.actor)).map_or(0, |staff| staff.keys.len());
        match event {
            BureauEvent::StaffKeyRegistered { .. } if keys > 1 => {
                vec![Notice { person: header.actor, kind: NoticeKind::NewKey }]
            }
            BureauEvent::StaffEnded { person } if self.was(*person, Role::Officer) => {
                let told = [*person].into_iter().chain(self.at_work(Role::Officer));
                told.map(|person| Notice { person, kind: NoticeKind::OfficerEnded }).collect()
            }
            // Whoever is reached at an organisation is told that she stands here (R1.2, G14).
            BureauEvent::ContactAdded { contact, .. } | BureauEvent::ContactChanged { contact, moved: true, .. } => {
                vec![Notice { person: PersonId(contact.0), kind: NoticeKind::ContactKept }]
            }
            _ => Vec::new(),
        }
    }

    fn ends_draft(_log: LogId, _event: &BureauEvent) -> Option<ItemId> {
        None
    }

    async fn write_index(&self, _: &Tx, _: BureauId, _: &[ItemId], _: &[Header]) -> Result<(), LogError> {
        Ok(())
    }

    async fn forget_index(_: &Tx, _: LogId) -> Result<(), LogError> {
        Ok(())
    }
}
