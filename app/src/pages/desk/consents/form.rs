//! Asking her: to whom, until when and why; then the very pages that would go; then the question is sent.

use leptos::prelude::*;
use shared::api::{ConsentsPage, Frozen, NewFrozen, RecipientLine, RecipientsPage, path};
use shared::bureau::recipients::{Readiness, RecipientKind};
use shared::dossier::consents::{ASKED_DAYS_MAX, OtherGround, Until, grounds};
use shared::dossier::documents::DocumentKind;
use shared::ids::{DocumentId, DossierId, RecipientId};
use shared::refusal::Refusal;
use shared::text::{Label, Remark, TextError};
use shared::time::CivilDate;

use super::CARD;
use super::check::Reasons;
use super::ground::word;
use super::made::Made;
use crate::api::post;
use crate::ids::fresh_consent;
use crate::pages::desk::edit_form::EditForm;
use crate::pages::desk::form::{FieldId, Wrong, Wrongs};
use crate::pages::desk::passage_fields::focus_soon;
use crate::pages::desk::sending::Sending;
use crate::parts::{Loaded, Shown, load};
use crate::ui::{
    Button, Disclosure, Field, Glyph, Input, Notice, OptionItem, RadioGroup, Select, Text, TextArea, Tone,
};
use crate::words::{ConsentWord, Word, language, told};

const WHOM: &str = "consent-whom";
const UNTIL: &str = "consent-until";
const DATE: &str = "consent-date";
const WHY: &str = "consent-why";

const GROUND: &str = "consent-ground";
const LAW: &str = "consent-law";

const HER_YES: &str = "her-yes";
const PAYER: &str = "payer";
const STATUTE: &str = "statute";
const ONCE: &str = "once";
const ON: &str = "on";
const TRAJECTORY: &str = "trajectory";

/// What is filled in. It stays while the pages are looked at, so that something can still be changed.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    recipient: RwSignal<String>,
    until: RwSignal<String>,
    date: RwSignal<String>,
    why: RwSignal<String>,
    ground: RwSignal<String>,
    law: RwSignal<String>,
}

/// The version of a document that it is about.
#[derive(Clone, Copy)]
pub(super) struct About {
    pub document: DocumentId,
    pub version: u32,
    pub kind: DocumentKind,
}

/// What she would be asked.
#[derive(Clone)]
pub(super) struct Question {
    pub recipient: RecipientId,
    pub until: Until,
    pub why: Remark,
    /// Another ground than her yes, and which law demands it.
    pub ground: Option<(OtherGround, Option<Label>)>,
}

impl Asking {
    fn new(today: CivilDate) -> Self {
        let empty = || RwSignal::new(String::new());
        let date = RwSignal::new(today.plus_days(30).to_string());
        let ground = RwSignal::new(HER_YES.to_owned());
        Self { recipient: empty(), until: empty(), date, why: empty(), ground, law: empty() }
    }

    /// Another ground, where one was chosen.
    fn ground(self, wrong: &mut Vec<(FieldId, Wrong)>) -> Option<(OtherGround, Option<Label>)> {
        match self.ground.get_untracked().as_str() {
            PAYER => Some((OtherGround::Payer, None)),
            STATUTE => match self.law.with_untracked(|law| Label::new(law)) {
                Ok(law) => Some((OtherGround::Statute, Some(law))),
                Err(TextError::Empty) => {
                    wrong.push((LAW.into(), Wrong::later(ConsentWord::GroundLawMissing)));
                    None
                }
                Err(error) => {
                    wrong.push((LAW.into(), Wrong::Text(error, Word::RefusalWhyMissing)));
                    None
                }
            },
            _ => None,
        }
    }

    /// What is filled in, or what is wrong with it.
    fn read(self, today: CivilDate) -> Result<Question, Vec<(FieldId, Wrong)>> {
        let mut wrong: Vec<(FieldId, Wrong)> = Vec::new();
        let ground = self.ground(&mut wrong);
        let recipient = self.recipient.with_untracked(|recipient| recipient.parse::<RecipientId>().ok());
        if recipient.is_none() {
            wrong.push((WHOM.into(), Wrong::later(ConsentWord::AskWrongRecipient)));
        }
        let until = match self.until.get_untracked().as_str() {
            ONCE => Some(Until::Once {}),
            TRAJECTORY => Some(Until::Trajectory {}),
            ON => match self.date.with_untracked(|date| date.parse::<CivilDate>()) {
                Ok(date) if (0..ASKED_DAYS_MAX).contains(&today.days_until(date)) => Some(Until::On { date }),
                Ok(_) => {
                    let refusal = Refusal::LastDay { today, days: ASKED_DAYS_MAX };
                    wrong.push((DATE.into(), Wrong::Rule(refusal)));
                    None
                }
                Err(_) => {
                    wrong.push((DATE.into(), Wrong::later(ConsentWord::AskWrongDate)));
                    None
                }
            },
            _ => {
                wrong.push((UNTIL.into(), Wrong::later(ConsentWord::AskWrongUntil)));
                None
            }
        };
        let why = match self.why.with_untracked(|why| Remark::new(why)) {
            Ok(why) => Some(why),
            Err(TextError::Empty) => {
                wrong.push((WHY.into(), Wrong::later(ConsentWord::AskWrongWhy)));
                None
            }
            Err(error) => {
                wrong.push((WHY.into(), Wrong::Text(error, Word::RefusalWhyMissing)));
                None
            }
        };
        match (recipient, until, why) {
            (Some(recipient), Some(until), Some(why)) if wrong.is_empty() => {
                Ok(Question { recipient, until, why, ground })
            }
            _ => Err(wrong),
        }
    }
}

