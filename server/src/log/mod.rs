//! The logs: the one way anything is written, and how it is read back.
//!
//! Each dossier and each bureau is a log. [`append`](append::append) takes a command, loads the state it needs, asks
//! the rules in `shared`, and writes what follows in one transaction: entries, the sealed core, the sealed items that
//! changed, the index rows, the mails to be sent, and what stands or falls with them ([`also`]). [`load`] reads state and contents. After the commit [`feed`] tells
//! whoever is listening. [`rebuild`] folds a log from its first entry, compares, and writes [`state`] and index anew:
//! those can be lost and made again, entries cannot.

pub mod also;
pub mod append;
pub mod error;
pub mod feed;
pub mod ledger;
pub mod load;
pub mod rebuild;
mod state;
mod store;

pub(crate) use also::Also;
pub(crate) use append::append_with;
pub use append::{Appended, Job, Witness, append, append_once, rehearse};
pub use error::LogError;
pub use ledger::Ledger;
