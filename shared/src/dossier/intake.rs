//! The intake: who referred her, who pays, for which service, and whether the law on long illness applies (W2a, R2.2a,
//! R2.2d, S0b). What may be kept about her follows from it. The name of who pays stands in its entry alone.

use serde::{Deserialize, Serialize};

use super::{Core, DossierEvent};
use crate::bureau::Bureau;
use crate::ids::EntryId;
use crate::log::Header;
use crate::policy::Parameter;
use crate::policy::choices::Service;
use crate::refusal::Refusal;
use crate::text::Name;
use crate::time::Timestamp;

/// Who referred her (W2a, W5a).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Referrer {
    /// Her employer.
    Employer,
    /// UWV.
    Uwv,
    /// Her municipality.
    Municipality,
    /// She came by herself.
    Herself,
}

/// The intake, as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// Who referred her.
    pub referrer: Referrer,
    /// Who pays, where that is not she.
    pub payer: Option<Name>,
    /// Which service she gets.
    pub service: Service,
    /// Whether the law on long illness (Wet verbetering poortwachter) applies.
    pub gatekeeper: bool,
}

/// What the rules know of the intake that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IntakeMark {
    /// Its entry.
    pub entry: EntryId,
    /// When it was recorded.
    pub at: Timestamp,
    /// By whom.
    pub by: crate::ids::PersonId,
    /// Which service she gets.
    pub service: Service,
    /// Whether the law on long illness applies.
    pub gatekeeper: bool,
}

impl Service {
    /// Whether it is about work after illness: then something about her health may matter (R2.2d).
    #[must_use]
    pub const fn is_after_illness(self) -> bool {
        matches!(self, Self::FirstTrack | Self::SecondTrack | Self::ThirdTrack)
    }
}

/// Who works with her records it, and puts it right later; only a service that the regulation knows.
pub(super) fn record(
    core: &Core,
    bureau: &Bureau,
    intake: &Intake,
    replaces: Option<EntryId>,
) -> Result<DossierEvent, Refusal> {
    if core.intake.map(|known| known.entry) != replaces {
        return Err(Refusal::IntakeStale);
    }
    let services = bureau.policy_of(&core.regulations).services;
    if !services.is.0.contains(&intake.service) {
        return Err(Refusal::not_by(Parameter::Services, &services));
    }
    Ok(DossierEvent::IntakeRecorded { intake: intake.clone() })
}

pub(super) fn fold(core: &mut Core, header: &Header, event: &DossierEvent) {
    if let DossierEvent::IntakeRecorded { intake: Intake { service, gatekeeper, .. } } = event {
        let Header { entry, at, actor: by, .. } = *header;
        core.intake = Some(IntakeMark { entry, at, by, service: *service, gatekeeper: *gatekeeper });
    }
}
