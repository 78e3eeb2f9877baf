//! The folder of a store: what lies in it, how it is read, how a file gets into it.
//!
//! ```text
//! simpul-store.json            what the folder is, and the version of its form
//! simpul-store.lock            locked by whoever reads or writes; empty
//! articles/SLUG-DIGEST.json    one article: a line with the SHA-256 of the rest, then its extraction as JSON
//! articles/….tmp               left by a process that was killed; ignored, and removed by the next writer
//! ```
//!
//! | version | differs from the one before |
//! |---|---|
//! | 1 | |
//! | 2 | an article also knows its run, agency and sketch |
//!
//! A store of an earlier version is read as it is, and becomes one of this version when it is opened for writing; what
//! its articles lack they get when they are read again. A later version is refused.

mod lock;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use serde::{Deserialize, Serialize};
use simpul_fact::{Extraction, iri};

use crate::StoreError;
use crate::disk::{Disk, System, sync_dir, temporary, write_atomically, write_synced};
use lock::{lock_for_reading, lock_for_writing};

const MARKER: &str = "simpul-store.json";
const LOCK: &str = "simpul-store.lock";
const ARTICLES: &str = "articles";
const VERSION: u64 = 2;
const FORMAT: &str = "simpul store";
/// Bytes of the slug in a file's name; file systems allow 255 for the whole.
const SLUG_BYTES: usize = 80;

/// Threads that write articles at most, and articles for which another one is worth while.
const WRITERS: usize = 32;
const ARTICLES_PER_THREAD: usize = 8;

/// An open folder. The writer's lock is held until it is dropped.
#[derive(Debug)]
pub(crate) struct Folder {
    dir: PathBuf,
    /// The locked file; `None` for a folder opened to be read only.
    lock: Option<File>,
    disk: Box<dyn Disk>,
}

/// What `simpul-store.json` holds.
#[derive(Serialize, Deserialize)]
struct Marker {
    format: String,
    version: u64,
}

/// The first line of an article's file.
#[derive(Serialize, Deserialize)]
struct Header {
    sha256: String,
}

impl Folder {
    pub(crate) fn create_or_open(dir: &Path, disk: Box<dyn Disk>) -> Result<Self, StoreError> {
        if !dir.join(MARKER).exists() {
            let folder = Folder::begin(dir, disk)?;
            folder.clean()?;
            folder.mark()?;
            return Ok(folder);
        }
        Folder::open(dir, disk)
    }

    /// A folder that is no store before [`Folder::mark`] is called: a new one, an empty one, an unfinished one.
    fn begin(dir: &Path, disk: Box<dyn Disk>) -> Result<Self, StoreError> {
        if dir.exists() && !is_unfinished(dir)? {
            return Err(StoreError::NotAStore { dir: dir.to_owned() });
        }
        let articles = dir.join(ARTICLES);
        fs::create_dir_all(&articles).map_err(StoreError::io(&articles))?;
        Ok(Folder { lock: Some(lock_for_writing(dir)?), dir: dir.to_owned(), disk })
    }

    pub(crate) fn open(dir: &Path, disk: Box<dyn Disk>) -> Result<Self, StoreError> {
        must_be_store(dir)?;
        let folder = Folder { lock: Some(lock_for_writing(dir)?), dir: dir.to_owned(), disk };
        let version = folder.check_marker()?;
        folder.clean()?;
        if version < VERSION {
            folder.mark()?;
        }
        Ok(folder)
    }

    pub(crate) fn open_read_only(dir: &Path) -> Result<Self, StoreError> {
        must_be_store(dir)?;
        let folder = Folder { lock: None, dir: dir.to_owned(), disk: Box::new(System) };
        folder.check_marker()?;
        Ok(folder)
    }

