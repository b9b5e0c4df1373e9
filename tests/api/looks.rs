//! Who looked, who can look: complete, newest first, for the client alone; and nothing is handed out without a look.

use std::collections::BTreeSet;
use std::time::Duration;

use server::log::{Job, Witness, append};
use shared::api::{ClientAdded, path};
use shared::dossier::Dossier;
use shared::dossier::command::{Actor, Command};
use shared::dossier::consults::ConsultKind;
use shared::dossier::looks::LookKind;
use shared::ids::{ConsultId, Uuid};
use shared::log::Role;
use support::bureau::Bureau;
use support::faulty::Refusing;
use support::person::{Person, new_entry};
use support::staff::new_client;

async fn looked(bureau: &Bureau, client: &Person) -> usize {
    bureau.happened(client.own()).await.iter().filter(|kind| *kind == "looked").count()
}

#[tokio::test]
async fn f63_the_coachs_look_at_a_text_is_an_entry_once_a_visit() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let before = looked(&bureau, &client).await;
    assert!(before >= 1, "she looked when she wrote");
    coach.consult(client.own(), consult).await;
    assert_eq!(looked(&bureau, &client).await, before, "the same visit");
    client.consult(client.own(), consult).await;
    client.own_page().await;
    assert_eq!(looked(&bureau, &client).await, before, "her own reading is no look");
    bureau.passes(Duration::from_mins(31));
    coach.unlocks().await;
    coach.consult(client.own(), consult).await;
    assert_eq!(looked(&bureau, &client).await, before + 1);
}

#[tokio::test]
async fn f63_the_coachs_look_at_the_clients_page_is_an_entry_once_a_visit_and_the_board_is_none() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let before = looked(&bureau, &client).await;
    coach.gets(path::BOARD).await.is_done();
    coach.gets(path::DOSSIERS).await.is_done();
    assert_eq!(looked(&bureau, &client).await, before, "names and states are no look");
    let page = coach.dossier(client.own()).await;
    coach.dossier(client.own()).await;
    assert_eq!(looked(&bureau, &client).await, before + 1);
    assert_eq!(page.view.head.seq, client.own_page().await.view.head.seq, "what she has seen holds her own look");
    let newest = client.looks().await.lines[0].clone();
    assert_eq!((newest.kind, newest.person, newest.role), (LookKind::Page, coach.me.person, Role::Coach));
}

#[tokio::test]
async fn f63_without_a_look_in_the_log_nothing_is_handed_out() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.records_consult(client.own()).await;
    bureau.passes(Duration::from_mins(31));
    coach.unlocks().await;
    let doors = [path::to(path::DOSSIER, &[&client.own()]), path::to(path::CONSULT, &[&client.own(), &consult])];
    let refusing = Refusing::begins(bureau.ctx(), "insert", "look_index").await;
    for door in &doors {
        let answer = coach.gets(door).await;
        assert!(answer.status >= 500 && !answer.text.contains("Noor"), "{answer}");
    }
    refusing.ends().await;
    for door in &doors {
        coach.gets(door).await.is_done();
    }
    bureau.is_sound().await;
}

#[tokio::test]
async fn f63_a_taken_id_keeps_no_coach_from_reading_and_no_look_from_the_log() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = ConsultId(Uuid::new_v4());
    let person = coach.me.person;
    let taken =
        server::looks::take::entry_of(bureau.ctx(), bureau.id, person, client.own(), consult.into()).await.unwrap();
    let (held_on, form) = (bureau.at.clock.today(), ConsultKind::Phone);
    let record = Command::RecordConsult { consult, held_on, form, minutes: None };
    coach.sends_entry(client.own(), taken, record).await.is_done();
    coach.consult(client.own(), consult).await;
    assert!(bureau.happened(client.own()).await.contains(&"looked".to_owned()));
}

#[tokio::test]
async fn f63_she_reads_who_looked_when_and_at_which_talk_newest_first_and_hears_of_it_at_once() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.records_consult(client.own()).await;
    let mut changes = client.listens().await;
    coach.consult(client.own(), consult).await;
    changes.tell_of(client.own()).await;
    let page = client.looks().await;
    let newest = page.lines[0].clone();
    assert_eq!((newest.kind, newest.consult), (LookKind::Summary, Some(consult)));
    assert_eq!(newest.on, bureau.at.clock.today());
    assert_eq!(page.names[&newest.person].as_str(), "Samira");
    assert_eq!(page.consults[&consult], bureau.at.clock.today());
    assert!(page.lines.is_sorted_by(|newer, older| newer.seq > older.seq));
    assert_eq!(page.people, [coach.me.person]);
}

