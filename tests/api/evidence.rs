//! Evidence: verified by `shared` and by webauthn-rs-core, which were written apart; one changed bit fails in both.

use rsa::BoxedUint;
use serde_json::{Value, json};
use shared::api::{NewPasskey, Registration, path};
use shared::dossier::{Command, DossierEvent};
use shared::evidence::{CoseKey, Evidence, Site, Unproven};
use shared::ids::{Bytes, DossierId, EntryId, Hash, ItemId, PersonId, Uuid};
use shared::log::{Head, read_content};
use shared::statement::{Decision, Statement};
use shared::text::Sentence;
use shared::time::Timestamp;
use shared::words::Lang;
use support::bureau::Bureau;
use support::client::mark;
use support::oracle::{one_changed_bit_fails_in_both, oracle};
use support::person::{label, new_entry};

/// Two primes made for this test: making them anew takes a minute.
const PRIMES: [&str; 2] = [
    "F139847D62D9BD70B0206BCB43D696BDD4D4E7D6A9CBD0B8A515516743396874F24FA77A116291B2BEC15199C17C6C1B\
     C9F3AF7A48C7C2C8FD0F5A9E2FF6EB96147CF1AAC1CA5946E8492665C277D03EE031AE1CECFFF5B20E79838C4577BC0C\
     A72D6A185905C56D1B7F774D7DBE886FD3F24CFF2213A9A684EB74DD1006CF73",
    "D2147D4F672AE6E8420FCBEEC1889C3C27136613077846B5A4837E5CBB69537DE6E5B14BA9E87E45CAA21D76FEFECE4E\
     203D915069F4BC8BF87AFE88C71BF4973377412062CA00B514C623FF88CB2703E594058266EE63948B0C9060C9995D33\
     CAE938DAD5E0EE5C3A0B448A7B20AD7ED86E24A51EB977D1BACFCF30CBE947B3",
];

fn site() -> Site {
    Site { rp_id: "dossier.example".into(), origins: vec!["https://dossier.example".into()] }
}

fn statement() -> Statement {
    let id = Uuid::from_u128;
    Statement {
        v: 1,
        sentence: Sentence::new("Ik vind dat de samenvatting klopt.").unwrap(),
        lang: Lang::Nl,
        decision: Decision::ApproveSummary,
        item: ItemId(id(1)),
        version: 1,
        commitment: Hash([2; 32]),
        dossier: DossierId(id(3)),
        actor: PersonId(id(4)),
        entry: EntryId(id(5)),
        device_at: Timestamp(1_800_000_000_000),
        app_build: Bytes(vec![6; 48]),
        ticket: Hash([7; 32]),
        head: Head { seq: 8, hash: Hash([9; 32]) },
    }
}

/// A key that only signs, and its public half.
type SoftKey = (CoseKey, Box<dyn Fn(&[u8]) -> Vec<u8> + Send>);

/// Evidence as an authenticator without a network would make it.
fn signed(site: &Site, statement: Statement, (public_key, sign): &SoftKey) -> Evidence {
    let client_data = json!({
        "type": "webauthn.get", "challenge": statement.challenge(), "origin": site.origins[0], "crossOrigin": false,
        "other_keys_can_be_added_here": "do not compare clientDataJSON against a template",
    });
    let mut authenticator_data = Hash::of(&[site.rp_id.as_bytes()]).0.to_vec();
    authenticator_data.push(0x05);
    authenticator_data.extend_from_slice(&7_u32.to_be_bytes());
    let mut evidence = Evidence {
        statement,
        key_entry: EntryId(Uuid::from_u128(10)),
        credential_id: Bytes(vec![11; 16]),
        public_key: public_key.clone(),
        authenticator_data: Bytes(authenticator_data),
        client_data_json: Bytes(client_data.to_string().into_bytes()),
        signature: Bytes::default(),
    };
    evidence.signature = Bytes(sign(&evidence.signed_bytes()));
    evidence
}

