//! What the classifiers see of a word: hashes of its form, its beginning and end, its shape.

use crate::hash;
use crate::lexicon::Lexicon;

/// The atoms of one word, computed once per token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// Lower-case form, digits as 0, quotes straightened.
    pub(crate) form: u32,
    /// Last 1 to 4 characters of that.
    pub(crate) suffixes: [u32; 4],
    /// First 1 to 4 characters of that.
    pub(crate) prefixes: [u32; 4],
    /// `Jakarta` is Xx, `COVID-19` is X-0, `e-KTP` is x-X.
    pub(crate) shape: u32,
    /// Small class of the shape: see [`CAPITALISED`] and its neighbours.
    pub(crate) class: u32,
    /// What the word lists say of the form; 0 for nothing.
    pub(crate) lexical: u32,
    /// Class of words used alike; 0 for none.
    pub(crate) cluster: u32,
}

/// The class of a word with a capital first and a small letter after.
pub(crate) const CAPITALISED: u32 = 1;
/// The class of a word of capitals only, at least two.
pub(crate) const CAPITALS: u32 = 2;
/// The class of a single capital, with or without a full stop.
pub(crate) const INITIAL: u32 = 3;
/// The class of a word with a digit.
pub(crate) const NUMBER: u32 = 4;
/// The class of punctuation.
pub(crate) const PUNCTUATION: u32 = 5;

impl Word {
    /// Reads a form.
    pub(crate) fn new(form: &str, lexicon: &Lexicon) -> Self {
        let normal = normalise(form);
        let mut word = Word { form: hash::text(&normal), ..Word::default() };
        let entry = lexicon.get(word.form);
        word.lexical = u32::from(entry.tag);
        word.cluster = u32::from(entry.cluster);
        let mut end = normal.len();
        for suffix in &mut word.suffixes {
            let Some(c) = normal[..end].chars().next_back() else { break };
            end -= c.len_utf8();
            *suffix = hash::text(&normal[end..]);
        }
        let mut end = 0;
        for prefix in &mut word.prefixes {
            let Some(c) = normal[end..].chars().next() else { break };
            end += c.len_utf8();
            *prefix = hash::text(&normal[..end]);
        }
        (word.shape, word.class) = shape(form);
        word
    }
}

/// *"2007-an"* gives *0000-an*.
pub(crate) fn normalise(form: &str) -> String {
    let mut out = String::with_capacity(form.len());
    simpul_net::normalise(form, &mut out);
    out
}

/// Bytes after which a shape ends.
const MAX_SHAPE: usize = 12;

fn shape(form: &str) -> (u32, u32) {
    let (mut shape, mut length) = ([0; MAX_SHAPE + 4], 0);
    let mut last = ' ';
    let (mut upper, mut lower, mut digits, mut other, mut n) = (0, 0, 0, 0, 0);
    for c in form.chars() {
        n += 1;
        let kind = if c.is_uppercase() {
            upper += 1;
            'X'
        } else if c.is_alphabetic() {
            lower += 1;
            'x'
        } else if c.is_numeric() {
            digits += 1;
            '0'
        } else {
            other += 1;
            c
        };
        if kind != last && length < MAX_SHAPE {
            length += kind.encode_utf8(&mut shape[length..]).len();
            last = kind;
        }
    }
    let class = if digits > 0 {
        NUMBER
    } else if other == n {
        PUNCTUATION
    } else if upper == 1 && lower == 0 {
        INITIAL
    } else if upper > 1 && lower == 0 {
        CAPITALS
    } else if form.starts_with(char::is_uppercase) {
        CAPITALISED
    } else {
        0
    };
    (hash::bytes(&shape[..length]), class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_words() {
        let class = |form| Word::new(form, &Lexicon::default()).class;
        assert_eq!(class("Jakarta"), CAPITALISED);
        assert_eq!(class("DPR"), CAPITALS);
        assert_eq!(class("M."), INITIAL);
        assert_eq!(class("COVID-19"), NUMBER);
        assert_eq!(class("..."), PUNCTUATION);
        assert_eq!(class("rumah"), 0);
    }

    #[test]
    fn case_digits_and_quotes_do_not_count() {
        assert_eq!(normalise("“Tahun” 1998"), "\"tahun\" 0000");
        assert_eq!(
            Word::new("Rumah", &Lexicon::default()).form,
            Word::new("rumah", &Lexicon::default()).form
        );
    }
}
