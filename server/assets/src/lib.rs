//! The built app, compressed once and carried inside the server.

/// A file of the app.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Where it is, with a slash in front.
    pub path: &'static str,
    /// What it is.
    pub content_type: &'static str,
    /// Changes when it does; in quotes.
    pub etag: &'static str,
    /// Whether its name changes when it does.
    pub immutable: bool,
    /// Its bytes.
    pub plain: &'static [u8],
    /// The same, compressed with brotli, where that is shorter.
    pub brotli: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/files.rs"));
