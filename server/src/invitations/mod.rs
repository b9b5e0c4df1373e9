//! Invitations: two halves that travel apart, a link and a six-digit code (F4, F7).
//!
//! Whoever makes an invitation holds one half at most. Where the link goes to the invited person's own mail, the
//! inviter's screen shows the code; where the inviter shows the link, the code goes to the invited person's own mail
//! or telephone. Opening the link uses nothing up, so a mail scanner does no harm; five wrong codes block it; it is
//! used by the passkey that both halves led to, once, within 72 hours. Neither half is stored: of the token a hash,
//! of the code a hash under the bureau's own key.

pub mod accept;
pub mod come_back;
pub mod http;
pub mod make;
mod qr;
pub mod redeem;
pub(crate) mod store;

use shared::api::{Code, InvitationFace, InvitationPurpose, InvitationState, InvitationView};
use shared::dossier::Dossier;
use shared::ids::{BureauId, DossierId, Hash, InvitationId, PersonId, Uuid};
use shared::settings::WRONG_CODES_MAX;
use shared::time::Timestamp;

use crate::ctx::Ctx;
use crate::error::Error;
use crate::log::load::{self, Items};
use crate::{people, representatives};

/// How many wrong codes there may be for one person in 24 hours, over all her invitations: whoever holds the links
/// gets no more guesses by making many (F7).
pub const WRONG_CODES_OF_PERSON_MAX: i64 = 10;

/// An invitation as it is kept.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Which.
    pub id: InvitationId,
    /// The controller.
    pub bureau: BureauId,
    /// Who is invited.
    pub person: PersonId,
    /// To which dossier, for a client.
    pub dossier: Option<DossierId>,
    /// What for.
    pub purpose: InvitationPurpose,
    /// Of the link's token.
    pub token_hash: Hash,
    /// Of the code, under the bureau's key.
    pub code_hash: Hash,
    /// Who made it.
    pub made_by: PersonId,
    /// When.
    pub made_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// How many wrong codes there were.
    pub wrong_codes: i32,
    /// When it was used.
    pub used_at: Option<Timestamp>,
    /// By which ceremony.
    pub used_by: Option<Uuid>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Timestamp>,
}

impl Invitation {
    /// Whether it lets in the client herself.
    #[must_use]
    pub fn invites_her(&self) -> bool {
        matches!(self.purpose, InvitationPurpose::First | InvitationPurpose::Recovered)
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> InvitationState {
        if self.used_at.is_some() {
            InvitationState::Used
        } else if self.withdrawn_at.is_some() {
            InvitationState::Withdrawn
        } else if self.wrong_codes >= WRONG_CODES_MAX {
            InvitationState::Blocked
        } else if self.expires_at <= now {
            InvitationState::Expired
        } else {
            InvitationState::Open
        }
    }

    /// Whether it can be used now.
    ///
    /// # Errors
    /// A [`Code`] that says why not.
    pub fn usable(&self, now: Timestamp) -> Result<(), Code> {
        match self.state(now) {
            InvitationState::Open => Ok(()),
            InvitationState::Used => Err(Code::InvitationUsed),
            InvitationState::Withdrawn => Err(Code::InvitationWithdrawn),
            InvitationState::Expired => Err(Code::InvitationExpired),
            InvitationState::Blocked => Err(Code::InvitationBlocked),
        }
    }

    /// As lists show it.
    #[must_use]
    pub fn view(&self, now: Timestamp) -> InvitationView {
        InvitationView {
            id: self.id,
            purpose: self.purpose,
            made_at: self.made_at,
            expires_at: self.expires_at,
            state: self.state(now),
        }
    }
}

/// How many seconds there are until a moment.
fn seconds_until(then: Timestamp, now: Timestamp) -> u64 {
    u64::try_from(then.0.saturating_sub(now.0)).unwrap_or_default().div_ceil(1000)
}

/// The hash a token is kept as.
fn token_hash(token: Hash) -> Hash {
    Hash::of(&[b"akkoord-invitation-v1\0", &token.0])
}

/// The hash a code is kept as: six digits are too few to be hashed plainly.
async fn code_hash(ctx: &Ctx, bureau: BureauId, id: InvitationId, code: &str) -> Result<Hash, Error> {
    Ok(ctx.keys.keyed_hash(bureau, "invitation-code", &[id.0.as_bytes(), code.as_bytes()]).await?)
}

/// The invitation of a link, in whatever state.
async fn by_token(ctx: &Ctx, token: Hash) -> Result<Invitation, Error> {
    store::by_token(&ctx.db.read, token_hash(token)).await?.ok_or_else(|| Code::InvitationUnknown.into())
}

/// As whom the invited signs in: where she came back with a key of another dossier, as there (R1.3).
async fn signs_in(ctx: &Ctx, invitation: &Invitation) -> Result<PersonId, Error> {
    let Some(dossier) = invitation.dossier.filter(|_| invitation.purpose != InvitationPurpose::Representative) else {
        return Ok(invitation.person);
    };
    let loaded = load::load::<Dossier>(ctx, &ctx.db.read, invitation.bureau, dossier.into(), Items::None).await?;
    Ok(loaded.subject.opened()?.circle().signs_in())
}

/// What the link alone tells: nothing personal, and nothing is used up.
///
/// # Errors
/// [`Error::Door`] for a link that is unknown or can be used no more.
pub async fn open(ctx: &Ctx, token: Hash) -> Result<InvitationFace, Error> {
    let invitation = by_token(ctx, token).await?;
    invitation.usable(ctx.clock.now())?;
    representatives::check(ctx, &invitation).await?;
    let facts = load::bureau(ctx, &ctx.db.read, invitation.bureau).await?;
    let person = people::find(ctx, invitation.bureau, invitation.person).await?.ok_or(Code::InvitationUnknown)?;
    Ok(InvitationFace {
        bureau: facts.subject.founded()?.name.clone(),
        purpose: invitation.purpose,
        lang: person.lang,
        expires_at: invitation.expires_at,
    })
}
