//! The stream of changes, as a screen listens to it.

use std::pin::Pin;
use std::time::Duration;

use futures_util::{Stream, StreamExt};
use reqwest::Method;
use shared::api::{Changed, path};
use shared::ids::LogId;

use crate::caller::Caller;

/// Longer than a change takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(15);

/// Somebody's open stream.
pub struct Changes {
    bytes: Pin<Box<dyn Stream<Item = reqwest::Result<Vec<u8>>> + Send>>,
    heard: String,
}

impl Caller {
    /// Opens the stream; it is heard when this returns.
    pub async fn listens(&self) -> Changes {
        let response = self.request(Method::GET, path::EVENTS).send().await.expect("the stream opens");
        assert_eq!(response.status(), 200);
        let bytes = Box::pin(response.bytes_stream().map(|chunk| chunk.map(|bytes| bytes.to_vec())));
        let mut changes = Changes { bytes, heard: String::new() };
        changes.next_named("open").await.expect("a stream begins with `open`");
        changes
    }
}

impl Changes {
    /// Waits for a change of this log.
    pub async fn tell_of(&mut self, log: impl Into<LogId>) -> Changed {
        let log = log.into();
        loop {
            let data = self.next_named("changed").await.expect("a change");
            let changed: Changed = serde_json::from_str(&data).expect("a change is JSON");
            if changed.log == log {
                return changed;
            }
        }
    }

    /// Whether nothing at all is told for this long.
    pub async fn are_silent(&mut self, time: Duration) -> bool {
        tokio::time::timeout(time, self.next_named("changed")).await.is_err()
    }

    /// The data of the next event of this name; nothing when the stream ends.
    pub async fn next_named(&mut self, name: &str) -> Option<String> {
        loop {
            while let Some((event, rest)) = self.heard.split_once("\n\n") {
                let field = |field: &str| {
                    event.lines().find_map(|line| line.strip_prefix(field)).map(|text| text.trim().to_owned())
                };
                let (told, data) = (field("event:"), field("data:"));
                self.heard = rest.to_owned();
                if told.as_deref() == Some(name) {
                    return Some(data.unwrap_or_default());
                }
            }
            let next = tokio::time::timeout(PATIENCE, self.bytes.next()).await.expect("something is told in time");
            self.heard.push_str(&String::from_utf8_lossy(&next?.ok()?));
        }
    }
}
