//! JSON-LD in the words of schema.org, for web sites and search engines. <https://schema.org/docs/developers.html>
//!
//! Entities are things of their types, articles are `NewsArticle`s, and an edge is a `Claim` about its two ends that
//! appears in the articles: what a text says, which may be denied, planned or wrong, and not a fact of its own. The
//! vocabulary is named in the context itself, so that no reader has to load one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::{Map, Value, json};
use simpul_fact::{Source, iri};
use simpul_graph::{Edge, Graph, Node};
use simpul_text::Language;

use crate::mapping::schema_org;
use crate::value::{edge_id, edge_label, plain};

/// Entities, then articles, then claims.
pub(crate) fn write(graph: &Graph, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut items: Vec<Value> = graph.nodes().map(|node| entity(node, language)).collect();
    let mentions = mentions(graph);
    items.extend(graph.sources().map(|source| article(source, mentions.get(source.id.as_str()))));
    items.extend(graph.edges().map(|(subject, edge, object)| claim(subject, edge, object, language)));
    let document = json!({ "@context": { "@vocab": "https://schema.org/" }, "@graph": items });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

fn item(id: String, kind: &str, values: Vec<(&str, Value)>) -> Value {
    let mut map = Map::from_iter([("@id".to_owned(), Value::String(id)), ("@type".to_owned(), json!(kind))]);
    let empty = |v: &Value| v.is_null() || v.as_array().is_some_and(Vec::is_empty);
    map.extend(values.into_iter().filter(|(_, v)| !empty(v)).map(|(k, v)| (k.to_owned(), v)));
    Value::Object(map)
}

fn reference(iri: String) -> Value {
    json!({ "@id": iri })
}

fn entity(node: &Node, language: Language) -> Value {
    let same = node.wikidata.as_deref().filter(|q| q.bytes().all(|b| b.is_ascii_alphanumeric()));
    let others: BTreeSet<String> = [&node.name_id, &node.name_en]
        .into_iter()
        .chain(&node.names)
        .filter(|n| *n != node.name(language))
        .map(|n| plain(n))
        .collect();
    let values = vec![
        ("name", json!(plain(node.name(language)))),
        ("alternateName", json!(others)),
        ("jobTitle", json!(node.posts.iter().map(|p| plain(p)).collect::<Vec<_>>())),
        ("sameAs", same.map(|q| reference(format!("http://www.wikidata.org/entity/{q}"))).into()),
    ];
    item(iri::entity(&node.id), schema_org(node.kind), values)
}

/// By article: the ids of the entities that its sentences relate.
fn mentions(graph: &Graph) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut mentions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (subject, edge, object) in graph.edges() {
        for passage in &edge.passages {
            mentions.entry(&passage.article).or_default().extend([subject.id.as_str(), object.id.as_str()]);
        }
    }
    mentions
}

fn article(source: &Source, mentions: Option<&BTreeSet<&str>>) -> Value {
    let people = |names: &[String]| -> Vec<Value> {
        names.iter().map(|name| json!({ "@type": "Person", "name": plain(name) })).collect()
    };
    let publisher = |name: &String| json!({ "@type": "NewsMediaOrganization", "name": plain(name) });
    let values = vec![
        ("headline", json!(source.title.as_deref().map(plain))),
        ("identifier", json!(plain(&source.id))),
        ("inLanguage", json!(source.language.tag())),
        ("datePublished", json!(source.published.map(|d| d.to_string()))),
        ("dateline", json!(source.place.as_deref().map(plain))),
        ("publisher", source.outlet.as_ref().map(publisher).into()),
        ("author", json!(people(&source.authors))),
        ("editor", json!(people(&source.editors))),
        ("mentions", mentions.into_iter().flatten().map(|id| reference(iri::entity(id))).collect()),
    ];
    item(iri::article(&source.id), "NewsArticle", values)
}

/// *Rina mengunjungi Jepang (planned)*, said in two articles.
fn claim(subject: &Node, edge: &Edge, object: &Node, language: Language) -> Value {
    let label = edge_label(edge, language);
    let name = format!("{} {label} {}", subject.name(language), object.name(language));
    let articles: BTreeSet<&str> = edge.passages.iter().map(|p| p.article.as_str()).collect();
    let texts: BTreeSet<String> = edge.passages.iter().map(|p| plain(&p.sentence)).collect();
    let by: BTreeSet<&str> =
        edge.passages.iter().filter_map(|p| p.by.as_ref()).map(|e| e.name.as_str()).collect();
    let by: Vec<Value> = by.iter().map(|name| json!({ "@type": "Thing", "name": plain(name) })).collect();
    let time = match (edge.first, edge.last) {
        (Some(first), Some(last)) if first != last => Some(format!("{first}/{last}")),
        (first, last) => first.or(last).map(|d| d.to_string()),
    };
    let values = vec![
        ("name", json!(plain(&name))),
        ("additionalType", reference(iri::relation(&edge.relation))),
        ("creativeWorkStatus", json!(edge.modality.name())),
        ("about", json!([reference(iri::entity(&subject.id)), reference(iri::entity(&object.id))])),
        ("text", json!(texts)),
        ("temporalCoverage", json!(time)),
        ("author", json!(by)),
        ("appearance", articles.into_iter().map(|id| reference(iri::article(id))).collect()),
    ];
    item(iri::statement(&iri::digest(&[&edge_id(subject, edge, object)])), "Claim", values)
}
