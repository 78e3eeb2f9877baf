//! The graph: its nodes and edges, and what lies around a node.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use simpul_fact::{Entity, EntityKind, Extraction, Modality, Source, origins};
use simpul_text::{Date, Language, Span};

use crate::build::{Builder, Options};

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
    /// Wikidata item: `Q423`.
    pub wikidata: Option<String>,
    /// Posts that the person holds, sorted; filled with [`crate::Positions::Line`].
    pub posts: BTreeSet<String>,
    /// True for what [`Graph::around`] was asked for.
    pub centre: bool,
}

/// All statements of one relation and modality between two entities.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Name of the relation: `visits`.
    pub relation: String,
    /// Label in Indonesian.
    pub label_id: String,
    /// Label in English.
    pub label_en: String,
    /// True where the edge has no direction.
    pub symmetric: bool,
    /// Type of event in PLOVER, where the relation is one.
    pub plover: Option<String>,
    /// Code of the event in CAMEO, where the relation is one.
    pub cameo: Option<String>,
    /// Whether it is stated as fact.
    pub modality: Modality,
    /// The earliest date given for it.
    pub first: Option<Date>,
    /// The latest date given for it.
    pub last: Option<Date>,
    /// Confidence of the surest statement, from 0 to 1.
    pub confidence: f32,
    /// Number of independent sources that state it.
    pub sources: usize,
    /// The passages that state it, by article and place.
    pub passages: Vec<Passage>,
}

/// A sentence that states an edge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// Id of the article.
    pub article: String,
    /// Where the sentence begins in the article, in code points.
    pub start: usize,
    /// When the article was published.
    pub published: Option<Date>,
    /// The sentence.
    pub sentence: String,
    /// The words of the sentence for subject, relation and object of the statement as read, in this order: bytes of
    /// `sentence`, empty where the words stand outside it.
    pub words: [Span; 3],
    /// Day, month or year that the article gives for it.
    pub when: Option<Date>,
    /// Who claims it, where the article only reports it.
    pub by: Option<Entity>,
    /// The rule that read it: `visits/frame.1`.
    pub rule: String,
}

/// Entities and the relations between them.
///
/// Invariant: nodes stand in the order of their ids, edges in the order of subject, relation, object and modality.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    pub(crate) graph: DiGraph<Node, Edge>,
    /// By id, the articles of the passages.
    pub(crate) sources: BTreeMap<String, Source>,
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
    /// Joins the statements of articles to a graph. Those whose object is no entity (reported words) are left out.
    pub fn new<'a>(extractions: impl IntoIterator<Item = &'a Extraction>, options: &Options) -> Self {
        let extractions: Vec<&Extraction> = extractions.into_iter().collect();
        let mut builder = Builder::new(options, origins(extractions.iter().map(|e| &e.source)));
        for extraction in extractions {
            builder.add(extraction);
        }
        builder.finish()
    }

    /// The part of the graph within `depth` steps of an entity, in either direction. The entity is given by its id or,
    /// in any case, by one of its names; where several have that name, all are centres.
    pub fn around(&self, entity: &str, depth: usize) -> Result<Graph, UnknownEntity> {
        let centres = self.find(entity)?;
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
        Ok(Graph { graph, sources: self.sources.clone() })
    }

    /// The part of the graph that holds for the nodes that `keeps` is true of, and the edges between them.
    #[must_use]
    pub fn filtered(&self, keeps: impl Fn(&Node) -> bool) -> Graph {
        let graph =
            self.graph.filter_map(|_, node| keeps(node).then(|| node.clone()), |_, edge| Some(edge.clone()));
        Graph { graph, sources: self.sources.clone() }
    }

    /// The entities of that id or, in any case, that name; never none.
    pub(crate) fn find(&self, entity: &str) -> Result<Vec<NodeIndex>, UnknownEntity> {
        let wanted = entity.to_lowercase();
        let named = |node: &Node| node.id == entity || names(node).any(|n| n.to_lowercase() == wanted);
        let found: Vec<NodeIndex> = self.graph.node_indices().filter(|i| named(&self.graph[*i])).collect();
        if found.is_empty() {
            return Err(UnknownEntity { name: entity.to_owned(), near: self.near(&wanted) });
        }
        Ok(found)
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

    /// Number of entities.
    pub fn n_nodes(&self) -> usize {
        self.graph.node_count()
    }

    /// Number of edges.
    pub fn n_edges(&self) -> usize {
        self.graph.edge_count()
    }

    /// What is known about an article that a passage names.
    pub fn source(&self, article: &str) -> Option<&Source> {
        self.sources.get(article)
    }

    /// The articles of the passages, sorted by id.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        let used: BTreeSet<&str> =
            self.edges().flat_map(|(_, e, _)| &e.passages).map(|p| p.article.as_str()).collect();
        self.sources.values().filter(move |s| used.contains(s.id.as_str()))
    }

    /// By node, in order, the other nodes next to it, in order.
    pub(crate) fn neighbours(&self) -> Vec<Vec<usize>> {
        let near = |i: NodeIndex| {
            let near: BTreeSet<usize> =
                self.graph.neighbors_undirected(i).filter(|n| *n != i).map(NodeIndex::index).collect();
            near.into_iter().collect()
        };
        self.graph.node_indices().map(near).collect()
    }

    /// The graph for petgraph's algorithms.
    pub fn petgraph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }
}

fn names(node: &Node) -> impl Iterator<Item = &str> {
    [&node.name_id, &node.name_en].into_iter().chain(&node.names).map(String::as_str)
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
