use serde::{Deserialize, Serialize};
use simpul_text::{Date, Language};

use crate::{Entity, Evidence, Sketch, iri};

/// A relation between a subject and an object that an article states, with what it says about it.
///
/// Invariant: `evidence` holds at least one piece, in text order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Who or what.
    pub subject: Entity,
    /// Name of the relation: `visits`.
    pub relation: String,
    /// Whom or what.
    pub object: Object,
    /// When it happened or holds, where the article says so.
    pub when: Option<Date>,
    /// Where it happened.
    pub place: Option<Entity>,
    /// What was given, said to be done, charged with …
    pub item: Option<Entity>,
    /// Where it came from.
    pub from: Option<Entity>,
    /// Who claims it, where the article only reports it.
    pub by: Option<Entity>,
    /// Whether the article states it as fact.
    pub modality: Modality,
    /// How sure the rules are, from 0 to 1.
    pub confidence: f32,
    /// The words that it was read from.
    pub evidence: Vec<Evidence>,
}

impl Statement {
    /// A statement made as fact, with nothing beside its ends.
    pub fn new(
        subject: Entity,
        relation: &str,
        object: Object,
        confidence: f32,
        evidence: Evidence,
    ) -> Statement {
        Statement {
            subject,
            relation: relation.to_owned(),
            object,
            when: None,
            place: None,
            item: None,
            from: None,
            by: None,
            modality: Modality::Actual,
            confidence,
            evidence: vec![evidence],
        }
    }

    /// Stable name of the statement, the same for the same subject, relation, object, date and modality in any
    /// article: 16 hexadecimal digits.
    pub fn id(&self) -> String {
        let object = match &self.object {
            Object::Entity(entity) => &entity.id,
            Object::Words(words) => words,
        };
        let when = self.when.map(|d| d.to_string()).unwrap_or_default();
        iri::digest(&[&self.subject.id, &self.relation, object, &when, self.modality.name()])
    }

    /// The things that it is about: its ends, then its qualifiers.
    pub fn entities(&self) -> impl Iterator<Item = &Entity> {
        let qualifiers = [&self.place, &self.item, &self.from, &self.by];
        std::iter::once(&self.subject).chain(self.object.entity()).chain(qualifiers.into_iter().flatten())
    }
}

/// The object of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Object {
    /// A thing.
    Entity(Box<Entity>),
    /// Reported words, for the relation `says`.
    Words(String),
}

impl Object {
    /// The thing; `None` for words.
    pub fn entity(&self) -> Option<&Entity> {
        match self {
            Object::Entity(entity) => Some(entity),
            Object::Words(_) => None,
        }
    }
}

/// Whether the article states a thing as fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It happened, happens or holds.
    #[default]
    Actual,
    /// It is to happen: will, wants to, aims to.
    Planned,
    /// It may be so: may, is said to, is alleged to.
    Possible,
    /// It did not happen or does not hold.
    Negated,
}

impl Modality {
    /// The name in lower case: `planned`.
    pub fn name(self) -> &'static str {
        ["actual", "planned", "possible", "negated"][self as usize]
    }
}

/// What is known about an article that statements were read from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Name of the article.
    pub id: String,
    /// What it is written in.
    pub language: Language,
    /// SHA-256 of the text, in hexadecimal.
    pub digest: String,
    /// Headline.
    pub title: Option<String>,
    /// Publisher.
    pub outlet: Option<String>,
    /// Place of the dateline.
    pub place: Option<String>,
    /// Publication date.
    pub published: Option<Date>,
    /// Writers and reporters.
    pub authors: Vec<String>,
    /// Editors.
    pub editors: Vec<String>,
    /// The agency or newsroom that the article says it was taken from: `Antara`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// What tells copies of the text; stores of version 1 have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sketch: Option<Sketch>,
}

/// What read an article. The same values for the same program, seeds and models; no clock.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Run {
    /// Version of the program: `0.1.0`.
    pub version: String,
    /// SHA-256 of the seeds, that is of the rules and the gazetteer, in hexadecimal.
    pub seeds: String,
    /// SHA-256 of the model that read the words, in hexadecimal.
    pub model: String,
}

/// Everything that was read from one article: what the store keeps of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// The article.
    pub source: Source,
    /// Its statements, in the order of their first evidence.
    pub statements: Vec<Statement>,
    /// Why the names of the entities in these statements are one, in text order. Stores of earlier versions have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identities: Vec<Identity>,
    /// What read it; stores of version 1 do not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<Run>,
}

/// A name that an article uses for an entity, and why it was taken to mean it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Id of the entity.
    pub entity: String,
    /// The name as the article has it.
    pub name: String,
    /// How often.
    pub uses: usize,
    /// Why it means the entity.
    pub reason: Reason,
    /// The name that it was joined to: the longer one, the one that introduces the acronym. The name or id that it was
    /// kept apart from, for [`Reason::Split`]; what it could mean, for [`Reason::Namesake`] and [`Reason::Ambiguous`].
    pub other: Option<String>,
    /// Where a user's file says so: `aliases.toml:12`, the line from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What speaks against a link, for a person to read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// Why a name was taken to mean an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The fullest name, which the others were joined to.
    Own,
    /// The gazetteer has it as a name of this entry.
    Gazetteer,
    /// The same words but for those that tell no names apart: *PT Maju Jaya*, *Maju Jaya Tbk*.
    SameWords,
    /// An acronym that the article introduces: *KPU* in *Komisi Pemilihan Umum (KPU)*.
    Acronym,
    /// Part of a longer name: *Lestari* for *Ayu Lestari*.
    Part,
    /// A user's file has it as a name of the entity.
    Alias,
    /// A user's file keeps it apart from another name, or from a known thing.
    Split,
    /// Something known has this name, but the article speaks against it.
    Namesake,
    /// Several known things have this name, or several longer names of the article have it in them, and nothing tells
    /// which is meant.
    Ambiguous,
    /// The label that a user's file gives the entity; the article need not use it.
    Label,
}
