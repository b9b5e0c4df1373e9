//! An administrator makes the bureau's regulation: compares, writes, looks, publishes (F67, G24, W1).

use serde_json::{Value, json};
use support::browser::{DESK, PHONE};
use support::page::Page;

use crate::keyboard::{enters, strike, tabs_to, tabs_until};
use crate::people::{Hands, Person, World};
use crate::walk::Walk;

const COMPARE: &str = "/regulations";
const WRITE: &str = "/regulations/write";
const PUBLISH: &str = "/regulations/publish";

/// An administrator who is in, at a bureau that has published nothing.
async fn administrator(world: &World) -> Person {
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    let page = &administrator.page;
    page.open(world.server.url("/")).await;
    page.click("to-rules").await;
    page.part("rules-versions").await;
    administrator
}

async fn value(page: &Page, mark: &str) -> String {
    page.part(mark).await.prop("value").await.unwrap().unwrap()
}

/// Opens a chapter, if it is folded.
async fn unfolds(page: &Page, chapter: &str) {
    let open = "const one = [...document.querySelectorAll(\"[data-test='rules-chapters'] details\")]
        .find(one => one.innerText.includes(arguments[0])); if (one) one.open = true; return Boolean(one)";
    let opened = async || (page.js(open, vec![json!(chapter)]).await == json!(true)).then_some(());
    page.until(format!("the chapter «{chapter}»"), opened).await;
}

async fn goes(page: &Page, path: &str) {
    page.click_css(&format!("[data-test='rules-steps'] a[href='{path}']"), 0).await;
    page.at(path).await;
}

/// The rule about something, of what a visitor without a session gets.
async fn in_force(page: &Page) -> Value {
    page.js_async("return await (await fetch('/api/regulation')).json()", vec![]).await
}

fn rule<'a>(regulation: &'a Value, parameter: &str) -> &'a Value {
    let chapters = regulation["chapters"].as_array().unwrap().iter();
    let mut rules = chapters.flat_map(|chapter| chapter["rules"].as_array().unwrap());
    rules.find(|rule| rule["parameter"] == parameter).unwrap()
}

#[tokio::test]
async fn f67_w1_an_administrator_begins_with_what_is_shipped_changes_a_rule_sees_what_becomes_impossible_and_publishes()
{
    let world = World::empty().await;
    let administrator = administrator(&world).await;
    let page = &administrator.page;
    page.sees("Uw bureau heeft nog geen reglement. Nu gelden de strengste regels.").await;

    // Side by side, in sentences.
    page.click_css("[data-test='rules-written-only'] input", 0).await;
    page.sees("Kies er nog een.").await;
    page.click_css("[data-test='rules-oral-cv'] input", 0).await;
    page.sees("regels verschillen.").await;
    page.sees("Coaches, arbeidsdeskundigen en mensen van het kantoor kijken in alle dossiers.").await;
    let same = "Uw dossier staat op de computer.";
    page.sees_no(same).await;
    page.click("rules-only").await;
    page.sees(same).await;
    page.shot("rules-compare").await;

    // Begins with one, and changes a rule of it.
    page.click_css("[data-test='rules-oral-cv'] [data-test='rules-begin']", 0).await;
    page.at(WRITE).await;
    page.sees("Uw concept staat in deze browser.").await;
    unfolds(page, "Wie er met u werkt").await;
    page.click_css("[data-test='rule-transfer'] input[value='no']", 0).await;
    unfolds(page, "Wat er wordt bewaard").await;
    page.part("rule-data_items").await;
    page.shot("rules-write").await;

    // What that comes to, against the strict rules that hold now.
    page.click("rules-on").await;
    page.at(PUBLISH).await;
    let amir = "return [...document.querySelectorAll(\"[data-test='rules-case']\")]
        .find(one => one.innerText.includes('Amir'))?.innerText ?? ''";
    let becomes = async || {
        let said = page.js(amir, vec![]).await.as_str().unwrap_or_default().to_owned();
        said.contains("Kan straks niet meer").then_some(said)
    };
    let said = page.until("what becomes impossible for Amir", becomes).await;
    assert!(said.contains("Uw dossier gaat niet over naar een andere coach."), "{said}");
    page.part("rules-silent").await;
    page.shot("rules-look").await;

    page.fill_part("rules-title", "Reglement van hier").await;
    page.fill_part("rules-controller", "De directeur").await;
    page.sets_date("rules-dated", "2012-07-05").await;
    page.fill_part("rules-notification", "m1234567").await;
    page.fill_part("rules-complaints", "Bel ons. Wij bellen terug.").await;
    page.fill_part("rules-reason", "Zo werken wij al jaren.").await;
    page.click("rules-publish").await;
    page.sees("Vanaf").await;
    page.click("rules-confirm").await;
    page.at(COMPARE).await;
    page.sees("“Reglement van hier” is gepubliceerd.").await;
    let listed = async || {
        let said = page.part("rules-version").await.text().await.ok()?;
        (said.contains("Reglement van hier") && said.contains("Geldt nu")).then_some(())
    };
    page.until("the version in the list", listed).await;
    page.sees_no("Uw concept staat in deze browser.").await;
    // What is older than the law is told until, and after, somebody went through it (S15, M12).
    page.sees("Uw tekst is van 5 juli 2012.").await;
    page.sees("Nog niet nagekeken.").await;
    page.click("version-review").await;
    page.sees("Nagekeken op").await;
    page.focus_is("rules-versions").await;
    page.sees("Uw tekst is van 5 juli 2012.").await;
    page.shot("rules-published").await;

    // Anybody reads it, with the day of the text and the notification of once (R0, S14).
    let visitor = world.at_phone("bezoeker").await;
    visitor.page.open(world.server.url("/regulation")).await;
    visitor.page.sees("5 juli 2012").await;
    visitor.page.sees("Nummer m1234567, bij de toezichthouder van toen.").await;
    visitor.page.shot("regulation-dated").await;
    let now = in_force(&visitor.page).await;
    assert_eq!((&now["title"], &now["version"]), (&json!("Reglement van hier"), &json!(1)));
    let transfer = rule(&now, "transfer");
    assert_eq!(transfer["sentences"], json!(["Uw dossier gaat niet over naar een andere coach."]));
    page.has_no_trouble().await;
}

