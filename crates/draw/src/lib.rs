//! Draws statements as a graph: entities are nodes, relations are edges, the result is a DOT file for Graphviz.
//!
//! ```
//! # let statements: Vec<simpul_fact::Statement> = Vec::new();
//! use simpul_draw::{Graph, Options, Style, dot};
//!
//! let graph = Graph::new(statements.iter(), &Options::default());
//! let picture = dot(&graph, &Style::default());
//! assert!(picture.starts_with("digraph"));
//! ```
//!
//! The same statements give the same bytes, in whatever order they come. Whatever a name holds, it stays a label: it
//! cannot close its quotes, name an attribute or become a Graphviz escape.

mod dot;
mod graph;
mod palette;
mod quote;

pub use dot::{Style, dot};
pub use graph::{Edge, Graph, Node, Options, Positions, UnknownEntity};
