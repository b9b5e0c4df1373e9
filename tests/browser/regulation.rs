//! The regulation as people find it: without signing in, before the first key, and with the authority beside the bureau.

use serde_json::json;
use support::page::Page;

use crate::people::{Hands, World};

/// The authority's link on this page, as somebody could press it.
async fn leads_to_the_authority(page: &Page) {
    let links = "return [...document.querySelectorAll(\"a[href='https://autoriteitpersoonsgegevens.nl']\")]
        .filter(link => link.checkVisibility()).length";
    page.until("a link to the authority", async || (page.js(links, vec![]).await == json!(1)).then_some(())).await;
}

#[tokio::test]
async fn m1b_m13a_m15_g22_a_visitor_reads_the_regulation_and_finds_the_authority_beside_the_bureau() {
    let world = World::demo().await;
    let visitor = world.browser.phone("bezoeker").await;
    visitor.open(world.server.url("/")).await;
    visitor.part("sign-in").await;
    visitor.click("to-regulation").await;
    visitor.part("regulation").await;
    // The bureau and the authority: neither comes before the other.
    visitor.sees("Vertel het uw coach. Of vertel het iemand anders van het bureau.").await;
    visitor.sees("U mag ook naar de Autoriteit Persoonsgegevens. Die let op of iedereen zich aan de wet houdt:").await;
    leads_to_the_authority(&visitor).await;
    visitor.sees("Geen computer beslist over u. Dat doen altijd mensen.").await;
    visitor.click("lang-en").await;
    visitor.sees("You may also go to").await;
    leads_to_the_authority(&visitor).await;
    visitor.sees("No computer decides about you. People always do.").await;
    visitor.has_no_trouble().await;
}

#[tokio::test]
async fn r7_3_m15_before_her_first_key_she_reads_that_she_may_go_to_the_authority() {
    let world = World::demo().await;
    let client = world.at_phone("cliënt").await;
    let (phone, halves) = (&client.page, world.printed("client"));
    phone.open(&halves.link).await;
    phone.fill_part("invite-code", &halves.code).await;
    phone.click("invite-continue").await;
    phone.part("make-key").await;
    phone.sees("Vertel het uw coach of het bureau. U mag ook naar de Autoriteit Persoonsgegevens.").await;
    // The whole regulation is folded into the same page, and the way there with it.
    phone.js("document.querySelectorAll('main details').forEach(details => details.open = true)", vec![]).await;
    leads_to_the_authority(phone).await;
    // With her key she has it one tap away, on every page.
    phone.click("make-key").await;
    phone.part("to-me").await;
    phone.click("to-regulation").await;
    phone.part("regulation").await;
    leads_to_the_authority(phone).await;
    phone.has_no_trouble().await;
}

/// What the law has told at the first contact, each in a sentence of the text (AVG 13).
const AT_FIRST: [&str; 12] = [
    "bewaart uw gegevens en zorgt dat er goed mee wordt omgegaan.",
    "Let op uw gegevens",
    "Om u te helpen bij uw traject.",
    "De wet vindt dat goed.",
    "Gaat er iets naar buiten de Europese Unie? Dan vertellen wij u dat eerst.",
    "U mag vragen om eerder te wissen.",
    "Is er een storing? Dan kan iemand kort meekijken.",
    "U mag alles lezen en een kopie vragen.",
    "U mag uw gegevens meenemen",
    "Dan mag u dat altijd weer intrekken.",
    "U kiest zelf wat u vertelt.",
    "Geen computer beslist over u.",
];

#[tokio::test]
async fn g13_before_her_first_key_she_reads_all_that_the_law_asks_and_which_version_she_read_is_kept() {
    let world = World::demo().await;
    let client = world.at_phone("cliënt").await;
    let (phone, halves) = (&client.page, world.printed("client"));
    phone.open(&halves.link).await;
    phone.fill_part("invite-code", &halves.code).await;
    phone.click("invite-continue").await;
    phone.part("make-key").await;
    phone.js("document.querySelectorAll('main details').forEach(details => details.open = true)", vec![]).await;
    for told in AT_FIRST {
        phone.sees(told).await;
    }
    phone.click("make-key").await;
    phone.part("to-me").await;
    phone.click("to-regulation").await;
    phone.part("regulation").await;
    let read = "const [{ dossier }] = await (await fetch('/api/dossiers')).json();
        const page = await (await fetch(`/api/dossiers/${dossier}`)).json();
        const { version } = await (await fetch('/api/regulation')).json();
        return version > 0 && page.view.start.shown === version && Boolean(page.view.start.shown_at)";
    phone.until("the version is kept", async || (phone.js_async(read, vec![]).await == true).then_some(())).await;
    phone.has_no_trouble().await;
}
