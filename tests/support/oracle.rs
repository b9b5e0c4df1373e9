//! A second opinion on evidence: webauthn-rs-core, which was written apart from `shared`.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use shared::evidence::{CoseKey, Evidence, Site, Unproven};
use shared::ids::{Bytes, Uuid};
use shared::statement::Decision;
use shared::text::Sentence;
use shared::words::Lang;
use url::Url;
use webauthn_rs_core::WebauthnCore;
use webauthn_rs_core::proto::{
    AuthenticationState, COSEAlgorithm, COSEEC2Key, COSEKey, COSEKeyType, COSERSAKey, Credential, CredentialV3,
    ECDSACurve, UserVerificationPolicy,
};

/// Whether the oracle takes the signature. The challenge is what the statement says, whatever the evidence claims.
#[must_use]
pub fn oracle(evidence: &Evidence, site: &Site) -> bool {
    let origins = site.origins.iter().map(|origin| Url::parse(origin).expect("an origin is a URL")).collect();
    let five = Duration::from_mins(5);
    let core = WebauthnCore::new_unsafe_experts_only("Akkoord", &site.rp_id, origins, five, Some(false), Some(false));
    let state: AuthenticationState = read(json!({
        "credentials": [], "policy": "required", "challenge": b64(&evidence.statement.challenge().0), "appid": null,
        "allow_backup_eligible_upgrade": true,
    }));
    let answer = read(json!({
        "id": b64(&evidence.credential_id.0), "rawId": b64(&evidence.credential_id.0), "type": "public-key",
        "extensions": {}, "response": {
            "authenticatorData": b64(&evidence.authenticator_data.0),
            "clientDataJSON": b64(&evidence.client_data_json.0),
            "signature": b64(&evidence.signature.0), "userHandle": null,
        },
    }));
    core.authenticate_single_credential(&answer, &state, &credential(evidence)).is_ok()
}

fn credential(evidence: &Evidence) -> Credential {
    let ec2 = |curve, x: &Bytes, y: &Bytes| COSEKeyType::EC_EC2(COSEEC2Key { curve, x: x.0.clone(), y: y.0.clone() });
    let (type_, key) = match &evidence.public_key {
        CoseKey::Es256 { x, y } => (COSEAlgorithm::ES256, ec2(ECDSACurve::SECP256R1, x, y)),
        CoseKey::Es384 { x, y } => (COSEAlgorithm::ES384, ec2(ECDSACurve::SECP384R1, x, y)),
        CoseKey::Rs256 { n, e } => {
            let e = e.0.as_slice().try_into().expect("an exponent of three bytes");
            (COSEAlgorithm::RS256, COSEKeyType::RSA(COSERSAKey { n: n.0.clone(), e }))
        }
    };
    let mut credential: Credential = CredentialV3 {
        cred_id: evidence.credential_id.0.clone(),
        cred: COSEKey { type_, key },
        counter: 0,
        verified: true,
        registration_policy: UserVerificationPolicy::Required,
    }
    .into();
    // Whether a key is synced was said when it was made.
    credential.backup_eligible = evidence.authenticator_data.0.get(32).is_some_and(|flags| flags & 0x08 != 0);
    credential
}

fn b64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("what a browser or a server would have sent")
}

type Field = (&'static str, fn(&mut Evidence));
type Part = (&'static str, fn(&mut Evidence) -> &mut Bytes);

/// Every field of a statement, changed a little.
pub const FIELDS: [Field; 15] = [
    ("v", |e| e.statement.v ^= 1),
    ("sentence", |e| e.statement.sentence = Sentence::new("Ik vind dit niet.").expect("a sentence")),
    ("lang", |e| e.statement.lang = if e.statement.lang == Lang::Nl { Lang::En } else { Lang::Nl }),
    ("decision", |e| {
        e.statement.decision = match e.statement.decision {
            Decision::ApproveSummary => Decision::ConfirmKey,
            _ => Decision::ApproveSummary,
        }
    }),
    ("item", |e| flip(&mut e.statement.item.0)),
    ("version", |e| e.statement.version ^= 1),
    ("commitment", |e| e.statement.commitment.0[31] ^= 1),
    ("dossier", |e| flip(&mut e.statement.dossier.0)),
    ("actor", |e| flip(&mut e.statement.actor.0)),
    ("entry", |e| flip(&mut e.statement.entry.0)),
    ("device_at", |e| e.statement.device_at.0 ^= 1),
    ("app_build", |e| e.statement.app_build.0.push(0)),
    ("ticket", |e| e.statement.ticket.0[0] ^= 1),
    ("head.seq", |e| e.statement.head.seq ^= 1),
    ("head.hash", |e| e.statement.head.hash.0[0] ^= 1),
];

fn flip(id: &mut Uuid) {
    *id = Uuid::from_u128(id.as_u128() ^ 1);
}

/// Changes one bit after another, in all that is signed and in the signature; neither `shared` nor the oracle takes any.
pub fn one_changed_bit_fails_in_both(evidence: &Evidence, site: &Site) {
    let refused = |changed: &Evidence, what: &dyn std::fmt::Display| {
        assert!(changed.verify(site).is_err(), "shared takes another {what}");
        assert!(!oracle(changed, site), "the oracle takes another {what}");
    };
    for (field, change) in FIELDS {
        let mut changed = evidence.clone();
        change(&mut changed);
        assert_eq!(changed.verify(site), Err(Unproven::Challenge), "{field}");
        refused(&changed, &field);
    }
    let parts: [Part; 3] = [
        ("authenticator data", |evidence| &mut evidence.authenticator_data),
        ("client data", |evidence| &mut evidence.client_data_json),
        ("signature", |evidence| &mut evidence.signature),
    ];
    for (part, bytes) in parts {
        for at in 0..bytes(&mut evidence.clone()).0.len() {
            let mut changed = evidence.clone();
            bytes(&mut changed).0[at] ^= 1 << (at % 8);
            refused(&changed, &format!("byte {at} of the {part}"));
        }
    }
}
