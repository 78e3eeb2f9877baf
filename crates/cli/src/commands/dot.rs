//! `simpul dot`: the graph, or what lies around one name, for Graphviz.

use std::io::Write;

use simpul_draw::{Graph, Options, Positions, Style};
use simpul_extractor::Knowledge;
use simpul_store::Store;

use crate::args::graph::{Dot, Posts};
use crate::exit::{Code, fail};
use crate::output::Output;
use crate::pipeline;

pub(crate) fn run(args: &Dot) -> anyhow::Result<Code> {
    let mut out = Output::new(args.to.output.as_deref(), args.to.force)?;
    let store = Store::open_read_only(&args.store.store)?;
    let knowledge = pipeline::knowledge(&pipeline::seeds(args.store.seeds.as_deref())?)?;
    let mut graph = whole(&store, &knowledge, args.posts.into());
    if let Some(name) = &args.around {
        graph = graph.around(name, args.depth).map_err(|e| fail(Code::Nothing, e.to_string()))?;
    }
    let language = args.labels.into();
    let style = Style { language, legend: !args.no_legend, clusters: args.clusters, ..Style::default() };
    out.write_all(simpul_draw::dot(&graph, &style).as_bytes())?;
    out.finish()?;
    Ok(Code::Done)
}

/// The graph of all statements of the store.
pub(super) fn whole(store: &Store, knowledge: &Knowledge, positions: Positions) -> Graph {
    let options = Options { relations: knowledge.relations(), positions, ..Options::default() };
    Graph::new(store.statements(), &options)
}

impl From<Posts> for Positions {
    fn from(posts: Posts) -> Positions {
        match posts {
            Posts::Line => Positions::Line,
            Posts::Nodes => Positions::Nodes,
            Posts::Hidden => Positions::Hidden,
        }
    }
}
