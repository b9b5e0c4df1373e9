//! What the server adds to a dossier's rules: index rows with each entry, and who is told by mail.

use shared::access::Circle;
use shared::bureau::Bureau;
use shared::dossier::command::{Actor, Command, Given};
use shared::dossier::forms::Outcome;
use shared::dossier::records::RecordKind;
use shared::dossier::{Core, Dossier, DossierEvent, Item, decide};
use shared::ids::{BureauId, ItemId, LogId, PersonId};
use shared::index::{LookRow, consult_row, guest_row, look_row, reason_row};
use shared::log::{Header, Role, Subject};
use shared::refusal::Refusal;
use shared::time::CivilDate;

use super::store;
use crate::log::LogError;
use crate::log::ledger::{Ledger, Notice, NoticeKind};
use crate::looks;
use crate::platform::db::Tx;
use crate::{forms, records};

impl Ledger for Dossier {
    type Command = Command;
    const SUBJECT: &'static str = "dossier";
    const ITEM: &'static str = "item";
    const BEGINS: &'static str = "opened";

    fn needs(command: &Command) -> Vec<ItemId> {
        command.needs()
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
        let Some(core) = self.core() else { return Vec::new() };
        let client = |kind| vec![Notice { person: core.client, kind }];
        // Nobody who works here no more is mailed.
        let waits = |person: PersonId| {
            let works = bureau.is_bound(person, Role::Coach).is_ok();
            works.then_some(Notice { person, kind: NoticeKind::Waiting })
        };
        match event {
            DossierEvent::SummarySent { .. }
            | DossierEvent::DisputeAnswered { question: Some(_), .. }
            | DossierEvent::CoachProposed { ticket: Some(_), .. }
            | DossierEvent::CoachMet { .. }
            // What staff record of her she hears at once (F5).
            | DossierEvent::FormRecorded { .. }
            | DossierEvent::SubstituteProposed { .. } => client(NoticeKind::Waiting),
            DossierEvent::GuestAdmitted { person, .. } => told_of_guest(core, bureau, header.actor, *person),
            DossierEvent::CoachProposed { coach, ticket: None, .. } => waits(*coach).into_iter().collect(),
            DossierEvent::HandedOver { former, coach, .. }
            | DossierEvent::FormSeen { outcome: Some(Outcome::HandedOver { former, coach, .. }), .. }
            | DossierEvent::FormContested { undone: Some(Outcome::HandedOver { former, coach, .. }), .. } => {
                [*former, *coach].into_iter().filter_map(waits).collect()
            }
            DossierEvent::SubstituteAccepted { person, .. }
            | DossierEvent::FormSeen { outcome: Some(Outcome::SubstituteAccepted { person, .. }), .. }
            | DossierEvent::FormContested { undone: Some(Outcome::SubstituteAccepted { person, .. }), .. } => {
                [core.coach, *person].into_iter().filter_map(waits).collect()
            }
            DossierEvent::CoachDeclined { .. }
            | DossierEvent::SubstituteDeclined { .. }
            | DossierEvent::FormContested { .. } => {
                waits(core.coach).into_iter().collect()
            }
            DossierEvent::Reminded { .. } => client(NoticeKind::Reminder),
            // What she disputes, and hands in (P3b), who guides her hears at once.
            event if is_for_who_guides(event) => guide(core, today).filter_map(waits).collect(),
            // What others tell about her she hears at once, and once until she has seen it (G14).
            DossierEvent::RecordKept { content, .. }
                if content.source.is_others() && core.told.is_some_and(|told| told.first == header.seq) =>
            {
                client(NoticeKind::Waiting)
            }
            DossierEvent::RegulationAsked { .. } => client(NoticeKind::Regulation),
            // What is carried over from another dossier was told there.
            DossierEvent::KeyRegistered { key } if core.keys.len() > 1 && !key.carried => told_of_key(core),
            _ => Vec::new(),
        }
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
                None => {}
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

/// She hears of a new key, also where her first dossier reaches her: whoever changes her address here hides nothing (F4).
fn told_of_key(core: &Core) -> Vec<Notice> {
    let people = [Some(core.client), core.account].into_iter().flatten();
    people.map(|person| Notice { person, kind: NoticeKind::NewKey }).collect()
}

const fn is_for_who_guides(event: &DossierEvent) -> bool {
    match event {
        DossierEvent::SummaryDisputed { .. } => true,
        DossierEvent::RecordKept { content, .. } => content.kind.is_hers(),
        _ => false,
    }
}

/// Who guides her today: her coach, and who stands in.
fn guide(core: &Core, today: CivilDate) -> impl Iterator<Item = PersonId> {
    let stands_in = core.circle().substitute.filter(|(_, period)| period.holds(today));
    [core.coach].into_iter().chain(stands_in.map(|(person, _)| person))
}

/// She, the officers, whoever is let in, and her coach where another did that, hear it at once (W11b, P13).
fn told_of_guest(core: &Core, bureau: &Bureau, by: PersonId, guest: PersonId) -> Vec<Notice> {
    let coach = Some(core.coach).filter(|coach| *coach != by && bureau.is_bound(*coach, Role::Coach).is_ok());
    let told = [core.client, guest].into_iter().chain(bureau.at_work(Role::Officer)).chain(coach);
    told.map(|person| Notice { person, kind: NoticeKind::Waiting }).collect()
}
