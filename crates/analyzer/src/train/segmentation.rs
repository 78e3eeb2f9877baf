//! Scores the cutting of plain text into surface words, words and sentences: F1 over stretches of characters.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use simpul_text::Language;

use super::raw::{self, Paragraph};
use super::{TrainError, boundaries, corpus};
use crate::lexicon::Lexicon;
use crate::lists::Lists;
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

/// Trains the cutting of one language on its treebanks and scores it; `test` asks for the test sets instead of the
/// development sets.
///
/// # Errors
/// [`TrainError`] where a treebank is missing or malformed.
pub fn segmentation(
    data: &Path,
    language: Language,
    test: bool,
    differences: bool,
) -> Result<String, TrainError> {
    let lists = Lists::of(language);
    let read = |file: &str| Ok::<_, TrainError>(raw::paragraphs(&corpus::read(&data.join(file))?));
    let (mut train, sets): (Vec<Paragraph>, Vec<&str>) = match language {
        Language::En => (
            read(corpus::EWT)?,
            if test {
                vec!["ud_en_ewt/en_ewt-ud-test.conllu", "ud_en_pud/en_pud-ud-test.conllu"]
            } else {
                vec!["ud_en_ewt/en_ewt-ud-dev.conllu"]
            },
        ),
        Language::Id => (
            read("ud_id_gsd/train_upgraded.conllu")?,
            if test {
                vec![
                    "ud_id_gsd/id_gsd-ud-test.conllu",
                    "ud_id_csui/id_csui-ud-test.conllu",
                    "ud_id_pud/id_pud-ud-test.conllu",
                ]
            } else {
                vec!["ud_id_gsd/id_gsd-ud-dev.conllu", "ud_id_csui/id_csui-ud-train.conllu"]
            },
        ),
    };
    if language == Language::Id && test {
        train.extend(read("ud_id_gsd/id_gsd-ud-dev.conllu")?);
        train.extend(read("ud_id_csui/id_csui-ud-train.conllu")?);
    }
    let lexicon = Lexicon::default();
    let splitter = boundaries::clitics(&train, &lexicon, &lists).table();
    let learned = boundaries::boundaries(&train, &lists).table();
    let mut out = String::new();
    for file in sets {
        let golds = read(file)?;
        for (name, table) in [("rules", None), ("learned", Some(&learned))] {
            let mut wrong = differences.then(String::new);
            let [tokens, words, sentences] =
                score(&golds, &lists, &lexicon, &splitter, table, wrong.as_mut());
            let _ = writeln!(
                out,
                "{file} {name}: tokens {:.2} words {:.2} sentences {:.2}",
                tokens.f1(),
                words.f1(),
                sentences.f1()
            );
            out.push_str(&wrong.unwrap_or_default());
        }
    }
    Ok(out)
}

fn score(
    golds: &[Paragraph],
    lists: &Lists,
    lexicon: &Lexicon,
    splitter: &Table,
    learned: Option<&Table>,
    mut wrong: Option<&mut String>,
) -> [Counts; 3] {
    let mut counts = [Counts::default(); 3];
    for gold in golds {
        let text = &gold.text;
        let surfaces = tokenize::tokenize(text, lists);
        let ranges = segment::sentences(text, &surfaces, lists, learned);
        let mut found: [BTreeSet<(usize, usize)>; 3] = Default::default();
        for range in ranges {
            let surfaces = &surfaces[range];
            let forms: Vec<&str> = surfaces.iter().map(|s| &text[s.span.range()]).collect();
            for (surface, cut) in surfaces.iter().zip(clitics::split(&forms, lists, lexicon, splitter)) {
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
    counts
}
