//! `speed [--model FILE] TEXT`: words a second from a text file to trees and names, on one core.
//!
//! The text is a paragraph a line; every [`PARAGRAPHS`] of them are an article, as the parts of the analyzer that look at
//! a whole article would else see one of unusual size. The time is that of all the work, loading included.

use std::fs;
use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use simpul_analyzer::{Model, analyze};
use simpul_text::{Article, Block, BlockKind, Span};

/// Paragraphs of an article.
const PARAGRAPHS: usize = 16;

fn main() -> ExitCode {
    let (mut model, mut text) = (None, None);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--model" => model = args.next(),
            _ => text = Some(arg),
        }
    }
    let Some(text) = text else {
        let _ = writeln!(std::io::stderr(), "usage: speed [--model FILE] TEXT");
        return ExitCode::from(2);
    };
    match run(model.as_deref(), &text) {
        Ok(line) => {
            let _ = writeln!(std::io::stdout(), "{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(model: Option<&str>, text: &str) -> Result<String, String> {
    let start = Instant::now();
    let read = |path: &str| fs::read(path).map_err(|e| format!("cannot read {path}: {e}"));
    let model = match model {
        Some(path) => Model::from_bytes(&read(path)?).map_err(|e| e.to_string())?,
        None => Model::bundled(simpul_text::Language::Id),
    };
    let loaded = start.elapsed();
    let text = String::from_utf8(read(text)?).map_err(|e| format!("{text} is not UTF-8: {e}"))?;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (mut words, mut sentences, mut names) = (0, 0, 0);
    for lines in lines.chunks(PARAGRAPHS) {
        let analysis = analyze(&article(lines), &model);
        sentences += analysis.sentences.len();
        words += analysis.sentences.iter().map(|s| s.tokens.len()).sum::<usize>();
        names += analysis.sentences.iter().map(|s| s.names.len()).sum::<usize>();
    }
    let seconds = start.elapsed().as_secs_f64();
    Ok(format!(
        "{words} words, {sentences} sentences, {names} names in {seconds:.2} s, of which {:.3} s to load: {:.0} words/s",
        loaded.as_secs_f64(),
        words as f64 / seconds
    ))
}

fn article(lines: &[&str]) -> Article {
    let (mut text, mut blocks) = (String::new(), Vec::new());
    for line in lines {
        let start = text.len();
        text.push_str(line);
        blocks.push(Block { span: Span::new(start, text.len()), kind: BlockKind::Paragraph });
    }
    Article { text, blocks, ..Article::default() }
}
