//! The post and the invoices at the desk of the office: one client at a time, no more than that takes, and she sees it as
//! it happens (M2, W7a).

use shared::dossier::event::LinkHolder;
use shared::dossier::records::{Purpose, RecordContent, RecordKind, Source};
use shared::log::Role;
use shared::policy::Parameter;
use shared::policy::choices::Service;
use support::browser::Browser;
use support::bureau::Bureau;
use support::outbox::newest_token;
use support::page::Page;
use support::person::Person as Staff;
use support::records::something;
use support::regulation::rule;
use support::staff::{Case, code_shown};
use thirtyfour::prelude::Key;

use crate::people::{BOARD, Halves, Hands, Person, World};
use crate::walk::Walk;

/// A bureau whose regulation opens no dossier to the office: a coach, a client at her phone, an office worker at a desk.
struct Office {
    _browser: Browser,
    bureau: Bureau,
    case: Case,
    client: Person,
    office: Person,
}

impl Office {
    async fn begin() -> Self {
        let (browser, bureau) = (Browser::start().await, Bureau::with_the_app().await);
        let administrator = bureau.administrator().await;
        administrator.publishes(vec![rule(Parameter::DataItems, &["address", "education"], None)]).await.is_done();
        let coach = bureau.coach(&administrator, "Samira").await;
        let case = coach.takes_on("Noor").await;
        coach.takes_on("Yara").await;
        coach.discusses_the_regulation(case.dossier).await;
        let made = coach.invites(&case, LinkHolder::Invited).await;
        let token = newest_token(&bureau.mails_to(&case.email).await);
        let halves = Halves { link: format!("{}/invite#{token}", bureau.origin()), code: code_shown(&made) };
        let page = browser.phone("cliënt").await;
        let key = page.authenticator().await;
        let client = Person { page, key };
        client.gets_in(&halves).await;
        client.page.click("confirm-regulation").await;
        client.page.sees("Er wacht niets op u").await;
        keeps(&coach, &case).await;
        let (token, code) = administrator.invites_to_work_here("Ot", Role::OfficeWorker).await;
        let page = browser.desk("collega").await;
        let key = page.authenticator().await;
        let office = Person { page, key };
        office.gets_in(&Halves { link: format!("{}/invite#{token}", bureau.origin()), code }).await;
        Self { _browser: browser, bureau, case, client, office }
    }

    async fn open(&self, page: &Page, at: &str) {
        page.open(format!("{}{at}", self.bureau.origin())).await;
    }
}

/// What the coach keeps: for the post, for the invoices, and to guide her.
async fn keeps(coach: &Staff, case: &Case) {
    coach.records_intake(case.dossier, Service::SecondTrack, true).await.is_done();
    let order = RecordContent { source: Source::Bureau, ..something(RecordKind::Billing, "Opdracht 7781") };
    let report = RecordContent {
        purpose: Purpose::Finance,
        minutes: 90.try_into().ok(),
        ..something(RecordKind::Activity, "Eindrapport geschreven")
    };
    let note = something(RecordKind::Note, "Slaapt slecht.");
    for content in [something(RecordKind::Address, "Zandpad 12\n3512 AB Waterkant"), order, report, note] {
        coach.keeps(case.dossier, content).await.is_done();
    }
}

