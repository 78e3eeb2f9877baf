use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A thing in the world, as one article or a gazetteer knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entity {
    /// Stable name of the entity, the last segment of its IRI (see [`crate::iri::entity`]): `north-korea`.
    pub id: String,
    /// What kind of thing.
    pub kind: EntityKind,
    /// Preferred name in the language of the article, or the only name.
    pub name: String,
    /// Label in Indonesian, where known.
    pub label_id: Option<String>,
    /// Label in English, where known.
    pub label_en: Option<String>,
    /// Other names that the article uses, sorted, without `name`.
    pub aliases: Vec<String>,
    /// Wikidata item: `Q423`.
    pub wikidata: Option<String>,
}

/// The kinds of entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EntityKind {
    /// One human being.
    Person,
    /// People counted or described together.
    Group,
    /// An organisation, a body, a company, a state's organ.
    Org,
    /// A place; a state, also where it acts.
    Place,
    /// Something that happens.
    Event,
    /// Any other thing: goods, works, plans.
    Thing,
    /// A post or title that people hold.
    Position,
}

impl EntityKind {
    /// All kinds, in the order of the enum.
    pub const ALL: [EntityKind; 7] = [
        EntityKind::Person,
        EntityKind::Group,
        EntityKind::Org,
        EntityKind::Place,
        EntityKind::Event,
        EntityKind::Thing,
        EntityKind::Position,
    ];

    /// The kinds that can act.
    pub const AGENTS: [EntityKind; 4] =
        [EntityKind::Person, EntityKind::Group, EntityKind::Org, EntityKind::Place];

    /// The name of the kind: `Person`.
    pub fn name(self) -> &'static str {
        ["Person", "Group", "Org", "Place", "Event", "Thing", "Position"][self as usize]
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names no kind of entity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no kind of entity; write Person, Group, Org, Place, Event, Thing or Position")]
pub struct ParseKindError(String);

impl FromStr for EntityKind {
    type Err = ParseKindError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        EntityKind::ALL.into_iter().find(|k| k.name() == text).ok_or_else(|| ParseKindError(text.to_owned()))
    }
}
