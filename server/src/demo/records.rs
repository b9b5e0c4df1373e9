//! What the story keeps about its people: an intake, notes, and data from her and from others.

use shared::dossier::Command;
use shared::dossier::intake::{Intake, Referrer};
use shared::dossier::records::{RecordContent, RecordKind, Source, Value};
use shared::ids::RecordId;
use shared::log::Role;
use shared::policy::choices::Service;
use shared::text::{Name, Remark};

use super::stage::{Cast, Stage, text};
use crate::error::Error;
use crate::platform::random;

impl Stage<'_> {
    /// Her coach records the intake: an employer sent her, after a long illness.
    pub async fn intake(&self, cast: &Cast, payer: &str, service: Service) -> Result<(), Error> {
        let (referrer, payer) = (Referrer::Employer, Some(text(Name::new(payer))?));
        let intake = Intake { referrer, payer, service, gatekeeper: service.is_after_illness() };
        self.write(cast, Role::Coach, &Command::RecordIntake { intake, replaces: None }).await
    }

    /// Her coach keeps something about her.
    pub async fn keep(&self, cast: &Cast, kind: RecordKind, words: &str, source: Source) -> Result<(), Error> {
        let content = RecordContent {
            kind,
            value: Value::Text(text(Remark::new(words))?),
            source,
            purpose: kind.purposes().first().copied().ok_or(shared::api::Code::Internal)?,
            ground: kind.own_class().grounds().first().copied().ok_or(shared::api::Code::Internal)?,
            beside: kind.own_class().beside().first().copied(),
            minutes: None,
            on: None,
            known_on: None,
            reason: None,
            files: Vec::new(),
        };
        let record = RecordId(random::id());
        self.write(cast, Role::Coach, &Command::KeepRecord { record, replaces: 0, content: Box::new(content) }).await
    }
}
