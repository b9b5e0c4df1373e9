//! The whole story in real browsers: from the first invitation to an approval that the coach sees live, and a dispute.

use crate::people::{BOARD, Halves, Hands, Person, World};

/// A coach, and a client with a summary to judge.
pub struct Told {
    pub world: World,
    pub coach: Person,
    pub client: Person,
}

/// From an empty installation to a summary that waits on the client's phone.
pub async fn until_a_summary_waits(passages: &[&str]) -> Told {
    let world = World::empty().await;
    let coach = world.coach().await;
    let code = coach.takes_on("Noor Jansen", "noor@client.example").await;
    coach.discusses_the_regulation().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&Halves { link: world.link_mailed_to("noor@client.example").await, code }).await;
    client.page.click("confirm-regulation").await;
    coach.records_a_consult().await;
    coach.writes_and_sends(passages).await;
    coach.page.open(world.server.url(BOARD)).await;
    coach.page.part("board").await;
    client.page.part("notice").await;
    Told { world, coach, client }
}

pub async fn board_says(told: &Told, status: &str) {
    let says = async || {
        let text = told.coach.page.part("board-status").await.text().await.ok()?;
        text.contains(status).then_some(())
    };
    told.coach.page.until(format!("the board says «{status}»"), says).await;
}

#[tokio::test]
async fn r3_5_f12_f21_screens_1_2_3_5_6_a_client_approves_on_her_phone_and_the_coach_sees_it_without_a_reload() {
    let told = until_a_summary_waits(&["U werkt nu twee uur per dag.", "Wij praten over twee weken weer."]).await;
    let phone = &told.client.page;
    told.coach.page.js("window.__not_reloaded = true", vec![]).await;
    // Screens 1: the notice names the talk, the coach, and what is asked.
    phone.sees("Lees en beoordeel de samenvatting van").await;
    phone.sees("Samira Haddad schreef het.").await;
    // U3: the notice, «Akkoord», «Teken»: three taps and one touch.
    phone.click("notice").await;
    // Screens 2, 3: the whole text, who wrote it, which version, and that it does not count yet.
    phone.sees("U werkt nu twee uur per dag.").await;
    phone.sees("Wij praten over twee weken weer.").await;
    phone.sees("Geschreven door Samira Haddad").await;
    phone.sees("Nog niet akkoord. De samenvatting geldt pas als u akkoord geeft.").await;
    // Screens 5: yes and no are of one size, and neither is chosen beforehand.
    let sizes = "return ['approve', 'dispute', 'later'].map(mark => {
        const answer = document.querySelector(`[data-test='${mark}']`), box = answer.getBoundingClientRect();
        return [Math.round(box.width), Math.round(box.height), answer.getAttribute('aria-pressed'), answer.className] })";
    phone.part("approve").await;
    let answers = phone.js(sizes, vec![]).await;
    assert_eq!(answers[0], answers[1], "yes and no are equals");
    board_says(&told, "Gelezen").await;
    phone.click("approve").await;
    // Screens 6: what she signs, in one sentence, before the touch.
    let sentence = phone.part("check-sentence").await.text().await.unwrap();
    assert!(sentence.contains("klopt") && sentence.contains("versie 1"), "{sentence}");
    phone.click("sign").await;
    phone.part("receipt").await;
    phone.sees("Ontvangen").await;
    // F19: live, without a reload.
    board_says(&told, "Akkoord").await;
    let kept = told.coach.page.js("return window.__not_reloaded === true", vec![]).await;
    assert_eq!(kept, serde_json::json!(true), "the coach's page was loaded again");
    // F21: the receipt can be read again from its address.
    phone.reload().await;
    phone.part("receipt").await;
    // R2.1, P1b: the regulation is on every page, and is mailed to her when she asks.
    phone.click("to-regulation").await;
    phone.click("send-regulation").await;
    phone.sees("Wij sturen u een mail met het reglement.").await;
    phone.has_no_trouble().await;
    told.coach.page.has_no_trouble().await;
}

#[tokio::test]
async fn f7_a_coach_who_opens_the_link_herself_does_not_get_in() {
    let world = World::empty().await;
    let coach = world.coach().await;
    let page = &coach.page;
    page.click("new-client").await;
    page.fill_part("client-name", "Noor Jansen").await;
    page.fill_part("client-email", "noor@client.example").await;
    page.click("client-save").await;
    page.click("invite-qr").await;
    let link = page.part("invite-link").await.text().await.unwrap();
    let code = world.code_mailed_to("noor@client.example").await;
    assert!(!page.text().await.contains(&code), "F7: the code is not on the coach's screen");
    let client = world.at_phone("cliënt").await;
    client.page.open(&link).await;
    client.page.part("invite-code").await;
    let curious = world.at_desk("nieuwsgierig").await;
    curious.page.open(&link).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        curious.page.fill_part("invite-code", wrong).await;
        curious.page.click("invite-continue").await;
        curious
            .page
            .until("an answer", async || {
                let text = curious.page.text().await;
                (text.contains("niet goed") || text.contains("te vaak fout")).then_some(())
            })
            .await;
    }
    curious.page.sees("Na 5 keer een foute code").await;
    // Even the right code opens it no more, on a page that stood open as on a fresh one.
    client.page.fill_part("invite-code", &code).await;
    client.page.click("invite-continue").await;
    client.page.sees("De code was te vaak fout").await;
    client.page.reload().await;
    client.page.css("[data-test='invitation-refused'][data-code='invitation_blocked']").await;
}
