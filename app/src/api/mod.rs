//! The way to the server: every request of the app goes through here, every URL comes from `shared::api::path`.
//!
//! What a person asks for counts as a touch of hers; what the app asks for by itself says so in a header and keeps no
//! session awake (F8). A request that finds the session locked or gone tells the session, whichever page made it.

mod changes;
mod failure;
mod live;
mod reach;

use std::sync::OnceLock;

use gloo_net::http::{Method, Request, RequestBuilder};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::api::BACKGROUND_HEADER;
pub use shared::api::path;
#[cfg(feature = "desk")]
use wasm_bindgen::JsCast as _;
#[cfg(feature = "desk")]
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

pub use changes::{Change, Changes, changes};
pub use failure::{Failure, Refused};
pub use live::{Live, live, provide_live};
pub use reach::{Reach, provide_reach, reach};

/// An answer nobody reads.
pub type Nothing = serde::de::IgnoredAny;

const PATIENCE_MILLIS: u32 = 30_000;
const FILE_PATIENCE_MILLIS: u32 = 300_000;

/// Why a request found the door closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Nobody is signed in, or the session ended.
    SignedOut,
    /// The session waits for the next touch of the passkey.
    Locked,
}

static ON_CLOSED: OnceLock<Callback<(Closed,)>> = OnceLock::new();

/// Who has to know that a request found the door closed: once, the session.
pub fn on_closed(tell: Callback<(Closed,)>) {
    ON_CLOSED.get_or_init(|| tell);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Hers,
    TheAppsOwn,
}

/// Asks for something because a person did.
///
/// # Errors
/// [`Failure`]: no connection, a refusal, or an answer that cannot be read.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Failure> {
    read(&send(Method::GET, path, None, Whose::Hers).await?)
}

/// Asks for something that nobody asked for: news, after a change.
///
/// # Errors
/// As [`get`].
pub async fn get_unasked<T: DeserializeOwned>(path: &str) -> Result<T, Failure> {
    read(&send(Method::GET, path, None, Whose::TheAppsOwn).await?)
}

/// As [`get`], but the answer as it came.
///
/// # Errors
/// As [`get`].
pub async fn get_text(path: &str) -> Result<String, Failure> {
    send(Method::GET, path, None, Whose::Hers).await
}

/// As [`get_unasked`], but the answer as it came.
///
/// # Errors
/// As [`get`].
pub async fn get_text_unasked(path: &str) -> Result<String, Failure> {
    send(Method::GET, path, None, Whose::TheAppsOwn).await
}

/// Sends something.
///
/// # Errors
/// As [`get`].
pub async fn post<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Result<T, Failure> {
    read(&send(Method::POST, path, Some(write(body)?), Whose::Hers).await?)
}

/// Sends a file, byte for byte; it may take its time on a slow line.
///
/// # Errors
/// As [`get`].
pub async fn post_file<T: DeserializeOwned>(path: &str, file: &web_sys::Blob) -> Result<T, Failure> {
    carry(Method::POST, path, file).await
}

/// Puts a part of a file, byte for byte.
///
/// # Errors
/// As [`get`].
pub async fn put_part<T: DeserializeOwned>(path: &str, part: &web_sys::Blob) -> Result<T, Failure> {
    carry(Method::PUT, path, part).await
}

/// Sends something, and gets a file for it; it may take its time on a slow line.
///
/// # Errors
/// As [`get`]; [`Failure::Offline`] where it breaks off.
#[cfg(feature = "desk")]
pub async fn post_for_file<B: Serialize>(path: &str, body: &B) -> Result<web_sys::Blob, Failure> {
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(AbortController::signal);
    let _patience = controller.map(|controller| Timeout::new(FILE_PATIENCE_MILLIS, move || controller.abort()));
    let request = begun(Method::POST, path, signal.as_ref()).header("content-type", "application/json");
    let request = request.body(write(body)?).map_err(|_cause| Failure::Broken)?;
    let response = request.send().await.map_err(|_cause| Failure::Offline)?;
    if !response.ok() {
        let text = response.text().await.map_err(|_cause| Failure::Offline)?;
        return Err(refused(response.status(), &text));
    }
    let file = web_sys::Response::from(response).blob().map_err(|_cause| Failure::Broken)?;
    let file = JsFuture::from(file).await.map_err(|_cause| Failure::Offline)?;
    file.dyn_into().map_err(|_cause| Failure::Broken)
}

