//! The signature over a statement, and the proof that it is hers: verifiable without server, network or clock.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use crate::ids::{Bytes, EntryId, Hash};
use crate::statement::Statement;

/// A public key as COSE names it; coordinates and numbers are big-endian bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "alg", rename_all = "UPPERCASE", try_from = "Members")]
pub enum CoseKey {
    /// ECDSA on P-256 with SHA-256 (COSE -7).
    Es256 {
        /// 32 bytes.
        x: Bytes,
        /// 32 bytes.
        y: Bytes,
    },
    /// ECDSA on P-384 with SHA-384 (COSE -35).
    Es384 {
        /// 48 bytes.
        x: Bytes,
        /// 48 bytes.
        y: Bytes,
    },
    /// RSA PKCS#1 v1.5 with SHA-256 (COSE -257).
    Rs256 {
        /// The modulus, 256 to 1024 bytes.
        n: Bytes,
        /// The exponent.
        e: Bytes,
    },
}

/// The members of a key as they are written. Read through these, a tagged enum costs the phone's program nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    alg: String,
    x: Option<Bytes>,
    y: Option<Bytes>,
    n: Option<Bytes>,
    e: Option<Bytes>,
}

impl TryFrom<Members> for CoseKey {
    type Error = &'static str;

    fn try_from(members: Members) -> Result<Self, Self::Error> {
        let Members { alg, x, y, n, e } = members;
        match (alg.as_str(), x, y, n, e) {
            ("ES256", Some(x), Some(y), None, None) => Ok(Self::Es256 { x, y }),
            ("ES384", Some(x), Some(y), None, None) => Ok(Self::Es384 { x, y }),
            ("RS256", None, None, Some(n), Some(e)) => Ok(Self::Rs256 { n, e }),
            _ => Err("a key has the members of its algorithm"),
        }
    }
}

/// Statement, key and signature: all that a stranger needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// What was signed.
    pub statement: Statement,
    /// The entry that registered the key; the evidence counts while that entry stands.
    pub key_entry: EntryId,
    /// The credential as the authenticator names it.
    pub credential_id: Bytes,
    /// The key that verifies the signature.
    pub public_key: CoseKey,
    /// As the authenticator gave it, byte for byte.
    pub authenticator_data: Bytes,
    /// As the browser gave it, byte for byte; parsed, never compared with a template.
    pub client_data_json: Bytes,
    /// ASN.1 DER for ECDSA, plain for RSA.
    pub signature: Bytes,
}

/// The site a passkey belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Site {
    /// The relying party's id: the host name, fixed at first start.
    pub rp_id: String,
    /// The origins the app may be served from.
    pub origins: Vec<String>,
}

/// Why a signature does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unproven {
    /// What the browser signed over cannot be read.
    ClientData,
    /// It signed another statement than this one.
    Challenge,
    /// It was made on another site, or inside another site's frame.
    Origin,
    /// The authenticator made it for another site.
    RelyingParty,
    /// Nobody touched the device.
    Presence,
    /// The device did not check that it was her.
    Verification,
    /// The key cannot be used.
    Key,
    /// The signature is not of this key over these bytes.
    Signature,
}

impl fmt::Display for Unproven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ClientData => "client data",
            Self::Challenge => "challenge",
            Self::Origin => "origin",
            Self::RelyingParty => "relying party",
            Self::Presence => "user presence",
            Self::Verification => "user verification",
            Self::Key => "public key",
            Self::Signature => "signature",
        })
    }
}
impl std::error::Error for Unproven {}

/// The part of the client data that matters; other members may come and go.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// Proof that a piece of evidence was verified; only this module makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    challenge: Hash,
    /// The signature counter: recorded, never a ground for refusal.
    pub counter: u32,
}

impl Verified {
    /// Whether this proof is about this evidence.
    #[must_use]
    pub fn covers(&self, evidence: &Evidence) -> bool {
        self.challenge == evidence.statement.challenge()
    }
}

impl Evidence {
    /// All of the check but the mathematics: what must have been signed, and where. Gives the signature counter.
    ///
    /// # Errors
    /// [`Unproven`]: which part does not hold.
    pub fn check_form(&self, site: &Site) -> Result<u32, Unproven> {
        let challenge = self.statement.challenge();
        let data: ClientData =
            serde_json::from_slice(&self.client_data_json.0).map_err(|_cause| Unproven::ClientData)?;
        if data.r#type != "webauthn.get" {
            return Err(Unproven::ClientData);
        }
        if URL_SAFE_NO_PAD.decode(&data.challenge).ok().as_deref() != Some(&challenge.0) {
            return Err(Unproven::Challenge);
        }
        if data.cross_origin || !site.origins.contains(&data.origin) {
            return Err(Unproven::Origin);
        }
        let (rp_id_hash, rest) = self.authenticator_data.0.split_at_checked(32).ok_or(Unproven::RelyingParty)?;
        if rp_id_hash != Hash::of(&[site.rp_id.as_bytes()]).0 {
            return Err(Unproven::RelyingParty);
        }
        let (&flags, rest) = rest.split_first().ok_or(Unproven::Presence)?;
        if flags & 0x01 == 0 {
            return Err(Unproven::Presence);
        }
        if flags & 0x04 == 0 {
            return Err(Unproven::Verification);
        }
        rest.first_chunk::<4>().map(|bytes| u32::from_be_bytes(*bytes)).ok_or(Unproven::RelyingParty)
    }

    /// The bytes under the signature: authenticator data, then SHA-256 of the client data.
    #[must_use]
    pub fn signed_bytes(&self) -> Vec<u8> {
        let mut bytes = self.authenticator_data.0.clone();
        bytes.extend_from_slice(&Hash::of(&[&self.client_data_json.0]).0);
        bytes
    }

    /// The whole check.
    ///
    /// # Errors
    /// [`Unproven`]: which part does not hold.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn verify(&self, site: &Site) -> Result<Verified, Unproven> {
        let counter = self.check_form(site)?;
        self.public_key.verify(&self.signed_bytes(), &self.signature.0)?;
        Ok(Verified { challenge: self.statement.challenge(), counter })
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl CoseKey {
    /// Whether a signature is of this key over these bytes.
    ///
    /// # Errors
    /// [`Unproven::Key`] for a key of the wrong size, [`Unproven::Signature`] otherwise.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), Unproven> {
        use ring::signature::{
            ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, EcdsaVerificationAlgorithm, RSA_PKCS1_2048_8192_SHA256,
            RsaPublicKeyComponents, UnparsedPublicKey,
        };
        let ecdsa = |algorithm: &'static EcdsaVerificationAlgorithm, size: usize, x: &Bytes, y: &Bytes| {
            if x.0.len() != size || y.0.len() != size {
                return Err(Unproven::Key);
            }
            let point = [&[4_u8][..], &x.0, &y.0].concat();
            UnparsedPublicKey::new(algorithm, point).verify(message, signature).map_err(|_cause| Unproven::Signature)
        };
        match self {
            Self::Es256 { x, y } => ecdsa(&ECDSA_P256_SHA256_ASN1, 32, x, y),
            Self::Es384 { x, y } => ecdsa(&ECDSA_P384_SHA384_ASN1, 48, x, y),
            Self::Rs256 { n, e } => {
                let leading = n.0.iter().take_while(|byte| **byte == 0).count();
                let modulus = n.0.get(leading..).ok_or(Unproven::Key)?;
                RsaPublicKeyComponents { n: modulus, e: e.0.as_slice() }
                    .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
                    .map_err(|_cause| Unproven::Signature)
            }
        }
    }
}
