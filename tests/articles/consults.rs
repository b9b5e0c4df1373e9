//! Talks, and the summary that she is sent of each.

use shared::api::path;
use shared::dossier::Command;
use shared::dossier::consults::{ConsultKind, Status};
use shared::ids::{ConsultId, Uuid};
use support::bureau::Bureau;
use support::client::mark;

#[tokio::test]
async fn r1_9_a_talk_is_recorded_with_its_day_and_manner_once_it_has_taken_place() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let today = bureau.at.clock.today();
    let talk = |days: i64| {
        let consult = ConsultId(Uuid::new_v4());
        (
            consult,
            Command::RecordConsult { consult, held_on: today.plus_days(days), form: ConsultKind::Phone, minutes: None },
        )
    };
    let (_, tomorrow) = talk(1);
    coach.wants(client.own(), tomorrow).await.is_refused(422, "future_date");
    assert!(client.own_page().await.view.consults.is_empty());

    let (consult, yesterday) = talk(-1);
    coach.does(client.own(), yesterday).await;
    let hers = client.own_page().await.view.consults;
    let seen: Vec<_> = hers.iter().map(|talk| (talk.id, talk.held_on, talk.form)).collect();
    assert_eq!(seen, [(consult, today.plus_days(-1), ConsultKind::Phone)]);

    // It is coach and client who talk: she does not record one alone, and for another client there is none.
    client.wants(client.own(), talk(0).1).await.is_refused(403, "not_yours");
    let other = bureau.client(&coach, "Yara").await;
    other.gets(&path::to(path::CONSULT, &[&client.own(), &consult])).await.is_refused(404, "unknown");
    assert!(other.own_page().await.view.consults.is_empty());
}

#[tokio::test]
async fn r3_5_she_judges_the_one_summary_of_each_talk_and_what_is_missing_is_seen() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let of_hers = async |consult| client.consult(client.own(), consult).await.view.status;

    // No summary yet: both see that it is missing.
    let unwritten = coach.records_consult(client.own()).await;
    assert_eq!((coach.board_status(unwritten).await, of_hers(unwritten).await), (Status::Missing, Status::Missing));

    // Right, and not right with what should be there.
    let right = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    client.approves(right).await.is_done();
    let wrong = coach.asks_her(client.own(), &["U werkt drie uur."]).await;
    client.disputes(wrong, vec![mark(1, "U werkt vier uur.", "Sinds maandag.")]).await.is_done();
    assert_eq!(
        (coach.board_status(right).await, coach.board_status(wrong).await),
        (Status::Approved, Status::Disputed)
    );
    let read = coach.consult(client.own(), wrong).await;
    assert!(read.entries.last().unwrap().content.contains("U werkt vier uur."), "the coach reads her words");

    // No answer: it is seen as just that, and no answer is not a yes.
    let silent = coach.asks_her(client.own(), &["U werkt vijf uur."]).await;
    bureau.days_pass(20).await;
    coach.unlocks().await;
    client.unlocks().await;
    assert_eq!((coach.board_status(silent).await, of_hers(silent).await), (Status::Unanswered, Status::Unanswered));
    assert!(client.consult(client.own(), silent).await.view.approvals.is_empty());
    assert_eq!(coach.dossier(client.own()).await.view.consults.len(), 4, "each talk has one summary");
}
