//! The two halves of the product, the client's phone and the desk of the staff: each is a program of its own.
//!
//! Both live at the same addresses. The server gives a browser the one that a cookie names, the phone where there is
//! none. Who signs in at the wrong one is led to the other, which this browser gets from then on.

use leptos::prelude::{document, window};
use shared::api::SIDE_COOKIE;
use shared::log::Role;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlDocument;

const PHONE: bool = cfg!(feature = "phone");
const DESK: bool = cfg!(feature = "desk");

/// A year: the choice is about a browser, and outlives a session.
const SECONDS_MAX: u32 = 31_536_000;

/// Whether this program has the screens of this role.
#[must_use]
pub fn serves(role: Role) -> bool {
    if Role::ON_PHONE.contains(&role) { PHONE } else { DESK }
}

/// Fetches the program of this role in the place of this one. False where the browser was given this one although it
/// asked for the other: then nothing would come of asking again.
pub fn change_to(role: Role) -> bool {
    let side = if Role::ON_PHONE.contains(&role) { "phone" } else { "desk" };
    let wanted = format!("{SIDE_COOKIE}={side}");
    let Some(document) = document().dyn_into::<HtmlDocument>().ok() else { return false };
    let known = document.cookie().unwrap_or_default().split("; ").any(|cookie| cookie == wanted);
    let location = window().location();
    // An invitation is always opened by the phone's program, and is used up by now.
    let from_invitation = location.pathname().is_ok_and(|path| path == "/invite");
    if known && !from_invitation {
        return false;
    }
    let _kept = document.set_cookie(&format!("{wanted}; Path=/; Max-Age={SECONDS_MAX}; SameSite=Lax"));
    if from_invitation { location.replace("/").is_ok() } else { location.reload().is_ok() }
}
