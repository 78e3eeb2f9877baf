//! The constraints of SHACL that look at one value.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{NamedNode, Term};
use regex::Regex;

/// What a value must be.
#[derive(Debug, Default)]
pub(super) struct Constraint {
    pub(super) kinds: Option<Kinds>,
    /// One of these datatypes; none means any.
    pub(super) datatypes: Vec<NamedNode>,
    /// One of these terms; none means any.
    pub(super) among: Vec<Term>,
    pub(super) at_least: Option<f64>,
    pub(super) at_most: Option<f64>,
    pub(super) pattern: Option<Regex>,
}

/// The kinds of node that `sh:nodeKind` allows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kinds {
    iri: bool,
    blank: bool,
    literal: bool,
}

impl Kinds {
    /// By the local name in the namespace of SHACL: `IRIOrLiteral`.
    pub(super) fn from_name(name: &str) -> Option<Kinds> {
        let parts: Vec<&str> = name.split("Or").collect();
        let known = parts.iter().all(|p| ["IRI", "BlankNode", "Literal"].contains(p));
        let has = |part| parts.contains(&part);
        known.then(|| Kinds { iri: has("IRI"), blank: has("BlankNode"), literal: has("Literal") })
    }
}

impl Constraint {
    pub(super) fn holds(&self, value: &Term) -> bool {
        let kind = self.kinds.is_none_or(|kinds| {
            kinds.iri && value.is_named_node()
                || kinds.blank && value.is_blank_node()
                || kinds.literal && value.is_literal()
        });
        let literal = match value {
            Term::Literal(literal) => Some(literal),
            _ => None,
        };
        let datatype = self.datatypes.is_empty()
            || literal
                .is_some_and(|l| self.datatypes.iter().any(|d| d.as_ref() == l.datatype()) && well_formed(l));
        let number = || literal.and_then(|l| l.value().parse::<f64>().ok());
        let low = self.at_least.is_none_or(|low| number().is_some_and(|n| n >= low));
        let high = self.at_most.is_none_or(|high| number().is_some_and(|n| n <= high));
        let text = match value {
            Term::NamedNode(iri) => Some(iri.as_str()),
            Term::Literal(literal) => Some(literal.value()),
            _ => None,
        };
        let pattern = self.pattern.as_ref().is_none_or(|p| text.is_some_and(|t| p.is_match(t)));
        kind && datatype && low && high && pattern && (self.among.is_empty() || self.among.contains(value))
    }
}

/// False for a literal whose text is not of its datatype, for the datatypes that the graph uses.
fn well_formed(literal: &oxigraph::model::Literal) -> bool {
    let text = literal.value();
    let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let date =
        |n: usize| parts.len() == n && parts.iter().zip([4, 2, 2]).all(|(part, length)| digits(part, length));
    match literal.datatype() {
        d if d == xsd::INTEGER => text.parse::<i64>().is_ok(),
        d if d == xsd::DECIMAL => text.parse::<f64>().is_ok() && !text.contains(['e', 'E', 'n', 'N']),
        d if d == xsd::DATE => date(3),
        d if d == xsd::G_YEAR_MONTH => date(2),
        d if d == xsd::G_YEAR => date(1),
        _ => true,
    }
}
