//! The administrator sets the parameters of the bureau.

use support::page::Page;

use crate::people::{Hands, World};

async fn value(page: &Page, mark: &str) -> String {
    page.part(mark).await.prop("value").await.unwrap().unwrap()
}

#[tokio::test]
async fn f18_the_administrator_sets_the_days_of_the_reminders_and_is_told_what_cannot_be() {
    let world = World::empty().await;
    let administrator = world.at_desk("beheerder").await;
    administrator.gets_in(&world.printed("administrator")).await;
    let page = &administrator.page;
    assert_eq!(value(page, "policy-reminders").await, "3, 7");
    page.fill_part("policy-reminders", "7, 3").await;
    page.fill_part("policy-session", "99").await;
    page.click("policy-save").await;
    page.sees("Schrijf de dagen op van klein naar groot. Elk getal ligt tussen 1 en 13.").await;
    page.sees("Kies een getal van 1 tot en met 24.").await;
    page.click("lang-en").await;
    page.sees("Choose a number from 1 to 24.").await;
    page.click("lang-nl").await;
    page.fill_part("policy-reminders", "2, 5").await;
    page.fill_part("policy-session", "10").await;
    page.click("policy-save").await;
    page.sees("De afspraken zijn bewaard.").await;
    page.reload().await;
    assert_eq!(
        (value(page, "policy-reminders").await, value(page, "policy-session").await),
        ("2, 5".into(), "10".into())
    );
    page.has_no_trouble().await;
}