/// A button that unfolds into the form.
#[component]
pub(super) fn AskForm(dossier: DossierId, about: About, loaded: Loaded<ConsentsPage>) -> impl IntoView {
    let open = RwSignal::new(false);
    let unfold = move || open.set(true);
    move || {
        if open.get() {
            let recipients = load::<RecipientsPage>(|| path::BUREAU_RECIPIENTS.to_owned());
            let shown = move |page| view! { <Form dossier about page loaded open /> };
            view! { <Shown loaded=recipients view=shown /> }.into_any()
        } else {
            view! {
                <p class="small">{told(ConsentWord::AskLead)}</p>
                <div class="row"><Button text=told(ConsentWord::AskTitle) glyph=Glyph::Plus on_press=unfold mark="consent-ask" /></div>
            }
            .into_any()
        }
    }
}

#[component]
fn Form(
    dossier: DossierId,
    about: About,
    page: RwSignal<RecipientsPage>,
    loaded: Loaded<ConsentsPage>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let About { document, version, kind } = about;
    let today = page.with_untracked(|page| page.today);
    let (asking, made) = (Asking::new(today), RwSignal::new(None::<(Question, Frozen)>));
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let reasons = StoredValue::new(Reasons::new());
    // Made again for the same recipient on the same day, the pages are the same ones.
    let consent = fresh_consent();
    // The form comes when the recipients are here.
    focus_soon(WHOM.into());
    let fold = move || {
        open.set(false);
        focus_soon(CARD.into());
    };
    let make = move || {
        let question = match asking.read(today) {
            Ok(question) => question,
            Err(wrong) => {
                wrongs.set(wrong);
                return;
            }
        };
        wrongs.set(Vec::new());
        let new = NewFrozen { consent, version, recipient: question.recipient };
        let ask = move |_| async move {
            post::<_, Frozen>(&path::to(path::DOCUMENT_FROZEN, &[&dossier, &document]), &new).await
        };
        sending.run(new.recipient.to_string(), ask, move |frozen| made.set(Some((question, frozen))));
    };
    let change = move || {
        made.set(None);
        focus_soon(WHOM.into());
    };
    move || {
        match made.get() {
        Some((question, frozen)) => {
            view! { <Made dossier version question frozen reasons loaded change fold /> }.into_any()
        }
        None => view! {
            <EditForm wrongs sending save=told(ConsentWord::AskMake) save_mark="consent-make" on_save=make on_cancel=fold>
                <Fields asking kind page loaded wrongs />
            </EditForm>
        }
        .into_any(),
    }
    }
}

/// Why nothing can go to a recipient now; nothing where it can, or where it ended.
fn blocked(unknown: &[RecipientKind], line: &RecipientLine) -> Option<(ConsentWord, Option<CivilDate>)> {
    match line.readiness {
        _ if unknown.contains(&line.kind) => Some((ConsentWord::AskByRules, None)),
        Readiness::AgreementMissing => Some((ConsentWord::AskNoAgreement, None)),
        Readiness::AgreementOver { on } => Some((ConsentWord::AskOver, Some(on))),
        Readiness::Ready | Readiness::Ended => None,
    }
}

fn name_of(line: &RecipientLine) -> String {
    line.details.as_ref().map(|details| details.name.to_string()).unwrap_or_default()
}

