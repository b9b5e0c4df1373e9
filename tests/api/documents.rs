//! Documents over HTTP: brought in parts, looked at as a whole, each for one purpose, and seen by whom they are for.

use std::time::Duration;

use shared::access::Act;
use shared::api::{Upload, path};
use shared::dossier::Command;
use shared::dossier::documents::{DocumentContent, DocumentKind, FILE_BYTES_MAX, FileFormat, PART_BYTES, StoredFile};
use shared::dossier::looks::LookKind;
use shared::dossier::purposes::Purpose;
use shared::dossier::records::{LegalGround, Source};
use shared::ids::{DocumentId, DossierId, FileId, Hash, Uuid};
use shared::policy::choices::Service;
use shared::policy::presets::Preset;
use support::bureau::Bureau;
use support::documents::{large_pdf, pdf_of, pdf_with, report};
use support::person::Person;
use support::phone::Phone;
use support::regulation::shipped;
use support::staff::remark;

fn fresh() -> DocumentId {
    DocumentId(Uuid::new_v4())
}

async fn three() -> (Bureau, Person, Person, Person) {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, "Samira").await;
    let client = bureau.client(&coach, "Noor").await;
    (bureau, administrator, coach, client)
}

#[tokio::test]
async fn a_document_is_brought_in_parts_and_given_back_as_it_came_as_picture_and_as_text() {
    let (bureau, _, coach, client) = three().await;
    let (document, file) = coach.adds_report(client.own(), &["Eerste bladzijde", "Tweede bladzijde"]).await;
    assert_eq!((file.format, file.pages), (FileFormat::Pdf, 2));
    let bytes = pdf_of(&["Eerste bladzijde", "Tweede bladzijde"]);
    assert_eq!(file.hash, Hash::of(&[&bytes]));
    for reader in [&client, &coach] {
        let page = reader.reads_document(client.own(), document).await;
        assert_eq!((page.content.purpose, page.version), (Purpose::Report, 1));
        assert_eq!(reader.reads_text(client.own(), document, file.id).await, ["Eerste bladzijde", "Tweede bladzijde"]);
        let (status, kind, saved) = reader.saves_document(client.own(), document, file.id).await;
        assert_eq!((status, kind.as_str()), (200, "application/pdf"));
        assert_eq!(saved, bytes);
        let (status, kind, png) = reader.sees_page(client.own(), document, file.id, 2).await;
        assert_eq!((status, kind.as_str()), (200, "image/png"));
        assert!(png.starts_with(b"\x89PNG"));
        assert_eq!(reader.sees_page(client.own(), document, file.id, 3).await.0, 404);
    }
    bureau.is_sound().await;
}

#[tokio::test]
async fn an_upload_goes_on_where_the_bureau_has_it_whatever_was_sent_twice_or_lost() {
    let (bureau, _, coach, client) = three().await;
    let (dossier, document, file) = (client.own(), fresh(), FileId(Uuid::new_v4()));
    let bytes = large_pdf(usize::try_from(PART_BYTES).unwrap() * 2);
    let part = usize::try_from(PART_BYTES).unwrap();
    let begun: Upload = coach.begins_file(dossier, document, file, bytes.len()).await.gives();
    assert_eq!((begun.offset, begun.part), (0, PART_BYTES));
    let which = (document, file);
    let here: Upload = coach.sends_part(dossier, which, (0, &bytes[..part])).await.gives();
    assert_eq!(here.offset, PART_BYTES);
    // Sent once more, or one too far: nothing changes, and the answer says where to go on.
    for (offset, sent) in [(0, &bytes[..part]), (2 * PART_BYTES, &bytes[2 * part..])] {
        let here: Upload = coach.sends_part(dossier, which, (offset, sent)).await.gives();
        assert_eq!(here.offset, PART_BYTES);
    }
    // Too short there, and ended too soon.
    coach.sends_part(dossier, which, (PART_BYTES, &bytes[part..part + 9])).await.is_refused(422, "document_unfit");
    coach.ends_file(dossier, document, file).await.is_refused(422, "document_unfit");
    // Begun again it is as far as it was; with another size it is another file.
    let again: Upload = coach.begins_file(dossier, document, file, bytes.len()).await.gives();
    assert_eq!(again.offset, PART_BYTES);
    coach.begins_file(dossier, document, file, bytes.len() + 1).await.is_refused(422, "document_unfit");
    // Nobody else goes on with it, and an entry cannot name it yet.
    client.sends_part(dossier, which, (PART_BYTES, &bytes[part..2 * part])).await.is_refused(404, "unknown");
    let half = StoredFile { id: file, hash: Hash::default(), format: FileFormat::Text, bytes: 9, pages: 1 };
    coach.adds_document(dossier, (document, 0), report(half)).await.is_refused(422, "document_unfit");
    coach.sends_part(dossier, which, (PART_BYTES, &bytes[part..2 * part])).await.is_done();
    coach.sends_part(dossier, which, (2 * PART_BYTES, &bytes[2 * part..])).await.is_done();
    let whole: StoredFile = coach.ends_file(dossier, document, file).await.gives();
    assert_eq!((whole.hash, whole.format), (Hash::of(&[&bytes]), FileFormat::Pdf));
    assert_eq!(coach.ends_file(dossier, document, file).await.gives::<StoredFile>(), whole);
    // What an entry says of it has to be what was seen of it.
    let lies = StoredFile { hash: Hash::of(&[b"another"]), ..whole };
    coach.adds_document(dossier, (document, 0), report(lies)).await.is_refused(422, "document_unfit");
    coach.adds_document(dossier, (fresh(), 0), report(whole)).await.is_refused(422, "document_unfit");
    coach.adds_document(dossier, (document, 0), report(whole)).await.is_done();
    assert_eq!(coach.saves_document(dossier, document, file).await.2, bytes);
    bureau.is_sound().await;
}

