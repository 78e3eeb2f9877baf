//! `simpul stats`: what the store holds, counted.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use serde::Serialize;
use simpul_fact::{Entity, Object, Statement};
use simpul_store::Store;

use crate::args::graph::Stats;
use crate::exit::Code;
use crate::output::Output;

/// The figures. A statement counts once, however many articles make it.
#[derive(Debug, Default, Serialize)]
struct Figures {
    articles: usize,
    statements: usize,
    mentions: usize,
    entities: usize,
    linked: usize,
    by_relation: BTreeMap<String, usize>,
    by_kind: BTreeMap<&'static str, usize>,
    by_modality: BTreeMap<&'static str, usize>,
    by_article: BTreeMap<String, usize>,
}

pub(crate) fn run(args: &Stats) -> anyhow::Result<Code> {
    let figures = count(&Store::open_read_only(&args.store.store)?);
    let mut out = Output::stdout();
    if args.json {
        serde_json::to_writer(&mut out, &figures)?;
        writeln!(out)?;
    } else {
        write(&figures, &mut out)?;
    }
    out.finish()?;
    Ok(Code::Done)
}

fn count(store: &Store) -> Figures {
    let mut figures = Figures { articles: store.len(), ..Figures::default() };
    let (mut statements, mut entities) = (BTreeSet::new(), BTreeMap::new());
    for extraction in store.extractions() {
        figures.by_article.insert(extraction.source.id.clone(), extraction.statements.len());
        for statement in &extraction.statements {
            figures.mentions += statement.evidence.len();
            for entity in entities_of(statement) {
                let linked = entity.wikidata.is_some();
                *entities.entry((entity.id.as_str(), entity.kind.name())).or_insert(false) |= linked;
            }
            if statements.insert(statement.id()) {
                *figures.by_relation.entry(statement.relation.clone()).or_default() += 1;
                *figures.by_modality.entry(statement.modality.name()).or_default() += 1;
            }
        }
    }
    for (_, kind) in entities.keys() {
        *figures.by_kind.entry(kind).or_default() += 1;
    }
    figures.statements = statements.len();
    figures.entities = entities.len();
    figures.linked = entities.values().filter(|linked| **linked).count();
    figures
}

fn entities_of(statement: &Statement) -> impl Iterator<Item = &Entity> {
    let object = match &statement.object {
        Object::Entity(entity) => Some(entity.as_ref()),
        Object::Words(_) => None,
    };
    let others = [&statement.place, &statement.item, &statement.from, &statement.by];
    std::iter::once(&statement.subject).chain(object).chain(others.into_iter().flatten())
}

fn write(figures: &Figures, out: &mut Output) -> std::io::Result<()> {
    writeln!(out, "articles    {}", figures.articles)?;
    writeln!(out, "statements  {} ({} mentions)", figures.statements, figures.mentions)?;
    writeln!(out, "entities    {} ({} linked to Wikidata)", figures.entities, figures.linked)?;
    let mut part = |title: &str, counts: Vec<(&str, usize)>| {
        writeln!(out, "\n{title}")?;
        counts.iter().try_for_each(|(name, n)| writeln!(out, "  {n:6}  {name}"))
    };
    part("statements by relation", sorted(figures.by_relation.iter().map(|(k, n)| (k.as_str(), *n))))?;
    part("statements by modality", sorted(figures.by_modality.iter().map(|(k, n)| (*k, *n))))?;
    part("entities by kind", sorted(figures.by_kind.iter().map(|(k, n)| (*k, *n))))?;
    part("statements by article", sorted(figures.by_article.iter().map(|(k, n)| (k.as_str(), *n))))
}

/// The most frequent first; by name where they are equal.
fn sorted<'a>(counts: impl Iterator<Item = (&'a str, usize)>) -> Vec<(&'a str, usize)> {
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts
}
