//! A consent as a page shows it, and what somebody may do with it.

use serde::{Deserialize, Serialize};

use super::{Consent, ConsentTerms, OtherGround, Status};
use crate::access::{Act, Relation, may};
use crate::dossier::Dossier;
use crate::dossier::documents::Document;
use crate::dossier::sendings::SendingView;
use crate::ids::{ConsentId, EntryId, PersonId, Ticket};
use crate::time::{CivilDate, Timestamp};

/// A consent, without the names in it and why it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentView {
    /// Which.
    pub id: ConsentId,
    /// What she is asked to agree to.
    pub terms: ConsentTerms,
    /// The entry that asked.
    pub entry: EntryId,
    /// Where it stands.
    pub status: Status,
    /// When she was asked.
    pub asked_at: Timestamp,
    /// By whom.
    pub asked_by: PersonId,
    /// The nonce of the question. It is of use to who answers alone.
    pub ticket: Ticket,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// By whom: she, or who acts for her.
    pub answered_by: Option<PersonId>,
    /// When the yes was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
    /// The other ground it goes on, and from which day; none where her yes is asked.
    pub ground: Option<OtherGround>,
    /// From which day it may go on that ground.
    pub from: Option<CivilDate>,
    /// Whether she said that she read it.
    pub ground_seen: bool,
    /// The entry with her objection.
    pub objection: Option<EntryId>,
    /// The entry with the answer to it.
    pub objection_answer: Option<EntryId>,
    /// What was sent by it, the first one first.
    pub sendings: Vec<SendingView>,
    /// What you may do with it.
    pub allowed: Vec<Act>,
}

impl Consent {
    /// As this person sees it: nothing where the document is not hers to see.
    #[must_use]
    pub fn seen_by(&self, document: Option<&Document>, you: Relation, today: CivilDate) -> Option<ConsentView> {
        document?.seen_by(you)?;
        may(you, Act::ReadConsents).ok()?;
        let status = self.status(document?.version()?.number, today);
        let possible: &[Act] = match status {
            Status::Asked => &[Act::GrantConsent, Act::DeclineConsent, Act::TakeBackConsent],
            Status::Granted if !self.is_out_once(today) => &[Act::WithdrawConsent, Act::SendDocument],
            Status::Granted => &[Act::WithdrawConsent],
            Status::Sent if self.ground.is_none() => &[Act::WithdrawConsent],
            Status::OnGround if !self.is_out_once(today) => {
                &[Act::ObjectToGround, Act::TakeBackConsent, Act::SendDocument]
            }
            Status::Told | Status::OnGround | Status::Sent => &[Act::ObjectToGround, Act::TakeBackConsent],
            Status::Objected => &[Act::TellGround, Act::TakeBackConsent],
            Status::Declined | Status::Withdrawn | Status::Ended | Status::TakenBack | Status::Replaced => &[],
        };
        Some(ConsentView {
            id: self.id,
            terms: self.terms,
            entry: self.entry,
            status,
            asked_at: self.asked_at,
            asked_by: self.asked_by,
            ticket: self.ticket,
            answered_at: self.answered.map(|(at, _)| at),
            answered_by: self.answered.map(|(_, by)| by),
            withdrawn_at: self.withdrawn_at,
            ground: self.ground.map(|(ground, _)| ground),
            from: self.ground.map(|(_, from)| from),
            ground_seen: self.ground_seen,
            objection: self.objection.map(|(objection, _)| objection),
            objection_answer: self.objection.and_then(|(_, answer)| answer),
            sendings: self.sendings.iter().map(|known| known.seen_by(self, you, today)).collect(),
            allowed: possible.iter().copied().filter(|act| may(you, *act).is_ok()).collect(),
        })
    }
}

/// What this person may do about consents that wait for her: say yes or no, or object to what goes on another ground.
#[must_use]
pub fn waits(dossier: &Dossier, you: Relation, today: CivilDate) -> Vec<Act> {
    let seen = |known: &Consent| known.seen_by(dossier.document(known.terms.document).ok(), you, today);
    let views: Vec<ConsentView> = dossier.consents().filter_map(seen).collect();
    // What goes on another ground stays until she has said that she read it.
    let waits = |act: Act| move |view: &&ConsentView| view.allowed.contains(&act) && !view.ground_seen;
    let acts = [Act::GrantConsent, Act::ObjectToGround];
    acts.into_iter().filter(|act| views.iter().find(waits(*act)).is_some()).collect()
}
