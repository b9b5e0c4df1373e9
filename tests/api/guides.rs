//! Who guides a client and who stands in, over HTTP: what each of them sees, and from when to when.

use serde_json::json;
use shared::access::Relation;
use shared::api::{Colleague, FindCoach, RegulationPage, RuleChoice, Unguided, path};
use shared::dossier::coaches::Step;
use shared::dossier::consults::Status;
use shared::log::Role;
use shared::policy::Parameter;
use shared::policy::presets::Preset;
use support::bureau::Bureau;
use support::client::mark;
use support::person::{Person, new_entry};
use support::regulation::{rule, shipped};
use support::staff::remark;

/// Two coaches, and a client of the first.
async fn two_coaches(bureau: &Bureau) -> (Person, Person, Person, Person) {
    two_coaches_under(bureau, Vec::new()).await
}

/// By a regulation that knows somebody who stands in.
fn holidays() -> Vec<RuleChoice> {
    vec![rule(Parameter::Replacement, &["after_her_yes"], Some("4.3"))]
}

/// The same under these rules; without any, the strict defaults hold.
async fn two_coaches_under(bureau: &Bureau, rules: Vec<RuleChoice>) -> (Person, Person, Person, Person) {
    let administrator = bureau.administrator().await;
    if !rules.is_empty() {
        administrator.publishes(rules).await.is_done();
    }
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let client = bureau.client(&coach, "Noor").await;
    (administrator, coach, other, client)
}

async fn finds_nothing(person: &Person, of: &Person) {
    person.gets(&path::to(path::DOSSIER, &[&of.own()])).await.is_refused(404, "unknown");
    let board = person.gets(path::BOARD).await.is_done();
    assert!(!board.text.contains(&of.own().to_string()), "{board}");
}

#[tokio::test]
async fn f60_m8a_m8c_everything_goes_to_the_new_coach_and_the_former_one_finds_nothing_any_more() {
    let bureau = Bureau::start().await;
    let (_, coach, other, client) = two_coaches(&bureau).await;
    let (dossier, consult) = (client.own(), coach.asks_her(client.own(), &["U werkt twee uur."]).await);
    client.disputes(consult, vec![mark(1, "Drie uur.", "Zo is het.")]).await.is_done();
    let draft = path::to(path::DRAFT, &[&dossier, &consult]);
    coach.puts(&draft, &json!({ "body": "Half af." })).await.is_done();
    let page = coach.dossier(dossier).await;
    assert_eq!(page.colleagues.iter().map(|known: &Colleague| known.person).collect::<Vec<_>>(), [other.id()]);
    coach.proposes(dossier, &other).await.is_done();
    other.gets(&path::to(path::DOSSIER, &[&dossier])).await.is_refused(403, "not_yours");
    let [coming] = &other.board().await.coming[..] else { panic!("one client to come to") };
    assert_eq!((coming.name.as_str(), coming.coming.step), ("Noor", Step::Meeting));
    client.says_yes_to_the_coach().await.is_refused(409, "no_question");
    other.says_they_met_about(dossier, coming.coming.proposal).await.is_done();
    client.hands_over().await.is_refused(409, "no_question");
    client.says_yes_to_the_coach().await.is_done();
    assert!(other.board().await.clients.is_empty(), "a yes is no hand-over (M8c)");
    client.hands_over().await.is_done();
    finds_nothing(&coach, &client).await;
    let page = other.dossier(dossier).await;
    assert_eq!((page.view.you, page.view.consults.len()), (Relation::Coach, 1));
    assert_eq!(other.board_status(consult).await, Status::Disputed, "what was open is hers to answer");
    let kept: shared::api::Draft = other.gets(&draft).await.gives();
    assert_eq!(kept.body, "Half af.", "what the former coach was writing goes along");
    coach.gets(&draft).await.is_refused(404, "unknown");
    assert!(bureau.knocks().await > 0, "M7b: what the former coach tried is counted");
    bureau.is_sound().await;
}

