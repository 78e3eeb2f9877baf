//! FollowTheMoney 4, the model of Aleph and OpenSanctions: one entity a line. <https://followthemoney.tech/>
//!
//! An entity of the graph is an entity, an article an `Article`, an edge a link between two entities with the articles
//! as its proof. Ids are digests, so that the same thing has the same id in any export.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::json;
use simpul_fact::{EntityKind, Source, iri};
use simpul_graph::{Edge, Graph, Node};
use simpul_text::Language;

use crate::mapping::{link, schema};
use crate::value::{edge_id, edge_label, plain};

type Properties = BTreeMap<&'static str, Vec<String>>;

/// Entities, then articles, then links.
pub(crate) fn entities(graph: &Graph, language: Language, out: &mut dyn Write) -> io::Result<()> {
    for node in graph.nodes() {
        write(&node_id(node), schema(node.kind), of_node(node, language), out)?;
    }
    for source in graph.sources() {
        write(&article_id(&source.id), "Article", of_article(source), out)?;
    }
    for (subject, edge, object) in graph.edges() {
        let link = link(subject, edge, object);
        let mut properties = of_edge(graph, edge);
        properties.insert(link.subject, vec![node_id(subject)]);
        properties.insert(link.object, vec![node_id(object)]);
        let label = edge_label(edge, language);
        match link.schema {
            "Family" => drop(properties.insert("relationship", vec![label])),
            "Occupancy" | "Succession" => {}
            _ => drop(properties.insert("role", vec![label])),
        }
        if link.schema == "UnknownLink" {
            properties.insert("status", vec![edge.modality.name().to_owned()]);
        }
        write(&id("link", &edge_id(subject, edge, object)), link.schema, properties, out)?;
    }
    Ok(())
}

/// `{"id": …, "schema": …, "properties": {…}}`; a property without a value is left out.
fn write(id: &str, schema: &str, properties: Properties, out: &mut dyn Write) -> io::Result<()> {
    let filled = |values: Vec<String>| -> Vec<String> {
        let mut seen = BTreeSet::new();
        let clean = values.iter().map(|v| plain(v).trim().to_owned());
        clean.filter(|v| !v.is_empty() && seen.insert(v.clone())).collect()
    };
    let properties: BTreeMap<&str, Vec<String>> =
        properties.into_iter().map(|(k, v)| (k, filled(v))).filter(|(_, v)| !v.is_empty()).collect();
    serde_json::to_writer(&mut *out, &json!({ "id": id, "schema": schema, "properties": properties }))?;
    out.write_all(b"\n")
}

fn id(kind: &str, text: &str) -> String {
    format!("simpul-{}", iri::digest(&[kind, text]))
}

fn node_id(node: &Node) -> String {
    id("entity", &node.id)
}

fn article_id(article: &str) -> String {
    id("article", article)
}

fn of_node(node: &Node, language: Language) -> Properties {
    let name = node.name(language).to_owned();
    // a name of only control characters is no name
    let name = if plain(&name).trim().is_empty() { node.id.clone() } else { name };
    let mut properties = Properties::from([
        ("name", vec![name.clone()]),
        ("alias", node.names.iter().filter(|n| **n != name).cloned().collect()),
        ("wikidataId", node.wikidata.iter().cloned().collect()),
    ]);
    match node.kind {
        EntityKind::Person => drop(properties.insert("position", node.posts.iter().cloned().collect())),
        EntityKind::Place => drop(properties.insert("full", vec![name])),
        _ => {}
    }
    properties
}

fn of_article(source: &Source) -> Properties {
    let language = match source.language {
        Language::Id => "ind",
        Language::En => "eng",
    };
    Properties::from([
        ("title", vec![source.title.clone().unwrap_or_else(|| source.id.clone())]),
        ("fileName", vec![source.id.clone()]),
        ("publisher", source.outlet.iter().cloned().collect()),
        ("publishedAt", source.published.iter().map(|d| d.to_string()).collect()),
        ("author", source.authors.clone()),
        ("language", vec![language.to_owned()]),
    ])
}

fn of_edge(graph: &Graph, edge: &Edge) -> Properties {
    let sources = edge.passages.iter().filter_map(|p| graph.source(&p.article));
    Properties::from([
        ("date", edge.passages.iter().filter_map(|p| p.when).map(|d| d.to_string()).collect()),
        ("summary", edge.passages.iter().map(|p| p.sentence.clone()).collect()),
        ("proof", edge.passages.iter().map(|p| article_id(&p.article)).collect()),
        ("publisher", sources.filter_map(|s| s.outlet.clone()).collect()),
    ])
}
