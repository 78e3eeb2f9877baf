//! `simpul demo`: the main job from end to end on the articles that come with simpul.

use std::io::Write;

use simpul_draw::Style;
use simpul_graph::Positions;
use simpul_seeds::Seeds;
use simpul_store::{ExportOptions, Format};

use super::Talk;
use super::build::acknowledge;
use crate::args::Demo;
use crate::args::graph::Filter;
use crate::args::reading::{AliasesFile, How};
use crate::exit::Code;
use crate::output::Output;
use crate::pipeline::Reader;
use crate::run::Runs;
use crate::store;

/// The question that is asked.
const QUESTION: &str = "who-visited-whom";

pub(crate) fn run(args: &Demo, talk: Talk) -> anyhow::Result<Code> {
    let say = |line: &str| {
        if !talk.quiet {
            acknowledge(line);
        }
    };
    let seeds = Seeds::bundled();
    let reader = Reader::new(&seeds, How::default(), &AliasesFile::default())?;
    let runs = Runs::new(&seeds, How::default(), None);
    let dir = args.dir.display();
    let folder = args.dir.join("store");
    std::fs::create_dir_all(&args.dir).map_err(|e| super::cannot_make(&args.dir, &e))?;
    let mut store = store::with_words(store::to_write(&folder)?, &reader.knowledge, &seeds)?;

    let (mut n_articles, mut n_statements) = (0, 0);
    for (path, text) in seeds.files_under("articles").filter(|(path, _)| path.ends_with(".txt")) {
        let id = path.trim_start_matches("articles/").trim_end_matches(".txt");
        let extraction = runs.sign(reader.read_text(id, text));
        n_articles += 1;
        n_statements += extraction.statements.len();
        store.load(&extraction)?;
        if talk.verbose {
            acknowledge(&format!("stored {id} ({} statements)", extraction.statements.len()));
        }
    }
    say(&format!("read {n_articles} articles with {n_statements} statements into {dir}/store"));

    say(&format!("asked it {QUESTION}:"));
    let mut out = Output::stdout();
    out.styled(&super::query::ask_named(&store, QUESTION, talk)?)?;
    out.finish()?;

    let graph = crate::graph::of(&store, &reader.knowledge, &Filter::default(), Positions::default())?;
    let mut file = Output::new(Some(&args.dir.join("graph.dot")), true)?;
    file.write_all(simpul_draw::dot(&graph, &Style::default()).as_bytes())?;
    file.finish()?;
    let mut file = Output::new(Some(&args.dir.join("graph.ttl")), true)?;
    store.export(Format::Turtle, &ExportOptions::default(), &mut file)?;
    file.finish()?;
    say(&format!("wrote {dir}/graph.dot (draw it with: dot -Tsvg {dir}/graph.dot -o graph.svg)"));
    say(&format!("wrote {dir}/graph.ttl"));
    say(&format!("ask more: simpul query --list-named; simpul query NAME --store {dir}/store"));
    Ok(Code::Done)
}
