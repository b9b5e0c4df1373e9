//! The bureau: its face, its name, and that nothing anybody wrote can be read where it is kept.

use std::path::Path;

use serde_json::json;
use server::platform::db::Location;
use shared::api::{BureauFace, BureauPost, path};
use shared::bureau::{BureauCommand, Contact};
use shared::text::Phone;
use support::bureau::{Bureau, email, name};
use support::client::mark;
use support::person::new_entry;
use support::postgres;
use support::staff::refused;

#[tokio::test]
async fn an_administrator_names_the_bureau_and_everybody_sees_it() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let rename = |to| BureauPost { entry: new_entry(), command: BureauCommand::Rename { name: name(to) } };
    administrator.posts(path::BUREAU_COMMANDS, &rename("Bureau Waterkant")).await.is_done();
    let face: BureauFace = bureau.visitor().gets(path::BUREAU).await.gives();
    assert_eq!(face.name.unwrap().as_str(), "Bureau Waterkant");
    let before = bureau.last_entry().await;
    administrator.posts(path::BUREAU_COMMANDS, &rename("Bureau Waterkant")).await.is_done();
    assert_eq!(bureau.last_entry().await, before, "the same name changes nothing");
}

#[tokio::test]
async fn screens_25_everybody_finds_a_human_at_the_bureau_also_who_is_signed_out() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let set = |contact: &Contact| BureauPost {
        entry: new_entry(),
        command: BureauCommand::SetContact { contact: contact.clone() },
    };
    let contact = Contact {
        phone: Some(Phone::new("030 123 45 67").unwrap()),
        email: Some(email("hulp@waterkant.example")),
        address: Some(name("Kade 1, Utrecht")),
        ..Contact::default()
    };
    administrator.posts(path::BUREAU_COMMANDS, &set(&contact)).await.is_done();
    let face: BureauFace = bureau.visitor().gets(path::BUREAU).await.gives();
    assert_eq!(face.contact, contact);
    let before = bureau.last_entry().await;
    administrator.posts(path::BUREAU_COMMANDS, &set(&contact)).await.is_done();
    assert_eq!(bureau.last_entry().await, before, "the same contact changes nothing");
    // A part that is left out is taken away; what is no number is refused.
    administrator.posts(path::BUREAU_COMMANDS, &set(&Contact::default())).await.is_done();
    let face: BureauFace = bureau.visitor().gets(path::BUREAU).await.gives();
    assert_eq!(face.contact, Contact::default());
    let wrong = json!({ "entry": new_entry(), "command": { "type": "set_contact", "contact": { "phone": "geen" } } });
    administrator.posts(path::BUREAU_COMMANDS, &wrong).await.is_refused(422, "bad_request");
    // Who is signed in at another bureau finds the people there.
    let next_door = bureau.neighbour().await;
    let theirs = next_door.administrator().await;
    theirs.posts(path::BUREAU_COMMANDS, &set(&contact)).await.is_done();
    let face: BureauFace = theirs.gets(path::BUREAU).await.gives();
    assert_eq!((face.contact, face.name.unwrap().as_str()), (contact, "Bureau Overkant"));
}

#[tokio::test]
async fn visitors_meet_the_bureau_that_was_founded_first() {
    let bureau = Bureau::start().await;
    for _ in 0..6 {
        bureau.neighbour().await;
    }
    assert_eq!(server::bureaus::first(bureau.ctx()).await.unwrap(), Some(bureau.id));
}

/// Unusual words, planted wherever somebody writes something.
const PLANTED: [&str; 9] = [
    "Kwispelstaart",
    "Zonnebloempit",
    "Mierikswortel",
    "Klapekster",
    "Wielewaal",
    "Vingerhoedskruid",
    "Hazelworm",
    "Duizendblad",
    "Boterbloem",
];

// Keeps: S8
// Part of: R3.1, G32
#[tokio::test]
async fn nothing_that_anybody_wrote_can_be_read_where_it_is_kept() {
    let bureau = Bureau::start().await;
    let administrator = bureau.administrator().await;
    let coach = bureau.coach(&administrator, PLANTED[0]).await;
    let client = bureau.client(&coach, PLANTED[1]).await;
    let consult = coach.asks_her(client.own(), &[PLANTED[2]]).await;
    client.disputes(consult, vec![mark(1, PLANTED[3], PLANTED[4])]).await.is_done();
    coach.answers(client.own(), consult, vec![refused(PLANTED[5])], None).await.is_done();
    let draft = path::to(path::DRAFT, &[&client.own(), &consult]);
    coach.puts(&draft, &json!({ "body": PLANTED[6] })).await.is_done();
    client.approves(consult).await.is_done();
    let key = path::to(path::PASSKEY, &[&client.phone.credentials()[0]]);
    client.puts(&key, &json!({ "label": PLANTED[7] })).await.is_done();
    let rename = BureauPost { entry: new_entry(), command: BureauCommand::Rename { name: name(PLANTED[8]) } };
    administrator.posts(path::BUREAU_COMMANDS, &rename).await.is_done();
    let mut files = 0;
    // The caught mails are what a mail server would have; they are looked at elsewhere (F78).
    search(bureau.at.folder(), &mut |path, bytes| {
        files += 1;
        for word in PLANTED {
            let found = contains(bytes, word.as_bytes()) || contains(bytes, word.to_lowercase().as_bytes());
            assert!(!found, "{word} can be read in {}", path.display());
        }
    });
    let ctx = bureau.ctx();
    for database in [&ctx.config.database, &ctx.config.keys_database] {
        let Location::Postgres(url) = database else { continue };
        for (table, row) in postgres::rows(url).await {
            files += 1;
            for word in PLANTED {
                let hex: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
                assert!(!row.contains(word) && !row.contains(&hex), "{word} can be read in {table}");
            }
        }
    }
    assert!(files >= 2, "{files} files and rows were searched");
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

fn search(folder: &Path, look: &mut impl FnMut(&Path, &[u8])) {
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() && entry.ends_with("outbox") {
            continue;
        }
        if entry.is_dir() {
            search(&entry, look);
        } else {
            look(&entry, &std::fs::read(&entry).expect("a file"));
        }
    }
}

#[tokio::test]
async fn a_name_of_nobody_stands_in_an_address_or_an_index() {
    let bureau = Bureau::start().await;
    let (coach, client) = bureau.coach_and_client().await;
    let consult = coach.asks_her(client.own(), &["U werkt twee uur."]).await;
    for path in [path::to(path::CONSULT, &[&client.own(), &consult]), path::to(path::DOSSIER, &[&client.own()])] {
        assert!(!path.to_lowercase().contains("noor"), "{path}");
    }
}
