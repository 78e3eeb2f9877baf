//! `simpul diff`: what one store states and another does not.

use std::io::Write;

use serde_json::json;
use simpul_store::{Difference, Store, difference};

use crate::args::upkeep::Diff;
use crate::exit::Code;
use crate::output::Output;
use crate::paint::clean;

pub(crate) fn run(args: &Diff) -> anyhow::Result<Code> {
    let (old, new) = (Store::open_read_only(&args.old)?, Store::open_read_only(&args.new)?);
    let differences = difference(&old, &new);
    let mut out = Output::stdout();
    for difference in &differences {
        if args.json {
            writeln!(out, "{}", as_json(difference))?;
        } else {
            write(difference, &mut out)?;
        }
    }
    out.finish()?;
    Ok(if args.exit_status && !differences.is_empty() { Code::Nothing } else { Code::Done })
}

/// `+ visits | Andi Rahman -> Republik Contoh @ 2023-05-03 | kunjungan`, and behind `~` what changed.
fn write(difference: &Difference, out: &mut Output) -> std::io::Result<()> {
    match difference {
        Difference::ArticleAdded(id) => writeln!(out, "+ article {}", clean(id)),
        Difference::ArticleRemoved(id) => writeln!(out, "- article {}", clean(id)),
        Difference::Added(statement) => writeln!(out, "+ {}", clean(statement)),
        Difference::Removed(statement) => writeln!(out, "- {}", clean(statement)),
        Difference::Changed { statement, what } => {
            writeln!(out, "~ {}", clean(statement))?;
            what.iter().try_for_each(|what| writeln!(out, "    {}", clean(what)))
        }
    }
}

fn as_json(difference: &Difference) -> serde_json::Value {
    match difference {
        Difference::ArticleAdded(id) => json!({ "change": "added", "article": id }),
        Difference::ArticleRemoved(id) => json!({ "change": "removed", "article": id }),
        Difference::Added(statement) => json!({ "change": "added", "statement": statement }),
        Difference::Removed(statement) => json!({ "change": "removed", "statement": statement }),
        Difference::Changed { statement, what } => {
            json!({ "change": "changed", "statement": statement, "what": what })
        }
    }
}
