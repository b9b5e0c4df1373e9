//! Decisions on paper (F5, R3.5): the forms of a dossier, what is printed on one, the scan of what came back, and the
//! second pair of eyes.
//!
//! Making a form and recording it are commands of the dossier; the rules stand in `shared`. A scan is uploaded first: it
//! is sealed under a key of its own, and lies there for a day until the entry names it by its hash ([`scans`]). A second
//! member of staff sees nothing of the dossier: she types what she reads on the paper, and the number finds the form
//! ([`store`]); what she types has to be what was recorded.

pub mod http;
pub mod scans;
pub(crate) mod store;

use std::collections::BTreeMap;

use shared::access::{Act, Relation};
use shared::api::{FormLine, FormPage, FormsPage, HeldForm, OpenedEntry};
use shared::dossier::command::Command;
use shared::dossier::forms::{Asked, Form, FormView, Held, Outcome, askable};
use shared::dossier::representatives::RepresentativeView;
use shared::dossier::summaries::Passage;
use shared::dossier::{Core, Dossier, DossierEvent};
use shared::ids::{BureauId, ConsultId, DossierId, EntryId, FormId, ItemId, PersonId};
use shared::log::read_content;
use shared::refusal::{FormPart, Refusal};
use shared::statement::{
    approval_sentence, coach_sentence, hand_over_sentence, representative_sentence, substitute_sentence,
};
use shared::text::Name;
use shared::words::{Lang, Word};

use crate::bureaus::attempts;
use crate::ctx::Ctx;
use crate::dossiers::read::{Seen, represents, seen};
use crate::error::Error;
use crate::log::load::{self, Items};
use crate::log::{Job, append};
use crate::looks::take::take;
use crate::people;
use crate::sessions::Session;

/// The forms of a dossier, the newest first. The look of staff is written first (F63).
///
/// # Errors
/// A refusal: for whom the dossier does not exist; or what does not answer.
pub async fn page(ctx: &Ctx, session: &Session, id: DossierId) -> Result<FormsPage, Error> {
    let Seen { subject, you, mut head, .. } = seen(ctx, session, id, Act::ReadForms, Items::All).await?;
    let (core, today) = (subject.opened()?, ctx.clock.today());
    if you != Relation::Client {
        head = take(ctx, session, id, None).await?;
    }
    let mut views: Vec<FormView> =
        subject.forms().filter_map(|form| form.seen_by(you, &subject, core, today)).collect();
    views.sort_by_key(|view| std::cmp::Reverse((view.printed_at, view.id)));
    let (lang, names) = around(ctx, session.bureau, core, &views).await?;
    let said = said(ctx, session.bureau, id, &views).await?;
    let forms = views.into_iter().map(|view| line(&subject, core, view, &said, (lang, &names))).collect();
    let askable = askable(&subject, core, you, today);
    Ok(FormsPage { dossier: id, client: core.client, forms, askable, head, names })
}

/// One form, as it is printed. Who opens a summary's form opens the summary: that look is written first (F63).
///
/// # Errors
/// [`Refusal::Unknown`] where there is none, or not for her; or what does not answer.
pub async fn one(ctx: &Ctx, session: &Session, id: DossierId, form: FormId) -> Result<FormPage, Error> {
    let known = seen(ctx, session, id, Act::PrintForm, Items::These(&[form.into()])).await?;
    let consult = known.subject.form(form)?.asked.consult().map(ItemId::from);
    let needed: Vec<ItemId> = consult.into_iter().chain([form.into()]).collect();
    let Seen { subject, you, facts, .. } = seen(ctx, session, id, Act::PrintForm, Items::These(&needed)).await?;
    let (core, today) = (subject.opened()?, ctx.clock.today());
    let view = subject.form(form)?.seen_by(you, &subject, core, today).ok_or(Refusal::Unknown)?;
    take(ctx, session, id, view.asked.consult()).await?;
    let views = std::slice::from_ref(&view);
    let (lang, names) = around(ctx, session.bureau, core, views).await?;
    let said = said(ctx, session.bureau, id, views).await?;
    let (held_on, passages) = match view.asked {
        Asked::Summary { consult, version } => (
            subject.consult(consult).ok().map(|consult| consult.held_on),
            text(ctx, session, id, consult, version).await?,
        ),
        _ => (None, Vec::new()),
    };
    let asked = core.representative_on(today).map(RepresentativeView::from);
    let asked = asked.filter(|known| view.asked == Asked::Representative { proposal: known.proposal });
    let represents = represents(ctx, session.bureau, core, (you, asked)).await?;
    let represents = asked.map(|known| known.power).zip(represents);
    Ok(FormPage {
        form: line(&subject, core, view, &said, (lang, &names)),
        client: names.get(&core.client).cloned().ok_or(Refusal::Unknown)?,
        lang,
        coach: names.get(&core.coach).cloned(),
        bureau: facts.founded()?.name.clone(),
        held_on,
        passages,
        represents,
        today,
        names,
    })
}

