//! Comma-separated values with the headers that Gephi and Kumu know.

use std::io::{self, Write};

use simpul_graph::Graph;
use simpul_text::Language;

use crate::value::{EDGE, NODE, edge_id, edge_label, of_edge, of_node};

/// `Id,Label,kind,…`, an entity a row.
pub(crate) fn nodes(graph: &Graph, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["Id", "Label"].into_iter().chain(NODE.map(|a| a.0)))?;
    for node in graph.nodes() {
        let fixed = [node.id.clone(), node.name(language).to_owned()];
        writer.write_record(fixed.into_iter().chain(of_node(node)).map(|cell| safe(&cell)))?;
    }
    writer.flush()
}

/// `Id,Source,Target,Type,Label,Weight,relation,…`, an edge a row.
pub(crate) fn edges(graph: &Graph, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    let fixed = ["Id", "Source", "Target", "Type", "Label", "Weight"];
    writer.write_record(fixed.into_iter().chain(EDGE.map(|a| a.0)))?;
    for (subject, edge, object) in graph.edges() {
        let fixed = [
            edge_id(subject, edge, object),
            subject.id.clone(),
            object.id.clone(),
            if edge.symmetric { "Undirected" } else { "Directed" }.to_owned(),
            edge_label(edge, language),
            edge.passages.len().to_string(),
        ];
        writer.write_record(fixed.into_iter().chain(of_edge(edge)).map(|cell| safe(&cell)))?;
    }
    writer.flush()
}

/// A cell that no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe before it
/// (OWASP, *CSV injection*).
pub(crate) fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}
