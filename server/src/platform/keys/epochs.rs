//! Bureau keys as files outside every database: one for each epoch, made whole or not at all, destroyed for good.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shared::ids::BureauId;
use shared::time::Timestamp;
use zeroize::Zeroizing;

use super::KeysError;
use super::seal::{Secret, open_secret, seal_bytes};
use crate::platform::random;

/// How long an epoch lasts: a week, in milliseconds.
const EPOCH_MS: i64 = 7 * 24 * 3_600_000;
/// What separates a sealed epoch file from every other sealed thing.
const FILE_DOMAIN: &[u8] = b"akkoord-bureau-key-v1\0";

/// The number of the epoch a moment falls in: weeks since 1970.
pub(super) const fn epoch_of(moment: Timestamp) -> i64 {
    moment.0.div_euclid(EPOCH_MS)
}

/// The folder of all bureaus' epoch keys. Several servers may share it.
#[derive(Clone)]
pub(super) struct Epochs {
    dir: PathBuf,
    root: Option<Arc<Secret>>,
}

impl Epochs {
    pub(super) fn new(dir: &Path, root: Option<Secret>) -> Self {
        Self { dir: dir.to_owned(), root: root.map(Arc::new) }
    }

    fn folder(&self, bureau: BureauId) -> PathBuf {
        self.dir.join(bureau.to_string())
    }

    fn path(&self, bureau: BureauId, epoch: i64) -> PathBuf {
        self.folder(bureau).join(format!("{epoch}.key"))
    }

    /// The epochs of a bureau that have a file, in ascending order.
    pub(super) fn list(&self, bureau: BureauId) -> Result<Vec<i64>, KeysError> {
        let files = match fs::read_dir(self.folder(bureau)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            files => files?,
        };
        let mut epochs = Vec::new();
        for file in files {
            let name = file?.file_name();
            let number = name.to_str().and_then(|name| name.strip_suffix(".key"));
            epochs.extend(number.and_then(|number| number.parse::<i64>().ok()));
        }
        epochs.sort_unstable();
        Ok(epochs)
    }

    /// The key of an epoch.
    pub(super) fn read(&self, bureau: BureauId, epoch: i64) -> Result<Secret, KeysError> {
        let mut content = Zeroizing::new(Vec::new());
        let mut file = File::open(self.path(bureau, epoch)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => KeysError::EpochGone { epoch },
            _ => KeysError::File(error),
        })?;
        file.read_to_end(&mut content)?;
        // 32 bytes are a plain key; a sealed one is longer.
        if let Ok(plain) = <[u8; 32]>::try_from(content.as_slice()) {
            return Ok(Zeroizing::new(plain));
        }
        let root = self.root.as_ref().ok_or(KeysError::RootKeyNeeded)?;
        open_secret(root, &file_aad(bureau, epoch), &content).map_err(|_cause| KeysError::RootKeyWrong)
    }

    /// Makes the key of an epoch unless there is one. The file appears whole, under its name, or not at all: of two
    /// servers that do this together one wins and both use its key.
    pub(super) fn create(&self, bureau: BureauId, epoch: i64) -> Result<(), KeysError> {
        let (folder, path) = (self.folder(bureau), self.path(bureau, epoch));
        if path.exists() {
            return Ok(());
        }
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
        let secret: Secret = Zeroizing::new(random::bytes());
        let content = match &self.root {
            None => Zeroizing::new(secret.to_vec()),
            Some(root) => Zeroizing::new(seal_bytes(root, &file_aad(bureau, epoch), secret.as_slice())?),
        };
        let fresh = folder.join(format!("{}.tmp", random::id()));
        write_synced(&fresh, &content)?;
        let linked = fs::hard_link(&fresh, &path);
        fs::remove_file(&fresh)?;
        match linked {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error.into()),
            _ => {}
        }
        sync_folder(&folder)?;
        sync_folder(&self.dir)?;
        Ok(())
    }

    /// Overwrites the key of an epoch, takes its file away and makes that last. Safe to repeat.
    pub(super) fn destroy(&self, bureau: BureauId, epoch: i64) -> Result<(), KeysError> {
        let path = self.path(bureau, epoch);
        let mut file = match OpenOptions::new().write(true).open(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            file => file?,
        };
        let length = usize::try_from(file.metadata()?.len()).unwrap_or(32);
        let noise: Vec<u8> = std::iter::repeat_with(random::bytes::<32>).flatten().take(length).collect();
        file.write_all(&noise)?;
        file.sync_all()?;
        fs::remove_file(&path)?;
        sync_folder(&self.folder(bureau))?;
        Ok(())
    }

    /// Takes away what a crash left half made: temporary files older than an hour.
    pub(super) fn tidy(&self, bureau: BureauId) -> Result<(), KeysError> {
        let files = match fs::read_dir(self.folder(bureau)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            files => files?,
        };
        for file in files {
            let file = file?;
            let age = file.metadata()?.modified()?.elapsed().unwrap_or_default();
            if file.path().extension().is_some_and(|end| end == "tmp") && age.as_secs() > 3600 {
                fs::remove_file(file.path())?;
            }
        }
        Ok(())
    }
}

fn file_aad(bureau: BureauId, epoch: i64) -> Vec<u8> {
    [FILE_DOMAIN, bureau.0.as_bytes(), &epoch.to_be_bytes()].concat()
}

fn write_synced(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// A file's name is durable only once its folder is.
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::Uuid;
    use std::os::unix::fs::PermissionsExt;

    const BUREAU: BureauId = BureauId(Uuid::from_u128(5));

    #[test]
    fn the_first_file_of_an_epoch_stands_and_only_its_owner_reads_it() {
        let dir = tempfile::tempdir().unwrap();
        let (one, other) = (Epochs::new(dir.path(), None), Epochs::new(dir.path(), None));
        one.create(BUREAU, 7).unwrap();
        let key = one.read(BUREAU, 7).unwrap();
        other.create(BUREAU, 7).unwrap();
        assert_eq!(*other.read(BUREAU, 7).unwrap(), *key);
        let mode = fs::metadata(one.path(BUREAU, 7)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(one.list(BUREAU).unwrap(), [7]);
    }

    #[test]
    fn a_destroyed_epoch_leaves_no_byte_even_behind_a_second_name() {
        let dir = tempfile::tempdir().unwrap();
        let epochs = Epochs::new(dir.path(), None);
        epochs.create(BUREAU, 7).unwrap();
        let key = epochs.read(BUREAU, 7).unwrap();
        let behind = dir.path().join("behind");
        fs::hard_link(epochs.path(BUREAU, 7), &behind).unwrap();
        epochs.destroy(BUREAU, 7).unwrap();
        epochs.destroy(BUREAU, 7).unwrap();
        assert_ne!(fs::read(behind).unwrap(), key.as_slice());
        assert!(matches!(epochs.read(BUREAU, 7), Err(KeysError::EpochGone { epoch: 7 })));
    }

    #[test]
    fn under_a_root_key_the_file_is_of_no_use_alone() {
        let dir = tempfile::tempdir().unwrap();
        let root = Zeroizing::new([3; 32]);
        let sealed = Epochs::new(dir.path(), Some(root));
        sealed.create(BUREAU, 7).unwrap();
        assert!(sealed.read(BUREAU, 7).is_ok());
        assert!(matches!(Epochs::new(dir.path(), None).read(BUREAU, 7), Err(KeysError::RootKeyNeeded)));
        let wrong = Epochs::new(dir.path(), Some(Zeroizing::new([4; 32])));
        assert!(matches!(wrong.read(BUREAU, 7), Err(KeysError::RootKeyWrong)));
    }
}
