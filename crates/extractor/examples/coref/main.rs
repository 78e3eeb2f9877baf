//! Measures coreference: `cargo run --example coref -- FORMAT PATH…`, FORMAT one of `tanlp`, `indocoref`, `gum`; or each
//! step by itself: `-- ablation FORMAT PATH… + FORMAT PATH…`.
//!
//! Mentions are the extractor's own, so that what is measured is the whole way from the characters; a mention found
//! counts as a gold one where the spans are the same or share their start or their end (*Presiden Budi*, *Budi*).
//! Chains of one mention do not count.

mod ablation;
mod gold;
mod metrics;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use simpul_analyzer::{Model, analyze};
use simpul_extractor::{Knowledge, references};
use simpul_newsroom::Newsroom;
use simpul_seeds::Seeds;
use simpul_text::{Article, Language, Span};

use gold::Document;
use metrics::{Chains, Sums};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let seeds = Seeds::bundled();
    let knowledge = Knowledge::from_seeds(&seeds)?;
    let newsroom = Newsroom::from_seeds(&seeds)?;
    let models = [Language::Id, Language::En].map(Model::bundled);
    if let Some(("ablation", sets)) = arguments.split_first().map(|(a, b)| (a.as_str(), b)) {
        for set in sets.split(|a| a == "+") {
            let (format, paths) = set.split_first().ok_or("give a format and paths between each +")?;
            let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
            let read = |document: gold::Document| {
                let article = newsroom.read(&document.name, document.text.clone());
                let article = Article { language: document.language, ..article };
                let analysis = analyze(&article, &models[article.language as usize]);
                ablation::Read { document, article, analysis }
            };
            let all: Vec<ablation::Read> = gold::read(format, &paths)?.into_iter().map(read).collect();
            ablation::table(&mut std::io::stdout().lock(), format, &all, &knowledge)?;
        }
        return Ok(());
    }
    let (format, paths) = arguments.split_first().ok_or("give a format: tanlp, indocoref or gum")?;
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let verbose = std::env::var("COREF_SHOW").is_ok();
    let (mut sums, mut links) = (Sums::default(), Sums::default());
    let (mut exact, mut mentions) = (0, (0, 0));
    let mut out = std::io::stdout().lock();
    for document in gold::read(format, &paths)? {
        let article =
            Article { language: document.language, ..newsroom.read(&document.name, document.text.clone()) };
        let found = references(&article, &analyze(&article, &models[article.language as usize]), &knowledge);
        let (gold, numbered, same) = number(&document, &found);
        sums.add(&gold, &numbered);
        let in_both = |chains: &Chains, others: &Chains| -> Chains {
            let others: BTreeSet<usize> = others.iter().flatten().copied().collect();
            let kept = |c: &Vec<usize>| c.iter().copied().filter(|m| others.contains(m)).collect::<Vec<_>>();
            chains.iter().map(kept).filter(|c| c.len() > 1).collect()
        };
        links.add(&in_both(&gold, &numbered), &in_both(&numbered, &gold));
        exact += same;
        mentions.0 += gold.iter().map(Vec::len).sum::<usize>();
        mentions.1 += numbered.iter().map(Vec::len).sum::<usize>();
        if verbose {
            show(&mut out, &document, &article, &found)?;
        }
    }
    writeln!(out, "mentions in chains: {} gold, {} found, {exact} in both", mentions.0, mentions.1)?;
    for (what, sums) in [("all mentions", sums), ("mentions in both", links)] {
        writeln!(out, "{what}")?;
        for (name, ratio) in [("MUC", sums.muc), ("B3", sums.b3), ("CEAF-e", sums.ceafe)] {
            let (r, p, f) = ratio.scores();
            writeln!(
                out,
                "  {name:7} recall {:.1} precision {:.1} F1 {:.1}",
                100.0 * r,
                100.0 * p,
                100.0 * f
            )?;
        }
        writeln!(out, "  CoNLL F1 {:.1}", 100.0 * sums.conll())?;
    }
    Ok(())
}

/// Gold and found chains with one number a mention, and how many mentions both have.
fn number(document: &Document, found: &[Vec<Span>]) -> (Chains, Chains, usize) {
    let all: Vec<Span> = document.chains.iter().flatten().copied().collect();
    let starts = document.chains.iter().scan(0, |next, chain| {
        *next += chain.len();
        Some(*next - chain.len())
    });
    let gold =
        document.chains.iter().zip(starts).map(|(c, start)| (start..start + c.len()).collect()).collect();
    let mut next = all.len();
    let mut taken = vec![false; all.len()];
    let mut of: Vec<Vec<usize>> = found.iter().map(|c| vec![usize::MAX; c.len()]).collect();
    let mut same = 0;
    for exactly in [true, false] {
        for (i, chain) in found.iter().enumerate() {
            for (j, span) in
                chain.iter().enumerate().filter(|(j, _)| of[i][*j] == usize::MAX).collect::<Vec<_>>()
            {
                let fits = |g: &Span| {
                    if exactly {
                        g == span
                    } else {
                        g.overlaps(*span) && (g.start == span.start || g.end == span.end)
                    }
                };
                let best =
                    (0..all.len()).filter(|g| !taken[*g] && fits(&all[*g])).min_by_key(|g| all[*g].len());
                if let Some(g) = best {
                    taken[g] = true;
                    of[i][j] = g;
                    same += 1;
                }
            }
        }
    }
    for id in of.iter_mut().flatten().filter(|id| **id == usize::MAX) {
        *id = next;
        next += 1;
    }
    (gold, of, same)
}

/// Prints the chains of a document, gold and found.
fn show(
    out: &mut impl Write,
    document: &Document,
    article: &Article,
    found: &[Vec<Span>],
) -> std::io::Result<()> {
    for (what, chains, text) in
        [("gold", &document.chains[..], &document.text), ("found", found, &article.text)]
    {
        for chain in chains {
            let words: Vec<&str> = chain.iter().map(|s| &text[s.start..s.end]).collect();
            writeln!(out, "{}\t{what}\t{}", document.name, words.join(" | "))?;
        }
    }
    Ok(())
}
