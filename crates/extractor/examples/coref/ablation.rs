//! Each step of the chain left out, and each added to those before it: what it is worth.

use std::io::Write;

use simpul_extractor::{Knowledge, Step, Steps, references_by};
use simpul_text::{Analysis, Article};

use crate::gold::Document;
use crate::metrics::Sums;
use crate::number;

/// A document read once, to be asked many times.
pub(crate) struct Read {
    pub(crate) document: Document,
    pub(crate) article: Article,
    pub(crate) analysis: Analysis,
}

/// Writes a table for a set: CoNLL F1, precision of links and their number, with all steps, without each, and with each
/// added to those before it.
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
        writeln!(out, "{} | {without} | {}", step.name(), row(measure(added)))?;
    }
    out.flush()
}
