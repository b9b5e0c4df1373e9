//! What an operation can reach: one cloneable value, made at start.

use std::sync::Arc;

use shared::ids::Uuid;
use tokio::sync::watch;

use crate::config::Config;
use crate::log::feed::Feed;
use crate::platform::blobs::Blobs;
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::keys::Keys;
use crate::platform::mail::Mailer;
use crate::platform::pdf::Pdf;
use crate::platform::webauthn::Passkeys;

/// The outside world, as this server has it.
#[derive(Clone)]
pub struct Ctx {
    /// The settings.
    pub config: Arc<Config>,
    /// The time.
    pub clock: Clock,
    /// The main database.
    pub db: Db,
    /// The keys, and the key store.
    pub keys: Keys,
    /// Where large files lie.
    pub blobs: Blobs,
    /// The program that reads files.
    pub pdf: Pdf,
    /// Where mails go.
    pub mail: Mailer,
    /// The site of the passkeys.
    pub webauthn: Passkeys,
    /// What changes, for whoever listens.
    pub feed: Feed,
    /// This server, among those that share its database.
    pub server: Uuid,
    /// Turns true when the server stops: streams end then.
    pub stopping: watch::Receiver<bool>,
}
