use std::cmp::Ordering;
use std::io::Write;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Quad, Term, Triple, Variable};
use oxigraph::sparql::results::{
    QueryResultsFormat, QueryResultsParser, QueryResultsSerializer, SliceQueryResultsParserOutput,
};

use crate::export::{self, Format};
use crate::{Base, Sparql, StoreError, prefix, rdf};

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Answers {
    /// Of `SELECT`: rows.
    Table(Table),
    /// Of `ASK`: yes or no.
    Boolean(bool),
    /// Of `CONSTRUCT` and `DESCRIBE`: triples.
    Graph(Graph),
}

/// Rows of values under named columns.
///
/// Rows stand in the order that `ORDER BY` asks for; without it, sorted by their cells from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Names of the variables, without `?`.
    pub columns: Vec<String>,
    /// As many cells a row as there are columns; `None` where the variable has no value.
    pub rows: Vec<Vec<Option<Cell>>>,
    /// True where the row limit of the options cut the answer short.
    pub truncated: bool,
}

impl Table {
    /// Puts the rows in the order of their cells.
    pub(crate) fn sort(&mut self) {
        self.rows.sort_by(|a, b| compare_rows(a, b));
    }
}

fn compare_rows(a: &[Option<Cell>], b: &[Option<Cell>]) -> Ordering {
    let pairs = a.iter().zip(b).map(|(a, b)| match (a, b) {
        (Some(a), Some(b)) => rdf::compare_terms(&a.term, &b.term),
        (a, b) => a.is_some().cmp(&b.is_some()),
    });
    pairs.fold(Ordering::Equal, Ordering::then)
}

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// For people: a literal's text, an IRI with its prefix (`ent:north-korea`). Control characters, line ends among
    /// them, are replaced by spaces, so that it is safe on a terminal and stays on one line.
    pub display: String,
    /// For programs: the literal's text as it is, the IRI in full.
    pub raw: String,
    pub(crate) term: Term,
}

impl Cell {
    pub(crate) fn new(term: Term) -> Self {
        let raw = match &term {
            Term::NamedNode(node) => node.as_str().to_owned(),
            Term::Literal(literal) => literal.value().to_owned(),
            other => other.to_string(),
        };
        let display = match &term {
            Term::NamedNode(node) => prefix::compact(node.as_str()),
            _ => raw.clone(),
        };
        let display = display.replace(char::is_control, " ");
        Cell { display, raw, term }
    }

    /// True where the value is an IRI.
    pub fn is_iri(&self) -> bool {
        matches!(self.term, Term::NamedNode(_))
    }

    /// True where the value is a number, to be set to the right.
    pub fn is_number(&self) -> bool {
        let Term::Literal(literal) = &self.term else { return false };
        let datatype = literal.datatype();
        let name = datatype.as_str().strip_prefix("http://www.w3.org/2001/XMLSchema#").unwrap_or_default();
        matches!(name, "integer" | "decimal" | "double" | "float" | "nonNegativeInteger")
    }
}

/// Triples, sorted, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    pub(crate) triples: Vec<Quad>,
    /// True where the row limit of the options cut the answer short.
    pub truncated: bool,
}

impl Graph {
    pub(crate) fn new(triples: Vec<Triple>, truncated: bool) -> Self {
        let mut triples: Vec<Quad> =
            triples.into_iter().map(|t| t.in_graph(oxigraph::model::GraphName::DefaultGraph)).collect();
        crate::rdf::sort(&mut triples);
        Graph { triples, truncated }
    }

    /// Number of triples.
    pub fn len(&self) -> usize {
        self.triples.len()
    }

    /// True for a graph of no triples.
    pub fn is_empty(&self) -> bool {
        self.triples.is_empty()
    }

    /// Writes the triples; [`Format::Turtle`] is the usual choice.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> Result<(), StoreError> {
        self.write_at(&Base::default(), format, out)
    }

    /// Writes the triples, whose IRIs begin inside, with the IRIs that they have outside.
    pub fn write_at(&self, base: &Base, format: Format, out: &mut dyn Write) -> Result<(), StoreError> {
        export::serialize(&self.triples, format, base, out)
    }
}

