//! What of the program is fetched when it is first wanted, so that the way in is there soon on a slow line too.
//!
//! The build cuts the program at the functions here (`app/program.mjs`): what only they need lies in files of its own.

#![expect(clippy::unnecessary_wraps, reason = "that a part did not come is added where the program is cut")]

use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::log::Role;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::api::reach;
use crate::pages::{
    Aloud, AnswerAddress, BureauCards, BureauLog, CaseAddress, CaseList, ComeBackWay, ComingList, ConsentList,
    ConsultAddress, Desk, DisputePage, Documents, Door, DossierAddress, FormsList, HeldFormPage, Help, Home, Invite,
    KeptPage, LooksPage, MePage, NewClientAddress, NewKeys, NewRules, OneConsent, OneDocument, PaperFormAddress,
    PaperLies, PeoplePage, Pledge, PurposesAddress, ReasonList, ReceiptPage, RecipientsAddress, RecordsAddress,
    Regulation, RulesPage, StaffPage, TermList, WriteAddress,
};
use crate::parts::{Human, text};
use crate::session::{Standing, session};
use crate::ui::{Button, Glyph, Look, PageHeading};
use crate::words::{Word, say};

/// Something that is fetched with what only its like needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Invite,
    Door,
    Home,
    NewKeys,
    Paper,
    Aloud,
    Desk,
    Staff,
    #[cfg_attr(not(feature = "desk"), expect(dead_code, reason = "a part of the administrator's page"))]
    Bureau,
    Rules,
    Log,
    Recipients,
    #[cfg_attr(not(feature = "desk"), expect(dead_code, reason = "a part of the desk's board"))]
    Terms,
    #[cfg_attr(not(feature = "desk"), expect(dead_code, reason = "a part of the desk's board"))]
    Coming,
    #[cfg_attr(not(feature = "desk"), expect(dead_code, reason = "a part of the officer's page"))]
    Reasons,
    NewClient,
    Dossier,
    Consult,
    Records,
    Documents,
    Document,
    Consents,
    Consent,
    Purposes,
    PaperForm,
    PaperSaid,
    HeldForm,
    Write,
    Answer,
    Receipt,
    Dispute,
    Looks,
    People,
    Kept,
    Cases,
    Case,
    Me,
    #[cfg_attr(not(feature = "phone"), expect(dead_code, reason = "a part of the page of who is invited"))]
    ComeBack,
    Help,
    Regulation,
    NewRules,
    Pledge,
}

/// How long the first page has the line for itself.
const FIRST_PAGE_MILLIS: u32 = 500;

/// Whether the first page of this tab still has it.
static FIRST_PAGE: AtomicBool = AtomicBool::new(true);

/// Whether help and the regulation come with what stands beside the first page: so that they weigh on no invitation. In the
/// staff's program that would cut what its first pages share into so many pieces that they weighed more.
const READ_BESIDE: bool = cfg!(feature = "phone");

type Drawn = Result<AnyView, SplitLoaderError>;

impl Part {
    /// Whether it is here, once that is known.
    async fn fetch(self) -> bool {
        let came = match self {
            Self::Help | Self::Regulation if READ_BESIDE => fetch_beside().await,
            Self::Invite | Self::Door | Self::Help | Self::Regulation | Self::Pledge => fetch_open().await,
            Self::Home => fetch_home().await,
            Self::NewKeys | Self::Paper | Self::Aloud => fetch_beside().await,
            Self::Desk => fetch_desk().await,
            Self::Staff => fetch_staff().await,
            Self::Terms
            | Self::Coming
            | Self::Reasons
            | Self::Case
            | Self::NewClient
            | Self::Dossier
            | Self::Consult
            | Self::Records
            | Self::Documents
            | Self::Document
            | Self::Consents
            | Self::Consent
            | Self::Purposes
            | Self::PaperForm
            | Self::Write
            | Self::Answer
            | Self::Receipt
            | Self::Dispute => fetch_dossier().await,
            Self::Looks | Self::People | Self::Kept | Self::PaperSaid | Self::Cases => fetch_cases().await,
            Self::Me
            | Self::ComeBack
            | Self::Bureau
            | Self::Rules
            | Self::NewRules
            | Self::Log
            | Self::Recipients
            | Self::HeldForm => fetch_me().await,
        };
        came.is_ok()
    }

