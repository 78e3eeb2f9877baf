//! The lock of a store: one writer, or any number of readers.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use fs4::fs_std::FileExt;

use super::LOCK;
use crate::StoreError;

pub(super) fn lock_for_writing(dir: &Path) -> Result<File, StoreError> {
    let path = dir.join(LOCK);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(StoreError::io(&path))?;
    match patiently(|| FileExt::try_lock_exclusive(&file)).map_err(StoreError::io(&path))? {
        true => Ok(file),
        false => Err(StoreError::Locked { dir: dir.to_owned() }),
    }
}

/// `None` where there is no lock file, as in a store that was copied without it: then nobody writes either.
pub(super) fn lock_for_reading(dir: &Path) -> Result<Option<File>, StoreError> {
    let path = dir.join(LOCK);
    let file = match File::open(&path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file.map_err(StoreError::io(&path))?,
    };
    match patiently(|| FileExt::try_lock_shared(&file)).map_err(StoreError::io(&path))? {
        true => Ok(Some(file)),
        false => Err(StoreError::Locked { dir: dir.to_owned() }),
    }
}

/// Tries for about half a second: readers hold their lock only while they read.
fn patiently(try_lock: impl Fn() -> io::Result<bool>) -> io::Result<bool> {
    for _ in 0..25 {
        if try_lock()? {
            return Ok(true);
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    try_lock()
}
