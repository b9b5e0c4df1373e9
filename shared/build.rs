//! Turns `words/<language>/*.toml` into a checked table: every language has every word, with the same blanks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=words");
    let mut languages: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for entry in fs::read_dir("words")? {
        let folder = entry?.path();
        if !folder.is_dir() {
            continue;
        }
        let code = folder.file_name().and_then(|s| s.to_str()).ok_or("a language's folder needs a name")?.to_owned();
        let mut words = BTreeMap::new();
        for file in fs::read_dir(&folder)? {
            let path = file?.path();
            let table: toml::Table =
                fs::read_to_string(&path)?.parse().map_err(|e| format!("{}: {e}", path.display()))?;
            flatten("", &table, &mut words).map_err(|e| format!("{}: {e}", path.display()))?;
        }
        languages.insert(code, words);
    }
    let reference = languages.get("nl").ok_or("words/nl is the reference and is missing")?.clone();
    for (code, words) in &languages {
        for (key, text) in &reference {
            let other = words.get(key).ok_or_else(|| format!("words/{code} lacks {key}"))?;
            if blanks(text) != blanks(other) {
                return Err(format!("words/{code}: {key} has other blanks than words/nl").into());
            }
        }
        if let Some(extra) = words.keys().find(|k| !reference.contains_key(*k)) {
            return Err(format!("words/{code}: {extra} is not in words/nl").into());
        }
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("words.rs"), generate(&reference, &languages)?)?;
    Ok(())
}

/// `{ board = { title = "…" } }` becomes `board.title`.
fn flatten(prefix: &str, table: &toml::Table, into: &mut BTreeMap<String, String>) -> Result<(), String> {
    for (key, value) in table {
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::String(text) => {
                if into.insert(name.clone(), text.trim().to_owned()).is_some() {
                    return Err(format!("{name} is said twice"));
                }
            }
            toml::Value::Table(inner) => flatten(&name, inner, into)?,
            _ => return Err(format!("{name} is neither a text nor a table")),
        }
    }
    Ok(())
}

/// What stands on pages of the clients' program alone.
const CLIENTS: [&str; 10] = [
    "phone.check.",
    "phone.dispute.",
    "phone.doubt.",
    "phone.history.",
    "phone.home.",
    "phone.invite.",
    "phone.paper.",
    "phone.receipt.",
    "phone.stale.",
    "phone.welcome.",
];

/// Whether this program says it: some sentences are only in the programs that ask for them by a feature.
fn is_said(key: &str) -> bool {
    let asked = |feature: &str| env::var_os(format!("CARGO_FEATURE_{feature}")).is_some();
    match key.split('.').next() {
        // Whoever is invited begins in the clients' program, also who will work here.
        Some("phone") if comes_with(key, &CLIENTS) => asked("WORDS_CLIENT"),
        Some("client") => asked("WORDS_CLIENT"),
        // What was sent is collected in the staff's program, which has room for it.
        Some("desk" | "door") => asked("WORDS_DESK"),
        // What the server alone says.
        Some("mail" | "passkey") => asked("WORDS_MAIL"),
        Some(_) if ["field.file", "staff.first_administrator"].contains(&key) => asked("WORDS_MAIL"),
        // What is the matter with a request the server says; the app says by itself what stands at a field.
        Some("error") if key == "error.wrong_code" => true,
        Some("error") if comes_with(key, &["error.contact_", "error.identity_"]) => {
            asked("WORDS_POLICY") || asked("WORDS_DESK")
        }
        Some("error" | "policy" | "told") => asked("WORDS_POLICY"),
        _ => true,
    }
}

/// What is said in a part of the app that is fetched later lies in a table of its own: it comes with that part.
const LATER: [(&str, &str, &str, &[&str]); 10] = [
    (
        "BureauWord",
        "BUREAU",
        "One thing that an administrator reads about her bureau; its texts come with those pages.",
        &[
            "desk.rules.",
            "desk.settings.",
            "desk.unguided.",
            "desk.organisations.",
            "desk.log.",
            "desk.held.",
            "desk.contact.",
            "desk.recipients.",
        ],
    ),
    (
        "DossierWord",
        "DOSSIER",
        "One thing that staff read in a dossier; its texts come with those pages.",
        &[
            "desk.guides.",
            "desk.consult.",
            "desk.paper.",
            "desk.records.",
            "desk.onpaper.",
            "desk.intake.",
            "desk.reasons.",
            "desk.deletions.",
            "desk.forms.",
            "desk.write.",
            "desk.answer.",
            "desk.guests.",
            "desk.represents.",
            "desk.exchange.",
            "desk.purposes.",
        ],
    ),
    (
        "ClientWord",
        "CLIENT",
        "One thing that a client reads about who guides her and who looked; its texts come with those pages.",
        &[
            "client.people.",
            "client.look.",
            "client.ask.",
            "client.case.",
            "client.kept.",
            "client.forms.",
            "client.hand.",
        ],
    ),
    (
        "RecordWord",
        "RECORD",
        "One thing that is said about what is kept of a client; its texts come with the pages that show it.",
        &["record."],
    ),
    (
        "DocumentWord",
        "DOCUMENT",
        "One thing that is said about documents; its texts come with the pages that show them.",
        &["document."],
    ),
    (
        "ConsentWord",
        "CONSENT",
        "One thing that is said about what may go to others; its texts come with the pages that show it.",
        &["consent."],
    ),
    (
        "DoorWord",
        "DOOR",
        "One thing that somebody reads who collects what was sent; its texts come with that page.",
        &["door."],
    ),
    (
        "SheetWord",
        "SHEET",
        "One thing that the sheet of a yes or a receipt says; the server alone makes them.",
        &["sheet."],
    ),
    (
        "InviteWord",
        "INVITE",
        "One thing that somebody reads who was invited; its texts come with that page.",
        &["phone.invite.", "phone.welcome."],
    ),
    (
        "MeWord",
        "ME",
        "One thing that somebody reads about her keys and devices; its texts come with those pages.",
        &["phone.keys.", "phone.devices.", "phone.me."],
    ),
];

