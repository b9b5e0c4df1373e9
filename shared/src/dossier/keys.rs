//! The client's keys: each is an entry, and evidence counts while the entry of its key stands (F3, F4).

use serde::{Deserialize, Serialize};

use super::command::Given;
use super::{Core, DossierEvent};
use crate::evidence::{CoseKey, Evidence};
use crate::ids::{Bytes, EntryId, Ticket};
use crate::log::Header;
use crate::refusal::{Refusal, StatementPart};
use crate::statement::{Decision, Statement, key_sentence};
use crate::time::{CivilDate, Timestamp};

/// By which route a key came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum KeyRoute {
    /// Her first, by invitation.
    First,
    /// Added while she was signed in with another.
    Added,
    /// After she lost her others; opens nothing until it has waited or an older key confirms it.
    Recovered,
}

/// A key as its entry records it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewKey {
    /// The credential as the authenticator names it.
    pub credential_id: Bytes,
    /// What verifies its signatures.
    pub public_key: CoseKey,
    /// By which route.
    pub route: KeyRoute,
    /// The day, as the sentence that confirms it says.
    pub on: CivilDate,
    /// The nonce for its confirmation.
    pub ticket: Ticket,
    /// Until when it opens nothing, where it has to wait.
    pub waits_until: Option<Timestamp>,
}

/// A key of hers and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientKey {
    /// The entry that registered it.
    pub entry: EntryId,
    /// When that was, by the bureau's clock.
    pub at: Timestamp,
    /// The key.
    pub key: NewKey,
    /// The commitment of that entry: what a confirmation is about.
    pub commitment: crate::ids::Hash,
    /// When an older key vouched for it.
    pub confirmed_at: Option<Timestamp>,
    /// When it was removed.
    pub removed_at: Option<Timestamp>,
}

impl ClientKey {
    /// Whether it may open something now (F4).
    ///
    /// # Errors
    /// [`Refusal::KeyRemoved`] or [`Refusal::KeyTooNew`].
    pub fn stands(&self, now: Timestamp) -> Result<(), Refusal> {
        if let Some(at) = self.removed_at {
            return Err(Refusal::KeyRemoved { at });
        }
        match self.key.waits_until {
            Some(until) if self.confirmed_at.is_none() && now < until => Err(Refusal::KeyTooNew { until }),
            _ => Ok(()),
        }
    }
}

/// What the evidence of a decision has to be about.
pub(super) struct Expected<'a> {
    pub decision: Decision,
    pub item: crate::ids::ItemId,
    pub version: u32,
    pub commitment: crate::ids::Hash,
    pub ticket: Ticket,
    pub sentence: &'a dyn Fn(crate::words::Lang) -> String,
}

/// Whether this evidence is hers, fresh, and about exactly this.
pub(super) fn check(core: &Core, evidence: &Evidence, expected: &Expected<'_>, given: &Given) -> Result<(), Refusal> {
    let key = core.keys.iter().find(|key| key.entry == evidence.key_entry).ok_or(Refusal::KeyUnknown)?;
    key.stands(given.now)?;
    if key.key.credential_id != evidence.credential_id || key.key.public_key != evidence.public_key {
        return Err(Refusal::StatementDiffers { part: StatementPart::Key });
    }
    let said = &evidence.statement;
    let parts = [
        (said.v == 1, StatementPart::Format),
        (said.dossier == core.id, StatementPart::Dossier),
        (said.actor == core.client, StatementPart::Actor),
        (said.entry == given.entry, StatementPart::Entry),
        (said.decision == expected.decision, StatementPart::Decision),
        (said.item == expected.item, StatementPart::Item),
        (said.version == expected.version, StatementPart::Version),
        (said.commitment == expected.commitment, StatementPart::Commitment),
        (said.ticket == expected.ticket, StatementPart::Ticket),
        (said.sentence.as_str() == (expected.sentence)(said.lang), StatementPart::Sentence),
    ];
    if let Some((_, part)) = parts.into_iter().find(|(holds, _)| !holds) {
        return Err(Refusal::StatementDiffers { part });
    }
    check_seen(core, said, given)?;
    match &given.verified {
        Some(verified) if verified.covers(evidence) => Ok(()),
        _ => Err(Refusal::Unproven { why: crate::evidence::Unproven::Signature }),
    }
}

/// Her signature is a witness: the head she had seen must be in this log.
fn check_seen(core: &Core, said: &Statement, given: &Given) -> Result<(), Refusal> {
    let known = if said.head.seq == core.head.seq { Some(core.head.hash) } else { given.hash_at_seen };
    if known == Some(said.head.hash) { Ok(()) } else { Err(Refusal::HeadUnknown) }
}

/// An older key of hers vouches for a newer one.
pub(super) fn confirm(core: &Core, key: EntryId, evidence: &Evidence, given: &Given) -> Result<DossierEvent, Refusal> {
    let newer = core.keys.iter().find(|known| known.entry == key).ok_or(Refusal::KeyUnknown)?;
    if let Some(at) = newer.removed_at {
        return Err(Refusal::KeyRemoved { at });
    }
    if newer.confirmed_at.is_some() || newer.key.waits_until.is_none() {
        return Err(Refusal::KeyStands);
    }
    if evidence.key_entry == key {
        return Err(Refusal::OwnKey);
    }
    let expected = Expected {
        decision: Decision::ConfirmKey,
        item: key.into(),
        version: 1,
        commitment: newer.commitment,
        ticket: newer.key.ticket,
        sentence: &|lang| key_sentence(lang, newer.key.on),
    };
    check(core, evidence, &expected, given)?;
    Ok(DossierEvent::KeyConfirmed { key, evidence: Box::new(evidence.clone()) })
}

/// She takes a key away; the last one stays.
pub(super) fn remove(core: &Core, key: EntryId) -> Result<DossierEvent, Refusal> {
    let known = core.keys.iter().find(|known| known.entry == key).ok_or(Refusal::KeyUnknown)?;
    if let Some(at) = known.removed_at {
        return Err(Refusal::KeyRemoved { at });
    }
    if core.keys.iter().filter(|other| other.removed_at.is_none()).count() < 2 {
        return Err(Refusal::LastKey);
    }
    Ok(DossierEvent::KeyRemoved { key })
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &DossierEvent) {
    match event {
        DossierEvent::KeyRegistered { key } => core.keys.push(ClientKey {
            entry: header.entry,
            at: header.at,
            key: key.clone(),
            commitment: header.commitment,
            confirmed_at: None,
            removed_at: None,
        }),
        DossierEvent::KeyConfirmed { key, .. } => mark(core, *key, |known| known.confirmed_at = Some(header.at)),
        DossierEvent::KeyRemoved { key } => mark(core, *key, |known| known.removed_at = Some(header.at)),
        _ => {}
    }
}

fn mark(core: &mut Core, key: EntryId, change: impl Fn(&mut ClientKey)) {
    core.keys.iter_mut().filter(|known| known.entry == key).for_each(change);
}
