//! Shapes (SHACL) over the graph: as much of the W3C Recommendation of 2017 as `seeds/shapes.ttl` uses. What is not
//! known is refused, so that no shape is passed over in silence.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use regex::Regex;

use super::value::{Constraint, Kinds};
use super::{Finding, Severity};
use crate::prefix::{PREFIXES, compact};
use crate::{StoreError, rdf as graph};

const SH: &str = "http://www.w3.org/ns/shacl#";

/// Parsed shapes.
#[derive(Debug, Default)]
pub(super) struct Shapes(Vec<Shape>);

#[derive(Debug, Default)]
struct Shape {
    targets: Vec<Target>,
    /// What the focus node itself must be.
    node: Constraint,
    properties: Vec<Property>,
    queries: Vec<Query>,
}

#[derive(Debug)]
enum Target {
    Class(NamedNode),
    SubjectsOf(NamedNode),
    ObjectsOf(NamedNode),
}

#[derive(Debug)]
struct Property {
    path: NamedNode,
    /// The path leads from object to subject.
    inverse: bool,
    at_least: usize,
    at_most: usize,
    classes: Vec<NamedNode>,
    unique_lang: bool,
    value: Constraint,
    report: Report,
}

#[derive(Debug)]
struct Query {
    select: String,
    report: Report,
}

/// What to say, and how loud.
#[derive(Clone, Debug)]
struct Report {
    severity: Severity,
    message: String,
}

/// The triples of the shapes, by subject, and where an error is in them.
struct Source(BTreeMap<String, Vec<(String, Term)>>);

fn refused(what: impl std::fmt::Display) -> StoreError {
    StoreError::Ontology(format!("shapes: {what}"))
}

impl Shapes {
    pub(super) fn parse(turtle: &str) -> Result<Shapes, StoreError> {
        let mut source = Source(BTreeMap::new());
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle) {
            let Quad { subject, predicate, object, .. } = quad.map_err(refused)?;
            source.0.entry(subject.to_string()).or_default().push((predicate.into_string(), object));
        }
        let is_shape = |facts: &[(String, Term)]| {
            let node_shape = format!("<{SH}NodeShape>");
            facts.iter().any(|(p, o)| p == rdf::TYPE.as_str() && o.to_string() == node_shape)
        };
        let shapes = source.0.iter().filter(|(_, facts)| is_shape(facts));
        shapes.map(|(_, facts)| source.shape(facts)).collect::<Result<_, _>>().map(Shapes)
    }

    /// Holds the graph, of all its named graphs together, against the shapes.
    pub(super) fn check(&self, store: &Store) -> Result<Vec<Finding>, StoreError> {
        let mut findings = Vec::new();
        let data = Data(store);
        for shape in &self.0 {
            let focus = data.focus(&shape.targets)?;
            for node in focus.iter().filter(|node| !shape.node.holds(node)) {
                findings.push(finding(node, &violation("is of another kind of node"), None));
            }
            for property in &shape.properties {
                let classes =
                    property.classes.iter().map(|c| data.below(c)).collect::<Result<Vec<_>, _>>()?;
                for node in &focus {
                    property.check(&data, node, &classes, &mut findings)?;
                }
            }
            for query in &shape.queries {
                findings.extend(data.select(query, &focus)?);
            }
        }
        Ok(findings)
    }
}

fn violation(message: &str) -> Report {
    Report { severity: Severity::Violation, message: message.to_owned() }
}

fn finding(node: &Term, report: &Report, value: Option<&Term>) -> Finding {
    let value = value.map_or(String::new(), |v| format!(": {}", shown(v)));
    Finding { severity: report.severity, place: shown(node), what: format!("{}{value}", report.message) }
}

fn shown(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => compact(iri.as_str()),
        other => other.to_string(),
    }
}

impl Property {
    /// Holds one node against the property; `classes` are those of [`Property::classes`], each with all below it.
    fn check(
        &self,
        data: &Data<'_>,
        node: &Term,
        classes: &[Vec<Term>],
        findings: &mut Vec<Finding>,
    ) -> Result<(), StoreError> {
        let values = data.values(node, self.path.as_ref(), self.inverse)?;
        if values.len() < self.at_least || values.len() > self.at_most {
            let n = values.len();
            let what = format!("{} (found {n} of {})", self.report.message, compact(self.path.as_str()));
            findings.push(finding(node, &Report { message: what, ..self.report.clone() }, None));
        }
        let mut languages = BTreeSet::new();
        for value in &values {
            let mut fits = self.value.holds(value);
            for class in classes {
                fits = fits && data.is_a(value, class)?;
            }
            if let (true, Term::Literal(literal)) = (self.unique_lang, value) {
                fits = fits && literal.language().is_none_or(|tag| languages.insert(tag.to_lowercase()));
            }
            if !fits {
                findings.push(finding(node, &self.report, Some(value)));
            }
        }
        Ok(())
    }
}

