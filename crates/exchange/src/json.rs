//! JSON for Cytoscape, which NetworkX reads too: for it, nodes have `value` and `name`, edges `key`.

use std::io::{self, Write};

use serde_json::{Map, Value, json};
use simpul_graph::Graph;
use simpul_text::Language;

use crate::value::{Attribute, EDGE, NODE, Type, edge_id, edge_label, of_edge, of_node};

/// `{"data": [], "directed": true, "multigraph": true, "elements": {"nodes": [{"data": {…}}], "edges": [{"data": {…}}]}}`
pub(crate) fn cytoscape(graph: &Graph, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let element = |mut data: Map<String, Value>, attributes: &[Attribute], values: &[String]| {
        for ((name, kind), value) in attributes.iter().zip(values).filter(|(_, v)| !v.is_empty()) {
            data.insert((*name).to_owned(), typed(*kind, value));
        }
        json!({ "data": data })
    };
    let map = |pairs: &[(&str, String)]| -> Map<String, Value> {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), Value::String(v.clone()))).collect()
    };
    let nodes: Vec<Value> = graph
        .nodes()
        .map(|node| {
            let label = node.name(language).to_owned();
            let data = map(&[
                ("id", node.id.clone()),
                ("value", node.id.clone()),
                ("label", label.clone()),
                ("name", label),
            ]);
            element(data, &NODE, &of_node(node))
        })
        .collect();
    let edges: Vec<Value> = graph
        .edges()
        .map(|(subject, edge, object)| {
            let id = edge_id(subject, edge, object);
            let data = map(&[
                ("id", id.clone()),
                ("key", id),
                ("source", subject.id.clone()),
                ("target", object.id.clone()),
                ("label", edge_label(edge, language)),
            ]);
            element(data, &EDGE, &of_edge(edge))
        })
        .collect();
    let elements = json!({ "nodes": nodes, "edges": edges });
    let document = json!({ "data": [], "directed": true, "multigraph": true, "elements": elements });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

fn typed(kind: Type, value: &str) -> Value {
    match kind {
        Type::Text => Value::String(value.to_owned()),
        Type::Whole | Type::Real | Type::Truth => {
            serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()))
        }
    }
}
