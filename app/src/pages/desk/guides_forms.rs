//! Asking for another coach, or for somebody to stand in: folded away until it is wanted.

use leptos::prelude::*;
use shared::api::{Colleague, DossierPage};
use shared::dossier::Command;
use shared::ids::{DossierId, PersonId};
use shared::refusal::Refusal;
use shared::text::Remark;
use shared::time::CivilDate;

use super::edit_form::EditForm;
use super::form::{FieldId, Wrong, Wrongs, taken};
use super::guides::CARD;
use super::passage_fields::focus_soon;
use super::sending::Sending;
use crate::ui::{Button, Field, Glyph, Input, Look, OptionItem, Select, Text, TextArea, announcer};
use crate::words::{DossierWord, Word, language, told};

const COACH: &str = "propose-whom";
const WHY: &str = "propose-why";
const STANDS_IN: &str = "substitute-whom";
const FROM: &str = "substitute-from";
const UNTIL: &str = "substitute-until";

/// The colleagues to choose from.
#[component]
pub fn Colleagues(
    label: DossierWord,
    colleagues: Vec<Colleague>,
    value: RwSignal<String>,
    id: &'static str,
    wrongs: Wrongs,
) -> impl IntoView {
    let option = |one: Colleague| OptionItem::new(one.person.to_string(), one.name.to_string());
    view! {
        <Select
            label=told(label)
            value
            options=colleagues.into_iter().map(option).collect()
            nothing=told(DossierWord::GuidesChoose)
            id
            mark=id
            error=wrongs.of(id)
        />
    }
}

/// The colleague who was chosen, or a note that nobody was.
pub fn chosen_of(value: RwSignal<String>, id: &'static str, wrong: &mut Vec<(FieldId, Wrong)>) -> Option<PersonId> {
    let chosen = value.with_untracked(|value| value.parse().ok());
    if chosen.is_none() {
        wrong.push((id.into(), Wrong::Said(Word::DeskComingWrongWhom)));
    }
    chosen
}

/// Why another coach is proposed: the client reads it (R4.1).
#[component]
pub fn Why(value: RwSignal<String>, id: &'static str, wrongs: Wrongs) -> impl IntoView {
    view! {
        <TextArea label=told(DossierWord::GuidesWhy) hint=Text::from(told(DossierWord::GuidesWhyHint)) value rows=3 id mark=id error=wrongs.of(id) />
    }
}

/// What was written, or a note that nothing was.
pub fn said_why(value: RwSignal<String>, id: &'static str, wrong: &mut Vec<(FieldId, Wrong)>) -> Option<Remark> {
    let text = value.get_untracked();
    if text.trim().is_empty() {
        wrong.push((id.into(), Wrong::Rule(Refusal::WhyMissing)));
        return None;
    }
    taken(Remark::new(&text), id, Word::FieldWrongForm, wrong)
}

/// A button that unfolds into a form, and says so where there is nobody to choose.
#[component]
pub fn Folded(
    /// Whether there is nobody to choose.
    nobody: Memo<bool>,
    none: DossierWord,
    text: DossierWord,
    glyph: Glyph,
    mark: &'static str,
    first: &'static str,
    open: RwSignal<bool>,
    children: ChildrenFn,
) -> impl IntoView {
    let unfold = move || {
        open.set(true);
        focus_soon(first.into());
    };
    let children = StoredValue::new(children);
    move || match (open.get(), nobody.get()) {
        (true, false) => children.with_value(|children| children()).into_any(),
        (true, true) => view! { <p class="quiet small" id=first tabindex="-1">{told(none)}</p> }.into_any(),
        (false, _) => view! {
            <div class="row"><Button text=told(text) look=Look::Quiet glyph on_press=unfold mark /></div>
        }
        .into_any(),
    }
}

fn no_colleagues(page: RwSignal<DossierPage>) -> Memo<bool> {
    Memo::new(move |_| page.with(|page| page.colleagues.is_empty()))
}

/// Another coach.
#[component]
pub fn ProposeCoach(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let (open, nobody) = (RwSignal::new(false), no_colleagues(page));
    view! {
        <Folded nobody none=DossierWord::GuidesNobody text=DossierWord::GuidesPropose glyph=Glyph::Person mark="propose-coach" first=COACH open>
            <CoachForm page dossier open />
        </Folded>
    }
}

