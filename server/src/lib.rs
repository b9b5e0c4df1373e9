//! The authority of Akkoord: doors around the rules of `shared`. The map of the house is in `ARCHITECTURE.md`.
//!
//! - [`config`], [`ctx`], [`serve`], [`router`]: how a server comes to be; [`start`], [`demo`]: how an installation does.
//! - [`platform`]: the outside world, one file for each thing in it; [`migrations`]: the tables.
//! - [`web`]: what every answer over HTTP has in common; [`error`]: what an operation answers instead.
//! - [`log`]: the one way anything is written, and how it is read back.
//! - [`people`], [`invitations`], [`passkeys`], [`sessions`], [`devices`]: who somebody is and how she gets in.
//! - [`bureaus`], [`staff`], [`dossiers`], [`documents`], [`consents`], [`recipients`], [`records`], [`purposes`], [`forms`], [`looks`], [`cases`], [`drafts`],
//!   [`exchange`], [`mails`], [`reminders`], [`representatives`]: what people do here.

pub mod bureaus;
pub mod cases;
pub mod config;
pub mod consents;
pub mod ctx;
pub mod demo;
pub mod devices;
pub mod documents;
pub mod dossiers;
pub mod drafts;
pub mod error;
pub mod exchange;
pub mod files;
pub mod forms;
pub mod housekeeping;
pub mod invitations;
pub mod log;
pub mod looks;
pub mod mails;
pub mod migrations;
pub mod passkeys;
pub mod people;
pub mod platform;
pub mod purposes;
pub mod recipients;
pub mod records;
pub mod regulations;
pub mod reminders;
pub mod representatives;
pub mod router;
pub mod scans;
pub mod sendings;
pub mod serve;
pub mod sessions;
pub mod staff;
pub mod start;
pub mod web;

pub use serve::Server;
