//! Decisions on paper, over HTTP: printed, scanned back, held by a second, confirmed or contested by her.

use reqwest::Method;
use server::housekeeping;
use shared::api::{ClientStart, FormPage, HeldForm, path};
use shared::dossier::Command;
use shared::dossier::consults::Status;
use shared::dossier::forms::{Asked, FormAnswer, FormNumber, Returned, SCAN_BYTES_MAX, Scan};
use shared::ids::{FormId, Uuid};
use shared::text::Place;
use support::bureau::Bureau;
use support::client::mark;
use support::faulty::rows;
use support::forms::SCAN;
use support::person::{Person, new_entry};
use support::staff::accepted;

/// A bureau with two coaches, and a client of the first.
async fn two_coaches() -> (Bureau, Person, Person, Person) {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let (samira, bram) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let noor = bureau.client(&samira, "Noor").await;
    (bureau, samira, bram, noor)
}

#[tokio::test]
async fn f5_r3_5_a_client_without_any_device_judges_her_summary_on_paper() {
    let (bureau, samira, bram, _) = two_coaches().await;
    let dossier = samira.takes_on_by_paper("Yara", &bram).await;
    assert_eq!(samira.dossier(dossier).await.contact.unwrap().start, ClientStart::OnPaper);
    let consult = samira.asks_her(dossier, &["U kunt tillen."]).await;
    let (form, number) = samira.prints_about(dossier, consult).await;
    let printed: FormPage = samira.gets(&path::to(path::FORM, &[&dossier, &form])).await.gives();
    assert_eq!(printed.passages[0].text.as_str(), "U kunt tillen.", "what she judges is on the paper");
    assert!(printed.form.sentence.contains("klopt"), "the sentence that she would sign: {}", printed.form.sentence);
    samira.records_form(dossier, form, FormAnswer::Yes).await.is_done();
    assert_eq!(samira.board_status(consult).await, Status::Sent, "nothing counts by one pair of eyes");
    bram.holds_form(number, FormAnswer::Yes).await.is_done();
    assert_eq!(samira.board_status(consult).await, Status::OnPaper);
    let kept = &samira.forms(dossier).await.forms[0];
    assert_eq!(kept.original.as_ref().map(Place::as_str), Some("Kast 2"), "where the original lies is known");
    assert_eq!(samira.gets(&path::to(path::FORM_SCAN, &[&dossier, &form])).await.text, SCAN, "byte for byte");
    bureau.is_sound().await;
}

#[tokio::test]
async fn f5_the_second_pair_of_eyes_sees_nothing_of_the_dossier_and_has_to_read_the_same() {
    let (bureau, samira, bram, noor) = two_coaches().await;
    let consult = samira.asks_her(noor.own(), &["U kunt tillen."]).await;
    let (form, number) = samira.prints_about(noor.own(), consult).await;
    bram.holds_form(number, FormAnswer::Yes).await.is_refused(404, "unknown");
    samira.records_form(noor.own(), form, FormAnswer::Yes).await.is_done();
    samira.holds_form(number, FormAnswer::Yes).await.is_refused(422, "form_unfit");
    bram.holds_form(number, FormAnswer::No).await.is_refused(422, "form_unfit");
    bram.holds_form(FormNumber(number.0 ^ 1), FormAnswer::Yes).await.is_refused(404, "unknown");
    noor.holds_form(number, FormAnswer::Yes).await.is_refused(404, "unknown");
    for door in [path::FORMS, path::DOSSIER] {
        bram.gets(&path::to(door, &[&noor.own()])).await.is_refused(404, "unknown");
    }
    for door in [path::FORM, path::FORM_SCAN] {
        bram.gets(&path::to(door, &[&noor.own(), &form])).await.is_refused(404, "unknown");
    }
    let answer = bram.holds_form(number, FormAnswer::Yes).await;
    assert_eq!((answer.status, answer.text.as_str()), (204, ""), "and nothing is told");
    bureau.is_sound().await;
}