#[tokio::test]
async fn what_a_file_is_its_bytes_tell_and_what_cannot_come_in_is_refused_with_what_to_do() {
    let (bureau, _, coach, client) = three().await;
    let dossier = client.own();
    let active = pdf_with(&["Klik"], "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>");
    let mut broken = pdf_of(&["Stuk"]);
    broken.truncate(60);
    let refused: [(&[u8], &str); 3] = [
        (b"MZ\x90\x00\x03\x00\x00\x00 no document at all \x00\x01\x02", "kennen wij niet"),
        (&active, "vanzelf iets doet"),
        (&broken, "beschadigd"),
    ];
    for (bytes, told) in refused {
        let answer = coach.brings_file(dossier, fresh(), bytes).await.is_refused(422, "document_unfit");
        assert!(answer.text.contains(told), "{answer}");
    }
    let over = usize::try_from(FILE_BYTES_MAX).unwrap() + 1;
    coach.begins_file(dossier, fresh(), FileId(Uuid::new_v4()), over).await.is_refused(413, "too_large");
    coach.begins_file(dossier, fresh(), FileId(Uuid::new_v4()), 0).await.is_refused(422, "document_unfit");
    let plain: StoredFile = coach.brings_file(dossier, fresh(), "Gewone tekst".as_bytes()).await.gives();
    assert_eq!(plain.format, FileFormat::Text);
    assert!(coach.documents(dossier).await.documents.is_empty(), "nothing was added");
    bureau.is_sound().await;
}

// Keeps: M9a
// Part of: G5.1b
#[tokio::test]
async fn a_document_is_made_for_one_purpose_and_no_version_of_it_is_for_another() {
    let (bureau, _, coach, client) = three().await;
    let dossier = client.own();
    let (document, _) = coach.adds_report(dossier, &["Eerste"]).await;
    let file: StoredFile = coach.brings_file(dossier, document, &pdf_of(&["Tweede"])).await.gives();
    for content in [
        DocumentContent { purpose: Purpose::Work, ..report(file) },
        DocumentContent { kind: DocumentKind::Cv, ..report(file) },
    ] {
        coach.adds_document(dossier, (document, 1), content).await.is_refused(422, "document_unfit");
    }
    // Some purposes are of no document.
    let invoices = DocumentContent { purpose: Purpose::Finance, ..report(file) };
    coach.adds_document(dossier, (document, 1), invoices).await.is_refused(422, "document_unfit");
    coach.adds_document(dossier, (document, 0), report(file)).await.is_refused(409, "stale");
    coach.adds_document(dossier, (document, 1), report(file)).await.is_done();
    let page = client.documents(dossier).await;
    let [line] = &page.documents[..] else { panic!("one document") };
    assert_eq!((line.view.purpose, line.view.versions.len()), (Purpose::Report, 2));
    // The version before stays to be read.
    let first = client.gets(&format!("{}?version=1", path::to(path::DOCUMENT, &[&dossier, &document]))).await;
    let first: shared::api::DocumentPage = first.gives();
    assert_eq!(first.version, 1);
    assert_eq!(client.reads_text(dossier, document, first.content.file.id).await, ["Eerste"]);
    bureau.is_sound().await;
}

