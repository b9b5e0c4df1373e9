//! What is kept about her, and what is not: a coach tries, and she reads what came of it.

use shared::dossier::Command;
use shared::dossier::consults::ConsultKind;
use shared::dossier::looks::LookKind;
use shared::dossier::records::{LegalGround, Purpose, RecordContent, RecordKind, Source, Value};
use shared::ids::{ConsultId, Uuid};
use shared::log::Role;
use shared::policy::Parameter;
use shared::policy::choices::Service;
use shared::time::Minutes;
use support::bureau::Bureau;
use support::person::Person;
use support::records::something;
use support::regulation::rule;
use support::staff::remark;

/// A client under these rules, of whom it is recorded that she is ill for long, and her coach.
async fn under(rules: Vec<shared::api::RuleChoice>) -> (Bureau, Person, Person) {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(rules).await.is_done();
    let coach = bureau.coach(&administrator, "Samira").await;
    let client = bureau.client(&coach, "Noor").await;
    coach.records_intake(client.own(), Service::SecondTrack, true).await.is_done();
    (bureau, coach, client)
}

fn lists(items: &[&str]) -> shared::api::RuleChoice {
    rule(Parameter::DataItems, items, Some("6"))
}

/// How many things of a kind she reads about herself.
async fn reads(client: &Person, kind: RecordKind) -> usize {
    client.records_of(client.own(), kind).await.len()
}

// Keeps: W4, S3, P3c
#[tokio::test]
async fn w4_what_is_not_on_the_bureaus_list_is_not_kept_and_what_is_has_its_purpose() {
    let (_, coach, client) = under(vec![lists(&["education", "health"])]).await;
    let refused = coach.keeps(client.own(), something(RecordKind::Income, "Een uitkering.")).await;
    let problem = refused.is_refused(403, "not_by_regulation").problem();
    assert!(problem.detail.contains('6'), "the article is named: {}", problem.detail);
    for kind in [RecordKind::MaritalStatus, RecordKind::Limitations] {
        coach.keeps(client.own(), something(kind, "Zo is het.")).await.is_refused(403, "not_by_regulation");
    }
    assert_eq!(reads(&client, RecordKind::Income).await, 0);
    coach.keeps(client.own(), something(RecordKind::Education, "Mbo techniek.")).await.is_done();
    let [(_, content)] = &client.records_of(client.own(), RecordKind::Education).await[..] else { panic!("one") };
    assert_eq!(content.as_ref().unwrap().purpose, Purpose::Possibilities, "she reads what it is for");
}

// Keeps: W6
#[tokio::test]
async fn w6_of_the_bureaus_own_list_three_kinds_are_treated_as_sensitive() {
    let items =
        ["birth_date", "education", "work_history", "cv", "benefits", "first_sick_day", "limitations", "work_plan"];
    let rules = vec![lists(&items), rule(Parameter::SpecialData, &["listed"], Some("6"))];
    let (_, coach, client) = under(rules).await;
    let mut sensitive = Vec::new();
    for kind in RecordKind::ALL.iter().filter(|kind| kind.listed().is_some()) {
        if !coach.keeps(client.own(), something(*kind, "Zo is het.")).await.text.contains("not_by_regulation") {
            let (view, _) = client.records_of(client.own(), *kind).await.remove(0);
            sensitive.extend(view.class.is_special().then_some(*kind));
        }
    }
    assert_eq!(sensitive, [RecordKind::FirstSickDay, RecordKind::Limitations, RecordKind::WorkPlan]);
}

