//! A text for the browser to keep as a file.

use js_sys::encode_uri_component;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// Gives a text to the browser as a file with this name, of this kind.
pub fn hand_out(name: &str, kind: &str, text: &str) {
    let Some(link) = document().create_element("a").ok() else { return };
    let address = format!("data:{kind};charset=utf-8,{}", encode_uri_component(text));
    drop(link.set_attribute("href", &address));
    drop(link.set_attribute("download", name));
    if let Some(link) = link.dyn_ref::<HtmlElement>() {
        link.click();
    }
}
