//! The post and the invoices: who does them sees what that takes and no more, under every regulation, and the client sees
//! each time (M2, W7a).

use std::time::Duration;

use shared::access::Relation;
use shared::api::{ClientNames, ContactCard, FinanceCard, NamedClient, NewContact, RegulationDraft, path};
use shared::dossier::Command;
use shared::dossier::looks::LookKind;
use shared::dossier::purposes::ViewItem;
use shared::dossier::records::{Class, Purpose, RecordContent, RecordKind, Source};
use shared::ids::DossierId;
use shared::log::Role;
use shared::policy::Parameter;
use shared::policy::choices::Service;
use shared::policy::presets::Preset;
use shared::policy::value::Choice;
use shared::text::Phone;
use shared::words::Lang;
use support::answer::Answer;
use support::bureau::{Bureau, email, name};
use support::exchange::{SYSTEM, number};
use support::faulty::Refusing;
use support::person::{Person, new_entry};
use support::records::something;
use support::regulation::{draft, rule, shipped};
use support::staff::remark;

/// What of her stands in one place each.
const ADDRESS: &str = "Zandpad 12, 3512 AB Waterkant";
const MAIL: &str = "wielewaal@client.example";
const PHONE: &str = "06 87654321";

/// A bureau, a coach with a client of whom everything is kept, and an office worker.
struct Cast {
    bureau: Bureau,
    administrator: Person,
    coach: Person,
    office: Person,
    client: Person,
}

impl Cast {
    /// Under a regulation that opens no dossier to the office.
    async fn gather() -> Self {
        let bureau = Bureau::start().await;
        let administrator = bureau.administrator().await;
        let rules = vec![
            rule(Parameter::DataItems, &["address", "health", "education", "bsn", "birth_date"], None),
            rule(Parameter::SpecialData, &["listed"], None),
            rule(Parameter::Bsn, &["uwv_only"], None),
        ];
        let regulation = RegulationDraft {
            rules,
            record_system: Some(name(SYSTEM)),
            reason: Some(remark("Zo staat het in ons eigen reglement.")),
            ..draft(bureau.at.clock.today())
        };
        administrator.publishes_draft(regulation).await.is_done();
        let coach = bureau.coach(&administrator, "Samira").await;
        let office = administrator.invites_staff("Ot", Role::OfficeWorker).await;
        let client = bureau.client(&coach, "Noor").await;
        let (phone, lang) = (Phone::new(PHONE).ok(), Lang::En);
        let new = NewContact { entry: new_entry(), email: Some(email(MAIL)), phone, lang };
        coach.puts(&path::to(path::DOSSIER_CONTACT, &[&client.own()]), &new).await.is_done();
        coach.records_intake(client.own(), Service::SecondTrack, true).await.is_done();
        coach.numbers_her(client.own(), Some("2026-0042")).await.is_done();
        coach.keeps(client.own(), something(RecordKind::Address, ADDRESS)).await.is_done();
        Self { bureau, administrator, coach, office, client }
    }

    /// Everything else that can be kept, each with a word of its own.
    async fn keeps_the_rest(&self) -> Vec<RecordKind> {
        let others = RecordKind::ALL.iter().copied().filter(|kind| {
            !matches!(kind, RecordKind::Address | RecordKind::Billing) && kind.files().0 == 0 && !kind.is_hers()
        });
        let mut kept = Vec::new();
        for kind in others {
            let answer = self.coach.keeps(self.client.own(), something(kind, &format!("Hazelworm {kind:?}"))).await;
            kept.extend(Some(kind).filter(|_| answer.status == 200));
        }
        // What a doctor wrote into an address or an order is about her health.
        for kind in [RecordKind::Address, RecordKind::Billing] {
            let doctor = RecordContent {
                source: Source::Doctor,
                ground: Class::Special.grounds()[0],
                beside: Class::Special.beside().first().copied(),
                ..something(kind, "Hazelworm, van de arts")
            };
            self.coach.keeps(self.client.own(), doctor).await.is_done();
        }
        kept
    }

    fn contact(&self) -> String {
        path::to(path::CONTACT_VIEW, &[&self.client.own()])
    }

    fn finance(&self) -> String {
        path::to(path::FINANCE_VIEW, &[&self.client.own()])
    }
}

/// Both views of a dossier, as somebody finds them.
async fn views(who: &Person, dossier: DossierId) -> [Answer; 2] {
    let [contact, finance] = [path::CONTACT_VIEW, path::FINANCE_VIEW].map(|view| path::to(view, &[&dossier]));
    [who.gets(&contact).await, who.gets(&finance).await]
}

