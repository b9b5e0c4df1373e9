//! What stands on the page before the app does: words to read, progress, and a way out where it cannot run.

use serde_json::{Value, json};
use support::browser::Browser;
use support::page::Page;
use support::server::Setup;

/// Which of the states is in sight, by the first words of each; nothing but these may be.
async fn in_sight(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('#boot [data-when], #boot noscript')]
        .filter(state => state.checkVisibility()).map(state => state.dataset.when ?? 'noscript')";
    serde_json::from_value(page.js(script, vec![]).await).unwrap_or_default()
}

async fn shows_only(page: &Page, state: &str) {
    page.until(format!("the state «{state}» alone"), async || (in_sight(page).await == [state]).then_some(())).await;
    let heading = page.css("#boot h1").await.text().await.unwrap();
    assert_eq!(heading, "Akkoord");
    page.is_accessible().await;
    page.shot(&format!("boot-{state}")).await;
}

/// Runs before anything of the page does, on each page that is opened from now on; gives what ends it.
async fn before_all(page: &Page, script: &str) -> Value {
    page.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await["identifier"].clone()
}

async fn no_more(page: &Page, script: Value) {
    page.cdp("Page.removeScriptToEvaluateOnNewDocument", json!({ "identifier": script })).await;
}

/// Keeps the WebAssembly from arriving: for ever, or with an end.
const HELD: &str = "const real = window.fetch;
    window.fetch = (...asked) => String(asked[0].url ?? asked[0]).endsWith('.wasm')
        ? new Promise((_, fails) => { window.__fails = fails }) : real(...asked);";

#[tokio::test]
async fn f10_before_the_app_is_there_the_page_says_what_it_is_and_where_it_cannot_run_what_to_do() {
    let server = Setup::empty().start().await;
    let browser = Browser::start().await;
    let phone = browser.phone("bezoeker").await;
    let home = server.url("/");

    // While it is fetched there are words to read and progress to see.
    let held = before_all(&phone, HELD).await;
    phone.open(&home).await;
    shows_only(&phone, "loading").await;
    phone.sees("Hier leest u wat er over u is geschreven.").await;
    phone.sees("De app wordt opgehaald.").await;
    phone.css("progress#boot-progress").await;
    // It did not arrive: said, with a way to try again, which then works.
    let asked = async || (phone.js("return typeof window.__fails", vec![]).await == json!("function")).then_some(());
    phone.until("the app is asked for", asked).await;
    phone.js("window.__fails(new TypeError('Failed to fetch'))", vec![]).await;
    shows_only(&phone, "failed").await;
    phone.sees("Probeer het daarna opnieuw.").await;
    phone.trouble().await;
    no_more(&phone, held).await;
    phone.follow("Opnieuw proberen").await;
    phone.part("sign-in").await;
    assert_eq!(phone.js("return document.getElementById('boot')", vec![]).await, Value::Null);
    phone.has_no_trouble().await;

    // A slow line is told apart from a broken one.
    let slow = format!(
        "{HELD} const wait = window.setTimeout; window.setTimeout = (run, ms, ...more) => ms === 10000
            ? window.addEventListener('load', run) : wait(run, ms, ...more);"
    );
    let slow = before_all(&phone, &slow).await;
    phone.open(&home).await;
    let both = async || (in_sight(&phone).await == ["loading", "slow"]).then_some(());
    phone.until("the progress, and that it is slow", both).await;
    phone.sees("U kunt gewoon wachten.").await;
    no_more(&phone, slow).await;

    // A browser that cannot run it, and one that has no passkeys, are told so at once.
    for (lacks, state, words) in [
        ("delete window.WebAssembly", "no-wasm", "Deze browser is te oud voor Akkoord"),
        ("delete window.PublicKeyCredential", "no-passkey", "Open deze pagina in uw gewone browser"),
    ] {
        let script = before_all(&phone, lacks).await;
        phone.open(&home).await;
        shows_only(&phone, state).await;
        phone.sees(words).await;
        phone.trouble().await;
        no_more(&phone, script).await;
    }
    phone.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    phone.open(&home).await;
    phone.sees("JavaScript staat uit").await;
    assert_eq!(in_sight(&phone).await, ["noscript"]);
    phone.shot("boot-noscript").await;
    phone.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": false })).await;
}
