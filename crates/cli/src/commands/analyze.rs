//! `simpul analyze`: what the analyzer made of articles.

mod json;
mod table;

use simpul_text::conllu;

use super::{Talk, each};
use crate::args::reading::{Analyze, TreeFormat};
use crate::exit::Code;
use crate::pipeline::{Analyst, Analyzed, seeds};

pub(crate) fn run(args: &Analyze, talk: Talk) -> anyhow::Result<Code> {
    let analyst = Analyst::new(&seeds(args.seeds.as_deref())?, args.articles.how)?;
    each::print(&args.articles, talk, |input| {
        let Analyzed { article, analysis, notice } = analyst.analyze(input)?;
        let text = match args.format {
            TreeFormat::Table => table::table(&article, &analysis),
            TreeFormat::ConllU => {
                let mut text = String::new();
                conllu::write_article(&article, &analysis, &mut text);
                text
            }
            TreeFormat::Json => json::line(&article, &analysis)
                .map_err(|e| format!("{}: cannot be written as JSON: {e}", input.place()))?,
        };
        Ok(each::Printed { text, notice, notes: Vec::new() })
    })
}
