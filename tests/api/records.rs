//! What is kept about a client beside her talks, over HTTP: she reads all of it, staff leave a look, and what is not to be
//! seen is not sent.

use serde_json::json;
use shared::access::Act;
use shared::api::{ReasonLine, ReasonOf, RecordPage, path};
use shared::dossier::looks::LookKind;
use shared::dossier::records::{RecordContent, RecordKind, Source, Value};
use shared::log::Role;
use shared::policy::Parameter;
use shared::policy::choices::Service;
use shared::policy::presets::Preset;
use support::bureau::Bureau;
use support::person::Person;
use support::records::something;
use support::regulation::{rule, shipped};
use support::staff::remark;

/// A bureau under a shipped regulation, and a client of whom the intake was recorded.
async fn under(preset: Preset) -> (Bureau, Person, Person, Person) {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(shipped(preset)).await.is_done();
    let coach = bureau.coach(&administrator, "Samira").await;
    let client = bureau.client(&coach, "Noor").await;
    coach.records_intake(client.own(), Service::SecondTrack, true).await.is_done();
    (bureau, administrator, coach, client)
}

#[tokio::test]
async fn r3_6_p6_she_reads_what_is_kept_as_soon_as_it_is_written() {
    let (bureau, _, coach, client) = under(Preset::OralCv).await;
    let mut hears = client.listens().await;
    coach.keeps(client.own(), something(RecordKind::Note, "Gaat graag met de fiets.")).await.is_done();
    hears.tell_of(client.own()).await;
    coach.keeps(client.own(), something(RecordKind::Education, "Mbo techniek.")).await.is_done();
    let page = client.records(client.own()).await;
    let intake = page.intake.expect("why she is here").intake;
    assert_eq!((intake.service, intake.payer.unwrap().as_str()), (Service::SecondTrack, "Bakkerij De Zon"));
    let values: Vec<_> = page.records.iter().map(|line| line.content.clone().unwrap().value).collect();
    assert_eq!(values, ["Gaat graag met de fiets.", "Mbo techniek."].map(|words| Value::Text(remark(words))));
    assert!(page.contact.unwrap().email.is_some(), "how she is reached is kept too");
    assert_eq!(page.years, 5);
    let staffs = [Act::RecordIntake, Act::KeepRecord, Act::MarkPaper];
    assert!(!staffs.iter().any(|act| page.allowed.contains(act)), "she writes none of it: {:?}", page.allowed);
    assert_eq!((page.consults.len(), page.drafts), (0, 0));
    assert!(page.storable.is_empty(), "she is offered nothing to write");
    bureau.is_sound().await;
}

#[tokio::test]
async fn f63_whoever_opens_what_is_kept_leaves_a_look_of_that_visit() {
    let (bureau, _, coach, client) = under(Preset::OralCv).await;
    for _ in 0..2 {
        coach.records(client.own()).await;
    }
    client.records(client.own()).await;
    let looks = client.looks().await;
    let kinds: Vec<_> = looks.lines.iter().map(|line| line.kind).filter(|kind| *kind == LookKind::Records).collect();
    assert_eq!(kinds, [LookKind::Records], "one visit is one line, and hers is none");
    bureau.is_sound().await;
}

#[tokio::test]
async fn m7b_what_is_kept_does_not_exist_for_who_has_nothing_to_do_with_it() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let (client, second) = (bureau.client(&coach, "Noor").await, bureau.client(&coach, "Yara").await);
    coach.keeps(client.own(), something(RecordKind::Note, "Kwispelstaart.")).await.is_done();
    for nobody in [&other, &second, &administrator] {
        nobody.gets(&path::to(path::RECORDS, &[&client.own()])).await.is_refused(404, "unknown");
        nobody.keeps(client.own(), something(RecordKind::Note, "Van mij.")).await.is_refused(404, "unknown");
    }
    assert!(bureau.knocks().await > 0);
    let board = coach.gets(path::BOARD).await;
    assert!(!board.text.contains("Kwispelstaart"), "no list holds it: {board}");
}

