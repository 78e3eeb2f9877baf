use std::collections::{BTreeSet, HashSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef};
use simpul_fact::{EntityKind, iri};
use simpul_text::{Date, Language};

use crate::Base;

use super::term::{About, date, name, node, number, sp, text, words};

/// The header of an export: what the data set is and how much it holds, in VoID and DCAT.
///
/// The counts are those of the whole export, this header included. There is no date unless one is given.
pub(crate) fn header(quads: &[Quad], rdf12: bool, issued: Option<Date>, base: &Base) -> Vec<Quad> {
    let dataset = node(iri::DATASET.to_owned());
    let mut header = Vec::new();
    let mut about = About { subject: dataset.clone(), graph: GraphName::DefaultGraph, quads: &mut header };
    about.add(rdf::TYPE, name::DATASET);
    about.add(rdf::TYPE, name::DCAT_DATASET);
    about.add(name::TITLE, words("Graf pengetahuan dari artikel berita", Language::Id));
    about.add(name::TITLE, words("Knowledge graph from news articles", Language::En));
    let description = "What news articles state, each statement with the words that it was read from.";
    about.add(name::DESCRIPTION, words(description, Language::En));
    about.add(name::URI_SPACE, text(base.as_str()));
    about.add(name::CONFORMS_TO, node(iri::NS.to_owned()));
    about.add(name::CONFORMS_TO, if rdf12 { RDF12 } else { RDF11 });
    for vocabulary in
        [iri::NS, "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#", "https://schema.org/"]
    {
        about.add(name::VOCABULARY, node(vocabulary.to_owned()));
    }
    let objects = |predicate: NamedNodeRef<'_>| -> BTreeSet<String> {
        let some = quads.iter().filter(|q| q.predicate == predicate);
        some.map(|q| q.object.to_string()).collect()
    };
    for language in objects(name::IN_LANGUAGE) {
        about.add(name::LANGUAGE, text(language.trim_matches('"')));
    }
    for run in objects(name::GENERATED_BY) {
        about.add(name::GENERATED_BY, node(run.trim_matches(['<', '>']).to_owned()));
    }
    if let Some(day) = issued {
        about.add(name::ISSUED, date(day));
    }
    let of_class = |class: NamedNodeRef<'_>| {
        quads
            .iter()
            .filter(|q| q.predicate == rdf::TYPE && q.object.as_ref() == TermRef::NamedNode(class))
            .count()
    };
    let entities: usize = EntityKind::ALL.iter().map(|k| of_class(sp(k.name()).as_ref())).sum();
    about.add(name::ENTITIES, number(entities));
    about.add(name::DOCUMENTS, number(of_class(name::NEWS_ARTICLE)));
    // Three more, which count themselves.
    let all = || quads.iter().chain(header.iter());
    let counted = [name::TRIPLES, name::DISTINCT_SUBJECTS, name::PROPERTIES].map(|p| p.as_str());
    let subjects: HashSet<NamedOrBlankNodeRef<'_>> = all().map(|q| q.subject.as_ref()).collect();
    let properties: BTreeSet<&str> = all().map(|q| q.predicate.as_str()).chain(counted).collect();
    let (triples, subjects, properties) = (all().count() + counted.len(), subjects.len(), properties.len());
    let mut about = About { subject: dataset, graph: GraphName::DefaultGraph, quads: &mut header };
    about.add(name::TRIPLES, number(triples));
    about.add(name::DISTINCT_SUBJECTS, number(subjects));
    about.add(name::PROPERTIES, number(properties));
    header
}

const RDF11: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("http://www.w3.org/TR/rdf11-concepts/");
const RDF12: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("http://www.w3.org/TR/rdf12-concepts/");
