//! She hands something in: what it is in her words, and its files (P3b). It stands with what is kept at once.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::access::Act;
use shared::api::{Post, RecordsPage};
use shared::dossier::Command;
use shared::dossier::records::{Attached, HandedIn, RecordContent, RecordKind, RecordView};
use shared::ids::{DossierId, RecordId};
use shared::text::Remark;

use crate::ids::{fresh_entry, fresh_record};
use crate::outbox::outbox;
use crate::parts::{Files, FilesField, TroubleNotice, record_words};
use crate::trouble::Trouble;
use crate::ui::{Button, Card, ErrorSummary, FieldError, Glyph, Look, Text, TextArea, announcer, focus_by_id};
use crate::words::{ClientWord, Word, language, say, told};

const PLACE: &str = "hand-in";
const WORDS: &str = "hand-in-words";
const FILES: &str = "hand-in-files";

/// What she is handing in: something new, or what she puts right.
#[derive(Clone, PartialEq, Eq)]
pub struct Handing {
    record: RecordId,
    replaces: u32,
    words: String,
    files: Vec<Attached>,
}

impl Handing {
    fn new() -> Self {
        Self { record: fresh_record(), replaces: 0, words: String::new(), files: Vec::new() }
    }
}

/// The form on the page; whatever else is on it can open it.
#[derive(Clone, Copy)]
pub struct HandingIn(RwSignal<Option<Handing>>);

/// Once, above the page.
pub fn provide_handing_in() {
    provide_context(HandingIn(RwSignal::new(None)));
}

/// Nothing where she cannot.
#[component]
pub fn HandIn(dossier: DossierId, page: RwSignal<RecordsPage>) -> impl IntoView {
    let may = Memo::new(move |_| page.with(|page| page.allowed.contains(&Act::HandIn)));
    let open = use_context::<HandingIn>().map_or_else(|| RwSignal::new(None), |HandingIn(open)| open);
    let unfold = move || open.set(Some(Handing::new()));
    move || {
        may.get().then(|| {
            view! {
                <Card title=told(ClientWord::HandTitle)>
                    <div id=PLACE tabindex="-1" class="stack" data-test="hand-in">
                        <p>{told(ClientWord::HandText)}</p>
                        {move || match open.get() {
                            Some(handing) => view! { <HandForm dossier handing open /> }.into_any(),
                            None => view! {
                                <div class="row">
                                    <Button text=told(ClientWord::HandOpen) glyph=Glyph::Plus on_press=unfold mark="hand-in-open" />
                                </div>
                            }
                            .into_any(),
                        }}
                    </div>
                </Card>
            }
        })
    }
}

/// The way to putting right what she handed in.
#[component]
pub fn PutRight(page: RwSignal<RecordsPage>, view: RecordView, content: RecordContent) -> impl IntoView {
    let lang = language();
    let may = Memo::new(move |_| page.with(|page| page.allowed.contains(&Act::HandIn)));
    let words = record_words::value(lang.get_untracked(), &content.value);
    let text = {
        let words = words.clone();
        move || lang.get().fill_later(ClientWord::HandChange, &[("what", &words)])
    };
    let handing = Handing { record: view.id, replaces: view.version, words, files: content.files };
    let form = use_context::<HandingIn>();
    let press = move || {
        if let Some(HandingIn(open)) = form {
            open.set(Some(handing.clone()));
            focus_by_id(WORDS);
        }
    };
    view! {
        <div class="row" hidden=move || !may.get()>
            <Button text look=Look::Quiet glyph=Glyph::Pen on_press=press mark="hand-in-change" />
        </div>
    }
}

#[component]
fn HandForm(dossier: DossierId, handing: Handing, open: RwSignal<Option<Handing>>) -> impl IntoView {
    let Handing { record, replaces, words, files } = handing;
    let (lang, tell, outbox) = (language(), announcer(), outbox());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let (words, files, entry) = (RwSignal::new(words), Files::new(files), fresh_entry());
    // What lacks is told once she wanted to send it, and as long as it lacks.
    let tried = RwSignal::new(false);
    let no_words = Memo::new(move |_| tried.get() && words.with(|words| Remark::new(words).is_err()));
    let no_files = Memo::new(move |_| files.read(RecordKind::HandedIn).err().filter(|_| tried.get()));
    let fold = move || {
        open.set(None);
        focus_by_id(PLACE);
    };
    let send = move || {
        tried.set(true);
        let said = Remark::new(&words.get_untracked());
        let (Ok(words), Ok(files)) = (said, untrack(|| files.read(RecordKind::HandedIn))) else { return };
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let command = Command::HandIn(Box::new(HandedIn { record, replaces, words, files }));
            match outbox.deliver(dossier, Post { entry, command }, busy).await {
                None => {}
                Some(Ok(_)) => {
                    tell(lang.get_untracked().say_later(ClientWord::HandDone).to_owned());
                    fold();
                }
                Some(Err(failure)) => drop(trouble.try_set(Some(failure.into()))),
            }
        });
    };
    let words_error = move || no_words.get().then(|| lang.get().say_later(ClientWord::HandWrongWords).to_owned());
    let files_error = move || no_files.get().map(|word| lang.get().say_later(word).to_owned());
    // The summary takes the focus, so it is made when she sends, and goes when nothing lacks any more.
    let errors = RwSignal::new(Vec::new());
    let summed_up = move || {
        let field = |id: &str, text: Text| FieldError { field_id: id.to_owned(), text };
        let words = no_words.get().then(|| field(WORDS, Text::from(move || words_error().unwrap_or_default())));
        let files = no_files.get().map(|_| field(FILES, Text::from(move || files_error().unwrap_or_default())));
        words.into_iter().chain(files).collect::<Vec<_>>()
    };
    Effect::new(move |_| {
        if !no_words.get() && no_files.get().is_none() {
            errors.set(Vec::new());
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            send();
            errors.set(untrack(summed_up));
        }
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <ErrorSummary title=say(Word::UiWrongTitle) errors />
            <TroubleNotice trouble />
            <TextArea label=told(ClientWord::HandWords) value=words rows=2 id=WORDS mark="hand-in-words" error=words_error />
            <FilesField dossier record kind=RecordKind::HandedIn files id=FILES error=files_error />
            <div class="row">
                <Button text=told(ClientWord::HandSend) look=Look::Primary submit=true busy mark="hand-in-send" />
                <Button text=say(Word::UiCancel) look=Look::Quiet on_press=fold />
            </div>
        </form>
    }
}
