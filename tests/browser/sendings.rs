//! What goes out: staff open a door, the recipient collects it with a link and a code, she withdraws, and the recipient
//! answers what became of it (F27, F28, F30, F35).

use support::page::Page;

use crate::consents::{brings_a_report, brings_a_report_about_health, makes_the_pages};
use crate::people::{Hands, Played};
use crate::walk::Walk;

const HENK: &str = "personeel@delinde.example";

/// The coach asks, and the client says yes.
async fn says_yes(phone: &Page, desk: &Page) {
    brings_a_report(desk).await;
    says_yes_to_it(phone, desk).await;
}

async fn says_yes_to_it(phone: &Page, desk: &Page) {
    makes_the_pages(desk, "De werkgever wil weten hoe het gaat.").await;
    desk.click("consent-send").await;
    desk.sees("Wacht op antwoord").await;
    phone.click("consents").await;
    phone.click("consent-open").await;
    phone.click("consent-yes").await;
    phone.click("sign").await;
    phone.part("received").await;
    desk.sees("Ja, dit mag").await;
}

/// The six digits on the coach's screen.
async fn code_on(desk: &Page) -> String {
    let shown = desk.part("sending-code").await.text().await.expect("a text");
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits.len(), 6, "{shown}");
    digits
}

// Keeps: M3a, R5.1, G7.3
#[tokio::test]
async fn f27_f28_f30_a_recipient_collects_it_with_link_and_code_and_is_asked_to_delete_it_when_she_withdraws() {
    let played = Played::begin().await;
    let (phone, desk, mut walk) = (&played.client.page, &played.coach.page, Walk::default());
    says_yes(phone, desk).await;
    desk.click("sending-open").await;
    desk.focus_is("sending-whom").await;
    desk.click("sending-send").await;
    desk.sees("Kies aan wie het gaat.").await;
    walk.look_around(desk, "desk-sending-form").await;
    desk.chooses("sending-whom", "Henk Prins").await;
    desk.click("sending-send").await;
    let code = code_on(desk).await;
    desk.sees("Kan worden opgehaald").await;
    // What she keeps of her yes stands beside it (M3c, F39).
    assert_eq!(fetched(phone, "consent-sheet").await, "200 application/pdf");
    assert_eq!(fetched(phone, "consent-receipt").await, "200 application/pdf");
    assert_eq!(fetched(phone, "consent-record").await, "200 application/ld+json");
    walk.look_around(desk, "desk-sending-sent").await;
    // She reads at once that it is ready, for whom, and by whom.
    phone.sees("Klaargezet voor Henk Prins").await;
    phone.sees("Nog niet opgehaald").await;
    walk.look_around(phone, "phone-sending-sent").await;

    let recipient = played.world.browser.desk("ontvanger").await;
    recipient.open(played.world.door_mailed_to(HENK).await).await;
    recipient.part("door-code-step").await;
    recipient.sees_no("Noor").await;
    walk.look_around(&recipient, "recipient-code").await;
    recipient.fill_part("door-code", if code == "000000" { "000001" } else { "000000" }).await;
    recipient.click("door-continue").await;
    recipient.sees("Deze code is niet goed.").await;
    walk.look(&recipient, "recipient-wrong").await;
    recipient.click("lang-nl").await;
    recipient.fill_part("door-code", &code).await;
    recipient.click("door-continue").await;
    recipient.sees("Bloemenhandel De Linde").await;
    recipient.sees("Alleen voor dit doel").await;
    walk.look_around(&recipient, "recipient-room").await;
    recipient.click("door-take").await;
    recipient.part("door-taken").await;
    walk.look(&recipient, "recipient-taken").await;
    recipient.click("lang-nl").await;
    recipient.click("door-take-sheet").await;
    recipient.sees("Het toestemmingsblad is opgehaald.").await;
    for page in [phone, desk] {
        page.sees("Opgehaald op").await;
        page.sees("Het toestemmingsblad: Opgehaald op").await;
    }

    // She withdraws it in two taps; the recipient collects no more, and is asked to delete what is there.
    phone.click("consent-withdraw").await;
    phone.click("close-confirm").await;
    phone.sees("Gevraagd om te verwijderen").await;
    walk.look_around(phone, "phone-sending-asked").await;
    recipient.click("door-take").await;
    recipient.sees("De toestemming geldt niet meer.").await;
    recipient.reload().await;
    recipient.part("door-asked").await;
    walk.look_around(&recipient, "recipient-asked").await;
    recipient.click("door-kept").await;
    recipient.click("door-why-send").await;
    recipient.sees("Schrijf waarom u iets moet bewaren.").await;
    recipient.fill_part("door-why", "De accountant moet dit zeven jaar bewaren.").await;
    walk.look(&recipient, "recipient-why").await;
    recipient.click("lang-nl").await;
    recipient.click("door-why-send").await;
    recipient.part("door-said").await;
    walk.look_around(&recipient, "recipient-kept").await;
    for page in [phone, desk] {
        page.sees("De accountant moet dit zeven jaar bewaren.").await;
    }
    walk.look_around(phone, "phone-sending-kept").await;
    // The privacy officer reads who has not deleted it, and not what it is or about whom.
    let officer = played.world.officer_at_her_list().await;
    officer.page.sees("Bloemenhandel De Linde: gevraagd op").await;
    officer.page.sees("kwam het antwoord dat iets blijft").await;
    walk.look_around(&officer.page, "officer-deletions").await;
    recipient.click("door-deleted").await;
    recipient.sees("Dat kunt u niet terugnemen.").await;
    walk.look(&recipient, "recipient-sure").await;
    recipient.click("lang-nl").await;
    recipient.click("door-sure").await;
    recipient.sees("Wij weten nu dat het is verwijderd").await;
    for page in [phone, desk] {
        page.sees("Verwijderd, zegt de ontvanger").await;
    }
    for page in [phone, desk, &recipient] {
        page.has_no_trouble().await;
    }
    walk.ends();
}

