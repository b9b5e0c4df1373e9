//! A passkey of the story: an authenticator in a few lines, whose private half is forgotten when the story is told.

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use shared::api::Code;
use shared::evidence::{CoseKey, Evidence, Site};
use shared::ids::{Bytes, EntryId, Hash};
use shared::statement::Statement;

use crate::error::Error;
use crate::platform::random;

/// User present and verified.
const FLAGS: u8 = 0x05;

/// A key that signs for a client of the story.
pub struct StoryKey {
    pair: EcdsaKeyPair,
    /// The credential.
    pub credential_id: Bytes,
    /// The entry that registered it.
    pub entry: Option<EntryId>,
}

impl StoryKey {
    /// A fresh one.
    ///
    /// # Errors
    /// [`Code::Internal`] without a source of randomness.
    pub fn new() -> Result<Self, Error> {
        let rng = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &rng).map_err(|_cause| Code::Internal)?;
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &rng).map_err(|_cause| Code::Internal)?;
        Ok(Self { pair, credential_id: Bytes(random::bytes::<16>().to_vec()), entry: None })
    }

    /// Its public half.
    #[must_use]
    pub fn public_key(&self) -> CoseKey {
        let point = self.pair.public_key().as_ref();
        let (x, y) = point.get(1..).unwrap_or_default().split_at_checked(32).unwrap_or_default();
        CoseKey::Es256 { x: Bytes(x.to_vec()), y: Bytes(y.to_vec()) }
    }

    /// Signs a statement as a browser would have it signed.
    ///
    /// # Errors
    /// [`Code::Internal`] before the key was registered, or without a source of randomness.
    pub fn sign(&self, site: &Site, statement: Statement) -> Result<Evidence, Error> {
        let origin = site.origins.first().cloned().unwrap_or_default();
        let client_data = serde_json::json!({
            "type": "webauthn.get", "challenge": statement.challenge(), "origin": origin, "crossOrigin": false,
        });
        let mut authenticator_data = Hash::of(&[site.rp_id.as_bytes()]).0.to_vec();
        authenticator_data.push(FLAGS);
        authenticator_data.extend_from_slice(&[0; 4]);
        let mut evidence = Evidence {
            statement,
            key_entry: self.entry.ok_or(Code::Internal)?,
            credential_id: self.credential_id.clone(),
            public_key: self.public_key(),
            authenticator_data: Bytes(authenticator_data),
            client_data_json: Bytes(client_data.to_string().into_bytes()),
            signature: Bytes::default(),
        };
        let signature = self.pair.sign(&SystemRandom::new(), &evidence.signed_bytes());
        evidence.signature = Bytes(signature.map_err(|_cause| Code::Internal)?.as_ref().to_vec());
        Ok(evidence)
    }
}
