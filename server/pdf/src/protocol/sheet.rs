//! A sheet that says what somebody consented to, with the files that show it inside.

use super::Lang;
use serde::{Deserialize, Serialize};

/// How many blocks a sheet has.
pub const SHEET_BLOCKS_MAX: usize = 200;
/// How many rows its tables have together.
pub const SHEET_ROWS_MAX: usize = 1_000;
/// How long a text, a quote and the second cell of a row are, in letters.
pub const SHEET_TEXT_MAX: usize = 20_000;
/// How long a title, a heading, the first cell of a row and what is said of a file are, in letters.
pub const SHEET_LINE_MAX: usize = 500;
/// How many files are beside the document.
pub const SHEET_BESIDE_MAX: usize = 8;
/// How long the name of a file inside a sheet is.
pub const SHEET_NAME_MAX: usize = 100;

/// What a sheet says, and what is inside it. The same sheet and document give the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// What a reader shows above its window. It is not printed.
    pub title: String,
    /// In which language all of it is.
    pub lang: Lang,
    /// When the file says that it was made, and each file inside it: in seconds since 1970, in UTC.
    pub made_at: i64,
    /// What is printed, in the order in which it is read: a title, and at least one block that is no heading at its end.
    pub blocks: Vec<SheetBlock>,
    /// How the file of the request is attached; none where the request has no file.
    pub document: Option<Attached>,
    /// What else is attached.
    pub beside: Vec<Beside>,
}

/// A piece of a sheet. None is empty, or has a line break or another sign that controls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetBlock {
    /// What the sheet is. There is one, before all else.
    Title(String),
    /// What the next blocks are about.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A sentence that somebody signed.
    Quote(String),
    /// A table of two columns; the first names the second.
    Pairs(Vec<(String, String)>),
}

/// How the document is inside the sheet: as a PDF that the sheet is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Of letters, digits, `.`, `_` and `-`, and no path.
    pub name: String,
    /// What it is, for people.
    pub says: String,
}

/// A text that is inside the sheet as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Of letters, digits, `.`, `_` and `-`, and no path. No two files have the same, in capitals or not.
    pub name: String,
    /// Such as `application/json`.
    pub media_type: String,
    /// What it is, for people.
    pub says: String,
    /// The file itself.
    pub text: String,
}

/// A sheet that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetMade {
    /// How many pages it has.
    pub pages: u32,
    /// Signs of its words that the typeface has no letter for. Another sign stands in their place.
    pub letters_missing: u32,
}
