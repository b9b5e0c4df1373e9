//! Writing at the desk, two languages in the middle of a sentence, paper, and help without a network.

use serde_json::json;
use support::page::Page;

use crate::people::{Hands, Played};

async fn value(page: &Page, mark: &str) -> String {
    page.part(mark).await.prop("value").await.unwrap().unwrap()
}

/// How long it takes from the last letter until the page says that it is kept.
const UNTIL_KEPT: &str = "const field = document.querySelector(\"[data-test='passage']\"), begun = performance.now();
    field.value += ' ' + arguments[0];
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const said = () => document.querySelector(\"[data-test='save-state']\").innerText;
    while (said().startsWith('Bewaard')) await new Promise(requestAnimationFrame);
    while (!said().startsWith('Bewaard')) await new Promise(requestAnimationFrame);
    return performance.now() - begun";

#[tokio::test]
async fn screens_27_34_a_summary_is_kept_within_a_second_hinted_previewed_and_survives_a_change_of_language() {
    let played = Played::begin().await;
    let desk = &played.coach.page;
    desk.follow("Schrijf de samenvatting").await;
    desk.fill_part("passage", "Betreffende het werk spraken wij af dat u").await;
    desk.sees("Bewaard om").await;
    let mut kept = Vec::new();
    for words in ["al", "volgende", "week", "echt", "begint."] {
        kept.push(desk.js_async(UNTIL_KEPT, vec![json!(words)]).await.as_f64().unwrap());
    }
    kept.sort_by(f64::total_cmp);
    assert!(kept[kept.len() / 2] < 1000.0, "kept after {kept:?} milliseconds");
    // Plain words, beside the text and never in its way.
    desk.sees("Kan dit makkelijker?").await;
    desk.sees("“betreffende”: schrijf liever").await;
    desk.js("document.querySelector(\"[data-test='preview'] details\").open = true", vec![]).await;
    let preview =
        async || desk.part("preview").await.text().await.ok().filter(|text| text.contains("week echt begint."));
    let preview = desk.until("the preview", preview).await;
    assert!(preview.contains("Nog niet akkoord.") && preview.contains("Dit is versie 1."), "{preview}");
    assert!(preview.contains("Geschreven door Samira Haddad"), "{preview}");

    // Screens 34: another language in the middle of a sentence.
    let field = desk.part("passage").await;
    desk.type_into(&field, " En nog").await;
    desk.click("lang-en").await;
    desk.sees("Add a paragraph").await;
    assert_eq!(desk.js("return document.documentElement.lang", vec![]).await, json!("en"));
    assert!(value(desk, "passage").await.ends_with("begint. En nog"), "the change of language took her words");
    let field = desk.part("passage").await;
    desk.type_into(&field, " wat.").await;
    desk.click("lang-nl").await;
    desk.sees("Voeg een alinea toe").await;
    desk.sees("Bewaard om").await;

    // After a reload everything is there, and it says from when it is.
    desk.reload().await;
    desk.part("restored").await;
    desk.sees("Dit is uw concept van").await;
    assert_eq!(
        value(desk, "passage").await,
        "Betreffende het werk spraken wij af dat u al volgende week echt begint. En nog wat."
    );
    desk.has_no_trouble().await;
}

/// Types a last word and sends before that word can have been kept by itself.
const SENDS_WHILE_TYPING: &str = "const part = mark => document.querySelector(`[data-test='${mark}']`);
    const field = part('passage');
    field.value += arguments[0];
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    part('send-summary').click();
    while (!part('send-confirm')?.checkVisibility()) await new Promise(requestAnimationFrame);
    part('send-confirm').click()";

#[tokio::test]
async fn screens_27_what_is_sent_while_it_is_typed_leaves_no_draft_behind() {
    let played = Played::begin().await;
    let desk = &played.coach.page;
    desk.follow("Schrijf de samenvatting").await;
    let write = desk.path().await;
    desk.fill_part("passage", "Wij spraken over").await;
    desk.js_async(SENDS_WHILE_TYPING, vec![json!(" werk.")]).await;
    desk.part("consult-status").await;
    desk.open(played.world.server.url(&write)).await;
    desk.part("passage").await;
    assert_eq!(value(desk, "passage").await, "Wij spraken over werk.");
    desk.sees("U begint met de tekst van versie 1.").await;
    let restored = desk.js("return document.querySelector(\"[data-test='restored']\") !== null", vec![]).await;
    assert_eq!(restored, json!(false), "a draft came back to life");
    desk.has_no_trouble().await;
}

#[tokio::test]
async fn screens_33_34_35_her_receipt_prints_her_words_outlive_a_change_of_language_and_help_needs_no_network() {
    let played = Played::begin().await;
    let phone = &played.client.page;
    phone.click("notice").await;
    phone.click("dispute").await;
    phone.fill_part("remark", "Ik werk drie").await;
    phone.click("lang-en").await;
    phone.sees("Send").await;
    assert_eq!(value(phone, "remark").await, "Ik werk drie");
    phone.click("lang-nl").await;
    phone.sees("Verstuur").await;
    phone.click("back-to-text").await;
    phone.click("approve").await;
    phone.click("sign").await;
    phone.part("receipt").await;

    // On paper: everything that proves, nothing to press.
    phone.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let shown = "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).length";
    let visible = async |selector: &str| phone.js(shown, vec![json!(selector)]).await.as_u64().unwrap();
    for selector in ["button", "nav", "footer", ".footer", ".bottom-bar", ".skip", "a.button"] {
        assert_eq!(visible(selector).await, 0, "«{selector}» is on paper");
    }
    for selector in ["h1", "[data-test='reference']", "[data-test='evidence']", "[data-test='passage']"] {
        assert!(visible(selector).await > 0, "«{selector}» is not on paper");
    }
    phone.shot("receipt-on-paper").await;
    phone.cdp("Emulation.setEmulatedMedia", json!({ "media": "" })).await;

    // Help is in the app itself.
    phone.goes_offline().await;
    phone.click("to-help").await;
    let lost =
        "[...document.querySelectorAll('summary')].find(e => e.innerText === 'Ik ben mijn telefoon kwijt').click()";
    phone.js(lost, vec![]).await;
    phone.sees("Bel uw coach. Die kijkt of u het echt bent.").await;
    phone.comes_online().await;
    phone.has_no_trouble().await;
}