fn es256_key() -> SoftKey {
    use p256::ecdsa::{Signature, SigningKey, signature::Signer};
    let key = SigningKey::from_slice(&[21; 32]).unwrap();
    let point = key.verifying_key().to_sec1_point(false);
    let public = CoseKey::Es256 { x: Bytes(point.x().unwrap().to_vec()), y: Bytes(point.y().unwrap().to_vec()) };
    let sign = move |message: &[u8]| {
        let signature: Signature = key.sign(message);
        signature.to_der().as_bytes().to_vec()
    };
    (public, Box::new(sign))
}

fn es384_key() -> SoftKey {
    use p384::ecdsa::{Signature, SigningKey, signature::Signer};
    let key = SigningKey::from_slice(&[22; 48]).unwrap();
    let point = key.verifying_key().to_sec1_point(false);
    let public = CoseKey::Es384 { x: Bytes(point.x().unwrap().to_vec()), y: Bytes(point.y().unwrap().to_vec()) };
    let sign = move |message: &[u8]| {
        let signature: Signature = key.sign(message);
        signature.to_der().as_bytes().to_vec()
    };
    (public, Box::new(sign))
}

fn rs256_key() -> SoftKey {
    use rsa::signature::{SignatureEncoding, Signer};
    use rsa::traits::PublicKeyParts;
    let [p, q] = PRIMES.map(|prime| BoxedUint::from_be_hex(prime, 1024).unwrap());
    let key = rsa::RsaPrivateKey::from_p_q(p, q, BoxedUint::from(65_537_u64)).unwrap();
    let bytes = |number: &BoxedUint| -> Vec<u8> {
        number.to_be_bytes().iter().copied().skip_while(|byte| *byte == 0).collect()
    };
    let public = CoseKey::Rs256 { n: Bytes(bytes(key.n().as_ref())), e: Bytes(bytes(key.e())) };
    let key = rsa::pkcs1v15::SigningKey::<rsa::sha2::Sha256>::new(key);
    (public, Box::new(move |message: &[u8]| key.sign(message).to_vec()))
}

fn es256() -> Evidence {
    signed(&site(), statement(), &es256_key())
}

fn es384() -> Evidence {
    signed(&site(), statement(), &es384_key())
}

fn rs256() -> Evidence {
    signed(&site(), statement(), &rs256_key())
}

#[test]
fn es256_es384_and_rs256_are_verified_by_two_libraries() {
    for evidence in [es256(), es384(), rs256()] {
        assert_eq!(evidence.verify(&site()).map(|proof| proof.counter), Ok(7));
        assert!(oracle(&evidence, &site()), "{:?}", evidence.public_key);
    }
}

#[test]
fn one_changed_bit_in_any_signed_field_fails_in_both() {
    for evidence in [es256(), es384(), rs256()] {
        one_changed_bit_fails_in_both(&evidence, &site());
    }
}

#[test]
fn a_signature_without_a_finger_or_of_another_site_or_key_counts_for_neither() {
    use p256::ecdsa::{Signature, SigningKey, signature::Signer};
    let again = |change: fn(&mut Evidence)| {
        let mut evidence = es256();
        change(&mut evidence);
        let key = SigningKey::from_slice(&[21; 32]).unwrap();
        let signature: Signature = key.sign(&evidence.signed_bytes());
        evidence.signature = Bytes(signature.to_der().as_bytes().to_vec());
        evidence
    };
    let client_data = |evidence: &mut Evidence, from: &str, to: &str| {
        let text = String::from_utf8(evidence.client_data_json.0.clone()).unwrap();
        evidence.client_data_json = Bytes(text.replace(from, to).into_bytes());
    };
    let mut elsewhere = again(|evidence| {
        evidence.authenticator_data.0[..32].copy_from_slice(&Hash::of(&[b"elders.example"]).0);
    });
    let cases = [
        (again(|evidence| evidence.authenticator_data.0[32] = 0x01), Unproven::Verification),
        (again(|evidence| evidence.authenticator_data.0[32] = 0x04), Unproven::Presence),
        (elsewhere.clone(), Unproven::RelyingParty),
    ];
    for (evidence, why) in cases {
        assert_eq!(evidence.verify(&site()), Err(why));
        assert!(!oracle(&evidence, &site()), "{why}");
    }
    elsewhere = es256();
    client_data(&mut elsewhere, "https://dossier.example", "https://elders.example");
    assert_eq!(elsewhere.verify(&site()), Err(Unproven::Origin));
    assert!(!oracle(&elsewhere, &site()));
    let mut sign_in = es256();
    client_data(&mut sign_in, "webauthn.get", "webauthn.create");
    assert_eq!(sign_in.verify(&site()), Err(Unproven::ClientData));
    assert!(!oracle(&sign_in, &site()));
    let (mut other, CoseKey::Es256 { x, .. }) = (es256(), es384_as_es256()) else { unreachable!() };
    if let CoseKey::Es256 { x: hers, .. } = &mut other.public_key {
        *hers = x;
    }
    assert!(other.verify(&site()).is_err());
    assert!(!oracle(&other, &site()));
}

