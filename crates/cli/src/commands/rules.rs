//! `simpul rules`: the catalogue of relations, from the files that the program runs on.

use std::io::Write;

use simpul_extractor::prove;
use simpul_fact::{EntityKind, Modality};
use simpul_rules::{CatalogueBlock, CatalogueEntry, Example, Yield};
use simpul_text::Language;

use super::Talk;
use crate::args::Rules;
use crate::args::reading::{AliasesFile, How};
use crate::exit::{Code, fail};
use crate::output::Output;
use crate::paint::{clean, clean_lines};
use crate::pipeline;

pub(crate) fn run(args: &Rules, talk: Talk) -> anyhow::Result<Code> {
    let reader = pipeline::Reader::new(
        &pipeline::seeds(args.seeds.as_deref())?,
        How::default(),
        &AliasesFile::default(),
    )?;
    let rulebook = reader.knowledge.rulebook();
    let catalogue = rulebook.catalogue();
    for name in &args.relation {
        if !catalogue.iter().any(|entry| entry.relation.name == *name) {
            let message = format!("no relation is named {name:?}; simpul rules lists them");
            return Err(fail(Code::Usage, message));
        }
    }
    let wanted = |name: &str| args.relation.is_empty() || args.relation.iter().any(|r| r == name);
    let mut out = Output::stdout();
    if args.check {
        let proof = prove(rulebook, wanted, |example| reader.read_example(example));
        for fault in proof.failures.iter().chain(&proof.unproven) {
            writeln!(out, "{}", clean_lines(fault))?;
        }
        writeln!(
            out,
            "{} examples, {} wrong, {} rules without one",
            proof.examples,
            proof.failures.len(),
            proof.unproven.len()
        )?;
        out.finish()?;
        return Ok(if proof.holds() { Code::Done } else { Code::Nothing });
    }
    let mut first = true;
    for entry in &catalogue {
        if wanted(&entry.relation.name) {
            if !std::mem::take(&mut first) {
                writeln!(out)?;
            }
            write(entry, &mut out, talk)?;
        }
    }
    out.finish()?;
    Ok(Code::Done)
}

fn write(entry: &CatalogueEntry<'_>, out: &mut Output, talk: Talk) -> std::io::Result<()> {
    let relation = entry.relation;
    let symmetric = if relation.symmetric { ", either way round" } else { "" };
    let object = if relation.object.is_empty() { "words".to_owned() } else { kinds(&relation.object) };
    let labels = format!("{} / {}", relation.label_id, relation.label_en);
    out.styled(&format!("{}  {}\n", talk.paint.bold(&relation.name), talk.paint.dim(&clean(&labels))))?;
    writeln!(out, "  {}", clean(&relation.meaning))?;
    writeln!(out, "  {} -> {object}{symmetric}", kinds(&relation.subject))?;
    for block in &entry.blocks {
        writeln!(out, "  {}", rule(block))?;
    }
    for example in entry.examples {
        writeln!(out, "  e.g. {}", said(example))?;
    }
    Ok(())
}

fn kinds(kinds: &[EntityKind]) -> String {
    kinds.iter().map(|k| k.name()).collect::<Vec<_>>().join(" | ")
}

/// `visits/frame.1: mengunjungi, bertandang ke (id); subject = agent; object = patient`
fn rule(block: &CatalogueBlock<'_>) -> String {
    let mut words = Vec::new();
    for language in [Language::Id, Language::En] {
        let of_language = block.triggers.iter().filter(|t| t.language == language);
        let list: Vec<String> = of_language.map(ToString::to_string).collect();
        if !list.is_empty() {
            words.push(format!("{} ({})", list.join(", "), language.tag()));
        }
    }
    let words = if words.is_empty() { "any word".to_owned() } else { words.join("; ") };
    let modality = block.modality.filter(|m| *m != Modality::Actual);
    let modality = modality.map(|m| format!("; {}", m.name())).unwrap_or_default();
    let (id, subject, object) = (block.id, &block.subject, &block.object);
    format!(
        "{id}: {words}; subject = {subject}; object = {object}{modality}; confidence {}",
        block.confidence
    )
}

fn said(example: &Example) -> String {
    let text = clean(&example.text);
    if example.yields.is_empty() {
        return format!("{text} => nothing");
    }
    let yields: Vec<String> = example.yields.iter().map(stated).collect();
    format!("{text} => {}", clean(&yields.join("; ")))
}

fn stated(expected: &Yield) -> String {
    let mut text = format!("{} -> {}", expected.subject, expected.object);
    if let Some(when) = expected.when {
        text.push_str(&format!(" @ {when}"));
    }
    if expected.modality != Modality::Actual {
        text.push_str(&format!(" ! {}", expected.modality.name()));
    }
    for (qualifier, words) in &expected.qualifiers {
        text.push_str(&format!(" + {}={words}", qualifier.name()));
    }
    text
}
