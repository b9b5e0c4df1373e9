//! What the keys promise: one way in, no way back, and nothing lost on the way.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::epochs::epoch_of;
use super::*;
use crate::migrations;
use crate::platform::db::Location;
use shared::ids::ItemId;

const BUREAU: BureauId = BureauId(Uuid::from_u128(1));
const OTHER: BureauId = BureauId(Uuid::from_u128(2));
const LOG: LogId = LogId(Uuid::from_u128(3));
const WEEK: Duration = Duration::from_hours(7 * 24);

async fn keys(dir: &Path, clock: &Clock) -> Keys {
    let db = Db::open(&Location::Sqlite(dir.join("keys.sqlite"))).await.unwrap();
    migrations::run_keys(&db).await.unwrap();
    Keys::start(db, dir, None, clock.clone()).await.unwrap()
}

fn place(row: u128) -> Aad {
    Aad { bureau: BUREAU, log: LOG, row: Uuid::from_u128(row), item: ItemId(Uuid::from_u128(9)) }
}

fn epoch_files(dir: &Path) -> Vec<String> {
    let folder = dir.join("bureau-keys").join(BUREAU.to_string());
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn what_was_sealed_opens_after_a_restart_and_in_no_other_bureau() {
    let (dir, clock) = (tempfile::tempdir().unwrap(), Clock::system());
    let first = keys(dir.path(), &clock).await;
    first.create_log_key(BUREAU, LOG).await.unwrap();
    first.create_log_key(BUREAU, LOG).await.unwrap();
    first.spare_item_keys(BUREAU, LOG, 3).await.unwrap();
    let key = first.take_item_key(BUREAU, LOG).await.unwrap();
    let sealed = seal(&key, &place(1), b"hello").unwrap();
    assert!(matches!(first.open_key(OTHER, KeyRef::Item(key.id())).await, Err(KeysError::Missing)));
    drop(first);

    let second = keys(dir.path(), &clock).await;
    let again = second.open_key(BUREAU, KeyRef::Item(key.id())).await.unwrap();
    assert_eq!(open(&again, &place(1), &sealed).unwrap(), b"hello");
    assert!(matches!(second.open_key(OTHER, KeyRef::Item(key.id())).await, Err(KeysError::Missing)));
    let nobody = PersonId(Uuid::from_u128(77));
    assert!(matches!(second.open_key(BUREAU, KeyRef::Person(nobody)).await, Err(KeysError::Missing)));
}

#[tokio::test]
async fn a_destroyed_item_key_is_gone_and_its_neighbours_open() {
    let (dir, clock) = (tempfile::tempdir().unwrap(), Clock::system());
    let keys = keys(dir.path(), &clock).await;
    keys.create_log_key(BUREAU, LOG).await.unwrap();
    let (gone, stays) =
        (keys.take_item_key(BUREAU, LOG).await.unwrap(), keys.take_item_key(BUREAU, LOG).await.unwrap());
    let sealed = seal(&stays, &place(1), b"stays").unwrap();
    let before = keys.0.store.root("log", LOG.0).await.unwrap().unwrap();
    for _ in 0..2 {
        keys.destroy_item_keys(BUREAU, LOG, &[gone.id()]).await.unwrap();
    }
    let after = keys.0.store.root("log", LOG.0).await.unwrap().unwrap();
    assert_ne!(before.id, after.id, "the log's key is renewed");
    assert!(matches!(keys.open_key(BUREAU, KeyRef::Item(gone.id())).await, Err(KeysError::Missing)));
    let again = keys.open_key(BUREAU, KeyRef::Item(stays.id())).await.unwrap();
    assert_eq!(open(&again, &place(1), &sealed).unwrap(), b"stays");
    keys.destroy_log_key(BUREAU, LOG).await.unwrap();
    assert!(matches!(keys.open_key(BUREAU, KeyRef::Item(stays.id())).await, Err(KeysError::Missing)));
    assert!(matches!(keys.take_item_key(BUREAU, LOG).await, Err(KeysError::Missing)));
}

#[tokio::test]
async fn another_server_with_the_old_log_key_in_memory_reads_and_writes_on() {
    let (dir, clock) = (tempfile::tempdir().unwrap(), Clock::system());
    let (one, other) = (keys(dir.path(), &clock).await, keys(dir.path(), &clock).await);
    one.create_log_key(BUREAU, LOG).await.unwrap();
    let (gone, stays) = (one.take_item_key(BUREAU, LOG).await.unwrap(), one.take_item_key(BUREAU, LOG).await.unwrap());
    other.take_item_key(BUREAU, LOG).await.unwrap();
    one.destroy_item_keys(BUREAU, LOG, &[gone.id()]).await.unwrap();
    let fresh = other.take_item_key(BUREAU, LOG).await.unwrap();
    other.open_key(BUREAU, KeyRef::Item(stays.id())).await.unwrap();
    one.open_key(BUREAU, KeyRef::Item(fresh.id())).await.unwrap();
}

#[tokio::test]
async fn at_the_end_of_an_epoch_its_bureau_key_is_gone_and_everything_opens() {
    let (dir, clock) = (tempfile::tempdir().unwrap(), Clock::system());
    let (person, keys) = (PersonId(Uuid::from_u128(5)), keys(dir.path(), &clock).await);
    keys.create_log_key(BUREAU, LOG).await.unwrap();
    keys.create_person_key(BUREAU, person).await.unwrap();
    let hash = keys.keyed_hash(BUREAU, "mail", &[b"a@b.nl"]).await.unwrap();
    let key = keys.take_item_key(BUREAU, LOG).await.unwrap();
    let sealed = seal(&key, &place(1), b"hello").unwrap();
    let before = epoch_files(dir.path());
    clock.advance(WEEK);
    keys.rotate_due().await.unwrap();
    let after = epoch_files(dir.path());
    assert!(before.len() == 1 && after.len() == 1 && before != after);
    keys.0.cache.clear();
    let again = keys.open_key(BUREAU, KeyRef::Item(key.id())).await.unwrap();
    assert_eq!(open(&again, &place(1), &sealed).unwrap(), b"hello");
    keys.open_persons(BUREAU, &[person]).await.unwrap().remove(&person).unwrap();
    assert_eq!(keys.keyed_hash(BUREAU, "mail", &[b"a@b.nl"]).await.unwrap(), hash);
    assert_ne!(keys.keyed_hash(BUREAU, "code", &[b"a@b.nl"]).await.unwrap(), hash);
}

/// Each stop is a crash: what lies on the disk then is all that a new server finds.
#[tokio::test]
async fn a_crash_at_any_step_of_a_rotation_loses_nothing_and_the_next_run_ends_it() {
    for stop in 0..5 {
        let (dir, clock) = (tempfile::tempdir().unwrap(), Clock::system());
        let first = keys(dir.path(), &clock).await;
        first.create_log_key(BUREAU, LOG).await.unwrap();
        first.create_person_key(BUREAU, PersonId(LOG.0)).await.unwrap();
        let key = first.take_item_key(BUREAU, LOG).await.unwrap();
        let sealed = seal(&key, &place(1), b"hello").unwrap();
        let old = epoch_of(clock.now());
        clock.advance(WEEK);
        let epoch = epoch_of(clock.now());
        if stop >= 1 {
            first.0.epochs.create(BUREAU, epoch).unwrap();
        }
        if stop >= 2 {
            first.0.store.ensure_epoch(BUREAU, epoch).await.unwrap();
            first.0.store.end_epochs_before(BUREAU, epoch, clock.now()).await.unwrap();
        }
        if stop >= 3 {
            first.rewrap_some(BUREAU, epoch).await.unwrap();
        }
        if stop >= 4 {
            first.0.epochs.destroy(BUREAU, old).unwrap();
        }
        drop(first);

        let second = keys(dir.path(), &clock).await;
        let again = second.open_key(BUREAU, KeyRef::Item(key.id())).await.unwrap();
        assert_eq!(open(&again, &place(1), &sealed).unwrap(), b"hello", "stopped after step {stop}");
        second.create_person_key(BUREAU, PersonId(Uuid::from_u128(8))).await.unwrap();
        second.rotate_due().await.unwrap();
        assert_eq!(epoch_files(dir.path()), [format!("{epoch}.key")], "stopped after step {stop}");
        second.0.cache.clear();
        second.open_key(BUREAU, KeyRef::Item(key.id())).await.unwrap();
        second.open_key(BUREAU, KeyRef::Person(PersonId(LOG.0))).await.unwrap();
    }
}

#[tokio::test]
async fn a_server_that_still_thinks_it_is_last_week_wraps_nothing_under_an_ended_epoch() {
    let (dir, clock, late) = (tempfile::tempdir().unwrap(), Clock::system(), Clock::system());
    let (one, other) = (keys(dir.path(), &clock).await, keys(dir.path(), &late).await);
    one.create_log_key(BUREAU, LOG).await.unwrap();
    other.create_person_key(BUREAU, PersonId(Uuid::from_u128(5))).await.unwrap();
    clock.advance(WEEK);
    one.rotate(BUREAU).await.unwrap();
    let person = PersonId(Uuid::from_u128(6));
    other.create_person_key(BUREAU, person).await.unwrap();
    one.open_key(BUREAU, KeyRef::Person(person)).await.unwrap();
}

#[tokio::test]
async fn a_restored_key_store_brings_nothing_back_and_does_not_serve_without_the_list() {
    let (dir, clock) = (tempfile::tempdir().unwrap(), Clock::system());
    let (backup, person) = (dir.path().join("backup"), PersonId(Uuid::from_u128(5)));
    let first = keys(dir.path(), &clock).await;
    first.create_log_key(BUREAU, LOG).await.unwrap();
    first.create_person_key(BUREAU, person).await.unwrap();
    let (gone, stays) =
        (first.take_item_key(BUREAU, LOG).await.unwrap(), first.take_item_key(BUREAU, LOG).await.unwrap());
    first.0.store.0.settle().await.unwrap();
    fs::copy(dir.path().join("keys.sqlite"), &backup).unwrap();
    first.destroy_item_keys(BUREAU, LOG, &[gone.id()]).await.unwrap();
    first.destroy_person_key(BUREAU, person).await.unwrap();
    first.0.store.0.close().await;
    drop(first);

    let newest = fs::read(dir.path().join("keys.sqlite")).unwrap();
    fs::copy(&backup, dir.path().join("keys.sqlite")).unwrap();
    let restored = keys(dir.path(), &clock).await;
    assert!(matches!(restored.open_key(BUREAU, KeyRef::Item(gone.id())).await, Err(KeysError::Missing)));
    assert!(matches!(restored.open_key(BUREAU, KeyRef::Person(person)).await, Err(KeysError::Missing)));
    restored.open_key(BUREAU, KeyRef::Item(stays.id())).await.unwrap();
    restored.0.store.0.close().await;

    fs::write(dir.path().join("keys.sqlite"), newest).unwrap();
    fs::remove_file(dir.path().join("destroyed-keys")).unwrap();
    let db = Db::open(&Location::Sqlite(dir.path().join("keys.sqlite"))).await.unwrap();
    assert!(matches!(Keys::start(db, dir.path(), None, clock).await, Err(KeysError::ListOutdated)));
}

#[tokio::test]
async fn a_row_that_was_read_before_a_rotation_opens_after_it() {
    let (dir, clock) = (tempfile::tempdir().unwrap(), Clock::system());
    let keys = keys(dir.path(), &clock).await;
    keys.create_log_key(BUREAU, LOG).await.unwrap();
    let read = keys.0.store.root("log", LOG.0).await.unwrap().unwrap();
    let known = keys.open_row(BUREAU, read.clone()).await.unwrap();
    clock.advance(WEEK);
    keys.rotate(BUREAU).await.unwrap();
    keys.0.cache.clear();
    let again = keys.open_row(BUREAU, read.clone()).await.unwrap();
    assert_eq!(again.bytes(), known.bytes(), "the old bureau key is gone, and the row as it is now tells");
    // What was changed by somebody does not open for that.
    let mut wrong = keys.0.store.root("log", LOG.0).await.unwrap().unwrap();
    wrong.wrapped[0] ^= 1;
    assert!(matches!(keys.open_row(BUREAU, wrong).await, Err(KeysError::Unopened(_))));
}
