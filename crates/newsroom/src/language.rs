//! Which language an article is written in, by its function words.

use std::collections::HashMap;

use serde::Deserialize;
use simpul_seeds::Seeds;
use simpul_text::Language;

use crate::seed::{RuleError, Seed};

/// So many words at the start of a text decide.
const N_WORDS: usize = 2_000;

/// The words that tell the languages apart.
pub(crate) struct Languages {
    words: HashMap<String, Language>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    tag: Language,
    words: Vec<String>,
}

impl Languages {
    pub(crate) fn from_seeds(seeds: &Seeds) -> Result<Self, RuleError> {
        let seed = Seed::open(seeds, "newsroom/languages.toml")?;
        let file: File = seed.toml()?;
        let mut words = HashMap::new();
        for entry in file.language {
            for word in entry.words {
                if words.insert(word.clone(), entry.tag).is_some_and(|other| other != entry.tag) {
                    return Err(
                        seed.error(0, format!("{word:?} stands in two languages; it tells none apart"))
                    );
                }
            }
        }
        Ok(Languages { words })
    }

    /// The language of a text: the one with more function words; Indonesian on a draw. Malay and others fall to the
    /// nearer of the two.
    pub(crate) fn of(&self, text: &str) -> Language {
        let mut lead = 0i32;
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        for word in words.take(N_WORDS) {
            let found = match word.chars().all(char::is_lowercase) {
                true => self.words.get(word),
                false => self.words.get(word.to_lowercase().as_str()),
            };
            match found {
                Some(Language::Id) => lead += 1,
                Some(Language::En) => lead -= 1,
                None => {}
            }
        }
        if lead < 0 { Language::En } else { Language::Id }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_decide() {
        let languages = Languages::from_seeds(&Seeds::bundled()).unwrap();
        assert_eq!(languages.of("Petani itu memanen padi di sawah."), Language::Id);
        assert_eq!(languages.of("The farmers harvested the rice in May."), Language::En);
        assert_eq!(
            languages.of("Film \"The End of the World\" akan tayang di kota ini dan itu."),
            Language::Id
        );
        assert_eq!(languages.of("12345"), Language::Id);
    }
}