#[component]
fn Fields(
    asking: Asking,
    kind: DocumentKind,
    page: RwSignal<RecipientsPage>,
    loaded: Loaded<ConsentsPage>,
    wrongs: Wrongs,
) -> impl IntoView {
    let lang = language();
    let here = page.get_untracked();
    // By the regulation that holds for her, which need not be that of today.
    let unknown = loaded.get_untracked().map(|page| page.unknown_kinds).unwrap_or_default();
    let now = here.recipients.iter().filter(|line| line.ended_on.is_none() && line.details.is_some());
    let (may, not): (Vec<&RecipientLine>, Vec<&RecipientLine>) =
        now.partition(|line| blocked(&unknown, line).is_none());
    let option = |line: &&RecipientLine| {
        let (name, kind) = (name_of(line), line.kind.word());
        OptionItem::new(line.recipient.to_string(), move || format!("{name} ({})", lang.get().say_later(kind)))
    };
    let options: Vec<OptionItem> = may.iter().map(option).collect();
    let reasons: Vec<_> = not.iter().filter_map(|line| Some((name_of(line), blocked(&unknown, line)?))).collect();
    let none = options.is_empty() && reasons.is_empty();
    let employers: Vec<String> =
        may.iter().filter(|line| line.kind.is_employer()).map(|line| line.recipient.to_string()).collect();
    let employer = Memo::new(move |_| asking.recipient.with(|chosen| employers.contains(chosen)));
    let reason = move |(name, (word, date)): (String, (ConsentWord, Option<CivilDate>))| {
        let said = move || {
            let date = date.map(|date| date.in_words(lang.get())).unwrap_or_default();
            format!("{name}: {}", lang.get().fill_later(word, &[("date", &date)]))
        };
        view! { <li>{said}</li> }
    };
    let ways = [(ONCE, ConsentWord::AskOnce), (ON, ConsentWord::AskOn), (TRAJECTORY, ConsentWord::AskTrajectory)];
    let ways: Vec<OptionItem> = ways.into_iter().map(|(value, word)| OptionItem::new(value, told(word))).collect();
    let dated = Memo::new(move |_| asking.until.with(|until| until == ON));
    view! {
        {none.then(|| view! { <p>{told(ConsentWord::AskNone)}</p> })}
        <Select
            label=told(ConsentWord::AskRecipient)
            value=asking.recipient
            options
            nothing=told(ConsentWord::AskChoose)
            id=WHOM
            mark=WHOM
            error=wrongs.of(WHOM)
        />
        {(!reasons.is_empty()).then(|| {
            view! {
                <Disclosure summary=told(ConsentWord::AskBlocked)>
                    <ul class="plain stack-close small" data-test="consent-blocked">{reasons.into_iter().map(reason).collect_view()}</ul>
                </Disclosure>
            }
        })}
        {move || employer.get().then(|| {
            view! {
                <div data-test="consent-employer">
                    <Notice title=told(ConsentWord::AskEmployer) tone=Tone::Warn>
                        <p>{told(ConsentWord::AskEmployerText)}</p>
                    </Notice>
                </div>
            }
        })}
        <Grounds asking kind page loaded wrongs />
        <RadioGroup label=told(ConsentWord::AskUntil) value=asking.until options=ways id=UNTIL error=wrongs.of(UNTIL) />
        {move || dated.get().then(|| {
            view! { <Field label=told(ConsentWord::AskDate) value=asking.date input=Input::Date id=DATE mark=DATE error=wrongs.of(DATE) /> }
        })}
        <TextArea
            label=told(ConsentWord::AskWhy)
            hint=Text::from(told(ConsentWord::AskWhyHint))
            value=asking.why
            rows=3
            id=WHY
            mark=WHY
            error=wrongs.of(WHY)
        />
    }
}

/// The other grounds on which it may go to whom was chosen: told before her yes is asked (G7.4).
#[component]
fn Grounds(
    asking: Asking,
    kind: DocumentKind,
    page: RwSignal<RecipientsPage>,
    loaded: Loaded<ConsentsPage>,
    wrongs: Wrongs,
) -> impl IntoView {
    let others = Memo::new(move |_| {
        let rules = loaded.get().map(|page| page.payer)?;
        let chosen = asking.recipient.get();
        let to = page.with(|page| {
            page.recipients.iter().find(|line| line.recipient.to_string() == chosen).map(|line| line.kind)
        });
        Some(grounds(kind, to?, rules)).filter(|others| !others.is_empty())
    });
    Effect::new(move |_| {
        if others.with(Option::is_none) {
            asking.ground.set(HER_YES.to_owned());
        }
    });
    let demanded = Memo::new(move |_| asking.ground.with(|ground| ground == STATUTE));
    let choices = |others: Vec<OtherGround>| {
        let value = |ground| if ground == OtherGround::Payer { PAYER } else { STATUTE };
        let others = others.into_iter().map(|ground| OptionItem::new(value(ground), told(word(ground))));
        [OptionItem::new(HER_YES, told(ConsentWord::GroundHerYes))].into_iter().chain(others).collect::<Vec<_>>()
    };
    view! {
        {move || others.get().map(|others| {
            view! {
                <RadioGroup
                    label=told(ConsentWord::GroundWhich)
                    value=asking.ground
                    options=choices(others)
                    id=GROUND
                />
            }
        })}
        {move || demanded.get().then(|| {
            view! { <Field label=told(ConsentWord::GroundLaw) value=asking.law id=LAW mark=LAW error=wrongs.of(LAW) /> }
        })}
    }
}
