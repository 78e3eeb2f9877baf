//! From the statements of articles to a graph.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::DiGraph;
use simpul_fact::{
    Entity, EntityKind, Evidence, Extraction, Modality, Object, Origin, Quote, Relation, Source, Statement,
};
use simpul_text::{Date, Span};

use crate::graph::{Edge, Graph, Node, Passage};

/// What becomes part of the graph.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The relations: their labels, and which of them are symmetric. A relation not among them goes under its name, as
    /// directed.
    pub relations: Vec<Relation>,
    /// How posts are shown.
    pub positions: Positions,
    /// Statements below this confidence are left out.
    pub min_confidence: f32,
    /// Edges that fewer sources state are left out; copies of one text, and articles that credit one agency, are one source
    /// (see [`simpul_fact::origins`]).
    pub min_sources: usize,
    /// Only these relations; all where there are none.
    pub only: Vec<String>,
    /// Statements dated before this day are left out, and so are those without a date.
    pub since: Option<Date>,
    /// Statements dated after this day are left out, and so are those without a date.
    pub until: Option<Date>,
}

/// How the posts of people (`holdsPosition`) are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Positions {
    /// As a line under the name of the person.
    #[default]
    Line,
    /// As nodes of their own.
    Nodes,
    /// Not at all.
    Hidden,
}

impl Options {
    fn takes(&self, statement: &Statement) -> bool {
        // "2024" begins before and ends after any day of 2024: partial dates compare by what they leave open
        let dated = |keep: &dyn Fn(&Date) -> bool| statement.when.as_ref().is_some_and(keep);
        statement.confidence >= self.min_confidence
            && (self.only.is_empty() || self.only.contains(&statement.relation))
            && self.since.as_ref().is_none_or(|since| dated(&|d| last_day(d) >= first_day(since)))
            && self.until.as_ref().is_none_or(|until| dated(&|d| first_day(d) <= last_day(until)))
    }
}

/// The first day that a date may be.
fn first_day(date: &Date) -> (u16, u8, u8) {
    let (year, month, day) = date.parts();
    (year, month.unwrap_or(1), day.unwrap_or(1))
}

/// The last day that a date may be; 31 where the month is left open or is taken as a whole.
fn last_day(date: &Date) -> (u16, u8, u8) {
    let (year, month, day) = date.parts();
    (year, month.unwrap_or(12), day.unwrap_or(31))
}

/// What tells edges apart: subject, relation, object, modality.
type EdgeKey = (String, String, String, Modality);

/// What the statements of an edge say together.
#[derive(Default)]
struct Record {
    first: Option<Date>,
    last: Option<Date>,
    confidence: f32,
    passages: Vec<Passage>,
    /// Where the texts that state it come from.
    origins: BTreeSet<Origin>,
}

