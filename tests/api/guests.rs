//! Somebody looks along for a reason: what she sees, what she cannot do, and who is told.

use shared::access::{Act, Relation};
use shared::api::{LooksPage, ReasonLine, ReasonOf, RuleChoice, path};
use shared::dossier::Command;
use shared::dossier::records::{RecordContent, RecordKind, Source};
use shared::ids::RecordId;
use shared::log::Role;
use shared::policy::Parameter;
use shared::policy::presets::Preset;
use support::bureau::Bureau;
use support::records::something;
use support::regulation::{draft, rule, shipped};
use support::staff::remark;

// Part of: G37, W5b
#[tokio::test]
async fn w11b_a_technician_comes_in_for_one_fault_reads_changes_nothing_and_everybody_is_told() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let technician = administrator.invites_staff("Tim", Role::Technician).await;
    let officer = administrator.invites_staff("Fenna", Role::Officer).await;
    let client = bureau.client(&coach, "Noor").await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur per dag."]).await;
    let dossier = path::to(path::DOSSIER, &[&client.own()]);
    technician.gets(&dossier).await.is_refused(404, "unknown");
    assert!(technician.board().await.clients.is_empty());
    coach.admits(client.own(), &technician, None, 1).await.is_refused(422, "fault_number");
    let case = coach.dossier(client.own()).await.contact.unwrap().email.unwrap();
    let addresses = [case.as_str(), "fenna@bureau.example", "tim@bureau.example"];
    let mails = async || {
        let mut counted = Vec::new();
        for address in addresses {
            counted.push(bureau.mails_to(address).await.len());
        }
        counted
    };
    let before = mails().await;
    coach.admits(client.own(), &technician, Some("INC-1042"), 1).await.is_done();
    let after = mails().await;
    assert!(before.iter().zip(&after).all(|(before, after)| after - before == 1), "each hears of it: {after:?}");

    // The technician sees the screens, without how the client is reached, and each is a look.
    let page = technician.dossier(client.own()).await;
    assert_eq!((page.view.you, page.contact.is_some()), (Relation::Guest, false));
    assert_eq!(page.view.allowed, [Act::ReadTexts, Act::EndGuest]);
    assert_eq!(technician.consult(client.own(), consult).await.entries.len(), 1);
    technician.records(client.own()).await;
    let [line] = &technician.board().await.clients[..] else { panic!("one dossier") };
    assert_eq!((line.you, line.until), (Relation::Guest, Some(bureau.at.clock.today().plus_days(1))));
    assert_eq!((line.contact.as_ref(), technician.board().await.terms.len()), (None, 0), "nobody to reach or remind");
    technician.gets(&path::to(path::FORMS, &[&client.own()])).await.is_refused(403, "not_yours");
    let draft = path::to(path::DRAFT, &[&client.own(), &consult]);
    technician.puts(&draft, &serde_json::json!({ "body": "Anders." })).await.is_refused(403, "not_yours");
    let looks: LooksPage = client.looks().await;
    let seen = looks.lines.iter().filter(|line| line.role == Role::Technician).count();
    assert_eq!(seen, 3, "her page, the consult, what is kept: {looks:?}");

    // She reads who, why and until when; the officer why, and not about whom.
    let why = looks.guest_why.unwrap();
    assert_eq!((why.fault.unwrap().as_str(), why.why.as_str()), ("INC-1042", "Ik zie de tekst niet."));
    assert!(looks.now.iter().any(|looker| looker.relation == Relation::Guest && looker.days.is_some()));
    let told = officer.gets(path::BUREAU_REASONS).await;
    assert!(!told.text.contains("Noor") && !told.text.contains(&client.own().to_string()), "{told}");
    let [line] = &told.gives::<Vec<ReasonLine>>()[..] else { panic!("one reason") };
    let ReasonOf::LetIn { person, role, .. } = &line.of else { panic!("{line:?}") };
    assert_eq!((person.as_ref().unwrap().as_str(), *role), ("Tim", Role::Technician));
    assert_eq!(line.by.as_ref().unwrap().as_str(), "Samira");

    // She ends it, and that is at once.
    client.shows_out().await.is_done();
    technician.gets(&dossier).await.is_refused(404, "unknown");
    assert!(technician.board().await.clients.is_empty());
    // What was stays with her: who let whom in, and why.
    let looks = client.looks().await;
    assert!(looks.guest_why.is_none());
    let line = looks.lines.iter().find_map(|line| line.let_in.as_ref()).expect("it is on her page");
    assert_eq!((line.name.as_ref().unwrap().as_str(), line.why.why.as_str()), ("Tim", "Ik zie de tekst niet."));
    coach.admits(client.own(), &technician, Some("INC-1043"), 1).await.is_refused(409, "she_said_no");
    bureau.is_sound().await;
}

#[tokio::test]
async fn w11b_p9_no_id_that_somebody_chooses_takes_a_reason_off_the_officers_list() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let technician = administrator.invites_staff("Tim", Role::Technician).await;
    let officer = administrator.invites_staff("Fenna", Role::Officer).await;
    let client = bureau.client(&coach, "Noor").await;
    coach.admits(client.own(), &technician, Some("INC-1042"), 1).await.is_done();
    let entry = client.own_page().await.view.guest.unwrap().entry;
    let (record, content) = (RecordId(entry.0), Box::new(something(RecordKind::Note, "Een aantekening.")));
    coach.wants(client.own(), Command::KeepRecord { record, replaces: 0, content }).await.is_done();
    assert_eq!(officer.gets(path::BUREAU_REASONS).await.gives::<Vec<ReasonLine>>().len(), 1);
    bureau.is_sound().await;
}

