//! Killed while a file is on its way in: what was answered is kept, the rest goes on from there, and the file is what it was.
//! And a large file costs the server no more memory than a few of its parts.

use std::time::Duration;

use shared::api::Upload;
use shared::dossier::documents::StoredFile;
use shared::ids::{DocumentId, DossierId, FileId, Hash, Uuid};
use support::bureau::Bureau;
use support::documents::{large_pdf, pdf_of, report};
use support::person::Person;
use support::postgres::{self, Databases};

use crate::setup;

const ROUNDS: u64 = 3;
/// What a file of 25 MB may cost on its way in and out.
const MORE_MB_MAX: u64 = 16;

fn fresh() -> (DocumentId, FileId) {
    (DocumentId(Uuid::new_v4()), FileId(Uuid::new_v4()))
}

fn at(offset: u32) -> usize {
    usize::try_from(offset).expect("it fits")
}

/// Sends the rest of a file to a server that may die: as far as it was answered to have come.
async fn sends_the_rest(
    person: &Person,
    dossier: DossierId,
    which: (DocumentId, FileId),
    bytes: &[u8],
    mut here: Upload,
) -> Upload {
    use shared::api::path;
    while here.offset < here.bytes {
        let until = (at(here.offset) + at(here.part)).min(bytes.len());
        let path = path::to(path::DOCUMENT_PART, &[&dossier, &which.0, &which.1, &here.offset]);
        let part = bytes[at(here.offset)..until].to_vec();
        let Ok(answer) = person.tries(&path, person.request(reqwest::Method::PUT, &path).body(part)).await else {
            break;
        };
        here = answer.gives();
    }
    here
}

async fn an_upload_that_was_cut_off_goes_on(databases: Option<Databases>) {
    let mut program = setup(databases.as_ref()).start().await;
    let (coach, client) = Bureau::of(&program).coach_and_client().await;
    let (dossier, bytes) = (client.own(), large_pdf(6_000_000));
    let mut cut_off = 0;
    for round in 0..ROUNDS {
        let (document, file) = fresh();
        let begun: Upload = coach.begins_file(dossier, document, file, bytes.len()).await.gives();
        let (sender, sent) = (coach.clone(), bytes.clone());
        let sending =
            tokio::spawn(async move { sends_the_rest(&sender, dossier, (document, file), &sent, begun).await });
        tokio::time::sleep(Duration::from_millis(20 + round * 60)).await;
        program.kill();
        let answered = sending.await.unwrap();
        cut_off += usize::from(answered.offset < answered.bytes);
        program.start().await;
        let again: Upload = coach.begins_file(dossier, document, file, bytes.len()).await.gives();
        assert!(again.offset >= answered.offset, "what was answered is kept: {again:?} after {answered:?}");
        let all = sends_the_rest(&coach, dossier, (document, file), &bytes, again).await;
        assert_eq!(all.offset, all.bytes);
        let whole: StoredFile = coach.ends_file(dossier, document, file).await.gives();
        assert_eq!(whole.hash, Hash::of(&[&bytes]), "the file is what it was");
        coach.adds_document(dossier, (document, 0), report(whole)).await.is_done();
        assert!(coach.saves_document(dossier, document, file).await.2 == bytes);
    }
    println!("{cut_off} of {ROUNDS} files were cut off");
    assert!(cut_off > 0, "no file was on its way when the server died");
    program.kill();
    Bureau::reopened(&program, databases.as_ref()).await.is_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_that_was_cut_off_by_a_kill_goes_on_where_it_was() {
    an_upload_that_was_cut_off_goes_on(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upload_that_was_cut_off_by_a_kill_goes_on_where_it_was_on_postgres() {
    let Some(databases) = postgres::fresh().await else { return };
    an_upload_that_was_cut_off_goes_on(Some(databases)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_25_mb_costs_the_server_little_memory_on_its_way_in_and_out() {
    let program = setup(None).start().await;
    let (coach, client) = Bureau::of(&program).coach_and_client().await;
    // What any file takes is there before.
    let (document, file) = coach.adds_report(client.own(), &["Klein"]).await;
    assert_eq!(coach.saves_document(client.own(), document, file.id).await.2, pdf_of(&["Klein"]));
    coach.reads_document(client.own(), document).await;
    let before = program.memory_peak_mb();
    let (document, bytes) = (DocumentId(Uuid::new_v4()), large_pdf(24_900_000));
    let file: StoredFile = coach.brings_file(client.own(), document, &bytes).await.gives();
    coach.adds_document(client.own(), (document, 0), report(file)).await.is_done();
    assert!(coach.saves_document(client.own(), document, file.id).await.2 == bytes);
    coach.reads_document(client.own(), document).await;
    let more = program.memory_peak_mb().saturating_sub(before);
    println!("{more} MB more for a file of {} MB", bytes.len() / 1_000_000);
    assert!(more <= MORE_MB_MAX, "{more} MB");
}
