//! The actions of a screen, within reach of the thumb.

use leptos::prelude::*;

/// Last in the page: sticks to the bottom on a phone, stands in the flow on a desk.
#[component]
pub fn BottomBar(children: Children) -> impl IntoView {
    view! { <div class="bottom-bar">{children()}</div> }
}
