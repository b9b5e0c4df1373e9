//! The program: reads the settings, starts, waits, stops.

use std::io::Write;
use std::process::ExitCode;

use assets::FILES;
use server::Server;
use server::config::{self, Action, Config, Refused};
use server::ctx::Ctx;
use server::error::Error;
use server::log::rebuild::write_anew;
use server::platform::clock::Clock;
use server::platform::telemetry;
use server::serve::{self, StartError};
use server::start::{self, Printed};
use server::web::assets::{Asset, Assets};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

fn main() -> ExitCode {
    let (action, config) = match config::read(std::env::args_os()) {
        Ok(read) => read,
        Err(Refused::Usage(usage)) => {
            let code = u8::try_from(usage.exit_code()).unwrap_or(2);
            return if usage.print().is_ok() { ExitCode::from(code) } else { ExitCode::FAILURE };
        }
        Err(refused) => return fail(&refused.to_string()),
    };
    telemetry::start(config.log_format);
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(cause) => return fail(&format!("the runtime does not start: {cause}")),
    };
    match runtime.block_on(run(action, config)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => fail(&cause.to_string()),
    }
}

async fn run(action: Action, config: Config) -> Result<(), StartError> {
    match action {
        Action::Serve => {
            if config.metrics_listen.is_some() && telemetry::numbers().is_none() {
                tracing::warn!("something else counts already; /metrics stays empty");
            }
            // Before anything is looked at: a second server on the same folder must not touch the first one's invitations.
            let folder = serve::take_folder(&config)?;
            let printed = beside(config.clone(), async |ctx| start::prepare(ctx).await).await?;
            drop(folder);
            let server = Server::start(config, Clock::system(), app()).await?;
            welcome(server.ctx().config.public_origin(), &printed);
            server.until(told_to_stop()).await;
        }
        Action::Invite { name, email } => {
            let printed = beside(config, async |ctx| start::invite_administrator(ctx, name, email).await).await?;
            say(&invitation(&printed));
        }
        Action::Rebuild => {
            let _folder = serve::take_folder(&config)?;
            let logs = beside(config, async |ctx| Ok(write_anew(ctx).await?)).await?;
            say(&format!("The states and index rows of {logs} logs were written anew from their entries."));
        }
    }
    Ok(())
}

/// Does something on the data without serving.
async fn beside<T>(config: Config, act: impl AsyncFnOnce(&Ctx) -> Result<T, Error>) -> Result<T, StartError> {
    let (_stop, stopping) = watch::channel(false);
    let ctx = serve::open(config, Clock::system(), stopping).await?;
    let done = act(&ctx).await;
    ctx.keys.close().await;
    ctx.db.close().await;
    Ok(done?)
}

/// Tells the operator what to open. Both halves of an invitation are shown here alone: on the machine itself.
fn welcome(origin: &str, printed: &[Printed]) {
    let mut text = format!("\nAkkoord is ready: {origin}\n");
    for one in printed {
        text.push_str(&invitation(one));
    }
    say(&text);
}

fn invitation(one: &Printed) -> String {
    let (Printed { role, name, url, code }, space) = (one, "");
    format!("\n  {role}: {name}\n{space:>4}link  {url}\n{space:>4}code  {code}\n")
}

/// Prints for the operator; a closed terminal is no reason to stop serving.
fn say(text: &str) {
    drop(writeln!(std::io::stdout(), "{text}"));
}

/// The app that was built into the program.
fn app() -> Assets {
    Assets::new(FILES.iter().map(|file| Asset {
        path: file.path,
        content_type: file.content_type,
        etag: file.etag,
        immutable: file.immutable,
        plain: file.plain,
        brotli: file.brotli,
    }))
}

/// Ctrl-C, or what systemd and containers send.
async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(_) => drop(interrupted.await),
    }
}

/// One sentence for the operator.
fn fail(why: &str) -> ExitCode {
    if writeln!(std::io::stderr(), "akkoord does not start. {why}").is_err() {
        return ExitCode::from(2);
    }
    ExitCode::FAILURE
}
