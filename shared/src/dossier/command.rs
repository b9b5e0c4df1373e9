//! What somebody wants to happen in a dossier.

mod what;

use serde::{Deserialize, Serialize};

use super::consents::{GroundCommand, NewConsent, SignedConsent, WhichConsent};
pub use super::given::{Actor, Given, SignedYes};
use super::records::{HandedIn, RecordContent};
use super::summaries::{Marking, Passage, PassageAnswer};
use super::{consults::ConsultKind, documents::NewDocument, event::LinkHolder, intake::Intake};
use super::{forms::Asked, forms::Held, forms::Returned, keys::KeyRoute, keys::OldKey};
use super::{papers::Paper, purposes::PurposeView, representatives::Step};
use crate::evidence::{CoseKey, Evidence};
use crate::ids::{Bytes, ConsultId, DocumentId, EntryId, FormId, InvitationId, ItemId, PersonId, RecordId};
use crate::{text::Label, text::Remark, text::SystemNumber, time::CivilDate, time::Minutes};

/// What somebody wants to happen. Those marked as the server's own never come over the wire;
/// the app need not write them, and the clients' program not what only staff do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// The server's own: a coach takes on a client.
    #[serde(skip_deserializing)]
    #[cfg_attr(target_family = "wasm", serde(skip_serializing))]
    Open {
        /// The client.
        client: PersonId,
        /// Her number in the system beside this one, where she comes from a list (M2a).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<SystemNumber>,
    },
    /// The client has read what a new version of the regulation changes (S13, R8).
    AcknowledgeRegulation {
        /// Which version.
        version: u32,
    },
    /// The coach discussed the regulation with the client (W14).
    DiscussRegulation {
        /// On which day.
        on: CivilDate,
    },
    /// The client confirms that it was discussed.
    ConfirmRegulation {},
    /// The client has a version of the regulation before her (M13a, G13).
    SeeRegulation {
        /// Which, 0 where the bureau has published none; an app of before does not say, and means the one in force.
        version: Option<u32>,
    },
    /// The client asks to be sent the regulation (R2.1, P1b).
    AskRegulation {},
    /// The server's own: an invitation was made.
    #[serde(skip_deserializing)]
    #[cfg_attr(target_family = "wasm", serde(skip_serializing))]
    MakeInvitation {
        /// Which.
        invitation: InvitationId,
        /// For her first key, or after a loss.
        route: KeyRoute,
        /// Who holds the link.
        link: LinkHolder,
        /// How the coach checked that it was she, after a loss.
        identity: Option<Remark>,
    },
    /// The server's own: how the client is reached was corrected.
    #[serde(skip_deserializing)]
    ChangeContact {},
    /// The server's own: an invitation was withdrawn.
    #[serde(skip_deserializing)]
    WithdrawInvitation {
        /// Which.
        invitation: InvitationId,
    },
    /// The server's own: a passkey was made.
    #[serde(skip_deserializing)]
    #[cfg_attr(target_family = "wasm", serde(skip_serializing))]
    RegisterKey {
        /// The credential.
        credential_id: Bytes,
        /// Its public key.
        public_key: CoseKey,
        /// By which invitation; none where she adds it herself.
        invitation: Option<InvitationId>,
        /// Whether it is carried over from another dossier of hers (R1.3).
        carried: bool,
    },
    /// The server's own: by a key of another dossier the invited showed who she is: she was guided here before (R1.3).
    #[serde(skip_deserializing)]
    #[cfg_attr(target_family = "wasm", serde(skip_serializing))]
    ComeBack(Box<OldKey>),
    /// The client vouches with an older key for a newer one.
    ConfirmKey {
        /// The entry of the newer key.
        key: EntryId,
        /// The signature.
        evidence: Box<Evidence>,
    },
    /// The server's own: the client took a key away; it signs in no more either.
    #[serde(skip_deserializing)]
    RemoveKey {
        /// The entry of the key.
        key: EntryId,
        /// The entry of the key that she is signed in with.
        by: EntryId,
    },
    /// Somebody records the intake, or puts it right (W2a, R2.2a).
    #[cfg_attr(all(target_family = "wasm", not(feature = "words-desk")), serde(skip_serializing))]
    RecordIntake {
        /// As it is from now on.
        intake: Intake,
        /// The entry of the one it replaces; none for the first.
        replaces: Option<EntryId>,
    },
    /// Somebody records her number in the system that the bureau keeps beside this one, or takes it away (M2a).
    NumberElsewhere {
        /// As it is from now on.
        number: Option<SystemNumber>,
    },
    /// The server's own: her number, her name and how she is reached go to that system (M2a, W7a).
    #[serde(skip_deserializing)]
    PassToSystem {},
    /// The client has before her what others told about her (G14).
    SeeRecords {
        /// Up to which entry of the log: what came meanwhile stays unseen.
        up_to: u64,
    },
    /// She hands something in, or puts it right (P3b).
    HandIn(Box<HandedIn>),
    /// Somebody keeps something about her, or puts it right (W4).
    #[cfg_attr(all(target_family = "wasm", not(feature = "words-desk")), serde(skip_serializing))]
    KeepRecord {
        /// Which, made by the sender.
        record: RecordId,
        /// The version it replaces; 0 for the first.
        replaces: u32,
        /// What, from whom, for what and on which ground.
        content: Box<RecordContent>,
    },
    /// The coach records where the paper part lies, or that there is none (R3.3).
    PlacePaper {
        /// As it is from now on.
        paper: Paper,
    },
    /// Somebody says of a thing that it lies on paper too, or no longer (M4d, S4, R3.2).
    MarkPaper {
        /// Which: a consult or a record.
        item: ItemId,
        /// Whether it does.
        there: bool,
    },
    /// Another coach is proposed, or her own asks for her yes (F59, F60).
    ProposeCoach {
        /// Who.
        coach: PersonId,
        /// Why: the client reads it. Her own coach who asks for her yes needs none.
        why: Option<Remark>,
    },
    /// The client and that coach met (M8a).
    RecordMeeting {
        /// The entry of the proposal.
        proposal: EntryId,
        /// On which day.
        on: CivilDate,
    },
    /// The client says yes to working with that coach (M8b).
    AcceptCoach(SignedYes),
    /// The client gives the whole dossier to that coach (M8c).
    HandOver(SignedYes),
    /// The client does not want that coach.
    DeclineCoach {
        /// The entry of the proposal.
        proposal: EntryId,
    },
    /// The proposal is taken back.
    WithdrawCoach {
        /// The entry of the proposal.
        proposal: EntryId,
    },
    /// The coach wants a colleague to stand in for some days (F61, R4.3).
    ProposeSubstitute {
        /// Who.
        person: PersonId,
        /// The first day.
        from: CivilDate,
        /// The last day.
        until: CivilDate,
    },
    /// The client agrees.
    AcceptSubstitute(SignedYes),
    /// The client does not want it.
    DeclineSubstitute {
        /// The entry of the proposal.
        proposal: EntryId,
    },
    /// Client or coach ends it before its last day.
    EndSubstitute {
        /// The entry of the proposal.
        proposal: EntryId,
    },
    /// The server's own: a step on the way to who acts for her (W9).
    #[serde(skip_deserializing)]
    #[cfg_attr(target_family = "wasm", serde(skip_serializing))]
    Represent(Box<Step>),
    /// The client wants somebody to act for her.
    AcceptRepresentative(SignedYes),
    /// She does not want it, or it ends before its last day.
    EndRepresentative {
        /// The entry of the proposal.
        proposal: EntryId,
    },
    /// Who works in the dossier lets somebody look along, for a reason (P13, S6, W11b).
    AdmitGuest {
        /// Who.
        person: PersonId,
        /// The last day.
        until: CivilDate,
        /// The number of the fault, where it is the technician.
        fault: Option<Label>,
        /// Why: the client and the privacy officer read it.
        why: Remark,
    },
    /// It ends before its last day.
    EndGuest {
        /// The entry that let her in.
        guest: EntryId,
    },
    /// She or staff add a document, or a version (F24).
    AddDocument(Box<NewDocument>),
    /// The client has before her what staff added.
    SeeDocuments {
        /// Up to which entry of the log.
        up_to: u64,
    },
    /// The server's own: somebody opens the list of documents, or one (F63).
    #[serde(skip_deserializing)]
    #[cfg_attr(target_family = "wasm", serde(skip_serializing))]
    LookAtDocuments {
        /// Which; none for the list.
        document: Option<DocumentId>,
    },
    /// Staff ask her whether a version of a document may go to somebody (F23).
    #[cfg_attr(all(target_family = "wasm", not(feature = "words-desk")), serde(skip_serializing))]
    AskConsent(Box<NewConsent>),
    /// She says yes to it.
    GrantConsent(SignedConsent),
    /// She says no to it.
    DeclineConsent(WhichConsent),
    /// She withdraws her yes (F27).
    WithdrawConsent(WhichConsent),
    /// Staff take back what she has not answered.
    TakeBackConsent(WhichConsent),
    /// A step of something that goes on another ground than her yes (F34).
    Ground(GroundCommand),
    /// A step of something that is sent under her yes (F30).
    #[cfg_attr(all(target_family = "wasm", not(feature = "words-desk")), serde(skip_serializing))]
    Sending(super::sendings::SendingCommand),
    /// The coach records a consult.
    RecordConsult {
        /// Its id, made by the sender.
        consult: ConsultId,
        /// On which day.
        held_on: CivilDate,
        /// In what way.
        form: ConsultKind,
        /// For how many minutes, where that is kept (R3.4).
        minutes: Option<Minutes>,
    },
    /// The coach sends a version of the summary.
    #[cfg_attr(all(target_family = "wasm", not(feature = "words-desk")), serde(skip_serializing))]
    SendSummary {
        /// Of which consult.
        consult: ConsultId,
        /// The version it replaces; 0 for the first.
        replaces: u32,
        /// The text.
        passages: Vec<Passage>,
    },
    /// The client opened a version.
    SeeSummary {
        /// Of which consult.
        consult: ConsultId,
        /// Which version.
        version: u32,
    },
    /// The client approves a version.
    ApproveSummary {
        /// Of which consult.
        consult: ConsultId,
        /// Which version.
        version: u32,
        /// Her signature.
        evidence: Box<Evidence>,
    },
    /// The client says it is not right.
    DisputeSummary {
        /// Of which consult.
        consult: ConsultId,
        /// Which version.
        version: u32,
        /// The passages she marked.
        marks: Vec<Marking>,
        /// What she says about the whole.
        remark: Option<Remark>,
    },
    /// The client signs what she said was not right.
    SignDispute {
        /// Of which consult.
        consult: ConsultId,
        /// The entry of the dispute.
        dispute: EntryId,
        /// Her signature.
        evidence: Box<Evidence>,
    },
    /// The coach answers a dispute.
    #[cfg_attr(all(target_family = "wasm", not(feature = "words-desk")), serde(skip_serializing))]
    AnswerDispute {
        /// Of which consult.
        consult: ConsultId,
        /// The entry of the dispute.
        dispute: EntryId,
        /// One answer for each mark, then one for the whole.
        answers: Vec<PassageAnswer>,
        /// The new text, where anything was accepted.
        revision: Option<Vec<Passage>>,
    },
    /// The coach reminds the client of a question that is open.
    RemindNow {
        /// Of which consult.
        consult: ConsultId,
        /// Which version.
        version: u32,
    },
    /// Staff make a form for a question that is open (F5).
    PrintForm {
        /// Which, made by the sender.
        form: FormId,
        /// What it asks.
        asked: Asked,
    },
    /// Staff record what came back on a form (F5, R3.5).
    #[cfg_attr(all(target_family = "wasm", not(feature = "words-desk")), serde(skip_serializing))]
    RecordForm(Box<Returned>),
    /// The server's own: a second member of staff typed what she reads on the paper.
    #[serde(skip_deserializing)]
    #[cfg_attr(target_family = "wasm", serde(skip_serializing))]
    SeeForm(Held),
    /// The client confirms with her key what was recorded of her.
    ConfirmForm {
        /// Which.
        form: FormId,
        /// What it asks.
        asked: Asked,
        /// Her signature.
        evidence: Box<Evidence>,
    },
    /// The client says that it is not so.
    ContestForm {
        /// Which.
        form: FormId,
        /// What it asks.
        asked: Asked,
        /// What she says about it.
        words: Option<Remark>,
    },
    /// The server's own: the coach opens the client's page, or the texts of a consult, which are given after it (F63).
    #[serde(skip_deserializing)]
    Look {
        /// Of which consult; none for the client's page.
        consult: Option<ConsultId>,
    },
    /// The server's own: somebody opens what is kept about her (F63, P10). Written before it is handed out.
    #[serde(skip_deserializing)]
    LookAtRecords {
        /// The record that is opened by itself; none for all the others.
        record: Option<RecordId>,
    },
    /// The server's own: somebody opens what is for the post or the invoices (M2, W7a, F63). Written first.
    #[serde(skip_deserializing)]
    OpenView {
        /// Which.
        view: PurposeView,
    },
    /// The server's own: a reminder is due.
    #[serde(skip_deserializing)]
    Remind {
        /// Of which consult.
        consult: ConsultId,
        /// Which version.
        version: u32,
    },
    /// The server's own: the end date passed.
    #[serde(skip_deserializing)]
    LeaveUnanswered {
        /// Of which consult.
        consult: ConsultId,
        /// Which version.
        version: u32,
    },
}
