//! Who guides her, who stands in and who looks along: how it is, what is asked of her, and her answers (F59-F61, M8, R4.3).
//!
//! A yes is a signature, with a last look of its own in the address (`sign`); a no counts at once, after one question
//! that says what it means (`no`). What is asked can be taken back while she looks: then the page says so.

mod coach;
mod guest;
mod no;
mod represents;
mod sign;
mod stand_in;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use shared::access::{Act, Relation};
use shared::api::{Accepted, DossierPage, path};
use shared::ids::{DossierId, EntryId, PersonId};
use shared::statement::Decision;
use shared::time::Timestamp;

use crate::api::Failure;
use crate::clock;
use crate::pages::NotFound;
use crate::parts::{Loaded, Shown, WhichTrajectory, load, superseded};
use crate::session::session;
use crate::ui::{Busy, Choice, Choices, Notice, PageHeading, Text, Tone, announcer, focus_by_id};
use crate::words::{ClientWord, Lang, Word, language, say, told};

use coach::{Coach, Comes};
use guest::LooksAlong;
use no::{No, Refusing};
use represents::ActsForHer;
use sign::Sign;
use stand_in::StandIn;

/// Where the focus goes when what she pressed has gone.
const SAID: &str = "people-said";

/// What is asked: which yes, and by which proposal.
type Asked = (Decision, EntryId);

/// What the page says about what was done last.
#[derive(Clone, PartialEq, Eq)]
enum Said {
    /// What she said was received: when, up to which entry, and what it means.
    Received(Timestamp, u64, ClientWord, String),
    /// What was asked is asked no more.
    Gone,
    /// Who was proposed works here no more.
    Unfit(String),
}

/// What the whole page shares.
#[derive(Clone, Copy)]
struct Guided {
    page: RwSignal<DossierPage>,
    loaded: Loaded<DossierPage>,
    /// A touch was asked and its answer is on its way: the page stays as it is until then.
    signing: RwSignal<bool>,
    /// What she is answering herself: that it is asked no more is then no news.
    hers: RwSignal<Option<EntryId>>,
    said: RwSignal<Option<Said>>,
    refusing: Refusing,
}

