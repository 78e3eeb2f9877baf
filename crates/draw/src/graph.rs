use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use simpul_fact::{Entity, EntityKind, Modality, Object, Relation, Statement};
use simpul_text::Language;

/// What becomes part of the graph.
#[derive(Clone, Debug)]
pub struct Options {
    /// The relations: their labels, and which of them are symmetric. A relation not among them is drawn under its
    /// name, as directed.
    pub relations: Vec<Relation>,
    /// How posts are shown.
    pub positions: Positions,
    /// Statements below this confidence are left out.
    pub min_confidence: f32,
}

impl Default for Options {
    fn default() -> Self {
        Options { relations: Vec::new(), positions: Positions::Line, min_confidence: 0.0 }
    }
}

/// How the posts of people (`holdsPosition`) are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Positions {
    /// As a line under the name of the person.
    #[default]
    Line,
    /// As nodes of their own.
    Nodes,
    /// Not at all.
    Hidden,
}

/// An entity of the graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Id of the entity: `north-korea`.
    pub id: String,
    /// What kind of thing.
    pub kind: EntityKind,
    /// Name in Indonesian, or the only name.
    pub name_id: String,
    /// Name in English, or the only name.
    pub name_en: String,
    /// All other names, sorted.
    pub names: BTreeSet<String>,
    /// Posts that the person holds, sorted; filled with [`Positions::Line`].
    pub posts: BTreeSet<String>,
    /// True for what [`Graph::around`] was asked for.
    pub centre: bool,
}

/// All statements of one relation and modality between two entities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Name of the relation: `visits`.
    pub relation: String,
    /// Label in Indonesian.
    pub label_id: String,
    /// Label in English.
    pub label_en: String,
    /// True where the edge has no direction.
    pub symmetric: bool,
    /// Whether it is stated as fact.
    pub modality: Modality,
    /// Number of passages that state it, over all articles.
    pub count: usize,
}

/// Entities and the relations between them.
///
/// Invariant: nodes stand in the order of their ids, edges in the order of subject, relation, object and modality.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    graph: DiGraph<Node, Edge>,
}

/// No entity of the graph has that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no entity named {name:?}{}", suggestion(near))]
pub struct UnknownEntity {
    /// The name asked for.
    pub name: String,
    /// Names that hold a part of it, at most five.
    pub near: Vec<String>,
}

fn suggestion(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) }
}

impl Graph {
    /// Joins statements to a graph. Statements whose object is no entity (reported words) are left out.
    pub fn new<'a>(statements: impl IntoIterator<Item = &'a Statement>, options: &Options) -> Self {
        let mut builder =
            Builder { options, records: BTreeMap::new(), posts: BTreeMap::new(), edges: BTreeMap::new() };
        for statement in statements {
            if statement.confidence >= options.min_confidence {
                builder.add(statement);
            }
        }
        builder.finish()
    }

    /// The part of the graph within `depth` steps of an entity, in either direction. The entity is given by its id or,
    /// in any case, by one of its names; where several have that name, all are centres.
    pub fn around(&self, entity: &str, depth: usize) -> Result<Graph, UnknownEntity> {
        let wanted = entity.to_lowercase();
        let named = |node: &Node| node.id == entity || names(node).any(|n| n.to_lowercase() == wanted);
        let centres: Vec<NodeIndex> = self.graph.node_indices().filter(|i| named(&self.graph[*i])).collect();
        if centres.is_empty() {
            return Err(UnknownEntity { name: entity.to_owned(), near: self.near(&wanted) });
        }
        let mut kept: BTreeSet<NodeIndex> = centres.iter().copied().collect();
        let mut front = centres.clone();
        for _ in 0..depth {
            let next = front.iter().flat_map(|i| self.graph.neighbors_undirected(*i));
            front = next.filter(|i| kept.insert(*i)).collect();
        }
        let mut graph = self.graph.filter_map(
            |i, node| kept.contains(&i).then(|| Node { centre: centres.contains(&i), ..node.clone() }),
            |_, edge| Some(edge.clone()),
        );
        graph.shrink_to_fit();
        Ok(Graph { graph })
    }

    fn near(&self, wanted: &str) -> Vec<String> {
        let words: Vec<&str> = wanted.split_whitespace().filter(|w| w.len() > 2).collect();
        let near = self.nodes().flat_map(names).filter(|name| {
            let name = name.to_lowercase();
            words.iter().any(|w| name.contains(w))
        });
        near.collect::<BTreeSet<_>>().into_iter().take(5).map(str::to_owned).collect()
    }

    /// The entities, sorted by id.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.graph.node_weights()
    }

    /// The edges as (subject, edge, object).
    pub fn edges(&self) -> impl Iterator<Item = (&Node, &Edge, &Node)> {
        self.graph.edge_references().map(|e| (&self.graph[e.source()], e.weight(), &self.graph[e.target()]))
    }

    /// The graph for petgraph's algorithms.
    pub fn petgraph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }
}

