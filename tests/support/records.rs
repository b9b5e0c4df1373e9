//! What people keep about a client beside her talks, and read of it.

use shared::api::{RecordPage, RecordsPage, path};
use shared::dossier::Command;
use shared::dossier::forms::Scan;
use shared::dossier::intake::{Intake, Referrer};
use shared::dossier::records::{Attached, Form, HandedIn, RecordContent, RecordKind, RecordView, Source, Value};
use shared::ids::{DossierId, RecordId, Uuid};
use shared::policy::choices::Service;
use shared::text::CitizenNumber;
use shared::time::CivilDate;

use crate::answer::Answer;
use crate::bureau::name;
use crate::person::{Person, label};
use crate::staff::remark;

/// Something of a kind, told by the client herself, for its first purpose and on the usual ground.
#[must_use]
pub fn something(kind: RecordKind, words: &str) -> RecordContent {
    let day = CivilDate::new(2026, 2, 3).expect("a day");
    // A day of birth lies long ago.
    let kept = if kind == RecordKind::BirthDate { CivilDate::new(1985, 4, 12).expect("a day") } else { day };
    RecordContent {
        kind,
        value: match kind.form() {
            Form::Text => Value::Text(remark(words)),
            Form::Day => Value::Day(kept),
            Form::Number => Value::Number(CitizenNumber::new("111222333").expect("it passes the eleven-proof")),
        },
        source: match kind {
            RecordKind::PayersPoints => Source::Payer,
            RecordKind::Elsewhere => Source::OtherBureau,
            kind if kind.is_the_bureaus() => Source::Bureau,
            _ => Source::Client,
        },
        purpose: kind.purposes()[0],
        ground: kind.own_class().grounds()[0],
        beside: kind.own_class().beside().first().copied(),
        minutes: None,
        on: kind.is_of_a_day().then_some(day),
        known_on: (kind == RecordKind::PayersPoints).then_some(day),
        reason: None,
        files: Vec::new(),
    }
}

/// A document of these bytes.
#[must_use]
pub fn pdf(bytes: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{bytes}").into_bytes()
}

impl Person {
    /// Records why the client is here: an employer sent her.
    pub async fn records_intake(&self, dossier: DossierId, service: Service, gatekeeper: bool) -> Answer {
        let (referrer, payer) = (Referrer::Employer, Some(name("Bakkerij De Zon")));
        let intake = Intake { referrer, payer, service, gatekeeper };
        let page: RecordsPage = self.gets(&path::to(path::RECORDS, &[&dossier])).await.gives();
        let replaces = page.intake.map(|line| line.entry);
        self.wants(dossier, Command::RecordIntake { intake, replaces }).await
    }

    /// Keeps something new about the client.
    pub async fn keeps(&self, dossier: DossierId, content: RecordContent) -> Answer {
        let (record, content) = (RecordId(Uuid::new_v4()), Box::new(content));
        self.wants(dossier, Command::KeepRecord { record, replaces: 0, content }).await
    }

    /// Puts right what is kept.
    pub async fn puts_right(&self, dossier: DossierId, known: &RecordView, content: RecordContent) -> Answer {
        let keep = Command::KeepRecord { record: known.id, replaces: known.version, content: Box::new(content) };
        self.wants(dossier, keep).await
    }

    /// Brings a file for a record.
    pub async fn brings(&self, dossier: DossierId, record: RecordId, bytes: impl Into<Vec<u8>>) -> Answer {
        let path = path::to(path::RECORD_FILES, &[&dossier, &record]);
        let request = self.request(reqwest::Method::POST, &path).body(bytes.into());
        self.hears(&path, request).await
    }

    /// The same, as it goes with the record.
    pub async fn attaches(&self, dossier: DossierId, record: RecordId, called: &str, bytes: Vec<u8>) -> Attached {
        let file: Scan = self.brings(dossier, record, bytes).await.gives();
        Attached { name: label(called), file }
    }

    /// Opens a file of a record.
    pub async fn opens_file(&self, dossier: DossierId, record: RecordId, file: &Attached) -> Answer {
        self.gets(&path::to(path::RECORD_FILE, &[&dossier, &record, &file.file.id])).await
    }

    /// She hands something in.
    pub async fn hands_in(&self, record: RecordId, replaces: u32, files: Vec<Attached>) -> Answer {
        let words = remark("De brief van mijn huisarts.");
        self.wants(self.own(), Command::HandIn(Box::new(HandedIn { record, replaces, words, files }))).await
    }

    /// What is kept about the client, as this person sees it.
    pub async fn records(&self, dossier: DossierId) -> RecordsPage {
        self.gets(&path::to(path::RECORDS, &[&dossier])).await.gives()
    }

    /// What is kept of one kind, as this person sees it.
    pub async fn records_of(&self, dossier: DossierId, kind: RecordKind) -> Vec<(RecordView, Option<RecordContent>)> {
        let lines = self.records(dossier).await.records.into_iter();
        lines.filter(|line| line.view.kind == kind).map(|line| (line.view, line.content)).collect()
    }

    /// Opens one thing by itself.
    pub async fn opens_record(&self, dossier: DossierId, record: RecordId) -> Answer {
        self.gets(&path::to(path::RECORD, &[&dossier, &record])).await
    }

    /// The same, where it opens.
    pub async fn reads_record(&self, dossier: DossierId, record: RecordId) -> RecordContent {
        let page: RecordPage = self.opens_record(dossier, record).await.gives();
        page.content
    }
}
