//! The statements she signs: made from what her screen shows, and from nothing else.

use shared::api::{ConsultPage, DossierPage};
use shared::dossier::view::KeyView;
use shared::ids::{DossierId, EntryId, Hash, ItemId, PersonId, Ticket};
use shared::log::Head;
use shared::refusal::Refusal;
use shared::statement::{Decision, Statement, approval_sentence, dispute_sentence, key_sentence};
use shared::text::Sentence;
use shared::time::Timestamp;

use crate::app_build::app_build;
use crate::clock::device_now;
use crate::words::Lang;

struct About {
    decision: Decision,
    item: ItemId,
    version: u32,
    commitment: Hash,
    ticket: Ticket,
    dossier: DossierId,
    actor: PersonId,
    head: Head,
}

fn statement(about: About, sentence: &str, lang: Lang, entry: EntryId) -> Option<Statement> {
    Some(Statement {
        v: 1,
        sentence: Sentence::new(sentence).ok()?,
        lang,
        decision: about.decision,
        item: about.item,
        version: about.version,
        commitment: about.commitment,
        dossier: about.dossier,
        actor: about.actor,
        entry,
        device_at: device_now(),
        app_build: app_build(),
        ticket: about.ticket,
        head: about.head,
    })
}

/// That the summary is right, in the version she has read. None when nothing is asked about that version.
#[must_use]
pub fn approval(dossier: DossierId, page: &ConsultPage, read: u32, lang: Lang, entry: EntryId) -> Option<Statement> {
    let version = page.view.versions.iter().find(|version| version.number == read && read == page.view.version)?;
    let about = About {
        decision: Decision::ApproveSummary,
        item: page.view.id.into(),
        version: read,
        commitment: version.commitment,
        ticket: page.view.question.as_ref()?.ticket,
        dossier,
        actor: page.client,
        head: page.head,
    };
    statement(about, &approval_sentence(lang, page.view.held_on, read), lang, entry)
}

/// That it is not: what she said last. None when there is nothing of hers to sign.
#[must_use]
pub fn dispute(dossier: DossierId, page: &ConsultPage, lang: Lang, entry: EntryId) -> Option<(EntryId, Statement)> {
    let said = page.view.disputes.last()?;
    let about = About {
        decision: Decision::DisputeSummary,
        item: page.view.id.into(),
        version: said.version,
        commitment: said.commitment,
        ticket: said.ticket,
        dossier,
        actor: page.client,
        head: page.head,
    };
    let sentence = dispute_sentence(lang, page.view.held_on, said.version);
    Some((said.entry, statement(about, &sentence, lang, entry)?))
}

/// That a new key is hers.
#[must_use]
pub fn key_confirmation(page: &DossierPage, key: &KeyView, lang: Lang, entry: EntryId) -> Option<Statement> {
    let about = About {
        decision: Decision::ConfirmKey,
        item: key.entry.into(),
        version: 1,
        commitment: key.commitment,
        ticket: key.ticket,
        dossier: page.view.id,
        actor: page.view.client,
        head: page.view.head,
    };
    statement(about, &key_sentence(lang, key.on, key.minute), lang, entry)
}

/// The keys that may sign now.
#[must_use]
pub fn keys_that_sign(keys: &[KeyView], now: Timestamp) -> Vec<KeyView> {
    keys.iter().filter(|key| key.stands(now).is_ok()).cloned().collect()
}

/// Why the first of her keys that may not sign yet may not.
#[must_use]
pub fn why_one_waits(keys: &[KeyView], now: Timestamp) -> Option<Refusal> {
    keys.iter().filter(|key| key.removed_at.is_none()).find_map(|key| key.stands(now).err())
}
