//! Everything that can happen in a dossier. Events only grow; old ones are read for ever.
mod header;
use serde::{Deserialize, Serialize};

use super::forms::{Asked, FormAnswer, FormNumber, Outcome, Scan};
use super::keys::{Account, KeyRoute, NewKey};
use super::summaries::{Marking, Passage, PassageAnswer, Question};
use super::{consults::ConsultKind, exchange::NumberThere, intake::Intake};
use super::{documents::DocumentEvent, papers::Paper, purposes::PurposeView, records::Class, records::RecordContent};
pub use super::{invitations::LinkHolder, texts::TextEvent};
use crate::ids::{ConsultId, EntryId, FormId, InvitationId, ItemId, PersonId, RecordId, Ticket};
use crate::text::{Name, Place, Remark};
use crate::{evidence::Evidence, time::CivilDate, time::Minutes};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DossierEvent {
    /// A coach opened the dossier of a client.
    Opened {
        /// Whose it is.
        client: PersonId,
        /// Who guides her.
        coach: PersonId,
        /// The version of the regulation that held; 0 where there was none.
        #[serde(default)]
        regulation: u32,
    },
    /// The coach discussed the regulation with the client (W14).
    RegulationDiscussed {
        /// On which day.
        on: CivilDate,
    },
    /// The client confirmed that it was discussed (W14, R2.1).
    RegulationConfirmed,
    /// The same as the next, as it was first written: without the version.
    RegulationShown,
    /// The client had a version of the regulation before her for the first time (M13a, G13).
    RegulationSeen {
        /// Which; 0 where the bureau had none.
        version: u32,
    },
    /// The client asked to be sent the regulation (R2.1, P1b).
    RegulationAsked {
        /// On which day: once a day it is sent.
        on: CivilDate,
    },
    /// The client was told of a version of the regulation: from here on the dossier is under it (S13).
    RegulationTold {
        /// Which.
        version: u32,
    },
    /// A way in was made for the client: two halves that travel apart (F4, F7).
    InvitationMade {
        /// Which invitation.
        invitation: InvitationId,
        /// For her first key, or after she lost it.
        route: KeyRoute,
        /// Who holds the link; the code then travels the other way.
        link: LinkHolder,
        /// The entry of the check that it was she.
        check: Option<EntryId>,
    },
    /// The way in was closed before it was used.
    InvitationWithdrawn {
        /// Which invitation.
        invitation: InvitationId,
    },
    /// The coach corrected how the client is reached; with what stands in her own record alone.
    ContactChanged,
    /// The coach checked that it was she who asked for a new key (F4).
    IdentityChecked {
        /// How: in her own words.
        how: Remark,
    },
    /// A key of the client's.
    KeyRegistered {
        /// Which, by which route.
        key: NewKey,
    },
    /// By a key of hers the client showed that she was guided here before (R1.3, M4a).
    ClientCameBack(Account),
    /// An older key vouched for a newer one.
    KeyConfirmed {
        /// The entry of the newer key.
        key: EntryId,
        /// The signature of the older one.
        evidence: Box<Evidence>,
    },
    /// A key counts no more.
    KeyRemoved {
        /// The entry that registered it.
        key: EntryId,
    },
    /// Somebody recorded the intake, or put it right (W2a, R2.2a).
    IntakeRecorded {
        /// As it is from now on.
        intake: Intake,
    },
    /// Something about her is kept, or was put right (W4, G5.1).
    RecordKept {
        /// Which record.
        record: RecordId,
        /// Which version of it, from 1.
        version: u32,
        /// How carefully it is handled.
        class: Class,
        /// What, from whom, for what and on which ground.
        content: Box<RecordContent>,
    },
    /// Somebody recorded her number in the system beside this one, or took it away (M2a).
    NumberedElsewhere(Option<NumberThere>),
    /// Her number, her name and how she is reached went to that system, as it is called (M2a, W7a). The header says by whom.
    PassedToSystem(Name),
    /// The client had before her what others told about her (G14).
    RecordsSeen {
        /// Up to which entry of the log.
        up_to: u64,
    },
    /// Somebody opened what is kept about her: one entry for a visit of half an hour (F63).
    LookedAtRecords {
        /// The record that is opened by itself (P10); none for all the others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        record: Option<RecordId>,
    },
    /// Somebody opened what is for the post, or for the invoices: one entry for a visit of half an hour (M2, W7a, F63).
    ViewOpened(PurposeView),
    /// The coach recorded where the paper part lies, or that there is none (R3.3).
    PaperPlaced {
        /// As it is from now on.
        paper: Paper,
    },
    /// Somebody said of a thing that it lies on paper too, or no longer (M4d, S4, R3.2).
    PaperMarked {
        /// Which: a consult or a record.
        item: ItemId,
        /// Whether it does.
        there: bool,
    },
    /// A coach was proposed: another one, or her own where she is to say yes first (F59, F60). The header says by whom.
    CoachProposed {
        /// Who.
        coach: PersonId,
        /// The nonce of the question, where she is asked at once; else they meet first (M8a).
        ticket: Option<Ticket>,
        /// Why, in the words of who proposed it (R4.1); none where her own coach asks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<Remark>,
    },
    /// The client and a coach met (M8a).
    CoachMet {
        /// Which coach.
        coach: PersonId,
        /// On which day.
        on: CivilDate,
        /// The nonce of the question that follows.
        ticket: Ticket,
    },
    /// The client wants to work with this coach (M8b).
    CoachAccepted {
        /// Which.
        coach: PersonId,
        /// The nonce of the question about the dossier (M8c); none where that coach has it.
        ticket: Option<Ticket>,
        /// Her signature.
        evidence: Box<Evidence>,
    },
    /// The client does not want this coach: that ends it.
    CoachDeclined {
        /// Which.
        coach: PersonId,
        /// On which day.
        on: CivilDate,
    },
    /// The proposal was taken back.
    CoachWithdrawn {
        /// Which coach.
        coach: PersonId,
    },
    /// The client gave the whole dossier to another coach (M8c): the former one has no access from here on.
    HandedOver {
        /// By whom it was kept until here.
        former: PersonId,
        /// To whom.
        coach: PersonId,
        /// Her signature.
        evidence: Box<Evidence>,
    },
    /// The coach wants somebody to stand in for some days (F61).
    SubstituteProposed {
        /// Who.
        person: PersonId,
        /// The first day.
        from: CivilDate,
        /// The last day.
        until: CivilDate,
        /// The nonce of the question.
        ticket: Ticket,
    },
    /// The client agreed (R4.3).
    SubstituteAccepted {
        /// To whom.
        person: PersonId,
        /// Her signature.
        evidence: Box<Evidence>,
    },
    /// The client does not want it: nobody stands in on those days (R4.3).
    SubstituteDeclined {
        /// Who would have.
        person: PersonId,
    },
    /// It ended before its last day.
    SubstituteEnded {
        /// Who stood in.
        person: PersonId,
    },
    /// A conversation took place (R1.9).
    ConsultRecorded {
        /// Which.
        consult: ConsultId,
        /// On which day.
        held_on: CivilDate,
        /// In what way.
        form: ConsultKind,
        /// For how many minutes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<Minutes>,
    },
    /// A version of the summary went to the client to judge (R3.5).
    SummarySent {
        /// Of which consult.
        consult: ConsultId,
        /// Which version, from 1.
        version: u32,
        /// The text.
        passages: Vec<Passage>,
        /// What she is asked, and until when.
        question: Question,
    },
    /// The client opened this version.
    SummarySeen {
        /// Of which consult.
        consult: ConsultId,
        /// Which version.
        version: u32,
    },
    /// The client says that it is right (F12).
    SummaryApproved {
        /// Of which consult.
        consult: ConsultId,
        /// Which version: the approval belongs to this one alone (F17).
        version: u32,
        /// Her signature.
        evidence: Box<Evidence>,
    },
    /// The client says that it is not right (F13). Counts at once.
    SummaryDisputed {
        /// Of which consult.
        consult: ConsultId,
        /// Which version.
        version: u32,
        /// The passages she marked.
        marks: Vec<Marking>,
        /// What she says about the whole.
        remark: Option<Remark>,
        /// The nonce for her signature, which is asked after.
        ticket: Ticket,
        /// The form on which she said so (F5); none where she said it herself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        form: Option<FormId>,
    },
    /// The client signed what she said was not right: asked after, its absence is shown (F13).
    DisputeSigned {
        /// Of which consult.
        consult: ConsultId,
        /// The entry of the dispute.
        dispute: EntryId,
        /// Her signature.
        evidence: Box<Evidence>,
    },
    /// The coach answered every mark (F14).
    DisputeAnswered {
        /// Of which consult.
        consult: ConsultId,
        /// The entry of the dispute.
        dispute: EntryId,
        /// One answer for each mark, in their order.
        answers: Vec<PassageAnswer>,
        /// The question as it stands again, where the text stays as it is.
        question: Option<Question>,
    },
    /// Staff made a form for a question that was open (F5).
    FormPrinted {
        /// Which.
        form: FormId,
        /// What it asks.
        asked: Asked,
        /// The number on it.
        number: FormNumber,
        /// The nonce of the question that is open; none for the start.
        question: Option<Ticket>,
        /// On which day.
        on: CivilDate,
    },
    /// Staff recorded what she ticked and signed on a form (F5, R3.5): the header says who.
    FormRecorded {
        /// Which.
        form: FormId,
        /// What it asked: what she confirms later is about this.
        asked: Asked,
        /// What she ticked.
        answer: FormAnswer,
        /// The day she wrote beside her signature.
        signed_on: CivilDate,
        /// The scan.
        scan: Scan,
        /// Where the original lies.
        original: Place,
        /// What follows at once; none where it waits for a second pair of eyes, or where nothing does.
        outcome: Option<Outcome>,
        /// The nonce for her confirmation.
        ticket: Ticket,
    },
    /// A second member of staff held the same paper: from here on it counts.
    FormSeen {
        /// Which.
        form: FormId,
        /// What follows.
        outcome: Option<Outcome>,
    },
    /// The client confirmed with her key what was recorded of her.
    FormConfirmed {
        /// Which.
        form: FormId,
        /// What it asked.
        asked: Asked,
        /// Her signature.
        evidence: Box<Evidence>,
    },
    /// The client says that it is not so: what followed is undone.
    FormContested {
        /// Which.
        form: FormId,
        /// What it asked.
        asked: Asked,
        /// What she says about it.
        words: Option<Remark>,
        /// What is undone.
        undone: Option<Outcome>,
        /// The question about the summary, as it stands again.
        question: Option<Question>,
    },
    /// Somebody opened what is hers: one entry for a visit of half an hour (F63). The header says who.
    Looked {
        /// The consult of which she opened the texts; none for the client's page.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        consult: Option<ConsultId>,
    },
    /// She was reminded (F18): by the product when it was time, or by the coach; the header says which.
    Reminded {
        /// Of which consult.
        consult: ConsultId,
        /// Which version.
        version: u32,
        /// On which day.
        on: CivilDate,
    },
    /// The end date passed: not answered, and never taken for a yes (F18).
    LeftUnanswered {
        /// Of which consult.
        consult: ConsultId,
        /// Which version.
        version: u32,
    },
    /// About who looks along (P13, S6, W11b).
    #[serde(untagged)]
    Guest(super::guests::GuestEvent),
    /// About documents.
    #[serde(untagged)]
    Document(DocumentEvent),
    /// About consents.
    #[serde(untagged)]
    Consent(super::consents::ConsentEvent),
    /// About what was sent.
    #[serde(untagged)]
    Sending(super::sendings::SendingEvent),
    /// About who acts for her (F6, W9).
    #[serde(untagged)]
    Representative(super::representatives::RepresentativeEvent),
}
