//! The regulation of a bureau: read by anybody, compared, tried out and published by an administrator.
//!
//! What holds is told in sentences, made here from the policy in the bureau's own log ([`page`]); the app knows no
//! parameter by name. An administrator starts from one that is shipped or from the last of her own ([`desk`]), sees
//! what the law makes of it and what it means for eight fictional clients ([`tried`]), and publishes it ([`publish`]).
//! From its first day on it holds for new dossiers; a running one follows when its client was told (S13).

pub mod http;
mod rules;

use shared::api::{Accepted, Code, PublishRegulation, RegulationDesk, RegulationPage, RegulationVersion};
use shared::bureau::{Bureau, BureauCommand, BureauEvent, Published, Regulation};
use shared::ids::BureauId;
use shared::log::{Role, read_content};
use shared::policy::{InForce, Policy};
use shared::words::Lang;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::load::{self, Loaded};
use crate::log::{Job, append};
use crate::sessions::Session;
use crate::{bureaus, dossiers, people};

pub use rules::{read_file, tried};

/// The regulation that holds today, as anybody reads it: of who is signed in her own bureau's, where she wishes with what
/// each rule was in the version that she read last.
///
/// # Errors
/// [`Code::NotFound`] before a bureau was founded.
pub async fn page(
    ctx: &Ctx,
    session: Option<&Session>,
    against_mine: bool,
    lang: Lang,
) -> Result<RegulationPage, Error> {
    let facts = facts(ctx, session).await?;
    let core = facts.subject.founded()?;
    let now = facts.subject.regulation(ctx.clock.today());
    let before = match session.filter(|_| against_mine) {
        Some(session) => Some(read_before(ctx, &facts.subject, session).await?),
        None => None,
    };
    let rules = now.map_or_else(Policy::default, |published| published.policy.clone()).in_force();
    let written = match now {
        Some(published) => written(ctx, core.id, published).await?,
        None => None,
    };
    Ok(RegulationPage {
        version: now.map_or(0, |published| published.version),
        title: now.map(|published| published.title.clone()),
        effective_on: now.map(|published| published.effective_on),
        controller: written.as_ref().map(|written| written.controller.clone()),
        record_system: written.as_ref().and_then(|written| written.record_system.clone()),
        dated: now.and_then(|published| published.dated),
        notification: written.as_ref().and_then(|written| written.notification.clone()),
        organisations: facts.subject.organisations(),
        arrangement: written.as_ref().and_then(|written| written.arrangement.clone()),
        protocol: written.is_some_and(|written| written.complaints.is_some()),
        chapters: rules::chapters(&rules, before.as_ref(), lang),
    })
}

/// How a complaint is dealt with, as the bureau wrote it (M14, R7.2).
///
/// # Errors
/// [`Code::NotFound`] where the bureau has written none.
pub async fn complaints(ctx: &Ctx, session: Option<&Session>) -> Result<String, Error> {
    let facts = facts(ctx, session).await?;
    let now = facts.subject.regulation(ctx.clock.today()).ok_or(Code::NotFound)?;
    let written = written(ctx, facts.subject.founded()?.id, now).await?;
    Ok(written.and_then(|written| written.complaints).ok_or(Code::NotFound)?.as_str().to_owned())
}

/// What an administrator compares, and what a regulation can be.
///
/// # Errors
/// [`Code::WrongRole`] for anybody but an administrator.
pub async fn desk(ctx: &Ctx, session: &Session, lang: Lang) -> Result<RegulationDesk, Error> {
    let facts = administered(ctx, session).await?;
    let core = facts.subject.founded()?;
    let in_force = facts.subject.regulation(ctx.clock.today()).map(|published| published.version);
    let works = || core.staff.values().filter(|staff| staff.ended_at.is_none());
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let went = core.regulations.iter().filter_map(|published| published.reviewed.map(|reviewed| reviewed.by));
    let names = people::names(ctx, core.id, &went.collect::<Vec<_>>()).await?;
    let view = |published: &Published| {
        let (repealed, older) = rules::to_review(published, lang);
        RegulationVersion {
            version: published.version,
            title: published.title.clone(),
            effective_on: published.effective_on,
            in_force: in_force == Some(published.version),
            read_by: (
                count(works().filter(|staff| staff.acknowledged >= published.version).count()),
                count(works().count()),
            ),
            repealed,
            older,
            reviewed_on: published.reviewed.map(|reviewed| ctx.clock.date_of(reviewed.at)),
            reviewed_by: published.reviewed.and_then(|reviewed| names.get(&reviewed.by).cloned()),
        }
    };
    let last = match core.regulations.last() {
        Some(last) => written(ctx, core.id, last).await?.map(|written| rules::draft(&written)),
        None => None,
    };
    Ok(RegulationDesk {
        versions: core.regulations.iter().rev().map(view).collect(),
        today: ctx.clock.today(),
        parameters: rules::forms(lang),
        presets: rules::presets(lang)?,
        last,
    })
}

/// Publishes a version.
///
/// # Errors
/// [`Code::WrongRole`]; a field that cannot be so; a refusal by the rules (G24, W1).
pub async fn publish(ctx: &Ctx, session: &Session, new: &PublishRegulation) -> Result<Accepted, Error> {
    administered(ctx, session).await?;
    let regulation = Box::new(rules::read(&new.regulation)?);
    let command = BureauCommand::Publish { regulation, today: ctx.clock.today() };
    let job = Job::<Bureau>::new(session.bureau, session.bureau.into(), new.entry, session.actor(), &command);
    Ok(append(ctx, job).await?.into())
}

/// The policy that holds today: strict defaults where the bureau has published none.
///
/// # Errors
/// [`Error`]: what does not answer; [`Code::WrongRole`] for anybody but an administrator.
pub async fn in_force(ctx: &Ctx, session: &Session) -> Result<Policy, Error> {
    let facts = administered(ctx, session).await?;
    let now = facts.subject.regulation(ctx.clock.today());
    Ok(now.map_or_else(Policy::default, |published| published.policy.clone()))
}

/// What held for her until now: a client's dossier is under it, a member of staff has read it.
async fn read_before(ctx: &Ctx, bureau: &Bureau, session: &Session) -> Result<InForce, Error> {
    let told = match session.role {
        Role::Client => dossiers::regulations_of(ctx, session).await?,
        _ => bureau.founded()?.staff.get(&session.person).map(|staff| staff.acknowledged).into_iter().collect(),
    };
    Ok(bureau.policy_of(&told))
}

async fn administered(ctx: &Ctx, session: &Session) -> Result<Loaded<Bureau>, Error> {
    session.only(&[Role::Administrator])?;
    Ok(load::bureau(ctx, &ctx.db.read, session.bureau).await?)
}

async fn facts(ctx: &Ctx, session: Option<&Session>) -> Result<Loaded<Bureau>, Error> {
    let id = bureaus::of(ctx, session).await?.ok_or(Code::NotFound)?;
    Ok(load::bureau(ctx, &ctx.db.read, id).await?)
}

/// A version with all its texts, from its entry.
async fn written(ctx: &Ctx, bureau: BureauId, published: &Published) -> Result<Option<Regulation>, Error> {
    let entry = load::entry(ctx, bureau, bureau.into(), published.entry).await?;
    Ok(match entry.and_then(|entry| read_content(entry.content.as_bytes()).ok()) {
        Some(BureauEvent::RegulationPublished { regulation, .. }) => Some(*regulation),
        _ => None,
    })
}
