//! Trains the finder of names.

use std::collections::BTreeMap;
use std::path::Path;

use simpul_text::Upos;

use super::corpus::Corpora;
use super::named::{NamedSentence, named};
use super::perceptron::{Perceptron, Random, Weights};
use super::words::Prepared;
use super::{Recipe, TrainError};
use crate::lexicon::Lexicon;
use crate::names::{N_LABELS, decode, features, labels, step_keys};
use crate::tagger::{self, Style};
use crate::word::Word;

const EPOCHS: usize = 8;

struct Example {
    words: Vec<Word>,
    tags: Vec<Upos>,
    labels: Vec<u8>,
    style: Style,
}

/// Tags of the treebank's sentences by a tagger that has not seen them, by the forms of the sentence: a corpus of
/// names over the same text is to see tags as good, or as bad, as those of other texts.
pub(crate) struct Unseen<'a>(BTreeMap<Vec<&'a str>, &'a [Upos]>);

impl<'a> Unseen<'a> {
    pub(crate) fn new(sentences: &[Prepared<'a>], tags: &'a [Vec<Upos>]) -> Self {
        let forms = |s: &Prepared<'a>| s.gold.tokens.iter().map(|token| token.form.as_str()).collect();
        Unseen(sentences.iter().zip(tags).map(|(s, tags)| (forms(s), tags.as_slice())).collect())
    }
}

pub(crate) fn names(
    data: &Path,
    recipe: &Recipe,
    trees: Style,
    lexicon: &Lexicon,
    tagger: &Weights,
    unseen: &Unseen<'_>,
) -> Result<Weights, TrainError> {
    let table = tagger.table();
    let mut examples = Vec::new();
    for corpus in Corpora::of(recipe.language).named(recipe) {
        for sentence in named(data, corpus)? {
            let (words, mut tags) = prepare(&sentence, trees, lexicon, &table);
            let forms: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
            if let Some(other) = unseen.0.get(&forms) {
                tags = other.to_vec();
            }
            let labels = labels(words.len(), &sentence.names);
            examples.push(Example { words, tags, labels, style: corpus.style });
        }
    }
    Ok(learn(&mut examples).finish(6.0, 0.8))
}

/// The words of a sentence and their tags.
pub(crate) fn prepare(
    sentence: &NamedSentence,
    trees: Style,
    lexicon: &Lexicon,
    tagger: &crate::table::Table,
) -> (Vec<Word>, Vec<Upos>) {
    let words: Vec<Word> = sentence.forms.iter().map(|form| Word::new(form, lexicon)).collect();
    let tags = tagger::tag(&words, trees, tagger);
    (words, tags)
}

fn learn(examples: &mut [Example]) -> Perceptron {
    let mut perceptron = Perceptron::new(N_LABELS);
    let mut random = Random(4);
    let mut keys = Vec::new();
    for _ in 0..EPOCHS {
        random.shuffle(examples);
        for Example { words, tags, labels, style } in examples.iter() {
            let picked = decode(words, tags, *style, &perceptron);
            perceptron.tick();
            let mut before = [N_LABELS; 2];
            for i in 0..words.len() {
                let (right, wrong) = (usize::from(labels[i]), usize::from(picked[i]));
                if right != wrong {
                    features(words, tags, i, *style, &mut keys);
                    perceptron.correct(&keys, right, wrong);
                }
                if right != wrong || before[0] != before[1] {
                    perceptron.add(&step_keys(before[0], words[i].class), right, 1);
                    perceptron.add(&step_keys(before[1], words[i].class), wrong, -1);
                }
                before = [right, wrong];
            }
        }
    }
    perceptron
}