/// What a link to something to keep gives: status and media type.
async fn fetched(page: &Page, mark: &str) -> String {
    let href = page.part(mark).await.attr("href").await.expect("an answer").expect("an address");
    let script = "const answer = await fetch(arguments[0]);
        return `${answer.status} ${answer.headers.get('content-type')}`";
    page.js_async(script, vec![href.into()]).await.as_str().expect("a text").to_owned()
}

/// The coach sends it to Henk; gives the code on her screen.
async fn sends(desk: &Page) -> String {
    desk.click("sending-open").await;
    desk.chooses("sending-whom", "Henk Prins").await;
    desk.click("sending-send").await;
    code_on(desk).await
}

// Keeps: G6
#[tokio::test]
async fn f30_who_collects_what_is_about_health_makes_a_key_once_and_opens_the_next_link_without_a_code() {
    let played = Played::begin().await;
    let (phone, desk, mut walk) = (&played.client.page, &played.coach.page, Walk::default());
    brings_a_report_about_health(desk).await;
    says_yes_to_it(phone, desk).await;
    let code = sends(desk).await;
    let recipient = played.world.at_desk("ontvanger").await.page;
    recipient.open(played.world.door_mailed_to(HENK).await).await;
    recipient.fill_part("door-code", &code).await;
    recipient.click("door-continue").await;
    recipient.part("door-key-step").await;
    recipient.sees_no("Bloemenhandel De Linde").await;
    walk.look_around(&recipient, "recipient-key").await;
    recipient.click("door-key-make").await;
    recipient.sees("Bloemenhandel De Linde").await;
    recipient.click("door-take").await;
    recipient.part("door-taken").await;
    for page in [phone, desk] {
        page.sees(", met een sleutel").await;
        page.sees("Bij deze link is een sleutel gemaakt").await;
    }
    walk.look_around(phone, "phone-sending-with-key").await;
    desk.click("sending-stop").await;
    desk.sees("Gevraagd om te verwijderen").await;
    let before = played.world.door_mailed_to(HENK).await;
    let code = sends(desk).await;
    let next = async || Some(played.world.door_mailed_to(HENK).await).filter(|link| *link != before);
    recipient.open(recipient.until("the next link", next).await).await;
    recipient.part("door-key-open").await;
    walk.look_around(&recipient, "recipient-key-known").await;
    recipient.click("door-key-open").await;
    recipient.sees("Bloemenhandel De Linde").await;
    // Who comes with another device uses the code, and makes a key there.
    let other = played.world.at_phone("ander toestel").await.page;
    other.open(played.world.door_mailed_to(HENK).await).await;
    other.part("door-key-open").await;
    other.click_css("main details summary", 0).await;
    other.fill_part("door-code", &code).await;
    walk.look(&other, "recipient-other-device").await;
    other.click("lang-nl").await;
    other.click("door-continue").await;
    other.click("door-key-make").await;
    other.sees("Bloemenhandel De Linde").await;
    for page in [phone, desk, &recipient, &other] {
        page.has_no_trouble().await;
    }
    walk.ends();
}

#[tokio::test]
async fn a_link_that_is_none_or_was_stopped_opens_nothing_and_says_what_to_do() {
    let played = Played::begin().await;
    let (phone, desk, mut walk) = (&played.client.page, &played.coach.page, Walk::default());
    let recipient = played.world.browser.phone("ontvanger").await;
    recipient.open(played.world.server.url("/door")).await;
    recipient.part("door-unknown").await;
    walk.look_around(&recipient, "recipient-unknown").await;
    says_yes(phone, desk).await;
    sends(desk).await;
    let link = played.world.door_mailed_to(HENK).await;
    desk.click("sending-stop").await;
    desk.sees("Gesloten").await;
    desk.focus_is("consent-card").await;
    recipient.open(link).await;
    recipient.part("door-closed").await;
    walk.look_around(&recipient, "recipient-closed").await;
    phone.sees("Gesloten").await;
    walk.ends();
}
