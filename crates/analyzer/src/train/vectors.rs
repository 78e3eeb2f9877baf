//! Word vectors for the network, from plain text: *Jakarta* and *Surabaya* stand in like places.

use std::path::Path;

use simpul_net::train::Vectors;
use simpul_text::Language;

use super::TrainError;
use super::clusters::{read_text, split_nya};
use super::corpus::Corpora;
use crate::lists::Lists;

/// Width of a word vector.
const WIDTH: usize = 64;
/// Words less frequent in plain text have no vector.
const MIN_COUNT: usize = 6;
/// Most words with a vector.
const MOST: usize = 36_000;

/// Word vectors from the plain texts of a language and from `forms`, the sentences to learn from.
pub(crate) fn vectors(
    data: &Path,
    language: Language,
    forms: Vec<Vec<String>>,
    lists: &Lists,
) -> Result<(Vec<u32>, Vectors), TrainError> {
    let corpora = Corpora::of(language);
    let mut lines = Vec::new();
    for text in corpora.texts.iter().chain(corpora.more_texts) {
        read_text(data, text, lists, &mut lines)?;
    }
    if language == Language::Id {
        split_nya(&mut lines);
    }
    lines.extend(forms);
    Ok(simpul_net::train::vectors(&lines, WIDTH, MIN_COUNT, MOST))
}
