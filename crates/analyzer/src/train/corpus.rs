//! Reads the corpora.

use std::fs;
use std::ops::Range;
use std::path::Path;

use simpul_text::{NameKind, Sentence, conllu};

use super::{Part, TrainError};
use crate::tagger::Style;

/// A treebank and how it is annotated.
pub(crate) struct Treebank {
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) style: Style,
    /// Lemmas and features were made by hand.
    pub(crate) gold: bool,
}

/// The treebanks to train on: file, style, hand-made lemmas and features.
const TREEBANKS: [(&str, Style, bool); 3] = [
    ("ud_id_gsd/train_upgraded.conllu", 0, false),
    ("ud_id_gsd/id_gsd-ud-dev.conllu", 0, true),
    ("ud_id_csui/id_csui-ud-train.conllu", 1, true),
];

/// The corpora of names and their annotation styles.
pub(crate) const NAMED: [(&str, Style); 5] = [
    ("ner_id_idner2k/train.txt", 0),
    ("ner_id_idner2k/dev.txt", 0),
    ("ner_id_indolem/nerui.txt", 1),
    ("ner_id_indonlu/nergrit_ner-grit.train.txt", 2),
    ("ner_id_indonlu/nergrit_ner-grit.valid.txt", 2),
];

pub(crate) fn read(path: &Path) -> Result<String, TrainError> {
    fs::read_to_string(path).map_err(|source| TrainError::Read { path: path.to_owned(), source })
}

pub(crate) fn treebank(path: &Path) -> Result<Vec<Sentence>, TrainError> {
    let source = |source| TrainError::Treebank { path: path.to_owned(), source };
    conllu::read(&read(path)?).map_err(source)
}

pub(crate) fn treebanks(data: &Path, part: Part) -> Result<Vec<Treebank>, TrainError> {
    let mut treebanks = Vec::new();
    for (file, style, gold) in TREEBANKS {
        let mut sentences = treebank(&data.join(file))?;
        if gold && part == Part::HoldOut {
            sentences = keep(sentences);
        }
        treebanks.push(Treebank { sentences, style, gold });
    }
    Ok(treebanks)
}

/// The held-out sentences of the two hand-made treebanks.
pub(crate) fn held_out(data: &Path) -> Result<Vec<Treebank>, TrainError> {
    let mut treebanks = Vec::new();
    for (file, style, gold) in TREEBANKS.into_iter().filter(|t| t.2) {
        let sentences = skip(treebank(&data.join(file))?);
        treebanks.push(Treebank { sentences, style, gold });
    }
    Ok(treebanks)
}

/// All but every fourth sentence.
fn keep<T>(sentences: Vec<T>) -> Vec<T> {
    sentences.into_iter().zip(1usize..).filter(|(_, n)| !n.is_multiple_of(4)).map(|(s, _)| s).collect()
}

/// Every fourth sentence: what [`keep`] leaves out.
fn skip<T>(sentences: Vec<T>) -> Vec<T> {
    sentences.into_iter().skip(3).step_by(4).collect()
}

/// The relations of the treebanks, `root` first, then by name.
pub(crate) fn relations(treebanks: &[Treebank]) -> Vec<String> {
    let tokens = treebanks.iter().flat_map(|t| &t.sentences).flat_map(|s| &s.tokens);
    let mut counts = std::collections::BTreeMap::new();
    for token in tokens {
        *counts.entry(token.deprel.clone()).or_insert(0) += 1;
    }
    let mut relations = vec!["root".to_owned()];
    relations.extend(counts.into_iter().filter(|(r, n)| r != "root" && *n > 2).map(|(r, _)| r));
    relations
}

/// The forms of the surface words of a sentence and for each the indices of its words.
pub(crate) fn surfaces(sentence: &Sentence) -> Vec<(String, Range<usize>)> {
    let mut surfaces: Vec<(String, Range<usize>)> = Vec::new();
    for (i, token) in sentence.tokens.iter().enumerate() {
        match surfaces.last_mut() {
            Some((form, range)) if token.clitic => {
                form.push_str(&token.form);
                range.end = i + 1;
            }
            _ => surfaces.push((token.form.clone(), i..i + 1)),
        }
    }
    surfaces
}

/// A sentence of a corpus of names.
pub(crate) struct NamedSentence {
    pub(crate) forms: Vec<String>,
    pub(crate) names: Vec<(Range<usize>, NameKind)>,
}

/// Reads a corpus of names: a word a line, its IOB2 tag last, an empty line between sentences.
pub(crate) fn named(path: &Path) -> Result<Vec<NamedSentence>, TrainError> {
    let text = read(path)?;
    let mut sentences = Vec::new();
    let mut sentence = NamedSentence { forms: Vec::new(), names: Vec::new() };
    for line in text.lines().chain([""]) {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (Some(form), Some(tag), true) = (fields.first(), fields.last(), fields.len() > 1) else {
            if !sentence.forms.is_empty() {
                sentences.push(sentence);
                sentence = NamedSentence { forms: Vec::new(), names: Vec::new() };
            }
            continue;
        };
        let i = sentence.forms.len();
        sentence.forms.push((*form).to_owned());
        let kind = match tag.get(2..) {
            Some("PER" | "PERSON") => NameKind::Person,
            Some("ORG" | "ORGANIZATION" | "ORGANISATION") => NameKind::Org,
            Some("LOC" | "LOCATION" | "PLACE") => NameKind::Place,
            _ => continue,
        };
        match sentence.names.last_mut() {
            Some((range, last)) if tag.starts_with('I') && range.end == i && *last == kind => {
                range.end = i + 1
            }
            _ => sentence.names.push((i..i + 1, kind)),
        }
    }
    Ok(sentences)
}
