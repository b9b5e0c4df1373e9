//! Whether a sheet can be made at all.

use super::inside;
use krilla::embed::MimeType;
use pdf::protocol::{
    Refusal, SHEET_BESIDE_MAX, SHEET_BLOCKS_MAX, SHEET_LINE_MAX, SHEET_NAME_MAX, SHEET_ROWS_MAX, SHEET_TEXT_MAX, Sheet,
    SheetBlock,
};
use std::collections::BTreeSet;

pub fn checked(sheet: &Sheet, file: &[u8]) -> Result<(), Refusal> {
    let is_good = is_line(&sheet.title)
        && inside::date(sheet.made_at).is_some()
        && blocks_are_good(&sheet.blocks)
        && sheet.document.is_some() != file.is_empty()
        && files_are_good(sheet);
    if is_good { Ok(()) } else { Err(Refusal::BadSheet) }
}

/// One title, first; and never a title or a heading with nothing below it.
fn blocks_are_good(blocks: &[SheetBlock]) -> bool {
    let is_title = |block: &SheetBlock| matches!(block, SheetBlock::Title(_));
    let is_head = |block: &SheetBlock| is_title(block) || matches!(block, SheetBlock::Heading(_));
    let rows = |block: &SheetBlock| if let SheetBlock::Pairs(rows) = block { rows.len() } else { 0 };
    blocks.len() <= SHEET_BLOCKS_MAX
        && blocks.first().is_some_and(is_title)
        && blocks.iter().filter(|block| is_title(block)).count() == 1
        && !blocks.last().is_some_and(is_head)
        && blocks.iter().map(rows).sum::<usize>() <= SHEET_ROWS_MAX
        && blocks.iter().all(block_is_good)
}

fn block_is_good(block: &SheetBlock) -> bool {
    match block {
        SheetBlock::Title(text) | SheetBlock::Heading(text) => is_line(text),
        SheetBlock::Text(text) | SheetBlock::Quote(text) => is_text(text),
        SheetBlock::Pairs(rows) => !rows.is_empty() && rows.iter().all(|(name, value)| is_line(name) && is_text(value)),
    }
}

fn files_are_good(sheet: &Sheet) -> bool {
    let document = sheet.document.iter().map(|file| (&file.name, &file.says));
    let files: Vec<_> = document.chain(sheet.beside.iter().map(|file| (&file.name, &file.says))).collect();
    let names: BTreeSet<String> = files.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    let is_medium = |medium: &str| medium.len() <= SHEET_NAME_MAX && MimeType::new(medium).is_some();
    sheet.beside.len() <= SHEET_BESIDE_MAX
        && names.len() == files.len()
        && files.iter().all(|(name, says)| is_name(name) && is_line(says))
        && sheet.beside.iter().all(|file| is_medium(&file.media_type))
}

/// The name of a file in any folder of any system.
fn is_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    let is_end = |end: char| end.is_ascii_alphanumeric();
    name.len() <= SHEET_NAME_MAX && name.bytes().all(is_plain) && name.starts_with(is_end) && name.ends_with(is_end)
}

fn is_line(text: &str) -> bool {
    says_something(text) && text.chars().count() <= SHEET_LINE_MAX
}

fn is_text(text: &str) -> bool {
    says_something(text) && text.chars().count() <= SHEET_TEXT_MAX
}

fn says_something(text: &str) -> bool {
    !text.trim().is_empty() && !text.chars().any(char::is_control)
}
