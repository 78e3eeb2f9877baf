//! Reads the language of an article: sentences, words, parts of speech, trees, names.
//!
//! [`analyze`] turns an [`Article`](simpul_text::Article) into an [`Analysis`](simpul_text::Analysis) with the help of a [`Model`]. Words, tags and relations are
//! those of Universal Dependencies in the style of the treebank UD Indonesian-CSUI, which is news. [`morphology`] tells which
//! dictionary verb a verb form belongs to.
//!
//! ```
//! use simpul_analyzer::{Model, analyze};
//! use simpul_text::{Article, Block, BlockKind, Language, Span};
//!
//! let text = "Bupati mengunjungi rumahnya.".to_owned();
//! let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
//! let article = Article { text, blocks: vec![block], ..Article::default() };
//! let analysis = analyze(&article, &Model::bundled(Language::Id));
//! let words: Vec<&str> = analysis.sentences[0].tokens.iter().map(|t| t.form.as_str()).collect();
//! assert_eq!(words, ["Bupati", "mengunjungi", "rumah", "nya", "."]);
//! ```

mod agreement;
mod analysis;
mod bodies;
mod clitics;
mod feats;
mod hash;
mod joins;
mod lemma;
mod lexicon;
mod lists;
mod model;
pub mod morphology;
mod names;
mod neural;
mod parser;
mod parser_features;
pub mod patterns;
mod reader;
mod segment;
mod table;
mod tagger;
mod teams;
mod tokenize;
#[cfg(feature = "train")]
pub mod train;
mod word;

pub use analysis::analyze;
pub use model::{Model, ModelError};
