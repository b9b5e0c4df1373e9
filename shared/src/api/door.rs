//! The door through which a recipient gets what was sent: a link by mail, a code by another way.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Challenge;

use crate::dossier::documents::FileFormat;
use crate::dossier::sendings::{Deletion, SentFile};
use crate::ids::{Hash, SendingId, Uuid};
use crate::text::{Label, Name};
use crate::time::{CivilDate, Timestamp};
use crate::words::Lang;

/// The link: 32 bytes from the part of it that browsers do not send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DoorLink {
    /// The token.
    pub token: Hash,
}

/// How things stand at a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DoorState {
    /// It opens with the code.
    Open,
    /// It opens nothing any more.
    Closed,
    /// What was taken is to be deleted.
    Asked,
    /// It was deleted, as the recipient says.
    Deleted,
    /// Something is kept, as the recipient says.
    Kept,
}

/// What the link alone tells: nothing personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DoorFace {
    /// The bureau's name.
    pub bureau: Name,
    /// The language of whom it is for.
    pub lang: Lang,
    /// How things stand.
    pub state: DoorState,
    /// Whether whom it is for has made a passkey at such a door before.
    pub key: bool,
    /// On which day it was sent.
    pub sent_on: CivilDate,
    /// The last day of the link.
    pub until: CivilDate,
}

/// Link and code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DoorProof {
    /// The token of the link.
    pub token: Hash,
    /// The six digits that came another way.
    #[cfg_attr(feature = "openapi", schema(min_length = 6, max_length = 6, pattern = "^[0-9]{6}$"))]
    pub code: String,
}

/// What link and code open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum DoorOpened {
    /// What was sent.
    Room {
        /// What.
        room: Box<DoorRoom>,
    },
    /// The making of a passkey: what was sent opens with nothing less.
    Key {
        /// What the browser is asked.
        make: Challenge,
    },
}

/// The answer of a passkey at the door: made, or shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DoorKey {
    /// The token of the link.
    pub token: Hash,
    /// The ceremony.
    pub flow: Uuid,
    /// In the JSON form of WebAuthn level 3.
    pub credential: Value,
}

/// What was sent, for who proved who she is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DoorRoom {
    /// What opens it for half an hour.
    pub pass: Hash,
    /// What it is called.
    pub title: Option<Label>,
    /// For which organisation.
    pub recipient: Option<Name>,
    /// For what, and for nothing else: as it is said in each language.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, String>))]
    pub purpose: BTreeMap<Lang, String>,
    /// What kind of file it is.
    pub format: FileFormat,
    /// How large it is, in bytes.
    pub bytes: u32,
    /// How many pages it has.
    pub pages: u32,
    /// Its SHA-256, as she signed it.
    pub hash: Hash,
    /// How many downloads are left.
    pub left: u32,
    /// The sheet of her yes; none where it goes on another ground.
    pub sheet: Option<DoorSheet>,
    /// The last day of the link.
    pub until: CivilDate,
}

/// The sheet of her yes, beside the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DoorSheet {
    /// How large it is, in bytes.
    pub bytes: u32,
    /// Its SHA-256, as the log has it.
    pub hash: Hash,
    /// How many downloads of it are left.
    pub left: u32,
}

/// Link and pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DoorPass {
    /// The token of the link.
    pub token: Hash,
    /// As given when the code was right.
    pub pass: Hash,
    /// Which of the two files.
    #[serde(default)]
    pub what: SentFile,
}

/// What became of what was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DoorAnswer {
    /// The token of the link.
    pub token: Hash,
    /// What.
    pub deletion: Deletion,
}

/// Something that a recipient was asked to delete and has not said to have deleted, for the privacy officer: not what it is,
/// and not about whom (F28, G19).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletionLine {
    /// Which.
    pub sending: SendingId,
    /// What the recipient is called.
    pub recipient: Option<Name>,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When the recipient said that something is kept; none where nothing was answered.
    pub kept_at: Option<Timestamp>,
}
