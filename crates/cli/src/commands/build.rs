//! `simpul build`: articles into the store, one by one.

use std::time::Instant;

use simpul_store::{Change, Store};

use super::{Talk, each};
use crate::args::reading::Build;
use crate::exit::{Code, say};
use crate::input::Input;
use crate::pipeline::{Reader, seeds};
use crate::run::Runs;
use crate::{notes, store};

/// What a run did, for its summary.
#[derive(Debug, Default)]
struct Tally {
    added: usize,
    replaced: usize,
    unchanged: usize,
    statements: usize,
    /// Not made, since a name is of another kind than the relation takes.
    left_out: usize,
    failed: usize,
}

pub(crate) fn run(args: &Build, talk: Talk) -> anyhow::Result<Code> {
    let started = Instant::now();
    let inputs = each::gather(&args.articles);
    if each::ends_here(&args.articles, &inputs) {
        return Ok(Code::Input);
    }
    let mut store = store::to_write(&args.store.store)?;
    let seeds = seeds(args.store.seeds.as_deref())?;
    let reader = Reader::new(&seeds, args.articles.how, &args.names)?;
    let runs = Runs::new(&seeds, args.articles.how, reader.aliases.as_deref());
    let mut tally = Tally::default();
    let work = |input: &Input| reader.read(input).map(|r| ((runs.sign(r.extraction), r.notes), r.notice));
    let failed = each::over(&args.articles, &inputs, talk, false, work, |_, (extraction, left_out), bar| {
        let change = store.load(&extraction)?;
        tally.count(change, extraction.statements.len());
        tally.left_out += left_out.len();
        for note in left_out.iter().filter(|_| args.notes) {
            bar.suspend(|| say(&notes::line(&extraction.source.id, note)));
        }
        if talk.verbose {
            let (id, n) = (&extraction.source.id, extraction.statements.len());
            bar.suspend(|| acknowledge(&format!("stored {id} ({n} statements)")));
        }
        Ok(())
    })?;
    tally.failed = failed;
    if !talk.quiet {
        let seconds = started.elapsed().as_secs_f32();
        acknowledge(&tally.summary(&store, &args.store.store.display().to_string(), seconds));
        notes::summary(tally.left_out, args.notes).iter().for_each(|line| acknowledge(line));
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
        let Tally { added, replaced, unchanged, statements, failed, .. } = self;
        let failed = if *failed > 0 { format!("; {failed} not read") } else { String::new() };
        format!(
            "read {} articles with {statements} statements in {seconds:.1} s: {added} new, {replaced} changed, \
             {unchanged} unchanged{failed}; {dir} now holds {} articles",
            added + replaced + unchanged,
            store.len(),
        )
    }
}
