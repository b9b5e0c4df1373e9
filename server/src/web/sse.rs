//! Streams of changes (server-sent events): a poke, never a content; they end when the server does.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt};
use serde::Serialize;
use tokio::sync::watch;

/// How often a quiet stream shows that it lives: proxies cut what is silent for a minute.
const BEAT: Duration = Duration::from_secs(15);

/// Sends each item as an event of this name until the server stops. Begins with an empty event named `open`, so that
/// the page knows it is listening and asks for what it missed.
pub fn stream<T: Serialize + Send + 'static>(
    name: &'static str,
    items: impl Stream<Item = T> + Send + 'static,
    mut stopping: watch::Receiver<bool>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>> + Send> {
    let stopped = async move { drop(stopping.wait_for(|stop| *stop).await) };
    let open = futures_util::stream::iter([Event::default().event("open").data("{}").retry(Duration::from_secs(2))]);
    let events = items.filter_map(move |item| async move { Event::default().event(name).json_data(item).ok() });
    Sse::new(open.chain(events).map(Ok).take_until(Box::pin(stopped))).keep_alive(KeepAlive::new().interval(BEAT))
}