#[tokio::test]
async fn f5_what_is_recorded_of_her_she_hears_at_once_and_confirms_with_her_key() {
    let (bureau, samira, bram, noor) = two_coaches().await;
    let consult = samira.asks_her(noor.own(), &["U kunt tillen."]).await;
    let (form, number) = samira.prints_about(noor.own(), consult).await;
    let address = samira.dossier(noor.own()).await.contact.unwrap().email.unwrap().as_str().to_owned();
    let mut hears = noor.listens().await;
    let before = bureau.mails_to(&address).await.len();
    samira.records_form(noor.own(), form, FormAnswer::Yes).await.is_done();
    hears.tell_of(noor.own()).await;
    assert_eq!(bureau.mails_to(&address).await.len(), before + 1, "there is something for her");
    bram.holds_form(number, FormAnswer::Yes).await.is_done();
    assert_eq!(noor.reads(consult).await.view.status, Status::OnPaper, "visibly weaker than a signature");
    noor.confirms_form(form).await.is_done();
    assert_eq!(noor.reads(consult).await.view.status, Status::Approved);
    noor.contests_form(form, "Nee.").await.is_refused(409, "no_question");
    bureau.is_sound().await;
}

#[tokio::test]
async fn f5_what_she_contests_is_undone_and_her_coach_hears_it() {
    let (bureau, samira, bram, noor) = two_coaches().await;
    let consult = samira.asks_her(noor.own(), &["U kunt tillen."]).await;
    let (form, number) = samira.prints_about(noor.own(), consult).await;
    samira.records_form(noor.own(), form, FormAnswer::Yes).await.is_done();
    bram.holds_form(number, FormAnswer::Yes).await.is_done();
    let mut hears = samira.listens().await;
    noor.contests_form(form, "Ik tekende niets.").await.is_done();
    hears.tell_of(noor.own()).await;
    assert_eq!(samira.board_status(consult).await, Status::Sent, "she is asked again");
    noor.approves(consult).await.is_done();
    bureau.is_sound().await;
}

#[tokio::test]
async fn f5_r3_5_a_no_on_paper_is_answered_as_any_other() {
    let (bureau, samira, bram, _) = two_coaches().await;
    let dossier = samira.takes_on_by_paper("Yara", &bram).await;
    let consult = samira.asks_her(dossier, &["U kunt tillen."]).await;
    let (form, _) = samira.prints_about(dossier, consult).await;
    samira.records_form(dossier, form, FormAnswer::No).await.is_done();
    assert_eq!(samira.board_status(consult).await, Status::Disputed, "it counts at once");
    samira.answers(dossier, consult, vec![accepted()], Some(&["U kunt niet tillen."])).await.is_done();
    assert_eq!(samira.board_status(consult).await, Status::Sent);
    bureau.is_sound().await;
}

#[tokio::test]
async fn f5_a_scan_is_sealed_checked_and_gone_where_nobody_recorded_it() {
    let (bureau, samira, bram, noor) = two_coaches().await;
    let consult = samira.asks_her(noor.own(), &["U kunt tillen."]).await;
    let (form, _) = samira.prints_about(noor.own(), consult).await;
    samira.scans(noor.own(), form, "<html>geen scan</html>").await.is_refused(422, "form_unfit");
    let large = [SCAN.as_bytes(), &vec![b'%'; SCAN_BYTES_MAX]].concat();
    samira.scans(noor.own(), form, large).await.is_refused(413, "too_large");
    samira.scans(noor.own(), FormId(Uuid::new_v4()), SCAN).await.is_refused(404, "unknown");
    bram.scans(noor.own(), form, SCAN).await.is_refused(404, "unknown");
    noor.scans(noor.own(), form, SCAN).await.is_refused(403, "not_yours");
    let first: Scan = samira.scans(noor.own(), form, SCAN).await.gives();
    let second: Scan = samira.scans(noor.own(), form, SCAN).await.gives();
    assert_ne!(first.id, second.id);
    assert_eq!(rows(bureau.ctx(), "scan").await, 1, "the first goes when another comes");
    let (original, signed_on) = (Place::new("Kast 2").unwrap(), bureau.at.clock.today());
    let asked = Asked::Summary { consult, version: 1 };
    let gone = Command::RecordForm(Box::new(Returned {
        form,
        asked,
        answer: FormAnswer::Yes,
        signed_on,
        scan: first.id,
        original,
        words: None,
    }));
    samira.wants(noor.own(), gone).await.is_refused(422, "form_unfit");
    bureau.passes(std::time::Duration::from_hours(25));
    housekeeping::sweep(bureau.ctx()).await.unwrap();
    assert_eq!(rows(bureau.ctx(), "scan").await, 0);
    samira.unlocks().await;
    samira.records_form(noor.own(), form, FormAnswer::Yes).await.is_done();
    bureau.passes(std::time::Duration::from_hours(25));
    housekeeping::sweep(bureau.ctx()).await.unwrap();
    housekeeping::tidy_spares(bureau.ctx()).await.unwrap();
    assert_eq!(rows(bureau.ctx(), "scan").await, 1, "what an entry names stays");
    noor.unlocks().await;
    assert_eq!(noor.gets(&path::to(path::FORM_SCAN, &[&noor.own(), &form])).await.text, SCAN, "and she reads it");
    bureau.is_sound().await;
}