/// The formats of the W3C for the answers of `SELECT` and `ASK`.
///
/// CSV and TSV have no form for an answer of `ASK`; `true` or `false` is written. A CSV cell that begins with `=`,
/// `+`, `-` or `@` is written as it is, as the standard says: open such a file in a spreadsheet with care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultFormat {
    /// SPARQL 1.1 Query Results JSON Format.
    Json,
    /// SPARQL 1.1 Query Results CSV Format: plain text, RFC 4180.
    Csv,
    /// SPARQL 1.1 Query Results TSV Format: terms in Turtle syntax.
    Tsv,
    /// SPARQL Query Results XML Format.
    Xml,
}

impl ResultFormat {
    /// All formats.
    pub const ALL: [ResultFormat; 4] =
        [ResultFormat::Json, ResultFormat::Csv, ResultFormat::Tsv, ResultFormat::Xml];

    /// The short name: `json`.
    pub fn name(self) -> &'static str {
        ["json", "csv", "tsv", "xml"][self as usize]
    }

    /// The format of that short name, also `srj` and `srx`.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = match name {
            "srj" => "json",
            "srx" => "xml",
            name => name,
        };
        ResultFormat::ALL.into_iter().find(|f| f.name() == name)
    }
}

impl Answers {
    /// Reads the answer of a server: rows or a truth value in SPARQL 1.1 Query Results JSON Format. Rows of a query
    /// that asks for no order are sorted by their cells, as those of a store are.
    pub fn from_json(query: &Sparql, json: &[u8]) -> Result<Self, StoreError> {
        let failed =
            |e: &dyn std::fmt::Display| StoreError::Server(format!("its answer cannot be read: {e}"));
        let parser = QueryResultsParser::from_format(QueryResultsFormat::Json);
        match parser.for_slice(json).map_err(|e| failed(&e))? {
            SliceQueryResultsParserOutput::Boolean(value) => Ok(Answers::Boolean(value)),
            SliceQueryResultsParserOutput::Solutions(solutions) => {
                let columns = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
                let mut table = Table { columns, ..Table::default() };
                for solution in solutions {
                    let solution = solution.map_err(|e| failed(&e))?;
                    table.rows.push(solution.values().iter().map(|t| t.clone().map(Cell::new)).collect());
                }
                if !query.sorted {
                    table.sort();
                }
                Ok(Answers::Table(table))
            }
        }
    }

    /// Reads the triples that a server answers with, in N-Triples or Turtle.
    pub fn from_turtle(turtle: &[u8]) -> Result<Self, StoreError> {
        let quads: Result<Vec<Quad>, _> =
            RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle).collect();
        let quads = quads.map_err(|e| StoreError::Server(format!("its answer cannot be read: {e}")))?;
        Ok(Answers::Graph(Graph::new(quads.into_iter().map(Triple::from).collect(), false)))
    }

    /// Writes the rows or the truth value. A graph is refused ([`StoreError::Format`]): use [`Graph::write`].
    pub fn write(&self, format: ResultFormat, out: &mut dyn Write) -> Result<(), StoreError> {
        let serializer = QueryResultsSerializer::from_format(match format {
            ResultFormat::Json => QueryResultsFormat::Json,
            ResultFormat::Csv => QueryResultsFormat::Csv,
            ResultFormat::Tsv => QueryResultsFormat::Tsv,
            ResultFormat::Xml => QueryResultsFormat::Xml,
        });
        match self {
            Answers::Boolean(value) => {
                serializer.serialize_boolean_to_writer(out, *value).map_err(StoreError::Write)?;
            }
            Answers::Table(table) => {
                let columns: Vec<Variable> = table.columns.iter().map(Variable::new_unchecked).collect();
                let mut rows = serializer
                    .serialize_solutions_to_writer(out, columns.clone())
                    .map_err(StoreError::Write)?;
                for row in &table.rows {
                    let cells = columns.iter().zip(row);
                    let cells =
                        cells.filter_map(|(c, cell)| Some((c.as_ref(), cell.as_ref()?.term.as_ref())));
                    rows.serialize(cells).map_err(StoreError::Write)?;
                }
                rows.finish().map_err(StoreError::Write)?;
            }
            Answers::Graph(_) => {
                let name = format.name();
                let why = format!("the answer is a graph, which {name} cannot hold; write it as Turtle");
                return Err(StoreError::Format(why));
            }
        }
        Ok(())
    }
}
