//! Passkeys: making one and signing in with one (webauthn-rs). What is signed in the log `shared` verifies itself.

use serde_json::{Value, json};
use shared::evidence::{CoseKey, Site};
use shared::ids::{Bytes, PersonId};
use webauthn_rs::prelude::{
    COSEAlgorithm, COSEKey, COSEKeyType, Credential, CredentialID, DiscoverableAuthentication, Passkey,
    PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder,
    WebauthnError,
};

use crate::config::PublicUrl;

/// Why a passkey is not taken. The cause is for the log.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// The site's own address cannot have passkeys.
    #[error("the public address cannot have passkeys: {0}")]
    Site(String),
    /// What the browser sent, or what was kept, cannot be read.
    #[error("not a credential")]
    Malformed,
    /// The device made a key of a kind that the log cannot verify.
    #[error("a key of an algorithm that is not known")]
    Algorithm,
    /// It does not prove what it should.
    #[error("passkey refused: {0}")]
    Refused(WebauthnError),
}

/// What the browser gets, and what is kept at the server until it answers.
#[derive(Clone, Debug)]
pub struct Ceremony {
    /// `{ "publicKey": … }` in the JSON form of WebAuthn level 3.
    pub options: Value,
    /// For [`Passkeys::finish_registration`] or [`Passkeys::finish_sign_in`]; never to be given away.
    pub state: String,
}

/// A passkey that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The credential as the authenticator names it.
    pub credential_id: Bytes,
    /// The key that verifies what she signs.
    pub public_key: CoseKey,
    /// What sign-in needs later: to be sealed under the person's key.
    pub passkey: String,
    /// Whether it is (or can be) on more than one device.
    pub synced: bool,
}

/// The relying party: one site for all bureaus of an installation.
#[derive(Clone)]
pub struct Passkeys {
    webauthn: std::sync::Arc<Webauthn>,
    site: Site,
}

impl Passkeys {
    /// The relying party of an address.
    ///
    /// # Errors
    /// [`PasskeyError::Site`] when no passkey can belong to it.
    pub fn new(public: &PublicUrl) -> Result<Self, PasskeyError> {
        let origin = Url::parse(&public.origin).map_err(|why| PasskeyError::Site(why.to_string()))?;
        let webauthn =
            WebauthnBuilder::new(&public.rp_id, &origin).and_then(|builder| builder.rp_name("Akkoord").build());
        let webauthn = webauthn.map_err(|why| PasskeyError::Site(why.to_string()))?;
        let site = Site { rp_id: public.rp_id.clone(), origins: vec![public.origin.clone()] };
        Ok(Self { webauthn: std::sync::Arc::new(webauthn), site })
    }

    /// What evidence is verified against.
    #[must_use]
    pub const fn site(&self) -> &Site {
        &self.site
    }

    /// Begins the making of a passkey that the device itself can find again (discoverable), with the user verified.
    /// Devices that hold one of `existing` already are asked to say so. The system shows and syncs `shown` as the
    /// user's name: neutral words, or her own choice; never her name unasked.
    ///
    /// # Errors
    /// [`PasskeyError`] when the request cannot be made.
    pub fn start_registration(
        &self,
        person: PersonId,
        shown: &str,
        existing: &[Bytes],
    ) -> Result<Ceremony, PasskeyError> {
        let existing: Vec<CredentialID> = existing.iter().map(|id| CredentialID::from(id.0.clone())).collect();
        let (request, state) = self
            .webauthn
            .start_passkey_registration(person.0, shown, shown, Some(existing))
            .map_err(PasskeyError::Refused)?;
        let mut options = serde_json::to_value(&request).map_err(|_cause| PasskeyError::Malformed)?;
        let public = options.get_mut("publicKey").and_then(Value::as_object_mut).ok_or(PasskeyError::Malformed)?;
        // The library says "discouraged": then Android makes keys that neither sync nor can be found again.
        let selection = public.entry("authenticatorSelection").or_insert_with(|| json!({}));
        put(selection, "residentKey", json!("required"));
        put(selection, "requireResidentKey", json!(true));
        // PRF: where there is one, the phone's own store is sealed with it.
        put(public.entry("extensions").or_insert_with(|| json!({})), "prf", json!({}));
        let state = serde_json::to_string(&state).map_err(|_cause| PasskeyError::Malformed)?;
        Ok(Ceremony { options, state })
    }

