//! The built app as the server inside a test carries it, read from where `./dev` has put it.

use std::path::Path;

use server::web::assets::{Asset, Assets};

/// Every file of the app.
#[must_use]
pub fn app() -> Assets {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist");
    let mut files = Vec::new();
    collect(&dist, "", &mut files);
    assert!(!files.is_empty(), "there is no app in {}: run the tests with `./dev test browser`", dist.display());
    Assets::new(files)
}

/// What is in a folder; it lives as long as the tests do.
fn collect(folder: &Path, under: &str, files: &mut Vec<Asset>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let path = format!("{under}/{}", entry.file_name().display()).leak();
        if entry.path().is_dir() {
            collect(&entry.path(), path, files);
            continue;
        }
        let plain = std::fs::read(entry.path()).expect("a file of the app can be read").leak();
        let etag = format!("\"{path}-{}\"", plain.len()).leak();
        files.push(Asset { path, content_type: kind(path), etag, immutable: false, plain, brotli: None });
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
