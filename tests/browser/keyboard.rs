//! Each main task with keys alone (U2): the focus is always in sight, always marked, and never lost.

use serde::Deserialize;
use serde_json::json;
use support::page::Page;

use crate::people::{HOME, World};

/// Where the focus is, and whether an eye can find it: marked, on the screen, and not under a bar.
const FOCUS: &str = "const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return { lost: true };
    const shown = e.matches('input[type=radio], input[type=checkbox]') ? e.closest('label') ?? e : e;
    const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const spots = [0.1, 0.5, 0.9].map(part => document.elementFromPoint(x, box.top + box.height * part));
    return { lost: false, marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        open: spots.some(on => on && (shown.contains(on) || on.contains(shown))),
        what: `${e.tagName} «${(e.innerText || e.getAttribute('aria-label') || e.dataset.test || e.id).slice(0, 40)}»`,
        mark: e.closest('[data-test]')?.dataset.test ?? '', href: e.getAttribute('href') ?? '' }";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Focus {
    lost: bool,
    marked: bool,
    open: bool,
    pub what: String,
    mark: String,
    href: String,
}

async fn focus(page: &Page) -> Focus {
    serde_json::from_value(page.js(FOCUS, vec![]).await).unwrap()
}

pub async fn strike(page: &Page, key: &str, code: u32, text: &str) {
    for kind in ["keyDown", "keyUp"] {
        let text = if kind == "keyDown" { text } else { "" };
        let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
        page.cdp("Input.dispatchKeyEvent", event).await;
    }
}

/// Goes on with Tab until the focus is on what fits; each stop on the way is one that an eye can find.
pub async fn tabs_until(page: &Page, what: &str, fits: impl Fn(&Focus) -> bool) {
    let (mut turns, mut lost) = (0, 0);
    page.until(format!("the focus on {what}"), async || {
        for _ in 0..40 {
            strike(page, "Tab", 9, "").await;
            turns += 1;
            // What comes into view by scrolling is on its way for a moment.
            let in_sight = async || {
                let now = focus(page).await;
                (now.lost || now.what.starts_with("H1") || now.marked && now.open).then_some(now)
            };
            let now = page.until(format!("a focus that an eye can find, on the way to {what}"), in_sight).await;
            // A page that has just come puts the focus on its heading.
            if now.what.starts_with("H1") {
                continue;
            }
            if now.lost {
                // Past the last one the browser has the focus, once in a round.
                lost += 1;
                assert!(lost <= 1 + turns / 8, "{}: the focus is lost on the way to {what}", page.whose);
                continue;
            }
            if fits(&now) {
                return Some(());
            }
        }
        None
    })
    .await;
}

pub async fn tabs_to(page: &Page, mark: &str) {
    page.part(mark).await;
    tabs_until(page, mark, |now| now.mark == mark).await;
}

pub async fn enters(page: &Page, mark: &str) {
    tabs_to(page, mark).await;
    strike(page, "Enter", 13, "\r").await;
}

/// What opened has taken the focus: it is nowhere and on nothing for no longer than it takes to draw.
async fn keeps_the_focus(page: &Page) {
    page.until("the focus in the page", async || (!focus(page).await.lost).then_some(())).await;
}

