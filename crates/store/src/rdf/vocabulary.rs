use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use simpul_fact::{EntityKind, Match, Relation, iri};
use simpul_text::Language;

use super::term::{About, name, node, sp, words};
use crate::{StoreError, prefix};

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
            write_relation(relation, &mut quads)?;
        }
        Ok(Vocabulary { quads })
    }

    /// The quads, unsorted.
    pub(crate) fn quads(&self) -> Vec<Quad> {
        self.quads.clone()
    }
}

fn write_relation(relation: &Relation, quads: &mut Vec<Quad>) -> Result<(), StoreError> {
    let property = node(iri::relation(&relation.name));
    let mut about = About { subject: property.clone(), graph: GraphName::DefaultGraph, quads };
    let with_words = relation.object.is_empty();
    about.add(rdf::TYPE, if with_words { name::DATATYPE_PROPERTY } else { name::OBJECT_PROPERTY });
    if relation.symmetric {
        about.add(rdf::TYPE, name::SYMMETRIC_PROPERTY);
        about.add(name::INVERSE_OF, property.clone());
    }
    about.add(rdfs::COMMENT, words(&relation.meaning_id, Language::Id));
    about.add(rdfs::COMMENT, words(&relation.meaning_en, Language::En));
    for (code, list) in [(&relation.plover, name::PLOVER), (&relation.cameo, name::CAMEO)] {
        if let Some(code) = code {
            about.add(name::NOTATION, Literal::new_typed_literal(code, list));
        }
    }
    let labels = [&relation.label_id, &relation.label_en];
    write_property(&mut about, labels, &relation.subject, &relation.object, &relation.matches)?;
    let Some(inverse) = &relation.inverse else { return Ok(()) };
    let back = node(iri::relation(&inverse.name));
    about.add(name::INVERSE_OF, back.clone());
    let mut about = About { subject: back, graph: GraphName::DefaultGraph, quads };
    about.add(rdf::TYPE, name::OBJECT_PROPERTY);
    about.add(name::INVERSE_OF, property);
    let labels = [&inverse.label_id, &inverse.label_en];
    write_property(&mut about, labels, &relation.object, &relation.subject, &inverse.matches)
}

/// What a relation and its inverse have alike: labels, kinds of both ends, and properties that mean the same.
fn write_property(
    about: &mut About<'_>,
    labels: [&String; 2],
    subject: &[EntityKind],
    object: &[EntityKind],
    matches: &[Match],
) -> Result<(), StoreError> {
    about.add(rdf::TYPE, rdf::PROPERTY);
    about.add(rdfs::LABEL, words(labels[0], Language::Id));
    about.add(rdfs::LABEL, words(labels[1], Language::En));
    about.add(rdfs::IS_DEFINED_BY, node(iri::NS.to_owned()));
    let ends = [(subject, rdfs::DOMAIN, name::DOMAIN_INCLUDES), (object, rdfs::RANGE, name::RANGE_INCLUDES)];
    for (kinds, whole, each) in ends {
        if let Some(class) = common_class(kinds) {
            about.add(whole, sp(class));
        }
        for kind in kinds {
            about.add(each, sp(kind.name()));
        }
    }
    for Match { fit, term } in matches {
        let Some(other) = prefix::expand(term).and_then(|iri| NamedNode::new(iri).ok()) else {
            let why = format!("relation {}: {term:?} has no known prefix", about.subject.as_str());
            return Err(StoreError::Ontology(why));
        };
        let fits = [name::EQUIVALENT_PROPERTY, name::CLOSE_MATCH, rdfs::SUB_PROPERTY_OF, name::NARROW_MATCH];
        about.add(fits[*fit as usize], other);
    }
    Ok(())
}

/// The smallest class of the ontology that all these kinds are in: a domain must hold for all, and a union would need
/// blank nodes. The kinds one by one stand under `schema:domainIncludes` and `schema:rangeIncludes`.
fn common_class(kinds: &[EntityKind]) -> Option<&'static str> {
    match kinds {
        [] => None,
        [kind] => Some(kind.name()),
        kinds if kinds.iter().all(|k| EntityKind::AGENTS.contains(k)) => Some("Agent"),
        _ => Some("Entity"),
    }
}
