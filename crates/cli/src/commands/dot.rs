//! `simpul dot`: the graph, or what lies around one name, for Graphviz.

use std::io::Write;

use simpul_draw::Style;
use simpul_graph::{Graph, Positions};

use crate::args::graph::{Dot, Picture, Posts};
use crate::exit::{Code, fail};
use crate::graph;
use crate::output::Output;

pub(crate) fn run(args: &Dot) -> anyhow::Result<Code> {
    let mut out = Output::new(args.to.output.as_deref(), args.to.force)?;
    let graph = shown(&args.picture)?;
    let style = Style { clusters: args.clusters, ..style(&args.picture) };
    out.write_all(simpul_draw::dot(&graph, &style).as_bytes())?;
    out.finish()?;
    Ok(Code::Done)
}

/// The part of the graph that is to be drawn.
pub(super) fn shown(picture: &Picture) -> anyhow::Result<Graph> {
    let graph = graph::read(&picture.store, &picture.filter, picture.posts.into())?;
    let Some(name) = &picture.around else { return Ok(graph) };
    graph.around(name, picture.depth).map_err(|e| fail(Code::Nothing, e.to_string()))
}

/// How it is to be drawn.
pub(super) fn style(picture: &Picture) -> Style {
    let (language, title) = (picture.labels.into(), picture.title.clone());
    Style { language, title, legend: !picture.no_legend, ..Style::default() }
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
