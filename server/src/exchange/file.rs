//! The bytes of a list: whichever program wrote them, and so that every spreadsheet reads them.

use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};
use shared::client_list::guarded;
use shared::refusal::{ListPart, Refusal};

/// What a spreadsheet knows UTF-8 by.
const MARK: &str = "\u{feff}";
/// What divides cells; the first is what a spreadsheet in Dutch writes, and we do.
const DIVIDERS: [u8; 3] = [b';', b',', b'\t'];

/// One line of a file.
pub(super) struct Row {
    /// Its number, from 1.
    pub line: u32,
    /// What stands in it.
    pub cells: Vec<String>,
}

/// The lines of a file that are not blank: the first names the columns.
///
/// # Errors
/// [`ListPart::Text`] for what is no text in lines.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Row>, Refusal> {
    let wrong = || Refusal::ListUnfit { part: ListPart::Text };
    let text = text(bytes).ok_or_else(wrong)?;
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(divider(&text)).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut lines = Lines { text: &text, at: 0, line: 1 };
    for record in reader.records() {
        let record: StringRecord = record.map_err(|_cause| wrong())?;
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { line, cells });
        }
    }
    Ok(rows)
}

/// Counts lines as an editor does, from the first on.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of what begins at a byte, or after the ends of lines that stand there.
    fn of(&mut self, byte: u64) -> u32 {
        let to = usize::try_from(byte).unwrap_or(usize::MAX).max(self.at);
        let blank =
            self.text.get(to..).map_or(0, |rest| rest.bytes().take_while(|byte| b"\r\n".contains(byte)).count());
        let to = to.saturating_add(blank);
        let ends = self.text.get(self.at..to).unwrap_or_default().bytes().filter(|byte| *byte == b'\n').count();
        (self.at, self.line) = (to, self.line.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX)));
        self.line
    }
}

/// What the bytes say: UTF-8, or else what older programs of Windows write. What has a null is no text.
fn text(bytes: &[u8]) -> Option<String> {
    if bytes.contains(&0) {
        return None;
    }
    let text = match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_other) => bytes.iter().map(|byte| windows(*byte)).collect(),
    };
    Some(text.strip_prefix(MARK).map(str::to_owned).unwrap_or(text))
}

/// The characters of Windows-1252 from 0x80 on; five of them it does not have.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows(byte: u8) -> char {
    let at = byte.checked_sub(0x80).map(usize::from);
    at.and_then(|at| WINDOWS.get(at)).copied().unwrap_or(char::from(byte))
}

/// What divides the cells of the first line: whatever there is most of outside quotes.
fn divider(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let bare: String = first.split('"').step_by(2).collect();
    let times = |divider: u8| bare.bytes().filter(|byte| *byte == divider).count();
    DIVIDERS.into_iter().rev().max_by_key(|divider| times(*divider)).unwrap_or(b';')
}

/// A file of these lines (RFC 4180), each cell in quotes and made harmless: no spreadsheet runs what somebody typed.
pub(super) fn written<'a>(lines: impl Iterator<Item = Vec<&'a str>>) -> Option<String> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .quote_style(csv::QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for line in lines {
        writer.write_record(line.into_iter().map(guarded)).ok()?;
    }
    let bytes = writer.into_inner().ok()?;
    Some(format!("{MARK}{}", String::from_utf8(bytes).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        rows(bytes).unwrap().into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn m2a_a_list_is_read_whichever_program_wrote_it() {
        let wanted = [["Nummer", "Naam"], ["1", "Zoë; de oudste"]];
        let files: [&[u8]; 4] = [
            "Nummer;Naam\r\n1;\"Zoë; de oudste\"\r\n".as_bytes(),
            "\u{feff}Nummer,Naam\n1,Zoë; de oudste".as_bytes(),
            "\nNummer\tNaam\n\n\t\n1\tZoë; de oudste\n".as_bytes(),
            b"Nummer;Naam\r\n1;\"Zo\xeb; de oudste\"\r\n",
        ];
        for file in files {
            assert_eq!(cells(file), wanted);
        }
        assert_eq!(windows(0x80), '€');
        assert_eq!(windows(0xeb), 'ë');
    }

    #[test]
    fn m2a_a_line_has_the_number_that_an_editor_shows() {
        for end in ["\n", "\r\n"] {
            let file = "Nummer;Naam\n;;\n\n1;\"a\nb\"\n2;ë\n3;d".replace('\n', end);
            let rows = rows(file.as_bytes()).unwrap();
            assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 4, 6, 7], "{file:?}");
        }
    }

    #[test]
    fn m2a_a_picture_or_a_spreadsheet_is_no_list() {
        assert!(rows(b"PK\x03\x04\0\0").is_err());
        assert!(rows("Nummer;Naam".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>().as_slice()).is_err());
    }

    #[test]
    fn m2a_what_is_written_is_read_back_and_no_cell_begins_as_a_formula() {
        let line = vec!["=cmd|' /C calc'!A0", "+31 6", "a;b\"c", "", "-1", "@x", "Zoë", "'=x"];
        let file = written([line.clone()].into_iter()).unwrap();
        assert!(file.starts_with("\u{feff}\"'=cmd"), "{file}");
        let read = cells(file.as_bytes());
        let back: Vec<&str> = read[0].iter().map(|cell| shared::client_list::unguarded(cell)).collect();
        assert_eq!(back, line);
    }
}
