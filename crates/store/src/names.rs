//! What a name stands for in a store: *Prabowo* is `ent:prabowo-subianto` where only one entity has that word in its
//! names, *Jepan* is nothing, but near *Jepang*.
//!
//! An entity is looked for by its id, then by its preferred names, then by its other names, all in any case; the first
//! that finds something decides. Nearness is the Jaro-Winkler similarity of the names.

use std::collections::BTreeMap;

use crate::{Answers, Ask, Cell, QueryOptions, Sparql, StoreError, Value};

/// Least similarity of a name that is suggested, from 0 to 1.
const NEAR: f64 = 0.85;
/// Most names that are suggested.
const SUGGESTED: usize = 5;

/// Names of entities and relations, each with its kind. The variable `?wanted` may be given a value.
const ENTITIES: &str = "SELECT DISTINCT ?thing ?name ?label ?kind WHERE {
  ?thing schema:name ?name ; a ?kind ; schema:name|skos:prefLabel|skos:altLabel ?label .
  FILTER(STRSTARTS(STR(?kind), STR(sp:)))
  FILTER(!BOUND(?wanted) || LCASE(STR(?label)) = LCASE(?wanted) || STR(?thing) = CONCAT(STR(ent:), ?wanted))
}";
const RELATIONS: &str = "SELECT DISTINCT ?thing ?name ?label ?kind WHERE {
  ?thing a rdf:Property .
  FILTER(STRSTARTS(STR(?thing), STR(rel:)))
  BIND(STRAFTER(STR(?thing), STR(rel:)) AS ?name)
  { ?thing rdfs:label ?label } UNION { ?thing a ?any BIND(STRAFTER(STR(?thing), STR(rel:)) AS ?label) }
  BIND(rdf:Property AS ?kind)
  FILTER(!BOUND(?wanted) || LCASE(STR(?label)) = LCASE(?wanted))
}";

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A person, body, place or thing.
    Entity,
    /// A relation.
    Relation,
}

/// Something that has a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thing {
    /// Its name in the store.
    pub name: String,
    /// Its IRI, in full.
    pub iri: String,
    /// Its IRI with a prefix of [`crate::PREFIXES`], as [`Value::parse`] reads it.
    pub id: String,
    /// Its class with a prefix: `sp:Person`.
    pub kind: String,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// One thing.
    One(Thing),
    /// The name is a part of the names of this one thing only.
    Part(Thing),
    /// Two or more things, sorted by name.
    Several(Vec<Thing>),
    /// Nothing; these have names that are near, the nearest first.
    Unknown(Vec<Thing>),
}

/// Looks a name up.
pub fn resolve(source: &dyn Ask, named: Named, wanted: &str) -> Result<Resolution, StoreError> {
    let query = Sparql::parse(match named {
        Named::Entity => ENTITIES,
        Named::Relation => RELATIONS,
    })?;
    let text = match Value::parse(wanted) {
        Value::Iri(iri) => match iri.strip_prefix(simpul_fact::iri::ENT) {
            Some(id) if named == Named::Entity => id.to_owned(),
            _ => iri.strip_prefix(simpul_fact::iri::REL).unwrap_or(wanted).to_owned(),
        },
        _ => wanted.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let found = rows(source, &query.bind("wanted", &Value::Text(text.clone()))?)?;
    let lower = text.to_lowercase();
    let by_id = |(thing, _): &&(Thing, String)| thing.iri.ends_with(&format!("/{text}"));
    let by_name = |(thing, _): &&(Thing, String)| thing.name.to_lowercase() == lower;
    let tiers = [things(found.iter().filter(by_id)), things(found.iter().filter(by_name)), things(&found)];
    let Some(mut tier) = tiers.into_iter().find(|t| !t.is_empty()) else {
        return Ok(near(&rows(source, &query)?, &lower));
    };
    Ok(if tier.len() == 1 { Resolution::One(tier.remove(0)) } else { Resolution::Several(tier) })
}

/// The things, sorted, each once.
fn things<'a>(rows: impl IntoIterator<Item = &'a (Thing, String)>) -> Vec<Thing> {
    // A thing may have two classes or names; the first in order is shown.
    let mut by_iri: BTreeMap<&str, &Thing> = BTreeMap::new();
    for (thing, _) in rows {
        let known = by_iri.entry(&thing.iri).or_insert(thing);
        *known = (*known).min(thing);
    }
    let mut things: Vec<Thing> = by_iri.into_values().cloned().collect();
    things.sort();
    things
}

fn rows(source: &dyn Ask, query: &Sparql) -> Result<Vec<(Thing, String)>, StoreError> {
    let Answers::Table(table) = source.ask(query, &QueryOptions::default())? else { return Ok(Vec::new()) };
    let thing = |row: &Vec<Option<Cell>>| {
        let [Some(iri), Some(name), Some(label), Some(kind)] = row.as_slice() else { return None };
        let thing = Thing {
            name: name.display.clone(),
            iri: iri.raw.clone(),
            id: iri.display.clone(),
            kind: kind.display.clone(),
        };
        Some((thing, label.raw.clone()))
    };
    Ok(table.rows.iter().filter_map(thing).collect())
}

/// The one thing that has all these words in a name, or those with a name that is near.
fn near(all: &[(Thing, String)], wanted: &str) -> Resolution {
    let words: Vec<&str> = words(wanted).collect();
    let holds = |label: &str| {
        let label = label.to_lowercase();
        let known: Vec<&str> = self::words(&label).collect();
        !words.is_empty() && words.iter().all(|w| known.contains(w))
    };
    let mut part = things(all.iter().filter(|(_, label)| holds(label)));
    if part.len() == 1 {
        return Resolution::Part(part.remove(0));
    }
    let mut best: BTreeMap<&str, (f64, &Thing)> = BTreeMap::new();
    for (thing, label) in all {
        let score = if holds(label) { 1.0 } else { similarity(&label.to_lowercase(), wanted) };
        let known = best.entry(&thing.iri).or_insert((score, thing));
        *known = if score > known.0 { (score, thing) } else { *known };
    }
    let mut best: Vec<(f64, &Thing)> = best.into_values().filter(|(score, _)| *score >= NEAR).collect();
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    Resolution::Unknown(best.into_iter().take(SUGGESTED).map(|(_, thing)| thing.clone()).collect())
}

/// Of the whole names, or of the wanted name and one word of the other.
fn similarity(label: &str, wanted: &str) -> f64 {
    let whole = strsim::jaro_winkler(label, wanted);
    words(label).map(|w| strsim::jaro_winkler(w, wanted)).fold(whole, f64::max)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}