#[tokio::test]
async fn f62_she_reads_who_can_look_now_by_name_and_role_and_since_when() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let (coach, other) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let client = bureau.client(&coach, "Noor").await;
    let page = client.looks().await;
    let [now] = &page.now[..] else { panic!("one coach: {:?}", page.now) };
    assert_eq!((now.person, now.role), (coach.me.person, Role::Coach));
    assert_eq!(now.since, client.own_page().await.view.opened_at);
    assert_eq!(page.names[&now.person].as_str(), "Samira");
    // Whoever is on the list can, and whoever is not cannot.
    coach.dossier(client.own()).await;
    other.gets(&path::to(path::DOSSIER, &[&client.own()])).await.is_refused(404, "unknown");
    assert_eq!(client.looks().await.now.len(), 1);
}

#[tokio::test]
async fn f63_what_the_product_did_by_itself_is_told_apart() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    bureau.days_pass(16).await;
    client.unlocks().await;
    let lines = client.looks().await.lines;
    let automatic: Vec<_> = lines.iter().filter(|line| line.kind.is_automatic()).collect();
    assert_eq!(automatic[0].kind, LookKind::Unanswered);
    assert_eq!(automatic.iter().filter(|line| line.kind == LookKind::Reminder).count(), 2);
    assert!(automatic.iter().all(|line| line.role == Role::System && line.consult == Some(consult)));
    assert!(!client.looks().await.people.contains(&automatic[0].person), "the product is nobody to choose from");
}

/// Somebody looks without a browser, as often as it takes.
async fn looks(bureau: &Bureau, client: &Person, actor: Actor, consult: Option<ConsultId>) {
    let (bureau_id, log, witness) = (bureau.id, client.own().into(), Witness::default());
    let (entry, command) = (new_entry(), &Command::Look { consult });
    let job = Job::<Dossier> { bureau: bureau_id, log, entry, actor, command, witness };
    append(bureau.ctx(), job).await.expect("a look is taken");
}

#[tokio::test]
async fn f63_every_look_is_on_some_page_once_however_many_there_are() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.records_consult(client.own()).await;
    let actor = Actor { person: coach.me.person, role: Role::Coach };
    for number in 0..130 {
        looks(&bureau, &client, actor, (number % 3 == 0).then_some(consult)).await;
    }
    let expected = looked(&bureau, &client).await;
    let (mut seen, mut pages, mut query) = (BTreeSet::new(), 0, String::new());
    loop {
        let page = client.looks_where(&query).await;
        assert!(page.lines.len() <= 50, "a page costs the same however many there are");
        let before = seen.len();
        seen.extend(page.lines.iter().map(|line| line.seq));
        assert_eq!(seen.len(), before + page.lines.len(), "none is on two pages");
        pages += 1;
        let Some(older) = page.older else { break };
        query = format!("?before={older}");
    }
    assert_eq!((seen.len(), pages), (expected, expected.div_ceil(50)));
    // By person and by consult.
    let of_consult = client.looks_where(&format!("?consult={consult}")).await.lines;
    assert_eq!(of_consult.len(), 44);
    assert!(of_consult.iter().all(|line| line.consult == Some(consult)));
    assert_eq!(client.looks_where(&format!("?person={}", client.me.person)).await.lines, []);
    assert_eq!(client.looks_where(&format!("?person={}", coach.me.person)).await.lines.len(), 50);
    client
        .gets(&format!("{}?nonsense=1", path::to(path::LOOKS, &[&client.own()])))
        .await
        .is_refused(422, "bad_request");
    bureau.is_sound().await;
}

#[tokio::test]
async fn f63_nobody_but_the_client_reads_who_looked() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let looks = path::to(path::LOOKS, &[&client.own()]);
    coach.gets(&looks).await.is_refused(403, "not_yours");
    let stranger = bureau.client(&coach, "Yara").await;
    stranger.gets(&looks).await.is_refused(404, "unknown");
    // Nor does one dossier show another's.
    let other: ClientAdded = coach.posts(path::CLIENTS, &new_client("Mila", "mila@client.example")).await.gives();
    coach.dossier(other.dossier).await;
    let hers = client.looks().await.lines.len();
    assert_eq!(hers, looked(&bureau, &client).await);
}
