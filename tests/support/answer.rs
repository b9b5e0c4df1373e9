//! What the API answered, and what a test expects of it.

use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::api::Problem;

/// An answer of the API.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked: `POST /api/…`.
    pub asked: String,
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as JSON; null without one.
    pub body: Value,
    /// The body as it came.
    pub text: String,
}

impl Answer {
    /// What was asked for; fails with what was answered instead.
    #[track_caller]
    #[must_use]
    pub fn gives<T: DeserializeOwned>(self) -> T {
        self.clone().is_done();
        serde_json::from_value(self.body.clone()).unwrap_or_else(|why| panic!("{self} is something else: {why}"))
    }

    /// It was done; fails with what was answered instead.
    #[track_caller]
    pub fn is_done(self) -> Self {
        assert!((200..300).contains(&self.status), "{self}");
        self
    }

    /// It was refused, with this status and stable code.
    #[track_caller]
    pub fn is_refused(self, status: u16, code: &str) -> Self {
        assert_eq!((self.status, self.code()), (status, code), "{self}");
        self
    }

    /// The stable code; empty where there is none.
    #[must_use]
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The error.
    #[track_caller]
    #[must_use]
    pub fn problem(&self) -> Problem {
        serde_json::from_value(self.body.clone()).unwrap_or_else(|why| panic!("{self} is no problem: {why}"))
    }

    /// The value of a header; empty where there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} answered {} {}", self.asked, self.status, self.text)
    }
}
