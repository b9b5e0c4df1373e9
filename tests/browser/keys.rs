//! Keys and devices: a lost phone and the way back, keys that are named and removed, a screen that locks.

use serde_json::json;
use support::page::Page;
use thirtyfour::prelude::Key;

use crate::people::{Hands, ME, Played, World, six_digits};

async fn blocked(page: &Page, mark: &str) -> bool {
    page.part(mark).await.attr("aria-disabled").await.unwrap().as_deref() == Some("true")
}

#[tokio::test]
async fn f4_after_a_lost_phone_two_halves_bring_her_back_and_an_older_key_vouches_for_the_new_one() {
    let Played { world, coach, client: lost } = Played::begin().await;
    let tablet = lost.at_another_device(&world, "tablet").await;
    tablet.page.part("notice").await;
    lost.page.loses(&lost.key).await;

    // The coach has to say how she recognised her; then she sees one half and mails the other.
    let desk = &coach.page;
    desk.follow("Noor Jansen").await;
    desk.sees("De cliënt is de sleutel kwijt").await;
    desk.js("document.querySelectorAll('details').forEach(details => details.open = true)", vec![]).await;
    desk.click("invite-mail").await;
    desk.sees("Schrijf op hoe u dat zeker weet.").await;
    desk.fill_part("invite-identity", "Ik belde terug op het bekende nummer.").await;
    desk.click("invite-mail").await;
    let code = six_digits(&desk.part("invite-code").await.text().await.unwrap());
    assert!(!desk.text().await.contains("/invite#"), "F4: no screen of staff shows both halves");

    // On the new phone she reads what is different about this key, and makes it.
    let new = world.at_phone("nieuwe telefoon").await;
    new.page.open(&world.link_mailed_to("noor@waterkant.example").await).await;
    new.page.fill_part("invite-code", &code).await;
    new.page.click("invite-continue").await;
    new.page.sees("Hij mag pas na 24 uur tekenen. Uw andere toestellen krijgen bericht.").await;
    new.page.click("make-key").await;
    new.page.part("notice").await;

    // The other device is told at once, without a reload; the new key may read but not sign.
    tablet.page.part("waiting-key").await;
    new.page.click("notice").await;
    new.page.click("approve").await;
    new.page.sees("Een nieuwe sleutel mag pas tekenen vanaf").await;
    new.page.click("sign").await;
    new.page.sees("Er is niets gebeurd.").await;
    new.page.part("check-sentence").await;

    // An older key of hers vouches for it; then it signs.
    tablet.page.open(world.server.url(ME)).await;
    let sentence = tablet.page.part("key-sentence").await.text().await.unwrap();
    assert!(sentence.contains("is van mij"), "{sentence}");
    tablet.page.click("confirm-key").await;
    tablet.page.sees_no("Is deze sleutel niet van u?").await;
    new.page.sees_no("Een nieuwe sleutel mag pas tekenen vanaf").await;
    new.page.click("sign").await;
    new.page.part("receipt").await;
    for person in [&coach, &tablet, &new] {
        person.page.has_no_trouble().await;
    }
}

#[tokio::test]
async fn f3_f8_screens_25_32_she_adds_names_and_removes_keys_and_signs_out_another_device_but_the_last_key_stays() {
    let world = World::demo().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let tablet = client.at_another_device(&world, "tablet").await;
    let phone = &client.page;
    phone.click("to-me").await;
    phone.part("keys").await;
    assert!(blocked(phone, "remove-key").await, "the last key can be removed");
    phone.sees("Dit is uw laatste sleutel die geldt.").await;
    // The same device has one already; another one makes another.
    phone.fill_part("new-key-name", "Dubbel").await;
    phone.click("add-key").await;
    phone.sees("Dit toestel heeft al een sleutel.").await;
    let synced = phone.passkeys(&client.key).await.remove(0);
    phone.loses(&client.key).await;
    let watch = phone.authenticator().await;
    phone.fill_part("new-key-name", "Horloge").await;
    phone.click("add-key").await;
    phone.sees("De nieuwe sleutel is gemaakt.").await;
    phone.sees("De sleutel “Horloge” wacht nog").await;
    tablet.page.part("waiting-key").await;
    // Named anew, without asking the device.
    phone.click_nth("rename-key", 1).await;
    phone.fill_part("key-name", "Horloge van Noor").await;
    phone.click("save-key-name").await;
    phone.sees("Horloge van Noor").await;
    // Removed, after one question; the other one is then the last.
    phone.click_nth("remove-key", 1).await;
    phone.sees("Wilt u de sleutel “Horloge van Noor” verwijderen?").await;
    phone.click("remove-key-no").await;
    phone.click_nth("remove-key", 1).await;
    phone.click("remove-key-yes").await;
    phone.sees_no("Horloge van Noor").await;
    assert!(blocked(phone, "remove-key").await, "the last key can be removed");
    // Screens 32: the other device is listed once she has said that it was her, and signed out from here.
    phone.click("device-is-mine").await;
    phone.click("sign-out-device").await;
    // While it is under way the button says so: it is done when the button is gone.
    let gone = async || phone.driver.find(thirtyfour::By::Css("[data-test='sign-out-device']")).await.err().map(drop);
    phone.until("the end of that device", gone).await;
    tablet.page.reload().await;
    tablet.page.part("sign-in").await;
    assert!(!tablet.page.text().await.contains("Noor"), "a device that was signed out shows nothing of her");
    // Screens 25: the next time it is one tap and one touch, with the key that was left.
    phone.loses(&watch).await;
    let key = phone.authenticator().await;
    phone.receives(&key, &synced).await;
    // Without a list of keys in the browser there is the button.
    let no_list = "PublicKeyCredential.isConditionalMediationAvailable = async () => false";
    phone.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": no_list })).await;
    phone.click("sign-out").await;
    phone.click("sign-in").await;
    phone.sees("Dag Noor Jansen").await;
    phone.has_no_trouble().await;
}

