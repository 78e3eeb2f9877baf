//! Gold files: what an article states, as a person read it.

use std::collections::{BTreeMap, BTreeSet};

use simpul_fact::{EntityKind, Modality};

use crate::matching::words;

/// The gold of one article.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The things that the article names, by the id that the file gives them.
    pub entities: BTreeMap<String, GoldEntity>,
    /// Statements that must be found.
    pub required: Vec<GoldStatement>,
    /// Statements that are right but need not be found.
    pub optional: Vec<GoldStatement>,
    /// Reported words that must be found.
    pub speeches: Vec<GoldSpeech>,
}

/// A thing that an article names.
#[derive(Clone, Debug)]
pub struct GoldEntity {
    /// What kind of thing.
    pub kind: EntityKind,
    /// Its first name, as written.
    pub label: String,
    /// All its names as normalised words.
    pub(crate) names: Vec<Vec<String>>,
    /// Wikidata item.
    pub wikidata: Option<String>,
}

/// A statement between two things.
#[derive(Clone, Debug)]
pub struct GoldStatement {
    /// Id of the subject in the file.
    pub subject: String,
    /// Name of the relation.
    pub relation: String,
    /// Id of the object in the file.
    pub object: String,
    /// The date, as written: statements dated to the day agree with a month.
    pub when: Option<String>,
    /// Whether it is stated as fact.
    pub modality: Modality,
    /// `item`, `where`, `from`, `by`: id of an entity, or words.
    pub qualifiers: BTreeMap<String, String>,
    /// Line in the file, from 1.
    pub line: usize,
}

/// Reported words.
#[derive(Clone, Debug)]
pub struct GoldSpeech {
    /// Id of the speaker in the file.
    pub speaker: String,
    /// Words of what was said, normalised.
    pub(crate) words: Vec<String>,
}

/// A gold file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct GoldError {
    /// The file, as the caller named it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub message: String,
}

const QUALIFIERS: [&str; 6] = ["when", "where", "item", "from", "by", "modality"];

impl Gold {
    /// Reads a gold file; `file` is its name for errors, `relations` are the names that a statement may have.
    ///
    /// # Errors
    /// All faults of the file, in its order.
    pub fn parse(file: &str, text: &str, relations: &BTreeSet<String>) -> Result<Gold, Vec<GoldError>> {
        let mut reader = Reader { file, gold: Gold::default(), used: Vec::new(), errors: Vec::new() };
        for (i, line) in text.lines().enumerate() {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                reader.line(i + 1, line, relations);
            }
        }
        reader.finish()
    }
}

struct Reader<'a> {
    file: &'a str,
    gold: Gold,
    /// Ids of entities with the lines that use them.
    used: Vec<(usize, String)>,
    errors: Vec<GoldError>,
}

impl Reader<'_> {
    fn error(&mut self, line: usize, message: String) {
        self.errors.push(GoldError { file: self.file.to_owned(), line, message });
    }

    fn line(&mut self, number: usize, line: &str, relations: &BTreeSet<String>) {
        let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
        let fields: Vec<&str> = rest.split(" | ").map(str::trim).collect();
        match (kind, fields.as_slice()) {
            ("E", [id, entity, names, more @ ..]) => self.entity(number, id, entity, names, more.first()),
            ("S" | "O", [subject, relation, object, more @ ..]) => {
                if !relations.contains(*relation) {
                    self.error(number, format!("no relation is named {relation:?}"));
                }
                self.used.extend([subject, object].map(|id| (number, (*id).to_owned())));
                let qualifiers = more.first().copied().unwrap_or_default();
                let statement = self.statement(number, [subject, relation, object], qualifiers);
                let list = if kind == "S" { &mut self.gold.required } else { &mut self.gold.optional };
                list.push(statement);
            }
            ("Q", [speaker, said, ..]) => {
                self.used.push((number, (*speaker).to_owned()));
                self.gold.speeches.push(GoldSpeech { speaker: (*speaker).to_owned(), words: words(said) });
            }
            ("E", _) => self.error(number, "an entity is E id | type | names | wikidata".to_owned()),
            ("S" | "O", _) => {
                self.error(number, format!("a statement is {kind} subject | relation | object | qualifiers"));
            }
            ("Q", _) => self.error(number, "reported words are Q speaker | words".to_owned()),
            _ => self.error(number, format!("{kind:?} is no kind of line; write E, S, O, Q or #")),
        }
    }

    fn entity(&mut self, line: usize, id: &str, kind: &str, names: &str, wikidata: Option<&&str>) {
        let kind = match kind.parse::<EntityKind>() {
            Ok(kind) => kind,
            Err(error) => return self.error(line, error.to_string()),
        };
        let names: Vec<&str> = names.split(';').map(str::trim).filter(|n| !n.is_empty()).collect();
        let Some(label) = names.first().map(|n| (*n).to_owned()) else {
            return self.error(line, format!("the entity {id:?} has no name"));
        };
        let names = names.iter().map(|n| words(n)).collect();
        let wikidata = wikidata.filter(|w| **w != "-" && !w.is_empty()).map(|w| (*w).to_owned());
        if self.gold.entities.insert(id.to_owned(), GoldEntity { kind, label, names, wikidata }).is_some() {
            self.error(line, format!("the entity {id:?} stands twice in the file"));
        }
    }

    fn statement(&mut self, line: usize, ends: [&str; 3], qualifiers: &str) -> GoldStatement {
        let [subject, relation, object] = ends.map(str::to_owned);
        let mut found = GoldStatement {
            subject,
            relation,
            object,
            when: None,
            modality: Modality::Actual,
            qualifiers: BTreeMap::new(),
            line,
        };
        for pair in qualifiers.split(';').map(str::trim).filter(|p| !p.is_empty()) {
            let Some((key, value)) = pair.split_once('=').filter(|(key, _)| QUALIFIERS.contains(key)) else {
                self.error(line, format!("{pair:?} is no qualifier; write {}=…", QUALIFIERS.join("=…, ")));
                continue;
            };
            match (key, value) {
                ("when", _) => found.when = Some(value.to_owned()),
                ("modality", "planned") => found.modality = Modality::Planned,
                ("modality", "possible") => found.modality = Modality::Possible,
                ("modality", "negated") => found.modality = Modality::Negated,
                ("modality", _) => {
                    self.error(line, format!("{value:?} is no modality; write planned, possible or negated"));
                }
                _ => drop(found.qualifiers.insert(key.to_owned(), value.to_owned())),
            }
        }
        found
    }

    fn finish(mut self) -> Result<Gold, Vec<GoldError>> {
        for (line, id) in std::mem::take(&mut self.used) {
            if !self.gold.entities.contains_key(&id) {
                self.error(line, format!("no entity {id:?} in this file; add a line E {id} | …"));
            }
        }
        self.errors.sort_by_key(|e| e.line);
        if self.errors.is_empty() { Ok(self.gold) } else { Err(self.errors) }
    }
}
