//! Sets of words and phrases in lower case, and where a sentence has one.

use rustc_hash::FxHashSet;
use serde::Deserialize;
use simpul_text::Sentence;

/// A set of words or phrases in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Words {
    words: FxHashSet<String>,
    /// First words of the phrases: *tidak* of *tidak akan*.
    starts: FxHashSet<String>,
}

/// Words of a phrase at most.
const LONGEST: usize = 3;

impl FromIterator<String> for Words {
    fn from_iter<T: IntoIterator<Item = String>>(words: T) -> Words {
        let words: FxHashSet<String> = words.into_iter().collect();
        let first = |words: &String| Some(words.split_once(' ')?.0.to_owned());
        Words { starts: words.iter().filter_map(first).collect(), words }
    }
}

impl From<Vec<String>> for Words {
    fn from(words: Vec<String>) -> Words {
        words.into_iter().collect()
    }
}

impl Words {
    /// True where the set has these very words, in lower case.
    pub(crate) fn contains(&self, words: &str) -> bool {
        self.words.contains(words)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// The longest phrase of `set` that begins at token `at`, in tokens; phrases have at most three words.
pub(crate) fn phrase_at(set: &Words, sentence: &Sentence, at: usize) -> Option<usize> {
    let mut words = String::new();
    let mut found = None;
    for (n, token) in sentence.tokens.iter().skip(at).take(LONGEST).enumerate() {
        if n > 0 {
            words.push(' ');
        }
        push_lower(&mut words, &token.form);
        if set.contains(&words) {
            found = Some(n + 1);
        }
        if n == 0 && !set.starts.contains(&words) {
            break;
        }
    }
    found
}

/// Appends a form in lower case, letter by letter; most forms are ASCII, for which that is one copy.
pub(crate) fn push_lower(words: &mut String, form: &str) {
    if form.is_ascii() {
        let start = words.len();
        words.push_str(form);
        words[start..].make_ascii_lowercase();
    } else {
        words.extend(form.chars().flat_map(char::to_lowercase));
    }
}
