//! Sessions: who is signed in, on which device, until when (F1, F8, R3.3).

use std::time::Duration;

use shared::api::{BACKGROUND_HEADER, BureauPost, Me, NewPasskey, Registration, SessionView, path};
use shared::bureau::BureauCommand;
use shared::dossier::event::LinkHolder;
use shared::log::Role;
use support::bureau::Bureau;
use support::outbox::newest_token;
use support::person::{halves, label, new_entry};
use support::phone::Phone;
use support::staff::code_shown;

const MINUTE: Duration = Duration::from_mins(1);

async fn sessions(of: &support::caller::Caller) -> Vec<SessionView> {
    of.gets(path::SESSIONS).await.gives()
}

#[tokio::test]
async fn f1_a_passkey_signs_in_without_a_name() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let again = client.signs_in_anew().await;
    assert_eq!((again.me.person, again.me.role), (client.me.person, Role::Client));
    assert_eq!(again.me.dossiers, client.me.dossiers);
    let me: Me = again.gets(path::ME).await.gives();
    assert_eq!((me.name.as_str(), me.idle_minutes_max), ("Noor", 15));
}

#[tokio::test]
async fn f8_a_clients_screen_locks_after_15_minutes_without_a_touch() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    bureau.passes(14 * MINUTE);
    client.gets(path::ME).await.is_done();
    bureau.passes(14 * MINUTE);
    client.gets(path::ME).await.is_done();
    bureau.passes(15 * MINUTE);
    client.gets(path::ME).await.is_refused(401, "session_locked");
    client.gets(path::DOSSIERS).await.is_refused(401, "session_locked");
    client.unlocks().await;
    client.gets(path::ME).await.is_done();
}

#[tokio::test]
async fn r3_3_a_staff_screen_locks_after_30_minutes_without_a_touch() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    bureau.passes(29 * MINUTE);
    coach.gets(path::BOARD).await.is_done();
    bureau.passes(30 * MINUTE);
    coach.gets(path::BOARD).await.is_refused(401, "session_locked");
}

#[tokio::test]
async fn f8_what_the_app_does_by_itself_is_no_touch() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let by_itself = client.with(BACKGROUND_HEADER, "1");
    for _ in 0..3 {
        bureau.passes(4 * MINUTE);
        by_itself.gets(path::ME).await.is_done();
    }
    bureau.passes(4 * MINUTE);
    by_itself.gets(path::ME).await.is_refused(401, "session_locked");
}

#[tokio::test]
async fn r3_3_one_key_locks_the_screen_at_once() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.posts(path::SESSION_LOCK, &()).await.is_done();
    administrator.gets(path::STAFF).await.is_refused(401, "session_locked");
    administrator.deletes(path::SESSION_CURRENT).await.is_done();
    assert_eq!(administrator.cookie(), None, "a locked screen can still be left");
}

#[tokio::test]
async fn f8_after_12_hours_everyone_signs_in_anew_however_busy() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    for _ in 0..71 {
        bureau.passes(10 * MINUTE);
        client.gets(path::ME).await.is_done();
    }
    bureau.passes(10 * MINUTE);
    client.gets(path::ME).await.is_refused(401, "not_signed_in");
}

#[tokio::test]
async fn f3_she_sees_her_devices_and_signs_the_others_out() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let phone = client.with("user-agent", "Mozilla/5.0 (Linux; Android 14) Chrome/156.0 Mobile Safari/537.36");
    client.at(phone).unlocks().await;
    let tablet = client.signs_in_anew().await;
    let devices = sessions(&client).await;
    assert_eq!(devices.len(), 2);
    let (here, there) =
        (devices.iter().find(|one| one.current).unwrap(), devices.iter().find(|one| !one.current).unwrap());
    assert_eq!(here.device, "Chrome · Android");
    assert_eq!(there.id, tablet.me.session);
    client.deletes(&path::to(path::SESSION, &[&there.id])).await.is_done();
    tablet.gets(path::ME).await.is_refused(401, "not_signed_in");
    client.gets(path::ME).await.is_done();
    let strange = path::to(path::SESSION, &[&here.id]);
    coach.deletes(&strange).await.is_refused(404, "not_found");
    client.gets(path::ME).await.is_done();
}

#[tokio::test]
async fn f8_signing_out_ends_the_session_and_clears_what_the_browser_kept() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let stolen = client.copied();
    let left = client.deletes(path::SESSION_CURRENT).await.is_done();
    assert!(left.header("clear-site-data").contains("\"storage\""), "{left}");
    assert!(left.header("set-cookie").contains("Max-Age=0"), "{left}");
    assert_eq!(client.cookie(), None);
    stolen.gets(path::ME).await.is_refused(401, "not_signed_in");
}

