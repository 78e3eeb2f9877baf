//! What two stores state differently.

use std::collections::{BTreeMap, BTreeSet};

use simpul_fact::{Object, Statement};

use crate::Store;

/// One difference between an old and a new store. Statements are shown as
/// `visits: Andi Rahman -> Republik Contoh @ 2023-05-03 (planned) [st:3f2a…]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// An article that only the new store holds.
    ArticleAdded(String),
    /// An article that only the old store holds.
    ArticleRemoved(String),
    /// A statement that only the new store makes.
    Added(String),
    /// A statement that only the old store makes.
    Removed(String),
    /// A statement that both make, with other evidence, confidence or qualifiers.
    Changed {
        /// The statement.
        statement: String,
        /// What changed, one line each.
        what: Vec<String>,
    },
}

/// What is known of one statement, of all articles that make it together.
#[derive(Debug, Default)]
struct Summary {
    shown: String,
    confidence: f32,
    /// Place, item, origin and claimant, as `place republik-contoh`.
    qualifiers: BTreeSet<String>,
    /// Article and words of each piece of evidence.
    evidence: BTreeSet<String>,
}

/// All differences: articles first, then statements by how they are shown. What read an article, and by which rule,
/// is no difference.
pub fn difference(old: &Store, new: &Store) -> Vec<Difference> {
    let ids = |store: &Store| -> BTreeSet<String> { store.articles().map(|s| s.id.clone()).collect() };
    let (old_ids, new_ids) = (ids(old), ids(new));
    let mut differences: Vec<Difference> =
        new_ids.difference(&old_ids).cloned().map(Difference::ArticleAdded).collect();
    differences.extend(old_ids.difference(&new_ids).cloned().map(Difference::ArticleRemoved));
    let (old, new) = (summaries(old), summaries(new));
    for (id, now) in &new {
        match old.get(id) {
            None => differences.push(Difference::Added(now.shown.clone())),
            Some(before) => {
                let what = changes(before, now);
                if !what.is_empty() {
                    differences.push(Difference::Changed { statement: now.shown.clone(), what });
                }
            }
        }
    }
    let gone = old.iter().filter(|(id, _)| !new.contains_key(*id));
    differences.extend(gone.map(|(_, before)| Difference::Removed(before.shown.clone())));
    differences.sort();
    differences
}

fn summaries(store: &Store) -> BTreeMap<String, Summary> {
    let mut summaries: BTreeMap<String, Summary> = BTreeMap::new();
    for extraction in store.extractions() {
        for statement in &extraction.statements {
            let id = statement.id();
            let shown = shown(statement, &id);
            let summary = summaries.entry(id).or_default();
            if summary.shown.is_empty() {
                summary.shown = shown;
            }
            summary.confidence = summary.confidence.max(statement.confidence);
            let qualifiers = [
                ("place", &statement.place),
                ("item", &statement.item),
                ("from", &statement.from),
                ("by", &statement.by),
            ];
            for (name, entity) in qualifiers {
                summary.qualifiers.extend(entity.as_ref().map(|e| format!("{name} {}", e.id)));
            }
            let article = &extraction.source.id;
            let words = statement.evidence.iter().map(|e| format!("evidence {article}: {}", e.sentence.text));
            summary.evidence.extend(words);
        }
    }
    summaries
}

fn shown(statement: &Statement, id: &str) -> String {
    let object = match &statement.object {
        Object::Entity(entity) => entity.name.clone(),
        Object::Words(words) => format!("“{words}”"),
    };
    let when = statement.when.map_or(String::new(), |w| format!(" @ {w}"));
    let modality = match statement.modality {
        simpul_fact::Modality::Actual => String::new(),
        other => format!(" ({})", other.name()),
    };
    format!("{}: {} -> {object}{when}{modality} [st:{id}]", statement.relation, statement.subject.name)
}

fn changes(before: &Summary, now: &Summary) -> Vec<String> {
    let mut what = Vec::new();
    if before.confidence != now.confidence {
        what.push(format!("confidence {} -> {}", before.confidence, now.confidence));
    }
    for (old, new) in [(&before.qualifiers, &now.qualifiers), (&before.evidence, &now.evidence)] {
        what.extend(old.difference(new).map(|q| format!("- {q}")));
        what.extend(new.difference(old).map(|q| format!("+ {q}")));
    }
    what
}
