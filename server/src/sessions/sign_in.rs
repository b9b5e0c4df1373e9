//! Signing in: a passkey says who it is; nobody types a name (F1).

use serde_json::Value;
use shared::api::{Challenge, Code, Me};
use shared::bureau::Bureau;
use shared::dossier::Dossier;
use shared::log::Role;

use super::{Begun, Session, begin, idle_minutes};
use crate::ctx::Ctx;
use crate::devices::{self, Browser, Holder};
use crate::error::Error;
use crate::log::load;
use crate::passkeys::{self, carry, flow, open_passkey, seal_passkey, store};
use crate::people;
use crate::{dossiers, sessions};

/// A challenge for whoever holds a passkey of this site.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn challenge(ctx: &Ctx) -> Result<Challenge, Error> {
    let begun = ctx.webauthn.start_sign_in()?;
    let flow = flow::keep(ctx, flow::Kind::SignIn, None, begun.state).await?;
    Ok(Challenge { flow, options: begun.options })
}

/// The answer to a challenge: a session begins, in the place of the one that this browser had.
///
/// # Errors
/// [`Code::PasskeyUnknown`] for a key that is not known here, [`Code::TaskEnded`] for who represented somebody, [`Code::PasskeyRefused`] when it does not hold.
pub async fn sign_in(
    ctx: &Ctx,
    answer: &shared::api::SignIn,
    before: Option<&str>,
    browser: Browser,
) -> Result<Begun, Error> {
    let store::Row { bureau, person, credential, .. } = prove(ctx, answer).await?;
    sessions::end_named(ctx, before).await?;
    let dossiers = dossiers::of_client(ctx, bureau, person).await?;
    carry::everywhere(ctx, carry::Holder { bureau, person, credential: &credential }).await?;
    let role = match dossiers.as_slice() {
        [] => match dossiers::represents(ctx, bureau, person).await? {
            Some(true) => Role::Representative,
            Some(false) => return Err(Code::TaskEnded.into()),
            None => passkeys::staff_role(ctx, bureau, person).await?,
        },
        _ => Role::Client,
    };
    let who = Holder { bureau, person, credential: &credential };
    let device = devices::arrives(ctx, who, browser).await?;
    begin(ctx, bureau, person, role, credential, device).await
}

/// Whose key answered a challenge, which is used up by it.
///
/// # Errors
/// As [`sign_in`].
pub(crate) async fn prove(ctx: &Ctx, answer: &shared::api::SignIn) -> Result<store::Row, Error> {
    let begun = flow::take(ctx, answer.flow).await?;
    if begun.kind != flow::Kind::SignIn {
        return Err(Code::FlowEnded.into());
    }
    let (person, credential) = ctx.webauthn.identify(&answer.credential)?;
    let row = store::find(&ctx.db.read, &credential).await?.filter(|row| row.person == person);
    let row = row.ok_or(Code::PasskeyUnknown)?;
    let mut opened = open_passkey(ctx, row.bureau, person, &credential, &row.sealed).await?;
    opened.passkey = finish(ctx, &begun.state, &answer.credential, &opened.passkey)?;
    let sealed = seal_passkey(ctx, row.bureau, person, &credential, &opened).await?;
    store::used(&ctx.db.write, &credential, sealed, ctx.clock.now()).await?;
    Ok(row)
}

fn finish(ctx: &Ctx, state: &str, credential: &Value, passkey: &str) -> Result<String, Error> {
    Ok(ctx.webauthn.finish_sign_in(state, credential, passkey)?)
}

/// Who is signed in.
///
/// # Errors
/// [`Code::NotSignedIn`] when she is not there any more.
pub async fn me(ctx: &Ctx, session: &Session) -> Result<Me, Error> {
    let facts = load::bureau(ctx, &ctx.db.read, session.bureau).await?;
    let bureau = facts.subject.founded()?;
    let open = match session.role {
        Role::Client | Role::Representative => dossiers::open_to(ctx, session).await?,
        _ => Vec::new(),
    };
    let hers = open.iter().find_map(|dossier| dossier.opened().ok()).filter(|_| session.role == Role::Client);
    let known_as = hers.map_or(session.person, |core| core.client);
    let person = people::find(ctx, session.bureau, known_as).await?.ok_or(Code::NotSignedIn)?;
    Ok(Me {
        person: session.person,
        role: session.role,
        name: person.name,
        lang: person.lang,
        bureau: session.bureau,
        bureau_name: bureau.name.clone(),
        session: session.id,
        idle_minutes_max: idle_minutes(&bureau.settings, session.role),
        expires_at: session.expires_at,
        dossiers: open.iter().filter_map(|dossier| dossier.opened().ok()).map(|core| core.id).collect(),
        bound: session.bound,
        regulation: unread(ctx, session, &facts.subject, &open)?,
    })
}

/// The version of the regulation that holds now, where she has not read it (M13b, S13).
fn unread(ctx: &Ctx, session: &Session, bureau: &Bureau, open: &[Dossier]) -> Result<Option<u32>, Error> {
    let Some(now) = bureau.regulation(ctx.clock.today()).map(|published| published.version) else { return Ok(None) };
    let read = match session.role {
        Role::Client => dossiers::were_told(open, now)?,
        // She is told herself (S13).
        Role::Representative => true,
        _ => bureau.founded()?.staff.get(&session.person).is_some_and(|staff| staff.acknowledged >= now),
    };
    Ok((!read).then_some(now))
}