// Keeps: W5a, G6, G5.1a
#[tokio::test]
async fn w5a_g6_she_reads_by_what_right_something_is_kept_and_what_is_sensitive_needs_a_second_and_stricter_one() {
    let rules = vec![lists(&["education", "limitations"]), rule(Parameter::SpecialData, &["listed"], None)];
    let (_, coach, client) = under(rules).await;
    let by_interest = |kind| RecordContent { ground: LegalGround::Interest, ..something(kind, "Zo is het.") };
    coach.keeps(client.own(), by_interest(RecordKind::Limitations)).await.is_refused(422, "record_unfit");
    coach.keeps(client.own(), by_interest(RecordKind::Education)).await.is_done();
    coach.keeps(client.own(), something(RecordKind::Limitations, "Tillen lukt niet.")).await.is_done();
    let ground = async |kind| client.records_of(client.own(), kind).await.remove(0).1.unwrap().ground;
    assert_eq!(ground(RecordKind::Education).await, LegalGround::Interest);
    assert_eq!(ground(RecordKind::Limitations).await, LegalGround::Reintegration);
    // Of what is sensitive one right is not enough, and she reads both.
    let limits = something(RecordKind::Limitations, "Tillen lukt niet.");
    let one_right = RecordContent { beside: None, ..limits.clone() };
    coach.keeps(client.own(), one_right).await.is_refused(422, "record_unfit");
    let beside = client.records_of(client.own(), RecordKind::Limitations).await.remove(0).1.unwrap().beside;
    assert_eq!(beside, limits.beside);
    assert_eq!(beside, Some(LegalGround::Interest), "her yes is not what stands ready");
}

/// Somebody wants to keep something for every purpose there is; gives those that are refused.
async fn refused_for(coach: &Person, client: &Person, kind: RecordKind) -> Vec<Purpose> {
    let mut refused = Vec::new();
    for purpose in Purpose::ALL.iter().copied() {
        let answer = coach.keeps(client.own(), RecordContent { purpose, ..something(kind, "Zo is het.") }).await;
        if answer.status == 422 {
            assert_eq!(answer.problem().article.as_deref(), Some("AVG 5(1)(b)"));
            refused.push(purpose);
        }
    }
    let kept = client.records_of(client.own(), kind).await;
    assert!(kept.iter().all(|(_, content)| !refused.contains(&content.as_ref().unwrap().purpose)));
    refused
}

// Keeps: W7b, W7c, W7f
// Part of: G5.1b
#[tokio::test]
async fn w7b_w7c_w7f_each_kind_is_kept_for_its_own_purposes_and_for_nothing_else() {
    use Purpose::{Advice, Contact, Finance, Guidance, Possibilities, Purchase, Report, Tests, Training, Uwv, Work};
    let items = ["education", "work_history", "benefits", "limitations", "work_plan", "first_sick_day"];
    let rules = vec![lists(&items), rule(Parameter::SpecialData, &["listed"], None)];
    let (_, coach, client) = under(rules).await;
    for kind in [RecordKind::Education, RecordKind::WorkHistory, RecordKind::Benefits, RecordKind::Limitations] {
        let refused = refused_for(&coach, &client, kind).await;
        assert_eq!(refused, [Guidance, Contact, Purchase, Uwv, Finance, Report, Work, Training]);
    }
    let plan = refused_for(&coach, &client, RecordKind::WorkPlan).await;
    assert_eq!(plan, [Guidance, Contact, Possibilities, Tests, Advice, Uwv, Finance, Report, Work, Training]);
    let sick = refused_for(&coach, &client, RecordKind::FirstSickDay).await;
    assert_eq!(sick, [Guidance, Contact, Possibilities, Tests, Purchase, Finance, Report, Work, Training]);
}

// Keeps: R2.2a, S0b, G5.1c
// Part of: W2a
#[tokio::test]
async fn r2_2a_s0b_g5_1c_the_service_decides_what_may_be_kept_and_the_sensitive_is_off_until_there_is_a_reason() {
    let rules =
        vec![lists(&["education", "limitations"]), rule(Parameter::Services, &["second_track", "coaching"], None)];
    let (_, coach, client) = under(rules).await;
    let limits = something(RecordKind::Limitations, "Tillen lukt niet.");
    let refused = coach.keeps(client.own(), limits.clone()).await.is_refused(422, "record_unfit").problem();
    assert_eq!(refused.article.as_deref(), Some("AVG 9"), "it asks for a reason");
    coach.records_intake(client.own(), Service::Outplacement, false).await.is_refused(403, "not_by_regulation");
    coach.records_intake(client.own(), Service::Coaching, false).await.is_done();
    let reasoned = RecordContent { reason: Some(remark("Voor het zoeken naar werk.")), ..limits };
    let refused = coach.keeps(client.own(), reasoned.clone()).await.is_refused(403, "not_for_service").problem();
    assert_eq!(refused.article.as_deref(), Some("AVG 5(1)(c)"));
    coach.records_intake(client.own(), Service::SecondTrack, true).await.is_done();
    coach.keeps(client.own(), reasoned).await.is_done();
    let page = client.records(client.own()).await;
    assert_eq!(page.intake.unwrap().intake.service, Service::SecondTrack, "she reads which service it is");
    assert!(page.records[0].content.as_ref().unwrap().reason.is_some(), "and why it was needed");
}

