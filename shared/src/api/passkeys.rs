//! Passkeys on the wire.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ids::{Bytes, EntryId, Uuid};
use crate::text::Label;
use crate::time::Timestamp;

/// A new passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    /// As given with the challenge.
    pub flow: Uuid,
    /// The credential in the JSON form of WebAuthn level 3.
    pub credential: Value,
    /// What she calls it.
    pub label: Label,
}

/// The name of a passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RenamePasskey {
    /// What she calls it.
    pub label: Label,
}

/// A passkey of hers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyView {
    /// The credential.
    pub credential_id: Bytes,
    /// What she calls it.
    pub label: Label,
    /// The entry that registered it.
    pub entry: EntryId,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last signed in.
    pub used_at: Option<Timestamp>,
    /// Whether this session began with it.
    pub current: bool,
}
