//! Gold files: which statements an article makes, as people wrote them down.

use std::collections::BTreeMap;

use simpul_fact::{EntityKind, Modality};

use crate::name::normalised;

/// The relations that gold may use: by name, whether the two ends may be swapped.
#[derive(Clone, Debug, Default)]
pub struct Relations(BTreeMap<String, bool>);

impl Relations {
    /// Relations by name, with `true` for symmetric ones.
    pub fn new(relations: impl IntoIterator<Item = (String, bool)>) -> Relations {
        Relations(relations.into_iter().collect())
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub(crate) fn is_symmetric(&self, name: &str) -> bool {
        self.0.get(name).copied().unwrap_or(false)
    }
}

/// The gold of one article.
///
/// Invariant: the ends of every statement and the speaker of every speech are entities of `entities`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// By the id that the file gives them.
    pub entities: BTreeMap<String, GoldEntity>,
    /// Statements that must be found.
    pub required: Vec<GoldStatement>,
    /// Statements that may be found.
    pub optional: Vec<GoldStatement>,
    /// Reported speech.
    pub speeches: Vec<GoldSpeech>,
}

/// A thing that the article names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldEntity {
    /// What kind of thing.
    pub kind: EntityKind,
    /// All names that the article uses, normalised (see [`normalised`]).
    pub names: Vec<String>,
    /// Wikidata item, where it has one.
    pub wikidata: Option<String>,
    /// The first name as it is written.
    pub label: String,
}

/// A statement that the article makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldStatement {
    /// Id of the subject.
    pub subject: String,
    /// Name of the relation.
    pub relation: String,
    /// Id of the object.
    pub object: String,
    /// Its date, or the beginning of one: `2024-06`.
    pub when: Option<String>,
    /// `where`, `item`, `from` and `by`, as far as given: id of an entity, or words.
    pub qualifiers: BTreeMap<&'static str, String>,
    /// Whether the article states it as fact.
    pub modality: Modality,
    /// Line of the file, from 1.
    pub line: usize,
}

/// Words that the article reports of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldSpeech {
    /// Id of the speaker.
    pub speaker: String,
    /// Some of the words, normalised.
    pub words: String,
}

/// Why a gold file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {what}")]
pub struct GoldError {
    /// The name of the file, as it was given.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// Code point in the line, from 1.
    pub column: usize,
    /// What is wrong and how to mend it.
    pub what: String,
}

/// Names of qualifiers that hold an entity or words.
pub(crate) const QUALIFIERS: [&str; 4] = ["item", "where", "from", "by"];

impl Gold {
    /// Reads a gold file; `file` is its name in errors.
    ///
    /// # Errors
    /// The first line that cannot be understood: an unknown kind of line, entity or qualifier, a field that
    /// is missing, an id that no `E` line defines or that two define.
    pub fn parse(file: &str, text: &str) -> Result<Gold, GoldError> {
        let mut gold = Gold::default();
        let mut lines: Vec<Line<'_>> = Vec::new();
        for (n, raw) in text.lines().enumerate() {
            let line = raw.trim();
            if !line.is_empty() && !line.starts_with('#') {
                lines.push(Line { file, number: n + 1, raw, fields: Line::fields(line) });
            }
        }
        for line in lines.iter().filter(|l| l.kind() == "E") {
            let (id, entity) = line.entity()?;
            if gold.entities.insert(id.to_owned(), entity).is_some() {
                return Err(line.error(id, format!("entity {id:?} is defined twice; give one another id")));
            }
        }
        for line in &lines {
            match line.kind() {
                "E" => {}
                "S" => gold.required.push(line.statement(&gold.entities)?),
                "O" => gold.optional.push(line.statement(&gold.entities)?),
                "Q" => {
                    let [speaker, words] = [line.field(1, "a speaker")?, line.field(2, "words")?];
                    let speaker = line.defined(speaker, &gold.entities)?;
                    gold.speeches.push(GoldSpeech { speaker, words: normalised(words) });
                }
                other => {
                    let what = format!("{other:?} begins no line of gold; begin it with E, S, O, Q or #");
                    return Err(line.error(other, what));
                }
            }
        }
        Ok(gold)
    }

    /// The statements that must be found in relations that are not listed, so that they never are.
    pub fn unlisted(&self, relations: &Relations) -> impl Iterator<Item = &GoldStatement> {
        self.required.iter().filter(|s| !relations.contains(&s.relation))
    }
}

/// A line with its fields, the first of which is its kind.
struct Line<'a> {
    file: &'a str,
    number: usize,
    raw: &'a str,
    fields: Vec<&'a str>,
}

impl<'a> Line<'a> {
    fn fields(line: &'a str) -> Vec<&'a str> {
        let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
        std::iter::once(kind).chain(rest.split(" | ").map(str::trim)).collect()
    }

    fn kind(&self) -> &'a str {
        self.fields[0]
    }

    /// An error at a part of the line.
    fn error(&self, at: &str, what: String) -> GoldError {
        let byte = (at.as_ptr() as usize).saturating_sub(self.raw.as_ptr() as usize);
        let column = self.raw.get(..byte).map_or(1, |before| before.chars().count() + 1);
        GoldError { file: self.file.to_owned(), line: self.number, column, what }
    }

