//! Both halves and a key that the bureau knows: who was invited has one of another trajectory here (R1.3).
//!
//! Nobody at the bureau has to know, or finds out, who was here before: she says it herself, with her key. To who works in
//! the dossier she stays the client that was taken on, reached as was written down there (R1.7).

use shared::api::{Code, ComeBack, InvitationPurpose};
use shared::dossier::command::{Actor, Command};
use shared::dossier::keys::OldKey;
use shared::dossier::{Core, Dossier};
use shared::log::Role;

use super::store;
use crate::ctx::Ctx;
use crate::devices::{self, Browser};
use crate::error::Error;
use crate::log::load::{self, Items};
use crate::log::{Also, Job, append_with};
use crate::passkeys::carry::{self, Holder};
use crate::passkeys::{derived_entry, flow};
use crate::sessions::{self, Begun, sign_in};

/// Lets a key that is known here into the dossier of an invitation, and begins a session with it: as its first, or after a
/// loss where it is a new one of hers.
///
/// # Errors
/// [`Error::Door`] when the ceremony lapsed, the key does not hold, is not a client's of this bureau, or the invitation
/// was used meanwhile; a refusal while that key does not count anywhere.
pub async fn come_back(ctx: &Ctx, back: &ComeBack, before: Option<&str>, browser: Browser) -> Result<Begun, Error> {
    let begun = flow::look(ctx, back.flow).await?;
    let flow::Kind::Invited { invitation } = begun.kind else { return Err(Code::FlowEnded.into()) };
    let invitation = store::by_id(&ctx.db.read, invitation).await?.ok_or(Code::InvitationUnknown)?;
    if invitation.used_by != Some(back.flow) {
        invitation.usable(ctx.clock.now())?;
    }
    let (bureau, dossier) = (invitation.bureau, invitation.dossier.ok_or(Code::FlowEnded)?);
    let row = sign_in::prove(ctx, &back.sign_in).await?;
    let holder = Holder { bureau: row.bureau, person: row.person, credential: &row.credential };
    let key = carry::known(ctx, holder).await?.filter(|_| row.bureau == bureau).ok_or(Code::PasskeyUnknown)?;
    let loaded = load::load::<Dossier>(ctx, &ctx.db.read, bureau, dossier.into(), Items::None).await?;
    let core = loaded.subject.opened()?;
    let (credential_id, public_key) = (key.key.credential_id.clone(), key.key.public_key.clone());
    let command = match invitation.purpose {
        InvitationPurpose::First => {
            key.stands(ctx.clock.now())?;
            Command::ComeBack(Box::new(OldKey {
                account: row.person,
                credential_id,
                public_key,
                invitation: invitation.id,
            }))
        }
        // The device has it, and makes no second one; nobody else's key comes in this way.
        InvitationPurpose::Recovered if is_hers(core, &row) => {
            Command::RegisterKey { credential_id, public_key, invitation: Some(invitation.id), carried: false }
        }
        _ => return Err(Code::FlowEnded.into()),
    };
    let (entry, actor) = (derived_entry(back.flow, b"back"), Actor { person: core.client, role: Role::Client });
    let also = [Also::InvitationUsed { invitation: invitation.id, flow: back.flow }];
    append_with(ctx, Job::<Dossier>::new(bureau, dossier.into(), entry, actor, &command), &also).await?;
    sessions::end_named(ctx, before).await?;
    let who = devices::Holder { bureau, person: row.person, credential: &row.credential };
    let device = devices::arrives(ctx, who, browser).await?;
    carry::everywhere(ctx, holder).await?;
    let begun = sessions::begin(ctx, bureau, row.person, Role::Client, row.credential, device).await?;
    flow::end(ctx, back.flow).await?;
    Ok(begun)
}

fn is_hers(core: &Core, row: &crate::passkeys::store::Row) -> bool {
    core.circle().signs_in() == row.person
}
