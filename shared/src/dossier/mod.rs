//! A dossier: what happens in it, what that means, and who may make it happen.
//!
//! A coach opens a dossier for a client and discusses the regulation with her; she confirms that (W14). From then on
//! the coach records consults. Each consult has exactly one summary (F11): she sends it, the client approves it with
//! a signature, or disputes passages of it, and may sign that too; the coach answers each remark, and what she changes is a new version with
//! a new question. The client's keys are entries too: evidence counts while the entry of its key stands. Another coach
//! takes over in fixed steps, and somebody stands in for some days, both with her yes alone; who looks along for a reason
//! is told to her. Somebody may act for her, with a proof, until a last day, and visibly as such. Documents go to nobody before
//! she said yes to that one version, recipient and purpose.
//!
//! `decide` says whether something may happen and what follows; `fold` says what an entry means and never refuses;
//! `view` says what a person sees and may do next. One file per noun; this one only puts them together.

pub mod changes;
pub mod coaches;
pub mod command;
pub mod consents;
pub mod consults;
mod decide;
mod disputes;
pub mod documents;
pub mod event;
pub mod exchange;
pub mod forms;
mod given;
pub mod guests;
pub mod intake;
pub mod invitations;
pub mod keys;
pub mod looks;
pub mod papers;
pub mod people;
pub mod purposes;
pub mod records;
pub mod representatives;
pub mod sendings;
pub mod substitutes;
pub mod summaries;
mod texts;
pub mod view;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use command::{Command, Given};
pub use decide::{decide, spoken_of};
pub use event::DossierEvent;
pub use view::view;

use crate::ids::{ConsentId, ConsultId, DocumentId, DossierId, FormId, ItemId, RecordId};
use crate::log::{Head, Header, Subject};
use crate::refusal::Refusal;
use coaches::{Coming, Declined};
use consents::Consent;
use consults::Consult;
use documents::Document;
use exchange::{NumberMark, PassedMark};
use forms::Form;
use guests::Guest;
use intake::IntakeMark;
use invitations::OpenInvitation;
use keys::ClientKey;
use papers::PaperMark;
use people::Start;
use records::Record;
use representatives::Representative;
use substitutes::{Refused, Substitute};

/// What every decision needs: ids, states and dates; it does not grow with the number of consults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Core {
    /// The dossier.
    pub id: DossierId,
    /// Whose it is.
    pub client: crate::ids::PersonId,
    /// As whom she signs in, where she was here before and has a key of then (R1.3). To who works in this dossier she is
    /// the client that was taken on, and nobody else (R1.7).
    #[serde(default)]
    pub account: Option<crate::ids::PersonId>,
    /// Who guides her now (M7b).
    pub coach: crate::ids::PersonId,
    /// Since when, where another guided her before.
    #[serde(default)]
    pub coach_since: Option<crate::time::Timestamp>,
    /// Whether she said yes to that coach (F59).
    #[serde(default)]
    pub coach_accepted: bool,
    /// The form by which her yes to that coach counts; none where she signed it, or said none (F5).
    #[serde(default)]
    pub paper_yes: Option<FormId>,
    /// Who is to guide her, and what comes next before that (F60).
    #[serde(default)]
    pub coming: Option<Coming>,
    /// The coaches she does not want.
    #[serde(default)]
    pub declined: Vec<Declined>,
    /// Who stands in, or would (F61).
    #[serde(default)]
    pub substitute: Option<Substitute>,
    /// The days for which she wants nobody to stand in.
    #[serde(default)]
    pub refused: Vec<Refused>,
    /// Who acts for her, or would (F6, W9).
    #[serde(default)]
    pub representative: Option<Box<Representative>>,
    /// Who looks along, for a reason (P13, S6, W11b).
    #[serde(default)]
    pub guest: Option<Guest>,
    /// Who looked along, and is not let in again so soon.
    #[serde(default)]
    pub guests_left: Vec<guests::Left>,
    /// How far the start has come (W14).
    pub start: Start,
    /// The versions of the regulation that she was told of, in their order: the last holds (S13).
    #[serde(default)]
    pub regulations: Vec<u32>,
    /// The way in that is open.
    pub invitation: Option<OpenInvitation>,
    /// Her keys, removed ones too: old evidence refers to them.
    pub keys: Vec<ClientKey>,
    /// What the rules know of the intake (W2a).
    #[serde(default)]
    pub intake: Option<IntakeMark>,
    /// The entry with her number in the system beside this one (M2a).
    #[serde(default)]
    pub number: Option<NumberMark>,
    /// When how she is reached went to that system last.
    #[serde(default)]
    pub passed: Option<PassedMark>,
    /// What others told about her and she has not seen (G14).
    #[serde(default)]
    pub told: Option<records::Told>,
    /// What staff added to her documents and she has not seen.
    #[serde(default)]
    pub new_documents: Option<records::Told>,
    /// What says where the paper part lies; none while nobody has said so (R3.3).
    #[serde(default)]
    pub paper: Option<PaperMark>,
    /// The last entry.
    pub head: Head,
    /// The moment of the last entry: time never runs backwards within a log.
    pub at: crate::time::Timestamp,
    /// When it was opened.
    pub opened_at: crate::time::Timestamp,
}

/// One thing in a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// A talk and its summary.
    Consult(Consult),
    /// Something that is kept about her.
    Record(Record),
    /// A document.
    Document(Document),
    /// A question whether something may go to somebody, and her answer.
    Consent(Consent),
    /// A form on paper.
    Form(Box<Form>),
}

