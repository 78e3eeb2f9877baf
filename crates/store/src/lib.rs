//! Keeps what was read from articles, answers SPARQL over it, exports it as RDF.
//!
//! A [`Store`] holds one [`simpul_fact::Extraction`] per article, in memory or in a folder. What [`Store::load`]
//! acknowledges is on disk. The RDF graph is derived from the extractions, all of them together, when it is first
//! asked for; so the same articles give the same graph in whatever order they came, and an article that is removed
//! takes with it what only it said. The data model is described at [`Format`], the vocabulary in
//! `seeds/ontology.ttl`.

mod answer;
mod base;
mod check;
mod difference;
mod disk;
mod error;
pub mod evidence;
mod export;
mod folder;
mod graph;
mod guard;
mod jsonld;
pub mod names;
mod prefix;
mod query;
mod question;
mod rdf;
mod sparql;
mod store;
mod substitute;

pub use answer::{Answers, Cell, Graph, ResultFormat, Table};
pub use base::Base;
pub use check::{Finding, Severity, check_text};
pub use difference::{Difference, difference};
pub use error::StoreError;
pub use export::{ExportOptions, Format, GraphLines};
pub use prefix::PREFIXES;
pub use query::{Ask, QueryOptions};
pub use question::{Need, Parameter, ParameterType, Question};
pub use rdf::ACTUAL_CONFIDENCE;
pub use sparql::{Sparql, Value};
pub use store::{Change, Conflicts, Store};
