//! Answering a remark: for each mark accept, accept in part or refuse, as equals; what is accepted shows in a new
//! version (F13-F16).

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};
use shared::access::{Act, may};
use shared::api::{ConsultPage, path};
use shared::dossier::consults::{Dispute, Status};
use shared::dossier::summaries::{Marking, Passage, PassageAnswer, Verdict};
use shared::ids::{DossierId, EntryId, ItemId};
use shared::text::{Remark, TextError};

use super::answer_mark::MarkCard;
use super::answer_send::{Foot, Revision};
use super::draft::Written;
use super::editor::{Doubtful, numbers, texts_of, wrong};
use super::form::{Errors, FieldId, Wrong, Wrongs};
use super::passages::{Parts, to_write};
use super::refused::Refused;
use super::sending::Sending;
use crate::clock;
use crate::pages::NotFound;
use crate::parts::{Found, Keeper, Shown, WithDraft, load, read_texts};
use crate::ui::{ButtonLink, Glyph, Look, Notice, PageHeading};
use crate::words::{DossierWord, Word, language, told};

/// What is kept of an answer that is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerDraft {
    verdicts: Vec<Option<Verdict>>,
    reasons: Vec<String>,
    passages: Vec<Written>,
}

/// The answer to one mark, or to what she said about the whole.
#[derive(Clone)]
pub struct MarkAnswer {
    /// Which, from 1.
    pub number: usize,
    /// Her mark; none for the whole.
    pub mark: Option<Marking>,
    /// What she said about the whole.
    pub whole: Option<Remark>,
    /// The decision; none beforehand.
    pub verdict: RwSignal<Option<Verdict>>,
    /// Why.
    pub reason: RwSignal<String>,
}

impl MarkAnswer {
    /// The id of its choices, where an error leads.
    #[must_use]
    pub fn verdict_id(&self) -> String {
        format!("verdict-{}", self.number)
    }

    /// The id of its reason.
    #[must_use]
    pub fn reason_id(&self) -> String {
        format!("reason-{}", self.number)
    }

    fn read(&self, wrong: &mut Vec<(FieldId, Wrong)>) -> Option<PassageAnswer> {
        let Some(verdict) = self.verdict.get_untracked() else {
            wrong.push((self.verdict_id().into(), Wrong::At(Word::DeskWrongAnswerVerdict, self.number)));
            return None;
        };
        let reason = match Remark::new(&self.reason.get_untracked()) {
            Ok(reason) => Some(reason),
            Err(TextError::Empty) if verdict == Verdict::Accepted => None,
            Err(TextError::Empty) => {
                wrong.push((self.reason_id().into(), Wrong::At(Word::DeskWrongAnswerReason, self.number)));
                return None;
            }
            Err(error) => {
                wrong.push((self.reason_id().into(), Wrong::Text(error, Word::FieldEmpty)));
                return None;
            }
        };
        Some(PassageAnswer { verdict, reason })
    }
}

/// An answer being written.
#[derive(Clone, Copy)]
pub struct Answering {
    /// The consult as it is on the server.
    pub page: RwSignal<ConsultPage>,
    /// The dossier, from the address.
    pub dossier: DossierId,
    /// The remark.
    pub dispute: EntryId,
    /// One for each mark, then one for the whole.
    pub marks: StoredValue<Vec<MarkAnswer>>,
    /// The text she disputes.
    pub before: StoredValue<Vec<Passage>>,
    /// The new text.
    pub parts: Parts,
    /// Where it is kept.
    pub keeper: Keeper,
    /// Sending it.
    pub sending: Sending,
}

/// What can be sent.
#[derive(Clone)]
pub struct Answered {
    /// The answers.
    pub answers: Vec<PassageAnswer>,
    /// The new text, where anything was accepted.
    pub revision: Option<Vec<Passage>>,
}

impl Answering {
    /// Whether something was accepted, so that the text changes.
    #[must_use]
    pub fn changes_text(self) -> bool {
        self.marks.with_value(|marks| {
            marks.iter().any(|mark| matches!(mark.verdict.get(), Some(Verdict::Accepted | Verdict::Partly)))
        })
    }

    /// Whether every mark has its decision.
    #[must_use]
    pub fn all_decided(self) -> bool {
        self.marks.with_value(|marks| marks.iter().all(|mark| mark.verdict.get().is_some()))
    }

    /// The answer as it can be sent.
    ///
    /// # Errors
    /// What is wrong, with the field it is wrong in.
    pub fn read(self) -> Result<Answered, Vec<(FieldId, Wrong)>> {
        let mut found = Vec::new();
        let answers: Vec<PassageAnswer> =
            self.marks.with_value(|marks| marks.iter().filter_map(|mark| mark.read(&mut found)).collect());
        let mut revision = None;
        if untrack(|| self.changes_text()) {
            match self.parts.read() {
                Ok(passages) if self.before.with_value(|before| *before == passages) => {
                    let version =
                        usize::try_from(self.page.with_untracked(|page| page.view.version)).unwrap_or_default();
                    let first = super::passage_fields::field_id(passages.first().map_or(1, |passage| passage.id));
                    found.push((first.into(), Wrong::At(Word::DeskWrongAnswerRevisionSame, version)));
                }
                Ok(passages) => revision = Some(passages),
                Err(unfit) => found.push(wrong(self.parts, unfit)),
            }
        }
        if found.is_empty() { Ok(Answered { answers, revision }) } else { Err(found) }
    }

    fn draft(self) -> AnswerDraft {
        let (verdicts, reasons) = self.marks.with_value(|marks| {
            (
                marks.iter().map(|mark| mark.verdict.get()).collect(),
                marks.iter().map(|mark| mark.reason.get()).collect(),
            )
        });
        AnswerDraft { verdicts, reasons, passages: self.parts.written() }
    }
}

