//! What looks like a headline, and where a headline ends that is glued to the next sentence.

use std::collections::BTreeSet;

use serde::Deserialize;
use simpul_seeds::Seeds;

use crate::seed::{RuleError, Seed};

/// The words that show where a headline ends.
pub(crate) struct Headlines {
    small: BTreeSet<String>,
    openers: BTreeSet<String>,
    titles: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    small: Vec<String>,
    openers: Vec<String>,
    titles: Vec<String>,
}

/// A headline has at most so many words.
const MAX_WORDS: usize = 25;

impl Headlines {
    pub(crate) fn from_seeds(seeds: &Seeds) -> Result<Self, RuleError> {
        let file: File = Seed::open(seeds, "newsroom/headlines.toml")?.toml()?;
        Ok(Headlines {
            small: file.small.into_iter().collect(),
            openers: file.openers.into_iter().collect(),
            titles: file.titles.into_iter().collect(),
        })
    }

    /// True where most words begin with a capital letter, as in *Petani di Desa Lama Panen Dini*.
    pub(crate) fn is_title_case(&self, line: &str) -> bool {
        let (mut capital, mut small) = (0, 0);
        for word in line.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            match bare.chars().next() {
                Some(c) if c.is_lowercase() && !self.small.contains(bare) => small += 1,
                Some(c) if c.is_uppercase() => capital += 1,
                _ => {}
            }
        }
        capital > 0 && capital >= 3 * small
    }

    /// Length of the headline that a text begins with, in bytes: *Harga Cabai Naik di Kota Menurut pedagang, …* ends
    /// before *Menurut*. The text is a line at most: where nothing shows an end, all of it is the headline.
    pub(crate) fn len(&self, text: &str) -> usize {
        if let Some(quoted) = quoted_len(text) {
            return quoted;
        }
        let mut words: Vec<Word<'_>> = Vec::new();
        let mut run = None; // the first word of the run of capitals that the last word stands in
        for (i, (start, word)) in words_of(text).enumerate() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let first = bare.chars().next();
            let small = first.is_some_and(char::is_lowercase);
            if i > 0 && word.starts_with(['"', '“']) && words.last().is_some_and(|w| ends_clause(w.word)) {
                return trim_len(text, start);
            }
            if small && !self.small.contains(bare) {
                if i < 3 {
                    // A headline in small letters: it ends with its sentence, or before an opener.
                    return self.sentence_len(text);
                }
                return trim_len(text, self.split(&words[run.unwrap_or(i - 1)..]).unwrap_or(start));
            }
            if i > 0 && ends_sentence(words[i - 1].word) && !small {
                return trim_len(text, start);
            }
            if i >= MAX_WORDS {
                return self.sentence_len(text);
            }
            run = if small { None } else { run.or(Some(i)) };
            words.push(Word { start, word, bare });
        }
        trim_len(text, text.len())
    }

    /// Where the sentence begins in a run of capitalised words before its first small word: at an opener, else at a
    /// title of office, else before the last two words (its subject is most often a name of two words).
    fn split(&self, run: &[Word<'_>]) -> Option<usize> {
        let last = |set: &BTreeSet<String>| run.iter().rev().find(|w| set.contains(w.bare)).map(|w| w.start);
        let from_title = || {
            let at = run.iter().position(|w| self.titles.contains(w.bare) && w.start > run[0].start)?;
            Some(run[at].start)
        };
        let name = || run.get(run.len().checked_sub(if run.len() > 3 { 2 } else { 1 })?).map(|w| w.start);
        last(&self.openers).or_else(from_title).or_else(name)
    }

    fn sentence_len(&self, text: &str) -> usize {
        let mut before: Option<&str> = None;
        for (i, (start, word)) in words_of(text).enumerate() {
            let opens = i > 2 && self.openers.contains(word.trim_matches(|c: char| !c.is_alphanumeric()));
            if opens || before.is_some_and(ends_sentence) {
                return trim_len(text, start);
            }
            before = Some(word);
        }
        trim_len(text, text.len())
    }
}

struct Word<'a> {
    start: usize,
    word: &'a str,
    bare: &'a str,
}

fn ends_sentence(word: &str) -> bool {
    let word = word.trim_end_matches(['"', '”', '’', '\'', ')']);
    word.ends_with(['?', '!', '.', '…']) && word.chars().count() > 2
}

fn ends_clause(word: &str) -> bool {
    !word.ends_with([':', ',', '-', '–'])
}

fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn trim_len(text: &str, len: usize) -> usize {
    text[..len].trim_end().len()
}

/// Length of a quoted headline with what is pasted behind it: *"Panen Raya" di sini:*.
fn quoted_len(text: &str) -> Option<usize> {
    let body = text.trim_start();
    let open = body.chars().next()?;
    let close = match open {
        '"' | '\'' => open,
        '“' => '”',
        '‘' => '’',
        _ => return None,
    };
    let from = text.len() - body.len() + open.len_utf8();
    // An apostrophe inside a word is no closing quote.
    let inner = &text[from..];
    let end = inner
        .char_indices()
        .take_while(|(i, c)| *i < 300 && *c != '\n')
        .find(|(i, c)| *c == close && !inner[i + c.len_utf8()..].starts_with(char::is_alphanumeric))?;
    let mut len = from + end.0 + close.len_utf8();
    for tail in [" di sini", " berikut ini", " berikut", " di bawah ini", ":", " :"] {
        if text[len..].starts_with(tail) {
            len += tail.len();
        }
    }
    Some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_ends_where_the_next_sentence_begins() {
        let headlines = Headlines::from_seeds(&Seeds::bundled()).unwrap();
        for (text, end) in [
            ("Harga Cabai Naik di Kota Menurut pedagang, stok turun.", "Harga Cabai Naik di Kota"),
            ("Kepala Desa Lama Bagi Padi Bupati Budi Tani mengatakan itu.", "Kepala Desa Lama Bagi Padi"),
            ("Warga Desa Panen Raya Budi Tani berkata lain.", "Warga Desa Panen Raya"),
            ("Kenapa Padi Mahal? Pedagang mengeluh.", "Kenapa Padi Mahal?"),
            ("Padi Mahal Lagi \"Kami susah,\" kata Budi.", "Padi Mahal Lagi"),
            ("Padi mahal lagi di kota Menurut Budi, stok turun.", "Padi mahal lagi di kota"),
            ("'Padi Mahal Jum'at Ini': Budi pulang.", "'Padi Mahal Jum'at Ini':"),
            ("Padi Mahal Lagi di Kota", "Padi Mahal Lagi di Kota"),
            ("", ""),
        ] {
            assert_eq!(&text[..headlines.len(text)], end, "{text}");
        }
        assert!(headlines.is_title_case("Petani di Desa Lama Panen Dini"));
        assert!(!headlines.is_title_case("Petani di desa lama panen dini"));
    }
}
