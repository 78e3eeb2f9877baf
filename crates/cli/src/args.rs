//! The commands and their flags: here the list of commands, in [`reading`] the flags of those that read articles, in
//! [`graph`] the flags of those that ask a store, in [`upkeep`] of those that look after one.

pub(crate) mod graph;
pub(crate) mod reading;
#[cfg(feature = "remote")]
pub(crate) mod remote;
pub(crate) mod upkeep;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use simpul_text::Language;

use crate::args::graph::{Dot, Export, Path, Query, Rank, Remove, Render, Stats, Why};
use crate::args::reading::{Analyze, Build, Eval, Explain, Extract};
use crate::args::upkeep::{Backup, Check, Diff, Merge};
use crate::paint::Color;

const EXAMPLES: &str = "\
Examples:
  simpul build seeds/articles               read articles into the store .simpul
  simpul query who-visited-whom             ask a question that comes with simpul

";

const EXIT_CODES: &str = "\
Exit codes: 0 done, 1 no result, 2 usage, query, seed, 3 unread input, 4 store, server, 130 stopped";

/// Reads news articles into a knowledge graph: every statement with the words it was read from.
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
  simpul extract --open article.txt
")]
    Extract(Extract),
    /// Measure what is read against gold statements that people wrote
    ///
    /// docs/gold.md describes gold files. found, missed and wrong count statements other than reported words; statements
    /// that the gold marks as optional count as neither. Gold without its article among those given counts as missed.
    #[command(before_help = "\
Examples:
  simpul eval gold articles
  simpul eval gold articles --misses --extra --blame
  simpul eval gold articles --json > figures.json
")]
    Eval(Eval),
    /// Ask a question in SPARQL, or one of those that come with simpul
    ///
    /// The prefixes ent: rel: st: sp: art: rdf: rdfs: skos: oa: prov: schema: owl: xsd: foaf: sem: wdt: dcterms: dcat:
    /// void: need no declaration.
    ///
    /// A value given with --bind is put in the place of a variable; it is never read as SPARQL. The questions that come
    /// with simpul say of what type their values are. An entity is given by one of its names, in any case, or by its id;
    /// a name that is unknown ends with exit code 1, one that several entities have with 2. In other queries, ent:x and
    /// <https://…> are IRIs, and all else is text.
    #[command(before_help = "\
Examples:
  simpul query --list
  simpul query who-met --bind person='Joko Widodo'
  simpul query 'SELECT ?who ?where { ?who rel:visits ?where }' --format csv
  simpul query who-visited-whom --endpoint http://localhost:7878/query
")]
    Query(Query),
    /// Write the graph as RDF, or in the formats of other tools
    ///
    /// The filters --relation, --since, --until, --min-confidence and --min-sources are for the forms that are not RDF:
    /// RDF is the whole store.
    #[command(before_help = "\
Examples:
  simpul export -o graph.ttl
  simpul export --format nquads | gzip > graph.nq.gz
  simpul export -o graph.gexf --since 2024 --min-sources 2
  simpul export --format plover > events.jsonl
")]
    Export(Export),
    /// Load the store to a SPARQL 1.1 server
    ///
    /// Graph by graph: those that the server holds already are not sent again, what an earlier push put there and the
    /// store no longer holds is removed, and every graph sent is counted on the server. A push that was cut off goes on
    /// where it was. The addresses are those of Oxigraph; for Fuseki add --graphs-path data, for Virtuoso --query-path
    /// sparql-auth --update-path sparql-auth --graphs-path sparql-graph-crud-auth --batch 5000 --default-graph IRI.
    #[cfg(feature = "remote")]
    #[command(before_help = "\
Examples:
  simpul push http://localhost:7878
  simpul push https://data.example/fuseki/news --graphs-path data --user ani
")]
    Push(remote::Push),
    /// Draw the graph for Graphviz
    #[command(before_help = "\
Examples:
  simpul dot -o graph.dot && dot -Tsvg graph.dot -o graph.svg
  simpul dot --around 'Kim Jong Un' --depth 1 | dot -Tpng -o kim.png
")]
    Dot(Dot),
    /// Draw the graph as a page or as a picture
    ///
    /// --html: one file that works from a disk without a network: the graph to move about in and to filter, a click on a
    /// line shows its sentences with the words that state it; below it the same statements as a table.
    #[command(before_help = "\
Examples:
  simpul render --html graph.html
  simpul render --html kim.html --around 'Kim Jong Un' --depth 2 --labels en
  simpul render --svg graph.svg --since 2024 --min-sources 2
