//! The index of dossiers and consults: ids, states, dates and numbers.

use sea_orm::entity::prelude::*;
use sea_orm::{Condition, Iterable, QueryOrder, QuerySelect, QueryTrait, Set, sea_query::OnConflict};
use shared::access::{Act, Circle, Relation, may, open_to, relation, relation_for};
use shared::bureau::Bureau;
use shared::dossier::Core;
use shared::dossier::command::Actor;
use shared::dossier::substitutes::Period;
use shared::ids::{BureauId, ConsultId, DossierId, LogId, PersonId};
use shared::index::ConsultRow;
use shared::log::Role;
use shared::time::{CivilDate, Timestamp};

use crate::platform::db::{DbError, Tx, name, named};

mod dossier_index {
    //! A dossier: who and how far.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "dossier_index")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier: Uuid,
        pub bureau: Uuid,
        pub client: Uuid,
        pub coach: Uuid,
        pub opened_at: i64,
        pub state: String,
        pub seq: i64,
        pub coach_since: i64,
        pub accepted: bool,
        pub candidate: Option<Uuid>,
        pub substitute: Option<Uuid>,
        pub substitute_from: Option<String>,
        pub substitute_until: Option<String>,
        pub substitute_at: Option<i64>,
        pub regulation: i64,
        pub guest: Option<Uuid>,
        pub guest_role: Option<String>,
        pub guest_from: Option<String>,
        pub guest_until: Option<String>,
        pub guest_at: Option<i64>,
        pub account: Option<Uuid>,
        pub representative: Option<Uuid>,
        pub representative_from: Option<String>,
        pub representative_until: Option<String>,
        pub representative_at: Option<i64>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod consult_index {
    //! A consult: where its summary stands.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "consult_index")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub dossier: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub consult: Uuid,
        pub bureau: Uuid,
        pub held_on: String,
        pub state: String,
        pub version: i32,
        pub state_since: i64,
        pub asked_on: Option<String>,
        pub ends_on: Option<String>,
        pub reminded: i32,
        pub reminded_on: Option<String>,
        pub seq: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// A dossier as lists and boards know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DossierRow {
    /// Which.
    pub dossier: DossierId,
    /// Who is around it.
    pub circle: Circle,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Whether the start is confirmed.
    pub started: bool,
}

impl DossierRow {
    /// Whether somebody acts for its client on this day (W9).
    pub(super) fn is_represented_on(&self, today: CivilDate) -> bool {
        self.circle.representative.is_some_and(|(_, days)| days.holds(today))
    }
}

const STARTED: &str = "started";

fn period(from: Option<String>, until: Option<String>, at: Option<i64>) -> Option<Period> {
    Some(Period { from: from?.parse().ok()?, until: until?.parse().ok()?, agreed_at: Timestamp(at?) })
}

impl From<dossier_index::Model> for DossierRow {
    fn from(row: dossier_index::Model) -> Self {
        let guest = row.guest.map(PersonId).zip(row.guest_role.as_deref().and_then(named));
        let guest = guest.zip(period(row.guest_from, row.guest_until, row.guest_at));
        let represented = period(row.representative_from, row.representative_until, row.representative_at);
        let period = period(row.substitute_from, row.substitute_until, row.substitute_at);
        let circle = Circle {
            account: row.account.map(PersonId),
            client: PersonId(row.client),
            opened_at: Timestamp(row.opened_at),
            coach: PersonId(row.coach),
            coach_since: Timestamp(row.coach_since),
            accepted: row.accepted,
            candidate: row.candidate.map(PersonId),
            substitute: row.substitute.map(PersonId).zip(period),
            representative: row.representative.map(PersonId).zip(represented),
            guest: guest.map(|((person, role), period)| (person, role, period)),
            regulation: u32::try_from(row.regulation).unwrap_or_default(),
        };
        Self {
            dossier: DossierId(row.dossier),
            circle,
            opened_at: Timestamp(row.opened_at),
            started: row.state == STARTED,
        }
    }
}

impl From<&Core> for DossierRow {
    fn from(core: &Core) -> Self {
        Self {
            dossier: core.id,
            circle: core.circle(),
            opened_at: core.opened_at,
            started: core.start.confirmed_at.is_some(),
        }
    }
}

fn consult_row(row: consult_index::Model) -> Option<(DossierId, ConsultRow)> {
    let date = |text: Option<String>| text.and_then(|text| text.parse::<CivilDate>().ok());
    let consult = ConsultRow {
        consult: ConsultId(row.consult),
        held_on: row.held_on.parse().ok()?,
        status: named(row.state)?,
        since: Timestamp(row.state_since),
        version: u32::try_from(row.version).ok()?,
        asked_on: date(row.asked_on),
        ends_on: date(row.ends_on),
        reminded: u16::try_from(row.reminded).ok()?,
        reminded_on: date(row.reminded_on),
    };
    Some((DossierId(row.dossier), consult))
}

pub(super) async fn save_dossier(tx: &Tx, bureau: BureauId, core: &Core) -> Result<(), DbError> {
    use dossier_index::Column;
    let DossierRow { dossier, circle, opened_at, started } = DossierRow::from(core);
    let period = circle.substitute.map(|(_, period)| period);
    let represented = circle.representative.map(|(_, period)| period);
    let looks_along = circle.guest.map(|(.., period)| period);
    let row = dossier_index::ActiveModel {
        dossier: Set(dossier.0),
        bureau: Set(bureau.0),
        client: Set(circle.client.0),
        coach: Set(circle.coach.0),
        opened_at: Set(opened_at.0),
        state: Set(if started { STARTED } else { "opened" }.to_owned()),
        seq: Set(i64::try_from(core.head.seq).unwrap_or(i64::MAX)),
        coach_since: Set(circle.coach_since.0),
        accepted: Set(circle.accepted),
        candidate: Set(circle.candidate.map(|candidate| candidate.0)),
        substitute: Set(circle.substitute.map(|(person, _)| person.0)),
        substitute_from: Set(period.map(|period| period.from.to_string())),
        substitute_until: Set(period.map(|period| period.until.to_string())),
        substitute_at: Set(period.map(|period| period.agreed_at.0)),
        regulation: Set(i64::from(circle.regulation)),
        guest: Set(circle.guest.map(|(person, ..)| person.0)),
        guest_role: Set(circle.guest.map(|(_, role, _)| name(&role))),
        guest_from: Set(looks_along.map(|period| period.from.to_string())),
        guest_until: Set(looks_along.map(|period| period.until.to_string())),
        guest_at: Set(looks_along.map(|period| period.agreed_at.0)),
        account: Set(circle.account.map(|account| account.0)),
        representative: Set(circle.representative.map(|(person, _)| person.0)),
        representative_from: Set(represented.map(|period| period.from.to_string())),
        representative_until: Set(represented.map(|period| period.until.to_string())),
        representative_at: Set(represented.map(|period| period.agreed_at.0)),
    };
    // Everything but whose it is, and since when it is there.
    let fixed = [Column::Dossier, Column::Bureau, Column::Client, Column::OpenedAt];
    let changes = Column::iter().filter(|column| !fixed.iter().any(|fixed| fixed.as_str() == column.as_str()));
    let replace = OnConflict::column(Column::Dossier).update_columns(changes).to_owned();
    dossier_index::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

pub(super) async fn save_consult(tx: &Tx, bureau: BureauId, core: &Core, new: &ConsultRow) -> Result<(), DbError> {
    use consult_index::Column;
    let row = consult_index::ActiveModel {
        consult: Set(new.consult.0),
        dossier: Set(core.id.0),
        bureau: Set(bureau.0),
        held_on: Set(new.held_on.to_string()),
        state: Set(name(&new.status)),
        version: Set(i32::try_from(new.version).unwrap_or(i32::MAX)),
        state_since: Set(new.since.0),
        asked_on: Set(new.asked_on.map(|date| date.to_string())),
        ends_on: Set(new.ends_on.map(|date| date.to_string())),
        reminded: Set(i32::from(new.reminded)),
        reminded_on: Set(new.reminded_on.map(|date| date.to_string())),
        seq: Set(i64::try_from(core.head.seq).unwrap_or(i64::MAX)),
    };
    let columns = [
        Column::HeldOn,
        Column::State,
        Column::Version,
        Column::StateSince,
        Column::AskedOn,
        Column::EndsOn,
        Column::Reminded,
        Column::RemindedOn,
        Column::Seq,
    ];
    let replace = OnConflict::columns([Column::Dossier, Column::Consult]).update_columns(columns).to_owned();
    consult_index::Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

pub(super) async fn of_client(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    client: PersonId,
) -> Result<Vec<DossierId>, DbError> {
    let rows = dossier_index::Entity::find()
        .filter(dossier_index::Column::Bureau.eq(bureau.0))
        .filter(
            Condition::any()
                .add(dossier_index::Column::Client.eq(client.0))
                .add(dossier_index::Column::Account.eq(client.0)),
        )
        .order_by_desc(dossier_index::Column::OpenedAt);
    Ok(rows.all(on).await?.into_iter().map(|row| DossierId(row.dossier)).collect())
}

/// The dossiers whose client somebody acts for, also where the last day has passed (W9).
pub(super) async fn represented_by(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    person: PersonId,
) -> Result<Vec<DossierRow>, DbError> {
    let rows = dossier_index::Entity::find()
        .filter(dossier_index::Column::Bureau.eq(bureau.0))
        .filter(dossier_index::Column::Representative.eq(person.0));
    Ok(rows.all(on).await?.into_iter().map(DossierRow::from).collect())
}

/// What may be hers: whose it is, who guides or would, who stands in or looks along, and whom the regulation lets into
/// every one. The rules say afterwards what she is to each.
fn may_be_hers(bureau: BureauId, facts: &Bureau, actor: Actor) -> Condition {
    use dossier_index::Column;
    let person = actor.person.0;
    let named: &[Column] = match actor.role {
        Role::Client => &[Column::Client, Column::Account],
        Role::Representative => &[Column::Representative],
        Role::Coach => &[Column::Coach, Column::Candidate, Column::Substitute, Column::Guest],
        role if Role::LOOK_IN.contains(&role) => &[Column::Guest],
        _ => &[],
    };
    let named = named.iter().map(|column| column.eq(person));
    let open = open_to(facts, actor.role).into_iter().map(i64::from);
    let any = named.chain([Column::Regulation.is_in(open)]).fold(Condition::any(), Condition::add);
    Condition::all().add(Column::Bureau.eq(bureau.0)).add(any)
}

/// The dossiers somebody has to do with today, and what she is to each; the newest first.
pub(crate) async fn around(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    facts: &Bureau,
    actor: Actor,
    today: CivilDate,
) -> Result<Vec<(DossierRow, Relation)>, DbError> {
    let rows = dossier_index::Entity::find()
        .filter(may_be_hers(bureau, facts, actor))
        .order_by_desc(dossier_index::Column::OpenedAt);
    let rows = rows.all(on).await?.into_iter().map(DossierRow::from);
    let with = rows.map(|row| {
        let you = relation(&row.circle, facts, actor, today);
        (row, you)
    });
    Ok(with.filter(|(_, you)| *you != Relation::None).collect())
}

/// The dossiers of which somebody may open a view for one purpose today. Who works in the office may of every one (M2).
pub(crate) async fn with_view(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    facts: &Bureau,
    (actor, act): (Actor, Act),
    today: CivilDate,
) -> Result<Vec<DossierRow>, DbError> {
    let some = match actor.role {
        Role::OfficeWorker => Condition::all().add(dossier_index::Column::Bureau.eq(bureau.0)),
        _ => may_be_hers(bureau, facts, actor),
    };
    let rows = dossier_index::Entity::find().filter(some).all(on).await?.into_iter().map(DossierRow::from);
    Ok(rows.filter(|row| may(relation_for(act, &row.circle, facts, actor, today), act).is_ok()).collect())
}

/// The consults of all dossiers that may be hers.
pub(super) async fn consults_around(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    facts: &Bureau,
    actor: Actor,
) -> Result<Vec<(DossierId, ConsultRow)>, DbError> {
    let hers = dossier_index::Entity::find()
        .select_only()
        .column(dossier_index::Column::Dossier)
        .filter(may_be_hers(bureau, facts, actor));
    let rows = consult_index::Entity::find()
        .filter(consult_index::Column::Dossier.in_subquery(hers.into_query()))
        .order_by_desc(consult_index::Column::HeldOn);
    Ok(rows.all(on).await?.into_iter().filter_map(consult_row).collect())
}

/// The dossiers whose coach is none of these.
pub(super) async fn guided_by_none_of(
    on: &impl ConnectionTrait,
    bureau: BureauId,
    coaches: impl Iterator<Item = PersonId>,
) -> Result<Vec<DossierRow>, DbError> {
    let rows = dossier_index::Entity::find()
        .filter(dossier_index::Column::Bureau.eq(bureau.0))
        .filter(dossier_index::Column::Coach.is_not_in(coaches.map(|coach| coach.0)))
        .order_by_asc(dossier_index::Column::OpenedAt);
    Ok(rows.all(on).await?.into_iter().map(DossierRow::from).collect())
}

/// The consults of one dossier, as the index has them.
pub(crate) async fn consults_of(on: &impl ConnectionTrait, dossier: LogId) -> Result<Vec<ConsultRow>, DbError> {
    let rows = consult_index::Entity::find()
        .filter(consult_index::Column::Dossier.eq(dossier.0))
        .order_by_asc(consult_index::Column::Consult);
    Ok(rows.all(on).await?.into_iter().filter_map(consult_row).map(|(_, row)| row).collect())
}

/// A dossier, as the index has it.
pub(super) async fn dossier(on: &impl ConnectionTrait, id: DossierId) -> Result<Option<DossierRow>, DbError> {
    Ok(dossier_index::Entity::find_by_id(id.0).one(on).await?.map(DossierRow::from))
}

/// Takes the rows of a dossier away, to be written anew.
pub(super) async fn forget(tx: &Tx, log: LogId) -> Result<(), DbError> {
    dossier_index::Entity::delete_by_id(log.0).exec(tx).await?;
    consult_index::Entity::delete_many().filter(consult_index::Column::Dossier.eq(log.0)).exec(tx).await?;
    Ok(())
}

/// A consult whose question is open.
pub(crate) struct OpenQuestion {
    pub bureau: BureauId,
    pub dossier: DossierId,
    pub row: ConsultRow,
}

/// Every open question (F18).
pub(crate) async fn open_questions(on: &impl ConnectionTrait) -> Result<Vec<OpenQuestion>, DbError> {
    let open = consult_index::Entity::find().filter(consult_index::Column::EndsOn.is_not_null());
    let rows = open.order_by_asc(consult_index::Column::Consult).all(on).await?;
    let question = |row: consult_index::Model| {
        let bureau = BureauId(row.bureau);
        consult_row(row).map(|(dossier, row)| OpenQuestion { bureau, dossier, row })
    };
    Ok(rows.into_iter().filter_map(question).collect())
}
