//! Killed while something is frozen, sent, collected or withdrawn: nothing goes half, nothing twice, and what she withdrew
//! stays withdrawn. And who collects a large file costs the server no more memory than a few of its segments.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use shared::api::{NewFrozen, Post, path};
use shared::bureau::recipients::RecipientKind;
use shared::dossier::Command;
use shared::dossier::consents::{Until, WhichConsent};
use shared::dossier::documents::StoredFile;
use shared::dossier::sendings::{SendingCommand, SendingStatus, WhichSending};
use shared::ids::{ConsentId, ContactId, DocumentId, DossierId, Hash, RecipientId, Uuid};
use support::bureau::Bureau;
use support::documents::{noise_png, report};
use support::person::{Person, new_entry};
use support::postgres::{self, Databases};
use support::recipients::reached;
use support::sendings::AtTheDoor;
use support::server::Server;

use crate::setup;

const ROUNDS: u64 = 3;
/// What collecting a large file may cost.
const MORE_MB_MAX: u64 = 16;
const WHY: &str = "De werkgever wil weten hoe het gaat.";

/// A report of her, and where it may go.
struct Story {
    coach: Person,
    client: Person,
    document: DocumentId,
    recipient: RecipientId,
}

impl Story {
    async fn begin(program: &Server, side: u32) -> Self {
        let (coach, client) = Bureau::of(program).coach_and_client().await;
        let recipient = coach.adds_recipient(RecipientKind::Payer, "Drukkerij De Pers").await;
        let document = DocumentId(Uuid::new_v4());
        let file: StoredFile = coach.brings_file(client.own(), document, &noise_png(side)).await.gives();
        coach.adds_document(client.own(), (document, 0), report(file)).await.is_done();
        Self { coach, client, document, recipient }
    }

    fn dossier(&self) -> DossierId {
        self.client.own()
    }

    /// Somebody there, with an address of her own.
    async fn somebody(&self, number: u64) -> (ContactId, String) {
        let address = format!("ilse{number}@pers.example");
        (self.coach.adds_contact(self.recipient, reached("Ilse", &address)).await, address)
    }

    /// Asked with these pages, and granted.
    async fn yes(&self, consent: ConsentId, why: &str) {
        let (coach, client, dossier) = (&self.coach, &self.client, self.dossier());
        let new = NewFrozen { consent, version: 1, recipient: self.recipient };
        let made = coach.freezes(dossier, self.document, new).await.gives();
        coach.asks_with(dossier, (&made, self.recipient), (Until::Trajectory {}, why)).await.is_done();
        client.grants(dossier, consent).await.is_done();
    }
}

/// Asks for something of a server that dies a moment later.
async fn dies_on(program: &mut Server, person: &Person, path: String, body: Value, after: Duration) {
    let person = person.clone();
    let asking = tokio::spawn(async move {
        let request = person.request(Method::POST, &path).json(&body);
        drop(person.tries(&path, request).await);
    });
    tokio::time::sleep(after).await;
    program.kill();
    asking.await.unwrap();
    program.start().await;
}

