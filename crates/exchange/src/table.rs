//! Entities and edges as tables: comma-separated values with the headers that Gephi and Kumu know, and the same
//! tab-separated.

use std::io::{self, Write};

use simpul_graph::Graph;
use simpul_text::Language;

use crate::value::{EDGE, NODE, edge_id, edge_label, of_edge, of_node, plain};

/// A table: its header and its rows.
pub(crate) struct Table {
    pub(crate) header: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// `Id,Label,kind,…`, an entity a row.
pub(crate) fn nodes(graph: &Graph, language: Language) -> Table {
    let row = |node: &simpul_graph::Node| {
        let fixed = [node.id.clone(), node.name(language).to_owned()];
        fixed.into_iter().chain(of_node(node)).collect()
    };
    let header = ["Id", "Label"].into_iter().chain(NODE.map(|a| a.0)).collect();
    Table { header, rows: graph.nodes().map(row).collect() }
}

/// `Id,Source,Target,Type,Label,Weight,relation,…`, an edge a row.
pub(crate) fn edges(graph: &Graph, language: Language) -> Table {
    let fixed = ["Id", "Source", "Target", "Type", "Label", "Weight"];
    let header = fixed.into_iter().chain(EDGE.map(|a| a.0)).collect();
    let rows = graph.edges().map(|(subject, edge, object)| {
        let fixed = [
            edge_id(subject, edge, object),
            subject.id.clone(),
            object.id.clone(),
            if edge.symmetric { "Undirected" } else { "Directed" }.to_owned(),
            edge_label(edge, language),
            edge.passages.len().to_string(),
        ];
        fixed.into_iter().chain(of_edge(edge)).collect()
    });
    Table { header, rows: rows.collect() }
}

impl Table {
    /// Comma-separated, quoted where it has to be (RFC 4180).
    pub(crate) fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(&self.header)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| safe(cell)))?;
        }
        writer.flush()
    }

    /// Tab-separated without quotes, as IANA has it (text/tab-separated-values): a tab or line break in a cell becomes a
    /// space.
    pub(crate) fn tsv(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.header.join("\t"))?;
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(|cell| safe(&plain(cell))).collect();
            writeln!(out, "{}", cells.join("\t"))?;
        }
        Ok(())
    }
}

/// A cell that no spreadsheet takes for a formula: one that begins like a formula, also in the wide characters of East
/// Asian keyboards, gets an apostrophe before it (OWASP, *CSV injection*).
pub(crate) fn safe(cell: &str) -> String {
    let formula =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if cell.trim_start_matches(' ').starts_with(formula) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_like_a_formula() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" =1", "' =1"),
            ("＝1", "'＝1"),
            ("\t=1", "'\t=1"),
            ("Al-Azhar", "Al-Azhar"),
            ("", ""),
        ];
        for (cell, written) in cases {
            assert_eq!(safe(cell), written);
        }
    }

    #[test]
    fn a_cell_of_a_tsv_has_no_tab() {
        let table =
            Table { header: vec!["a", "b"], rows: vec![vec!["x\ty\nz".to_owned(), "\n=1\u{1b}".to_owned()]] };
        let mut out = Vec::new();
        table.tsv(&mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a\tb\nx y z\t' =1\n");
    }
}
