//! Devices: a sign-in where somebody was not seen before is told to her at once (F3).

use std::time::Duration;

use server::housekeeping;
use shared::api::{NewDevice, SessionView, path};
use shared::ids::{DeviceId, LogId};
use support::bureau::Bureau;
use support::caller::{Caller, DEVICE};
use support::faulty::rows;
use support::outbox::newest_code;
use support::person::Person;
use support::staff::token_shown;

const DAY: Duration = Duration::from_hours(24);

async fn new_devices(of: &Caller) -> Vec<NewDevice> {
    of.gets(path::DEVICES).await.gives()
}

fn at(device: DeviceId) -> String {
    path::to(path::DEVICE, &[&device])
}

/// How many mails told somebody of a new device.
async fn mailed(bureau: &Bureau, address: &str) -> usize {
    bureau.mails_to(address).await.iter().filter(|mail| mail.subject.contains("nieuw toestel")).count()
}

/// A coach, her client, and where the client is mailed.
async fn people(bureau: &Bureau) -> (Person, Person, String) {
    let (coach, client) = bureau.coach_and_client().await;
    let address = coach.dossier(client.own()).await.contact.unwrap().email.unwrap().to_string();
    (coach, client, address)
}

#[tokio::test]
async fn f3_a_key_that_signs_in_where_she_was_not_seen_is_told_at_once_on_her_other_devices_and_by_mail() {
    let bureau = Bureau::start().await;
    let (coach, client, address) = people(&bureau).await;
    assert_eq!((new_devices(&client).await.len(), mailed(&bureau, &address).await), (0, 0), "her first is no news");
    let (mut hers, mut the_coachs) = (client.listens().await, coach.listens().await);
    let other = bureau.visitor().with("user-agent", "Mozilla/5.0 (Windows NT 10.0) Firefox/150.0");
    let tablet = client.at(other);
    tablet.unlocks().await;
    hers.tell_of(LogId(client.me.person.0)).await;
    assert!(the_coachs.are_silent(Duration::from_millis(400)).await, "it is nobody else's business");
    let told = new_devices(&client).await;
    assert_eq!(told.iter().map(|new| new.device.as_str()).collect::<Vec<_>>(), ["Firefox · Windows"]);
    let sessions: Vec<SessionView> = client.gets(path::SESSIONS).await.gives();
    assert!(sessions.iter().all(|session| session.is_new != session.current), "{sessions:?}");
    let mails = bureau.mails_to(&address).await;
    let mail = mails.iter().find(|mail| mail.subject.contains("nieuw toestel")).expect("she is mailed");
    assert!(!mail.text.contains("Noor") && !mail.text.contains("Firefox"), "F78: that there is something, not what");
    assert!(new_devices(&tablet).await.is_empty(), "who may be somebody else is told nothing");
    assert!(new_devices(&coach).await.is_empty());
}

#[tokio::test]
async fn f3_what_she_says_was_her_is_known_from_then_on_also_after_she_signed_out() {
    let bureau = Bureau::start().await;
    let (_, client, address) = people(&bureau).await;
    let tablet = client.signs_in_anew().await;
    let [new] = &new_devices(&client).await[..] else { panic!("one new device") };
    let mut tablets = tablet.listens().await;
    client.puts(&at(new.id), &()).await.is_done();
    tablets.tell_of(LogId(client.me.person.0)).await;
    assert!(new_devices(&client).await.is_empty());
    client.puts(&at(new.id), &()).await.is_refused(404, "not_found");
    tablet.unlocks().await;
    tablet.deletes(path::SESSION_CURRENT).await.is_done();
    assert_eq!(tablet.cookie(), None);
    tablet.unlocks().await;
    assert!(new_devices(&client).await.is_empty());
    assert_eq!(mailed(&bureau, &address).await, 1);
    // A known one may judge the next.
    client.signs_in_anew().await;
    assert_eq!(new_devices(&tablet).await.len(), 1);
}

