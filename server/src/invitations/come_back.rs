//! Both halves and a key that the bureau knows: who was invited was guided here before, and stays one person (R1.3).
//!
//! Nobody at the bureau has to know, or finds out, who was here before: she says it herself, with her key. What was
//! written down about whom to invite goes with the person that nobody was.

use shared::api::{Code, ComeBack, InvitationPurpose};
use shared::dossier::Dossier;
use shared::dossier::command::{Actor, Command};
use shared::ids::{BureauId, DossierId, PersonId};
use shared::log::Role;

use super::{Invitation, store};
use crate::ctx::Ctx;
use crate::devices::{self, Browser};
use crate::error::Error;
use crate::log::{Also, Job, append_with};
use crate::passkeys::carry::{self, Holder};
use crate::passkeys::{derived_entry, flow};
use crate::people::{self, Kind};
use crate::sessions::{self, Begun, sign_in};

/// Gives the dossier of a first invitation to whom the key belongs, and begins a session with it.
///
/// # Errors
/// [`Error::Door`] when the ceremony lapsed, the key does not hold, is not a client's of this bureau, or the invitation
/// was used meanwhile; a refusal while that key does not count.
pub async fn come_back(ctx: &Ctx, back: &ComeBack, before: Option<&str>, browser: Browser) -> Result<Begun, Error> {
    let begun = flow::look(ctx, back.flow).await?;
    let flow::Kind::Invited { invitation } = begun.kind else { return Err(Code::FlowEnded.into()) };
    let invitation = store::by_id(&ctx.db.read, invitation).await?.ok_or(Code::InvitationUnknown)?;
    if invitation.used_by != Some(back.flow) {
        invitation.usable(ctx.clock.now())?;
    }
    let (InvitationPurpose::First, Some(dossier)) = (invitation.purpose, invitation.dossier) else {
        return Err(Code::FlowEnded.into());
    };
    let row = sign_in::prove(ctx, &back.sign_in).await?;
    let holder = Holder { bureau: row.bureau, person: row.person, credential: &row.credential };
    let key = carry::known(ctx, holder).await?.filter(|_| row.bureau == invitation.bureau);
    let key = key.ok_or(Code::PasskeyUnknown)?;
    key.stands(ctx.clock.now())?;
    let command = Command::ComeBack {
        client: row.person,
        credential_id: key.key.credential_id,
        public_key: key.key.public_key,
        invitation: invitation.id,
    };
    become_one(ctx, &invitation, dossier, back.flow, &command, row.person).await?;
    sessions::end_named(ctx, before).await?;
    let who = devices::Holder { bureau: row.bureau, person: row.person, credential: &row.credential };
    let device = devices::arrives(ctx, who, browser).await?;
    let begun = sessions::begin(ctx, row.bureau, row.person, Role::Client, row.credential, device).await?;
    flow::end(ctx, back.flow).await?;
    Ok(begun)
}

/// The entry, and with it the end of the person who was written down for the invitation. How she is reached is what she
/// gave last.
async fn become_one(
    ctx: &Ctx,
    invitation: &Invitation,
    dossier: DossierId,
    flow: shared::ids::Uuid,
    command: &Command,
    herself: PersonId,
) -> Result<(), Error> {
    let (bureau, written) = (invitation.bureau, invitation.person);
    let mut also = vec![Also::InvitationUsed { invitation: invitation.id, flow }];
    also.extend(reached_anew(ctx, bureau, written, herself).await?);
    also.push(Also::PersonGoes(written));
    let (entry, actor) = (derived_entry(flow, b"back"), Actor { person: written, role: Role::Client });
    append_with(ctx, Job::<Dossier>::new(bureau, dossier.into(), entry, actor, command), &also).await?;
    Ok(ctx.keys.destroy_person_key(bureau, written).await?)
}

async fn reached_anew(
    ctx: &Ctx,
    bureau: BureauId,
    written: PersonId,
    herself: PersonId,
) -> Result<Option<Also>, Error> {
    let mut known = people::find_many(ctx, bureau, &[written, herself]).await?;
    let (Some(new), Some(mut person)) = (known.remove(&written), known.remove(&herself)) else { return Ok(None) };
    (person.name, person.email, person.phone) = (new.name, new.email.or(person.email), new.phone.or(person.phone));
    Ok(Some(people::prepare_change(ctx, bureau, herself, Kind::Client, &person).await?))
}