#[tokio::test]
async fn f63_whoever_opens_documents_leaves_a_look_and_she_leaves_none() {
    let (bureau, _, coach, client) = three().await;
    let dossier = client.own();
    let (document, file) = coach.adds_report(dossier, &["Verslag"]).await;
    let before = client.looks().await.lines.len();
    for _ in 0..2 {
        coach.documents(dossier).await;
        coach.reads_document(dossier, document).await;
        client.reads_document(dossier, document).await;
    }
    let lines = client.looks().await.lines;
    let kinds: Vec<LookKind> = lines[..lines.len() - before].iter().map(|line| line.kind).collect();
    assert_eq!(kinds, [LookKind::Document, LookKind::Documents], "one line for a visit to each");
    // Whichever way she comes to it, nothing of it is handed out without its look.
    let of_it = [path::DOCUMENT_FILE, path::DOCUMENT_TEXT, path::DOCUMENT_PICTURE];
    for (number, way) in of_it.into_iter().enumerate() {
        bureau.passes(Duration::from_mins(31));
        coach.unlocks().await;
        client.unlocks().await;
        let path = path::to(way, &[&dossier, &document, &file.id, &1]);
        assert_eq!(coach.takes(&path).await.0, 200, "{path}");
        assert_eq!(client.takes(&path).await.0, 200, "{path}");
        assert_eq!(client.looks().await.lines.len(), lines.len() + 1 + number, "{path}");
    }
    bureau.is_sound().await;
}

#[tokio::test]
async fn m7b_the_documents_do_not_exist_for_who_has_nothing_to_do_with_them() {
    let (bureau, administrator, coach, client) = three().await;
    let (other, second) = (bureau.coach(&administrator, "Bram").await, bureau.client(&coach, "Yara").await);
    let dossier = client.own();
    let (document, file) = coach.adds_report(dossier, &["Kwispelstaart"]).await;
    for nobody in [&other, &second, &administrator] {
        nobody.gets(&path::to(path::DOCUMENTS, &[&dossier])).await.is_refused(404, "unknown");
        nobody.opens_document(dossier, document).await.is_refused(404, "unknown");
        assert_eq!(nobody.saves_document(dossier, document, file.id).await.0, 404);
        assert_eq!(nobody.sees_page(dossier, document, file.id, 1).await.0, 404);
        nobody.begins_file(dossier, fresh(), FileId(Uuid::new_v4()), 9).await.is_refused(404, "unknown");
    }
    // A file of one dossier is none of another, for the coach of both.
    coach.opens_document(second.own(), document).await.is_refused(404, "unknown");
    assert_eq!(coach.saves_document(second.own(), document, file.id).await.0, 404);
    assert_eq!(coach.saves_document(dossier, fresh(), file.id).await.0, 404);
    bureau.is_sound().await;
}

#[tokio::test]
async fn g14_what_staff_add_she_hears_of_once_until_she_has_seen_it_and_what_she_adds_her_coach_hears_of() {
    let (bureau, _, coach, client) = three().await;
    let dossier = client.own();
    let mails = bureau.mails().await.len();
    coach.adds_report(dossier, &["Een"]).await;
    coach.adds_report(dossier, &["Twee"]).await;
    assert_eq!(bureau.mails().await.len(), mails + 1, "told once");
    assert!(client.own_page().await.view.allowed.contains(&Act::SeeDocuments));
    let page = client.documents(dossier).await;
    assert!(page.documents.iter().all(|line| line.is_new));
    let up_to = page.new_up_to.expect("something is new");
    client.wants(dossier, Command::SeeDocuments { up_to }).await.is_done();
    let page = client.documents(dossier).await;
    assert!(page.new_up_to.is_none() && page.documents.iter().all(|line| !line.is_new));
    assert!(!client.own_page().await.view.allowed.contains(&Act::SeeDocuments));
    // What she adds is from her, and new to nobody but her coach.
    let document = fresh();
    let file: StoredFile = client.brings_file(dossier, document, &pdf_of(&["Mijn cv"])).await.gives();
    let hers = DocumentContent { kind: DocumentKind::Cv, purpose: Purpose::Work, ..report(file) };
    client.adds_document(dossier, (document, 0), hers.clone()).await.is_refused(422, "document_unfit");
    client.adds_document(dossier, (document, 0), DocumentContent { source: Source::Client, ..hers }).await.is_done();
    assert_eq!(bureau.mails().await.len(), mails + 2);
    assert!(client.documents(dossier).await.new_up_to.is_none());
    bureau.is_sound().await;
}

