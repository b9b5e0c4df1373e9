//! The headers every answer has: what a browser may do with our pages, and what it must not.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::config::PublicUrl;

/// Everything of the app comes from here, nothing runs that we did not ship, nobody frames us.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
    frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
/// Only passkeys; none of the sensors.
const PERMISSIONS: &str = "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), \
    microphone=(), geolocation=(), payment=(), usb=()";

/// The headers of one installation.
#[derive(Clone, Debug)]
pub struct Headers(Arc<[(HeaderName, HeaderValue)]>);

impl Headers {
    /// For an address.
    #[must_use]
    pub fn new(public: &PublicUrl) -> Self {
        let text = HeaderValue::from_static;
        let mut all = vec![
            (header::X_CONTENT_TYPE_OPTIONS, text("nosniff")),
            (header::REFERRER_POLICY, text("no-referrer")),
            (HeaderName::from_static("cross-origin-opener-policy"), text("same-origin")),
            (HeaderName::from_static("cross-origin-resource-policy"), text("same-origin")),
            (HeaderName::from_static("permissions-policy"), text(PERMISSIONS)),
            (header::CONTENT_SECURITY_POLICY, text(POLICY)),
        ];
        if public.https {
            all.push((header::STRICT_TRANSPORT_SECURITY, text("max-age=63072000; includeSubDomains")));
        }
        Self(all.into())
    }
}

/// Puts them on every answer; answers of the API are kept nowhere.
pub async fn put(State(headers): State<Headers>, request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    for (name, value) in headers.0.iter() {
        // A stricter one of a route's own stays.
        response.headers_mut().entry(name).or_insert_with(|| value.clone());
    }
    if api {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