#[component]
fn CoachForm(page: RwSignal<DossierPage>, dossier: DossierId, open: RwSignal<bool>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let (whom, why) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let fold = move || {
        open.set(false);
        focus_soon(CARD.into());
    };
    let save = move || {
        let mut wrong = Vec::new();
        let coach = chosen_of(whom, COACH, &mut wrong);
        let why = said_why(why, WHY, &mut wrong);
        wrongs.set(wrong);
        let (Some(coach), Some(why)) = (coach, why) else { return };
        sending.command(dossier, Command::ProposeCoach { coach, why: Some(why) }, move |_| {
            announce(lang.get_untracked().say_later(DossierWord::GuidesProposed).to_owned());
            fold();
        });
    };
    let colleagues = page.with_untracked(|page| page.colleagues.clone());
    view! {
        <div class="stack">
            <h3>{told(DossierWord::GuidesPropose)}</h3>
            <p class="small">{told(DossierWord::GuidesProposeLead)}</p>
            <EditForm wrongs sending save=told(DossierWord::GuidesProposeSave) save_mark="propose-save" on_save=save on_cancel=fold>
                <Colleagues label=DossierWord::GuidesWhom colleagues value=whom id=COACH wrongs />
                <Why value=why id=WHY wrongs />
            </EditForm>
        </div>
    }
}

/// Somebody to stand in.
#[component]
pub fn ProposeSubstitute(page: RwSignal<DossierPage>, dossier: DossierId) -> impl IntoView {
    let (open, nobody) = (RwSignal::new(false), no_colleagues(page));
    view! {
        <Folded nobody none=DossierWord::GuidesNobody text=DossierWord::GuidesAsk glyph=Glyph::Person mark="ask-substitute" first=STANDS_IN open>
            <SubstituteForm page dossier open />
        </Folded>
    }
}

#[component]
fn SubstituteForm(page: RwSignal<DossierPage>, dossier: DossierId, open: RwSignal<bool>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let empty = || RwSignal::new(String::new());
    let (whom, from, until) = (empty(), empty(), empty());
    let today = page.with_untracked(|page| page.today);
    let fold = move || {
        open.set(false);
        focus_soon(CARD.into());
    };
    let save = move || {
        let day = |value: RwSignal<String>| value.with_untracked(|value| value.parse::<CivilDate>().ok());
        let (first, last) = (day(from).filter(|day| *day >= today), day(until));
        let last = last.filter(|last| first.is_none_or(|first| *last >= first));
        let mut wrong = Vec::new();
        let person = chosen_of(whom, STANDS_IN, &mut wrong);
        let days: [Option<(FieldId, Wrong)>; 2] = [
            first.is_none().then(|| (FROM.into(), Wrong::Said(Word::DeskComingWrongFrom))),
            last.is_none().then(|| (UNTIL.into(), Wrong::Said(Word::DeskComingWrongUntil))),
        ];
        wrong.extend(days.into_iter().flatten());
        wrongs.set(wrong);
        let (Some(person), Some(from), Some(until)) = (person, first, last) else { return };
        sending.command(dossier, Command::ProposeSubstitute { person, from, until }, move |_| {
            announce(lang.get_untracked().say_later(DossierWord::GuidesAsked).to_owned());
            fold();
        });
    };
    let colleagues = page.with_untracked(|page| page.colleagues.clone());
    view! {
        <div class="stack">
            <h3>{told(DossierWord::GuidesAsk)}</h3>
            <p class="small">{told(DossierWord::GuidesAskLead)}</p>
            <EditForm wrongs sending save=told(DossierWord::GuidesAskSave) save_mark="substitute-save" on_save=save on_cancel=fold>
                <Colleagues label=DossierWord::GuidesWhom colleagues value=whom id=STANDS_IN wrongs />
                <Field label=told(DossierWord::GuidesFrom) value=from input=Input::Date id=FROM mark=FROM error=wrongs.of(FROM) />
                <Field label=told(DossierWord::GuidesUntil) value=until input=Input::Date id=UNTIL mark=UNTIL error=wrongs.of(UNTIL) />
            </EditForm>
        </div>
    }
}
