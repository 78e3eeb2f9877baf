//! What the formats say of nodes and edges, under the same names in all of them.

use simpul_graph::{Edge, Node};
use simpul_text::Language;

/// What an attribute holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    Whole,
    Real,
    Truth,
}

/// Name and type of an attribute.
pub(crate) type Attribute = (&'static str, Type);

/// The attributes of a node beside id and label.
pub(crate) const NODE: [Attribute; 5] = [
    ("kind", Type::Text),
    ("name_id", Type::Text),
    ("name_en", Type::Text),
    ("wikidata", Type::Text),
    ("posts", Type::Text),
];

/// The attributes of an edge beside its ends and label.
pub(crate) const EDGE: [Attribute; 9] = [
    ("relation", Type::Text),
    ("modality", Type::Text),
    ("first", Type::Text),
    ("last", Type::Text),
    ("confidence", Type::Real),
    ("sources", Type::Whole),
    ("passages", Type::Whole),
    ("sentence", Type::Text),
    ("symmetric", Type::Truth),
];

/// The values of a node in the order of [`NODE`]; empty where it has none.
pub(crate) fn of_node(node: &Node) -> [String; NODE.len()] {
    let posts = node.posts.iter().map(String::as_str).collect::<Vec<_>>().join("; ");
    [
        node.kind.name().to_owned(),
        node.name_id.clone(),
        node.name_en.clone(),
        node.wikidata.clone().unwrap_or_default(),
        posts,
    ]
}

/// The values of an edge in the order of [`EDGE`]; empty where it has none.
pub(crate) fn of_edge(edge: &Edge) -> [String; EDGE.len()] {
    let date = |d: &Option<simpul_text::Date>| d.map(|d| d.to_string()).unwrap_or_default();
    [
        edge.relation.clone(),
        edge.modality.name().to_owned(),
        date(&edge.first),
        date(&edge.last),
        format!("{:.2}", edge.confidence),
        edge.sources.to_string(),
        edge.passages.len().to_string(),
        edge.passages.first().map(|p| p.sentence.clone()).unwrap_or_default(),
        edge.symmetric.to_string(),
    ]
}

/// What tells an edge apart: `rina-wijaya--visits--actual--jepang`.
pub(crate) fn edge_id(subject: &Node, edge: &Edge, object: &Node) -> String {
    format!("{}--{}--{}--{}", subject.id, edge.relation, edge.modality.name(), object.id)
}

/// The label of an edge, `not: mengunjungi` where it is no fact.
pub(crate) fn edge_label(edge: &Edge, language: Language) -> String {
    match edge.modality {
        simpul_fact::Modality::Actual => edge.label(language).to_owned(),
        other => format!("{} ({})", edge.label(language), other.name()),
    }
}

/// The text without control characters, which no name needs and some readers refuse; line breaks and tabs are spaces.
pub(crate) fn plain(text: &str) -> String {
    let space = |c: char| if matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}') { ' ' } else { c };
    text.chars().map(space).filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}
