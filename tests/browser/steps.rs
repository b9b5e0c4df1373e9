//! The smaller steps of everyday: tools of the editor, answers that are equals, what an administrator sets, and what
//! locks by itself.

use serde_json::json;
use support::page::Page;

use crate::people::{HOME, Hands, ME, Played, World, at_the_desk, six_digits};

async fn passages(desk: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll(\"[data-test='passage']\")].map(field => field.value.trim())";
    serde_json::from_value(desk.js(script, vec![]).await).unwrap()
}

async fn hold(desk: &Page, wanted: &[&str]) {
    desk.until(format!("the passages {wanted:?}"), async || (passages(desk).await == wanted).then_some(())).await;
}

#[tokio::test]
async fn screens_27_passages_begin_from_headings_move_go_and_come_back_and_a_draft_is_thrown_away_or_overtaken() {
    let played = Played::begin().await;
    let desk = &played.coach.page;
    desk.click_css("[data-test='next'] a[href$='/write']", 0).await;
    desk.click("template").await;
    desk.until("four headings", async || (passages(desk).await.len() == 4).then_some(())).await;
    let headings = passages(desk).await;
    assert!(headings.iter().all(|heading| !heading.is_empty()), "{headings:?}");
    let [one, two, three, four] = headings.iter().map(String::as_str).collect::<Vec<_>>()[..] else { panic!() };
    desk.click_nth("passage-up", 1).await;
    hold(desk, &[two, one, three, four]).await;
    desk.focus_is("passage-up").await;
    desk.click_nth("passage-remove", 1).await;
    hold(desk, &[two, three, four]).await;
    desk.focus_is("passage").await;
    desk.click("put-back").await;
    hold(desk, &[two, one, three, four]).await;
    desk.focus_is("passage").await;
    desk.sees("Bewaard om").await;
    desk.reload().await;
    hold(desk, &[two, one, three, four]).await;
    desk.click("drop-draft").await;
    desk.click("drop-draft-confirm").await;
    hold(desk, &[""]).await;
    desk.focus_is("passage").await;
    desk.reload().await;
    hold(desk, &[""]).await;

    // Another desk of hers sends a version while she writes: she reads it first, and then goes on with her own words.
    played.client.page.click("notice").await;
    let write = at_the_desk(&played.client.page.path().await, "/write");
    desk.open(played.world.server.url(&write)).await;
    desk.fill_part("passage", "U werkt nu drie uur per dag.").await;
    let other = played.coach.at_another_device(&played.world, "andere tafel").await;
    other.page.open(played.world.server.url(&write)).await;
    other.page.fill_part("passage", "U werkt nu vier uur per dag.").await;
    other.page.click("send-summary").await;
    other.page.click("send-confirm").await;
    other.page.part("versions").await;
    desk.part("stale").await;
    desk.click("stale-go").await;
    let gone = async || desk.driver.find(thirtyfour::By::Css("[data-test='stale']")).await.err().map(drop);
    desk.until("the end of the news", gone).await;
    assert_eq!(passages(desk).await[0], "U werkt nu drie uur per dag.");
    desk.click("send-summary").await;
    desk.click("send-confirm").await;
    desk.part("versions").await;
    desk.sees("Versie 3").await;
    desk.has_no_trouble().await;
    other.page.has_no_trouble().await;
}

#[tokio::test]
async fn u7_yes_no_and_later_are_as_large_as_each_other_and_later_leaves_everything_as_it_was() {
    let world = World::demo().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let phone = &client.page;
    phone.click("notice").await;
    phone.part("approve").await;
    let sizes = "return ['approve', 'dispute', 'later'].map(mark => document.querySelector(`[data-test='${mark}']`))
        .map(choice => [choice.getBoundingClientRect(), getComputedStyle(choice)])
        .map(([box, style]) => [box.width, box.height, style.backgroundColor, style.borderColor, style.fontWeight].join())";
    for lang in ["en", "nl"] {
        phone.click(&format!("lang-{lang}")).await;
        let sizes: Vec<String> = serde_json::from_value(phone.js(sizes, vec![]).await).unwrap();
        assert!(sizes.len() == 3 && sizes.iter().all(|size| *size == sizes[0]), "{lang}: {sizes:?}");
    }
    phone.click("later").await;
    phone.part("notice").await;
    phone.at(HOME).await;

    // Light or dark: at once, and still after the page was loaded again.
    let theme = "return document.documentElement.dataset.theme ?? ''";
    phone.js("document.querySelectorAll('footer details').forEach(details => details.open = true)", vec![]).await;
    phone.press("Donker").await;
    assert_eq!(phone.js(theme, vec![]).await, json!("dark"));
    phone.reload().await;
    phone.part("notice").await;
    assert_eq!(phone.js(theme, vec![]).await, json!("dark"));
    phone.js("document.querySelectorAll('footer details').forEach(details => details.open = true)", vec![]).await;
    phone.press("Zoals mijn toestel").await;
    assert_eq!(phone.js(theme, vec![]).await, json!(""));

    // F8: every other device at once; and out of a locked screen there is a way that needs no touch.
    let tablet = client.at_another_device(&world, "tablet").await;
    phone.open(world.server.url(ME)).await;
    phone.click("sign-out-others").await;
    phone.sees_no("Log alle andere toestellen uit").await;
    tablet.page.reload().await;
    tablet.page.part("sign-in").await;
    // The list of keys, offered anew at the way in, must not bring her in again by itself.
    phone.waits_for_touch(&client.key).await;
    phone.click("lock").await;
    phone.click("lock-sign-out").await;
    phone.part("sign-in").await;

    // Signed out she still reads the regulation, and nothing that is for who is signed in.
    phone.open(world.server.url("/regulation")).await;
    phone.part("regulation").await;
    phone.sees("Wie bewaart uw gegevens?").await;
    let own = "return document.querySelectorAll(\"[data-test='send-regulation'], [data-test='lock'], [data-test='to-me']\").length";
    assert_eq!(phone.js(own, vec![]).await, json!(0));
    phone.has_no_trouble().await;
    tablet.page.has_no_trouble().await;
}

#[tokio::test]
async fn f58_an_administrator_sets_the_numbers_of_the_bureau_its_name_and_another_way_in() {
    let world = World::demo().await;
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    let desk = &administrator.page;
    // Each number says what it can be, beside it; the others stay as they were typed.
    desk.fill_part("settings-reminders", "2, 5").await;
    desk.fill_part("settings-staff-idle", "61").await;
    desk.fill_part("settings-dispute", "veel").await;
    desk.click("settings-save").await;
    desk.css("[data-test='settings-dispute'][aria-invalid='true']").await;
    desk.fill_part("settings-dispute", "20").await;
    desk.click("settings-save").await;
    desk.css("[data-test='settings-staff-idle'][aria-invalid='true']").await;
    desk.sees("Kies een getal van 1 tot en met 60.").await;
    desk.click("lang-en").await;
    desk.sees("Choose a number from 1 to 60.").await;
    desk.click("lang-nl").await;
    desk.fill_part("settings-staff-idle", "20").await;
    desk.click("settings-save").await;
    desk.sees("De afspraken zijn bewaard.").await;
    desk.fill_part("bureau-name", " ").await;
    desk.click("bureau-save").await;
    desk.css("[data-test='bureau-name'][aria-invalid='true']").await;
    desk.fill_part("bureau-name", "Bureau De Overkant").await;
    desk.click("bureau-save").await;
    desk.sees("De naam is bewaard.").await;
    desk.reload().await;
    for (mark, kept) in [
        ("settings-reminders", "2, 5"),
        ("settings-staff-idle", "20"),
        ("settings-dispute", "20"),
        ("bureau-name", "Bureau De Overkant"),
    ] {
        assert_eq!(desk.part(mark).await.prop("value").await.unwrap().unwrap(), kept);
    }
    // A way in for a coach who has none: a code here, the link to her own mail.
    desk.click("staff-again").await;
    six_digits(&desk.css("[data-test='staff-row'] .half-code").await.text().await.unwrap());
    assert!(!desk.text().await.contains("/invite#"), "one screen has both halves");
    // What was set holds for the client at once.
    let visitor = world.at_phone("bezoeker").await;
    visitor.page.open(world.server.url("/regulation")).await;
    visitor.page.sees("Bureau De Overkant").await;
    desk.has_no_trouble().await;
    visitor.page.has_no_trouble().await;
}

/// Time passes for this page alone; gives whether it looked at the clock often enough to have noticed.
const MINUTES_PASS: &str = "const real = window.__real ?? Date.now; window.__real = real; window.__looked = 0;
    const minutes = arguments[0]; Date.now = () => { window.__looked++; return real() + minutes * 60000 };";

#[tokio::test]
async fn screens_29_31_a_coach_finds_her_client_corrects_how_to_reach_her_and_her_screen_locks_after_half_an_hour() {
    let world = World::demo().await;
    let coach = world.coach_at_the_board().await;
    let desk = &coach.page;
    let rows = "return document.querySelectorAll(\"[data-test='board-row']\").length";
    desk.fill_part("board-search", "noor").await;
    desk.until("one row", async || (desk.js(rows, vec![]).await == json!(1)).then_some(())).await;
    desk.follow("Noor Jansen").await;

    desk.click("reach-change").await;
    desk.focus_is("client-email").await;
    desk.fill_part("client-email", "noor@nieuw").await;
    desk.click("reach-save").await;
    desk.css("[data-test='client-email'][aria-invalid='true']").await;
    desk.sees("Vul een e-mailadres in zoals").await;
    desk.fill_part("client-email", "samira@waterkant.example").await;
    desk.click("reach-save").await;
    desk.css("[data-test='refused'], [aria-invalid='true']").await;
    desk.fill_part("client-email", "noor@nieuw.example").await;
    desk.click("reach-save").await;
    desk.sees("noor@nieuw.example").await;
    desk.focus_is("reach").await;
    desk.reload().await;
    desk.sees("noor@nieuw.example").await;

    // A quarter of an hour is a client's; a coach has half an hour.
    desk.js(MINUTES_PASS, vec![json!(29)]).await;
    let looked = async || (desk.js("return window.__looked > 0", vec![]).await == json!(true)).then_some(());
    desk.until("a look at the clock", looked).await;
    desk.part("reach-change").await;
    assert!(desk.driver.find(thirtyfour::By::Css("dialog.lock[open]")).await.is_err(), "locked after 29 minutes");
    desk.js(MINUTES_PASS, vec![json!(31)]).await;
    desk.part("unlock").await;
    desk.sees("Op slot").await;
    desk.sees_no("Noor").await;
    desk.click("unlock").await;
    desk.part("reach-change").await;
    desk.has_no_trouble().await;
}
