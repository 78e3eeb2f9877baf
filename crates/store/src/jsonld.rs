//! JSON-LD 1.1 with a context of prefixes, one node a line. Oxigraph writes the expanded form only, in which every
//! property is a full IRI. <https://www.w3.org/TR/json-ld11/>

use std::io::{self, Write};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use crate::{Base, PREFIXES, prefix};

/// Writes quads, which must be sorted by graph, subject and predicate. Quads with triple terms must not be among them.
pub(crate) fn write(quads: &[Quad], base: &Base, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"@context\":{")?;
    for (i, (prefix, iri)) in base.prefixes().enumerate() {
        let comma = if i == 0 { "" } else { "," };
        write!(out, "{comma}{}:{}", string(prefix), string(&iri))?;
    }
    out.write_all(b"},\n\"@graph\":[")?;
    let mut first = true;
    for graph in quads.chunk_by(|a, b| a.graph_name == b.graph_name) {
        let name = match graph.first().map(|q| &q.graph_name) {
            Some(GraphName::NamedNode(name)) => Some(short(name.as_str(), base)),
            Some(GraphName::BlankNode(name)) => Some(name.to_string()),
            _ => None,
        };
        if let Some(name) = &name {
            let comma = if first { "" } else { "," };
            write!(out, "{comma}\n{{\"@id\":{},\"@graph\":[", string(name))?;
            first = true;
        }
        for node in graph.chunk_by(|a, b| a.subject == b.subject) {
            out.write_all(if first { b"\n" } else { b",\n" })?;
            first = false;
            write_node(node, base, out)?;
        }
        if name.is_some() {
            out.write_all(b"]}")?;
        }
    }
    out.write_all(b"]}\n")
}

fn write_node(quads: &[Quad], base: &Base, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = quads.first() else { return Ok(()) };
    let id = match &first.subject {
        NamedOrBlankNode::NamedNode(node) => short(node.as_str(), base),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    };
    write!(out, "{{\"@id\":{}", string(&id))?;
    for values in quads.chunk_by(|a, b| a.predicate == b.predicate) {
        let Some(predicate) = values.first().map(|q| q.predicate.as_ref()) else { continue };
        let types = predicate == rdf::TYPE && values.iter().all(|q| q.object.is_named_node());
        let key = if types { "@type".to_owned() } else { short(predicate.as_str(), base) };
        let values: Vec<String> = values
            .iter()
            .map(|q| match &q.object {
                Term::NamedNode(node) if types => string(&short(node.as_str(), base)),
                object => value(object, base),
            })
            .collect();
        let list = values.join(",");
        let list = if values.len() == 1 { list } else { format!("[{list}]") };
        write!(out, ",{}:{list}", string(&key))?;
    }
    out.write_all(b"}")
}

/// An object: a text alone is a string, a whole number a number.
fn value(object: &Term, base: &Base) -> String {
    let literal = match object {
        Term::NamedNode(node) => return format!("{{\"@id\":{}}}", string(&short(node.as_str(), base))),
        Term::Literal(literal) => literal,
        other => return format!("{{\"@id\":{}}}", string(&other.to_string())),
    };
    let text = string(literal.value());
    if let Some(language) = literal.language() {
        return format!("{{\"@value\":{text},\"@language\":{}}}", string(language));
    }
    let datatype = literal.datatype();
    if datatype == xsd::STRING {
        return text;
    }
    // JSON numbers are exact up to 2^53 in every reader.
    let whole = literal.value().parse::<u32>().ok().filter(|n| n.to_string() == literal.value());
    match whole {
        Some(number) if datatype == xsd::INTEGER => number.to_string(),
        _ => format!("{{\"@value\":{text},\"@type\":{}}}", string(&short(datatype.as_str(), base))),
    }
}

/// The IRI with a prefix of the context where there is one, else in full, as it is outside.
fn short(iri: &str, base: &Base) -> String {
    let compact = PREFIXES.iter().find_map(|(prefix, namespace)| {
        let rest = iri.strip_prefix(namespace)?;
        // `x://…` would be read as a full IRI.
        (!rest.starts_with("//")).then(|| format!("{prefix}:{rest}"))
    });
    debug_assert!(compact.as_deref().is_none_or(|c| prefix::expand(c).as_deref() == Some(iri)));
    compact.unwrap_or_else(|| base.outward(iri).into_owned())
}

fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