#[tokio::test]
async fn f63_whoever_opens_a_form_about_a_summary_leaves_a_look_of_it() {
    let (bureau, samira, _, noor) = two_coaches().await;
    let consult = samira.asks_her(noor.own(), &["U kunt tillen."]).await;
    let (form, _) = samira.prints_about(noor.own(), consult).await;
    let before = noor.looks().await.lines.len();
    bureau.passes(std::time::Duration::from_mins(40));
    samira.unlocks().await;
    samira.gets(&path::to(path::FORM, &[&noor.own(), &form])).await.is_done();
    noor.unlocks().await;
    assert_eq!(noor.looks().await.lines.len(), before + 1);
}

#[tokio::test]
async fn f5_a_double_tap_is_one_and_the_number_stays_where_it_was() {
    let (bureau, samira, bram, noor) = two_coaches().await;
    let consult = samira.asks_her(noor.own(), &["U kunt tillen."]).await;
    let (form, number) = samira.prints_about(noor.own(), consult).await;
    samira.records_form(noor.own(), form, FormAnswer::Yes).await.is_done();
    let held = HeldForm { entry: new_entry(), number, answer: FormAnswer::Yes, signed_on: bureau.at.clock.today() };
    for _ in 0..2 {
        bram.posts(path::BUREAU_FORMS, &held).await.is_done();
    }
    bram.holds_form(number, FormAnswer::Yes).await.is_refused(409, "no_question");
    noor.asks(Method::POST, &path::to(path::FORM_SCAN, &[&noor.own(), &form]), None).await.is_refused(403, "not_yours");
    // A remark after it, and an answer: what was said on paper stays in the log, and is the last word no more.
    noor.disputes(consult, vec![mark(1, "U kunt niet tillen.", "Zo is het.")]).await.is_done();
    assert_eq!(samira.board_status(consult).await, Status::Disputed);
    bureau.is_sound().await;
}

