//! Comparing what was read in an article with its gold.

use std::collections::{BTreeMap, BTreeSet};

use simpul_fact::{Entity, EntityKind, Object, Statement};

use crate::gold::{Gold, GoldEntity, GoldSpeech, GoldStatement, QUALIFIERS, Relations};
use crate::name::{is_entity, normalised};

/// Share of the gold words that reported speech must hold.
const SPEECH_WORDS: f64 = 0.7;

/// Statements counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Gold statements that were read.
    pub found: usize,
    /// Gold statements that were not.
    pub missed: usize,
    /// Statements read that no gold line makes.
    pub wrong: usize,
}

/// How often something was right, of how many times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ratio {
    /// Times it was right.
    pub right: usize,
    /// Times it was asked.
    pub all: usize,
}

impl Ratio {
    pub(crate) fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }
}

/// A gold statement that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index in [`Gold::required`].
    pub gold: usize,
    /// Indices of the statements that make it, never empty.
    pub hits: Vec<usize>,
    /// Qualifiers that no hit has as the gold has them: `when`, `where`, `item`, `from`, `by`, `modality`.
    pub wrong_qualifiers: Vec<&'static str>,
}

/// What is right, missed and wrong in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Gold statements that were read.
    pub found: Vec<Found>,
    /// Indices in [`Gold::required`] of those that were not.
    pub missed: Vec<usize>,
    /// Indices of statements that no gold line makes.
    pub wrong: Vec<usize>,
    /// Indices of statements that an optional gold line makes.
    pub optional: Vec<usize>,
    /// By relation.
    pub by_relation: BTreeMap<String, Counts>,
    /// Dates of found statements.
    pub when: Ratio,
    /// Their other qualifiers but modality.
    pub qualifiers: Ratio,
    /// Their modalities.
    pub modality: Ratio,
    /// Wikidata items of their ends, where the gold has one.
    pub wikidata: Ratio,
    /// Reported speech.
    pub says: Ratio,
}

impl Score {
    /// Found, missed and wrong statements.
    pub fn counts(&self) -> Counts {
        Counts { found: self.found.len(), missed: self.missed.len(), wrong: self.wrong.len() }
    }
}

/// Compares the statements read in an article with its gold. Those of relations that `relations` lacks are left out;
/// of statements with the same names and relation only the first counts.
pub fn score(gold: &Gold, statements: &[Statement], relations: &Relations) -> Score {
    let mut score = Score::default();
    let mut seen = BTreeSet::new();
    let mut read: Vec<(usize, &Statement, &Entity)> = Vec::new();
    for (i, statement) in statements.iter().enumerate() {
        let Object::Entity(object) = &statement.object else { continue };
        let key = [normalised(&statement.subject.name), statement.relation.clone(), normalised(&object.name)];
        if relations.contains(&statement.relation) && seen.insert(key) {
            read.push((i, statement, object));
        }
    }
    let makes = |(_, s, object): &(usize, &Statement, &Entity), g: &GoldStatement| {
        let is = |a: &Entity, b: &Entity| {
            is_entity(a, &gold.entities[&g.subject]) && is_entity(b, &gold.entities[&g.object])
        };
        s.relation == g.relation
            && (is(&s.subject, object) || relations.is_symmetric(&g.relation) && is(object, &s.subject))
    };
    let mut used = BTreeSet::new();
    for (g, wanted) in gold.required.iter().enumerate() {
        let hits: Vec<usize> = read.iter().filter(|r| makes(r, wanted)).map(|r| r.0).collect();
        let counts = score.by_relation.entry(wanted.relation.clone()).or_default();
        if hits.is_empty() {
            counts.missed += 1;
            score.missed.push(g);
            continue;
        }
        counts.found += 1;
        used.extend(hits.iter().copied());
        let made: Vec<&Statement> = hits.iter().map(|i| &statements[*i]).collect();
        let wrong_qualifiers = qualify(&mut score, gold, wanted, &made);
        score.found.push(Found { gold: g, hits, wrong_qualifiers });
    }
    for one in &read {
        if used.contains(&one.0) {
            continue;
        }
        if gold.optional.iter().any(|g| makes(one, g)) {
            score.optional.push(one.0);
        } else {
            score.by_relation.entry(one.1.relation.clone()).or_default().wrong += 1;
            score.wrong.push(one.0);
        }
    }
    for speech in &gold.speeches {
        score.says.count(statements.iter().any(|s| reports(s, speech, gold)));
    }
    score
}

/// Counts the qualifiers of a found statement, and names those that are wrong.
fn qualify(score: &mut Score, gold: &Gold, wanted: &GoldStatement, made: &[&Statement]) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    let mut check = |ratio: &mut Ratio, name: &'static str, right: bool| {
        ratio.count(right);
        if !right {
            wrong.push(name);
        }
    };
    if let Some(when) = &wanted.when {
        let right = made.iter().any(|s| s.when.is_some_and(|d| d.to_string().starts_with(when.as_str())));
        check(&mut score.when, "when", right);
    }
    for name in QUALIFIERS {
        let Some(value) = wanted.qualifiers.get(name) else { continue };
        let words = || GoldEntity {
            kind: EntityKind::Thing,
            names: vec![normalised(value)],
            wikidata: None,
            label: value.clone(),
        };
        let entity = gold.entities.get(value).cloned().unwrap_or_else(words);
        let right = made.iter().filter_map(|s| qualifier(s, name)).any(|e| is_entity(e, &entity));
        check(&mut score.qualifiers, name, right);
    }
    check(&mut score.modality, "modality", made.iter().any(|s| s.modality == wanted.modality));
    for end in [&wanted.subject, &wanted.object] {
        let Some(item) = &gold.entities[end].wikidata else { continue };
        let ends = made.iter().flat_map(|s| std::iter::once(&s.subject).chain(object(s)));
        let mut items = ends.filter_map(|e| e.wikidata.as_deref());
        score.wikidata.count(items.any(|w| w.ends_with(item.as_str())));
    }
    wrong
}

pub(crate) fn object(statement: &Statement) -> Option<&Entity> {
    match &statement.object {
        Object::Entity(entity) => Some(entity),
        Object::Words(_) => None,
    }
}

fn qualifier<'a>(statement: &'a Statement, name: &str) -> Option<&'a Entity> {
    match name {
        "item" => statement.item.as_ref(),
        "where" => statement.place.as_ref(),
        "from" => statement.from.as_ref(),
        _ => statement.by.as_ref(),
    }
}

fn reports(statement: &Statement, speech: &GoldSpeech, gold: &Gold) -> bool {
    let Object::Words(content) = &statement.object else { return false };
    if statement.relation != "says" || !is_entity(&statement.subject, &gold.entities[&speech.speaker]) {
        return false;
    }
    let content = normalised(content);
    let content: BTreeSet<&str> = content.split(' ').collect();
    let words: Vec<&str> = speech.words.split(' ').filter(|w| !w.is_empty()).collect();
    let n_held = words.iter().filter(|w| content.contains(*w)).count();
    !words.is_empty() && n_held as f64 / words.len() as f64 >= SPEECH_WORDS
}
