use std::io::{BufWriter, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, Quad};
use simpul_text::Date;

use crate::{Base, Store, StoreError, jsonld, rdf};

/// The formats of an export.
///
/// The graph has two parts. The **default graph** holds the vocabulary, the entities with their names, the direct
/// triples (`ent:a rel:visits ent:b`, once, for what is stated as fact with a confidence of at least
/// [`crate::ACTUAL_CONFIDENCE`]), and a node for every statement with its ends, modality, date, qualifiers and links
/// to its evidence. For every article there is a **named graph** under the article's IRI with its metadata and its
/// evidence: the sentence and the words, with offsets in code points (`oa:start`, `oa:end`) and, for the sentence, in
/// bytes (`sp:byteStart`, `sp:byteEnd`), end exclusive, in the text as the article's file holds it.
///
/// N-Quads, TriG and JSON-LD hold both parts as they are. Turtle, N-Triples and RDF/XML know no named graphs and hold
/// all triples of both parts together; no triple stands in two graphs, so nothing is lost but which graph it was in,
/// and that `oa:hasSource` tells. Every export of articles begins with a header in VoID and DCAT about
/// `https://simpul.example/dataset`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Turtle.
    Turtle,
    /// N-Triples.
    NTriples,
    /// N-Quads.
    NQuads,
    /// TriG.
    TriG,
    /// RDF/XML.
    RdfXml,
    /// JSON-LD 1.1, compacted with the prefixes of [`crate::PREFIXES`].
    JsonLd,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 6] =
        [Format::Turtle, Format::NTriples, Format::NQuads, Format::TriG, Format::RdfXml, Format::JsonLd];

    /// The short name: `turtle`.
    pub fn name(self) -> &'static str {
        ["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"][self as usize]
    }

    /// The usual file extension: `ttl`.
    pub fn extension(self) -> &'static str {
        ["ttl", "nt", "nq", "trig", "rdf", "jsonld"][self as usize]
    }

    /// The media type: `text/turtle`.
    pub fn media_type(self) -> &'static str {
        [
            "text/turtle",
            "application/n-triples",
            "application/n-quads",
            "application/trig",
            "application/rdf+xml",
            "application/ld+json",
        ][self as usize]
    }

    /// The format of that short name, file extension or media type.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        Format::ALL.into_iter().find(|f| [f.name(), f.extension(), f.media_type()].contains(&name.as_str()))
    }

    /// True where the format keeps the articles' named graphs apart.
    pub fn has_named_graphs(self) -> bool {
        matches!(self, Format::NQuads | Format::TriG | Format::JsonLd)
    }

    fn rdf(self) -> RdfFormat {
        match self {
            Format::Turtle => RdfFormat::Turtle,
            Format::NTriples => RdfFormat::NTriples,
            Format::NQuads => RdfFormat::NQuads,
            Format::TriG => RdfFormat::TriG,
            Format::RdfXml => RdfFormat::RdfXml,
            Format::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        }
    }
}

/// What an export holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// Adds `rdf:reifies` with a triple term to each statement node, for readers of RDF 1.2. JSON-LD has no form for
    /// triple terms, so the two do not go together ([`StoreError::Format`]).
    pub rdf12: bool,
    /// The date for the header (`dcterms:issued`). The clock is never asked.
    pub issued: Option<Date>,
    /// Only the vocabulary: the ontology and the relations. No header, no articles.
    pub only_vocabulary: bool,
    /// What the IRIs of the graph begin with.
    pub base: Base,
}

impl Store {
    /// Writes the whole graph, sorted: the same articles give the same bytes.
    pub fn export(
        &self,
        format: Format,
        options: &ExportOptions,
        out: &mut dyn Write,
    ) -> Result<(), StoreError> {
        if options.rdf12 && format == Format::JsonLd {
            let why = "JSON-LD cannot hold the triple terms of RDF 1.2; export without them or as Turtle";
            return Err(StoreError::Format(why.to_owned()));
        }
        let mut quads = match options.only_vocabulary {
            true => self.vocabulary.quads(),
            false => rdf::quads(self.extractions(), &self.vocabulary, options.rdf12),
        };
        if !options.only_vocabulary {
            let header = rdf::header(&quads, options.rdf12, options.issued, &options.base);
            quads.extend(header);
        }
        rdf::sort(&mut quads);
        if !format.has_named_graphs() {
            for quad in &mut quads {
                quad.graph_name = GraphName::DefaultGraph;
            }
            rdf::sort(&mut quads);
        }
        serialize(&quads, format, &options.base, out)
    }
}

/// One graph of the store: the default graph, or the named graph of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphLines {
    /// IRI of the named graph; `None` for the default graph.
    pub name: Option<String>,
    /// Its triples as lines of N-Triples without line ends, sorted by their IRIs inside, each once, without blank
    /// nodes.
    pub lines: Vec<String>,
}

impl Store {
    /// All graphs of the store, the default graph first, the others by their IRI, which begins with the base.
    pub fn graphs(&self, base: &Base) -> Vec<GraphLines> {
        let mut graphs = vec![GraphLines { name: None, lines: Vec::new() }];
        for quad in rdf::quads(self.extractions(), &self.vocabulary, false) {
            let quad = base.quad(&quad);
            let name = match &quad.graph_name {
                GraphName::NamedNode(node) => Some(node.as_str()),
                _ => None,
            };
            let line = format!("{} {} {} .", quad.subject, quad.predicate, quad.object);
            match graphs.last_mut() {
                Some(graph) if graph.name.as_deref() == name => graph.lines.push(line),
                _ => graphs.push(GraphLines { name: name.map(str::to_owned), lines: vec![line] }),
            }
        }
        graphs
    }
}

/// Writes quads in the order given, which must be that of [`rdf::sort`]. The last byte is a line end.
pub(crate) fn serialize(
    quads: &[Quad],
    format: Format,
    base: &Base,
    out: &mut dyn Write,
) -> Result<(), StoreError> {
    let mut out = BufWriter::new(out);
    if format == Format::JsonLd {
        return jsonld::write(quads, base, &mut out).and_then(|()| out.flush()).map_err(StoreError::Write);
    }
    let mut serializer = RdfSerializer::from_format(format.rdf());
    for (prefix, iri) in base.prefixes() {
        // RDF/XML declares `rdf` itself.
        if !(format == Format::RdfXml && prefix == "rdf") {
            serializer = serializer
                .with_prefix(prefix, iri.as_ref())
                .map_err(|e| StoreError::Format(e.to_string()))?;
        }
    }
    let mut writer = serializer.for_writer(out);
    for quad in quads {
        writer.serialize_quad(&base.quad(quad)).map_err(StoreError::Write)?;
    }
    let mut out = writer.finish().map_err(StoreError::Write)?;
    if format == Format::RdfXml {
        out.write_all(b"\n").map_err(StoreError::Write)?;
    }
    out.flush().map_err(StoreError::Write)
}
