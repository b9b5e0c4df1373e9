//! The first start: a bureau is founded, and the operator is shown how its first administrator gets in.

use shared::log::Role;
use shared::text::{Email, Name};
use shared::words::Lang;

use crate::bureaus::{self, found};
use crate::ctx::Ctx;
use crate::demo;
use crate::error::Error;
use crate::invitations::make::Halves;
use crate::log::load;
use crate::passkeys;
use crate::people::Person;
use crate::platform::random;

/// An invitation as the operator sees it on the machine itself: both halves, to be handed over apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// For which role.
    pub role: &'static str,
    /// For whom.
    pub name: String,
    /// The link.
    pub url: String,
    /// The six digits.
    pub code: String,
}

impl Printed {
    /// Both halves for the operator.
    #[must_use]
    pub fn new(role: &'static str, name: &str, halves: &Halves) -> Self {
        Self { role, name: name.to_owned(), url: halves.url.clone(), code: halves.code.clone() }
    }
}

/// What only one server at a time does.
const FIRST_START: shared::ids::Uuid = shared::ids::Uuid::from_u128(0xA0);

/// What a start has to do before it serves: an empty installation gets its bureau (or the demonstration), and as long
/// as no administrator has a passkey, each start prints a fresh invitation for one.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn prepare(ctx: &Ctx) -> Result<Vec<Printed>, Error> {
    // Two servers that start together on an empty database found one bureau, not two.
    let _alone = ctx.db.alone(FIRST_START).await?;
    let Some(bureau) = bureaus::first(ctx).await? else {
        if ctx.config.demo {
            return Box::pin(demo::fill(ctx)).await;
        }
        let bureau = found::found(ctx, &plain_name("Akkoord")?).await?;
        return Ok(vec![first_administrator(ctx, bureau).await?]);
    };
    let facts = load::bureau(ctx, &ctx.db.read, bureau).await?;
    let staff = facts.subject.founded()?.staff.iter();
    let administrators: Vec<_> = staff
        .filter(|(_, staff)| staff.role == Role::Administrator && staff.ended_at.is_none())
        .map(|(person, _)| *person)
        .collect();
    let keys = passkeys::store::of_people(&ctx.db.read, bureau, &administrators).await?;
    if !keys.is_empty() {
        return Ok(Vec::new());
    }
    match administrators.first() {
        Some(known) => {
            let person = crate::people::find(ctx, bureau, *known).await?.ok_or(shared::api::Code::Internal)?;
            let halves = found::invite(ctx, bureau, found::operator(), *known, Role::Administrator, &person).await?;
            Ok(vec![Printed::new("administrator", person.name.as_str(), &halves)])
        }
        None => Ok(vec![first_administrator(ctx, bureau).await?]),
    }
}

fn plain_name(text: &str) -> Result<Name, Error> {
    Name::new(text).map_err(|_cause| shared::api::Code::Internal.into())
}

async fn first_administrator(ctx: &Ctx, bureau: shared::ids::BureauId) -> Result<Printed, Error> {
    let name = plain_name(Lang::default().say(shared::words::Word::StaffFirstAdministrator))?;
    let person = Person { name: name.clone(), email: None, phone: None, lang: Lang::default() };
    invite(ctx, bureau, person).await
}

async fn invite(ctx: &Ctx, bureau: shared::ids::BureauId, person: Person) -> Result<Printed, Error> {
    let id = shared::ids::PersonId(random::id());
    let halves = found::invite(ctx, bureau, found::operator(), id, Role::Administrator, &person).await?;
    Ok(Printed::new("administrator", person.name.as_str(), &halves))
}

/// The operator invites another administrator from the command line.
///
/// # Errors
/// [`Error`]: what does not answer.
pub async fn invite_administrator(ctx: &Ctx, name: Name, email: Email) -> Result<Printed, Error> {
    let bureau = match bureaus::first(ctx).await? {
        Some(bureau) => bureau,
        None => found::found(ctx, &plain_name("Akkoord")?).await?,
    };
    invite(ctx, bureau, Person { name, email: Some(email), phone: None, lang: Lang::default() }).await
}
