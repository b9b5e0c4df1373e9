//! The outside world, one file for each thing in it: time, chance, databases, keys, mail, passkeys, jobs, telemetry.

pub mod blobs;
pub mod clock;
pub mod db;
pub mod installation;
pub mod jobs;
pub mod keys;
pub mod mail;
pub mod pdf;
pub mod random;
pub mod telemetry;
pub mod webauthn;