/// A point that is on no curve of ours.
fn es384_as_es256() -> CoseKey {
    CoseKey::Es256 { x: Bytes(vec![1; 32]), y: Bytes(vec![2; 32]) }
}

#[test]
fn a_key_of_the_wrong_size_is_none() {
    let mut evidence = es256();
    evidence.public_key = CoseKey::Es256 { x: Bytes(vec![1; 31]), y: Bytes(vec![2; 32]) };
    assert_eq!(evidence.verify(&site()), Err(Unproven::Key));
    evidence.public_key = CoseKey::Rs256 { n: Bytes(vec![0; 4]), e: Bytes(vec![1, 0, 1]) };
    assert!(evidence.verify(&site()).is_err());
}

#[test]
fn evidence_that_was_kept_as_json_verifies_after_years() {
    for evidence in [es256(), es384(), rs256()] {
        let kept = serde_json::to_string_pretty(&evidence).unwrap();
        let read: Evidence = serde_json::from_str(&kept).unwrap();
        assert_eq!(read, evidence);
        assert!(read.verify(&site()).is_ok());
    }
}

#[tokio::test]
async fn what_a_phone_signed_for_the_server_is_verified_by_two_libraries() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let page = client.reads(consult).await;
    let evidence = client.signs(client.approval_statement(&page, 1, new_entry())).await;
    let site = bureau.ctx().webauthn.site().clone();
    assert!(evidence.verify(&site).is_ok());
    assert!(oracle(&evidence, &site));
    one_changed_bit_fails_in_both(&evidence, &site);
}

#[tokio::test]
async fn f13_what_a_phone_signed_under_a_dispute_is_verified_by_two_libraries() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    client.disputes(consult, vec![mark(1, "U werkt drie uur.", "Zo is het.")]).await.is_done();
    client.signs_dispute(consult).await.is_done();
    let page = client.reads(consult).await;
    let signed = page.entries.iter().find_map(|entry| match read_content(entry.content.as_bytes()).unwrap() {
        DossierEvent::DisputeSigned { evidence, .. } => Some(evidence),
        _ => None,
    });
    let (evidence, site) = (signed.expect("her signature is among the texts"), bureau.ctx().webauthn.site().clone());
    assert_eq!(evidence.statement.commitment, page.view.disputes[0].commitment, "it is about her own words");
    assert!(evidence.verify(&site).is_ok());
    assert!(oracle(&evidence, &site));
    one_changed_bit_fails_in_both(&evidence, &site);
}

/// A string of bytes in CBOR.
fn cbor(bytes: &[u8]) -> Vec<u8> {
    let [high, low] = u16::try_from(bytes.len()).unwrap().to_be_bytes();
    [&[0x59, high, low], bytes].concat()
}

