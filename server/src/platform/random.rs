//! Randomness from the operating system: ids, nonces, codes and tokens.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use shared::ids::{EntryId, Uuid};
use shared::time::Timestamp;

/// How many codes of six digits there are.
const CODES: u32 = 1_000_000;
/// The largest multiple of [`CODES`] that fits: above it a remainder would favour small codes.
const FAIR: u32 = u32::MAX - u32::MAX % CODES;

/// `N` random bytes. Without a source of them nothing here is safe, so the process stops.
#[must_use]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0; N];
    if getrandom::fill(&mut out).is_err() {
        std::process::abort();
    }
    out
}

/// A random UUID (version 4): for everything that is not an entry.
#[must_use]
pub fn id() -> Uuid {
    uuid::Builder::from_random_bytes(bytes()).into_uuid()
}

/// An entry id (`UUIDv7`) for what the server itself writes.
#[must_use]
pub fn entry_id(now: Timestamp) -> EntryId {
    EntryId::new(u64::try_from(now.0).unwrap_or_default(), &bytes())
}

/// A secret of 256 bits for a link or a cookie, as 43 characters of base64url.
#[must_use]
pub fn token() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<32>())
}

/// Six digits, every code equally likely (F4: the half of an invitation that is read aloud).
#[must_use]
pub fn code() -> String {
    loop {
        let number = u32::from_le_bytes(bytes());
        if number < FAIR {
            return format!("{:06}", number % CODES);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_six_digits_and_a_token_fits_a_url() {
        for _ in 0..200 {
            assert!(code().len() == 6 && code().bytes().all(|b| b.is_ascii_digit()));
        }
        assert_eq!(token().len(), 43);
        assert_ne!(token(), token());
    }
}