    /// Its page, if it is here.
    fn draw(self) -> Option<AnyView> {
        let drawing: Pin<Box<dyn Future<Output = Drawn>>> = match self {
            Self::Help | Self::Regulation if READ_BESIDE => Box::pin(draw_beside(self)),
            Self::Invite | Self::Door | Self::Help | Self::Regulation | Self::Pledge => Box::pin(draw_open(self)),
            Self::Home => Box::pin(draw_home()),
            Self::NewKeys | Self::Paper | Self::Aloud => Box::pin(draw_beside(self)),
            Self::Desk => Box::pin(draw_desk()),
            Self::Staff => Box::pin(draw_staff()),
            Self::Me
            | Self::ComeBack
            | Self::Bureau
            | Self::Rules
            | Self::NewRules
            | Self::Log
            | Self::Recipients
            | Self::HeldForm => Box::pin(draw_me(self)),
            Self::Looks | Self::People | Self::Kept | Self::PaperSaid | Self::Cases => Box::pin(draw_cases(self)),
            page => Box::pin(draw_dossier(page)),
        };
        at_once(drawing)?.ok()
    }
}

#[wasm_split(open, fallible, preload(fetch_open))]
fn draw_open(part: Part) -> Drawn {
    Ok(match part {
        #[cfg(not(feature = "phone"))]
        Part::Regulation => view! { <Regulation /> }.into_any(),
        #[cfg(not(feature = "phone"))]
        Part::Help => view! { <Help /> }.into_any(),
        Part::Pledge => view! { <Pledge /> }.into_any(),
        Part::Door => view! { <Door /> }.into_any(),
        _ => view! { <Invite /> }.into_any(),
    })
}

#[wasm_split(home, fallible, preload(fetch_home))]
fn draw_home() -> Drawn {
    Ok(view! { <Home /> }.into_any())
}

#[wasm_split(beside, fallible, preload(fetch_beside))]
fn draw_beside(part: Part) -> Drawn {
    Ok(match part {
        Part::Paper => view! { <PaperLies /> }.into_any(),
        Part::Aloud => view! { <Aloud /> }.into_any(),
        #[cfg(feature = "phone")]
        Part::Regulation => view! { <Regulation /> }.into_any(),
        #[cfg(feature = "phone")]
        Part::Help => view! { <Help /> }.into_any(),
        _ => view! { <NewKeys /> }.into_any(),
    })
}

#[wasm_split(desk, fallible, preload(fetch_desk))]
fn draw_desk() -> Drawn {
    Ok(view! { <Desk /> }.into_any())
}

#[wasm_split(staff, fallible, preload(fetch_staff))]
fn draw_staff() -> Drawn {
    Ok(view! { <StaffPage /> }.into_any())
}

/// With her own page comes what only an administrator opens: one part more would cut what the first pages share into so
/// many pieces that each of them weighed more.
#[wasm_split(me, fallible, preload(fetch_me))]
fn draw_me(part: Part) -> Drawn {
    Ok(match part {
        Part::Bureau => view! { <BureauCards /> }.into_any(),
        Part::Rules => view! { <RulesPage /> }.into_any(),
        Part::Log => view! { <BureauLog /> }.into_any(),
        Part::Recipients => view! { <RecipientsAddress /> }.into_any(),
        Part::HeldForm => view! { <HeldFormPage /> }.into_any(),
        Part::NewRules => view! { <NewRules /> }.into_any(),
        Part::ComeBack => view! { <ComeBackWay /> }.into_any(),
        _ => view! { <MePage /> }.into_any(),
    })
}

#[wasm_split(dossier, fallible, preload(fetch_dossier))]
fn draw_dossier(page: Part) -> Drawn {
    Ok(match page {
        Part::Terms => view! { <TermList /> }.into_any(),
        Part::Coming => view! { <ComingList /> }.into_any(),
        Part::Reasons => view! { <ReasonList /> }.into_any(),
        Part::Case => view! { <CaseAddress /> }.into_any(),
        Part::NewClient => view! { <NewClientAddress /> }.into_any(),
        Part::Dossier => view! { <DossierAddress /> }.into_any(),
        Part::Records => view! { <RecordsAddress /> }.into_any(),
        Part::Documents => view! { <Documents /> }.into_any(),
        Part::Document => view! { <OneDocument /> }.into_any(),
        Part::Consents => view! { <ConsentList /> }.into_any(),
        Part::Consent => view! { <OneConsent /> }.into_any(),
        Part::Purposes => view! { <PurposesAddress /> }.into_any(),
        Part::PaperForm => view! { <PaperFormAddress /> }.into_any(),
        Part::Write => view! { <WriteAddress /> }.into_any(),
        Part::Answer => view! { <AnswerAddress /> }.into_any(),
        Part::Receipt => view! { <ReceiptPage /> }.into_any(),
        Part::Dispute => view! { <DisputePage /> }.into_any(),
        _ => view! { <ConsultAddress /> }.into_any(),
    })
}

