//! A bureau in a server of its own, inside the test: SQLite in a folder, or the PostgreSQL of this run.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use server::Server;
use server::bureaus::found;
use server::config::{Config, PublicUrl};
use server::ctx::Ctx;
use server::log::rebuild::{agrees, rebuild};
use server::log::{Ledger, load};
use server::people::Person as Known;
use server::platform::clock::Clock;
use server::platform::db::Location;
use server::web::assets::Assets;
use shared::bureau::Bureau as Rules;
use shared::cases::Case;
use shared::dossier::Dossier;
use shared::ids::{BureauId, CaseId, DossierId, LogId, PersonId, Uuid};
use shared::log::{Header, Role};
use shared::text::{Email, Name};
use shared::words::Lang;
use tempfile::TempDir;

use crate::caller::Caller;
use crate::dist;
use crate::outbox::{self, Mail};
use crate::person::Person;
use crate::postgres::{self, Databases};
use crate::regulation::switched_off;
use crate::server::{Server as Program, pdf_program};

/// One installation: its servers, its clock, its folder.
pub struct Installation {
    /// The servers inside the test; none where the program itself runs.
    pub servers: Vec<Server>,
    /// Moves for all servers of the installation at once.
    pub clock: Clock,
    folder: Option<TempDir>,
    outbox: PathBuf,
    origin: String,
    urls: Arc<[String]>,
}

/// A bureau of an installation. Clones are the same bureau.
#[derive(Clone)]
pub struct Bureau {
    pub at: Arc<Installation>,
    pub id: BureauId,
    /// The first administrator's way in, as printed for the operator: link token and code.
    pub printed: (String, String),
}

impl Bureau {
    /// A bureau as it is after the first start: founded, its first administrator invited.
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// The same with other settings.
    pub async fn start_with(set: fn(&mut Config)) -> Self {
        Self::on(postgres::fresh().await, 1, set, Assets::none()).await
    }

    /// The same with the app, for a browser whose server's clock is moved.
    pub async fn with_the_app() -> Self {
        Self::on(None, 1, |_| {}, dist::app()).await
    }

    /// A bureau behind two servers; nothing where this run has no PostgreSQL.
    pub async fn behind_two_servers() -> Option<Self> {
        Some(Self::on(Some(postgres::fresh().await?), 2, |_| {}, Assets::none()).await)
    }

    async fn on(databases: Option<Databases>, servers: usize, set: fn(&mut Config), assets: Assets) -> Self {
        let installation = Installation::start(databases, servers, set, assets).await;
        let printed = server::start::prepare(installation.ctx()).await.expect("a first start prepares");
        let printed = printed.first().expect("the first administrator is invited");
        let token = printed.url.split_once('#').expect("a link has a token").1.to_owned();
        let printed = (token, printed.code.clone());
        let id = server::bureaus::first(installation.ctx()).await.expect("a bureau").expect("it was founded");
        Self { at: Arc::new(installation), id, printed }
    }

    /// The bureau of the program itself, as it stands after a first start.
    #[must_use]
    pub fn of(program: &Program) -> Self {
        let said = program.said();
        let printed = said.rsplit_once("administrator: ").expect("the first administrator's invitation was printed").1;
        let after = |word: &str| {
            let rest = printed.split_once(word).expect("both halves are printed").1;
            rest.split_whitespace().next().unwrap_or_default().to_owned()
        };
        let (link, code) = (after("link"), after("code"));
        let origin = program.url("");
        let at = Installation {
            servers: Vec::new(),
            clock: Clock::system(),
            folder: None,
            outbox: program.data().join("outbox"),
            urls: Arc::new([origin.clone()]),
            origin,
        };
        let token = link.split_once('#').expect("a link has a token").1.to_owned();
        Self { at: Arc::new(at), id: BureauId(Uuid::nil()), printed: (token, code) }
    }

