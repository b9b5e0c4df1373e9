//! What has ended is gone after thirty days; what is in use is not.

use std::time::Duration;

use serde_json::json;
use server::housekeeping;
use shared::api::{Draft, path};
use support::bureau::Bureau;
use support::faulty::rows;
use support::phone::Phone;

const DAY: Duration = Duration::from_hours(24);

#[tokio::test]
async fn what_ended_a_month_ago_is_deleted_and_what_is_in_use_stays() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    let tablet = Phone::new();
    client.adds_key_of(&tablet).await;
    client.deletes(&path::to(path::PASSKEY, &[&tablet.credentials()[0]])).await.is_done();
    bureau.mails().await;
    let counted = async || {
        let ctx = bureau.ctx();
        let tables = ["session", "mail_queue", "invitation", "passkey"];
        [rows(ctx, tables[0]).await, rows(ctx, tables[1]).await, rows(ctx, tables[2]).await, rows(ctx, tables[3]).await]
    };
    let before = counted().await;
    assert!(before.iter().all(|count| *count > 0), "{before:?}");
    bureau.passes(29 * DAY);
    housekeeping::sweep(bureau.ctx()).await.unwrap();
    assert_eq!(counted().await, before);
    bureau.passes(5 * DAY);
    client.unlocks().await;
    housekeeping::sweep(bureau.ctx()).await.unwrap();
    // Her new session; the keys of administrator, coach and client.
    assert_eq!(counted().await, [1, 0, 0, 3]);
    assert!(client.is_signed_in().await);
    assert_eq!(client.own_page().await.view.keys.len(), 2, "the entries stay");
    bureau.is_sound().await;
}

#[tokio::test]
async fn keys_that_were_made_ahead_and_never_used_are_destroyed_and_no_others() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    client.approves(consult).await.is_done();
    let draft = path::to(path::DRAFT, &[&client.own(), &consult]);
    coach.puts(&draft, &json!({ "body": "Half" })).await.is_done();
    let destroyed = || std::fs::read(bureau.at.folder().join("keys/destroyed-keys")).map_or(0, |list| list.len());
    housekeeping::tidy_spares(bureau.ctx()).await.unwrap();
    assert_eq!(destroyed(), 0, "what was just made may be used yet");
    bureau.passes(3 * DAY);
    housekeeping::tidy_spares(bureau.ctx()).await.unwrap();
    assert!(destroyed() > 0);
    coach.unlocks().await;
    client.unlocks().await;
    let kept: Draft = coach.gets(&draft).await.gives();
    assert_eq!(kept.body, "Half");
    assert_eq!(client.reads(consult).await.view.approvals.len(), 1);
    coach.asks_her(client.own(), &["U werkt drie uur."]).await;
    bureau.is_sound().await;
}