/// Her language, and the names of everybody in these forms.
async fn around(
    ctx: &Ctx,
    bureau: BureauId,
    core: &Core,
    views: &[FormView],
) -> Result<(Lang, BTreeMap<PersonId, Name>), Error> {
    let hands = |view: &FormView| {
        let seen = view.seen.map(|(person, _)| person);
        [Some(view.printed_by), view.recorded.map(|recorded| recorded.by), seen, view.outcome.and_then(Outcome::whom)]
    };
    let coming = core.coming.map(|coming| coming.coach);
    let stands_in = core.substitute.map(|known| known.person);
    let acts_for_her = core.representative.as_ref().map(|known| known.person);
    let known = [Some(core.client), Some(core.coach), coming, stands_in, acts_for_her];
    let known: Vec<PersonId> = known.into_iter().chain(views.iter().flat_map(hands)).flatten().collect();
    let people = people::find_many(ctx, bureau, &known).await?;
    let lang = people.get(&core.client).map(|client| client.lang).unwrap_or_default();
    Ok((lang, people.into_iter().map(|(id, person)| (id, person.name)).collect()))
}

/// What of these forms stands in entries alone: where the original lies, and what she said of it.
async fn said(
    ctx: &Ctx,
    bureau: BureauId,
    dossier: DossierId,
    views: &[FormView],
) -> Result<BTreeMap<EntryId, DossierEvent>, Error> {
    let recorded = views.iter().filter_map(|view| view.recorded).map(|recorded| recorded.entry);
    let contested = views.iter().filter_map(|view| view.contested).map(|(_, entry)| entry);
    let wanted: Vec<EntryId> = recorded.chain(contested).collect();
    let entries = load::entries(ctx, bureau, dossier.into(), &wanted).await?;
    let read = |(id, entry): (EntryId, OpenedEntry)| Some((id, read_content(entry.content.as_bytes()).ok()?));
    Ok(entries.into_iter().filter_map(read).collect())
}

fn line(
    subject: &Dossier,
    core: &Core,
    view: FormView,
    said: &BTreeMap<EntryId, DossierEvent>,
    (lang, names): (Lang, &BTreeMap<PersonId, Name>),
) -> FormLine {
    let original = view.recorded.and_then(|recorded| match said.get(&recorded.entry)? {
        DossierEvent::FormRecorded { original, .. } => Some(original.clone()),
        _ => None,
    });
    let words = view.contested.and_then(|(_, entry)| match said.get(&entry)? {
        DossierEvent::FormContested { words, .. } => words.clone(),
        _ => None,
    });
    FormLine { sentence: sentence(subject, core, &view, lang, names).unwrap_or_default(), view, original, words }
}

