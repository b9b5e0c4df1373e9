//! The statements she signs: made from what her screen shows, and from nothing else.

use shared::api::{ConsultPage, DossierPage, FormsPage};
use shared::dossier::coaches::Step;
use shared::dossier::forms::FormView;
use shared::dossier::view::KeyView;
use shared::ids::{DossierId, EntryId, Hash, ItemId, PersonId, Ticket};
use shared::log::Head;
use shared::refusal::Refusal;
use shared::statement::{
    Decision, Statement, approval_sentence, coach_sentence, dispute_sentence, form_sentence, hand_over_sentence,
    key_sentence, substitute_sentence,
};
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

/// What is asked of her about a coach now, and the sentence of her yes: to the coach (M8b), or the whole dossier to that
/// coach (M8c).
#[must_use]
pub fn coach_asked(page: &DossierPage, lang: Lang) -> Option<(Decision, String)> {
    let coming = page.view.coming?;
    let name = page.names.get(&coming.coach)?;
    match coming.step {
        Step::Meeting => None,
        Step::Yes { .. } => Some((Decision::AcceptCoach, coach_sentence(lang, name))),
        Step::HandOver { .. } => Some((Decision::HandOver, hand_over_sentence(lang, name))),
    }
}

/// Her yes to what is asked about a coach. None when something else is asked by now.
#[must_use]
pub fn coach(page: &DossierPage, decision: Decision, lang: Lang, entry: EntryId) -> Option<Statement> {
    let coming = page.view.coming?;
    let (asked, sentence) = coach_asked(page, lang)?;
    let (version, ticket) = match coming.step {
        Step::Meeting => return None,
        Step::Yes { ticket } => (1, ticket),
        Step::HandOver { ticket } => (2, ticket),
    };
    let about = About {
        decision,
        item: coming.proposal.into(),
        version,
        commitment: coming.commitment,
        ticket,
        dossier: page.view.id,
        actor: page.view.client,
        head: page.view.head,
    };
    if asked == decision { statement(about, &sentence, lang, entry) } else { None }
}

/// The sentence of her yes to who would stand in (R4.3).
#[must_use]
pub fn substitute_asked(page: &DossierPage, lang: Lang) -> Option<String> {
    let known = page.view.substitute.filter(|known| known.agreed_at.is_none())?;
    Some(substitute_sentence(lang, page.names.get(&known.person)?, known.from, known.until))
}

/// That somebody may stand in. None when nothing is asked about that.
#[must_use]
pub fn substitute(page: &DossierPage, lang: Lang, entry: EntryId) -> Option<Statement> {
    let (known, sentence) = (page.view.substitute?, substitute_asked(page, lang)?);
    let about = About {
        decision: Decision::AcceptSubstitute,
        item: known.proposal.into(),
        version: 1,
        commitment: known.commitment,
        ticket: known.ticket,
        dossier: page.view.id,
        actor: page.view.client,
        head: page.view.head,
    };
    statement(about, &sentence, lang, entry)
}

/// The sentence by which she confirms what was recorded of a form.
#[must_use]
pub fn form_asked(view: &FormView, lang: Lang) -> Option<String> {
    let recorded = view.recorded?;
    Some(form_sentence(lang, view.number, recorded.signed_on, recorded.answer))
}

/// That what was recorded of a form on paper is what she said (F5).
#[must_use]
pub fn form(page: &FormsPage, view: &FormView, lang: Lang, entry: EntryId) -> Option<Statement> {
    let (recorded, sentence) = (view.recorded?, form_asked(view, lang)?);
    let about = About {
        decision: Decision::ConfirmForm,
        item: view.id.into(),
        version: 1,
        commitment: recorded.commitment,
        ticket: recorded.ticket,
        dossier: page.dossier,
        actor: page.client,
        head: page.head,
    };
    statement(about, &sentence, lang, entry)
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
