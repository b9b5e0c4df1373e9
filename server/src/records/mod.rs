//! What is kept about a client beside her talks: the intake, her data, the coach's notes, contacts by day.
//!
//! She reads all of it, as it is written (M6a, R3.6, P6). Of staff each visit to the list is a look (F63), written before
//! anything is handed out; what a doctor or another told about her health stands in the list without its words, and is
//! opened one by one, by fewer people, each time with a look of its own (P10). The officer reads why something was kept
//! that needs a reason, and neither what nor about whom (P9): those are found by index rows ([`store`]).
//!
//! What is written goes through the one door for commands of a dossier; the rules stand in `shared`.

pub mod files;
pub mod http;
pub(crate) mod store;

use std::collections::{BTreeMap, BTreeSet};

use shared::access::{Act, Relation, may};
use shared::api::{EarlierRecord, IntakeLine, ReasonLine, ReasonOf, RecordLine, RecordPage, RecordsPage, TalkLine};
use shared::bureau::Bureau;
use shared::dossier::consults::Consult;
use shared::dossier::guests::GuestEvent;
use shared::dossier::intake::IntakeMark;
use shared::dossier::records::{RecordContent, RecordKind, RecordVersion, RecordView, storable};
use shared::dossier::view::dossier_acts;
use shared::dossier::{Core, Dossier, DossierEvent};
use shared::ids::{DossierId, EntryId, PersonId, RecordId};
use shared::index::ReasonRow;
use shared::log::{Role, read_content};
use shared::policy::Ground;
use shared::policy::choices::{Bsn, ReceivedMedical};
use shared::refusal::Refusal;
use shared::text::{Name, Remark};

use crate::ctx::Ctx;
use crate::dossiers::read::{Seen, contact, seen};
use crate::error::Error;
use crate::log::load::{self, Items};
use crate::looks::take::take_records;
use crate::sessions::Session;
use crate::{drafts, exchange, people};

/// All that is kept, but for what is opened by itself. The look of staff is written first (F63).
///
/// # Errors
/// A refusal: for whom the dossier does not exist, or whose its texts are not; or what does not answer.
pub async fn page(ctx: &Ctx, session: &Session, id: DossierId) -> Result<RecordsPage, Error> {
    let Seen { subject, you, facts, .. } = seen(ctx, session, id, Act::ReadTexts, Items::All).await?;
    let core = subject.opened()?;
    if you != Relation::Client {
        take_records(ctx, session, id, None).await?;
    }
    let mut views: Vec<RecordView> = subject.records().filter_map(|record| record.seen_by(you)).collect();
    views.sort_by_key(|view| (view.kind, std::cmp::Reverse(view.at)));
    let together = views.iter().filter(|view| !view.apart).map(|view| view.entry);
    let wanted: Vec<EntryId> = together.chain(core.intake.map(|mark| mark.entry)).collect();
    let entries = load::entries(ctx, session.bureau, id.into(), &wanted).await?;
    let policy = facts.policy_of(&core.regulations);
    let event = |entry: &EntryId| read_content(entries.get(entry)?.content.as_bytes()).ok();
    let line = |view: RecordView| {
        let content = event(&view.entry).and_then(content_of).map(|content| shown_to(you, policy.bsn.is, content));
        RecordLine { view, content }
    };
    let intake = core.intake.and_then(|mark| intake_line(mark, event(&mark.entry)?));
    let known = views.iter().map(|view| view.by).chain(core.intake.map(|mark| mark.by)).chain([core.client]);
    let known: Vec<PersonId> = known.collect();
    let (today, hers) = (ctx.clock.today(), you == Relation::Client);
    let allowed = dossier_acts(core, &facts, you, today);
    let writes = |act: Act| allowed.contains(&act);
    Ok(RecordsPage {
        client: core.client,
        you,
        contact: if you.reads_as_she_does() { contact(ctx, session, core).await? } else { None },
        intake,
        elsewhere: exchange::elsewhere(ctx, session.bureau, &facts, (core, you)).await?,
        records: views.into_iter().map(line).collect(),
        storable: if writes(Act::KeepRecord) { offered(core, &facts, you) } else { Vec::new() },
        special_data: policy.special_data.is,
        bsn: policy.bsn.is,
        apart: policy.received_medical.is == ReceivedMedical::Apart,
        services: policy.services.is.0.iter().copied().filter(|_| writes(Act::RecordIntake)).collect(),
        consults: talks(&subject),
        drafts: if hers { drafts::count_of_others(ctx, id.into(), &hers_to_write(core)).await? } else { 0 },
        years: policy.digital_years.is.0,
        years_by: match &policy.digital_years.by {
            Ground::Regulation(cite) => cite.clone(),
            Ground::Law(_) | Ground::Assumed => None,
        },
        names: people::names(ctx, session.bureau, &known).await?,
        allowed,
        today,
        told_up_to: core.told.filter(|_| hers).map(|told| told.last),
    })
}

/// Who writes drafts that are hers: she, and who acts for her.
fn hers_to_write(core: &Core) -> Vec<PersonId> {
    [Some(core.client), core.representative.as_ref().map(|known| known.person)].into_iter().flatten().collect()
}

/// What may be kept now by somebody who reads it too.
fn offered(core: &Core, facts: &Bureau, you: Relation) -> Vec<RecordKind> {
    let reads = |kind: &RecordKind| !kind.is_for_few() || may(you, Act::ReadMedical).is_ok();
    storable(core, facts).into_iter().filter(reads).collect()
}

