//! The rules of Akkoord: pure functions over an append-only log, without clock, network or disk.
//!
//! One word per thing. A **bureau** (controller) keeps **dossiers** about **clients**, guided by **coaches**. A
//! **consult** is a conversation; its **summary** has **versions** of **passages**. The client **approves** a version
//! with a signature over a **statement**, which together with the signature is **evidence**; or she **disputes**
//! passages of it. What her coach must not see is a **case**, between the client and the **officer**. Everything that
//! happens is an **entry** of a **log**, hash-chained; an open question carries a **ticket** that a signature has to name.
//!
//! - [`ids`], [`time`], [`text`]: the values everything is made of.
//! - [`words`]: what the product says, in each language.
//! - [`log`]: headers, contents, the chain; [`statement`] and [`evidence`]: what is signed, and its proof.
//! - [`dossier`], [`cases`] and [`bureau`]: `decide`, `fold`, `view`; [`index`]: the rows that boards query.
//! - [`policy`]: in what regulations differ; [`settings`]: the numbers that none speaks of.
//! - [`access`]: who may do what; [`refusal`]: why not.
//! - [`calendar`]: working days and how near a last day is.
//! - [`api`]: the wire between server and app; [`clear`]: how easy a sentence reads.

pub mod access;
pub mod api;
pub mod bureau;
pub mod calendar;
pub mod cases;
pub mod clear;
pub mod client_list;
pub mod dossier;
pub mod evidence;
pub mod ids;
pub mod index;
pub mod log;
#[cfg(not(target_arch = "wasm32"))]
pub mod outgoing;
pub mod policy;
pub mod refusal;
mod schema;
pub mod settings;
pub mod statement;
pub mod text;
pub mod time;
pub mod words;