#[tokio::test]
async fn f59_r4_1_before_her_yes_nothing_is_read_or_kept() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(shipped(Preset::ClientJudges)).await.is_done();
    let coach = bureau.coach(&administrator, "Samira").await;
    let client = bureau.client(&coach, "Noor").await;
    coach.gets(&path::to(path::RECORDS, &[&client.own()])).await.is_refused(403, "not_yours");
    coach.keeps(client.own(), something(RecordKind::Note, "Alvast.")).await.is_refused(403, "not_yours");
    client.says_yes_to_the_coach().await.is_done();
    coach.keeps(client.own(), something(RecordKind::Note, "Nu wel.")).await.is_done();
}

// Keeps: W7e
#[tokio::test]
async fn staff_see_the_last_digits_of_her_citizen_number_and_she_sees_all_of_it() {
    let (bureau, _, coach, client) = under(Preset::OralCv).await;
    coach.keeps(client.own(), something(RecordKind::CitizenNumber, "")).await.is_done();
    let page = coach.gets(&path::to(path::RECORDS, &[&client.own()])).await;
    assert!(!page.text.contains("111222333") && page.text.contains("••••••333"), "{page}");
    let [(view, content)] = &client.records_of(client.own(), RecordKind::CitizenNumber).await[..] else {
        panic!("one")
    };
    assert!(matches!(&content.as_ref().unwrap().value, Value::Number(number) if number.as_str() == "111222333"));
    let kept: RecordContent = coach.records_of(client.own(), RecordKind::CitizenNumber).await.remove(0).1.unwrap();
    coach.puts_right(client.own(), view, kept).await.is_refused(422, "record_unfit");
    let wrong = json!({ "entry": support::person::new_entry(), "command": { "type": "keep_record",
        "record": shared::ids::Uuid::new_v4(), "replaces": 0, "content": { "kind": "citizen_number",
        "value": { "number": "111222334" }, "source": "client", "purpose": "uwv", "ground": "number_law" } } });
    coach.posts(&path::to(path::DOSSIER_COMMANDS, &[&client.own()]), &wrong).await.is_refused(422, "bad_request");
    bureau.is_sound().await;
}

#[tokio::test]
async fn g14_what_somebody_else_tells_about_her_she_hears_of_by_mail_and_what_she_tells_herself_not() {
    let (bureau, _, coach, client) = under(Preset::OralCv).await;
    let before = bureau.mails().await.len();
    coach.keeps(client.own(), something(RecordKind::Education, "Mbo techniek.")).await.is_done();
    assert_eq!(bureau.mails().await.len(), before);
    let plan = RecordContent { source: Source::Uwv, ..something(RecordKind::WorkPlan, "Naar werk in de zorg.") };
    coach.keeps(client.own(), plan).await.is_done();
    let mails = bureau.mails().await;
    assert_eq!(mails.len(), before + 1);
    assert!(!mails.last().unwrap().raw.contains("zorg"), "F78: the mail says nothing of it");
    let [(_, content)] = &client.records_of(client.own(), RecordKind::WorkPlan).await[..] else { panic!("one") };
    assert_eq!(content.as_ref().unwrap().source, Source::Uwv, "she reads from whom and what");
}

#[tokio::test]
async fn a_stale_version_is_refused_and_the_newest_is_what_everybody_reads() {
    let (bureau, _, coach, client) = under(Preset::OralCv).await;
    coach.keeps(client.own(), something(RecordKind::Education, "Mbo techniek.")).await.is_done();
    let [(view, _)] = coach.records_of(client.own(), RecordKind::Education).await[..] else { panic!("one") };
    coach.puts_right(client.own(), &view, something(RecordKind::Education, "Hbo techniek.")).await.is_done();
    coach.puts_right(client.own(), &view, something(RecordKind::Education, "Iets.")).await.is_refused(409, "stale");
    let [(view, content)] = &client.records_of(client.own(), RecordKind::Education).await[..] else { panic!("one") };
    assert_eq!((view.version, content.clone().unwrap().value), (2, Value::Text(remark("Hbo techniek."))));
    bureau.is_sound().await;
}

