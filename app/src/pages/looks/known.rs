//! The lines that are here: the newest as they happen, and the older ones she asked for.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{LookLine, LooksPage as Page, path};
use shared::time::CivilDate;

use super::Looking;
use super::line::Day;
use crate::api;
use crate::parts::TroubleNotice;
use crate::trouble::Trouble;
use crate::ui::{Button, EmptyState, Glyph, announcer, focus_by_id};
use crate::words::{ClientWord, language, told};

/// Where the focus goes when there are no older lines any more.
const LINES: &str = "look-lines";

/// The lines, and where older ones begin.
#[derive(Clone, Default, PartialEq, Eq)]
struct Known {
    lines: Vec<LookLine>,
    older: Option<u64>,
}

impl Known {
    /// Takes in the newest lines; those that were here and are older stay. After a gap there are only the newest.
    fn take(&mut self, page: &Page) {
        let last = page.lines.last().map_or(0, |line| line.seq);
        let joins = page.older.is_none() || self.lines.iter().any(|line| line.seq >= last);
        let stays: Vec<LookLine> = self.lines.iter().filter(|line| joins && line.seq < last).cloned().collect();
        if stays.is_empty() {
            self.older = page.older;
        }
        self.lines = page.lines.iter().cloned().chain(stays).collect();
    }

    /// Takes in older ones.
    fn extend(&mut self, page: Page) {
        self.lines.extend(page.lines);
        self.older = page.older;
    }

    fn newest(&self) -> Option<u64> {
        self.lines.first().map(|line| line.seq)
    }
}

#[component]
pub(super) fn List(looking: Looking, page: RwSignal<Page>) -> impl IntoView {
    let (lang, tell) = (language(), announcer());
    let known = RwSignal::new(Known::default());
    Effect::new(move |before: Option<()>| {
        let newest = known.with_untracked(Known::newest);
        page.with(|page| known.update(|known| known.take(page)));
        let looked = |line: &&LookLine| newest.is_none_or(|newest| line.seq > newest) && !line.kind.is_automatic();
        if let (Some(()), Some(line)) = (before, page.with(|page| page.lines.iter().find(looked).cloned())) {
            let lang = lang.get_untracked();
            let name = untrack(move || looking.name(lang, line.person, line.role));
            tell(lang.fill_later(ClientWord::LookNew, &[("name", &name)]));
        }
    });
    let days = Memo::new(move |_| {
        let mut days: Vec<CivilDate> = known.with(|known| known.lines.iter().map(|line| line.on).collect());
        days.dedup();
        days
    });
    let lines = Memo::new(move |_| known.with(|known| known.lines.clone()));
    let today = Memo::new(move |_| page.with(|page| page.today));
    view! {
        {move || days.with(Vec::is_empty).then(|| view! { <Nothing looking /> })}
        <div id=LINES tabindex="-1" class="stack-far" data-test="look-days">
            <For each=move || days.get() key=|day| *day let:day>
                <Day looking lines day today />
            </For>
        </div>
        <Older looking known />
    }
}

#[component]
fn Nothing(looking: Looking) -> impl IntoView {
    move || {
        if looking.sieve.is_open() {
            view! { <EmptyState title=told(ClientWord::LookNone) text=told(ClientWord::LookNoneText) glyph=Glyph::Eye /> }
                .into_any()
        } else {
            let show = move || looking.sieve.open();
            view! {
                <p>{told(ClientWord::LookNoneHere)}</p>
                <div class="row">
                    <Button text=told(ClientWord::LookShowAll) on_press=show mark="looks-all" />
                </div>
            }
            .into_any()
        }
    }
}

/// The way to older lines, while there are any.
#[component]
fn Older(looking: Looking, known: RwSignal<Known>) -> impl IntoView {
    let (lang, tell) = (language(), announcer());
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let more = Memo::new(move |_| known.with(|known| known.older.is_some()));
    let fetch = move || {
        let Some(before) = known.with_untracked(|known| known.older) else { return };
        let query = untrack(|| looking.sieve.query());
        let path = format!("{}?{query}before={before}", path::to(path::LOOKS, &[&looking.dossier]));
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let answer = api::get::<Page>(&path).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                // Where it began anew meanwhile, these no longer come next.
                Ok(_) if known.with_untracked(|known| known.older != Some(before)) => {}
                Ok(page) => {
                    known.update(|known| known.extend(page));
                    // The last ones take the button away: the focus goes to the lines.
                    if known.with_untracked(|known| known.older.is_none()) {
                        focus_by_id(LINES);
                    }
                    tell(lang.get_untracked().say_later(ClientWord::LookOlderDone).to_owned());
                }
                Err(failure) => trouble.set(Some(failure.into())),
            }
        });
    };
    view! {
        <TroubleNotice trouble />
        <div class="row" hidden=move || !more.get()>
            <Button
                text=told(ClientWord::LookOlder)
                busy
                busy_text=told(ClientWord::LookOlderBusy)
                on_press=fetch
                mark="looks-older"
            />
        </div>
    }
}
