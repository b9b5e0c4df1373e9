//! State and index can be lost: entries are enough to make them again.

use shared::api::{Board, DossierPage, path};
use shared::dossier::consults::Status;
use support::bureau::Bureau;
use support::client::mark;
use support::person::Person;

/// Spoils the main database.
async fn spoil(bureau: &Bureau, sql: &str) {
    server::platform::db::Connection::execute_unprepared(&bureau.ctx().db.write, sql).await.expect("it is spoiled");
}

/// What the coach and the client see of it all.
async fn seen(coach: &Person, client: &Person) -> (Board, DossierPage) {
    let (mut board, mut page): (Board, _) = (coach.gets(path::BOARD).await.gives(), client.own_page().await);
    (board.at, page.at) = Default::default();
    (board, page)
}

#[tokio::test]
async fn states_and_index_rows_that_were_lost_are_written_anew_from_the_entries() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let (waits, disputed) =
        (coach.asks_her(client.own(), &["Een."]).await, coach.asks_her(client.own(), &["Twee."]).await);
    let approved = coach.asks_her(client.own(), &["Drie."]).await;
    client.approves(approved).await.is_done();
    client.disputes(disputed, vec![mark(1, "Drie.", "Ik weet het nog.")]).await.is_done();
    let before = seen(&coach, &client).await;
    let question = client.looks().await.lines[0].entry;
    client.questions(question, Some("Waarom?")).await.is_done();
    let looks = (client.looks().await, client.cases().await);
    let losses =
        ["log_head", "item_state", "dossier_index", "consult_index", "look_index", "case_index", "reason_index"];
    for table in losses {
        spoil(&bureau, &format!("delete from {table}")).await;
    }
    assert_eq!(coach.gets(path::BOARD).await.status, 401, "nobody is known to work here");
    let logs = server::log::rebuild::write_anew(bureau.ctx()).await.expect("the entries are enough");
    assert_eq!(logs, 3, "the bureau's log, the dossier's and the case's");
    assert_eq!(seen(&coach, &client).await, before);
    assert_eq!((client.looks().await, client.cases().await), looks);
    bureau.is_sound().await;
    // And it goes on.
    client.approves(waits).await.is_done();
    assert_eq!(coach.board_status(waits).await, Status::Approved);
}

#[tokio::test]
async fn an_index_that_an_earlier_release_wrote_is_written_anew_once() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let before = seen(&coach, &client).await;
    let earlier = "update dossier_index set coach_since = 0, accepted = true, regulation = 7, substitute = coach";
    spoil(&bureau, earlier).await;
    let agrees =
        async || server::dossiers::index_agrees(bureau.ctx(), bureau.id, client.own()).await.expect("an index");
    server::log::rebuild::bring_up(bureau.ctx()).await.expect("nothing to do");
    assert!(!agrees().await, "an index of this release is left alone");
    spoil(&bureau, "update installation set index_release = 0").await;
    server::log::rebuild::bring_up(bureau.ctx()).await.expect("the entries are enough");
    assert!(agrees().await);
    assert_eq!(seen(&coach, &client).await, before);
}
