//! `simpul push`: loads the store to a SPARQL 1.1 server.

use indicatif::ProgressBar;
use simpul_remote::{PushOptions, Step, Target, push};

use super::Talk;
use super::build::acknowledge;
use crate::args::remote::Push;
use crate::exit::{Code, fail};
use crate::{bar, endpoint, store};

pub(crate) fn run(args: &Push, talk: Talk) -> anyhow::Result<Code> {
    let target = target(args)?;
    endpoint::warn_of_plain_text(&args.connection, &target.update, talk);
    let client = endpoint::client(&args.connection);
    let graphs = store::to_read(&args.store)?.graphs(&args.base.get());
    let options = PushOptions {
        batch: args.batch.unwrap_or(if target.graphs.is_some() { 10_000 } else { 500 }),
        default_graph: args.default_graph.clone(),
        replace: args.replace,
    };
    let bar = bar::over(graphs.len(), "graphs", talk.quiet);
    let mut show = |step: Step| shown(&bar, step);
    let pushed = push(&client, &target, &graphs, &options, &mut show);
    bar.finish_and_clear();
    let pushed = pushed.map_err(endpoint::failed)?;
    if !talk.quiet {
        acknowledge(&format!(
            "{} graphs sent, {} unchanged, {} removed; {} triples counted on the server",
            pushed.sent, pushed.unchanged, pushed.removed, pushed.triples
        ));
    }
    Ok(Code::Done)
}

fn shown(bar: &ProgressBar, step: Step) {
    bar.set_length(step.of as u64);
    bar.set_position(step.done as u64);
}

/// The addresses of the server: parts of the URL where they are not URLs of their own.
fn target(args: &Push) -> anyhow::Result<Target> {
    let base = args.url.trim_end_matches('/');
    let join = |part: &str| match part {
        _ if part.contains("://") => part.to_owned(),
        _ => format!("{base}/{}", part.trim_start_matches('/')),
    };
    if args.batch == Some(0) {
        return Err(fail(Code::Usage, "--batch 0: give at least 1 triple"));
    }
    Ok(Target {
        query: join(&args.query_path),
        update: join(&args.update_path),
        graphs: (!args.by_update).then(|| join(&args.graphs_path)),
    })
}
