//! What lies beside the points of a picture: the segments of a JPEG, the chunks of a PNG, and the words in them.

use flate2::read::ZlibDecoder;
use std::io::Read;

/// Shorter runs of letters are chance.
const WORD_MIN: usize = 4;
const CHUNK_BYTES_MAX: u64 = 1 << 20;

/// One piece of a JPEG: its mark and its data, which for a scan is all up to the next mark.
struct Segment<'a> {
    mark: u8,
    bytes: &'a [u8],
    data: &'a [u8],
}

const SCAN: u8 = 0xda;
const END: u8 = 0xd9;
const COMMENT: u8 = 0xfe;
/// Which colours the points are in; without it they are shown in other ones.
const COLOURS: u8 = 0xee;

struct Segments<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        // Any number of filling bytes may stand before a mark.
        let begin = self.rest.iter().position(|byte| *byte != 0xff).filter(|begin| *begin > 0)?;
        let mark = *self.rest.get(begin)?;
        let after = self.rest.get(begin + 1..)?;
        let length = match mark {
            0x01 | 0xd0..=END => 0,
            _ => usize::from(u16::from_be_bytes([*after.first()?, *after.get(1)?])),
        };
        let data = after.get(..length)?;
        let scan = if mark == SCAN { scan_length(after.get(length..)?) } else { 0 };
        let bytes = self.rest.get(..begin + 1 + length + scan)?;
        self.rest = self.rest.get(bytes.len()..)?;
        Some(Segment { mark, bytes, data })
    }
}

/// A scan goes on until a mark that is neither a stuffed byte nor a restart.
fn scan_length(data: &[u8]) -> usize {
    let ends =
        |pair: &[u8]| matches!(pair, [0xff, mark] if *mark != 0 && !(0xd0..=0xd7).contains(mark) && *mark != 0xff);
    data.windows(2).position(ends).unwrap_or(data.len())
}

fn segments(jpeg: &[u8]) -> Segments<'_> {
    Segments { rest: jpeg }
}

pub fn is_whole_jpeg(jpeg: &[u8]) -> bool {
    segments(jpeg).any(|segment| segment.mark == END)
}

/// The same picture without a word beside it, and without what was appended to it.
pub fn plain_jpeg(jpeg: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::with_capacity(jpeg.len());
    for segment in segments(jpeg) {
        if !is_beside(segment.mark) || segment.mark == COLOURS {
            plain.extend_from_slice(segment.bytes);
        }
        if segment.mark == END {
            return Some(plain);
        }
    }
    // Viewers show what is there of a picture without an end.
    plain.extend_from_slice(&[0xff, END]);
    segments(&plain).any(|segment| segment.mark == SCAN).then_some(plain)
}

fn is_beside(mark: u8) -> bool {
    matches!(mark, 0xe0..=0xef | COMMENT)
}

/// Words in a JPEG or a PNG that no eye sees.
pub fn strings(picture: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    if picture.starts_with(b"\x89PNG") {
        for (kind, data) in chunks(picture) {
            match &kind {
                b"zTXt" | b"iTXt" => words(&text_chunk(data), &mut found),
                b"tEXt" | b"eXIf" | b"tIME" => words(data, &mut found),
                _ => {}
            }
        }
        return found;
    }
    let mut end = 0;
    for segment in segments(picture) {
        end += segment.bytes.len();
        if is_beside(segment.mark) {
            words(segment.data, &mut found);
        }
        if segment.mark == END {
            break;
        }
    }
    words(picture.get(end..).unwrap_or_default(), &mut found);
    // The name of the format itself.
    found.retain(|word| !word.starts_with("JFIF") && !word.starts_with("Adobe"));
    found
}

fn chunks(png: &[u8]) -> Vec<([u8; 4], &[u8])> {
    let (mut found, mut rest) = (Vec::new(), png.get(8..).unwrap_or_default());
    while let [a, b, c, d, k, i, n, s, after @ ..] = rest {
        let length = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).unwrap_or(usize::MAX);
        let Some(data) = after.get(..length) else {
            break;
        };
        found.push(([*k, *i, *n, *s], data));
        rest = after.get(length + 4..).unwrap_or_default();
    }
    found
}

/// The keyword, and what follows it whether it is compressed or not.
fn text_chunk(data: &[u8]) -> Vec<u8> {
    let mut text = data.to_vec();
    for at in 0..data.len().min(200) {
        let packed = data.get(at..).filter(|packed| packed.first() == Some(&0x78));
        let mut unpacked = Vec::new();
        let read = packed.map(|packed| ZlibDecoder::new(packed).take(CHUNK_BYTES_MAX).read_to_end(&mut unpacked));
        if matches!(read, Some(Ok(_))) {
            text.push(0);
            text.append(&mut unpacked);
            break;
        }
    }
    text
}

/// Runs of letters, in one byte each or in two as Windows writes them.
fn words(data: &[u8], found: &mut Vec<String>) {
    runs(&String::from_utf8_lossy(data), found);
    let wide = data.windows(2).filter(|pair| matches!(pair, [letter, 0] if *letter >= b' ')).count();
    if wide * 4 > data.len() || data.windows(8).any(|run| matches!(run, [_, 0, _, 0, _, 0, _, 0])) {
        for from in [0, 1] {
            let pairs = data.get(from..).unwrap_or_default().chunks_exact(2);
            let units = pairs.filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(u16::from_le_bytes);
            let text: String = char::decode_utf16(units).map(|letter| letter.unwrap_or('\0')).collect();
            let latin = text.chars().map(|letter| if u32::from(letter) < 0x250 { letter } else { '\0' });
            runs(&latin.collect::<String>(), found);
        }
    }
}

fn runs(text: &str, found: &mut Vec<String>) {
    let parts = text.split(|letter: char| letter.is_control() || letter == '\u{fffd}');
    let words = parts.map(str::trim).filter(|run| run.chars().count() >= WORD_MIN);
    found.extend(words.filter(|run| run.chars().any(char::is_alphanumeric)).map(str::to_owned));
}
