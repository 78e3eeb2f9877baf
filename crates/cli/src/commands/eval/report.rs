//! The figures as tables for reading, or as JSON.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;
use simpul_eval::{Calibration, Counts, Figures, Ratio, Stage};
use simpul_fact::{Object, Statement};

use super::Measured;
use crate::args::reading::Eval;
use crate::output::Output;
use crate::paint::{Paint, clean};
use crate::table::{boxed, terminal_width};

/// One line of JSON; shares of precision and recall with four decimals, the others with three.
#[derive(Serialize)]
struct Line {
    articles: usize,
    gold: usize,
    precision: f64,
    recall: f64,
    f1: f64,
    macro_f1: Option<f64>,
    when: Option<f64>,
    qualifiers: Option<f64>,
    modality: Option<f64>,
    wikidata: Option<f64>,
    says_recall: Option<f64>,
    by_relation: BTreeMap<String, [usize; 3]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    blame: Option<BTreeMap<String, usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calibration: Option<Vec<Level>>,
}

#[derive(Serialize)]
struct Level {
    up_to: f64,
    statements: usize,
    confidence: f64,
    right: f64,
}

pub(super) fn json(out: &mut Output, args: &Eval, measured: &[Measured]) -> anyhow::Result<()> {
    let f = Figures::of(measured.iter().map(|m| &m.score));
    let three = |share: Option<f64>| share.map(|s| rounded(s, 3));
    let levels = |c: Calibration| {
        let level = |(i, b): (usize, &simpul_eval::Bucket)| Level {
            up_to: rounded((i + 1) as f64 / 10.0, 1),
            statements: b.n,
            confidence: rounded(b.confidence(), 3),
            right: rounded(b.share(), 3),
        };
        c.buckets.iter().enumerate().map(level).collect()
    };
    let counts = |(name, c): (&String, &Counts)| (name.clone(), [c.found, c.missed, c.wrong]);
    let line = Line {
        articles: f.articles,
        gold: f.gold,
        precision: rounded(f.precision, 4),
        recall: rounded(f.recall, 4),
        f1: rounded(f.f1, 4),
        macro_f1: f.macro_f1.map(|m| rounded(m, 4)),
        when: three(f.when),
        qualifiers: three(f.qualifiers),
        modality: three(f.modality),
        wikidata: three(f.wikidata),
        says_recall: f.says_recall.map(|m| rounded(m, 4)),
        by_relation: f.by_relation.iter().map(counts).collect(),
        blame: args.blame.then(|| faults(measured).into_iter().map(|(s, n)| (s.join(": "), n)).collect()),
        calibration: args.calibration.then(|| levels(calibration(measured))),
    };
    serde_json::to_writer(&mut *out, &line)?;
    writeln!(out)?;
    Ok(())
}

/// With so many decimals, as `{:.n}` writes it.
fn rounded(value: f64, decimals: usize) -> f64 {
    format!("{value:.decimals$}").parse().unwrap_or(value)
}

pub(super) fn tables(
    out: &mut Output,
    args: &Eval,
    measured: &[Measured],
    paint: Paint,
) -> anyhow::Result<()> {
    let width = terminal_width();
    let table = |header: &[&str], rows: &[Vec<String>]| {
        let header: Vec<String> = header.iter().map(|h| (*h).to_owned()).collect();
        boxed(&header, rows, width, paint)
    };
    let figures = Figures::of(measured.iter().map(|m| &m.score));
    let rows: Vec<Vec<String>> = measured.iter().map(article_row).collect();
    let header = ["article", "precision", "recall", "F1", "found", "missed", "wrong", "says"];
    out.styled(&table(&header, &rows))?;
    if args.misses {
        for one in measured {
            out.styled(&mistakes(one, paint))?;
        }
    }
    let mut relations: Vec<(&String, &Counts)> = figures.by_relation.iter().collect();
    relations.sort_by_key(|(_, c)| std::cmp::Reverse(c.found + c.missed));
    let rows: Vec<Vec<String>> =
        relations.iter().map(|(name, c)| counted((*name).clone(), **c).to_vec()).collect();
    out.styled(&table(&["relation", "precision", "recall", "F1", "found", "missed", "wrong"], &rows))?;
    if args.blame {
        let all =
            |kind: &str| faults(measured).iter().filter(|(s, _)| s[0] == kind).map(|(_, n)| n).sum::<usize>();
        let share = |kind: &str, n: usize| format!("{:.0} %", 100.0 * n as f64 / all(kind).max(1) as f64);
        let faults = faults(measured);
        let row = |([kind, stage], n): &([String; 2], usize)| {
            vec![kind.clone(), stage.clone(), n.to_string(), share(kind, *n)]
        };
        out.styled(&table(
            &["mistake", "stage at fault", "n", "share"],
            &faults.iter().map(row).collect::<Vec<_>>(),
        ))?;
    }
    if args.calibration {
        let calibration = calibration(measured);
        let level = |(i, b): (usize, &simpul_eval::Bucket)| {
            let range = format!("{:.2} to {:.2}", i as f64 / 10.0 + 0.01, (i + 1) as f64 / 10.0);
            vec![range, b.n.to_string(), format!("{:.2}", b.confidence()), format!("{:.2}", b.share())]
        };
        let filled = calibration.buckets.iter().enumerate().filter(|(_, b)| b.n > 0);
        let rows: Vec<Vec<String>> = filled.map(level).collect();
        out.styled(&table(&["confidence", "statements", "mean confidence", "right"], &rows))?;
        writeln!(out, "expected calibration error {:.3}", calibration.error())?;
    }
    let share = |s: Option<f64>| s.map_or_else(|| "-".to_owned(), |s| format!("{s:.2}"));
    let row = vec![
        figures.articles.to_string(),
        figures.gold.to_string(),
        format!("{:.2}", figures.precision),
        format!("{:.2}", figures.recall),
        format!("{:.2}", figures.f1),
        share(figures.macro_f1),
        share(figures.when),
        share(figures.qualifiers),
        share(figures.modality),
        share(figures.wikidata),
        share(figures.says_recall),
    ];
    let header = [
        "articles",
        "gold",
        "P",
        "R",
        "F1",
        "macro F1",
        "when",
        "qualifiers",
        "modality",
        "wikidata",
        "says",
    ];
    out.styled(&table(&header, &[row]))?;
    Ok(())
}

