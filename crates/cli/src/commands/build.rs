//! `simpul build`: articles into the store, one by one.

use std::time::Instant;

use simpul_store::{Change, Store};

use super::Talk;
use crate::args::reading::Build;
use crate::exit::{Code, fail, say};
use crate::pipeline::{Reader, Reading, in_order, seeds};
use crate::{bar, input, store};

/// What a run did, for its summary.
#[derive(Debug, Default)]
struct Tally {
    added: usize,
    replaced: usize,
    unchanged: usize,
    statements: usize,
    failed: usize,
}

pub(crate) fn run(args: &Build, talk: Talk) -> anyhow::Result<Code> {
    let started = Instant::now();
    let inputs = input::gather(&args.articles.articles, &args.articles.id);
    let mut tally = Tally { failed: inputs.problems.len(), ..Tally::default() };
    inputs.problems.iter().for_each(|p| say(p));
    if inputs.articles.is_empty() || (args.articles.fail_fast && tally.failed > 0) {
        return Ok(Code::Input);
    }
    let mut store = store::to_write(&args.store.store)?;
    let reader = Reader::new(&seeds(args.store.seeds.as_deref())?, args.articles.how)?;
    let bar = bar::over(inputs.articles.len(), talk.quiet);
    in_order(
        &inputs.articles,
        args.articles.jobs,
        |input| reader.read(input),
        |_, reading| {
            match reading {
                Ok(Reading { extraction, notice }) => {
                    bar.suspend(|| talk.notice(notice.as_deref()));
                    let change = store.load(&extraction)?;
                    tally.count(change, extraction.statements.len());
                    if talk.verbose {
                        let (id, n) = (&extraction.source.id, extraction.statements.len());
                        bar.suspend(|| acknowledge(&format!("stored {id} ({n} statements)")));
                    }
                }
                Err(problem) if args.articles.fail_fast => return Err(fail(Code::Input, problem)),
                Err(problem) => {
                    tally.failed += 1;
                    bar.suspend(|| say(&problem));
                }
            }
            bar.inc(1);
            Ok(())
        },
    )?;
    bar.finish_and_clear();
    if !talk.quiet {
        let seconds = started.elapsed().as_secs_f32();
        acknowledge(&tally.summary(&store, &args.store.store.display().to_string(), seconds));
    }
    Ok(if tally.failed > 0 { Code::Input } else { Code::Done })
}

/// One line on stderr that is no error.
pub(super) fn acknowledge(line: &str) {
    use std::io::Write;
    // Nobody is left to be told when stderr is closed.
    let _ = writeln!(std::io::stderr().lock(), "{}", crate::paint::clean(line));
}

impl Tally {
    fn count(&mut self, change: Change, n_statements: usize) {
        match change {
            Change::Added => self.added += 1,
            Change::Replaced => self.replaced += 1,
            Change::Unchanged => self.unchanged += 1,
        }
        self.statements += n_statements;
    }

    fn summary(&self, store: &Store, dir: &str, seconds: f32) -> String {
        let Tally { added, replaced, unchanged, statements, failed } = self;
        let failed = if *failed > 0 { format!("; {failed} not read") } else { String::new() };
        format!(
            "read {} articles with {statements} statements in {seconds:.1} s: {added} new, {replaced} changed, \
             {unchanged} unchanged{failed}; {dir} now holds {} articles",
            added + replaced + unchanged,
            store.len(),
        )
    }
}
