//! `simpul stats`: what the store holds, counted.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use serde::Serialize;
use simpul_fact::{Origin, origins};
use simpul_store::Store;

use crate::args::graph::Stats;
use crate::exit::Code;
use crate::output::Output;
use crate::paint::clean;

/// The figures. A statement counts once, however many articles make it.
#[derive(Debug, Default, Serialize)]
struct Figures {
    articles: usize,
    /// Where their texts come from: an agency, or one article and its copies.
    sources: usize,
    statements: usize,
    mentions: usize,
    entities: usize,
    linked: usize,
    by_relation: BTreeMap<String, usize>,
    by_kind: BTreeMap<&'static str, usize>,
    by_modality: BTreeMap<&'static str, usize>,
    by_article: BTreeMap<String, usize>,
    /// Articles that come from an agency.
    by_agency: BTreeMap<String, usize>,
    /// Articles whose text is that of another, and which.
    copies: BTreeMap<String, String>,
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
    let origins = origins(store.articles());
    figures.sources = origins.values().collect::<BTreeSet<_>>().len();
    for (article, origin) in origins {
        match origin {
            Origin::Agency(agency) => *figures.by_agency.entry(agency).or_default() += 1,
            Origin::Article(first) if first != article => {
                figures.copies.insert(article.to_owned(), first);
            }
            Origin::Article(_) => {}
        }
    }
    let (mut statements, mut entities) = (BTreeSet::new(), BTreeMap::new());
    for extraction in store.extractions() {
        figures.by_article.insert(extraction.source.id.clone(), extraction.statements.len());
        for statement in &extraction.statements {
            figures.mentions += statement.evidence.len();
            for entity in statement.entities() {
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

fn write(figures: &Figures, out: &mut Output) -> std::io::Result<()> {
    writeln!(out, "articles    {} from {} sources", figures.articles, figures.sources)?;
    writeln!(out, "statements  {} ({} mentions)", figures.statements, figures.mentions)?;
    writeln!(out, "entities    {} ({} linked to Wikidata)", figures.entities, figures.linked)?;
    let mut part = |title: &str, counts: Vec<(&str, usize)>| {
        writeln!(out, "\n{title}")?;
        counts.iter().try_for_each(|(name, n)| writeln!(out, "  {n:6}  {name}"))
    };
    part("statements by relation", sorted(figures.by_relation.iter().map(|(k, n)| (k.as_str(), *n))))?;
    part("statements by modality", sorted(figures.by_modality.iter().map(|(k, n)| (*k, *n))))?;
    part("entities by kind", sorted(figures.by_kind.iter().map(|(k, n)| (*k, *n))))?;
    part("statements by article", sorted(figures.by_article.iter().map(|(k, n)| (k.as_str(), *n))))?;
    if !figures.by_agency.is_empty() {
        part("articles by agency", sorted(figures.by_agency.iter().map(|(k, n)| (k.as_str(), *n))))?;
    }
    if !figures.copies.is_empty() {
        writeln!(out, "\narticles that copy another")?;
    }
    figures
        .copies
        .iter()
        .try_for_each(|(copy, first)| writeln!(out, "  {} copies {}", clean(copy), clean(first)))
}

/// The most frequent first; by name where they are equal.
fn sorted<'a>(counts: impl Iterator<Item = (&'a str, usize)>) -> Vec<(&'a str, usize)> {
    let mut counts: Vec<_> = counts.collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts
}
