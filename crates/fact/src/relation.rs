use serde::{Deserialize, Serialize};

use crate::EntityKind;

/// A relation of the closed list, as the vocabulary states it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Name, the last segment of its IRI: `visits`.
    pub name: String,
    /// Label in Indonesian: `mengunjungi`.
    pub label_id: String,
    /// Label in English: `visits`.
    pub label_en: String,
    /// The same sentence as `meaning_en`, in Indonesian.
    pub meaning_id: String,
    /// One sentence that says when the relation holds.
    pub meaning_en: String,
    /// Kinds that the subject may have.
    pub subject: Vec<EntityKind>,
    /// Kinds that the object may have; empty where the object is reported words.
    pub object: Vec<EntityKind>,
    /// True where the two ends may be swapped.
    pub symmetric: bool,
    /// The relation from object to subject; `None` where it is symmetric or its object is words.
    pub inverse: Option<Inverse>,
    /// Properties of other vocabularies.
    pub matches: Vec<Match>,
    /// PLOVER event type, where the list has one.
    pub plover: Option<String>,
    /// CAMEO code, where the list has one.
    pub cameo: Option<String>,
}

/// The relation from object to subject. Statements never use it; it has a name so that readers of the graph can.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inverse {
    /// Name, the last segment of its IRI: `visitedBy`.
    pub name: String,
    /// Label in Indonesian: `dikunjungi oleh`.
    pub label_id: String,
    /// Label in English: `is visited by`.
    pub label_en: String,
    /// Properties of other vocabularies.
    pub matches: Vec<Match>,
}

/// A property of another vocabulary, and how it fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// How it fits.
    pub fit: Fit,
    /// Its prefixed name: `schema:birthPlace`, `wdt:P19`.
    pub term: String,
}

/// How a property of another vocabulary fits a relation, as SKOS tells mappings apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fit {
    /// It means the same.
    Exact,
    /// It means nearly the same.
    Close,
    /// It holds wherever the relation holds, and elsewhere too.
    Broad,
    /// The relation holds wherever it holds, and elsewhere too.
    Narrow,
}

impl Fit {
    /// All, in the order of their declaration.
    pub const ALL: [Fit; 4] = [Fit::Exact, Fit::Close, Fit::Broad, Fit::Narrow];

    /// The name in lower case: `exact`.
    pub fn name(self) -> &'static str {
        ["exact", "close", "broad", "narrow"][self as usize]
    }
}
