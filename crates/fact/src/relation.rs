use serde::{Deserialize, Serialize};

use crate::EntityKind;

/// A relation of the closed list, as the vocabulary states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Name, the last segment of its IRI: `visits`.
    pub name: String,
    /// Label in Indonesian: `mengunjungi`.
    pub label_id: String,
    /// Label in English: `visits`.
    pub label_en: String,
    /// One sentence that says when the relation holds.
    pub meaning: String,
    /// Kinds that the subject may have.
    pub subject: Vec<EntityKind>,
    /// Kinds that the object may have; empty where the object is reported words.
    pub object: Vec<EntityKind>,
    /// True where the two ends may be swapped.
    pub symmetric: bool,
    /// PLOVER event type, where the list has one.
    pub plover: Option<String>,
    /// CAMEO code, where the list has one.
    pub cameo: Option<String>,
}
