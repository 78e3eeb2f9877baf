//! The folder of a store: what lies in it, how it is read, how a file gets into it.
//!
//! ```text
//! simpul-store.json            what the folder is, and the version of its form
//! simpul-store.lock            locked by whoever reads or writes; empty
//! articles/SLUG-DIGEST.json    one article: a line with the SHA-256 of the rest, then its extraction as JSON
//! articles/….tmp               left by a process that was killed; ignored, and removed by the next writer
//! ```

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use fs4::fs_std::FileExt;
use serde::{Deserialize, Serialize};
use simpul_fact::{Extraction, iri};

use crate::StoreError;

const MARKER: &str = "simpul-store.json";
const LOCK: &str = "simpul-store.lock";
const ARTICLES: &str = "articles";
const VERSION: u64 = 1;
/// Bytes of the slug in a file's name; file systems allow 255 for the whole.
const SLUG_BYTES: usize = 80;

/// An open folder. The writer's lock is held until it is dropped.
#[derive(Debug)]
pub(crate) struct Folder {
    dir: PathBuf,
    /// The locked file; `None` for a folder opened to be read only.
    lock: Option<File>,
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
    pub(crate) fn create_or_open(dir: &Path) -> Result<Self, StoreError> {
        if dir.exists() && !dir.join(MARKER).exists() && !is_unfinished(dir)? {
            return Err(StoreError::NotAStore { dir: dir.to_owned() });
        }
        let articles = dir.join(ARTICLES);
        fs::create_dir_all(&articles).map_err(StoreError::io(&articles))?;
        let folder = Folder { lock: Some(lock_for_writing(dir)?), dir: dir.to_owned() };
        if !dir.join(MARKER).exists() {
            let marker = Marker { format: "simpul store".to_owned(), version: VERSION };
            let text = serde_json::to_string(&marker).map_err(|e| not_json(dir, &e))?;
            write_atomically(&dir.join(MARKER), &[text.as_bytes(), b"\n"])?;
            if let Some(parent) = dir.parent().filter(|p| !p.as_os_str().is_empty()) {
                sync_dir(parent)?;
            }
        }
        folder.check_marker()?;
        folder.clean()?;
        Ok(folder)
    }

    pub(crate) fn open(dir: &Path) -> Result<Self, StoreError> {
        must_be_store(dir)?;
        let folder = Folder { lock: Some(lock_for_writing(dir)?), dir: dir.to_owned() };
        folder.check_marker()?;
        folder.clean()?;
        Ok(folder)
    }

    pub(crate) fn open_read_only(dir: &Path) -> Result<Self, StoreError> {
        must_be_store(dir)?;
        let folder = Folder { lock: None, dir: dir.to_owned() };
        folder.check_marker()?;
        Ok(folder)
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
            let id = extraction.source.id.clone();
            if file.file_name().and_then(|n| n.to_str()) != Some(&file_name(&id)) {
                let why = format!("holds article {id:?}, whose file has another name");
                return Err(StoreError::Damaged { file, why });
            }
            extractions.insert(id, extraction);
        }
        Ok(extractions)
    }

    /// Writes one article in place of what was there; on return it is on disk.
    pub(crate) fn write(&self, extraction: &Extraction) -> Result<(), StoreError> {
        self.must_be_writable()?;
        let path = self.article_path(&extraction.source.id);
        let body = serde_json::to_string(extraction).map_err(|e| not_json(&path, &e))?;
        let header = serde_json::to_string(&Header { sha256: iri::sha256(&body) });
        let header = header.map_err(|e| not_json(&path, &e))?;
        write_atomically(&path, &[header.as_bytes(), b"\n", body.as_bytes(), b"\n"])
    }

    /// Removes one article; on return it is gone from the disk.
    pub(crate) fn remove(&self, article_id: &str) -> Result<(), StoreError> {
        self.must_be_writable()?;
        let path = self.article_path(article_id);
        fs::remove_file(&path).map_err(StoreError::io(&path))?;
        sync_dir(&self.dir.join(ARTICLES))
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

    fn check_marker(&self) -> Result<(), StoreError> {
        let path = self.dir.join(MARKER);
        let text = fs::read_to_string(&path).map_err(StoreError::io(&path))?;
        let marker: Marker = serde_json::from_str(&text).map_err(|e| not_json(&path, &e))?;
        if marker.version > VERSION {
            let (found, known) = (marker.version, VERSION);
            return Err(StoreError::Version { dir: self.dir.clone(), found, known });
        }
        Ok(())
    }

    /// Removes what a killed writer left half-written. Only called with the writer's lock held.
    fn clean(&self) -> Result<(), StoreError> {
        for file in self.files("tmp")? {
            fs::remove_file(&file).map_err(StoreError::io(&file))?;
        }
        Ok(())
    }

    /// The files of `articles/` with that extension, sorted by name.
    fn files(&self, extension: &str) -> Result<Vec<PathBuf>, StoreError> {
        let dir = self.dir.join(ARTICLES);
        let entries = match fs::read_dir(&dir) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(StoreError::io(&dir))?,
        };
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(StoreError::io(&dir))?.path();
            if path.extension().is_some_and(|e| e == extension) {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }
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
    serde_json::from_str(body).map_err(|e| damaged(e.to_string()))
}

fn not_json(file: &Path, error: &serde_json::Error) -> StoreError {
    StoreError::Damaged { file: file.to_owned(), why: error.to_string() }
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

fn lock_for_writing(dir: &Path) -> Result<File, StoreError> {
    let path = dir.join(LOCK);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(StoreError::io(&path))?;
    match patiently(|| FileExt::try_lock_exclusive(&file)).map_err(StoreError::io(&path))? {
        true => Ok(file),
        false => Err(StoreError::Locked { dir: dir.to_owned() }),
    }
}

/// `None` where there is no lock file, as in a store that was copied without it: then nobody writes either.
fn lock_for_reading(dir: &Path) -> Result<Option<File>, StoreError> {
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

fn temporary(path: &Path) -> PathBuf {
    path.with_extension("tmp")
}

/// Writes a file so that at any moment, also after a crash, it holds either the old content or the new.
fn write_atomically(path: &Path, parts: &[&[u8]]) -> Result<(), StoreError> {
    let new = temporary(path);
    let write = || -> io::Result<()> {
        let mut file = File::create(&new)?;
        for part in parts {
            file.write_all(part)?;
        }
        file.sync_all()?;
        fs::rename(&new, path)
    };
    write().map_err(StoreError::io(path))?;
    match path.parent() {
        Some(parent) => sync_dir(parent),
        None => Ok(()),
    }
}

/// Makes the names in a folder durable. Windows has no such call and needs none.
fn sync_dir(dir: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(dir).and_then(|d| d.sync_all()).map_err(StoreError::io(dir))?;
    }
    Ok(())
}
