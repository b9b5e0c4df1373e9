//! Sealing a part of a large file: STREAM over XChaCha20-Poly1305 in segments of 64 KiB, so that nobody can leave a segment
//! out, add one or put them in another order, and each can be opened by itself.
//!
//! Each part is a STREAM of its own with a fresh random nonce: a part that is sent twice is never sealed twice under the
//! same one. Which part of which file it is, and how large the file, is bound to it.

use aead_stream::{Nonce, StreamBE32, StreamPrimitive};
use chacha20poly1305::aead::{KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use super::seal::{Aad, Key, Unopened};
use crate::platform::random;

/// The first byte of every sealed part: which scheme.
const SCHEME: u8 = 2;
/// Bytes of plaintext in a segment.
pub const SEGMENT: usize = 65_536;
/// Bytes of a nonce that all segments of a part share: what STREAM leaves of one.
const NONCE: usize = size_of::<XNonce>() - 5;
/// Bytes of a tag.
const TAG: usize = 16;

/// Which part of a file.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// The place of the file.
    pub place: &'a Aad,
    /// Which part, from 0.
    pub number: u32,
    /// How many bytes the file has.
    pub file_bytes: u32,
}

impl Part<'_> {
    fn canonical(&self, key: &Key) -> Vec<u8> {
        let mut bytes = self.place.canonical(key.id());
        bytes.extend_from_slice(&self.number.to_be_bytes());
        bytes.extend_from_slice(&self.file_bytes.to_be_bytes());
        bytes
    }
}

fn stream(key: &Key, nonce: [u8; NONCE]) -> StreamBE32<XChaCha20Poly1305> {
    let nonce: Nonce<XChaCha20Poly1305, StreamBE32<XChaCha20Poly1305>> = nonce.into();
    aead_stream::NewStream::from_aead(XChaCha20Poly1305::new(&(*key.bytes()).into()), &nonce)
}

/// Seals a part: scheme, nonce, segments with their tags.
///
/// # Errors
/// [`Unopened`] for a part beyond what the cipher takes.
pub fn seal_part(key: &Key, part: Part<'_>, plaintext: &[u8]) -> Result<Vec<u8>, Unopened> {
    let nonce: [u8; NONCE] = random::bytes();
    let (stream, aad) = (stream(key, nonce), part.canonical(key));
    let count = plaintext.len().div_ceil(SEGMENT);
    let mut sealed = Vec::with_capacity(1 + NONCE + plaintext.len() + count * TAG);
    sealed.push(SCHEME);
    sealed.extend_from_slice(&nonce);
    for (position, msg) in (0..).zip(plaintext.chunks(SEGMENT)) {
        let last = usize::try_from(position).is_ok_and(|position| position + 1 == count);
        let segment = stream.encrypt(position, last, Payload { msg, aad: &aad }).map_err(|_cause| Unopened)?;
        sealed.extend_from_slice(&segment);
    }
    Ok(sealed)
}

/// Opens what [`seal_part`] made of the same part of the same file.
///
/// # Errors
/// [`Unopened`]: another key, another place, another part, or changed, missing or further bytes.
pub fn open_part(key: &Key, part: Part<'_>, sealed: &[u8]) -> Result<Vec<u8>, Unopened> {
    let (&scheme, rest) = sealed.split_first().ok_or(Unopened)?;
    let (nonce, segments) = rest.split_first_chunk::<NONCE>().ok_or(Unopened)?;
    if scheme != SCHEME || segments.is_empty() {
        return Err(Unopened);
    }
    let (stream, aad) = (stream(key, *nonce), part.canonical(key));
    let count = segments.len().div_ceil(SEGMENT + TAG);
    let mut opened = Vec::with_capacity(segments.len());
    for (position, msg) in (0..).zip(segments.chunks(SEGMENT + TAG)) {
        let last = usize::try_from(position).is_ok_and(|position| position + 1 == count);
        let segment = stream.decrypt(position, last, Payload { msg, aad: &aad }).map_err(|_cause| Unopened)?;
        opened.extend_from_slice(&segment);
    }
    Ok(opened)
}

#[cfg(test)]
mod tests {
    use shared::ids::{BureauId, ItemId, LogId, Uuid};

    use super::*;

    fn place(n: u128) -> Aad {
        let id = Uuid::from_u128(n);
        Aad { bureau: BureauId(id), log: LogId(id), row: id, item: ItemId(id) }
    }

    #[test]
    fn a_part_opens_as_itself_only_and_no_segment_is_left_out_moved_or_changed() {
        let (key, here, elsewhere) = (Key::random(), place(1), place(2));
        let plain: Vec<u8> = (0..3 * SEGMENT + 7).map(|n| u8::try_from(n % 251).unwrap_or_default()).collect();
        let part = Part { place: &here, number: 4, file_bytes: 9_000_000 };
        let sealed = seal_part(&key, part, &plain).unwrap();
        assert_eq!(open_part(&key, part, &sealed).unwrap(), plain);
        assert_ne!(sealed, seal_part(&key, part, &plain).unwrap(), "never the same nonce");
        for other in
            [Part { place: &elsewhere, ..part }, Part { number: 5, ..part }, Part { file_bytes: 9_000_001, ..part }]
        {
            assert_eq!(open_part(&key, other, &sealed), Err(Unopened));
        }
        assert_eq!(open_part(&Key::random(), part, &sealed), Err(Unopened));
        let (head, step) = (1 + NONCE, SEGMENT + TAG);
        let without_last = &sealed[..head + 3 * step];
        let without_first = [&sealed[..head], &sealed[head + step..]].concat();
        let swapped = [
            &sealed[..head],
            &sealed[head + step..head + 2 * step],
            &sealed[head..head + step],
            &sealed[head + 2 * step..],
        ]
        .concat();
        for broken in
            [without_last, &without_first, &swapped, &[sealed.as_slice(), &[0]].concat(), &[], &sealed[..head]]
        {
            assert_eq!(open_part(&key, part, broken), Err(Unopened));
        }
        for at in (0..sealed.len()).step_by(9_973) {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(open_part(&key, part, &changed), Err(Unopened), "byte {at}");
        }
    }
}
