use std::io;
use std::path::{Path, PathBuf};

/// What can go wrong with a store, a query or an export. Nothing is deleted or changed when one is returned.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no folder of that name.
    #[error("{0}: no such store; build one first (simpul build … --store {0})", .dir.display())]
    Missing {
        /// The folder asked for.
        dir: PathBuf,
    },
    /// The folder is there, but holds other things.
    #[error("{}: not a simpul store and not empty; name another folder", .dir.display())]
    NotAStore {
        /// The folder or file asked for.
        dir: PathBuf,
    },
    /// There is a store already, where a new one is to be made.
    #[error("{}: a store already; name a folder that is not there", .dir.display())]
    Exists {
        /// The store.
        dir: PathBuf,
    },
    /// Two stores hold different readings of one article.
    #[error("article {article:?} is in both stores and differs; choose with --replace")]
    Conflict {
        /// The article.
        article: String,
    },
    /// The store was written by a later version of simpul.
    #[error("{}: store of version {found}, this simpul reads version {known}; use a newer simpul", .dir.display())]
    Version {
        /// The store.
        dir: PathBuf,
        /// The version that its file names.
        found: u64,
        /// The version that this code reads.
        known: u64,
    },
    /// Another process writes to the store.
    #[error("{}: locked by another simpul process; wait until it has ended, or name another folder", .dir.display())]
    Locked {
        /// The store.
        dir: PathBuf,
    },
    /// A file of the store does not hold what was written to it.
    #[error("{}: damaged: {why}; remove this file and build its article again", .file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The store was opened to be read only.
    #[error("{}: opened for reading only; open it for writing to change it", .dir.display())]
    ReadOnly {
        /// The store.
        dir: PathBuf,
    },
    /// The extraction breaks one of its invariants, so that it could not be read back.
    #[error("article {article:?} cannot be stored: {why}")]
    Invalid {
        /// Name of the article.
        article: String,
        /// What is wrong with it.
        why: String,
    },
    /// The file system refused.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Writing an answer or an export failed.
    #[error("cannot write: {0}")]
    Write(#[source] io::Error),
    /// The query is not SPARQL.
    #[error("query, line {line}, column {column}: {what}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What was expected there.
        what: String,
    },
    /// The query asks for something that a store does not do.
    #[error("query refused: {0}")]
    Refused(String),
    /// The query took longer than the options allow.
    #[error("query stopped after {0} s; ask for less, or allow more time")]
    Timeout(f32),
    /// The query is sound, but its evaluation failed.
    #[error("query failed: {0}")]
    Evaluation(String),
    /// A server could not be asked, or answered otherwise than SPARQL 1.1 says.
    #[error("{0}")]
    Server(String),
    /// The ontology is not Turtle.
    #[error("ontology: {0}")]
    Ontology(String),
    /// The format cannot hold what is to be written.
    #[error("{0}")]
    Format(String),
}

impl StoreError {
    /// An error of the file system at that path.
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> StoreError + '_ {
        move |source| StoreError::Io { path: path.to_owned(), source }
    }
}
