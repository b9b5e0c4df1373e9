//! Signing in, who is signed in, and on which devices.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::bureau::Contact;
use crate::ids::{BureauId, DeviceId, DossierId, PersonId, SessionId, Uuid};
use crate::log::Role;
use crate::settings::Settings;
use crate::text::Name;
use crate::time::Timestamp;
use crate::words::Lang;

/// The bureau as anybody may see it: for who is signed in her own, else the one of this installation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BureauFace {
    /// Its name; none before it was founded.
    pub name: Option<Name>,
    /// How to reach it, other than through this product.
    pub contact: Contact,
    /// Its terms.
    pub settings: Settings,
    /// The program's version.
    pub version: String,
}

/// A challenge to sign in with: `navigator.credentials.get` takes the options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// To be sent back with the answer.
    pub flow: Uuid,
    /// `{ "publicKey": … }` in the JSON form of WebAuthn level 3.
    pub options: Value,
}

/// The answer to a challenge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// As given with the challenge.
    pub flow: Uuid,
    /// The credential in the JSON form of WebAuthn level 3.
    pub credential: Value,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The person.
    pub person: PersonId,
    /// In which role.
    pub role: Role,
    /// Her name.
    pub name: Name,
    /// Her language.
    pub lang: Lang,
    /// The bureau.
    pub bureau: BureauId,
    /// Its name.
    pub bureau_name: Name,
    /// Her session.
    pub session: SessionId,
    /// After how many minutes without a touch the screen locks.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1440))]
    pub idle_minutes_max: u16,
    /// When the session ends in any case.
    pub expires_at: Timestamp,
    /// A client's dossiers.
    pub dossiers: Vec<DossierId>,
    /// Whether a member of staff has promised secrecy: she sees nothing before (F65).
    pub bound: bool,
    /// A version of the regulation that holds now and that she has not read (M13b, S13).
    pub regulation: Option<u32>,
}

/// A language to speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Speak {
    /// Which.
    pub lang: Lang,
}

/// A signed-in device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionView {
    /// The session.
    pub id: SessionId,
    /// What kind of device, coarsely: browser and system.
    pub device: String,
    /// Since when.
    pub created_at: Timestamp,
    /// The last touch.
    pub seen_at: Timestamp,
    /// Whether it is this one.
    pub current: bool,
    /// Whether it is among the new devices, and told of there.
    pub is_new: bool,
}

/// A device that she signed in from for the first time, and has said nothing of (F3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewDevice {
    /// Which.
    pub id: DeviceId,
    /// What kind of device, coarsely: browser and system.
    pub device: String,
    /// When.
    pub at: Timestamp,
}
