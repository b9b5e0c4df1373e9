//! Takes the built app, compresses each file once, and writes the table that the program carries.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// What stands there while no app was built.
const NO_APP: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Akkoord</title>\
    <h1>Akkoord</h1><p>The app is not built yet. Run <code>./dev run</code>.</p></html>";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=AKKOORD_DIST");
    let here = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let dist = std::env::var_os("AKKOORD_DIST").map_or_else(|| here.join("../../dist"), PathBuf::from);
    let mut files = Vec::new();
    // A watched path that does not exist would make every build a new one; an empty folder is watched in peace.
    fs::create_dir_all(&dist)?;
    println!("cargo::rerun-if-changed={}", dist.display());
    collect(&dist, &mut files)?;
    files.sort();
    let mut table = String::from("/// Every file of the app.\npub static FILES: &[File] = &[\n");
    for file in &files {
        let name = file.strip_prefix(&dist)?.to_str().ok_or("a file name is not UTF-8")?;
        entry(&mut table, &out, name, &fs::read(file)?)?;
    }
    if files.is_empty() {
        entry(&mut table, &out, "index.html", NO_APP.as_bytes())?;
    }
    table.push_str("];\n");
    fs::write(out.join("files.rs"), table)?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// One line of the table; the bytes lie in `OUT_DIR` under their hash, so that nothing is compressed twice.
fn entry(table: &mut String, out: &Path, name: &str, content: &[u8]) -> Result<(), Box<dyn Error>> {
    let mut hash = String::new();
    for byte in Sha256::digest(content).iter().take(16) {
        write!(hash, "{byte:02x}")?;
    }
    let (plain, packed) = (out.join(format!("{hash}.plain")), out.join(format!("{hash}.br")));
    if !plain.exists() {
        whole(&plain, content)?;
    }
    if !packed.exists() {
        let mut compressed = Vec::new();
        let mut brotli = brotli::CompressorWriter::new(&mut compressed, 1 << 16, 11, 22);
        brotli.write_all(content)?;
        drop(brotli);
        whole(&packed, &compressed)?;
    }
    let shorter = fs::metadata(&packed)?.len() < u64::try_from(content.len())?;
    let include = |path: &Path| format!("include_bytes!({:?})", path.display().to_string());
    let brotli = if shorter { format!("Some({})", include(&packed)) } else { "None".to_owned() };
    writeln!(
        table,
        "    File {{ path: {:?}, content_type: {:?}, etag: {:?}, immutable: {}, plain: {}, brotli: {brotli} }},",
        format!("/{name}"),
        content_type(name),
        format!("\"{hash}\""),
        is_hashed(name),
        include(&plain),
    )?;
    Ok(())
}

/// Writes a file whole or not at all: a build may be stopped at any time.
fn whole(path: &Path, content: &[u8]) -> Result<(), Box<dyn Error>> {
    let half = path.with_extension("half");
    fs::write(&half, content)?;
    fs::rename(half, path)?;
    Ok(())
}

/// Whether Trunk put the content's hash into the name: `app-1a2b3c4d5e6f7a8b.js`, `…_bg.wasm`.
fn is_hashed(name: &str) -> bool {
    name.split('/').any(|part| {
        let last = part.split('.').next().and_then(|stem| stem.rsplit('-').next()).unwrap_or_default();
        last.len() >= 14 && last.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