#[tokio::test]
async fn g24_what_is_looser_without_article_or_reason_is_refused_in_clear_words_and_nothing_typed_is_lost() {
    let world = World::empty().await;
    let administrator = administrator(&world).await;
    let page = &administrator.page;
    goes(page, WRITE).await;
    unfolds(page, "Het einde").await;
    page.part("rule-digital_years").await;
    let choose = "const field = document.querySelector(\"[data-test='rule-digital_years'] select\");
        field.value = '5'; field.dispatchEvent(new Event('change', { bubbles: true }))";
    page.js(choose, vec![]).await;
    goes(page, PUBLISH).await;
    page.sees("Hoe lang uw dossier op de computer blijft").await;
    page.fill_part("rules-title", "Vijf jaar").await;
    page.fill_part("rules-controller", "De directeur").await;
    page.click("rules-publish").await;
    let refused = page.css(".error-summary:not([hidden])").await.text().await.unwrap();
    assert!(refused.contains("reden"), "{refused}");
    page.css("[data-test='rules-reason'][aria-invalid=true]").await;
    page.shot("rules-refused").await;
    assert_eq!(in_force(page).await["version"], json!(0));

    // A reload loses nothing, in any step.
    page.reload().await;
    page.part("rules-looser").await;
    assert_eq!(
        (value(page, "rules-title").await, value(page, "rules-controller").await),
        ("Vijf jaar".into(), "De directeur".into())
    );
    goes(page, WRITE).await;
    unfolds(page, "Het einde").await;
    let field = page.css("[data-test='rule-digital_years'] input[data-test='rule-article']").await;
    page.type_into(&field, "6.3").await;
    page.reload().await;
    unfolds(page, "Het einde").await;
    let field = page.css("[data-test='rule-digital_years'] input[data-test='rule-article']").await;
    assert_eq!(field.prop("value").await.unwrap().unwrap(), "6.3");

    // What was thrown away can be put back.
    page.click("draft-drop").await;
    page.sees("Het concept is weg.").await;
    page.click("draft-back").await;
    page.sees("Uw concept staat in deze browser.").await;

    // With its article it needs no reason; the language of the sentences is that of the page.
    goes(page, PUBLISH).await;
    page.click("lang-en").await;
    page.sees("A colleague").await;
    assert_eq!(value(page, "rules-title").await, "Vijf jaar");
    page.click("lang-nl").await;
    page.sees("Wat er verandert").await;
    page.click("rules-publish").await;
    page.click("rules-confirm").await;
    page.at(COMPARE).await;
    page.part("rules-version").await;
    assert_eq!(rule(&in_force(page).await, "digital_years")["cited"], json!("Ons reglement, artikel 6.3"));
    page.has_no_trouble().await;
}

