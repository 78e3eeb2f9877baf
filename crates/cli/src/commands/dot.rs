//! `simpul dot`: the graph, or what lies around one name, for Graphviz.

use std::io::Write;

use simpul_draw::Style;
use simpul_graph::Positions;

use crate::args::graph::{Dot, Posts};
use crate::exit::{Code, fail};
use crate::graph;
use crate::output::Output;

pub(crate) fn run(args: &Dot) -> anyhow::Result<Code> {
    let mut out = Output::new(args.to.output.as_deref(), args.to.force)?;
    let mut graph = graph::read(&args.store, &args.filter, args.posts.into())?;
    if let Some(name) = &args.around {
        graph = graph.around(name, args.depth).map_err(|e| fail(Code::Nothing, e.to_string()))?;
    }
    let language = args.labels.into();
    let style = Style { language, legend: !args.no_legend, clusters: args.clusters, ..Style::default() };
    out.write_all(simpul_draw::dot(&graph, &style).as_bytes())?;
    out.finish()?;
    Ok(Code::Done)
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