#[tokio::test]
async fn m8b_a_no_leaves_everything_as_it_was() {
    let bureau = Bureau::start().await;
    let (_, coach, other, client) = two_coaches(&bureau).await;
    coach.proposes(client.own(), &other).await.is_done();
    coach.says_they_met(client.own()).await.is_done();
    client.says_no_to_the_coach().await.is_done();
    finds_nothing(&other, &client).await;
    assert_eq!(coach.dossier(client.own()).await.view.you, Relation::Coach);
    coach.proposes(client.own(), &other).await.is_refused(409, "she_said_no");
    bureau.is_sound().await;
}

#[tokio::test]
async fn f61_r4_3_a_substitute_comes_and_goes_by_the_day_and_sees_it_happen() {
    let bureau = Bureau::start().await;
    let (_, coach, other, client) = two_coaches_under(&bureau, holidays()).await;
    coach.asks_to_stand_in(client.own(), &other, (1, 2)).await.is_done();
    client.agrees_to_the_substitute().await.is_done();
    finds_nothing(&other, &client).await;
    bureau.days_pass(1).await;
    let (coach, other, client) =
        (coach.signs_in_anew().await, other.signs_in_anew().await, client.signs_in_anew().await);
    let [line] = &other.board().await.clients[..] else { panic!("she stands in for one") };
    let tomorrow = bureau.at.clock.today().plus_days(1);
    assert_eq!(
        (line.you, line.until, line.coach.as_ref().unwrap().as_str()),
        (Relation::Substitute, Some(tomorrow), "Samira")
    );
    let consult = other.asks_her(client.own(), &["U belde met Bram."]).await;
    client.approves(consult).await.is_done();
    let can = client.looks().await.now;
    let days: Vec<_> = can.iter().map(|looker| (looker.person, looker.days)).collect();
    let first = bureau.at.clock.today();
    assert_eq!(
        days,
        [(coach.id(), None), (other.id(), Some((first, tomorrow)))],
        "F62: from when, not since she agreed"
    );
    bureau.days_pass(2).await;
    let (other, coach) = (other.signs_in_anew().await, coach.signs_in_anew().await);
    finds_nothing(&other, &client).await;
    assert_eq!(coach.board_status(consult).await, Status::Approved);
    bureau.is_sound().await;
}

#[tokio::test]
async fn r4_3_where_the_regulation_knows_no_holidays_it_says_so_with_its_article() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(vec![rule(Parameter::Replacement, &["no"], Some("9"))]).await.is_done();
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let client = bureau.client(&coach, "Noor").await;
    let refused = coach.asks_to_stand_in(client.own(), &other, (1, 2)).await;
    let problem = refused.is_refused(403, "not_by_regulation").problem();
    assert!(problem.detail.contains('9') && problem.article.is_some(), "the article is named: {}", problem.detail);
}

#[tokio::test]
async fn f59_r4_1_the_coach_reads_and_writes_nothing_before_her_yes() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(shipped(Preset::ClientJudges)).await.is_done();
    let coach = bureau.coach(&administrator, "Samira").await;
    let client = bureau.client(&coach, "Noor").await;
    assert_eq!(coach.dossier(client.own()).await.view.you, Relation::Unapproved);
    let consult = shared::ids::ConsultId(shared::ids::Uuid::new_v4());
    let (held_on, form) = (bureau.at.clock.today(), shared::dossier::consults::ConsultKind::Office);
    let record = shared::dossier::Command::RecordConsult { consult, held_on, form, minutes: None };
    coach.wants(client.own(), record).await.is_refused(403, "not_yours");
    assert!(client.looks().await.now.is_empty(), "F62: nobody can look yet");
    client.says_yes_to_the_coach().await.is_done();
    coach.asks_her(client.own(), &["Een."]).await;
    assert_eq!(client.looks().await.now.len(), 1);
    bureau.is_sound().await;
}

