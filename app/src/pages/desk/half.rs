//! The one half of an invitation that its maker sees: six digits, or a link. Where the other half went stands beside it.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{InvitationMade, InviterHalf};
use wasm_bindgen_futures::JsFuture;

use crate::clock;
use crate::ui::{Button, Glyph, Look, Notice, QrHolder, Tone, announcer};
use crate::words::{Word, language, say};

/// The half, until she hides it: it cannot be shown again.
#[component]
pub fn Half(made: InvitationMade, #[prop(into)] on_hide: Callback<()>) -> impl IntoView {
    let lang = language();
    let (title, sent) = match &made.half {
        InviterHalf::Code { .. } => (Word::DeskInviteCodeTitle, Word::DeskInviteLinkSent),
        InviterHalf::Link { .. } => (Word::DeskInviteLinkTitle, Word::DeskInviteCodeSent),
    };
    let (sent_to, expires_at) = (made.sent_to.clone(), made.expires_at);
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            drop(node.focus());
        }
    });
    view! {
        <div class="half" tabindex="-1" node_ref=node>
            <Notice title=say(title) tone=Tone::Ok>
                {match made.half {
                    InviterHalf::Code { code } => view! { <Digits code /> }.into_any(),
                    InviterHalf::Link { url, qr_svg } => view! { <Link url qr_svg /> }.into_any(),
                }}
                <p>{move || lang.get().fill(sent, &[("where", &sent_to)])}</p>
                <p>{move || lang.get().fill(Word::DeskInviteUntil, &[("time", &clock::moment(lang.get(), expires_at))])}</p>
                <p class="small">{say(Word::DeskInviteOnce)}</p>
                <div class="row">
                    <Button text=say(Word::DeskInviteHide) on_press=on_hide />
                </div>
            </Notice>
        </div>
    }
}

#[component]
fn Digits(code: String) -> impl IntoView {
    // Three and three for the eye; the text itself has no blank, so that it can be copied.
    let (first, last) = code.split_at_checked(3).unwrap_or((&code, ""));
    let (first, last) = (first.to_owned(), last.to_owned());
    view! {
        <p>{say(Word::DeskInviteCodeText)}</p>
        <p class="half-code" data-test="invite-code">
            <span>{first}</span>
            <span>{last}</span>
        </p>
    }
}

#[component]
fn Link(url: String, qr_svg: String) -> impl IntoView {
    let lang = language();
    let src = format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(&qr_svg));
    let copied = RwSignal::new(None::<bool>);
    let (announce, address) = (announcer(), StoredValue::new(url.clone()));
    let press = move || {
        spawn_local(async move {
            let done = copy(&address.get_value()).await;
            copied.set(Some(done));
            let word = if done { Word::DeskInviteCopied } else { Word::DeskInviteCopyFailed };
            announce(lang.get_untracked().say(word).to_owned());
        });
    };
    let said = move || {
        let word = if copied.get()? { Word::DeskInviteCopied } else { Word::DeskInviteCopyFailed };
        Some(view! { <p class="small">{say(word)}</p> })
    };
    view! {
        <p>{say(Word::DeskInviteLinkText)}</p>
        <QrHolder src=Signal::stored(src) alt=say(Word::DeskInviteQrAlt) />
        <p class="half-link">
            <span class="sr-only">{say(Word::DeskInviteLinkLabel)}</span>
            <code data-test="invite-link">{url}</code>
        </p>
        <div class="row">
            <Button text=say(Word::DeskInviteCopy) look=Look::Secondary glyph=Glyph::Document on_press=press />
        </div>
        {said}
    }
}

/// Browsers give no clipboard to a page that came without TLS.
async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    let has_one = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    has_one && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
