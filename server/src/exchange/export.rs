//! A coach gets a list of her own clients: number, name and how they are reached; nothing of content.

use shared::access::{Act, may};
use shared::api::{HandOut, ListFile};
use shared::client_list::Column;
use shared::dossier::exchange::system;
use shared::dossier::{Command, Core, Dossier, DossierEvent};
use shared::ids::{EntryId, PersonId, derived};
use shared::text::Name;

use super::file;
use crate::ctx::Ctx;
use crate::dossiers;
use crate::error::Error;
use crate::log::load::{self, Items};
use crate::log::{Job, LogError, append};
use crate::looks::take::VISIT_MS;
use crate::people::{self, Person};
use crate::sessions::Session;

/// One client of the list, as its cells.
struct Line {
    name: Name,
    cells: [String; Column::ALL.len()],
}

/// The list, in the order of the names. That it went out is written in each dossier before anything is handed out.
///
/// # Errors
/// [`shared::refusal::Refusal::NoSystem`], or what does not answer: the same again tells nobody twice.
pub async fn hand_out(ctx: &Ctx, session: &Session, asked: &HandOut) -> Result<ListFile, Error> {
    let (on, today) = (&ctx.db.read, ctx.clock.today());
    let facts = load::bureau(ctx, on, session.bureau).await?.subject;
    system(&facts, today)?;
    let around = dossiers::store::around(on, session.bureau, &facts, session.actor(), today).await?;
    let hers: Vec<_> = around.iter().filter(|(_, you)| may(*you, Act::PassToSystem).is_ok()).collect();
    let clients: Vec<PersonId> = hers.iter().map(|(row, _)| row.circle.client).chain([session.person]).collect();
    let people = people::find_many(ctx, session.bureau, &clients).await?;
    let lang = people.get(&session.person).map(|coach| coach.lang).unwrap_or_default();
    let mut lines = Vec::new();
    for (row, _) in hers {
        // A person who was erased has no name to pass on.
        let Some(person) = people.get(&row.circle.client) else { continue };
        // The same request within half an hour is one; later it takes what stands there then, and she is told again.
        let visit = ctx.clock.now().0.div_euclid(VISIT_MS).to_be_bytes();
        let entry = EntryId(derived(asked.entry.0, &[&row.dossier.0.as_bytes()[..], &visit].concat()));
        let command = &Command::PassToSystem {};
        append(ctx, Job::<Dossier>::new(session.bureau, row.dossier.into(), entry, session.actor(), command)).await?;
        let log = load::load::<Dossier>(ctx, on, session.bureau, row.dossier.into(), Items::None).await?;
        lines.push(line(ctx, session, log.subject.opened()?, person).await?);
    }
    lines.sort_by(|one, other| one.name.cmp(&other.name));
    let header = Column::ALL.iter().map(|column| column.title(lang)).collect();
    let cells = lines.iter().map(|line| line.cells.iter().map(String::as_str).collect());
    let file = file::written(std::iter::once(header).chain(cells)).ok_or(LogError::Unreadable("a list"))?;
    Ok(ListFile { file, clients: u32::try_from(lines.len()).unwrap_or(u32::MAX) })
}

async fn line(ctx: &Ctx, session: &Session, core: &Core, person: &Person) -> Result<Line, Error> {
    let numbered = match core.number {
        Some(mark) => super::event(ctx, session.bureau, core.id, mark.entry).await?,
        None => None,
    };
    let number = match numbered {
        Some(DossierEvent::NumberedElsewhere(Some(there))) => there.number.to_string(),
        _ => String::new(),
    };
    let or_nothing = |text: Option<String>| text.unwrap_or_default();
    let cells = Column::ALL.map(|column| match column {
        Column::Number => number.clone(),
        Column::Name => person.name.to_string(),
        Column::Email => or_nothing(person.email.as_ref().map(ToString::to_string)),
        Column::Phone => or_nothing(person.phone.as_ref().map(ToString::to_string)),
        Column::Lang => person.lang.code().to_owned(),
    });
    Ok(Line { name: person.name.clone(), cells })
}