/// The graph that is checked.
struct Data<'a>(&'a Store);

impl Data<'_> {
    /// The objects, or with `inverse` the subjects, that a property leads to from a node; each once, sorted.
    fn values(&self, node: &Term, path: NamedNodeRef<'_>, inverse: bool) -> Result<Vec<Term>, StoreError> {
        let subject = match node {
            Term::NamedNode(iri) => Some(NamedOrBlankNode::from(iri.clone())),
            Term::BlankNode(blank) => Some(blank.clone().into()),
            _ => None,
        };
        let quads = match (inverse, &subject) {
            (true, _) => self.0.quads_for_pattern(None, Some(path), Some(node.as_ref()), None),
            (false, Some(subject)) => {
                self.0.quads_for_pattern(Some(subject.as_ref()), Some(path), None, None)
            }
            (false, None) => return Ok(Vec::new()),
        };
        let mut values = Vec::new();
        for quad in quads {
            let quad = quad.map_err(|e| StoreError::Evaluation(e.to_string()))?;
            values.push(if inverse { quad.subject.into() } else { quad.object });
        }
        values.sort_by(graph::compare_terms);
        values.dedup();
        Ok(values)
    }

    /// True where a node is of one of the classes.
    fn is_a(&self, node: &Term, classes: &[Term]) -> Result<bool, StoreError> {
        Ok(self.values(node, rdf::TYPE, false)?.iter().any(|t| classes.contains(t)))
    }

    /// A class and all classes below it.
    fn below(&self, class: &NamedNode) -> Result<Vec<Term>, StoreError> {
        let mut classes = vec![Term::from(class.clone())];
        let mut next = 0;
        while let Some(class) = classes.get(next).cloned() {
            for below in self.values(&class, rdfs::SUB_CLASS_OF, true)? {
                if !classes.contains(&below) {
                    classes.push(below);
                }
            }
            next += 1;
        }
        Ok(classes)
    }

    fn focus(&self, targets: &[Target]) -> Result<Vec<Term>, StoreError> {
        let mut nodes = Vec::new();
        for target in targets {
            match target {
                Target::Class(class) => {
                    for class in self.below(class)? {
                        nodes.extend(self.values(&class, rdf::TYPE, true)?);
                    }
                }
                Target::SubjectsOf(path) | Target::ObjectsOf(path) => {
                    let objects = matches!(target, Target::ObjectsOf(_));
                    for quad in self.0.quads_for_pattern(None, Some(path.as_ref()), None, None) {
                        let quad = quad.map_err(|e| StoreError::Evaluation(e.to_string()))?;
                        nodes.push(if objects { quad.object } else { quad.subject.into() });
                    }
                }
            }
        }
        nodes.sort_by(graph::compare_terms);
        nodes.dedup();
        Ok(nodes)
    }

    /// The rows of a query whose `$this` is in focus. It is asked once, not once for each node.
    fn select(&self, query: &Query, focus: &[Term]) -> Result<Vec<Finding>, StoreError> {
        let mut evaluator = SparqlEvaluator::new();
        for (prefix, iri) in PREFIXES {
            evaluator = evaluator.with_prefix(prefix, iri).map_err(refused)?;
        }
        let mut parsed = evaluator.parse_query(&query.select).map_err(refused)?;
        parsed.dataset_mut().set_default_graph_as_union();
        let QueryResults::Solutions(rows) = parsed.on_store(self.0).execute().map_err(refused)? else {
            return Err(refused("sh:select is not a SELECT"));
        };
        let mut findings = Vec::new();
        for row in rows {
            let row = row.map_err(refused)?;
            let Some(this) = row.get("this") else { continue };
            if focus.binary_search_by(|n| graph::compare_terms(n, this)).is_ok() {
                findings.push(finding(this, &query.report, row.get("value")));
            }
        }
        Ok(findings)
    }
}

impl Source {
    fn facts(&self, node: &Term) -> Result<&[(String, Term)], StoreError> {
        self.0
            .get(&node.to_string())
            .map(Vec::as_slice)
            .ok_or_else(|| refused(format!("{node} has no triples")))
    }

    fn shape(&self, facts: &[(String, Term)]) -> Result<Shape, StoreError> {
        let mut shape = Shape::default();
        for (predicate, object) in facts {
            match predicate.strip_prefix(SH) {
                Some("targetClass") => shape.targets.push(Target::Class(iri(object)?)),
                Some("targetSubjectsOf") => shape.targets.push(Target::SubjectsOf(iri(object)?)),
                Some("targetObjectsOf") => shape.targets.push(Target::ObjectsOf(iri(object)?)),
                Some("property") => shape.properties.push(self.property(self.facts(object)?)?),
                Some("sparql") => shape.queries.push(self.query(self.facts(object)?)?),
                Some(name) if self.constrain(&mut shape.node, name, object)? => {}
                Some(name) => return Err(refused(format!("sh:{name} of a node is not known here"))),
                None => {}
            }
        }
        Ok(shape)
    }

