//! Files on their way to the bureau: in parts, from where the bureau says it is, so that a broken line costs one part.
//!
//! A file is sent as soon as it is chosen, while the rest of the form is filled in. Without a network it waits and goes on
//! by itself.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::api::{NewUpload, Upload, path};
use shared::dossier::documents::{FILE_BYTES_MAX, StoredFile};
use shared::ids::{DocumentId, DossierId, FileId};
use web_sys::Blob;

use crate::api::{self, Failure};
use crate::ids::{fresh_document, fresh_file};
use crate::session::{Standing, session};

/// How long it waits before it tries again without a network.
const PAUSE_MILLIS: u32 = 2_000;
/// How often in a row a part may change nothing: another tab sends the same file.
const IDLE_PARTS_MAX: u32 = 5;
/// How often in a row it tries again while the bureau is busy.
const TRIES_MAX: u32 = 15;

/// How far a file has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// So many per cent of it are here.
    Sending(u32),
    /// It waits for the network.
    Paused,
    /// All of it is here, and it is looked at as a whole.
    Looking,
    /// It can be named.
    Ready(StoredFile),
    /// It cannot come in, or something else went wrong.
    Failed(Failure),
}

/// One file of a form.
#[derive(Clone)]
pub struct OneFile {
    /// The document it becomes, or becomes a version of.
    pub document: DocumentId,
    /// The file.
    pub file: FileId,
    /// What it was called where it comes from.
    pub name: String,
    /// What the document will be called.
    pub title: ArcRwSignal<String>,
    /// How far it has come.
    pub state: ArcRwSignal<State>,
}

/// The files of one form.
#[derive(Clone, Copy)]
pub struct Uploads {
    dossier: DossierId,
    files: RwSignal<Vec<OneFile>>,
    blobs: StoredValue<Vec<(FileId, Blob)>, LocalStorage>,
    /// What a file is called that is too large.
    pub too_large: RwSignal<Option<String>>,
}

impl Uploads {
    /// None yet.
    #[must_use]
    pub fn new(dossier: DossierId) -> Self {
        let (files, too_large) = (RwSignal::new(Vec::new()), RwSignal::new(None));
        Self { dossier, files, blobs: StoredValue::new_local(Vec::new()), too_large }
    }

    /// The files.
    #[must_use]
    pub fn files(self) -> ReadSignal<Vec<OneFile>> {
        self.files.read_only()
    }

    /// A file was chosen: it goes at once. `known` is the document that it is a version of.
    pub fn add(self, file: Blob, name: &str, title: String, known: Option<DocumentId>) {
        if file.size() > f64::from(FILE_BYTES_MAX) {
            self.too_large.set(Some(name.to_owned()));
            return;
        }
        let one = OneFile {
            document: known.unwrap_or_else(fresh_document),
            file: fresh_file(),
            name: name.to_owned(),
            title: ArcRwSignal::new(title),
            state: ArcRwSignal::new(State::Sending(0)),
        };
        self.blobs.update_value(|blobs| blobs.push((one.file, file)));
        self.files.update(|files| files.push(one.clone()));
        self.send(one);
    }

    /// Takes a file away; what was sent of it is forgotten by the bureau in a day.
    pub fn remove(self, file: FileId) {
        self.files.update(|files| files.retain(|one| one.file != file));
        self.blobs.update_value(|blobs| blobs.retain(|(one, _)| *one != file));
    }

    /// Takes all of them away.
    pub fn clear(self) {
        self.files.set(Vec::new());
        self.blobs.update_value(Vec::clear);
        self.too_large.set(None);
    }

    /// Sends a file that did not come in once more.
    pub fn again(self, file: FileId) {
        let known = self.files.with_untracked(|files| files.iter().find(|one| one.file == file).cloned());
        if let Some(one) = known {
            one.state.set(State::Sending(0));
            self.send(one);
        }
    }

    fn is_wanted(self, file: FileId) -> bool {
        self.files.try_with_untracked(|files| files.iter().any(|one| one.file == file)).unwrap_or_default()
    }

    fn send(self, one: OneFile) {
        let session = session();
        spawn_local(async move {
            let mut tries = 0_u32;
            while self.is_wanted(one.file) {
                match self.way(&one).await {
                    Ok(None) => return,
                    Ok(Some(whole)) => return one.state.set(State::Ready(whole)),
                    Err(failure) if failure == Failure::Offline || failure.is_locked() || failure.is_signed_out() => {
                        tries = 0;
                        one.state.set(State::Paused);
                    }
                    // It waits where it is; after half a minute she is told.
                    Err(failure) if failure.may_pass() && tries < TRIES_MAX => tries = tries.saturating_add(1),
                    Err(failure) => return one.state.set(State::Failed(failure)),
                }
                TimeoutFuture::new(PAUSE_MILLIS).await;
                while session.standing().get_untracked() != Standing::In {
                    TimeoutFuture::new(PAUSE_MILLIS).await;
                }
            }
        });
    }

    /// The rest of the way; nothing where the file was taken away meanwhile.
    async fn way(self, one: &OneFile) -> Result<Option<StoredFile>, Failure> {
        let ids: [&dyn std::fmt::Display; 3] = [&self.dossier, &one.document, &one.file];
        let blob = self
            .blobs
            .try_with_value(|blobs| blobs.iter().find(|(file, _)| *file == one.file).map(|(_, blob)| blob.clone()));
        let Some(blob) = blob.flatten() else { return Ok(None) };
        let bytes = whole_bytes(&blob);
        let mut here: Upload = api::put(&path::to(path::DOCUMENT_UPLOAD, &ids), &NewUpload { bytes }).await?;
        let mut idle = 0_u32;
        while here.offset < here.bytes {
            if !self.is_wanted(one.file) {
                return Ok(None);
            }
            one.state.set(State::Sending(per_cent(here)));
            let until = here.offset.saturating_add(here.part).min(here.bytes);
            let part = blob
                .slice_with_f64_and_f64(f64::from(here.offset), f64::from(until))
                .map_err(|_cause| Failure::Broken)?;
            let at = path::to(path::DOCUMENT_PART, &[ids[0], ids[1], ids[2], &here.offset]);
            let next: Upload = api::put_part(&at, &part).await?;
            idle = if next.offset > here.offset { 0 } else { idle.saturating_add(1) };
            if idle > IDLE_PARTS_MAX {
                return Err(Failure::Broken);
            }
            here = next;
        }
        one.state.set(State::Looking);
        let whole = api::post_nothing(&path::to(path::DOCUMENT_WHOLE, &ids)).await?;
        Ok(self.is_wanted(one.file).then_some(whole))
    }
}

/// The size of a file that is no larger than one can be.
fn whole_bytes(blob: &Blob) -> u32 {
    let most = f64::from(FILE_BYTES_MAX);
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number between 0 and 25 million"
    )]
    let bytes = blob.size().clamp(0.0, most) as u32;
    bytes
}

fn per_cent(Upload { offset, bytes, .. }: Upload) -> u32 {
    u32::try_from(u64::from(offset).saturating_mul(100) / u64::from(bytes.max(1))).unwrap_or(100)
}
