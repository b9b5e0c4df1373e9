//! Small streams that become large ones are found before anything decodes them, by decoding them into nothing.
//!
//! It looks at the bytes and not at the structure, so that a stream which the file itself does not admit to is counted.
//! What hides in another filter than deflate runs into the limit of memory instead.

use flate2::{Decompress, FlushDecompress, Status};
use pdf::protocol::Refusal;

/// A page scanned in full colour at 600 points an inch takes a hundred million bytes.
const STREAM_BYTES_MAX: u64 = 160 << 20;
const FILE_BYTES_MAX: u64 = 640 << 20;
const WORD: &[u8] = b"stream";

pub fn none(file: &[u8]) -> Result<(), Refusal> {
    let (mut at, mut all) = (0, 0);
    let mut sink = vec![0; 64 << 10];
    while let Some(found) = file.get(at..).and_then(|rest| place_of(rest, WORD)) {
        at += found + WORD.len();
        let data = file.get(at..).unwrap_or_default();
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).or_else(|| data.strip_prefix(b"\r"));
        let Some(data) = data.filter(|data| begins_deflate(data)) else {
            continue;
        };
        let (read, made) = inflated(data, &mut sink);
        all += made;
        if made > STREAM_BYTES_MAX || all > FILE_BYTES_MAX {
            return Err(Refusal::TooLarge);
        }
        // Not past what was read: the data of one stream may look like another.
        at += usize::try_from(read).unwrap_or(0).saturating_sub(WORD.len());
    }
    Ok(())
}

/// Where the word begins. Its first letter is searched for first, which is fast.
fn place_of(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut from = 0;
    loop {
        let rest = bytes.get(from..)?;
        let found = from + rest.iter().position(|byte| *byte == first)?;
        if bytes.get(found..)?.starts_with(word) {
            return Some(found);
        }
        from = found + 1;
    }
}

/// The two bytes every such stream begins with.
fn begins_deflate(data: &[u8]) -> bool {
    match data {
        [method, flags, ..] => method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31),
        _ => false,
    }
}

/// How many bytes were read, and how many they would become.
fn inflated(data: &[u8], sink: &mut [u8]) -> (u64, u64) {
    let mut inflate = Decompress::new(true);
    loop {
        let (read, made) = (inflate.total_in(), inflate.total_out());
        let rest = usize::try_from(read).ok().and_then(|read| data.get(read..)).unwrap_or_default();
        let status = inflate.decompress(rest, sink, FlushDecompress::None);
        let stuck = inflate.total_in() == read && inflate.total_out() == made;
        if !matches!(status, Ok(Status::Ok)) || stuck || inflate.total_out() > STREAM_BYTES_MAX {
            return (inflate.total_in(), inflate.total_out());
        }
    }
}
