//! Statements as a graph: entities are nodes, what relates them are edges, each edge with the passages that state it.
//!
//! ```
//! # let extractions: Vec<simpul_fact::Extraction> = Vec::new();
//! use simpul_graph::{Graph, Options, rank};
//!
//! let graph = Graph::new(&extractions, &Options::default());
//! for (node, score) in rank::page_rank(&graph) {
//!     println!("{} {score:.3}", node.name_en);
//! }
//! ```
//!
//! The same statements give the same graph, in whatever order they come, and every answer about it the same order.

mod build;
pub mod community;
mod graph;
pub mod path;
pub mod rank;

pub use build::{Options, Positions};
pub use graph::{Edge, Graph, Node, Passage, UnknownEntity};
