//! A file of somebody else's on its way out: it runs nowhere here, whatever it holds.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use shared::dossier::forms::ScanKind;

/// To be saved under this name, which says nothing about anybody.
#[must_use]
pub fn download(kind: ScanKind, name: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, kind.media_type().to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.{}\"", kind.ending())),
        (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
    ];
    (headers, bytes).into_response()
}
