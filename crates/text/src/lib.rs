//! The values that a text is made of: [`Article`], [`Span`], [`Token`], [`Sentence`], [`Analysis`].
//!
//! This crate holds data and small look-ups on it, no algorithm that reads language. Positions are byte
//! offsets into [`Article::text`], which is the file as it was read: `article.text[span.range()]` is always the
//! quoted piece.

mod analysis;
mod article;
pub mod conllu;
mod date;
mod span;

pub use analysis::{Analysis, Feats, Name, NameKind, Sentence, Token, Upos};
pub use article::{Article, Block, BlockKind, DateMention, Field, Furniture, Language, Metadata};
pub use date::{Date, ParseDateError};
pub use span::Span;
