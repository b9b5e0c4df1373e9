//! Which address shows which page.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;

use crate::api::{provide_live, provide_reach};
use crate::outbox::provide_outbox;
use crate::pages::{
    AnswerAddress, ConsultAddress, DisputePage, DossierAddress, Help, Invite, MePage, NewClientAddress, NotFound,
    Outline, ReceiptPage, Regulation, Start, Styleguide, WriteAddress,
};
use crate::session::{Standing, provide_session};
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
    let standing = provide_session().standing();
    provide_live(Memo::new(move |_| standing.get() == Standing::In).into());
    provide_outbox();
    view! {
        <Router>
            <Outline>
                <Routes fallback=|| view! { <NotFound /> }>
                    <Route path=path!("/") view=Start />
                    <Route path=path!("/invite") view=Invite />
                    <Route path=path!("/clients/new") view=NewClientAddress />
                    <Route path=path!("/dossiers/:dossier") view=DossierAddress />
                    <Route path=path!("/dossiers/:dossier/consults/:consult") view=ConsultAddress />
                    <Route path=path!("/dossiers/:dossier/consults/:consult/write") view=WriteAddress />
                    <Route path=path!("/dossiers/:dossier/consults/:consult/answer") view=AnswerAddress />
                    <Route path=path!("/dossiers/:dossier/consults/:consult/receipt") view=ReceiptPage />
                    <Route path=path!("/dossiers/:dossier/consults/:consult/dispute") view=DisputePage />
                    <Route path=path!("/me") view=MePage />
                    <Route path=path!("/regulation") view=Regulation />
                    <Route path=path!("/help") view=Help />
                    <Route path=path!("/styleguide") view=|| if on_a_developers_machine() { view! { <Styleguide /> }.into_any() } else { view! { <NotFound /> }.into_any() } />
                </Routes>
            </Outline>
        </Router>
    }
}

/// The styleguide is for who builds the product, not for who uses it.
fn on_a_developers_machine() -> bool {
    window().location().hostname().is_ok_and(|host| host == "localhost" || host == "127.0.0.1")
}
