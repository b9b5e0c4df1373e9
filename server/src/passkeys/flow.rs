//! A ceremony with a passkey between its challenge and its answer: kept by the server, for ten minutes, used once.

use shared::api::Code;
use shared::ids::{InvitationId, PersonId, SendingId, Uuid};

use super::store;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::platform::random;

/// How long the system's dialog may stay open.
const MINUTES_MAX: i64 = 10;

/// How long the answer that was taken may come again.
const AGAIN_MINUTES_MAX: i64 = 1;

/// What a ceremony is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// To sign in.
    SignIn,
    /// To make a passkey from an invitation.
    Invited {
        /// Which.
        invitation: InvitationId,
    },
    /// To make another passkey while signed in.
    Added,
    /// To make a passkey, or to show one, at the door of a sending.
    AtTheDoor {
        /// Which.
        sending: SendingId,
        /// Whether it is made.
        made: bool,
    },
}

/// A ceremony that began.
#[derive(Clone, Debug)]
pub struct Begun {
    /// What for.
    pub kind: Kind,
    /// For whom, where that is known.
    pub person: Option<PersonId>,
    /// What the library needs to finish it.
    pub state: String,
}

/// Keeps a ceremony until its answer comes.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn keep(ctx: &Ctx, kind: Kind, person: Option<PersonId>, state: String) -> Result<Uuid, Error> {
    let now = ctx.clock.now();
    store::sweep_flows(&ctx.db.write, now).await?;
    let (name, invitation, sending) = match kind {
        Kind::SignIn => ("sign_in", None, None),
        Kind::Invited { invitation } => ("invited", Some(invitation.0), None),
        Kind::Added => ("added", None, None),
        Kind::AtTheDoor { sending, made: true } => ("door_made", None, Some(sending.0)),
        Kind::AtTheDoor { sending, made: false } => ("door_shown", None, Some(sending.0)),
    };
    let row = store::flow::Model {
        id: random::id(),
        kind: name.to_owned(),
        state,
        person: person.map(|id| id.0),
        invitation,
        sending,
        expires_at: now.plus_minutes(MINUTES_MAX).0,
    };
    let id = row.id;
    store::insert_flow(&ctx.db.write, row).await?;
    Ok(id)
}

/// Takes a ceremony to finish it; it cannot be taken twice.
///
/// # Errors
/// [`Code::FlowEnded`] when it lapsed or was taken.
pub async fn take(ctx: &Ctx, id: Uuid) -> Result<Begun, Error> {
    read(ctx, store::take_flow(&ctx.db.write, id).await?)
}

/// Looks at a ceremony whose answer is written once however often it comes: after a double tap or a lost answer the
/// same again gets the same.
///
/// # Errors
/// [`Code::FlowEnded`] when it lapsed.
pub async fn look(ctx: &Ctx, id: Uuid) -> Result<Begun, Error> {
    read(ctx, store::find_flow(&ctx.db.read, id).await?)
}

/// Ends a ceremony that is done, but for the minute in which the same answer may come again.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn end(ctx: &Ctx, id: Uuid) -> Result<(), Error> {
    let end = ctx.clock.now().plus_minutes(AGAIN_MINUTES_MAX);
    Ok(store::shorten_flow(&ctx.db.write, id, end).await?)
}

fn read(ctx: &Ctx, row: Option<store::flow::Model>) -> Result<Begun, Error> {
    let row = row.filter(|row| row.expires_at > ctx.clock.now().0).ok_or(Code::FlowEnded)?;
    let kind = match (row.kind.as_str(), row.invitation, row.sending) {
        ("sign_in", ..) => Kind::SignIn,
        ("added", ..) => Kind::Added,
        ("invited", Some(invitation), _) => Kind::Invited { invitation: InvitationId(invitation) },
        (name @ ("door_made" | "door_shown"), _, Some(sending)) => {
            Kind::AtTheDoor { sending: SendingId(sending), made: name == "door_made" }
        }
        _ => return Err(Code::FlowEnded.into()),
    };
    Ok(Begun { kind, person: row.person.map(PersonId), state: row.state })
}
