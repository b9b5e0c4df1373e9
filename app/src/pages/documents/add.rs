//! Adding documents: several files at once, each its own document for the same purpose; or a new version of one.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::access::Relation;
use shared::api::Post;
use shared::dossier::Command;
use shared::dossier::documents::{DocumentContent, DocumentKind, NewDocument, StoredFile};
use shared::dossier::purposes::Purpose;
use shared::dossier::records::{Class, LegalGround};
use shared::ids::{DocumentId, DossierId, EntryId};
use shared::policy::choices::SpecialData;
use shared::text::Label;

use super::PLACE;
use super::fields::{FILES, Fields, KIND, PURPOSE, REASON, SOURCE, Said, field_error};
use super::paper::{FileOnItsWay, title_of};
use crate::ids::fresh_entry;
use crate::outbox::outbox;
use crate::parts::record_words::{self, SOURCES};
use crate::parts::uploads::{OneFile, State, Uploads};
use crate::parts::{TroubleNotice, document_words};
use crate::trouble::Trouble;
use crate::ui::{
    Button, Checkbox, Disclosure, ErrorSummary, FieldError, FileField, Glyph, Look, MaybeText, OptionItem, RadioGroup,
    Select, Text, TextArea, announcer, focus_by_id,
};
use crate::words::{DocumentWord, Word, language, say, told};

/// What the browser offers to choose from.
const ACCEPT: &str = ".pdf,.docx,.odt,.jpg,.jpeg,.png,.txt,application/pdf,image/jpeg,image/png,text/plain";

/// What a new version is of.
#[derive(Clone)]
pub struct Before {
    /// The document.
    pub document: DocumentId,
    /// The version that it replaces.
    pub replaces: u32,
    /// How carefully that is handled.
    pub class: Class,
    /// What that says.
    pub content: DocumentContent,
}

/// A button that unfolds into the form.
#[component]
pub fn AddDocument(
    dossier: DossierId,
    you: Relation,
    special_data: SpecialData,
    #[prop(optional)] before: Option<Before>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let text = if before.is_some() { DocumentWord::AddVersion } else { DocumentWord::Add };
    let first = if before.is_some() { FILES } else { KIND };
    let unfold = move || {
        open.set(true);
        set_timeout(move || focus_by_id(first), std::time::Duration::ZERO);
    };
    move || {
        if open.get() {
            let known = before.as_ref().map(|before| (&before.content, before.class));
            let fields = Fields::new(you, special_data, known);
            view! { <Form dossier fields before=before.clone() open /> }.into_any()
        } else {
            view! {
                <div class="row"><Button text=told(text) glyph=Glyph::Plus on_press=unfold mark="document-add" /></div>
            }
            .into_any()
        }
    }
}

/// A document that can be sent: of which file, and what it will be called.
fn readable(one: &OneFile) -> Option<(Label, StoredFile)> {
    let State::Ready(file) = one.state.get() else { return None };
    Some((one.title.with(|title| Label::new(title).ok())?, file))
}

/// What lacks, as the summary tells it.
fn lacking(fields: Fields, files: &[OneFile]) -> Vec<FieldError> {
    let of_fields = [KIND, PURPOSE, SOURCE, REASON].into_iter();
    let of_fields = of_fields.filter_map(|id| Some(field_error(id, fields.wrong(id)?)));
    let no_files = files.is_empty().then(|| field_error(FILES, DocumentWord::WrongFiles));
    let busy = files.iter().any(|one| !matches!(one.state.get(), State::Ready(_)));
    let busy = busy.then(|| field_error(FILES, DocumentWord::WrongBusy));
    let names = files.iter().filter(|one| one.title.with(|title| Label::new(title).is_err()));
    let names = names.map(|one| field_error(&title_of(one), DocumentWord::WrongName));
    of_fields.chain(no_files).chain(busy).chain(names).collect()
}

/// What a file is called without its ending: how the document is called at first.
fn title_from(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.replace('_', " ").chars().take(60).collect()
}

