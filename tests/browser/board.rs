//! The coach's board: every state in words, what needs her first, and changes that do not get in her way.

use serde_json::json;
use support::page::Page;

use crate::people::{BOARD, Hands, Played, at_the_desk};

/// The board in its order: of each row whose it is, what it says, and whether it waits for the coach.
pub async fn rows(desk: &Page) -> Vec<(String, String)> {
    let script = "return [...document.querySelectorAll(\"[data-test='board-row']\")]
        .map(row => [row.querySelector('h3').innerText, row.innerText])";
    serde_json::from_value(desk.js(script, vec![]).await).unwrap()
}

pub async fn row_says(desk: &Page, whose: &str, words: &str) {
    let says = async || {
        let rows = rows(desk).await;
        rows.iter().any(|(name, text)| name == whose && text.contains(words)).then_some(())
    };
    desk.until(format!("the row of {whose} says «{words}»"), says).await;
}

async fn place_of(desk: &Page, whose: &str) -> usize {
    rows(desk).await.iter().position(|(name, _)| name == whose).expect("she is on the board")
}

/// What a screen reader was told last.
async fn told(desk: &Page, words: &str) {
    let script = "return [...document.querySelectorAll('[aria-live=polite]')].map(e => e.textContent).join(' ')";
    let heard = async || desk.js(script, vec![]).await.as_str().unwrap_or_default().contains(words).then_some(());
    desk.until(format!("to be told «{words}»"), heard).await;
}

#[tokio::test]
async fn screens_26_29_the_board_says_every_state_and_term_in_words_and_puts_what_needs_her_first() {
    let played = Played::begin().await;
    let desk = &played.coach.page;
    desk.part("board").await;
    // What she began to write is a state of its own.
    row_says(desk, "Peter de Wit", "Ontbreekt").await;
    desk.follow("Schrijf de samenvatting").await;
    desk.fill_part("passage", "Wij spraken over werk.").await;
    desk.sees("Bewaard om").await;
    desk.open(played.world.server.url(BOARD)).await;
    desk.part("board-row").await;
    let rows = rows(desk).await;
    let all: String = rows.iter().map(|(_, text)| text.as_str()).collect();
    let states =
        ["Ontbreekt", "Concept", "Verstuurd", "Gelezen", "Akkoord", "Klopt niet", "Beantwoord", "Niet beantwoord"];
    for state in states {
        assert!(all.contains(state), "«{state}» is not on the board: {all}");
    }
    let waits: Vec<bool> = rows.iter().map(|(_, text)| text.contains("Wacht op u")).collect();
    assert!(waits.is_sorted_by(|before, after| before >= after), "what needs her does not come first: {rows:?}");
    desk.sees("cliënten wachten op u.").await;
}

#[tokio::test]
async fn screens_29_the_last_days_stand_in_order_and_a_reminder_is_chosen_and_read_before_it_goes() {
    let played = Played::begin().await;
    let desk = &played.coach.page;
    desk.part("board-row").await;
    desk.click("view-terms").await;
    desk.part("term").await;
    let script = "return [...document.querySelectorAll(\"[data-test='term-group']\")]
        .filter(group => group.checkVisibility()).map(group => [group.querySelector('h2').innerText, group.innerText])";
    let groups: Vec<(String, String)> = serde_json::from_value(desk.js(script, vec![]).await).unwrap();
    let order = ["Te laat", "Vandaag", "Deze week", "Later"];
    let places: Vec<usize> = groups
        .iter()
        .map(|(title, _)| order.iter().position(|known| known == title).expect("a group we know"))
        .collect();
    assert!(!places.is_empty() && places.is_sorted(), "{groups:#?}");
    let all: String = groups.iter().map(|(_, text)| text.as_str()).collect();
    assert!(all.contains("Noor Jansen") && all.contains("werkdag"), "{all}");

    // Nothing is ticked beforehand, and nothing goes before she has read what goes to whom.
    let ticked = "return document.querySelectorAll(\"[data-test='term-choose']:checked\").length";
    assert_eq!(desk.js(ticked, vec![]).await, json!(0));
    let before = played.world.server.outbox().len();
    desk.click("term-choose").await;
    desk.click("terms-remind").await;
    let mail = desk.part("terms-mail").await.text().await.unwrap();
    assert!(mail.contains("Er staat nog iets voor u klaar"), "{mail}");
    assert!(!mail.contains("Noor") && !mail.contains("Samira"), "F78: {mail}");
    assert_eq!(played.world.server.outbox().len(), before, "sent before she said so");
    desk.click("terms-confirm").await;
    desk.sees("Vandaag herinnerd").await;
    let sent = async || (played.world.server.outbox().len() > before).then_some(());
    desk.until("the mail", sent).await;
    desk.has_no_trouble().await;
}

/// Keeps each board that this page is given, as it came.
const KEEP_WHAT_CAME: &str = "const real = window.fetch;
    window.__boards = [];
    window.fetch = async (...asked) => {
        const answer = await real(...asked);
        if (new URL(asked[0].url ?? asked[0], location).pathname === '/api/board') {
            window.__boards.push(await answer.clone().json());
        }
        return answer;
    }";

const APPROVAL_CAME: &str = "return window.__boards.some(board => board.clients.some(client =>
    client.name === 'Noor Jansen' && client.consults.some(consult => consult.status === 'approved')))";

