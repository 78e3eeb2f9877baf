//! `simpul why`: the names and articles of an entity, and why they were taken to be one.

use std::collections::BTreeMap;
use std::io::Write;

use simpul_fact::{Entity, Extraction, Identity, Reason, Statement};
use simpul_store::Store;

use super::Talk;
use crate::args::graph::Why;
use crate::exit::{Code, fail};
use crate::output::Output;
use crate::paint::clean;

/// An entity with the articles that name it.
type Known<'a> = (&'a Entity, Vec<&'a Extraction>);

pub(crate) fn run(args: &Why, talk: Talk) -> anyhow::Result<Code> {
    let store = Store::open_read_only(&args.store.store)?;
    let mut known: BTreeMap<&str, Known<'_>> = BTreeMap::new();
    for extraction in store.extractions() {
        for entity in extraction.statements.iter().flat_map(Statement::entities) {
            let (_, articles) = known.entry(&entity.id).or_insert_with(|| (entity, Vec::new()));
            if articles.last().is_none_or(|last| last.source.id != extraction.source.id) {
                articles.push(extraction);
            }
        }
    }
    let wanted = args.entity.to_lowercase();
    let is_wanted = |(entity, articles): &&Known<'_>| {
        let labels = [&entity.label_id, &entity.label_en].into_iter().flatten();
        let names = articles.iter().flat_map(|a| &a.identities);
        let names = names.filter(|i| i.entity == entity.id).map(|i| &i.name);
        entity.id == args.entity
            || std::iter::once(&entity.name).chain(labels).chain(names).any(|n| n.to_lowercase() == wanted)
    };
    let found: Vec<&Known<'_>> = known.values().filter(is_wanted).collect();
    if found.is_empty() {
        let message = format!("no entity of this store is called {:?}; simpul rank lists some", args.entity);
        return Err(fail(Code::Nothing, message));
    }
    let mut out = Output::stdout();
    for (i, known) in found.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        write(known, talk, &mut out)?;
    }
    out.finish()?;
    Ok(Code::Done)
}

fn write((entity, articles): &Known<'_>, talk: Talk, out: &mut Output) -> std::io::Result<()> {
    let name = talk.paint.bold(&clean(&entity.name));
    let item = entity.wikidata.as_ref().map(|q| format!(", {q}")).unwrap_or_default();
    out.styled(&format!("{name} ({}, {}{item})\n", entity.kind, clean(&entity.id)))?;
    let labels = [("Indonesian", &entity.label_id), ("English", &entity.label_en)];
    for (language, label) in labels {
        if let Some(label) = label {
            writeln!(out, "  in {language}: {}", clean(label))?;
        }
    }
    writeln!(out, "  {}", clean(&across(entity, articles)))?;
    for article in articles {
        writeln!(out, "  {}", clean(&article.source.id))?;
        let mut names = article.identities.iter().filter(|i| i.entity == entity.id).peekable();
        if names.peek().is_none() {
            writeln!(out, "    described, not named; or read by an earlier version of simpul")?;
        }
        for identity in names {
            writeln!(out, "    {}", because(identity))?;
        }
    }
    Ok(())
}

/// Why the entity is one in all its articles.
fn across(entity: &Entity, articles: &[&Extraction]) -> String {
    let names = || articles.iter().flat_map(|a| &a.identities).filter(|i| i.entity == entity.id);
    let n = articles.len();
    let of_file = names().find(|i| i.reason == Reason::Alias).and_then(|i| i.place.as_ref());
    if let Some(place) = of_file {
        format!("one entity by {place}, in {n} {}", if n == 1 { "article" } else { "articles" })
    } else if entity.wikidata.is_some() || names().any(|i| i.reason == Reason::Gazetteer) {
        format!("one entry of the gazetteer, in {n} {}", if n == 1 { "article" } else { "articles" })
    } else if n > 1 {
        format!("not in the gazetteer; the same full name and kind in {n} articles")
    } else {
        "not in the gazetteer; in one article".to_owned()
    }
}

/// *KPU, 3 times: acronym that the article introduces for Komisi Pemilihan Umum*
fn because(identity: &Identity) -> String {
    let Identity { name, uses, reason, other, place, detail, .. } = identity;
    let place = place.as_deref().unwrap_or("a file of aliases");
    let times = if *uses == 1 { "once".to_owned() } else { format!("{uses} times") };
    let other = other.as_deref().unwrap_or("another name");
    let why = match reason {
        Reason::Namesake => {
            let detail = detail.as_deref().unwrap_or("the article speaks against it");
            format!("not linked to {other} of this name: {detail}")
        }
        Reason::Ambiguous => format!("could be {other}: not joined, since nothing tells which"),
        Reason::Label => return clean(&format!("{name}: the label that {place} gives it")),
        Reason::Own => "its fullest name here".to_owned(),
        Reason::Gazetteer => "a name of this entry of the gazetteer".to_owned(),
        Reason::SameWords => format!("the same words as {other}"),
        Reason::Acronym => format!("acronym that the article introduces for {other}"),
        Reason::Part => format!("part of {other}"),
        Reason::Alias => format!("{place} says so"),
        Reason::Split => format!("kept apart from {other}: {place} says so"),
    };
    clean(&format!("{name}, {times}: {why}"))
}
