//! Where the IRIs of a graph begin when it leaves simpul, and when it is asked from outside.
//!
//! Inside all IRIs begin with [`iri::BASE`]. A publisher whose own address they are to have gives a [`Base`]: exports,
//! pushes, queries and answers then have it in the place of [`iri::BASE`], and nothing else changes. A store knows
//! no base, so that stores of two publishers can be merged.

use std::borrow::Cow;

use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use simpul_fact::iri;

use crate::{Answers, Cell, PREFIXES, StoreError};

/// What the IRIs of a graph begin with: an absolute IRI of `http` or `https` that ends with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Default for Base {
    /// [`iri::BASE`].
    fn default() -> Self {
        Base(iri::BASE.to_owned())
    }
}

impl Base {
    /// Checks a base: `https://news.example/graph/`. What is the beginning of another vocabulary's IRIs, or begins
    /// with it, is refused, since its terms would be taken for things of the graph.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let refused = |why: &str| Err(StoreError::Refused(format!("base {text:?}: {why}")));
        if let Err(e) = NamedNode::new(text) {
            return refused(&format!("no IRI: {e}"));
        }
        let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
            return refused("give one that begins with https:// or http://");
        };
        if !rest.ends_with('/') || rest.starts_with('/') || rest.contains(['?', '#']) {
            return refused("give one with a host that ends with / and has no ? or #");
        }
        let foreign = PREFIXES.iter().filter(|p| !p.1.starts_with(iri::BASE));
        let taken = |namespace: &str| namespace.starts_with(text) || text.starts_with(namespace);
        if let Some((prefix, _)) = foreign.into_iter().find(|p| taken(p.1)) {
            return refused(&format!("the vocabulary {prefix}: has its IRIs there"));
        }
        Ok(Base(text.to_owned()))
    }

    /// The base as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An IRI of the graph as it is outside.
    pub fn outward<'a>(&self, iri: &'a str) -> Cow<'a, str> {
        replaced(iri, iri::BASE, &self.0)
    }

    /// The IRIs of a query or a value (`<https://news.example/graph/ent/x>`), as they are inside. Only what stands in
    /// angle brackets outside of strings and comments is changed.
    pub fn sparql_inward(&self, text: &str) -> String {
        iris_replaced(text, &self.0, iri::BASE)
    }

    /// The IRIs of a query as they are outside.
    pub fn sparql_outward(&self, text: &str) -> String {
        iris_replaced(text, iri::BASE, &self.0)
    }

    /// Rows with the IRIs that they have outside; what is shown to people, such as `ent:x`, stays. A graph gets them
    /// when it is written ([`crate::Graph::write_at`]).
    pub fn rows_outward(&self, mut answers: Answers) -> Answers {
        if let Answers::Table(table) = &mut answers {
            for cell in table.rows.iter_mut().flatten().flatten() {
                let display = std::mem::take(&mut cell.display);
                *cell = Cell { display, ..Cell::new(term(&cell.term, iri::BASE, &self.0)) };
            }
        }
        answers
    }

    /// The answers of a server with the IRIs that they have inside.
    pub fn answers_inward(&self, answers: Answers) -> Answers {
        match answers {
            Answers::Table(mut table) => {
                for cell in table.rows.iter_mut().flatten().flatten() {
                    *cell = Cell::new(term(&cell.term, &self.0, iri::BASE));
                }
                Answers::Table(table)
            }
            Answers::Graph(mut graph) => {
                graph.triples = graph.triples.iter().map(|q| quad(q, &self.0, iri::BASE)).collect();
                Answers::Graph(graph)
            }
            other => other,
        }
    }

    /// A quad as it is outside.
    pub(crate) fn quad(&self, inside: &Quad) -> Quad {
        quad(inside, iri::BASE, &self.0)
    }

    /// The namespaces of [`PREFIXES`] as they are outside.
    pub(crate) fn prefixes(&self) -> impl Iterator<Item = (&'static str, Cow<'static, str>)> {
        PREFIXES.iter().map(|(prefix, namespace)| (*prefix, self.outward(namespace)))
    }
}

fn replaced<'a>(text: &'a str, from: &str, to: &str) -> Cow<'a, str> {
    match text.strip_prefix(from) {
        Some(rest) if from != to => Cow::Owned(format!("{to}{rest}")),
        _ => Cow::Borrowed(text),
    }
}

fn node(node: &NamedNode, from: &str, to: &str) -> NamedNode {
    // A checked base before what an IRI of the graph ends with is an IRI.
    NamedNode::new_unchecked(replaced(node.as_str(), from, to))
}

