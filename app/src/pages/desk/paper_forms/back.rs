//! What came back on a form: what is ticked, the day, her words, the scan, and where the paper lies.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::api::{FormPage, path};
use shared::dossier::Command;
use shared::dossier::forms::{Asked, FormAnswer, Returned, SCAN_BYTES_MAX, Scan};
use shared::ids::DossierId;
use shared::text::{Place, Remark};

use super::super::day_form::past_day;
use super::super::form::{Errors, FieldId, Wrong, Wrongs};
use super::super::refused::Refused;
use super::super::sending::Sending;
use crate::api::post_file;
use crate::ui::{
    Button, Field, FileField, Input, Look, MaybeText, OptionItem, RadioGroup, Text, TextArea, announcer, focus_by_id,
};
use crate::words::{DossierWord, Word, language, say, told};

const ANSWER: &str = "form-answer";
const SIGNED: &str = "form-signed";
const WORDS: &str = "form-words";
const SCAN: &str = "form-scan";
const ORIGINAL: &str = "form-original";
const YES: &str = "yes";
const NO: &str = "no";

/// What was filled in.
#[derive(Clone, Copy)]
struct Typed {
    answer: RwSignal<String>,
    signed_on: RwSignal<String>,
    words: RwSignal<String>,
    original: RwSignal<String>,
    scan: RwSignal<Option<(Scan, String)>>,
}

impl Typed {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self { answer: empty(), signed_on: empty(), words: empty(), original: empty(), scan: RwSignal::new(None) }
    }

    fn says(self, answer: &str) -> bool {
        self.answer.with(|said| said == answer)
    }

    /// The command, or what is wrong with which field.
    fn read(self, page: &FormPage) -> Result<Command, Vec<(FieldId, Wrong)>> {
        let mut wrong: Vec<(FieldId, Wrong)> = Vec::new();
        let asked = page.form.view.asked;
        let answer = match self.answer.get_untracked().as_str() {
            YES => Some(FormAnswer::Yes),
            NO => Some(FormAnswer::No),
            _ => None,
        };
        let signed_on = past_day(&self.signed_on.get_untracked(), page.today);
        let words = Remark::new(&self.words.get_untracked());
        let wants_words = answer == Some(FormAnswer::No) && matches!(asked, Asked::Summary { .. });
        let original = Place::new(&self.original.get_untracked());
        let scan = self.scan.with_untracked(|scan| scan.as_ref().map(|(scan, _)| scan.id));
        let mut miss = |missing: bool, id: &'static str, what: Wrong| {
            if missing {
                wrong.push((id.into(), what));
            }
        };
        miss(answer.is_none(), ANSWER, Wrong::later(DossierWord::FormsWrongAnswer));
        miss(signed_on.is_none(), SIGNED, Wrong::Said(Word::DeskPersonWrongDate));
        miss(wants_words && words.is_err(), WORDS, Wrong::later(DossierWord::FormsWrongWords));
        miss(scan.is_none(), SCAN, Wrong::later(DossierWord::FormsWrongScan));
        miss(original.is_err(), ORIGINAL, Wrong::later(DossierWord::FormsWrongOriginal));
        let (Some(answer), Some(signed_on), Some(scan), Ok(original)) = (answer, signed_on, scan, original) else {
            return Err(wrong);
        };
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let words = words.ok().filter(|_| wants_words);
        Ok(Command::RecordForm(Box::new(Returned {
            form: page.form.view.id,
            asked,
            answer,
            signed_on,
            scan,
            original,
            words,
        })))
    }
}

