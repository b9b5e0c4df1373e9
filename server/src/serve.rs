//! A server from start to stop: in the program, and inside a test.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::config::{Config, PublicUrl};
use crate::ctx::Ctx;
use crate::log::feed::{self, Feed};
use crate::log::{LogError, rebuild};
use crate::platform::blobs::{BlobError, Blobs};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, DbError, Location};
use crate::platform::installation::{self, FolderLock, InstallationError};
use crate::platform::jobs::Jobs;
use crate::platform::keys::{Keys, KeysError};
use crate::platform::mail::{MailError, Mailer};
use crate::platform::pdf::Pdf;
use crate::platform::random;
use crate::platform::webauthn::{PasskeyError, Passkeys};
use crate::web::assets::Assets;
use crate::web::limits::Limits;
use crate::web::listen;
use crate::{housekeeping, mails, migrations, reminders, router, sendings};

/// How long what is being answered may take after the server was told to stop.
const FAREWELL: Duration = Duration::from_secs(10);

/// Why a server does not start: one sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken or not ours.
    #[error("{setting}: {address} cannot be listened on: {cause}")]
    Listen {
        /// Which setting.
        setting: &'static str,
        /// The address.
        address: SocketAddr,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The installation refuses.
    #[error(transparent)]
    Installation(#[from] InstallationError),
    /// The main database cannot be opened or brought up to date.
    #[error("database-url: {0}")]
    Db(#[from] DbError),
    /// The keys cannot be used.
    #[error("keys-dir: {0}")]
    Keys(#[from] KeysError),
    /// The key store cannot be opened or brought up to date.
    #[error("keys-database-url: {0}")]
    KeyStore(DbError),
    /// Large files cannot be kept.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// Mail cannot be sent.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The public address cannot have passkeys.
    #[error("public-url: {0}")]
    Site(#[from] PasskeyError),
    /// The index of an earlier release cannot be written anew.
    #[error("the index could not be written anew: {0}")]
    Index(#[from] LogError),
    /// The installation cannot be prepared.
    #[error("the first start failed: {0}")]
    Prepare(#[from] crate::error::Error),
}

/// Opens everything an operation needs, without serving: for `akkoord admin`, also beside a running server.
///
/// # Errors
/// [`StartError`]: what cannot be used.
pub async fn open(config: Config, clock: Clock, stopping: watch::Receiver<bool>) -> Result<Ctx, StartError> {
    installation::make_folder("data", &config.data)?;
    installation::make_folder("keys-dir", &config.keys)?;
    let db = Db::open(&config.database).await?;
    migrations::run_main(&db).await?;
    installation::fix_site(&db, &config.public_url.rp_id, clock.now()).await?;
    let key_store = Db::open(&config.keys_database).await.map_err(StartError::KeyStore)?;
    migrations::run_keys(&key_store).await.map_err(StartError::KeyStore)?;
    let root = config.root_key.as_ref().map(|key| key.0);
    let keys = Keys::start(key_store, &config.keys, root, clock.clone()).await?;
    let blobs = Blobs::in_folder(&config.blobs)?;
    let pdf = Pdf::new(config.pdf_program.clone());
    let mail = Mailer::new(config.smtp.as_ref(), &config.mail_from, &config.data.join("outbox"))?;
    let webauthn = Passkeys::new(&config.public_url)?;
    let (config, server) = (Arc::new(config), random::id());
    let ctx = Ctx { config, clock, db, keys, blobs, pdf, mail, webauthn, feed: Feed::default(), server, stopping };
    rebuild::bring_up(&ctx).await?;
    Ok(ctx)
}

/// Makes the data folder; on `SQLite` takes it, so that no other server can, until the lock is dropped.
///
/// # Errors
/// [`StartError::Installation`] when it cannot be made, or another server has it.
pub fn take_folder(config: &Config) -> Result<Option<FolderLock>, StartError> {
    installation::make_folder("data", &config.data)?;
    let sqlite = matches!(config.database, Location::Sqlite(_));
    Ok(if sqlite { Some(FolderLock::take(&config.data)?) } else { None })
}

/// A running server.
pub struct Server {
    addr: SocketAddr,
    ctx: Ctx,
    stop: watch::Sender<bool>,
    serving: JoinHandle<std::io::Result<()>>,
    jobs: Jobs,
    folder: Option<FolderLock>,
}

impl Server {
    /// Starts a server: it answers when this returns.
    ///
    /// # Errors
    /// [`StartError`]: why not, in one sentence for the operator.
    pub async fn start(mut config: Config, clock: Clock, assets: Assets) -> Result<Self, StartError> {
        let folder = take_folder(&config)?;
        let (listener, addr) = bind("listen", config.listen).await?;
        if config.public_url == PublicUrl::local(0) {
            config.public_url = PublicUrl::local(addr.port());
        }
        let metrics = match config.metrics_listen {
            Some(address) => Some(bind("metrics-listen", address).await?.0),
            None => None,
        };
        let (stop, stopping) = watch::channel(false);
        let ctx = open(config, clock, stopping.clone()).await?;
        let pdf = ctx.pdf.clone();
        tokio::spawn(async move { pdf.try_out().await });
        let mut jobs = Jobs::new(ctx.db.clone(), ctx.clock.clone(), ctx.server, stopping.clone());
        platform_jobs(&ctx, &mut jobs);
        feature_jobs(&ctx, &mut jobs);
        if let Some(metrics) = metrics {
            tokio::spawn(listen::metrics(metrics, stopping.clone()));
        }
        let limits = Limits::new(&ctx.config);
        let serving = tokio::spawn(listen::serve(listener, router::build(&ctx, &assets, &limits), stopping));
        jobs.here(Duration::from_mins(1), move || {
            let limits = limits.clone();
            async move { limits.sweep() }
        });
        tracing::info!(%addr, origin = ctx.config.public_origin(), database = ?ctx.config.database, "serving");
        Ok(Self { addr, ctx, stop, serving, jobs, folder })
    }

    /// Where it listens.
    #[must_use]
    pub const fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// What its operations reach.
    #[must_use]
    pub const fn ctx(&self) -> &Ctx {
        &self.ctx
    }

    /// Serves until `told` completes, then stops.
    pub async fn until(mut self, told: impl Future<Output = ()>) {
        tokio::select! {
            () = told => {}
            ended = &mut self.serving => tracing::error!(?ended, "the server ended by itself"),
        }
        self.stop().await;
    }

    /// Takes no more requests, lets those that run end, and closes the databases.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        let farewell = async {
            if !self.serving.is_finished() {
                drop((&mut self.serving).await);
            }
            self.jobs.ended().await;
        };
        if tokio::time::timeout(FAREWELL, farewell).await.is_err() {
            tracing::warn!("some requests were cut off");
            self.serving.abort();
        }
        self.ctx.keys.close().await;
        self.ctx.db.close().await;
        drop(self.folder);
        tracing::info!("stopped");
    }
}

async fn bind(setting: &'static str, address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let refused = |cause| StartError::Listen { setting, address, cause };
    let listener = TcpListener::bind(address).await.map_err(refused)?;
    let bound = listener.local_addr().map_err(refused)?;
    Ok((listener, bound))
}

/// What the platform does by its own clock. Features add theirs in the same way.
fn platform_jobs(ctx: &Ctx, jobs: &mut Jobs) {
    let keys = ctx.keys.clone();
    jobs.here(Duration::from_secs(15), move || {
        let keys = keys.clone();
        async move { keys.sweep() }
    });
    let keys = ctx.keys.clone();
    jobs.run_every("rotate_keys", Duration::from_hours(1), move || {
        let keys = keys.clone();
        async move { keys.rotate_due().await }
    });
}

/// What the features do by the product's own clock.
fn feature_jobs(ctx: &Ctx, jobs: &mut Jobs) {
    let here = ctx.clone();
    jobs.here(Duration::from_secs(1), move || {
        let ctx = here.clone();
        async move {
            if let Err(cause) = feed::relay(ctx).await {
                tracing::warn!(%cause, "the other servers are not heard");
            }
        }
    });
    let mails = ctx.clone();
    jobs.run_every("mails", mails::EVERY, move || {
        let ctx = mails.clone();
        async move { mails::send_due(&ctx).await }
    });
    let doors = ctx.clone();
    jobs.run_every("doors", reminders::EVERY, move || {
        let ctx = doors.clone();
        async move { sendings::run(&ctx).await }
    });
    let reminders = ctx.clone();
    jobs.run_every("reminders", reminders::EVERY, move || {
        let ctx = reminders.clone();
        async move { reminders::run(&ctx).await }
    });
    let rows = ctx.clone();
    jobs.run_every("housekeeping", housekeeping::EVERY, move || {
        let ctx = rows.clone();
        async move { housekeeping::sweep(&ctx).await }
    });
    let spares = ctx.clone();
    jobs.run_every("spare_keys", housekeeping::SPARES_EVERY, move || {
        let ctx = spares.clone();
        async move { housekeeping::tidy_spares(&ctx).await }
    });
}
