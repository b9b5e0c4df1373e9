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
    for words in ["volgende", "week", "begint."] {
        kept.push(desk.js_async(UNTIL_KEPT, vec![json!(words)]).await.as_f64().unwrap());
    }
    assert!(kept.iter().any(|millis| *millis < 1000.0), "kept after {kept:?} milliseconds");
    // Plain words, beside the text and never in its way.
    desk.sees("Kan dit makkelijker?").await;
    desk.sees("“betreffende”: schrijf liever").await;
    desk.js("document.querySelector(\"[data-test='preview'] details\").open = true", vec![]).await;
    let preview = desk.part("preview").await.text().await.unwrap();
    assert!(preview.contains("Nog niet akkoord.") && preview.contains("volgende week begint."), "{preview}");

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
        "Betreffende het werk spraken wij af dat u volgende week begint. En nog wat."
    );
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
