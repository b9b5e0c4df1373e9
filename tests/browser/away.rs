//! What is told where she is, and not only where she was: what became of it, what is new, whom to call.

use serde_json::json;
use support::browser::PHONE;
use support::page::Page;
use thirtyfour::Key;

use crate::people::{Hands, Played, World, at_the_desk};

/// Signs without a network and goes elsewhere before there is an answer; gives the address of the summary.
async fn signs_and_leaves(phone: &Page) -> String {
    phone.click("notice").await;
    phone.click("approve").await;
    phone.part("check-sentence").await;
    let summary = phone.path().await;
    phone.goes_offline().await;
    phone.click("sign").await;
    phone.sees("Nog niet verstuurd (1). Er is geen verbinding.").await;
    phone.click("to-help").await;
    phone.part("help").await;
    summary
}

#[tokio::test]
async fn screens_24_a_decision_whose_page_she_left_is_told_wherever_she_is() {
    let played = Played::begin().await;
    let (phone, desk) = (&played.client.page, &played.coach.page);
    // It is taken: she is told, and led to the receipt of it.
    let summary = signs_and_leaves(phone).await;
    phone.comes_online().await;
    phone.sees("Ontvangen door het bureau om").await;
    phone.sees_no("Nog niet verstuurd").await;
    phone.click("arrived-look").await;
    phone.part("receipt").await;
    assert!(phone.path().await.contains("/receipt/"));
    phone.sees_no("Ontvangen door het bureau om").await;
    assert_eq!(played.approvals(&summary).await, 1);

    // It is refused, since the text has changed: she is told that, and led to the text.
    phone.click("to-home").await;
    let summary = signs_and_leaves(phone).await;
    desk.open(played.world.server.url(&at_the_desk(&summary, "/write"))).await;
    desk.fill_part("passage", "U werkt nu vier uur per dag.").await;
    desk.click("send-summary").await;
    desk.click("send-confirm").await;
    desk.part("versions").await;
    phone.comes_online().await;
    phone.sees("Wat u stuurde is niet aangenomen.").await;
    // It stays on whatever page, until she has looked or closed it.
    phone.click("to-me").await;
    phone.part("keys").await;
    phone.sees("Wat u stuurde is niet aangenomen.").await;
    phone.click("arrived-look").await;
    phone.part("approve").await;
    assert_eq!(played.approvals(&summary).await, 0);
    phone.has_no_trouble().await;
}

#[tokio::test]
async fn screens_24_who_is_signed_out_sees_that_the_connection_is_back() {
    let world = World::demo().await;
    let visitor = world.browser.phone("bezoeker").await;
    visitor.open(world.server.url("/")).await;
    visitor.part("sign-in").await;
    visitor.goes_offline().await;
    visitor.sees("Er is geen verbinding met het bureau.").await;
    visitor.comes_online().await;
    visitor.sees_no("Er is geen verbinding met het bureau.").await;
    visitor.has_no_trouble().await;
}

#[tokio::test]
async fn screens_24_an_answer_from_before_the_network_went_does_not_say_that_it_is_back() {
    let played = Played::begin().await;
    let phone = &played.client.page;
    // What the app asks next is answered, and the answer lies waiting.
    let hold = "const real = window.fetch; window.__held = [];
        window.fetch = async (...asked) => {
            if (!String(asked[0].url ?? asked[0]).includes('/api/')) return real(...asked);
            const answer = await real(...asked), said = await answer.arrayBuffer();
            await new Promise(go => window.__held.push(go));
            return new Response(said, { status: answer.status, headers: answer.headers });
        };
        window.dispatchEvent(new Event('online'))";
    phone.js(hold, vec![]).await;
    let held = async || (phone.js("return window.__held.length > 0", vec![]).await == json!(true)).then_some(());
    phone.until("an answer that waits", held).await;
    phone.goes_offline().await;
    phone.css(".banner").await;
    let comes = "const gone = [], watch = new MutationObserver(() => gone.push(!document.querySelector('.banner')));
        watch.observe(document.body, { childList: true, subtree: true });
        for (const go of window.__held) go();
        await new Promise(done => setTimeout(done, 1000)); watch.disconnect();
        return gone.some(Boolean) || !document.querySelector('.banner')";
    assert_eq!(phone.js_async(comes, vec![]).await, json!(false), "the banner went while there is no network");
    phone.comes_online().await;
    phone.js("for (const go of window.__held) go(); window.__held.push = go => go()", vec![]).await;
    phone.sees_no("Er is geen verbinding met het bureau.").await;
    phone.has_no_trouble().await;
}

