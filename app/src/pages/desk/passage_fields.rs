//! Writing passages: a field for each, with its tools, and beside it what could be easier to read.

use std::time::Duration;

use leptos::prelude::*;
use shared::clear::{Hint, hints};
use wasm_bindgen::JsCast as _;
use web_sys::{Event, HtmlElement};

use super::form::Wrongs;
use super::passages::{Direction, Part, Parts};
use crate::ui::{Button, FieldErrorLine, Glyph, Icon, MaybeText, announcer};
use crate::words::{DossierWord, Lang, language, told};

/// How long the writer has to be still before the hints follow.
const STILL: Duration = Duration::from_millis(300);

/// All passages and the way to add one. Hints are for Dutch alone.
#[component]
pub fn PassageFields(parts: Parts, wrongs: Wrongs, #[prop(into)] hinted: Signal<bool>) -> impl IntoView {
    let add = move || focus_soon(field_id(parts.add("")));
    let put_back = move || {
        if let Some(id) = parts.put_back() {
            focus_soon(field_id(id));
        }
    };
    view! {
        <ol class="plain stack" data-test="passages">
            <For each=move || parts.list() key=|part| part.id let:part>
                <PassageField part parts wrongs hinted />
            </For>
        </ol>
        <div class="row" hidden=move || !parts.can_put_back()>
            <span>{told(DossierWord::WriteRemoved)}</span>
            <Button text=told(DossierWord::WritePutBack) on_press=put_back mark="put-back" />
        </div>
        <div class="row">
            <Button text=told(DossierWord::WriteAdd) glyph=Glyph::Plus on_press=add mark="add-passage" />
        </div>
    }
}

/// The id of the field of a passage: where an error leads.
#[must_use]
pub fn field_id(id: u16) -> String {
    format!("passage-{id}")
}

#[component]
fn PassageField(part: Part, parts: Parts, wrongs: Wrongs, #[prop(into)] hinted: Signal<bool>) -> impl IntoView {
    let lang = language();
    let id = part.id;
    let label = move || lang.get().fill_later(DossierWord::WritePassage, &[("n", &parts.place(id).to_string())]);
    let (shown, typed) = (part.text.clone(), part.text.clone());
    let (announce, hints_id) = (announcer(), format!("{}-hints", field_id(id)));
    let error = MaybeText::from(wrongs.of(field_id(id)));
    let described_by = format!("{}-error {hints_id}", field_id(id));
    let input = move |event: Event| {
        let text = event_target_value(&event);
        let pasted = is_paste(&event);
        typed.set(text.clone());
        if pasted {
            let pieces = parts.split(id, &text);
            if pieces > 1 {
                announce(lang.get_untracked().fill_later(DossierWord::WriteSplit, &[("n", &pieces.to_string())]));
            }
        }
    };
    view! {
        <li class="write-part">
            <div class="field">
                <div class="row-apart">
                    <label class="field-label" for=field_id(id)>
                        {label}
                    </label>
                    <Tools id parts />
                </div>
                <FieldErrorLine id=field_id(id) error />
                // Not "on": the browser would keep what was typed, in the clear, in its profile.
                <textarea
                    class="input write-text"
                    id=field_id(id)
                    rows="3"
                    autocomplete="off"
                    spellcheck="true"
                    data-test="passage"
                    aria-invalid=move || error.is_some().then_some("true")
                    aria-describedby=described_by
                    prop:value=move || shown.get()
                    on:input=input
                ></textarea>
            </div>
            <div class="write-hints" id=hints_id>
                {move || hinted.get().then(|| view! { <Hints text=part.text.clone() /> })}
            </div>
        </li>
    }
}

/// Whether the text came by pasting; other ways never split it.
fn is_paste(event: &Event) -> bool {
    let kind = js_sys::Reflect::get(event, &"inputType".into());
    kind.ok().and_then(|kind| kind.as_string()).is_some_and(|kind| kind == "insertFromPaste")
}

#[component]
fn Tools(id: u16, parts: Parts) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let first = move || parts.place(id) == 1;
    let last = move || parts.place(id) == parts.count();
    let shift = move |direction| {
        if parts.shift(id, direction) {
            let place = untrack(|| parts.place(id)).to_string();
            announce(lang.get_untracked().fill_later(DossierWord::WriteMoved, &[("n", &place)]));
            // The field was taken out and put back, and the focus with it.
            focus_soon(format!("{}-{}", field_id(id), if direction == Direction::Up { "up" } else { "down" }));
        }
    };
    let remove = move || {
        parts.remove(id);
        let near = untrack(|| parts.list().first().map(|part| part.id));
        if let Some(near) = near {
            focus_soon(field_id(near));
        }
    };
    view! {
        <div class="write-tools">
            <Tool id parts name="up" word=DossierWord::WriteUp glyph=Glyph::ArrowLeft off=Signal::derive(first) press=move || shift(Direction::Up) />
            <Tool id parts name="down" word=DossierWord::WriteDown glyph=Glyph::ArrowLeft off=Signal::derive(last) press=move || shift(Direction::Down) />
            <Tool id parts name="remove" word=DossierWord::WriteRemove glyph=Glyph::Trash off=Signal::stored(false) press=remove />
        </div>
    }
}

#[component]
fn Tool(
    id: u16,
    parts: Parts,
    name: &'static str,
    word: DossierWord,
    glyph: Glyph,
    off: Signal<bool>,
    #[prop(into)] press: Callback<()>,
) -> impl IntoView {
    let lang = language();
    let label = move || lang.get().fill_later(word, &[("n", &parts.place(id).to_string())]);
    let run = move |_| {
        if !off.get_untracked() {
            press.run(());
        }
    };
    view! {
        <button
            type="button"
            class=format!("button button-quiet write-tool write-tool-{name}")
            id=format!("{}-{name}", field_id(id))
            data-test=format!("passage-{name}")
            aria-label=label
            title=label
            aria-disabled=move || off.get().then_some("true")
            on:click=run
        >
            <Icon glyph />
        </button>
    }
}

/// What could be easier in this passage: a hint, never a verdict.
#[component]
fn Hints(text: ArcRwSignal<String>) -> impl IntoView {
    let lang = language();
    let still = RwSignal::new(text.get_untracked());
    let turn = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let text = text.get();
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        let follow = move || {
            if turn.try_get_value() == Some(mine) {
                still.set(text);
            }
        };
        set_timeout(follow, STILL);
    });
    let found = Memo::new(move |_| still.with(|text| hints(text)));
    let lines = move || {
        let said = |hint: &Hint| view! { <li data-test="hint">{said(lang.get(), hint)}</li> };
        found.with(|found| found.iter().map(said).collect_view())
    };
    view! {
        <div hidden=move || found.with(Vec::is_empty) class="stack-close small">
            <p class="icon-line">
                <Icon glyph=Glyph::Info />
                <strong>{told(DossierWord::WriteHints)}</strong>
            </p>
            <ul class="stack-close">{lines}</ul>
        </div>
    }
}

fn said(lang: Lang, hint: &Hint) -> String {
    match hint {
        Hint::Long { words, starts } => {
            lang.fill_later(DossierWord::WriteHintLong, &[("words", &words.to_string()), ("starts", starts)])
        }
        Hint::Office { word, instead } => {
            lang.fill_later(DossierWord::WriteHintOffice, &[("word", word), ("instead", instead)])
        }
    }
}

/// Gives the focus to what has this id, once the page has followed.
pub fn focus_soon(id: String) {
    let focus = move || {
        let element = document().get_element_by_id(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(element) = element {
            drop(element.focus());
        }
    };
    set_timeout(focus, Duration::ZERO);
}
