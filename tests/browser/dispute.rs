//! A dispute from the first mark to the last answer: two rounds, an approval, and a version that voids it.

use serde_json::json;
use shared::api::path;
use shared::dossier::DossierEvent;
use shared::evidence::Site;
use shared::log::read_content;
use support::oracle::one_changed_bit_fails_in_both;
use support::page::Page;

use crate::evidence::consult;
use crate::people::{BOARD, Hands, at_the_desk};
use crate::story::{Told, board_says, until_a_summary_waits};

const HOURS: &str = "U werkt nu twee uur per dag.";
const TALK: &str = "Wij praten over twee weken weer.";
const HERS: &str = "U werkt nu vier uur per dag.";

/// She opens the form from the text, marks a passage, and types what should stand there and why.
pub async fn marks(phone: &Page, at: usize, words: &str, why: &str) {
    phone.click("dispute").await;
    phone.click_nth("mark-passage", at).await;
    phone.fill_part("proposal", words).await;
    phone.fill_part("why", why).await;
}

/// The coach goes from the board to the answer.
pub async fn opens_the_answer(told: &Told) {
    let desk = &told.coach.page;
    desk.click_css("[data-test='next'] a", 0).await;
    desk.part("mark").await;
}

pub async fn sends_the_answer(told: &Told) {
    told.coach.page.click("answer-send").await;
    told.coach.page.click("answer-confirm").await;
    told.coach.page.part("consult-status").await;
}