/// Nothing of her, and nothing she typed, is left in the document.
async fn shows_nothing_of_her(page: &Page, words: &[&str]) {
    page.part("unlock").await;
    let whole = page.js("return document.title + document.documentElement.outerHTML", vec![]).await;
    let fields = page.js("return [...document.querySelectorAll('input, textarea')].map(f => f.value).join()", vec![]);
    let (whole, fields) = (whole.as_str().unwrap().to_owned(), fields.await.as_str().unwrap().to_owned());
    for word in words {
        assert!(!whole.contains(word) && !fields.contains(word), "«{word}» is in the page while it is locked");
    }
}

#[tokio::test]
async fn screens_31_a_name_that_was_just_read_aloud_does_not_outlive_the_lock() {
    let played = Played::begin().await;
    let (phone, desk) = (&played.client.page, &played.coach.page);
    let aloud = "return [...document.querySelectorAll('[aria-live]')].map(region => region.textContent).join()";
    phone.click("notice").await;
    let said = async || desk.js(aloud, vec![]).await.as_str().unwrap_or_default().contains("Noor").then_some(());
    desk.until("her name, read aloud", said).await;
    desk.keys(Key::F9).await;
    shows_nothing_of_her(desk, &["Noor"]).await;
    desk.click("unlock").await;
    desk.part("board-row").await;
    desk.has_no_trouble().await;
}

#[tokio::test]
async fn f8_the_list_of_keys_is_offered_again_after_a_touch_that_failed() {
    let world = World::demo().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let synced = client.page.passkeys(&client.key).await.remove(0);
    let tablet = world.at_desk("tablet").await;
    tablet.page.open(world.server.url("/")).await;
    tablet.page.part("sign-in-list").await;
    // There is no key on it yet, so the touch comes to nothing.
    tablet.page.click("sign-in").await;
    tablet.page.part("trouble").await;
    tablet.page.sees("Er is niets gebeurd.").await;
    // Then her system brings one: the list has it, though nobody loads the page again.
    tablet.page.receives(&tablet.key, &synced).await;
    tablet.page.part("to-me").await;
    tablet.page.has_no_trouble().await;
}

#[tokio::test]
async fn screens_31_a_locked_screen_holds_nothing_of_her_and_gives_back_what_she_typed() {
    let world = World::demo().await;
    let client = world.at_phone("cliënt").await;
    client.gets_in(&world.printed("client")).await;
    let phone = &client.page;
    phone.click("notice").await;
    phone.click("dispute").await;
    phone.fill_part("remark", "Ik werk drie uur").await;
    let words = ["Noor", "Samira", "drie uur", "twee uur per dag", "samenvatting"];
    let field = || async { phone.part("remark").await.prop("value").await.unwrap().unwrap() };

    // Writing "@" or "ł" with Alt and the key of the L is writing.
    for (letter, more) in [("@", "altKey"), ("ł", "altKey: true, ctrlKey"), ("l", "altKey: true, ctrlKey")] {
        let typed = format!(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{letter}', code: 'KeyL', {more}: true, bubbles: true, cancelable: true }}))"
        );
        phone.js(&typed, vec![]).await;
        assert_eq!(field().await, "Ik werk drie uur", "«{letter}» locked the screen");
        assert!(phone.js("return document.querySelector('dialog.lock') === null", vec![]).await == json!(true));
    }
    // By two keys, and by one; a finger that does not fit opens nothing.
    phone.keys(Key::Alt + "l").await;
    shows_nothing_of_her(phone, &words).await;
    phone.click("unlock").await;
    phone.part("remark").await;
    phone.keys(Key::F9).await;
    shows_nothing_of_her(phone, &words).await;
    phone.refuses_the_finger(&client.key).await;
    phone.click("unlock").await;
    phone.sees("Er is niets gebeurd.").await;
    shows_nothing_of_her(phone, &words).await;
    phone.accepts_the_finger(&client.key).await;
    phone.click("unlock").await;
    assert_eq!(field().await, "Ik werk drie uur");
    // The focus is back where it was.
    phone.focus_is("remark").await;

    phone.sees("U kunt later verdergaan.").await;

    // By the button; Escape does not open it, a reload neither.
    phone.click("lock").await;
    shows_nothing_of_her(phone, &words).await;
    phone.keys(Key::Escape).await;
    phone.keys(Key::Escape).await;
    shows_nothing_of_her(phone, &words).await;
    phone.sees("Op slot").await;
    phone.reload().await;
    shows_nothing_of_her(phone, &words).await;
    phone.click("unlock").await;
    assert_eq!(field().await, "Ik werk drie uur");

    // By the clock: sixteen minutes without a touch.
    phone.js("const now = Date.now; Date.now = () => now() + 16 * 60000", vec![]).await;
    shows_nothing_of_her(phone, &words).await;
    phone.click("unlock").await;
    assert_eq!(field().await, "Ik werk drie uur");
    phone.has_no_trouble().await;
}
