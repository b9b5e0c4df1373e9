//! Killed while commands are in flight, and started again.

use std::time::Duration;

use reqwest::Method;
use shared::api::{Accepted, Challenge, NewPasskey, Post, Registration, SignIn, path};
use shared::dossier::Command;
use shared::dossier::consults::ConsultKind;
use shared::dossier::event::LinkHolder;
use shared::ids::{ConsultId, DossierId, EntryId, Uuid};
use support::bureau::Bureau;
use support::outbox::newest_token;
use support::person::{Person, halves, label, new_entry};
use support::phone::Phone;
use support::postgres::{self, Databases};
use support::staff::code_shown;

use crate::setup;

const ROUNDS: u64 = 6;
const AT_ONCE: usize = 12;

/// Posts a command to a server that may die; the answer, if one came.
async fn posts(person: Person, dossier: DossierId, entry: EntryId, command: Command) -> Option<Accepted> {
    let commands = path::to(path::DOSSIER_COMMANDS, &[&dossier]);
    let request = person.request(Method::POST, &commands).json(&Post { entry, command });
    let answer = person.tries(&commands, request).await.ok()?;
    Some(answer.gives())
}

async fn each_command_that_was_answered_is_there_once(databases: Option<Databases>) {
    let mut program = setup(databases.as_ref()).start().await;
    let bureau = Bureau::of(&program);
    let (coach, client) = bureau.coach_and_client().await;
    let (dossier, held_on) = (client.own(), bureau.at.clock.today());
    let mut sent: Vec<(EntryId, Command)> = Vec::new();
    let mut cut_off = 0;
    for round in 0..ROUNDS {
        let commands: Vec<(EntryId, Command)> = (0..AT_ONCE)
            .map(|_| {
                let consult = ConsultId(Uuid::new_v4());
                (new_entry(), Command::RecordConsult { consult, held_on, form: ConsultKind::Phone, minutes: None })
            })
            .collect();
        let in_flight: Vec<_> = commands
            .iter()
            .cloned()
            .map(|(entry, command)| tokio::spawn(posts(coach.clone(), dossier, entry, command)))
            .collect();
        tokio::time::sleep(Duration::from_millis(8 + round * 35)).await;
        program.kill();
        let mut answered = Vec::new();
        for one in in_flight {
            answered.push(one.await.unwrap());
        }
        cut_off += answered.iter().filter(|answer| answer.is_none()).count();
        program.start().await;
        for ((entry, command), before) in commands.iter().zip(answered) {
            let again = posts(coach.clone(), dossier, *entry, command.clone()).await.expect("it runs again");
            assert!(again.seq.is_some());
            if let Some(before) = before {
                assert_eq!((again.seq, again.at), (before.seq, before.at), "what was answered is there, as answered");
            }
        }
        sent.extend(commands);
    }
    println!("{cut_off} of {} commands were cut off", sent.len());
    assert!(cut_off > 0, "no command was in flight when the server died");
    let there = coach.dossier(dossier).await.view.consults.len();
    assert_eq!(there, sent.len(), "each is there, once");
    program.kill();
    let inside = Bureau::reopened(&program, databases.as_ref()).await;
    inside.is_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_command_that_was_answered_before_the_kill_is_there_once() {
    each_command_that_was_answered_is_there_once(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_command_that_was_answered_before_the_kill_is_there_once_on_postgres() {
    let Some(databases) = postgres::fresh().await else { return };
    each_command_that_was_answered_is_there_once(Some(databases)).await;
}

async fn a_kill_leaves_exactly_one_approval(databases: Option<Databases>) {
    let mut program = setup(databases.as_ref()).start().await;
    let bureau = Bureau::of(&program);
    let (coach, client) = bureau.coach_and_client().await;
    let rounds = 8_u64;
    for round in 0..rounds {
        let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
        let (page, entry) = (client.reads(consult).await, new_entry());
        let command = client.approval(&page, 1, entry).await;
        let tap = tokio::spawn(posts(client.clone(), client.own(), entry, command.clone()));
        tokio::time::sleep(Duration::from_millis(round * 3)).await;
        program.kill();
        let before = tap.await.unwrap();
        program.start().await;
        let again = posts(client.clone(), client.own(), entry, command).await.expect("it runs again");
        assert!(before.is_none_or(|before| (before.seq, before.at) == (again.seq, again.at)));
        let page = client.consult(client.own(), consult).await;
        assert_eq!(page.view.approvals.len(), 1);
    }
    program.kill();
    let inside = Bureau::reopened(&program, databases.as_ref()).await;
    inside.is_sound().await;
    let happened = inside.happened(client.own()).await;
    assert_eq!(happened.iter().filter(|kind| *kind == "summary_approved").count(), usize::try_from(rounds).unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_between_the_tap_and_the_answer_leaves_exactly_one_approval() {
    a_kill_leaves_exactly_one_approval(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_between_the_tap_and_the_answer_leaves_exactly_one_approval_on_postgres() {
    let Some(databases) = postgres::fresh().await else { return };
    a_kill_leaves_exactly_one_approval(Some(databases)).await;
}

async fn a_kill_leaves_a_key_or_an_open_invitation(databases: Option<Databases>) {
    let mut program = setup(databases.as_ref()).start().await;
    let bureau = Bureau::of(&program);
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let mut dossiers = Vec::new();
    for round in 0..10 {
        let case = coach.takes_on("Noor").await;
        let made = coach.invites(&case, LinkHolder::Invited).await;
        let token = newest_token(&bureau.mails_to(&case.email).await);
        let (visitor, phone) = (bureau.visitor(), Phone::new());
        let both = halves(&token, &code_shown(&made));
        let begun: Registration = visitor.posts(path::INVITATION_REDEEM, &both).await.gives();
        let credential = phone.makes_key(bureau.origin(), &begun.options).await;
        let new = NewPasskey { flow: begun.flow, credential, label: label("Telefoon") };
        let accept = {
            let (visitor, new) = (visitor.clone(), new.clone());
            tokio::spawn(async move {
                let request = visitor.request(Method::POST, path::INVITATION_ACCEPT).json(&new);
                visitor.tries(path::INVITATION_ACCEPT, request).await.ok()
            })
        };
        tokio::time::sleep(Duration::from_millis(round * 4)).await;
        program.kill();
        let before = accept.await.unwrap();
        program.start().await;
        // She closed the page: nothing is sent again.
        let asked: Challenge = visitor.posts(path::SIGN_IN_CHALLENGE, &()).await.gives();
        let credential = phone.signs_in(bureau.origin(), &asked.options).await;
        let signed_in = visitor.posts(path::SESSIONS, &SignIn { flow: asked.flow, credential }).await;
        if signed_in.status != 200 {
            assert!(before.is_none(), "{signed_in}");
            Person::gets_in(&bureau, &token, &code_shown(&made)).await;
        }
        dossiers.push(case.dossier);
    }
    program.kill();
    let inside = Bureau::reopened(&program, databases.as_ref()).await;
    inside.is_sound().await;
    for dossier in dossiers {
        let happened = inside.happened(dossier).await;
        assert_eq!(happened.iter().filter(|kind| *kind == "key_registered").count(), 1, "{happened:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f4_whoever_makes_her_key_while_the_server_dies_has_a_key_or_an_invitation_that_is_open() {
    a_kill_leaves_a_key_or_an_open_invitation(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f4_whoever_makes_her_key_while_the_server_dies_has_a_key_or_an_invitation_that_is_open_on_postgres() {
    let Some(databases) = postgres::fresh().await else { return };
    a_kill_leaves_a_key_or_an_open_invitation(Some(databases)).await;
}