#[tokio::test]
async fn u2_what_has_the_focus_in_the_top_bar_is_in_sight_while_a_banner_stays_under_it() {
    let played = Played::begin().await;
    let phone = &played.client.page;
    phone.click("to-help").await;
    phone.part("help").await;
    phone.js("document.querySelectorAll('details').forEach(details => details.open = true)", vec![]).await;
    phone.goes_offline().await;
    phone.css(".banner").await;
    let seen = "const lock = document.querySelector(\"[data-test='lock']\");
        scrollTo(0, document.documentElement.scrollHeight);
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        const shows = e => { const box = e.getBoundingClientRect();
            return e.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)) };
        const before = [scrollY > 200, shows(document.querySelector('.banner')), shows(lock)];
        lock.focus({ focusVisible: true, preventScroll: true });
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        return [...before, shows(lock)]";
    // The banner stays in sight when the page scrolls, the bar above it goes, and comes to the focus (WCAG 2.4.11).
    assert_eq!(phone.js_async(seen, vec![]).await, json!([true, true, false, true]));
}

#[tokio::test]
async fn screens_24_how_fresh_it_is_stands_in_sight_without_scrolling() {
    let played = Played::begin().await;
    let phone = &played.client.page;
    phone.sees("Bijgewerkt om").await;
    let script = "scrollTo(0, 0); const box = document.querySelector(\"[data-test='synced']\").getBoundingClientRect();
        return [box.top, box.bottom, document.querySelectorAll('[role=status]').length]";
    let measured: Vec<f64> = serde_json::from_value(phone.js(script, vec![]).await).unwrap();
    assert!(measured[0] >= 0.0 && measured[1] <= f64::from(PHONE.height), "{measured:?}");
    // After sleep or a new network the stream is opened anew, whatever the old one looks like.
    let count = "window.__opened = 0; const Real = EventSource;
        window.EventSource = class extends Real { constructor(...asked) { super(...asked); window.__opened++ } };
        window.dispatchEvent(new Event('online'))";
    phone.js(count, vec![]).await;
    let opened = async || (phone.js("return window.__opened", vec![]).await == json!(1)).then_some(());
    phone.until("another stream", opened).await;
    phone.has_no_trouble().await;
}

#[tokio::test]
async fn screens_9_a_receipt_belongs_to_its_approval_and_nothing_that_happens_moves_it() {
    let played = Played::begin().await;
    let (phone, desk) = (&played.client.page, &played.coach.page);
    phone.click("notice").await;
    phone.click("approve").await;
    phone.click("sign").await;
    phone.part("receipt").await;
    let (receipt, reference) = (phone.path().await, phone.part("reference").await.text().await.unwrap());
    assert!(receipt.ends_with(&reference), "{receipt} is not of {reference}");
    phone.sees("Wat gebeurt er nu, en wanneer?").await;
    phone.sees("Hulp nodig? Bel 030 123 45 67").await;
    // She has the proof open and the focus somewhere while the coach sends a new version.
    let open = "document.querySelectorAll('[data-test=receipt] details').forEach(details => details.open = true);
        document.querySelector(\"[data-test='print']\").focus()";
    phone.js(open, vec![]).await;
    let summary = receipt.split_once("/receipt").unwrap().0;
    desk.open(played.world.server.url(&at_the_desk(summary, "/write"))).await;
    desk.fill_part("passage", "U werkt nu vier uur per dag.").await;
    desk.click("send-summary").await;
    desk.click("send-confirm").await;
    phone.sees("Dit bewijs hoort bij een oudere versie").await;
    let kept = "return [document.activeElement.dataset.test,
        [...document.querySelectorAll('[data-test=receipt] details')].every(details => details.open)]";
    assert_eq!(phone.js(kept, vec![]).await, json!(["print", true]));
    // She approves the new one: its receipt is another, and the first still is what it was.
    phone.open(played.world.server.url(summary)).await;
    phone.click("approve").await;
    phone.click("sign").await;
    phone.part("receipt").await;
    assert_ne!(phone.path().await, receipt);
    // A bookmark, opened where nobody is signed in, leads there after the touch.
    let tablet = played.world.at_desk("tablet").await;
    tablet.page.open(played.world.server.url(&receipt)).await;
    tablet.page.part("sign-in").await;
    let synced = phone.passkeys(&played.client.key).await.remove(0);
    tablet.page.receives(&tablet.key, &synced).await;
    assert_eq!(tablet.page.part("reference").await.text().await.unwrap(), reference);
    assert_eq!(tablet.page.path().await, receipt);
    // For her coach there is no such page.
    desk.open(played.world.server.url(&receipt)).await;
    desk.sees("Deze pagina is er niet").await;
    for page in [phone, desk, &tablet.page] {
        page.has_no_trouble().await;
    }
}

