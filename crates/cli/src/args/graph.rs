//! Flags of the commands that ask, write, draw or change a store.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use simpul_store::Base;
use simpul_text::Date;

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

/// Where IRIs begin.
#[derive(Debug, Args)]
pub(crate) struct BaseIri {
    /// What the IRIs of the graph begin with, in place of https://simpul.example/; ends with /
    #[arg(long, value_name = "IRI", env = "SIMPUL_BASE", hide_env_values = true, value_parser = Base::parse)]
    base: Option<Base>,
}

impl BaseIri {
    /// The base given, or that of simpul.
    pub(crate) fn get(&self) -> Base {
        self.base.clone().unwrap_or_default()
    }

    /// True where one was given on the command line or in the environment.
    pub(crate) fn is_given(&self) -> bool {
        self.base.is_some()
    }
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
    #[arg(required_unless_present_any = ["file", "named", "list"], conflicts_with_all = ["file", "named"])]
    pub(crate) query: Option<String>,
    /// File with a SPARQL query
    #[arg(short, long, value_name = "FILE", conflicts_with = "named")]
    pub(crate) file: Option<PathBuf>,
    /// Name of a question that comes with simpul
    #[arg(long, value_name = "NAME")]
    pub(crate) named: Option<String>,
    /// List the questions that come with simpul, with the values they take
    #[arg(long, visible_alias = "list-named")]
    pub(crate) list: bool,
    /// Give a variable of the query a value: who=Putin, whom=ent:north-korea, since=2024-06
    #[arg(short, long, value_name = "NAME=VALUE")]
    pub(crate) bind: Vec<String>,
    /// Add to each row the sentence that states it, the article and its date
    #[arg(long)]
    pub(crate) evidence: bool,
    /// Ask a SPARQL 1.1 server that a store was pushed to, in place of a store here
    #[cfg(feature = "remote")]
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<String>,
    /// Form of the answer; without it: a table on a terminal, else tsv, or turtle for a graph
    #[arg(long)]
    pub(crate) format: Option<AnswerFormat>,
    /// End with exit code 1 where there is no answer, or the answer is false
    #[arg(short, long)]
    pub(crate) exit_status: bool,
    #[cfg(feature = "remote")]
    #[command(flatten)]
    pub(crate) connection: crate::args::remote::Connection,
    #[command(flatten)]
    pub(crate) base: BaseIri,
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

/// Which statements become part of a graph.
#[derive(Debug, Default, Args)]
pub(crate) struct Filter {
    /// Only this relation; may be given again
    #[arg(long = "relation", value_name = "RELATION")]
    pub(crate) relations: Vec<String>,
    /// Only what is dated from this day, month or year on
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<Date>,
    /// Only what is dated up to this day, month or year
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<Date>,
    /// Only statements at least this sure, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, hide_default_value = true)]
    pub(crate) min_confidence: f32,
    /// Only what at least N different texts state
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true)]
    pub(crate) min_sources: usize,
}

#[derive(Debug, Args)]
pub(crate) struct Path {
    /// Where the path begins: the name of a person, body, place or thing, or its id
    pub(crate) from: String,
    /// Where it ends
    pub(crate) to: String,
    /// Number of paths, the shortest first
    #[arg(short, long, value_name = "N", default_value_t = 3)]
    pub(crate) k: usize,
    /// Language of the labels
    #[arg(long, default_value = "id")]
    pub(crate) labels: LanguageTag,
    #[command(flatten)]
    pub(crate) filter: Filter,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}

#[derive(Debug, Args)]
pub(crate) struct Rank {
    /// What counts
    #[arg(long, default_value = "page-rank")]
    pub(crate) by: Centrality,
    /// Number of rows; 0 for all
    #[arg(short, long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// List groups of entities that belong together instead
    #[arg(long, conflicts_with = "by")]
    pub(crate) communities: bool,
    /// Language of the names
    #[arg(long, default_value = "id")]
    pub(crate) labels: LanguageTag,
    #[command(flatten)]
    pub(crate) filter: Filter,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}

