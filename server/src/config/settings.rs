//! The settings as people write them: on the command line, in the environment, in a file.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use serde::Deserialize;

/// Akkoord: a dossier that the client herself signs.
#[derive(Debug, Parser)]
#[command(name = "akkoord", version, about, long_about = None, propagate_version = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub does: Does,
}

#[derive(Debug, Subcommand)]
pub(super) enum Does {
    /// Serve the app and its API until told to stop.
    Serve(Settings),
    /// Things that only somebody at the machine may do.
    #[command(subcommand)]
    Admin(Admin),
}

#[derive(Debug, Subcommand)]
pub(super) enum Admin {
    /// Invite an administrator: prints both halves of the invitation, to be handed over apart.
    Invite(Invite),
    /// Write states and index rows of every log anew from its entries; on SQLite while no server runs.
    Rebuild(Settings),
}

#[derive(Debug, Args)]
pub(super) struct Invite {
    /// Her name.
    #[arg(long)]
    pub name: String,
    /// Her e-mail address.
    #[arg(long)]
    pub email: String,
    #[command(flatten)]
    pub settings: Settings,
}

/// Everything that can be set, unchecked. In a file the names are those of the flags: `listen = "127.0.0.1:8080"`.
#[derive(Clone, Default, Deserialize, Args)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[command(after_help = "Flags win over the environment, the environment over the file, the file over what is usual.")]
pub struct Settings {
    /// A TOML file with settings, named as the flags are [usual: akkoord.toml, if it is there].
    #[arg(long, env = "AKKOORD_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Where to listen [usual: 127.0.0.1:8080].
    #[arg(long, env = "AKKOORD_LISTEN", value_name = "ADDR")]
    pub listen: Option<String>,
    /// The folder of everything that is kept [usual: data].
    #[arg(long, env = "AKKOORD_DATA", value_name = "DIR")]
    pub data: Option<String>,
    /// The folder of the bureau keys and the list of destroyed keys; servers on one database share it [usual: the data folder].
    #[arg(long, env = "AKKOORD_KEYS_DIR", value_name = "DIR")]
    pub keys_dir: Option<String>,
    /// The address people use. It decides which passkeys work, for ever [usual: localhost and the port].
    #[arg(long, env = "AKKOORD_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// postgres://… or sqlite:FILE [usual: sqlite in the data folder].
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// The key store: a database of its own, with a short backup life [usual: sqlite in the data folder].
    #[arg(long, env = "KEYS_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub keys_database_url: Option<String>,
    /// 32 random bytes (base64url) under which the files of the bureau keys are sealed. Better not on the command line.
    #[arg(long, env = "AKKOORD_ROOT_KEY", hide_env_values = true, value_name = "KEY")]
    pub root_key: Option<String>,
    /// The folder of large files; servers on one database share it [usual: blobs in the data folder].
    #[arg(long, env = "AKKOORD_BLOBS_DIR", value_name = "DIR")]
    pub blobs_dir: Option<String>,
    /// The program that reads files that strangers made [usual: akkoord-pdf beside this program].
    #[arg(long, env = "AKKOORD_PDF_PROGRAM", value_name = "FILE")]
    pub pdf_program: Option<String>,
    /// Fill an empty database with a fictional bureau and print an invitation for each role.
    #[arg(long, env = "AKKOORD_DEMO", value_parser = clap::builder::BoolishValueParser::new())]
    pub demo: bool,
    /// Where /metrics listens; keep it from the outside [usual: nowhere].
    #[arg(long, env = "AKKOORD_METRICS_LISTEN", value_name = "ADDR")]
    pub metrics_listen: Option<String>,
    /// The URL of the mail server, with user and password [usual: mails are caught in data/outbox].
    #[arg(long, env = "AKKOORD_SMTP_URL", hide_env_values = true, value_name = "URL")]
    pub smtp_url: Option<String>,
    /// Who our mails are from.
    #[arg(long, env = "AKKOORD_MAIL_FROM", value_name = "ADDR")]
    pub mail_from: Option<String>,
    /// The domain of a mail-to-SMS gateway: what goes to a telephone is mailed to its digits at this domain
    /// [usual: caught with the mails; with a mail server but no gateway a telephone number alone reaches nobody].
    #[arg(long, env = "AKKOORD_SMS_MAIL_DOMAIN", value_name = "DOMAIN")]
    pub sms_mail_domain: Option<String>,
    /// The IP address of a proxy whose X-Forwarded-For counts; may be given again.
    #[arg(long, env = "AKKOORD_TRUSTED_PROXY", value_delimiter = ',', value_name = "IP")]
    pub trusted_proxy: Vec<String>,
    /// json or text [usual: text].
    #[arg(long, env = "AKKOORD_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<String>,
    /// How many tries at signing in, codes and links one address has a minute [usual: 30].
    #[arg(long, env = "AKKOORD_ATTEMPTS_PER_MINUTE", value_name = "N")]
    pub attempts_per_minute: Option<u32>,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Settings(hidden)")
    }
}

impl Settings {
    /// These settings, and where they are silent the other's.
    pub(super) fn over(self, under: Self) -> Self {
        Self {
            config: self.config,
            listen: self.listen.or(under.listen),
            data: self.data.or(under.data),
            keys_dir: self.keys_dir.or(under.keys_dir),
            public_url: self.public_url.or(under.public_url),
            database_url: self.database_url.or(under.database_url),
            keys_database_url: self.keys_database_url.or(under.keys_database_url),
            root_key: self.root_key.or(under.root_key),
            blobs_dir: self.blobs_dir.or(under.blobs_dir),
            pdf_program: self.pdf_program.or(under.pdf_program),
            demo: self.demo || under.demo,
            metrics_listen: self.metrics_listen.or(under.metrics_listen),
            smtp_url: self.smtp_url.or(under.smtp_url),
            mail_from: self.mail_from.or(under.mail_from),
            sms_mail_domain: self.sms_mail_domain.or(under.sms_mail_domain),
            trusted_proxy: if self.trusted_proxy.is_empty() { under.trusted_proxy } else { self.trusted_proxy },
            log_format: self.log_format.or(under.log_format),
            attempts_per_minute: self.attempts_per_minute.or(under.attempts_per_minute),
        }
    }
}
