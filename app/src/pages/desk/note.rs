//! A note of the coach: kept as a draft while it is written, and read by the client when it is there (M4b, W7g).

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use shared::dossier::Command;
use shared::dossier::records::{LegalGround, Purpose, RecordContent, RecordKind, Source, Value};
use shared::ids::DossierId;
use shared::text::Remark;

use super::draft::SaveState;
use super::form::{Errors, Wrong, Wrongs};
use super::passage_fields::focus_soon;
use super::records::NOTES;
use super::refused::Refused;
use super::sending::Sending;
use crate::ids::fresh_record;
use crate::parts::{Found, Keeper, WithDraft};
use crate::ui::{Button, Dialog, Glyph, Look, Text, TextArea, announcer};
use crate::words::{DossierWord, Word, language, say, told};

const TEXT: &str = "note-text";

/// A note that is being written.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct NoteDraft {
    text: String,
}

/// A button that unfolds into the form; where there is a draft it is unfolded.
#[component]
pub fn NewNote(dossier: DossierId) -> impl IntoView {
    let open = RwSignal::new(false);
    let view = move |(found,): (Found<NoteDraft>,)| view! { <Folded dossier found open /> }.into_any();
    view! { <WithDraft<NoteDraft> dossier item=dossier.into() view=Callback::new(view) /> }
}

#[component]
fn Folded(dossier: DossierId, found: Found<NoteDraft>, open: RwSignal<bool>) -> impl IntoView {
    if found.as_ref().is_some_and(|(draft, _)| !draft.text.is_empty()) {
        open.set(true);
    }
    let found = StoredValue::new(found);
    let unfold = move || {
        open.set(true);
        focus_soon(TEXT.into());
    };
    move || {
        if open.get() {
            // What is found is shown once: after it was sent there is nothing.
            let found = found.try_update_value(Option::take).flatten();
            view! { <Form dossier found open /> }.into_any()
        } else {
            view! {
                <div class="row">
                    <Button text=told(DossierWord::RecordsNoteNew) glyph=Glyph::Plus on_press=unfold mark="note-new" />
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn Form(dossier: DossierId, found: Found<NoteDraft>, open: RwSignal<bool>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending) = (Wrongs::new(), Sending::new());
    let since = found.as_ref().map(|(_, at)| *at);
    let text = RwSignal::new(found.map(|(draft, _)| draft.text).unwrap_or_default());
    let keeper = Keeper::new(dossier, dossier.into(), since);
    keeper.follow(move || NoteDraft { text: text.get() });
    let record = fresh_record();
    let done = move || {
        announce(lang.get_untracked().say_later(DossierWord::RecordsSaved).to_owned());
        open.set(false);
        focus_soon(NOTES.into());
    };
    let asks = RwSignal::new(false);
    // Also an emptied draft is thrown away: the client reads how many there are.
    let discard = move || {
        asks.set(false);
        spawn_local(async move {
            match keeper.end().await {
                Ok(()) => {
                    announce(lang.get_untracked().say_later(DossierWord::WriteDropped).to_owned());
                    open.try_set(false);
                    focus_soon(NOTES.into());
                }
                Err(failure) => {
                    keeper.resume();
                    sending.failure.try_set(Some(failure));
                }
            }
        });
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let note = match Remark::new(&text.get_untracked()) {
            Ok(note) => note,
            Err(_) if text.with_untracked(|text| text.trim().is_empty()) => {
                wrongs.set(vec![(TEXT.into(), Wrong::later(DossierWord::RecordsWrongValue))]);
                return;
            }
            Err(error) => {
                wrongs.set(vec![(TEXT.into(), Wrong::Text(error, Word::FieldWrongForm))]);
                return;
            }
        };
        wrongs.set(Vec::new());
        let content = Box::new(RecordContent {
            kind: RecordKind::Note,
            value: Value::Text(note),
            source: Source::Bureau,
            purpose: Purpose::Guidance,
            ground: LegalGround::Interest,
            beside: None,
            minutes: None,
            on: None,
            known_on: None,
            reason: None,
            files: Vec::new(),
        });
        sending.written(keeper, dossier, Command::KeepRecord { record, replaces: 0, content }, done);
    };
    view! {
        <form class="stack" novalidate on:submit=save>
            <Errors wrongs />
            <Refused failure=sending.failure />
            <TextArea
                label=told(DossierWord::RecordsNoteText)
                hint=Text::from(told(DossierWord::RecordsNoteHint))
                value=text
                rows=5
                id=TEXT
                mark=TEXT
                error=wrongs.of(TEXT)
            />
            <SaveState keeper />
            <div class="row">
                <Button text=told(DossierWord::RecordsNoteSave) busy_text=say(Word::DeskSaving) look=Look::Primary busy=sending.busy submit=true mark="note-save" />
                {move || {
                    if text.with(|text| text.trim().is_empty()) {
                        view! { <Button text=say(Word::UiCancel) look=Look::Quiet on_press=discard /> }
                    } else {
                        view! { <Button text=told(DossierWord::WriteDrop) look=Look::Quiet glyph=Glyph::Trash on_press=move || asks.set(true) mark="note-drop" /> }
                    }
                }}
            </div>
        </form>
        <Dialog open=asks title=told(DossierWord::WriteDropTitle)>
            <p>{told(DossierWord::WriteDropText)}</p>
            <div class="row">
                <Button text=told(DossierWord::WriteDrop) look=Look::Danger on_press=discard mark="note-drop-confirm" />
                <Button text=say(Word::UiCancel) on_press=move || asks.set(false) />
            </div>
        </Dialog>
    }
}
