//! What the graph holds: [`Entity`], [`Statement`], [`Evidence`], and the IRIs that name them.
//!
//! Values only. A statement cannot be built without evidence, and evidence quotes the article at byte offsets that
//! were fixed when the statement was read.

mod entity;
mod evidence;
pub mod iri;
mod origin;
mod relation;
mod sketch;
mod statement;

pub use entity::{Entity, EntityKind, ParseKindError};
pub use evidence::{Evidence, Quote, Quoter};
pub use origin::{Origin, origins};
pub use relation::{Fit, Inverse, Match, Relation};
pub use sketch::{Overlap, Sketch};
pub use statement::{Extraction, Identity, Modality, Object, Reason, Run, Source, Statement};