    fn property(&self, facts: &[(String, Term)]) -> Result<Property, StoreError> {
        let mut property = Property {
            path: rdf::TYPE.into_owned(),
            inverse: false,
            at_least: 0,
            at_most: usize::MAX,
            classes: Vec::new(),
            unique_lang: false,
            value: Constraint::default(),
            report: self.report(facts)?,
        };
        for (predicate, object) in facts {
            match predicate.strip_prefix(SH) {
                Some("path") => {
                    let inverse = format!("{SH}inversePath");
                    let back = match object {
                        Term::BlankNode(_) => self.facts(object)?.iter().find(|f| f.0 == inverse),
                        _ => None,
                    };
                    property.inverse = back.is_some();
                    property.path = iri(back.map_or(object, |f| &f.1))?;
                }
                Some("minCount") => property.at_least = number(object)? as usize,
                Some("maxCount") => property.at_most = number(object)? as usize,
                Some("class") => property.classes.push(iri(object)?),
                Some("uniqueLang") => property.unique_lang = text(object) == "true",
                Some("message" | "severity") => {}
                Some(name) if self.constrain(&mut property.value, name, object)? => {}
                Some(name) => return Err(refused(format!("sh:{name} of a property is not known here"))),
                None => {}
            }
        }
        Ok(property)
    }

    /// Adds one constraint on values; false where there is none of that name.
    fn constrain(&self, value: &mut Constraint, name: &str, object: &Term) -> Result<bool, StoreError> {
        match name {
            "nodeKind" => {
                let kinds = iri(object)?.as_str().strip_prefix(SH).and_then(Kinds::from_name);
                value.kinds = Some(kinds.ok_or_else(|| refused(format!("{object} is no kind of node")))?);
            }
            "datatype" => value.datatypes.push(iri(object)?),
            "in" => value.among = self.list(object)?,
            "minInclusive" => value.at_least = Some(number(object)?),
            "maxInclusive" => value.at_most = Some(number(object)?),
            "pattern" => value.pattern = Some(Regex::new(text(object)).map_err(refused)?),
            "or" => {
                for member in self.list(object)? {
                    match self.facts(&member)? {
                        [(p, datatype)] if p.strip_prefix(SH) == Some("datatype") => {
                            value.datatypes.push(iri(datatype)?);
                        }
                        _ => return Err(refused("sh:or is known of sh:datatype only")),
                    }
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn query(&self, facts: &[(String, Term)]) -> Result<Query, StoreError> {
        let select = facts.iter().find(|f| f.0.strip_prefix(SH) == Some("select"));
        let (_, select) = select.ok_or_else(|| refused("sh:sparql without sh:select"))?;
        Ok(Query { select: text(select).to_owned(), report: self.report(facts)? })
    }

    fn report(&self, facts: &[(String, Term)]) -> Result<Report, StoreError> {
        let find = |name: &str| facts.iter().find(|f| f.0.strip_prefix(SH) == Some(name)).map(|f| &f.1);
        let message = find("message").ok_or_else(|| refused("a constraint without sh:message"))?;
        let severity = match find("severity").map(iri).transpose()?.as_ref().map(NamedNode::as_str) {
            None => Severity::Violation,
            Some(severity) if severity.strip_prefix(SH) == Some("Violation") => Severity::Violation,
            Some(_) => Severity::Warning,
        };
        Ok(Report { severity, message: text(message).to_owned() })
    }

    fn list(&self, head: &Term) -> Result<Vec<Term>, StoreError> {
        let (mut members, mut head) = (Vec::new(), head.clone());
        while head.to_string() != rdf::NIL.to_string() {
            let facts = self.facts(&head)?;
            let find = |p: NamedNodeRef<'_>| facts.iter().find(|f| f.0 == p.as_str()).map(|f| f.1.clone());
            let (Some(first), Some(rest)) = (find(rdf::FIRST), find(rdf::REST)) else {
                return Err(refused("a list without end"));
            };
            members.push(first);
            if members.len() > self.0.len() {
                return Err(refused("a list that leads back into itself"));
            }
            head = rest;
        }
        Ok(members)
    }
}

fn iri(term: &Term) -> Result<NamedNode, StoreError> {
    match term {
        Term::NamedNode(iri) => Ok(iri.clone()),
        other => Err(refused(format!("{other} is no IRI"))),
    }
}

fn number(term: &Term) -> Result<f64, StoreError> {
    text(term).parse().map_err(|_| refused(format!("{term} is no number")))
}

fn text(term: &Term) -> &str {
    match term {
        Term::Literal(literal) => literal.value(),
        _ => "",
    }
}
