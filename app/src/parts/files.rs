//! Files that go with something that is kept: sent as soon as they are chosen, taken away again, and later opened (P3b,
//! P4, M4b).

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::path;
use shared::dossier::forms::{SCAN_BYTES_MAX, Scan, ScanKind};
use shared::dossier::records::{Attached, RecordKind};
use shared::ids::{DossierId, RecordId, ScanId};
use shared::text::Label;

use super::TroubleNotice;
use crate::api::post_file;
use crate::trouble::Trouble;
use crate::ui::{Button, FileField, Glyph, Look, MaybeText, Text, announcer, focus_by_id};
use crate::words::{RecordWord, language, told};

/// The files of one record, as far as they are chosen and have arrived.
#[derive(Clone, Copy)]
pub struct Files {
    chosen: RwSignal<Vec<Attached>>,
    under_way: RwSignal<usize>,
    wrong: RwSignal<Option<RecordWord>>,
    trouble: RwSignal<Option<Trouble>>,
}

impl Files {
    /// Those that are there already.
    #[must_use]
    pub fn new(known: Vec<Attached>) -> Self {
        Self {
            chosen: RwSignal::new(known),
            under_way: RwSignal::new(0),
            wrong: RwSignal::new(None),
            trouble: RwSignal::new(None),
        }
    }

    /// What will go with a record of this kind, or what has to be done first.
    ///
    /// # Errors
    /// A word for the error at the field.
    pub fn read(self, kind: RecordKind) -> Result<Vec<Attached>, RecordWord> {
        let (from, until) = kind.files();
        let files = self.chosen.get();
        if self.under_way.get() > 0 {
            return Err(RecordWord::FilesBusy);
        }
        if files.len() > until {
            return Err(if until == 1 { RecordWord::FilesOne } else { RecordWord::FilesMany });
        }
        if kind == RecordKind::IdentityCopy && files.iter().any(|known| known.file.kind == ScanKind::Pdf) {
            return Err(RecordWord::FilesHintOne);
        }
        if files.len() < from { Err(RecordWord::FilesNone) } else { Ok(files) }
    }

    fn begin(self) {
        self.wrong.set(None);
        self.trouble.set(None);
    }

    fn remove(self, file: ScanId) {
        self.chosen.update(|files| files.retain(|known| known.file.id != file));
    }

    fn send(self, path: String, file: web_sys::File, done: impl Fn(&str) + 'static) {
        // A size beyond what a number of the browser can hold is too much as well.
        if file.size() > f64::from(u32::try_from(SCAN_BYTES_MAX).unwrap_or(u32::MAX)) {
            self.wrong.set(Some(RecordWord::FilesLarge));
            return;
        }
        let Some(name) = name_of(&file.name()) else { return };
        self.under_way.update(|count| *count = count.saturating_add(1));
        spawn_local(async move {
            let answer = post_file::<Scan>(&path, &file).await;
            self.under_way.try_update(|count| *count = count.saturating_sub(1));
            match answer {
                Ok(file) => {
                    done(name.as_str());
                    self.chosen.try_update(|files| files.push(Attached { name, file }));
                }
                Err(failure) => drop(self.trouble.try_set(Some(failure.into()))),
            }
        });
    }
}

/// What a file is called, as far as there is room; its ending stays.
fn name_of(name: &str) -> Option<Label> {
    const MOST: usize = 60;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let room = MOST.saturating_sub(ending.chars().count()).saturating_sub(1);
    let stem: String = stem.chars().take(room).collect();
    let short = if ending.is_empty() { stem } else { format!("{stem}.{ending}") };
    Label::new(&short).or_else(|_odd| Label::new("bestand")).ok()
}

/// A field for the files of one record; each goes to the bureau at once and waits there for the rest.
#[component]
pub fn FilesField(
    dossier: DossierId,
    record: RecordId,
    kind: RecordKind,
    files: Files,
    #[prop(into)] id: String,
    #[prop(optional, into)] error: MaybeText,
) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let field = StoredValue::new(id.clone());
    let (_, until) = kind.files();
    let accept = if until == 1 { "image/jpeg,image/png" } else { "image/jpeg,image/png,application/pdf" };
    let hint = if until == 1 { RecordWord::FilesHintOne } else { RecordWord::FilesHint };
    let choose = move |file: web_sys::File| {
        let path = path::to(path::RECORD_FILES, &[&dossier, &record]);
        files.send(path, file, move |name| {
            announce(lang.get_untracked().fill_later(RecordWord::FilesThere, &[("name", name)]));
        });
    };
    let wrong = move || files.wrong.get().map(|word| lang.get().say_later(word).to_owned());
    let error = move || wrong().or_else(|| error.get());
    let line = move |known: Attached| {
        let name = known.name.to_string();
        let remove = {
            let name = name.clone();
            move || lang.get().fill_later(RecordWord::FilesRemove, &[("name", &name)])
        };
        let gone = move || {
            files.remove(known.file.id);
            field.with_value(|field| focus_by_id(field));
        };
        view! {
            <li class="row-apart" data-test="file-there">
                <span>{name} " · " {file_size(known.file.bytes)}</span>
                <Button text=remove look=Look::Quiet glyph=Glyph::Trash on_press=gone mark="file-remove" />
            </li>
        }
    };
    view! {
        <div class="stack-close">
            <FileField
                label=told(RecordWord::FilesLabel)
                hint=Text::from(told(hint))
                error=MaybeText::from(error)
                accept
                id
                mark="record-file"
                several=true
                on_begin=move || files.begin()
                on_choose=choose
            />
            <TroubleNotice trouble=files.trouble />
            <p class="quiet small" role="status">
                {move || (files.under_way.get() > 0).then(|| lang.get().say_later(RecordWord::FilesBusy))}
            </p>
            <ul class="plain stack-close">
                <For each=move || files.chosen.get() key=|known| known.file.id let:known>
                    {line(known)}
                </For>
            </ul>
        </div>
    }
}

/// The files of a record, each to be saved.
#[component]
pub fn FileLinks(dossier: DossierId, record: RecordId, files: Vec<Attached>) -> impl IntoView {
    let link = move |known: Attached| {
        let href = path::to(path::RECORD_FILE, &[&dossier, &record, &known.file.id]);
        let (name, saved_as) = (known.name.to_string(), known.name.to_string());
        view! {
            <li>
                <a class="consult-line" href=href rel="external" download=saved_as data-test="file-get">
                    {name} " · " {file_size(known.file.bytes)}
                </a>
            </li>
        }
    };
    (!files.is_empty()).then(|| {
        view! { <ul class="plain stack-close" aria-label=told(RecordWord::FilesLabel)>{files.into_iter().map(link).collect_view()}</ul> }
    })
}

/// How large a file is, in thousands or millions of bytes.
#[must_use]
pub fn file_size(bytes: u32) -> String {
    let thousands = bytes.div_ceil(1000);
    if thousands < 1000 { format!("{thousands} kB") } else { format!("{} MB", thousands.div_ceil(1000)) }
}
