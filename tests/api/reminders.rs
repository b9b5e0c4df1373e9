//! Reminders and mails: at a decent hour, once, and whatever is wrong with one holds up no other (F18, F78).

use std::time::Duration;

use server::log::ledger::{Notice, NoticeKind};
use support::bureau::Bureau;
use support::faulty::spoils;
use support::person::Person;

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

async fn reminded(bureau: &Bureau, client: &Person) -> usize {
    bureau.happened(client.own()).await.iter().filter(|kind| *kind == "reminded").count()
}

async fn looks(bureau: &Bureau) {
    server::reminders::run(bureau.ctx()).await.expect("reminders run");
}

#[tokio::test]
async fn screens_29_nobody_is_reminded_before_nine_or_after_eight_at_night() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    // The third day, which began at ten, at eight in the evening; then eight and nine in the morning.
    bureau.passes(3 * DAY);
    for (hours, expected) in [(10, 0), (12, 0), (1, 1), (1, 1)] {
        bureau.passes(hours * HOUR);
        looks(&bureau).await;
        assert_eq!(reminded(&bureau, &client).await, expected, "at {} o'clock", bureau.at.clock.hour());
    }
}

#[tokio::test]
async fn f18_after_a_week_without_a_server_she_is_reminded_once() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    bureau.passes(8 * DAY);
    for _ in 0..3 {
        looks(&bureau).await;
        bureau.passes(Duration::from_mins(5));
    }
    assert_eq!(reminded(&bureau, &client).await, 1);
    bureau.days_pass(3).await;
    assert_eq!(reminded(&bureau, &client).await, 1);
    bureau.is_sound().await;
}

#[tokio::test]
async fn f18_a_question_that_cannot_be_read_holds_up_no_other() {
    let bureau = Bureau::start().await;
    let (coach, noor) = bureau.coach_and_client().await;
    let mut others = vec![noor];
    for called in ["Yara", "Puk"] {
        others.push(bureau.client(&coach, called).await);
    }
    let mut consults = Vec::new();
    for client in &others {
        consults.push((coach.asks_her(client.own(), &["U werkt twee uur."]).await, client));
    }
    // In the order in which the job looks at them.
    consults.sort_by_key(|(consult, _)| consult.0);
    spoils(bureau.ctx(), "item_state", "item", consults[0].0.0).await;
    bureau.passes(3 * DAY);
    looks(&bureau).await;
    for (consult, client) in &consults[1..] {
        assert_eq!(reminded(&bureau, client).await, 1, "{consult:?}");
    }
}

#[tokio::test]
async fn f78_a_mail_that_cannot_be_made_holds_up_no_other() {
    let bureau = Bureau::start().await;
    let (coach, noor) = bureau.coach_and_client().await;
    let yara = bureau.client(&coach, "Yara").await;
    let address = coach.dossier(yara.own()).await.contact.unwrap().email.unwrap().as_str().to_owned();
    let before = bureau.mails_to(&address).await.len();
    spoils(bureau.ctx(), "person", "id", noor.me.person.0).await;
    let ctx = bureau.ctx();
    let tx = ctx.db.begin_write().await.unwrap();
    for client in [&noor, &yara] {
        let notice = Notice { person: client.me.person, kind: NoticeKind::Waiting };
        server::mails::queue(&tx, bureau.id, notice, ctx.clock.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(bureau.mails_to(&address).await.len(), before + 1);
}

#[tokio::test]
async fn f78_of_two_servers_that_send_at_once_one_sends() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let address = coach.dossier(client.own()).await.contact.unwrap().email.unwrap().as_str().to_owned();
    let before = bureau.mails_to(&address).await.len();
    for _ in 0..5 {
        coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    }
    let sending = (0..4).map(|_| {
        let ctx = bureau.ctx().clone();
        tokio::spawn(async move { server::mails::send_due(&ctx).await })
    });
    for sent in sending.collect::<Vec<_>>() {
        sent.await.unwrap().unwrap();
    }
    assert_eq!(bureau.mails_to(&address).await.len(), before + 5);
}
