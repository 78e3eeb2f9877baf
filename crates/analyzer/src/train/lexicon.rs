//! Builds the lexicon from corpora with other tag sets.

use std::collections::BTreeMap;
use std::path::Path;

use super::TrainError;
use super::clusters;
use super::corpus::{self, Treebank};
use crate::hash;
use crate::lexicon::{Entry, Lexicon};
use crate::word::normalise;

/// The tags of the kumparan corpus, numbered from 1.
const TAGS: [&str; 17] = [
    "NN", "NNP", "VB", "JJ", "IN", "CC", "SC", "NUM", "PR", "ADV", "DT", "NEG", "RP", "FW", "WH", "UH", "SYM",
];

pub(crate) fn build(data: &Path, treebanks: &[Treebank]) -> Result<Lexicon, TrainError> {
    let text = corpus::read(&data.join("pos_id_kumparan/dataset_postag.txt"))?;
    let mut counts: BTreeMap<String, [u32; TAGS.len()]> = BTreeMap::new();
    for line in text.lines() {
        let Some((form, tag)) = line.split_once('\t') else { continue };
        if let Some(tag) = TAGS.iter().position(|t| *t == tag.trim()) {
            counts.entry(normalise(form)).or_default()[tag] += 1;
        }
    }
    let mut words: BTreeMap<u32, Entry> = BTreeMap::new();
    for (form, counts) in counts {
        let tag = (0..TAGS.len()).fold(0, |b, t| if counts[t] > counts[b] { t } else { b });
        words.entry(hash::text(&form)).or_default().tag = tag as u8 + 1;
    }
    for (form, cluster) in clusters::clusters(data, treebanks)? {
        words.entry(form).or_default().cluster = cluster;
    }
    Ok(Lexicon::new(&words))
}
