//! What the server adds to a case's rules: its index row with each entry, and who is told by mail.

use shared::bureau::Bureau;
use shared::cases::{Case, CaseCommand, CaseEvent, decide};
use shared::dossier::command::{Actor, Given};
use shared::ids::{BureauId, ItemId, LogId, PersonId};
use shared::index::case_row;
use shared::log::{Header, Role, Subject};
use shared::refusal::Refusal;
use shared::time::CivilDate;

use super::store;
use crate::log::LogError;
use crate::log::ledger::{Ledger, Notice, NoticeKind};
use crate::platform::db::Tx;

impl Ledger for Case {
    type Command = CaseCommand;
    const SUBJECT: &'static str = "case";
    const ITEM: &'static str = "none";
    const BEGINS: &'static str = "case_opened";

    fn needs(_command: &CaseCommand) -> Vec<ItemId> {
        Vec::new()
    }

    fn decide(
        &self,
        bureau: &Bureau,
        actor: Actor,
        command: &CaseCommand,
        _given: &Given,
    ) -> Result<Vec<CaseEvent>, Refusal> {
        decide(self, bureau, actor, command)
    }

    /// That there is something, in the same words as for everything else.
    fn notices(&self, bureau: &Bureau, _header: &Header, _today: CivilDate, event: &CaseEvent) -> Vec<Notice> {
        let waits = |person: PersonId| Notice { person, kind: NoticeKind::Waiting };
        match event {
            CaseEvent::Opened { .. } => bureau.at_work(Role::Officer).into_iter().map(waits).collect(),
            CaseEvent::Answered { .. } => self.core().map(|core| waits(core.client)).into_iter().collect(),
            CaseEvent::Said { .. } | CaseEvent::TakenUp | CaseEvent::Read | CaseEvent::Closed => Vec::new(),
        }
    }

    fn ends_draft(_log: LogId, _event: &CaseEvent) -> Option<ItemId> {
        None
    }

    async fn write_index(&self, tx: &Tx, bureau: BureauId, _: &[ItemId], _: &[Header]) -> Result<(), LogError> {
        let Some(core) = self.core() else { return Ok(()) };
        Ok(store::save(tx, bureau, case_row(core)).await?)
    }

    async fn forget_index(tx: &Tx, log: LogId) -> Result<(), LogError> {
        Ok(store::forget(tx, log).await?)
    }
}
