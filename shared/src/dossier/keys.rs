//! The client's keys: each is an entry, and evidence counts while the entry of its key stands (F3, F4). By a key of
//! another dossier she shows that she was here before (R1.3).

use serde::{Deserialize, Serialize};

use super::command::{Command, Given};
use super::{Core, DossierEvent};
use crate::evidence::{CoseKey, Evidence};
use crate::ids::{Bytes, EntryId, InvitationId, PersonId, Ticket};
use crate::log::Header;
use crate::refusal::{Refusal, StatementPart};
use crate::settings::Settings;
use crate::statement::{Decision, Statement, for_her, key_sentence};
use crate::time::{CivilDate, Timestamp};

/// By which route a key came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum KeyRoute {
    /// Her first, by invitation.
    First,
    /// Added while she was signed in with another; opens nothing until an earlier key vouches for it, however long.
    Added,
    /// After she lost her others; opens nothing until it has waited or an earlier key vouches for it.
    Recovered,
}

/// By which key of another dossier the invited shows who she is (R1.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OldKey {
    /// As whom she signs in.
    pub account: PersonId,
    /// The credential.
    pub credential_id: Bytes,
    /// Its public key.
    pub public_key: CoseKey,
    /// By which invitation.
    pub invitation: InvitationId,
}

/// As whom somebody signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The person of her first dossier.
    pub account: PersonId,
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
    /// By which invitation; none where she added it herself.
    pub invitation: Option<InvitationId>,
    /// The entry of the check that it was she, after a loss.
    pub check: Option<EntryId>,
    /// The day, as the sentence that confirms it says.
    pub on: CivilDate,
    /// The minute of that day: two keys of one day are told apart.
    pub minute: u16,
    /// The nonce for its confirmation.
    pub ticket: Ticket,
    /// Until when it opens nothing, where the clock ends the wait.
    pub waits_until: Option<Timestamp>,
    /// Whether it was carried over from another dossier of hers (R1.3).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub carried: bool,
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

/// Whether a key may open something now (F4). Only a recovered key comes to count by the clock; an added one counts
/// from the moment on which an earlier key vouched for it (F3).
///
/// # Errors
/// [`Refusal::KeyRemoved`], [`Refusal::KeyTooNew`] or [`Refusal::KeyUnsigned`].
pub(super) fn stands(
    route: KeyRoute,
    waits_until: Option<Timestamp>,
    confirmed_at: Option<Timestamp>,
    removed_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Refusal> {
    if let Some(at) = removed_at {
        return Err(Refusal::KeyRemoved { at });
    }
    match (route, confirmed_at, waits_until) {
        (KeyRoute::Added, None, _) => Err(Refusal::KeyUnsigned),
        (KeyRoute::Recovered, None, Some(until)) if now < until => Err(Refusal::KeyTooNew { until }),
        _ => Ok(()),
    }
}

impl ClientKey {
    /// Whether it is known from another dossier of hers, and nobody of here has vouched for it: it neither signs nor opens
    /// anything here (R1.7).
    #[must_use]
    pub fn is_carried_only(&self) -> bool {
        self.key.carried && self.confirmed_at.is_none()
    }

    /// Whether it may open something now (F3, F4).
    ///
    /// # Errors
    /// [`Refusal::KeyRemoved`], [`Refusal::KeyTooNew`] or [`Refusal::KeyUnsigned`].
    pub fn stands(&self, now: Timestamp) -> Result<(), Refusal> {
        stands(self.key.route, self.key.waits_until, self.confirmed_at, self.removed_at, now)
    }
}

impl Core {
    fn key(&self, entry: EntryId) -> Result<&ClientKey, Refusal> {
        self.keys.iter().find(|known| known.entry == entry).ok_or(Refusal::KeyUnknown)
    }

    /// The key of an entry, and whose it is: hers, or of who acts for her (W9).
    fn signs_with(&self, entry: EntryId) -> Result<(&ClientKey, PersonId), Refusal> {
        let acts = self.representative.as_ref();
        let theirs = acts.and_then(|known| Some((known.key.as_ref().filter(|key| key.entry == entry)?, known.person)));
        theirs.map_or_else(|| Ok((self.key(entry)?, self.client)), Ok)
    }

    /// Whether somebody who signed in with one key may change what belongs to another: its name, its sessions, its
    /// being there. A key that counts for nothing yet changes only its own, else whoever planted it could take the
    /// owner's keys away while it waits (F4).
    ///
    /// # Errors
    /// Why the first key does not count, where it is another.
    pub fn key_may_change(&self, by: EntryId, key: EntryId, now: Timestamp) -> Result<(), Refusal> {
        if by == key { Ok(()) } else { self.key(by)?.stands(now) }
    }
}

/// Whether a command about her keys may happen, and what follows.
pub(super) fn decide(
    core: &Core,
    settings: &Settings,
    command: &Command,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    match command {
        Command::ConfirmKey { key, evidence } => Ok(vec![confirm(core, *key, evidence, given)?]),
        Command::RemoveKey { key, by } => Ok(remove(core, *key, *by, given.now)?.into_iter().collect()),
        Command::RegisterKey { credential_id, public_key, invitation, carried } => {
            let comes = match invitation {
                Some(invitation) => Comes::By(*invitation),
                None if *carried => Comes::Carried,
                None => Comes::Added,
            };
            let key = Credential { id: credential_id, public_key };
            Ok(register(core, settings, key, comes, given)?.into_iter().collect())
        }
        Command::ComeBack(old) => come_back(core, settings, old, given),
        _ => Err(Refusal::Unknown),
    }
}

/// A passkey as it comes: how its authenticator names it, and what verifies it.
#[derive(Clone, Copy)]
struct Credential<'a> {
    id: &'a Bytes,
    public_key: &'a CoseKey,
}

