//! GEXF and GraphML.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use simpul_graph::Graph;
use simpul_text::Language;

use crate::value::{Attribute, EDGE, NODE, Type, edge_id, edge_label, of_edge, of_node};

type Xml<'w> = Writer<&'w mut dyn Write>;

/// GEXF 1.3; dates of edges are `start` and `end`, so that Gephi's timeline shows them. All edges are directed, for
/// NetworkX reads no mixed graph; those without a direction have `symmetric`.
pub(crate) fn gexf(graph: &Graph, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = begin(out)?;
    let root = [("xmlns", "http://gexf.net/1.3"), ("version", "1.3")];
    xml.create_element("gexf").with_attributes(root).write_inner_content(|xml| {
        let attributes = [("defaultedgetype", "directed"), ("mode", "dynamic"), ("timeformat", "date")];
        xml.create_element("graph").with_attributes(attributes).write_inner_content(|xml| {
            declare(xml, "node", &NODE)?;
            declare(xml, "edge", &EDGE)?;
            xml.create_element("nodes").write_inner_content(|xml| {
                for node in graph.nodes() {
                    let attributes = [("id", node.id.as_str()), ("label", &text(node.name(language)))];
                    let element = xml.create_element("node").with_attributes(attributes);
                    element.write_inner_content(|xml| values(xml, &NODE, &of_node(node)))?;
                }
                Ok(())
            })?;
            xml.create_element("edges").write_inner_content(|xml| {
                for (subject, edge, object) in graph.edges() {
                    let (id, label) = (edge_id(subject, edge, object), text(&edge_label(edge, language)));
                    let weight = edge.passages.len().to_string();
                    let mut element = xml
                        .create_element("edge")
                        .with_attribute(("id", id.as_str()))
                        .with_attribute(("source", subject.id.as_str()))
                        .with_attribute(("target", object.id.as_str()))
                        .with_attribute(("label", label.as_str()))
                        .with_attribute(("weight", weight.as_str()));
                    for (name, date) in [("start", edge.first), ("end", edge.last)] {
                        if let Some(date) = date {
                            element = element.with_attribute((name, date.to_string().as_str()));
                        }
                    }
                    element.write_inner_content(|xml| values(xml, &EDGE, &of_edge(edge)))?;
                }
                Ok(())
            })?;
            Ok(())
        })?;
        Ok(())
    })?;
    end(xml)
}

/// `<attributes class="node">` of GEXF.
fn declare(xml: &mut Xml<'_>, class: &str, attributes: &[Attribute]) -> io::Result<()> {
    xml.create_element("attributes").with_attribute(("class", class)).write_inner_content(|xml| {
        for (name, kind) in attributes {
            let kind = match kind {
                Type::Text => "string",
                Type::Whole => "integer",
                Type::Real => "double",
                Type::Truth => "boolean",
            };
            let attributes = [("id", *name), ("title", name), ("type", kind)];
            xml.create_element("attribute").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn values(xml: &mut Xml<'_>, attributes: &[Attribute], values: &[String]) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        for ((name, _), value) in attributes.iter().zip(values).filter(|(_, v)| !v.is_empty()) {
            let attributes = [("for", *name), ("value", &text(value))];
            xml.create_element("attvalue").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

/// GraphML with typed keys.
pub(crate) fn graph_ml(graph: &Graph, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = begin(out)?;
    let root = ("xmlns", "http://graphml.graphdrawing.org/xmlns");
    xml.create_element("graphml").with_attribute(root).write_inner_content(|xml| {
        for (class, attributes) in [("node", NODE.as_slice()), ("edge", EDGE.as_slice())] {
            for (name, kind) in [("label", Type::Text)].iter().chain(attributes) {
                let kind = match kind {
                    Type::Text => "string",
                    Type::Whole => "long",
                    Type::Real => "double",
                    Type::Truth => "boolean",
                };
                let id = format!("{class}-{name}");
                let key = [("id", id.as_str()), ("for", class), ("attr.name", name), ("attr.type", kind)];
                xml.create_element("key").with_attributes(key).write_empty()?;
            }
        }
        let attributes = [("id", "simpul"), ("edgedefault", "directed")];
        xml.create_element("graph").with_attributes(attributes).write_inner_content(|xml| {
            for node in graph.nodes() {
                let element = xml.create_element("node").with_attribute(("id", node.id.as_str()));
                let label = node.name(language).to_owned();
                element.write_inner_content(|xml| data(xml, "node", &label, &NODE, &of_node(node)))?;
            }
            for (subject, edge, object) in graph.edges() {
                let id = edge_id(subject, edge, object);
                let ends = [("id", id.as_str()), ("source", &subject.id), ("target", &object.id)];
                let element = xml.create_element("edge").with_attributes(ends);
                let label = edge_label(edge, language);
                element.write_inner_content(|xml| data(xml, "edge", &label, &EDGE, &of_edge(edge)))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    end(xml)
}

fn data(
    xml: &mut Xml<'_>,
    class: &str,
    label: &str,
    attributes: &[Attribute],
    values: &[String],
) -> io::Result<()> {
    let all = [("label", label)]
        .into_iter()
        .chain(attributes.iter().map(|a| a.0).zip(values.iter().map(String::as_str)));
    for (name, value) in all.filter(|(_, value)| !value.is_empty()) {
        let key = format!("{class}-{name}");
        let element = xml.create_element("data").with_attribute(("key", key.as_str()));
        element.write_text_content(BytesText::new(&text(value)))?;
    }
    Ok(())
}

fn begin(out: &mut dyn Write) -> io::Result<Xml<'_>> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    Ok(xml)
}

fn end(mut xml: Xml<'_>) -> io::Result<()> {
    xml.get_mut().write_all(b"\n")
}

/// The text without the characters that XML 1.0 cannot hold.
fn text(text: &str) -> String {
    let legal = |c: &char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(legal).collect()
}
