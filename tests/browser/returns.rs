//! She who was guided here before, with the key that she made then: two trajectories on one phone, two coaches who know
//! nothing of each other.

use thirtyfour::By;

use crate::people::{BOARD, HOME, Hands, ME, Played};
use crate::walk::Walk;

#[tokio::test]
async fn r1_3_r1_7_with_her_old_key_she_finds_both_trajectories_and_each_coach_sees_her_own() {
    let played = Played::begin().await;
    let (world, phone, mut walk) = (&played.world, &played.client.page, Walk::default());
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    let jet = world.works_here(&administrator, "andere coach", ("Jet Bos", "jet@bureau.example", "coach")).await;
    let code = jet.takes_on("Noor Jansen", "noor.j@elders.example").await;
    let link = world.link_mailed_to("noor.j@elders.example").await;

    // A key that she has is an answer too: it is asked for before the making of a new one.
    phone.open(&link).await;
    phone.fill_part("invite-code", &code).await;
    phone.click("invite-continue").await;
    phone.click_css("[data-test='here-before'] summary", 0).await;
    walk.look_around(phone, "invite-here-before").await;
    // Somebody else's key brings nobody in.
    let own = phone.passkeys(&played.client.key).await.remove(0);
    phone.loses(&played.client.key).await;
    let empty = phone.authenticator().await;
    phone.click("use-old-key").await;
    phone.sees("Er is niets gebeurd.").await;
    phone.loses(&empty).await;
    let key = phone.authenticator().await;
    phone.receives(&key, &own).await;
    phone.click("use-old-key").await;
    phone.sees("Begeleiding door Jet Bos, begonnen op").await;
    phone.sees("Begeleiding door Samira Haddad, begonnen op").await;
    phone.part("notice").await;
    walk.look_around(phone, "home-two-trajectories").await;
    let both = phone.driver.find_all(By::Css("[data-test='to-kept']")).await.unwrap();
    assert_eq!(both.len(), 2, "what is kept, in each");

    // The pages below say which of the two they are about.
    for way in ["to-kept", "to-people", "to-looks"] {
        phone.click_nth(way, 0).await;
        phone.part("which-trajectory").await;
        phone.sees("Begeleiding door Jet Bos, begonnen op").await;
        phone.open(world.server.url(HOME)).await;
    }

    // Each coach has her own trajectory, and no word of the other.
    let desk = &jet.page;
    desk.open(world.server.url(BOARD)).await;
    desk.follow("Noor Jansen").await;
    desk.sees_no("Samira").await;
    jet.discusses_the_regulation().await;
    phone.click("confirm-regulation").await;
    desk.part("consult-new").await;

    // Another key waits in both; she vouches for it in each, and is told for which.
    phone.open(world.server.url(ME)).await;
    phone.loses(&key).await;
    let watch = phone.authenticator().await;
    phone.fill_part("new-key-name", "Horloge").await;
    phone.click("add-key").await;
    phone.sees("De sleutel “Horloge” wacht nog").await;
    phone
        .until("a question for each trajectory", async || {
            let cards = phone.driver.find_all(By::Css("[data-test='key-sentence']")).await.ok()?;
            (cards.len() == 2).then_some(())
        })
        .await;
    walk.look_around(phone, "me-two-trajectories").await;
    phone.loses(&watch).await;
    let older = phone.authenticator().await;
    phone.receives(&older, &own).await;
    phone.click_nth("confirm-key", 0).await;
    phone.sees("De nieuwe sleutel mag nu tekenen.").await;
    phone
        .until("one question is left", async || {
            let cards = phone.driver.find_all(By::Css("[data-test='key-sentence']")).await.ok()?;
            (cards.len() == 1).then_some(())
        })
        .await;
    phone.click("confirm-key").await;
    phone
        .until("no question is left", async || {
            let cards = phone.driver.find_all(By::Css("[data-test='key-sentence']")).await.ok()?;
            cards.is_empty().then_some(())
        })
        .await;
    phone.open(world.server.url(HOME)).await;
    phone.part("notice").await;
    for person in [&played.coach, &played.client, &jet] {
        person.page.has_no_trouble().await;
    }
    walk.ends();
}