#[tokio::test]
async fn f5_a_scan_of_somebody_elses_making_runs_nowhere() {
    let (_bureau, samira, _, noor) = two_coaches().await;
    let consult = samira.asks_her(noor.own(), &["U kunt tillen."]).await;
    let (form, _) = samira.prints_about(noor.own(), consult).await;
    samira.records_form(noor.own(), form, FormAnswer::Yes).await.is_done();
    let scan = noor.gets(&path::to(path::FORM_SCAN, &[&noor.own(), &form])).await;
    let header = |name: &str| scan.headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/pdf");
    assert!(header("content-security-policy").starts_with("sandbox"), "{}", header("content-security-policy"));
    assert!(header("content-disposition").starts_with("attachment"));
    assert_eq!(header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn m7b_who_types_what_is_on_no_paper_is_counted_as_one_who_knocks() {
    let (bureau, samira, bram, noor) = two_coaches().await;
    let consult = samira.asks_her(noor.own(), &["U kunt tillen."]).await;
    let (form, number) = samira.prints_about(noor.own(), consult).await;
    samira.records_form(noor.own(), form, FormAnswer::Yes).await.is_done();
    let before = bureau.knocks().await;
    bram.holds_form(FormNumber(number.0 ^ 1), FormAnswer::Yes).await.is_refused(404, "unknown");
    assert_eq!(bureau.knocks().await, before + 1);
    bram.holds_form(number, FormAnswer::Yes).await.is_done();
    assert_eq!(bureau.knocks().await, before + 1, "who reads what is there knocks at nothing");
}

#[tokio::test]
async fn f5_her_words_are_read_by_her_coach_and_a_no_throws_no_draft_away() {
    let (bureau, samira, _, noor) = two_coaches().await;
    let consult = samira.asks_her(noor.own(), &["U kunt tillen."]).await;
    let draft = path::to(path::DRAFT, &[&noor.own(), &consult]);
    samira.puts(&draft, &serde_json::json!({ "body": "Half" })).await.is_done();
    let (form, _) = samira.prints_about(noor.own(), consult).await;
    samira.records_form(noor.own(), form, FormAnswer::No).await.is_done();
    samira.gets(&draft).await.is_done();
    noor.contests_form(form, "Ik tekende niets.").await.is_done();
    let said = samira.forms(noor.own()).await.forms[0].words.clone();
    assert_eq!(said.unwrap().as_str(), "Ik tekende niets.");
    bureau.is_sound().await;
}

#[tokio::test]
async fn f5_m8b_m8c_a_dossier_goes_to_another_coach_on_paper_and_back_when_she_contests_it() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let (samira, bram) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let (sil, noor) = (bureau.coach(&administrator, "Sil").await, bureau.client(&samira, "Noor").await);
    samira.proposes(noor.own(), &bram).await.is_done();
    samira.says_they_met(noor.own()).await.is_done();
    let proposal = noor.own_page().await.view.coming.unwrap().proposal;
    for asked in [Asked::Coach { proposal }, Asked::HandOver { proposal }] {
        let (form, number) = samira.prints(noor.own(), asked).await;
        samira.records_form(noor.own(), form, FormAnswer::Yes).await.is_done();
        bram.holds_form(number, FormAnswer::Yes).await.is_refused(422, "form_unfit");
        sil.holds_form(number, FormAnswer::Yes).await.is_done();
    }
    samira.gets(&path::to(path::DOSSIER, &[&noor.own()])).await.is_refused(404, "unknown");
    let forms = bram.forms(noor.own()).await.forms;
    assert!(forms[0].sentence.contains("Bram"), "what she said stays readable: {}", forms[0].sentence);
    noor.contests_form(forms[0].view.id, "Dat gaf ik niet.").await.is_done();
    bram.gets(&path::to(path::DOSSIER, &[&noor.own()])).await.is_refused(404, "unknown");
    samira.gets(&path::to(path::DOSSIER, &[&noor.own()])).await.is_done();
    bureau.is_sound().await;
}

#[tokio::test]
async fn f5_a_scan_belongs_to_one_form_and_who_is_concerned_is_mailed() {
    let (bureau, samira, bram, noor) = two_coaches().await;
    let consult = samira.asks_her(noor.own(), &["U kunt tillen."]).await;
    let ((one, number), (other, _)) =
        (samira.prints_about(noor.own(), consult).await, samira.prints_about(noor.own(), consult).await);
    let scan: Scan = samira.scans(noor.own(), one, SCAN).await.gives();
    let command = Command::RecordForm(Box::new(Returned {
        form: other,
        asked: Asked::Summary { consult, version: 1 },
        answer: FormAnswer::Yes,
        signed_on: bureau.at.clock.today(),
        scan: scan.id,
        original: Place::new("Kast 2").unwrap(),
        words: None,
    }));
    samira.wants(noor.own(), command).await.is_refused(422, "form_unfit");
    samira.records_form(noor.own(), one, FormAnswer::Yes).await.is_done();
    bram.holds_form(number, FormAnswer::Yes).await.is_done();
    let before = bureau.mails().await.len();
    noor.contests_form(one, "Ik tekende niets.").await.is_done();
    assert_eq!(bureau.mails().await.len(), before + 1, "her coach hears of it");
    bureau.is_sound().await;
}
