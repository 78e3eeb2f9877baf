//! Everything that people wrote down, read and checked once.

use serde::de::DeserializeOwned;
use simpul_fact::Relation;
use simpul_rules::{Grammar, RuleError, Rulebook, parse_relation};
use simpul_seeds::Seeds;
use simpul_text::{Article, Language};

use crate::aliases::{Aliases, Asked};
use crate::confidence::Confidence;
use crate::gazetteer::Gazetteer;
use crate::happening::Happenings;
use crate::lexicon::{Lexicon, Words};
use crate::steps::Steps;
use crate::title_list::Titles;

/// The gazetteers in order of trust: where one name means two things, the earlier file wins.
const GAZETTEERS: [&str; 7] =
    ["countries", "organisations", "people", "cities", "regions_id", "world_regions", "districts_id"];

/// Folders of the languages under `grammar/`, in the order of [`Language`].
const LANGUAGES: [&str; 2] = ["id", "en"];

/// Names, titles, word classes and rules: what the extractor knows beside the article.
#[derive(Debug)]
pub struct Knowledge {
    pub(crate) gazetteer: Gazetteer,
    aliases: Aliases,
    pub(crate) given_names: Words,
    pub(crate) rulebook: Rulebook,
    pub(crate) happenings: Happenings,
    pub(crate) confidence: Confidence,
    /// In the order of [`Language`].
    words: [LanguageWords; 2],
}

/// What the words of one language do.
#[derive(Debug)]
struct LanguageWords {
    lexicon: Lexicon,
    titles: Titles,
}

/// What serves to read an article in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lore<'k> {
    pub(crate) language: Language,
    /// What finds out what words refer to.
    pub(crate) steps: Steps,
    /// Name of the article.
    article: &'k str,
    pub(crate) gazetteer: &'k Gazetteer,
    pub(crate) aliases: &'k Aliases,
    pub(crate) given_names: &'k Words,
    pub(crate) lexicon: &'k Lexicon,
    pub(crate) titles: &'k Titles,
    pub(crate) rulebook: &'k Rulebook,
    pub(crate) happenings: &'k Happenings,
    pub(crate) confidence: Confidence,
}

impl<'k> Lore<'k> {
    /// The known things that go by that name in this article, best first.
    pub(crate) fn find<'a>(&'a self, name: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.aliases.find(self.gazetteer, name, self.asked())
    }

    /// The same by some steps only.
    pub(crate) fn by(self, steps: Steps) -> Lore<'k> {
        Lore { steps, ..self }
    }

    /// The article, for what an aliases file says about some articles only.
    pub(crate) fn asked(&self) -> Asked<'k> {
        Asked { article: self.article, language: self.language }
    }
}

impl Knowledge {
    /// Reads and checks all seeds.
    ///
    /// # Errors
    /// Every fault of every file at once, each with file, line and column.
    pub fn from_seeds(seeds: &Seeds) -> Result<Knowledge, KnowledgeError> {
        let mut error = KnowledgeError::default();
        let mut read = |path: &str| -> String {
            seeds.get(path).map(str::to_owned).unwrap_or_else(|| {
                error.faults.push(format!("seeds/{path}: file is missing"));
                String::new()
            })
        };
        let grammars = LANGUAGES.map(|tag| {
            ["lexicon.toml", "titles.tsv", "frames.toml"].map(|name| {
                let path = format!("grammar/{tag}/{name}");
                let text = read(&path);
                (format!("seeds/{path}"), text)
            })
        });
        let names = read("entities/given_names.txt");
        let happenings = read("grammar/happenings.toml");
        let confidence = read("grammar/confidence.toml");
        let tables: Vec<(String, String)> = GAZETTEERS
            .iter()
            .map(|name| format!("entities/{name}.tsv"))
            .map(|path| {
                let text = read(&path);
                (path, text)
            })
            .collect();
        if !error.faults.is_empty() {
            return Err(error);
        }

        let confidence = error.keep(Confidence::parse("seeds/grammar/confidence.toml", &confidence));
        let happenings = error.keep(Happenings::parse("seeds/grammar/happenings.toml", &happenings));
        let mut gazetteer = Gazetteer::default();
        for (path, text) in &tables {
            error.keep(gazetteer.add(&format!("seeds/{path}"), text));
        }
        let [indonesian, english] =
            grammars.map(|[lexicon, titles, frames]| language(&lexicon, &titles, &frames, &mut error));
        let (Some((indonesian, grammar)), Some((english, english_grammar))) = (indonesian, english) else {
            return Err(error);
        };
        let mut relations = Vec::new();
        for (path, text) in seeds.files_under("relations") {
            let file = format!("seeds/{path}");
            relations.extend(error.keep(parse_relation(&file, text, grammar.classes()).map_err(rule_errors)));
        }
        let rulebook = error.keep(Rulebook::new(relations, grammar).map_err(rule_errors));
        let given_names = names
            .lines()
            .map(str::trim)
            .filter(|n| !n.is_empty() && !n.starts_with('#'))
            .map(str::to_owned)
            .collect();
        match (rulebook, happenings, confidence) {
            (Some(rulebook), Some(happenings), Some(confidence)) if error.faults.is_empty() => {
                let rulebook = rulebook.with_grammar(Language::En, english_grammar);
                let (aliases, words) = (Aliases::default(), [indonesian, english]);
                Ok(Knowledge { gazetteer, aliases, given_names, rulebook, happenings, confidence, words })
            }
            _ => Err(error),
        }
    }

