//! The headers every answer has: what a browser may do with our pages, and what it must not.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use crate::config::PublicUrl;

/// Everything of the app comes from here, nothing runs that we did not ship, nobody frames us.
const POLICY: &str = "style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; \
    manifest-src 'self'; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
/// Only passkeys; none of the sensors.
const PERMISSIONS: &str = "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), \
    microphone=(), geolocation=(), payment=(), usb=()";

/// The headers of one installation.
#[derive(Clone, Debug)]
pub struct Headers(Arc<[(HeaderName, HeaderValue)]>);

impl Headers {
    /// For an address and the app's pages, whose own inline scripts are allowed by their hashes.
    #[must_use]
    pub fn new<'a>(public: &PublicUrl, pages: impl Iterator<Item = &'a str>) -> Self {
        let mut hashes = String::new();
        for script in pages.flat_map(inline_scripts) {
            hashes.extend([" 'sha256-", &hash(script), "'"]);
        }
        let policy = format!("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; {POLICY}");
        let text = HeaderValue::from_static;
        let mut all = vec![
            (header::X_CONTENT_TYPE_OPTIONS, text("nosniff")),
            (header::REFERRER_POLICY, text("no-referrer")),
            (HeaderName::from_static("cross-origin-opener-policy"), text("same-origin")),
            (HeaderName::from_static("cross-origin-resource-policy"), text("same-origin")),
            (HeaderName::from_static("permissions-policy"), text(PERMISSIONS)),
        ];
        all.extend(HeaderValue::from_str(&policy).map(|value| (header::CONTENT_SECURITY_POLICY, value)));
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
        response.headers_mut().insert(name, value.clone());
    }
    if api {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

fn hash(script: &str) -> String {
    STANDARD.encode(Sha256::digest(script.as_bytes()))
}

/// What stands between `<script …>` and `</script>`, where the tag names no source.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (tag, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        let inline = !tag.split_whitespace().any(|attribute| attribute.starts_with("src="));
        (inline && !script.is_empty()).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_allowed_by_hash_and_nothing_else_is() {
        let page = r#"<script src="/boot.js"></script><script type="module">init()</script>"#;
        assert_eq!(inline_scripts(page).collect::<Vec<_>>(), ["init()"]);
        let headers = Headers::new(&PublicUrl::local(1), [page].into_iter());
        let policy = headers.0.iter().find(|(name, _)| name == header::CONTENT_SECURITY_POLICY).unwrap();
        let policy = policy.1.to_str().unwrap();
        assert!(policy.contains(&format!("'sha256-{}'", hash("init()"))), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    }
}