    fn field(&self, n: usize, what: &str) -> Result<&'a str, GoldError> {
        let found = self.fields.get(n).copied().filter(|f| !f.is_empty());
        let end = &self.raw[self.raw.trim_end().len()..];
        found.ok_or_else(|| self.error(end, format!("{what} is missing; fields are separated by \" | \"")))
    }

    fn entity(&self) -> Result<(&'a str, GoldEntity), GoldError> {
        let id = self.field(1, "an id")?;
        let kind = self.field(2, "a kind of entity")?;
        let names = self.field(3, "a name")?;
        let wikidata = self.fields.get(4).filter(|w| **w != "-" && !w.is_empty());
        let entity = GoldEntity {
            kind: kind.parse().map_err(|e| self.error(kind, format!("{e}")))?,
            names: names.split(';').filter(|n| !n.trim().is_empty()).map(normalised).collect(),
            wikidata: wikidata.map(|w| (*w).to_owned()),
            label: names.split(';').next().unwrap_or_default().trim().to_owned(),
        };
        Ok((id, entity))
    }

    fn defined(&self, id: &str, entities: &BTreeMap<String, GoldEntity>) -> Result<String, GoldError> {
        let known = entities.contains_key(id);
        let error =
            || self.error(id, format!("no entity {id:?}; define it on a line E {id} | Kind | names | -"));
        known.then(|| id.to_owned()).ok_or_else(error)
    }

    fn statement(&self, entities: &BTreeMap<String, GoldEntity>) -> Result<GoldStatement, GoldError> {
        let subject = self.defined(self.field(1, "a subject")?, entities)?;
        let relation = self.field(2, "a relation")?;
        let object = self.defined(self.field(3, "an object")?, entities)?;
        let mut statement = GoldStatement {
            subject,
            relation: relation.to_owned(),
            object,
            when: None,
            qualifiers: BTreeMap::new(),
            modality: Modality::Actual,
            line: self.number,
        };
        let qualifiers = self.fields.get(4).copied().unwrap_or_default();
        for part in qualifiers.split(';').map(str::trim).filter(|p| !p.is_empty()) {
            self.qualify(&mut statement, part)?;
        }
        Ok(statement)
    }

    fn qualify(&self, statement: &mut GoldStatement, part: &str) -> Result<(), GoldError> {
        let Some((name, value)) = part.split_once('=').map(|(n, v)| (n.trim(), v.trim())) else {
            return Err(self.error(part, format!("{part:?} has no value; write name=value")));
        };
        if name == "when" {
            statement.when = Some(value.to_owned());
        } else if name == "modality" {
            let all = [Modality::Actual, Modality::Planned, Modality::Possible, Modality::Negated];
            let found = all.into_iter().find(|m| m.name() == value);
            let error =
                || self.error(value, format!("no modality {value:?}; write planned, possible or negated"));
            statement.modality = found.ok_or_else(error)?;
        } else if let Some(name) = QUALIFIERS.into_iter().find(|q| *q == name) {
            statement.qualifiers.insert(name, value.to_owned());
        } else {
            let known = "when, where, item, from, by or modality";
            return Err(self.error(name, format!("no qualifier {name:?}; write {known}")));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTITIES: &str = "E ayu | Person | Ayu Lestari; Ayu | -\nE bogor | Place | Kota Bogor | Q10443\n";

    fn parse(line: &str) -> Result<Gold, String> {
        Gold::parse("a.gold", &format!("{ENTITIES}{line}\n")).map_err(|e| e.to_string())
    }

    #[test]
    fn lines_are_read() {
        let gold =
            parse("# a comment\n\nS ayu | visits | bogor | when=2019-05; modality=planned; by=ayu").unwrap();
        let statement = &gold.required[0];
        assert_eq!((statement.when.as_deref(), statement.modality), (Some("2019-05"), Modality::Planned));
        assert_eq!((statement.qualifiers["by"].as_str(), statement.line), ("ayu", 5));
        assert_eq!(gold.entities["ayu"].names, ["ayu lestari", "ayu"]);
        assert_eq!(gold.entities["bogor"].wikidata.as_deref(), Some("Q10443"));
        assert_eq!(gold.unlisted(&Relations::new([("meets".to_owned(), true)])).count(), 1);
        assert_eq!(parse("Q ayu | Bogor, kota Hujan").unwrap().speeches[0].words, "bogor kota hujan");
    }

    #[test]
    fn errors_say_where_and_how_to_mend() {
        let cases = [
            ("X a", "a.gold:3:1: \"X\" begins no line"),
            ("S ayu | visits", "a.gold:3:15: an object is missing"),
            ("S ayu | visits | solo", "a.gold:3:18: no entity \"solo\""),
            ("S ayu | visits | bogor | on=2019", "a.gold:3:26: no qualifier \"on\""),
            ("S ayu | visits | bogor | modality=maybe", "a.gold:3:35: no modality"),
            ("E solo | City | Solo | -", "a.gold:3:10: \"City\" is no kind"),
            ("E ayu | Person | Ayu | -", "a.gold:3:3: entity \"ayu\" is defined twice"),
        ];
        for (line, expected) in cases {
            let error = parse(line).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
