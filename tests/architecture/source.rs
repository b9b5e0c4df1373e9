//! Reading the repository: every file with its text, its lines of code, and the verdict over what was found.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A file, its path relative to the repository, with `/` between the parts.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").to_path_buf()
}

/// Every text file of the repository below these folders or with these names; `""` is all of it.
pub fn sources(places: &[&str], endings: &[&str]) -> Vec<Source> {
    let mut paths = Vec::new();
    for place in places {
        let start = root().join(place);
        if start.is_file() {
            paths.push(start);
        } else if start.is_dir() {
            walk(&start, &mut paths);
        }
    }
    paths.sort();
    paths.into_iter().filter_map(|path| read(&path)).filter(|s| endings.iter().any(|e| s.path.ends_with(e))).collect()
}

/// Every Rust file below these folders.
pub fn rust(places: &[&str]) -> Vec<Source> {
    sources(places, &[".rs"])
}

fn read(path: &Path) -> Option<Source> {
    let relative = path.strip_prefix(root()).ok()?;
    let path_text = relative.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    let text = String::from_utf8(fs::read(path).ok()?).ok()?;
    Some(Source { path: path_text, text })
}

fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
    const PRODUCTS: [&str; 5] = ["target", "dist", "data", "node_modules", ".git"];
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let product = PRODUCTS.contains(&name.as_str()) && (folder == root() || name == "node_modules");
        if path.is_dir() && !product {
            walk(&path, into);
        } else if path.is_file() {
            into.push(path);
        }
    }
}

impl Source {
    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The name without its ending.
    pub fn stem(&self) -> &str {
        self.name().split('.').next().unwrap_or_default()
    }

    pub fn is_below(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    /// A file of tests, or the tests beside a module.
    pub fn is_test(&self) -> bool {
        self.stem() == "tests" || self.stem().ends_with("_tests") || self.path.split('/').any(|part| part == "tests")
    }

    /// The lines before the first `#[cfg(test)]`, numbered from one.
    pub fn product_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().take_while(|line| line.trim() != "#[cfg(test)]").enumerate().map(|(at, line)| (at + 1, line))
    }

    /// Those lines without comments, for rules about what code does.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.product_lines().map(|(at, line)| (at, without_comment(line))).filter(|(_, line)| !line.trim().is_empty())
    }

    /// Where any of these words stands in the code.
    pub fn mentions(&self, words: &[&str]) -> Vec<String> {
        let found = self.code().filter_map(|(at, line)| {
            let word = words.iter().find(|word| has_word(line, word))?;
            Some(format!("{}:{at}: {word}", self.path))
        });
        found.collect()
    }
}

/// A line up to its comment; `//` inside a text such as a URL is not one.
fn without_comment(line: &str) -> &str {
    let mut from = 0;
    while let Some(at) = line[from..].find("//").map(|at| at + from) {
        let in_url = line[..at].ends_with(':');
        if !in_url {
            return &line[..at];
        }
        from = at + 2;
    }
    line
}

/// Whether the word stands in the line, not as a part of a longer name.
pub fn has_word(line: &str, word: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    let open = |edge: Option<char>| word_edge_is_open(edge, part_of_name);
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        (open(before) || !word.starts_with(part_of_name)) && (open(after) || !word.ends_with(part_of_name))
    })
}

fn word_edge_is_open(edge: Option<char>, part_of_name: impl Fn(char) -> bool) -> bool {
    edge.is_none_or(|c| !part_of_name(c))
}

/// Fails with every place at which a rule is broken.
pub fn none(rule: &str, broken: &[String]) {
    let mut list = String::new();
    for place in broken {
        let _ = write!(list, "\n  {place}");
    }
    assert!(broken.is_empty(), "{rule}{list}");
}

#[test]
fn a_word_is_not_found_inside_a_longer_name() {
    assert!(has_word("use rand::Rng;", "rand"));
    assert!(!has_word("let brand = operand;", "rand"));
    assert!(has_word("a.credentials()", ".credentials()"));
}

#[test]
fn a_comment_is_no_code_and_a_url_is_no_comment() {
    assert_eq!(without_comment("use x; // axum"), "use x; ");
    assert_eq!(without_comment("\"http://localhost\" // here"), "\"http://localhost\" ");
}
