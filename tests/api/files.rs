//! Files that go with what is kept: what she hands in, what another organisation hands over, her papers (P3b, P4, M4b).

use shared::dossier::Command;
use shared::dossier::looks::LookKind;
use shared::dossier::records::{Attached, Class, RecordContent, RecordKind, Source, Value};
use shared::ids::{DossierId, RecordId, Uuid};
use shared::log::Role;
use shared::policy::Parameter;
use shared::policy::choices::Service;
use shared::policy::presets::Preset;
use support::bureau::Bureau;
use support::person::{Person, label};
use support::records::{pdf, something};
use support::regulation::{rule, shipped};
use support::staff::remark;

const PICTURE: &[u8] = b"\xff\xd8\xff\xe0 a photograph";

fn fresh() -> RecordId {
    RecordId(Uuid::new_v4())
}

/// The only thing of this kind, as somebody sees it, with its files.
async fn kept(person: &Person, dossier: DossierId, kind: RecordKind) -> (RecordId, RecordContent) {
    let [(view, content)] = &person.records_of(dossier, kind).await[..] else { panic!("one {kind:?}") };
    (view.id, content.clone().expect("it is there"))
}

async fn keeps_with(coach: &Person, dossier: DossierId, record: RecordId, content: RecordContent) {
    let content = Box::new(content);
    coach.wants(dossier, Command::KeepRecord { record, replaces: 0, content }).await.is_done();
}

// Keeps: P3b
#[tokio::test]
async fn she_hands_in_a_letter_herself_her_coach_is_told_and_opens_it_and_she_reads_who_did() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let (dossier, record) = (client.own(), fresh());
    let mails = bureau.mails().await.len();
    let letter = client.attaches(dossier, record, "brief van de huisarts.pdf", pdf("Rust.")).await;
    client.hands_in(record, 0, vec![letter.clone()]).await.is_done();
    // Her coach hears it, in a mail that says nothing about her.
    let told = bureau.mails().await.split_off(mails);
    assert!(told.iter().any(|mail| mail.to.contains("samira@")), "{told:#?}");
    assert!(told.iter().all(|mail| !mail.text.contains("huisarts") && !mail.text.contains("Noor")));
    let (known, content) = kept(&coach, dossier, RecordKind::HandedIn).await;
    assert_eq!((known, &content.files, content.source), (record, &vec![letter.clone()], Source::Client));
    let looks = client.looks().await.lines.len();
    let opened = coach.opens_file(dossier, record, &letter).await;
    assert_eq!(opened.text.as_bytes(), pdf("Rust."));
    assert!(opened.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let lines = client.looks().await.lines;
    assert_eq!((lines.len(), lines[0].kind), (looks, LookKind::Records), "one visit is one line: {lines:#?}");
    // She opens it too, and puts it right: what she took away is nobody's to open any more.
    assert_eq!(client.opens_file(dossier, record, &letter).await.text.as_bytes(), pdf("Rust."));
    let better = client.attaches(dossier, record, "beter.pdf", pdf("Beter.")).await;
    client.hands_in(record, 1, vec![better.clone()]).await.is_done();
    coach.opens_file(dossier, record, &letter).await.is_refused(404, "unknown");
    assert_eq!(coach.opens_file(dossier, record, &better).await.text.as_bytes(), pdf("Beter."));
    bureau.is_sound().await;
}

#[tokio::test]
async fn p3b_f61_who_stands_in_is_told_what_she_hands_in() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(vec![rule(Parameter::Replacement, &["after_her_yes"], None)]).await.is_done();
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let client = bureau.client(&coach, "Noor").await;
    coach.asks_to_stand_in(client.own(), &other, (0, 2)).await.is_done();
    client.agrees_to_the_substitute().await.is_done();
    let told = async || {
        let mails = bureau.mails().await;
        ["samira@", "bram@"].map(|address| mails.iter().filter(|mail| mail.to.contains(address)).count())
    };
    let before = told().await;
    let record = fresh();
    let letter = client.attaches(client.own(), record, "brief.pdf", pdf("Rust.")).await;
    client.hands_in(record, 0, vec![letter]).await.is_done();
    assert_eq!(told().await, before.map(|count| count + 1));
}