#[tokio::test]
async fn w14_yes_no_and_later_are_equals_and_a_no_says_whom_to_call() {
    let world = World::empty().await;
    let coach = world.coach().await;
    let code = coach.takes_on("Noor Jansen", "noor@client.example").await;
    coach.discusses_the_regulation().await;
    let client = world.at_phone("cliënt").await;
    let link = world.link_mailed_to("noor@client.example").await;
    client.gets_in(&crate::people::Halves { link, code }).await;
    let phone = &client.page;
    phone.part("confirm-regulation").await;
    let sizes = "return [...document.querySelectorAll('.choice')].map(choice => choice.offsetHeight + '×' + choice.offsetWidth)";
    let sizes: Vec<String> = serde_json::from_value(phone.js(sizes, vec![]).await).unwrap();
    assert!(sizes.len() == 3 && sizes.iter().all(|size| *size == sizes[0]), "{sizes:?}");
    phone.click("regulation-no").await;
    phone.sees("Bel uw coach en bespreek het reglement.").await;
    phone.click("regulation-later").await;
    phone.sees("Deze vraag blijft hier staan.").await;
    phone.reload().await;
    phone.click("confirm-regulation").await;
    phone.sees("Er wacht niets op u").await;
    // The focus is still in the page.
    phone.focus_is("main").await;
    phone.has_no_trouble().await;
}

#[tokio::test]
async fn screens_25_whom_to_call_is_told_by_the_administrator_and_stands_on_every_screen() {
    let world = World::demo().await;
    let visitor = world.at_phone("bezoeker").await;
    visitor.page.open(world.server.url("/")).await;
    visitor.page.sees("Hulp nodig? Bel 030 123 45 67").await;
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    let desk = &administrator.page;
    desk.fill_part("bureau-phone", "bel maar").await;
    desk.click("contact-save").await;
    desk.sees("Vul een telefoonnummer in, met het netnummer.").await;
    desk.fill_part("bureau-phone", "+31 30 765 43 21").await;
    desk.fill_part("bureau-places", "Marktstraat 8, Amersfoort").await;
    desk.keys(Key::Enter).await;
    desk.keys("Stationsweg 2, Zeist").await;
    desk.click("contact-save").await;
    desk.sees("Bewaard. Iedereen ziet het nu.").await;
    desk.sees("Hulp nodig? Bel +31 30 765 43 21").await;
    let page = &visitor.page;
    page.open(world.server.url("/regulation")).await;
    page.sees("Marktstraat 8, Amersfoort").await;
    page.sees("Stationsweg 2, Zeist").await;
    for (path, part) in
        [("/", "lost-phone"), ("/help", "help"), ("/regulation", "regulation"), ("/invite", "invitation-refused")]
    {
        page.open(world.server.url(path)).await;
        page.css(&format!("[data-test='{part}']")).await;
        let links = "return [...document.querySelectorAll(\"a[href^='tel:']\")].map(link => link.getAttribute('href'))";
        let told = async || {
            let links: Vec<String> = serde_json::from_value(page.js(links, vec![]).await).unwrap();
            (links.len() == 2 && links.iter().all(|link| link == "tel:+31307654321")).then_some(())
        };
        page.until(format!("the number in {part} and in the foot of {path}"), told).await;
    }
    desk.click("lock").await;
    desk.part("unlock").await;
    assert!(desk.css("dialog [data-test='human'] a").await.is_present().await.unwrap());
    page.has_no_trouble().await;
    desk.has_no_trouble().await;
}

#[tokio::test]
async fn f4_a_new_key_is_told_on_every_page_until_she_says_that_it_was_her() {
    let world = World::demo().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let tablet = client.at_another_device(&world, "tablet").await;
    tablet.page.click("to-help").await;
    tablet.page.part("help").await;
    let phone = &client.page;
    phone.click("to-me").await;
    phone.part("keys").await;
    phone.loses(&client.key).await;
    phone.authenticator().await;
    phone.fill_part("new-key-name", "Horloge").await;
    phone.click("add-key").await;
    phone.sees("De sleutel “Horloge” wacht nog").await;
    // On the other device it comes by itself, on whatever page, with what to do.
    tablet.page.part("waiting-key").await;
    tablet.page.sees("Was u dit niet? Verwijder de sleutel meteen.").await;
    tablet.page.click("key-is-mine").await;
    tablet.page.sees_no("Was u dit niet?").await;
    tablet.page.focus_is("main").await;
    tablet.page.reload().await;
    tablet.page.part("help").await;
    tablet.page.sees("Bijgewerkt om").await;
    tablet.page.sees_no("Was u dit niet?").await;
    phone.has_no_trouble().await;
    tablet.page.has_no_trouble().await;
}
