//! Both halves together: the way to making a passkey opens, and nothing is used up yet.

use shared::api::{Code, InvitationPurpose, RedeemInvitation, Registration};
use shared::dossier::Dossier;

use super::{Invitation, by_token, code_hash, store};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::load::{self, Items};
use crate::passkeys::{self, flow};
use crate::platform::db::DbError;
use crate::{people, representatives};

/// Checks both halves and begins the making of a passkey.
///
/// # Errors
/// [`Error::Door`] for a wrong code (five block the invitation) or a link that can be used no more.
pub async fn redeem(ctx: &Ctx, halves: &RedeemInvitation) -> Result<Registration, Error> {
    let invitation = by_token(ctx, halves.token).await?;
    invitation.usable(ctx.clock.now())?;
    representatives::check(ctx, &invitation).await?;
    check_code(ctx, &invitation, &halves.code).await?;
    let bureau = invitation.bureau;
    let person = people::find(ctx, bureau, invitation.person).await?.ok_or(Code::InvitationUnknown)?;
    let signs_in = super::signs_in(ctx, &invitation).await?;
    let known = passkeys::credentials(ctx, bureau, signs_in).await?;
    let begun = ctx.webauthn.start_registration(signs_in, passkeys::neutral_name(person.lang), &known)?;
    let kind = flow::Kind::Invited { invitation: invitation.id };
    let flow = flow::keep(ctx, kind, Some(invitation.person), begun.state).await?;
    let (coach, acts_for, discussed_on) = match (invitation.purpose, invitation.dossier) {
        (InvitationPurpose::Staff, _) | (_, None) => (None, None, None),
        (purpose, Some(dossier)) => {
            let loaded = load::load::<Dossier>(ctx, &ctx.db.read, bureau, dossier.into(), Items::None).await?;
            let core = loaded.subject.opened()?;
            let name = async |person| Ok::<_, Error>(people::find(ctx, bureau, person).await?.map(|known| known.name));
            if purpose == InvitationPurpose::Representative {
                (None, name(core.client).await?, None)
            } else {
                (name(core.coach).await?, None, core.start.discussed_on)
            }
        }
    };
    Ok(Registration { flow, options: begun.options, name: person.name, coach, acts_for, discussed_on })
}

/// Counts the try first: whoever tries many at once gets no more than who tries one after the other.
async fn check_code(ctx: &Ctx, invitation: &Invitation, code: &str) -> Result<(), Error> {
    count_try(ctx, invitation).await?;
    if code_hash(ctx, invitation.bureau, invitation.id, code).await? != invitation.code_hash {
        let left = super::WRONG_CODES_MAX.saturating_sub(invitation.wrong_codes).saturating_sub(1);
        return Err(if left > 0 { Code::WrongCode } else { Code::InvitationBlocked }.into());
    }
    Ok(store::forgive_try(&ctx.db.write, invitation.id).await?)
}

/// One try at a time for one person, over all her invitations: what is read here stands until it is counted.
async fn count_try(ctx: &Ctx, invitation: &Invitation) -> Result<(), Error> {
    let now = ctx.clock.now();
    let tx = ctx.db.begin_write().await?;
    ctx.db.lock(&tx, invitation.person.0).await?;
    let wrong = store::wrong_codes_since(&tx, invitation.person, now.plus_hours(-24)).await?;
    if wrong.iter().map(|(_, count)| i64::from(*count)).sum::<i64>() >= super::WRONG_CODES_OF_PERSON_MAX
        && let Some((first, _)) = wrong.first()
    {
        let seconds = super::seconds_until(first.plus_hours(24), now);
        return Err(Error::Later { code: Code::TooManyRequests, seconds });
    }
    if !store::count_try(&tx, invitation.id).await? {
        return Err(Code::InvitationBlocked.into());
    }
    Ok(tx.commit().await.map_err(DbError::from)?)
}
