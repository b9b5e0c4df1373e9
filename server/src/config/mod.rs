//! The settings: the only reader of the environment. Flags win over the environment, that over the file, that over
//! what is usual. A setting that cannot work is refused at start, in one sentence that names it.

mod settings;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use clap::Parser;
use shared::ids::Hash;
use shared::text::{Email, Name};
use url::{Host, Url};

pub use self::settings::Settings;
use self::settings::{Admin, Cli, Does, Invite};
use crate::platform::db::Location;

/// Where a server listens when nothing else is said.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
/// Who our mails are from when nothing else is said; good enough for the outbox.
const MAIL_FROM: &str = "Akkoord <akkoord@localhost.localdomain>";
/// How many tries at signing in, codes and links one address has a minute.
const ATTEMPTS_A_MINUTE: u32 = 30;

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Serve until told to stop.
    Serve,
    /// Invite an administrator.
    Invite {
        /// Her name.
        name: Name,
        /// Where her half of the invitation goes.
        email: Email,
    },
    /// Write states and index rows anew from the entries.
    Rebuild,
}

/// A text that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret<T>(pub T);

impl<T> std::fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(hidden)")
    }
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For people.
    Text,
}

/// The address people use. It decides which passkeys work, for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    /// Scheme, host and port, without a slash at the end.
    pub origin: String,
    /// The host name: the relying party of every passkey.
    pub rp_id: String,
    /// Whether it is https: then `__Host-` cookies and HSTS hold everywhere.
    pub https: bool,
}

/// Everything that can be set, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The folder of everything that is kept.
    pub data: PathBuf,
    /// The folder of the bureau keys and the list of destroyed keys. Servers on one database share it.
    pub keys: PathBuf,
    /// The address people use.
    pub public_url: PublicUrl,
    /// The main database.
    pub database: Location,
    /// The key store.
    pub keys_database: Location,
    /// What the files of the bureau keys are sealed under.
    pub root_key: Option<Secret<[u8; 32]>>,
    /// Whether an empty database is filled with a fictional bureau.
    pub demo: bool,
    /// The folder of large files. Servers on one database share it.
    pub blobs: PathBuf,
    /// The program that reads files that strangers made.
    pub pdf_program: PathBuf,
    /// Where `/metrics` listens.
    pub metrics_listen: Option<SocketAddr>,
    /// The mail server; `None` catches mails in the data folder.
    pub smtp: Option<Secret<String>>,
    /// Who our mails are from.
    pub mail_from: String,
    /// The domain of a mail-to-SMS gateway; `None` where a telephone cannot be reached.
    pub sms_mail_domain: Option<String>,
    /// Proxies whose word about an address counts.
    pub trusted_proxies: Vec<IpAddr>,
    /// How log lines look.
    pub log_format: LogFormat,
    /// How many tries at signing in, codes and links one address has a minute.
    pub attempts_a_minute: u32,
}

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The command line cannot be read, or asked for help.
    #[error("{0}")]
    Usage(#[from] clap::Error),
    /// A setting cannot work.
    #[error("{name}: {why}")]
    Setting {
        /// The setting, as a flag names it.
        name: &'static str,
        /// What is wrong with it and what to do.
        why: String,
    },
}

fn refuse<T>(name: &'static str, why: impl Into<String>) -> Result<T, Refused> {
    Err(Refused::Setting { name, why: why.into() })
}

/// What the command line, the environment and the file say together.
///
/// # Errors
/// [`Refused`]: the first thing that is wrong, in one sentence.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<(Action, Config), Refused> {
    let (action, settings) = match Cli::try_parse_from(arguments)?.does {
        Does::Serve(settings) => (Action::Serve, settings),
        Does::Admin(Admin::Invite(Invite { name, email, settings })) => {
            let name = Name::new(&name).or_else(|why| refuse("name", why.to_string()))?;
            let email = Email::new(&email).or_else(|why| refuse("email", why.to_string()))?;
            (Action::Invite { name, email }, settings)
        }
        Does::Admin(Admin::Rebuild(settings)) => (Action::Rebuild, settings),
    };
    let file = file(settings.config.as_deref())?;
    Ok((action, Config::new(settings.over(file))?))
}

/// The file's settings; the usual file may be absent, a named one not.
fn file(named: Option<&Path>) -> Result<Settings, Refused> {
    let path = named.unwrap_or(Path::new("akkoord.toml"));
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).or_else(|why| {
            let at = why.span().and_then(|span| named_at(&text, span.start)).unwrap_or_default();
            refuse("config", format!("{} does not hold settings: {at}{}", path.display(), why.message()))
        }),
        Err(why) if named.is_none() && why.kind() == std::io::ErrorKind::NotFound => Ok(Settings::default()),
        Err(why) => refuse("config", format!("{} cannot be read: {why}", path.display())),
    }
}

