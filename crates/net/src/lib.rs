//! A small recurrent network that reads the words of a sentence and answers for each: part of speech, morphological
//! features, head, relation, label of a name.
//!
//! Layers of long short-term memory in both directions run over sums of embeddings (form, beginnings and ends, shape,
//! annotation style) and a word vector; heads are found by biaffine attention (Dozat and Manning 2017) and the best
//! tree by the algorithm of Chu, Liu and Edmonds. Weights are of one byte; products are exact in integers, and all
//! functions are made of additions, multiplications and divisions in a fixed order, so every machine gives the same
//! answers.

mod activation;
mod file;
mod input;
mod kernel;
mod net;
mod shape;
#[cfg(feature = "train")]
pub mod train;
mod tree;

pub use file::NetError;
pub use input::{Input, MAX_STYLES, Styles, Vocabulary, form_key, normalise};
pub use net::{Answers, Net};
pub use shape::{Labels, Shape};
