//! Ordinary words: names that are also such words are left out or marked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::kept;
use crate::source::{self, SourceError};

/// Lower-case words of Indonesian and English that are not names.
#[derive(Debug, Default)]
pub(crate) struct Words {
    indonesian: BTreeSet<String>,
    english: BTreeSet<String>,
    common: BTreeSet<String>,
    surnames: BTreeSet<&'static str>,
    stopped: BTreeSet<&'static str>,
    borne: BTreeSet<String>,
}

impl Words {
    /// Reads the word lists in `data`; they only decide what to leave out.
    ///
    /// # Errors
    ///
    /// A list cannot be read.
    pub(crate) fn read(data: &Path) -> Result<Self, SourceError> {
        let mut words = Self::default();
        words.common.extend(kept::list(kept::ORDINARY_WORDS).map(str::to_owned));
        words.surnames.extend(kept::list(kept::COMMON_SURNAMES));
        words.stopped.extend(kept::list(kept::STOP_NAMES));
        for row in source::csv_rows(data, "gaz_leaders/id_legislators.csv")? {
            words.borne.extend(source::cell(&row, "person").split_whitespace().map(str::to_owned));
        }
        let list = source::text(data, "lex_id_words/05-ivanlanin2011-sort-alpha.lst")?;
        words.indonesian.extend(list.lines().map(|word| word.trim().to_lowercase()));
        // Wordnet Bahasa: "00001740-n <tab> lemma <tab> entitas"
        let wordnet = source::text(data, "lex_id_wordnet/wn-data-ind.tab")?;
        let lemmas = wordnet.lines().filter_map(|line| line.split('\t').nth(2));
        words.indonesian.extend(lemmas.filter(|lemma| is_lower_word(lemma)).map(str::to_owned));
        // CoNLL-U: form, lemma and UPOS are columns 2 to 4
        let english = source::text(data, "ud_en_ewt/en_ewt-ud-train.conllu")?;
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for line in english.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            if let [_, form, _, upos, ..] = cells[..]
                && upos != "PROPN"
                && is_lower_word(form)
            {
                *times.entry(form.to_owned()).or_default() += 1;
            }
        }
        // A name typed in lower case once or twice ("mary") is no word.
        words.english.extend(times.into_iter().filter(|(_, times)| *times >= 3).map(|(form, _)| form));
        Ok(words)
    }

    /// Whether a name, in lower case, is a frequent word of Indonesian ("barat", "maju").
    pub(crate) fn is_common(&self, name: &str) -> bool {
        self.common.contains(&name.to_lowercase())
    }

    /// Whether a place's name in running text is nearly always something else.
    pub(crate) fn is_stopped(&self, name: &str) -> bool {
        self.stopped.contains(name)
    }

    /// Whether a word is part of an Indonesian legislator's name ("Paloh").
    pub(crate) fn is_borne(&self, name: &str) -> bool {
        self.borne.contains(name)
    }

    /// Whether so many people bear this family name that it points to none.
    pub(crate) fn is_common_surname(&self, name: &str) -> bool {
        self.surnames.contains(name)
    }

    /// Whether a name, in lower case, is a word of Indonesian.
    pub(crate) fn is_indonesian(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        self.common.contains(&lower) || self.indonesian.contains(&lower)
    }

    /// Whether a name, in lower case, is a word of Indonesian or English.
    pub(crate) fn is_word(&self, name: &str) -> bool {
        self.is_indonesian(name) || self.english.contains(&name.to_lowercase())
    }
}

fn is_lower_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase())
}