/// What stands as new or as gone in the changes before her.
pub async fn changed(page: &Page, tag: &str) -> String {
    page.css(tag).await;
    let script = "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent).join('|')";
    page.js(script, vec![json!(tag)]).await.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn f13_f14_f15_f16_f17_screens_4_12_13_a_dispute_of_two_rounds_ends_in_an_approval_that_a_later_version_voids() {
    let told = until_a_summary_waits(&[HOURS, TALK]).await;
    let (phone, desk) = (&told.client.page, &told.coach.page);
    desk.js("window.__not_reloaded = true", vec![]).await;

    // The first round: it counts at once (F13), without a touch, and the board shows it live.
    phone.click("notice").await;
    marks(phone, 0, HERS, "Dat is zo sinds maandag.").await;
    // Screens 12: who reads it, within how long, and that the text goes nowhere.
    phone.sees("Samira Haddad leest dit. U krijgt antwoord binnen 30 dagen.").await;
    phone.sees("Tot het is opgelost, gaat de tekst nergens heen.").await;
    phone.click("send-dispute").await;
    // Screens 13: the thread says in words how it stands.
    phone.part("thread").await;
    phone.sees("Ontvangen. Dit ging over versie 1.").await;
    phone.sees("In behandeling").await;
    board_says(&told, "Klopt niet").await;
    assert_eq!(desk.js("return window.__not_reloaded === true", vec![]).await, json!(true), "the board was reloaded");

    // The coach takes her words over: they stand in the new text, which becomes a version (F14).
    opens_the_answer(&told).await;
    desk.sees(HERS).await;
    desk.click("answer-accept").await;
    let field = desk.css("[data-test='revision'] textarea").await;
    assert_eq!(field.prop("value").await.unwrap().unwrap(), HERS, "her words stand in the new text");
    // A second press takes nothing from what the coach wrote herself.
    desk.type_into(&field, " Soms drie.").await;
    desk.click("answer-accept").await;
    assert_eq!(field.prop("value").await.unwrap().unwrap(), format!("{HERS} Soms drie."));
    sends_the_answer(&told).await;
    desk.sees("Van versie 1 naar versie 2").await;

    // F15, screens 4: what changed is marked, for the eye and for the ear.
    phone.part("stale").await;
    phone.click("go-on").await;
    phone.sees("1 stuk is anders dan in de vorige versie.").await;
    let (added, removed) = (changed(phone, "ins").await, changed(phone, "del").await);
    assert!(added.contains("vier") && added.contains("toegevoegd:"), "{added}");
    assert!(removed.contains("twee") && removed.contains("weggehaald:"), "{removed}");
    phone.sees("Aangepast").await;

    // The second round: refused, with a reason; her words stay attached (F16).
    marks(phone, 1, "Wij praten volgende week weer.", "Dat spraken wij af.").await;
    phone.click("send-dispute").await;
    phone.sees("Ontvangen. Dit ging over versie 2.").await;
    desk.open(told.world.server.url(BOARD)).await;
    board_says(&told, "Klopt niet").await;
    opens_the_answer(&told).await;
    desk.click("answer-refuse").await;
    desk.click("answer-send").await;
    desk.sees("Zeg bij opmerking 1 waarom.").await;
    desk.fill_part("answer-reason", "In mijn agenda staat twee weken.").await;
    sends_the_answer(&told).await;
    desk.sees("Deze woorden blijven bij de samenvatting.").await;
    desk.sees("Wij praten volgende week weer.").await;
    phone.sees("Niet aangepast").await;
    phone.sees("In mijn agenda staat twee weken.").await;
    phone.sees("Deze woorden blijven bij deze samenvatting zolang die bestaat.").await;

    // She approves all the same; her words stay readable beside it.
    phone.click("approve").await;
    let sentence = phone.part("check-sentence").await.text().await.unwrap();
    assert!(sentence.contains("versie 2"), "a refusal makes no version: {sentence}");
    phone.click("sign").await;
    phone.part("receipt").await;
    let receipt = phone.path().await;
    // What was refused goes where the summary goes, also on paper.
    phone.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    phone.sees("Wij praten volgende week weer.").await;
    phone.sees("Deze woorden blijven bij deze samenvatting zolang die bestaat.").await;
    phone.shot("receipt-with-her-words-on-paper").await;
    phone.cdp("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
    desk.sees("Er is akkoord.").await;

    // F17: the coach is told beforehand what a new version does, and both are told afterwards.
    desk.click("consult-next").await;
    // While the draft is asked for the field does not take anything yet.
    let emptied = async || {
        let field = desk.css("[data-test='passage']").await;
        field.clear().await.ok().map(|()| field)
    };
    let first = desk.until("a passage that can be emptied", emptied).await;
    desk.type_into(&first, "U werkt nu vijf uur per dag.").await;
    desk.click("send-summary").await;
    desk.sees("Versie 2 geldt dan niet meer. Een akkoord op die versie ook niet.").await;
    desk.click("send-confirm").await;
    desk.sees("Dit akkoord hoort bij een oude versie. Het geldt niet voor versie 3.").await;
    phone.sees("Dit bewijs hoort bij een oudere versie").await;
    phone.open(told.world.server.url(receipt.split_once("/receipt").unwrap().0)).await;
    phone.sees("Er is akkoord op versie 2. Voor deze tekst geldt dat niet.").await;
    phone.sees("Wij praten volgende week weer.").await;
    phone.part("approve").await;
    phone.has_no_trouble().await;
    desk.has_no_trouble().await;
}

async fn is_not_asked_to_sign(phone: &Page) {
    let script = "return !document.querySelector(\"[data-test='sign-dispute']\")";
    phone.until("no question", async || (phone.js(script, vec![]).await == json!(true)).then_some(())).await;
}

/// What the coach reads beside the last remark: whether it was signed.
async fn remark_is(desk: &Page, words: &str) {
    let says = async || desk.part("signed").await.text().await.ok()?.contains(words).then_some(());
    desk.until(format!("the remark is «{words}»"), says).await;
}

#[tokio::test]
async fn f13_she_signs_what_she_disputed_and_the_coach_sees_it_live() {
    let told = until_a_summary_waits(&[HOURS, TALK]).await;
    let (phone, desk) = (&told.client.page, &told.coach.page);
    phone.click("notice").await;
    marks(phone, 0, HERS, "Dat is zo sinds maandag.").await;
    phone.click("send-dispute").await;
    phone.part("sign-dispute").await;
    let summary = phone.path().await;
    desk.open(told.world.server.url(&at_the_desk(&summary, ""))).await;
    remark_is(desk, "Niet ondertekend").await;
    desk.js("window.__not_reloaded = true", vec![]).await;

    // A touch that she breaks off costs nothing: it counts already, and can be signed again.
    phone.click("sign-dispute").await;
    let sentence = phone.part("check-sentence").await.text().await.unwrap();
    assert!(sentence.contains("niet klopt") && sentence.contains("versie 1"), "{sentence}");
    phone.refuses_the_finger(&told.client.key).await;
    phone.click("sign").await;
    phone.sees("Er is niets gebeurd.").await;
    phone.accepts_the_finger(&told.client.key).await;
    // Without a network it waits, and leaves when there is one again.
    phone.goes_offline().await;
    phone.click("sign").await;
    phone.part("unsent").await;
    phone.comes_online().await;
    phone.sees("Ondertekend op").await;
    assert_eq!(phone.path().await.split('?').next(), summary.split('?').next());
    is_not_asked_to_sign(phone).await;
    remark_is(desk, "Ondertekend op").await;
    assert_eq!(desk.js("return window.__not_reloaded === true", vec![]).await, json!(true), "the page was reloaded");

    // The proof is real: over her own words, and one changed bit is none.
    let page = consult(phone, &summary).await;
    let signed = page.entries.iter().filter(|entry| entry.header.kind == "dispute_signed");
    let [entry] = signed.collect::<Vec<_>>()[..] else { panic!("one signature in {:#?}", page.entries) };
    let DossierEvent::DisputeSigned { evidence, .. } = read_content(entry.content.as_bytes()).unwrap() else {
        panic!("{entry:?}")
    };
    assert_eq!(evidence.statement.commitment, page.view.disputes[0].commitment);
    assert!(sentence.contains(evidence.statement.sentence.as_str()), "«{sentence}» is what she saw");
    one_changed_bit_fails_in_both(
        &evidence,
        &Site { rp_id: "localhost".into(), origins: vec![told.world.server.url("")] },
    );
    phone.reload().await;
    phone.sees("Ondertekend op").await;
    phone.has_no_trouble().await;
    desk.has_no_trouble().await;
}

#[tokio::test]
async fn f13_a_dispute_that_she_does_not_sign_counts_and_the_coach_sees_that_it_is_not() {
    let told = until_a_summary_waits(&[HOURS, TALK]).await;
    let (phone, desk) = (&told.client.page, &told.coach.page);
    phone.click("notice").await;
    marks(phone, 0, HERS, "Dat is zo sinds maandag.").await;
    phone.click("send-dispute").await;
    phone.part("sign-later").await;
    let summary = phone.path().await;
    phone.click("sign-later").await;
    phone.sees("Klopt niet").await;
    board_says(&told, "Klopt niet").await;
    opens_the_answer(&told).await;
    desk.click("answer-refuse").await;
    desk.fill_part("answer-reason", "In mijn verslag staat twee uur.").await;
    sends_the_answer(&told).await;
    remark_is(desk, "Niet ondertekend").await;

    // Her words stay beside the summary, so she may still sign them; and when she approves instead, nobody asks again.
    phone.open(told.world.server.url(&summary)).await;
    phone.sees("Niet ondertekend").await;
    phone.part("sign-dispute").await;
    phone.click("approve").await;
    // Which keys may sign is still being asked: until then there is nothing to press.
    phone.css("[data-test='sign']:not([aria-disabled='true'])").await;
    phone.click("sign").await;
    phone.part("receipt").await;
    phone.open(told.world.server.url(&summary)).await;
    phone.sees("Niet ondertekend").await;
    is_not_asked_to_sign(phone).await;
    remark_is(desk, "Niet ondertekend").await;
    phone.has_no_trouble().await;
    desk.has_no_trouble().await;
}

#[tokio::test]
async fn f13_a_draft_that_a_newer_page_kept_is_not_written_over_by_an_older_one() {
    let told = until_a_summary_waits(&[HOURS, TALK]).await;
    let phone = &told.client.page;
    phone.click("notice").await;
    phone.part("approve").await;
    let summary = phone.path().await;
    let ids: Vec<&str> = summary.split('/').collect();
    let draft = path::to(path::DRAFT, &[&ids[2], &ids[4]]);
    // As a page of a later release would keep it: with something in it that this one does not know.
    let body = r#"{"marks":[],"remark":"Dit mag niet weg.","feeling":"boos"}"#;
    let keep = "const kept = await fetch(arguments[0], { method: 'PUT', body: JSON.stringify({ body: arguments[1] }),
        headers: { 'Content-Type': 'application/json' } }); return kept.status";
    let of_each = [(phone, "/dispute"), (&told.coach.page, "/write")];
    for (page, below) in of_each {
        assert_eq!(page.js_async(keep, vec![json!(draft), json!(body)]).await, json!(200));
        page.open(told.world.server.url(&format!("{summary}{below}"))).await;
        page.sees("Deze tekst is bewaard met een nieuwere versie van deze pagina").await;
        page.click("draft-newer").await;
        page.part("draft-newer").await;
        let read = "return (await (await fetch(arguments[0])).json()).body";
        assert_eq!(page.js_async(read, vec![json!(draft)]).await, json!(body), "it is as it was");
        page.has_no_trouble().await;
    }
}

