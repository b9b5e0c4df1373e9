//! Where large files lie: a folder. What comes here is sealed already.

use std::path::Path as Folder;
use std::sync::Arc;

use futures_util::TryStreamExt;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutMode};
use shared::ids::{BureauId, FileId};

/// It cannot be read or written there.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The folder cannot be used.
    #[error("blobs: {0}")]
    Folder(#[from] std::io::Error),
    /// The store does not answer, or has not got it.
    #[error("blobs: {0}")]
    Store(#[from] object_store::Error),
}

impl BlobError {
    /// Whether the same will work later: not where what is asked for was lost.
    #[must_use]
    pub const fn is_away(&self) -> bool {
        !matches!(self, Self::Store(object_store::Error::NotFound { .. }))
    }
}

/// The store; clones share it.
#[derive(Clone)]
pub struct Blobs(Arc<dyn ObjectStore>);

impl std::fmt::Debug for Blobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Blobs")
    }
}

/// Where a part of a file lies. No name says anything about anybody.
fn path(bureau: BureauId, file: FileId, part: u32) -> Path {
    folder(bureau, file).join(format!("{part:05}"))
}

fn folder(bureau: BureauId, file: FileId) -> Path {
    Path::from_iter([bureau.to_string(), file.to_string()])
}

impl Blobs {
    /// The store in a folder, which is made.
    ///
    /// # Errors
    /// [`BlobError`] where it cannot be.
    pub fn in_folder(folder: &Folder) -> Result<Self, BlobError> {
        std::fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_automatic_cleanup(true);
        // An entry that names a file is durable: so is the file before it.
        Ok(Self(Arc::new(store.with_fsync(true))))
    }

    /// Keeps a part where none lies yet, for good: whether it was kept. What lies there is never replaced.
    ///
    /// # Errors
    /// [`BlobError`]: what does not answer.
    pub async fn put(&self, bureau: BureauId, file: FileId, part: u32, sealed: Vec<u8>) -> Result<bool, BlobError> {
        match self.0.put_opts(&path(bureau, file, part), sealed.into(), PutMode::Create.into()).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::AlreadyExists { .. }) => Ok(false),
            Err(cause) => Err(cause.into()),
        }
    }

    /// A part.
    ///
    /// # Errors
    /// [`BlobError`]: it is not there, or does not answer.
    pub async fn get(&self, bureau: BureauId, file: FileId, part: u32) -> Result<Vec<u8>, BlobError> {
        let bytes = self.0.get(&path(bureau, file, part)).await?.bytes().await?;
        Ok(bytes.into())
    }

    /// Deletes every part of a file. Some may be gone already.
    ///
    /// # Errors
    /// [`BlobError`]: what does not answer.
    pub async fn forget(&self, bureau: BureauId, file: FileId) -> Result<(), BlobError> {
        let parts: Vec<Path> =
            self.0.list(Some(&folder(bureau, file))).map_ok(|known| known.location).try_collect().await?;
        for part in parts {
            match self.0.delete(&part).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(cause) => return Err(cause.into()),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use shared::ids::Uuid;

    use super::*;

    #[tokio::test]
    async fn what_lies_there_is_never_replaced_and_goes_as_a_whole() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = Blobs::in_folder(dir.path()).unwrap();
        let (bureau, file) = (BureauId(Uuid::from_u128(1)), FileId(Uuid::from_u128(2)));
        assert!(blobs.put(bureau, file, 0, b"first".to_vec()).await.unwrap());
        assert!(!blobs.put(bureau, file, 0, b"other".to_vec()).await.unwrap());
        assert_eq!(blobs.get(bureau, file, 0).await.unwrap(), b"first");
        assert!(blobs.put(bureau, file, 1, b"second".to_vec()).await.unwrap());
        for _ in 0..2 {
            blobs.forget(bureau, file).await.unwrap();
        }
        assert!(blobs.get(bureau, file, 0).await.is_err() && blobs.get(bureau, file, 1).await.is_err());
    }
}
