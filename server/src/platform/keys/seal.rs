//! Sealing: XChaCha20-Poly1305 with a random nonce, bound to the place where the sealed bytes lie.

use std::fmt;
use std::sync::Arc;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use shared::ids::{BureauId, ItemId, KeyId, LogId, Uuid};
use zeroize::Zeroizing;

use crate::platform::random;

/// The first byte of everything sealed: which scheme.
const SCHEME: u8 = 1;
/// Bytes of a nonce.
const NONCE: usize = 24;
/// What separates our additional data from every other.
const AAD_DOMAIN: &[u8] = b"akkoord-sealed-v1\0";

/// The bytes of a key, wiped from memory when the last holder lets go.
pub(super) type Secret = Zeroizing<[u8; 32]>;

/// A key that was opened. Holding it longer than one request defeats its destruction.
#[derive(Clone)]
pub struct Key {
    id: KeyId,
    bytes: Arc<Secret>,
}

impl Key {
    pub(super) fn new(id: KeyId, bytes: Secret) -> Self {
        Self { id, bytes: Arc::new(bytes) }
    }

    /// A fresh one.
    pub(super) fn random() -> Self {
        Self::new(KeyId(random::id()), Zeroizing::new(random::bytes()))
    }

    /// Its name in the key store.
    #[must_use]
    pub const fn id(&self) -> KeyId {
        self.id
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({}, hidden)", self.id.0)
    }
}

/// The place of something sealed: moved elsewhere, it does not open. The key's id is added by [`seal`] and [`open`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aad {
    /// The controller (F79).
    pub bureau: BureauId,
    /// The log it belongs to; of a person's own data the person's id.
    pub log: LogId,
    /// The entry, or the id of the row.
    pub row: Uuid,
    /// What it is about.
    pub item: ItemId,
}

impl Aad {
    pub(super) fn canonical(&self, key: KeyId) -> Vec<u8> {
        let ids = [self.bureau.0, self.log.0, self.row, self.item.0, key.0];
        let mut bytes = AAD_DOMAIN.to_vec();
        for id in ids {
            bytes.extend_from_slice(id.as_bytes());
        }
        bytes
    }
}

/// It does not open: another key, another place, or changed bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("sealed bytes do not open with this key at this place")]
pub struct Unopened;

/// Seals under a key for one place: scheme, nonce, ciphertext with tag (41 bytes longer than the plaintext).
///
/// # Errors
/// [`Unopened`] for a plaintext beyond the cipher's 256 GiB.
pub fn seal(key: &Key, aad: &Aad, plaintext: &[u8]) -> Result<Vec<u8>, Unopened> {
    seal_bytes(key.bytes(), &aad.canonical(key.id), plaintext)
}

/// Opens what [`seal`] made for the same place.
///
/// # Errors
/// [`Unopened`]: another key, another place, or changed bytes.
pub fn open(key: &Key, aad: &Aad, sealed: &[u8]) -> Result<Vec<u8>, Unopened> {
    open_bytes(key.bytes(), &aad.canonical(key.id), sealed)
}

pub(super) fn seal_bytes(key: &[u8; 32], aad: &[u8], plaintext: &[u8]) -> Result<Vec<u8>, Unopened> {
    let nonce: [u8; NONCE] = random::bytes();
    let ciphertext = encrypt(key, &nonce, aad, plaintext)?;
    let mut sealed = Vec::with_capacity(1 + NONCE + ciphertext.len());
    sealed.push(SCHEME);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&ciphertext);
    Ok(sealed)
}

pub(super) fn open_bytes(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Unopened> {
    let (&scheme, rest) = sealed.split_first().ok_or(Unopened)?;
    let (nonce, msg) = rest.split_first_chunk::<NONCE>().ok_or(Unopened)?;
    if scheme != SCHEME {
        return Err(Unopened);
    }
    let cipher = XChaCha20Poly1305::new(&(*key).into());
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg, aad }).map_err(|_cause| Unopened)
}

/// Opens a wrapped key.
pub(super) fn open_secret(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Result<Secret, Unopened> {
    let plain = Zeroizing::new(open_bytes(key, aad, sealed)?);
    plain.as_slice().try_into().map(Zeroizing::new).map_err(|_cause| Unopened)
}

fn encrypt(key: &[u8; 32], nonce: &[u8; NONCE], aad: &[u8], msg: &[u8]) -> Result<Vec<u8>, Unopened> {
    let cipher = XChaCha20Poly1305::new(&(*key).into());
    cipher.encrypt(&XNonce::from(*nonce), Payload { msg, aad }).map_err(|_cause| Unopened)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).unwrap()).collect()
    }

    fn place() -> Aad {
        let id = Uuid::from_u128;
        Aad { bureau: BureauId(id(1)), log: LogId(id(2)), row: id(3), item: ItemId(id(4)) }
    }

    #[test]
    fn the_vector_of_the_xchacha_draft_comes_out() {
        let key: [u8; 32] = hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f").try_into().unwrap();
        let nonce: [u8; NONCE] = hex("404142434445464748494a4b4c4d4e4f5051525354555657").try_into().unwrap();
        let text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
            sunscreen would be it.";
        let sealed = encrypt(&key, &nonce, &hex("50515253c0c1c2c3c4c5c6c7"), text).unwrap();
        let expected = hex(concat!(
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39",
            "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9",
            "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49"
        ));
        assert_eq!(sealed, expected);
    }

    #[test]
    fn another_place_another_key_or_one_changed_bit_does_not_open() {
        let (key, aad) = (Key::random(), place());
        let sealed = seal(&key, &aad, "van haar".as_bytes()).unwrap();
        assert_eq!(open(&key, &aad, &sealed).unwrap(), "van haar".as_bytes());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(open(&key, &aad, &changed), Err(Unopened));
        }
        let elsewhere = Uuid::from_u128(9);
        for wrong in [
            Aad { bureau: BureauId(elsewhere), ..aad },
            Aad { log: LogId(elsewhere), ..aad },
            Aad { row: elsewhere, ..aad },
            Aad { item: ItemId(elsewhere), ..aad },
        ] {
            assert_eq!(open(&key, &wrong, &sealed), Err(Unopened));
        }
        let renamed = Key::new(KeyId(elsewhere), Zeroizing::new(*key.bytes()));
        assert_eq!(open(&renamed, &aad, &sealed), Err(Unopened));
        assert_eq!(open(&Key::random(), &aad, &sealed), Err(Unopened));
        assert_eq!(open(&key, &aad, &[]), Err(Unopened));
    }

    #[test]
    fn a_printed_key_shows_no_byte_of_it() {
        let key = Key::new(KeyId(Uuid::nil()), Zeroizing::new([0xAB; 32]));
        assert_eq!(format!("{key:?}"), "Key(00000000-0000-0000-0000-000000000000, hidden)");
    }
}
