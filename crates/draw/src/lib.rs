//! Draws a graph: entities are nodes, relations are edges. [`dot()`] makes a DOT file for Graphviz, [`svg()`] a picture
//! without it, [`page()`] an HTML page that shows the sentence behind every edge.
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
//! cannot close its quotes, name an attribute, open a tag or become a Graphviz escape.

mod dot;
mod layout;
mod page;
mod palette;
mod quote;
mod rows;
mod scene;
mod svg;
mod words;

pub use dot::{Style, dot};
pub use page::page;
pub use svg::svg;
