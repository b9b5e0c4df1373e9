//! Files with what is kept: she hands one in on her phone, her coach opens it; a dossier from elsewhere comes to her (P3b, P4).

use std::path::{Path, PathBuf};

use serde_json::json;
use support::page::Page;
use thirtyfour::prelude::Key;

use crate::people::{Hands, Played};
use crate::walk::Walk;

/// A file on her device.
pub(crate) fn on_the_device(called: &str, bytes: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("akkoord-files-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(called);
    std::fs::write(&file, bytes).expect("a file");
    file
}

async fn chooses(page: &Page, file: &Path) {
    page.part("record-file").await.send_keys(file.to_string_lossy()).await.expect("a file is chosen");
}

/// What the link of the newest file gives, as somebody who presses it gets it.
async fn opened(page: &Page) -> String {
    let script = "const link = document.querySelector(\"[data-test='file-get']\");
        return (await (await fetch(link.href)).text())";
    page.js_async(script, vec![]).await.as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn p3b_p4_she_hands_in_a_letter_on_her_phone_and_reads_what_another_organisation_handed_over() {
    let played = Played::begin().await;
    let (phone, desk, mut walk) = (&played.client.page, &played.coach.page, Walk::default());
    let letter = on_the_device("brief van de huisarts.pdf", b"%PDF-1.7\nRust houden.");
    let program = on_the_device("programma.pdf", b"MZ this is none");

    phone.click("to-kept").await;
    phone.click("hand-in-open").await;
    walk.look_around(phone, "phone-hand-in").await;
    // What lacks is told at its field, and nothing is lost.
    phone.click("hand-in-send").await;
    phone.css("[data-test='hand-in-words'][aria-invalid='true']").await;
    phone.css("[data-test='record-file'][aria-invalid='true']").await;
    walk.look_around(phone, "phone-hand-in-wrong").await;
    chooses(phone, &program).await;
    phone.sees("Dit is geen foto en geen pdf").await;
    chooses(phone, &letter).await;
    phone.are_there("file-there", 1).await;
    chooses(phone, &letter).await;
    phone.are_there("file-there", 2).await;
    phone.click_nth("file-remove", 1).await;
    phone.are_there("file-there", 1).await;
    phone.fill_part("hand-in-words", "De brief van mijn huisarts.").await;
    walk.look_around(phone, "phone-hand-in-filled").await;
    phone.click("hand-in-send").await;
    phone.sees("Zelf ingeleverd").await;
    phone.part("hand-in-open").await;
    phone.focus_is("hand-in").await;
    phone.are_there("file-get", 1).await;
    assert_eq!(opened(phone).await, "%PDF-1.7\nRust houden.");
    walk.look_around(phone, "phone-kept-file").await;

    // She took the wrong one: it is put right in the same form, and stands in its place.
    phone.click("hand-in-change").await;
    phone.focus_is("hand-in-words").await;
    phone.fill_part("hand-in-words", "De brief van mijn huisarts, beide bladen.").await;
    phone.click("file-remove").await;
    chooses(phone, &on_the_device("beide bladen.pdf", b"%PDF-1.7\nRust houden. Blad 2.")).await;
    phone.are_there("file-there", 1).await;
    walk.look_around(phone, "phone-hand-in-change").await;
    phone.click("hand-in-send").await;
    phone.sees("beide bladen.pdf").await;
    phone.sees_no("brief van de huisarts.pdf").await;

    // Her coach has it at once, and can open it; it is not hers to change.
    desk.follow("Noor Jansen").await;
    desk.click("to-records").await;
    desk.sees("De brief van mijn huisarts, beide bladen.").await;
    assert_eq!(opened(desk).await, "%PDF-1.7\nRust houden. Blad 2.");
    walk.look_around(desk, "desk-records-file").await;
    let rights = "const line = [...document.querySelectorAll(\"[data-test='record']\")]
        .find(line => line.textContent.includes('De brief van mijn huisarts'));
        const change = line.querySelector(\"[data-test='record-change']\"); return !change || !change.checkVisibility()";
    assert_eq!(desk.js(rights, vec![]).await, json!(true), "what is hers staff do not change");

    // A dossier from elsewhere: from whom, on which day, what is in it, and the file.
    desk.click("day-new").await;
    desk.chooses("day-kind", "Dossier van een andere organisatie").await;
    desk.fill_part("record-value", "Rapport van de arbeidsdeskundige.").await;
    desk.chooses("record-source", "UWV").await;
    desk.picks_date("record-on").await;
    chooses(desk, &on_the_device("rapport.pdf", b"%PDF-1.7\nRapport.")).await;
    desk.are_there("file-there", 1).await;
    walk.look_around(desk, "desk-elsewhere").await;
    desk.click("record-save").await;
    desk.are_there("file-get", 2).await;
    phone.sees("Rapport van de arbeidsdeskundige.").await;
    phone.are_there("file-get", 2).await;
    phone.keys(Key::Home).await;
    for person in [&played.coach, &played.client] {
        person.page.has_no_trouble().await;
    }
    walk.ends();
}
