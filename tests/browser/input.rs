//! What people type wrong: told beside the field in their language, nothing written, nothing lost. And what is not
//! wrong at all: letters that run from right to left, and drawings.

use serde_json::{Value, json};
use shared::dossier::event::LinkHolder;
use support::browser::Browser;
use support::bureau::Bureau;
use support::outbox::newest_token;
use support::page::Page;

use crate::people::{BOARD, Halves, Hands, ME, World};

/// The error beside a field, as its description has it; nothing while the field is not marked as wrong.
const BESIDE: &str = "const field = document.querySelectorAll(`[data-test='${arguments[0]}']`)[arguments[1]];
    const parts = (field?.getAttribute('aria-describedby') ?? '').split(' ').map(id => document.getElementById(id));
    const error = parts.find(part => part?.classList.contains('field-error'));
    return field?.getAttribute('aria-invalid') === 'true' && error ? error.innerText : ''";

/// What is wrong is told on top of the page, which takes the focus.
async fn is_told(page: &Page) {
    let on_top = async || {
        let script = "return document.activeElement.matches('.error-summary:not([hidden])')";
        (page.js(script, vec![]).await == json!(true)).then_some(())
    };
    page.until("the focus on what is wrong", on_top).await;
}

/// The error stands beside the field and on top of the page, in both languages.
async fn says_beside(page: &Page, mark: &str, at: usize, in_both: [(&str, &str); 2]) {
    for (lang, words) in in_both {
        page.click(&format!("lang-{lang}")).await;
        let said = async || {
            let said = page.js(BESIDE, vec![json!(mark), json!(at)]).await;
            let summary = page.css(".error-summary:not([hidden])").await.text().await.ok()?;
            (said.as_str()?.contains(words) && summary.contains(words)).then_some(())
        };
        page.until(format!("«{words}» beside «{mark}» ({at})"), said).await;
    }
    page.click("lang-nl").await;
}

/// What stands in the fields of this mark.
async fn values(page: &Page, mark: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll(`[data-test='${arguments[0]}']`)].map(field => field.value)";
    serde_json::from_value(page.js(script, vec![json!(mark)]).await).unwrap()
}

/// Puts a text of this many letters into a field, as a paste into it does.
async fn stuffs(page: &Page, mark: &str, at: usize, letters: usize) {
    let script = "const field = document.querySelectorAll(`[data-test='${arguments[0]}']`)[arguments[1]];
        field.value = 'woord '.repeat(arguments[2] / 6 + 1).slice(0, arguments[2] - 1) + '.';
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))";
    page.js(script, vec![json!(mark), json!(at), json!(letters)]).await;
}

/// What the server has of all her clients.
async fn board(page: &Page) -> Value {
    page.js_async("return await (await fetch('/api/board')).json()", vec![]).await["clients"].clone()
}

