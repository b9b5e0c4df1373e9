//! What is fixed at first start and what must not be shared: the site of the passkeys, and the data folder.

mod store;

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use shared::time::Timestamp;

use crate::platform::db::{Db, DbError};

/// Why a server does not start on this installation.
#[derive(Debug, thiserror::Error)]
pub enum InstallationError {
    /// The site was fixed as another one.
    #[error(
        "public-url: this installation belongs to {was}; with {now} none of its {passkeys} passkeys would work any more \
         and everybody would have to be invited again. Set public-url back to {was}"
    )]
    OtherSite {
        /// The host name at first start.
        was: String,
        /// The host name of the settings.
        now: String,
        /// How many passkeys there are.
        passkeys: u64,
    },
    /// Another server has the folder.
    #[error("data: another server is running on this folder; stop it first, or choose another with --data")]
    Taken,
    /// The folder cannot be made or written.
    #[error("{setting}: the folder cannot be used: {cause}")]
    Folder {
        /// Which setting names it.
        setting: &'static str,
        /// What the system says.
        cause: std::io::Error,
    },
    /// The database does not answer.
    #[error("{0}")]
    Db(#[from] DbError),
}

/// Makes a folder that only its owner opens.
///
/// # Errors
/// [`InstallationError::Folder`].
pub fn make_folder(setting: &'static str, path: &Path) -> Result<(), InstallationError> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|cause| InstallationError::Folder { setting, cause })
}

/// Keeps two servers from one `SQLite` folder as long as it lives; the system lets go of it even after a kill.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Takes the folder.
    ///
    /// # Errors
    /// [`InstallationError::Taken`] while another server has it.
    pub fn take(folder: &Path) -> Result<Self, InstallationError> {
        let path = folder.join("akkoord.lock");
        let refused = |cause| InstallationError::Folder { setting: "data", cause };
        let file =
            OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path).map_err(refused)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(InstallationError::Taken),
            Err(TryLockError::Error(cause)) => Err(refused(cause)),
        }
    }
}

/// Fixes the relying party at first start; refuses another one later, because every passkey belongs to it.
///
/// # Errors
/// [`InstallationError::OtherSite`].
pub async fn fix_site(db: &Db, rp_id: &str, now: Timestamp) -> Result<(), InstallationError> {
    let was = store::site(db, rp_id, now).await?;
    if was == rp_id {
        return Ok(());
    }
    let passkeys = store::passkeys(db).await?;
    Err(InstallationError::OtherSite { was, now: rp_id.to_owned(), passkeys })
}

/// Which release of the index rows this installation has.
///
/// # Errors
/// [`DbError`] when the database does not answer.
pub async fn index_release(db: &Db) -> Result<i32, DbError> {
    Ok(store::index_release(db).await?.unwrap_or_default())
}

/// Remembers which release of the index rows it has now.
///
/// # Errors
/// [`DbError`] when the database does not answer.
pub async fn set_index_release(db: &Db, release: i32) -> Result<(), DbError> {
    store::set_index_release(db, release).await
}

/// When the newest entry of any log was written: the clock must not be far behind it.
///
/// # Errors
/// [`DbError`] when the database does not answer.
pub async fn newest_entry_at(db: &Db) -> Result<Option<Timestamp>, DbError> {
    Ok(store::newest_entry_at(db).await?.map(Timestamp))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::db::Location;

    #[tokio::test]
    async fn another_host_name_is_refused_with_what_it_would_cost() {
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&Location::Sqlite(dir.path().join("a.sqlite"))).await.unwrap();
        crate::migrations::run_main(&db).await.unwrap();
        for _ in 0..2 {
            fix_site(&db, "a.example", Timestamp(0)).await.unwrap();
        }
        let refused = fix_site(&db, "b.example", Timestamp(0)).await.unwrap_err().to_string();
        assert!(refused.contains("belongs to a.example") && refused.contains("0 passkeys"), "{refused}");
        assert_eq!(newest_entry_at(&db).await.unwrap(), None);
    }

    #[test]
    fn two_servers_do_not_share_a_folder() {
        let dir = tempfile::tempdir().unwrap();
        let first = FolderLock::take(dir.path()).unwrap();
        assert!(matches!(FolderLock::take(dir.path()), Err(InstallationError::Taken)));
        drop(first);
        FolderLock::take(dir.path()).unwrap();
    }
}