/// The name of the setting at a place in the file, where it is one: what is wrong is told with it, and never with the
/// value, which may be a secret.
fn named_at(text: &str, at: usize) -> Option<String> {
    let begin = text.get(..at)?.rfind('\n').map_or(0, |line| line.saturating_add(1));
    let (name, _) = text.get(begin..)?.lines().next()?.split_once('=')?;
    Some(format!("{}: ", name.trim()))
}

impl Config {
    /// The usual settings with everything kept in a folder, on a port that is free: for tests.
    ///
    /// # Errors
    /// [`Refused`] never, as long as what is usual works.
    pub fn usual(data: &Path) -> Result<Self, Refused> {
        let data = Some(data.display().to_string());
        Self::new(Settings { data, listen: Some("127.0.0.1:0".into()), ..Settings::default() })
    }

    /// Checks settings.
    ///
    /// # Errors
    /// [`Refused`]: the first setting that cannot work.
    pub fn new(settings: Settings) -> Result<Self, Refused> {
        let data = PathBuf::from(settings.data.as_deref().unwrap_or("data"));
        let (database, keys_database) = databases(&settings, &data)?;
        let listen = address("listen", settings.listen.as_deref())?.unwrap_or(LISTEN);
        let public_url = settings.public_url.as_deref().map(public_url).transpose()?;
        Ok(Self {
            listen,
            keys: settings.keys_dir.map_or_else(|| data.clone(), PathBuf::from),
            public_url: public_url.unwrap_or_else(|| PublicUrl::local(listen.port())),
            database,
            keys_database,
            root_key: settings.root_key.map(|raw| root_key(&raw)).transpose()?,
            demo: settings.demo,
            blobs: settings.blobs_dir.map_or_else(|| data.join("blobs"), PathBuf::from),
            pdf_program: settings.pdf_program.map_or_else(beside, PathBuf::from),
            metrics_listen: address("metrics-listen", settings.metrics_listen.as_deref())?,
            sms_mail_domain: sms_mail_domain(settings.sms_mail_domain, settings.smtp_url.is_some())?,
            smtp: settings.smtp_url.map(smtp).transpose()?,
            mail_from: mail_from(settings.mail_from)?,
            trusted_proxies: settings.trusted_proxy.iter().map(|raw| proxy(raw)).collect::<Result<_, _>>()?,
            log_format: log_format(settings.log_format.as_deref())?,
            attempts_a_minute: attempts(settings.attempts_per_minute)?,
            data,
        })
    }

    /// The origin of every link we give away: scheme, host and port.
    #[must_use]
    pub fn public_origin(&self) -> &str {
        &self.public_url.origin
    }
}

/// The second program lies beside this one.
fn beside() -> PathBuf {
    let here = std::env::current_exe().unwrap_or_default();
    here.with_file_name(format!("akkoord-pdf{}", std::env::consts::EXE_SUFFIX))
}

fn address(name: &'static str, raw: Option<&str>) -> Result<Option<SocketAddr>, Refused> {
    let parse = |raw: &str| {
        raw.parse().or_else(|_cause| refuse(name, format!("“{raw}” is no address; write for example 127.0.0.1:8080")))
    };
    raw.map(parse).transpose()
}

/// The rp id and the origin. Plain http is for trying out on one machine: browsers give passkeys only there.
fn public_url(raw: &str) -> Result<PublicUrl, Refused> {
    const NAME: &str = "public-url";
    let Ok(url) = Url::parse(raw) else {
        return refuse(NAME, format!("“{raw}” is no URL; write for example https://dossier.example"));
    };
    let Some(Host::Domain(host)) = url.host() else {
        return refuse(NAME, "passkeys need a host name, not a number; write http://localhost:8080 to try it out");
    };
    let https = url.scheme() == "https";
    let trying_out = url.scheme() == "http" && host == "localhost";
    if !(https || trying_out) {
        return refuse(NAME, "passkeys need https; only http://localhost is allowed without");
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
        return refuse(NAME, "give only scheme, host and port, without anything behind it");
    }
    Ok(PublicUrl { origin: url.origin().ascii_serialization(), rp_id: host.to_owned(), https })
}

impl PublicUrl {
    /// The address on this machine itself.
    #[must_use]
    pub fn local(port: u16) -> Self {
        Self { origin: format!("http://localhost:{port}"), rp_id: "localhost".into(), https: false }
    }
}

