//! The face of Akkoord: the client's phone and the coach's desk.
//!
//! - `api` the way to the server; `session` who is signed in; `passkey` the touch; `trouble` what can go wrong there
//! - `signing` the statements she signs; `outbox` what has not arrived yet
//! - `clock`, `ids`, `app_build` the bureau's time, fresh ids, which build this is
//! - `routes` which address shows which page; `side` which of the two programs this is
//! - `fetched` what of it is fetched when it is first wanted
//! - `pages` one file per screen
//! - `parts` what pages share and the product knows
//! - `ui` what knows neither product nor API: buttons, fields, cards
//! - `words`, `theme`, `memory` language, looks, and what this browser remembers of them

#![expect(
    clippy::needless_pass_by_value,
    reason = "the props of a Leptos component are owned, whatever it does with them"
)]

pub mod api;
pub mod app_build;
pub mod clock;
mod fetched;
pub mod ids;
mod memory;
pub mod outbox;
mod pages;
pub mod parts;
pub mod passkey;
mod routes;
pub mod session;
mod side;
pub mod signing;
mod theme;
pub mod trouble;
pub mod ui;
pub mod words;

use leptos::prelude::*;

/// Puts the app in the place of the shell.
pub fn start() {
    if let Some(shell) = document().get_element_by_id("boot") {
        shell.remove();
    }
    mount_to_body(routes::App);
}
