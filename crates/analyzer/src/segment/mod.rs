//! Puts surface words together to sentences.

pub(crate) mod learned;
mod lines;
pub(crate) mod rules;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::lists::Lists;
use crate::table::{Scorer, Table};
use crate::tokenize::Surface;
use rules::Gap;

/// A sentence never has more surface words; a longer one is cut, at a comma or semicolon if there is one.
pub(crate) const MAX_WORDS: usize = 200;

/// The sentences, as ranges of surface words; they hold every word. With a table of [`learned`] weights they end where
/// its treebank ends them, without one by the [`rules`] of the press. The rules have the last word where they are
/// [certain](rules::certain).
pub(crate) fn sentences(
    text: &str,
    words: &[Surface],
    lists: &Lists,
    lexicon: &Lexicon,
    table: Option<&Table>,
) -> Vec<Range<usize>> {
    let gaps = rules::gaps(text, words, lists);
    let atoms = table.map(|_| learned::atoms(text, words, lists, lexicon)).unwrap_or_default();
    let certain = table.map(|_| rules::certain(text, words, &gaps)).unwrap_or_default();
    let mut keys = Vec::new();
    let mut sentences = Vec::new();
    let mut start = 0;
    for (i, gap) in gaps.iter().enumerate().skip(1) {
        let ends = match table {
            Some(table) if !certain[i] && learned::is_candidate(words, &atoms, &gaps, i) => {
                learned::features(&atoms, &gaps, start, i, &mut keys);
                let mut scores = [0; learned::N_LABELS];
                table.score(&keys, &mut scores);
                scores[1] > scores[0]
            }
            _ => matches!(gap, Gap::Ends | Gap::Paragraph),
        };
        if ends {
            cut(text, words, start..i, &mut sentences);
            start = i;
        }
    }
    cut(text, words, start..words.len(), &mut sentences);
    sentences
}

/// Enters a sentence, in pieces where it is too long.
fn cut(text: &str, words: &[Surface], range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let mut start = range.start;
    while range.end - start > MAX_WORDS {
        let window = start + MAX_WORDS / 2..start + MAX_WORDS;
        let comma = window.rev().find(|i| matches!(&text[words[*i].span.range()], "," | ";"));
        let end = comma.map_or(start + MAX_WORDS, |i| i + 1);
        sentences.push(start..end);
        start = end;
    }
    if start < range.end {
        sentences.push(start..range.end);
    }
}

#[cfg(test)]
mod tests;