async fn carry<T: DeserializeOwned>(method: Method, path: &str, file: &web_sys::Blob) -> Result<T, Failure> {
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(AbortController::signal);
    let _patience = controller.map(|controller| Timeout::new(FILE_PATIENCE_MILLIS, move || controller.abort()));
    let request = begun(method, path, signal.as_ref());
    read(&ask(request.header("content-type", "application/octet-stream").body(file.clone())).await?)
}

/// Sends something that nobody pressed a button for.
///
/// # Errors
/// As [`get`].
pub async fn post_unasked<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Result<T, Failure> {
    read(&send(Method::POST, path, Some(write(body)?), Whose::TheAppsOwn).await?)
}

/// Asks by POST, with nothing to say.
///
/// # Errors
/// As [`get`].
pub async fn post_nothing<T: DeserializeOwned>(path: &str) -> Result<T, Failure> {
    read(&send(Method::POST, path, None, Whose::Hers).await?)
}

/// Puts something in the place of what was there.
///
/// # Errors
/// As [`get`].
pub async fn put<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Result<T, Failure> {
    read(&send(Method::PUT, path, Some(write(body)?), Whose::Hers).await?)
}

/// Takes something away.
///
/// # Errors
/// As [`get`].
pub async fn delete(path: &str) -> Result<(), Failure> {
    send(Method::DELETE, path, None, Whose::Hers).await.map(|_answer| ())
}

fn write<B: Serialize>(body: &B) -> Result<String, Failure> {
    serde_json::to_string(body).map_err(|_cause| Failure::Broken)
}

/// What an answer says.
///
/// # Errors
/// [`Failure::Broken`]: this app is older or newer than the server.
pub fn read<T: DeserializeOwned>(answer: &str) -> Result<T, Failure> {
    let answer = if answer.is_empty() { "null" } else { answer };
    serde_json::from_str(answer).map_err(|_cause| Failure::Broken)
}

/// One request. A server that does not answer in half a minute is as far away as no server.
async fn send(method: Method, path: &str, body: Option<String>, whose: Whose) -> Result<String, Failure> {
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(AbortController::signal);
    let _patience = controller.map(|controller| Timeout::new(PATIENCE_MILLIS, move || controller.abort()));
    let mut request = begun(method, path, signal.as_ref());
    if whose == Whose::TheAppsOwn {
        request = request.header(BACKGROUND_HEADER, "1");
    }
    let request = match body {
        Some(body) => request.header("content-type", "application/json").body(body),
        None => request.build(),
    };
    ask(request).await
}

fn begun(method: Method, path: &str, signal: Option<&AbortSignal>) -> RequestBuilder {
    RequestBuilder::new(path)
        .method(method)
        .header("accept", "application/json")
        .header("accept-language", &spoken())
        .abort_signal(signal)
}

async fn ask(request: Result<Request, gloo_net::Error>) -> Result<String, Failure> {
    let closings = reach::closings();
    let heard = hear(request.map_err(|_cause| Failure::Broken)?, closings).await;
    if heard.as_ref().is_err_and(|failure| *failure == Failure::Offline) {
        reach::silent();
    }
    heard
}

async fn hear(request: Request, closings: u32) -> Result<String, Failure> {
    let response = request.send().await.map_err(|_cause| Failure::Offline)?;
    let text = response.text().await.map_err(|_cause| Failure::Offline)?;
    let heard = if response.ok() { Ok(text) } else { Err(refused(response.status(), &text)) };
    // A "no" is an answer too.
    if !heard.as_ref().is_err_and(|failure| *failure == Failure::Offline) {
        reach::answered(&response, closings);
    }
    heard
}

fn refused(status: u16, text: &str) -> Failure {
    let failure = match serde_json::from_str::<Refused>(text) {
        Ok(problem) => Failure::Problem(Box::new(problem)),
        // A proxy speaks for a server that is away.
        Err(_) if matches!(status, 502..=504) => Failure::Offline,
        Err(_) => Failure::Broken,
    };
    let closed =
        if failure.is_locked() { Some(Closed::Locked) } else { failure.is_signed_out().then_some(Closed::SignedOut) };
    if let (Some(closed), Some(tell)) = (closed, ON_CLOSED.get()) {
        tell.run((closed,));
    }
    failure
}

/// The language of the page, as the switch left it.
fn spoken() -> String {
    document().document_element().and_then(|html| html.get_attribute("lang")).unwrap_or_default()
}