#[tokio::test]
async fn m7b_a_file_does_not_exist_for_who_has_nothing_to_do_with_the_dossier() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let (client, second) = (bureau.client(&coach, "Noor").await, bureau.client(&coach, "Yara").await);
    let (dossier, record) = (client.own(), fresh());
    let letter = client.attaches(dossier, record, "brief.pdf", pdf("Rust.")).await;
    coach.opens_file(dossier, record, &letter).await.is_refused(404, "unknown");
    client.hands_in(record, 0, vec![letter.clone()]).await.is_done();
    for nobody in [&other, &second, &administrator] {
        nobody.opens_file(dossier, record, &letter).await.is_refused(404, "unknown");
        nobody.brings(dossier, record, pdf("Van mij.")).await.is_refused(404, "unknown");
    }
    // By another dossier, or another thing in it, it is not found either.
    coach.opens_file(second.own(), record, &letter).await.is_refused(404, "unknown");
    let elsewhere = Attached { name: label("brief.pdf"), ..letter };
    second.hands_in(fresh(), 0, vec![elsewhere.clone()]).await.is_refused(422, "record_unfit");
    client.hands_in(fresh(), 0, vec![elsewhere]).await.is_refused(422, "record_unfit");
}

#[tokio::test]
async fn what_is_no_picture_or_document_or_too_large_is_refused_and_what_nobody_sends_goes_after_a_day() {
    let bureau = Bureau::start().await;
    let (_, client) = bureau.coach_and_client().await;
    let (dossier, record) = (client.own(), fresh());
    client.brings(dossier, record, "MZ a program").await.is_refused(422, "form_unfit");
    client.brings(dossier, record, vec![b'%'; 9_000_000]).await.is_refused(413, "too_large");
    let waits = client.attaches(dossier, fresh(), "brief.pdf", pdf("later")).await;
    for n in 1..30 {
        client.attaches(dossier, fresh(), "brief.pdf", pdf(&n.to_string())).await;
    }
    client.brings(dossier, record, pdf("te veel")).await.is_refused(429, "too_many_requests");
    bureau.days_pass(2).await;
    server::housekeeping::sweep(bureau.ctx()).await.unwrap();
    let client = client.signs_in_anew().await;
    client.hands_in(record, 0, vec![waits]).await.is_refused(422, "record_unfit");
    client.brings(dossier, record, pdf("nu wel")).await.is_done();
}

// Keeps: P4
#[tokio::test]
async fn a_dossier_from_another_organisation_has_its_sender_its_day_and_a_list_and_the_client_is_told_and_reads_it() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let (dossier, record) = (client.own(), fresh());
    let files = vec![
        coach.attaches(dossier, record, "rapport.pdf", pdf("Rapport.")).await,
        coach.attaches(dossier, record, "foto.jpg", PICTURE.to_vec()).await,
    ];
    let content = RecordContent {
        source: Source::Uwv,
        value: Value::Text(remark("Rapport van de arbeidsdeskundige, foto van de werkplek.")),
        files: files.clone(),
        ..something(RecordKind::Elsewhere, "Zo is het.")
    };
    let day = content.on;
    keeps_with(&coach, dossier, record, content).await;
    assert!(client.records(dossier).await.told_up_to.is_some(), "G14: it waits for her");
    let (known, content) = kept(&client, dossier, RecordKind::Elsewhere).await;
    assert_eq!((known, content.source, content.on, content.files.len()), (record, Source::Uwv, day, 2));
    for (file, words) in files.iter().zip(["%PDF-1.7\nRapport.", "a photograph"]) {
        let opened = client.opens_file(dossier, record, file).await;
        assert!(opened.text.ends_with(words), "{opened}");
    }
    // Of her own coach no other can say where it came from.
    let own = something(RecordKind::Elsewhere, "Van mij.");
    coach.keeps(dossier, RecordContent { source: Source::Bureau, ..own }).await.is_refused(422, "record_unfit");
    bureau.is_sound().await;
}

#[tokio::test]
async fn p10_a_doctors_file_is_opened_by_fewer_people_and_each_look_counts() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(shipped(Preset::JointExecutors)).await.is_done();
    let coach = bureau.coach(&administrator, "Samira").await;
    let office = administrator.invites_staff("Olga", Role::OfficeWorker).await;
    let client = bureau.client(&coach, "Noor").await;
    coach.records_intake(client.own(), Service::SecondTrack, true).await.is_done();
    let (dossier, record) = (client.own(), fresh());
    let letter = coach.attaches(dossier, record, "arts.pdf", pdf("Medisch.")).await;
    let content = RecordContent {
        source: Source::Doctor,
        ground: Class::ReceivedMedical.grounds()[0],
        beside: Class::ReceivedMedical.beside().first().copied(),
        reason: Some(remark("Nodig voor het plan.")),
        files: vec![letter.clone()],
        ..something(RecordKind::Letter, "Brief van de bedrijfsarts.")
    };
    keeps_with(&coach, dossier, record, content).await;
    office.opens_file(dossier, record, &letter).await.is_refused(404, "unknown");
    coach.opens_file(dossier, record, &letter).await.is_done();
    let looks = client.looks().await.lines;
    assert!(looks.iter().any(|line| line.kind == LookKind::Record), "{looks:#?}");
}