#[component]
fn Form(dossier: DossierId, fields: Fields, before: Option<Before>, open: RwSignal<bool>) -> impl IntoView {
    let (lang, announce, outbox) = (language(), announcer(), outbox());
    let uploads = Uploads::new(dossier);
    let (busy, tried, trouble) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let errors = RwSignal::new(Vec::new());
    let known = StoredValue::new(before.clone());
    let fold = move || {
        open.set(false);
        focus_by_id(PLACE);
    };
    // What was sent before and got no answer goes under the same entry again: it may have come.
    let sent = StoredValue::new(Vec::<(NewDocument, EntryId)>::new());
    let entry_of = move |new: &NewDocument| {
        let known = sent.with_value(|sent| sent.iter().find(|(known, _)| known == new).map(|(_, entry)| *entry));
        known.unwrap_or_else(|| {
            let entry = fresh_entry();
            sent.update_value(|sent| sent.push((new.clone(), entry)));
            entry
        })
    };
    // One after the other: what is added leaves the form, what was refused stays in it.
    let send = move |said: Said, ready: Vec<(OneFile, Label, StoredFile)>| {
        busy.set(true);
        trouble.set(None);
        let replaces = known.with_value(|known| known.as_ref().map_or(0, |known| known.replaces));
        spawn_local(async move {
            let mut added = 0_u64;
            for (one, title, file) in ready {
                let content = said.content(title, file);
                let new = NewDocument { document: one.document, replaces, content };
                let post = Post { entry: entry_of(&new), command: Command::AddDocument(Box::new(new)) };
                match outbox.deliver(dossier, post, busy).await {
                    // She has gone elsewhere: the rest goes on, and its answers are kept for her.
                    None => {}
                    Some(Ok(_)) => {
                        added = added.saturating_add(1);
                        busy.try_set(true);
                        uploads.remove(one.file);
                    }
                    Some(Err(failure)) => {
                        busy.try_set(false);
                        drop(trouble.try_set(Some(failure.into())));
                        return;
                    }
                }
            }
            if busy.try_set(false).is_none() {
                announce(lang.get_untracked().count_later(DocumentWord::DoneOne, DocumentWord::DoneMany, added));
                fold();
            }
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        tried.set(true);
        untrack(|| {
            let files = uploads.files().get();
            let found = lacking(fields, &files);
            let ready = files.iter().map(|one| readable(one).map(|(title, file)| (one.clone(), title, file)));
            match (fields.read(), ready.collect::<Option<Vec<_>>>()) {
                (Some(said), Some(ready)) if found.is_empty() => send(said, ready),
                _ => errors.set(found),
            }
        });
    };
    // The summary takes the focus, so it is made when she sends, and goes when nothing lacks any more.
    Effect::new(move |_| {
        if lacking(fields, &uploads.files().get()).is_empty() {
            errors.set(Vec::new());
        }
    });
    let choose = move |file: web_sys::File| {
        let name = file.name();
        let document = known.with_value(|known| known.as_ref().map(|known| known.document));
        if document.is_some() {
            uploads.clear();
        }
        let title = known.with_value(|known| known.as_ref().map(|known| known.content.title.to_string()));
        uploads.add(file.into(), &name, title.unwrap_or_else(|| title_from(&name)), document);
    };
    let files_error = move || {
        let lang = lang.get();
        let large = uploads.too_large.get().map(|name| lang.fill_later(DocumentWord::Large, &[("name", &name)]));
        let none = tried.get() && uploads.files().with(Vec::is_empty);
        large.or_else(|| none.then(|| lang.say_later(DocumentWord::WrongFiles).to_owned()))
    };
    let several = before.is_none();
    let label = if several { DocumentWord::Files } else { DocumentWord::File };
    view! {
        <form class="card stack" novalidate on:submit=submit data-test="document-form">
            <ErrorSummary title=say(Word::UiWrongTitle) errors />
            <TroubleNotice trouble />
            {several.then(|| view! { <What fields tried /> })}
            {(!fields.hers).then(|| view! { <Whence fields tried /> })}
            <FileField
                label=told(label)
                hint=Text::from(told(DocumentWord::FilesHint))
                error=MaybeText::from(files_error)
                accept=ACCEPT
                id=FILES
                mark="document-file"
                several
                on_begin=move || uploads.too_large.set(None)
                on_choose=choose
            />
            <ul class="plain stack-close">
                <For each=move || uploads.files().get() key=|one| one.file let:one>
                    <FileOnItsWay uploads one tried />
                </For>
            </ul>
            <div class="row">
                <Button text=told(DocumentWord::Submit) busy_text=told(DocumentWord::Saving) look=Look::Primary submit=true busy mark="document-submit" />
                <Button text=say(Word::UiCancel) look=Look::Quiet on_press=fold />
            </div>
        </form>
    }
}

/// The error at a field, once she wanted to send it and as long as it lacks.
fn error_at(fields: Fields, tried: RwSignal<bool>, id: &'static str) -> MaybeText {
    let lang = language();
    MaybeText::from(move || fields.wrong(id).filter(|_| tried.get()).map(|word| lang.get().say_later(word).to_owned()))
}

/// What sort of document it is, and what it is made for: for good.
#[component]
fn What(fields: Fields, tried: RwSignal<bool>) -> impl IntoView {
    let option = |(at, text): (usize, Text)| OptionItem::new(at.to_string(), text);
    let kinds = DocumentKind::ALL.iter().map(|kind| Text::from(told(document_words::kind(*kind)))).enumerate();
    let purposes = Purpose::OF_DOCUMENTS.iter().map(|one| Text::from(told(record_words::purpose(*one)))).enumerate();
    view! {
        <Select
            label=told(DocumentWord::Kind)
            value=fields.kind
            options=kinds.map(option).collect()
            nothing=told(DocumentWord::Choose)
            id=KIND
            mark="document-kind"
            error=error_at(fields, tried, KIND)
        />
        <Select
            label=told(DocumentWord::Purpose)
            hint=Text::from(told(DocumentWord::PurposeHint))
            value=fields.purpose
            options=purposes.map(option).collect()
            nothing=told(DocumentWord::Choose)
            id=PURPOSE
            mark="document-purpose"
            error=error_at(fields, tried, PURPOSE)
        />
    }
}

/// Whom it comes from, whether it is about her health, and on which ground it is kept.
#[component]
fn Whence(fields: Fields, tried: RwSignal<bool>) -> impl IntoView {
    let sources = SOURCES.iter().map(|(_, name, word)| OptionItem::new(*name, told(*word))).collect::<Vec<_>>();
    let wanted = Memo::new(move |_| fields.wants_reason());
    let health = fields.about_health;
    // Other grounds: the usual one stands first.
    Effect::new(move |before: Option<bool>| {
        let now = health.get();
        if before.is_some_and(|before| before != now) {
            fields.ground.set("0".to_owned());
            fields.beside.set("0".to_owned());
        }
        now
    });
    let options = |grounds: &'static [LegalGround]| {
        let one =
            |(at, ground): (usize, &LegalGround)| OptionItem::new(at.to_string(), told(record_words::ground(*ground)));
        grounds.iter().enumerate().map(one).collect::<Vec<_>>()
    };
    let grounds = move || {
        let class = fields.class();
        let beside = options(class.beside());
        view! {
            <Disclosure summary=told(DocumentWord::Grounds)>
                <div class="stack">
                    <RadioGroup label=told(DocumentWord::Ground) value=fields.ground options=options(class.grounds()) />
                    {(!beside.is_empty()).then(|| view! { <RadioGroup label=told(DocumentWord::Ground) value=fields.beside options=beside /> })}
                </div>
            </Disclosure>
        }
    };
    view! {
        <Select
            label=told(DocumentWord::Who)
            value=fields.source
            options=sources
            nothing=told(DocumentWord::Choose)
            id=SOURCE
            mark="document-source"
            error=error_at(fields, tried, SOURCE)
        />
        <Checkbox label=told(DocumentWord::AboutHealth) value=health mark="document-health" />
        {move || {
            wanted
                .get()
                .then(|| {
                    view! {
                        <TextArea
                            label=told(DocumentWord::ReasonLabel)
                            hint=Text::from(told(DocumentWord::ReasonHint))
                            value=fields.reason
                            rows=2
                            id=REASON
                            mark="document-reason"
                            error=error_at(fields, tried, REASON)
                        />
                    }
                })
        }}
        {grounds}
    }
}
