//! A query of SPARQL 1.1 that was looked at and parsed, and whose variables may have been given values.

use std::fmt;

use oxigraph::model::{Literal, NamedNode, Term, Variable};
use spargebra::{Query, SparqlParser};

use crate::{PREFIXES, StoreError, guard, prefix, substitute};

/// A query that only reads, safe to plan, with its values in place.
///
/// It prints as SPARQL that stands for itself: what was bound is a term of the printed query, escaped as the grammar
/// asks, never a piece of text that was pasted into it.
#[derive(Clone, Debug)]
pub struct Sparql {
    pub(crate) query: Query,
    /// True where the rows have an order of their own.
    pub(crate) sorted: bool,
    /// The query as it was written; `None` once a variable has a value.
    text: Option<String>,
}

/// A value for a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A plain text, such as a name.
    Text(String),
    /// An IRI, in full.
    Iri(String),
    /// A whole number (`xsd:integer`).
    Integer(i64),
}

impl Value {
    /// Reads a value as people write it: `<https://…>` and `ent:north-korea` (with a prefix of [`PREFIXES`]) are
    /// IRIs, all else is text.
    pub fn parse(text: &str) -> Self {
        let bracketed = text.strip_prefix('<').and_then(|t| t.strip_suffix('>')).map(str::to_owned);
        let prefixed = || if text.contains(char::is_whitespace) { None } else { prefix::expand(text) };
        match bracketed.or_else(prefixed) {
            Some(iri) => Value::Iri(iri),
            None => Value::Text(text.to_owned()),
        }
    }

    fn term(&self) -> Result<Term, StoreError> {
        match self {
            Value::Text(text) => Ok(Literal::new_simple_literal(text).into()),
            Value::Integer(number) => Ok(Literal::from(*number).into()),
            Value::Iri(iri) => match NamedNode::new(iri) {
                Ok(node) => Ok(node.into()),
                Err(e) => Err(StoreError::Refused(format!("{iri:?} is no IRI: {e}"))),
            },
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => f.write_str(text),
            Value::Iri(iri) => f.write_str(&prefix::compact(iri)),
            Value::Integer(number) => number.fmt(f),
        }
    }
}

impl Sparql {
    /// Reads a query. The prefixes of [`PREFIXES`] are known. Updates, `SERVICE` and whatever else would reach
    /// outside the store are refused, as are queries that are too long or too deeply nested to be planned safely.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let sorted = guard::check(text)?;
        let mut parser = SparqlParser::new();
        for (prefix, iri) in PREFIXES {
            parser = parser.with_prefix(prefix, iri).map_err(|e| StoreError::Evaluation(e.to_string()))?;
        }
        let query = parser.parse_query(text).map_err(|e| guard::syntax_error(text, &e.to_string()))?;
        Ok(Sparql { query, sorted, text: Some(text.to_owned()) })
    }

    /// The same query with that value in all places of the variable; a column of that name shows the value.
    ///
    /// Fails where the query has no such variable or makes its value itself, and where a text would be the subject of
    /// a triple.
    pub fn bind(&self, name: &str, value: &Value) -> Result<Self, StoreError> {
        let name = name.trim_start_matches(['?', '$']);
        let variable = Variable::new(name)
            .map_err(|_| StoreError::Refused(format!("{name:?} is no name of a variable")))?;
        let query = substitute::substitute(&self.query, &variable, &value.term()?)?;
        Ok(Sparql { query, sorted: self.sorted, text: None })
    }

    /// True where the variable occurs in the query.
    pub fn has_variable(&self, name: &str) -> bool {
        self.bind(name, &Value::Iri(PREFIXES[0].1.to_owned())).is_ok()
    }

    /// The same query, to be changed in its algebra.
    pub(crate) fn into_algebra(self) -> Self {
        Sparql { text: None, ..self }
    }

    /// True for `CONSTRUCT` and `DESCRIBE`, which answer with triples.
    pub fn asks_for_graph(&self) -> bool {
        matches!(self.query, Query::Construct { .. } | Query::Describe { .. })
    }
}

impl fmt::Display for Sparql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(text) = &self.text else { return self.query.fmt(f) };
        // A declaration in the text comes later, so that it counts.
        for (prefix, iri) in PREFIXES.iter().filter(|(p, _)| text.contains(&format!("{p}:"))) {
            writeln!(f, "PREFIX {prefix}: <{iri}>")?;
        }
        f.write_str(text)
    }
}
