//! `simpul path`: how two entities are connected, each step with the sentence that states it.

use std::io::Write;

use simpul_graph::path::{GraphPath, shortest};
use simpul_graph::{Edge, Positions};
use simpul_text::Language;

use super::Talk;
use crate::args::graph::Path;
use crate::exit::{Code, fail};
use crate::graph;
use crate::output::Output;
use crate::paint::clean;

/// Relations shown for one step.
const SHOWN: usize = 3;

pub(crate) fn run(args: &Path, talk: Talk) -> anyhow::Result<Code> {
    let graph = graph::read(&args.store, &args.filter, Positions::Hidden)?;
    let paths = shortest(&graph, &args.from, &args.to, args.k);
    let paths = paths.map_err(|e| fail(Code::Nothing, e.to_string()))?;
    if paths.is_empty() {
        let message = format!("nothing connects {:?} and {:?} in this store", args.from, args.to);
        return Err(fail(Code::Nothing, message));
    }
    let mut out = Output::stdout();
    for (i, path) in paths.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        write(path, args.labels.into(), talk, &mut out)?;
    }
    out.finish()?;
    Ok(Code::Done)
}

/// The names, then for each step what relates its ends and a sentence that says so.
fn write(path: &GraphPath<'_>, language: Language, talk: Talk, out: &mut Output) -> std::io::Result<()> {
    let mut names = vec![path.start.name(language)];
    names.extend(path.steps.iter().map(|s| s.to.name(language)));
    out.styled(&format!("{}\n", talk.paint.bold(&clean(&names.join(" – ")))))?;
    for (from, step) in names.iter().zip(&path.steps) {
        let to = step.to.name(language);
        for (edge, along) in step.edges.iter().take(SHOWN) {
            let (a, b) = if *along { (*from, to) } else { (to, *from) };
            writeln!(out, "  {} {} {}{}", clean(a), clean(edge.label(language)), clean(b), details(edge))?;
            if let Some(passage) = edge.passages.first() {
                let quote = format!("“{}” ({})", clean(&passage.sentence), clean(&passage.article));
                out.styled(&format!("    {}\n", talk.paint.dim(&quote)))?;
            }
        }
        if step.edges.len() > SHOWN {
            writeln!(out, "  … and {} more between them", step.edges.len() - SHOWN)?;
        }
    }
    Ok(())
}

/// ` [planned, 2024-06-19, 2 sources]`
fn details(edge: &Edge) -> String {
    let modality = (edge.modality != simpul_fact::Modality::Actual).then(|| edge.modality.name().to_owned());
    let date = edge.first.map(|d| d.to_string());
    let sources = (edge.sources > 1).then(|| format!("{} sources", edge.sources));
    let all: Vec<String> = [modality, date, sources].into_iter().flatten().collect();
    if all.is_empty() { String::new() } else { format!(" [{}]", all.join(", ")) }
}
