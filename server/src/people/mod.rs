//! People: clients and staff, their own data sealed under a key of their own (F78: names live nowhere else).
//!
//! A person is made once, with what is needed to reach her. Names are opened when a page is made; no index, no log
//! line, no mail and no URL holds one.

mod store;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::ids::{BureauId, ItemId, LogId, PersonId};
use shared::text::{Email, Name, Phone};
use shared::time::Timestamp;
use shared::words::Lang;

use crate::ctx::Ctx;
use crate::log::LogError;
use crate::platform::keys::{Aad, KeyRef, open, seal};

/// What somebody is to the bureau.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A client.
    Client,
    /// A member of staff.
    Staff,
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

/// Makes a person; the same id again changes nothing.
///
/// # Errors
/// [`LogError`]: what does not answer.
pub async fn create(
    ctx: &Ctx,
    bureau: BureauId,
    id: PersonId,
    kind: Kind,
    person: &Person,
    now: Timestamp,
) -> Result<(), LogError> {
    ctx.keys.create_person_key(bureau, id).await?;
    let sealed = seal_person(ctx, bureau, id, person).await?;
    Ok(store::insert(&ctx.db.write, bureau, id, kind, sealed, now).await?)
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
