//! The app's files: compressed once, kept by the browser for as long as their names say what is in them.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use shared::api::{Code, SIDE_COOKIE};

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
        match self.find(path) {
            Some(asset) => asset.answer(headers),
            None if is_place(path, headers) => self.place(path, headers),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }

    /// The page of a place in the app: of the half that this browser wants. An invitation is opened by the phone's, and
    /// what was sent by the desk's, whoever used the browser before.
    fn place(&self, path: &str, headers: &HeaderMap) -> Response {
        let at_desk = match path {
            "/invite" => false,
            "/door" => true,
            _ => wants_desk(headers),
        };
        let desk = self.find(DESK).filter(|_| at_desk);
        let Some(page) = desk.or_else(|| self.find(PHONE)) else { return StatusCode::NOT_FOUND.into_response() };
        let mut response = page.answer(headers);
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding, cookie"));
        response
    }
}

/// The page of the client's program; of both, where the app was built as one.
const PHONE: &str = "/index.html";
/// The page of the staff's program.
const DESK: &str = "/desk/index.html";

fn wants_desk(headers: &HeaderMap) -> bool {
    CookieJar::from_headers(headers).get(SIDE_COOKIE).is_some_and(|side| side.value() == "desk")
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
    fn a_browser_gets_the_half_of_the_app_that_its_cookie_names() {
        let desk = Asset { path: DESK, plain: b"<h1>Desk</h1>", brotli: None, etag: "\"d\"", ..PAGE };
        let both = Assets::new([PAGE, desk]);
        let etag = |path: &str, cookie: &'static str| {
            let headers = [(header::COOKIE, HeaderValue::from_static(cookie))].into_iter().collect();
            both.answer(&Method::GET, &path.parse().unwrap(), &headers).headers()[header::ETAG].clone()
        };
        assert_eq!(etag("/me", "x=y"), "\"a\"");
        assert_eq!(etag("/me", "x=y; side=desk"), "\"d\"");
        assert_eq!(etag("/invite", "side=desk"), "\"a\"");
        assert_eq!(etag("/door", "side=phone"), "\"d\"");
        assert_eq!(etag("/me", "side=phone"), "\"a\"");
        // Where the app was built as one, there is but one page.
        assert_eq!(ask("/me", &[(header::COOKIE, "side=desk")]).headers()[header::ETAG], "\"a\"");
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