fn names(node: &Node) -> impl Iterator<Item = &str> {
    [&node.name_id, &node.name_en].into_iter().chain(&node.names).map(String::as_str)
}

/// What tells edges apart: subject, relation, object, modality.
type EdgeKey = (String, String, String, Modality);

struct Builder<'a> {
    options: &'a Options,
    records: BTreeMap<String, Vec<&'a Entity>>,
    posts: BTreeMap<String, BTreeSet<String>>,
    edges: BTreeMap<EdgeKey, usize>,
}

impl<'a> Builder<'a> {
    fn add(&mut self, statement: &'a Statement) {
        let Object::Entity(object) = &statement.object else { return };
        let subject = &statement.subject;
        if statement.relation == "holdsPosition" && self.options.positions != Positions::Nodes {
            if self.options.positions == Positions::Line && statement.modality == Modality::Actual {
                self.posts.entry(subject.id.clone()).or_default().insert(object.name.clone());
                self.records.entry(subject.id.clone()).or_default().push(subject);
            }
            return;
        }
        for entity in [subject, object] {
            self.records.entry(entity.id.clone()).or_default().push(entity);
        }
        let (mut from, mut to) = (subject.id.clone(), object.id.clone());
        if self.relation(&statement.relation).is_some_and(|r| r.symmetric) && from > to {
            std::mem::swap(&mut from, &mut to);
        }
        let key = (from, statement.relation.clone(), to, statement.modality);
        *self.edges.entry(key).or_default() += statement.evidence.len().max(1);
    }

    fn relation(&self, name: &str) -> Option<&'a Relation> {
        self.options.relations.iter().find(|r| r.name == name)
    }

    fn finish(mut self) -> Graph {
        let mut graph = DiGraph::new();
        let mut indices = BTreeMap::new();
        for (id, records) in &self.records {
            let posts = self.posts.remove(id).unwrap_or_default();
            indices.insert(id.as_str(), graph.add_node(merge(id, records, posts)));
        }
        for ((from, relation, to, modality), count) in &self.edges {
            let (Some(a), Some(b)) = (indices.get(from.as_str()), indices.get(to.as_str())) else { continue };
            let known = self.relation(relation);
            let edge = Edge {
                relation: relation.clone(),
                label_id: known.map_or_else(|| spaced(relation), |r| r.label_id.clone()),
                label_en: known.map_or_else(|| spaced(relation), |r| r.label_en.clone()),
                symmetric: known.is_some_and(|r| r.symmetric),
                modality: *modality,
                count: *count,
            };
            graph.add_edge(*a, *b, edge);
        }
        Graph { graph }
    }
}

/// One node from all that statements say of an entity; of several kinds or names the most frequent counts.
fn merge(id: &str, records: &[&Entity], posts: BTreeSet<String>) -> Node {
    let filled = |s: &&String| !s.trim().is_empty();
    let own =
        || most(records.iter().map(|r| &r.name).filter(filled)).cloned().unwrap_or_else(|| id.to_owned());
    let name_id = most(records.iter().filter_map(|r| r.label_id.as_ref()).filter(filled)).cloned();
    let name_en = most(records.iter().filter_map(|r| r.label_en.as_ref()).filter(filled)).cloned();
    let aliases = records.iter().flat_map(|r| std::iter::once(&r.name).chain(&r.aliases));
    Node {
        id: id.to_owned(),
        kind: most(records.iter().map(|r| r.kind)).unwrap_or(EntityKind::Thing),
        name_id: name_id.unwrap_or_else(own),
        name_en: name_en.unwrap_or_else(own),
        names: aliases.cloned().collect(),
        posts,
        centre: false,
    }
}

/// The value that comes most often, of equals the smallest.
fn most<T: Ord + Clone>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let best = counts.values().copied().max()?;
    counts.into_iter().find(|c| c.1 == best).map(|c| c.0)
}

/// A relation's name in words: `cooperatesWith` is `cooperates with`.
fn spaced(relation: &str) -> String {
    let mut out = String::new();
    for c in relation.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}

impl Node {
    /// The name in that language.
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Id => &self.name_id,
            Language::En => &self.name_en,
        }
    }
}

impl Edge {
    /// The label of the relation in that language.
    pub fn label(&self, language: Language) -> &str {
        match language {
            Language::Id => &self.label_id,
            Language::En => &self.label_en,
        }
    }
}
