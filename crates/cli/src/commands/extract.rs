//! `simpul extract`: articles to JSON Lines.

use std::io::Write;

use super::Talk;
use crate::args::Extract;
use crate::exit::{Code, fail, say};
use crate::line::Line;
use crate::output::Output;
use crate::pipeline::{Reader, in_order, seeds};
use crate::{bar, input};

pub(crate) fn run(args: &Extract, talk: Talk) -> anyhow::Result<Code> {
    let inputs = input::gather(&args.articles.articles, &args.articles.id);
    inputs.problems.iter().for_each(|p| say(p));
    let mut failed = !inputs.problems.is_empty();
    if inputs.articles.is_empty() || (args.articles.fail_fast && failed) {
        return Ok(Code::Input);
    }
    let reader = Reader::new(&seeds(args.seeds.as_deref())?)?;
    let mut out = Output::stdout();
    let bar = bar::over(inputs.articles.len(), talk.quiet || out.is_terminal());
    in_order(
        &inputs.articles,
        args.articles.jobs,
        |input| reader.read(input).and_then(|r| lines(&r.extraction)),
        |_, lines| {
            match lines {
                Ok(lines) => out.write_all(lines.as_bytes())?,
                Err(problem) if args.articles.fail_fast => return Err(fail(Code::Input, problem)),
                Err(problem) => {
                    failed = true;
                    bar.suspend(|| say(&problem));
                }
            }
            bar.inc(1);
            Ok(())
        },
    )?;
    bar.finish_and_clear();
    out.finish()?;
    Ok(if failed { Code::Input } else { Code::Done })
}

/// One line for each statement.
fn lines(extraction: &simpul_fact::Extraction) -> Result<String, String> {
    let article = &extraction.source.id;
    let mut lines = String::new();
    for statement in &extraction.statements {
        let line = serde_json::to_string(&Line::new(article, statement));
        lines.push_str(&line.map_err(|e| format!("{article}: a statement cannot be written as JSON: {e}"))?);
        lines.push('\n');
    }
    Ok(lines)
}
