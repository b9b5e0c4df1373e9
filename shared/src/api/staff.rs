//! The staff and the commands of administrators.

use serde::{Deserialize, Serialize};

use super::InvitationView;
use crate::bureau::{BureauCommand, Organisation};
use crate::ids::{EntryId, PersonId};
use crate::log::Role;
use crate::text::{Email, Name, Remark};
use crate::time::Timestamp;
use crate::words::Lang;

/// Somebody new on the staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewStaff {
    /// The id of this request, made by the sender: the same again makes no second person.
    pub entry: EntryId,
    /// The name.
    pub name: Name,
    /// The own mail address.
    pub email: Email,
    /// As what.
    pub role: Role,
    /// The language.
    pub lang: Lang,
}

/// A member of staff in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffView {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: Name,
    /// As what.
    pub role: Role,
    /// Since when.
    pub since: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// For which organisation, where that is not the bureau itself.
    pub organisation: Option<Organisation>,
    /// When she promised secrecy: before that she sees nothing (F65).
    pub pledged_at: Option<Timestamp>,
    /// How many keys there are to sign in with.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1000))]
    pub keys: u32,
    /// The invitation that is open, if any.
    pub invitation: Option<InvitationView>,
}

/// A command for the bureau.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BureauPost {
    /// The id, made by the sender.
    pub entry: EntryId,
    /// What should happen.
    pub command: BureauCommand,
}

/// Dossiers whose coach works here no more: how many, never whose (F58, F60).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unguided {
    /// The coach who guided them.
    pub former: PersonId,
    /// The name of that coach.
    pub name: Name,
    /// How many wait for another coach to be proposed.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub without: u32,
    /// How many clients have another proposed and have not handed over yet.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub proposed: u32,
}

/// Another coach is proposed to everybody whom a former coach guided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FindCoach {
    /// The id of this request, made by the sender: the same again proposes nobody twice.
    pub entry: EntryId,
    /// Who guided them.
    pub former: PersonId,
    /// Who is proposed.
    pub coach: PersonId,
    /// Why: the clients read it.
    pub why: Remark,
}
