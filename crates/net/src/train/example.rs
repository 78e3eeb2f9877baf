//! What the network learns from.

use crate::input::Input;

/// A sentence and what is known of it.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// Its words.
    pub inputs: Vec<Input>,
    /// Part of speech of each word.
    pub tags: Option<Vec<u8>>,
    /// Bundle of morphological features of each word; `None` for a word where it is not known.
    pub bundles: Option<Vec<Option<u16>>>,
    /// Head of each word (0 is the root, words count from 1) and relation.
    pub tree: Option<Vec<(u32, u8)>>,
    /// Label of each word.
    pub names: Option<Vec<u8>>,
}
