//! What each is told when it is less simple: half a yes, no mail, a wrong clock, a second tab, a screen that slept.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use shared::dossier::DossierEvent;
use shared::log::read_content;
use support::page::Page;

use crate::board::{row_says, rows};
use crate::dispute::{changed, marks, opens_the_answer, sends_the_answer};
use crate::evidence::consult;
use crate::people::{Halves, Hands, Played, World, at_the_desk};
use crate::story::{board_says, until_a_summary_waits};

#[tokio::test]
async fn f14_f15_what_is_accepted_in_part_changes_the_text_and_she_reads_why_and_what_is_different() {
    let hours = "U werkt nu twee uur per dag.";
    let told = until_a_summary_waits(&[hours, "Wij praten over twee weken weer."]).await;
    let (phone, desk) = (&told.client.page, &told.coach.page);
    phone.click("notice").await;
    marks(phone, 0, "U werkt nu vier uur per dag.", "Dat is zo sinds maandag.").await;
    phone.click("send-dispute").await;
    phone.part("thread").await;
    board_says(&told, "Klopt niet").await;

    // In part is the coach's own text: the client's words are not put in, and it must say something else, and why.
    opens_the_answer(&told).await;
    desk.click("answer-partly").await;
    desk.sees("Pas de tekst hieronder aan en zeg waarom het deels is.").await;
    let field = desk.css("[data-test='revision'] textarea").await;
    assert_eq!(field.prop("value").await.unwrap().unwrap(), hours);
    desk.click("answer-send").await;
    desk.sees("Zeg bij opmerking 1 waarom.").await;
    desk.sees("De tekst is nog hetzelfde als versie 1. Pas hem aan.").await;
    desk.fill_part("answer-reason", "Op vrijdag werkt u niet.").await;
    field.clear().await.unwrap();
    desk.type_into(&field, "U werkt nu drie uur per dag.").await;
    sends_the_answer(&told).await;
    desk.sees("Van versie 1 naar versie 2").await;
    desk.sees("Deels overgenomen").await;

    phone.part("stale").await;
    phone.click("go-on").await;
    phone.sees("1 stuk is anders dan in de vorige versie.").await;
    let (added, removed) = (changed(phone, "ins").await, changed(phone, "del").await);
    assert!(added.contains("drie") && !added.contains("vier"), "{added}");
    assert!(removed.contains("twee"), "{removed}");
    phone.sees("Deels aangepast").await;
    phone.sees("Op vrijdag werkt u niet.").await;
    // The question is open again, about the new version.
    phone.click("approve").await;
    let sentence = phone.part("check-sentence").await.text().await.unwrap();
    assert!(sentence.contains("versie 2"), "{sentence}");
    phone.click("sign").await;
    phone.part("receipt").await;
    desk.sees("Er is akkoord.").await;
    phone.has_no_trouble().await;
    desk.has_no_trouble().await;
}

#[tokio::test]
async fn f4_f7_who_has_only_a_telephone_gets_the_code_there_and_no_screen_of_the_coach_shows_both_halves() {
    let world = World::empty().await;
    let coach = world.coach().await;
    let desk = &coach.page;
    desk.click("new-client").await;
    desk.fill_part("client-name", "Noor Jansen").await;
    desk.fill_part("client-phone", "06 1234 5678").await;
    desk.click("client-save").await;
    desk.part("invite-qr").await;
    let of_the_client = desk.path().await;
    desk.sees("Er is geen e-mailadres bekend.").await;
    let by_mail = "return document.querySelectorAll(\"[data-test='invite-mail']\").length";
    assert_eq!(desk.js(by_mail, vec![]).await, json!(0), "there is no mail to send a link to");
    desk.click("invite-qr").await;
    let link = desk.part("invite-link").await.text().await.unwrap();
    desk.sees("De code ging naar …78.").await;
    let code = world.code_mailed_to("0612345678@sms.invalid").await;
    let messages = world.server.outbox();
    let hers = messages.iter().filter(|message| message.contains("To: 0612345678@sms.invalid"));
    assert!(hers.clone().all(|message| !message.contains("/invite#")), "the halves travel apart: {messages:#?}");
    assert_eq!(hers.count(), 1);

    // The link is shown once, here; the code nowhere at the desk.
    let everything = "return document.documentElement.outerHTML";
    let token = link.split_once('#').expect("a link has a token").1;
    let shows = async |half: &str| desk.js(everything, vec![]).await.as_str().unwrap().contains(half);
    assert!(shows(token).await && !shows(&code).await, "F7: one half only");
    for page in [of_the_client.as_str(), "/", "/me"] {
        desk.open(world.server.url(page)).await;
        desk.part("to-me").await;
        if page == of_the_client {
            desk.sees("Gemaakt op").await;
        }
        assert!(!shows(token).await && !shows(&code).await, "F7: neither half is on {page}");
    }

    desk.open(world.server.url(&of_the_client)).await;
    coach.discusses_the_regulation().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&Halves { link, code }).await;
    client.page.click("confirm-regulation").await;
    coach.records_a_consult().await;
    coach.writes_and_sends(&["U werkt nu twee uur per dag."]).await;
    client.page.part("notice").await;
    client.page.has_no_trouble().await;
    desk.has_no_trouble().await;
}

