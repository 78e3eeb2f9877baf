//! Trains the splitters: of words written together, and of sentences.

use std::collections::BTreeSet;

use super::perceptron::{Perceptron, Random, Weights};
use super::raw::Paragraph;
use crate::clitics::{self, Candidate};
use crate::lexicon::Lexicon;
use crate::lists::Lists;
use crate::segment::{learned, rules};
use crate::table::Scorer;
use crate::tokenize::tokenize;

/// Passes over the data.
const EPOCHS: usize = 16;

/// Trains the splitter of words that may be one or two: *tanya*, *its*.
pub(crate) fn clitics(paragraphs: &[Paragraph], lexicon: &Lexicon, lists: &Lists) -> Weights {
    let mut examples = Vec::new();
    for paragraph in paragraphs {
        for sentence in &paragraph.sentences {
            let forms: Vec<&str> =
                sentence.iter().map(|w| paragraph.text.get(w.span.clone()).unwrap_or_default()).collect();
            for (i, word) in sentence.iter().enumerate() {
                let Candidate::Doubtful(n) = clitics::candidate(forms[i], lists) else { continue };
                let clitic = &forms[i][forms[i].len() - n..];
                let splits = word.words.len() > 1 && word.words.last().is_some_and(|w| w == clitic);
                let mut keys = Vec::new();
                clitics::features(&forms, i, forms[i], clitic, lexicon, paragraph.style, &mut keys);
                examples.push((keys, usize::from(splits)));
            }
        }
    }
    let mut random = Random(2);
    let mut perceptron = Perceptron::new(clitics::N_LABELS);
    for _ in 0..EPOCHS {
        random.shuffle(&mut examples);
        examples.iter().for_each(|(keys, right)| learn(&mut perceptron, keys, *right));
    }
    perceptron.finish(8.0, 0.5)
}

/// Trains the splitter of sentences, on every gap between words where one may end.
pub(crate) fn boundaries(paragraphs: &[Paragraph], lexicon: &Lexicon, lists: &Lists) -> Weights {
    let mut random = Random(5);
    let mut perceptron = Perceptron::new(learned::N_LABELS);
    let mut order: Vec<usize> = (0..paragraphs.len()).collect();
    let examples: Vec<Vec<(Vec<u32>, usize)>> = paragraphs.iter().map(|p| gaps(p, lexicon, lists)).collect();
    for _ in 0..EPOCHS {
        random.shuffle(&mut order);
        for i in &order {
            examples[*i].iter().for_each(|(keys, right)| learn(&mut perceptron, keys, *right));
        }
    }
    perceptron.finish(8.0, 0.8)
}

/// The gaps of a paragraph: their features, and 1 where a sentence ends.
fn gaps(paragraph: &Paragraph, lexicon: &Lexicon, lists: &Lists) -> Vec<(Vec<u32>, usize)> {
    let text = &paragraph.text;
    let words = tokenize(text, lists);
    let gaps = rules::gaps(text, &words, lists);
    let atoms = learned::atoms(text, &words, lists, lexicon);
    let starts: BTreeSet<usize> =
        paragraph.sentences.iter().filter_map(|s| s.first()).map(|w| w.span.start).collect();
    let mut examples = Vec::new();
    let mut start = 0;
    for i in 1..words.len() {
        let right = usize::from(starts.contains(&words[i].span.start));
        if learned::is_candidate(&words, &atoms, &gaps, i) {
            let mut keys = Vec::new();
            learned::features(&atoms, &gaps, start, i, &mut keys);
            examples.push((keys, right));
        }
        if right == 1 {
            start = i;
        }
    }
    examples
}

fn learn(perceptron: &mut Perceptron, keys: &[u32], right: usize) {
    let mut scores = [0; 2];
    perceptron.score(keys, &mut scores);
    let picked = usize::from(scores[1] > scores[0]);
    perceptron.tick();
    if picked != right {
        perceptron.correct(keys, right, picked);
    }
}