/// Recording it. What was filled in stays where it is refused.
#[component]
pub fn Back(dossier: DossierId, page: RwSignal<FormPage>) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (wrongs, sending, typed) = (Wrongs::new(), Sending::new(), Typed::new());
    let (form, asked, today) =
        page.with_untracked(|page| (page.form.view.id, page.form.view.asked, page.today.to_string()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let command = match page.with_untracked(|page| typed.read(page)) {
            Ok(command) => command,
            Err(wrong) => {
                wrongs.set(wrong);
                return;
            }
        };
        wrongs.set(Vec::new());
        let no = typed.answer.with_untracked(|answer| answer == NO);
        sending.command(dossier, command, move |_| {
            let word = if no { DossierWord::FormsSavedNo } else { DossierWord::FormsSavedYes };
            announce(lang.get_untracked().say_later(word).to_owned());
            focus_by_id("main");
        });
    };
    let answers = vec![
        OptionItem::new(YES, told(DossierWord::FormsAnswerYes)),
        OptionItem::new(NO, told(DossierWord::FormsAnswerNo)),
    ];
    let words = move || {
        (typed.says(NO) && matches!(asked, Asked::Summary { .. })).then(|| {
            view! {
                <TextArea
                    label=told(DossierWord::FormsWords)
                    hint=Text::from(told(DossierWord::FormsWordsHint))
                    value=typed.words
                    rows=3
                    id=WORDS
                    mark=WORDS
                    error=wrongs.of(WORDS)
                />
            }
        })
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Errors wrongs />
            <Refused failure=sending.failure />
            <RadioGroup label=told(DossierWord::FormsAnswer) value=typed.answer options=answers id=ANSWER error=wrongs.of(ANSWER) />
            {words}
            <Field label=told(DossierWord::FormsSignedOn) value=typed.signed_on input=Input::Date id=SIGNED mark=SIGNED latest=today error=wrongs.of(SIGNED) />
            <ScanField path=path::to(path::FORM_SCAN, &[&dossier, &form]) scan=typed.scan wrongs />
            <Field label=told(DossierWord::FormsOriginal) hint=Text::from(told(DossierWord::FormsOriginalHint)) value=typed.original id=ORIGINAL mark=ORIGINAL error=wrongs.of(ORIGINAL) />
            <div class="row">
                <Button text=told(DossierWord::FormsSave) busy_text=say(Word::DeskSaving) look=Look::Primary busy=sending.busy submit=true mark="form-save" />
            </div>
        </form>
    }
}

/// The scan goes to the bureau as soon as it is chosen; it is kept a day, until the form is recorded.
#[component]
fn ScanField(path: String, scan: RwSignal<Option<(Scan, String)>>, wrongs: Wrongs) -> impl IntoView {
    let (lang, announce, sending) = (language(), announcer(), Sending::new());
    let too_large = RwSignal::new(false);
    let there = move || {
        let name = scan.with(|scan| scan.as_ref().map(|(_, name)| name.clone()))?;
        Some(lang.get().fill_later(DossierWord::FormsScanThere, &[("name", &name)]))
    };
    let choose = move |file: web_sys::File| {
        // A size beyond what a number of the browser can hold is no scan either.
        too_large.set(file.size() > f64::from(u32::try_from(SCAN_BYTES_MAX).unwrap_or(u32::MAX)));
        if too_large.get_untracked() {
            return;
        }
        scan.set(None);
        let (name, path) = (file.name(), path.clone());
        let ask = move |_entry| async move { post_file::<Scan>(&path, &file).await };
        sending.run(name.clone(), ask, move |kept: Scan| {
            scan.set(Some((kept, name)));
            announce(there().unwrap_or_default());
        });
    };
    // Sent while it is still on its way, it is no fault of hers.
    let on_its_way = move || sending.busy.get().then(|| lang.get().say_later(DossierWord::FormsScanBusy).to_owned());
    let error = move || {
        let large = too_large.get().then(|| lang.get().say_later(DossierWord::FormsScanHint).to_owned());
        large.or_else(|| wrongs.of(SCAN)().map(|wrong| on_its_way().unwrap_or(wrong)))
    };
    view! {
        <FileField
            label=told(DossierWord::FormsScan)
            hint=Text::from(told(DossierWord::FormsScanHint))
            error=MaybeText::from(error)
            accept="image/jpeg,image/png,application/pdf"
            id=SCAN
            mark=SCAN
            on_choose=choose
        />
        <Refused failure=sending.failure />
        <div role="status">
            {move || sending.busy.get().then(|| view! { <p class="quiet small">{told(DossierWord::FormsScanBusy)}</p> })}
            {move || there().map(|there| view! { <p data-test="form-scan-there">{there}</p> })}
        </div>
    }
}
