//! Staff who promise secrecy, staff who go, and keys that are taken away: never the last administrator, never the last
//! key.

use super::{Bureau, BureauEvent};
use crate::ids::{Bytes, PersonId};
use crate::log::Role;
use crate::refusal::Refusal;
use crate::text::Sentence;
use crate::time::Timestamp;
use crate::words::{Lang, Word};

impl Bureau {
    /// Everybody who works here now in this role.
    #[must_use]
    pub fn at_work(&self, role: Role) -> Vec<PersonId> {
        let staff = self.core.iter().flat_map(|core| &core.staff);
        let works = staff.filter(|(_, staff)| staff.role == role && staff.ended_at.is_none());
        works.map(|(person, _)| *person).collect()
    }

    /// Everybody who works here now and is bound to secrecy: who, as what, and since when.
    pub fn staff_at_work(&self) -> impl Iterator<Item = (PersonId, Role, Timestamp)> {
        let staff = self.core.iter().flat_map(|core| &core.staff).filter(|(_, staff)| staff.ended_at.is_none());
        staff.filter_map(|(person, staff)| Some((*person, staff.role, staff.since.max(staff.pledged_at?))))
    }
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
