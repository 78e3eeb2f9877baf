//! The graph as RDF: what it holds, that it depends on the set of articles alone, and that every format keeps it.

use crate::common::{articles, extraction, rows, store, table, text};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Dataset, GraphName, Quad};
use simpul_fact::{Modality, Object};
use simpul_store::{Base, ExportOptions, Format, QueryOptions, Store, StoreError};
use simpul_text::Language;

fn export(store: &Store, format: Format, rdf12: bool) -> String {
    let mut out = Vec::new();
    store.export(format, &ExportOptions { rdf12, ..ExportOptions::default() }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn parse(text: &str, format: RdfFormat) -> Vec<Quad> {
    RdfParser::from_format(format).for_slice(text).map(|q| q.unwrap_or_else(|e| panic!("{e}"))).collect()
}

fn merged(quads: Vec<Quad>) -> Dataset {
    quads.into_iter().map(|q| Quad { graph_name: GraphName::DefaultGraph, ..q }).collect()
}

#[test]
fn the_order_of_loading_does_not_show() {
    let [a, b, c] = <[_; 3]>::try_from(articles()).unwrap();
    let orders = [[&a, &b, &c], [&c, &a, &b], [&b, &c, &a]];
    let exports = orders.map(|o| export(&store(&o.map(Clone::clone)), Format::NQuads, false));
    assert_eq!(exports[0], exports[1]);
    assert_eq!(exports[0], exports[2]);
    assert!(exports[0].lines().count() > 250);
}

#[test]
fn a_base_takes_the_place_of_ours_everywhere() {
    let store = store(&articles());
    for format in Format::ALL {
        let options = ExportOptions {
            base: Base::parse("https://simpul.test/graph/").unwrap(),
            rdf12: format != Format::JsonLd,
            ..ExportOptions::default()
        };
        let mut out = Vec::new();
        store.export(format, &options, &mut out).unwrap();
        let ours = export(&store, format, options.rdf12);
        assert!(ours.contains("https://simpul.example/"), "{format:?}");
        let expected = ours.replace("https://simpul.example/", "https://simpul.test/graph/");
        // Not byte by byte: the order in which prefixes are declared depends on their IRIs.
        let outside = String::from_utf8(out).unwrap();
        assert!(!outside.contains("https://simpul.example/"), "{format:?}");
        let rdf = RdfFormat::from_extension(format.extension()).unwrap();
        assert!(merged(parse(&outside, rdf)) == merged(parse(&expected, rdf)), "{format:?}");
    }
}

#[test]
fn what_only_one_article_said_goes_with_it() {
    let all = articles();
    for i in 0..all.len() {
        let mut full = store(&all);
        assert!(full.remove(&all[i].source.id).unwrap());
        let rest: Vec<_> = all.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, e)| e.clone()).collect();
        assert_eq!(export(&full, Format::NQuads, false), export(&store(&rest), Format::NQuads, false));
        assert!(!full.remove(&all[i].source.id).unwrap());
    }
}

#[test]
fn a_replaced_article_leaves_no_trace() {
    let all = articles();
    let mut store_ = store(&all);
    let mut other = all[0].clone();
    other.statements.truncate(1);
    store_.load(&other).unwrap();
    store_.load(&all[0]).unwrap();
    assert_eq!(export(&store_, Format::TriG, false), export(&store(&all), Format::TriG, false));
}

#[test]
fn every_format_can_be_read_back() {
    let store = store(&articles());
    let quads = parse(&export(&store, Format::NQuads, false), RdfFormat::NQuads);
    let dataset: Dataset = quads.iter().cloned().collect();
    assert_eq!(quads.len(), dataset.len(), "a quad is written twice");
    assert_eq!(merged(quads.clone()).len(), dataset.len(), "a triple stands in two graphs");
    let formats = [
        (Format::Turtle, RdfFormat::Turtle),
        (Format::NTriples, RdfFormat::NTriples),
        (Format::NQuads, RdfFormat::NQuads),
        (Format::TriG, RdfFormat::TriG),
        (Format::RdfXml, RdfFormat::RdfXml),
        (Format::JsonLd, RdfFormat::from_media_type("application/ld+json").unwrap()),
    ];
    for (format, rdf) in formats {
        let text = export(&store, format, false);
        assert_eq!(text, export(&store, format, false), "{format:?} differs from run to run");
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{format:?}");
        let back = parse(&text, rdf);
        match format.has_named_graphs() {
            true => assert!(back.into_iter().collect::<Dataset>() == dataset, "{format:?}"),
            false => assert!(merged(back) == merged(quads.clone()), "{format:?}"),
        }
        assert_eq!(Format::from_name(format.name()), Some(format));
        assert_eq!(Format::from_name(format.extension()), Some(format));
    }
}

