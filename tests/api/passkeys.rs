//! Passkeys: hers alone, named by her, added, removed; what a removed one began ends (F3).

use std::time::Duration;

use shared::api::{NewPasskey, Registration, RenamePasskey, SessionView, path};
use shared::dossier::keys::KeyRoute;
use support::bureau::Bureau;
use support::outbox::newest_code;
use support::person::{Person, label};
use support::phone::Phone;
use support::staff::token_shown;

#[tokio::test]
async fn f3_a_passkey_is_discoverable_verified_and_tells_nothing_about_her() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let begun: Registration = client.posts(path::PASSKEY_CHALLENGE, &()).await.gives();
    let asked = &begun.options["publicKey"];
    assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(asked["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(
        (asked["user"]["name"].as_str(), asked["user"]["displayName"].as_str()),
        (Some("Mijn dossier"), Some("Mijn dossier"))
    );
    assert!(!asked.to_string().contains("Noor"), "{asked}");
    assert_eq!(asked["excludeCredentials"].as_array().unwrap().len(), 1, "the same device makes no second key");
}

#[tokio::test]
async fn f3_she_adds_names_and_removes_a_passkey() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let tablet = Phone::new();
    client.adds_key_of(&tablet).await;
    let keys = client.passkeys().await;
    assert_eq!((keys.len(), keys[0].current, keys[1].current), (2, true, false));
    let its = path::to(path::PASSKEY, &[&keys[1].credential_id]);
    client.puts(&its, &RenamePasskey { label: label("Mijn tablet 🌷") }).await.is_done();
    assert_eq!(client.passkeys().await[1].label.as_str(), "Mijn tablet 🌷");

    let on_tablet = client.picks_up(tablet).signs_in_anew().await;
    client.deletes(&its).await.is_done();
    on_tablet.gets(path::ME).await.is_refused(401, "not_signed_in");
    on_tablet.answers_a_challenge(&bureau.visitor()).await.is_refused(401, "passkey_unknown");
    assert_eq!(client.passkeys().await.len(), 1);
    let own = client.own_page().await;
    assert!(own.view.keys.iter().any(|key| key.removed_at.is_some()), "its entry still tells of it");
}

#[tokio::test]
async fn f3_the_last_passkey_stays() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    for person in [&coach, &client] {
        let only = person.passkeys().await[0].credential_id.clone();
        person.deletes(&path::to(path::PASSKEY, &[&only])).await.is_refused(409, "last_key");
        assert_eq!(person.passkeys().await.len(), 1);
    }
}

#[tokio::test]
async fn f3_a_key_that_was_added_signs_once_an_older_one_vouched_for_it() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let tablet = Phone::new();
    client.adds_key_of(&tablet).await;
    let added = client.own_page().await.view.keys[1].clone();
    assert_eq!(added.route, KeyRoute::Added);
    let on_tablet = client.picks_up(tablet).signs_in_anew().await;
    on_tablet.approves(consult).await.is_refused(403, "key_unsigned");
    client.vouches_for(&added).await.is_done();
    on_tablet.approves(consult).await.is_done();
}

#[tokio::test]
async fn f3_a_removed_key_signs_nothing_any_more() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let (page, entry) = (client.reads(consult).await, support::person::new_entry());
    let command = client.approval(&page, 1, entry).await;
    let tablet = Phone::new();
    client.adds_key_of(&tablet).await;
    let on_tablet = client.picks_up(tablet).signs_in_anew().await;
    let old = path::to(path::PASSKEY, &[&client.phone.credentials()[0]]);
    on_tablet.deletes(&old).await.is_refused(403, "key_unsigned");
    client.vouches_for(&client.own_page().await.view.keys[1]).await.is_done();
    on_tablet.deletes(&old).await.is_done();
    on_tablet.sends_entry(client.own(), entry, command).await.is_refused(409, "key_removed");
}