#[tokio::test]
async fn bad_input_of_a_coach_is_told_beside_its_field_writes_nothing_and_loses_nothing() {
    let world = World::demo().await;
    let coach = world.coach_at_the_board().await;
    let desk = &coach.page;
    let before = board(desk).await;
    assert!(before.as_array().is_some_and(|clients| !clients.is_empty()), "{before}");

    // A name of three hundred letters.
    desk.click("new-client").await;
    let name = "Noor ".repeat(60);
    desk.fill_part("client-name", &name[..300]).await;
    desk.fill_part("client-email", "noor@client").await;
    desk.click("client-save").await;
    is_told(desk).await;
    let long = [
        ("en", "This is too long: 299 characters. There is room for 200."),
        ("nl", "Dit is te lang: 299 tekens. Er passen er 200 in."),
    ];
    says_beside(desk, "client-name", 0, long).await;
    let mail = [("en", "Fill in an e-mail address such as"), ("nl", "Vul een e-mailadres in zoals")];
    desk.fill_part("client-name", " ").await;
    desk.click("client-save").await;
    is_told(desk).await;
    says_beside(desk, "client-name", 0, [("en", "Fill in the name."), ("nl", "Vul de naam in.")]).await;
    says_beside(desk, "client-email", 0, mail).await;
    assert_eq!(values(desk, "client-email").await, ["noor@client"]);
    assert_eq!(board(desk).await, before);

    // A conversation that has yet to take place.
    desk.open(world.server.url(BOARD)).await;
    desk.follow("Noor Jansen").await;
    desk.click("consult-new").await;
    desk.part("consult-date").await;
    let tomorrow = "const field = document.querySelector(\"[data-test='consult-date']\");
        field.value = new Intl.DateTimeFormat('sv-SE').format(Date.now() + 48 * 3600000);
        field.dispatchEvent(new Event('input', { bubbles: true })); return field.value";
    let tomorrow = desk.js(tomorrow, vec![]).await;
    desk.fill_part("consult-minutes", "een uurtje").await;
    desk.click("consult-save").await;
    is_told(desk).await;
    let minutes = [("en", "Fill in a number from 1 to 1440"), ("nl", "Vul een getal in van 1 tot en met 1440")];
    says_beside(desk, "consult-minutes", 0, minutes).await;
    assert_eq!(values(desk, "consult-minutes").await, ["een uurtje"]);
    let date = [("en", "That is today or an earlier day."), ("nl", "Dat is vandaag of een eerdere dag.")];
    says_beside(desk, "consult-date", 0, date).await;
    assert_eq!(json!(values(desk, "consult-date").await), json!([tomorrow]));
    assert_eq!(board(desk).await, before);

    // A summary without a letter, with too long a passage, and too long as a whole.
    desk.open(world.server.url(BOARD)).await;
    desk.click_css("[data-test='next'] a[href$='/write']", 0).await;
    desk.part("passage").await;
    desk.click("send-summary").await;
    is_told(desk).await;
    let empty = [("en", "The summary is still empty."), ("nl", "De samenvatting is nog leeg.")];
    says_beside(desk, "passage", 0, empty).await;
    stuffs(desk, "passage", 0, 20_001).await;
    desk.click("send-summary").await;
    is_told(desk).await;
    let passage = [("en", "This is too long: 20001 characters."), ("nl", "Dit is te lang: 20001 tekens.")];
    says_beside(desk, "passage", 0, passage).await;
    for at in 0..6 {
        while values(desk, "passage").await.len() <= at {
            desk.click("add-passage").await;
        }
        stuffs(desk, "passage", at, 16_700).await;
    }
    desk.click("send-summary").await;
    is_told(desk).await;
    let whole =
        [("en", "The summary is too long: 100200 characters."), ("nl", "De samenvatting is te lang: 100200 tekens.")];
    says_beside(desk, "passage", 0, whole).await;
    let typed = values(desk, "passage").await;
    desk.sees("Bewaard om").await;
    desk.reload().await;
    desk.part("restored").await;
    assert_eq!(values(desk, "passage").await, typed);
    let sent = |clients: &Value| {
        let consults = clients.as_array().into_iter().flatten().filter_map(|client| client["consults"].as_array());
        let mut versions: Vec<_> = consults.flatten().map(|consult| consult["version"].as_u64()).collect();
        versions.sort();
        versions
    };
    assert_eq!(sent(&board(desk).await), sent(&before));
    desk.has_no_trouble().await;
}

/// Whether a text begins at the right-hand side of its box.
const FROM_THE_RIGHT: &str = "const box = document.querySelector(arguments[0]), range = document.createRange();
    range.selectNodeContents(box);
    const [outer, inner] = [box.getBoundingClientRect(), range.getClientRects()[0]];
    return outer.right - inner.right < inner.left - outer.left";