    /// Makes a store of these articles where there is none. Killed on the way, it is no store; the marker is written
    /// last.
    pub(crate) fn fill<'a>(
        dir: &Path,
        articles: impl Iterator<Item = &'a Extraction>,
    ) -> Result<(), StoreError> {
        if dir.join(MARKER).exists() {
            return Err(StoreError::Exists { dir: dir.to_owned() });
        }
        let folder = Folder::begin(dir, Box::new(System))?;
        for file in folder.files("json")? {
            folder.disk.remove(&file).map_err(StoreError::io(&file))?;
        }
        folder.clean()?;
        folder.each(articles, |path, parts| {
            write_synced(&*folder.disk, path, parts).map_err(StoreError::io(path))
        })?;
        sync_dir(&*folder.disk, &folder.dir.join(ARTICLES))?;
        folder.mark()
    }

    /// Writes the marker, which makes the folder a store of this version.
    fn mark(&self) -> Result<(), StoreError> {
        let marker = Marker { format: FORMAT.to_owned(), version: VERSION };
        let text = serde_json::to_string(&marker).map_err(|e| not_json(&self.dir, &e))?;
        write_atomically(&*self.disk, &self.dir.join(MARKER), &[text.as_bytes(), b"\n"])?;
        sync_dir(&*self.disk, &self.dir)?;
        match self.dir.parent().filter(|p| !p.as_os_str().is_empty()) {
            Some(parent) => sync_dir(&*self.disk, parent),
            None => Ok(()),
        }
    }

    /// Reads every article, sorted by id.
    pub(crate) fn read(&self) -> Result<BTreeMap<String, Extraction>, StoreError> {
        let _shared = match self.lock {
            Some(_) => None,
            None => lock_for_reading(&self.dir)?,
        };
        let mut extractions = BTreeMap::new();
        for file in self.files("json")? {
            let extraction = read_article(&file)?;
            extractions.insert(extraction.source.id.clone(), extraction);
        }
        Ok(extractions)
    }

    /// Files of the folder that are damaged, left over, or none of the store's, each with what is wrong, sorted.
    pub(crate) fn faults(&self) -> Result<Vec<(PathBuf, String)>, StoreError> {
        let _shared = lock_for_reading(&self.dir)?;
        let mut faults = Vec::new();
        for file in self.files("json")? {
            match read_article(&file) {
                Err(StoreError::Damaged { file, why }) => faults.push((file, format!("damaged: {why}"))),
                other => drop(other?),
            }
        }
        let articles = self.dir.join(ARTICLES);
        for (dir, known) in [(&self.dir, [MARKER, LOCK, ARTICLES].as_slice()), (&articles, &[])] {
            for path in entries(dir)? {
                let name = path.file_name().and_then(|n| n.to_str());
                if path.extension().is_some_and(|e| e == "tmp") {
                    faults.push((
                        path,
                        "left by a process that was killed; the next build removes it".to_owned(),
                    ));
                } else if !name
                    .is_some_and(|n| known.contains(&n) || dir == &articles && n.ends_with(".json"))
                {
                    faults.push((path, "no file of the store; move it elsewhere".to_owned()));
                }
            }
        }
        faults.sort();
        Ok(faults)
    }

    /// Writes articles in place of what was there; on return they are on disk. A crash on the way leaves some of them
    /// written, each of them whole.
    pub(crate) fn write<'a>(&self, articles: impl Iterator<Item = &'a Extraction>) -> Result<(), StoreError> {
        self.must_be_writable()?;
        self.each(articles, |path, parts| write_atomically(&*self.disk, path, parts))?;
        sync_dir(&*self.disk, &self.dir.join(ARTICLES))
    }

    /// Calls `write` with path and content of each article's file, on several threads where there are many articles: what
    /// takes the time is to wait for the disk, and a disk makes many files durable at once. No two articles may have one
    /// id.
    fn each<'a>(
        &self,
        articles: impl Iterator<Item = &'a Extraction>,
        write: impl Fn(&Path, &[&[u8]]) -> Result<(), StoreError> + Sync,
    ) -> Result<(), StoreError> {
        let articles: Vec<&Extraction> = articles.collect();
        let one = |extraction: &&Extraction| {
            let (path, lines) = self.file(extraction)?;
            write(&path, &parts(&lines))
        };
        let threads = (articles.len() / ARTICLES_PER_THREAD).clamp(1, WRITERS);
        if threads == 1 {
            return articles.iter().try_for_each(one);
        }
        thread::scope(|scope| {
            let share = |n| articles.iter().skip(n).step_by(threads);
            let spawn = |n| thread::Builder::new().spawn_scoped(scope, move || share(n).try_for_each(one));
            let running: Vec<_> = (1..threads).map(|n| (n, spawn(n))).collect();
            let own = share(0).try_for_each(one);
            running.into_iter().fold(own, |all, (n, thread)| {
                // What found no thread is written here.
                let rest = thread.map(|t| t.join()).unwrap_or_else(|_| Ok(share(n).try_for_each(one)));
                all.and(
                    rest.unwrap_or_else(|_| Err(StoreError::Evaluation("a writer ended early".to_owned()))),
                )
            })
        })
    }

    /// Path and the two lines of an article's file.
    fn file(&self, extraction: &Extraction) -> Result<(PathBuf, [String; 2]), StoreError> {
        let path = self.article_path(&extraction.source.id);
        let body = serde_json::to_string(extraction).map_err(|e| not_json(&path, &e))?;
        let header = serde_json::to_string(&Header { sha256: iri::sha256(&body) });
        let header = header.map_err(|e| not_json(&path, &e))?;
        Ok((path, [header, body]))
    }

    /// Removes one article; on return it is gone from the disk.
    pub(crate) fn remove(&self, article_id: &str) -> Result<(), StoreError> {
        self.must_be_writable()?;
        let path = self.article_path(article_id);
        self.disk.remove(&path).map_err(StoreError::io(&path))?;
        sync_dir(&*self.disk, &self.dir.join(ARTICLES))
    }

    fn article_path(&self, article_id: &str) -> PathBuf {
        self.dir.join(ARTICLES).join(file_name(article_id))
    }

    fn must_be_writable(&self) -> Result<(), StoreError> {
        match self.lock {
            Some(_) => Ok(()),
            None => Err(StoreError::ReadOnly { dir: self.dir.clone() }),
        }
    }

    /// The version of the store.
    fn check_marker(&self) -> Result<u64, StoreError> {
        let path = self.dir.join(MARKER);
        let text = fs::read_to_string(&path).map_err(StoreError::io(&path))?;
        let marker: Marker = serde_json::from_str(&text).map_err(|e| not_json(&path, &e))?;
        if marker.format != FORMAT {
            return Err(StoreError::NotAStore { dir: self.dir.clone() });
        }
        if marker.version > VERSION {
            let (found, known) = (marker.version, VERSION);
            return Err(StoreError::Version { dir: self.dir.clone(), found, known });
        }
        Ok(marker.version)
    }

    /// Removes what a killed writer left half-written. Only called with the writer's lock held.
    fn clean(&self) -> Result<(), StoreError> {
        for file in self.files("tmp")? {
            self.disk.remove(&file).map_err(StoreError::io(&file))?;
        }
        Ok(())
    }

    /// The files of `articles/` with that extension, sorted by name.
    fn files(&self, extension: &str) -> Result<Vec<PathBuf>, StoreError> {
        let mut files = entries(&self.dir.join(ARTICLES))?;
        files.retain(|path| path.extension().is_some_and(|e| e == extension));
        Ok(files)
    }
}

