//! The few calls that change a disk, behind a trait, so that tests can let each of them fail.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::StoreError;

/// A disk that can be written to.
pub(crate) trait Disk: fmt::Debug + Send + Sync {
    /// Writes all bytes to a file.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;
    /// Returns when what was written to the file is on the disk.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Gives a file another name, in place of the file that has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, file: &Path) -> io::Result<()>;
}

/// The disk of the operating system.
#[derive(Debug)]
pub(crate) struct System;

impl Disk for System {
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, file: &Path) -> io::Result<()> {
        fs::remove_file(file)
    }
}

/// The name of a file while it is being written.
pub(crate) fn temporary(path: &Path) -> PathBuf {
    path.with_extension("tmp")
}

/// Writes a file so that at any moment, also after a crash, it holds either the old content or the new. Its name is
/// durable after [`sync_dir`].
pub(crate) fn write_atomically(disk: &dyn Disk, path: &Path, parts: &[&[u8]]) -> Result<(), StoreError> {
    let new = temporary(path);
    let write = || -> io::Result<()> {
        write_synced(disk, &new, parts)?;
        disk.rename(&new, path)
    };
    write().map_err(StoreError::io(path))
}

/// Writes a file; on return its content is on the disk.
pub(crate) fn write_synced(disk: &dyn Disk, path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let mut file = File::create(path)?;
    for part in parts {
        disk.write(&mut file, part)?;
    }
    disk.sync(&file)
}

/// Makes the names in a folder durable. Windows has no such call and needs none.
pub(crate) fn sync_dir(disk: &dyn Disk, dir: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(dir).and_then(|d| disk.sync(&d)).map_err(StoreError::io(dir))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use simpul_fact::{Extraction, Source};

    use crate::Store;

    use super::*;

    /// Does so many steps, then nothing more: a byte is a step, and so is every other call. A full disk, a power cut.
    #[derive(Debug)]
    struct Failing(AtomicUsize);

    impl Failing {
        /// Takes up to `n` steps; what is got.
        fn take(&self, n: usize) -> usize {
            let left = self.0.load(Ordering::Relaxed);
            self.0.store(left.saturating_sub(n), Ordering::Relaxed);
            left.min(n)
        }

        fn step(&self) -> io::Result<()> {
            if self.take(1) == 1 { Ok(()) } else { Err(io::ErrorKind::StorageFull.into()) }
        }
    }

    impl Disk for Failing {
        fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
            let got = self.take(bytes.len());
            file.write_all(&bytes[..got])?;
            if got == bytes.len() { Ok(()) } else { Err(io::ErrorKind::StorageFull.into()) }
        }

        fn sync(&self, _: &File) -> io::Result<()> {
            self.step()
        }

        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.step()?;
            fs::rename(from, to)
        }

        fn remove(&self, file: &Path) -> io::Result<()> {
            self.step()?;
            fs::remove_file(file)
        }
    }

    fn article(id: &str, title: &str) -> Extraction {
        let source = Source { id: id.to_owned(), title: Some(title.to_owned()), ..Source::default() };
        Extraction { source, ..Extraction::default() }
    }

    type Titles = BTreeMap<String, Option<String>>;

    fn titles(store: &Store) -> Titles {
        store.articles().map(|s| (s.id.clone(), s.title.clone())).collect()
    }

    /// Adds, replaces, removes and loads a batch; gives the states before and after the step that failed, which are
    /// one where all went well.
    fn work(dir: &Path, disk: Failing) -> (Titles, Titles, bool) {
        let mut states = vec![Titles::new()];
        let Ok(mut store) = Store::create_on(dir, Box::new(disk)) else {
            return (Titles::new(), Titles::new(), false);
        };
        let title = |t: &str| Some(t.to_owned());
        let mut next = |change: &dyn Fn(&mut Titles)| {
            let mut state = states[states.len() - 1].clone();
            change(&mut state);
            states.push(state.clone());
            (states[states.len() - 2].clone(), state)
        };
        type Step<'a> = (&'a dyn Fn(&mut Store) -> bool, &'a dyn Fn(&mut Titles));
        let batch = [article("c", "tiga"), article("d", "empat")];
        let steps: [Step<'_>; 5] = [
            (&|s| s.load(&article("a", "satu")).is_ok(), &|t| drop(t.insert("a".to_owned(), title("satu")))),
            (&|s| s.load(&article("b", "dua")).is_ok(), &|t| drop(t.insert("b".to_owned(), title("dua")))),
            (&|s| s.load(&article("a", "lain")).is_ok(), &|t| drop(t.insert("a".to_owned(), title("lain")))),
            (&|s| s.remove("b").is_ok(), &|t| drop(t.remove("b"))),
            (&|s| s.load_all(&batch).is_ok(), &|t| {
                t.insert("c".to_owned(), title("tiga"));
                t.insert("d".to_owned(), title("empat"));
            }),
        ];
        let mut last = Titles::new();
        for (act, change) in steps {
            let (before, after) = next(change);
            if !act(&mut store) {
                return (before, after, false);
            }
            assert_eq!(titles(&store), after);
            last = after;
        }
        (last.clone(), last, true)
    }

    #[test]
    fn a_disk_that_fails_at_any_byte_loses_nothing_acknowledged() {
        let folder = tempfile::tempdir().unwrap();
        let mut steps = 0;
        loop {
            let dir = folder.path().join(steps.to_string());
            let (before, after, done) = work(&dir, Failing(AtomicUsize::new(steps)));
            // The next process finds every article as it was acknowledged, or as the failed step would have it.
            let next = Store::open_read_only(&dir).or_else(|_| Store::create_or_open(&dir)).unwrap();
            let found = titles(&next);
            for (id, title) in &found {
                let fits = before.get(id) == Some(title) || after.get(id) == Some(title);
                assert!(fits, "after {steps} steps {id} is {title:?}");
            }
            for id in before.keys().filter(|id| after.contains_key(*id)) {
                assert!(found.contains_key(id), "after {steps} steps {id} is lost");
            }
            drop(next);
            let faults = Store::check_folder(&dir).unwrap();
            assert!(faults.iter().all(|f| f.place.ends_with(".tmp")), "after {steps} steps {faults:?}");
            fs::remove_dir_all(&dir).unwrap();
            if done {
                break;
            }
            steps += 1;
        }
        assert!(steps > 1000, "{steps} steps are too few for a test");
    }
}
