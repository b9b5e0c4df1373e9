//! The regulation at the administrator's: compared in sentences, written, looked at and published (F67, G24, W1, R8).
//!
//! Three steps at three addresses. `compare` sets regulations side by side, `write` asks for each rule with `rule`,
//! `publish` asks the server what the rules come to and shows it with `come_to`. What is being written is a `draft` that
//! this browser keeps. `said` makes the sentences; all of them come from the server, so that the app knows no rule.

mod come_to;
mod compare;
mod draft;
mod file;
mod publish;
mod rule;
mod said;
mod versions;
mod write;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::api::{RegulationDesk, RuleChoice, path};

use self::compare::Compare;
use self::draft::Kept;
use self::publish::Publish;
use self::write::Write;
use crate::parts::{Shown, load};
use crate::ui::{Button, ButtonLink, Glyph, Icon, Look, MaybeText, PageHeading, Text, announcer};
use crate::words::{BureauWord, language, told};

/// `/regulations` and what is below it.
#[component]
pub fn RulesPage() -> impl IntoView {
    let lang = language();
    // Asked again in another language: the sentences are the server's.
    let loaded = load::<RegulationDesk>(move || {
        lang.track();
        path::REGULATIONS.to_owned()
    });
    let refresh = Callback::new(move |()| loaded.refresh());
    view! { <Shown loaded alone=true view=move |desk| view! { <Steps desk refresh /> } /> }
}

/// What the three steps share.
#[derive(Clone, Copy)]
struct Rules {
    desk: RwSignal<RegulationDesk>,
    kept: Kept,
    /// Asks for the versions again.
    refresh: Callback<()>,
    /// The name of what was published just now.
    published: RwSignal<Option<String>>,
}

impl Rules {
    /// What the draft says, as the server takes it.
    fn choices(self) -> Vec<RuleChoice> {
        self.desk.with_untracked(|desk| self.kept.with_untracked(|draft| draft.choices(&desk.parameters)))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Compare,
    Write,
    Publish,
}

impl Step {
    const ALL: [Self; 3] = [Self::Compare, Self::Write, Self::Publish];

    fn of(name: Option<&str>) -> Self {
        match name {
            Some("write") => Self::Write,
            Some("publish") => Self::Publish,
            _ => Self::Compare,
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Compare => "/regulations",
            Self::Write => "/regulations/write",
            Self::Publish => "/regulations/publish",
        }
    }

    /// Its name among the steps, its heading, and what it is for.
    const fn words(self) -> [BureauWord; 3] {
        match self {
            Self::Compare => [BureauWord::RulesCompare, BureauWord::RulesCompareTitle, BureauWord::RulesCompareLead],
            Self::Write => [BureauWord::RulesWrite, BureauWord::RulesWriteTitle, BureauWord::RulesWriteLead],
            Self::Publish => [BureauWord::RulesPublish, BureauWord::RulesPublishTitle, BureauWord::RulesPublishLead],
        }
    }
}

#[component]
fn Steps(desk: RwSignal<RegulationDesk>, refresh: Callback<()>) -> impl IntoView {
    let rules = Rules { desk, kept: Kept::read(), refresh, published: RwSignal::new(None) };
    let params = use_params_map();
    let step = Memo::new(move |_| Step::of(params.with(|params| params.get("step")).as_deref()));
    move || {
        let step = step.get();
        let [_, title, lead] = step.words();
        let shown = match step {
            Step::Compare => view! { <Compare rules /> }.into_any(),
            Step::Write => view! { <Write rules /> }.into_any(),
            Step::Publish => view! { <Publish rules /> }.into_any(),
        };
        view! {
            <div class="page-wide stack">
                <p class="desk-back"><ButtonLink text=told(BureauWord::RulesBack) href="/" look=Look::Quiet glyph=Glyph::ArrowLeft /></p>
                <PageHeading text=told(title) lead=hint(lead) />
                <Way step />
                <DraftLine kept=rules.kept />
                {shown}
            </div>
        }
    }
}

/// A hint below a label.
fn hint(word: BureauWord) -> MaybeText {
    Text::from(told(word)).into()
}

/// The way through the steps: each can be gone to at any time.
#[component]
fn Way(step: Step) -> impl IntoView {
    let link = move |(number, to): (u8, Step)| {
        let [name, ..] = to.words();
        view! {
            <li>
                <a class="button" href=to.path() aria-current=(to == step).then_some("step")>
                    {number} ". " {told(name)}
                </a>
            </li>
        }
    };
    view! {
        <nav aria-label=told(BureauWord::RulesSteps) data-test="rules-steps">
            <ol class="plain segments rules-steps">{(1_u8..).zip(Step::ALL).map(link).collect_view()}</ol>
        </nav>
    }
}

/// That the draft is kept here, and how to be rid of it; what was there before can be put back.
#[component]
fn DraftLine(kept: Kept) -> impl IntoView {
    let (lang, announce) = (language(), announcer());
    let (there, lost) = (kept.is_there(), kept.can_put_back());
    let drop_it = move || {
        kept.drop_it();
        announce(lang.get_untracked().say_later(BureauWord::RulesDropped).to_owned());
    };
    let put_back = move || {
        kept.put_back();
        announce(lang.get_untracked().say_later(BureauWord::RulesIsBack).to_owned());
    };
    let line = move || match (there.get(), lost.get()) {
        (true, _) => Some((Glyph::Check, BureauWord::RulesKept)),
        (false, true) => Some((Glyph::Info, BureauWord::RulesDropped)),
        (false, false) => None,
    };
    let shown = move || {
        let (glyph, word) = line()?;
        Some(
            view! { <p class="save-state small icon-line" data-test="draft-kept"><Icon glyph /><span>{told(word)}</span></p> },
        )
    };
    view! {
        <div class="row" hidden=move || line().is_none()>
            {shown}
            <span hidden=move || !there.get()>
                <Button text=told(BureauWord::RulesDrop) look=Look::Quiet glyph=Glyph::Trash on_press=drop_it mark="draft-drop" />
            </span>
            <span hidden=move || !lost.get()>
                <Button text=told(BureauWord::RulesPutBack) look=Look::Quiet on_press=put_back mark="draft-back" />
            </span>
        </div>
    }
}
