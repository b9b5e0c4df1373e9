//! A code for the camera of another phone, with the same in words beside it.

use leptos::prelude::*;

use super::Text;

/// `src` is a data or blob URL. The children say the same for who cannot scan.
#[component]
pub fn QrHolder(
    #[prop(into)] src: Signal<String>,
    #[prop(into)] alt: Text,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <figure class="qr">
            <img src=move || src.get() alt=move || alt.get() width="240" height="240" />
            {children.map(|children| view! { <figcaption>{children()}</figcaption> })}
        </figure>
    }
}
