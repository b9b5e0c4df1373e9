//! What the server adds to a dossier's rules: index rows with each entry, and who is told by mail.

use shared::access::Circle;
use shared::bureau::Bureau;
use shared::dossier::command::{Actor, Command, Given};
use shared::dossier::forms::Outcome;
use shared::dossier::records::RecordKind;
use shared::dossier::{Core, Dossier, DossierEvent, Item, decide};
use shared::ids::{BureauId, ItemId, LogId, PersonId};
use shared::index::{LookRow, consult_row, guest_row, look_row, reason_row};
use shared::log::{Header, Subject};
use shared::refusal::Refusal;
use shared::time::CivilDate;

use super::notices::Telling;
use super::store;
use crate::log::LogError;
use crate::log::ledger::{Ledger, Notice};
use crate::looks;
use crate::platform::db::Tx;
use crate::{forms, records, sendings};

impl Ledger for Dossier {
    type Command = Command;
    const SUBJECT: &'static str = "dossier";
    const ITEM: &'static str = "item";
    const BEGINS: &'static str = "opened";

    fn needs(command: &Command) -> Vec<ItemId> {
        command.needs()
    }

    fn recipients(command: &Command) -> Vec<ItemId> {
        command.recipients()
    }

    fn decide(
        &self,
        bureau: &Bureau,
        actor: Actor,
        command: &Command,
        given: &Given,
    ) -> Result<Vec<DossierEvent>, Refusal> {
        decide(self, bureau, actor, command, given)
    }

    fn notices(&self, bureau: &Bureau, header: &Header, today: CivilDate, event: &DossierEvent) -> Vec<Notice> {
        self.core().map(|core| Telling { core, bureau, header, today }.of(event)).unwrap_or_default()
    }

    fn ends_draft(log: LogId, event: &DossierEvent) -> Option<ItemId> {
        match event {
            // What staff record of her on paper ends no draft of theirs.
            DossierEvent::SummarySent { consult, .. } | DossierEvent::SummaryDisputed { consult, form: None, .. } => {
                Some((*consult).into())
            }
            DossierEvent::DisputeAnswered { dispute, .. } => Some((*dispute).into()),
            // The next note is a draft about the dossier itself.
            DossierEvent::RecordKept { version: 1, content, .. } if content.kind == RecordKind::Note => {
                Some(log.into())
            }
            _ => None,
        }
    }

    fn passes_drafts_on(event: &DossierEvent) -> Option<(PersonId, PersonId)> {
        match event {
            DossierEvent::HandedOver { former, coach, .. }
            | DossierEvent::FormSeen { outcome: Some(Outcome::HandedOver { former, coach, .. }), .. } => {
                Some((*former, *coach))
            }
            // She never gave it: what was written since goes back with the dossier.
            DossierEvent::FormContested { undone: Some(Outcome::HandedOver { former, coach, .. }), .. } => {
                Some((*coach, *former))
            }
            _ => None,
        }
    }

    fn circle(&self) -> Option<Circle> {
        self.core().map(Core::circle)
    }

    async fn write_index(
        &self,
        tx: &Tx,
        bureau: BureauId,
        changed: &[ItemId],
        written: &[Header],
    ) -> Result<(), LogError> {
        let Some(core) = self.core() else { return Ok(()) };
        store::save_dossier(tx, bureau, core).await?;
        for item in changed {
            match self.item(*item) {
                Some(Item::Consult(consult)) => store::save_consult(tx, bureau, core, &consult_row(consult)).await?,
                Some(Item::Record(record)) => {
                    records::store::save(tx, bureau, core.id, record.id.into(), reason_row(record)).await?;
                }
                Some(Item::Form(form)) => forms::store::save(tx, bureau, core.id, form.id, form.number).await?,
                Some(Item::Consent(consent)) => {
                    for sending in &consent.sendings {
                        sendings::store::index(tx, sending).await?;
                    }
                }
                Some(Item::Document(_)) | None => {}
            }
        }
        for row in written.iter().filter_map(guest_row) {
            records::store::save(tx, bureau, core.id, row.item, Some(row)).await?;
        }
        let rows: Vec<LookRow> = written.iter().filter_map(look_row).collect();
        Ok(looks::store::insert(tx, bureau, core.id, &rows).await?)
    }

    async fn forget_index(tx: &Tx, log: LogId) -> Result<(), LogError> {
        looks::store::forget(tx, log).await?;
        records::store::forget(tx, log).await?;
        forms::store::forget(tx, log).await?;
        Ok(store::forget(tx, log).await?)
    }
}