#[tokio::test]
async fn m2_the_office_does_post_and_invoices_one_client_at_a_time_and_she_sees_each_as_it_happens() {
    let office = Office::begin().await;
    let (desk, phone, mut walk) = (&office.office.page, &office.client.page, Walk::default());
    phone.click("to-looks").await;
    phone.sees("kantoormedewerker, doet de post en de rekeningen.").await;
    phone.sees("Ot").await;
    phone.sees_no("Zag uw adres").await;

    // No dossier is open to her; the post and the invoices are hers to do.
    office.open(desk, BOARD).await;
    desk.sees("Er staat nu geen dossier voor u open").await;
    desk.part("to-invoices").await;
    walk.look_around(desk, "office-purposes-board").await;
    desk.click("to-post").await;
    desk.at("/post").await;
    desk.sees("De cliënt ziet dat u keek, waarnaar en wanneer.").await;
    desk.sees("Yara").await;
    walk.look_around(desk, "office-post").await;
    desk.fill_part("names-search", "zz").await;
    desk.sees("Geen cliënt past bij wat u zoekt.").await;
    walk.look_around(desk, "office-post-nobody").await;

    // By keyboard alone: her name is searched for, and opened.
    desk.fill_part("names-search", "noor").await;
    desk.sees("1 cliënt in de lijst.").await;
    phone.sees_no("Zag uw adres").await;
    desk.keys(Key::Tab + "").await;
    desk.keys(Key::Enter + "").await;
    desk.at(&format!("/post/{}", office.case.dossier)).await;
    desk.sees("De post: Noor").await;
    for told in ["3512 AB Waterkant", &office.case.email, "Bakkerij De Zon", "Nederlands"] {
        desk.sees(told).await;
    }
    for kept in ["Slaapt slecht", "7781", "Eindrapport"] {
        desk.sees_no(kept).await;
    }
    phone.sees("Zag uw adres, mail en telefoon, voor de post.").await;
    walk.look_around(desk, "office-post-card").await;

    desk.click("to-names").await;
    office.open(desk, BOARD).await;
    desk.click("to-invoices").await;
    desk.sees("Geen adres, en niets uit het dossier.").await;
    walk.look_around(desk, "office-invoices").await;
    desk.follow("Noor").await;
    desk.sees("De rekeningen: Noor").await;
    for told in ["Opdracht 7781", "Eindrapport geschreven", "1 uur en 30 minuten", "Bakkerij De Zon"] {
        desk.sees(told).await;
    }
    for kept in ["Slaapt slecht", "Waterkant", &office.case.email] {
        desk.sees_no(kept).await;
    }
    phone.sees("Zag wat nodig is voor de rekening").await;
    walk.look_around(desk, "office-invoices-card").await;
    walk.look_around(phone, "looks-purposes").await;

    // A client of whom nothing is recorded yet, and an address that nobody has.
    office.open(desk, "/invoices").await;
    desk.follow("Yara").await;
    desk.sees("De intake is nog niet vastgelegd").await;
    desk.sees("Hiervoor is nog niets vastgelegd.").await;
    walk.look_around(desk, "office-invoices-empty").await;
    for gone in ["/post/geen-nummer", &format!("/dossiers/{}", office.case.dossier)] {
        office.open(desk, gone).await;
        desk.sees("Deze pagina is er niet").await;
    }
    for page in [desk, phone] {
        page.has_no_trouble().await;
    }
    walk.ends();
}

#[tokio::test]
async fn m2_the_coach_says_what_is_for_the_invoices_and_who_reads_that() {
    let world = World::demo().await;
    let coach = world.coach_at_the_board().await;
    let (desk, mut walk) = (&coach.page, Walk::default());
    let hint = "Wie de rekeningen maakt leest dit ook.";
    desk.follow("Noor Jansen").await;
    desk.click("to-records").await;
    desk.click("record-new").await;
    desk.chooses("record-kind", "Voor de rekening").await;
    desk.sees(hint).await;
    desk.fill_part("record-value", "Opdracht 7781").await;
    desk.chooses("record-source", "werkgever of betaler").await;
    walk.look_around(desk, "desk-billing-form").await;
    desk.click("record-save").await;
    desk.sees("Opdracht 7781").await;
    // What she did for the client is for the guidance, unless she says otherwise.
    desk.click("day-new").await;
    desk.chooses("day-kind", "Wat wij deden").await;
    desk.fill_part("record-value", "Eindrapport geschreven").await;
    desk.picks_date("record-on").await;
    desk.sees_no(hint).await;
    desk.press_role("radio", "rekeningen maken").await;
    desk.sees(hint).await;
    walk.look_around(desk, "desk-day-finance").await;
    desk.click("record-save").await;
    desk.sees("Eindrapport geschreven").await;
    // A coach does the post and the invoices of her own clients too.
    desk.open(world.server.url(BOARD)).await;
    desk.click("to-invoices").await;
    desk.follow("Noor Jansen").await;
    desk.sees("Opdracht 7781").await;
    desk.sees("Eindrapport geschreven").await;
    desk.has_no_trouble().await;
    walk.ends();
}
