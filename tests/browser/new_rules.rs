//! The regulation as people meet it: the promise before anything else, what holds, and what changes.

use serde_json::{Value, json};
use shared::policy::presets::Preset;
use support::page::Page;
use support::person::new_entry;
use support::regulation::shipped;
use thirtyfour::By;

use crate::people::{HOME, Hands, Played, World};
use crate::walk::Walk;

const UNFOLDED: &str = "document.querySelectorAll(\"[data-test='rules'] details\").forEach(part => part.open = true)";

/// The administrator publishes a regulation that holds from today.
async fn publishes(administrator: &Page, preset: Preset) {
    let today = "return (await (await fetch('/api/regulations')).json()).today";
    let regulation = json!({
        "title": "Reglement versie 2", "effective_on": administrator.js_async(today, vec![]).await,
        "controller": "Wim Akker", "record_system": null, "rules": shipped(preset),
        "complaints": null, "reason": "Zo staat het in ons reglement.",
    });
    let post = "const body = JSON.stringify(arguments[0]), headers = { 'content-type': 'application/json' };
        const answer = await fetch('/api/regulations', { method: 'POST', headers, body });
        return [answer.status, await answer.text()]";
    let answer = administrator.js_async(post, vec![json!({ "entry": new_entry(), "regulation": regulation })]).await;
    assert_eq!(answer[0], json!(200), "{answer}");
}

/// The fictional bureau under another regulation, which client and coach have read.
pub async fn played_under(preset: Preset) -> Played {
    let played = Played::begin().await;
    let administrator = played.world.at_desk("beheerder").await;
    administrator.gets_in(&played.world.printed("administrator")).await;
    publishes(&administrator.page, preset).await;
    for page in [&played.client.page, &played.coach.page] {
        page.open(played.world.server.url(HOME)).await;
        page.click("read-new-rules").await;
        page.click("have-read").await;
        page.at(HOME).await;
        is_gone(page, "new-rules").await;
    }
    played
}

async fn is_gone(page: &Page, mark: &str) {
    let selector = format!("[data-test='{mark}']");
    let gone = async || page.driver.find(By::Css(&*selector)).await.is_err().then_some(());
    page.until(format!("«{mark}» is gone"), gone).await;
}

#[tokio::test]
async fn f65_m5b_who_works_here_promises_secrecy_before_she_sees_anything() {
    let world = World::demo().await;
    let administrator = world.at_desk("beheerder").await;
    let desk = &administrator.page;
    let halves = world.printed("administrator");
    desk.open(&halves.link).await;
    desk.fill_part("invite-code", &halves.code).await;
    desk.click("invite-continue").await;
    desk.click("make-key").await;
    desk.part("pledge-page").await;
    desk.sees("Ik houd geheim wat ik over cliënten lees en hoor.").await;
    assert!(!desk.text().await.contains("Samira"), "nothing is seen before");
    let mut walk = Walk::default();
    walk.look(desk, "desk-pledge").await;
    // No page leads around it, and a no ends the session.
    desk.open(world.server.url("/me")).await;
    desk.part("pledge-page").await;
    desk.waits_for_touch(&administrator.key).await;
    desk.click("pledge-no").await;
    desk.part("sign-in").await;
    desk.accepts_the_finger(&administrator.key).await;
    // The list under the field offers the key too, and may be faster than her hand.
    let signs_in = async || {
        if let Ok(button) = desk.driver.find(By::Css("[data-test='sign-in']")).await {
            button.click().await.ok();
        }
        desk.driver.find(By::Css("[data-test='pledge']")).await.ok()
    };
    desk.until("the promise is asked again", signs_in).await;
    desk.click("pledge").await;
    desk.sees("Samira Haddad").await;
    desk.reload().await;
    desk.sees("Samira Haddad").await;
    desk.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn m13a_w1_anybody_reads_the_rules_and_on_what_each_rests_without_signing_in() {
    let world = World::demo().await;
    let visitor = world.at_phone("bezoeker").await;
    let page = &visitor.page;
    page.open(world.server.url("/regulation")).await;
    page.part("complaints").await;
    page.js(UNFOLDED, vec![]).await;
    page.sees("Ons reglement, artikel 4.1").await;
    page.sees("Elk verslag gaat naar u. U zegt of het klopt.").await;
    page.sees("Ons reglement zegt hier niets over. Dan geldt het strengste.").await;
    let mistake = page.part("mistake").await.attr("href").await.unwrap().unwrap_or_default();
    assert!(mistake.starts_with("mailto:hulp@waterkant.example"), "R8: {mistake}");
    let fetched = "const answer = await fetch(document.querySelector(\"[data-test='complaints']\").href);
        return [answer.status, answer.headers.get('content-disposition'), await answer.text()]";
    let fetched: (u16, String, String) = serde_json::from_value(page.js_async(fetched, vec![]).await).unwrap();
    assert!(fetched.0 == 200 && fetched.1.starts_with("attachment") && fetched.2.contains("Bel of mail ons"), "M14");
    let mut walk = Walk::default();
    walk.look(page, "phone-regulation-rules").await;
    page.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn s13_m13b_r8_a_new_regulation_is_told_to_client_and_coach_with_what_changes_for_them() {
    let Played { world, coach, client } = Played::begin().await;
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    publishes(&administrator.page, Preset::OralCv).await;
    let mut walk = Walk::default();
    for (person, name) in [(&client, "phone"), (&coach, "desk")] {
        let page = &person.page;
        page.open(world.server.url(HOME)).await;
        page.part("new-rules").await;
        walk.look(page, &format!("{name}-new-rules")).await;
        page.click("lang-nl").await;
        page.click("read-new-rules").await;
        page.part("rule-who_sees").await;
        page.sees("Reglement versie 2").await;
        page.sees("Hier wordt u minder beschermd.").await;
        let same: Value =
            page.js("return document.querySelectorAll(\"[data-test='rule-digital_years']\").length", vec![]).await;
        assert_eq!(same, json!(0), "five years before and after: only what changes is told");
        walk.look(page, &format!("{name}-rules-changed")).await;
        page.click("lang-nl").await;
        page.click("have-read").await;
        page.at(HOME).await;
        is_gone(page, "new-rules").await;
        page.reload().await;
        page.part("to-me").await;
        is_gone(page, "new-rules").await;
        page.has_no_trouble().await;
    }
    walk.ends();
}
