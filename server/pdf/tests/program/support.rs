//! Starts the program as the server does, for one job.

use pdf::protocol::{Answer, Ended, Frame, Inspected, Job, Lang, Part, Place, Refusal, Reply, Request, Stamp, Texts};
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// On a machine that builds something else at the same time too.
const PATIENCE: Duration = Duration::from_mins(2);

/// What comes back for these bytes.
pub fn sent(bytes: Vec<u8>) -> Result<Reply, Frame> {
    let (written, ended) = started(bytes);
    Reply::of(written, ended)
}

/// In an empty folder and without an environment.
fn started(bytes: Vec<u8>) -> (Vec<u8>, Ended) {
    let folder = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_akkoord-pdf"))
        .env_clear()
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut into = program.stdin.take().unwrap();
    // It may end before it has read everything.
    let writer = std::thread::spawn(move || drop(into.write_all(&bytes)));
    let mut written = Vec::new();
    program.stdout.take().unwrap().read_to_end(&mut written).unwrap();
    let mut said = String::new();
    program.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    let status = program.wait().unwrap();
    writer.join().unwrap();
    assert!(begun.elapsed() < PATIENCE, "it took {:?}", begun.elapsed());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "it wrote a file");
    (written, status.code().map_or(Ended::Killed, Ended::Code))
}

pub fn ask(job: Job, file: &[u8]) -> Reply {
    sent(Request { job, file: file.to_vec() }.frame().unwrap()).unwrap()
}

pub fn inspect(file: &[u8]) -> Inspected {
    match ask(Job::Inspect {}, file).answer {
        Answer::Inspected(found) => found,
        other => panic!("{other:?}"),
    }
}

/// Why every job refuses it.
pub fn refusal(file: &[u8]) -> Refusal {
    let jobs = [Job::Inspect {}, Job::Text {}, Job::Picture { page: 1, width: 200 }, Job::Prepare { stamp: stamp() }];
    let mut refusals: Vec<Refusal> = jobs.into_iter().map(|job| refused(job, file)).collect();
    refusals.dedup();
    assert_eq!(refusals.len(), 1, "{refusals:?}");
    refusals.remove(0)
}

pub fn refused(job: Job, file: &[u8]) -> Refusal {
    match ask(job, file).answer {
        Answer::Refused(why) => why,
        other => panic!("{other:?}"),
    }
}

pub fn text(file: &[u8]) -> Texts {
    match ask(Job::Text {}, file).answer {
        Answer::Text(texts) => texts,
        other => panic!("{other:?}"),
    }
}

/// All that is said at such a place.
pub fn said(parts: &[Part], place: &Place) -> String {
    let found: Vec<&str> = parts.iter().filter(|part| part.place == *place).map(|part| part.text.as_str()).collect();
    found.join("\n")
}

pub fn stamp() -> Stamp {
    Stamp {
        lines: vec![
            "Voor: UWV, afdeling Werk. Doel: aanvraag werkvoorziening. Gevraagd op 30 november 2026.".into(),
            "Alleen voor dit doel; bewaren tot 1 februari 2027.".into(),
        ],
        title: "Afschrift voor Çağrı Łukasiewicz".into(),
        lang: Lang::Nl,
    }
}

pub fn picture(file: &[u8], page: u32, width: u32) -> image::RgbImage {
    let reply = ask(Job::Picture { page, width }, file);
    let Answer::Picture(told) = reply.answer else { panic!("{:?}", reply.answer) };
    let drawn = image::load_from_memory_with_format(&reply.file, image::ImageFormat::Png).unwrap().into_rgb8();
    assert_eq!((told.width, told.height), drawn.dimensions());
    drawn
}
