//! She says that a look is not right, in words or without: who reads it, and that her coach does not.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{CaseOpened, NewAbout, NewCase, path};
use shared::ids::EntryId;
use shared::text::Remark;

use super::Looking;
use super::line::id_of;
use crate::api;
use crate::ids::fresh_entry;
use crate::parts::TroubleNotice;
use crate::trouble::Trouble;
use crate::ui::{Button, Dialog, Glyph, Look, Text, TextArea, announcer, focus_by_id};
use crate::words::{ClientWord, Lang, Word, language, say, told};

/// What she is asking about. The entry is made once for each time she begins, so sending it twice is sending it once.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    open: RwSignal<bool>,
    about: RwSignal<Option<(EntryId, EntryId)>>,
    words: RwSignal<String>,
}

impl Asking {
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false), about: RwSignal::new(None), words: RwSignal::new(String::new()) }
    }

    /// She pressed the button of a line. What she wrote about the same one before is still there.
    pub(super) fn begin(self, look: EntryId) {
        let known = self.about.with_untracked(|about| about.is_some_and(|(known, _)| known == look));
        if !known {
            self.about.set(Some((look, fresh_entry())));
            self.words.set(String::new());
        }
        self.open.set(true);
    }
}

/// Who reads it, and that her coach does not.
fn reads(lang: Lang, looking: Looking) -> String {
    let names = looking.page.with(|page| {
        let officers = page.iter().flat_map(|page| &page.officers);
        officers.map(ToString::to_string).collect::<Vec<_>>().join(", ")
    });
    if names.is_empty() {
        return lang.say_later(ClientWord::AskNobody).to_owned();
    }
    lang.fill_later(ClientWord::AskReads, &[("names", &names)])
}

#[component]
pub(super) fn Ask(looking: Looking) -> impl IntoView {
    let (lang, tell) = (language(), announcer());
    let Asking { open, about, words } = looking.asking;
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let wrong = RwSignal::new(None::<Word>);
    let send = move || {
        let Some((look, entry)) = about.get_untracked() else { return };
        let typed = words.get_untracked();
        let said = (!typed.trim().is_empty()).then(|| Remark::new(&typed)).transpose();
        wrong.set(said.is_err().then_some(Word::PhoneDisputeTooLong));
        let Ok(said) = said else { return };
        let new = NewCase { entry, dossier: looking.dossier, about: NewAbout::Look(look), words: said };
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let answer = api::post::<_, CaseOpened>(path::CASES, &new).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(_) => {
                    open.set(false);
                    about.set(None);
                    looking.cases.refresh();
                    tell(lang.get_untracked().say_later(ClientWord::AskSent).to_owned());
                    focus_by_id(&id_of(look));
                }
                Err(failure) => trouble.set(Some(failure.into())),
            }
        });
    };
    view! {
        <Dialog open title=told(ClientWord::AskTitle)>
            <p>{move || reads(lang.get(), looking)}</p>
            <TextArea
                label=told(ClientWord::AskWords)
                hint=Text::from(told(ClientWord::AskWordsHint))
                error=move || wrong.get().map(|word| lang.get().say(word))
                value=words
                mark="ask-words"
            />
            <TroubleNotice trouble />
            <div class="row">
                <Button
                    text=told(ClientWord::AskSend)
                    look=Look::Secondary
                    glyph=Glyph::Speech
                    busy
                    busy_text=say(Word::PhoneSending)
                    on_press=send
                    mark="ask-send"
                />
                <Button text=say(Word::UiCancel) look=Look::Secondary on_press=move || open.set(false) mark="ask-cancel" />
            </div>
        </Dialog>
    }
}
