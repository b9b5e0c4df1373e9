//! What goes wrong in real life: a second tap, a second device, a text that changed, no network, a server that dies.

use serde_json::json;
use support::page::Page;

use crate::people::{Hands, Played, World, at_the_desk};

/// From the notice to the sentence she signs; gives the address of the summary.
async fn up_to_the_sentence(phone: &Page) -> String {
    phone.click("notice").await;
    phone.click("approve").await;
    phone.part("check-sentence").await;
    // Which keys may sign has come: what happens to server or network from here on happens to the signature.
    phone.css("[data-test='sign']:not([aria-disabled])").await;
    phone.path().await
}

/// The coach sends another version of the summary at this address of the client's.
async fn changes_the_text(played: &Played, of_the_client: &str, words: &str) {
    let desk = &played.coach.page;
    desk.open(played.world.server.url(&at_the_desk(of_the_client, "/write"))).await;
    desk.fill_part("passage", words).await;
    desk.click("send-summary").await;
    desk.click("send-confirm").await;
    desk.part("versions").await;
}

#[tokio::test]
async fn screens_7_8_a_closed_prompt_loses_nothing_two_taps_are_one_approval_and_the_other_device_is_told() {
    let played = Played::begin().await;
    let (phone, key) = (&played.client.page, &played.client.key);
    let tablet = played.client.at_another_device(&played.world, "tablet").await;
    let summary = up_to_the_sentence(phone).await;
    up_to_the_sentence(&tablet.page).await;

    // The prompt opens and she closes it: the same place, in plain words, and nothing is lost.
    phone.waits_for_touch(key).await;
    phone.click("sign").await;
    phone.sees("Wordt getekend en verstuurd").await;
    phone.dismisses(key).await;
    phone.sees("Er is niets gebeurd. Probeer het opnieuw als u wilt.").await;
    phone.refuses_the_finger(key).await;
    phone.click("sign").await;
    phone.sees("Er is niets gebeurd.").await;
    assert_eq!(phone.path().await, summary);
    phone.accepts_the_finger(key).await;

    // The tablet signs without a network, which the phone does not know.
    tablet.page.goes_offline().await;
    tablet.page.click("sign").await;
    tablet.page.sees("Nog niet verstuurd (1)").await;

    // Two taps on the phone, as fast as a finger can.
    let twice = "const sign = document.querySelector(\"[data-test='sign']\"); sign.click(); sign.click()";
    phone.js(twice, vec![]).await;
    phone.part("receipt").await;
    assert_eq!(played.approvals(&summary).await, 1);

    // The first use wins; the other device is told what was decided and when.
    tablet.page.comes_online().await;
    tablet.page.sees("U heeft al akkoord gegeven op").await;
    tablet.page.sees_no("Nog niet verstuurd").await;
    assert_eq!(played.approvals(&summary).await, 1);
    phone.has_no_trouble().await;
    tablet.page.has_no_trouble().await;
}

#[tokio::test]
async fn screens_24_a_page_that_did_not_come_says_so_and_comes_when_asked_again() {
    let world = World::demo().await;
    let visitor = world.browser.phone("bezoeker").await;
    visitor.blocks(&["*/split_beside.wasm"]).await;
    visitor.open(world.server.url("/")).await;
    visitor.part("sign-in").await;
    visitor.click("to-help").await;
    visitor.part("fetch-again").await;
    visitor.sees("De pagina is niet aangekomen").await;
    visitor.sees("Hulp nodig? Bel 030 123 45 67").await;
    // A bureau that answers and has not got it has a newer program: the page begins anew.
    visitor.js("window.__before = true", vec![]).await;
    visitor.click("fetch-again").await;
    let anew = async || (visitor.js("return window.__before === undefined", vec![]).await == json!(true)).then_some(());
    visitor.until("a page that began anew", anew).await;
    visitor.part("fetch-again").await;
    visitor.blocks(&[]).await;
    visitor.click("fetch-again").await;
    visitor.part("help").await;
    visitor.has_no_trouble().await;
}

#[tokio::test]
async fn a_program_that_is_not_what_was_built_does_not_begin() {
    let world = World::demo().await;
    let visitor = world.browser.phone("bezoeker").await;
    visitor.open(world.server.url("/")).await;
    visitor.part("sign-in").await;
    // What the page says of its build is the hash of the list of its files, and the list tells the truth.
    let wrong = "const base = document.querySelector('link[type=\"application/wasm\"]').href.replace(/[^/]+$/, '');
        const hash = async bytes => 'sha384-' + btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-384', bytes))));
        const list = await (await fetch(base + 'files.txt')).arrayBuffer(), wrong = [];
        if (await hash(list) !== document.querySelector('meta[name=build]').content) wrong.push('files.txt');
        const lines = new TextDecoder().decode(list).trim().split('\\n').map(line => line.split(' '));
        for (const [named, file] of lines) if (await hash(await (await fetch(base + file)).arrayBuffer()) !== named) wrong.push(file);
        return [lines.length, wrong]";
    let told = visitor.js_async(wrong, vec![]).await;
    assert!(told[0].as_u64().is_some_and(|files| files > 5) && told[1] == json!([]), "{told}");
    visitor.has_no_trouble().await;
    // One byte of the program changes on its way.
    let change = "const real = window.fetch; window.fetch = async (...asked) => {
            const answer = await real(...asked);
            if (!String(asked[0].url ?? asked[0]).endsWith('_bg.wasm')) return answer;
            const bytes = new Uint8Array(await answer.arrayBuffer());
            bytes[bytes.length - 1] ^= 1;
            return new Response(bytes, { headers: answer.headers });
        }";
    visitor.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": change })).await;
    visitor.reload().await;
    visitor.sees("De app is niet helemaal aangekomen").await;
    assert!(visitor.trouble().await.iter().any(|line| line.contains("is not what was built")));
}

