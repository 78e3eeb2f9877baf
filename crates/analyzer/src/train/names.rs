//! Trains the finder of names.

use std::path::Path;

use simpul_text::Upos;

use super::corpus::{self, NAMED, NamedSentence};
use super::perceptron::{Perceptron, Random, Weights};
use super::{Part, TrainError};
use crate::analysis::NEWS_TREES;
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

pub(crate) fn names(
    data: &Path,
    part: Part,
    lexicon: &Lexicon,
    tagger: &Weights,
) -> Result<Weights, TrainError> {
    let table = tagger.table();
    let mut examples = Vec::new();
    for (file, style) in NAMED {
        if part == Part::HoldOut && file == HELD_OUT {
            continue;
        }
        for sentence in corpus::named(&data.join(file))? {
            let (words, tags) = prepare(&sentence, lexicon, &table);
            let labels = labels(words.len(), &sentence.names);
            examples.push(Example { words, tags, labels, style });
        }
    }
    Ok(learn(&mut examples).finish(6.0, 0.6))
}

/// What variants are chosen on.
pub(crate) const HELD_OUT: &str = "ner_id_idner2k/dev.txt";

/// The words of a sentence and their tags.
pub(crate) fn prepare(
    sentence: &NamedSentence,
    lexicon: &Lexicon,
    tagger: &crate::table::Table,
) -> (Vec<Word>, Vec<Upos>) {
    let words: Vec<Word> = sentence.forms.iter().map(|form| Word::new(form, lexicon)).collect();
    let tags = tagger::tag(&words, NEWS_TREES, tagger);
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
