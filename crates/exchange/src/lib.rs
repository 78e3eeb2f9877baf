//! Writes a graph in the formats of other tools, one module a family of formats.
//!
//! | format | for |
//! |---|---|
//! | [`Format::Nodes`], [`Format::Edges`] | spreadsheets, Gephi, Kumu: comma-separated values |
//! | [`Format::Gexf`] | Gephi: GEXF 1.3 |
//! | [`Format::NodesTsv`], [`Format::EdgesTsv`] | the same, tab-separated |
//! | [`Format::GraphMl`] | NetworkX, yEd, igraph: GraphML |
//! | [`Format::Cytoscape`] | Cytoscape and Cytoscape.js: elements as JSON |
//! | [`Format::Cypher`] | Neo4j, Memgraph: a script that may be run again |
//! | [`Format::FollowTheMoney`] | Aleph, OpenSanctions: one entity a line |
//! | [`Format::SchemaOrg`] | web sites, fact-checkers: JSON-LD of schema.org |
//! | [`Format::Plover`] | event data: one PLOVER-style JSON object a line |
//! | [`Format::Cameo`] | event data: dated codes as tab-separated values |
//!
//! The same graph gives the same bytes. Whatever a name holds, it stays a value: it opens no tag, closes no string and is
//! no formula.

mod cypher;
mod events;
mod ftm;
mod json;
mod mapping;
mod schema_org;
mod table;
mod value;
mod xml;

use std::io::{self, Write};

use simpul_graph::Graph;
use simpul_text::Language;

/// A format of another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values: an entity a row.
    Nodes,
    /// Comma-separated values: an edge a row.
    Edges,
    /// Tab-separated values: an entity a row.
    NodesTsv,
    /// Tab-separated values: an edge a row.
    EdgesTsv,
    /// GEXF 1.3, <https://gexf.net/>.
    Gexf,
    /// GraphML, <http://graphml.graphdrawing.org/>.
    GraphMl,
    /// Elements of Cytoscape.js as JSON, <https://js.cytoscape.org/#notation/elements-json>.
    Cytoscape,
    /// Cypher statements that make or update nodes and relationships.
    Cypher,
    /// FollowTheMoney 4: entities, articles and links, a JSON object a line, <https://followthemoney.tech/>.
    FollowTheMoney,
    /// JSON-LD in the words of schema.org: an edge is a `Claim`.
    SchemaOrg,
    /// Events after PLOVER (<https://osf.io/preprints/socarxiv/rm5dw>), a JSON object a line.
    Plover,
    /// Events by CAMEO code, tab-separated: date, source, target, code.
    Cameo,
}

/// Writes the graph; names and labels are those of `language`.
pub fn write(graph: &Graph, format: Format, language: Language, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Nodes => table::nodes(graph, language).csv(out),
        Format::Edges => table::edges(graph, language).csv(out),
        Format::NodesTsv => table::nodes(graph, language).tsv(out),
        Format::EdgesTsv => table::edges(graph, language).tsv(out),
        Format::Gexf => xml::gexf(graph, language, out),
        Format::GraphMl => xml::graph_ml(graph, language, out),
        Format::Cytoscape => json::cytoscape(graph, language, out),
        Format::Cypher => cypher::script(graph, language, out),
        Format::FollowTheMoney => ftm::entities(graph, language, out),
        Format::SchemaOrg => schema_org::write(graph, language, out),
        Format::Plover => events::plover(graph, language, out),
        Format::Cameo => events::cameo(graph, language, out),
    }
}