/// Her talks, the newest first.
fn talks(dossier: &Dossier) -> Vec<TalkLine> {
    let talk = |consult: &Consult| {
        let Consult { held_on: on, minutes, on_paper, .. } = consult;
        TalkLine { on: *on, minutes: *minutes, on_paper: on_paper.is_some() }
    };
    let mut talks: Vec<TalkLine> = dossier.consults().map(talk).collect();
    talks.sort_unstable_by_key(|talk| std::cmp::Reverse(talk.on));
    talks
}

fn intake_line(IntakeMark { entry, at, by, .. }: IntakeMark, event: DossierEvent) -> Option<IntakeLine> {
    match event {
        DossierEvent::IntakeRecorded { intake } => Some(IntakeLine { entry, intake, at, by }),
        _ => None,
    }
}

fn content_of(event: DossierEvent) -> Option<RecordContent> {
    match event {
        DossierEvent::RecordKept { content, .. } => Some(*content),
        _ => None,
    }
}

/// What is for UWV alone staff see in part, or not at all (W7e).
fn shown_to(you: Relation, bsn: Bsn, content: RecordContent) -> RecordContent {
    if you.reads_as_she_does() {
        return content;
    }
    content.masked(bsn)
}

/// One thing by itself: for her, and who acts for her, any, with its earlier versions; for staff one about her health that
/// another told, and each visit of theirs is a look of its own (P10).
///
/// # Errors
/// [`Refusal::Unknown`] where there is no such record; [`Refusal::NotYours`] for whom it is not; or what does not answer.
pub async fn one(ctx: &Ctx, session: &Session, id: DossierId, record: RecordId) -> Result<RecordPage, Error> {
    let Seen { subject, you, facts, .. } =
        seen(ctx, session, id, Act::ReadMedical, Items::These(&[record.into()])).await?;
    let view = subject.record(record)?.seen_by(you).ok_or(Refusal::Unknown)?;
    // What stands in the list is no look of its own.
    if !you.reads_as_she_does() && !view.apart {
        return Err(Refusal::Unknown.into());
    }
    if you != Relation::Client {
        take_records(ctx, session, id, view.apart.then_some(record)).await?;
    }
    let core = subject.opened()?;
    let versions = &subject.record(record)?.versions;
    let known: Vec<RecordVersion> = if you.reads_as_she_does() { versions.clone() } else { Vec::new() };
    let wanted: Vec<EntryId> = known.iter().map(|version| version.entry).chain([view.entry]).collect();
    let entries = load::entries(ctx, session.bureau, id.into(), &wanted).await?;
    let bsn = facts.policy_of(&core.regulations).bsn.is;
    let content = |entry: EntryId| {
        let opened = read_content(entries.get(&entry)?.content.as_bytes()).ok().and_then(content_of)?;
        Some(shown_to(you, bsn, opened))
    };
    let by: Vec<PersonId> = known.iter().map(|version| version.by).collect();
    let names = people::names(ctx, session.bureau, &by).await?;
    let earlier = known.iter().rev().filter(|version| version.entry != view.entry);
    let earlier = earlier.map(|&RecordVersion { number, entry, at, by, .. }| EarlierRecord {
        number,
        at,
        by: names.get(&by).cloned(),
        content: content(entry),
    });
    Ok(RecordPage { record, earlier: earlier.collect(), content: content(view.entry).ok_or(Refusal::Unknown)? })
}

/// How many reasons the officer reads at once: the newest.
const REASONS: u64 = 200;

/// What a reason was given for, and the reason.
fn reason_of(event: DossierEvent, names: &BTreeMap<PersonId, Name>) -> Option<(ReasonOf, Remark)> {
    match event {
        DossierEvent::RecordKept { content, .. } => {
            let RecordContent { kind, reason, .. } = *content;
            Some((ReasonOf::Kept { kind }, reason?))
        }
        DossierEvent::Guest(GuestEvent::GuestAdmitted { person, role, until, fault, why, .. }) => {
            let person = names.get(&person).cloned();
            Some((ReasonOf::LetIn { person, role, until, fault }, why))
        }
        _ => None,
    }
}

/// Why things were kept that need a reason, and why somebody was let in, the newest first: for the privacy officer, who
/// reads neither what was kept nor about whom (P9, W5b, P13, W11b).
///
/// # Errors
/// [`shared::api::Code::WrongRole`] for anybody else; or what does not answer.
pub async fn reasons(ctx: &Ctx, session: &Session) -> Result<Vec<ReasonLine>, Error> {
    session.only(&[Role::Officer])?;
    let rows = store::of_bureau(&ctx.db.read, session.bureau, REASONS).await?;
    let mut events = BTreeMap::new();
    for dossier in rows.iter().map(|(dossier, _)| *dossier).collect::<BTreeSet<_>>() {
        let here: Vec<EntryId> = rows.iter().filter(|(of, _)| *of == dossier).map(|(_, row)| row.entry).collect();
        for (id, entry) in load::entries(ctx, session.bureau, dossier.into(), &here).await? {
            events.extend(read_content::<DossierEvent>(entry.content.as_bytes()).ok().map(|event| (id, event)));
        }
    }
    let guest = |event: &DossierEvent| match event {
        DossierEvent::Guest(GuestEvent::GuestAdmitted { person, .. }) => Some(*person),
        _ => None,
    };
    let known = rows.iter().map(|(_, row)| row.by).chain(events.values().filter_map(guest));
    let names = people::names(ctx, session.bureau, &known.collect::<Vec<_>>()).await?;
    // What was erased has no reason any more.
    let line = |(_, row): &(DossierId, ReasonRow)| {
        let (of, reason) = reason_of(events.remove(&row.entry)?, &names)?;
        Some(ReasonLine { entry: row.entry, of, reason, by: names.get(&row.by).cloned(), at: row.at })
    };
    Ok(rows.iter().filter_map(line).collect())
}
