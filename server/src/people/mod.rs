//! People: clients, who acts for them, and staff, their own data sealed under a key of their own (F78: names live nowhere else).
//!
//! A person is made once, with what is needed to reach her. Names are opened when a page is made; no index, no log
//! line, no mail and no URL holds one. An address or number is found exactly only, through a keyed hash of the bureau's.
//! What she changes herself is her language ([`speak`]).

mod store;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::bureau::Staff;
use shared::ids::{BureauId, Hash, ItemId, LogId, PersonId};
use shared::text::{Email, Name, Phone};
use shared::time::Timestamp;
use shared::words::Lang;

use crate::ctx::Ctx;
use crate::log::{Also, LogError};
use crate::platform::db::{DbError, Tx};
use crate::platform::keys::{Aad, KeyRef, open, seal};

/// What somebody is to the bureau.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A client.
    Client,
    /// A member of staff.
    Staff,
    /// Who acts for a client.
    Representative,
}

/// What we know of a person herself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Her name.
    pub name: Name,
    /// Her own mail address.
    pub email: Option<Email>,
    /// Her own telephone number.
    pub phone: Option<Phone>,
    /// Her language.
    pub lang: Lang,
}

fn place(bureau: BureauId, person: PersonId) -> Aad {
    Aad { bureau, log: LogId(person.0), row: person.0, item: ItemId(person.0) }
}

/// A person as she is from an entry on: her row is written with the one that tells of it.
pub(crate) struct New {
    bureau: BureauId,
    id: PersonId,
    kind: Kind,
    sealed: Vec<u8>,
    reach: Reach,
}

/// What a person is found by, exactly and in her bureau only: keyed hashes.
#[derive(Clone, Copy, Debug, Default)]
struct Reach {
    email: Option<Hash>,
    phone: Option<Hash>,
}

/// Makes what a new person needs; ask the rules first ([`crate::log::rehearse`]).
///
/// # Errors
/// [`LogError`]: what does not answer.
pub(crate) async fn prepare(
    ctx: &Ctx,
    bureau: BureauId,
    id: PersonId,
    kind: Kind,
    person: &Person,
) -> Result<Also, LogError> {
    ctx.keys.create_person_key(bureau, id).await?;
    let sealed = seal_person(ctx, bureau, id, person).await?;
    let reach = reach(ctx, bureau, person).await?;
    Ok(Also::PersonComes(New { bureau, id, kind, sealed, reach }))
}

/// Writes a new person; the same id again changes nothing.
pub(crate) async fn insert(tx: &Tx, new: &New, now: Timestamp) -> Result<(), DbError> {
    store::insert(tx, new, now).await
}

/// Makes what a person is from now on: her record, and what she is found by.
///
/// # Errors
/// [`LogError`]: what does not answer.
pub(crate) async fn prepare_change(
    ctx: &Ctx,
    bureau: BureauId,
    id: PersonId,
    kind: Kind,
    person: &Person,
) -> Result<Also, LogError> {
    let sealed = seal_person(ctx, bureau, id, person).await?;
    let reach = reach(ctx, bureau, person).await?;
    Ok(Also::PersonChanges(New { bureau, id, kind, sealed, reach }))
}

/// Writes a person as she is from now on.
pub(crate) async fn change(tx: &Tx, new: &New) -> Result<(), DbError> {
    store::change(tx, new).await
}

async fn reach(ctx: &Ctx, bureau: BureauId, person: &Person) -> Result<Reach, LogError> {
    let mut reach = Reach::default();
    if let Some(email) = &person.email {
        let plain = email.as_str().to_lowercase();
        reach.email = Some(ctx.keys.keyed_hash(bureau, "email", &[plain.as_bytes()]).await?);
    }
    if let Some(phone) = &person.phone {
        reach.phone = Some(ctx.keys.keyed_hash(bureau, "phone", &[plain_number(phone).as_bytes()]).await?);
    }
    Ok(reach)
}

/// A telephone number as it is dialled within the country, however it was written.
fn plain_number(phone: &Phone) -> String {
    let text = phone.as_str();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let abroad = if text.starts_with('+') { digits.strip_prefix("31") } else { digits.strip_prefix("0031") };
    abroad.map_or_else(|| digits.clone(), |rest| format!("0{}", rest.trim_start_matches('0')))
}

