//! What is wrong with which field of a form: kept as words to be said, so that another language says it too.

use std::borrow::Cow;
use std::sync::Arc;

use leptos::prelude::*;
use shared::api::{Code, FieldFault};
use shared::refusal::Refusal;
use shared::settings::SettingFault;
use shared::text::TextError;

use crate::api::Failure;
use crate::ui::{ErrorSummary, FieldError};
use crate::words::{Lang, Later, Word, language, say};

/// What is wrong with a field.
#[derive(Clone)]
pub enum Wrong {
    /// A sentence of ours.
    Said(Word),
    /// A text that cannot be kept; the word is for one of the wrong form.
    Text(TextError, Word),
    /// A sentence of ours with the number of what it is about.
    At(Word, usize),
    /// What the rules would say.
    Rule(Refusal),
    /// A setting of the bureau that cannot be so.
    Setting(SettingFault),
    /// A sentence of ours that comes with a part fetched later.
    Later(Arc<dyn Fn(Lang) -> &'static str + Send + Sync>),
    /// What the server said.
    Told(String),
}

/// The id of a field.
pub type FieldId = Cow<'static, str>;

impl Wrong {
    /// A sentence whose words come with the page.
    pub fn later(word: impl Later) -> Self {
        Self::Later(Arc::new(move |lang| lang.say_later(word)))
    }

    fn said(&self, lang: Lang) -> String {
        match self {
            Self::Said(word) => lang.say(*word).to_owned(),
            Self::Text(error, form) => error.said(lang, *form),
            Self::At(word, number) => lang.fill(*word, &[("n", &number.to_string())]),
            Self::Rule(refusal) => refusal.said(lang),
            Self::Setting(fault) => FieldFault::Setting(*fault).said("", lang).message,
            Self::Later(said) => said(lang).to_owned(),
            Self::Told(text) => text.clone(),
        }
    }
}

/// The wrongs of a form, by the id of the field.
#[derive(Clone, Copy)]
pub struct Wrongs {
    found: RwSignal<Vec<(FieldId, Wrong)>>,
    lang: RwSignal<Lang>,
}

impl Wrongs {
    /// Nothing wrong yet. Call it while a component is made.
    #[must_use]
    pub fn new() -> Self {
        Self { found: RwSignal::new(Vec::new()), lang: language() }
    }

    /// Puts what was found in the place of what was there; says whether all is well.
    pub fn set(self, found: Vec<(FieldId, Wrong)>) -> bool {
        let well = found.is_empty();
        self.found.set(found);
        well
    }

    /// What the server found, as far as it named one of these fields; says whether it did.
    pub fn take(self, failure: &Failure, fields: &[(&str, &'static str)]) -> bool {
        let Failure::Problem(problem) = failure else { return false };
        let id = |name: &str| fields.iter().find(|(field, _)| *field == name).map(|(_, id)| *id);
        let named = |error: &shared::api::FieldError| Some((id(&error.field)?.into(), told(error)));
        !self.set(problem.errors.iter().filter_map(named).collect())
    }

    /// What is wrong with this field.
    pub fn of(self, id: impl Into<FieldId>) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
        let id = id.into();
        move || {
            let lang = self.lang.get();
            self.found.with(|found| found.iter().find(|(known, _)| *known == id).map(|(_, wrong)| wrong.said(lang)))
        }
    }

    /// All of it, for the summary on top.
    #[must_use]
    pub fn all(self) -> Signal<Vec<FieldError>> {
        let lang = self.lang;
        Signal::derive(move || {
            let line = |(id, wrong): &(FieldId, Wrong)| {
                let wrong = wrong.clone();
                FieldError { field_id: id.clone().into_owned(), text: (move || wrong.said(lang.get())).into() }
            };
            self.found.with(|found| found.iter().map(line).collect())
        })
    }
}

/// All that is wrong, on top of its form: takes the focus, and the title of the tab says so.
#[component]
pub fn Errors(wrongs: Wrongs) -> impl IntoView {
    Effect::new(move |_| {
        let (prefix, title) = (format!("{} ", wrongs.lang.get().say(Word::UiProblem)), document().title());
        let bare = title.strip_prefix(&prefix).unwrap_or(&title);
        let wrong = wrongs.found.with(|found| !found.is_empty());
        document().set_title(&if wrong { format!("{prefix}{bare}") } else { bare.to_owned() });
    });
    view! { <ErrorSummary title=say(Word::UiWrongTitle) errors=wrongs.all() /> }
}

/// A code of the server has words here that follow the language; anything else it has said itself.
fn told(error: &shared::api::FieldError) -> Wrong {
    let known = Code::ALL.iter().map(|code| code.facts()).find(|(code, ..)| *code == error.code);
    let known = known.filter(|(.., word)| !Lang::default().say(*word).is_empty());
    known.map_or_else(|| Wrong::Told(error.message.clone()), |(.., word)| Wrong::Said(word))
}

/// The text of a field, or a note of what is wrong with it.
pub fn taken<T>(
    read: Result<T, TextError>,
    id: impl Into<FieldId>,
    form: Word,
    into: &mut Vec<(FieldId, Wrong)>,
) -> Option<T> {
    match read {
        Ok(text) => Some(text),
        Err(TextError::Empty) => {
            into.push((id.into(), Wrong::Said(form)));
            None
        }
        Err(error) => {
            into.push((id.into(), Wrong::Text(error, form)));
            None
        }
    }
}