fn subject(subject: &NamedOrBlankNode, from: &str, to: &str) -> NamedOrBlankNode {
    match subject {
        NamedOrBlankNode::NamedNode(named) => node(named, from, to).into(),
        blank => blank.clone(),
    }
}

fn term(inside: &Term, from: &str, to: &str) -> Term {
    match inside {
        Term::NamedNode(named) => node(named, from, to).into(),
        Term::Literal(literal) if literal.datatype().as_str().starts_with(from) => {
            let datatype = node(&literal.datatype().into_owned(), from, to);
            Literal::new_typed_literal(literal.value(), datatype).into()
        }
        Term::Triple(triple) => Triple::new(
            subject(&triple.subject, from, to),
            node(&triple.predicate, from, to),
            term(&triple.object, from, to),
        )
        .into(),
        other => other.clone(),
    }
}

fn quad(inside: &Quad, from: &str, to: &str) -> Quad {
    let graph = match &inside.graph_name {
        GraphName::NamedNode(named) => node(named, from, to).into(),
        other => other.clone(),
    };
    Quad::new(
        subject(&inside.subject, from, to),
        node(&inside.predicate, from, to),
        term(&inside.object, from, to),
        graph,
    )
}

/// SPARQL or Turtle with other beginnings of the IRIs in angle brackets.
fn iris_replaced(text: &str, from: &str, to: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '#' => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            '"' | '\'' => string_len(rest, c),
            // An IRI is passed whole: it may hold `#`, which would begin a comment elsewhere.
            '<' => {
                let end = rest.find(['>', ' ', '\n', '"', '{']).filter(|i| rest[*i..].starts_with('>'));
                if let Some(end) = end {
                    out.push('<');
                    out.push_str(&replaced(&rest[1..end], from, to));
                    rest = &rest[end..];
                    continue;
                }
                1
            }
            c => c.len_utf8(),
        };
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out
}

/// Length in bytes of the string in one or three quotes that the text begins with.
fn string_len(text: &str, quote: char) -> usize {
    let three = String::from(quote).repeat(3);
    let end = if text.starts_with(&three) { three } else { quote.to_string() };
    let mut at = end.len();
    while let Some(c) = text[at..].chars().next() {
        if text[at..].starts_with(&end) {
            return at + end.len();
        }
        at += c.len_utf8();
        if c == '\\' {
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_are_checked() {
        let cases = [
            ("https://news.example/graph/", ""),
            ("http://localhost:8080/", ""),
            ("https://simpul.example/", ""),
            ("https://news.example/graph", "ends with /"),
            ("https://news.example/graph#/x?y/", "no ? or #"),
            ("https:///x/", "a host"),
            ("urn:x:", "https://"),
            ("news/", "no IRI"),
            ("https://news.example/a b/", "no IRI"),
            ("https://news.example/>/", "no IRI"),
            ("https://schema.org/", "schema:"),
            ("https://schema.org/x/", "schema:"),
            ("http://www.w3.org/", "rdf:"),
        ];
        for (text, why) in cases {
            match Base::parse(text) {
                Ok(base) => assert_eq!((base.as_str(), why), (text, "")),
                Err(e) => assert!(!why.is_empty() && e.to_string().contains(why), "{text}: {e}"),
            }
        }
    }

    #[test]
    fn only_iris_of_a_query_change() {
        let base = Base::parse("https://a.example/g/").unwrap();
        let cases = [
            ("{ <https://simpul.example/ent/x> ?p ?o }", "{ <https://a.example/g/ent/x> ?p ?o }"),
            ("FILTER(?a <?b && ?c > 1)", "FILTER(?a <?b && ?c > 1)"),
            ("PREFIX e: <https://simpul.example/ns#> # <https://simpul.example/>\n", ""),
            ("\"<https://simpul.example/x>\" '\\'<https://simpul.example/x>'", ""),
            ("\"\"\"a\" <https://simpul.example/x>\"\"\"", ""),
            ("<https://schema.org/name> \"é", "<https://schema.org/name> \"é"),
        ];
        for (inside, outside) in cases {
            let outside = match outside {
                "" => inside.replacen("e: <https://simpul.example/", "e: <https://a.example/g/", 1),
                outside => outside.to_owned(),
            };
            assert_eq!(base.sparql_outward(inside), outside);
            assert_eq!(base.sparql_inward(&outside), inside);
        }
    }
}
