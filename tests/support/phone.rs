//! A phone without a screen: a real authenticator in software, with keys that a site finds without being told which.

use std::sync::{Arc, Mutex, MutexGuard};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use passkey::authenticator::{
    Authenticator, CredentialStore, DiscoverabilitySupport, StoreInfo, UiHint, UserCheck, UserValidationMethod,
};
use passkey::client::{Client, DefaultClientData};
use passkey::crypto::AvailableBackend;
use passkey::types::ctap2::make_credential::{Options, PublicKeyCredentialRpEntity, PublicKeyCredentialUserEntity};
use passkey::types::ctap2::{Aaguid, Ctap2Error, StatusCode};
use passkey::types::{Passkey, webauthn};
use serde_json::{Value, json};
use shared::ids::{Bytes, Hash};
use url::Url;

/// A phone (or a desk) and the keys on it. Clones are the same phone.
#[derive(Clone, Default)]
pub struct Phone {
    keys: Keys,
}

#[derive(Clone, Default)]
struct Keys(Arc<Mutex<Vec<Passkey>>>);

/// The finger that always fits.
struct Finger;

#[async_trait::async_trait]
impl UserValidationMethod for Finger {
    type PasskeyItem = Passkey;

    async fn check_user<'a>(&self, _: UiHint<'a, Passkey>, _: bool, _: bool) -> Result<UserCheck, Ctap2Error> {
        Ok(UserCheck { presence: true, verification: true })
    }

    fn is_presence_enabled(&self) -> bool {
        true
    }

    fn is_verification_enabled(&self) -> Option<bool> {
        Some(true)
    }
}

impl Keys {
    fn all(&self) -> MutexGuard<'_, Vec<Passkey>> {
        self.0.lock().expect("no test failed in here")
    }
}

#[async_trait::async_trait]
impl CredentialStore for Keys {
    type PasskeyItem = Passkey;

    async fn find_credentials(
        &self,
        ids: Option<&[webauthn::PublicKeyCredentialDescriptor]>,
        rp_id: &str,
        _: Option<&[u8]>,
    ) -> Result<Vec<Passkey>, StatusCode> {
        let asked = |key: &Passkey| match ids {
            Some(list) if !list.is_empty() => list.iter().any(|one| one.id == key.credential_id),
            _ => true,
        };
        // The newest first: a phone suggests the key that it made last.
        let found: Vec<_> = self.all().iter().rev().filter(|key| key.rp_id == rp_id && asked(key)).cloned().collect();
        if found.is_empty() { Err(Ctap2Error::NoCredentials.into()) } else { Ok(found) }
    }

    async fn save_credential(
        &mut self,
        key: Passkey,
        _: PublicKeyCredentialUserEntity,
        _: PublicKeyCredentialRpEntity,
        _: Options,
    ) -> Result<(), StatusCode> {
        self.all().push(key);
        Ok(())
    }

    async fn update_credential(&mut self, key: &Passkey) -> Result<(), StatusCode> {
        for known in self.all().iter_mut().filter(|known| known.credential_id == key.credential_id) {
            *known = key.clone();
        }
        Ok(())
    }

    async fn get_info(&self) -> StoreInfo {
        StoreInfo { discoverability: DiscoverabilitySupport::Full }
    }
}

impl Phone {
    /// A phone with no key on it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The credentials on it, the oldest first.
    #[must_use]
    pub fn credentials(&self) -> Vec<Bytes> {
        self.keys.all().iter().map(|key| Bytes(key.credential_id.to_vec())).collect()
    }

    /// It falls into the canal.
    pub fn is_lost(&self) {
        self.keys.all().clear();
    }

    /// Makes a key as a site asks for it; gives what the browser would send.
    pub async fn makes_key(&self, origin: &str, options: &Value) -> Value {
        let request = serde_json::from_value(options.clone()).expect("options of a registration");
        let mut authenticator = Authenticator::new(Aaguid::new_empty(), self.keys.clone(), Finger, AvailableBackend);
        // The hard case: a key that counts.
        authenticator.set_make_credentials_with_signature_counter(true);
        let mut client = Client::new(authenticator).allows_insecure_localhost(true);
        let made = client.register(&at(origin), request, DefaultClientData).await.expect("a key is made");
        serde_json::to_value(&made).expect("a credential is JSON")
    }

    /// Answers a challenge to sign in.
    pub async fn signs_in(&self, origin: &str, options: &Value) -> Value {
        let request = serde_json::from_value(options.clone()).expect("options of a sign-in");
        let authenticator = Authenticator::new(Aaguid::new_empty(), self.keys.clone(), Finger, AvailableBackend);
        let mut client = Client::new(authenticator).allows_insecure_localhost(true);
        let made = client.authenticate(&at(origin), request, DefaultClientData).await.expect("a key signs in");
        serde_json::to_value(&made).expect("a credential is JSON")
    }

    /// Signs a challenge of the app's own with one of its keys; gives what the browser would give the app.
    pub async fn signs(&self, origin: &str, challenge: Hash, credential: &Bytes) -> Value {
        let rp_id = at(origin).host_str().unwrap_or_default().to_owned();
        let options = json!({ "publicKey": {
            "challenge": challenge, "rpId": rp_id, "userVerification": "required", "timeout": 60_000,
            "allowCredentials": [{ "type": "public-key", "id": URL_SAFE_NO_PAD.encode(&credential.0) }],
        }});
        self.signs_in(origin, &options).await
    }
}

fn at(origin: &str) -> Url {
    Url::parse(origin).expect("an origin is a URL")
}
