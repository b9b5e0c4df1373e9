//! Passkeys without hands: a virtual authenticator of Chromium, as a phone has it.
//!
//! An authenticator belongs to one tab and lives as long as its device does. Chromium makes the keys itself, real ones.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::page::Page;

/// The authenticator built into one device. It may be replaced inside, keys and all: Chromium blocks one for good after
/// a finger that did not fit, and never ends a prompt of one that nobody touched.
#[derive(Clone, Debug)]
pub struct Authenticator(Arc<Mutex<String>>);

impl Authenticator {
    fn id(&self) -> String {
        self.0.lock().expect("no test failed in here").clone()
    }
}

impl Page {
    /// Builds an authenticator into this device: CTAP 2.1, internal, discoverable keys, verifies its user, synced keys.
    pub async fn authenticator(&self) -> Authenticator {
        self.cdp("WebAuthn.enable", json!({})).await;
        Authenticator(Arc::new(Mutex::new(self.build().await)))
    }

    async fn build(&self) -> String {
        let options = json!({
            "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal",
            "hasResidentKey": true, "hasUserVerification": true, "isUserVerified": true,
            "automaticPresenceSimulation": true, "hasPrf": true,
            "defaultBackupEligibility": true, "defaultBackupState": true,
        });
        let added = self.cdp("WebAuthn.addVirtualAuthenticator", json!({ "options": options })).await;
        added["authenticatorId"].as_str().expect("an authenticator has an id").to_owned()
    }

    /// The same authenticator as new: its keys, and nothing of what happened to it.
    async fn renew(&self, authenticator: &Authenticator) {
        let keys = self.passkeys(authenticator).await;
        self.loses(authenticator).await;
        let id = self.build().await;
        *authenticator.0.lock().expect("no test failed in here") = id;
        for key in keys {
            self.receives(authenticator, &key).await;
        }
    }

    /// Takes it away, with its keys: a lost phone.
    pub async fn loses(&self, authenticator: &Authenticator) {
        self.cdp("WebAuthn.removeVirtualAuthenticator", json!({ "authenticatorId": authenticator.id() })).await;
    }

    /// The keys on it: `credentialId`, `rpId`, `userHandle`, `privateKey`, `signCount`, `isResidentCredential` …
    pub async fn passkeys(&self, authenticator: &Authenticator) -> Vec<Value> {
        let found = self.cdp("WebAuthn.getCredentials", json!({ "authenticatorId": authenticator.id() })).await;
        found["credentials"].as_array().cloned().unwrap_or_default()
    }

    /// Puts a key of another device on it, as a cloud does that syncs passkeys.
    pub async fn receives(&self, authenticator: &Authenticator, passkey: &Value) {
        let parameters = json!({ "authenticatorId": authenticator.id(), "credential": passkey });
        self.cdp("WebAuthn.addCredential", parameters).await;
    }

    /// From now on the finger does not fit: every prompt ends without verification.
    pub async fn refuses_the_finger(&self, authenticator: &Authenticator) {
        let parameters = json!({ "authenticatorId": authenticator.id(), "isUserVerified": false });
        self.cdp("WebAuthn.setUserVerified", parameters).await;
    }

    /// From now on the finger fits again.
    pub async fn accepts_the_finger(&self, authenticator: &Authenticator) {
        self.renew(authenticator).await;
    }

    /// From now on nobody touches the sensor: a prompt stays open until [`Page::dismisses`].
    pub async fn waits_for_touch(&self, authenticator: &Authenticator) {
        let parameters = json!({ "authenticatorId": authenticator.id(), "enabled": false });
        self.cdp("WebAuthn.setAutomaticPresenceSimulation", parameters).await;
    }

    /// Closes the open prompt without a touch; the next one is touched again.
    pub async fn dismisses(&self, authenticator: &Authenticator) {
        self.renew(authenticator).await;
    }
}