/// How a key comes.
#[derive(Clone, Copy)]
enum Comes {
    /// By an invitation.
    By(InvitationId),
    /// Added by somebody who has one.
    Added,
    /// Carried over from another dossier of hers.
    Carried,
}

/// Registers a key: by the invitation that is open, added by somebody who has one, or carried over from another dossier
/// of hers (R1.3), once. Each dossier counts it by itself, however it came to another: who was let back into one by its
/// coach is let into no other (R1.7).
fn register(
    core: &Core,
    settings: &Settings,
    key: Credential<'_>,
    comes: Comes,
    given: &Given,
) -> Result<Option<DossierEvent>, Refusal> {
    let (invitation, carried) = match comes {
        Comes::By(invitation) => (Some(invitation), false),
        Comes::Added => (None, false),
        Comes::Carried => (None, true),
    };
    if carried && core.keys.iter().any(|known| known.key.credential_id == *key.id) {
        return Ok(None);
    }
    let open = invitation.map(|id| core.open_invitation(id)).transpose()?;
    let counts = |known: &ClientKey| known.removed_at.is_none() && !known.is_carried_only();
    if core.keys.iter().any(|known| known.key.credential_id == *key.id && counts(known)) {
        return Err(Refusal::KeyStands);
    }
    if open.is_none() && core.keys.iter().all(|key| key.removed_at.is_some()) {
        return Err(Refusal::KeyUnknown);
    }
    let route = core.honest(open.map_or(KeyRoute::Added, |open| open.route));
    let wait = i64::from(settings.recovered_key_wait_hours);
    Ok(Some(DossierEvent::KeyRegistered {
        key: NewKey {
            credential_id: key.id.clone(),
            public_key: key.public_key.clone(),
            route,
            invitation,
            check: open.and_then(|open| open.check),
            on: given.today,
            minute: given.minute,
            ticket: given.ticket,
            waits_until: (route == KeyRoute::Recovered).then(|| given.now.plus_hours(wait)),
            carried,
        },
    }))
}