async fn killed_on_its_way_out(databases: Option<Databases>) {
    let mut program = setup(databases.as_ref()).start().await;
    let story = Story::begin(&program, 500).await;
    let (coach, client, dossier) = (&story.coach, &story.client, story.dossier());
    let commands = path::to(path::DOSSIER_COMMANDS, &[&dossier]);
    for round in 0..ROUNDS {
        let after = Duration::from_millis(5 + round * 40);
        // While it is made: made again it is the same, and she can be asked.
        let consent = ConsentId(Uuid::new_v4());
        let new = NewFrozen { consent, version: 1, recipient: story.recipient };
        let frozen = path::to(path::DOCUMENT_FROZEN, &[&dossier, &story.document]);
        dies_on(&mut program, coach, frozen, json!(new), after).await;
        story.yes(consent, &format!("{WHY} Keer {round}.")).await;
        // While its sheet is made: there is one, whoever wants it first.
        tokio::time::sleep(after / 2).await;
        program.kill();
        program.start().await;
        let sheet = path::to(path::CONSENT_SHEET, &[&dossier, &consent]);
        let (first, again) = (client.takes(&sheet).await, coach.takes(&sheet).await);
        assert_eq!((first.0, first.1.as_str(), &first.2), (200, "application/pdf", &again.2));
        // While it is sent: sent again it is one sending.
        let (contact, address) = story.somebody(round).await;
        let sending = coach.new_sending(dossier, consent, contact).await;
        let (entry, command) = (new_entry(), Command::Sending(SendingCommand::Send(sending)));
        let body = json!(Post { entry, command: command.clone() });
        dies_on(&mut program, coach, commands.clone(), body, after / 4).await;
        coach.sends_entry(dossier, entry, command).await.is_done();
        let line = coach.consent_line(dossier, consent).await;
        assert_eq!(line.view.sendings.len(), 1, "sent once");
        let which =
            WhichSending { document: story.document, consent, recipient: story.recipient, sending: sending.sending };
        // While it is collected: that it began stands, and the same pass goes on.
        let door = AtTheDoor::of(&Bureau::of(&program), &address).await;
        let code = coach.sending(dossier, which).await.1.code.expect("the code stays the same");
        let room = door.enters(&code).await;
        assert_eq!(room.sheet.map(|sheet| sheet.hash), Some(Hash::of(&[&first.2])), "the sheet that she has");
        let mut answer = door.begins(room.pass).await;
        assert!(answer.chunk().await.unwrap().is_some());
        program.kill();
        drop(answer);
        program.start().await;
        let (view, _) = client.sending(dossier, which).await;
        assert_eq!(view.downloads.len(), 1, "{view:?}");
        let (status, bytes) = door.takes(room.pass).await;
        assert_eq!((status, Hash::of(&[&bytes])), (200, room.hash), "all of it");
        // While she withdraws: then nothing more is given, and who took it is asked once.
        let withdraw = Command::WithdrawConsent(WhichConsent { document: story.document, consent });
        let (entry, command) = (new_entry(), withdraw);
        let body = json!(Post { entry, command: command.clone() });
        dies_on(&mut program, client, commands.clone(), body, after / 4).await;
        client.sends_entry(dossier, entry, command).await.is_done();
        assert_eq!(door.takes(room.pass).await.0, 422);
        assert_eq!(client.sending(dossier, which).await.0.status, SendingStatus::Asked);
    }
    program.kill();
    Bureau::reopened(&program, databases.as_ref()).await.is_sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_goes_out_is_killed_at_every_step_and_nothing_goes_half_or_twice() {
    killed_on_its_way_out(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_goes_out_is_killed_at_every_step_and_nothing_goes_half_or_twice_on_postgres() {
    let Some(databases) = postgres::fresh().await else { return };
    killed_on_its_way_out(Some(databases)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_collects_a_large_file_costs_the_server_little_memory() {
    let program = setup(None).start().await;
    let story = Story::begin(&program, 2_500).await;
    let dossier = story.dossier();
    let (contact, address) = story.somebody(0).await;
    let consent = ConsentId(Uuid::new_v4());
    story.yes(consent, WHY).await;
    // That sheets are made has its own cost: not while it is measured.
    let sheet = path::to(path::CONSENT_SHEET, &[&dossier, &consent]);
    assert_eq!(story.client.takes(&sheet).await.0, 200);
    let which = story.coach.sends_out(dossier, consent, contact).await;
    let door = AtTheDoor::of(&Bureau::of(&program), &address).await;
    let room = door.enters(&story.coach.sending(dossier, which).await.1.code.expect("a code")).await;
    program.forget_memory_peak();
    let before = program.memory_peak_mb();
    let (status, bytes) = door.takes(room.pass).await;
    assert_eq!((status, Hash::of(&[&bytes])), (200, room.hash));
    let more = program.memory_peak_mb().saturating_sub(before);
    println!("{more} MB more for a file of {} MB", bytes.len() / 1_000_000);
    assert!(bytes.len() > 5_000_000 && more <= MORE_MB_MAX, "{more} MB for {} bytes", bytes.len());
}