#[wasm_split(cases, fallible, preload(fetch_cases))]
fn draw_cases(page: Part) -> Drawn {
    Ok(match page {
        Part::Looks => view! { <LooksPage /> }.into_any(),
        Part::People => view! { <PeoplePage /> }.into_any(),
        Part::Kept => view! { <KeptPage /> }.into_any(),
        Part::PaperSaid => view! { <FormsList /> }.into_any(),
        _ => view! { <CaseList /> }.into_any(),
    })
}

/// A page that is fetched when it is first wanted; how to go on stands in its place while it does not come. What only
/// stands `beside` a page says nothing until then.
#[component]
pub fn Fetched(part: Part, #[prop(optional)] beside: bool) -> impl IntoView {
    // What stands beside the first page leaves the line to that page.
    let waits = beside && FIRST_PAGE.load(Ordering::Relaxed);
    let came = RwSignal::new(if waits { None } else { at_once(part.fetch()) });
    let reach = reach();
    let fetch = move || async move {
        let here = part.fetch().await;
        came.try_maybe_update(|came| (*came != Some(here), *came = Some(here)));
        here
    };
    // Also when the network is back.
    Effect::new(move |_| {
        if reach.open().get() && came.get_untracked() != Some(true) {
            spawn_local(async move {
                if waits {
                    TimeoutFuture::new(FIRST_PAGE_MILLIS).await;
                    FIRST_PAGE.store(false, Ordering::Relaxed);
                }
                fetch().await;
            });
        }
    });
    // A bureau that answers and has not got it has a newer program: that begins anew.
    let again = move || {
        spawn_local(async move {
            if !fetch().await {
                reach.ask().await;
                if reach.open().get_untracked() {
                    drop(window().location().reload());
                }
            }
        });
    };
    move || match came.get().map(|here| here.then(|| part.draw()).flatten()) {
        Some(Some(page)) => page,
        _ if beside => ().into_any(),
        Some(None) => view! {
            <div class="page stack">
                <PageHeading text=say(Word::PhonePartTitle) lead=text(Word::PhonePartText) />
                <Human />
                <Button
                    text=say(Word::PhoneRetry)
                    look=Look::Primary
                    glyph=Glyph::Sync
                    on_press=again
                    mark="fetch-again"
                />
            </div>
        }
        .into_any(),
        None => view! {
            <div class="page stack">
                <PageHeading text=say(Word::PhoneLoading) passing=true />
            </div>
        }
        .into_any(),
    }
}

/// What somebody in this role may open next; help last.
const fn next(role: Role) -> &'static [Part] {
    match role {
        Role::Client | Role::Representative => &[Part::Home, Part::Dossier, Part::Looks, Part::Me, Part::Help],
        Role::Coach | Role::EmploymentExpert | Role::OfficeWorker | Role::Technician => {
            &[Part::Desk, Part::Dossier, Part::Me, Part::Help]
        }
        Role::Administrator => &[Part::Staff, Part::Me, Part::Help],
        Role::Officer => &[Part::Cases, Part::Case, Part::Me, Part::Help],
        _ => &[Part::Me, Part::Help],
    }
}

/// Once somebody is in and has her first page, the others come too: they open without a network, and without a wait.
pub fn fetch_ahead() {
    let (me, standing) = (session().me(), session().standing());
    let role = Memo::new(move |_| {
        let role = me.with(|me| me.as_ref().map(|me| me.role));
        role.filter(|_| standing.get() == Standing::In)
    });
    Effect::new(move |_| {
        if let Some(role) = role.get() {
            spawn_local(async move {
                TimeoutFuture::new(FIRST_PAGE_MILLIS).await;
                for part in next(role) {
                    part.fetch().await;
                }
            });
        }
    });
}

/// What a future gives that does not have to wait.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
