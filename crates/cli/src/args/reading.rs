//! Flags of the commands that read articles.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::args::LanguageTag;
use crate::args::graph::StoreDir;
use crate::pipeline::default_jobs;

/// Which articles to read, and how.
#[derive(Debug, Args)]
pub(crate) struct Articles {
    /// Files, folders (their *.txt files), or - for standard input
    #[arg(required = true, value_name = "ARTICLE")]
    pub(crate) articles: Vec<PathBuf>,
    /// Name of the article on standard input
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    pub(crate) id: String,
    /// Number of threads; the output is the same for any number
    #[arg(short, long, value_name = "N", default_value_t = default_jobs(), hide_default_value = true)]
    pub(crate) jobs: usize,
    #[command(flatten)]
    pub(crate) how: How,
    /// Go on after an article that cannot be read (the default)
    #[arg(long, overrides_with = "fail_fast")]
    pub(crate) keep_going: bool,
    /// Stop at the first article that cannot be read
    #[arg(long, overrides_with = "keep_going")]
    pub(crate) fail_fast: bool,
}

/// How to read articles.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct How {
    /// Language to read in; without it each article is read in the one that it is found to be written in
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<LanguageTag>,
    /// Read with the linear models: about three times as fast, with more mistakes
    #[arg(long)]
    pub(crate) fast: bool,
}

/// What the user says about names.
#[derive(Debug, Default, Args)]
pub(crate) struct AliasesFile {
    /// File of names to add, merge, split and rename; docs/aliases.md describes it. Read only where it is named
    #[arg(long, value_name = "FILE", env = "SIMPUL_ALIASES", hide_env_values = true)]
    pub(crate) aliases: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) articles: Articles,
    #[command(flatten)]
    pub(crate) names: AliasesFile,
    /// Say on standard error what is left out since a name is of another kind than the relation takes, each with its
    /// sentence
    #[arg(long)]
    pub(crate) notes: bool,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) articles: Articles,
    #[command(flatten)]
    pub(crate) names: AliasesFile,
    /// Also print what verbs outside the list of relations say, with the verb for a relation: open:merangkul
    #[arg(long)]
    pub(crate) open: bool,
    /// Say on standard error what is left out since a name is of another kind than the relation takes, each with its
    /// sentence
    #[arg(long)]
    pub(crate) notes: bool,
    /// Folder of seeds to use in place of those that come with simpul
    #[arg(long, value_name = "DIR", env = "SIMPUL_SEEDS", hide_env_values = true)]
    pub(crate) seeds: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Eval {
    /// Folder of gold files, NAME.gold for the article NAME
    #[arg(value_name = "GOLD_DIR")]
    pub(crate) gold: PathBuf,
    #[command(flatten)]
    pub(crate) articles: Articles,
    #[command(flatten)]
    pub(crate) names: AliasesFile,
    /// Show each gold statement that was missed
    #[arg(long)]
    pub(crate) misses: bool,
    /// Show each statement that no gold line allows, in its sentence
    #[arg(long)]
    pub(crate) extra: bool,
    /// Count the stages at fault for what was missed or wrong, and name them in the lists
    #[arg(long)]
    pub(crate) blame: bool,
    /// Show how many statements are right at each confidence
    #[arg(long)]
    pub(crate) calibration: bool,
    /// Print the file seeds/grammar/confidence.toml that fits these articles best, after the figures
    #[arg(long)]
    pub(crate) fit: bool,
    /// Print the figures as one JSON object
    #[arg(long, conflicts_with_all = ["misses", "extra", "blame", "calibration", "fit"])]
    pub(crate) json: bool,
    /// Folder of seeds to use in place of those that come with simpul
    #[arg(long, value_name = "DIR", env = "SIMPUL_SEEDS", hide_env_values = true)]
    pub(crate) seeds: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The article; - for standard input
    pub(crate) article: PathBuf,
    /// Only one statement: its number in the article, from 1, or its id
    #[arg(short, long, value_name = "N|ID")]
    pub(crate) statement: Option<String>,
    #[command(flatten)]
    pub(crate) how: How,
    #[command(flatten)]
    pub(crate) names: AliasesFile,
    /// Folder of seeds to use in place of those that come with simpul
    #[arg(long, value_name = "DIR", env = "SIMPUL_SEEDS", hide_env_values = true)]
    pub(crate) seeds: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Analyze {
    #[command(flatten)]
    pub(crate) articles: Articles,
    /// Form of the output
    #[arg(long, default_value = "table")]
    pub(crate) format: TreeFormat,
    /// Folder of seeds to use in place of those that come with simpul
    #[arg(long, value_name = "DIR", env = "SIMPUL_SEEDS", hide_env_values = true)]
    pub(crate) seeds: Option<PathBuf>,
}

/// The forms that an analysis can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub(crate) enum TreeFormat {
    /// Aligned columns, for reading.
    Table,
    /// CoNLL-U, for tools that know treebanks.
    ConllU,
    /// JSON Lines, for programs.
    Json,
}