/// She holds both halves of her first invitation and a key by which the bureau knows her already: she signs in to this
/// dossier as to the other, and that key is its first (R1.3). Where a key stands, somebody is known by it, and nobody else comes in its place.
fn come_back(
    core: &Core,
    settings: &Settings,
    OldKey { account, credential_id, public_key, invitation }: &OldKey,
    given: &Given,
) -> Result<Vec<DossierEvent>, Refusal> {
    if !core.keys.is_empty() {
        return Err(Refusal::InvitationClosed);
    }
    let key = Credential { id: credential_id, public_key };
    let first = register(core, settings, key, Comes::By(*invitation), given)?;
    Ok([DossierEvent::ClientCameBack(Account { account: *account })].into_iter().chain(first).collect())
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
    let (key, signer) = core.signs_with(evidence.key_entry)?;
    key.stands(given.now)?;
    if key.key.credential_id != evidence.credential_id || key.key.public_key != evidence.public_key {
        return Err(Refusal::StatementDiffers { part: StatementPart::Key });
    }
    let said = &evidence.statement;
    let sentence = (expected.sentence)(said.lang);
    let sentence = if signer == core.client { sentence } else { for_her(said.lang, &sentence) };
    let parts = [
        (said.v == 1, StatementPart::Format),
        (said.dossier == core.id, StatementPart::Dossier),
        (said.actor == signer, StatementPart::Actor),
        (said.entry == given.entry, StatementPart::Entry),
        (said.decision == expected.decision, StatementPart::Decision),
        (said.item == expected.item, StatementPart::Item),
        (said.version == expected.version, StatementPart::Version),
        (said.commitment == expected.commitment, StatementPart::Commitment),
        (said.ticket == expected.ticket, StatementPart::Ticket),
        (said.sentence.as_str() == sentence, StatementPart::Sentence),
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
fn confirm(core: &Core, key: EntryId, evidence: &Evidence, given: &Given) -> Result<DossierEvent, Refusal> {
    let newer = core.key(key)?;
    if let Some(at) = newer.removed_at {
        return Err(Refusal::KeyRemoved { at });
    }
    if newer.confirmed_at.is_some() || newer.key.route == KeyRoute::First {
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
        sentence: &|lang| key_sentence(lang, newer.key.on, newer.key.minute),
    };
    check(core, evidence, &expected, given)?;
    Ok(DossierEvent::KeyConfirmed { key, evidence: Box::new(evidence.clone()) })
}

/// She takes a key away, signed in with another or with that one. One that counts stays: with only a waiting key left
/// she could neither sign nor vouch, and nobody could take away what was planted. Removing what is gone changes nothing.
fn remove(core: &Core, key: EntryId, by: EntryId, now: Timestamp) -> Result<Option<DossierEvent>, Refusal> {
    if core.key(key)?.removed_at.is_some() {
        return Ok(None);
    }
    core.key_may_change(by, key, now)?;
    if !another_stands(core, key, now) {
        return Err(Refusal::LastKey);
    }
    Ok(Some(DossierEvent::KeyRemoved { key }))
}

/// Whether a key besides this one counts now.
pub(super) fn another_stands(core: &Core, key: EntryId, now: Timestamp) -> bool {
    let same = core.keys.iter().find(|known| known.entry == key).map(|known| &known.key.credential_id);
    core.keys.iter().any(|other| Some(&other.key.credential_id) != same && other.stands(now).is_ok())
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &DossierEvent) {
    match event {
        DossierEvent::KeyRegistered { key } => {
            // What was carried over and counted for nothing comes anew, by a way of this dossier's own.
            core.keys.retain(|known| !known.is_carried_only() || known.key.credential_id != key.credential_id);
            core.keys.push(ClientKey {
                entry: header.entry,
                at: header.at,
                key: key.clone(),
                commitment: header.commitment,
                confirmed_at: None,
                removed_at: None,
            });
        }
        DossierEvent::ClientCameBack(Account { account }) => core.account = Some(*account),
        DossierEvent::KeyConfirmed { key, .. } => mark(core, *key, |known| known.confirmed_at = Some(header.at)),
        DossierEvent::KeyRemoved { key } => mark(core, *key, |known| known.removed_at = Some(header.at)),
        _ => {}
    }
}

fn mark(core: &mut Core, key: EntryId, change: impl Fn(&mut ClientKey)) {
    core.keys.iter_mut().filter(|known| known.entry == key).for_each(change);
}
