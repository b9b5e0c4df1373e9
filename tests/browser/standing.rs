//! At the desk of whoever is not simply her coach: a coach who waits for her yes, a substitute, a colleague, an office
//! worker. Each sees what is hers to do, and nothing else is offered (F59, F61, W2b).

use shared::access::Relation;
use shared::api::{BureauPost, path};
use shared::bureau::BureauCommand;
use shared::log::Role;
use shared::policy::Parameter;
use shared::policy::presets::Preset;
use support::browser::Browser;
use support::bureau::{Bureau, name};
use support::page::Page;
use support::person::{Person as Staff, new_entry};
use support::regulation::{rule, shipped};

use crate::board::row_says;
use crate::people::{BOARD, Halves, Hands, Person};
use crate::walk::Walk;

/// A bureau under some rules, with a coach, a client of hers, and a browser at somebody else's desk.
struct Standing {
    bureau: Bureau,
    administrator: Staff,
    samira: Staff,
    browser: Browser,
}

impl Standing {
    async fn under(rules: Vec<shared::api::RuleChoice>) -> Self {
        let (browser, bureau) = (Browser::start().await, Bureau::with_the_app().await);
        let administrator = bureau.administrator().await;
        administrator.publishes(rules).await.is_done();
        let samira = bureau.coach(&administrator, "Samira").await;
        Self { bureau, administrator, samira, browser }
    }

    /// Somebody works here from now on, at a desk of her own, with her board before her.
    async fn at_desk(&self, called: &str, role: Role) -> Person {
        let (token, code) = self.administrator.invites_to_work_here(called, role).await;
        let page = self.browser.desk("collega").await;
        let key = page.authenticator().await;
        let person = Person { page, key };
        person.gets_in(&Halves { link: format!("{}/invite#{token}", self.bureau.origin()), code }).await;
        self.open(&person.page, BOARD).await;
        person
    }

    async fn open(&self, page: &Page, at: &str) {
        page.open(format!("{}{at}", self.bureau.origin())).await;
    }
}

