//! Who acts for her: by a court's decision, by law, or because she asks it (F6, W9). Registered with a proof and a last day,
//! and only with her yes; from then on the representative reads what she reads, and judges summaries for her, visibly as
//! such. Who guides her, her keys and the start stay hers alone. She ends it at once, and it ends by itself.

use serde::{Deserialize, Serialize};

use super::command::Given;
use super::forms::Outcome;
use super::invitations::LinkHolder;
use super::keys::{ClientKey, Expected, KeyRoute, NewKey, check};
use super::substitutes::Period;
use super::{Core, DossierEvent};
use crate::evidence::{CoseKey, Evidence};
use crate::ids::{Bytes, EntryId, Hash, InvitationId, PersonId, Ticket};
use crate::log::Header;
use crate::refusal::Refusal;
use crate::statement::{Decision, representative_sentence};
use crate::text::{Email, Phone, Remark};
use crate::time::{CivilDate, Timestamp};

/// For how many days somebody acts for her at most: then the proof is looked at again.
pub const DAYS_MAX: i64 = 1_827;

/// By what power somebody acts for her.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Power {
    /// A court appointed a guardian for all her affairs (curator).
    Guardianship,
    /// A court appointed a mentor for her care (mentor).
    Mentorship,
    /// A court put her property under administration (bewindvoerder).
    Administration,
    /// A parent or guardian of somebody under age (ouder, voogd).
    Parent,
    /// She asks it herself (gemachtigde).
    Authorised,
}

impl Power {
    /// Every power there is.
    pub const ALL: &'static [Self] =
        &[Self::Guardianship, Self::Mentorship, Self::Administration, Self::Parent, Self::Authorised];
}

/// What happens about who acts for her.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RepresentativeEvent {
    /// Staff registered somebody, with a proof: she is asked. The header says by whom.
    RepresentativeProposed {
        /// Who.
        person: PersonId,
        /// By what power.
        power: Power,
        /// The day on which it was registered.
        from: CivilDate,
        /// The last day.
        until: CivilDate,
        /// The proof: what was seen.
        proof: Remark,
        /// The mail address to which a way in goes: never another.
        email: Option<Email>,
        /// The telephone number.
        phone: Option<Phone>,
        /// The nonce of the question.
        ticket: Ticket,
    },
    /// She wants it.
    RepresentativeAccepted {
        /// Who.
        person: PersonId,
        /// Her signature.
        evidence: Box<Evidence>,
    },
    /// She does not want it, or it ended before its last day.
    RepresentativeEnded {
        /// Who.
        person: PersonId,
    },
    /// A way in was made for the representative: two halves that travel apart (F4, F7).
    RepresentativeInvited {
        /// Which invitation.
        invitation: InvitationId,
        /// Who holds the link; the code then travels the other way.
        link: LinkHolder,
    },
    /// A key of the representative's; the one before counts no more.
    RepresentativeKeyRegistered {
        /// Which.
        key: NewKey,
    },
}

impl RepresentativeEvent {
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::RepresentativeProposed { .. } => "representative_proposed",
            Self::RepresentativeAccepted { .. } => "representative_accepted",
            Self::RepresentativeEnded { .. } => "representative_ended",
            Self::RepresentativeInvited { .. } => "representative_invited",
            Self::RepresentativeKeyRegistered { .. } => "representative_key_registered",
        }
    }

    /// Whether it says something that can be erased alone.
    pub(super) const fn has_own_key(&self) -> bool {
        matches!(self, Self::RepresentativeProposed { .. } | Self::RepresentativeAccepted { .. })
    }
}

impl From<RepresentativeEvent> for DossierEvent {
    fn from(event: RepresentativeEvent) -> Self {
        Self::Representative(event)
    }
}

/// The server's own steps on the way: none of them comes over the wire as it is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Somebody is registered, with a proof.
    Propose {
        /// Who: a person of her own, known to this dossier alone.
        person: PersonId,
        /// By what power.
        power: Power,
        /// The last day.
        until: CivilDate,
        /// The proof: what was seen.
        proof: Remark,
        /// The mail address to which a way in goes.
        email: Option<Email>,
        /// The telephone number.
        phone: Option<Phone>,
    },
    /// A way in is made for her.
    Invite {
        /// Which.
        invitation: InvitationId,
        /// Who holds the link.
        link: LinkHolder,
    },
    /// She made a passkey.
    RegisterKey {
        /// The credential.
        credential_id: Bytes,
        /// Its public key.
        public_key: CoseKey,
        /// By which invitation.
        invitation: InvitationId,
    },
}

