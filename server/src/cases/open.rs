//! A client opens a case about something that stands in her dossier.

use shared::access::Act;
use shared::api::{CaseOpened, NewAbout, NewCase};
use shared::cases::{About, Case, CaseCommand, CaseKind};
use shared::dossier::command::Actor;
use shared::ids::{BureauId, CaseId, DossierId, EntryId, ItemId, PersonId};
use shared::log::Role;
use shared::refusal::Refusal;
use shared::text::Remark;

use crate::ctx::Ctx;
use crate::dossiers;
use crate::dossiers::read::seen;
use crate::error::Error;
use crate::log::load::Items;
use crate::log::{Job, append};
use crate::looks;
use crate::sessions::Session;

/// Opens a case. The same entry again gives the same case; another about the same thing is refused.
///
/// # Errors
/// [`shared::api::Code::WrongRole`] for anybody but a client; [`Refusal::Unknown`] where the dossier or what it is about is not hers;
/// [`Refusal::CaseStands`]; or what does not answer.
pub async fn open(ctx: &Ctx, session: &Session, new: &NewCase) -> Result<CaseOpened, Error> {
    session.only(&[Role::Client])?;
    let loaded = seen(ctx, session, new.dossier, Act::SeeLooks, Items::None).await?;
    let client = loaded.subject.opened()?.client;
    let case = Opening { bureau: session.bureau, dossier: new.dossier, client, about: new.about };
    Ok(CaseOpened { case: case.write(ctx, new.entry, new.words.clone()).await? })
}

/// A case that a client opens.
pub(crate) struct Opening {
    /// The controller.
    pub bureau: BureauId,
    /// Her dossier.
    pub dossier: DossierId,
    /// She.
    pub client: PersonId,
    /// What it is about.
    pub about: NewAbout,
}

impl Opening {
    /// Writes it, with her words if she has any.
    ///
    /// # Errors
    /// As [`open`].
    pub(crate) async fn write(self, ctx: &Ctx, entry: EntryId, words: Option<Remark>) -> Result<CaseId, Error> {
        let Self { bureau, dossier, client, about } = self;
        let about = match about {
            NewAbout::Look(look) => about_look(ctx, dossier, look).await?,
        };
        let case = id_of(ctx, bureau, dossier, about.kind(), about.item()).await?;
        let command = &CaseCommand::Open { client, dossier, about, words };
        let actor = Actor { person: client, role: Role::Client };
        append(ctx, Job::<Case>::new(bureau, case.into(), entry, actor, command)).await?;
        Ok(case)
    }
}

/// The look as the index has it, with the day of the consult: all that the officer will know of it.
async fn about_look(ctx: &Ctx, dossier: DossierId, entry: EntryId) -> Result<About, Error> {
    let look = looks::store::find(&ctx.db.read, dossier, entry).await?.ok_or(Refusal::Unknown)?;
    let consults = dossiers::store::consults_of(&ctx.db.read, dossier.into()).await?;
    let consult = consults.into_iter().find(|row| ItemId::from(row.consult) == look.item);
    Ok(About::Look {
        entry,
        person: look.person,
        role: look.role,
        at: look.at,
        kind: look.kind,
        consult: consult.as_ref().map(|row| row.consult),
        held_on: consult.map(|row| row.held_on),
    })
}

/// The case about one thing: there is one, whatever the number of questions. Under the bureau's own key, so that nobody
/// can tell from what she knows of a dossier whether there is a case.
async fn id_of(
    ctx: &Ctx,
    bureau: BureauId,
    dossier: DossierId,
    kind: CaseKind,
    about: ItemId,
) -> Result<CaseId, Error> {
    let kind = serde_json::to_vec(&kind).unwrap_or_default();
    let parts: [&[u8]; 3] = [&kind, dossier.0.as_bytes(), about.0.as_bytes()];
    let hash = ctx.keys.keyed_hash(bureau, "case", &parts).await?;
    let half = hash.0.first_chunk::<16>().copied().unwrap_or_default();
    Ok(CaseId(uuid::Builder::from_custom_bytes(half).into_uuid()))
}
