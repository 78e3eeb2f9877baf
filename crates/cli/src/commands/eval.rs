//! `simpul eval`: the statements read in articles against gold.

mod report;

use std::collections::BTreeMap;
use std::fs;

use simpul_eval::{Blame, Gold, Relations, Score, blame, score};
use simpul_extractor::Survey;
use simpul_fact::Statement;

use super::Talk;
use crate::args::reading::Eval;
use crate::exit::{Code, fail, say};
use crate::output::Output;
use crate::pipeline::{Reader, in_order, seeds};
use crate::{bar, input};

/// An article that was measured.
struct Measured {
    name: String,
    gold: Gold,
    statements: Vec<Statement>,
    survey: Survey,
    score: Score,
    blame: Blame,
}

pub(crate) fn run(args: &Eval, talk: Talk) -> anyhow::Result<Code> {
    let reader = Reader::new(&seeds(args.seeds.as_deref())?, args.articles.how)?;
    let rulebooks = reader.knowledge.rulebook();
    let listed = rulebooks.relations().iter().map(|r| (r.relation.name.clone(), r.relation.symmetric));
    let relations = Relations::new(listed);
    let golds = golds(args)?;
    let mut inputs = input::gather(&args.articles.articles, &args.articles.id);
    inputs.articles.retain(|i| golds.contains_key(&i.id));
    inputs.problems.iter().for_each(|p| say(p));
    let mut failed = !inputs.problems.is_empty();
    let mut read = BTreeMap::new();
    let bar = bar::over(inputs.articles.len(), talk.quiet);
    in_order(
        &inputs.articles,
        args.articles.jobs,
        |i| reader.read_closely(i),
        |input, reading| {
            match reading {
                Ok((reading, survey)) => {
                    bar.suspend(|| talk.notice(reading.notice.as_deref()));
                    read.insert(input.id.clone(), (reading.extraction.statements, survey));
                }
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
    for (name, gold) in &golds {
        for unlisted in gold.unlisted(&relations) {
            let (line, relation) = (unlisted.line, &unlisted.relation);
            let what = "no such relation, counted as missed; simpul rules lists them";
            talk.notice(Some(&format!("{name}.gold:{line}: {relation}: {what}")));
        }
    }
    let mut measured = Vec::with_capacity(golds.len());
    for (name, gold) in golds {
        if !read.contains_key(&name) {
            talk.notice(Some(&format!(
                "{name}: gold without an article that could be read; all of it is missed"
            )));
        }
        let (statements, survey) = read.remove(&name).unwrap_or_default();
        let score = score(&gold, &statements, &relations);
        let kinds = |name: &str| rulebooks.relation(name).map(|r| &r.relation);
        let blame = blame(&gold, &statements, &score, &survey, &relations, &kinds);
        measured.push(Measured { name, gold, statements, survey, score, blame });
    }
    let mut out = Output::stdout();
    if args.json {
        report::json(&mut out, args, &measured)?;
    } else {
        report::tables(&mut out, args, &measured, talk.paint)?;
    }
    out.finish()?;
    Ok(if failed { Code::Input } else { Code::Done })
}

/// The gold files of the folder, by the name of their article.
fn golds(args: &Eval) -> anyhow::Result<BTreeMap<String, Gold>> {
    let error = |path: &std::path::Path, e: &std::io::Error| {
        fail(Code::Usage, format!("{}: {}", path.display(), input::reason(e)))
    };
    let mut golds = BTreeMap::new();
    for entry in fs::read_dir(&args.gold).map_err(|e| error(&args.gold, &e))? {
        let path = entry.map_err(|e| error(&args.gold, &e))?.path();
        let Some(name) = path.file_stem().filter(|_| path.extension().is_some_and(|e| e == "gold")) else {
            continue;
        };
        let name = name.to_string_lossy().into_owned();
        if args.only.as_ref().is_some_and(|only| *only != name) {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|e| error(&path, &e))?;
        let gold = Gold::parse(&path.display().to_string(), &text);
        golds.insert(name, gold.map_err(|e| fail(Code::Usage, e.to_string()))?);
    }
    if golds.is_empty() {
        let which = args.only.as_deref().unwrap_or("*");
        return Err(fail(
            Code::Usage,
            format!("{}: no file {which}.gold in this folder", args.gold.display()),
        ));
    }
    Ok(golds)
}
