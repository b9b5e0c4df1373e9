//! What every test of the whole product needs: a real browser with passkeys, the real server, an empty PostgreSQL.
//!
//! - [`browser::Browser`] starts Chromium; a [`page::Page`] is one person's device in it, a phone or a desk.
//! - [`server::Server`] is the program itself on a free port; it can be killed and started again.
//! - [`bureau::Bureau`] is a server inside the test, with a clock that tests move; a [`person::Person`] got in with a
//!   [`phone::Phone`] and asks over HTTP; what she can do is in [`staff`] and [`client`].
//! - [`oracle::oracle`] is a second opinion on what was signed.
//! - [`postgres::fresh`] makes a pair of empty databases, when the run has a PostgreSQL.
//!
//! Everything fails by panicking with what was awaited, where, and what the screen said instead.

pub mod answer;
pub mod axe;
pub mod browser;
pub mod bureau;
pub mod caller;
pub mod client;
pub mod consents;
pub mod dist;
pub mod documents;
pub mod exchange;
pub mod faulty;
pub mod forms;
pub mod guides;
pub mod oracle;
pub mod outbox;
pub mod page;
pub mod passkeys;
pub mod person;
pub mod phone;
pub mod postgres;
pub mod recipients;
pub mod records;
pub mod regulation;
pub mod representatives;
pub mod sendings;
pub mod server;
pub mod smtp;
pub mod staff;
pub mod stream;

use std::path::PathBuf;

/// Where tools and products of builds lie, outside the checkout.
#[must_use]
pub fn cache() -> PathBuf {
    let home = || PathBuf::from(std::env::var("HOME").unwrap_or_default()).join(".cache/akkoord");
    std::env::var_os("AKKOORD_CACHE").map_or_else(home, PathBuf::from)
}

/// The folder for screenshots: `$AKKOORD_SHOTS`, or one in the cache.
#[must_use]
pub fn shots() -> PathBuf {
    let folder = std::env::var_os("AKKOORD_SHOTS").map_or_else(|| cache().join("shots"), PathBuf::from);
    std::fs::create_dir_all(&folder).expect("the folder for screenshots can be made");
    folder
}