pub(crate) struct Builder<'a> {
    options: &'a Options,
    records: BTreeMap<String, Vec<&'a Entity>>,
    posts: BTreeMap<String, BTreeSet<String>>,
    edges: BTreeMap<EdgeKey, Record>,
    origins: BTreeMap<&'a str, Origin>,
    sources: BTreeMap<String, Source>,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(options: &'a Options, origins: BTreeMap<&'a str, Origin>) -> Self {
        Builder {
            options,
            records: BTreeMap::new(),
            posts: BTreeMap::new(),
            edges: BTreeMap::new(),
            origins,
            sources: BTreeMap::new(),
        }
    }

    pub(crate) fn add(&mut self, extraction: &'a Extraction) {
        self.sources.insert(extraction.source.id.clone(), extraction.source.clone());
        for statement in extraction.statements.iter().filter(|s| self.options.takes(s)) {
            self.add_statement(extraction, statement);
        }
    }

    fn add_statement(&mut self, extraction: &'a Extraction, statement: &'a Statement) {
        let Object::Entity(object) = &statement.object else { return };
        let subject = &statement.subject;
        if statement.relation == "holdsPosition" && self.options.positions != Positions::Nodes {
            if self.options.positions == Positions::Line && statement.modality == Modality::Actual {
                self.posts.entry(subject.id.clone()).or_default().insert(object.name.clone());
                self.records.entry(subject.id.clone()).or_default().push(subject);
            }
            return;
        }
        for entity in [subject, object] {
            self.records.entry(entity.id.clone()).or_default().push(entity);
        }
        let (mut from, mut to) = (subject.id.clone(), object.id.clone());
        if self.relation(&statement.relation).is_some_and(|r| r.symmetric) && from > to {
            std::mem::swap(&mut from, &mut to);
        }
        let key = (from, statement.relation.clone(), to, statement.modality);
        let record = self.edges.entry(key).or_default();
        if let Some(when) = statement.when {
            record.first = Some(record.first.map_or(when, |first| first.min(when)));
            record.last = Some(record.last.map_or(when, |last| last.max(when)));
        }
        record.confidence = record.confidence.max(statement.confidence);
        record.origins.extend(self.origins.get(extraction.source.id.as_str()).cloned());
        let passage = |evidence| passage(&extraction.source, statement, evidence);
        record.passages.extend(statement.evidence.iter().map(passage));
    }

    fn relation(&self, name: &str) -> Option<&'a Relation> {
        self.options.relations.iter().find(|r| r.name == name)
    }

    pub(crate) fn finish(mut self) -> Graph {
        let mut graph = DiGraph::new();
        let edges = std::mem::take(&mut self.edges);
        let edges: Vec<(EdgeKey, Record)> =
            edges.into_iter().filter(|(_, r)| r.origins.len() >= self.options.min_sources).collect();
        let linked: BTreeSet<&str> = edges.iter().flat_map(|((a, _, b, _), _)| [a.as_str(), b]).collect();
        // with few sources asked for, people of whom only the post is known stay
        let stays =
            |id: &str| linked.contains(id) || self.options.min_sources <= 1 && self.posts.contains_key(id);
        let mut indices = BTreeMap::new();
        for (id, records) in self.records.iter().filter(|(id, _)| stays(id)) {
            let posts = self.posts.get(id).cloned().unwrap_or_default();
            indices.insert(id.clone(), graph.add_node(merge(id, records, posts)));
        }
        for ((from, relation, to, modality), mut record) in edges {
            let (Some(a), Some(b)) = (indices.get(&from), indices.get(&to)) else { continue };
            let known = self.relation(&relation);
            record.passages.sort();
            record.passages.dedup_by(|b, a| (&a.article, a.start) == (&b.article, b.start));
            let edge = Edge {
                label_id: known.map_or_else(|| spaced(&relation), |r| r.label_id.clone()),
                label_en: known.map_or_else(|| spaced(&relation), |r| r.label_en.clone()),
                symmetric: known.is_some_and(|r| r.symmetric),
                plover: known.and_then(|r| r.plover.clone()),
                cameo: known.and_then(|r| r.cameo.clone()),
                relation,
                modality,
                first: record.first,
                last: record.last,
                confidence: record.confidence,
                sources: record.origins.len(),
                passages: record.passages,
            };
            graph.add_edge(*a, *b, edge);
        }
        Graph { graph, sources: self.sources }
    }
}

/// *Rina mengunjungi Jepang.*: the sentence, and where in it *Rina*, *mengunjungi* and *Jepang* stand.
fn passage(source: &Source, statement: &Statement, evidence: &Evidence) -> Passage {
    let sentence = &evidence.sentence;
    let place = |quote: &Quote| {
        let inside = quote.start >= sentence.start && quote.end <= sentence.end && quote.start <= quote.end;
        if inside {
            Span::new(quote.start - sentence.start, quote.end - sentence.start)
        } else {
            Span::new(0, 0)
        }
    };
    Passage {
        article: source.id.clone(),
        start: sentence.char_start,
        published: source.published,
        sentence: sentence.text.clone(),
        words: [&evidence.subject, &evidence.trigger, &evidence.object].map(place),
        when: statement.when,
        by: statement.by.clone(),
        rule: evidence.rule.clone(),
    }
}

/// One node from all that statements say of an entity; of several kinds or names the most frequent counts.
fn merge(id: &str, records: &[&Entity], posts: BTreeSet<String>) -> Node {
    let filled = |s: &&String| !s.trim().is_empty();
    let own =
        || most(records.iter().map(|r| &r.name).filter(filled)).cloned().unwrap_or_else(|| id.to_owned());
    let name_id = most(records.iter().filter_map(|r| r.label_id.as_ref()).filter(filled)).cloned();
    let name_en = most(records.iter().filter_map(|r| r.label_en.as_ref()).filter(filled)).cloned();
    let aliases = records.iter().flat_map(|r| std::iter::once(&r.name).chain(&r.aliases));
    Node {
        id: id.to_owned(),
        kind: most(records.iter().map(|r| r.kind)).unwrap_or(EntityKind::Thing),
        name_id: name_id.unwrap_or_else(own),
        name_en: name_en.unwrap_or_else(own),
        names: aliases.cloned().collect(),
        wikidata: most(records.iter().filter_map(|r| r.wikidata.as_ref())).cloned(),
        posts,
        centre: false,
    }
}

/// The value that comes most often, of equals the smallest.
fn most<T: Ord + Clone>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let best = counts.values().copied().max()?;
    counts.into_iter().find(|c| c.1 == best).map(|c| c.0)
}

/// A relation's name in words: `cooperatesWith` is `cooperates with`.
fn spaced(relation: &str) -> String {
    let mut out = String::new();
    for c in relation.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}