/// Which field of a person is that of somebody on the staff, if any: two halves that go there travel together (F7).
///
/// # Errors
/// [`LogError`]: what does not answer.
pub async fn reach_of_staff(
    ctx: &Ctx,
    bureau: BureauId,
    staff: &BTreeMap<PersonId, Staff>,
    person: &Person,
) -> Result<Option<&'static str>, LogError> {
    let reach = reach(ctx, bureau, person).await?;
    for (field, hash) in [("email", reach.email), ("phone", reach.phone)] {
        let Some(hash) = hash else { continue };
        let found = store::reached_by(&ctx.db.read, bureau, hash).await?;
        if found.iter().any(|id| staff.get(id).is_some_and(|staff| staff.ended_at.is_none())) {
            return Ok(Some(field));
        }
    }
    Ok(None)
}

async fn seal_person(ctx: &Ctx, bureau: BureauId, id: PersonId, person: &Person) -> Result<Vec<u8>, LogError> {
    let key = ctx.keys.open_key(bureau, KeyRef::Person(id)).await?;
    let plain = serde_json::to_vec(person).map_err(|_cause| LogError::Unreadable("a person"))?;
    Ok(seal(&key, &place(bureau, id), &plain)?)
}

/// A person of this bureau.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn find(ctx: &Ctx, bureau: BureauId, id: PersonId) -> Result<Option<Person>, LogError> {
    Ok(find_many(ctx, bureau, &[id]).await?.remove(&id))
}

/// These people of this bureau; who is not there, or was erased, is left out.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn find_many(ctx: &Ctx, bureau: BureauId, ids: &[PersonId]) -> Result<BTreeMap<PersonId, Person>, LogError> {
    let rows = store::find(&ctx.db.read, bureau, ids).await?;
    let keys = ctx.keys.open_persons(bureau, ids).await?;
    let mut people = BTreeMap::new();
    for (id, sealed) in rows {
        let Some(key) = keys.get(&id) else { continue };
        let plain = open(key, &place(bureau, id), &sealed)?;
        let person = serde_json::from_slice(&plain).map_err(|_cause| LogError::Unreadable("a person"))?;
        people.insert(id, person);
    }
    Ok(people)
}

/// The names of these people.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn names(ctx: &Ctx, bureau: BureauId, ids: &[PersonId]) -> Result<BTreeMap<PersonId, Name>, LogError> {
    let people = find_many(ctx, bureau, ids).await?;
    Ok(people.into_iter().map(|(id, person)| (id, person.name)).collect())
}

/// Changes her language.
///
/// # Errors
/// [`LogError`]: what does not answer or cannot be read.
pub async fn speak(ctx: &Ctx, bureau: BureauId, id: PersonId, lang: Lang) -> Result<(), LogError> {
    let Some(mut person) = find(ctx, bureau, id).await? else { return Ok(()) };
    person.lang = lang;
    let sealed = seal_person(ctx, bureau, id, &person).await?;
    Ok(store::replace(&ctx.db.write, id, sealed).await?)
}

impl Person {
    /// Where something was sent, masked: enough to know which, not enough to use.
    #[must_use]
    pub fn masked_contact(&self) -> Option<String> {
        let mail = self.email.as_ref().and_then(|email| {
            let (local, domain) = email.as_str().split_once('@')?;
            let first = local.chars().next()?;
            Some(format!("{first}…@{domain}"))
        });
        mail.or_else(|| {
            let digits: String = self.phone.as_ref()?.as_str().chars().filter(char::is_ascii_digit).collect();
            let end = digits.get(digits.len().saturating_sub(2)..)?;
            Some(format!("…{end}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for text in ["06 1234 5678", "+31 6 1234 5678", "0031612345678", "+31 (0)6-12345678", "0612345678"] {
            let Ok(phone) = Phone::new(text) else { panic!("{text} is a number") };
            assert_eq!(plain_number(&phone), "0612345678", "{text}");
        }
    }

    #[test]
    fn a_masked_contact_shows_which_and_no_more() {
        let mut person = Person {
            name: Name::new("Noor").unwrap(),
            email: Email::new("noor@voorbeeld.nl").ok(),
            phone: Phone::new("06 1234 5678").ok(),
            lang: Lang::Nl,
        };
        assert_eq!(person.masked_contact().as_deref(), Some("n…@voorbeeld.nl"));
        person.email = None;
        assert_eq!(person.masked_contact().as_deref(), Some("…78"));
    }
}