#[tokio::test]
async fn f8_the_cookie_is_bound_to_the_host_and_out_of_reach_of_scripts() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let answer = client.answers_a_challenge(&bureau.visitor()).await.is_done();
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-akkoord="), "{cookie}");
    for flag in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookie.split("; ").any(|part| part == flag), "{flag} in {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn f8_unlocking_takes_the_place_of_the_session_before() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let before = client.copied();
    client.unlocks().await;
    before.gets(path::ME).await.is_refused(401, "not_signed_in");
    assert_eq!(sessions(&client).await.len(), 1);
}

#[tokio::test]
async fn m7b_staff_whose_work_ended_have_no_access_from_the_next_request_on() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let client = bureau.client(&coach, "Noor").await;
    coach.dossier(client.own()).await;
    let command = BureauCommand::EndStaff { person: coach.me.person };
    administrator.posts(path::BUREAU_COMMANDS, &BureauPost { entry: new_entry(), command }).await.is_done();
    coach.gets(&path::to(path::DOSSIER, &[&client.own()])).await.is_refused(401, "not_signed_in");
    coach.gets(path::BOARD).await.is_refused(401, "not_signed_in");
    coach.answers_a_challenge(&bureau.visitor()).await.is_refused(403, "wrong_role");
}

#[tokio::test]
async fn a_page_of_another_site_cannot_act_in_her_name() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let forged = client.with("sec-fetch-site", "cross-site").with("origin", "https://elders.example");
    forged.posts(path::SESSION_LOCK, &()).await.is_refused(403, "cross_origin");
    let old_browser = client.with("origin", "https://elders.example");
    old_browser.deletes(path::SESSION_CURRENT).await.is_refused(403, "cross_origin");
    client.with("origin", bureau.origin()).with("sec-fetch-site", "same-origin").gets(path::ME).await.is_done();
    client.with("origin", bureau.origin()).puts(path::ME_LANG, &serde_json::json!({ "lang": "en" })).await.is_done();
}

#[tokio::test]
async fn an_answer_to_a_challenge_counts_once_and_for_ten_minutes() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let visitor = bureau.visitor();
    let asked: shared::api::Challenge = visitor.posts(path::SIGN_IN_CHALLENGE, &()).await.gives();
    let credential = client.phone.signs_in(bureau.origin(), &asked.options).await;
    let answer = shared::api::SignIn { flow: asked.flow, credential };
    visitor.posts(path::SESSIONS, &answer).await.is_done();
    bureau.visitor().posts(path::SESSIONS, &answer).await.is_refused(410, "flow_ended");

    let asked: shared::api::Challenge = visitor.posts(path::SIGN_IN_CHALLENGE, &()).await.gives();
    let credential = client.phone.signs_in(bureau.origin(), &asked.options).await;
    bureau.passes(11 * MINUTE);
    let late = shared::api::SignIn { flow: asked.flow, credential };
    visitor.posts(path::SESSIONS, &late).await.is_refused(410, "flow_ended");
}

#[tokio::test]
async fn f4_guessing_at_the_doors_is_slowed_down() {
    let bureau = Bureau::start().await;
    let visitor = bureau.visitor();
    let mut refused = None;
    // Tries come back while she tries: on a slow machine it takes more of them.
    for _ in 0..5000 {
        let answer = visitor.posts(path::SIGN_IN_CHALLENGE, &()).await;
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("not every try is let through").is_refused(429, "too_many_requests");
    assert!(refused.header("retry-after").parse::<u64>().unwrap() >= 1);
    bureau.visitor().posts(path::SIGN_IN_CHALLENGE, &()).await.is_done();
}

#[tokio::test]
async fn f8_who_signs_in_at_a_browser_ends_the_session_that_it_had_whoevers_it_was() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let before = client.copied();
    coach.answers_a_challenge(&client.browser).await.is_done();
    before.gets(path::ME).await.is_refused(401, "not_signed_in");
    assert!(coach.is_signed_in().await, "her session at her own desk goes on");

    let before = client.copied();
    let case = coach.takes_on("Yara").await;
    let made = coach.invites(&case, LinkHolder::Invited).await;
    let token = newest_token(&bureau.mails_to(&case.email).await);
    let both = halves(&token, &code_shown(&made));
    let begun: Registration = client.posts(path::INVITATION_REDEEM, &both).await.gives();
    let credential = Phone::new().makes_key(bureau.origin(), &begun.options).await;
    let new = NewPasskey { flow: begun.flow, credential, label: label("Telefoon") };
    let me: Me = client.posts(path::INVITATION_ACCEPT, &new).await.gives();
    assert_eq!(me.person, case.person);
    before.gets(path::ME).await.is_refused(401, "not_signed_in");
}
