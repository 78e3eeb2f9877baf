//! The word lists of the tokenizer: abbreviations, clitics, currency signs.

use std::collections::{BTreeMap, BTreeSet};

/// What an abbreviation allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Abbreviation {
    /// A sentence may end with it: *dll.*
    pub(crate) may_end: bool,
}

/// Word lists, read from the text files in `data/`: one entry a line, `#` for a comment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    abbreviations: BTreeMap<String, Abbreviation>,
    currencies: BTreeSet<String>,
    /// Longest first.
    clitics: Vec<String>,
}

impl Lists {
    /// The lists for Indonesian.
    pub(crate) fn indonesian() -> Self {
        let lines = |text: &'static str| {
            text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
        };
        let mut lists = Lists::default();
        for line in lines(include_str!("../data/abbreviations.txt")) {
            let (word, may_end) = line.strip_suffix(" *").map_or((line, false), |word| (word, true));
            for form in [word.to_owned(), word.to_uppercase()] {
                lists.abbreviations.entry(form).or_insert(Abbreviation { may_end });
            }
        }
        lists.currencies = lines(include_str!("../data/currencies.txt")).map(str::to_owned).collect();
        lists.clitics = lines(include_str!("../data/clitics.txt")).map(str::to_owned).collect();
        lists.clitics.sort_by_key(|clitic| std::cmp::Reverse(clitic.len()));
        lists
    }

    /// *Dr*, *S.H*, *dll*, without the last full stop.
    pub(crate) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        (word.len() < 16).then(|| self.abbreviations.get(word).copied()).flatten()
    }

    /// *US* before *$*.
    pub(crate) fn currency(&self, word: &str) -> bool {
        word.len() < 4 && self.currencies.contains(word)
    }

    /// *Rp1000*: the length of the sign, where the word is a sign and digits.
    pub(crate) fn currency_before_digit(&self, word: &str) -> Option<usize> {
        let n = word.bytes().take(4).take_while(|b| !b.is_ascii_digit()).count();
        let sign = word.get(..n)?;
        (n > 1 && n < word.len() && word.is_char_boundary(n) && self.currencies.contains(sign)).then_some(n)
    }

    /// The clitic that a word ends with, where at least two letters stand before it: *nya* of *rumahnya*.
    pub(crate) fn clitic<'a>(&self, word: &'a str) -> Option<&'a str> {
        self.clitics.iter().find_map(|clitic| {
            let stem = word.strip_suffix(clitic.as_str())?;
            stem.chars().nth(1).is_some().then(|| &word[stem.len()..])
        })
    }
}
