//! The commands and their flags.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::paint::Color;
use crate::pipeline::default_jobs;

const EXAMPLES: &str = "\
Examples:
  simpul build seeds/articles               read articles into the store .simpul
  simpul query who-visited-whom             ask a question that comes with simpul
  simpul dot --around Putin -o putin.dot    draw what is known about one name

";

const EXIT_CODES: &str = "\
Exit codes: 0 done, 1 no result, 2 wrong usage, query or seed, 3 some input could not be read, \
4 store missing, locked or damaged, 130 interrupted.";

/// Reads news articles and turns what they state into a knowledge graph: every statement with the words it was read from.
#[derive(Debug, Parser)]
#[command(name = "simpul", version, before_help = EXAMPLES, after_help = EXIT_CODES)]
#[command(propagate_version = false, disable_help_subcommand = false, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Say only what went wrong
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Say more: one line for each article
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub(crate) color: Color,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles and load what they state into the store
    ///
    /// One file of the store per article. An article that is acknowledged (-v) is on disk. An article that is read again
    /// replaces what it said before.
    #[command(before_help = "\
Examples:
  simpul build seeds/articles
  simpul build -v --store news.simpul news/*.txt
  pdftotext page.pdf - | simpul build - --id page-17
")]
    Build(Build),
    /// Read articles and print their statements as JSON Lines; nothing is stored
    ///
    /// One line a statement: article, id, relation, subject and object (name, type, wikidata, id), content (the reported
    /// words, for the relation says), when, where, item, from, by, modality, confidence, text (the first sentence), and
    /// evidence: a list of rule, sentence_number, sentence, subject, trigger, object. Each of the last four is a quote:
    /// start and end in bytes, char_start and char_end in Unicode code points, both from the beginning of the file and
    /// end-exclusive, and the words. Lines are sorted by article, then by place in the article.
    #[command(before_help = "\
Examples:
  simpul extract seeds/articles/ktt-pyongyang-2024.txt
  simpul extract seeds/articles | grep '\"visits\"'
")]
    Extract(Extract),
    /// Ask a question in SPARQL, or one of those that come with simpul
    ///
    /// The prefixes ent: rel: st: sp: art: rdf: rdfs: skos: oa: prov: schema: owl: xsd: need no declaration.
    #[command(before_help = "\
Examples:
  simpul query --list-named
  simpul query who-visited-whom
  simpul query 'SELECT ?who ?where { ?who rel:visits ?where }' --format csv
")]
    Query(Query),
    /// Write the graph as RDF
    #[command(before_help = "\
Examples:
  simpul export -o graph.ttl
  simpul export --format nquads | gzip > graph.nq.gz
")]
    Export(Export),
    /// Draw the graph for Graphviz
    #[command(before_help = "\
Examples:
  simpul dot -o graph.dot && dot -Tsvg graph.dot -o graph.svg
  simpul dot --around 'Kim Jong Un' --depth 1 | dot -Tpng -o kim.png
")]
    Dot(Dot),
    /// Show how each statement was read: statement, rule, frame, words
    #[command(before_help = "\
Examples:
  simpul explain seeds/articles/ktt-pyongyang-2024.txt
  simpul explain seeds/articles/ktt-pyongyang-2024.txt --statement 3
")]
    Explain(Explain),
    /// Take an article, and what only it said, out of the store
    #[command(before_help = "\
Examples:
  simpul remove ktt-pyongyang-2024
")]
    Remove(Remove),
    /// Count what the store holds
    #[command(before_help = "\
Examples:
  simpul stats
  simpul stats --json
")]
    Stats(Stats),
    /// Show an article's words, parts of speech and trees
    #[command(before_help = "\
Examples:
  simpul analyze seeds/articles/ktt-pyongyang-2024.txt
  simpul analyze seeds/articles/ktt-pyongyang-2024.txt --format conllu > tree.conllu
")]
    Analyze(Analyze),
    /// List the relations, with their rules and examples
    #[command(before_help = "\
Examples:
  simpul rules
  simpul rules visits
")]
    Rules(Rules),
    /// Read the articles that come with simpul, ask a question, write a graph
    #[command(before_help = "\
Examples:
  simpul demo
  simpul demo --dir try
")]
    Demo(Demo),
    /// Print the completions of a shell
    #[command(before_help = "\
Examples:
  simpul completions bash > ~/.local/share/bash-completion/completions/simpul
")]
    Completions(Completions),
    /// Print the manual page
    #[command(before_help = "\
Examples:
  simpul man | man -l -
")]
    Man,
}

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
    /// Go on after an article that cannot be read (the default)
    #[arg(long, overrides_with = "fail_fast")]
    pub(crate) keep_going: bool,
    /// Stop at the first article that cannot be read
    #[arg(long, overrides_with = "keep_going")]
    pub(crate) fail_fast: bool,
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
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) articles: Articles,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    #[command(flatten)]
    pub(crate) articles: Articles,
    /// Folder of seeds to use in place of those that come with simpul
    #[arg(long, value_name = "DIR", env = "SIMPUL_SEEDS", hide_env_values = true)]
    pub(crate) seeds: Option<PathBuf>,
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
    pub(crate) labels: Labels,
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

/// The languages of labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Labels {
    /// Indonesian.
    Id,
    /// English.
    En,
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
pub(crate) struct Explain {
    /// The article; - for standard input
    pub(crate) article: PathBuf,
    /// Only one statement: its number in the article, from 1, or its id
    #[arg(short, long, value_name = "N|ID")]
    pub(crate) statement: Option<String>,
    /// Folder of seeds to use in place of those that come with simpul
    #[arg(long, value_name = "DIR", env = "SIMPUL_SEEDS", hide_env_values = true)]
    pub(crate) seeds: Option<PathBuf>,
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

#[derive(Debug, Args)]
pub(crate) struct Analyze {
    /// The article; - for standard input
    pub(crate) article: PathBuf,
    /// Form: a table, or CoNLL-U
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
    /// CoNLL-U, for tools.
    ConllU,
}

#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// Only these relations
    pub(crate) relation: Vec<String>,
    /// Folder of seeds to use in place of those that come with simpul
    #[arg(long, value_name = "DIR", env = "SIMPUL_SEEDS", hide_env_values = true)]
    pub(crate) seeds: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Folder to write to
    #[arg(long, default_value = "simpul-demo")]
    pub(crate) dir: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}