fn article_row(one: &Measured) -> Vec<String> {
    let mut row = counted(one.name.clone(), one.score.counts()).to_vec();
    let Ratio { right, all } = one.score.says;
    row.push(format!("{right}/{all}"));
    row
}

fn counted(name: String, c: Counts) -> [String; 7] {
    let share = |s: f64| format!("{s:.2}");
    let [found, missed, wrong] = [c.found, c.missed, c.wrong].map(|n| n.to_string());
    [name, share(c.precision()), share(c.recall()), share(c.f1()), found, missed, wrong]
}

/// The mistakes of an article in their sentences.
fn mistakes(one: &Measured, paint: Paint) -> String {
    let mut out = format!("{}\n", paint.bold(&clean(&one.name)));
    for (index, stage) in &one.blame.missed {
        let wanted = &one.gold.required[*index];
        let label = |id: &str| one.gold.entities.get(id).map_or(id.to_owned(), |e| e.label.clone());
        let (subject, object) = (label(&wanted.subject), label(&wanted.object));
        let line = format!("missed  {subject} | {} | {object}", wanted.relation);
        out += &format!("  {}  {}\n", clean(&line), paint.dim(stage.name()));
        if let Some(sentence) = one.blame_sentence(*index) {
            out += &format!("          {}\n", paint.dim(&clean(sentence)));
        }
    }
    for (index, stage) in &one.blame.wrong {
        let statement = &one.statements[*index];
        let line =
            format!("wrong   {} | {} | {}", statement.subject.name, statement.relation, ends_in(statement));
        out += &format!("  {}  {}\n", clean(&line), paint.dim(stage.name()));
        if let Some(evidence) = statement.evidence.first() {
            out += &format!("          {}\n", paint.dim(&clean(&evidence.sentence.text)));
        }
    }
    out
}

fn ends_in(statement: &Statement) -> &str {
    match &statement.object {
        Object::Entity(entity) => &entity.name,
        Object::Words(words) => words,
    }
}

impl Measured {
    /// The first sentence that names both ends of a missed statement, else the first that names one.
    fn blame_sentence(&self, index: usize) -> Option<&str> {
        let number = self.gold.sentence_of(index, &self.survey)?;
        let found = self.survey.sentences.iter().find(|(n, _)| *n == number);
        found.map(|(_, quote)| quote.text.as_str())
    }
}

/// How often each stage is at fault: kind of mistake and stage, in the order of reading.
fn faults(measured: &[Measured]) -> Vec<([String; 2], usize)> {
    let mut faults = Vec::new();
    let mut count = |kind: &str, stage: String, n: usize| {
        if n > 0 {
            faults.push(([kind.to_owned(), stage], n));
        }
    };
    for stage in Stage::ALL {
        let n = measured.iter().flat_map(|m| &m.blame.missed).filter(|(_, s)| *s == stage).count();
        count("missed", stage.to_string(), n);
    }
    for stage in Stage::ALL {
        let n = measured.iter().flat_map(|m| &m.blame.wrong).filter(|(_, s)| *s == stage).count();
        count("wrong", stage.to_string(), n);
    }
    for name in ["when", "where", "item", "from", "by", "modality"] {
        let n = measured.iter().flat_map(|m| &m.blame.qualifiers).filter(|(_, q)| *q == name).count();
        count("qualifier", name.to_owned(), n);
    }
    faults
}

fn calibration(measured: &[Measured]) -> Calibration {
    let mut calibration = Calibration::default();
    measured.iter().for_each(|m| calibration.add(&m.score, &m.statements));
    calibration
}
