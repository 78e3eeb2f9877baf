//! Each step of the chain left out, and each added to those before it: what it is worth.

use std::io::Write;

use simpul_extractor::{Knowledge, Step, Steps, references_by};
use simpul_text::{Analysis, Article, Span};

use crate::gold::Document;
use crate::metrics::Sums;
use crate::number;

/// A document read once, to be asked many times.
pub(crate) struct Read {
    pub(crate) document: Document,
    pub(crate) article: Article,
    pub(crate) analysis: Analysis,
}

/// What becomes of the mentions that a step alone finds.
#[derive(Debug, Default)]
struct Found {
    /// In a gold chain with another mention of the chain found.
    right: usize,
    /// In another gold chain.
    wrong: usize,
    /// No mention of the gold.
    unmarked: usize,
}

/// Counts the mentions that are only found with a step; prints the wrong ones where `COREF_SHOW` is set.
fn alone(all: &[Read], knowledge: &Knowledge, step: Step) -> Found {
    let mut count = Found::default();
    let show = std::env::var("COREF_SHOW").is_ok();
    for Read { document, article, analysis } in all {
        let with = references_by(article, analysis, knowledge, Steps::ALL);
        let without = references_by(article, analysis, knowledge, Steps::ALL.without(step));
        let before: Vec<Span> = without.concat();
        let fits = |a: Span, b: Span| a.overlaps(b) && (a.start == b.start || a.end == b.end);
        let gold = |span: Span| document.chains.iter().position(|c| c.iter().any(|g| fits(*g, span)));
        for chain in &with {
            for span in chain.iter().filter(|s| !before.contains(s)) {
                let of = gold(*span);
                let same = |other: &&Span| *other != span && gold(**other) == of;
                let right = chain.iter().any(|o| same(&o));
                let place = match of {
                    None => &mut count.unmarked,
                    Some(_) if right => &mut count.right,
                    Some(_) => &mut count.wrong,
                };
                *place += 1;
                if show && !right {
                    let text = |s: &Span| &article.text[s.start..s.end];
                    let others: Vec<&str> = chain.iter().map(text).take(4).collect();
                    let from = article.text[..span.start].char_indices().rev().nth(70).map_or(0, |c| c.0);
                    let mark = if of.is_some() { "wrong" } else { "unmarked" };
                    let around = format!("{}[[{}]]", &article.text[from..span.start], text(span));
                    let after: String = article.text[span.end..].chars().take(30).collect();
                    let around = (around + &after).replace('\n', " ");
                    let line = format!("{}\t{mark}\t{around}\t{}", step.name(), others.join(" | "));
                    // Nobody is left to be told when stderr is closed.
                    let _ = writeln!(std::io::stderr().lock(), "{line}");
                }
            }
        }
    }
    count
}

/// Writes a table for a set: CoNLL F1, recall and precision of MUC with all steps, without each, and with each added to
/// those before it; and what becomes of the mentions that it alone finds.
pub(crate) fn table(
    out: &mut impl Write,
    set: &str,
    all: &[Read],
    knowledge: &Knowledge,
) -> std::io::Result<()> {
    let measure = |steps: Steps| {
        let mut sums = Sums::default();
        for Read { document, article, analysis } in all {
            let found = references_by(article, analysis, knowledge, steps);
            let (gold, numbered, _) = number(document, &found);
            sums.add(&gold, &numbered);
        }
        let (_, precision, _) = sums.muc.scores();
        (100.0 * sums.conll(), 100.0 * precision, 100.0 * sums.muc.scores().0)
    };
    let row = |(f1, precision, recall): (f64, f64, f64)| format!("{f1:.1} | {recall:.1} | {precision:.1}");
    writeln!(
        out,
        "{set}: step | without it: CoNLL F1 | MUC recall | MUC precision | up to it: the same three"
    )?;
    writeln!(out, "all | {} |", row(measure(Steps::ALL)))?;
    let mut added = Steps::NONE;
    writeln!(out, "same name only | | | | {}", row(measure(added)))?;
    for step in Step::ALL {
        added = added.with(step);
        let without = row(measure(Steps::ALL.without(step)));
        let Found { right, wrong, unmarked } = alone(all, knowledge, step);
        let up_to = row(measure(added));
        writeln!(out, "{} | {without} | {up_to} | {right} | {wrong} | {unmarked}", step.name())?;
    }
    out.flush()
}
