//! What the product does by itself, and that it never is a decision.

use std::collections::BTreeSet;

use shared::dossier::Dossier;
use shared::dossier::consults::Status;
use shared::log::Role;
use support::bureau::Bureau;
use support::client::mark;

#[tokio::test]
async fn g22_by_itself_the_product_reminds_and_notes_that_no_answer_came_and_decides_nothing() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let unwritten = coach.records_consult(client.own()).await;
    let silent = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let disputed = coach.asks_her(client.own(), &["U werkt drie uur."]).await;
    client.disputes(disputed, vec![mark(1, "U werkt vier uur.", "Sinds maandag.")]).await.is_done();
    let by_people = bureau.happened(client.own()).await.len();

    // Every term passes: hers to answer, the coach's to answer her.
    bureau.days_pass(60).await;
    let entries = bureau.entries::<Dossier>(client.own().into()).await;
    let (people, machine): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| entry.role != Role::System);
    assert_eq!(people.len(), by_people, "nobody did anything meanwhile");
    let kinds: BTreeSet<&str> = machine.iter().map(|entry| entry.kind.as_str()).collect();
    assert_eq!(kinds, BTreeSet::from(["left_unanswered", "reminded"]));

    // Nothing was decided in anybody's place: what was open can still be answered by whose it is.
    coach.unlocks().await;
    client.unlocks().await;
    for (consult, status) in [(unwritten, Status::Missing), (silent, Status::Unanswered), (disputed, Status::Disputed)]
    {
        assert_eq!(coach.board_status(consult).await, status);
    }
    client.approves(silent).await.is_done();
    coach.sends(client.own(), unwritten, &["U werkt vijf uur."]).await;
}
