//! `simpul eval`: what is read, held against gold statements that people wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

use simpul_eval::{
    Blame, Comparison, Figures, Found, Gold, GoldStatement, Line, Scores, blame, blame_wrong, compare,
    held_out_loss,
};
use simpul_fact::{Object, Statement};
use simpul_rules::Rulebook;

use super::{Talk, each};
use crate::args::reading::Eval;
use crate::exit::{Code, fail, say};
use crate::input::{self, Input};
use crate::output::Output;
use crate::paint::clean;
use crate::pipeline::{Reader, seeds};

/// Faults of gold files shown at most.
const FAULTS: usize = 20;

/// What was read of an article: its statements and its names.
type Read = (Vec<Statement>, Vec<Found>);

pub(crate) fn run(args: &Eval, talk: Talk) -> anyhow::Result<Code> {
    let mut reader = Reader::new(&seeds(args.seeds.as_deref())?, args.articles.how, &args.names)?;
    if args.fit {
        reader.knowledge = reader.knowledge.uncalibrated();
    }
    let rulebook = reader.knowledge.rulebook();
    let golds = golds(&args.gold, rulebook)?;
    let (mut read, failed) = read(args, talk, &reader)?;
    let mut out = Output::stdout();
    let mut report =
        Report { args, figures: Figures::default(), lost: BTreeMap::new(), spoilt: BTreeMap::new() };
    for (name, gold) in &golds {
        let article = read.remove(name).unwrap_or_else(|| {
            say(&format!("{name}: there is gold but no article of this name among those given"));
            Read::default()
        });
        let symmetric = |r: &str| rulebook.relation(r).is_some_and(|r| r.relation.symmetric);
        let comparison = compare(gold, &article.0, symmetric);
        report.add(name, gold, &comparison, &article, &mut out)?;
    }
    report.finish(&mut out)?;
    out.finish()?;
    Ok(if failed { Code::Input } else { Code::Done })
}

/// The gold files of a folder by the names of their articles.
fn golds(folder: &Path, rulebook: &Rulebook) -> anyhow::Result<BTreeMap<String, Gold>> {
    let relations: BTreeSet<String> = rulebook.relations().iter().map(|r| r.relation.name.clone()).collect();
    let problem = |path: &Path, e: std::io::Error| {
        fail(Code::Usage, format!("{}: {}", path.display(), input::reason(&e)))
    };
    let (mut golds, mut faults) = (BTreeMap::new(), Vec::new());
    for entry in fs::read_dir(folder).map_err(|e| problem(folder, e))? {
        let path = entry.map_err(|e| problem(folder, e))?.path();
        let Some(name) = path.file_stem().and_then(|n| n.to_str()).map(str::to_owned) else { continue };
        if path.extension().is_none_or(|e| e != "gold") {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|e| problem(&path, e))?;
        match Gold::parse(&path.display().to_string(), &text, &relations) {
            Ok(gold) => drop(golds.insert(name, gold)),
            Err(errors) => faults.extend(errors.iter().map(ToString::to_string)),
        }
    }
    if !faults.is_empty() {
        faults.iter().take(FAULTS).for_each(|fault| say(fault));
        let n = faults.len();
        let message =
            format!("{}: {n} {} in gold files", folder.display(), if n == 1 { "fault" } else { "faults" });
        return Err(fail(Code::Usage, message));
    }
    if golds.is_empty() {
        let message =
            format!("{}: no gold in this folder; gold is a file whose name ends in .gold", folder.display());
        return Err(fail(Code::Usage, message));
    }
    Ok(golds)
}

/// Reads the articles; true where some could not be read.
fn read(args: &Eval, talk: Talk, reader: &Reader) -> anyhow::Result<(BTreeMap<String, Read>, bool)> {
    let inputs = each::gather(&args.articles);
    let mut found = BTreeMap::new();
    let work = |input: &Input| {
        let (reading, names) = reader.read_with_names(input)?;
        Ok(((reading.extraction.statements, names), reading.notice))
    };
    let failed = each::over(&args.articles, &inputs, talk, false, work, |input, read, _| {
        found.insert(input.id.clone(), read);
        Ok(())
    })?;
    Ok((found, failed > 0))
}

/// The report as it grows, article by article.
struct Report<'a> {
    args: &'a Eval,
    figures: Figures,
    /// Stages at fault for what was missed, with how often.
    lost: BTreeMap<Blame, usize>,
    /// The same for what is wrong.
    spoilt: BTreeMap<Blame, usize>,
}