#[tokio::test]
async fn m8c_what_is_kept_goes_to_the_new_coach_and_the_former_one_reads_it_no_more() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let client = bureau.client(&coach, "Noor").await;
    coach.keeps(client.own(), something(RecordKind::Note, "Gaat graag met de fiets.")).await.is_done();
    coach.proposes(client.own(), &other).await.is_done();
    other.gets(&path::to(path::RECORDS, &[&client.own()])).await.is_refused(403, "not_yours");
    coach.says_they_met(client.own()).await.is_done();
    client.says_yes_to_the_coach().await.is_done();
    client.hands_over().await.is_done();
    assert_eq!(other.records(client.own()).await.records.len(), 1);
    coach.gets(&path::to(path::RECORDS, &[&client.own()])).await.is_refused(404, "unknown");
}

#[tokio::test]
async fn a_note_is_kept_as_a_draft_that_nobody_else_reads() {
    let (bureau, _, coach, client) = under(Preset::OralCv).await;
    let draft = path::to(path::DRAFT, &[&client.own(), &client.own()]);
    coach.puts(&draft, &json!({ "body": "Half af." })).await.is_done();
    let kept: shared::api::Draft = coach.gets(&draft).await.gives();
    assert_eq!(kept.body, "Half af.");
    client.puts(&draft, &json!({ "body": "Van mij." })).await.is_refused(403, "not_yours");
    client.gets(&draft).await.is_refused(404, "not_found");
    let hers = path::to(path::DRAFT, &[&client.own(), &coach.records_consult(client.own()).await]);
    client.puts(&hers, &json!({ "body": "Van mij." })).await.is_done();
    assert_eq!(client.records(client.own()).await.drafts, 1, "she reads that there is one of somebody else");
    assert_eq!(coach.records(client.own()).await.drafts, 0, "and nobody reads of hers");
    // The draft ends with the note that it became.
    coach.keeps(client.own(), something(RecordKind::Note, "Af.")).await.is_done();
    coach.gets(&draft).await.is_refused(404, "not_found");
    bureau.is_sound().await;
}

#[tokio::test]
async fn g24_what_may_be_kept_changes_with_the_regulation_without_a_restart() {
    let (bureau, administrator, coach, client) = under(Preset::OralCv).await;
    coach.keeps(client.own(), something(RecordKind::Income, "Uitkering.")).await.is_refused(403, "not_by_regulation");
    let rules = vec![rule(Parameter::DataItems, &["income"], Some("4"))];
    administrator.publishes(rules).await.is_done();
    coach.keeps(client.own(), something(RecordKind::Income, "Uitkering.")).await.is_refused(403, "not_by_regulation");
    client.does(client.own(), shared::dossier::Command::AcknowledgeRegulation { version: 2 }).await;
    coach.keeps(client.own(), something(RecordKind::Income, "Uitkering.")).await.is_done();
    bureau.is_sound().await;
}