#[tokio::test]
async fn w2b_an_office_worker_sees_every_client_and_is_offered_what_is_hers() {
    let standing = Standing::under(shipped(Preset::OralCv)).await;
    let (bureau, samira) = (&standing.bureau, &standing.samira);
    let client = bureau.client(samira, "Noor").await;
    let office = standing.at_desk("Ot", Role::OfficeWorker).await;
    let (page, mut walk) = (&office.page, Walk::default());
    row_says(page, "Noor", "Coach: Samira").await;
    assert_eq!(page.part("next").await.text().await.unwrap(), "", "nothing of it waits for an office worker");
    let consult = samira.records_consult(client.own()).await;
    row_says(page, "Noor", "Ontbreekt").await;
    assert_eq!(page.part("next").await.text().await.unwrap(), "");
    walk.look_around(page, "office-board").await;
    page.follow("Noor").await;
    page.sees("Samira begeleidt deze cliënt").await;
    for mark in ["consult-new", "propose-coach", "ask-substitute", "discuss-date"] {
        page.has_no(mark).await;
    }
    walk.look_around(page, "office-client").await;
    standing.open(page, &format!("/dossiers/{}/consults/{consult}/write", client.own())).await;
    page.sees("Deze pagina is er niet").await;
    page.has_no("send-summary").await;
    standing.open(page, "/clients/new").await;
    page.sees("Deze pagina is er niet").await;
    page.has_no("client-save").await;
    page.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn w2b_an_employment_expert_records_a_conversation_with_a_client_of_another() {
    let standing = Standing::under(shipped(Preset::OralCv)).await;
    let client = standing.bureau.client(&standing.samira, "Noor").await;
    let expert = standing.at_desk("Eva", Role::EmploymentExpert).await;
    let (page, mut walk) = (&expert.page, Walk::default());
    row_says(page, "Noor", "Coach: Samira").await;
    page.follow("Noor").await;
    page.part("consult-new").await;
    walk.look_around(page, "expert-client").await;
    expert.records_a_consult().await;
    expert.writes_and_sends(&["U kunt tillen."]).await;
    let consults = client.own_page().await.view.consults;
    assert_eq!(consults.len(), 1);
    // What her coach writes meanwhile stands before her without a reload (F19).
    standing.open(page, &format!("/dossiers/{}/consults/{}", client.own(), consults[0].id)).await;
    page.sees("U kunt tillen.").await;
    standing.samira.sends(client.own(), consults[0].id, &["U kunt zittend werken."]).await;
    page.sees("U kunt zittend werken.").await;
    page.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn f59_r4_1_a_coach_who_waits_for_a_yes_reads_that_and_a_no_stands() {
    let standing = Standing::under(shipped(Preset::ClientJudges)).await;
    let bram = standing.at_desk("Bram", Role::Coach).await;
    let (page, mut walk) = (&bram.page, Walk::default());
    let code = bram.takes_on("Noor", "noor@client.example").await;
    bram.discusses_the_regulation().await;
    page.sees("U besprak het reglement op").await;
    let token = support::outbox::newest_token(&standing.bureau.mails_to("noor@client.example").await);
    let client = Staff::gets_in(&standing.bureau, &token, &code).await;
    client.confirms_the_regulation().await;
    page.sees("De cliënt moet nog ja tegen u zeggen").await;
    page.has_no("consult-new").await;
    page.has_no("to-records").await;
    walk.look_around(page, "unapproved-client").await;
    standing.open(page, BOARD).await;
    page.part("board-row").await;
    walk.look_around(page, "unapproved-board").await;
    client.says_no_to_the_coach().await.is_done();
    page.follow("Noor").await;
    page.sees("De cliënt wil een andere coach").await;
    page.has_no("to-records").await;
    walk.look_around(page, "declined-client").await;
    page.click("ask-again").await;
    page.sees("De cliënt heeft hier nee op gezegd.").await;
    assert_eq!(client.own_page().await.view.coming, None, "a no stands for a while");
    page.has_no_trouble().await;
    walk.ends();
}

#[tokio::test]
async fn f61_r4_3_a_substitute_reads_until_when_and_for_whom_and_is_told_when_it_ends() {
    let rules = vec![rule(Parameter::Replacement, &["after_her_yes"], Some("4.3"))];
    let standing = Standing::under(rules).await;
    let bram = standing.at_desk("Bram", Role::Coach).await;
    let client = standing.bureau.client(&standing.samira, "Noor").await;
    let (page, mut walk) = (&bram.page, Walk::default());
    let consult = standing.samira.asks_her(client.own(), &["U werkt twee uur."]).await;
    let marks = vec![support::client::mark(1, "Drie uur.", "Zo is het.")];
    client.disputes(consult, marks).await.is_done();
    let colleague = standing.samira.dossier(client.own()).await.colleagues[0].person;
    let today = standing.bureau.at.clock.today();
    let asks =
        shared::dossier::Command::ProposeSubstitute { person: colleague, from: today, until: today.plus_days(1) };
    standing.samira.wants(client.own(), asks).await.is_done();
    client.agrees_to_the_substitute().await.is_done();
    // Her board shows the client at once, without a reload.
    row_says(page, "Noor", "U vervangt Samira").await;
    walk.look_around(page, "substitute-board").await;
    page.follow("Noor").await;
    page.sees("U vervangt Samira").await;
    page.has_no("propose-coach").await;
    walk.look_around(page, "substitute-client").await;
    let known = client.own_page().await.view.substitute.expect("somebody stands in");
    assert_eq!(client.looks().await.now.last().map(|looker| looker.relation), Some(Relation::Substitute));
    let ends = shared::dossier::Command::EndSubstitute { proposal: known.proposal };
    client.wants(client.own(), ends).await.is_done();
    page.sees("Deze pagina is er niet").await;
    page.shot("substitute-ended").await;
    walk.ends();
}

#[tokio::test]
async fn s8_of_much_that_happened_while_the_network_was_gone_no_line_is_left_out() {
    let standing = Standing::under(shipped(Preset::OralCv)).await;
    let officer = standing.at_desk("Fenna", Role::Officer).await;
    let page = &officer.page;
    standing.open(page, "/log").await;
    page.sees("Fenna beloofde geheimhouding.").await;
    page.goes_offline().await;
    for n in 0..60 {
        let command = BureauCommand::Rename { name: name(&format!("Bureau {n}")) };
        let post = BureauPost { entry: new_entry(), command };
        standing.administrator.posts(path::BUREAU_COMMANDS, &post).await.is_done();
    }
    page.comes_online().await;
    page.click("log-older").await;
    let all = standing.bureau.last_entry().await;
    let lines = async || page.js("return document.querySelectorAll(\"[data-test='log-line']\").length", vec![]).await;
    page.until(format!("{all} lines"), async || (lines().await == all).then_some(())).await;
    page.has_no_trouble().await;
}