#[tokio::test]
async fn p13_p10_a_colleague_looks_along_for_a_reason_but_not_at_what_a_doctor_told() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    // Also where what a doctor told is handled as all else.
    let others = |rule: &RuleChoice| rule.parameter != Parameter::ReceivedMedical.name();
    let rules: Vec<RuleChoice> = shipped(Preset::CopyFirst).into_iter().filter(others).collect();
    let as_others = rule(Parameter::ReceivedMedical, &["as_others"], Some("9"));
    administrator.publishes(rules.into_iter().chain([as_others]).collect()).await.is_done();
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let client = bureau.client(&coach, "Noor").await;
    coach.records_intake(client.own(), shared::policy::choices::Service::SecondTrack, true).await.is_done();
    let (source, reason) = (Source::Doctor, Some(remark("Nodig voor het werkplan.")));
    let doctor = RecordContent { source, reason, ..something(RecordKind::Health, "Zit niet lang.") };
    coach.keeps(client.own(), doctor).await.is_done();
    coach.keeps(client.own(), something(RecordKind::Party, "De huisarts, 030 111 22 33.")).await.is_done();
    assert!(other.board().await.clients.is_empty());
    coach.admits(client.own(), &other, Some("INC-1"), 3).await.is_refused(422, "fault_number");
    coach.admits(client.own(), &other, None, 3).await.is_done();
    coach.admits(client.own(), &other, None, 3).await.is_refused(409, "guest_here");
    let text = other.gets(&path::to(path::RECORDS, &[&client.own()])).await.text;
    assert!(!text.contains("Zit niet lang.") && !text.contains("030 111 22 33"), "P10: {text}");
    let letter = coach.records_of(client.own(), RecordKind::Health).await[0].0.id;
    other.gets(&path::to(path::RECORD, &[&client.own(), &letter])).await.is_refused(403, "not_yours");
    // It is whoever works in the dossier, she, or the guest who ends it, and nobody else.
    let guest = client.own_page().await.view.guest.unwrap().entry;
    let end = || Command::EndGuest { guest };
    let third = bureau.coach(&administrator, "Kim").await;
    third.wants(client.own(), end()).await.is_refused(404, "unknown");
    third.admits(client.own(), &other, None, 1).await.is_refused(404, "unknown");
    other.admits(client.own(), &third, None, 1).await.is_refused(403, "not_yours");
    // It ends by itself.
    bureau.days_pass(4).await;
    let again = other.signs_in_anew().await;
    again.gets(&path::to(path::DOSSIER, &[&client.own()])).await.is_refused(404, "unknown");
    bureau.is_sound().await;
}

#[tokio::test]
async fn m7b_a_regulation_without_exceptions_lets_no_colleague_in_and_says_by_which_article() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(shipped(Preset::WrittenOnly)).await.is_done();
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let client = bureau.client(&coach, "Noor").await;
    let page = coach.dossier(client.own()).await;
    assert!(page.may_come.is_empty(), "{:?}", page.may_come);
    coach.admits(client.own(), &other, None, 3).await.is_refused(403, "not_by_regulation");
    other.gets(&path::to(path::DOSSIER, &[&client.own()])).await.is_refused(404, "unknown");
    bureau.is_sound().await;
}

#[tokio::test]
async fn s6_beside_who_carries_it_out_somebody_looks_only_with_a_need_on_record_that_she_reads() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let joint = shared::api::RegulationDraft {
        rules: shipped(Preset::JointExecutors),
        arrangement: Some(remark("Wij doen het samen.")),
        reason: Some(remark("Zo staat het in ons eigen reglement.")),
        ..draft(bureau.at.clock.today())
    };
    administrator.publishes_draft(joint).await.is_done();
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let office = administrator.invites_staff("Ot", Role::OfficeWorker).await;
    let client = bureau.client(&coach, "Noor").await;
    let dossier = path::to(path::DOSSIER, &[&client.own()]);
    assert_eq!(other.dossier(client.own()).await.view.you, Relation::Colleague, "who carries it out");
    office.gets(&dossier).await.is_refused(404, "unknown");
    let may_come: Vec<_> = coach.dossier(client.own()).await.may_come.into_iter().map(|one| one.person).collect();
    assert_eq!(may_come, [office.id()], "who looks anyway is not let in");
    coach.admits(client.own(), &other, None, 3).await.is_refused(422, "colleague_unfit");
    other.admits(client.own(), &office, None, 3).await.is_done();
    assert_eq!(office.dossier(client.own()).await.view.you, Relation::Guest);
    let looks = client.looks().await;
    assert_eq!(looks.guest_why.unwrap().why.as_str(), "Ik zie de tekst niet.");
    let page = client.own_page().await;
    let guest = page.view.guest.unwrap();
    assert_eq!((guest.by, page.names.contains_key(&guest.person)), (other.id(), true));
    bureau.is_sound().await;
}
