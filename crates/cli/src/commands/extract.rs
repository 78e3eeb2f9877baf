//! `simpul extract`: articles to JSON Lines.

use super::{Talk, each};
use crate::args::reading::Extract;
use crate::exit::Code;
use crate::line::Line;
use crate::pipeline::{Reader, seeds};

pub(crate) fn run(args: &Extract, talk: Talk) -> anyhow::Result<Code> {
    let reader = Reader::new(&seeds(args.seeds.as_deref())?, args.articles.how, &args.names)?;
    each::print(&args.articles, talk, |input| {
        let reading = if args.open { reader.read_open(input)? } else { reader.read(input)? };
        Ok(each::Printed { text: lines(&reading.extraction)?, notice: reading.notice })
    })
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