    /// Ends the making of a passkey.
    ///
    /// # Errors
    /// [`PasskeyError`]: why it is not taken.
    pub fn finish_registration(&self, state: &str, answer: &Value) -> Result<Made, PasskeyError> {
        let answer: RegisterPublicKeyCredential = from_value(answer)?;
        let state: PasskeyRegistration = serde_json::from_str(state).map_err(|_cause| PasskeyError::Malformed)?;
        let passkey = self.webauthn.finish_passkey_registration(&answer, &state).map_err(PasskeyError::Refused)?;
        let public_key = cose_key(passkey.get_public_key())?;
        let credential_id = Bytes(passkey.cred_id().as_slice().into());
        let stored = serde_json::to_string(&passkey).map_err(|_cause| PasskeyError::Malformed)?;
        let synced = Credential::from(passkey).backup_eligible;
        Ok(Made { credential_id, public_key, passkey: stored, synced })
    }

    /// Begins a sign-in in which the device finds the passkey: for the button, or for the browser's own suggestion.
    /// The page itself says which, by `mediation`, when it asks.
    ///
    /// # Errors
    /// [`PasskeyError`] when the request cannot be made.
    pub fn start_sign_in(&self) -> Result<Ceremony, PasskeyError> {
        let (request, state) = self.webauthn.start_discoverable_authentication().map_err(PasskeyError::Refused)?;
        let mut options = serde_json::to_value(&request).map_err(|_cause| PasskeyError::Malformed)?;
        if let Some(options) = options.as_object_mut() {
            options.remove("mediation");
        }
        let state = serde_json::to_string(&state).map_err(|_cause| PasskeyError::Malformed)?;
        Ok(Ceremony { options, state })
    }

    /// Who says that she signs in, and with which credential: nothing is proved yet.
    ///
    /// # Errors
    /// [`PasskeyError`] when the answer names nobody.
    pub fn identify(&self, answer: &Value) -> Result<(PersonId, Bytes), PasskeyError> {
        let answer: PublicKeyCredential = from_value(answer)?;
        let (person, id) =
            self.webauthn.identify_discoverable_authentication(&answer).map_err(PasskeyError::Refused)?;
        Ok((PersonId(person), Bytes(id.to_vec())))
    }

    /// Ends a sign-in with the passkey that [`Self::identify`] named, as it was stored. Returns what to store in its
    /// place: the counter and what the device says about itself may have changed. The counter is recorded, never a
    /// ground for refusal: devices that share a synced key count each for itself.
    ///
    /// # Errors
    /// [`PasskeyError`]: why it is not taken.
    pub fn finish_sign_in(&self, state: &str, answer: &Value, passkey: &str) -> Result<String, PasskeyError> {
        let answer: PublicKeyCredential = from_value(answer)?;
        let state: DiscoverableAuthentication =
            serde_json::from_str(state).map_err(|_cause| PasskeyError::Malformed)?;
        let passkey: Passkey = serde_json::from_str(passkey).map_err(|_cause| PasskeyError::Malformed)?;
        let mut passkey = Passkey::from(Credential { counter: 0, ..passkey.into() });
        let done = self.webauthn.finish_discoverable_authentication_v2(&answer, state, &passkey);
        passkey.update_credential(&done.map_err(PasskeyError::Refused)?);
        serde_json::to_string(&passkey).map_err(|_cause| PasskeyError::Malformed)
    }
}

fn put(object: &mut Value, name: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(name.to_owned(), value);
    }
}

fn from_value<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, PasskeyError> {
    serde_json::from_value(value.clone()).map_err(|_cause| PasskeyError::Malformed)
}

/// The key as `shared` verifies it; others are refused, because what they sign could not be proved.
fn cose_key(key: &COSEKey) -> Result<CoseKey, PasskeyError> {
    match (&key.type_, &key.key) {
        (COSEAlgorithm::ES256, COSEKeyType::EC_EC2(point)) => {
            Ok(CoseKey::Es256 { x: Bytes(point.x.clone()), y: Bytes(point.y.clone()) })
        }
        (COSEAlgorithm::ES384, COSEKeyType::EC_EC2(point)) => {
            Ok(CoseKey::Es384 { x: Bytes(point.x.clone()), y: Bytes(point.y.clone()) })
        }
        (COSEAlgorithm::RS256, COSEKeyType::RSA(rsa)) => {
            Ok(CoseKey::Rs256 { n: Bytes(rsa.n.clone()), e: Bytes(rsa.e.to_vec()) })
        }
        _ => Err(PasskeyError::Algorithm),
    }
}

#[cfg(test)]
#[path = "webauthn_tests.rs"]
mod tests;