// Keeps: P9, P10, R2.2d, G6
#[tokio::test]
async fn what_a_document_says_of_her_health_needs_its_service_its_ground_and_its_reason() {
    let (bureau, administrator, coach, client) = three().await;
    administrator.publishes(shipped(Preset::CopyFirst)).await.is_done();
    let dossier = client.own();
    let acknowledged = Command::AcknowledgeRegulation { version: 1 };
    client.wants(dossier, acknowledged).await.is_done();
    let bring = async |document: DocumentId| -> StoredFile {
        coach.brings_file(dossier, document, &pdf_of(&["Over de gezondheid"])).await.gives()
    };
    let about = |file: StoredFile| DocumentContent {
        about_health: true,
        ground: LegalGround::Reintegration,
        beside: Some(LegalGround::Interest),
        reason: Some(remark("Nodig voor het plan.")),
        ..report(file)
    };
    let one = fresh();
    let file = bring(one).await;
    coach.adds_document(dossier, (one, 0), about(file)).await.is_refused(409, "intake_missing");
    coach.records_intake(dossier, Service::CareerCoaching, false).await.is_done();
    coach.adds_document(dossier, (one, 0), about(file)).await.is_refused(403, "not_for_service");
    coach.records_intake(dossier, Service::SecondTrack, true).await.is_done();
    for lacks in [
        DocumentContent { reason: None, ..about(file) },
        DocumentContent { beside: None, ..about(file) },
        DocumentContent { ground: LegalGround::Interest, ..about(file) },
    ] {
        coach.adds_document(dossier, (one, 0), lacks).await.is_refused(422, "document_unfit");
    }
    coach.adds_document(dossier, (one, 0), about(file)).await.is_done();
    bureau.is_sound().await;
}

// Keeps: P10
#[tokio::test]
async fn what_a_doctor_wrote_is_no_document_for_a_colleague_who_reads_the_others() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    administrator.publishes(shipped(Preset::JointExecutors)).await.is_done();
    let (coach, colleague) = (bureau.coach(&administrator, "Samira").await, bureau.coach(&administrator, "Bram").await);
    let client = bureau.client(&coach, "Noor").await;
    let dossier = client.own();
    coach.records_intake(dossier, Service::SecondTrack, true).await.is_done();
    let (open, _) = coach.adds_report(dossier, &["Voor ieder"]).await;
    let document = fresh();
    let file: StoredFile = coach.brings_file(dossier, document, &pdf_of(&["Van de arts"])).await.gives();
    let letter = DocumentContent {
        source: Source::Doctor,
        about_health: true,
        ground: LegalGround::Reintegration,
        beside: Some(LegalGround::Interest),
        reason: Some(remark("Nodig voor het plan.")),
        ..report(file)
    };
    coach.adds_document(dossier, (document, 0), letter.clone()).await.is_done();
    assert_eq!(
        (coach.documents(dossier).await.documents.len(), client.documents(dossier).await.documents.len()),
        (2, 2)
    );
    let [line] = &colleague.documents(dossier).await.documents[..] else { panic!("the other alone") };
    assert_eq!(line.view.id, open);
    let of_it = [path::DOCUMENT, path::DOCUMENT_FILE, path::DOCUMENT_TEXT, path::DOCUMENT_PICTURE];
    for way in of_it {
        let path = path::to(way, &[&dossier, &document, &file.id, &1]);
        assert_eq!(colleague.takes(&path).await.0, 404, "{path}");
        assert_eq!(coach.takes(&path).await.0, 200, "{path}");
    }
    // Nor does she bring a version of it, or say where it lies.
    let upload = colleague.begins_file(dossier, document, FileId(Uuid::new_v4()), 9).await;
    upload.is_refused(404, "unknown");
    let again = DocumentContent { about_health: false, source: Source::Bureau, ..letter };
    colleague.adds_document(dossier, (document, 1), again).await.is_refused(404, "unknown");
    let marked = Command::MarkPaper { item: document.into(), there: true };
    colleague.wants(dossier, marked).await.is_refused(404, "unknown");
    bureau.is_sound().await;
}

