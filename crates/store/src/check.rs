//! Holds a store against what must be true of it: its files, its graph, its quotes.

mod shapes;
mod value;

use std::fmt;
use std::path::Path;

use simpul_fact::{Extraction, Quote, Statement, iri};

use crate::folder::Folder;
use crate::{Store, StoreError};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It must not be.
    Violation,
    /// It may be, and is worth a look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(["violation", "warning"][*self as usize])
    }
}

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Where: a file of the store, an article, or a node of the graph as `st:3f2a…`.
    pub place: String,
    /// What is wrong, in one line.
    pub what: String,
}

impl Finding {
    fn violation(place: impl Into<String>, what: impl Into<String>) -> Finding {
        Finding { severity: Severity::Violation, place: place.into(), what: what.into() }
    }
}

impl Store {
    /// Reads every file of the store in that folder and says which are damaged, left over, or not the store's: what
    /// [`Store::open_read_only`] would fail at, and all of it at once. Nothing is changed.
    pub fn check_folder(dir: &Path) -> Result<Vec<Finding>, StoreError> {
        let mut findings: Vec<Finding> = Vec::new();
        for (file, what) in Folder::open_read_only(dir)?.faults()? {
            findings.push(Finding::violation(file.display().to_string(), what));
        }
        Ok(findings)
    }

    /// Holds the graph against SHACL shapes in Turtle, and every quote against the sentence that it stands in. The
    /// part of SHACL that is known is described at the head of `seeds/shapes.ttl`; anything else in the shapes is an
    /// error ([`StoreError::Ontology`]). The findings are sorted.
    pub fn check(&self, shapes: &str) -> Result<Vec<Finding>, StoreError> {
        let mut findings = shapes::Shapes::parse(shapes)?.check(self.graph()?)?;
        for extraction in self.extractions() {
            check_quotes(extraction, &mut findings);
        }
        findings.sort();
        findings.dedup();
        Ok(findings)
    }
}

/// Holds what was read from an article against its text, byte for byte and code point for code point.
pub fn check_text(extraction: &Extraction, text: &str) -> Vec<Finding> {
    let id = &extraction.source.id;
    if iri::sha256(text) != extraction.source.digest {
        let what = "the text is not the one that was read; build it again";
        return vec![Finding::violation(id, what)];
    }
    let mut findings = Vec::new();
    for statement in &extraction.statements {
        for (quote, what) in quotes(statement) {
            if text.get(quote.start..quote.end) != Some(quote.text.as_str()) {
                let what = format!("{what} of st:{}: the text has other words there", statement.id());
                findings.push(Finding::violation(id, what));
            } else if text[..quote.start].chars().count() != quote.char_start {
                let what = format!("{what} of st:{}: begins at another code point", statement.id());
                findings.push(Finding::violation(id, what));
            }
        }
    }
    findings
}

/// Every quote of a statement, with what it is.
fn quotes(statement: &Statement) -> impl Iterator<Item = (&Quote, &'static str)> {
    statement.evidence.iter().flat_map(|e| {
        [(&e.sentence, "sentence"), (&e.subject, "subject"), (&e.trigger, "trigger"), (&e.object, "object")]
    })
}

/// What can be said without the article's text: quotes are as long as their place, and those inside the sentence are
/// pieces of it. (A subject may stand in an earlier sentence, an object in a title.)
fn check_quotes(extraction: &Extraction, findings: &mut Vec<Finding>) {
    for statement in &extraction.statements {
        let mut fault = |what: &str, why: &str| {
            let what = format!("{what} of st:{}: {why}", statement.id());
            findings.push(Finding::violation(&extraction.source.id, what));
        };
        for (quote, what) in quotes(statement) {
            let long = quote.text.len() == quote.end.wrapping_sub(quote.start)
                && quote.text.chars().count() == quote.char_end.wrapping_sub(quote.char_start);
            if !long {
                fault(what, "the words are not as long as their place");
            }
        }
        for evidence in &statement.evidence {
            let whole = &evidence.sentence;
            for (part, what) in
                [(&evidence.subject, "subject"), (&evidence.trigger, "trigger"), (&evidence.object, "object")]
            {
                if part.start < whole.start || part.end > whole.end {
                    continue;
                }
                let from = part.start - whole.start;
                if whole.text.get(from..from + part.text.len()) != Some(part.text.as_str()) {
                    fault(what, "the sentence has other words there");
                }
            }
        }
    }
}
