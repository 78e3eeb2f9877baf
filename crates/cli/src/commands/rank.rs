//! `simpul rank`: the entities that matter most, or the groups they form.

use simpul_graph::{Graph, Node, Positions, community, rank};
use simpul_text::Language;

use super::Talk;
use crate::args::graph::{Centrality, Rank};
use crate::exit::Code;
use crate::graph;
use crate::output::Output;
use crate::table;

/// Members shown of one group.
const MEMBERS: usize = 12;

pub(crate) fn run(args: &Rank, talk: Talk) -> anyhow::Result<Code> {
    let graph = graph::read(&args.store, &args.filter, Positions::Hidden)?;
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let language = args.labels.into();
    let (header, rows) =
        if args.communities { groups(&graph, language) } else { scores(&graph, args.by, language) };
    let header: Vec<String> = header.iter().map(|h| (*h).to_owned()).collect();
    let rows: Vec<Vec<String>> = rows.into_iter().take(limit).collect();
    let mut out = Output::stdout();
    if out.is_terminal() {
        out.styled(&table::boxed(&header, &rows, table::terminal_width(), talk.paint))?;
    } else {
        table::tab_separated(&header, &rows, &mut out)?;
    }
    out.finish()?;
    Ok(if rows.is_empty() { Code::Nothing } else { Code::Done })
}

type Rows = (Vec<&'static str>, Vec<Vec<String>>);

fn scores(graph: &Graph, by: Centrality, language: Language) -> Rows {
    let (title, ranked) = match by {
        Centrality::PageRank => ("page rank", rank::page_rank(graph)),
        Centrality::Degree => ("degree", rank::degree(graph)),
        Centrality::Betweenness => ("betweenness", rank::betweenness(graph)),
    };
    let row = |(i, (node, score)): (usize, (&Node, f64))| {
        vec![
            (i + 1).to_string(),
            node.name(language).to_owned(),
            node.kind.name().to_owned(),
            format!("{score:.4}"),
            node.id.clone(),
        ]
    };
    (vec!["", "name", "kind", title, "id"], ranked.into_iter().enumerate().map(row).collect())
}

fn groups(graph: &Graph, language: Language) -> Rows {
    let row = |(i, members): (usize, Vec<&Node>)| {
        let mut names: Vec<&str> = members.iter().take(MEMBERS).map(|n| n.name(language)).collect();
        if members.len() > MEMBERS {
            names.push("…");
        }
        vec![(i + 1).to_string(), members.len().to_string(), names.join(", ")]
    };
    let rows = community::communities(graph).into_iter().enumerate().map(row).collect();
    (vec!["", "members", "names"], rows)
}