/// Somebody who acts for her, or would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representative {
    /// Who.
    pub person: PersonId,
    /// By what power.
    pub power: Power,
    /// The day on which it was registered.
    pub from: CivilDate,
    /// The last day.
    pub until: CivilDate,
    /// The entry that registered it.
    pub proposal: EntryId,
    /// Its commitment: what her signature is about.
    pub commitment: Hash,
    /// The nonce of the question.
    pub ticket: Ticket,
    /// Who saw the proof.
    pub by: PersonId,
    /// When she agreed; until then nobody acts for her.
    pub agreed_at: Option<Timestamp>,
    /// The way in that is open.
    pub invitation: Option<InvitationId>,
    /// The key that counts.
    pub key: Option<ClientKey>,
}

/// The same, as a page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "each stands in Representative")]
pub struct RepresentativeView {
    pub person: PersonId,
    pub power: Power,
    pub from: CivilDate,
    pub until: CivilDate,
    pub proposal: EntryId,
    pub commitment: Hash,
    pub ticket: Ticket,
    pub by: PersonId,
    pub agreed_at: Option<Timestamp>,
    /// Since when there is a key to sign in with.
    pub key_at: Option<Timestamp>,
}

impl From<&Representative> for RepresentativeView {
    fn from(known: &Representative) -> Self {
        Self {
            person: known.person,
            power: known.power,
            from: known.from,
            until: known.until,
            proposal: known.proposal,
            commitment: known.commitment,
            ticket: known.ticket,
            by: known.by,
            agreed_at: known.agreed_at,
            key_at: known.key.as_ref().map(|key| key.at),
        }
    }
}

impl Representative {
    /// The days, once she agreed.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        Some(Period { from: self.from, until: self.until, agreed_at: self.agreed_at? })
    }
}

impl Core {
    /// Who acts for her or would, and whose last day has not passed.
    #[must_use]
    pub fn representative_on(&self, today: CivilDate) -> Option<&Representative> {
        self.representative.as_deref().filter(|known| known.until >= today)
    }

    pub(super) fn represented(&self, proposal: EntryId, today: CivilDate) -> Result<&Representative, Refusal> {
        self.representative_on(today).filter(|known| known.proposal == proposal).ok_or(Refusal::NoQuestion)
    }

    /// Who acts for her now, with her yes.
    fn acts_for_her(&self, today: CivilDate) -> Result<&Representative, Refusal> {
        self.representative_on(today).filter(|known| known.agreed_at.is_some()).ok_or(Refusal::NoQuestion)
    }

    /// The key of who acts for her with her yes, if it is this passkey.
    #[must_use]
    pub fn representative_key(&self, credential: &Bytes) -> Option<&ClientKey> {
        let known = self.representative.as_deref().filter(|known| known.agreed_at.is_some())?;
        known.key.as_ref().filter(|key| key.key.credential_id == *credential)
    }
}

/// A step on the way.
pub(super) fn decide(core: &Core, step: &Step, given: &Given) -> Result<DossierEvent, Refusal> {
    Ok(match step {
        Step::Propose { .. } => propose(core, step, given)?,
        Step::Invite { invitation, link } => {
            core.acts_for_her(given.today)?;
            RepresentativeEvent::RepresentativeInvited { invitation: *invitation, link: *link }.into()
        }
        Step::RegisterKey { credential_id, public_key, invitation } => {
            let known = core.acts_for_her(given.today)?;
            if known.invitation != Some(*invitation) {
                return Err(Refusal::InvitationClosed);
            }
            let key = NewKey {
                credential_id: credential_id.clone(),
                public_key: public_key.clone(),
                route: KeyRoute::First,
                invitation: Some(*invitation),
                check: None,
                on: given.today,
                minute: given.minute,
                ticket: given.ticket,
                waits_until: None,
                carried: false,
            };
            RepresentativeEvent::RepresentativeKeyRegistered { key }.into()
        }
    })
}