/// A dossier, or the part of it that a decision loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dossier {
    core: Option<Core>,
    items: BTreeMap<ItemId, Item>,
}

impl Dossier {
    /// The core of a dossier that was opened.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] before its first entry.
    pub fn opened(&self) -> Result<&Core, Refusal> {
        self.core.as_ref().ok_or(Refusal::Unknown)
    }

    /// A consult that was loaded.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] when there is none.
    pub fn consult(&self, id: ConsultId) -> Result<&Consult, Refusal> {
        match self.items.get(&id.into()) {
            Some(Item::Consult(consult)) => Ok(consult),
            _ => Err(Refusal::Unknown),
        }
    }

    /// The consults that were loaded, in the order of their ids.
    pub fn consults(&self) -> impl Iterator<Item = &Consult> {
        self.items.values().filter_map(|item| match item {
            Item::Consult(consult) => Some(consult),
            _ => None,
        })
    }

    /// Everything that was loaded, in the order of the ids.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values()
    }

    /// A record that was loaded.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] when there is none.
    pub fn record(&self, id: RecordId) -> Result<&Record, Refusal> {
        match self.items.get(&id.into()) {
            Some(Item::Record(record)) => Ok(record),
            _ => Err(Refusal::Unknown),
        }
    }

    /// The records that were loaded, in the order of their ids.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.items.values().filter_map(|item| match item {
            Item::Record(record) => Some(record),
            _ => None,
        })
    }

    /// A document that was loaded.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] when there is none.
    pub fn document(&self, id: DocumentId) -> Result<&Document, Refusal> {
        match self.items.get(&id.into()) {
            Some(Item::Document(document)) => Ok(document),
            _ => Err(Refusal::Unknown),
        }
    }

    /// The documents that were loaded, in the order of their ids.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.items.values().filter_map(|item| match item {
            Item::Document(document) => Some(document),
            _ => None,
        })
    }

    /// A consent that was loaded.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] when there is none.
    pub fn consent(&self, id: ConsentId) -> Result<&Consent, Refusal> {
        match self.items.get(&id.into()) {
            Some(Item::Consent(consent)) => Ok(consent),
            _ => Err(Refusal::Unknown),
        }
    }

    /// The consents that were loaded, in the order of their ids.
    pub fn consents(&self) -> impl Iterator<Item = &Consent> {
        self.items.values().filter_map(|item| match item {
            Item::Consent(consent) => Some(consent),
            _ => None,
        })
    }

    /// A form that was loaded.
    ///
    /// # Errors
    /// [`Refusal::Unknown`] when there is none.
    pub fn form(&self, id: FormId) -> Result<&Form, Refusal> {
        match self.items.get(&id.into()) {
            Some(Item::Form(form)) => Ok(form.as_ref()),
            _ => Err(Refusal::Unknown),
        }
    }

    /// The forms that were loaded, in the order of their ids.
    pub fn forms(&self) -> impl Iterator<Item = &Form> {
        self.items.values().filter_map(|item| match item {
            Item::Form(form) => Some(form.as_ref()),
            _ => None,
        })
    }
}

impl Subject for Dossier {
    type Event = DossierEvent;
    type Core = Core;
    type Item = Item;

    fn assemble(core: Option<Core>, items: Vec<(ItemId, Item)>) -> Self {
        Self { core, items: items.into_iter().collect() }
    }

    fn core(&self) -> Option<&Core> {
        self.core.as_ref()
    }

    fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.get(&id)
    }

    fn fold(&mut self, header: &Header, event: &DossierEvent) -> Vec<ItemId> {
        if let DossierEvent::Opened { client, coach, regulation } = event {
            self.core = Some(Core {
                id: DossierId(header.log.0),
                client: *client,
                account: None,
                coach: *coach,
                coach_since: None,
                coach_accepted: false,
                paper_yes: None,
                coming: None,
                declined: Vec::new(),
                substitute: None,
                refused: Vec::new(),
                representative: None,
                guest: None,
                guests_left: Vec::new(),
                start: Start::default(),
                regulations: (*regulation > 0).then_some(*regulation).into_iter().collect(),
                invitation: None,
                keys: Vec::new(),
                intake: None,
                number: None,
                passed: None,
                told: None,
                new_documents: None,
                paper: None,
                head: Head::default(),
                at: header.at,
                opened_at: header.at,
            });
        }
        let Some(core) = self.core.as_mut() else { return Vec::new() };
        core.head = Head { seq: header.seq, hash: header.hash };
        core.at = header.at;
        people::fold(core, header, event);
        coaches::fold(core, header, event);
        substitutes::fold(core, header, event);
        representatives::fold(core, header, event);
        guests::fold(core, header, event);
        invitations::fold(core, header, event);
        keys::fold(core, header, event);
        papers::fold(core, header, event);
        intake::fold(core, header, event);
        exchange::fold(core, header, event);
        let record = records::fold(core, &mut self.items, header, event);
        let document = documents::fold(core, &mut self.items, header, event);
        let consent = consents::fold(&mut self.items, header, event);
        let asked = consents::on_document(&mut self.items, header, event);
        let sent = sendings::fold(&mut self.items, header, event);
        let consult = consults::fold(&mut self.items, header, event).map(ItemId::from);
        let on_paper = papers::fold_item(&mut self.items, header, event);
        let form = forms::fold(&mut self.items, header, event);
        let about = record.into_iter().chain(document).chain(consent).chain(asked).chain(sent);
        consult.into_iter().chain(about).chain(on_paper).chain(form).collect()
    }
}
