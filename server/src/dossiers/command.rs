//! A command for a dossier: its signature is verified outside any transaction, then the rules decide.

use shared::api::{Accepted, Post};
use shared::dossier::consents::GroundCommand;
use shared::dossier::forms::Asked;
use shared::dossier::records::FILES_MAX;
use shared::dossier::sendings::SendingCommand;
use shared::dossier::{Command, Dossier, DossierEvent, spoken_of};
use shared::ids::{DossierId, ScanId};
use shared::log::read_content;
use shared::refusal::Refusal;

use super::read::{Seen, seen};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::exchange::numbers;
use crate::log::also::Also;
use crate::log::load::Items;
use crate::log::{Job, Witness, append_with, load};
use crate::sessions::Session;
use crate::{consents, files, people, representatives, scans, sendings};

/// Writes what follows from a command.
///
/// # Errors
/// [`Error::Refused`] by the rules, and then nothing was written; else what does not answer.
pub async fn post(ctx: &Ctx, session: &Session, dossier: DossierId, post: &Post) -> Result<Accepted, Error> {
    let seen = seen(ctx, session, dossier, post.command.act(), Items::None).await?;
    let job = Job::<Dossier> {
        bureau: session.bureau,
        log: dossier.into(),
        entry: post.entry,
        actor: seen.actor,
        command: &post.command,
        witness: witness(ctx, session, &seen, dossier, &post.command).await?,
    };
    let also: Vec<Also> = match &post.command {
        Command::RecordForm(back) => vec![Also::ScanKept(back.scan)],
        Command::AddDocument(new) => vec![Also::FileKept(new.content.file.id)],
        Command::Sending(SendingCommand::Send(new)) => {
            vec![sendings::prepare(ctx, session.bureau, dossier, new).await?]
        }
        Command::NumberElsewhere { number } => {
            vec![numbers::prepare(ctx, session.bureau, dossier, number.as_ref()).await?]
        }
        Command::EndRepresentative { .. } | Command::ContestForm { asked: Asked::Representative { .. }, .. } => {
            representatives::closing(seen.subject.opened()?)
        }
        command if command.would_go().is_some() => {
            command.would_go().map(|new| Also::FileKept(new.file.id)).into_iter().collect()
        }
        command => command.files().iter().map(|known| Also::ScanKept(known.file.id)).collect(),
    };
    let accepted = append_with(ctx, job, &also).await?.into();
    if let Command::GrantConsent(yes) = &post.command {
        drop(consents::sheet::begin(ctx, session.bureau, dossier, yes.consent));
    }
    Ok(accepted)
}

/// What the rules have to be given: the proof of a signature, the entry it says she had seen, the text that counts.
async fn witness(
    ctx: &Ctx,
    session: &Session,
    seen: &Seen,
    dossier: DossierId,
    command: &Command,
) -> Result<Witness, Error> {
    match command {
        Command::SendSummary { consult, .. } | Command::AnswerDispute { consult, .. } => {
            let sent =
                load::entries_about(ctx, session.bureau, dossier.into(), (*consult).into(), &["summary_sent"]).await?;
            let last = sent.last().and_then(|entry| read_content(entry.content.as_bytes()).ok());
            let current = match last {
                Some(DossierEvent::SummarySent { passages, .. }) => Some(passages),
                _ => None,
            };
            Ok(Witness { current, ..Witness::default() })
        }
        Command::RecordForm(back) => {
            let scans = scans::known(ctx, dossier, back.form.into(), [back.scan]).await?;
            Ok(Witness { scans, ..Witness::default() })
        }
        Command::AddDocument(new) => {
            let file = files::known(ctx, dossier, new.document.into(), new.content.file.id).await?;
            Ok(Witness { file, ..Witness::default() })
        }
        Command::AskConsent(_) | Command::Ground(GroundCommand::Tell(_)) => {
            let new = command.would_go().ok_or(Refusal::Unknown)?;
            let file = files::freeze::known(ctx, dossier, new.consent.into(), new.file.id).await?;
            let spoken = Box::pin(consents::spoken::before(ctx, session.bureau, dossier, (new, file))).await?;
            let spoken = spoken.map(Box::new);
            Ok(Witness { file, spoken, ..Witness::default() })
        }
        Command::HandIn(_) | Command::KeepRecord { .. } => {
            // More than go with a record the rules refuse.
            let named: Vec<ScanId> = command.files().iter().take(FILES_MAX).map(|known| known.file.id).collect();
            let record = command.needs().into_iter().next().ok_or(Refusal::Unknown)?;
            Ok(Witness { scans: scans::known(ctx, dossier, record, named).await?, ..Witness::default() })
        }
        Command::NumberElsewhere { number: Some(number) } => {
            let number_taken = numbers::is_taken(ctx, session, &seen.facts, (dossier, number)).await?;
            Ok(Witness { number_taken, ..Witness::default() })
        }
        _ => signed(ctx, session, seen, dossier, command).await,
    }
}

/// The proof of its signature, what she had seen, and the names in the sentence that she signed.
async fn signed(
    ctx: &Ctx,
    session: &Session,
    seen: &Seen,
    dossier: DossierId,
    command: &Command,
) -> Result<Witness, Error> {
    let Some(evidence) = command.evidence() else { return Ok(Witness::default()) };
    let verified = Some(evidence.verify(ctx.webauthn.site()).map_err(|why| Refusal::Unproven { why })?);
    let hash_at_seen = load::hash_at(ctx, dossier.into(), evidence.statement.head.seq).await?;
    let name = match seen.subject.opened().ok().and_then(|core| spoken_of(core, command)) {
        Some(person) => people::find(ctx, session.bureau, person).await?.map(|person| person.name),
        None => None,
    };
    let spoken = match command {
        Command::GrantConsent(yes) => consents::spoken::in_her_yes(ctx, session.bureau, dossier, yes).await?,
        _ => None,
    };
    Ok(Witness { verified, hash_at_seen, name, spoken: spoken.map(Box::new), ..Witness::default() })
}
