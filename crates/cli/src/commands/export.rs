//! `simpul export`: the whole graph as RDF.

use simpul_store::{ExportOptions, Format};

use crate::args::graph::{Export, GraphFormat};
use crate::exit::Code;
use crate::output::Output;
use crate::store;

pub(crate) fn run(args: &Export) -> anyhow::Result<Code> {
    let mut out = Output::new(args.to.output.as_deref(), args.to.force)?;
    let store = store::to_read(&args.store)?;
    store.export(format(args), &ExportOptions { rdf12: args.rdf12 }, &mut out)?;
    out.finish()?;
    Ok(Code::Done)
}

fn format(args: &Export) -> Format {
    let by_name = || {
        let extension = args.to.output.as_ref()?.extension()?.to_str()?;
        Format::from_name(extension)
    };
    match args.format {
        None => by_name().unwrap_or(Format::Turtle),
        Some(GraphFormat::Turtle) => Format::Turtle,
        Some(GraphFormat::NTriples) => Format::NTriples,
        Some(GraphFormat::NQuads) => Format::NQuads,
        Some(GraphFormat::TriG) => Format::TriG,
        Some(GraphFormat::RdfXml) => Format::RdfXml,
        Some(GraphFormat::JsonLd) => Format::JsonLd,
    }
}
