//! `simpul render`: the graph as a page or as a picture.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use simpul_draw::Style;
use simpul_graph::{Graph, rank};

use super::Talk;
use super::dot::{shown, style};
use crate::args::graph::{Engine, Render};
use crate::exit::{Code, fail};
use crate::graphviz;
use crate::output::Output;

/// Edges up to which Graphviz, which draws in layers, draws well and soon.
const LAYERED: usize = 300;

pub(crate) fn run(args: &Render, talk: Talk) -> anyhow::Result<Code> {
    let whole = shown(&args.picture)?;
    let graph = central(&whole, args.limit);
    if graph.n_nodes() < whole.n_nodes() {
        let (n, all) = (graph.n_nodes(), whole.n_nodes());
        talk.notice(Some(&format!("the {n} most central of {all} entities are drawn; --limit 0 draws all")));
    }
    let title = args.picture.title.as_ref().or(args.picture.around.as_ref()).cloned();
    let style = Style { title, ..style(&args.picture) };
    if let Some(path) = &args.html {
        write(path, args.force, &simpul_draw::page(&graph, &style, whole.n_nodes()))?;
    }
    if let Some(path) = &args.svg {
        write(path, args.force, &picture(&graph, &style, args.layout, talk)?)?;
    }
    Ok(Code::Done)
}

/// The part of the graph that its most central entities make, by PageRank; all of it for a limit of 0.
fn central(graph: &Graph, limit: usize) -> Graph {
    let ranked = rank::page_rank(graph);
    let limit = if limit == 0 { ranked.len() } else { limit };
    let kept: BTreeSet<&str> = ranked.iter().take(limit).map(|(node, _)| node.id.as_str()).collect();
    graph.filtered(|node| node.centre || kept.contains(node.id.as_str()))
}

fn picture(graph: &Graph, style: &Style, engine: Engine, talk: Talk) -> anyhow::Result<String> {
    let layered = || graphviz::svg(&simpul_draw::dot(graph, style));
    match engine {
        Engine::Own => {}
        Engine::Graphviz => {
            return layered().map_err(|why| fail(Code::Usage, format!("{why}; try --layout own")));
        }
        Engine::Auto if graph.n_edges() > LAYERED => {}
        Engine::Auto => match layered() {
            Ok(svg) => return Ok(svg),
            Err(why) => talk.notice(Some(&format!("{why}; simpul lays the picture out itself"))),
        },
    }
    Ok(simpul_draw::svg(graph, style))
}

fn write(path: &Path, force: bool, text: &str) -> anyhow::Result<()> {
    let mut out = Output::new(Some(path), force)?;
    out.write_all(text.as_bytes())?;
    out.finish()
}
