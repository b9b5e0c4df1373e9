//! A file on its way in, as its form shows it: its name, how far it has come, and the ways to take it away or try again.

use leptos::prelude::*;
use shared::text::Label;

use crate::parts::uploads::{OneFile, State, Uploads};
use crate::ui::{Button, Field, Glyph, Look, MaybeText, announcer, focus_by_id};
use crate::words::{DocumentWord, Lang, language, told};

use super::fields::FILES;

/// The id of the name of a file's document.
pub fn title_of(one: &OneFile) -> String {
    format!("document-title-{}", one.file)
}

/// Where it is, in words.
fn said(lang: Lang, state: &State) -> String {
    match state {
        State::Sending(per_cent) => lang.fill_later(DocumentWord::Sending, &[("n", &per_cent.to_string())]),
        State::Paused => lang.say_later(DocumentWord::Paused).to_owned(),
        State::Looking => lang.say_later(DocumentWord::Looking).to_owned(),
        State::Ready(_) => lang.say_later(DocumentWord::Ready).to_owned(),
        State::Failed(failure) => failure.said(lang),
    }
}

/// One file.
#[component]
pub fn FileOnItsWay(uploads: Uploads, one: OneFile, tried: RwSignal<bool>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (title, state) = (RwSignal::from(one.title.clone()), RwSignal::from(one.state.clone()));
    let (id, file, name) = (title_of(&one), one.file, one.name.clone());
    let error = move || {
        let wrong = tried.get() && title.with(|title| Label::new(title).is_err());
        wrong.then(|| lang.get().say_later(DocumentWord::WrongName).to_owned())
    };
    let failed = Memo::new(move |_| matches!(state.get(), State::Failed(_)));
    // That it can be added, or cannot, is said aloud; every per cent is not.
    Effect::new(move |_| {
        if matches!(state.get(), State::Ready(_) | State::Failed(_) | State::Paused) {
            announce(said(lang.get_untracked(), &state.get()));
        }
    });
    let per_cent = move || match state.get() {
        State::Sending(per_cent) => Some(per_cent),
        State::Looking => Some(100),
        _ => None,
    };
    let remove_text = {
        let name = name.clone();
        move || lang.get().fill_later(DocumentWord::Remove, &[("name", &name)])
    };
    let remove = move || {
        uploads.remove(file);
        focus_by_id(FILES);
    };
    view! {
        <li class="card stack-close" data-test="file-coming">
            <Field label=told(DocumentWord::Name) value=title id error=MaybeText::from(error) mark="document-title" />
            <p class=move || if failed.get() { "field-error" } else { "quiet small" } data-test="file-state">
                {name} " · " {move || said(lang.get(), &state.get())}
            </p>
            {move || per_cent().map(|n| view! { <progress max="100" value=n aria-label=move || said(lang.get(), &state.get())></progress> })}
            <div class="row">
                {move || {
                    failed
                        .get()
                        .then(|| view! { <Button text=told(DocumentWord::Again) glyph=Glyph::Sync on_press=move || uploads.again(file) mark="file-again" /> })
                }}
                <Button text=remove_text look=Look::Quiet glyph=Glyph::Trash on_press=remove mark="file-remove" />
            </div>
        </li>
    }
}
