//! A script in Cypher, for Neo4j and its kin.

use std::io::{self, Write};

use simpul_graph::Graph;
use simpul_text::Language;

use crate::value::{Attribute, EDGE, NODE, Type, edge_id, edge_label, of_edge, of_node};

/// One `MERGE` a line, so that the script may be run again: nodes `(:Entity:Person {id, …})`, relationships
/// `[:VISITS {id, …}]`.
pub(crate) fn script(graph: &Graph, language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "CREATE CONSTRAINT simpul_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;")?;
    for node in graph.nodes() {
        let label = [("label", Type::Text, node.name(language).to_owned())];
        writeln!(
            out,
            "MERGE (n:Entity {{id: {}}}) SET n:{}, n += {{{}}};",
            string(&node.id),
            node.kind.name(),
            properties(&label, &NODE, &of_node(node))
        )?;
    }
    for (subject, edge, object) in graph.edges() {
        let label = [("label", Type::Text, edge_label(edge, language))];
        writeln!(
            out,
            "MATCH (a:Entity {{id: {}}}), (b:Entity {{id: {}}}) MERGE (a)-[r:{} {{id: {}}}]->(b) SET r += {{{}}};",
            string(&subject.id),
            string(&object.id),
            relationship(&edge.relation),
            string(&edge_id(subject, edge, object)),
            properties(&label, &EDGE, &of_edge(edge))
        )?;
    }
    Ok(())
}

fn properties(first: &[(&str, Type, String)], attributes: &[Attribute], values: &[String]) -> String {
    let all = first
        .iter()
        .map(|(n, t, v)| (*n, *t, v.as_str()))
        .chain(attributes.iter().zip(values).map(|((n, t), v)| (*n, *t, v.as_str())));
    let pair = |(name, kind, value): (&str, Type, &str)| {
        let value = if kind == Type::Text { string(value) } else { value.to_owned() };
        format!("{name}: {value}")
    };
    all.filter(|(_, _, v)| !v.is_empty()).map(pair).collect::<Vec<_>>().join(", ")
}

/// `cooperatesWith` is `COOPERATES_WITH`; only letters, digits and `_`, whatever the relation is called.
fn relationship(relation: &str) -> String {
    let mut name = String::new();
    for c in relation.chars() {
        if c.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(c.to_uppercase().map(|c| if c.is_alphanumeric() { c } else { '_' }));
    }
    name
}

/// A string literal of Cypher.
fn string(text: &str) -> String {
    let mut literal = String::from("'");
    for c in text.chars() {
        match c {
            '\'' | '\\' => literal.extend(['\\', c]),
            '\n' => literal.push_str("\\n"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                literal.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => literal.push(c),
        }
    }
    literal.push('\'');
    literal
}
