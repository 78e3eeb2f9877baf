//! Draws a graph: entities are nodes, relations are edges, the result is a DOT file for Graphviz.
//!
//! ```
//! # let extractions: Vec<simpul_fact::Extraction> = Vec::new();
//! use simpul_draw::{Style, dot};
//! use simpul_graph::{Graph, Options};
//!
//! let graph = Graph::new(&extractions, &Options::default());
//! let picture = dot(&graph, &Style::default());
//! assert!(picture.starts_with("digraph"));
//! ```
//!
//! The same statements give the same bytes, in whatever order they come. Whatever a name holds, it stays a label: it
//! cannot close its quotes, name an attribute or become a Graphviz escape.

mod dot;
mod palette;
mod quote;

pub use dot::{Style, dot};
