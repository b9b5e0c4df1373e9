//! A real Chromium, driven through chromedriver; both end when the value is dropped, also when a test fails.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;

use crate::page::Page;
use crate::server::Server;

const FLAGS: [&str; 13] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
    "--hide-scrollbars",
    "--window-size=1280,800",
];

/// One chromedriver; every device it opens has a profile, cookies and passkeys of its own.
pub struct Browser {
    driver: Child,
    port: u16,
    /// Kept until the end: Chromium writes into them while it closes.
    profiles: Mutex<Vec<TempDir>>,
}

/// The size and kind of a screen.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    pub width: u32,
    pub height: u32,
    pub phone: bool,
}

/// A phone as most people hold it.
pub const PHONE: Screen = Screen { width: 360, height: 740, phone: true };
/// The screen on a coach's desk.
pub const DESK: Screen = Screen { width: 1280, height: 800, phone: false };

impl Browser {
    /// Starts chromedriver on a free port.
    pub async fn start() -> Self {
        // The port it finds free may be taken before it listens there; then it ends, and another one is asked.
        let start = || (0..5).find_map(|_| Self::try_start()).expect("chromedriver tells its port");
        tokio::task::spawn_blocking(start).await.expect("chromedriver starts")
    }

    fn try_start() -> Option<Self> {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts; `./dev test browser` installs it");
        let mut lines = BufReader::new(driver.stdout.take().expect("piped above")).lines();
        let port = lines.by_ref().find_map(|line| {
            let line = line.ok()?;
            line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
        });
        let Some(port) = port else {
            let _ = driver.wait();
            return None;
        };
        // Read on, or chromedriver would stop at a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Some(Self { driver, port, profiles: Mutex::default() })
    }

    /// A phone: 360 by 740, touch.
    pub async fn phone(&self, whose: &str) -> Page {
        self.device(whose, PHONE).await
    }

    /// A desk: 1280 by 800, mouse.
    pub async fn desk(&self, whose: &str) -> Page {
        self.device(whose, DESK).await
    }

    /// A desk that a proxy leads to this server, whichever the address names.
    pub async fn desk_led_to(&self, server: &Server, whose: &str) -> Page {
        let rule = format!("--host-resolver-rules=MAP localhost 127.0.0.1:{}", server.port());
        self.device_with(whose, DESK, &[&rule]).await
    }

    /// A device with a screen of this size, a profile of its own and no passkey yet.
    pub async fn device(&self, whose: &str, screen: Screen) -> Page {
        self.device_with(whose, screen, &[]).await
    }

    async fn device_with(&self, whose: &str, screen: Screen, flags: &[&str]) -> Page {
        let profile = TempDir::with_prefix("akkoord-profile-").expect("a temporary folder");
        let mut caps = DesiredCapabilities::chrome();
        for flag in FLAGS.iter().chain(flags) {
            caps.add_arg(flag).expect("a flag");
        }
        caps.add_arg(&format!("--user-data-dir={}", profile.path().display())).expect("a flag");
        caps.add_arg("--lang=nl").expect("a flag");
        caps.add_arg("--accept-lang=nl-NL,nl").expect("a flag");
        if let Some(binary) =
            ["/usr/bin/chromium", "/usr/bin/google-chrome"].into_iter().find(|p| std::path::Path::new(p).exists())
        {
            caps.set_binary(binary).expect("a binary");
        }
        caps.set_browser_log_level(LoggingPrefsLogLevel::All).expect("a log level");
        let driver = WebDriver::new(format!("http://127.0.0.1:{}", self.port), caps).await.expect("Chromium starts");
        driver.set_script_timeout(Duration::from_secs(120)).await.expect("a timeout can be set");
        let page = Page::new(whose, driver, screen);
        self.profiles.lock().expect("no test failed in here").push(profile);
        page.resize(screen).await;
        page.cdp("Emulation.setLocaleOverride", json!({ "locale": "nl-NL" })).await;
        page
    }

    /// Asks chromedriver to end all its browsers and itself; a kill would leave the browsers behind.
    fn shut_down(&mut self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        let _ = stream.read(&mut [0; 256])?;
        let patience = Instant::now();
        while self.driver.try_wait()?.is_none() && patience.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.shut_down();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
