//! A file of somebody else's on its way out: it runs nowhere here, whatever it holds.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};

/// Nothing in it acts.
pub const SANDBOX: (HeaderName, &str) = (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'");

/// The headers of a file that is to be saved under this name, which says nothing about anybody.
#[must_use]
pub fn saved_as(media_type: &str, name: &str, suffix: &str, bytes: u32) -> [(HeaderName, HeaderValue); 4] {
    let value = |text: String| HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("attachment"));
    [
        (CONTENT_TYPE, value(media_type.to_owned())),
        (CONTENT_DISPOSITION, value(format!("attachment; filename=\"{name}.{suffix}\""))),
        (CONTENT_LENGTH, HeaderValue::from(bytes)),
        (SANDBOX.0, HeaderValue::from_static(SANDBOX.1)),
    ]
}

/// To be saved under this name, which says nothing about anybody.
#[must_use]
pub fn download(media_type: &str, name: &str, suffix: &str, bytes: Vec<u8>) -> Response {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    (saved_as(media_type, name, suffix, length), bytes).into_response()
}
