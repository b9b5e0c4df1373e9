//! The real program on a free port with a folder of its own: started, killed without warning, started again.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::postgres::Databases;

/// Longer than a start takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a server is started.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    arguments: Vec<String>,
    environment: Vec<(String, String)>,
    public_port: Option<u16>,
    one_cpu: bool,
}

impl Setup {
    /// SQLite, nothing in it.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// With the fictional bureau.
    #[must_use]
    pub fn demo() -> Self {
        Self::default().argument("--demo")
    }

    #[must_use]
    pub fn argument(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    #[must_use]
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// On PostgreSQL. Two servers on the same databases work together.
    #[must_use]
    pub fn on(self, databases: &Databases) -> Self {
        self.set("DATABASE_URL", &databases.database).set("KEYS_DATABASE_URL", &databases.keys)
    }

    /// On a machine with one CPU.
    #[must_use]
    pub fn on_one_cpu(mut self) -> Self {
        self.one_cpu = true;
        self
    }

    /// Known to the outside by the address of another server, as behind one proxy, and with the same bureau keys.
    #[must_use]
    pub fn beside(mut self, other: &Server) -> Self {
        self.public_port = Some(other.public_port);
        self.set("AKKOORD_KEYS_DIR", &other.data().display().to_string())
    }

    /// Starts it in a new folder and waits until it answers.
    pub async fn start(self) -> Server {
        let mut server = self.not_started();
        server.start().await;
        server
    }

    /// A folder and a port for it; nothing runs yet.
    #[must_use]
    pub fn not_started(self) -> Server {
        let folder = TempDir::with_prefix("akkoord-server-").expect("a temporary folder");
        let port = free_port();
        let public_port = self.public_port.unwrap_or(port);
        Server { setup: self, folder, port, public_port, process: None }
    }
}

/// A running server; it ends when the value is dropped.
pub struct Server {
    setup: Setup,
    folder: TempDir,
    port: u16,
    public_port: u16,
    process: Option<Child>,
}

impl Server {
    /// The address of a path. It says `localhost`: passkeys do not work on a number.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }

    /// Where it listens.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where it keeps everything.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// From now on the most memory is counted anew: what was done before hides nothing.
    pub fn forget_memory_peak(&self) {
        let id = self.process.as_ref().expect("it runs").id();
        std::fs::write(format!("/proc/{id}/clear_refs"), "5").expect("the kernel counts anew");
    }

    /// The most memory it has had since it was started, or since that was forgotten, in MB.
    #[must_use]
    pub fn memory_peak_mb(&self) -> u64 {
        let id = self.process.as_ref().expect("it runs").id();
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).expect("a process has a status");
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a process has a peak");
        let kb: u64 = peak.trim().trim_end_matches(" kB").parse().expect("the peak is a number");
        kb / 1024
    }

    /// All it has said, over all its starts.
    #[must_use]
    pub fn said(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    /// The mails it has caught, oldest first.
    #[must_use]
    pub fn outbox(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.data().join("outbox")).into_iter().flatten().filter_map(Result::ok);
        let mut mails: Vec<_> =
            entries.map(|entry| entry.path()).filter(|p| p.extension().is_some_and(|e| e == "eml")).collect();
        mails.sort_by_key(|path| (std::fs::metadata(path).and_then(|m| m.modified()).ok(), path.clone()));
        mails.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
    }

    /// Runs `akkoord <arguments>` on the same data, for instance `admin invite`, and gives what it prints.
    pub fn command(&self, arguments: &[&str]) -> String {
        let output = self.program().args(arguments).output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "akkoord {arguments:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
        said
    }

    /// Runs `akkoord <arguments>`, which refuses; gives the sentence that it says.
    pub fn refuses(&self, arguments: &[&str]) -> String {
        let output = self.program().args(arguments).output().expect("the program runs");
        assert!(!output.status.success(), "akkoord {arguments:?} does not refuse");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// Kill -9: no farewell, no flush.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().expect("a process can be killed");
            process.wait().expect("a killed process ends");
        }
    }

    /// Asks it to stop and waits until it has.
    pub fn stop(&mut self) {
        let Some(mut process) = self.process.take() else { return };
        let asked = Command::new("kill").args(["-TERM", &process.id().to_string()]).status();
        assert!(asked.is_ok_and(|status| status.success()), "a running server can be asked to stop");
        process.wait().expect("it stops");
    }

    /// Starts it again on the same data and the same port.
    pub async fn start(&mut self) {
        let before = self.said().len();
        self.begin();
        self.answers().await;
        // It says what to open once it answers.
        while !self.said().get(before..).is_some_and(|said| said.contains("Akkoord is ready")) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Starts it and does not wait for anything.
    pub fn begin(&mut self) {
        assert!(self.process.is_none(), "it still runs");
        let log = std::fs::File::options().create(true).append(true).open(self.log()).expect("a log can be written");
        let process = self
            .program()
            .arg("serve")
            .args(&self.setup.arguments)
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("one log for both"))
            .stderr(log)
            .spawn()
            .expect("the program starts");
        self.process = Some(process);
    }

    async fn answers(&mut self) {
        let begun = Instant::now();
        let health = format!("http://127.0.0.1:{}/healthz", self.port);
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(5)).build().expect("a client");
        while !client.get(&health).send().await.is_ok_and(|answer| answer.status().is_success()) {
            let ended = self.process.as_mut().and_then(|process| process.try_wait().ok().flatten());
            assert!(ended.is_none(), "the server ended by itself ({ended:?}):\n{}", self.said());
            assert!(begun.elapsed() < PATIENCE, "the server does not answer on {health}:\n{}", self.said());
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// The program with its settings in the environment, so that every subcommand has them.
    fn program(&self) -> Command {
        let mut program = if self.setup.one_cpu { Command::new("taskset") } else { Command::new(binary()) };
        if self.setup.one_cpu {
            program.args(["--cpu-list", "0"]).arg(binary());
        }
        program
            .current_dir(self.folder.path())
            .env_remove("DATABASE_URL")
            .env_remove("KEYS_DATABASE_URL")
            .env("AKKOORD_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("AKKOORD_DATA", self.data())
            .env("AKKOORD_PUBLIC_URL", format!("http://localhost:{}", self.public_port))
            .envs(self.setup.environment.iter().map(|(name, value)| (name, value)));
        program
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("server.log")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
        if std::thread::panicking() {
            let said = self.said();
            let lines: Vec<&str> = said.lines().collect();
            println!("the server's last words:\n{}", lines[lines.len().saturating_sub(30)..].join("\n"));
        }
    }
}

/// The program that reads files: beside the one under test.
#[must_use]
pub fn pdf_program() -> PathBuf {
    is_there(place().with_file_name("akkoord-pdf"))
}

/// The program under test.
fn binary() -> PathBuf {
    is_there(place())
}

/// Where the program under test lies: `$AKKOORD_BIN`, or beside the tests.
fn place() -> PathBuf {
    let beside = || {
        let tests = std::env::current_exe().expect("a test is a program");
        tests.parent().and_then(Path::parent).expect("it lies in target/debug/deps").join("akkoord")
    };
    std::env::var_os("AKKOORD_BIN").map_or_else(beside, PathBuf::from)
}

fn is_there(path: PathBuf) -> PathBuf {
    assert!(path.is_file(), "{} is not there: run the tests with `./dev test`", path.display());
    path
}

/// A port on which nothing listens now.
#[must_use]
pub fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    listener.local_addr().expect("a listener has an address").port()
}
