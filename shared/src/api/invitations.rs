//! Invitations on the wire: halves that travel apart.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::SignIn;
use crate::dossier::event::LinkHolder;
use crate::dossier::keys::KeyRoute;
use crate::ids::{EntryId, Hash, InvitationId, Uuid};
use crate::text::{Name, Remark};
use crate::time::{CivilDate, Timestamp};
use crate::words::Lang;

/// The link's half of an invitation: 32 bytes from the part of the link that browsers do not send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenInvitation {
    /// The token.
    pub token: Hash,
}

/// What an invitation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InvitationPurpose {
    /// A client's first key.
    First,
    /// A client's way back after she lost her keys.
    Recovered,
    /// Somebody on the staff.
    Staff,
    /// Who acts for a client.
    Representative,
}

/// An invitation before the code was entered: nothing personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationFace {
    /// The bureau's name.
    pub bureau: Name,
    /// What it is for.
    pub purpose: InvitationPurpose,
    /// The language of the invited.
    pub lang: Lang,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Both halves of an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RedeemInvitation {
    /// The link's half.
    pub token: Hash,
    /// The six digits that came the other way.
    #[cfg_attr(feature = "openapi", schema(min_length = 6, max_length = 6, pattern = "^[0-9]{6}$"))]
    pub code: String,
}

/// What the browser needs to make a passkey, and what she reads before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Registration {
    /// To be sent back with the passkey.
    pub flow: Uuid,
    /// `{ "publicKey": … }` in the JSON form of WebAuthn level 3.
    pub options: Value,
    /// The name of the invited.
    pub name: Name,
    /// The name of the coach, for a client.
    pub coach: Option<Name>,
    /// The name of the client, for who is to act for her.
    pub acts_for: Option<Name>,
    /// On which day the coach says the regulation was discussed.
    pub discussed_on: Option<CivilDate>,
}

/// A key that is known here, by which the invited shows that she was guided here before (R1.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ComeBack {
    /// As given when both halves were together.
    pub flow: Uuid,
    /// The answer of the key to a challenge.
    pub sign_in: SignIn,
}

/// An invitation to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewInvitation {
    /// The id of this request, made by the sender. The same again makes no second invitation, and shows no half again:
    /// whoever lost it on the way makes another one, under another id.
    pub entry: EntryId,
    /// Who holds the link; the code travels the other way.
    pub link: LinkHolder,
    /// For her first key, or a way back.
    pub route: KeyRoute,
    /// How the coach checked that it was she; mandatory for a way back (F4).
    pub identity: Option<Remark>,
}

/// An invitation that was just made: one half for the inviter's screen, never both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationMade {
    /// Which.
    pub id: InvitationId,
    /// When it ends.
    pub expires_at: Timestamp,
    /// The half that the inviter hands over.
    pub half: InviterHalf,
    /// Where the other half went, masked.
    pub sent_to: String,
}

/// The half on the inviter's screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InviterHalf {
    /// The six digits; the link went to the invited.
    Code {
        /// The digits.
        code: String,
    },
    /// The link, also as a QR code; the digits went to the invited.
    Link {
        /// The address.
        url: String,
        /// The same as an SVG picture.
        qr_svg: String,
    },
}

/// Where an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// It can be used.
    Open,
    /// It was used.
    Used,
    /// It was withdrawn.
    Withdrawn,
    /// Its time is over.
    Expired,
    /// Five wrong codes: it can be used no more.
    Blocked,
}

/// An invitation in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationView {
    /// Which.
    pub id: InvitationId,
    /// What for.
    pub purpose: InvitationPurpose,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Where it stands.
    pub state: InvitationState,
}