#[tokio::test]
async fn w11b_p10_who_looks_along_takes_no_file_along_and_what_may_hold_anything_is_for_few() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(shipped(Preset::JointExecutors)).await.is_done();
    let coach = bureau.coach(&administrator, "Samira").await;
    let colleague = bureau.coach(&administrator, "Bram").await;
    let technician = administrator.invites_staff("Tim", Role::Technician).await;
    let client = bureau.client(&coach, "Noor").await;
    let (dossier, letter, handed) = (client.own(), fresh(), fresh());
    let file = coach.attaches(dossier, letter, "brief.pdf", pdf("Gewoon.")).await;
    let content = RecordContent { files: vec![file.clone()], ..something(RecordKind::Letter, "Een brief.") };
    keeps_with(&coach, dossier, letter, content).await;
    let hers = client.attaches(dossier, handed, "arts.pdf", pdf("Rust.")).await;
    client.hands_in(handed, 0, vec![hers.clone()]).await.is_done();
    coach.admits(dossier, &technician, Some("INC-1042"), 2).await.is_done();
    // The technician reads that there is a letter, and takes nothing of it along; what she handed in is not there at all.
    assert_eq!(technician.records_of(dossier, RecordKind::Letter).await.len(), 1);
    technician.opens_file(dossier, letter, &file).await.is_refused(404, "unknown");
    for few in [&technician, &colleague] {
        assert!(few.records_of(dossier, RecordKind::HandedIn).await.is_empty());
        few.opens_file(dossier, handed, &hers).await.is_refused(404, "unknown");
    }
    // Who works in every dossier keeps nothing that she could not read again.
    colleague.opens_file(dossier, letter, &file).await.is_done();
    let page = colleague.records(dossier).await;
    assert!(page.storable.contains(&RecordKind::Letter) && !page.storable.contains(&RecordKind::Elsewhere));
    colleague.keeps(dossier, something(RecordKind::Elsewhere, "Dossier.")).await.is_refused(403, "not_yours");
    coach.opens_file(dossier, handed, &hers).await.is_done();
}

// Keeps: M4b
#[tokio::test]
async fn a_copy_of_her_papers_has_its_place_only_where_the_regulation_knows_it_covered_and_with_a_reason() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(shipped(Preset::WrittenOnly)).await.is_done();
    let coach = bureau.coach(&administrator, "Samira").await;
    let client = bureau.client(&coach, "Noor").await;
    let (dossier, record) = (client.own(), fresh());
    let picture = coach.attaches(dossier, record, "paspoort.jpg", PICTURE.to_vec()).await;
    let copy = RecordContent {
        value: Value::Text(remark("Nummer en pasfoto.")),
        files: vec![picture.clone()],
        ..something(RecordKind::IdentityCopy, "Zo is het.")
    };
    let command = |content| Command::KeepRecord { record, replaces: 0, content: Box::new(content) };
    coach.wants(dossier, command(copy.clone())).await.is_refused(422, "record_unfit");
    let explained = RecordContent { reason: Some(remark("De gemeente vraagt erom.")), ..copy.clone() };
    coach.wants(dossier, command(explained.clone())).await.is_done();
    let (_, content) = kept(&client, dossier, RecordKind::IdentityCopy).await;
    assert_eq!(content.reason, explained.reason, "she reads why");
    // Contacts, notes and days of contact stand beside it, each in its place.
    for kind in [RecordKind::Party, RecordKind::Note, RecordKind::Contact] {
        coach.keeps(dossier, something(kind, "Zo is het.")).await.is_done();
        assert_eq!(client.records_of(dossier, kind).await.len(), 1);
    }
    // Under a regulation that does not speak of it there is none.
    let silent = Bureau::start().await;
    let (coach, client) = silent.coach_and_client().await;
    let record = fresh();
    let picture = coach.attaches(client.own(), record, "paspoort.jpg", PICTURE.to_vec()).await;
    let command = Command::KeepRecord {
        record,
        replaces: 0,
        content: Box::new(RecordContent { files: vec![picture], ..explained }),
    };
    coach.wants(client.own(), command).await.is_refused(403, "not_by_regulation");
}