impl Report<'_> {
    fn add(
        &mut self,
        name: &str,
        gold: &Gold,
        comparison: &Comparison<'_>,
        read: &Read,
        out: &mut Output,
    ) -> std::io::Result<()> {
        let mut own = Figures::default();
        own.add(gold, comparison);
        self.figures.add(gold, comparison);
        if self.args.json {
            return Ok(());
        }
        let Scores { precision, recall, f1, gold: n_gold, .. } = own.scores();
        let (found, wrong) = (comparison.hits.len(), comparison.wrong.len());
        let (said, of) = comparison.said;
        writeln!(
            out,
            "{:40} precision {precision:.2}  recall {recall:.2}  f1 {f1:.2}  found {found}/{n_gold}  wrong {wrong}  says {said}/{of}",
            clean(name)
        )?;
        for missed in &comparison.missed {
            let (stage, end) = blame(missed, gold, &read.1, &read.0);
            *self.lost.entry(stage).or_default() += 1;
            if self.args.misses {
                let why =
                    if end.is_empty() { stage.name().to_owned() } else { format!("{}: {end}", stage.name()) };
                let why = if self.args.blame { format!("   ({why})") } else { String::new() };
                writeln!(out, "    missed  {}{}", clean(&of_gold(missed, gold)), clean(&why))?;
            }
        }
        for wrong in &comparison.wrong {
            let stage = blame_wrong(wrong, gold);
            *self.spoilt.entry(stage).or_default() += 1;
            if self.args.extra {
                let why = if self.args.blame { format!("   ({})", stage.name()) } else { String::new() };
                writeln!(out, "    wrong   {}{why}", clean(&of_statement(wrong)))?;
                let evidence = &wrong.evidence[0];
                writeln!(out, "            {}: “{}”", evidence.rule, clean(&evidence.sentence.text))?;
            }
        }
        Ok(())
    }

    fn finish(&self, out: &mut Output) -> anyhow::Result<()> {
        let scores = self.figures.scores();
        if self.args.json {
            serde_json::to_writer(&mut *out, &scores)?;
            writeln!(out)?;
            return Ok(());
        }
        writeln!(out, "\n{:20} {:>6} {:>6} {:>6}", "relation", "found", "missed", "wrong")?;
        let mut rows: Vec<_> = self.figures.by_relation.iter().collect();
        rows.sort_by_key(|(_, n)| std::cmp::Reverse(n[0] + n[1]));
        for (relation, [found, missed, wrong]) in rows {
            writeln!(out, "{relation:20} {found:6} {missed:6} {wrong:6}")?;
        }
        if self.args.blame {
            for (title, stages) in [("missed at", &self.lost), ("wrong at", &self.spoilt)] {
                writeln!(out, "\n{title:20} {:>6}", "count")?;
                for (stage, n) in stages {
                    writeln!(out, "{:20} {n:6}", stage.name())?;
                }
            }
        }
        if self.args.calibration {
            writeln!(out, "\n{:20} {:>6} {:>6}", "confidence", "count", "right")?;
            for (tenth, (n, right)) in self.figures.calibration().enumerate().filter(|(_, c)| c.0 > 0) {
                let range = format!("{:.1} to {:.1}", tenth as f64 / 10.0, (tenth + 1) as f64 / 10.0);
                writeln!(out, "{range:20} {n:6} {:6.2}", right.unwrap_or(0.0))?;
            }
        }
        let share = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |v| format!("{v:.3}"));
        writeln!(
            out,
            "\narticles {}  gold {}  precision {:.4}  recall {:.4}  f1 {:.4}  macro f1 {}",
            scores.articles,
            scores.gold,
            scores.precision,
            scores.recall,
            scores.f1,
            share(scores.macro_f1)
        )?;
        writeln!(
            out,
            "when {}  qualifiers {}  modality {}  wikidata {}  says recall {}",
            share(scores.when),
            share(scores.qualifiers),
            share(scores.modality),
            share(scores.wikidata),
            share(scores.says_recall)
        )?;
        if self.args.fit {
            self.fit(out)?;
        }
        Ok(())
    }

    /// The line that makes confidence the share of statements that are right, as a file of the seeds.
    fn fit(&self, out: &mut Output) -> std::io::Result<()> {
        let trials = self.figures.trials();
        let wrong = trials.iter().filter(|t| !t.right).count();
        let line = Line::fit(trials);
        let loss = |loss: Option<f64>| loss.map_or_else(|| "-".to_owned(), |l| format!("{l:.3}"));
        let (before, after) = (loss(Line::STATED.loss(trials)), loss(held_out_loss(trials)));
        let (n, articles) = (trials.len(), self.figures.articles);
        writeln!(
            out,
            "\n# How sure a statement is, from what the rules state: the log odds that it is right are"
        )?;
        writeln!(
            out,
            "# offset + slope * the stated log odds. Printed by `simpul eval GOLD_DIR ARTICLE... --fit`:"
        )?;
        writeln!(
            out,
            "# {n} statements of {articles} articles, {wrong} of them wrong; log loss {before} as stated,"
        )?;
        writeln!(out, "# {after} with the numbers fitted to the other articles.")?;
        writeln!(out, "offset = {:.2}\nslope = {:.2}", line.offset, line.slope)
    }
}

fn of_gold(statement: &GoldStatement, gold: &Gold) -> String {
    let label = |id: &str| gold.entities.get(id).map_or_else(|| id.to_owned(), |e| e.label.clone());
    format!("{} | {} | {}", label(&statement.subject), statement.relation, label(&statement.object))
}

fn of_statement(statement: &Statement) -> String {
    let object = match &statement.object {
        Object::Entity(entity) => &entity.name,
        Object::Words(words) => words,
    };
    format!("{} | {} | {object}", statement.subject.name, statement.relation)
}
