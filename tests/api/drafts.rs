//! Drafts: of one author, about one item, gone thirty days after the last change (F11).

use std::time::Duration;

use serde_json::json;
use shared::api::{Draft, path};
use shared::dossier::consults::Status;
use shared::ids::{ConsultId, Uuid};
use support::bureau::Bureau;
use support::client::mark;
use support::person::Person;
use support::staff::refused;

const DAY: Duration = Duration::from_hours(24);

fn about(client: &Person, consult: ConsultId) -> String {
    path::to(path::DRAFT, &[&client.own(), &consult])
}

#[tokio::test]
async fn f11_a_draft_is_kept_as_she_types_and_only_its_author_reads_it() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.records_consult(client.own()).await;
    let draft = about(&client, consult);
    assert_eq!(coach.board_status(consult).await, Status::Missing);
    for body in ["U", "U werkt", "U werkt twee uur 🌷 مرحبا"] {
        coach.puts(&draft, &json!({ "body": body })).await.is_done();
    }
    let kept: Draft = coach.gets(&draft).await.gives();
    assert_eq!(kept.body, "U werkt twee uur 🌷 مرحبا");
    assert_eq!(coach.board_status(consult).await, Status::Draft);
    client.gets(&draft).await.is_refused(404, "not_found");
    client.puts(&draft, &json!({ "body": "Van mij" })).await.is_done();
    let kept: Draft = coach.gets(&draft).await.gives();
    assert_eq!(kept.body, "U werkt twee uur 🌷 مرحبا", "each has her own");
    coach.deletes(&draft).await.is_done();
    coach.deletes(&draft).await.is_done();
    coach.gets(&draft).await.is_refused(404, "not_found");
}

#[tokio::test]
async fn f11_a_draft_ends_thirty_days_after_the_last_change() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.records_consult(client.own()).await;
    let draft = about(&client, consult);
    coach.puts(&draft, &json!({ "body": "Eerst" })).await.is_done();
    bureau.passes(29 * DAY);
    coach.unlocks().await;
    coach.puts(&draft, &json!({ "body": "Later" })).await.is_done();
    bureau.passes(29 * DAY);
    coach.unlocks().await;
    coach.gets(&draft).await.is_done();
    bureau.passes(DAY);
    coach.unlocks().await;
    coach.gets(&draft).await.is_refused(404, "not_found");
    server::housekeeping::sweep(bureau.ctx()).await.unwrap();
    coach.puts(&draft, &json!({ "body": "Opnieuw" })).await.is_done();
}

#[tokio::test]
async fn a_draft_of_a_whole_summary_fits_in_any_script_and_a_longer_one_does_not() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.records_consult(client.own()).await;
    let draft = about(&client, consult);
    for full in ["a".repeat(500_000), "🌷".repeat(125_000), "\"\n".repeat(250_000)] {
        coach.puts(&draft, &json!({ "body": full })).await.is_done();
    }
    for long in ["a".repeat(500_001), "🌷".repeat(125_001)] {
        coach.puts(&draft, &json!({ "body": long })).await.is_refused(413, "too_large");
    }
    let kept: Draft = coach.gets(&draft).await.gives();
    assert_eq!(kept.body.len(), 500_000, "what she had is not lost");
}

#[tokio::test]
async fn a_draft_is_about_a_consult_a_dispute_or_the_next_note_of_this_dossier() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let other = bureau.client(&coach, "Yara").await;
    let elsewhere = coach.records_consult(other.own()).await;
    for item in [elsewhere, ConsultId(Uuid::new_v4()), ConsultId(other.own().0)] {
        let nothing = about(&client, item);
        coach.puts(&nothing, &json!({ "body": "Half" })).await.is_refused(404, "unknown");
        coach.gets(&nothing).await.is_refused(404, "not_found");
    }
}

#[tokio::test]
async fn f11_a_draft_ends_with_the_entry_that_it_became() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.records_consult(client.own()).await;
    let draft = about(&client, consult);
    // A summary, and the client's draft of a dispute, which is another person's and stays.
    for person in [&coach, &client] {
        person.puts(&draft, &json!({ "body": "Bijna af" })).await.is_done();
    }
    coach.sends(client.own(), consult, &["U werkt twee uur."]).await;
    coach.gets(&draft).await.is_refused(404, "not_found");
    client.gets(&draft).await.is_done();
    // The dispute, and the answer to it.
    client.disputes(consult, vec![mark(1, "U werkt drie uur.", "Zo is het.")]).await.is_done();
    client.gets(&draft).await.is_refused(404, "not_found");
    let dispute = coach.consult(client.own(), consult).await.view.disputes.remove(0).entry;
    let answer = path::to(path::DRAFT, &[&client.own(), &dispute]);
    coach.puts(&answer, &json!({ "body": "Nee" })).await.is_done();
    coach.answers(client.own(), consult, vec![refused("Ik hoorde twee uur.")], None).await.is_done();
    coach.gets(&answer).await.is_refused(404, "not_found");
}