/// What lies in a folder, sorted by name; nothing where there is no folder.
fn entries(dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let entries = match fs::read_dir(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(StoreError::io(dir))?,
    };
    let paths: Result<Vec<PathBuf>, io::Error> = entries.map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths.map_err(StoreError::io(dir))?;
    paths.sort();
    Ok(paths)
}

/// The file of an article: a readable part and the digest of the whole id, so that two ids never share a file.
fn file_name(article_id: &str) -> String {
    let mut slug = iri::slug(article_id);
    let mut end = slug.len().min(SLUG_BYTES);
    while !slug.is_char_boundary(end) {
        end -= 1;
    }
    slug.truncate(end);
    format!("{slug}-{}.json", iri::digest(&[article_id]))
}

fn read_article(file: &Path) -> Result<Extraction, StoreError> {
    let damaged = |why: String| StoreError::Damaged { file: file.to_owned(), why };
    let bytes = fs::read(file).map_err(StoreError::io(file))?;
    let text = String::from_utf8(bytes).map_err(|_| damaged("not UTF-8".to_owned()))?;
    let (header, body) = text.split_once('\n').ok_or_else(|| damaged("no header line".to_owned()))?;
    let header: Header = serde_json::from_str(header).map_err(|e| damaged(format!("header line: {e}")))?;
    let body = body.strip_suffix('\n').unwrap_or(body);
    if iri::sha256(body) != header.sha256 {
        return Err(damaged("the checksum does not fit the content".to_owned()));
    }
    let extraction: Extraction = serde_json::from_str(body).map_err(|e| damaged(e.to_string()))?;
    let id = &extraction.source.id;
    if file.file_name().and_then(|n| n.to_str()) != Some(&file_name(id)) {
        return Err(damaged(format!("holds article {id:?}, whose file has another name")));
    }
    Ok(extraction)
}

fn not_json(file: &Path, error: &serde_json::Error) -> StoreError {
    StoreError::Damaged { file: file.to_owned(), why: error.to_string() }
}

/// The bytes of a file of two lines.
fn parts(lines: &[String; 2]) -> [&[u8]; 4] {
    [lines[0].as_bytes(), b"\n", lines[1].as_bytes(), b"\n"]
}

fn must_be_store(dir: &Path) -> Result<(), StoreError> {
    if dir.join(MARKER).is_file() {
        Ok(())
    } else if !dir.exists() {
        Err(StoreError::Missing { dir: dir.to_owned() })
    } else {
        Err(StoreError::NotAStore { dir: dir.to_owned() })
    }
}

/// True for an empty folder, for one in which a store was begun but not finished, and for a store that only lost its
/// marker: nothing but the store's own files lies there, and articles only beside the lock file.
fn is_unfinished(dir: &Path) -> Result<bool, StoreError> {
    if !dir.is_dir() {
        return Ok(false);
    }
    for entry in fs::read_dir(dir).map_err(StoreError::io(dir))? {
        let entry = entry.map_err(StoreError::io(dir))?;
        let name = entry.file_name();
        let ours = name == LOCK || name == temporary(Path::new(MARKER)).as_os_str();
        let empty = || fs::read_dir(entry.path()).is_ok_and(|mut inner| inner.next().is_none());
        let articles = name == ARTICLES && (dir.join(LOCK).is_file() || empty());
        if !ours && !articles {
            return Ok(false);
        }
    }
    Ok(true)
}