#[tokio::test]
async fn whoever_comes_first_with_a_part_brought_it_and_no_other_bytes_take_its_place() {
    let (bureau, _, coach, client) = three().await;
    let dossier = client.own();
    let texts: [&[u8]; 2] = [b"Het ene verslag.", b"Een ander stuk. "];
    for _ in 0..8 {
        let which = (fresh(), FileId(Uuid::new_v4()));
        coach.begins_file(dossier, which.0, which.1, texts[0].len()).await.is_done();
        let (one, other) = tokio::join!(
            coach.sends_part(dossier, which, (0, texts[0])),
            coach.sends_part(dossier, which, (0, texts[1]))
        );
        assert!([one.status, other.status].contains(&200), "{one} {other}");
        let whole: StoredFile = coach.ends_file(dossier, which.0, which.1).await.gives();
        assert!(texts.iter().any(|text| whole.hash == Hash::of(&[text])));
        coach.adds_document(dossier, (which.0, 0), report(whole)).await.is_done();
        let (_, _, saved) = coach.saves_document(dossier, which.0, which.1).await;
        assert_eq!(Hash::of(&[&saved]), whole.hash, "what is handed out is what was looked at");
    }
    bureau.is_sound().await;
}

#[tokio::test]
async fn a_file_that_no_entry_names_goes_after_a_day_and_one_that_is_named_stays() {
    let (bureau, _, coach, client) = three().await;
    let dossier = client.own();
    let (document, file) = coach.adds_report(dossier, &["Blijft"]).await;
    let left: StoredFile = coach.brings_file(dossier, fresh(), &pdf_of(&["Gaat"])).await.gives();
    let (waits, half) = (fresh(), FileId(Uuid::new_v4()));
    coach.begins_file(dossier, waits, half, 3_000_000).await.is_done();
    let there = |id: FileId| bureau.blobs().iter().any(|path| path.contains(&id.to_string()));
    assert!(there(left.id) && there(file.id));
    bureau.passes(Duration::from_hours(25));
    server::housekeeping::sweep(bureau.ctx()).await.unwrap();
    assert!(!there(left.id), "its bytes are gone");
    assert!(there(file.id));
    let coach = coach.signs_in_anew().await;
    assert_eq!(coach.saves_document(dossier, document, file.id).await.2, pdf_of(&["Blijft"]));
    // Begun anew it is another beginning.
    let begun: Upload = coach.begins_file(dossier, waits, half, 3_000_000).await.gives();
    assert_eq!(begun.offset, 0);
    bureau.is_sound().await;
}

#[tokio::test]
async fn f65_f58_nobody_but_who_works_in_the_dossier_brings_anything() {
    let (bureau, _, coach, client) = three().await;
    let dossier = client.own();
    let (document, _) = coach.adds_report(dossier, &["Van de coach"]).await;
    // She can bring a version of what her coach added, and of no other's.
    let file: StoredFile = client.brings_file(dossier, document, &pdf_of(&["Van haar"])).await.gives();
    let hers = DocumentContent { source: Source::Client, ..report(file) };
    client.adds_document(dossier, (document, 1), hers.clone()).await.is_done();
    // Who acts for her answers and reads; she brings nothing in.
    coach.registers(dossier, &coach.new_representative(30)).await.is_done();
    client.agrees_to_the_representative().await.is_done();
    let mies = coach.lets_the_representative_in(dossier, Phone::new()).await;
    mies.begins_file(dossier, document, FileId(Uuid::new_v4()), 9).await.is_refused(403, "not_yours");
    mies.adds_document(dossier, (document, 2), hers).await.is_refused(403, "not_yours");
    let elsewhere = DossierId(Uuid::new_v4());
    coach.begins_file(elsewhere, document, FileId(Uuid::new_v4()), 9).await.is_refused(404, "unknown");
    bureau.is_sound().await;
}
