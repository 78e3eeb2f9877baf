//! Rules as data: what a sentence's tree says in terms of roles, and which words and roles state a relation.
//!
//! Two layers, both written in TOML. The [`Grammar`] of a language turns a dependency tree into [`Frame`]s that no
//! longer depend on voice or clause type: who does what to whom. A relation file ([`parse_relation`]) names words and
//! roles, or a pattern on the tree. A [`Rulebook`] holds them all, and [`Rulebook::matches`] finds where a sentence
//! states a relation. Trees are navigated with a small [`Path`] language.
//!
//! The crate reads no files and knows no language; every reader takes text and gives a value or all its errors.
//! Positions in errors are lines and columns of the file, both from 1, columns in Unicode code points.
//!
//! ```
//! use simpul_rules::{Grammar, Role, Tree, bracket};
//!
//! let grammar = Grammar::parse("frames.toml", r#"
//!     [[frame]]
//!     name    = "passive"
//!     anchor  = "[upos=VERB, Voice=Pass]"
//!     agent   = ">obl:agent | >obl[case=oleh]"
//!     patient = ">nsubj:pass"
//! "#).map_err(|errors| errors[0].clone())?;
//!
//! // "Maju was founded by Budi."
//! let sentence = bracket::parse(
//!     "[nsubj:pass>Maju/PROPN didirikan/VERB/Voice=Pass obl>[case>oleh/ADP Budi/PROPN]]")?;
//! let frame = grammar.frame(&Tree::new(&sentence), 1);
//! assert_eq!(frame.fillers(Role::Agent)[0].token, 3);
//! assert_eq!(frame.fillers(Role::Patient)[0].via.as_ref(), "passive");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![warn(missing_docs)]

mod block;
pub mod bracket;
mod error;
mod example;
mod grammar;
mod label;
mod matcher;
mod parser;
mod path;
mod read_block;
pub mod reader;
mod relation;
mod role;
mod rulebook;
mod test;
mod tree;

pub use block::{Arguments, Block, BlockId, BlockKind, Trigger, WordClass};
pub use error::{PathError, RuleError};
pub use example::{Example, Yield};
pub use grammar::{Frame, FramePattern, Grammar};
pub use label::Classes;
pub use matcher::{Filler, Match};
pub use path::Path;
pub use relation::{RelationRules, parse_relation};
pub use role::{Qualifier, Role};
pub use rulebook::{CatalogueBlock, CatalogueEntry, Rulebook};
pub use test::Test;
pub use tree::Tree;
