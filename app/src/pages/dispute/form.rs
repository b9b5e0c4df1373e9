//! The form: every passage, a remark on the whole, and what happens with it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::api::{ConsultPage, Post};
use shared::dossier::Command;
use shared::dossier::summaries::Passage;
use shared::text::Remark;

use super::draft::{DraftLine, Kept};
use super::mark::{Mark, MarkablePassage, Wrong, characters, said, unfit};
use crate::clock;
use crate::ids::fresh_entry;
use crate::outbox::outbox;
use crate::pages::summary::Place;
use crate::parts::{Found, Keeper, PageProblem, Texts, TroubleNotice, WithDraft, problem, text};
use crate::trouble::Trouble;
use crate::ui::{BottomBar, Button, ErrorSummary, FieldError, Glyph, Look, PageHeading, TextArea, announcer};
use crate::words::{Lang, Word, language, say};

const WHOLE: &str = "dispute-whole";

/// Everything on the form.
#[derive(Clone, Copy)]
struct Sheet {
    place: Place,
    version: u32,
    marks: StoredValue<Vec<Mark>>,
    remark: RwSignal<String>,
    wrong: RwSignal<Wrong>,
    keeper: Keeper,
}

impl Sheet {
    fn kept(self) -> Kept {
        let marks = self.marks.with_value(|marks| marks.iter().filter_map(|mark| mark.kept()).collect());
        Kept { marks, remark: self.remark.get() }
    }

    /// The command, or what is missing.
    fn command(self) -> Result<Command, Wrong> {
        let mut wrong = Vec::new();
        let mut marks = Vec::new();
        self.marks.with_value(|known| {
            for mark in known {
                match mark.marking() {
                    Ok(marking) => marks.extend(marking),
                    Err(found) => wrong.extend(found),
                }
            }
        });
        let words = self.remark.get_untracked();
        let remark = (!words.trim().is_empty()).then(|| Remark::new(&words)).transpose().unwrap_or_else(|error| {
            wrong.push((WHOLE.to_owned(), unfit(error)));
            None
        });
        if wrong.is_empty() && marks.is_empty() && remark.is_none() {
            wrong.push((WHOLE.to_owned(), Word::PhoneDisputeEmpty));
        }
        let Place { consult, .. } = self.place;
        if wrong.is_empty() {
            Ok(Command::DisputeSummary { consult, version: self.version, marks, remark })
        } else {
            Err(wrong)
        }
    }
}

#[component]
pub(super) fn Form(place: Place, page: ConsultPage, texts: Texts) -> impl IntoView {
    let lang = language();
    let version = page.view.version;
    let passages = StoredValue::new(texts.version(version).to_vec());
    let wrong = RwSignal::new(false);
    provide_context(PageProblem(wrong));
    let title = move || {
        let date = clock::near_day(lang.get(), page.view.held_on, page.today);
        lang.get().fill(Word::PhoneDisputeTitleOf, &[("date", &date)])
    };
    let coach = page.view.versions.last().and_then(|version| page.names.get(&version.sent_by));
    let coach = coach.map(ToString::to_string).unwrap_or_default();
    let (days, today) = (page.settings.dispute_answer_days_max, page.today);
    let who = move || {
        let date = clock::near_day(lang.get(), today.plus_days(i64::from(days)), today);
        lang.get().fill(Word::PhoneDisputeWho, &[("coach", &coach), ("days", &days.to_string()), ("date", &date)])
    };
    let sheets = Callback::new(move |(found,): (Found<Kept>,)| {
        view! { <Sheets place version found passages=passages.get_value() /> }.into_any()
    });
    view! {
        <div class="stack">
            <p>
                <a class="consult-line" href=place.href("") data-test="back-to-text">
                    {say(Word::PhoneCheckBack)}
                </a>
            </p>
            <PageHeading text=title problem=problem(wrong) />
            <ul class="stack-close">
                <li>{who}</li>
                <li>{say(Word::PhoneDisputeStays)}</li>
                <li>{say(Word::PhoneDisputeAtOnce)}</li>
            </ul>
            <WithDraft dossier=place.dossier item=place.consult.into() view=sheets />
        </div>
    }
}