#[test]
fn rdf_12_reifies_and_json_ld_refuses() {
    let store = store(&articles());
    let turtle = export(&store, Format::Turtle, true);
    assert!(
        turtle.contains("rdf:reifies <<( ent:andi-rahman rel:visits ent:republik-contoh )>>"),
        "{turtle}"
    );
    assert!(!export(&store, Format::Turtle, false).contains("rdf:reifies"));
    let error = store
        .export(Format::JsonLd, &ExportOptions { rdf12: true, ..ExportOptions::default() }, &mut Vec::new())
        .unwrap_err();
    assert!(matches!(error, StoreError::Format(_)));
}

#[test]
fn hostile_text_survives_every_format() {
    let mut article = articles().remove(0);
    let hostile = "a\0\u{1}\u{b}\u{1f}\u{7f}\u{85}\u{fffe}<b>&amp;\"'\\ ]]> \r\n\t {} \u{202e}é😀";
    article.source.title = Some(hostile.to_owned());
    article.source.id = "../<x> \"y\"".to_owned();
    article.statements[0].subject.id = "a b<\">{}|\\^`%zz/../é".to_owned();
    article.statements[0].subject.name = hostile.to_owned();
    article.statements[0].subject.wikidata = Some("Q1> <x".to_owned());
    let store = store(&[article]);
    let quads = parse(&export(&store, Format::NQuads, false), RdfFormat::NQuads);
    let xml = export(&store, Format::RdfXml, false);
    assert!(!xml.contains(|c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r')));
    assert!(merged(parse(&xml, RdfFormat::RdfXml)) == merged(quads.clone()));
    assert!(
        merged(parse(&export(&store, Format::Turtle, false), RdfFormat::Turtle)) == merged(quads.clone())
    );
    let json = export(&store, Format::JsonLd, false);
    let back = parse(&json, RdfFormat::from_media_type("application/ld+json").unwrap());
    assert!(back.into_iter().collect::<Dataset>() == quads.into_iter().collect());
}

#[test]
fn offsets_count_code_points_and_bytes_of_the_article() {
    let all = articles();
    let store = store(&all);
    let sparql = "SELECT ?id ?start ?end ?from ?to ?exact ?words ?wordsStart ?wordsEnd WHERE { GRAPH ?a { \
        ?ev a sp:Evidence ; oa:start ?start ; oa:end ?end ; sp:byteStart ?from ; sp:byteEnd ?to ; oa:exact ?exact ; \
        sp:triggerWords ?t . ?t oa:exact ?words ; oa:start ?wordsStart ; oa:end ?wordsEnd . \
        ?a schema:identifier ?id } }";
    let table = table(&store, sparql, &QueryOptions::default());
    assert_eq!(table.rows.len(), 9);
    let title = |id: &str| all.iter().find(|e| e.source.id == id).unwrap().source.title.clone().unwrap();
    for row in &table.rows {
        let cell = |i: usize| row[i].as_ref().unwrap().raw.clone();
        let number = |i: usize| cell(i).parse::<usize>().unwrap();
        let facts = store.extraction(&cell(0)).unwrap();
        let mut sentences: Vec<String> = Vec::new();
        for s in &facts.statements {
            let sentence = s.evidence[0].sentence.text.clone();
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        let text = format!("“{}”\n\n{}\n", title(&cell(0)), sentences.join(" "));
        let chars = |a: usize, b: usize| text.chars().skip(a).take(b - a).collect::<String>();
        assert_eq!(&text[number(3)..number(4)], cell(5));
        assert_eq!(chars(number(1), number(2)), cell(5));
        assert_eq!(chars(number(7), number(8)), cell(6));
    }
}

#[test]
fn only_facts_stated_with_confidence_are_direct_triples() {
    let mut article = articles().remove(0);
    for (i, modality) in [Modality::Actual, Modality::Planned, Modality::Negated].into_iter().enumerate() {
        article.statements[i].modality = modality;
    }
    article.statements[3].modality = Modality::Actual;
    article.statements[3].confidence = 0.49;
    let store = store(&[article]);
    let direct = table(
        &store,
        "SELECT ?s ?p ?o { ?s ?p ?o FILTER(STRSTARTS(STR(?p), STR(rel:))) }",
        &QueryOptions::default(),
    );
    assert_eq!(rows(&direct), ["ent:andi-rahman | rel:visits | ent:republik-contoh"]);
    let nodes =
        "SELECT ?m (COUNT(?st) AS ?n) { ?st a sp:Statement ; sp:modality ?m } GROUP BY ?m ORDER BY ?m";
    let nodes = table(&store, nodes, &QueryOptions::default());
    assert_eq!(rows(&nodes), ["sp:Actual | 2", "sp:Negated | 1", "sp:Planned | 1"]);
}

#[test]
fn an_entity_of_several_articles_is_one() {
    let store = store(&articles());
    let sparql = "SELECT ?p ?o { ent:negara-utara ?p ?o }";
    assert_eq!(
        rows(&table(&store, sparql, &QueryOptions::default())),
        [
            "rdf:type | sp:Place",
            "rdfs:label | Negara Utara",
            "rdfs:label | Northland",
            "owl:sameAs | <http://www.wikidata.org/entity/Q999999902>",
            "skos:exactMatch | <http://www.wikidata.org/entity/Q999999902>",
            "skos:prefLabel | Negara Utara",
            "skos:prefLabel | Northland",
            "schema:name | Negara Utara",
        ]
    );
    let sparql = "SELECT ?o { ent:andi-rahman skos:altLabel ?o }";
    assert_eq!(rows(&table(&store, sparql, &QueryOptions::default())), ["Rahman"]);
}

#[test]
fn the_vocabulary_is_part_of_the_graph() {
    let store = store(&articles());
    let sparql = "SELECT ?t ?l ?n { rel:meets a ?t ; rdfs:label ?l OPTIONAL { rel:visits skos:notation ?n } \
        FILTER(LANG(?l) = 'id' && DATATYPE(?n) = sp:Cameo) }";
    assert_eq!(
        rows(&table(&store, sparql, &QueryOptions::default())),
        [
            "rdf:Property | bertemu dengan | 042",
            "owl:ObjectProperty | bertemu dengan | 042",
            "owl:SymmetricProperty | bertemu dengan | 042",
        ]
    );
    let error = Store::in_memory().unwrap().with_vocabulary(&[], "sp:x a [] .").unwrap_err();
    assert!(error.to_string().starts_with("ontology: "), "{error}");
    let blank = "<http://a.example/x> <http://a.example/y> [] .";
    assert!(Store::in_memory().unwrap().with_vocabulary(&[], blank).is_err());
}

#[test]
fn every_term_of_the_vocabulary_that_is_used_is_declared() {
    let store = store(&articles());
    let sparql = "SELECT DISTINCT ?term { \
        { ?s ?term ?o } UNION { ?s a ?term } UNION { GRAPH ?g { { ?s ?term ?o } UNION { ?s a ?term } } } \
        FILTER(STRSTARTS(STR(?term), STR(sp:)) && NOT EXISTS { ?term a ?declared }) }";
    assert_eq!(rows(&table(&store, sparql, &QueryOptions::default())), [""; 0]);
}

#[test]
fn reported_words_are_text_of_the_article_s_language() {
    let mut says = articles().remove(1);
    says.statements.retain(|s| matches!(s.object, Object::Words(_)));
    let quads = export(&store(&[says]), Format::NTriples, false);
    assert!(quads.contains("<https://simpul.example/rel/says> \"Kami siap membantu\"@id ."), "{quads}");
}

#[test]
fn an_article_without_statements_is_kept() {
    let empty = extraction("kosong", Language::Id, "Kosong", &[]);
    assert_eq!(text("Kosong", &[]), "“Kosong”\n\n\n");
    let store = store(&[empty]);
    let names = table(&store, "SELECT ?n { GRAPH ?g { ?g schema:name ?n } }", &QueryOptions::default());
    assert_eq!(rows(&names), ["Kosong"]);
}