#[tokio::test]
async fn a_name_and_a_text_from_right_to_left_and_with_drawings_are_kept_shown_and_approved_and_her_bad_input_is_told()
{
    let world = World::demo().await;
    let coach = world.at_desk("coach").await;
    coach.gets_in(&world.printed("coach")).await;
    coach.page.open(world.server.url(BOARD)).await;
    let code = coach.takes_on("مريم الهاشمي 🌷", "maryam@client.example").await;
    coach.discusses_the_regulation().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&Halves { link: world.link_mailed_to("maryam@client.example").await, code }).await;
    let phone = &client.page;
    phone.sees("مريم الهاشمي 🌷").await;
    phone.click("confirm-regulation").await;
    coach.records_a_consult().await;
    coach.page.part("passage").await;
    coach.writes_and_sends(&["تعمل. 🙂"]).await;
    phone.click("notice").await;
    phone.sees("تعمل. 🙂").await;
    let from_the_right = phone.js(FROM_THE_RIGHT, vec![json!("[data-test='passage']")]).await;
    assert_eq!(from_the_right, json!(true), "Arabic stands as if it were Dutch");

    // What she says of it can be too long as well; it is told where it is so.
    phone.click("dispute").await;
    phone.click("mark-passage").await;
    phone.fill_part("proposal", "أعمل. 🙂").await;
    stuffs(phone, "why", 0, 10_001).await;
    stuffs(phone, "remark", 0, 10_001).await;
    phone.click("send-dispute").await;
    is_told(phone).await;
    let long = [("en", "This is too long. Make it shorter."), ("nl", "Dit is te lang. Maak het korter.")];
    for mark in ["why", "remark"] {
        says_beside(phone, mark, 0, long).await;
        assert_eq!(values(phone, mark).await[0].len(), 10_001);
    }
    assert_eq!(values(phone, "proposal").await, ["أعمل. 🙂"]);
    phone.click("back-to-text").await;
    phone.click("approve").await;
    phone.click("sign").await;
    phone.part("receipt").await;

    // A key of three hundred letters has a name that is too long, and not the beginning of it.
    phone.open(world.server.url(ME)).await;
    phone.part("keys").await;
    phone.fill_part("new-key-name", &"a".repeat(300)).await;
    phone.click("add-key").await;
    is_told(phone).await;
    let name = [
        ("en", "This is too long: 300 characters. There is room for 60."),
        ("nl", "Dit is te lang: 300 tekens. Er passen er 60 in."),
    ];
    says_beside(phone, "new-key-name", 0, name).await;
    assert_eq!(values(phone, "new-key-name").await, ["a".repeat(300)]);
    phone.has_no_trouble().await;
    coach.page.has_no_trouble().await;
}

#[tokio::test]
async fn f4_a_link_that_opens_nothing_more_says_why_in_both_languages() {
    let bureau = Bureau::with_the_app().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let case = coach.takes_on("Noor").await;
    coach.lets_in(&case).await;
    let used = newest_token(&bureau.mails_to(&case.email).await);
    let case = coach.takes_on("Mila").await;
    coach.invites(&case, LinkHolder::Invited).await;
    let expired = newest_token(&bureau.mails_to(&case.email).await);
    bureau.passes(std::time::Duration::from_hours(73));
    let browser = Browser::start().await;
    let phone = browser.phone("cliënt").await;
    let unknown = "A".repeat(used.len());
    for (token, code, in_both) in [
        (&used, "invitation_used", [("en", "This link was used before"), ("nl", "Deze link is al gebruikt")]),
        (&expired, "invitation_expired", [("en", "This link is too old"), ("nl", "Deze link is te oud")]),
        (&unknown, "invitation_unknown", [("en", "This link does not work"), ("nl", "Deze link werkt niet")]),
    ] {
        phone.open("about:blank").await;
        phone.open(format!("{}/invite#{token}", bureau.origin())).await;
        assert_eq!(phone.part("invitation-refused").await.attr("data-code").await.unwrap().as_deref(), Some(code));
        for (lang, words) in in_both {
            phone.click(&format!("lang-{lang}")).await;
            phone.sees(words).await;
        }
    }
    phone.has_no_trouble().await;
}
