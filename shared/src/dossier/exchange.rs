//! What goes between a dossier and the system that the bureau keeps beside this product (M2a): her number there, which
//! comes in with a list or by hand, and her name and how she is reached, which go out. Nothing else does, and only to the
//! system that the regulation names.

use serde::{Deserialize, Serialize};

use super::command::Given;
use super::{Core, DossierEvent};
use crate::bureau::Bureau;
use crate::ids::{EntryId, PersonId};
use crate::log::Header;
use crate::refusal::Refusal;
use crate::text::{Name, SystemNumber};
use crate::time::{CivilDate, Timestamp};

/// Her number, and in which system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NumberThere {
    /// The number.
    pub number: SystemNumber,
    /// What the system is called, and who manages it.
    pub system: Name,
}

/// The entry with her number; the number stands there alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberMark {
    /// Which.
    pub entry: EntryId,
    /// When it was recorded.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
}

/// The entry that says that how she is reached went to the other system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedMark {
    /// Which.
    pub entry: EntryId,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
}

/// The system that the regulation of today names.
///
/// # Errors
/// [`Refusal::NoSystem`] where it names none.
pub fn system(bureau: &Bureau, today: CivilDate) -> Result<&Name, Refusal> {
    bureau.record_system(today).ok_or(Refusal::NoSystem)
}

/// Her number as somebody gives it; one that is another's already is refused.
pub(super) fn comes_with(bureau: &Bureau, number: &SystemNumber, given: &Given) -> Result<DossierEvent, Refusal> {
    let system = system(bureau, given.today)?.clone();
    if given.number_taken {
        return Err(Refusal::NumberTaken);
    }
    Ok(DossierEvent::NumberedElsewhere(Some(NumberThere { number: number.clone(), system })))
}

/// Who works in the dossier records it, or takes it away: that needs no system.
pub(super) fn number(
    core: &Core,
    bureau: &Bureau,
    number: Option<&SystemNumber>,
    given: &Given,
) -> Result<Option<DossierEvent>, Refusal> {
    match number {
        Some(number) => comes_with(bureau, number, given).map(Some),
        None => Ok(core.number.map(|_known| DossierEvent::NumberedElsewhere(None))),
    }
}

/// Her coach passes on how she is reached.
pub(super) fn pass(bureau: &Bureau, today: CivilDate) -> Result<DossierEvent, Refusal> {
    Ok(DossierEvent::PassedToSystem(system(bureau, today)?.clone()))
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &DossierEvent) {
    let Header { entry, at, actor: by, .. } = *header;
    match event {
        DossierEvent::NumberedElsewhere(there) => {
            core.number = there.as_ref().map(|_there| NumberMark { entry, at, by });
        }
        DossierEvent::PassedToSystem(_) => core.passed = Some(PassedMark { entry, at, by }),
        _ => {}
    }
}