const TWO_HOURS: i64 = 2 * 60 * 60 * 1000;

/// From now on the clock of this device is so many milliseconds wrong, in whatever it opens.
async fn shifts_the_clock(page: &Page, millis: i64) {
    let shift = format!(
        "window.Date = new Proxy(Date, {{
            construct: (real, given) => given.length ? new real(...given) : new real(real.now() + {millis}),
            apply: real => new real(real.now() + {millis}).toString(),
            get: (real, name) => name === 'now' ? () => real.now() + {millis} : Reflect.get(real, name),
        }})"
    );
    page.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": shift })).await;
}

fn now_millis() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis().try_into().unwrap()
}

/// A moment as the bureau says it, asked of a browser; what is given is not what its clock says.
async fn said_in_amsterdam(page: &Page, millis: i64) -> String {
    let script =
        "return new Intl.DateTimeFormat('nl', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit',
        hourCycle: 'h23' }).format(new Date(arguments[0]))";
    page.js(script, vec![json!(millis)]).await.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn screens_9_a_phone_two_hours_early_or_late_approves_as_any_other_and_shows_the_time_of_the_bureau() {
    for shift in [TWO_HOURS, -TWO_HOURS] {
        let world = World::demo().await;
        let client = world.at_phone("cliënt").await;
        let phone = &client.page;
        shifts_the_clock(phone, shift).await;
        client.gets_in(&world.printed("client")).await;
        phone.click("notice").await;
        phone.click("approve").await;
        phone.part("check-sentence").await;
        let wrong_by = phone.js("return Date.now()", vec![]).await.as_i64().unwrap() - now_millis() - shift;
        assert!(wrong_by.abs() < 60_000, "the clock is not {shift} wrong: {wrong_by}");
        let begun = now_millis();
        phone.click("sign").await;
        let receipt = phone.part("receipt").await.text().await.unwrap();
        let done = now_millis();

        let page = consult(phone, &phone.path().await).await;
        let [approval] = &page.view.approvals[..] else { panic!("one approval: {:?}", page.view.approvals) };
        assert!((begun..=done).contains(&approval.at.0), "{} is not between {begun} and {done}", approval.at.0);
        let time = said_in_amsterdam(phone, approval.at.0).await;
        let heading = receipt.lines().next().unwrap();
        assert!(heading.contains("Ontvangen door") && heading.ends_with(&format!("om {time}")), "{heading}: {time}");
        // What the device thought is kept as just that.
        let entry = page.entries.iter().find(|entry| entry.header.kind == "summary_approved").unwrap();
        let DossierEvent::SummaryApproved { evidence, .. } = read_content(entry.content.as_bytes()).unwrap() else {
            panic!("{entry:?}")
        };
        let apart = evidence.statement.device_at.0 - approval.at.0 - shift;
        assert!(apart.abs() < 60_000, "the statement does not say what the device thought: {apart}");
        phone.has_no_trouble().await;
    }
}

