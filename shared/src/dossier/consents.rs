//! Consents: whether one version of a document may go to one recipient, for the purpose it was made for, and until when
//! (F23, F24, M3). What would go is made first and never changes (F25): its bytes are what she sees, signs and sends.
//!
//! Staff ask; she, or who acts for her, says yes with a signature, or no without a reason (F26). A yes ends by itself (F29)
//! or when she withdraws it (F27), and the two are told apart. Why it was asked, and the names in the sentence that she
//! signs, stand in entries alone. Whoever sends asks [`Consent::is_live`] of her yes, and [`may_get`] of who would get it.

mod check;
mod event;
mod fold;
mod grounds;
mod steps;
mod view;

use serde::{Deserialize, Serialize};

pub use check::{Check, Checked, Decided, Finding, Hit, Sought};
pub use event::ConsentEvent;
pub(super) use fold::{fold, on_document};
pub(super) use grounds::decide as decide_ground;
pub use grounds::{GroundCommand, NewGround, OtherGround, PayerRules, grounds};
pub use steps::{ASKED_DAYS_MAX, QUIET_DAYS, earlier, may_ask, may_get};
pub(super) use steps::{answer, ask, sheet_made};
pub use view::{ConsentView, waits};

use super::documents::StoredFile;
use super::purposes::Purpose;
use super::sendings::Sending;
use crate::bureau::recipients::RecipientKind;
use crate::evidence::Evidence;
use crate::ids::{ConsentId, DocumentId, EntryId, FileId, Hash, PersonId, RecipientId, Ticket, derived};
use crate::text::{Label, Name, Remark};
use crate::time::{CivilDate, Timestamp};
use crate::words::{ConsentWord, Lang};

/// When a yes ends by itself (F29).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Until {
    /// When it was sent once.
    Once {},
    /// After this day.
    On {
        /// The last day.
        date: CivilDate,
    },
    /// With the trajectory.
    Trajectory {},
}

impl Until {
    /// Whether its last day has passed. Being sent and the end of a trajectory are no days.
    #[must_use]
    pub fn is_over(self, today: CivilDate) -> bool {
        matches!(self, Self::On { date } if date < today)
    }

    /// As it is said.
    #[must_use]
    pub fn in_words(self, lang: Lang) -> String {
        match self {
            Self::Once {} => lang.say_later(ConsentWord::UntilOnce).to_owned(),
            Self::On { date } => lang.fill_later(ConsentWord::UntilOn, &[("date", &date.in_words(lang))]),
            Self::Trajectory {} => lang.say_later(ConsentWord::UntilTrajectory).to_owned(),
        }
    }
}

/// What she is asked to agree to: fixed when it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentTerms {
    /// Which document.
    pub document: DocumentId,
    /// Which version of it.
    pub version: u32,
    /// What would go, byte for byte (F25).
    pub file: StoredFile,
    /// To whom.
    pub recipient: RecipientId,
    /// The entry of the bureau's log that says what it is called: she said yes to that name.
    pub named: EntryId,
    /// What that is to her: a yes for one kind is none for another (R1.4).
    pub kind: RecipientKind,
    /// For what: that for which the document was made (F24).
    pub purpose: Purpose,
    /// Until when.
    pub until: Until,
}

/// A question that staff want to ask her. The purpose is not among it: that is the document's (F24).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewConsent {
    /// Which; its id is made by the sender.
    pub consent: ConsentId,
    /// About which document.
    pub document: DocumentId,
    /// Which version of it.
    pub version: u32,
    /// To whom.
    pub recipient: RecipientId,
    /// Until when.
    pub until: Until,
    /// Why, in words that she reads.
    pub why: Remark,
    /// What would go, as it was made for this question.
    pub file: StoredFile,
    /// What was decided about what a machine found in it.
    #[serde(default)]
    pub decided: Vec<Decided>,
    /// Whether who asks read all of it: said where no machine could.
    #[serde(default)]
    pub read_by_person: bool,
}

/// One consent about one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WhichConsent {
    /// About which document.
    pub document: DocumentId,
    /// Which.
    pub consent: ConsentId,
}

/// Her yes, signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedConsent {
    /// About which document.
    pub document: DocumentId,
    /// Which.
    pub consent: ConsentId,
    /// To whom: as the question says.
    pub recipient: RecipientId,
    /// The signature.
    pub evidence: Box<Evidence>,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// She has not answered.
    Open,
    /// She said yes.
    Granted,
    /// She said no.
    Declined,
    /// She said yes, and withdrew it.
    Withdrawn,
    /// It is asked no more.
    TakenBack,
    /// It goes on another ground, which she was told (F34).
    Told,
    /// The same, and she objects.
    Objected,
}

/// Where it stands on a day. What ended by itself is no withdrawal (F29).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// She is asked, and has not answered.
    Asked,
    /// She said yes, and it counts.
    Granted,
    /// She said yes for once, and it was sent (F29).
    Sent,
    /// She said no.
    Declined,
    /// She withdrew it.
    Withdrawn,
    /// It ended by itself, answered or not.
    Ended,
    /// It is asked no more.
    TakenBack,
    /// It is asked no more, for there is another version of the document.
    Replaced,
    /// She was told that it goes on another ground, and it waits for her until a day (F32).
    Told,
    /// It may go on another ground.
    OnGround,
    /// She objects, and nothing goes until that is answered.
    Objected,
}

