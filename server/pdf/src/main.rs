//! The program that reads files: one request in, one answer out, and nothing else that it can reach.

mod format;
mod guard;
mod job;
mod office;
mod pdf_file;
mod picture;
mod plain;
mod prepare;
mod set;

use pdf::protocol::{Frame, Refusal, Reply, Request};
use std::io::{self, Write};
use std::process::ExitCode;
use std::thread;

/// Files nest, and what reads them recurses; the depth is bounded, and this is enough for it in a build without
/// optimisation too.
const STACK_BYTES: usize = 64 << 20;

fn main() -> ExitCode {
    // What a panic says could hold a piece of the file.
    std::panic::set_hook(Box::new(|_| {}));
    let guards = guard::shut();
    let Ok(request) = Request::read(io::stdin().lock()) else {
        return ExitCode::from(2);
    };
    let worker = thread::Builder::new().stack_size(STACK_BYTES).spawn(move || job::done(request, guards));
    // A panic means that a file was not as its reader thought: the same as broken.
    let reply = match worker.map(thread::JoinHandle::join) {
        Ok(Ok(reply)) => reply,
        Ok(Err(_)) => Reply::refused(Refusal::Broken),
        Err(_) => return ExitCode::from(3),
    };
    match written(&reply) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(4),
    }
}

fn written(reply: &Reply) -> Result<(), Frame> {
    let frame = match reply.frame() {
        Err(Frame::Ceiling) => Reply::refused(Refusal::TooLarge).frame()?,
        other => other?,
    };
    let mut out = io::stdout().lock();
    out.write_all(&frame).and_then(|()| out.flush()).map_err(|_cause| Frame::Pipe)
}