#[tokio::test]
async fn f67_a_file_is_read_and_written_and_a_bad_one_is_refused_with_line_key_and_reason() {
    let world = World::empty().await;
    let administrator = administrator(&world).await;
    let page = &administrator.page;
    goes(page, WRITE).await;
    page.js("document.querySelectorAll('details').forEach((one, at) => one.open = at === 0)", vec![]).await;
    let file = std::env::temp_dir().join(format!("akkoord-rules-{}.toml", std::process::id()));
    let gives = async |text: &str| {
        std::fs::write(&file, text).unwrap();
        page.part("rules-file").await.send_keys(file.to_str().unwrap()).await.unwrap();
    };
    gives("bsn = { is = \"none\" }\nwho_sees = { is = \"everybody\" }\n").await;
    page.css("[data-test='rules-file'][aria-invalid=true]").await;
    let said = page.css("#rules-file-error").await.text().await.unwrap();
    assert!(said.contains("regel 2") && said.contains("who_sees") && said.contains("own_coach"), "{said}");
    page.shot("rules-bad-file").await;
    page.sees_no("Uw concept staat in deze browser.").await;

    gives("bsn = { is = \"uwv_only\", article = \"7\" }\ntraining_use = { is = \"never\" }\n").await;
    page.sees("Het bestand is gelezen: 2 regels.").await;
    unfolds(page, "Wat er wordt bewaard").await;
    let chosen = "return document.querySelector(\"[data-test='rule-bsn'] input:checked\")?.value";
    page.until("what the file says", async || (page.js(chosen, vec![]).await == json!("uwv_only")).then_some(())).await;

    // The same comes out of it again.
    let caught = "HTMLAnchorElement.prototype.click = function () { window.__saved = [this.download, this.href] }";
    page.js(caught, vec![]).await;
    page.click("rules-download").await;
    let saved = async || page.js("return window.__saved", vec![]).await.as_array().cloned();
    let saved = page.until("the file", saved).await;
    let text =
        page.js("return decodeURIComponent(arguments[0].split(',').slice(1).join(','))", vec![saved[1].clone()]).await;
    assert_eq!(saved[0], json!("reglement.toml"));
    assert_eq!(text, json!("bsn = { is = \"uwv_only\", article = \"7\" }\ntraining_use = { is = \"never\" }\n"));
    std::fs::remove_file(&file).unwrap();
    page.has_no_trouble().await;
}

#[tokio::test]
async fn u1_u4_u6_every_step_to_a_regulation_is_accessible_in_both_languages_and_both_colours() {
    let world = World::empty().await;
    let administrator = administrator(&world).await;
    let page = &administrator.page;
    let mut walk = Walk::default();
    walk.look(page, "rules-nothing-yet").await;
    for name in ["written-only", "joint-executors"] {
        page.click_css(&format!("[data-test='rules-{name}'] input"), 0).await;
    }
    page.part("rules-compared").await;
    walk.look(page, "rules-side-by-side").await;
    narrow(page, "rules-side-by-side").await;
    page.click_css("[data-test='rules-joint-executors'] [data-test='rules-begin']", 0).await;
    page.at(WRITE).await;
    page.part("rules-chapters").await;
    page.js("document.querySelectorAll('details').forEach(details => details.open = true)", vec![]).await;
    page.part("rule-laws").await;
    walk.look(page, "rules-all-written").await;
    narrow(page, "rules-all-written").await;
    goes(page, PUBLISH).await;
    page.part("rules-weaker").await;
    page.click("rules-publish").await;
    page.css("[data-test='rules-title'][aria-invalid=true]").await;
    page.js("document.querySelectorAll('details').forEach(details => details.open = true)", vec![]).await;
    walk.look(page, "rules-errors").await;
    narrow(page, "rules-errors").await;
    page.fill_part("rules-title", "Samen").await;
    page.fill_part("rules-controller", "De directeur").await;
    page.fill_part("rules-reason", "Zo staat het in de overeenkomst.").await;
    page.fill_part("rules-arrangement", "Elke organisatie antwoordt voor haar eigen mensen.").await;
    page.click("rules-publish").await;
    page.part("rules-confirm").await;
    walk.look(page, "rules-confirm").await;
    page.click("rules-confirm").await;
    page.part("rules-version").await;
    walk.look(page, "rules-published").await;
    walk.ends();
}

async fn narrow(page: &Page, name: &str) {
    page.resize(PHONE).await;
    page.is_accessible().await;
    page.prefers(&[("prefers-color-scheme", "light")]).await;
    page.shot(&format!("{name}-360")).await;
    page.prefers(&[]).await;
    page.resize(DESK).await;
}

#[tokio::test]
async fn u2_with_keys_alone_an_administrator_publishes_a_regulation() {
    let world = World::empty().await;
    let administrator = administrator(&world).await;
    let page = &administrator.page;
    tabs_to(page, "rules-pick").await;
    strike(page, " ", 32, " ").await;
    page.part("rules-compared").await;
    enters(page, "rules-begin").await;
    page.part("rules-chapters").await;
    tabs_until(page, "a chapter", |now| now.what.contains("Het begin")).await;
    strike(page, "Enter", 13, "\r").await;
    page.part("rule-officer").await;
    enters(page, "rules-on").await;
    page.part("rules-cases").await;
    tabs_to(page, "rules-title").await;
    page.keys("Met de toetsen").await;
    tabs_to(page, "rules-controller").await;
    page.keys("De directeur").await;
    enters(page, "rules-publish").await;
    enters(page, "rules-confirm").await;
    page.sees("“Met de toetsen” is gepubliceerd.").await;
    page.has_no_trouble().await;
}
