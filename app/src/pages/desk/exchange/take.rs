//! A list comes in: its file is chosen, each line says what it would do, and those who are new are taken on, some at a
//! time. What stops goes on with the rest; the id of the list sees to it that nobody is made twice.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{LineState, ListPreview, TakeOn, TakenOn, path};
use shared::client_list::{Column, LINES_AT_ONCE_MAX, LIST_BYTES_MAX, LIST_LINES_MAX, ListedClient};
use shared::ids::EntryId;
use web_sys::File;

use super::line::Line;
use crate::api::{Failure, post, post_file};
use crate::ids::fresh_entry;
use crate::pages::desk::form::{Errors, Wrong, Wrongs};
use crate::pages::desk::passage_fields::focus_soon;
use crate::pages::desk::refused::Refused;
use crate::ui::{Busy, Button, Card, FileField, Glyph, Look, Text, announcer, hand_out};
use crate::words::{DossierWord, Lang, language, told};

const FILE: &str = "list-file";
const PREVIEW: &str = "list-preview";

/// A list that was read, and how far it is.
#[derive(Clone, Copy)]
pub struct Taking {
    preview: RwSignal<Option<ListPreview>>,
    /// What became of each line that was sent.
    done: RwSignal<BTreeMap<u32, TakenOn>>,
    list: StoredValue<EntryId>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

impl Taking {
    fn new() -> Self {
        Self {
            preview: RwSignal::new(None),
            done: RwSignal::new(BTreeMap::new()),
            list: StoredValue::new(fresh_entry()),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
        }
    }

    /// What a line is now.
    pub fn state(self, line: u32) -> Option<LineState> {
        self.preview.with(|preview| {
            preview.as_ref()?.lines.iter().find(|known| known.line == line).map(|known| known.state.clone())
        })
    }

    /// What became of a line, once it was sent.
    pub fn told(self, line: u32) -> Option<TakenOn> {
        self.done.with(|done| done.get(&line).cloned())
    }

    fn begin(self, preview: ListPreview) {
        self.list.set_value(fresh_entry());
        self.failure.set(None);
        self.done.set(BTreeMap::new());
        self.preview.set(Some(preview));
    }

    /// The next of those who are new and were not sent yet.
    fn next(self) -> Option<Vec<(u32, ListedClient)>> {
        let done = self.done.try_get_untracked()?;
        self.preview.try_with_untracked(|preview| {
            let lines = preview.iter().flat_map(|preview| &preview.lines);
            let waits = lines.filter_map(|line| match &line.state {
                LineState::New { client } if !done.contains_key(&line.line) => Some((line.line, client.clone())),
                _ => None,
            });
            waits.take(LINES_AT_ONCE_MAX).collect()
        })
    }

    /// Sends all who are new, some at a time. Whoever leaves the page stops it: what was sent stands.
    async fn run(self) {
        while let (Some(next), Some(list)) = (self.next(), self.list.try_get_value()) {
            if next.is_empty() {
                break;
            }
            let (lines, clients): (Vec<u32>, Vec<ListedClient>) = next.into_iter().unzip();
            let answer = post::<_, Vec<TakenOn>>(path::EXCHANGE_IN, &TakeOn { list, clients }).await;
            match answer {
                Ok(told) if told.len() == lines.len() => {
                    self.done.try_update(|done| done.extend(lines.into_iter().zip(told)));
                }
                Ok(_other) => {
                    self.failure.try_set(Some(Failure::Broken));
                    break;
                }
                Err(failure) => {
                    self.failure.try_set(Some(failure));
                    break;
                }
            }
        }
        self.busy.try_set(false);
    }

    fn start(self) {
        if !self.busy.get_untracked() {
            self.busy.set(true);
            self.failure.set(None);
            spawn_local(self.run());
        }
    }
}

/// How many lines are so, and how many of them were sent.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    new: usize,
    here: usize,
    wrong: usize,
    sent: usize,
    made: usize,
}