    /// The same data inside the test, after the program has stopped: to look at its logs.
    pub async fn reopened(program: &Program, databases: Option<&Databases>) -> Self {
        let mut config = Config::usual(&program.data()).expect("the usual settings");
        config.pdf_program = pdf_program();
        if let Some(Databases { database, keys }) = databases {
            config.database = Location::Postgres(database.clone());
            config.keys_database = Location::Postgres(keys.clone());
        }
        let clock = Clock::system();
        let server = Server::start(config, clock.clone(), Assets::none()).await.expect("a server starts");
        let id = server::bureaus::first(server.ctx()).await.expect("a bureau").expect("it was founded");
        let at = Installation {
            outbox: program.data().join("outbox"),
            origin: server.ctx().config.public_origin().to_owned(),
            urls: Arc::new([format!("http://{}", server.addr())]),
            servers: vec![server],
            clock,
            folder: None,
        };
        Self { at: Arc::new(at), id, printed: <(String, String)>::default() }
    }

    /// Another bureau in the same installation.
    pub async fn neighbour(&self) -> Self {
        let ctx = self.ctx();
        let id = found::found(ctx, &name("Bureau Overkant")).await.expect("another bureau is founded");
        let person = Known { name: name("Beheerder"), email: None, phone: None, lang: Lang::Nl };
        let new = PersonId(Uuid::new_v4());
        let halves = found::invite(ctx, id, found::operator(), new, Role::Administrator, &person).await;
        let halves = halves.expect("its administrator is invited");
        let token = halves.url.split_once('#').expect("a link has a token").1.to_owned();
        Self { at: Arc::clone(&self.at), id, printed: (token, halves.code) }
    }

    /// What the server reaches.
    #[must_use]
    pub fn ctx(&self) -> &Ctx {
        self.at.ctx()
    }

    /// The address people use.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.at.origin
    }

    /// A browser nobody has signed in with.
    #[must_use]
    pub fn visitor(&self) -> Caller {
        Caller::new(Arc::clone(&self.at.urls))
    }

    /// Time passes, for everybody.
    pub fn passes(&self, time: Duration) {
        self.at.clock.advance(time);
    }

    /// The names under which the parts of files lie.
    #[must_use]
    pub fn blobs(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut folders = vec![self.ctx().config.blobs.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
                let path = entry.path();
                if path.is_dir() { folders.push(path) } else { names.push(path.display().to_string()) }
            }
        }
        names
    }

    /// Days pass, with what the product does by itself on each.
    pub async fn days_pass(&self, days: u32) {
        for _ in 0..days {
            self.passes(Duration::from_hours(24));
            server::reminders::run(self.ctx()).await.expect("reminders run");
        }
    }

    /// The mails to an address, the oldest first, after what is queued was sent.
    pub async fn mails_to(&self, address: &str) -> Vec<Mail> {
        self.mails().await.into_iter().filter(|mail| mail.to == address).collect()
    }

    /// Every mail, the oldest first, after what is queued was sent.
    pub async fn mails(&self) -> Vec<Mail> {
        if !self.at.servers.is_empty() {
            server::mails::send_due(self.ctx()).await.expect("mails are sent");
        }
        outbox::read(&self.at.outbox)
    }

    /// The last entry of the bureau's own log.
    pub async fn last_entry(&self) -> u64 {
        let facts = load::bureau(self.ctx(), &self.ctx().db.read, self.id).await;
        facts.expect("a bureau has a log").head.seq
    }

    /// How many knocks the bureau's log has counted.
    pub async fn knocks(&self) -> usize {
        let entries = self.entries::<Rules>(self.id.into()).await;
        entries.iter().filter(|header| header.kind == "attempt_refused").count()
    }

    /// The entries of a log, without their contents.
    pub async fn entries<L: Ledger>(&self, log: LogId) -> Vec<Header> {
        rebuild::<L>(self.ctx(), self.id, log).await.expect("a log can be read").headers
    }

    /// What happened in a dossier, in order.
    pub async fn happened(&self, dossier: DossierId) -> Vec<String> {
        self.entries::<Dossier>(dossier.into()).await.into_iter().map(|header| header.kind).collect()
    }

    /// Folds every log of the installation from its first entry: chain, state and index are what the entries say.
    pub async fn is_sound(&self) {
        let ctx = self.ctx();
        for log in load::logs::<Rules>(ctx, None).await.expect("logs") {
            let bureau = BureauId(log.0);
            assert!(agrees::<Rules>(ctx, bureau, log).await.expect("the chain holds"), "the state of {bureau:?}");
            for log in load::logs::<Dossier>(ctx, Some(bureau)).await.expect("logs") {
                assert!(agrees::<Dossier>(ctx, bureau, log).await.expect("the chain holds"), "the state of {log:?}");
                let dossier = DossierId(log.0);
                let index = server::dossiers::index_agrees(ctx, bureau, dossier).await.expect("an index");
                assert!(index, "the index rows of {dossier:?}");
            }
            for log in load::logs::<Case>(ctx, Some(bureau)).await.expect("logs") {
                assert!(agrees::<Case>(ctx, bureau, log).await.expect("the chain holds"), "the state of {log:?}");
                let case = CaseId(log.0);
                let index = server::cases::index_agrees(ctx, bureau, case).await.expect("an index");
                assert!(index, "the index row of {case:?}");
            }
        }
    }

    /// The first administrator, by the printed halves.
    pub async fn administrator(&self) -> Person {
        let administrator = Person::gets_in(self, &self.printed.0, &self.printed.1).await;
        administrator.pledges().await;
        if !switched_off().is_empty() {
            administrator.publishes(Vec::new()).await.is_done();
        }
        administrator
    }

    /// A coach whom the administrator invited.
    pub async fn coach(&self, administrator: &Person, called: &str) -> Person {
        administrator.invites_staff(called, Role::Coach).await
    }

    /// A client who got in and confirmed that the regulation was discussed.
    pub async fn client(&self, coach: &Person, called: &str) -> Person {
        let case = coach.takes_on(called).await;
        coach.discusses_the_regulation(case.dossier).await;
        let client = coach.lets_in(&case).await;
        client.confirms_the_regulation().await;
        client
    }

    /// A coach and her client, ready for a consult.
    pub async fn coach_and_client(&self) -> (Person, Person) {
        let administrator = self.administrator().await;
        let coach = self.coach(&administrator, "Samira").await;
        let client = self.client(&coach, "Noor").await;
        (coach, client)
    }
}

