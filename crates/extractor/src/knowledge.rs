//! Everything that people wrote down, read and checked once.

use simpul_fact::Relation;
use simpul_rules::{Grammar, RuleError, Rulebook, parse_relation};
use simpul_seeds::Seeds;

use crate::gazetteer::Gazetteer;
use crate::lexicon::{Lexicon, Titles, Words};

/// The gazetteers in order of trust: where one name means two things, the earlier file wins.
const GAZETTEERS: [&str; 7] =
    ["countries", "organisations", "people", "cities", "regions_id", "world_regions", "districts_id"];

/// Names, titles, word classes and rules: what the extractor knows beside the article.
#[derive(Debug)]
pub struct Knowledge {
    pub(crate) gazetteer: Gazetteer,
    pub(crate) given_names: Words,
    pub(crate) lexicon: Lexicon,
    pub(crate) titles: Titles,
    pub(crate) rulebook: Rulebook,
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
        let (lexicon, titles) = (read("grammar/id/lexicon.toml"), read("grammar/id/titles.tsv"));
        let (frames, names) = (read("grammar/id/frames.toml"), read("entities/given_names.txt"));
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

        let lexicon = error.keep(Lexicon::parse("seeds/grammar/id/lexicon.toml", &lexicon));
        let titles = error.keep(Titles::parse("seeds/grammar/id/titles.tsv", &titles));
        let mut gazetteer = Gazetteer::default();
        for (path, text) in &tables {
            error.keep(gazetteer.add(&format!("seeds/{path}"), text));
        }
        let grammar =
            error.keep(Grammar::parse("seeds/grammar/id/frames.toml", &frames).map_err(rule_errors));
        let mut relations = Vec::new();
        for (path, text) in seeds.files_under("relations") {
            let Some(grammar) = &grammar else { break };
            let file = format!("seeds/{path}");
            relations.extend(error.keep(parse_relation(&file, text, grammar.classes()).map_err(rule_errors)));
        }
        let rulebook =
            grammar.and_then(|grammar| error.keep(Rulebook::new(relations, grammar).map_err(rule_errors)));
        let given_names = names
            .lines()
            .map(str::trim)
            .filter(|n| !n.is_empty() && !n.starts_with('#'))
            .map(str::to_owned)
            .collect();
        match (lexicon, titles, rulebook) {
            (Some(lexicon), Some(titles), Some(rulebook)) if error.faults.is_empty() => {
                Ok(Knowledge { gazetteer, given_names, lexicon, titles, rulebook })
            }
            _ => Err(error),
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