#[tokio::test]
async fn f3_what_she_says_was_not_her_is_signed_out_and_told_again_the_next_time() {
    let bureau = Bureau::start().await;
    let (coach, client, address) = people(&bureau).await;
    let strange = client.signs_in_anew().await;
    let [new] = &new_devices(&client).await[..] else { panic!("one new device") };
    coach.deletes(&at(new.id)).await.is_refused(404, "not_found");
    client.deletes(&at(new.id)).await.is_done();
    strange.gets(path::ME).await.is_refused(401, "not_signed_in");
    assert!(new_devices(&client).await.is_empty());
    assert!(client.is_signed_in().await);
    strange.unlocks().await;
    assert_eq!((new_devices(&client).await.len(), mailed(&bureau, &address).await), (1, 2));
}

#[tokio::test]
async fn f3_f4_neither_the_new_device_nor_a_key_that_waits_can_hush_the_warning() {
    let bureau = Bureau::start().await;
    let (coach, client, address) = people(&bureau).await;
    let strange = client.signs_in_anew().await;
    let [new] = &new_devices(&client).await[..] else { panic!("one new device") };
    strange.puts(&at(new.id), &()).await.is_refused(404, "not_found");
    strange.deletes(&at(new.id)).await.is_refused(404, "not_found");
    // Nor another one that is new, nor by leaving.
    let second = client.signs_in_anew().await;
    second.puts(&at(new.id), &()).await.is_refused(404, "not_found");
    second.deletes(path::SESSION_CURRENT).await.is_done();
    assert_eq!(new_devices(&client).await.len(), 2);
    let made = coach.invites_back(client.own()).await;
    let code = newest_code(&bureau.mails_to(&address).await);
    let back = Person::gets_in(&bureau, &token_shown(&made), &code).await;
    back.puts(&at(new.id), &()).await.is_refused(403, "key_too_new");
    back.deletes(&at(new.id)).await.is_refused(403, "key_too_new");
    assert_eq!(new_devices(&client).await.len(), 2, "where a key was made is told by that key");
}

#[tokio::test]
async fn f3_two_people_at_one_browser_are_each_told_and_a_made_up_secret_is_none() {
    let bureau = Bureau::start().await;
    let (coach, client, address) = people(&bureau).await;
    client.answers_a_challenge(&coach.browser).await.is_done();
    assert_eq!((new_devices(&client).await.len(), mailed(&bureau, &address).await), (1, 1));
    client.answers_a_challenge(&coach.browser).await.is_done();
    coach.unlocks().await;
    assert_eq!(mailed(&bureau, &address).await, 1);
    assert!(new_devices(&coach).await.is_empty(), "her own desk is known to her still");
    let made_up = bureau.visitor().with("cookie", &format!("{DEVICE}=aaaa"));
    client.answers_a_challenge(&made_up).await.is_done();
    assert_eq!(mailed(&bureau, &address).await, 2);
    assert_eq!(made_up.device().expect("a secret of ours").len(), 43);
}

#[tokio::test]
async fn f3_staff_are_told_too_and_the_secret_is_bound_to_the_host_and_out_of_reach_of_scripts() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let answer = coach.answers_a_challenge(&bureau.visitor()).await.is_done();
    assert_eq!((new_devices(&coach).await.len(), mailed(&bureau, "samira@bureau.example").await), (1, 1));
    let set: Vec<&str> = answer.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap()).collect();
    let cookie = set.iter().find(|line| line.starts_with(DEVICE)).expect("a device is given a secret");
    for flag in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/", "Max-Age=34560000"] {
        assert!(cookie.split("; ").any(|part| part == flag), "{flag} in {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn f3_a_device_is_news_for_a_week_and_forgotten_when_no_browser_would_remember_it() {
    let bureau = Bureau::start().await;
    let (_, client, _) = people(&bureau).await;
    client.signs_in_anew().await;
    bureau.passes(6 * DAY);
    client.unlocks().await;
    assert_eq!(new_devices(&client).await.len(), 1);
    bureau.passes(DAY);
    client.unlocks().await;
    assert!(new_devices(&client).await.is_empty());
    let kept = rows(bureau.ctx(), "device").await;
    bureau.passes(392 * DAY);
    client.unlocks().await;
    housekeeping::sweep(bureau.ctx()).await.unwrap();
    assert_eq!(rows(bureau.ctx(), "device").await, kept);
    bureau.passes(8 * DAY);
    housekeeping::sweep(bureau.ctx()).await.unwrap();
    assert_eq!(rows(bureau.ctx(), "device").await, 1, "the one that she uses");
}
