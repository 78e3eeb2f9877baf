//! `simpul export`: the whole graph as RDF, or what the filters leave of it in the formats of other tools.

use std::io::Write;

use simpul_graph::Positions;
use simpul_store::{ExportOptions, Format};

use crate::args::graph::{Export, Filter, GraphFormat};
use crate::exit::{Code, fail};
use crate::output::Output;
use crate::{graph, store};

/// What is written, and by which part of simpul.
enum Form {
    Rdf(Format),
    Other(simpul_exchange::Format),
}

pub(crate) fn run(args: &Export) -> anyhow::Result<Code> {
    let mut out = Output::new(args.to.output.as_deref(), args.to.force)?;
    match form(args) {
        Form::Rdf(format) => {
            if filters(&args.filter) {
                let why = "RDF is exported whole; --relation, --since, --until, --min-confidence and --min-sources are \
                           for the formats of other tools: nodes, edges, gexf …";
                return Err(fail(Code::Usage, why));
            }
            let store = match args.vocabulary {
                true => store::vocabulary(args.store.seeds.as_deref())?,
                false => store::to_read(&args.store)?,
            };
            let options = ExportOptions {
                rdf12: args.rdf12,
                issued: args.issued,
                only_vocabulary: args.vocabulary,
                base: args.base.get(),
            };
            store.export(format, &options, &mut out)?;
        }
        Form::Other(simpul_exchange::Format::SchemaOrg) if args.base.is_given() => {
            return Err(fail(Code::Usage, "--base is for RDF; this form has the IRIs of simpul alone"));
        }
        Form::Other(format) => {
            let graph = graph::read(&args.store, &args.filter, Positions::Nodes)?;
            simpul_exchange::write(&graph, format, args.labels.into(), &mut out)?;
            out.flush()?;
        }
    }
    out.finish()?;
    Ok(Code::Done)
}

fn filters(filter: &Filter) -> bool {
    !filter.relations.is_empty()
        || filter.since.is_some()
        || filter.until.is_some()
        || filter.min_confidence > 0.0
        || filter.min_sources > 1
}

fn form(args: &Export) -> Form {
    use simpul_exchange::Format as Other;
    let Some(format) = args.format else {
        let extension = args.to.output.as_ref().and_then(|o| o.extension()?.to_str());
        return match extension {
            Some("tsv") => Form::Other(Other::EdgesTsv),
            Some("gexf") => Form::Other(Other::Gexf),
            Some("graphml") => Form::Other(Other::GraphMl),
            Some("cypher" | "cql") => Form::Other(Other::Cypher),
            _ => Form::Rdf(extension.and_then(Format::from_name).unwrap_or(Format::Turtle)),
        };
    };
    match format {
        GraphFormat::Turtle => Form::Rdf(Format::Turtle),
        GraphFormat::NTriples => Form::Rdf(Format::NTriples),
        GraphFormat::NQuads => Form::Rdf(Format::NQuads),
        GraphFormat::TriG => Form::Rdf(Format::TriG),
        GraphFormat::RdfXml => Form::Rdf(Format::RdfXml),
        GraphFormat::JsonLd => Form::Rdf(Format::JsonLd),
        GraphFormat::Nodes => Form::Other(Other::Nodes),
        GraphFormat::Edges => Form::Other(Other::Edges),
        GraphFormat::NodesTsv => Form::Other(Other::NodesTsv),
        GraphFormat::EdgesTsv => Form::Other(Other::EdgesTsv),
        GraphFormat::FollowTheMoney => Form::Other(Other::FollowTheMoney),
        GraphFormat::SchemaOrg => Form::Other(Other::SchemaOrg),
        GraphFormat::Gexf => Form::Other(Other::Gexf),
        GraphFormat::GraphMl => Form::Other(Other::GraphMl),
        GraphFormat::Cytoscape => Form::Other(Other::Cytoscape),
        GraphFormat::Cypher => Form::Other(Other::Cypher),
        GraphFormat::Plover => Form::Other(Other::Plover),
        GraphFormat::Cameo => Form::Other(Other::Cameo),
    }
}
