//! The statements she signs: made from what her screen shows, and from nothing else.

use shared::api::{ConsentPage, ConsultPage, DossierPage, FormsPage};
use shared::dossier::coaches::Step;
use shared::dossier::consents::Status;
use shared::dossier::forms::FormView;
use shared::dossier::view::KeyView;
use shared::ids::{DossierId, EntryId, Hash, ItemId, PersonId, Ticket};
use shared::log::Head;
use shared::refusal::Refusal;
use shared::statement::{
    Decision, Statement, approval_sentence, coach_sentence, consent_sentence, dispute_sentence, for_her, form_sentence,
    hand_over_sentence, key_sentence, representative_sentence, substitute_sentence,
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

/// What her page of a dossier asks her about an entry of it.
fn asked_on(page: &DossierPage, decision: Decision, entry: EntryId, commitment: Hash, ticket: Ticket) -> About {
    let (dossier, actor, head) = (page.view.id, page.view.client, page.view.head);
    About { decision, item: entry.into(), version: 1, commitment, ticket, dossier, actor, head }
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

/// Her own words, or those of who acts for her: that it is said for another stands in them (W9).
fn said_by(page: &ConsultPage, lang: Lang, sentence: String) -> String {
    if page.signs == page.client { sentence } else { for_her(lang, &sentence) }
}

/// The sentence that a summary is right, as who has this page before her says it.
#[must_use]
pub fn approval_said(page: &ConsultPage, read: u32, lang: Lang) -> String {
    said_by(page, lang, approval_sentence(lang, page.view.held_on, read))
}

/// The sentence that it is not.
#[must_use]
pub fn dispute_said(page: &ConsultPage, version: u32, lang: Lang) -> String {
    said_by(page, lang, dispute_sentence(lang, page.view.held_on, version))
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
        actor: page.signs,
        head: page.head,
    };
    statement(about, &approval_said(page, read, lang), lang, entry)
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
        actor: page.signs,
        head: page.head,
    };
    let sentence = dispute_said(page, said.version, lang);
    Some((said.entry, statement(about, &sentence, lang, entry)?))
}

/// That a new key is hers.
#[must_use]
pub fn key_confirmation(page: &DossierPage, key: &KeyView, lang: Lang, entry: EntryId) -> Option<Statement> {
    let about = asked_on(page, Decision::ConfirmKey, key.entry, key.commitment, key.ticket);
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
    let about = About { version, ..asked_on(page, decision, coming.proposal, coming.commitment, ticket) };
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
    let about = asked_on(page, Decision::AcceptSubstitute, known.proposal, known.commitment, known.ticket);
    statement(about, &sentence, lang, entry)
}

/// The sentence of her yes to who would act for her (W9).
#[must_use]
pub fn representative_asked(page: &DossierPage, lang: Lang) -> Option<String> {
    let known = page.view.representative.filter(|known| known.agreed_at.is_none())?;
    Some(representative_sentence(lang, page.names.get(&known.person)?, known.until))
}

/// That somebody may act for her. None when nothing is asked about that.
#[must_use]
pub fn representative(page: &DossierPage, lang: Lang, entry: EntryId) -> Option<Statement> {
    let (known, sentence) = (page.view.representative?, representative_asked(page, lang)?);
    let about = asked_on(page, Decision::AcceptRepresentative, known.proposal, known.commitment, known.ticket);
    statement(about, &sentence, lang, entry)
}

/// The sentence of her yes to a consent, as who has this page before her says it; none where something of it was erased.
#[must_use]
pub fn consent_asked(page: &ConsentPage, lang: Lang) -> Option<String> {
    let line = &page.consent;
    let said = consent_sentence(lang, line.title.as_ref()?, line.recipient.as_ref()?, &line.view.terms);
    Some(if page.around.signs == page.around.client { said } else { for_her(lang, &said) })
}

/// That a version of a document may go to somebody. None when nothing is asked about that.
#[must_use]
pub fn consent(page: &ConsentPage, lang: Lang, entry: EntryId) -> Option<Statement> {
    let (view, around, sentence) = (&page.consent.view, &page.around, consent_asked(page, lang)?);
    let about = About {
        decision: Decision::GrantConsent,
        item: view.id.into(),
        version: view.terms.version,
        commitment: view.terms.file.hash,
        ticket: view.ticket,
        dossier: around.dossier,
        actor: around.signs,
        head: around.head,
    };
    if view.status == Status::Asked { statement(about, &sentence, lang, entry) } else { None }
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