// Keeps: R2.2b
#[tokio::test]
async fn r2_2b_every_service_keeps_the_same_few_data_about_who_she_is_and_what_she_did() {
    use RecordKind::{Address, BirthDate, Cv, Education, WorkHistory};
    let items = ["name", "address", "birth_date", "phone", "email", "education", "work_history", "cv"];
    let services = ["first_track", "second_track", "third_track", "career_check", "outplacement", "career_coaching"];
    let (_, coach, client) = under(vec![lists(&items), rule(Parameter::Services, &services, None)]).await;
    let every = [
        Service::FirstTrack,
        Service::SecondTrack,
        Service::ThirdTrack,
        Service::CareerCheck,
        Service::Outplacement,
        Service::CareerCoaching,
    ];
    for service in every {
        coach.records_intake(client.own(), service, false).await.is_done();
        let offered: Vec<_> = coach.records(client.own()).await.storable;
        for kind in [Address, BirthDate, Education, WorkHistory, Cv] {
            assert!(offered.contains(&kind), "{service:?} {kind:?}");
        }
    }
    coach.keeps(client.own(), something(BirthDate, "")).await.is_done();
    assert_eq!(reads(&client, BirthDate).await, 1);
}

// Keeps: R2.2c
#[tokio::test]
async fn r2_2c_what_the_payer_tells_in_confidence_is_kept_only_if_she_knows_and_she_reads_it() {
    let (_, coach, client) = under(vec![lists(&["payers_points"])]).await;
    let told = something(RecordKind::PayersPoints, "Mag beter plannen.");
    let secret = RecordContent { known_on: None, ..told.clone() };
    coach.keeps(client.own(), secret).await.is_refused(422, "record_unfit");
    assert_eq!(reads(&client, RecordKind::PayersPoints).await, 0);
    coach.keeps(client.own(), told.clone()).await.is_done();
    let [(_, content)] = &client.records_of(client.own(), RecordKind::PayersPoints).await[..] else { panic!("one") };
    assert_eq!(content.as_ref(), Some(&told));
}

// Keeps: R2.2d
#[tokio::test]
async fn r2_2d_what_limits_her_only_under_the_law_on_long_illness_and_benefits_only_if_needed() {
    let special = rule(Parameter::SpecialData, &["gatekeeper_law"], Some("2.2"));
    let (_, coach, client) = under(vec![lists(&["limitations", "benefits"]), special]).await;
    coach.records_intake(client.own(), Service::SecondTrack, false).await.is_done();
    let limits = something(RecordKind::Limitations, "Tillen lukt niet.");
    coach.keeps(client.own(), limits.clone()).await.is_refused(403, "not_by_regulation");
    assert_eq!(reads(&client, RecordKind::Limitations).await, 0);
    coach.records_intake(client.own(), Service::SecondTrack, true).await.is_done();
    coach.keeps(client.own(), limits).await.is_done();
    let benefits = something(RecordKind::Benefits, "WIA sinds 2025.");
    coach.keeps(client.own(), benefits.clone()).await.is_refused(422, "record_unfit");
    let needed = RecordContent { reason: Some(remark("Voor de aanvraag bij UWV.")), ..benefits };
    coach.keeps(client.own(), needed).await.is_done();
    assert_eq!(reads(&client, RecordKind::Benefits).await, 1);
}

// Keeps: R3.6, P6
// Part of: M6a, W7g, M1a
#[tokio::test]
async fn r3_6_p6_she_reads_the_coachs_notes_and_a_list_of_all_that_is_kept_at_any_time() {
    let (bureau, coach, client) = under(vec![lists(&["education"])]).await;
    coach.keeps(client.own(), something(RecordKind::Note, "Vertelt met plezier.")).await.is_done();
    coach.keeps(client.own(), something(RecordKind::Education, "Mbo techniek.")).await.is_done();
    coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let page = client.records(client.own()).await;
    let kinds: Vec<_> = page.records.iter().map(|line| (line.view.kind, line.content.is_some())).collect();
    assert_eq!(kinds, [(RecordKind::Note, true), (RecordKind::Education, true)]);
    let contact = page.contact.expect("how she is reached");
    assert!(contact.email.is_some() && page.intake.is_some());
    assert_eq!((page.consults.len(), page.years), (1, 2), "her talks, and until when");
    // Also long after.
    bureau.days_pass(40).await;
    let client = client.signs_in_anew().await;
    assert_eq!(client.records(client.own()).await.records.len(), 2);
}