    /// The same with what a user's file says about names (`docs/aliases.md`), in place of an earlier one. `file` is what
    /// errors and reasons call it.
    ///
    /// # Errors
    /// Every fault of the file at once, each with line and column.
    pub fn with_aliases(self, file: &str, text: &str) -> Result<Knowledge, KnowledgeError> {
        let mut gazetteer = self.gazetteer;
        let aliases = Aliases::load(file, text, &mut gazetteer).map_err(rule_errors)?;
        Ok(Knowledge { gazetteer, aliases, ..self })
    }

    /// The same, with the confidence of statements as the rules state it, to fit `grammar/confidence.toml` to.
    pub fn uncalibrated(self) -> Knowledge {
        Knowledge { confidence: Confidence::STATED, ..self }
    }

    /// What serves to read an article.
    pub(crate) fn lore<'k>(&'k self, article: &'k Article) -> Lore<'k> {
        let language = article.language;
        let words = &self.words[language as usize];
        Lore {
            language,
            steps: Steps::ALL,
            article: &article.id,
            gazetteer: &self.gazetteer,
            aliases: &self.aliases,
            given_names: &self.given_names,
            lexicon: &words.lexicon,
            titles: &words.titles,
            rulebook: &self.rulebook,
            happenings: &self.happenings,
            confidence: self.confidence,
        }
    }

    /// The relations of the vocabulary, by name.
    pub fn relations(&self) -> Vec<Relation> {
        let mut relations: Vec<Relation> =
            self.rulebook.relations().iter().map(|r| r.relation.clone()).collect();
        relations.sort_by(|a, b| a.name.cmp(&b.name));
        relations
    }

    /// The rules, for printing a catalogue.
    pub fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }
}

/// Reads the three files of a language, each given as its name and text.
fn language(
    lexicon: &(String, String),
    titles: &(String, String),
    frames: &(String, String),
    error: &mut KnowledgeError,
) -> Option<(LanguageWords, Grammar)> {
    let lexicon = error.keep(Lexicon::parse(&lexicon.0, &lexicon.1));
    let plurals = lexicon.as_ref().is_some_and(|l: &Lexicon| l.offices.body_first());
    let titles = error.keep(Titles::parse(&titles.0, &titles.1, plurals));
    let grammar = error.keep(Grammar::parse(&frames.0, &frames.1).map_err(rule_errors));
    Some((LanguageWords { lexicon: lexicon?, titles: titles? }, grammar?))
}

fn rule_errors(errors: Vec<RuleError>) -> KnowledgeError {
    KnowledgeError { faults: errors.iter().map(RuleError::to_string).collect() }
}

/// The faults of the seeds, one a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{}", faults.join("\n"))]
pub struct KnowledgeError {
    /// Each fault as `file:line:column: what is wrong`.
    pub faults: Vec<String>,
}

/// Reads a file in TOML; `file` is its name for messages.
pub(crate) fn from_toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, KnowledgeError> {
    toml::from_str(text).map_err(|e| {
        let at = e.span().map_or(0, |s| s.start);
        KnowledgeError::at(file, text, at, e.message())
    })
}

impl KnowledgeError {
    /// A fault at a byte of a file.
    pub(crate) fn at(file: &str, text: &str, byte: usize, message: &str) -> KnowledgeError {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        KnowledgeError { faults: vec![format!("{file}:{line}:{column}: {message}")] }
    }

    fn keep<T>(&mut self, result: Result<T, KnowledgeError>) -> Option<T> {
        result.map_err(|e| self.faults.extend(e.faults)).ok()
    }
}
