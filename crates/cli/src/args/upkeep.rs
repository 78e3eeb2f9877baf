//! Flags of the commands that look after stores.

use std::path::PathBuf;

use clap::Args;

use crate::args::graph::StoreDir;

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Also hold the quotes against these articles: files, or folders (their *.txt files)
    #[arg(value_name = "ARTICLE")]
    pub(crate) articles: Vec<PathBuf>,
    /// As one JSON object a line: severity, place, what
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// Folder to make; there must be none of that name, or an empty one
    pub(crate) to: PathBuf,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}

#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// Stores to take the articles of
    #[arg(required = true, value_name = "FROM")]
    pub(crate) from: Vec<PathBuf>,
    /// Where an article is in both and differs, take the one of FROM; without it, such an article stops the command
    #[arg(long)]
    pub(crate) replace: bool,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The store as it was
    pub(crate) old: PathBuf,
    /// The store as it is
    pub(crate) new: PathBuf,
    /// As one JSON object a line
    #[arg(long)]
    pub(crate) json: bool,
    /// End with exit code 1 where the two differ
    #[arg(short, long)]
    pub(crate) exit_status: bool,
}
