use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, Literal, NamedOrBlankNode, Quad, Term};
use simpul_fact::{Relation, iri};
use simpul_text::Language;

use super::term::{About, name, node, sp, words};
use crate::StoreError;

/// The words for relations and classes, as quads of the default graph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    quads: Vec<Quad>,
}

impl Vocabulary {
    /// From relations and an ontology in Turtle.
    pub(crate) fn new(relations: &[Relation], ontology: &str) -> Result<Self, StoreError> {
        let mut quads = Vec::new();
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(ontology) {
            let quad = quad.map_err(|e| StoreError::Ontology(e.to_string()))?;
            let blank = matches!(quad.subject, NamedOrBlankNode::BlankNode(_))
                || matches!(quad.object, Term::BlankNode(_));
            if blank {
                let near = quad.predicate.to_string();
                let why =
                    format!("blank node with {near}; give it an IRI, blank nodes change from run to run");
                return Err(StoreError::Ontology(why));
            }
            quads.push(quad);
        }
        for relation in relations {
            write_relation(relation, &mut quads);
        }
        Ok(Vocabulary { quads })
    }

    /// The quads, unsorted.
    pub(crate) fn quads(&self) -> Vec<Quad> {
        self.quads.clone()
    }
}

fn write_relation(relation: &Relation, quads: &mut Vec<Quad>) {
    let subject = node(iri::relation(&relation.name));
    let mut about = About { subject, graph: GraphName::DefaultGraph, quads };
    about.add(rdf::TYPE, rdf::PROPERTY);
    let with_words = relation.object.is_empty();
    about.add(rdf::TYPE, if with_words { name::DATATYPE_PROPERTY } else { name::OBJECT_PROPERTY });
    if relation.symmetric {
        about.add(rdf::TYPE, name::SYMMETRIC_PROPERTY);
    }
    about.add(rdfs::LABEL, words(&relation.label_id, Language::Id));
    about.add(rdfs::LABEL, words(&relation.label_en, Language::En));
    about.add(rdfs::COMMENT, words(&relation.meaning, Language::En));
    about.add(rdfs::IS_DEFINED_BY, node(iri::NS.to_owned()));
    for kind in &relation.subject {
        about.add(name::DOMAIN_INCLUDES, sp(kind.name()));
    }
    for kind in &relation.object {
        about.add(name::RANGE_INCLUDES, sp(kind.name()));
    }
    for (code, list) in [(&relation.plover, name::PLOVER), (&relation.cameo, name::CAMEO)] {
        if let Some(code) = code {
            about.add(name::NOTATION, Literal::new_typed_literal(code, list));
        }
    }
}