/// What can make an entity matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Centrality {
    /// Related to entities that matter themselves.
    PageRank,
    /// Related to many entities.
    Degree,
    /// On the shortest paths between others.
    Betweenness,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) to: To,
    /// Form of the graph; without it: by the extension of FILE, else turtle
    #[arg(long)]
    pub(crate) format: Option<GraphFormat>,
    /// Language of names and labels in the forms that are not RDF
    #[arg(long, default_value = "id")]
    pub(crate) labels: LanguageTag,
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// Add RDF 1.2 reifiers, for tools that know them
    #[arg(long)]
    pub(crate) rdf12: bool,
    /// Only the vocabulary, as RDF: classes and relations with labels, meanings and matches; needs no store
    #[arg(long, conflicts_with = "rdf12")]
    pub(crate) vocabulary: bool,
    /// Date for the header of RDF; without it the header has none
    #[arg(long, value_name = "DATE")]
    pub(crate) issued: Option<Date>,
    #[command(flatten)]
    pub(crate) base: BaseIri,
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
    /// Entities as comma-separated values (Gephi, Kumu).
    Nodes,
    /// Relations as comma-separated values (Gephi, Kumu).
    Edges,
    /// Entities as tab-separated values.
    #[value(name = "nodes-tsv")]
    NodesTsv,
    /// Relations as tab-separated values.
    #[value(name = "edges-tsv", alias = "tsv")]
    EdgesTsv,
    /// GEXF 1.3 (Gephi).
    Gexf,
    /// GraphML (NetworkX, yEd, igraph).
    GraphMl,
    /// JSON elements (Cytoscape).
    Cytoscape,
    /// A script in Cypher (Neo4j, Memgraph).
    Cypher,
    /// FollowTheMoney entities as JSON Lines (Aleph, OpenSanctions).
    #[value(alias = "ftm")]
    FollowTheMoney,
    /// JSON-LD of schema.org.
    #[value(name = "schema-org", alias = "schema.org")]
    SchemaOrg,
    /// Events as PLOVER-style JSON Lines.
    Plover,
    /// Events as tab-separated CAMEO codes.
    Cameo,
}

/// What of the graph is drawn, and how.
#[derive(Debug, Args)]
pub(crate) struct Picture {
    /// Draw only what is linked to the thing of that name
    #[arg(long, value_name = "NAME")]
    pub(crate) around: Option<String>,
    /// Number of links to follow from there
    #[arg(long, alias = "hops", value_name = "N", default_value_t = 1, requires = "around")]
    pub(crate) depth: usize,
    /// Language of the labels
    #[arg(long, default_value = "id")]
    pub(crate) labels: LanguageTag,
    /// How the posts that people hold are shown
    #[arg(long, value_name = "HOW", default_value = "line")]
    pub(crate) posts: Posts,
    /// Leave out the table that explains shapes and lines
    #[arg(long)]
    pub(crate) no_legend: bool,
    /// Words above the picture
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    #[command(flatten)]
    pub(crate) filter: Filter,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}

#[derive(Debug, Args)]
pub(crate) struct Dot {
    #[command(flatten)]
    pub(crate) to: To,
    /// Frame the things of one kind
    #[arg(long)]
    pub(crate) clusters: bool,
    #[command(flatten)]
    pub(crate) picture: Picture,
}

#[derive(Debug, Args)]
pub(crate) struct Render {
    /// Page to write: picture, statements and the sentences behind them in one file
    #[arg(long, value_name = "FILE", required_unless_present = "svg")]
    pub(crate) html: Option<PathBuf>,
    /// Picture to write
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
    /// Replace files where there are some
    #[arg(long)]
    pub(crate) force: bool,
    /// Number of entities to draw, the most central ones; 0 for all
    #[arg(long, value_name = "N", default_value_t = 400)]
    pub(crate) limit: usize,
    /// Who lays the SVG picture out
    #[arg(long, value_name = "WHO", default_value = "auto", requires = "svg")]
    pub(crate) layout: Engine,
    #[command(flatten)]
    pub(crate) picture: Picture,
}

/// The programs that can lay a picture out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    /// Graphviz for a graph of up to 300 edges where it is installed, else simpul.
    Auto,
    /// Graphviz (its program dot).
    Graphviz,
    /// simpul itself.
    Own,
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
pub(crate) struct Why {
    /// One of its names, or its id
    pub(crate) entity: String,
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