#[tokio::test]
async fn f60_f58_an_administrator_finds_a_coach_for_whom_another_left_behind_and_learns_no_name() {
    let bureau = Bureau::start().await;
    let (administrator, coach, other, client) = two_coaches(&bureau).await;
    let second = bureau.client(&coach, "Yara").await;
    let none: Vec<Unguided> = administrator.gets(path::BUREAU_UNGUIDED).await.gives();
    assert!(none.is_empty());
    administrator.ends_the_work_of(&coach).await;
    let listed = administrator.gets(path::BUREAU_UNGUIDED).await;
    assert!(!listed.text.contains("Noor") && !listed.text.contains(&client.own().to_string()), "{listed}");
    let left: Vec<Unguided> = listed.gives();
    assert_eq!(
        left.iter().map(|one| (one.former, one.without, one.proposed)).collect::<Vec<_>>(),
        [(coach.id(), 2, 0)]
    );
    let find = FindCoach {
        entry: new_entry(),
        former: coach.id(),
        coach: other.id(),
        why: remark("Samira werkt hier niet meer."),
    };
    for _ in 0..2 {
        let left: Vec<Unguided> = administrator.posts(path::BUREAU_UNGUIDED, &find).await.gives();
        assert_eq!((left[0].without, left[0].proposed), (0, 2), "sent twice it is done once");
    }
    assert_eq!(other.comes_to().await.len(), 2);
    for (client, yes) in [(&client, true), (&second, false)] {
        let proposal = client.own_page().await.view.coming.unwrap().proposal;
        other.says_they_met_about(client.own(), proposal).await.is_done();
        if yes {
            client.says_yes_to_the_coach().await.is_done();
            client.hands_over().await.is_done();
        } else {
            client.says_no_to_the_coach().await.is_done();
        }
    }
    let left: Vec<Unguided> = administrator.gets(path::BUREAU_UNGUIDED).await.gives();
    assert_eq!((left[0].without, left[0].proposed), (1, 0), "who said no waits for another");
    assert_eq!(other.board().await.clients.len(), 1);
    bureau.is_sound().await;
}

#[tokio::test]
async fn w2b_three_roles_work_in_every_dossier_and_she_reads_who_they_are() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(shipped(Preset::OralCv)).await.is_done();
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let expert = administrator.invites_staff("Eva", Role::EmploymentExpert).await;
    let office = administrator.invites_staff("Ot", Role::OfficeWorker).await;
    let officer = administrator.invites_staff("Fenna", Role::Officer).await;
    let client = bureau.client(&coach, "Noor").await;
    let consult = expert.asks_her(client.own(), &["U kunt tillen."]).await;
    let sees = [(&other, Relation::Colleague), (&expert, Relation::Colleague), (&office, Relation::Office)];
    for (colleague, relation) in sees {
        let [line] = &colleague.board().await.clients[..] else { panic!("every dossier is on the board") };
        assert_eq!((line.you, line.consults.len()), (relation, 1));
        assert_eq!(colleague.consult(client.own(), consult).await.entries.len(), 1);
    }
    let sends = shared::dossier::Command::SendSummary {
        consult,
        replaces: 1,
        passages: support::staff::passages(&["Anders."]),
    };
    office.wants(client.own(), sends).await.is_refused(403, "not_yours");
    for nobody in [&administrator, &officer] {
        nobody.gets(&path::to(path::DOSSIER, &[&client.own()])).await.is_refused(404, "unknown");
    }
    let can: Vec<Role> = client.looks().await.now.iter().map(|looker| looker.role).collect();
    assert_eq!(can, [Role::Coach, Role::Coach, Role::EmploymentExpert, Role::OfficeWorker]);
    bureau.is_sound().await;
}

