//! The program that reads files: started for one job, fed and read through pipes, and ended when its time is over.
//!
//! What a stranger made is opened there and nowhere else: it has no files, no network, little memory and little time.
//! Few run at once, so that a bureau that brings in a hundred files does not stop the server.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{Stream, StreamExt};
use pdf::protocol::{ANSWER_BYTES_MAX, Answer, Ended, Frame, Job, Reply, Request};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{ChildStdin, Command};
use tokio::sync::Semaphore;

/// How long one job may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How many run at once: each may take a gigabyte.
const AT_ONCE: usize = 2;

/// There is no answer.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// It cannot be started, or its pipes broke.
    #[error("{program}: {cause}", program = .program.display())]
    Program {
        /// Which.
        program: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
    /// What it says is no answer: it is of another release.
    #[error("akkoord-pdf: its answer is not understood ({0:?}); is it of the same release?")]
    Answer(Frame),
}

impl PdfError {
    /// Whether the same will work later: not where the program is not there, may not be started, or is of another release.
    #[must_use]
    pub fn is_away(&self) -> bool {
        use std::io::ErrorKind::{NotFound, PermissionDenied};
        matches!(self, Self::Program { cause, .. } if !matches!(cause.kind(), NotFound | PermissionDenied))
    }
}

/// The program; clones share how many run.
#[derive(Clone, Debug)]
pub struct Pdf {
    program: Arc<PathBuf>,
    turns: Arc<Semaphore>,
}

impl Pdf {
    /// The program in this file.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self { program: Arc::new(program), turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Says in the log what the operator has to mend: it cannot be started, or is not shut in.
    pub async fn try_out(&self) {
        let nothing = futures_util::stream::empty::<Result<Vec<u8>, PdfError>>();
        match self.run(&Job::Guards {}, 0, nothing).await.map(|reply| reply.answer) {
            Ok(Answer::Guarded(guarded)) if guarded.holds() => {}
            Ok(answer) => tracing::warn!(?answer, "the program that reads files is not shut in as it should be"),
            Err(cause) => {
                tracing::warn!(%cause, "no file can be read: install akkoord-pdf beside akkoord, of one release");
            }
        }
    }

    /// Has a job done with a file of so many bytes, which comes in parts. `E` is what may keep the file from coming.
    ///
    /// # Errors
    /// [`PdfError`], or what the parts end with.
    pub async fn run<E: From<PdfError>>(
        &self,
        job: &Job,
        bytes: u32,
        parts: impl Stream<Item = Result<Vec<u8>, E>> + Send,
    ) -> Result<Reply, E> {
        let refused = |cause| PdfError::Program { program: self.program.to_path_buf(), cause };
        let _turn = self.turns.acquire().await;
        let mut child = Command::new(self.program.as_path())
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(refused)?;
        let head = Request::head(job, usize::try_from(bytes).unwrap_or(usize::MAX)).map_err(PdfError::Answer)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let said = async {
            let most = u64::try_from(ANSWER_BYTES_MAX).unwrap_or(u64::MAX);
            let mut written = Vec::new();
            if let Some(stdout) = stdout {
                stdout.take(most).read_to_end(&mut written).await.map_err(refused)?;
            }
            Ok::<_, PdfError>(written)
        };
        let work = async {
            let (fed, said) = tokio::join!(feed(stdin, head, parts), said);
            fed?;
            let (written, status) = (said?, child.wait().await.map_err(refused)?);
            Ok::<_, E>((written, status.code().map_or(Ended::Killed, Ended::Code)))
        };
        let (written, ended) = match tokio::time::timeout(PATIENCE, work).await {
            Ok(done) => done?,
            Err(_too_late) => (Vec::new(), Ended::Killed),
        };
        Ok(Reply::of(written, ended).map_err(PdfError::Answer)?)
    }
}

/// Writes the job and the file. A program that ends before it has read all of it has something to say: no failure.
async fn feed<E>(
    stdin: Option<ChildStdin>,
    head: Vec<u8>,
    parts: impl Stream<Item = Result<Vec<u8>, E>> + Send,
) -> Result<(), E> {
    let Some(mut stdin) = stdin else { return Ok(()) };
    if stdin.write_all(&head).await.is_err() {
        return Ok(());
    }
    let mut parts = std::pin::pin!(parts);
    while let Some(part) = parts.next().await {
        if stdin.write_all(&part?).await.is_err() {
            break;
        }
    }
    Ok(())
}