#[tokio::test]
async fn f4_a_waiting_key_removes_no_other_and_ends_no_session() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let made = coach.invites_back(client.own()).await;
    let address = coach.dossier(client.own()).await.contact.unwrap().email.unwrap();
    let code = newest_code(&bureau.mails_to(address.as_str()).await);
    let planted = Person::gets_in(&bureau, &token_shown(&made), &code).await;
    let hers = path::to(path::PASSKEY, &[&client.phone.credentials()[0]]);
    planted.deletes(&hers).await.is_refused(403, "key_too_new");
    planted.puts(&hers, &RenamePasskey { label: label("Weg") }).await.is_refused(403, "key_too_new");
    let sessions: Vec<SessionView> = planted.gets(path::SESSIONS).await.gives();
    for other in sessions.iter().filter(|session| !session.current) {
        planted.deletes(&path::to(path::SESSION, &[&other.id])).await.is_refused(403, "key_too_new");
    }
    assert!(client.is_signed_in().await);
    assert_eq!(client.passkeys().await[0].label.as_str(), "Telefoon");
    // What is its own it may change.
    let its = path::to(path::PASSKEY, &[&planted.phone.credentials()[0]]);
    planted.puts(&its, &RenamePasskey { label: label("Nieuw") }).await.is_done();
    // The owner defends herself at once: its session is ended, and the key is gone.
    let sessions: Vec<SessionView> = client.gets(path::SESSIONS).await.gives();
    let other = sessions.iter().find(|session| !session.current).unwrap();
    client.deletes(&path::to(path::SESSION, &[&other.id])).await.is_done();
    assert!(!planted.is_signed_in().await);
    client.deletes(&its).await.is_done();
    planted.answers_a_challenge(&bureau.visitor()).await.is_refused(401, "passkey_unknown");
    bureau.is_sound().await;
}

#[tokio::test]
async fn f4_after_its_wait_a_recovered_key_removes_the_lost_one() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let made = coach.invites_back(client.own()).await;
    let address = coach.dossier(client.own()).await.contact.unwrap().email.unwrap();
    let code = newest_code(&bureau.mails_to(address.as_str()).await);
    let back = Person::gets_in(&bureau, &token_shown(&made), &code).await;
    bureau.passes(std::time::Duration::from_hours(24));
    back.unlocks().await;
    back.deletes(&path::to(path::PASSKEY, &[&client.phone.credentials()[0]])).await.is_done();
    let own = path::to(path::PASSKEY, &[&back.phone.credentials()[0]]);
    back.deletes(&own).await.is_refused(409, "last_key");
}

#[tokio::test]
async fn somebody_elses_passkey_does_not_exist() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let hers = path::to(path::PASSKEY, &[&client.phone.credentials()[0]]);
    coach.puts(&hers, &RenamePasskey { label: label("Van mij") }).await.is_refused(404, "not_found");
    coach.deletes(&hers).await.is_refused(404, "not_found");
    assert_eq!(client.passkeys().await[0].label.as_str(), "Telefoon");
}

#[tokio::test]
async fn a_ceremony_belongs_to_who_began_it() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let begun: Registration = client.posts(path::PASSKEY_CHALLENGE, &()).await.gives();
    let credential = Phone::new().makes_key(bureau.origin(), &begun.options).await;
    let new = NewPasskey { flow: begun.flow, credential, label: label("Tablet") };
    coach.posts(path::PASSKEYS, &new).await.is_refused(410, "flow_ended");
    client.posts(path::PASSKEYS, &new).await.is_done();
    client.posts(path::PASSKEYS, &new).await.is_done();
    bureau.passes(Duration::from_mins(2));
    client.posts(path::PASSKEYS, &new).await.is_refused(410, "flow_ended");
    assert_eq!(client.passkeys().await.len(), 2, "sent twice, made once");
}

#[tokio::test]
async fn a_key_for_another_site_is_refused() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let begun: Registration = client.posts(path::PASSKEY_CHALLENGE, &()).await.gives();
    let mut options = begun.options.clone();
    options["publicKey"]["rp"]["id"] = "elders.example".into();
    let credential = Phone::new().makes_key("https://elders.example", &options).await;
    let new = NewPasskey { flow: begun.flow, credential, label: label("Nep") };
    client.posts(path::PASSKEYS, &new).await.is_refused(422, "passkey_refused");
    assert_eq!(client.passkeys().await.len(), 1);
}
