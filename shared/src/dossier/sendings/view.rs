//! A sending as a page shows it.

use serde::{Deserialize, Serialize};

use super::{Download, Proof, Sending, SentFile};
use crate::access::{Act, Relation, may};
use crate::dossier::consents::Consent;
use crate::ids::{ContactId, EntryId, PersonId, SendingId};
use crate::time::{CivilDate, Timestamp};

/// Where it stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SendingStatus {
    /// It can be downloaded.
    Open,
    /// It was downloaded as often as it can be.
    Used,
    /// The last day of the link is over.
    Over,
    /// Too many wrong codes were tried.
    Blocked,
    /// Staff closed the door, or her yes counts no more, and nothing was taken.
    Closed,
    /// The recipient is asked to delete what was taken, and has not answered (F28).
    Asked,
    /// The recipient says that it was deleted.
    Deleted,
    /// The recipient says that something is kept, and why.
    Kept,
}

/// A download.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DownloadView {
    /// When it began.
    pub begun_at: Timestamp,
    /// How she proved who she is.
    pub proof: Proof,
    /// Of which file.
    pub what: SentFile,
    /// How many bytes that file has.
    pub bytes: u32,
    /// How many bytes were given; none while that is not known.
    pub given: Option<u32>,
}

/// A sending, without names and words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SendingView {
    /// Which.
    pub id: SendingId,
    /// For whom.
    pub contact: ContactId,
    /// The entry of the bureau's log that says how she is reached.
    pub reached: EntryId,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// By whom.
    pub sent_by: PersonId,
    /// The last day of the link.
    pub until: CivilDate,
    /// How many times it can be downloaded.
    pub downloads_max: u32,
    /// Every download.
    pub downloads: Vec<DownloadView>,
    /// When a passkey was made at its link, the last time.
    pub key_made_at: Option<Timestamp>,
    /// Where it stands.
    pub status: SendingStatus,
    /// When the recipient was asked to delete it.
    pub asked_at: Option<Timestamp>,
    /// When she answered.
    pub answered_at: Option<Timestamp>,
    /// The entry that holds her words.
    pub answer: Option<EntryId>,
    /// What you may do with it.
    pub allowed: Vec<Act>,
}

impl Sending {
    /// Where it stands, by whether the yes behind it counts.
    #[must_use]
    pub fn status(&self, live: bool, today: CivilDate) -> SendingStatus {
        match self.answered {
            Some(answered) if answered.deleted => SendingStatus::Deleted,
            Some(_) => SendingStatus::Kept,
            None if self.asked_at.is_some() => SendingStatus::Asked,
            None if self.stopped_at.is_some() || !live => SendingStatus::Closed,
            None if self.blocked_at.is_some() => SendingStatus::Blocked,
            None if !self.has_left() => SendingStatus::Used,
            None if today > self.until => SendingStatus::Over,
            None => SendingStatus::Open,
        }
    }

    /// As this person sees it.
    #[must_use]
    pub fn seen_by(&self, consent: &Consent, you: Relation, today: CivilDate) -> SendingView {
        let live = consent.is_live(today);
        let status = self.status(live, today);
        // Also what can be collected no more, where something of it is at the recipient's.
        let possible = match status {
            SendingStatus::Open => true,
            SendingStatus::Used | SendingStatus::Over | SendingStatus::Blocked => self.was_taken(),
            _ => false,
        };
        let stops = possible && may(you, Act::StopSending).is_ok();
        SendingView {
            id: self.id,
            contact: self.contact,
            reached: self.reached,
            sent_at: self.sent_at,
            sent_by: self.sent_by,
            until: self.until,
            downloads_max: self.downloads_max,
            downloads: self.downloads.iter().map(|download| view(consent, download)).collect(),
            key_made_at: self.key_made_at,
            status,
            asked_at: self.asked_at,
            answered_at: self.answered.map(|answered| answered.at),
            answer: self.answered.map(|answered| answered.entry),
            allowed: stops.then_some(Act::StopSending).into_iter().collect(),
        }
    }
}

fn view(consent: &Consent, download: &Download) -> DownloadView {
    let Download { begun_at, proof, what, given, .. } = *download;
    let bytes = consent.bytes_of(what);
    DownloadView { begun_at, proof, what, bytes, given }
}
