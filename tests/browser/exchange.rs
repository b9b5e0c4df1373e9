//! A list of clients comes in from the system that the bureau keeps beside this one, and one goes out to it (M2a).

use serde_json::{Value, json};
use shared::policy::presets::Preset;
use support::exchange::SYSTEM;
use support::page::Page;
use support::person::new_entry;
use support::regulation::shipped;

use crate::people::{BOARD, HOME, Hands, Played};
use crate::walk::Walk;

const EXCHANGE: &str = "/clients/list";

/// The administrator publishes a regulation that names the other system, from today.
async fn names_a_system(administrator: &Page) {
    let today = "return (await (await fetch('/api/regulations')).json()).today";
    let regulation = json!({
        "title": "Reglement versie 2", "effective_on": administrator.js_async(today, vec![]).await,
        "controller": "Wim Akker", "record_system": SYSTEM, "rules": shipped(Preset::OralCv),
        "complaints": null, "reason": "Zo staat het in ons reglement.",
    });
    let post = "const body = JSON.stringify(arguments[0]), headers = { 'content-type': 'application/json' };
        const answer = await fetch('/api/regulations', { method: 'POST', headers, body });
        return [answer.status, await answer.text()]";
    let answer = administrator.js_async(post, vec![json!({ "entry": new_entry(), "regulation": regulation })]).await;
    assert_eq!(answer[0], json!(200), "{answer}");
}

async fn chooses_list(page: &Page, text: &str) {
    let file = std::env::temp_dir().join(format!("akkoord-list-{}.csv", std::process::id()));
    std::fs::write(&file, text).expect("a list");
    page.part("list-file").await.send_keys(file.to_string_lossy()).await.expect("a file is chosen");
}

/// The text of the file that a button hands out, and its name.
async fn handed_out(page: &Page, mark: &str) -> (String, String) {
    let caught = "HTMLAnchorElement.prototype.click = function () { window.__saved = [this.download, this.href] }";
    page.js(&format!("window.__saved = null; {caught}"), vec![]).await;
    page.click(mark).await;
    let saved = async || page.js("return window.__saved", vec![]).await.as_array().cloned();
    let saved = page.until("the file", saved).await;
    let script = "return decodeURIComponent(arguments[0].split(',').slice(1).join(','))";
    let text = page.js(script, vec![saved[1].clone()]).await;
    let said = |value: &Value| value.as_str().expect("a text").to_owned();
    (said(&saved[0]), said(&text))
}

// Part of: W7a
#[tokio::test]
async fn m2a_a_coach_brings_a_list_in_and_takes_one_along_and_the_client_reads_where_it_went() {
    let played = Played::begin().await;
    let (world, mut walk) = (&played.world, Walk::default());
    let (desk, phone) = (&played.coach.page, &played.client.page);

    // While the regulation names no other system there is nothing to exchange, and the page says what to do.
    desk.click("new-client").await;
    desk.click("to-exchange").await;
    desk.at(EXCHANGE).await;
    desk.sees("Er is geen ander systeem genoemd").await;
    desk.has_no("list-file").await;
    walk.look_around(desk, "desk-exchange-none").await;
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    names_a_system(&administrator.page).await;

    // From the board too. A file that is no list is told beside the field; the next one is read.
    desk.open(world.server.url(BOARD)).await;
    desk.click("to-exchange").await;
    desk.sees(SYSTEM).await;
    walk.look_around(desk, "desk-exchange").await;
    let (name, text) = handed_out(desk, "list-example").await;
    assert_eq!(
        (name.as_str(), text.trim()),
        ("clienten-leeg.csv", "\u{feff}\"Nummer\";\"Naam\";\"Mail\";\"Telefoon\";\"Taal\"")
    );
    chooses_list(desk, "Naam;Mail\nLotte;l@client.example\n").await;
    desk.css("[data-test='list-file'][aria-invalid=true]").await;
    walk.look_around(desk, "desk-exchange-no-list").await;
    chooses_list(
        desk,
        "Nummer;Naam;Mail;BSN\n1041;Lotte Vos;lotte@client.example;\n1042;Kees Smit;kees@client.example;\n;Zonder;z@client.example;\n",
    )
    .await;
    desk.focus_is("list-preview").await;
    desk.sees("2 nieuwe cliënten. 1 regel klopt niet.").await;
    desk.sees("Niet gelezen: BSN.").await;
    desk.sees("Nummer: Vul dit in").await;
    walk.look_around(desk, "desk-exchange-preview").await;
    desk.click("list-take").await;
    desk.sees("2 cliënten staan op uw bord.").await;
    walk.look_around(desk, "desk-exchange-taken").await;
    desk.open(world.server.url(BOARD)).await;
    desk.follow("Lotte Vos").await;
    desk.sees(&format!("Nummer in {SYSTEM}: 1041")).await;

    // Of who was here before, the coach fills the number in next to the intake; the client reads it.
    desk.open(world.server.url(BOARD)).await;
    desk.follow("Noor Jansen").await;
    desk.click("to-records").await;
    desk.click("number-change").await;
    desk.fill_part("number-field", "10 40").await;
    desk.click("number-save").await;
    desk.css("[data-test='number-field'][aria-invalid=true]").await;
    walk.look_around(desk, "desk-number-form").await;
    desk.fill_part("number-field", "1041").await;
    desk.click("number-save").await;
    desk.sees("Dit nummer hoort al bij een andere cliënt.").await;
    desk.fill_part("number-field", "1040").await;
    desk.click("number-save").await;
    desk.focus_is("number-elsewhere").await;
    desk.sees("1040").await;
    walk.look_around(desk, "desk-number").await;

    // The list that goes out; she reads where it went, and by whom.
    desk.open(world.server.url(EXCHANGE)).await;
    desk.sees("en voor niemand anders").await;
    let (name, text) = handed_out(desk, "list-out").await;
    assert_eq!(name, "clienten.csv");
    assert!(text.contains("\"1040\";\"Noor Jansen\"") && text.contains("\"1041\";\"Lotte Vos\""), "{text}");
    desk.part("list-gone").await;
    walk.look_around(desk, "desk-exchange-gone").await;
    phone.open(world.server.url(HOME)).await;
    phone.click("kept").await;
    phone.sees(&format!("Uw nummer in {SYSTEM}")).await;
    phone.part("kept-passed").await;
    walk.look_around(phone, "phone-kept-elsewhere").await;
    phone.open(world.server.url(HOME)).await;
    phone.click("to-looks").await;
    phone.sees(&format!("Nam uw naam, uw nummer en hoe wij u bereiken mee naar {SYSTEM}.")).await;
    walk.look_around(phone, "looks-passed").await;
    for page in [desk, phone] {
        page.has_no_trouble().await;
    }
    walk.ends();
}
