//! The views for one purpose beside the guidance, on the wire: a list of names, and of one client what the post or an
//! invoice takes (M2, W7a). Neither has a place for anything else.

use serde::{Deserialize, Serialize};

use crate::dossier::exchange::NumberThere;
use crate::dossier::purposes::ViewItem;
use crate::ids::DossierId;
use crate::policy::choices::Service;
use crate::text::{Email, Name, Phone};
use crate::time::CivilDate;
use crate::words::Lang;

/// The clients of whom somebody can open these views: no more than their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClientNames {
    /// In the order of their names.
    pub clients: Vec<NamedClient>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedClient {
    /// Her dossier.
    pub dossier: DossierId,
    /// What she is called.
    pub name: Name,
    /// The day on which the trajectory began, where another on the list has the same name.
    pub since: Option<CivilDate>,
}

/// For the post: how she is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactCard {
    /// What she is called.
    pub name: Name,
    /// Where she is mailed.
    pub email: Option<Email>,
    /// Where she is called.
    pub phone: Option<Phone>,
    /// In which language.
    pub lang: Lang,
    /// The organisation that pays, where that is not she.
    pub payer: Option<Name>,
    /// Her address, as it is kept.
    pub items: Vec<ViewItem>,
}

/// For the financial administration: what an invoice takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FinanceCard {
    /// What she is called.
    pub name: Name,
    /// Her number in the system beside this one.
    pub number: Option<NumberThere>,
    /// Who pays for what; none while there is no intake.
    pub assignment: Option<Assignment>,
    /// The day on which the trajectory began.
    pub opened_on: CivilDate,
    /// What is kept for the invoices.
    pub items: Vec<ViewItem>,
}

/// Who pays for what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Assignment {
    /// The organisation; none where she pays herself.
    pub payer: Option<Name>,
    /// For which service.
    pub service: Service,
}