/// The page of the consult that the address names.
#[component]
pub fn AnswerPage() -> impl IntoView {
    let params = use_params_map();
    let part = move |name: &'static str| params.with(|params| params.get(name).unwrap_or_default());
    let loaded = load::<ConsultPage>(move || path::to(path::CONSULT, &[&part("dossier"), &part("consult")]));
    view! { <Shown loaded view=shown /> }
}

fn shown(page: RwSignal<ConsultPage>) -> impl IntoView {
    let params = use_params_map();
    let dossier = params.with_untracked(|params| params.get("dossier")?.parse::<DossierId>().ok())?;
    if may(page.with_untracked(|page| page.you), Act::AnswerDispute).is_err() {
        return Some(view! { <NotFound /> }.into_any());
    }
    if page.with_untracked(|page| read_texts(page).is_err()) {
        return Some(view! { <Doubtful /> }.into_any());
    }
    let Some(dispute) = open_dispute(page) else {
        return Some(view! { <Nothing page dossier /> }.into_any());
    };
    let item = ItemId::from(dispute.entry);
    let dispute = StoredValue::new(dispute);
    let view = Callback::new(move |(found,): (Found<AnswerDraft>,)| {
        view! { <Sheet page dossier dispute=dispute.get_value() found /> }.into_any()
    });
    Some(view! { <WithDraft dossier item view alone=true /> }.into_any())
}

fn open_dispute(page: RwSignal<ConsultPage>) -> Option<Dispute> {
    page.with_untracked(|page| {
        let open = page.view.disputes.iter().find(|dispute| dispute.answered_at.is_none());
        open.filter(|_| page.view.status == Status::Disputed).cloned()
    })
}

/// Nothing is asked here now.
#[component]
fn Nothing(page: RwSignal<ConsultPage>, dossier: DossierId) -> impl IntoView {
    let consult = page.with_untracked(|page| page.view.id);
    view! {
        <div class="page stack">
            <PageHeading text=told(DossierWord::AnswerTitle) />
            <Notice title=told(DossierWord::AnswerNothing)>
                <div class="row">
                    <BackLink page href=format!("/dossiers/{dossier}/consults/{consult}") />
                </div>
            </Notice>
        </div>
    }
}

#[component]
fn BackLink(page: RwSignal<ConsultPage>, href: String) -> impl IntoView {
    let lang = language();
    let text = move || {
        let date = page.with(|page| page.view.held_on.in_words(lang.get()));
        lang.get().fill(Word::DeskHeldOn, &[("date", &date)])
    };
    view! { <ButtonLink text=text href look=Look::Quiet glyph=Glyph::ArrowLeft /> }
}

fn answering(
    page: RwSignal<ConsultPage>,
    dossier: DossierId,
    dispute: &Dispute,
    found: Found<AnswerDraft>,
) -> Answering {
    let texts = texts_of(page);
    let before = texts.version(dispute.version).to_vec();
    let since = found.as_ref().map(|(_, at)| *at);
    let draft = found.map(|(draft, _)| draft);
    let remarked = texts.remarks.get(&dispute.entry);
    let marks = remarked.into_iter().flat_map(|remarked| &remarked.marks).map(|mark| (Some(mark.clone()), None));
    let whole = remarked.and_then(|remarked| remarked.remark.clone()).map(|remark| (None, Some(remark)));
    let answers = marks.chain(whole).enumerate().map(|(at, (mark, whole))| {
        let kept = draft.as_ref();
        let verdict = kept.and_then(|draft| *draft.verdicts.get(at)?);
        let reason = kept.and_then(|draft| draft.reasons.get(at).cloned()).unwrap_or_default();
        let (verdict, reason) = (RwSignal::new(verdict), RwSignal::new(reason));
        MarkAnswer { number: at.saturating_add(1), mark, whole, verdict, reason }
    });
    let passages = draft.as_ref().map_or_else(|| to_write(&before), |draft| draft.passages.clone());
    Answering {
        page,
        dossier,
        dispute: dispute.entry,
        marks: StoredValue::new(answers.collect()),
        before: StoredValue::new(before),
        parts: Parts::new(&passages, numbers(&texts)),
        keeper: Keeper::new(dossier, dispute.entry.into(), since),
        sending: Sending::new(),
    }
}

#[component]
fn Sheet(
    page: RwSignal<ConsultPage>,
    dossier: DossierId,
    dispute: Dispute,
    found: Found<AnswerDraft>,
) -> impl IntoView {
    let lang = language();
    let answering = answering(page, dossier, &dispute, found);
    answering.keeper.follow(move || answering.draft());
    let wrongs = Wrongs::new();
    let (at, consult) = (dispute.at, page.with_untracked(|page| page.view.id));
    let lead = move || {
        let lang = lang.get();
        let time = clock::moment(lang, at);
        Some(page.with(|page| {
            let name = page.names.get(&page.client).map(ToString::to_string).unwrap_or_default();
            let date = page.view.held_on.in_words(lang);
            lang.fill_later(DossierWord::AnswerLead, &[("name", &name), ("date", &date), ("time", &time)])
        }))
    };
    let cards = answering.marks.get_value().into_iter();
    let cards = cards.map(|mark| view! { <MarkCard answering mark wrongs /> }).collect_view();
    view! {
        <div class="page-wide stack desk-write">
            <p class="desk-back">
                <BackLink page href=format!("/dossiers/{dossier}/consults/{consult}") />
            </p>
            <PageHeading text=told(DossierWord::AnswerTitle) lead=lead />
            <Errors wrongs />
            {cards}
            <Revision answering wrongs />
            <Refused failure=answering.sending.failure />
            <Foot answering wrongs />
        </div>
    }
}
