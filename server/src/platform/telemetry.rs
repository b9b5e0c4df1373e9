//! What an operator sees: log lines and numbers. Never a name, a text, a code, a link or a credential.

use std::io::IsTerminal;
use std::sync::OnceLock;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

/// What is worth a line. Libraries speak up only when something is wrong.
const WORTH: &str = "warn,server=info,akkoord=info";
/// Seconds between which answers are counted.
const BUCKETS: [f64; 9] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// Log lines go to standard error from now on. Called again it changes nothing.
pub fn start(format: LogFormat) {
    let lines = tracing_subscriber::fmt().with_env_filter(EnvFilter::new(WORTH));
    let lines = lines.with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    let started = match format {
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
        LogFormat::Text => lines.with_target(false).try_init(),
    };
    if started.is_err() {
        tracing::debug!("log lines had a way already");
    }
}

/// The numbers of this process; `None` when something else in it counts already.
#[must_use]
pub fn numbers() -> Option<PrometheusHandle> {
    static NUMBERS: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    let install = || PrometheusBuilder::new().set_buckets(&BUCKETS).ok()?.install_recorder().ok();
    NUMBERS.get_or_init(install).clone()
}