#[tokio::test]
async fn f62_a_policy_that_changes_bites_on_the_next_read() {
    let bureau = Bureau::start().await;
    let (administrator, _, other, client) = two_coaches_under(&bureau, shipped(Preset::OralCv)).await;
    other.gets(&path::to(path::DOSSIER, &[&client.own()])).await.is_done();
    administrator.publishes(shipped(Preset::WrittenOnly)).await.is_done();
    other.gets(&path::to(path::DOSSIER, &[&client.own()])).await.is_done();
    let told = shared::dossier::Command::AcknowledgeRegulation { version: 2 };
    client.does(client.own(), told).await;
    finds_nothing(&other, &client).await;
    assert_eq!(client.looks().await.now.len(), 1);
}

#[tokio::test]
async fn f19_a_new_coach_hears_of_what_happens_and_the_former_one_no_more() {
    let bureau = Bureau::start().await;
    let (_, coach, other, client) = two_coaches(&bureau).await;
    let consult = coach.asks_her(client.own(), &["Een."]).await;
    coach.proposes(client.own(), &other).await.is_done();
    coach.says_they_met(client.own()).await.is_done();
    client.says_yes_to_the_coach().await.is_done();
    let (mut hears, mut former) = (other.listens().await, coach.listens().await);
    client.hands_over().await.is_done();
    let at_once = async { (hears.tell_of(client.own()).await, former.tell_of(client.own()).await) };
    let told = tokio::time::timeout(std::time::Duration::from_secs(3), at_once).await.expect("both are told at once");
    assert_eq!(told.0, told.1);
    client.approves(consult).await.is_done();
    hears.tell_of(client.own()).await;
    assert!(former.are_silent(std::time::Duration::from_millis(400)).await);
}

#[tokio::test]
async fn f19_f61_who_is_to_stand_in_hears_of_it_when_the_client_agrees() {
    let bureau = Bureau::start().await;
    let (_, coach, other, client) = two_coaches_under(&bureau, holidays()).await;
    coach.asks_to_stand_in(client.own(), &other, (0, 2)).await.is_done();
    let mut hears = other.listens().await;
    client.agrees_to_the_substitute().await.is_done();
    let told = tokio::time::timeout(std::time::Duration::from_secs(3), hears.tell_of(client.own())).await;
    told.expect("her board changes at once");
    // Proposed as her next coach too: she says herself that they met.
    coach.proposes(client.own(), &other).await.is_done();
    let page = other.dossier(client.own()).await;
    assert_eq!(page.view.you, Relation::Substitute);
    assert!(page.view.allowed.contains(&shared::access::Act::RecordMeeting));
    other.says_they_met(client.own()).await.is_done();
}

#[tokio::test]
async fn f60_f58_an_administrator_reads_why_nobody_could_be_asked() {
    let bureau = Bureau::start().await;
    let (administrator, coach, other, client) = two_coaches(&bureau).await;
    coach.proposes(client.own(), &other).await.is_done();
    coach.says_they_met(client.own()).await.is_done();
    client.says_no_to_the_coach().await.is_done();
    administrator.ends_the_work_of(&coach).await;
    let why = remark("Samira werkt hier niet meer.");
    let find = |whom: &Person| FindCoach { entry: new_entry(), former: coach.id(), coach: whom.id(), why: why.clone() };
    let no = administrator.posts(path::BUREAU_UNGUIDED, &find(&other)).await.is_refused(409, "she_said_no");
    assert!(!no.text.contains("Noor"), "F58: {no}");
    let third = bureau.coach(&administrator, "Iris").await;
    let left: Vec<Unguided> = administrator.posts(path::BUREAU_UNGUIDED, &find(&third)).await.gives();
    assert_eq!((left[0].without, left[0].proposed), (0, 1));
}

