//! The jobs of the program and its answers.
//!
//! The server writes [`Request::frame`] to the program, closes that pipe, reads what comes back to its end (never more
//! than [`ANSWER_BYTES_MAX`]), waits, and gives both to [`Reply::of`]. It also sets a limit in wall time, kills the
//! program when that is over, and then gives [`Ended::Killed`].

use serde::{Deserialize, Serialize};

mod finding;
mod frame;
mod sheet;

pub use finding::{Finding, What};
pub use frame::{ANSWER_BYTES_MAX, Ended, FILE_BYTES_MAX, Frame, Reply, Request};
pub use sheet::{
    Attached, Beside, SHEET_BESIDE_MAX, SHEET_BLOCKS_MAX, SHEET_LINE_MAX, SHEET_NAME_MAX, SHEET_ROWS_MAX,
    SHEET_TEXT_MAX, Sheet, SheetBlock, SheetMade,
};

/// A page is drawn no wider than this, in pixels.
pub const PICTURE_WIDTH_MAX: u32 = 2_000;
/// A file with more pages is refused.
pub const PAGES_MAX: usize = 500;
/// All text of a file together; what is longer is cut, and said to be.
pub const TEXT_BYTES_MAX: usize = 2_000_000;
/// How many lines a stamp has, as they are given. Long ones are broken.
pub const STAMP_LINES_MAX: usize = 8;
/// How long a line of a stamp is, and a title, in letters.
pub const STAMP_LINE_MAX: usize = 400;

/// What to do with the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "job")]
pub enum Job {
    /// Tell what it is, and whether it may come in.
    Inspect {},
    /// Read all text in it, the hidden too.
    Text {},
    /// Draw one page, counted from one.
    Picture { page: u32, width: u32 },
    /// Make the PDF that goes out.
    Prepare { stamp: Stamp },
    /// Make a sheet, with the file inside it: a PDF that was made here, or an empty file where the sheet has none.
    Sheet { sheet: Box<Sheet> },
    /// Try what the program must not be able to do, and say what was shut. It takes an empty file.
    Guards {},
}

/// The printed lines at the foot of each page that goes out, and what the document is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub lines: Vec<String>,
    pub title: String,
    pub lang: Lang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    Nl,
    En,
}

/// What the program says. A picture, a prepared file and a sheet come as bytes behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Inspected(Inspected),
    Text(Texts),
    Picture(Picture),
    Prepared(Prepared),
    Sheet(SheetMade),
    Guarded(Guarded),
    Refused(Refusal),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inspected {
    pub format: Format,
    pub pages: u32,
    /// In points (1/72 inch), upright; for a picture in pixels. One for each page.
    pub sizes: Vec<Size>,
    /// Letters that a machine can read, on all pages together. None on a page that was scanned.
    pub text_chars: u64,
    /// What is in it that is worth knowing and no ground to refuse it.
    pub findings: Vec<Finding>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Pdf,
    Docx,
    Odt,
    Jpeg,
    Png,
    /// Plain text: UTF-8, UTF-16 with its mark, or else Windows-1252, in which older programs of an office save.
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Size {
    pub width: f32,
    pub height: f32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    pub parts: Vec<Part>,
    /// Not all of it is here: it was more than [`TEXT_BYTES_MAX`].
    pub cut: bool,
    /// Signs on the pages of which no letter is known. What they say cannot be checked.
    pub unread: u64,
    /// Pictures on the pages. What they say cannot be checked either.
    pub pictures: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub place: Place,
    pub text: String,
}

/// Where a text stands. Pages are counted from one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Drawn on the page, in any colour.
    Page(u32),
    /// In the page and not drawn: invisible letters, outside its edges.
    Unseen(u32),
    /// The whole page with the layers that are off.
    Layers(u32),
    /// Instead of what is drawn there: a replacement or a description for those who do not see it.
    Instead,
    /// What a mark upon the page looks like.
    Mark(u32),
    /// A remark, a link, a bubble.
    Annotation,
    /// What is filled in on a form, and the names of its fields.
    Field,
    /// The name of a file inside the file.
    Attachment,
    /// Title, author, subject, programs, times.
    Metadata,
    /// A heading that a reader shows beside the pages.
    Outline,
    /// Hidden by its writer, or taken out and kept as a change.
    Hidden,
    /// At the head or the foot of the pages of a document.
    Margin,
    /// Below the text or behind it.
    Note,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    pub pages: u32,
    /// What the file had and this one has not.
    pub left_out: Vec<LeftOut>,
    /// Marks and filled-in fields that are drawn as part of their page now.
    pub drawn: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    pub what: Omitted,
    pub count: u32,
}

/// What does not go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Omitted {
    /// Title, author, programs, times, places: of the file, of its parts and of its pictures.
    Metadata,
    /// Remarks, and marks that have no look of their own.
    Annotation,
    Link,
    /// A filled-in field that the file does not say how to draw: what it says is not on the page.
    Field,
    Attachment,
    /// Anything that acts.
    Action,
    /// What stood on a layer that is off.
    HiddenLayer,
    /// Invisible letters, as a scanner's programs lay over a page.
    InvisibleText,
    /// The structure of the document and what it says instead of what is drawn.
    Structure,
    Outline,
    /// A picture inside a text document: only its words are set.
    Picture,
    /// Text that its writer hid or took out, and remarks of a text document.
    HiddenText,
    /// Heads and feet of the pages of a text document.
    Margin,
    /// Signs that the typeface has no letter for.
    Letter,
    /// What could not be read.
    Unreadable,
}

/// What the program could still do when it was asked to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate fact, and none follows from another")]
pub struct Guarded {
    pub files_shut: bool,
    pub network_shut: bool,
    pub programs_shut: bool,
    pub memory_bounded: bool,
    pub time_bounded: bool,
    /// The kernel answers only what reading and writing two pipes takes.
    pub calls_filtered: bool,
}

impl Guarded {
    /// Whether nothing that a file could do reaches anything outside.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.files_shut && self.network_shut && self.programs_shut && self.memory_bounded && self.time_bounded
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// None of the formats that are taken.
    Unknown,
    /// It opens with a password only.
    Encrypted,
    Broken,
    /// It has more pages, bytes, points or depth than an honest file, or took more memory or time.
    TooLarge,
    /// It would do something, or hides something: each finding that refuses it.
    Active(Vec<Finding>),
    NoSuchPage,
    /// Too many or too long lines to print.
    BadStamp,
    /// A sheet that says nothing, too much or what cannot be printed; or a file inside it that is not there, or has no plain
    /// name of its own.
    BadSheet,
}
