//! A soft authenticator makes a passkey and signs in with it.

use passkey::authenticator::{
    Authenticator, CredentialStore, MemoryStore, StoreInfo, UiHint, UserCheck, UserValidationMethod,
};
use passkey::client::{Client, DefaultClientData};
use passkey::crypto::AvailableBackend;
use passkey::types::ctap2::make_credential::{Options, PublicKeyCredentialRpEntity, PublicKeyCredentialUserEntity};
use passkey::types::ctap2::{Aaguid, Ctap2Error, StatusCode};
use passkey::types::{Passkey as SoftKey, webauthn as wire};
use shared::ids::Uuid;

use super::*;

struct Finger;

#[async_trait::async_trait]
impl UserValidationMethod for Finger {
    type PasskeyItem = SoftKey;
    async fn check_user<'a>(&self, _: UiHint<'a, SoftKey>, _: bool, _: bool) -> Result<UserCheck, Ctap2Error> {
        Ok(UserCheck { presence: true, verification: true })
    }
    fn is_presence_enabled(&self) -> bool {
        true
    }
    fn is_verification_enabled(&self) -> Option<bool> {
        Some(true)
    }
}

/// A store that finds keys without being told which.
struct Phone(MemoryStore);

#[async_trait::async_trait]
impl CredentialStore for Phone {
    type PasskeyItem = SoftKey;
    async fn find_credentials(
        &self,
        ids: Option<&[wire::PublicKeyCredentialDescriptor]>,
        rp: &str,
        user: Option<&[u8]>,
    ) -> Result<Vec<SoftKey>, StatusCode> {
        match ids {
            Some(list) if !list.is_empty() => self.0.find_credentials(ids, rp, user).await,
            _ => Ok(self.0.values().filter(|key| key.rp_id == rp).cloned().collect()),
        }
    }
    async fn save_credential(
        &mut self,
        key: SoftKey,
        user: PublicKeyCredentialUserEntity,
        rp: PublicKeyCredentialRpEntity,
        options: Options,
    ) -> Result<(), StatusCode> {
        self.0.save_credential(key, user, rp, options).await
    }
    async fn update_credential(&mut self, key: &SoftKey) -> Result<(), StatusCode> {
        self.0.update_credential(key).await
    }
    async fn get_info(&self) -> StoreInfo {
        self.0.get_info().await
    }
}

#[tokio::test]
async fn a_passkey_is_made_discoverable_and_signs_in_without_a_name() {
    let public = PublicUrl { origin: "https://dossier.example".into(), rp_id: "dossier.example".into(), https: true };
    let (passkeys, origin) = (Passkeys::new(&public).unwrap(), Url::parse(&public.origin).unwrap());
    let mut phone =
        Client::new(Authenticator::new(Aaguid::new_empty(), Phone(MemoryStore::new()), Finger, AvailableBackend));
    let her = PersonId(Uuid::from_u128(5));

    let begun = passkeys.start_registration(her, "Mijn dossier", &[Bytes(vec![1; 16])]).unwrap();
    let asked = &begun.options["publicKey"];
    assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(asked["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(
        (&asked["user"]["name"], &asked["user"]["displayName"]),
        (&json!("Mijn dossier"), &json!("Mijn dossier"))
    );
    assert_eq!(asked["extensions"]["prf"], json!({}));
    assert_eq!(asked["excludeCredentials"].as_array().unwrap().len(), 1);
    let request = serde_json::from_value(begun.options.clone()).unwrap();
    let answer = phone.register(&origin, request, DefaultClientData).await.unwrap();
    let made = passkeys.finish_registration(&begun.state, &serde_json::to_value(&answer).unwrap()).unwrap();
    assert!(matches!(made.public_key, CoseKey::Es256 { .. }));

    let begun = passkeys.start_sign_in().unwrap();
    assert!(begun.options.get("mediation").is_none());
    let request = serde_json::from_value(begun.options.clone()).unwrap();
    let answer = phone.authenticate(&origin, request, DefaultClientData).await.unwrap();
    let answer = serde_json::to_value(&answer).unwrap();
    assert_eq!(passkeys.identify(&answer).unwrap(), (her, made.credential_id.clone()));
    passkeys.finish_sign_in(&begun.state, &answer, &made.passkey).unwrap();
    // Another device with the same synced key has counted further: that is recorded, and no ground for refusal.
    let mut ahead: Value = serde_json::from_str(&made.passkey).unwrap();
    ahead["cred"]["counter"] = json!(9);
    passkeys.finish_sign_in(&begun.state, &answer, &ahead.to_string()).unwrap();

    let other = passkeys.start_sign_in().unwrap();
    assert!(matches!(passkeys.finish_sign_in(&other.state, &answer, &made.passkey), Err(PasskeyError::Refused(_))));
    assert!(matches!(passkeys.identify(&json!({})), Err(PasskeyError::Malformed)));
}