fn count(taking: Taking) -> Counts {
    let of = |is: fn(&LineState) -> bool| {
        taking
            .preview
            .with(|preview| preview.iter().flat_map(|preview| &preview.lines).filter(|line| is(&line.state)).count())
    };
    taking.done.with(|done| Counts {
        new: of(|state| matches!(state, LineState::New { .. })),
        here: of(|state| matches!(state, LineState::Here { .. })),
        wrong: of(|state| matches!(state, LineState::Wrong { .. })),
        sent: done.len(),
        made: done.values().filter(|told| matches!(told, TakenOn::Made { .. })).count(),
    })
}

fn counted(lang: Lang, one: DossierWord, many: DossierWord, n: usize) -> Option<String> {
    (n > 0).then(|| lang.count_later(one, many, u64::try_from(n).unwrap_or_default()))
}

/// The columns that are read, as they are called.
fn columns(lang: Lang) -> String {
    Column::ALL.map(|column| column.title(lang)).join(", ")
}

/// The file is chosen; then what is in it.
#[component]
pub fn Take(system: String) -> impl IntoView {
    let (lang, taking, wrongs) = (language(), Taking::new(), Wrongs::new());
    let (reading, failure) = (RwSignal::new(false), RwSignal::new(None::<Failure>));
    let chosen = move |file: File| {
        if reading.get_untracked() || taking.busy.get_untracked() {
            return;
        }
        taking.preview.set(None);
        failure.set(None);
        // A size is a whole number of bytes, whatever JavaScript counts with.
        let too_large = file.size() > f64::from(u32::try_from(LIST_BYTES_MAX).unwrap_or(u32::MAX));
        let wrong = too_large.then(|| (FILE.into(), Wrong::later(DossierWord::ExchangeTooLarge)));
        if !wrongs.set(wrong.into_iter().collect()) {
            return;
        }
        reading.set(true);
        spawn_local(async move {
            let answer = post_file::<ListPreview>(path::EXCHANGE_READ, &file).await;
            // Whoever left the page hears no more of it.
            if reading.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(preview) => {
                    taking.begin(preview);
                    focus_soon(PREVIEW.into());
                }
                Err(Failure::Problem(problem)) if matches!(&*problem.code, "list_unfit" | "too_large") => {
                    wrongs.set(vec![(FILE.into(), Wrong::Told(problem.detail))]);
                }
                Err(other) => failure.set(Some(other)),
            }
        });
    };
    let lead = {
        let system = system.clone();
        move || lang.get().fill_later(DossierWord::ExchangeInLead, &[("system", &system)])
    };
    let named = move || lang.get().fill_later(DossierWord::ExchangeInColumns, &[("columns", &columns(lang.get()))]);
    let most = move || lang.get().fill_later(DossierWord::ExchangeFileHint, &[("n", &LIST_LINES_MAX.to_string())]);
    let example = move || {
        let lang = lang.get_untracked();
        let titles = Column::ALL.map(|column| format!("\"{}\"", column.title(lang))).join(";");
        hand_out(lang.say_later(DossierWord::ExchangeExampleFile), "text/csv", &format!("\u{feff}{titles}\r\n"));
    };
    let read = Memo::new(move |_| taking.preview.with(Option::is_some));
    view! {
        <Card title=told(DossierWord::ExchangeInTitle)>
            <div class="stack">
                <p>{lead}</p>
                <p class="small">{named}</p>
                <div class="row">
                    <Button text=told(DossierWord::ExchangeExample) look=Look::Quiet glyph=Glyph::Download on_press=example mark="list-example" />
                </div>
                <Errors wrongs />
                <Refused failure />
                <FileField
                    label=told(DossierWord::ExchangeFile)
                    hint=Text::from(most)
                    error=wrongs.of(FILE)
                    accept=".csv,text/csv"
                    id=FILE
                    mark=FILE
                    on_choose=chosen
                />
                {move || reading.get().then(|| view! { <Busy text=told(DossierWord::ExchangeReading) /> })}
            </div>
        </Card>
        {move || read.get().then(|| view! { <Preview taking /> })}
    }
}