// Part of: W5b
#[tokio::test]
async fn p9_the_officer_reads_why_and_neither_what_nor_about_whom_and_nobody_else_reads_it() {
    let (bureau, administrator, coach, client) = under(Preset::CopyFirst).await;
    let officer = administrator.invites_staff("Fenna", Role::Officer).await;
    let belief = RecordContent {
        reason: Some(remark("Werk op zondag kan niet.")),
        ..something(RecordKind::Belief, "Kwispelstaart.")
    };
    coach.keeps(client.own(), belief.clone()).await.is_done();
    coach.keeps(client.own(), something(RecordKind::Education, "Mbo techniek.")).await.is_done();
    let told = officer.gets(path::BUREAU_REASONS).await;
    for hers in ["Kwispelstaart", "Noor", &client.own().to_string()] {
        assert!(!told.text.contains(hers), "W5b: {told}");
    }
    let [line] = &told.gives::<Vec<ReasonLine>>()[..] else { panic!("one reason") };
    assert_eq!(line.of, ReasonOf::Kept { kind: RecordKind::Belief });
    assert_eq!(line.reason.as_str(), "Werk op zondag kan niet.");
    assert_eq!(line.by.as_ref().unwrap().as_str(), "Samira");
    for nobody in [&administrator, &coach, &client] {
        nobody.gets(path::BUREAU_REASONS).await.is_refused(403, "wrong_role");
    }
    // Put right, the newest reason is read.
    let (view, _) = client.records_of(client.own(), RecordKind::Belief).await.remove(0);
    let newer = RecordContent { reason: Some(remark("Hij werkt niet op zondag.")), ..belief };
    coach.puts_right(client.own(), &view, newer).await.is_done();
    let lines: Vec<ReasonLine> = officer.gets(path::BUREAU_REASONS).await.gives();
    assert_eq!(lines.iter().map(|line| line.reason.as_str()).collect::<Vec<_>>(), ["Hij werkt niet op zondag."]);
    bureau.is_sound().await;
}

#[tokio::test]
async fn g14_she_is_told_once_until_she_has_it_before_her() {
    let (bureau, _, coach, client) = under(Preset::OralCv).await;
    let told = |words| RecordContent { source: Source::Uwv, ..something(RecordKind::WorkPlan, words) };
    let before = bureau.mails().await.len();
    for words in ["Naar de zorg.", "Naar de bouw."] {
        coach.keeps(client.own(), told(words)).await.is_done();
    }
    assert_eq!(bureau.mails().await.len(), before + 1, "one mail, however much there is");
    let asked = async || client.own_page().await.view.allowed.contains(&Act::SeeRecords);
    assert!(asked().await, "her first page says so");
    let up_to = client.records(client.own()).await.told_up_to.expect("up to where she reads");
    client.wants(client.own(), shared::dossier::Command::SeeRecords { up_to }).await.is_done();
    assert!(!asked().await);
    coach.keeps(client.own(), told("Naar het onderwijs.")).await.is_done();
    assert_eq!(bureau.mails().await.len(), before + 2);
    bureau.is_sound().await;
}

#[tokio::test]
async fn p10_what_stands_in_the_list_is_not_opened_by_itself() {
    let (_, _, coach, client) = under(Preset::OralCv).await;
    coach.keeps(client.own(), something(RecordKind::Note, "Gaat met de fiets.")).await.is_done();
    let (view, _) = client.records_of(client.own(), RecordKind::Note).await.remove(0);
    coach.opens_record(client.own(), view.id).await.is_refused(404, "unknown");
    let looks = client.looks().await.lines;
    assert!(looks.iter().all(|line| line.kind != LookKind::Record), "no look is told that was none");
}

// Part of: M6a
#[tokio::test]
async fn r3_6_p6_she_reads_what_stood_there_before_it_was_put_right_and_staff_do_not_open_that() {
    let (_, _, coach, client) = under(Preset::OralCv).await;
    let dossier = client.own();
    coach.keeps(dossier, something(RecordKind::Note, "Werkt graag in de ochtend.")).await.is_done();
    let (first, _) = coach.records_of(dossier, RecordKind::Note).await.remove(0);
    coach.puts_right(dossier, &first, something(RecordKind::Note, "Werkt graag in de middag.")).await.is_done();
    let page: RecordPage = client.opens_record(dossier, first.id).await.gives();
    let said = |content: &RecordContent| serde_json::to_string(&content.value).unwrap();
    assert!(said(&page.content).contains("middag"));
    let [before] = &page.earlier[..] else { panic!("one version before: {page:?}") };
    assert_eq!((before.number, before.by.as_ref().map(ToString::to_string)), (1, Some("Samira".into())));
    assert!(said(before.content.as_ref().unwrap()).contains("ochtend"));
    coach.opens_record(dossier, first.id).await.is_refused(404, "unknown");
}
