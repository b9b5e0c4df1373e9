//! The passkey that both halves led to: the key is an entry that uses the invitation up, and a session begins.

use shared::api::{Code, InvitationPurpose, NewPasskey};
use shared::dossier::command::Actor;
use shared::log::Role;

use super::store;
use crate::ctx::Ctx;
use crate::devices::{self, Browser, Holder};
use crate::error::Error;
use crate::passkeys::{self, flow, register};
use crate::sessions::{self, Begun};

/// Registers the passkey, uses the invitation up and begins a session, in the place of the one that this browser had;
/// gives the secrets too.
///
/// # Errors
/// [`Error::Door`] when the ceremony lapsed, the passkey does not hold, or the invitation was used meanwhile.
pub async fn accept(ctx: &Ctx, new: &NewPasskey, before: Option<&str>, browser: Browser) -> Result<Begun, Error> {
    let begun = flow::look(ctx, new.flow).await?;
    let flow::Kind::Invited { invitation } = begun.kind else { return Err(Code::FlowEnded.into()) };
    let now = ctx.clock.now();
    let invitation = store::by_id(&ctx.db.read, invitation).await?.ok_or(Code::InvitationUnknown)?;
    let again = invitation.used_by == Some(new.flow);
    if !again {
        invitation.usable(now)?;
    }
    let made = ctx.webauthn.finish_registration(&begun.state, &new.credential)?;
    // It may have been used by a key that was here before ([`super::come_back`]).
    if again && passkeys::store::known(&ctx.db.read, &made.credential_id).await?.is_none() {
        return Err(Code::InvitationUsed.into());
    }
    let owner = match (invitation.purpose, invitation.dossier) {
        (InvitationPurpose::Staff, _) | (_, None) => register::Owner::Staff,
        (InvitationPurpose::Representative, Some(dossier)) => register::Owner::Representative { dossier },
        (InvitationPurpose::First | InvitationPurpose::Recovered, Some(dossier)) => register::Owner::Client { dossier },
    };
    let credential = made.credential_id.clone();
    let role = match owner {
        register::Owner::Client { .. } => Role::Client,
        register::Owner::Representative { .. } => Role::Representative,
        register::Owner::Staff => passkeys::staff_role(ctx, invitation.bureau, invitation.person).await?,
    };
    let (person, actor) = (super::signs_in(ctx, &invitation).await?, Actor { person: invitation.person, role });
    let (bureau, flow) = (invitation.bureau, new.flow);
    let maker = register::Maker { bureau, person, actor, owner, flow, invitation: Some(invitation.id) };
    register::write(ctx, maker, made, &new.label).await?;
    sessions::end_named(ctx, before).await?;
    let who = Holder { bureau, person, credential: &credential };
    let device = devices::settles(ctx, who, browser).await?;
    let begun = sessions::begin(ctx, bureau, person, role, credential, device).await?;
    flow::end(ctx, new.flow).await?;
    Ok(begun)
}
