use std::collections::BTreeMap;

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Quad, Term, Triple};
use simpul_fact::{Extraction, Modality, Object, iri};

use super::article::evidence_node;
use super::term::{About, date, decimal, name, node, sp, words};

/// The confidence from which on a statement made as fact gets a direct triple.
pub const ACTUAL_CONFIDENCE: f32 = 0.5;

/// The highest confidence that an article has in each statement, by the statement's id.
pub(super) type Confidence = BTreeMap<String, f32>;

/// Writes the statement nodes and the direct triples of one article, all in the default graph, and notes how sure the
/// article is of each. `ids` are the ids of its statements.
pub(super) fn write(
    extraction: &Extraction,
    ids: &[String],
    rdf12: bool,
    confidence: &mut Confidence,
    quads: &mut Vec<Quad>,
) {
    for (statement, id) in extraction.statements.iter().zip(ids) {
        let subject = node(iri::entity(&statement.subject.id));
        let predicate = node(iri::relation(&statement.relation));
        let object: Term = match &statement.object {
            Object::Entity(entity) => node(iri::entity(&entity.id)).into(),
            Object::Words(text) => words(text, extraction.source.language).into(),
        };
        if statement.modality == Modality::Actual && statement.confidence >= ACTUAL_CONFIDENCE {
            let triple = Triple::new(subject.clone(), predicate.clone(), object.clone());
            quads.push(triple.in_graph(GraphName::DefaultGraph));
        }
        let subject_node = node(iri::statement(id));
        let mut about = About { subject: subject_node, graph: GraphName::DefaultGraph, quads };
        about.add(rdf::TYPE, name::STATEMENT);
        about.add(rdf::TYPE, rdf::STATEMENT);
        about.add(rdf::SUBJECT, subject.clone());
        about.add(rdf::PREDICATE, predicate.clone());
        about.add(rdf::OBJECT, object.clone());
        if rdf12 {
            about.add(name::REIFIES, Triple::new(subject, predicate, object));
        }
        let (modality, polarity) = match statement.modality {
            Modality::Actual => ("Actual", name::AFFIRMED),
            Modality::Planned => ("Planned", name::AFFIRMED),
            Modality::Possible => ("Possible", name::AFFIRMED),
            Modality::Negated => ("Negated", name::NEGATED),
        };
        about.add(name::MODALITY, sp(modality));
        about.add(name::POLARITY, polarity);
        if let Some(when) = statement.when {
            about.add(name::EVENT_DATE, date(when));
        }
        let qualifiers = [
            (name::PLACE, &statement.place),
            (name::ITEM, &statement.item),
            (name::FROM, &statement.from),
            (name::CLAIMED_BY, &statement.by),
        ];
        for (predicate, entity) in qualifiers {
            if let Some(entity) = entity {
                about.add(predicate, node(iri::entity(&entity.id)));
            }
        }
        for evidence in &statement.evidence {
            about.add(name::HAS_EVIDENCE, evidence_node(&extraction.source.id, id, evidence));
        }
        let highest = confidence.entry(id.clone()).or_insert(statement.confidence);
        *highest = highest.max(statement.confidence);
    }
}

/// Writes how sure the articles are of each statement, in the default graph.
pub(super) fn write_confidence(confidence: Confidence, quads: &mut Vec<Quad>) {
    for (id, confidence) in confidence {
        let mut about = About { subject: node(iri::statement(&id)), graph: GraphName::DefaultGraph, quads };
        about.add(name::CONFIDENCE, decimal(confidence));
    }
}