#[tokio::test]
async fn f17_an_old_version_in_another_tab_is_not_signed_and_both_tabs_say_that_the_text_changed() {
    let played = Played::begin().await;
    let (phone, desk) = (&played.client.page, &played.coach.page);
    let driver = &phone.driver;
    phone.click("notice").await;
    phone.click("approve").await;
    phone.part("check-sentence").await;
    let step = phone.path().await;
    let summary = step.split('?').next().unwrap().to_owned();

    // The same browser, the same session: a second tab in which she reads the same text.
    let (first, keys) = (driver.window().await.unwrap(), phone.passkeys(&played.client.key).await);
    let second = driver.new_window().await.unwrap();
    driver.switch_to_window(second.clone()).await.unwrap();
    phone.open(played.world.server.url(&summary)).await;
    phone.part("approve").await;

    // The first one hears no news, and so has the old version before her still when she signs it.
    driver.switch_to_window(first.clone()).await.unwrap();
    phone.cdp("Page.bringToFront", json!({})).await;
    phone.blocks(&["*/api/events*"]).await;
    phone.reload().await;
    phone.part("check-sentence").await;
    desk.open(played.world.server.url(&at_the_desk(&summary, "/write"))).await;
    desk.fill_part("passage", "U werkt nu vier uur per dag.").await;
    desk.click("send-summary").await;
    desk.click("send-confirm").await;
    desk.part("versions").await;
    let sentence = phone.part("check-sentence").await.text().await.unwrap();
    assert!(sentence.contains("versie 1"), "{sentence}");
    phone.click("sign").await;
    phone.part("stale").await;
    phone.sees("U heeft nog niets getekend").await;
    assert_eq!(played.approvals(&summary).await, 0, "an old version was approved");

    // The second one was told by itself; there she goes on and approves what counts.
    driver.switch_to_window(second).await.unwrap();
    phone.cdp("Page.bringToFront", json!({})).await;
    phone.part("stale").await;
    phone.sees("U heeft nog niets getekend").await;
    let key = phone.authenticator().await;
    phone.receives(&key, &keys[0]).await;
    phone.click("go-on").await;
    phone.click("approve").await;
    phone.click("sign").await;
    phone.part("receipt").await;
    assert_eq!(played.approvals(&summary).await, 1);

    // And the first one, which has not heard of it, is told that she has done so: one question has one answer.
    driver.switch_to_window(first).await.unwrap();
    phone.cdp("Page.bringToFront", json!({})).await;
    phone.click("go-on").await;
    phone.click("approve").await;
    phone.click("sign").await;
    phone.sees("U heeft al akkoord gegeven op").await;
    assert_eq!(played.approvals(&summary).await, 1);
    phone.has_no_trouble().await;
}

/// A laptop that is closed: nothing runs in this tab. Or one that is opened again.
async fn sleeps(desk: &Page, asleep: bool) {
    let state = if asleep { "frozen" } else { "active" };
    desk.cdp("Page.setWebLifecycleState", json!({ "state": state })).await;
    if !asleep {
        desk.cdp("Page.bringToFront", json!({})).await;
    }
}

async fn disputes_with(phone: &Page, words: &str) {
    phone.click("dispute").await;
    phone.fill_part("remark", words).await;
    phone.click("send-dispute").await;
    phone.part("thread").await;
}

async fn says(desk: &Page, words: &str) -> bool {
    rows(desk).await.iter().any(|(name, text)| name == "Noor Jansen" && text.contains(words))
}

#[tokio::test]
async fn f19_after_a_sleep_the_board_is_right_again_without_a_reload_also_when_the_server_began_anew() {
    let mut played = Played::begin().await;
    let awake = played.coach.at_another_device(&played.world, "ander scherm").await;
    let desk = &played.coach.page;
    desk.cdp("Page.enable", json!({})).await;
    desk.part("board-row").await;
    desk.js("window.__not_reloaded = true", vec![]).await;
    played.client.page.click("notice").await;
    row_says(desk, "Noor Jansen", "Gelezen").await;

    sleeps(desk, true).await;
    disputes_with(&played.client.page, "Ik werk drie uur.").await;
    row_says(&awake.page, "Noor Jansen", "Klopt niet").await;
    assert!(!says(desk, "Klopt niet").await, "it does not sleep");
    sleeps(desk, false).await;
    row_says(desk, "Noor Jansen", "Klopt niet").await;

    // Its stream is gone when it wakes, and what changed was told to nobody here.
    sleeps(desk, true).await;
    played.world.server.kill();
    played.world.server.start().await;
    let (desk, phone) = (&played.coach.page, &played.client.page);
    phone.open(played.world.server.url("/")).await;
    phone.click("notice").await;
    phone.click("approve").await;
    phone.click("sign").await;
    phone.part("receipt").await;
    row_says(&awake.page, "Noor Jansen", "Akkoord").await;
    assert!(!says(desk, "Akkoord").await, "it does not sleep");
    sleeps(desk, false).await;
    row_says(desk, "Noor Jansen", "Akkoord").await;
    desk.sees("Het overzicht houdt zichzelf bij.").await;
    let kept: Value = desk.js("return window.__not_reloaded === true", vec![]).await;
    assert_eq!(kept, json!(true), "the coach's page was loaded again");
    desk.has_no_trouble().await;
    phone.has_no_trouble().await;
}
