//! Who looked, as both sides meet it: the coach is told before she opens, the client sees it happen, and the officer
//! answers what she finds not right.

use server::log::{Job, Witness, append};
use shared::dossier::Dossier;
use shared::dossier::command::{Actor, Command};
use shared::dossier::event::LinkHolder;
use shared::log::Role;
use support::browser::Browser;
use support::bureau::Bureau;
use support::outbox::newest_token;
use support::page::Page;
use support::person::new_entry;
use support::staff::code_shown;
use thirtyfour::By;

use crate::people::{BOARD, HOME, Halves, Hands, Person, Played};

/// What each line says, the newest first.
async fn lines(phone: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll(\"[data-test='look']\")].map(line => line.innerText)";
    serde_json::from_value(phone.js(script, vec![]).await).unwrap()
}

async fn newest_says(phone: &Page, words: &str) {
    let says = async || lines(phone).await.first().filter(|line| line.contains(words)).map(|_| ());
    phone.until(format!("the newest line says «{words}»"), says).await;
}

#[tokio::test]
async fn f63_screens_19_20_30_a_look_is_seen_as_it_happens_and_what_is_not_right_is_answered_by_the_officer() {
    let Played { world, coach, client } = Played::begin().await;
    let officer = world.officer_at_her_list().await;
    let (desk, phone, fg) = (&coach.page, &client.page, &officer.page);
    phone.click("to-looks").await;
    phone.part("look").await;
    phone.js("window.__not_reloaded = true", vec![]).await;

    // Screens 30: before she opens anything the coach is told that it is seen.
    desk.open(world.server.url(BOARD)).await;
    desk.sees("De cliënt ziet dat u keek, en wanneer.").await;
    let before = lines(phone).await.len();
    desk.follow("Noor Jansen").await;
    newest_says(phone, "Opende uw pagina").await;
    assert_eq!(lines(phone).await.len(), before + 1);
    desk.click_css("[data-test='consult'] a", 0).await;
    newest_says(phone, "Las de samenvatting van").await;
    newest_says(phone, "Samira Haddad, uw coach").await;
    let kept = phone.js("return window.__not_reloaded === true", vec![]).await;
    assert_eq!(kept, serde_json::json!(true), "her page was loaded again");

    // She says that it is not right; who reads it is named, and her coach is not among them.
    phone.click("look-wrong").await;
    phone.sees("Fenna Bos leest uw vraag en zoekt het uit. Uw coach ziet deze vraag niet.").await;
    phone.fill_part("ask-words", "Er was vandaag geen gesprek.").await;
    phone.click("ask-send").await;
    let asked = phone.part("asked").await.text().await.unwrap();
    assert!(asked.contains("Ontvangen"), "{asked}");

    // The officer has it before her without a reload, under the one that waits longer.
    fg.sees("Vraag van Noor Jansen").await;
    fg.sees("2 vragen wachten op uw antwoord.").await;
    fg.click_nth("case-open", 1).await;
    fg.sees("Er was vandaag geen gesprek.").await;
    fg.sees("Samira Haddad, coach").await;
    fg.sees_no("U werkt nu twee uur per dag").await;
    phone
        .until("it is being looked into", async || {
            phone.part("asked").await.text().await.ok()?.contains("Wordt uitgezocht").then_some(())
        })
        .await;
    fg.fill_part("case-answer", "Uw coach schreef vandaag aan de samenvatting. Dat mocht.").await;
    fg.click("case-answer-send").await;
    fg.sees("De cliënt heeft uw antwoord nog niet geopend.").await;

    // She finds the answer where everything that waits for her stands.
    phone.open(world.server.url(HOME)).await;
    phone.click("answer").await;
    phone.sees("Uw coach schreef vandaag aan de samenvatting. Dat mocht.").await;
    phone.sees("Uw coach ziet deze vraag en dit antwoord niet.").await;
    fg.sees("De cliënt opende uw antwoord op").await;
    fg.click("case-close").await;
    fg.click("case-close-confirm").await;
    phone.sees("Deze vraag is klaar sinds").await;
    phone.open(world.server.url(HOME)).await;
    phone.part("notice").await;
    assert!(phone.driver.find_all(By::Css("[data-test='answer']")).await.unwrap().is_empty(), "nothing waits any more");

    // The coach has seen nothing of all this.
    desk.open(world.server.url(BOARD)).await;
    desk.part("board-row").await;
    for word in ["vraag", "Fenna", "geen gesprek."] {
        assert!(!desk.text().await.contains(word), "«{word}» is on the coach's board");
    }
    for page in [desk, phone, fg] {
        page.has_no_trouble().await;
    }
}

#[tokio::test]
async fn f62_f63_she_reads_who_can_look_now_and_finds_the_looks_of_one_talk() {
    let Played { world, coach, client } = Played::begin().await;
    let phone = &client.page;
    phone.click("to-me").await;
    phone.click("to-looks").await;
    let now = phone.part("can-look").await.text().await.unwrap();
    assert!(now.contains("Samira Haddad") && now.contains("uw coach, sinds"), "{now}");
    assert_eq!(phone.driver.find_all(By::Css("[data-test='can-look']")).await.unwrap().len(), 1);
    let all = lines(phone).await.len();
    // By consult: the second one that can be chosen is the newest.
    let choose = |at: usize| {
        format!(
            "const list = document.querySelector(\"[data-test='looks-what']\"); list.selectedIndex = {at};
             list.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        )
    };
    phone.js(&choose(1), vec![]).await;
    phone.until("fewer lines", async || (lines(phone).await.len() < all).then_some(())).await;
    newest_says(phone, "de samenvatting van").await;
    assert!(lines(phone).await.iter().all(|line| line.contains("samenvatting")), "{:?}", lines(phone).await);
    phone.js(&choose(0), vec![]).await;
    phone.until("all lines", async || (lines(phone).await.len() == all).then_some(())).await;
    // An address of a dossier that is not hers shows nothing.
    phone.open(world.server.url("/dossiers/00000000-0000-7000-8000-000000000000/looks")).await;
    phone.sees("Deze pagina is er niet").await;
    drop(coach);
    phone.has_no_trouble().await;
}

/// A client at her phone whose coach asked her something sixteen days ago, and has looked often since.
async fn after_two_weeks(phone: &Person) -> Bureau {
    let bureau = Bureau::with_the_app().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let case = coach.takes_on("Noor").await;
    coach.discusses_the_regulation(case.dossier).await;
    let made = coach.invites(&case, LinkHolder::Invited).await;
    let token = newest_token(&bureau.mails_to(&case.email).await);
    let halves = Halves { link: format!("{}/invite#{token}", bureau.origin()), code: code_shown(&made) };
    phone.gets_in(&halves).await;
    phone.page.click("confirm-regulation").await;
    phone.page.sees("Er wacht niets op u").await;
    let consult = coach.asks_her(case.dossier, &["U werkt nu twee uur per dag."]).await;
    bureau.days_pass(16).await;
    let actor = Actor { person: coach.me.person, role: Role::Coach };
    for _ in 0..60 {
        let (log, entry, command) = (case.dossier.into(), new_entry(), &Command::Look { consult: Some(consult) });
        let job = Job::<Dossier> { bureau: bureau.id, log, entry, actor, command, witness: Witness::default() };
        append(bureau.ctx(), job).await.expect("a look is taken");
    }
    bureau
}

#[tokio::test]
async fn f63_screens_20_what_the_product_did_by_itself_is_folded_and_older_lines_come_when_she_asks() {
    let browser = Browser::start().await;
    let page = browser.phone("cliënt").await;
    let key = page.authenticator().await;
    let client = Person { page, key };
    let bureau = after_two_weeks(&client).await;
    let phone = &client.page;
    phone.open(format!("{}/", bureau.origin())).await;
    phone.click("to-looks").await;
    phone.part("look").await;
    // The page has fifty of them; the older ones come below, and none of those that stood there goes.
    assert_eq!(lines(phone).await.len(), 50);
    phone.click("looks-older").await;
    phone.part("automatic").await;
    assert!(lines(phone).await.len() > 60, "{}", lines(phone).await.len());
    let more = "return document.querySelector(\"[data-test='looks-older']\").checkVisibility()";
    assert_eq!(phone.js(more, vec![]).await, serde_json::json!(false), "there are no older ones");

    // Two reminders and the end of the term: each day one line, which says how often, and shows what when it is opened.
    let shown = "return [...document.querySelectorAll(\"[data-test='automatic'] [data-test='look']\")]
        .filter(line => line.checkVisibility()).length";
    assert_eq!(phone.js(shown, vec![]).await, serde_json::json!(0), "they are folded");
    let folded = phone.driver.find_all(By::Css("[data-test='automatic'] summary")).await.unwrap();
    assert_eq!(folded.len(), 3);
    for at in 0..folded.len() {
        phone.click_css("[data-test='automatic'] summary", at).await;
    }
    phone.sees("Akkoord zelf: 1 keer").await;
    phone.sees("Dit deed het programma. Er keek geen mens mee.").await;
    phone.sees("Stuurde u een herinnering voor de samenvatting van").await;
    phone.sees("Schreef op dat er geen antwoord kwam op de samenvatting van").await;
    phone.shot("phone-looks-automatic").await;
    phone.has_no_trouble().await;
}