fn comes_with(key: &str, tables: &[&str]) -> bool {
    tables.iter().any(|table| key.starts_with(table))
}

fn comes_later(key: &str) -> bool {
    LATER.iter().any(|(.., tables)| comes_with(key, tables))
}

/// The names between braces in a text.
fn blanks(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

fn camel(key: &str) -> String {
    key.split(['.', '_', '-'])
        .map(|part| {
            let mut chars = part.chars();
            chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
        })
        .collect()
}

type Languages = BTreeMap<String, BTreeMap<String, String>>;

fn generate(reference: &BTreeMap<String, String>, languages: &Languages) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    let keys: Vec<&String> = reference.keys().filter(|key| !comes_later(key)).collect();
    writeln!(out, "/// One thing the product says. Its texts stand in `shared/words/`.")?;
    words(&mut out, ("Word", "WORDS"), &keys, languages)?;
    for (name, table, about, tables) in LATER {
        let keys: Vec<&String> = reference.keys().filter(|key| comes_with(key, tables)).collect();
        writeln!(out, "\n/// {about}")?;
        words(&mut out, (name, table), &keys, languages)?;
    }
    writeln!(out, "\n/// A language the product speaks.")?;
    writeln!(
        out,
        "#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]"
    )?;
    writeln!(out, "#[cfg_attr(feature = \"openapi\", derive(utoipa::ToSchema))]")?;
    writeln!(out, "#[serde(rename_all = \"lowercase\")]\npub enum Lang {{")?;
    for code in languages.keys() {
        let default = if code == "nl" { "    #[default]\n" } else { "" };
        writeln!(out, "    #[doc = \"`{code}`\"]\n{default}    {},", camel(code))?;
    }
    writeln!(out, "}}\n\nimpl Lang {{\n    /// Every language there is, in the order of their codes.")?;
    let all: Vec<String> = languages.keys().map(|c| format!("Self::{}", camel(c))).collect();
    writeln!(out, "    pub const ALL: &'static [Self] = &[{}];\n", all.join(", "))?;
    writeln!(
        out,
        "    /// The BCP 47 code.\n    #[must_use]\n    pub const fn code(self) -> &'static str {{\n        match self {{"
    )?;
    for code in languages.keys() {
        writeln!(out, "            Self::{} => \"{code}\",", camel(code))?;
    }
    writeln!(out, "        }}\n    }}\n}}")?;
    // In the order of the keys, so that one can be found by its name.
    let named = reference.keys().filter(|key| key.starts_with("policy.") && is_said(key));
    let rows: Vec<String> = named.map(|key| format!("({key:?}, Word::{})", camel(key))).collect();
    writeln!(out, "\nstatic POLICY_WORDS: &[(&str, Word)] = &[{}];", rows.join(", "))?;
    Ok(out)
}

/// An enum of words, the table of their texts in each language, and how a language finds its table.
fn words(out: &mut String, names: (&str, &str), keys: &[&String], languages: &Languages) -> std::fmt::Result {
    let (name, table) = names;
    writeln!(out, "#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]\n#[repr(u16)]\npub enum {name} {{")?;
    for key in keys {
        writeln!(
            out,
            "    #[doc = \"`{key}`\"]\n    {},",
            camel(if comes_later(key) { key.split_once('.').map_or(key.as_str(), |(_, rest)| rest) } else { key })
        )?;
    }
    writeln!(out, "}}")?;
    for (code, words) in languages {
        writeln!(out, "\nstatic {table}_{}: [&str; {}] = [", code.to_uppercase(), keys.len())?;
        for key in keys {
            let text = words.get(*key).filter(|_| is_said(key)).map_or("", String::as_str);
            writeln!(out, "    {text:?},")?;
        }
        writeln!(out, "];")?;
    }
    writeln!(
        out,
        "\nimpl {name} {{\n    const fn table(lang: Lang) -> &'static [&'static str] {{\n        match lang {{"
    )?;
    for code in languages.keys() {
        writeln!(out, "            Lang::{} => &{table}_{},", camel(code), code.to_uppercase())?;
    }
    writeln!(out, "        }}\n    }}\n}}")
}
