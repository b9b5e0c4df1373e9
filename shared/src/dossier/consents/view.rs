//! A consent as a page shows it, and what somebody may do with it.

use serde::{Deserialize, Serialize};

use super::{Consent, ConsentTerms, Status};
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
            Status::Granted | Status::Sent => &[Act::WithdrawConsent],
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
            sendings: self.sendings.iter().map(|known| known.seen_by(self, you, today)).collect(),
            allowed: possible.iter().copied().filter(|act| may(you, *act).is_ok()).collect(),
        })
    }
}

/// Whether something waits for an answer of this person.
#[must_use]
pub fn waits(dossier: &Dossier, you: Relation, today: CivilDate) -> bool {
    let seen = |known: &Consent| known.seen_by(dossier.document(known.terms.document).ok(), you, today);
    dossier.consents().filter_map(seen).any(|view| view.allowed.contains(&Act::GrantConsent))
}
