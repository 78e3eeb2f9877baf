//! The graph that extractions make together, as quads. A function of the set of extractions alone: no order of
//! loading, no hash table and no clock shows in it, and no blank nodes are used.

mod article;
mod dataset;
mod entity;
mod statement;
mod term;
mod vocabulary;

use std::cmp::Ordering;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};
use simpul_fact::{Extraction, Statement, origins};

pub(crate) use dataset::header;
pub use statement::ACTUAL_CONFIDENCE;
pub(crate) use vocabulary::Vocabulary;

/// Articles of one batch.
const BATCH: usize = 500;

/// All quads, sorted by graph (the default graph first), subject, predicate (`rdf:type` first) and object, each once.
///
/// `rdf12` adds `rdf:reifies` with a triple term to each statement node (RDF 1.2).
pub(crate) fn quads<'a>(
    extractions: impl Iterator<Item = &'a Extraction> + Clone,
    vocabulary: &Vocabulary,
    rdf12: bool,
) -> Vec<Quad> {
    let mut quads: Vec<Quad> = batches(extractions, vocabulary, rdf12).flatten().collect();
    sort(&mut quads);
    quads
}

/// The same unsorted, some of them more than once, in batches, so that a graph of many articles need not be in memory
/// as quads at once.
pub(crate) fn batches<'a>(
    extractions: impl Iterator<Item = &'a Extraction> + Clone,
    vocabulary: &Vocabulary,
    rdf12: bool,
) -> impl Iterator<Item = Vec<Quad>> {
    let mut shared = vocabulary.quads();
    entity::write(extractions.clone(), &mut shared);
    let origins = origins(extractions.clone().map(|e| &e.source));
    let mut confidence = statement::Confidence::new();
    let mut rest = extractions;
    let articles = std::iter::from_fn(move || {
        let mut quads = Vec::new();
        for extraction in rest.by_ref().take(BATCH) {
            let ids: Vec<String> = extraction.statements.iter().map(Statement::id).collect();
            statement::write(extraction, &ids, rdf12, &mut confidence, &mut quads);
            article::write(extraction, &ids, origins.get(extraction.source.id.as_str()), &mut quads);
        }
        // Known when all articles are through.
        if quads.is_empty() {
            statement::write_confidence(std::mem::take(&mut confidence), &mut quads);
        }
        (!quads.is_empty()).then_some(quads)
    });
    std::iter::once(shared).chain(articles)
}

/// Puts quads in the order of [`quads`] and drops repeated ones.
pub(crate) fn sort(quads: &mut Vec<Quad>) {
    quads.sort_unstable_by(compare);
    quads.dedup();
}

fn compare(a: &Quad, b: &Quad) -> Ordering {
    let graph = |q: &'_ Quad| match &q.graph_name {
        GraphName::NamedNode(name) => name.as_str().to_owned(),
        other => other.to_string(),
    };
    let by_graph = match (&a.graph_name, &b.graph_name) {
        (GraphName::DefaultGraph, GraphName::DefaultGraph) => Ordering::Equal,
        (GraphName::DefaultGraph, _) => Ordering::Less,
        (_, GraphName::DefaultGraph) => Ordering::Greater,
        (GraphName::NamedNode(a), GraphName::NamedNode(b)) => a.cmp(b),
        _ => graph(a).cmp(&graph(b)),
    };
    by_graph
        .then_with(|| match (&a.subject, &b.subject) {
            (NamedOrBlankNode::NamedNode(a), NamedOrBlankNode::NamedNode(b)) => a.cmp(b),
            (a, b) => a.to_string().cmp(&b.to_string()),
        })
        .then_with(|| (a.predicate != rdf::TYPE).cmp(&(b.predicate != rdf::TYPE)))
        .then_with(|| a.predicate.cmp(&b.predicate))
        .then_with(|| compare_terms(&a.object, &b.object))
}

/// IRIs before literals before the rest; IRIs by their characters, literals by value, then language, then datatype.
pub(crate) fn compare_terms(a: &Term, b: &Term) -> Ordering {
    match (a, b) {
        (Term::NamedNode(a), Term::NamedNode(b)) => a.cmp(b),
        (Term::NamedNode(_), _) => Ordering::Less,
        (_, Term::NamedNode(_)) => Ordering::Greater,
        (Term::Literal(a), Term::Literal(b)) => (a.value().cmp(b.value()))
            .then_with(|| a.language().cmp(&b.language()))
            .then_with(|| a.datatype().as_str().cmp(b.datatype().as_str())),
        (Term::Literal(_), _) => Ordering::Less,
        (_, Term::Literal(_)) => Ordering::Greater,
        (a, b) => a.to_string().cmp(&b.to_string()),
    }
}