#[tokio::test]
async fn f13_screens_11_what_she_types_in_a_dispute_survives_a_reload_and_a_closed_app() {
    let told = until_a_summary_waits(&[HOURS, TALK]).await;
    let phone = &told.client.page;
    phone.click("notice").await;
    // Nothing said is no dispute: the page says so and leads to the field.
    phone.click("dispute").await;
    phone.click("send-dispute").await;
    phone.sees("Zeg wat er niet klopt.").await;
    phone.click("back-to-text").await;
    marks(phone, 1, "Wij bellen volgende week. 🙂", "Dat is handiger.").await;
    phone.fill_part("remark", "De rest klopt.").await;
    phone.sees("U kunt later verdergaan.").await;
    let form = phone.path().await;
    for way in ["reload", "closed"] {
        if way == "reload" {
            phone.reload().await;
        } else {
            phone.open("about:blank").await;
            phone.open(told.world.server.url(&form)).await;
        }
        for (mark, words) in
            [("proposal", "Wij bellen volgende week. 🙂"), ("why", "Dat is handiger."), ("remark", "De rest klopt.")]
        {
            let kept = phone.part(mark).await.prop("value").await.unwrap().unwrap();
            assert_eq!(kept, words, "«{mark}» after: {way}");
        }
        let chosen = "return document.querySelectorAll(\"[data-test='mark-passage'][aria-pressed='true']\").length";
        assert_eq!(phone.js(chosen, vec![]).await, json!(1));
    }
    // Sent once, and the draft is gone with it.
    phone.click("send-dispute").await;
    phone.sees("In behandeling").await;
    board_says(&told, "Klopt niet").await;
    phone.has_no_trouble().await;
}
