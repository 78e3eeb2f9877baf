//! Names that patterns find: dates, amounts of money, quantities, laws, events, products.
//!
//! *Perpres Nomor 5 Tahun 2021* is a law, *Rp 5,2 triliun* money. The patterns are data, `data/LANGUAGE/patterns.txt`,
//! in a small language that the head of the Indonesian file describes. They look at the forms of tokens and at the
//! white space between them, at no tag and no tree, so that they hold for every model.

mod error;
mod expression;
mod program;
mod reader;
mod vocabulary;

use std::ops::Range;

use simpul_text::{Language, Name, NameKind, Token};

pub use error::PatternError;
pub use reader::Example;

use program::Run;
use reader::Pattern;
use vocabulary::{Bits, Vocabulary, meet};

/// The patterns of one language, ready to run.
#[derive(Clone, Debug)]
pub struct Patterns {
    vocabulary: Vocabulary,
    patterns: Vec<Pattern>,
    /// The classes that a first token can have.
    first: Bits,
    examples: Vec<Example>,
}

/// What a pattern found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Token indices in the sentence.
    pub tokens: Range<usize>,
    /// What kind of thing.
    pub kind: NameKind,
    /// Line of the pattern in its file, from 1.
    pub line: usize,
}

impl Patterns {
    /// Reads a file of patterns; `name` is what errors call it.
    ///
    /// # Errors
    /// All that is wrong with the file, in its order: a line that is no definition, pattern or example; an unknown
    /// name or kind; a pattern without an example that fires or without one that is silent.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<PatternError>> {
        let file = reader::read(name, text)?;
        let mut first = vec![0; file.vocabulary.width()];
        for pattern in &file.patterns {
            pattern.program.first.iter().zip(&mut first).for_each(|(bits, all)| *all |= bits);
        }
        Ok(Patterns { vocabulary: file.vocabulary, patterns: file.patterns, first, examples: file.examples })
    }

    /// The patterns for a language that come with the crate.
    pub fn bundled(language: Language) -> Self {
        let read = match language {
            Language::En => Patterns::parse("en/patterns.txt", include_str!("../../data/en/patterns.txt")),
            Language::Id => Patterns::parse("id/patterns.txt", include_str!("../../data/id/patterns.txt")),
        };
        #[expect(clippy::expect_used, reason = "a test reads the same files, which are part of the crate")]
        read.expect("the bundled patterns can be read")
    }

    /// The examples of the file, in its order.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// What the patterns find in a sentence, in text order, not overlapping. Where matches overlap, the longest in
    /// tokens stays; of equals the first, in the text and then in the file.
    pub fn find(&self, tokens: &[Token]) -> Vec<Hit> {
        let classes = self.vocabulary.classes(tokens);
        let mut run = Run::new(tokens, &classes, self.vocabulary.width());
        let mut all: Vec<Hit> = Vec::new();
        for (start, token) in tokens.iter().enumerate() {
            let here = run.classes_of(start);
            if token.clitic || !meet(here, &self.first) {
                continue;
            }
            for pattern in self.patterns.iter().filter(|p| meet(here, &p.program.first)) {
                if let Some(end) = pattern.program.longest(&mut run, start) {
                    all.push(Hit { tokens: start..end, kind: pattern.kind, line: pattern.line });
                }
            }
        }
        all.sort_by_key(|hit| (std::cmp::Reverse(hit.tokens.len()), hit.tokens.start, hit.line));
        let mut kept: Vec<Hit> = Vec::new();
        for hit in all {
            if kept.iter().all(|other| !overlap(&hit.tokens, &other.tokens)) {
                kept.push(hit);
            }
        }
        kept.sort_by_key(|hit| hit.tokens.start);
        kept
    }

    /// The learned names of a sentence together with what the patterns find, in text order, not overlapping.
    ///
    /// Of a learned name and a match that overlap the longer stays: *Komite Pemilu 2024* remains an organisation,
    /// *KTT G20* becomes an event. Of equals that cover the same tokens the match stays, of others the learned name.
    /// A person always stays, except inside a longer date, amount or quantity: *4 April 2020*.
    pub fn merge(&self, tokens: &[Token], learned: &[Name]) -> Vec<Name> {
        let hits = self.find(tokens).into_iter().filter(|hit| {
            learned.iter().filter(|name| overlap(&name.tokens, &hit.tokens)).all(|name| yields(name, hit))
        });
        let mut names: Vec<Name> = hits.map(|hit| Name { tokens: hit.tokens, kind: hit.kind }).collect();
        let n_hits = names.len();
        for name in learned {
            if names[..n_hits].iter().all(|hit| !overlap(&hit.tokens, &name.tokens)) {
                names.push(name.clone());
            }
        }
        names.sort_by_key(|name| name.tokens.start);
        names
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// True where a learned name gives way to a match that overlaps it.
fn yields(name: &Name, hit: &Hit) -> bool {
    let longer = hit.tokens.len() > name.tokens.len();
    match (name.kind, hit.kind) {
        (NameKind::Person, NameKind::Date | NameKind::Money | NameKind::Quantity) => longer,
        (NameKind::Person, _) => false,
        _ => longer || hit.tokens == name.tokens,
    }
}
