//! `simpul extract`: articles to JSON Lines.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Talk, each};
use crate::args::reading::Extract;
use crate::exit::Code;
use crate::line::Line;
use crate::notes;
use crate::pipeline::{Reader, seeds};

pub(crate) fn run(args: &Extract, talk: Talk) -> anyhow::Result<Code> {
    let reader = Reader::new(&seeds(args.seeds.as_deref())?, args.articles.how, &args.names)?;
    let left_out = AtomicUsize::new(0);
    let code = each::print(&args.articles, talk, |input| {
        let reading = if args.open { reader.read_open(input)? } else { reader.read(input)? };
        left_out.fetch_add(reading.notes.len(), Ordering::Relaxed);
        let shown = reading.notes.iter().filter(|_| args.notes);
        let notes = shown.map(|note| notes::line(&reading.extraction.source.id, note)).collect();
        Ok(each::Printed { text: lines(&reading.extraction)?, notice: reading.notice, notes })
    })?;
    talk.notice(notes::summary(left_out.into_inner(), args.notes).as_deref());
    Ok(code)
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
