//! Looks: who looked into a dossier, when, at what (F63), and who can look now (F62).
//!
//! Whatever hands out what is in a dossier to staff calls [`take`] first: one entry for a person, a thing and a visit
//! of half an hour, written before anything is read for her. The client reads them page by page ([`list`]), from index
//! rows that are made of headers alone, so that nothing has to be opened but the names. The board hands out no more
//! than names and states, and takes no look.

pub mod http;
pub mod list;
pub(crate) mod store;
pub mod take;
