//! What goes out of a file over HTTP, whichever feature it belongs to: its bytes, to be saved, and a picture of a page.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use shared::dossier::documents::StoredFile;
use utoipa::IntoParams;

use super::Reader;
use super::look::Page;
use crate::web::download::{SANDBOX, saved_as};

/// How wide a page is drawn.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wide {
    /// In pixels; usually 1000.
    #[param(minimum = 100, maximum = 2000)]
    width: Option<u32>,
}

impl Wide {
    /// This page, so wide.
    #[must_use]
    pub fn page(self, number: u32) -> Page {
        Page { number, width: self.width.unwrap_or(1000).clamp(100, 2000) }
    }
}

/// The file as it is kept, part by part.
pub(crate) fn saved(known: &StoredFile, reader: Reader) -> Response {
    let headers = saved_as(known.format.media_type(), "document", known.format.suffix(), reader.bytes());
    (headers, Body::from_stream(reader.parts())).into_response()
}

/// A picture of a page.
#[must_use]
pub fn drawn(png: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, "image/png"), SANDBOX], png).into_response()
}