// Keeps: P10
#[tokio::test]
async fn p10_medical_data_from_others_are_seen_by_fewer_stand_in_no_list_and_each_opening_is_recorded() {
    let roles = rule(Parameter::WorkingRoles, &["coach", "employment_expert", "office_worker"], None);
    let rules = vec![
        lists(&["health"]),
        rule(Parameter::WhoSees, &["three_roles"], None),
        roles,
        rule(Parameter::SpecialData, &["listed"], None),
        rule(Parameter::ReceivedMedical, &["apart"], None),
    ];
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(rules).await.is_done();
    let coach = bureau.coach(&administrator, "Samira").await;
    let office = administrator.invites_staff("Ot", Role::OfficeWorker).await;
    let client = bureau.client(&coach, "Noor").await;
    coach.records_intake(client.own(), Service::SecondTrack, true).await.is_done();
    let letter = RecordContent { source: Source::Doctor, ..something(RecordKind::Health, "Kwispelstaart.") };
    coach.keeps(client.own(), letter.clone()).await.is_done();
    // In no list and no mail, also not in that of her own coach.
    let [(view, content)] = &coach.records_of(client.own(), RecordKind::Health).await[..] else { panic!("one") };
    assert!(view.apart && content.is_none());
    assert!(bureau.mails().await.iter().all(|mail| !mail.raw.contains("Kwispelstaart")));
    // Seen by fewer: who works in every dossier does not learn that it is there.
    assert_eq!(office.records(client.own()).await.records.len(), 0);
    office.opens_record(client.own(), view.id).await.is_refused(403, "not_yours");
    // Each opening is on her page.
    assert_eq!(coach.reads_record(client.own(), view.id).await, letter);
    let looks = client.looks().await.lines.into_iter();
    assert_eq!(looks.filter(|line| line.kind == LookKind::Record && line.person == coach.id()).count(), 1);
    assert_eq!(client.records_of(client.own(), RecordKind::Health).await[0].1.as_ref(), Some(&letter));
}

// Keeps: P9
#[tokio::test]
async fn p9_belief_descent_and_politics_only_with_a_written_reason_that_she_and_the_officer_read() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let officer = administrator.invites_staff("Fenna", Role::Officer).await;
    let client = bureau.client(&coach, "Noor").await;
    let belief = something(RecordKind::Belief, "Op zondag niet.");
    coach.keeps(client.own(), belief.clone()).await.is_refused(422, "record_unfit");
    assert_eq!(reads(&client, RecordKind::Belief).await, 0);
    let reason = Some(remark("Werk op zondag kan niet."));
    coach.keeps(client.own(), RecordContent { reason: reason.clone(), ..belief }).await.is_done();
    let [(_, content)] = &client.records_of(client.own(), RecordKind::Belief).await[..] else { panic!("one") };
    assert_eq!(content.as_ref().unwrap().reason, reason);
    let told: Vec<shared::api::ReasonLine> = officer.gets(shared::api::path::BUREAU_REASONS).await.gives();
    assert_eq!(told.into_iter().map(|line| Some(line.reason)).collect::<Vec<_>>(), [reason]);
}

