//! What the commands that read articles share: each article through a piece of work, in the order of their names.

use std::io::Write;

use indicatif::ProgressBar;

use super::Talk;
use crate::args::reading::Articles;
use crate::exit::{Code, fail, say};
use crate::input::{Input, Inputs};
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
    /// More for standard error, asked for by a flag.
    pub(super) notes: Vec<String>,
}

/// The articles that the flags name; says which arguments name none.
pub(super) fn gather(args: &Articles) -> Inputs {
    let inputs = input::gather(&args.articles, &args.id);
    inputs.problems.iter().for_each(|p| say(p));
    inputs
}

/// True where there is nothing to go on with.
pub(super) fn ends_here(args: &Articles, inputs: &Inputs) -> bool {
    inputs.articles.is_empty() || (args.fail_fast && !inputs.problems.is_empty())
}

/// Gives `take` what `work` makes of each article, with the notice to show, in the order of their names. An error of
/// `work` is a message that names the article; the others are taken all the same, unless `--fail-fast` is given. Returns
/// how many arguments and articles could not be read. The bar is `hidden` where it would stand in the way.
pub(super) fn over<T: Send>(
    args: &Articles,
    inputs: &Inputs,
    talk: Talk,
    hidden: bool,
    work: impl Fn(&Input) -> Result<(T, Option<String>), String> + Sync,
    mut take: impl FnMut(&Input, T, &ProgressBar) -> anyhow::Result<()>,
) -> anyhow::Result<usize> {
    let mut failed = inputs.problems.len();
    let bar = bar::over(inputs.articles.len(), "articles", talk.quiet || hidden);
    in_order(&inputs.articles, args.jobs, work, |input, made| {
        match made {
            Ok((made, notice)) => {
                bar.suspend(|| talk.notice(notice.as_deref()));
                take(input, made, &bar)?;
            }
            Err(problem) if args.fail_fast => return Err(fail(Code::Input, problem)),
            Err(problem) => {
                failed += 1;
                bar.suspend(|| say(&problem));
            }
        }
        bar.inc(1);
        Ok(())
    })?;
    bar.finish_and_clear();
    Ok(failed)
}

/// Prints what `work` makes of each article.
pub(super) fn print(
    args: &Articles,
    talk: Talk,
    work: impl Fn(&Input) -> Result<Printed, String> + Sync,
) -> anyhow::Result<Code> {
    let inputs = gather(args);
    if ends_here(args, &inputs) {
        return Ok(Code::Input);
    }
    let mut out = Output::stdout();
    let hidden = out.is_terminal();
    let work = |input: &Input| work(input).map(|p| ((p.text, p.notes), p.notice));
    let failed = over(args, &inputs, talk, hidden, work, |_, (text, notes), bar| {
        bar.suspend(|| notes.iter().for_each(|note| say(note)));
        Ok(out.write_all(text.as_bytes())?)
    })?;
    out.finish()?;
    Ok(if failed > 0 { Code::Input } else { Code::Done })
}
