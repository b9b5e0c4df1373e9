//! Whether a thing of the dossier lies on paper too, and saying so: the client reads it (M4d, S4, R3.2).

use leptos::prelude::*;
use shared::dossier::Command;
use shared::dossier::papers::OnPaper;
use shared::ids::{DossierId, ItemId};

use super::refused::Refused;
use super::sending::Sending;
use crate::clock;
use crate::ui::{Button, Glyph, Look, announcer};
use crate::words::{DossierWord, Word, language, say};

/// What is known, and the button that says otherwise. It is the same button before and after, so the focus stays.
#[component]
pub fn OnPaperMark(
    dossier: DossierId,
    item: ItemId,
    #[prop(into)] known: Signal<Option<OnPaper>>,
    #[prop(into)] may: Signal<bool>,
) -> impl IntoView {
    let (lang, announce, sending) = (language(), announcer(), Sending::new());
    let is = move || {
        let at = known.get()?.at;
        Some(lang.get().fill_later(DossierWord::OnpaperIs, &[("date", &clock::day(lang.get(), at))]))
    };
    let step = move || {
        let word = if known.get().is_some() { DossierWord::OnpaperTake } else { DossierWord::OnpaperPut };
        lang.get().say_later(word)
    };
    let turn = move || {
        let there = known.get_untracked().is_none();
        sending.command(dossier, Command::MarkPaper { item, there }, move |_| {
            let done = if there { DossierWord::OnpaperPutDone } else { DossierWord::OnpaperTakeDone };
            announce(lang.get_untracked().say_later(done).to_owned());
        });
    };
    view! {
        <p class="quiet small" hidden=move || known.get().is_none() data-test="on-paper">{is}</p>
        <Refused failure=sending.failure />
        <div hidden=move || !may.get()>
            <Button text=step busy_text=say(Word::DeskSaving) look=Look::Quiet glyph=Glyph::Print busy=sending.busy on_press=turn mark="mark-paper" />
        </div>
    }
}
