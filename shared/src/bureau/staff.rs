//! Staff who promise secrecy, staff who go, and keys that are taken away: never the last administrator, never the last
//! key.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Bureau, BureauEvent};
use crate::ids::{Bytes, PersonId};
use crate::log::Role;
use crate::refusal::Refusal;
use crate::text::{Name, Sentence};
use crate::time::Timestamp;
use crate::words::{Lang, Word};

/// The organisation that somebody works for, where that is not the bureau itself: one that carries out the work with it
/// (S0a), or that lends her to it (W2b).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its name.
    pub name: Name,
    /// The agreement by which she works here: its date, or where it lies.
    pub agreement: Name,
}

impl Bureau {
    /// The organisation of who works for another than the bureau itself.
    #[must_use]
    pub fn organisation_of(&self, person: PersonId) -> Option<&Organisation> {
        self.founded().ok()?.staff.get(&person)?.organisation.as_ref()
    }

    /// The names of the other organisations for which somebody works here now, each once.
    #[must_use]
    pub fn organisations(&self) -> Vec<Name> {
        let working = self.staff_at_work().filter_map(|(person, ..)| self.organisation_of(person));
        working.map(|one| one.name.clone()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Everybody who works here now in this role.
    #[must_use]
    pub fn at_work(&self, role: Role) -> Vec<PersonId> {
        let staff = self.core.iter().flat_map(|core| &core.staff);
        let works = staff.filter(|(_, staff)| staff.role == role && staff.ended_at.is_none());
        works.map(|(person, _)| *person).collect()
    }

    /// Since when this person works here.
    #[must_use]
    pub fn works_since(&self, person: PersonId) -> Option<Timestamp> {
        let known = self.core.as_ref()?.staff.get(&person)?;
        known.ended_at.is_none().then_some(known.since)
    }

    /// Whether this person works or worked here in this role.
    #[must_use]
    pub fn was(&self, person: PersonId, role: Role) -> bool {
        self.core.as_ref().and_then(|core| core.staff.get(&person)).is_some_and(|staff| staff.role == role)
    }

    /// Everybody who works here now and is bound to secrecy: who, as what, and since when.
    pub fn staff_at_work(&self) -> impl Iterator<Item = (PersonId, Role, Timestamp)> {
        let staff = self.core.iter().flat_map(|core| &core.staff).filter(|(_, staff)| staff.ended_at.is_none());
        staff.filter_map(|(person, staff)| Some((*person, staff.role, staff.since.max(staff.pledged_at?))))
    }
}

/// Somebody works for this organisation from now on; none is the bureau itself.
pub(super) fn place(
    bureau: &Bureau,
    person: PersonId,
    organisation: Option<&Organisation>,
) -> Result<Vec<BureauEvent>, Refusal> {
    let known = bureau.founded()?.staff.get(&person).ok_or(Refusal::Unknown)?;
    if known.ended_at.is_some() {
        return Err(Refusal::StaffEnded);
    }
    let event = || BureauEvent::StaffPlaced { person, organisation: organisation.cloned() };
    Ok((known.organisation.as_ref() != organisation).then(event).into_iter().collect())
}

/// Somebody does not work here any more; the last administrator stays.
pub(super) fn end(bureau: &Bureau, person: PersonId) -> Result<BureauEvent, Refusal> {
    let core = bureau.founded()?;
    let known = core.staff.get(&person).ok_or(Refusal::Unknown)?;
    if known.ended_at.is_some() {
        return Err(Refusal::StaffEnded);
    }
    let administrators = core.staff.values().filter(|s| s.role == Role::Administrator && s.ended_at.is_none()).count();
    if known.role == Role::Administrator && administrators < 2 {
        return Err(Refusal::LastAdministrator);
    }
    Ok(BureauEvent::StaffEnded { person })
}

/// The last key stays: nobody could sign in any more.
pub(super) fn remove_key(bureau: &Bureau, person: PersonId, key: &Bytes) -> Result<BureauEvent, Refusal> {
    let known = bureau.founded()?.staff.get(&person).filter(|staff| staff.keys.contains(key));
    match known.ok_or(Refusal::KeyUnknown)?.keys.len() {
        0 | 1 => Err(Refusal::LastKey),
        _ => Ok(BureauEvent::StaffKeyRemoved { credential_id: key.clone() }),
    }
}

/// Secrecy, in one of the sentences the product asks it in (M5b, M9c, W11a); once is enough.
pub(super) fn pledge(bureau: &Bureau, person: PersonId, sentence: &Sentence) -> Result<Vec<BureauEvent>, Refusal> {
    if !Lang::ALL.iter().any(|lang| lang.say(Word::StaffPledge) == sentence.as_str()) {
        return Err(Refusal::PledgeDiffers);
    }
    let known = bureau.founded()?.staff.get(&person).ok_or(Refusal::Unknown)?;
    let event = || BureauEvent::StaffPledged { sentence: sentence.clone() };
    Ok(known.pledged_at.is_none().then(event).into_iter().collect())
}