impl Installation {
    /// Starts servers on the same data. With SQLite there is one.
    async fn start(databases: Option<Databases>, count: usize, set: fn(&mut Config), assets: Assets) -> Self {
        let folder = TempDir::with_prefix("akkoord-api-").expect("a temporary folder");
        let clock = Clock::system();
        clock.advance(until_ten(&clock));
        let mut servers: Vec<Server> = Vec::new();
        for number in 0..count {
            let mut config = Config::usual(&data(folder.path(), number)).expect("the usual settings");
            config.keys = folder.path().join("keys");
            config.blobs = folder.path().join("blobs");
            config.pdf_program = pdf_program();
            // What an address is, the tests say; a person tries as often as her story needs.
            config.trusted_proxies = vec!["127.0.0.1".parse().expect("an address")];
            config.attempts_a_minute = 600;
            set(&mut config);
            if let Some(Databases { database, keys }) = &databases {
                config.database = Location::Postgres(database.clone());
                config.keys_database = Location::Postgres(keys.clone());
            }
            if let Some(first) = servers.first() {
                config.public_url = PublicUrl::local(first.addr().port());
            }
            let server = Server::start(config, clock.clone(), assets.clone()).await.expect("a server starts");
            servers.push(server);
        }
        let origin = servers[0].ctx().config.public_origin().to_owned();
        let urls = servers.iter().map(|server| format!("http://{}", server.addr())).collect();
        let outbox = data(folder.path(), 0).join("outbox");
        Self { servers, clock, folder: Some(folder), outbox, origin, urls }
    }

    /// What the first server reaches.
    #[must_use]
    pub fn ctx(&self) -> &Ctx {
        self.servers.first().expect("the program itself shows nothing of its inside").ctx()
    }

    /// The folder of everything that is kept: the data of all servers, and the keys.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.as_ref().expect("the program has its own folder").path()
    }
}

/// A story begins at ten in the morning, whenever the test runs: at night the product reminds nobody.
fn until_ten(clock: &Clock) -> Duration {
    let ten = clock.start_of(clock.today()).0 + 10 * 3_600_000;
    let ms = (ten - clock.now().0).rem_euclid(24 * 3_600_000);
    Duration::from_millis(u64::try_from(ms).unwrap_or_default())
}

fn data(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("data-{number}"))
}

/// A name that is one.
#[must_use]
pub fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

/// An address that is one.
#[must_use]
pub fn email(text: &str) -> Email {
    Email::new(text).expect("an address")
}