#[component]
pub fn PeoplePage() -> impl IntoView {
    let params = use_params_map();
    let dossier = Memo::new(move |_| params.with(|params| params.get("dossier")?.parse::<DossierId>().ok()));
    move || match dossier.get() {
        Some(dossier) => view! { <People dossier /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

#[component]
fn People(dossier: DossierId) -> impl IntoView {
    let loaded = load::<DossierPage>(move || path::to(path::DOSSIER, &[&dossier]));
    view! {
        <div class="page">
            <Shown loaded view=move |page| view! { <Stages page loaded /> } alone=true />
        </div>
    }
}

/// What is asked of her now.
fn asked(page: &DossierPage) -> Vec<Asked> {
    let proposal = page.view.coming.map(|coming| coming.proposal);
    let stands_in = page.view.substitute.map(|known| known.proposal);
    let acts_for_her = page.view.representative.map(|known| known.proposal);
    let all = [
        (Act::AcceptCoach, Decision::AcceptCoach, proposal),
        (Act::HandOver, Decision::HandOver, proposal),
        (Act::AcceptSubstitute, Decision::AcceptSubstitute, stands_in),
        (Act::AcceptRepresentative, Decision::AcceptRepresentative, acts_for_her),
    ];
    let open = all.into_iter().filter(|(act, ..)| page.view.allowed.contains(act));
    open.filter_map(|(_, decision, proposal)| Some((decision, proposal?))).collect()
}

/// The step in the address at which she signs.
const fn step(decision: Decision) -> &'static str {
    match decision {
        Decision::HandOver => "hand-over",
        Decision::AcceptSubstitute => "substitute",
        Decision::AcceptRepresentative => "representative",
        _ => "coach",
    }
}

#[component]
fn Stages(page: RwSignal<DossierPage>, loaded: Loaded<DossierPage>) -> impl IntoView {
    let (lang, tell) = (language(), announcer());
    let (query, navigate) = (use_query_map(), use_navigate());
    let guided = Guided {
        page,
        loaded,
        signing: RwSignal::new(false),
        hers: RwSignal::new(None),
        said: RwSignal::new(None),
        refusing: Refusing::new(),
    };
    let wanted = Memo::new(move |_| query.with(|query| query.get("step")));
    let open = Memo::new(move |_| page.with(asked));
    let stage = Memo::new(move |before: Option<&Option<Asked>>| {
        let before = before.copied().flatten();
        if guided.signing.get() && before.is_some() {
            return before;
        }
        let wanted = wanted.get()?;
        let found = open.with(|open| open.iter().copied().find(|(decision, _)| step(*decision) == wanted))?;
        // Another proposal never slips in under her eyes.
        let same = before.is_none_or(|(decision, proposal)| decision != found.0 || proposal == found.1);
        same.then_some(found)
    });
    Effect::new(move |before: Option<Vec<Asked>>| {
        let now = open.get();
        let gone = before.iter().flatten().find(|asked| !now.contains(asked));
        if let Some((_, proposal)) = gone {
            let hers = guided.hers.get_untracked() == Some(*proposal) && untrack(|| guided.is_answering());
            guided.hers.set(None);
            if !hers {
                guided.said.set(Some(Said::Gone));
                tell(lang.get_untracked().say_later(ClientWord::PeopleGone).to_owned());
            }
        }
        now
    });
    Effect::new(move |_| {
        if stage.get().is_none() && wanted.get().is_some() {
            navigate(&guided.href(), NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    move || match stage.get() {
        Some((decision, proposal)) => view! { <Sign guided decision proposal /> }.into_any(),
        None => view! { <Overview guided /> }.into_any(),
    }
}

impl Guided {
    fn href(self) -> String {
        self.page.with_untracked(|page| format!("/dossiers/{}/people", page.view.id))
    }

    /// Whether an answer of hers is on its way, or has just arrived.
    fn is_answering(self) -> bool {
        let arrived = self.said.with(|said| matches!(said, Some(Said::Received(..))));
        self.signing.get() || self.refusing.busy.get() || arrived
    }

    fn allows(self, act: Act) -> bool {
        self.page.with(|page| page.view.allowed.contains(&act))
    }

    fn name(self, person: PersonId) -> String {
        self.page.with(|page| page.names.get(&person).map(ToString::to_string).unwrap_or_default())
    }

    /// What came of her answer about somebody.
    fn take(self, answer: &Result<Accepted, Failure>, done: ClientWord, name: String) {
        match answer {
            Ok(accepted) => self.said.set(Some(Said::Received(accepted.at, accepted.head.seq, done, name))),
            Err(failure) => {
                self.hers.set(None);
                if failure.code() == "colleague_unfit" {
                    self.said.set(Some(Said::Unfit(name)));
                } else if superseded(failure) {
                    self.said.set(Some(Said::Gone));
                }
            }
        }
        self.loaded.refresh();
    }
}

/// A word with one name in it.
fn named(lang: Lang, word: ClientWord, name: &str) -> String {
    lang.fill_later(word, &[("name", name)])
}

#[component]
fn Overview(guided: Guided) -> impl IntoView {
    // Until the page has what she just said, it would still ask her.
    let behind = Memo::new(move |_| {
        let received = guided.said.with(|said| match said {
            Some(Said::Received(_, seq, ..)) => *seq,
            _ => 0,
        });
        guided.page.with(|page| page.view.head.seq < received)
    });
    let dossier = guided.page.with_untracked(|page| page.view.id);
    let to_looks = format!("/dossiers/{dossier}/looks");
    view! {
        <div class="stack-far" data-test="people">
            <div class="stack">
                <PageHeading text=say(Word::ClientHomePeople) />
                <WhichTrajectory dossier />
                <Told guided />
            </div>
            {move || behind.get().then(|| view! { <Busy text=say(Word::PhoneLoading) /> })}
            <div class="stack-far" hidden=move || behind.get()>
                <Coach guided />
                <Comes guided />
                <StandIn guided />
                <ActsForHer guided />
                <LooksAlong guided />
            </div>
            <a class="consult-line" href=to_looks data-test="to-looks">
                {told(ClientWord::PeopleToLooks)}
            </a>
            <no::Confirm guided />
        </div>
    }
}

/// What was done last, and that the bureau has it.
#[component]
fn Told(guided: Guided) -> impl IntoView {
    let lang = language();
    let me = session().me();
    let notice = move |said: Said| {
        let (tone, mark) = match said {
            Said::Received(..) => (Tone::Ok, "received"),
            _ => (Tone::Warn, "gone"),
        };
        let known = said.clone();
        let title = move || {
            let lang = lang.get();
            match &known {
                Said::Received(at, ..) => {
                    let bureau = me.with(|me| me.as_ref().map(|me| me.bureau_name.to_string())).unwrap_or_default();
                    lang.fill(Word::PhoneReceiptReceived, &[("bureau", &bureau), ("time", &clock::time(lang, *at))])
                }
                Said::Gone => lang.say_later(ClientWord::PeopleGone).to_owned(),
                Said::Unfit(name) => named(lang, ClientWord::PeopleUnfit, name),
            }
        };
        let text = move || match &said {
            Said::Received(.., word, name) => named(lang.get(), *word, name),
            Said::Gone => lang.get().say_later(ClientWord::PeopleGoneText).to_owned(),
            Said::Unfit(_) => lang.get().say_later(ClientWord::PeopleUnfitText).to_owned(),
        };
        view! {
            <div data-test=mark>
                <Notice title tone>
                    <p>{text}</p>
                </Notice>
            </div>
        }
    };
    view! {
        <div id=SAID tabindex="-1" hidden=move || guided.said.with(Option::is_none)>
            {move || guided.said.get().map(notice)}
        </div>
    }
}

/// Yes, no and later, as equals: yes leads to her signature, no to what it means, and later leaves everything as it is.
#[component]
fn Answers(guided: Guided, #[prop(into)] question: Text, decision: Decision, no: No) -> impl IntoView {
    let (lang, tell, navigate) = (language(), announcer(), use_navigate());
    let go = Callback::new(move |to: String| navigate(&to, NavigateOptions::default()));
    let sign = format!("{}?step={}", guided.href(), step(decision));
    let yes = move || {
        guided.said.set(None);
        go.run(sign.clone());
    };
    let later = move || {
        tell(lang.get_untracked().say_later(ClientWord::PeopleLaterDone).to_owned());
        go.run("/".to_owned());
    };
    let choices = vec![
        Choice::new(told(ClientWord::PeopleYes), yes).with_mark("people-yes"),
        Choice::new(told(ClientWord::PeopleNo), move || guided.refusing.begin(no)).with_mark("people-no"),
        Choice::new(say(Word::UiLater), later).with_mark("people-later"),
    ];
    // Who acts for her does not answer this for her (W9).
    let hers = Memo::new(move |_| guided.page.with(|page| page.view.you == Relation::Client));
    let not_yours = move || {
        let client = guided.page.with_untracked(|page| page.view.client);
        named(lang.get(), ClientWord::PeopleActsNot, &guided.name(client))
    };
    view! {
        <p class="quiet" hidden=move || hers.get()>{not_yours}</p>
        <div class="answers" hidden=move || !hers.get()>
            <Choices question choices />
        </div>
    }
}

/// After an answer that leaves her on the page: what is said stands where she goes on.
fn go_on() {
    focus_by_id(SAID);
}