/// What a browser sends when an authenticator made this key, without an attestation.
fn registration(options: &Value, site: &Site, credential: &[u8], key: &CoseKey) -> Value {
    let ec2 = |alg: &[u8], curve: u8, x: &Bytes, y: &Bytes| {
        [&[0xa5, 0x01, 0x02, 0x03], alg, &[0x20, curve, 0x21], &cbor(&x.0), &[0x22], &cbor(&y.0)].concat()
    };
    let cose = match key {
        CoseKey::Es256 { x, y } => ec2(&[0x26], 1, x, y),
        CoseKey::Es384 { x, y } => ec2(&[0x38, 0x22], 2, x, y),
        CoseKey::Rs256 { n, e } => {
            [&[0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20][..], &cbor(&n.0), &[0x21], &cbor(&e.0)].concat()
        }
    };
    let rp = Hash::of(&[site.rp_id.as_bytes()]).0;
    // Touched, verified, with a key in it; a counter of none, a maker unknown.
    let length = u16::try_from(credential.len()).unwrap().to_be_bytes();
    let data = [&rp[..], &[0x45], &[0; 4], &[0; 16], &length, credential, &cose].concat();
    let attestation = [&b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData"[..], &cbor(&data)].concat();
    let client_data = json!({
        "type": "webauthn.create", "challenge": options["publicKey"]["challenge"], "origin": site.origins[0],
        "crossOrigin": false,
    });
    json!({
        "id": Bytes(credential.to_vec()), "rawId": Bytes(credential.to_vec()), "type": "public-key",
        "clientExtensionResults": {}, "response": {
            "attestationObject": Bytes(attestation),
            "clientDataJSON": Bytes(client_data.to_string().into_bytes()),
            "transports": ["internal"],
        },
    })
}

#[tokio::test]
async fn f3_keys_of_es256_es384_and_rs256_are_registered_vouched_for_and_approve() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let site = bureau.ctx().webauthn.site().clone();
    for (number, key) in (1..).zip([es256_key(), es384_key(), rs256_key()]) {
        let begun: Registration = client.posts(path::PASSKEY_CHALLENGE, &()).await.gives();
        let credential = registration(&begun.options, &site, &[number; 20], &key.0);
        let new = NewPasskey { flow: begun.flow, credential, label: label("Anders") };
        client.posts(path::PASSKEYS, &new).await.is_done();
        let newer = client.own_page().await.view.keys.last().unwrap().clone();
        assert_eq!(newer.public_key, key.0);
        client.vouches_for(&newer).await.is_done();

        let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
        let (page, entry) = (client.reads(consult).await, new_entry());
        let mut evidence = signed(&site, client.approval_statement(&page, 1, entry), &key);
        (evidence.key_entry, evidence.credential_id) = (newer.entry, newer.credential_id);
        assert!(oracle(&evidence, &site));
        let command = Command::ApproveSummary { consult, version: 1, evidence: Box::new(evidence) };
        client.sends_entry(client.own(), entry, command).await.is_done();
    }
    bureau.is_sound().await;
}

#[tokio::test]
async fn f3_a_key_that_nobody_could_verify_later_is_not_taken() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let site = bureau.ctx().webauthn.site().clone();
    let begun: Registration = client.posts(path::PASSKEY_CHALLENGE, &()).await.gives();
    // P-256 with SHA-512: no authenticator is asked for it.
    let mut credential = registration(&begun.options, &site, &[9; 20], &es256_key().0);
    let attestation: Bytes = credential["response"]["attestationObject"].as_str().unwrap().parse().unwrap();
    let at = attestation.0.windows(4).position(|four| four == [0x01, 0x02, 0x03, 0x26]).unwrap();
    let other = [&attestation.0[..at + 3], &[0x38, 0x23], &attestation.0[at + 4..]].concat();
    credential["response"]["attestationObject"] = json!(Bytes(other));
    let new = NewPasskey { flow: begun.flow, credential, label: label("Anders") };
    let answer = client.posts(path::PASSKEYS, &new).await;
    assert!((400..500).contains(&answer.status), "{answer}");
    assert_eq!(client.own_page().await.view.keys.len(), 1);
}