/// One at a time, until a last day. How the person is reached is never changed: where that is another, she is asked anew.
fn propose(core: &Core, step: &Step, given: &Given) -> Result<DossierEvent, Refusal> {
    let Step::Propose { person, power, until, proof, email, phone } = step.clone() else {
        return Err(Refusal::Unknown);
    };
    if core.representative_on(given.today).is_some() {
        return Err(Refusal::ProposalOpen);
    }
    if !(0..DAYS_MAX).contains(&given.today.days_until(until)) {
        return Err(Refusal::LastDay { today: given.today, days: DAYS_MAX });
    }
    let (from, ticket) = (given.today, given.ticket);
    Ok(RepresentativeEvent::RepresentativeProposed { person, power, from, until, proof, email, phone, ticket }.into())
}

/// She wants it, with a signature.
pub(super) fn accept(
    core: &Core,
    proposal: EntryId,
    evidence: &Evidence,
    given: &Given,
) -> Result<DossierEvent, Refusal> {
    let known = core.represented(proposal, given.today)?;
    if known.agreed_at.is_some() {
        return Err(Refusal::NoQuestion);
    }
    let name = given.name.as_ref().ok_or(Refusal::Unknown)?;
    let expected = Expected {
        decision: Decision::AcceptRepresentative,
        item: proposal.into(),
        version: 1,
        commitment: known.commitment,
        ticket: known.ticket,
        sentence: &|lang| representative_sentence(lang, name, known.until),
    };
    check(core, evidence, &expected, given)?;
    let evidence = Box::new(evidence.clone());
    Ok(RepresentativeEvent::RepresentativeAccepted { person: known.person, evidence }.into())
}

/// It ends at once: by her, by who works in the dossier, or by the representative.
pub(super) fn end(core: &Core, proposal: EntryId, today: CivilDate) -> Result<DossierEvent, Refusal> {
    let person = core.represented(proposal, today)?.person;
    Ok(RepresentativeEvent::RepresentativeEnded { person }.into())
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &DossierEvent) {
    match event {
        DossierEvent::Representative(event) => fold_own(core, header, event),
        DossierEvent::InvitationWithdrawn { invitation } => on_known(core, |known| {
            known.invitation = known.invitation.filter(|open| open != invitation);
        }),
        DossierEvent::FormSeen { outcome: Some(Outcome::RepresentativeAccepted { .. }), .. } => {
            on_known(core, |known| known.agreed_at = Some(header.at));
        }
        DossierEvent::FormContested { undone: Some(Outcome::RepresentativeAccepted { .. }), .. } => {
            core.representative = None;
        }
        _ => {}
    }
}

fn fold_own(core: &mut Core, header: &Header, event: &RepresentativeEvent) {
    match event {
        RepresentativeEvent::RepresentativeProposed { person, power, from, until, ticket, .. } => {
            core.representative = Some(Box::new(Representative {
                person: *person,
                power: *power,
                from: *from,
                until: *until,
                proposal: header.entry,
                commitment: header.commitment,
                ticket: *ticket,
                by: header.actor,
                agreed_at: None,
                invitation: None,
                key: None,
            }));
        }
        RepresentativeEvent::RepresentativeAccepted { .. } => {
            on_known(core, |known| known.agreed_at = Some(header.at));
        }
        RepresentativeEvent::RepresentativeEnded { .. } => core.representative = None,
        RepresentativeEvent::RepresentativeInvited { invitation, .. } => {
            on_known(core, |known| known.invitation = Some(*invitation));
        }
        RepresentativeEvent::RepresentativeKeyRegistered { key } => on_known(core, |known| {
            known.invitation = None;
            known.key = Some(ClientKey {
                entry: header.entry,
                at: header.at,
                key: key.clone(),
                commitment: header.commitment,
                confirmed_at: None,
                removed_at: None,
            });
        }),
    }
}

fn on_known(core: &mut Core, change: impl FnOnce(&mut Representative)) {
    if let Some(known) = core.representative.as_deref_mut() {
        change(known);
    }
}