#[component]
fn Sheets(place: Place, version: u32, found: Found<Kept>, passages: Vec<Passage>) -> impl IntoView {
    let lang = language();
    let since = found.as_ref().map(|(_, at)| *at);
    let kept = found.map(|(kept, _)| kept).unwrap_or_default();
    let restore =
        |passage: &Passage| Mark::restored(passage.id, kept.marks.iter().find(|mark| mark.passage == passage.id));
    let marks: Vec<Mark> = passages.iter().map(restore).collect();
    let remark = with_orphans(&kept, &passages, lang.get_untracked());
    let sheet = Sheet {
        place,
        version,
        marks: StoredValue::new(marks.clone()),
        remark: RwSignal::new(remark),
        wrong: RwSignal::new(Vec::new()),
        keeper: Keeper::new(place.dossier, place.consult.into(), since),
    };
    sheet.keeper.follow(move || sheet.kept());
    let errors = Signal::derive(move || {
        let text = |word| (move || lang.get().say(word)).into();
        let wrong = sheet.wrong.get().into_iter();
        wrong.map(|(field_id, word)| FieldError { field_id, text: text(word) }).collect::<Vec<_>>()
    });
    let count = Callback::new(move |(used, most): (usize, usize)| characters(lang.get(), used, most));
    let list = marks
        .into_iter()
        .zip(passages)
        .map(|(mark, passage)| view! { <MarkablePassage mark passage wrong=sheet.wrong /> })
        .collect_view();
    view! {
        <ErrorSummary title=say(Word::UiWrongTitle) errors />
        <h2>{say(Word::PhoneDisputeMarkTitle)}</h2>
        <ul class="plain stack">{list}</ul>
        <TextArea
            label=say(Word::PhoneDisputeWhole)
            hint=text(Word::PhoneDisputeWholeHint)
            error=said(sheet.wrong, WHOLE.to_owned())
            value=sheet.remark
            id=WHOLE
            most=Remark::MAX
            count
            mark="remark"
        />
        <Send sheet />
    }
}

/// Her remark on the whole, with what she wrote about passages that a newer version does not have: it would be lost.
fn with_orphans(kept: &Kept, passages: &[Passage], lang: Lang) -> String {
    let orphans = kept.marks.iter().filter(|mark| !passages.iter().any(|passage| passage.id == mark.passage));
    let said = orphans.map(|mark| {
        let words = [mark.proposed.trim(), mark.why.trim()].join(" ");
        lang.fill(Word::PhoneDisputeGone, &[("words", words.trim())])
    });
    let whole = Some(kept.remark.clone()).filter(|remark| !remark.is_empty());
    whole.into_iter().chain(said).collect::<Vec<_>>().join("\n")
}

#[component]
fn Send(sheet: Sheet) -> impl IntoView {
    let (lang, outbox, tell) = (language(), outbox(), announcer());
    let (navigate, page) = (use_navigate(), use_context::<PageProblem>());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let entry = fresh_entry();
    let send = move || {
        trouble.set(None);
        let found = sheet.command();
        if let Some(PageProblem(wrong)) = page {
            wrong.set(found.is_err());
        }
        let command = match found {
            Ok(command) => command,
            Err(wrong) => {
                sheet.wrong.set(wrong);
                return;
            }
        };
        sheet.wrong.set(Vec::new());
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            sheet.keeper.hold().await;
            match outbox.deliver(sheet.place.dossier, Post { entry, command }, busy).await {
                None => {}
                Some(Ok(_)) => {
                    drop(sheet.keeper.end().await);
                    tell(lang.get_untracked().say(Word::PhoneDisputeSent).to_owned());
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&sheet.place.href(""), options);
                }
                Some(Err(failure)) => {
                    sheet.keeper.resume();
                    drop(trouble.try_set(Some(failure.into())));
                }
            }
        });
    };
    view! {
        <DraftLine keeper=sheet.keeper />
        <BottomBar>
            <TroubleNotice trouble />
            <Button
                text=say(Word::PhoneDisputeSend)
                look=Look::Primary
                glyph=Glyph::Speech
                busy
                busy_text=say(Word::PhoneSending)
                on_press=send
                mark="send-dispute"
            />
        </BottomBar>
    }
}