async fn names(who: &Person) -> Vec<NamedClient> {
    who.gets(path::CLIENT_NAMES).await.gives::<ClientNames>().clients
}

/// Something for the invoices, by the bureau.
fn for_invoices(kind: RecordKind, words: &str) -> RecordContent {
    let minutes = kind.is_of_a_day().then(|| 90.try_into().expect("minutes"));
    RecordContent { purpose: Purpose::Finance, source: Source::Bureau, minutes, ..something(kind, words) }
}

// Part of: W7a
#[tokio::test]
async fn m2_who_does_the_post_and_the_invoices_sees_what_each_takes_and_no_more_and_nothing_crosses_over() {
    let cast = Cast::gather().await;
    let dossier = cast.client.own();
    let order = for_invoices(RecordKind::Billing, "Opdracht 7781, t.a.v. crediteuren");
    cast.coach.keeps(dossier, order).await.is_done();
    cast.coach.keeps(dossier, for_invoices(RecordKind::Activity, "Eindrapport geschreven")).await.is_done();
    let kept = cast.keeps_the_rest().await;
    for kind in [RecordKind::Note, RecordKind::Party, RecordKind::Health, RecordKind::CitizenNumber] {
        assert!(kept.contains(&kind), "{kind:?} lies in the dossier: {kept:?}");
    }
    assert_eq!(names(&cast.office).await.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Noor"]);

    let [post, invoice] = views(&cast.office, dossier).await;
    let item = |kind, words: &str| ViewItem { kind, words: remark(words), on: None, minutes: None };
    let on = something(RecordKind::Activity, "x").on;
    assert_eq!(
        post.text.matches("Hazelworm").count() + invoice.text.matches("Hazelworm").count(),
        0,
        "nothing from the dossier: {post} {invoice}"
    );
    for secret in [ADDRESS, MAIL, PHONE] {
        assert!(post.text.contains(secret) && !invoice.text.contains(secret), "{secret}: {invoice}");
    }
    for secret in ["7781", "Eindrapport", "2026-0042", "second_track"] {
        assert!(!post.text.contains(secret) && invoice.text.contains(secret), "{secret}: {post}");
    }
    let card: ContactCard = post.gives();
    assert_eq!((card.name.as_str(), card.lang, card.payer), ("Noor", Lang::En, Some(name("Bakkerij De Zon"))));
    assert_eq!(card.items, [item(RecordKind::Address, ADDRESS)]);
    let card: FinanceCard = invoice.gives();
    assert_eq!(card.number.map(|there| there.number), Some(number("2026-0042")));
    let assignment = card.assignment.unwrap();
    assert_eq!((assignment.payer, assignment.service), (Some(name("Bakkerij De Zon")), Service::SecondTrack));
    assert_eq!(card.opened_on, cast.bureau.at.clock.today());
    let wrote = ViewItem { on, minutes: 90.try_into().ok(), ..item(RecordKind::Activity, "Eindrapport geschreven") };
    assert_eq!(card.items, [wrote, item(RecordKind::Billing, "Opdracht 7781, t.a.v. crediteuren")]);

    // Of the dossier itself nothing is there for her, and nothing is hers to do.
    let doors = [path::DOSSIER, path::RECORDS, path::FORMS, path::LOOKS, path::DOSSIER_INVITATIONS];
    for door in doors {
        cast.office.gets(&path::to(door, &[&dossier])).await.is_refused(404, "unknown");
    }
    cast.office.wants(dossier, Command::NumberElsewhere { number: None }).await.is_refused(404, "unknown");
    assert!(cast.office.board().await.clients.is_empty());
    assert_eq!(cast.office.gets(path::DOSSIERS).await.text, "[]");
    cast.bureau.is_sound().await;
}

#[tokio::test]
async fn m2_what_was_kept_for_one_purpose_is_refused_for_another() {
    let cast = Cast::gather().await;
    let dossier = cast.client.own();
    // A note is never for the invoices, an address never for advice.
    for (kind, purpose) in [(RecordKind::Note, Purpose::Finance), (RecordKind::Address, Purpose::Advice)] {
        let content = RecordContent { purpose, ..something(kind, "Zo is het.") };
        let told = cast.coach.keeps(dossier, content).await.is_refused(422, "record_unfit").problem();
        assert_eq!(told.article.as_deref(), Some("AVG 5(1)(b)"));
    }
    // What was done for her is kept to guide her, and stays so.
    let done = something(RecordKind::Activity, "Gebeld over de hoofdpijn");
    cast.coach.keeps(dossier, done.clone()).await.is_done();
    let (view, _) = cast.client.records_of(dossier, RecordKind::Activity).await.remove(0);
    let moved = RecordContent { purpose: Purpose::Finance, ..done.clone() };
    cast.coach.puts_right(dossier, &view, moved).await.is_refused(422, "record_unfit");
    let again = RecordContent { value: something(RecordKind::Activity, "Gebeld").value, ..done };
    cast.coach.puts_right(dossier, &view, again).await.is_done();
    let card: FinanceCard = cast.office.gets(&cast.finance()).await.gives();
    assert_eq!(card.items, []);
}

#[tokio::test]
async fn f62_f63_she_reads_who_can_open_them_and_each_time_that_somebody_did() {
    let cast = Cast::gather().await;
    let told = cast.client.looks().await.now;
    let clerks: Vec<_> = told.iter().filter(|looker| looker.relation == Relation::Clerk).collect();
    let [clerk] = clerks[..] else { panic!("one who does the post: {told:?}") };
    assert_eq!((clerk.person, clerk.role), (cast.office.me.person, Role::OfficeWorker));
    assert_eq!(clerk.since, cast.client.own_page().await.view.opened_at);

    let seen = async |kind: LookKind| {
        let lines = cast.client.looks().await.lines;
        lines.iter().filter(|line| line.kind == kind && line.person == cast.office.me.person).count()
    };
    names(&cast.office).await;
    assert_eq!((seen(LookKind::Contact).await, seen(LookKind::Finance).await), (0, 0), "a name is no look");
    for _ in 0..2 {
        cast.office.gets(&cast.contact()).await.is_done();
    }
    assert_eq!((seen(LookKind::Contact).await, seen(LookKind::Finance).await), (1, 0), "one visit is one line");
    cast.office.gets(&cast.finance()).await.is_done();
    assert_eq!((seen(LookKind::Contact).await, seen(LookKind::Finance).await), (1, 1), "the other is another");
    cast.bureau.passes(Duration::from_mins(31));
    cast.office.unlocks().await;
    cast.client.unlocks().await;
    cast.office.gets(&cast.contact()).await.is_done();
    assert_eq!(seen(LookKind::Contact).await, 2);
    let page = cast.client.looks().await;
    assert_eq!(page.names[&cast.office.me.person].as_str(), "Ot");
    // She asks the officer about it as about any other look.
    cast.client.questions(page.lines[0].entry, Some("Waarom?")).await.is_done();
    assert_eq!(cast.client.cases().await.len(), 1);
    cast.bureau.is_sound().await;
}

#[tokio::test]
async fn f63_without_a_look_in_the_log_neither_view_is_handed_out() {
    let cast = Cast::gather().await;
    let refusing = Refusing::begins(cast.bureau.ctx(), "insert", "look_index").await;
    for answer in views(&cast.office, cast.client.own()).await {
        assert!(answer.status >= 500 && !answer.text.contains("Noor"), "{answer}");
    }
    refusing.ends().await;
    for answer in views(&cast.office, cast.client.own()).await {
        answer.is_done();
    }
}

#[tokio::test]
async fn m2_m7b_nobody_else_opens_them_and_for_whom_the_dossier_does_not_exist_the_knock_is_counted() {
    let cast = Cast::gather().await;
    let (bureau, administrator, dossier) = (&cast.bureau, &cast.administrator, cast.client.own());
    let other = bureau.coach(administrator, "Bram").await;
    let expert = administrator.invites_staff("Eva", Role::EmploymentExpert).await;
    let officer = administrator.invites_staff("Fenna", Role::Officer).await;
    let technician = administrator.invites_staff("Tim", Role::Technician).await;
    let unbound = administrator.invites_unbound("Cor", Role::OfficeWorker).await;
    let elsewhere = bureau.neighbour().await;
    let their_office = elsewhere.administrator().await.invites_staff("Wil", Role::OfficeWorker).await;
    for stranger in [&other, &expert, &officer, &technician, administrator] {
        let before = bureau.knocks().await;
        for answer in views(stranger, dossier).await {
            answer.is_refused(404, "unknown");
        }
        assert!(bureau.knocks().await > before, "the knock is counted");
    }
    for answer in views(&their_office, dossier).await {
        answer.is_refused(404, "unknown");
    }
    for answer in views(&unbound, dossier).await {
        answer.is_refused(403, "pledge_missing");
    }
    assert!(names(&other).await.is_empty() && names(&expert).await.is_empty() && names(&their_office).await.is_empty());
    for nobody in [&officer, &technician, administrator, &cast.client] {
        nobody.gets(path::CLIENT_NAMES).await.is_refused(403, "wrong_role");
    }
    // Who is something to it, but not for that, hears by which article.
    cast.coach.admits(dossier, &technician, Some("INC-1"), 2).await.is_done();
    cast.coach.proposes(dossier, &other).await.is_done();
    for who in [&technician, &other, &cast.client] {
        for answer in views(who, dossier).await {
            let told = answer.is_refused(403, "not_yours").problem();
            assert_eq!(told.article.as_deref(), Some("AVG 5(1)(b)"));
        }
    }
    // Who guides her opens them for her own clients, by herself.
    assert_eq!(names(&cast.coach).await.len(), 1);
    for answer in views(&cast.coach, dossier).await {
        answer.is_done();
    }
    // Who leaves the bureau opens nothing more.
    administrator.ends_the_work_of(&cast.office).await;
    for answer in views(&cast.office, dossier).await {
        assert!(matches!(answer.status, 401 | 403 | 404), "{answer}");
    }
    bureau.is_sound().await;
}

#[tokio::test]
async fn m2_under_every_regulation_the_office_does_the_post_and_two_of_one_name_are_told_apart() {
    for preset in Preset::ALL.iter().copied() {
        let bureau = Bureau::start().await;
        let administrator = bureau.administrator().await;
        let regulation = RegulationDraft {
            rules: shipped(preset),
            arrangement: Some(remark("Wij doen het samen.")),
            reason: Some(remark("Zo staat het in ons eigen reglement.")),
            ..draft(bureau.at.clock.today())
        };
        administrator.publishes_draft(regulation).await.is_done();
        let coach = bureau.coach(&administrator, "Samira").await;
        let office = administrator.invites_staff("Ot", Role::OfficeWorker).await;
        let (first, yara) = (coach.takes_on("Noor").await, coach.takes_on("Yara").await);
        let second = coach.takes_on("Noor").await;
        let today = Some(bureau.at.clock.today());
        let told: Vec<_> = names(&office).await.into_iter().map(|one| (one.dossier, one.since)).collect();
        assert_eq!(told.len(), 3, "{preset:?}");
        assert!(told[..2].contains(&(first.dossier, today)) && told[..2].contains(&(second.dossier, today)));
        assert_eq!(told[2], (yara.dossier, None), "{preset:?}: one of the name needs no more than it");
        for answer in views(&office, yara.dossier).await {
            answer.is_done();
        }
    }
}

// Part of: W7a
#[tokio::test]
async fn f78_her_address_mail_and_telephone_stand_in_nothing_that_goes_to_others_but_the_system_that_is_named() {
    let cast = Cast::gather().await;
    let (bureau, dossier) = (&cast.bureau, cast.client.own());
    let officer = cast.administrator.invites_staff("Fenna", Role::Officer).await;
    let consult = cast.coach.asks_her(dossier, &["U werkt twee uur per dag."]).await;
    cast.client.disputes(consult, vec![support::client::mark(1, "Vier uur.", "Zo is het.")]).await.is_done();
    let look = cast.client.looks().await.lines[0].entry;
    cast.client.questions(look, Some("Waarom?")).await.is_done();
    cast.office.gets(&cast.contact()).await.is_done();
    // Every mail that reaches somebody else, and every list and page of who does not work with her address.
    let mut others: Vec<String> =
        bureau.mails().await.into_iter().filter(|mail| mail.to != MAIL).map(|mail| format!("{mail:?}")).collect();
    assert!(others.len() > 2, "somebody else got mail");
    for (who, place) in [
        (&officer, path::CASES),
        (&officer, path::BUREAU_LOG),
        (&officer, path::BUREAU_REASONS),
        (&cast.administrator, path::STAFF),
        (&cast.administrator, path::BUREAU_UNGUIDED),
        (&cast.administrator, path::BUREAU_LOG),
        (&cast.office, path::CLIENT_NAMES),
        (&cast.office, path::BOARD),
        (&cast.coach, path::EXCHANGE),
    ] {
        others.push(who.gets(place).await.is_done().text);
    }
    others.push(cast.office.gets(&cast.finance()).await.is_done().text);
    others.push(bureau.visitor().gets(path::REGULATION).await.is_done().text);
    for told in &others {
        for secret in [ADDRESS, MAIL, PHONE] {
            assert!(!told.contains(secret), "{secret} went to another: {told}");
        }
    }
    // The one way out: how she is reached, to the system that the regulation names, and not her address.
    let list = cast.coach.gets_list().await;
    assert!(list.file.contains(MAIL) && list.file.contains(PHONE) && !list.file.contains(ADDRESS), "{}", list.file);
    let passed = cast.client.looks().await.lines.into_iter().find(|line| line.kind == LookKind::Passed).unwrap();
    assert_eq!(passed.passed_to.unwrap().as_str(), SYSTEM);
}