#[tokio::test]
async fn screens_10_a_text_that_changed_is_not_signed_and_both_versions_stand_side_by_side() {
    let played = Played::begin().await;
    let phone = &played.client.page;
    let summary = up_to_the_sentence(phone).await;
    phone.goes_offline().await;
    phone.click("sign").await;
    phone.sees("Nog niet verstuurd (1)").await;
    changes_the_text(&played, &summary, "U werkt nu vier uur per dag.").await;
    phone.comes_online().await;
    phone.part("stale").await;
    phone.sees("U heeft nog niets getekend").await;
    phone.sees("Versie 1").await;
    phone.sees("Versie 2").await;
    phone.sees("U werkt nu twee uur per dag, op drie dagen in de week. Dat gaat goed.").await;
    assert_eq!(played.approvals(&summary).await, 0, "an old version was approved");
    // She goes on with the new one, and that one she approves.
    phone.click("go-on").await;
    phone.click("approve").await;
    let sentence = phone.part("check-sentence").await.text().await.unwrap();
    assert!(sentence.contains("versie 2"), "{sentence}");
    phone.click("sign").await;
    phone.part("receipt").await;
    assert_eq!(played.approvals(&summary).await, 1);
    phone.has_no_trouble().await;
}

/// The answer to the next approval reaches the phone only as a broken connection, when the test says so.
const KEEP_THE_ANSWER: &str = "const real = window.fetch;
    window.fetch = async (...asked) => {
        const answer = await real(...asked);
        if (!(asked[0].url ?? asked[0]).endsWith('/commands') || window.__taken) return answer;
        window.__taken = answer.status;
        await new Promise(broken => { window.__break = broken });
        throw new TypeError('Failed to fetch');
    }";

#[tokio::test]
async fn f20_a_server_killed_between_the_tap_and_the_answer_leaves_exactly_one_approval() {
    let mut played = Played::begin().await;
    let summary = up_to_the_sentence(&played.client.page).await;
    // It had written the approval and died before it could say so.
    played.client.page.js(KEEP_THE_ANSWER, vec![]).await;
    played.client.page.click("sign").await;
    let phone = &played.client.page;
    let written = async || (phone.js("return window.__taken", vec![]).await == json!(200)).then_some(());
    phone.until("the approval at the server", written).await;
    played.world.server.kill();
    played.client.page.js("window.__break()", vec![]).await;
    played.client.page.sees("Nog niet verstuurd (1)").await;
    played.world.server.start().await;
    played.client.page.part("receipt").await;
    assert_eq!(played.approvals(&summary).await, 1);

    // And once more, with another summary: it died before it had heard of it.
    let phone = &played.client.page;
    phone.click("to-home").await;
    let other = up_to_the_sentence(phone).await;
    assert_ne!(other, summary);
    played.world.server.kill();
    let phone = &played.client.page;
    phone.click("sign").await;
    phone.sees("Nog niet verstuurd (1)").await;
    played.world.server.start().await;
    played.client.page.part("receipt").await;
    assert_eq!(played.approvals(&other).await, 1);
    played.client.page.has_no_trouble().await;
}

#[tokio::test]
async fn screens_24_what_is_written_without_a_network_or_a_server_is_kept_and_delivered() {
    let mut played = Played::begin().await;
    let (phone, desk) = (&played.client.page, &played.coach.page);
    // The client's remark: nothing blocks her, it says that it is not sent, and goes when it can.
    phone.click("notice").await;
    phone.click("dispute").await;
    phone.part("remark").await;
    phone.goes_offline().await;
    phone.sees("Er is geen verbinding met het bureau.").await;
    phone.fill_part("remark", "Ik werk drie uur per dag.").await;
    phone.sees("Nog niet bewaard.").await;
    phone.click("send-dispute").await;
    phone.sees("Nog niet verstuurd (1)").await;
    phone.comes_online().await;
    phone.sees("In behandeling").await;
    phone.sees_no("Nog niet verstuurd").await;
    let summary = phone.path().await;

    // The coach's answer: kept as she types, through a reload and through a server that dies.
    let answer = at_the_desk(&summary, "/answer");
    desk.open(played.world.server.url(&answer)).await;
    desk.click("answer-refuse").await;
    desk.fill_part("answer-reason", "Ik hoorde twee uur.").await;
    desk.sees("Bewaard om").await;
    desk.reload().await;
    assert_eq!(reason(desk).await, "Ik hoorde twee uur.");
    desk.goes_offline().await;
    desk.fill_part("answer-reason", "Ik hoorde u twee uur zeggen.").await;
    desk.sees("Nog niet bewaard. Er is geen verbinding.").await;
    desk.comes_online().await;
    desk.sees("Bewaard om").await;
    played.world.server.kill();
    let desk = &played.coach.page;
    desk.fill_part("answer-reason", "Ik hoorde u in ons gesprek twee uur zeggen.").await;
    desk.sees("Nog niet bewaard.").await;
    played.world.server.start().await;
    let desk = &played.coach.page;
    desk.sees("Bewaard om").await;
    desk.open(played.world.server.url(&answer)).await;
    assert_eq!(reason(desk).await, "Ik hoorde u in ons gesprek twee uur zeggen.");
    desk.click("answer-send").await;
    desk.click("answer-confirm").await;
    desk.part("consult-status").await;
    played.client.page.sees("Niet aangepast").await;
    desk.has_no_trouble().await;
    played.client.page.has_no_trouble().await;
}

async fn reason(desk: &Page) -> String {
    desk.part("answer-reason").await.prop("value").await.unwrap().unwrap()
}
