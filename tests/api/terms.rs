//! What has a last day: the coach sees it by working days, and reminds a client of it by hand.

use shared::api::{Board, BoardTerm, path};
use shared::calendar::Near;
use shared::dossier::Command;
use shared::ids::ConsultId;
use shared::index::Turn;
use support::bureau::Bureau;
use support::client::mark;
use support::person::Person;

const HOURS: &[&str] = &["U werkt twee uur per dag."];

async fn terms(coach: &Person) -> Vec<BoardTerm> {
    let board: Board = coach.gets(path::BOARD).await.gives();
    board.terms
}

async fn term(coach: &Person, consult: ConsultId) -> Option<BoardTerm> {
    terms(coach).await.into_iter().find(|term| term.consult == consult)
}

#[tokio::test]
async fn screens_29_every_last_day_is_on_the_board_with_whose_turn_it_is_and_the_nearest_first() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let today = bureau.at.clock.today();
    let disputed = coach.asks_her(client.own(), HOURS).await;
    client.disputes(disputed, vec![mark(1, "Drie uur.", "Zo was het.")]).await.is_done();
    let sent = coach.asks_her(client.own(), HOURS).await;
    let approved = coach.asks_her(client.own(), HOURS).await;
    client.approves(approved).await.is_done();
    coach.records_consult(client.own()).await;
    let lines = terms(&coach).await;
    let said: Vec<_> = lines.iter().map(|term| (term.consult, term.turn, today.days_until(term.ends_on))).collect();
    assert_eq!(said, [(sent, Turn::Client, 14), (disputed, Turn::Coach, 30)]);
    for line in &lines {
        assert_eq!(line.working_days, today.working_days_until(line.ends_on));
        assert!(line.working_days < today.days_until(line.ends_on), "no weekends");
        assert_eq!(line.near, Near::Later);
    }
    bureau.days_pass(14).await;
    coach.unlocks().await;
    assert_eq!(term(&coach, sent).await.unwrap().near, Near::Today);
    bureau.days_pass(1).await;
    coach.unlocks().await;
    let late = term(&coach, sent).await.unwrap();
    assert_eq!((late.near, late.turn), (Near::Late, Turn::Coach), "no answer came, and the coach has to see to it");
    assert_eq!(late.ends_on, today.plus_days(14));
}

#[tokio::test]
async fn f18_a_coach_reminds_by_hand_once_a_day_and_takes_nothing_from_the_reminders_of_the_product() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), HOURS).await;
    let address = coach.dossier(client.own()).await.contact.unwrap().email.unwrap().as_str().to_owned();
    let today = bureau.at.clock.today();
    let remind = Command::RemindNow { consult, version: 1 };
    let reminded = async || bureau.happened(client.own()).await.iter().filter(|kind| *kind == "reminded").count();
    let mails = async || {
        let mails = bureau.mails_to(&address).await;
        mails.iter().filter(|mail| mail.subject.contains("nog iets")).count()
    };
    coach.wants(client.own(), remind.clone()).await.is_done();
    let again = coach.wants(client.own(), remind.clone()).await.is_refused(409, "reminded_today");
    let tomorrow = today.plus_days(1).in_words(shared::words::Lang::Nl);
    assert!(again.problem().detail.contains(&tomorrow), "it says when it can: {again}");
    client.wants(client.own(), remind.clone()).await.is_refused(403, "not_yours");
    assert_eq!((reminded().await, mails().await), (1, 1));
    assert_eq!(term(&coach, consult).await.unwrap().reminded_on, Some(today));
    // The product's own still come, after 3 and 7 days.
    bureau.days_pass(3).await;
    assert_eq!(reminded().await, 2);
    coach.unlocks().await;
    coach.wants(client.own(), remind.clone()).await.is_refused(409, "reminded_today");
    bureau.days_pass(4).await;
    assert_eq!(reminded().await, 3);
    client.unlocks().await;
    client.approves(consult).await.is_done();
    bureau.days_pass(1).await;
    coach.unlocks().await;
    coach.wants(client.own(), remind).await.is_refused(409, "no_question");
    bureau.is_sound().await;
}