#[tokio::test]
async fn u2_with_keys_alone_a_client_signs_in_approves_and_disputes() {
    let world = World::demo().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let phone = &client.page;
    // Without a list of keys in the browser there is the button.
    let no_list = "PublicKeyCredential.isConditionalMediationAvailable = async () => false";
    phone.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": no_list })).await;
    phone.open(world.server.url(HOME)).await;
    // What comes above a focus pushes it away: she begins when her page is there.
    phone.part("notice").await;
    enters(phone, "to-me").await;
    enters(phone, "sign-out").await;
    enters(phone, "sign-in").await;

    enters(phone, "notice").await;
    phone.part("approve").await;
    keeps_the_focus(phone).await;
    enters(phone, "approve").await;
    phone.part("check-sentence").await;
    keeps_the_focus(phone).await;
    enters(phone, "sign").await;
    phone.part("receipt").await;
    keeps_the_focus(phone).await;

    tabs_until(phone, "the way home", |now| now.href == "/").await;
    strike(phone, "Enter", 13, "\r").await;
    enters(phone, "notice").await;
    phone.part("dispute").await;
    keeps_the_focus(phone).await;
    enters(phone, "dispute").await;
    phone.part("mark-passage").await;
    keeps_the_focus(phone).await;
    tabs_to(phone, "mark-passage").await;
    strike(phone, " ", 32, " ").await;
    tabs_to(phone, "proposal").await;
    phone.keys("Ik werk drie uur per dag.").await;
    enters(phone, "send-dispute").await;
    phone.part("thread").await;
    keeps_the_focus(phone).await;
    phone.sees("Ik werk drie uur per dag.").await;
    phone.has_no_trouble().await;
}

#[tokio::test]
async fn u2_with_keys_alone_a_coach_writes_sends_and_invites() {
    let world = World::demo().await;
    let coach = world.coach_at_the_board().await;
    let desk = &coach.page;
    tabs_until(desk, "a summary to write", |now| now.href.ends_with("/write")).await;
    strike(desk, "Enter", 13, "\r").await;
    desk.part("passage").await;
    keeps_the_focus(desk).await;
    tabs_to(desk, "passage").await;
    desk.keys("Wij spraken over werk.").await;
    enters(desk, "send-summary").await;
    desk.part("send-confirm").await;
    keeps_the_focus(desk).await;
    enters(desk, "send-confirm").await;
    desk.part("consult-status").await;
    keeps_the_focus(desk).await;

    tabs_until(desk, "the way to the board", |now| now.href == "/").await;
    strike(desk, "Enter", 13, "\r").await;
    enters(desk, "new-client").await;
    tabs_to(desk, "client-name").await;
    desk.keys("Mila de Boer").await;
    tabs_to(desk, "client-email").await;
    desk.keys("mila@client.example").await;
    enters(desk, "client-save").await;
    desk.part("invite-mail").await;
    keeps_the_focus(desk).await;
    enters(desk, "invite-mail").await;
    desk.part("invite-code").await;
    keeps_the_focus(desk).await;
    world.link_mailed_to("mila@client.example").await;
    desk.has_no_trouble().await;
}

#[tokio::test]
async fn u2_with_keys_alone_a_client_says_that_a_look_is_not_right_and_the_officer_answers() {
    let world = World::demo().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let officer = world.officer_at_her_list().await;
    let (phone, desk) = (&client.page, &officer.page);
    enters(phone, "to-looks").await;
    phone.part("look").await;
    keeps_the_focus(phone).await;
    enters(phone, "look-wrong").await;
    phone.part("ask-words").await;
    keeps_the_focus(phone).await;
    tabs_to(phone, "ask-words").await;
    phone.keys("Waarom keek u?").await;
    enters(phone, "ask-send").await;
    phone.part("asked").await;
    keeps_the_focus(phone).await;
    tabs_until(phone, "her question", |now| now.href.starts_with("/cases/")).await;
    strike(phone, "Enter", 13, "\r").await;
    phone.part("case").await;
    keeps_the_focus(phone).await;

    tabs_until(desk, "a question", |now| now.href.starts_with("/cases/")).await;
    strike(desk, "Enter", 13, "\r").await;
    desk.part("case-answer").await;
    keeps_the_focus(desk).await;
    tabs_to(desk, "case-answer").await;
    desk.keys("Zij bereidde het gesprek voor.").await;
    enters(desk, "case-answer-send").await;
    desk.part("case-close").await;
    keeps_the_focus(desk).await;
    enters(desk, "case-close").await;
    desk.part("case-close-confirm").await;
    keeps_the_focus(desk).await;
    enters(desk, "case-close-confirm").await;
    desk.sees("Afgerond op").await;
    keeps_the_focus(desk).await;
    phone.has_no_trouble().await;
    desk.has_no_trouble().await;
}
