//! A passkey whose private half the test holds.

use super::*;

/// A passkey whose private half the test holds.
pub(super) struct SoftKey {
    pair: EcdsaKeyPair,
    pub(super) credential: Bytes,
}

impl SoftKey {
    pub(super) fn new(name: u8) -> Self {
        let rng = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &rng).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &rng).unwrap();
        Self { pair, credential: Bytes(vec![name; 16]) }
    }

    pub(super) fn public(&self) -> CoseKey {
        let point = self.pair.public_key().as_ref();
        CoseKey::Es256 { x: Bytes(point[1..33].to_vec()), y: Bytes(point[33..].to_vec()) }
    }

    pub(super) fn sign(&self, key_entry: EntryId, statement: Statement) -> Evidence {
        let challenge = statement.challenge();
        let client_data = format!(
            r#"{{"type":"webauthn.get","challenge":"{challenge}","origin":"http://localhost:8080","crossOrigin":false,"other":1}}"#
        );
        let mut authenticator_data = Hash::of(&[b"localhost"]).0.to_vec();
        authenticator_data.extend([0x05, 0, 0, 0, 7]);
        let mut evidence = Evidence {
            statement,
            key_entry,
            credential_id: self.credential.clone(),
            public_key: self.public(),
            authenticator_data: Bytes(authenticator_data),
            client_data_json: Bytes(client_data.into_bytes()),
            signature: Bytes::default(),
        };
        let signature = self.pair.sign(&SystemRandom::new(), &evidence.signed_bytes()).unwrap();
        evidence.signature = Bytes(signature.as_ref().to_vec());
        evidence
    }
}