/// The sentence on a form: the one that she would sign on her phone. None once nobody knows about whom it was.
fn sentence(
    subject: &Dossier,
    core: &Core,
    view: &FormView,
    lang: Lang,
    names: &BTreeMap<PersonId, Name>,
) -> Option<String> {
    let coach = |proposal| {
        let open = core.coming.filter(|coming| coming.proposal == proposal).map(|coming| coming.coach);
        open.or(view.outcome.and_then(Outcome::whom)).and_then(|coach| names.get(&coach))
    };
    Some(match view.asked {
        Asked::Start {} => lang.say(Word::ToldFormStart).to_owned(),
        Asked::Coach { proposal } => coach_sentence(lang, coach(proposal)?),
        Asked::HandOver { proposal } => hand_over_sentence(lang, coach(proposal)?),
        Asked::Substitute { proposal } => {
            let open = core.substitute.filter(|known| known.proposal == proposal);
            let person = open.map(|known| known.person).or(view.outcome.and_then(Outcome::whom))?;
            let days = open.map(|known| (known.from, known.until));
            let (from, until) = days.or(view.outcome.and_then(Outcome::days))?;
            substitute_sentence(lang, names.get(&person)?, from, until)
        }
        Asked::Representative { proposal } => {
            let open = core.representative.as_ref().filter(|known| known.proposal == proposal);
            let person = open.map(|known| known.person).or(view.outcome.and_then(Outcome::whom))?;
            let until = open.map(|known| known.until).or(view.outcome.and_then(Outcome::days).map(|(_, until)| until));
            representative_sentence(lang, names.get(&person)?, until?)
        }
        Asked::Summary { consult, version } => approval_sentence(lang, subject.consult(consult).ok()?.held_on, version),
    })
}

/// The text of a version.
async fn text(
    ctx: &Ctx,
    session: &Session,
    id: DossierId,
    consult: ConsultId,
    wanted: u32,
) -> Result<Vec<Passage>, Error> {
    let sent = load::entries_about(ctx, session.bureau, id.into(), consult.into(), &["summary_sent"]).await?;
    let read = sent.iter().filter_map(|entry| read_content(entry.content.as_bytes()).ok());
    let found = read.into_iter().find_map(|event| match event {
        DossierEvent::SummarySent { version, passages, .. } if version == wanted => Some(passages),
        _ => None,
    });
    Ok(found.unwrap_or_default())
}

/// A second member of staff says what stands on the paper that she holds. Nothing of the dossier is handed out; who types
/// what is on no paper is counted as one who knocks (M7b).
///
/// # Errors
/// [`Refusal::Unknown`] where no form has this number; else a refusal by the rules, or what does not answer.
pub async fn see(ctx: &Ctx, session: &Session, held: &HeldForm) -> Result<(), Error> {
    let answer = held_by(ctx, session, held).await;
    if let Err(Error::Refused(Refusal::Unknown | Refusal::FormUnfit { part: FormPart::Differs })) = &answer {
        attempts::count(ctx, session, session.bureau.into()).await;
    }
    answer
}

async fn held_by(ctx: &Ctx, session: &Session, held: &HeldForm) -> Result<(), Error> {
    let mut found = Vec::new();
    for (dossier, form) in store::by_number(&ctx.db.read, session.bureau, held.number).await? {
        let (wanted, log) = ([form.into()], dossier.into());
        let loaded = load::load::<Dossier>(ctx, &ctx.db.read, session.bureau, log, Items::These(&wanted)).await?;
        found.push((log, loaded.subject.form(form)?.clone()));
    }
    // Two forms can have drawn the same number: then only what else stands on the paper tells them apart.
    let is_it = |form: &Form| form.is_held(held.answer, held.signed_on);
    if found.len() > 1 {
        found.retain(|(_, form)| is_it(form));
    }
    let [(log, form)] = found.as_slice() else { return Err(Refusal::Unknown.into()) };
    let (answer, signed_on) = (held.answer, held.signed_on);
    let command = Command::SeeForm(Held { form: form.id, asked: form.asked, answer, signed_on });
    append(ctx, Job::<Dossier>::new(session.bureau, *log, held.entry, session.actor(), &command)).await?;
    Ok(())
}