")]
    Render(Render),
    /// Show how two entities are connected: the shortest paths with their sentences
    #[command(before_help = "\
Examples:
  simpul path Putin 'Kim Jong Un'
  simpul path Putin Indonesia -k 5 --relation visits --relation meets
")]
    Path(Path),
    /// List the entities that matter most, or the groups they form
    #[command(before_help = "\
Examples:
  simpul rank
  simpul rank --by betweenness --since 2024
  simpul rank --communities
")]
    Rank(Rank),
    /// Show how each statement was read: statement, rule, frame, words
    #[command(before_help = "\
Examples:
  simpul explain seeds/articles/ktt-pyongyang-2024.txt
  simpul explain seeds/articles/ktt-pyongyang-2024.txt --statement 3
")]
    Explain(Explain),
    /// Show the names and articles of an entity, and why they are one
    #[command(before_help = "\
Examples:
  simpul why Putin
  simpul why north-korea
")]
    Why(Why),
    /// Take an article, and what only it said, out of the store
    #[command(before_help = "\
Examples:
  simpul remove ktt-pyongyang-2024
")]
    Remove(Remove),
    /// Take the articles of other stores into the store
    ///
    /// Stores built apart, by several people or machines, become one. An article that is in both with the same content
    /// is left alone. Nothing is written before all conflicts are known.
    #[command(before_help = "\
Examples:
  simpul merge desk-1 desk-2 --store all
  simpul merge --replace update
")]
    Merge(Merge),
    /// Show what two stores state differently
    ///
    /// One line a difference: + added, - removed, ~ changed, with what changed below it.
    #[command(before_help = "\
Examples:
  simpul diff yesterday .simpul
  simpul diff --json yesterday .simpul
")]
    Diff(Diff),
    /// Check the store: its files, its graph against the shapes, its quotes against articles
    ///
    /// One line a finding. Exit code 1 where there is a violation, 4 where a file is damaged; warnings alone end with 0.
    #[command(before_help = "\
Examples:
  simpul check
  simpul check news/*.txt --store news.simpul
")]
    Check(Check),
    /// Copy the store, as it is at one moment, to a new folder
    ///
    /// Others may read meanwhile; a process that writes is waited for.
    #[command(before_help = "\
Examples:
  simpul backup backup-2024-06-20
")]
    Backup(Backup),
    /// Count what the store holds
    #[command(before_help = "\
Examples:
  simpul stats
  simpul stats --json
")]
    Stats(Stats),
    /// Show the words, parts of speech, trees and names of articles
    ///
    /// --format conllu: CoNLL-U. A name is Name=B-Person on its first word and Name=I-Person on the others, in the last
    /// column.
    ///
    /// --format json: JSON Lines, one article a line: id, language, sentences. A sentence has block (the number of its
    /// title, heading or paragraph, from 0), kind (title, heading, paragraph), its place, text, tokens, names. A token
    /// has id (from 1), form, lemma, upos, feats, head (id of a token, 0 for the root), deprel, clitic (true where it is
    /// glued to the token before) and its place. A name has kind, tokens (their ids), its place and text. A place is
    /// start and end in bytes, char_start and char_end in Unicode code points, all from the beginning of the file and
    /// end-exclusive. Sentences are counted from 0 as sentence_number of simpul extract counts them.
    #[command(before_help = "\
Examples:
  simpul analyze seeds/articles/ktt-pyongyang-2024.txt
  simpul analyze seeds/articles --format conllu > trees.conllu
  simpul analyze - --language en --format json < article.txt
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
    /// Print the completions of a shell (set up once: not in the list)
    #[command(
        hide = true,
        before_help = "\
Examples:
  simpul completions bash > ~/.local/share/bash-completion/completions/simpul
"
    )]
    Completions(Completions),
    /// Print the manual page (for packagers: not in the list)
    #[command(
        hide = true,
        before_help = "\
Examples:
  simpul man | man -l -
"
    )]
    Man,
}

/// The languages that are read, and that labels have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LanguageTag {
    /// Indonesian.
    Id,
    /// English.
    En,
}

impl From<LanguageTag> for Language {
    fn from(tag: LanguageTag) -> Language {
        match tag {
            LanguageTag::Id => Language::Id,
            LanguageTag::En => Language::En,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// Only these relations
    pub(crate) relation: Vec<String>,
    /// Read the examples instead: say which yield something else than they state, and which rules no example sets off
    #[arg(long)]
    pub(crate) check: bool,
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
