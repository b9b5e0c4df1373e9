//! Which address shows which page.
//!
//! The router keeps the browser's history and follows links; which page an address means is told here, in one match:
//! a fifth of the phone's program would else be machinery for nested routes, of which there are none.

use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_location;
use leptos_router::location::{BrowserUrl, LocationProvider};
use leptos_router::params::ParamsMap;

use crate::api::{provide_live, provide_reach};
use crate::fetched::{Fetched, Part, fetch_ahead};
use crate::outbox::provide_outbox;
use crate::pages::{NotFound, Outline, Start, Styleguide};
use crate::parts::Private;
use crate::session::provide_session;
use crate::theme::provide_theme;
use crate::ui::provide_announcer;
use crate::words::provide_words;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    provide_words();
    provide_theme();
    provide_announcer();
    provide_reach();
    let session = provide_session();
    provide_live(Memo::new(move |_| session.is_at_work()).into());
    provide_outbox();
    fetch_ahead();
    view! {
        <Router>
            <Outline>
                <Pages />
            </Outline>
        </Router>
    }
}

/// The page that an address means; ids are read by the page itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Start,
    /// For who is signed in.
    Own(Part),
    /// For everybody.
    Open(Part),
    Styleguide,
    NotFound,
}

fn page_at(path: &str) -> (Page, ParamsMap) {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let (page, ids): (Page, &[(&'static str, &str)]) = match *parts.as_slice() {
        [] => (Page::Start, &[]),
        ["invite"] => (Page::Open(Part::Invite), &[]),
        ["door"] => (Page::Open(Part::Door), &[]),
        ["clients", step @ ("new" | "list")] => (Page::Own(Part::NewClient), &[("step", step)]),
        ["dossiers", dossier] => (Page::Own(Part::Dossier), &[("dossier", dossier)]),
        ["dossiers", dossier, "looks"] => (Page::Own(Part::Looks), &[("dossier", dossier)]),
        ["dossiers", dossier, "kept"] => (Page::Own(Part::Kept), &[("dossier", dossier)]),
        ["dossiers", dossier, "forms"] => (Page::Own(Part::PaperSaid), &[("dossier", dossier)]),
        ["dossiers", dossier, "forms", form] => (Page::Own(Part::PaperForm), &[("dossier", dossier), ("form", form)]),
        ["dossiers", dossier, "consents"] => (Page::Own(Part::Consents), &[("dossier", dossier)]),
        ["dossiers", dossier, "consents", consent] => {
            (Page::Own(Part::Consent), &[("dossier", dossier), ("consent", consent)])
        }
        ["dossiers", dossier, "documents"] => (Page::Own(Part::Documents), &[("dossier", dossier)]),
        ["dossiers", dossier, "documents", document] => {
            (Page::Own(Part::Document), &[("dossier", dossier), ("document", document)])
        }
        ["dossiers", dossier, "documents", document, "versions", version] => {
            (Page::Own(Part::Document), &[("dossier", dossier), ("document", document), ("version", version)])
        }
        ["dossiers", dossier, "records"] => (Page::Own(Part::Records), &[("dossier", dossier)]),
        ["dossiers", dossier, "people"] => (Page::Own(Part::People), &[("dossier", dossier)]),
        [view @ ("post" | "invoices")] => (Page::Own(Part::Purposes), &[("view", view)]),
        [view @ ("post" | "invoices"), dossier] => (Page::Own(Part::Purposes), &[("view", view), ("dossier", dossier)]),
        ["cases", case] => (Page::Own(Part::Case), &[("case", case)]),
        ["dossiers", dossier, "consults", consult, "receipt", entry] => {
            (Page::Own(Part::Receipt), &[("dossier", dossier), ("consult", consult), ("entry", entry)])
        }
        ["dossiers", dossier, "consults", consult, ref below @ ..] => {
            let page = match *below {
                [] => Page::Own(Part::Consult),
                ["write"] => Page::Own(Part::Write),
                ["answer"] => Page::Own(Part::Answer),
                ["dispute"] => Page::Own(Part::Dispute),
                _ => Page::NotFound,
            };
            (page, &[("dossier", dossier), ("consult", consult)])
        }
        ["me"] => (Page::Own(Part::Me), &[]),
        ["forms"] => (Page::Own(Part::HeldForm), &[]),
        ["recipients"] => (Page::Own(Part::Recipients), &[]),
        ["log"] => (Page::Own(Part::Log), &[]),
        ["regulations"] => (Page::Own(Part::Rules), &[]),
        ["regulations", step @ ("write" | "publish")] => (Page::Own(Part::Rules), &[("step", step)]),
        ["regulation"] => (Page::Open(Part::Regulation), &[]),
        ["regulation", "new"] => (Page::Own(Part::NewRules), &[]),
        ["help"] => (Page::Open(Part::Help), &[]),
        ["styleguide"] => (Page::Styleguide, &[]),
        _ => (Page::NotFound, &[]),
    };
    (page, ids.iter().map(|(name, id)| (*name, (*id).to_owned())).collect())
}

/// The page of the address; it stays while only its ids change.
#[component]
fn Pages() -> impl IntoView {
    let path = use_location().pathname;
    let place = ArcMemo::new(move |_| path.with(|path| page_at(path)));
    let known = place.clone();
    provide_context(ArcMemo::new(move |_| known.get().1));
    let page = Memo::new(move |_| place.get().0);
    // A link followed stands in the address bar as soon as its page is there.
    let history = use_context::<BrowserUrl>();
    Effect::new(move |_| {
        path.track();
        if let Some(history) = &history {
            history.ready_to_complete();
        }
    });
    move || match page.get() {
        Page::Start => view! { <Private><Start /></Private> }.into_any(),
        Page::Open(part) => view! { <Fetched part /> }.into_any(),
        Page::Own(part) => view! { <Private><Fetched part /></Private> }.into_any(),
        Page::Styleguide => view! { <Styleguide /> }.into_any(),
        Page::NotFound => view! { <NotFound /> }.into_any(),
    }
}