#[tokio::test]
async fn f60_where_the_regulation_knows_no_other_coach_the_administrator_reads_the_article() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(vec![rule(Parameter::Transfer, &["no"], Some("8"))]).await.is_done();
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    bureau.client(&coach, "Noor").await;
    administrator.ends_the_work_of(&coach).await;
    let why = remark("Samira werkt hier niet meer.");
    let find = FindCoach { entry: new_entry(), former: coach.id(), coach: other.id(), why };
    let refused = administrator.posts(path::BUREAU_UNGUIDED, &find).await;
    let problem = refused.is_refused(403, "not_by_regulation").problem();
    assert!(problem.article.is_some() && problem.detail.contains('8'), "{}", problem.detail);
}

#[tokio::test]
async fn f58_f78_nobody_who_left_is_mailed() {
    let bureau = Bureau::start().await;
    let (administrator, coach, other, client) = two_coaches(&bureau).await;
    coach.proposes(client.own(), &other).await.is_done();
    coach.says_they_met(client.own()).await.is_done();
    let counted = async |address: &str| bureau.mails_to(address).await.len();
    let before = counted("samira@bureau.example").await;
    administrator.ends_the_work_of(&coach).await;
    client.says_yes_to_the_coach().await.is_done();
    let new_coach = counted("bram@bureau.example").await;
    client.hands_over().await.is_done();
    assert_eq!(counted("bram@bureau.example").await, new_coach + 1, "who guides her now is told");
    assert_eq!(counted("samira@bureau.example").await, before, "who left is not");
}

#[tokio::test]
async fn r4_1_another_coach_is_proposed_with_a_reason_and_the_client_reads_it() {
    let bureau = Bureau::start().await;
    let (_, coach, other, client) = two_coaches(&bureau).await;
    let without = shared::dossier::Command::ProposeCoach { coach: other.id(), why: None };
    coach.wants(client.own(), without).await.is_refused(422, "why_missing");
    coach.proposes(client.own(), &other).await.is_done();
    let page = client.own_page().await;
    assert_eq!(page.why.unwrap().as_str(), "Samira gaat met verlof.");
    other.gets(&path::to(path::DOSSIER, &[&client.own()])).await.is_refused(403, "not_yours");
    bureau.is_sound().await;
}

// Keeps: S6
#[tokio::test]
async fn s0a_w2b_g26_whoever_works_for_another_organisation_is_shown_with_it_and_anybody_reads_the_arrangement() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(shipped(Preset::JointExecutors)).await.is_done();
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    administrator.says_who_employs(&other, Some(("Partner BV", "Overeenkomst van 1 maart 2026"))).await.is_done();
    coach.posts(path::BUREAU_COMMANDS, &placing(&coach)).await.is_refused(403, "not_yours");
    let client = bureau.client(&coach, "Noor").await;
    let consult = coach.asks_her(client.own(), &["Een."]).await;
    // Part of S6: who carries it out, at whichever organisation, can look; she reads by name, role and organisation.
    assert_eq!(other.consult(client.own(), consult).await.entries.len(), 1);
    let looks = client.looks().await;
    let of = |person: &Person| looks.organisations.get(&person.id()).map(ToString::to_string);
    assert_eq!((of(&coach), of(&other)), (None, Some("Partner BV".to_owned())));
    assert!(looks.now.iter().any(|looker| looker.person == other.id()));
    let read: RegulationPage = bureau.visitor().gets(path::REGULATION).await.gives();
    assert_eq!(read.organisations.iter().map(ToString::to_string).collect::<Vec<_>>(), ["Partner BV"]);
    assert!(read.arrangement.is_some());
    // Her work ended: she looks no more, and her organisation is named no more.
    administrator.ends_the_work_of(&other).await;
    let read: RegulationPage = bureau.visitor().gets(path::REGULATION).await.gives();
    assert!(read.organisations.is_empty());
    bureau.is_sound().await;
}

fn placing(whom: &Person) -> shared::api::BureauPost {
    let command = shared::bureau::BureauCommand::PlaceStaff { person: whom.id(), organisation: None };
    shared::api::BureauPost { entry: new_entry(), command }
}
