//! The style sheets: colours have names, and the names live in one file.

use crate::source::{none, sources};

const NAMED: [&str; 16] = [
    "black", "white", "red", "green", "blue", "gray", "grey", "orange", "yellow", "purple", "pink", "brown", "navy",
    "teal", "silver", "gold",
];
const FUNCTIONS: [&str; 9] = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("];

#[test]
fn no_raw_colour_stands_outside_the_tokens() {
    let mut broken = Vec::new();
    for sheet in sources(&["style", "app", "public"], &[".css"]) {
        if sheet.path != "style/tokens.css" {
            broken.extend(raw_colours(&sheet.text).into_iter().map(|(at, c)| format!("{}:{at}: {c}", sheet.path)));
        }
    }
    none("a colour is a token of style/tokens.css:", &broken);
}

#[test]
fn no_rust_file_sets_a_style_or_a_colour() {
    let mut broken = Vec::new();
    for file in sources(&["app/src"], &[".rs"]) {
        let inline = file.code().filter(|(_, line)| line.contains("style=\"") || line.contains("style:color"));
        broken.extend(inline.map(|(at, line)| format!("{}:{at}: {}", file.path, line.trim())));
    }
    none("looks live in style/, and the content policy forbids inline styles:", &broken);
}

/// The names of the parts in this text that pages may use.
fn parts(text: &str) -> Vec<&str> {
    let after = text.split("#[component]\npub fn ").skip(1);
    after.filter_map(|rest| rest.split(['(', '<']).next()).collect()
}

#[test]
fn the_styleguide_shows_every_part_of_the_ui() {
    // What stands around every page stands around this one.
    let around = ["app/src/pages/outline.rs", "app/src/ui/frame.rs"];
    let shown = sources(&["app/src/pages"], &[".rs"]).into_iter().filter(|file| file.path.contains("/styleguide"));
    let shown: String = shown.chain(sources(&around, &[".rs"])).map(|file| file.text).collect();
    let shows = |part: &str| shown.split(&format!("<{part}")).skip(1).any(|rest| rest.starts_with([' ', '>', '\n']));
    let ui = sources(&["app/src/ui"], &[".rs"]);
    let all: Vec<&str> = ui.iter().flat_map(|file| parts(&file.text)).collect();
    assert!(all.len() > 30 && !shows("Nothing"), "{all:?}");
    let missing: Vec<String> = all.into_iter().filter(|part| !shows(part)).map(str::to_owned).collect();
    none("a part of app/src/ui is in no styleguide*.rs:", &missing);
}

/// The declarations that name a colour, with their lines. What comes before `{` is a selector and may hold `#name`.
fn raw_colours(css: &str) -> Vec<(usize, String)> {
    let (mut found, mut declaration, mut line, mut in_comment) = (Vec::new(), String::new(), 1, false);
    let mut chars = css.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if !in_comment && chars.peek() == Some(&'*') => in_comment = true,
            '/' if in_comment && declaration.ends_with('*') => (in_comment, declaration) = (false, String::new()),
            '{' if !in_comment => declaration.clear(),
            ';' | '}' if !in_comment => {
                found.extend(raw_colour(&declaration).map(|colour| (line, colour)));
                declaration.clear();
            }
            _ => declaration.push(c),
        }
        line += usize::from(c == '\n');
    }
    found
}

fn raw_colour(declaration: &str) -> Option<String> {
    let (_, value) = declaration.split_once(':')?;
    let part_of_word = |c: char| c.is_alphanumeric() || "-_#(".contains(c);
    let value = value.to_ascii_lowercase();
    let mut words = value.split(|c: char| !part_of_word(c)).flat_map(|word| word.split_inclusive('('));
    let is_hex = |w: &str| w.strip_prefix('#').is_some_and(|h| h.len() > 2 && h.chars().all(|c| c.is_ascii_hexdigit()));
    words.find(|word| is_hex(word) || NAMED.contains(word) || FUNCTIONS.contains(word)).map(str::to_owned)
}

#[test]
fn the_colour_rule_sees_colours_and_nothing_else() {
    let seen = |css: &str| raw_colours(css).into_iter().map(|(_, colour)| colour).collect::<Vec<_>>();
    assert_eq!(seen("a { color: #fff; background: RGB(0 0 0) }"), ["#fff", "rgb("]);
    assert_eq!(seen("a { border: 1px solid red; }\nb {\n  outline-color: oklch(50% 0 0)\n}"), ["red", "oklch("]);
    assert_eq!(
        seen(
            "#face { /* #fff; */ white-space: nowrap; color: var(--red); fill: color-mix(in oklab, var(--a), transparent) }"
        ),
        [""; 0]
    );
    assert_eq!(raw_colours("a {\n  color: white;\n}"), [(2, "white".to_owned())]);
}