// Keeps: R3.4, M4b, P3b
#[tokio::test]
async fn r3_4_not_only_talks_but_every_activity_and_mail_is_listed_by_day_and_she_reads_it() {
    let every = ["contacts", "activities", "emails", "letters"];
    let (bureau, coach, client) = under(vec![rule(Parameter::TimeLog, &every, Some("3.4"))]).await;
    coach.records_consult(client.own()).await;
    let email = something(RecordKind::Email, "Vroeg of dinsdag kan.");
    let without_day = RecordContent { on: None, ..email.clone() };
    coach.keeps(client.own(), without_day).await.is_refused(422, "record_unfit");
    coach.keeps(client.own(), email.clone()).await.is_done();
    let took = Minutes::new(25);
    let calls = RecordContent { minutes: took, ..something(RecordKind::Activity, "Belde drie werkgevers.") };
    coach.keeps(client.own(), calls).await.is_done();
    let (consult, held_on, minutes) =
        (ConsultId(Uuid::new_v4()), bureau.at.clock.today().plus_days(-7), Minutes::new(50));
    let talk = Command::RecordConsult { consult, held_on, form: ConsultKind::Video, minutes };
    coach.does(client.own(), talk).await;
    let page = client.records(client.own()).await;
    let talks: Vec<_> = page.consults.iter().map(|talk| talk.on).collect();
    assert_eq!(talks, [bureau.at.clock.today(), held_on], "her talks stand in it by themselves");
    assert_eq!(page.consults[1].minutes, minutes, "with how long they took");
    let hers = client.records_of(client.own(), RecordKind::Activity).await.remove(0).1.unwrap();
    assert_eq!(hers.minutes, took);
    let [(_, kept)] = &client.records_of(client.own(), RecordKind::Email).await[..] else { panic!("one mail") };
    assert_eq!((kept.as_ref().unwrap().on, kept.as_ref()), (email.on, Some(&email)));
    assert_eq!(reads(&client, RecordKind::Activity).await, 1);
}

// Keeps: G12.1
#[tokio::test]
async fn g12_1_what_was_told_her_aloud_because_she_asked_is_recorded_with_its_day() {
    let (_, coach, client) = under(Vec::new()).await;
    let aloud = something(RecordKind::Told, "Voorgelezen wat er over haar bewaard is.");
    coach.keeps(client.own(), aloud.clone()).await.is_done();
    let [(_, kept)] = &client.records_of(client.own(), RecordKind::Told).await[..] else { panic!("one") };
    assert_eq!(kept.as_ref(), Some(&aloud), "she reads that it was told, and when");
}

// Keeps: W7e
#[tokio::test]
async fn w7e_her_citizen_number_and_day_of_birth_are_kept_only_for_the_benefits_agency_and_show_to_no_staff() {
    let rules = vec![lists(&["bsn", "birth_date"]), rule(Parameter::Bsn, &["uwv_only"], None)];
    let (_, coach, client) = under(rules).await;
    let others = Purpose::ALL.len() - 1;
    assert_eq!(refused_for(&coach, &client, RecordKind::CitizenNumber).await.len(), others, "for nothing else");
    assert_eq!(refused_for(&coach, &client, RecordKind::BirthDate).await.len(), others);
    for kind in [RecordKind::CitizenNumber, RecordKind::BirthDate] {
        let shown = async |to: &Person| to.records_of(client.own(), kind).await.remove(0).1.unwrap().value;
        let masked = shown(&coach).await;
        assert!(matches!(masked, Value::Masked(_)), "{masked:?}");
        let hers = shown(&client).await;
        assert!(!matches!(hers, Value::Masked(_)), "she reads all of it: {hers:?}");
    }
}

// Keeps: M4d, S4, P5, R3.2
#[tokio::test]
async fn m4d_s4_p5_r3_2_of_each_thing_it_is_known_whether_it_lies_on_paper_and_she_reads_that() {
    let (_, coach, client) = under(vec![lists(&["education"])]).await;
    coach.keeps(client.own(), something(RecordKind::Education, "Mbo techniek.")).await.is_done();
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let known = async || {
        let page = client.records(client.own()).await;
        (page.records[0].view.on_paper.is_some(), page.consults[0].on_paper)
    };
    assert_eq!(known().await, (false, false));
    let record = client.records(client.own()).await.records[0].view.id;
    let mark = |item, there| Command::MarkPaper { item, there };
    coach.wants(client.own(), mark(consult.into(), true)).await.is_done();
    assert_eq!(known().await, (false, true), "a print of a summary for the paper dossier");
    coach.wants(client.own(), mark(record.into(), true)).await.is_done();
    coach.wants(client.own(), mark(consult.into(), false)).await.is_done();
    assert_eq!(known().await, (true, false), "found, and gone again");
    let by = client.records(client.own()).await.records[0].view.on_paper.unwrap().by;
    assert_eq!(by, coach.id());
    client.wants(client.own(), mark(record.into(), false)).await.is_refused(403, "not_yours");
}
