//! A page of the other program, at an address that both have.

use leptos::prelude::*;

use super::NotFound;

/// Whom this program serves finds nothing here; who is served by the other one has been led there.
#[component]
pub fn Elsewhere() -> impl IntoView {
    view! { <NotFound /> }
}

/// What stands on a page of the other program only.
#[component]
pub fn Nothing() -> impl IntoView {}