#[tokio::test]
async fn f19_a_live_change_moves_its_row_leaves_the_focus_and_is_told_politely_and_the_board_can_stand_still() {
    let played = Played::begin().await;
    let (desk, phone) = (&played.coach.page, &played.client.page);
    desk.part("board-row").await;
    let before = place_of(desk, "Noor Jansen").await;
    let focus = "const link = [...document.querySelectorAll('h3 a')].find(link => link.innerText === arguments[0]);
        link.focus(); window.__focus = document.activeElement";
    desk.js(focus, vec![json!("Noor Jansen")]).await;
    phone.click("notice").await;
    phone.click("dispute").await;
    phone.fill_part("remark", "Ik werk drie uur.").await;
    phone.click("send-dispute").await;
    phone.part("thread").await;
    told(desk, "Samenvatting van Noor Jansen: Klopt niet.").await;
    row_says(desk, "Noor Jansen", "Klopt niet").await;
    assert!(place_of(desk, "Noor Jansen").await < before, "her row did not move");
    let same = desk.js("return document.activeElement === window.__focus && document.hasFocus()", vec![]).await;
    assert_eq!(same, json!(true), "the change took the focus");

    // It stands still as long as she wants: her page heard the news, and held it back.
    desk.js(KEEP_WHAT_CAME, vec![]).await;
    desk.click("pause").await;
    desk.sees("Het overzicht staat stil.").await;
    phone.open(played.world.server.url("/")).await;
    phone.click("notice").await;
    phone.click("approve").await;
    phone.click("sign").await;
    phone.part("receipt").await;
    let heard = async || (desk.js(APPROVAL_CAME, vec![]).await == json!(true)).then_some(());
    desk.until("the news of the approval in her page", heard).await;
    let drawn = "await new Promise(requestAnimationFrame); await new Promise(done => setTimeout(done, 100))";
    desk.js_async(drawn, vec![]).await;
    let rows = rows(desk).await;
    assert!(rows.iter().all(|(name, text)| name != "Noor Jansen" || !text.contains("Akkoord")), "{rows:?}");
    desk.click("pause").await;
    row_says(desk, "Noor Jansen", "Akkoord").await;

    // Without a network it says that it may be old; with one it is right again by itself.
    desk.goes_offline().await;
    desk.sees("Het overzicht kan oud zijn.").await;
    phone.reload().await;
    let receipt = phone.path().await;
    phone.open(played.world.server.url(receipt.split_once("/receipt").unwrap().0)).await;
    phone.click("dispute").await;
    phone.fill_part("remark", "Toch niet.").await;
    phone.click("send-dispute").await;
    phone.part("thread").await;
    row_says(desk, "Noor Jansen", "Akkoord").await;
    desk.comes_online().await;
    desk.sees("Het overzicht houdt zichzelf bij.").await;
    let gone = async || {
        let rows = self::rows(desk).await;
        rows.iter().any(|(name, text)| name == "Noor Jansen" && !text.contains("Akkoord")).then_some(())
    };
    desk.until("what was missed", gone).await;
    desk.has_no_trouble().await;
    phone.has_no_trouble().await;
}

#[tokio::test]
async fn f19_news_on_an_open_consult_leaves_the_focus_and_what_was_opened_also_while_the_board_stands_still() {
    let played = Played::begin().await;
    let (desk, phone) = (&played.coach.page, &played.client.page);
    phone.click("notice").await;
    phone.part("approve").await;
    let consult = at_the_desk(&phone.path().await, "");
    desk.part("board-row").await;
    desk.click("pause").await;
    desk.sees("Het overzicht staat stil.").await;
    desk.click_css(&format!("a.board-held[href='{consult}']"), 0).await;
    desk.click("consult-next").await;
    desk.fill_part("passage", "U werkt nu drie uur per dag.").await;
    desk.click("send-summary").await;
    desk.click("send-confirm").await;
    desk.part("versions").await;
    let hold = "window.__opened = document.querySelector(\"[data-test='versions'] details\");
        window.__opened.open = true;
        window.__focus = document.querySelector(\"[data-test='consult-next']\");
        window.__focus.focus()";
    desk.js(hold, vec![]).await;
    let held = async |when: &str| {
        let script =
            "return [document.activeElement === window.__focus, window.__opened.isConnected && window.__opened.open]";
        assert_eq!(desk.js(script, vec![]).await, json!([true, true]), "focus and what was opened, {when}");
    };
    phone.open(played.world.server.url(&consult)).await;
    phone.part("approve").await;
    desk.sees("De cliënt las dit op").await;
    held("after she read it").await;
    phone.click("approve").await;
    phone.click("sign").await;
    phone.part("receipt").await;
    desk.sees("Er is akkoord.").await;
    held("after she approved").await;
    phone.open(played.world.server.url(&consult)).await;
    phone.click("dispute").await;
    phone.fill_part("remark", "Toch niet.").await;
    phone.click("send-dispute").await;
    phone.part("thread").await;
    desk.sees("Toch niet.").await;
    held("after she said that it is not right").await;
    assert_eq!(desk.part("consult-next").await.text().await.unwrap(), "Geef antwoord");
    desk.has_no_trouble().await;
}
