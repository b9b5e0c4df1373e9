//! Documents: a coach brings two at once and a new version, the client looks at them on her phone as pictures and as text,
//! and adds one herself; what was sent of a large one is not sent again after a lost network (F24, M9, G14).

use std::path::Path;

use serde_json::json;
use support::documents::{large_pdf, pdf_of, pdf_with};
use support::page::Page;
use thirtyfour::prelude::Key;

use crate::files::on_the_device;
use crate::people::{Hands, Played};
use crate::walk::Walk;

async fn chooses(page: &Page, files: &[&Path]) {
    let names: Vec<_> = files.iter().map(|file| file.to_string_lossy()).collect();
    page.part("document-file").await.send_keys(names.join("\n")).await.expect("files are chosen");
}

/// Waits until every picture on the page is drawn.
async fn is_drawn(page: &Page) {
    let script = "const all = [...document.querySelectorAll('.paper-picture img')];
        return all.length > 0 && all.every(img => img.complete && img.naturalWidth > 0)";
    let drawn = async || (page.js(script, vec![]).await == json!(true)).then_some(());
    page.until("the pictures are drawn", drawn).await;
}

#[tokio::test]
async fn a_coach_brings_documents_and_the_client_looks_at_them_as_picture_and_as_text() {
    let played = Played::begin().await;
    let (phone, desk, mut walk) = (&played.client.page, &played.coach.page, Walk::default());
    let first = on_the_device("voortgang_najaar.pdf", &pdf_of(&["U werkt twee uur per dag", "Daarna vier uur"]));
    let second = on_the_device("plan.pdf", &pdf_of(&["Het plan voor de winter"]));
    let active = on_the_device("actief.pdf", &pdf_with(&["x"], "/OpenAction<</S/JavaScript/JS(app.beep\\(\\))>>"));

    desk.follow("Noor Jansen").await;
    desk.click("to-documents").await;
    desk.sees("Er zijn nog geen documenten").await;
    walk.look_around(desk, "desk-documents-none").await;
    desk.click("document-add").await;
    desk.focus_is("document-kind").await;
    walk.look_around(desk, "desk-document-form").await;
    // What lacks is told at its field, and in a summary that takes the focus.
    desk.click("document-submit").await;
    desk.sees("Kies wat voor document het is.").await;
    desk.sees("Kies eerst een bestand.").await;
    walk.look_around(desk, "desk-document-wrong").await;
    desk.chooses("document-kind", "Rapport").await;
    desk.chooses("document-purpose", "verslag aan wie betaalt of aan uw leidinggevende").await;
    desk.chooses("document-source", "het bureau").await;
    chooses(desk, &[&first, &second, &active]).await;
    desk.are_there("file-coming", 3).await;
    desk.sees("vanzelf iets doet").await;
    walk.look_around(desk, "desk-document-refused").await;
    // What cannot come in is taken away; the others wait for nothing.
    desk.click("document-submit").await;
    desk.sees("Wacht tot elk bestand klaar is").await;
    desk.click_nth("file-remove", 2).await;
    desk.are_there("file-coming", 2).await;
    desk.click("document-submit").await;
    desk.are_there("document", 2).await;
    desk.focus_is("documents").await;
    desk.sees("Gemaakt voor: verslag aan wie betaalt of aan uw leidinggevende").await;
    walk.look_around(desk, "desk-documents").await;

    // She hears of it at once, on her first page, and reads what each was made for.
    phone.sees("Er is een nieuw document").await;
    walk.look_around(phone, "phone-documents-told").await;
    phone.click("documents").await;
    phone.are_there("document", 2).await;
    phone.sees("Nieuw").await;
    phone.sees("Gemaakt voor: verslag aan wie betaalt of aan uw leidinggevende").await;
    walk.look_around(phone, "phone-documents").await;
    phone.follow("voortgang najaar").await;
    is_drawn(phone).await;
    walk.look_around(phone, "phone-document-picture").await;
    phone.click("zoom-in").await;
    phone.sees("150 procent").await;
    walk.look_around(phone, "phone-document-zoomed").await;
    phone.click("document-text").await;
    phone.sees("U werkt twee uur per dag").await;
    phone.sees("Daarna vier uur").await;
    walk.look_around(phone, "phone-document-text").await;
    desk.follow("voortgang najaar").await;
    desk.click("document-both").await;
    is_drawn(desk).await;
    desk.sees("Daarna vier uur").await;
    walk.look_around(desk, "desk-document-both").await;
    // What she has seen is not new any more, also after a reload.
    phone.driver.back().await.expect("a page before");
    phone.reload().await;
    phone.are_there("document", 2).await;
    phone.sees_no("Nieuw").await;

    // A new version: for the same purpose, and the one before stays to be read.
    let again = on_the_device("voortgang_2.pdf", &pdf_of(&["U werkt nu drie uur per dag"]));
    desk.click("document-add").await;
    desk.focus_is("document-files").await;
    chooses(desk, &[&again]).await;
    desk.sees("Klaar om toe te voegen").await;
    walk.look_around(desk, "desk-document-version").await;
    desk.click("document-submit").await;
    desk.sees("Versie 2").await;
    desk.click("document-text").await;
    desk.sees("U werkt nu drie uur per dag").await;
    desk.click_css("[data-test='document-page'] summary", 0).await;
    desk.click_css("[data-test='document-page'] details a", 0).await;
    desk.click("document-text").await;
    desk.sees("U werkt twee uur per dag").await;

    // She sees who looked at what.
    phone.driver.back().await.expect("a page before");
    phone.click("to-looks").await;
    phone.sees("Opende een document van u.").await;
    walk.look_around(phone, "phone-looks-document").await;
    walk.ends();
    for person in [&played.coach, &played.client] {
        person.page.has_no_trouble().await;
    }
}

#[tokio::test]
async fn she_adds_a_document_herself_on_a_bad_line_and_by_keyboard() {
    let played = Played::begin().await;
    let (phone, desk) = (&played.client.page, &played.coach.page);
    let cv = on_the_device("mijn cv.pdf", &large_pdf(6_000_000));
    phone.click("to-documents").await;
    phone.click("document-add").await;
    phone.chooses("document-kind", "Cv").await;
    phone.chooses("document-purpose", "passend werk zoeken").await;
    // The network goes while it is on its way: it waits, and goes on where it was.
    phone.goes_offline().await;
    chooses(phone, &[&cv]).await;
    phone.sees("Wacht op internet").await;
    phone.comes_online().await;
    phone.sees("Klaar om toe te voegen").await;
    phone.fill_part("document-title", "Mijn levensloop").await;
    // By the keyboard, from the last field.
    phone.part("document-title").await.send_keys("" + Key::Enter).await.expect("a key");
    phone.are_there("document", 1).await;
    phone.sees("Mijn levensloop").await;
    desk.follow("Noor Jansen").await;
    desk.click("to-documents").await;
    desk.sees("Mijn levensloop").await;
    desk.sees("Gemaakt voor: passend werk zoeken").await;
    desk.has_no_trouble().await;
}
