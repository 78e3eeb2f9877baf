//! What `extract` and `analyze` share: each article to text on standard output.

use std::io::Write;

use super::Talk;
use crate::args::reading::Articles;
use crate::exit::{Code, fail, say};
use crate::input::Input;
use crate::output::Output;
use crate::pipeline::in_order;
use crate::{bar, input};

/// What an article turns into.
#[derive(Debug)]
pub(super) struct Printed {
    /// For standard output.
    pub(super) text: String,
    /// For standard error, unless told to be quiet.
    pub(super) notice: Option<String>,
}

/// Prints what `work` makes of each article, in the order of their names. An error of `work` is a message that names
/// the article; the others are printed all the same, unless `--fail-fast` is given.
pub(super) fn print(
    args: &Articles,
    talk: Talk,
    work: impl Fn(&Input) -> Result<Printed, String> + Sync,
) -> anyhow::Result<Code> {
    let inputs = input::gather(&args.articles, &args.id);
    inputs.problems.iter().for_each(|p| say(p));
    let mut failed = !inputs.problems.is_empty();
    if inputs.articles.is_empty() || (args.fail_fast && failed) {
        return Ok(Code::Input);
    }
    let mut out = Output::stdout();
    let bar = bar::over(inputs.articles.len(), talk.quiet || out.is_terminal());
    in_order(&inputs.articles, args.jobs, work, |_, printed| {
        match printed {
            Ok(Printed { text, notice }) => {
                bar.suspend(|| talk.notice(notice.as_deref()));
                out.write_all(text.as_bytes())?;
            }
            Err(problem) if args.fail_fast => return Err(fail(Code::Input, problem)),
            Err(problem) => {
                failed = true;
                bar.suspend(|| say(&problem));
            }
        }
        bar.inc(1);
        Ok(())
    })?;
    bar.finish_and_clear();
    out.finish()?;
    Ok(if failed { Code::Input } else { Code::Done })
}
