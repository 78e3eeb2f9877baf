//! Flags of the commands that ask, write, draw or change a store.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::args::LanguageTag;

/// Where the store is.
#[derive(Debug, Args)]
pub(crate) struct StoreDir {
    /// Folder of the store
    #[arg(long, value_name = "DIR", env = "SIMPUL_STORE", default_value = ".simpul", hide_env_values = true)]
    pub(crate) store: PathBuf,
    /// Folder of seeds to use in place of those that come with simpul
    #[arg(long, value_name = "DIR", env = "SIMPUL_SEEDS", hide_env_values = true)]
    pub(crate) seeds: Option<PathBuf>,
}

/// Where to write.
#[derive(Debug, Args)]
pub(crate) struct To {
    /// File to write in place of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace the file where there is one
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Query {
    /// SPARQL, or the name of a question that comes with simpul; - reads SPARQL from standard input
    #[arg(required_unless_present_any = ["file", "named", "list_named"], conflicts_with_all = ["file", "named"])]
    pub(crate) query: Option<String>,
    /// File with a SPARQL query
    #[arg(short, long, value_name = "FILE", conflicts_with = "named")]
    pub(crate) file: Option<PathBuf>,
    /// Name of a question that comes with simpul
    #[arg(long, value_name = "NAME")]
    pub(crate) named: Option<String>,
    /// List the questions that come with simpul
    #[arg(long)]
    pub(crate) list_named: bool,
    /// Give a variable of the query a value: who=Putin, where=ent:north-korea, day=2024-06-19
    #[arg(short, long, value_name = "NAME=VALUE")]
    pub(crate) bind: Vec<String>,
    /// Form of the answer; without it: a table on a terminal, else tsv, or turtle for a graph
    #[arg(long)]
    pub(crate) format: Option<AnswerFormat>,
    /// End with exit code 1 where there is no answer, or the answer is false
    #[arg(short, long)]
    pub(crate) exit_status: bool,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}

/// The forms that an answer can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerFormat {
    Table,
    Json,
    Csv,
    Tsv,
    Xml,
    Turtle,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) to: To,
    /// Form of the graph; without it: by the extension of FILE, else turtle
    #[arg(long)]
    pub(crate) format: Option<GraphFormat>,
    /// Add RDF 1.2 reifiers, for tools that know them
    #[arg(long)]
    pub(crate) rdf12: bool,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}

/// The forms that a graph can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub(crate) enum GraphFormat {
    #[value(alias = "ttl")]
    Turtle,
    #[value(alias = "nt")]
    NTriples,
    #[value(alias = "nq")]
    NQuads,
    TriG,
    #[value(alias = "rdf")]
    RdfXml,
    JsonLd,
}

#[derive(Debug, Args)]
pub(crate) struct Dot {
    #[command(flatten)]
    pub(crate) to: To,
    /// Draw only what is linked to the thing of that name
    #[arg(long, value_name = "NAME")]
    pub(crate) around: Option<String>,
    /// Number of links to follow from there
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    pub(crate) depth: usize,
    /// Language of the labels
    #[arg(long, default_value = "id")]
    pub(crate) labels: LanguageTag,
    /// How the posts that people hold are shown
    #[arg(long, value_name = "HOW", default_value = "line")]
    pub(crate) posts: Posts,
    /// Frame the things of one kind
    #[arg(long)]
    pub(crate) clusters: bool,
    /// Leave out the table that explains shapes and lines
    #[arg(long)]
    pub(crate) no_legend: bool,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}

/// The ways to show posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Posts {
    /// As a line under the person's name.
    Line,
    /// As things of their own.
    Nodes,
    /// Not at all.
    Hidden,
}

#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// Name of the article: its file's name without folder and extension
    #[arg(required = true, value_name = "ARTICLE_ID")]
    pub(crate) articles: Vec<String>,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}

#[derive(Debug, Args)]
pub(crate) struct Stats {
    /// As one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}
