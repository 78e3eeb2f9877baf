//! Builds the lexicon from corpora with other tag sets.

use std::collections::BTreeMap;
use std::path::Path;

use simpul_text::Language;

use super::corpus::{self, Treebank};
use super::{Recipe, TrainError, clusters};
use crate::hash;
use crate::lexicon::{Entry, Lexicon};
use crate::lists::Lists;
use crate::word::normalise;

/// The tags of the kumparan corpus, numbered from 1.
const TAGS: [&str; 17] = [
    "NN", "NNP", "VB", "JJ", "IN", "CC", "SC", "NUM", "PR", "ADV", "DT", "NEG", "RP", "FW", "WH", "UH", "SYM",
];

/// Builds the lexicon of a language.
pub(crate) fn build(
    data: &Path,
    recipe: &Recipe,
    treebanks: &[Treebank],
    lists: &Lists,
) -> Result<Lexicon, TrainError> {
    let mut words: BTreeMap<u32, Entry> = BTreeMap::new();
    if recipe.language == Language::Id {
        usual_tags(data, &mut words)?;
    }
    for (form, cluster) in clusters::clusters(data, recipe, treebanks, lists)? {
        words.entry(form).or_default().cluster = cluster;
    }
    Ok(Lexicon::new(&words))
}

/// Enters the most frequent tag of each word of the kumparan corpus.
fn usual_tags(data: &Path, words: &mut BTreeMap<u32, Entry>) -> Result<(), TrainError> {
    let text = corpus::read(&data.join("pos_id_kumparan/dataset_postag.txt"))?;
    let mut counts: BTreeMap<String, [u32; TAGS.len()]> = BTreeMap::new();
    for line in text.lines() {
        let Some((form, tag)) = line.split_once('\t') else { continue };
        if let Some(tag) = TAGS.iter().position(|t| *t == tag.trim()) {
            counts.entry(normalise(form)).or_default()[tag] += 1;
        }
    }
    for (form, counts) in counts {
        let tag = (0..TAGS.len()).fold(0, |b, t| if counts[t] > counts[b] { t } else { b });
        words.entry(hash::text(&form)).or_default().tag = tag as u8 + 1;
    }
    Ok(())
}
