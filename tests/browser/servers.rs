//! Two servers on one PostgreSQL, as behind a proxy: the client is led to one, the coach to the other.

use std::time::{Duration, Instant};

use support::browser::Browser;
use support::postgres;
use support::server::Setup;

use crate::board::row_says;
use crate::people::{BOARD, Hands, Person, World};

#[tokio::test]
async fn f19_an_approval_through_one_server_is_seen_live_through_the_other_which_goes_on_alone() {
    let Some(databases) = postgres::fresh().await else { return };
    let hers = Setup::demo().on(&databases).start().await;
    let other = Setup::empty().on(&databases).beside(&hers).start().await;
    let mut world = World { browser: Browser::start().await, server: hers };
    let page = world.browser.desk_led_to(&other, "coach").await;
    let coach = Person { key: page.authenticator().await, page };
    coach.gets_in(&world.printed("coach")).await;
    coach.page.open(world.server.url(BOARD)).await;
    coach.page.part("board").await;
    coach.page.js("window.__not_reloaded = true", vec![]).await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;

    let phone = &client.page;
    phone.click("notice").await;
    phone.click("approve").await;
    phone.part("check-sentence").await;
    phone.click("sign").await;
    phone.part("receipt").await;
    let received = Instant::now();
    row_says(&coach.page, "Noor Jansen", "Akkoord").await;
    println!("seen {:?} after the receipt", received.elapsed());
    assert!(received.elapsed() < Duration::from_secs(1), "{:?}", received.elapsed());
    assert_eq!(coach.page.js("return window.__not_reloaded", vec![]).await, true, "the coach's page was loaded again");

    // Each was led where the story says: the one dies, and the other has it all.
    world.server.kill();
    coach.page.reload().await;
    row_says(&coach.page, "Noor Jansen", "Akkoord").await;
    coach.page.has_no_trouble().await;
}
