//! The app's files: compressed once, kept by the browser for as long as their names say what is in them.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use shared::api::Code;

use super::respond::Fault;

/// A file of the app.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Where it is, with a slash in front.
    pub path: &'static str,
    /// What it is.
    pub content_type: &'static str,
    /// Changes when it does; in quotes.
    pub etag: &'static str,
    /// Whether its name changes when it does: then it never has to be asked for again.
    pub immutable: bool,
    /// Its bytes.
    pub plain: &'static [u8],
    /// The same, compressed with brotli, where that is shorter.
    pub brotli: Option<&'static [u8]>,
}

/// All files of the app.
#[derive(Clone, Debug, Default)]
pub struct Assets(Arc<[Asset]>);

impl Assets {
    /// These files.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = Asset>) -> Self {
        Self(files.into_iter().collect())
    }

    /// No app: the API alone, as most tests have it.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The app's page, for the hashes of its inline scripts.
    #[must_use]
    pub fn page(&self) -> &str {
        self.find("/index.html").and_then(|page| std::str::from_utf8(page.plain).ok()).unwrap_or_default()
    }

    fn find(&self, path: &str) -> Option<&Asset> {
        self.0.iter().find(|asset| asset.path == path)
    }

    /// Answers whatever no route answered: a file, the app's page for a place in the app, or 404.
    #[must_use]
    pub fn answer(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Response {
        let path = uri.path();
        if path.starts_with("/api/") {
            return Fault::from(Code::NotFound).into_response();
        }
        if method != Method::GET && method != Method::HEAD {
            return StatusCode::METHOD_NOT_ALLOWED.into_response();
        }
        match self.find(path).or_else(|| self.find("/index.html").filter(|_| is_place(path, headers))) {
            Some(asset) => asset.answer(headers),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

/// A place in the app, as a browser asks for it when somebody opens a link: a page, and no file.
fn is_place(path: &str, headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    let file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    !file && accepts.is_none_or(|kinds| kinds.contains("text/html") || kinds.contains("*/*"))
}

impl Asset {
    fn answer(&self, headers: &HeaderMap) -> Response {
        let brotli = self.brotli.filter(|_| takes_brotli(headers));
        let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let fresh =
            known.is_some_and(|tags| tags.split(',').any(|tag| tag.trim().trim_start_matches("W/") == self.etag));
        let mut response = if fresh {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            Body::from(brotli.unwrap_or(self.plain)).into_response()
        };
        let kept = if self.immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
        let own = response.headers_mut();
        own.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        own.insert(header::ETAG, HeaderValue::from_static(self.etag));
        own.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
        own.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if brotli.is_some() && !fresh {
            own.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        response
    }
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        parts.next() == Some("br") && parts.next() != Some("q=0")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Asset = Asset {
        path: "/index.html",
        content_type: "text/html; charset=utf-8",
        etag: "\"a\"",
        immutable: false,
        plain: b"<h1>Akkoord</h1>",
        brotli: Some(b"short"),
    };

    fn ask(path: &str, headers: &[(header::HeaderName, &'static str)]) -> Response {
        let headers = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect();
        Assets::new([PAGE]).answer(&Method::GET, &path.parse().unwrap(), &headers)
    }

    #[test]
    fn a_place_in_the_app_is_its_page_and_a_missing_file_is_missing() {
        let html = (header::ACCEPT, "text/html,*/*;q=0.8");
        assert_eq!(ask("/board", std::slice::from_ref(&html)).status(), StatusCode::OK);
        assert_eq!(ask("/old-1234.js", std::slice::from_ref(&html)).status(), StatusCode::NOT_FOUND);
        assert_eq!(ask("/board", &[(header::ACCEPT, "application/json")]).status(), StatusCode::NOT_FOUND);
        assert_eq!(ask("/api/nothing", &[html]).status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn it_is_sent_compressed_to_who_takes_it_and_not_twice() {
        let sent = ask("/index.html", &[(header::ACCEPT_ENCODING, "gzip, br;q=1.0")]);
        assert_eq!(sent.headers()[header::CONTENT_ENCODING], "br");
        assert!(
            !ask("/index.html", &[(header::ACCEPT_ENCODING, "br;q=0")])
                .headers()
                .contains_key(header::CONTENT_ENCODING)
        );
        assert_eq!(ask("/index.html", &[(header::IF_NONE_MATCH, "\"b\", \"a\"")]).status(), StatusCode::NOT_MODIFIED);
    }
}
