//! Scores the cutting of plain text into surface words, words and sentences: F1 over stretches of characters.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use simpul_text::Language;

use super::corpus::Corpora;
use super::raw::Paragraph;
use super::{TrainError, boundaries};
use crate::lexicon::Lexicon;
use crate::lists::Lists;
use crate::model::Model;
use crate::table::Table;
use crate::{clitics, segment, tokenize};

/// Hits, gold items and found items.
#[derive(Clone, Copy, Default)]
struct Counts([usize; 3]);

impl Counts {
    fn f1(self) -> f64 {
        200.0 * self.0[0] as f64 / (self.0[1] + self.0[2]).max(1) as f64
    }

    fn add<T: Ord>(&mut self, gold: &BTreeSet<T>, found: &BTreeSet<T>) {
        self.0[0] += gold.intersection(found).count();
        self.0[1] += gold.len();
        self.0[2] += found.len();
    }
}

/// Trains the cutting of one language without a part of the hand-made treebanks and scores it on that, four times with
/// other parts or, where there is one, on the development part: with sentences as the rules of the press end them, and
/// as learned. A model gives its word classes.
///
/// # Errors
/// [`TrainError`] where a treebank is missing or malformed.
pub fn segmentation(
    data: &Path,
    language: Language,
    model: Option<&Model>,
    differences: bool,
) -> Result<String, TrainError> {
    let (lists, corpora) = (Lists::of(language), Corpora::of(language));
    let lexicon = model.map(|m| m.lexicon.clone()).unwrap_or_default();
    let mut counts: BTreeMap<(&str, &str), ([Counts; 3], String)> = BTreeMap::new();
    for first in 0..4 {
        let train = corpora.paragraphs(data, Some(first))?;
        let splitter = boundaries::clitics(&train, &lexicon, &lists).table();
        let learned = boundaries::boundaries(&train, &lexicon, &lists).table();
        for (file, golds) in corpora.held_out_paragraphs(data, first)? {
            for (name, table) in [("rules", None), ("learned", Some(&learned))] {
                let (counts, wrong) = counts.entry((file, name)).or_default();
                score(&golds, &lists, &lexicon, &splitter, table, counts, differences.then_some(wrong));
            }
        }
    }
    let mut out = String::new();
    for ((file, name), (counts, wrong)) in counts {
        let [tokens, words, sentences] = counts.map(Counts::f1);
        let _ = writeln!(
            out,
            "{file} {name}: tokens {tokens:.2} words {words:.2} sentences {sentences:.2}\n{wrong}"
        );
    }
    Ok(out)
}

fn score(
    golds: &[Paragraph],
    lists: &Lists,
    lexicon: &Lexicon,
    splitter: &Table,
    learned: Option<&Table>,
    counts: &mut [Counts; 3],
    mut wrong: Option<&mut String>,
) {
    for gold in golds {
        let text = &gold.text;
        let surfaces = tokenize::tokenize(text, lists);
        let ranges = segment::sentences(text, &surfaces, lists, lexicon, learned);
        let mut found: [BTreeSet<(usize, usize)>; 3] = Default::default();
        for range in ranges {
            let mut surfaces = surfaces[range].to_vec();
            if lists.cuts_marks(gold.style) {
                surfaces = tokenize::apart(text, &surfaces);
            }
            let forms: Vec<&str> = surfaces.iter().map(|s| &text[s.span.range()]).collect();
            for (surface, cut) in
                surfaces.iter().zip(clitics::split(&forms, lists, lexicon, gold.style, splitter))
            {
                let mut start = surface.span.start;
                found[0].insert((start, surface.span.end));
                for piece in clitics::pieces(&text[surface.span.range()], &cut) {
                    found[1].insert((start, start + piece.len()));
                    start += piece.len();
                }
            }
            if let (Some(first), Some(last)) = (surfaces.first(), surfaces.last()) {
                found[2].insert((first.span.start, last.span.end));
            }
        }
        let mut wanted: [BTreeSet<(usize, usize)>; 3] = Default::default();
        for sentence in &gold.sentences {
            for word in sentence {
                wanted[0].insert((word.span.start, word.span.end));
                let mut start = word.span.start;
                for (i, form) in word.words.iter().enumerate() {
                    let end = if i + 1 == word.words.len() { word.span.end } else { start + form.len() };
                    wanted[1].insert((start, end));
                    start = end;
                }
            }
            if let (Some(first), Some(last)) = (sentence.first(), sentence.last()) {
                wanted[2].insert((first.span.start, last.span.end));
            }
        }
        for k in 0..3 {
            counts[k].add(&wanted[k], &found[k]);
            if let Some(wrong) = &mut wrong {
                for (mark, missing) in
                    [('-', wanted[k].difference(&found[k])), ('+', found[k].difference(&wanted[k]))]
                {
                    for (start, end) in missing {
                        let _ = writeln!(wrong, "{k}{mark} {}", text.get(*start..*end).unwrap_or("?"));
                    }
                }
            }
        }
    }
}