/// Both databases are of one kind, and never the same: what destroys a key must not be undone by the other's backup.
fn databases(settings: &Settings, data: &Path) -> Result<(Location, Location), Refused> {
    let main = location("database-url", settings.database_url.as_deref())?;
    let keys = location("keys-database-url", settings.keys_database_url.as_deref())?;
    match (main, keys) {
        (Some(main), Some(keys)) if main == keys => {
            refuse("keys-database-url", "the key store must be another database than database-url")
        }
        (Some(main @ Location::Postgres(_)), Some(keys @ Location::Postgres(_)))
        | (Some(main @ Location::Sqlite(_)), Some(keys @ Location::Sqlite(_))) => Ok((main, keys)),
        (Some(_), Some(_)) => refuse("keys-database-url", "both databases must be of one kind, PostgreSQL or SQLite"),
        (Some(Location::Postgres(_)), None) => refuse(
            "keys-database-url",
            "with PostgreSQL the keys need a database of their own; set KEYS_DATABASE_URL (or --keys-database-url)",
        ),
        (None, Some(Location::Postgres(_))) => {
            refuse("database-url", "set it as well; only the key store is on PostgreSQL now")
        }
        (main, keys) => Ok((
            main.unwrap_or_else(|| Location::Sqlite(data.join("akkoord.sqlite"))),
            keys.unwrap_or_else(|| Location::Sqlite(data.join("keys.sqlite"))),
        )),
    }
}

fn location(name: &'static str, raw: Option<&str>) -> Result<Option<Location>, Refused> {
    let Some(raw) = raw else { return Ok(None) };
    if raw.starts_with("postgres://") || raw.starts_with("postgresql://") {
        if Url::parse(raw).is_err() {
            return refuse(name, "it is no URL; write postgres://user:password@host/database");
        }
        return Ok(Some(Location::Postgres(raw.to_owned())));
    }
    let path = raw.strip_prefix("sqlite://").or_else(|| raw.strip_prefix("sqlite:"));
    match path.filter(|path| !path.is_empty() && !path.contains(['?', ':'])) {
        Some(path) => Ok(Some(Location::Sqlite(PathBuf::from(path)))),
        None => refuse(name, "write postgres://user:password@host/database or sqlite:path/of/the/file"),
    }
}

fn root_key(raw: &str) -> Result<Secret<[u8; 32]>, Refused> {
    match raw.trim().parse::<Hash>() {
        Ok(Hash(bytes)) => Ok(Secret(bytes)),
        Err(_) => refuse("root-key", "it must be 32 random bytes as 43 characters of base64url"),
    }
}

fn smtp(raw: String) -> Result<Secret<String>, Refused> {
    match Url::parse(&raw) {
        Ok(url) if matches!(url.scheme(), "smtp" | "smtps") && url.host().is_some() => Ok(Secret(raw)),
        _ => refuse("smtp-url", "write smtps://user:password@host, or smtp://host:port?tls=required"),
    }
}

/// Without a mail server everything is caught, and so is what goes to a telephone.
fn sms_mail_domain(raw: Option<String>, smtp: bool) -> Result<Option<String>, Refused> {
    match raw {
        Some(domain) if Email::new(&format!("31612345678@{domain}")).is_ok() => Ok(Some(domain)),
        Some(domain) => refuse("sms-mail-domain", format!("{domain} is not a domain that takes mail")),
        None if smtp => Ok(None),
        None => Ok(Some("sms.invalid".into())),
    }
}

fn mail_from(raw: Option<String>) -> Result<String, Refused> {
    let from = raw.unwrap_or_else(|| MAIL_FROM.to_owned());
    match from.parse::<lettre::message::Mailbox>() {
        Ok(_) => Ok(from),
        Err(_) => {
            refuse("mail-from", format!("“{from}” is no sender; write for example Bureau <dossier@bureau.example>"))
        }
    }
}

fn proxy(raw: &str) -> Result<IpAddr, Refused> {
    raw.parse().or_else(|_cause| refuse("trusted-proxy", format!("“{raw}” is no IP address")))
}

fn log_format(raw: Option<&str>) -> Result<LogFormat, Refused> {
    match raw {
        None | Some("text") => Ok(LogFormat::Text),
        Some("json") => Ok(LogFormat::Json),
        Some(other) => refuse("log-format", format!("“{other}” is not known; choose json or text")),
    }
}

fn attempts(number: Option<u32>) -> Result<u32, Refused> {
    match number.unwrap_or(ATTEMPTS_A_MINUTE) {
        0 => refuse("attempts-per-minute", "with 0 nobody gets in; choose at least 1"),
        number => Ok(number),
    }
}
