//! Two halves that open something: a link, of which the half that counts stands in the part of the address that browsers do
//! not send, and six digits that came by another way.

use gloo_events::EventListener;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::ids::Hash;

use super::TroubleNotice;
use crate::trouble::Trouble;
use crate::ui::{Button, CodeField, ErrorSummary, FieldError, Look, Text};
use crate::words::{Lang, Word, language, say};

const DIGITS: usize = 6;

fn in_address() -> Option<Hash> {
    window().location().hash().ok()?.trim_start_matches('#').parse().ok()
}

/// The link's half, if there is one. Another link in the same tab changes nothing but this part of the address: it is followed.
#[must_use]
pub fn link_half() -> RwSignal<Option<Hash>> {
    let token = RwSignal::new(in_address());
    let follow = EventListener::new(&window(), "hashchange", move |_| {
        if let Some(other) = in_address() {
            // The page may be gone.
            token.try_set(Some(other));
        }
    });
    let follow = StoredValue::new_local(Some(follow));
    on_cleanup(move || follow.set_value(None));
    token
}

/// What is wrong with the code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrong {
    /// Not all six digits.
    Short,
    /// Six others.
    Other,
}

/// The six digits while they are typed and looked at.
#[derive(Clone, Copy)]
pub struct CodeEntry {
    /// As typed.
    pub code: RwSignal<String>,
    /// Whether they are being looked at.
    pub busy: RwSignal<bool>,
    /// What else is the matter.
    pub trouble: RwSignal<Option<Trouble>>,
    wrong: RwSignal<Option<Wrong>>,
}

impl CodeEntry {
    /// Nothing was looked at yet.
    #[must_use]
    pub fn new(code: RwSignal<String>) -> Self {
        Self { code, busy: RwSignal::new(false), trouble: RwSignal::new(None), wrong: RwSignal::new(None) }
    }

    /// They were others.
    pub fn is_wrong(self) {
        self.wrong.set(Some(Wrong::Other));
    }

    /// For the heading of the page: that there is a problem.
    #[must_use]
    pub fn problem(self, lang: Lang) -> Option<&'static str> {
        self.wrong.get().map(|_| lang.say(Word::UiProblem))
    }
}

/// What the form says.
#[derive(Clone, Copy)]
pub enum CodeSays {
    /// Above the field.
    Label,
    /// How she gets them.
    Hint,
    /// That some are missing.
    Short,
    /// What too many tries do.
    Tries,
    /// On the button.
    Go,
    /// On it while they are looked at.
    Going,
}

/// The field for them and its button. Both are marked by `marks`.
#[component]
pub fn CodeForm(
    entry: CodeEntry,
    says: fn(Lang, CodeSays) -> String,
    marks: (&'static str, &'static str),
    #[prop(into)] on_code: Callback<String>,
) -> impl IntoView {
    let lang = language();
    let (field, button) = marks;
    let CodeEntry { code, busy, trouble, wrong } = entry;
    let said = move |wrong: Wrong| match wrong {
        Wrong::Short => says(lang.get(), CodeSays::Short),
        Wrong::Other => lang.get().say(Word::ErrorWrongCode).to_owned(),
    };
    let text = move |what: CodeSays| Text::from(move || says(lang.get(), what));
    let error = move || wrong.get().map(said);
    let errors = Signal::derive(move || {
        let line = |wrong: Wrong| FieldError { field_id: field.to_owned(), text: (move || said(wrong)).into() };
        wrong.get().map(line).into_iter().collect::<Vec<_>>()
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        trouble.set(None);
        let typed = code.get_untracked();
        if typed.len() == DIGITS {
            wrong.set(None);
            on_code.run(typed);
        } else {
            wrong.set(None);
            wrong.set(Some(Wrong::Short));
        }
    };
    view! {
        <ErrorSummary title=say(Word::UiWrongTitle) errors />
        <TroubleNotice trouble />
        <form class="stack" novalidate on:submit=submit>
            <CodeField label=text(CodeSays::Label) hint=text(CodeSays::Hint) value=code error id=field mark=field />
            <p class="small quiet">{move || says(lang.get(), CodeSays::Tries)}</p>
            <div class="row">
                <Button text=text(CodeSays::Go) look=Look::Primary submit=true busy busy_text=text(CodeSays::Going) mark=button />
            </div>
        </form>
    }
}
