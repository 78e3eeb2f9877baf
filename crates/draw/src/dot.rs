use std::collections::BTreeSet;
use std::fmt::Write;

use simpul_fact::{EntityKind, Modality};
use simpul_text::Language;

use crate::palette::{line, line_width, look};
use crate::quote::{id, label, lines};
use crate::scene::POSTS;
use crate::words::{edge_text, word};
use simpul_graph::{Edge, Graph, Node};

/// How the graph looks.
#[derive(Clone, Debug)]
pub struct Style {
    /// Language of names and labels.
    pub language: Language,
    /// Words above the picture.
    pub title: Option<String>,
    /// A table that explains shapes and lines.
    pub legend: bool,
    /// Frames around the entities of one kind.
    pub clusters: bool,
    /// Direction of the drawing: `true` from left to right, `false` from top to bottom.
    pub left_to_right: bool,
}

impl Default for Style {
    fn default() -> Self {
        Style { language: Language::Id, title: None, legend: true, clusters: false, left_to_right: true }
    }
}

/// The graph in the DOT language, for `dot -Tsvg`. <https://graphviz.org/doc/info/lang.html>
pub fn dot(graph: &Graph, style: &Style) -> String {
    let mut out = String::from("digraph simpul {\n");
    write_defaults(style, &mut out);
    let kinds: BTreeSet<EntityKind> = graph.nodes().map(|n| n.kind).collect();
    for kind in &kinds {
        let nodes = graph.nodes().filter(|n| n.kind == *kind);
        let indent = if style.clusters { "    " } else { "  " };
        if style.clusters {
            let name = label(look(*kind).name(style.language));
            let _ = writeln!(out, "  subgraph \"cluster_{kind}\" {{");
            let _ = writeln!(
                out,
                "    label={name}; style=\"rounded\"; color=\"#BBBBBB\"; fontcolor=\"#666666\"; fontsize=11;"
            );
        }
        for node in nodes {
            write_node(node, style, indent, &mut out);
        }
        if style.clusters {
            out.push_str("  }\n");
        }
    }
    for (subject, edge, object) in graph.edges() {
        write_edge(subject, edge, object, style, &mut out);
    }
    let modalities: BTreeSet<Modality> = graph.edges().map(|e| e.1.modality).collect();
    if style.legend && !kinds.is_empty() {
        write_legend(&kinds, &modalities, style.language, &mut out);
    }
    out.push_str("}\n");
    out
}

fn write_defaults(style: &Style, out: &mut String) {
    let direction = if style.left_to_right { "LR" } else { "TB" };
    let _ = writeln!(out, "  graph [charset=\"UTF-8\", rankdir={direction}, bgcolor=\"white\", pad=0.3,");
    let _ = writeln!(
        out,
        "    nodesep=0.35, ranksep=1.0, splines=true, fontname=\"Helvetica,Arial,sans-serif\"];"
    );
    out.push_str("  node [fontname=\"Helvetica,Arial,sans-serif\", fontsize=12, margin=\"0.14,0.08\"];\n");
    out.push_str("  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=10, arrowsize=0.8];\n");
    if let Some(title) = &style.title {
        let _ = writeln!(out, "  label={}; labelloc=t; fontsize=16;", label(title));
    }
}

fn write_node(node: &Node, style: &Style, indent: &str, out: &mut String) {
    let look = look(node.kind);
    let more = (node.posts.len() > POSTS).then_some("…");
    let posts = node.posts.iter().take(POSTS).map(String::as_str).chain(more);
    let text = lines(std::iter::once(node.name(style.language)).chain(posts));
    let width = if node.centre { 3 } else { 1 };
    let _ = writeln!(
        out,
        "{indent}{} [label={text}, shape={}, style=\"{}\", fillcolor=\"{}\", color=\"{}\", penwidth={width}];",
        id(&node.id),
        look.shape,
        look.style,
        look.fill,
        look.line,
    );
}

fn write_edge(subject: &Node, edge: &Edge, object: &Node, style: &Style, out: &mut String) {
    let line = line(edge.modality);
    let text = edge_text(edge, style.language);
    let direction = if edge.symmetric { ", dir=both" } else { "" };
    let tail = if edge.symmetric { format!(", arrowtail={}", line.head) } else { String::new() };
    let width = line_width(edge);
    let _ = writeln!(
        out,
        "  {} -> {} [label={}, style={}, color=\"{}\", fontcolor=\"{}\", arrowhead={}{direction}{tail}, penwidth={width:.1}];",
        id(&subject.id),
        id(&object.id),
        lines([text.as_str()]),
        line.style,
        line.color,
        line.color,
        line.head,
    );
}

/// One node that is a table. Its words are all from this crate, so that nothing of an article gets into HTML.
fn write_legend(
    kinds: &BTreeSet<EntityKind>,
    modalities: &BTreeSet<Modality>,
    language: Language,
    out: &mut String,
) {
    let head = word("legend", language);
    out.push_str("  \"simpul legend\" [shape=plain, fontsize=10, label=<\n");
    out.push_str(
        "    <TABLE BORDER=\"1\" COLOR=\"#BBBBBB\" CELLBORDER=\"0\" CELLSPACING=\"3\" CELLPADDING=\"3\">\n",
    );
    let _ = writeln!(out, "      <TR><TD COLSPAN=\"2\"><B>{head}</B></TD></TR>");
    for kind in kinds {
        let look = look(*kind);
        let rounded = if look.style.contains("rounded") { " STYLE=\"ROUNDED\"" } else { "" };
        let _ = writeln!(
            out,
            "      <TR><TD BORDER=\"1\" COLOR=\"{}\" BGCOLOR=\"{}\"{rounded}> </TD><TD ALIGN=\"LEFT\">{}</TD></TR>",
            look.line,
            look.fill,
            look.name(language),
        );
    }
    for modality in modalities {
        let line = line(*modality);
        let _ = writeln!(
            out,
            "      <TR><TD><FONT COLOR=\"{}\">{}</FONT></TD><TD ALIGN=\"LEFT\">{}</TD></TR>",
            line.color,
            line.sample,
            line.name(language),
        );
    }
    out.push_str("    </TABLE>>];\n");
}