/// What is in the list, and the way to take the new ones on.
#[component]
fn Preview(taking: Taking) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let counts = Memo::new(move |_| count(taking));
    let said = move || {
        let (lang, Counts { new, here, wrong, .. }) = (lang.get(), counts.get());
        let parts = [
            counted(lang, DossierWord::ExchangeNewOne, DossierWord::ExchangeNewMany, new),
            counted(lang, DossierWord::ExchangeHereOne, DossierWord::ExchangeHereMany, here),
            counted(lang, DossierWord::ExchangeWrongOne, DossierWord::ExchangeWrongMany, wrong),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let unread = move || {
        let columns = taking.preview.with(|preview| preview.as_ref().map(|preview| preview.unread.join(", ")));
        let columns = columns.filter(|columns| !columns.is_empty())?;
        Some(lang.get().fill_later(DossierWord::ExchangeUnread, &[("columns", &columns)]))
    };
    let begun = Memo::new(move |_| counts.with(|counts| counts.sent > 0));
    let left = Memo::new(move |_| counts.with(|counts| counts.new > counts.sent));
    let take = move || {
        let (lang, new) = (lang.get(), counts.get().new);
        let fresh = || counted(lang, DossierWord::ExchangeTakeOne, DossierWord::ExchangeTakeMany, new);
        if begun.get() { Some(lang.say_later(DossierWord::ExchangeGoOn).to_owned()) } else { fresh() }
            .unwrap_or_default()
    };
    let progress = move || {
        let (done, all) = (counts.get().sent.to_string(), counts.get().new.to_string());
        lang.get().fill_later(DossierWord::ExchangeTaken, &[("done", &done), ("all", &all)])
    };
    let finished = move || {
        let Counts { made, .. } = counts.get();
        counted(lang.get(), DossierWord::ExchangeFinishedOne, DossierWord::ExchangeFinishedMany, made)
    };
    // How it ended is read aloud, and told to who looks elsewhere on the page.
    Effect::new(move |before: Option<bool>| {
        let busy = taking.busy.get();
        if before == Some(true) && !busy && !left.get_untracked() {
            announce(untrack(finished).unwrap_or_default());
            focus_soon(PREVIEW.into());
        }
        busy
    });
    let stopped = Memo::new(move |_| left.get() && begun.get() && !taking.busy.get());
    let lines = move || {
        taking.preview.with(|preview| {
            preview.iter().flat_map(|preview| &preview.lines).map(|line| line.line).collect::<Vec<u32>>()
        })
    };
    let failure = taking.failure;
    view! {
        <Card title=told(DossierWord::ExchangePreviewTitle)>
            <div id=PREVIEW tabindex="-1" class="stack" data-test=PREVIEW>
                <p data-test="list-counts">{said}</p>
                <p class="small quiet" hidden=move || unread().is_none()>{unread}</p>
                <p class="small" hidden=move || counts.with(|counts| counts.wrong == 0)>{told(DossierWord::ExchangeMend)}</p>
                <Refused failure />
                <p hidden=move || !stopped.get()>{told(DossierWord::ExchangeStopped)}</p>
                <div class="row" hidden=move || !left.get()>
                    <Button text=take busy_text=Text::from(progress) look=Look::Primary busy=taking.busy on_press=move || taking.start() mark="list-take" />
                </div>
                <p role="status" data-test="list-finished">
                    {move || (begun.get() && !left.get()).then(finished)}
                </p>
                <ul class="plain desk-list">
                    <For each=lines key=|line| *line let:line>
                        <Line taking line />
                    </For>
                </ul>
            </div>
        </Card>
    }
}
