//! Takes the page off the screen while it is locked, and puts it back as it was.
//!
//! The page is lifted out of the document, not made anew: nobody finds its texts in the page's source while it is
//! locked, and nothing she typed is lost.

use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

use crate::session::session;

/// Everything that may show something of a person.
#[component]
pub fn Gate(children: Children) -> impl IntoView {
    let closed = session().closed();
    let (holder, page) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    let left = StoredValue::new_local(Left::default());
    Effect::new(move |_| {
        let closed = closed.get();
        if let (Some(holder), Some(page)) = (holder.get(), page.get()) {
            if closed {
                left.set_value(Left::now());
                page.remove();
            } else if page.parent_node().is_none() {
                drop(holder.append_child(&page));
                left.with_value(|left| left.restore(&page));
            }
        }
    });
    view! {
        <div node_ref=holder>
            <div node_ref=page>{children()}</div>
        </div>
    }
}

/// Where she was when the screen locked.
#[derive(Clone, Default)]
struct Left {
    title: String,
    focus: Option<Element>,
    scrolled: f64,
}

impl Left {
    fn now() -> Self {
        let left = Self {
            title: document().title(),
            focus: document().active_element(),
            scrolled: window().scroll_y().unwrap_or_default(),
        };
        document().set_title("Akkoord");
        left
    }

    fn restore(&self, page: &Element) {
        document().set_title(&self.title);
        reopen_dialog(page);
        window().scroll_to_with_x_and_y(0.0, self.scrolled);
        // The lock gives its own focus back first.
        if let Some(focus) = self.focus.clone().and_then(|focus| focus.dyn_into::<HtmlElement>().ok()) {
            Timeout::new(0, move || drop(focus.focus())).forget();
        }
    }
}

/// A question that stood on top of the page falls back into it when the page leaves the document.
fn reopen_dialog(page: &Element) {
    let open = page.query_selector("dialog[open]").ok().flatten();
    if let Some(dialog) = open.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        drop(dialog.remove_attribute("open"));
        drop(dialog.show_modal());
    }
}
