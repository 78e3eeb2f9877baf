//! Which language a text is written in: by its frequent words, and by letter trigrams and script where those say
//! nothing.
//!
//! *Dia datang kerana polis …* is Malay, *Dia datang karena polisi …* Indonesian. The words are
//! `seeds/newsroom/languages.toml`; what is in none of its languages is told by the library `whatlang`.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use simpul_seeds::Seeds;
use simpul_text::Language;
use whatlang::{Detector, Lang, Script};

use crate::seed::{RuleError, Seed};

/// So many words at the start of a text decide.
const N_WORDS: usize = 2_000;
/// Where one word of so many, or more, is a known one, its language is certain. In Indonesian and English news it is
/// one of three to five; in other languages of Latin script one of fifteen or fewer.
const CERTAIN: usize = 9;
/// So many bytes at the start of a text are looked at for trigrams, which are 50 times slower than words.
const MAX_TRIGRAM_BYTES: usize = 4_000;
/// A text of fewer letters is too short for trigrams.
const MIN_LETTERS: usize = 60;

/// The language that a text is found to be written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// BCP 47 tag: `ms`; the code of ISO 639-3 for a language that the seeds do not name.
    pub tag: String,
    /// Name in English: `Malay`.
    pub name: String,
    /// The language whose model and rules read it: Indonesian for Malay. `None` where nothing does.
    pub read_as: Option<Language>,
}

impl Recognised {
    /// True where the text is read as what it is: not for Malay, which is read as Indonesian.
    pub fn is_exact(&self) -> bool {
        self.read_as.is_some_and(|l| l.tag() == self.tag)
    }
}

/// The words that tell the languages apart.
pub(crate) struct Languages {
    languages: Vec<Entry>,
    /// Bit `i` is set for a word of `languages[i]`.
    words: FxHashMap<String, u32>,
    trigrams: Detector,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: Vec<Entry>,
    words: Vec<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    tag: String,
    name: String,
    read_as: Option<Language>,
    #[serde(default)]
    lead: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    of: Vec<toml::Spanned<String>>,
    words: Vec<String>,
}

/// How many words of a text are words of each language.
struct Counts {
    /// In the order of [`Languages::languages`].
    of: Vec<usize>,
    n_words: usize,
}

impl Languages {
    pub(crate) fn from_seeds(seeds: &Seeds) -> Result<Self, RuleError> {
        let seed = Seed::open(seeds, "newsroom/languages.toml")?;
        let File { language: languages, words: lists } = seed.toml()?;
        if languages.len() > 32 || languages.first().is_none_or(|l| l.read_as.is_none()) {
            let what = "there may be 32 languages, and the first must be one that is read; add read_as to it";
            return Err(seed.error(0, what));
        }
        let mut words = FxHashMap::default();
        for list in lists {
            let mut bits = 0;
            for tag in list.of {
                let at = languages.iter().position(|l| l.tag == *tag.get_ref());
                let what = || format!("no language has the tag {:?}; add a [[language]]", tag.get_ref());
                bits |= 1u32 << at.ok_or_else(|| seed.error(tag.span().start, what()))?;
            }
            for word in list.words {
                *words.entry(word).or_insert(0) |= bits;
            }
        }
        // The words know these from Indonesian, trigrams do not.
        let trigrams = Detector::with_denylist(vec![Lang::Jav, Lang::Tgl]);
        Ok(Languages { languages, words, trigrams })
    }

    /// The language of a text. A text that says too little is in the language that most of its words fit, and in the
    /// first one where none fits: *12345* is Indonesian.
    pub(crate) fn recognise(&self, text: &str) -> Recognised {
        let counts = self.count(text);
        let best = self.best(&counts, |_| true);
        if counts.of[best] * CERTAIN < counts.n_words.max(1)
            && let Some(other) = self.by_trigrams(text)
        {
            return other;
        }
        let Entry { tag, name, read_as, .. } = &self.languages[best];
        Recognised { tag: tag.clone(), name: name.clone(), read_as: *read_as }
    }

    /// The language to read a text in, whatever it is written in.
    pub(crate) fn nearest(&self, text: &str) -> Language {
        let best = self.best(&self.count(text), |l| l.read_as.is_some());
        self.languages[best].read_as.unwrap_or_default()
    }

    fn count(&self, text: &str) -> Counts {
        let mut counts = Counts { of: vec![0; self.languages.len()], n_words: 0 };
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
        for word in words.take(N_WORDS) {
            counts.n_words += 1;
            let mut bits = match word.chars().all(char::is_lowercase) {
                true => self.words.get(word),
                false => self.words.get(word.to_lowercase().as_str()),
            }
            .map_or(0, |bits| *bits);
            while bits != 0 {
                counts.of[bits.trailing_zeros() as usize] += 1;
                bits &= bits - 1;
            }
        }
        counts
    }

    /// The language with the most words among those that pass; the first one on a draw.
    fn best(&self, counts: &Counts, pass: impl Fn(&Entry) -> bool) -> usize {
        let mut best = 0;
        for (i, language) in self.languages.iter().enumerate().skip(1) {
            let enough = counts.of[i] >= counts.of[0] + language.lead && counts.of[i] > counts.of[best];
            if enough && pass(language) {
                best = i;
            }
        }
        best
    }

    /// *Le président est arrivé à Jakarta …*, *Президент прибыл …*: a language that no words are listed of.
    fn by_trigrams(&self, text: &str) -> Option<Recognised> {
        let head = &text[..crate::page::floor(text, text.len().min(MAX_TRIGRAM_BYTES))];
        // Names are of any language: a list of foreign footballers is no foreign text.
        let words = head.split_whitespace().filter(|w| !w.starts_with(char::is_uppercase));
        let words = words.collect::<Vec<_>>().join(" ");
        let info = self.trigrams.detect(&words)?;
        let n_letters = words.chars().filter(|c| c.is_alphabetic()).count();
        let sure = match info.script() {
            Script::Latin => n_letters >= MIN_LETTERS && info.is_reliable(),
            _ => n_letters > 0,
        };
        let (tag, name) = (info.lang().code(), info.lang().eng_name());
        let listed = self.languages.iter().find(|l| l.name == name);
        let other = listed.is_none_or(|l| l.read_as.is_none());
        let tag = listed.map_or(tag, |l| &l.tag).to_owned();
        (sure && other).then(|| Recognised { tag, name: name.to_owned(), read_as: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_says_little_is_still_read() {
        let languages = Languages::from_seeds(&Seeds::bundled()).unwrap();
        let cases = [
            ("Petani itu memanen padi di sawah.", Language::Id),
            ("The farmers harvested the rice in May.", Language::En),
            ("Film \"The End of the World\" akan tayang di kota ini dan itu.", Language::Id),
            ("12345", Language::Id),
            ("", Language::Id),
        ];
        for (text, language) in cases {
            assert_eq!(languages.recognise(text).read_as, Some(language), "{text}");
            assert_eq!(languages.nearest(text), language, "{text}");
        }
    }

    #[test]
    fn a_list_of_no_language_is_named() {
        let file = "[[language]]\ntag = \"id\"\nname = \"Indonesian\"\nread_as = \"id\"\n\
                    [[words]]\nof = [\"id\", \"xx\"]\nwords = [\"yang\"]\n";
        let seeds = Seeds::from_files(vec![("newsroom/languages.toml".to_owned(), file.to_owned())]);
        let error = Languages::from_seeds(&seeds).err().unwrap().to_string();
        assert!(
            error.starts_with("seeds/newsroom/languages.toml:6:13: no language has the tag \"xx\""),
            "{error}"
        );
    }
}