/// A consent: ids, states and dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Which.
    pub id: ConsentId,
    /// What she is asked to agree to.
    pub terms: ConsentTerms,
    /// The entry that asked.
    pub entry: EntryId,
    /// When.
    pub asked_at: Timestamp,
    /// On which day.
    pub asked_on: CivilDate,
    /// By whom.
    pub asked_by: PersonId,
    /// The nonce of the question.
    pub ticket: Ticket,
    /// How far it has come.
    pub state: State,
    /// When it was answered, and by whom: she, or who acts for her.
    pub answered: Option<(Timestamp, PersonId)>,
    /// When her yes was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
    /// The sheet of her yes, once it was made (M3c).
    pub sheet: Option<StoredFile>,
    /// The other ground it goes on, and from which day; none where her yes is asked.
    pub ground: Option<(OtherGround, CivilDate)>,
    /// Whether she said that she read it.
    pub ground_seen: bool,
    /// The entry with her objection, and that with the answer.
    pub objection: Option<(EntryId, Option<EntryId>)>,
    /// What was sent by it, the first one first.
    pub sendings: Vec<Sending>,
}

impl Consent {
    /// Whether this yes, or another ground, counts on a day: not before she said yes, not after she withdrew it, not after its last day (F27,
    /// F29, F30). Whether it may go to that recipient at all is asked apart ([`may_get`]). One for once gives one sending and
    /// no other; nothing ends yet with the trajectory.
    #[must_use]
    pub fn is_live(&self, today: CivilDate) -> bool {
        let stands = match self.state {
            State::Granted => true,
            State::Told => self.ground.is_some_and(|(_, from)| from <= today),
            _ => false,
        };
        stands && !self.terms.until.is_over(today)
    }

    /// Whether it was for once, and that once is over (F29). She can still withdraw it: what was taken is then asked back.
    fn is_used_up(&self, today: CivilDate) -> bool {
        let gone = |known: &Sending| known.was_taken() && !(known.is_open(today) && known.has_left());
        self.terms.until == (Until::Once {}) && self.sendings.iter().any(gone)
    }

    /// Whether it is for once, and a link is open by it.
    pub(super) fn is_out_once(&self, today: CivilDate) -> bool {
        self.terms.until == (Until::Once {})
            && self.sendings.iter().any(|known| known.is_open(today) && known.has_left())
    }

    /// Where it stands, by the version of the document that counts.
    #[must_use]
    pub fn status(&self, current: u32, today: CivilDate) -> Status {
        match self.state {
            State::Open if self.terms.version != current => Status::Replaced,
            State::Open | State::Granted | State::Told | State::Objected if self.terms.until.is_over(today) => {
                Status::Ended
            }
            State::Open => Status::Asked,
            State::Granted | State::Told if self.is_used_up(today) => Status::Sent,
            State::Told if !self.is_live(today) => Status::Told,
            State::Told => Status::OnGround,
            State::Objected => Status::Objected,
            State::Granted => Status::Granted,
            State::Declined => Status::Declined,
            State::Withdrawn => Status::Withdrawn,
            State::TakenBack => Status::TakenBack,
        }
    }
}

/// What a document knows of the questions about it: enough to ask no question twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedMark {
    /// Which.
    pub consent: ConsentId,
    /// The entry that asked.
    pub entry: EntryId,
    /// About which version.
    pub version: u32,
    /// To whom it would go.
    pub recipient: RecipientId,
    /// Until when it would count.
    pub until: Until,
    /// How far it has come.
    pub state: State,
    /// On which day she said no, or withdrew her yes.
    pub refused_on: Option<CivilDate>,
    /// Whether the recipient took something by it.
    pub taken: bool,
    /// The link that was opened last by it, where it was not closed: its last day, and how many downloads are left.
    pub link: Option<(CivilDate, u32)>,
}

impl AskedMark {
    /// Whether it was for once, and that once is over.
    #[must_use]
    pub fn is_used_up(&self, today: CivilDate) -> bool {
        let over = self.link.is_none_or(|(until, left)| left == 0 || until < today);
        self.until == (Until::Once {}) && self.taken && over
    }
}

/// What stands in entries alone and a decision about a consent needs: the server opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// What the version is called.
    pub title: Label,
    /// What the recipient is called.
    pub recipient: Name,
    /// Why it was asked before: the reason in each of these entries.
    pub reasons: Vec<(EntryId, Remark)>,
    /// What a machine says of what would go, for a new question.
    pub check: Option<Check>,
}

/// The file that is the sheet of a yes, by the SHA-256 of what was made.
#[must_use]
pub fn sheet_file(consent: ConsentId, made: Hash) -> FileId {
    FileId(derived(consent.0, format!("sheet {made}").as_bytes()))
}

/// The file that is made for a question: nothing but what was made for this document, version, recipient, name of it and
/// day is it.
#[must_use]
pub fn frozen_file(
    consent: ConsentId,
    (document, version): (DocumentId, u32),
    (recipient, named): (RecipientId, EntryId),
    on: CivilDate,
) -> FileId {
    let what = format!("frozen {document} {version} {recipient} {named} {on}");
    FileId(derived(consent.0, what.as_bytes()))
}
