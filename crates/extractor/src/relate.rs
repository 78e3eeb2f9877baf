//! From frames to statements: which entities the rules relate, when, and how sure the article is of it.

use std::ops::Range;

use rustc_hash::FxHashMap;
use simpul_fact::{EntityKind, Modality, Object, Statement};
use simpul_rules::{Filler, Match, Qualifier};
use simpul_text::Upos;

use crate::notes::{Note, note};
use crate::reading::Reading;
use crate::refer::{Referent, Wanted};

/// The statements that the relation files read in an article, in text order, not yet joined; and what they did not make
/// a statement of, since a name is of another kind than the relation takes.
pub(crate) fn relate(reading: &Reading<'_>) -> (Vec<Statement>, Vec<Note>) {
    let (mut statements, mut notes): (Vec<Statement>, Vec<Note>) = (Vec::new(), Vec::new());
    for number in 0..reading.analysis.sentences.len() {
        if !reading.is_prose(number) {
            continue;
        }
        let rulebook = &reading.knowledge.rulebook;
        let matches =
            rulebook.matches(&reading.trees[number], reading.article.language, &reading.citations[number]);
        let bound: Vec<Bound<'_>> = matches.iter().filter_map(|m| bind(reading, number, m)).collect();
        let anchors: Vec<usize> = bound.iter().map(|b| b.found.anchor).collect();
        let mut giving_way: Vec<(usize, usize)> = Vec::new(); // anchor and relation, by `before` of a block that fired
        for bound in &bound {
            let found = bound.found;
            if giving_way.contains(&(found.anchor, found.relation)) {
                continue;
            }
            giving_way.extend(found.before.iter().map(|relation| (found.anchor, *relation)));
            statements.extend(state(reading, number, bound, &anchors));
        }
        // what another rule reads of the same word is not lost
        for found in matches.iter().filter(|m| !anchors.contains(&m.anchor)) {
            // one for all the rules of a relation that it does not fit
            let next = note(reading, number, found);
            let same = |n: &Note, m: &Note| {
                m.relation == n.relation && m.sentence == n.sentence && m.misfits == n.misfits
            };
            let new = next.filter(|n| !notes.iter().any(|m| same(n, m)));
            notes.extend(new);
        }
    }
    (statements, notes)
}

/// The kinds of entity that a match takes.
pub(crate) struct Kinds {
    subject: Vec<EntityKind>,
    object: Vec<EntityKind>,
    symmetric: bool,
}

impl Kinds {
    /// Those of its block, else of its relation; `None` for relations whose objects are words or posts.
    pub(crate) fn of(reading: &Reading<'_>, found: &Match) -> Option<Kinds> {
        let relation = &reading.knowledge.rulebook.relations()[found.relation].relation;
        let block = reading.knowledge.rulebook.block(found);
        let kinds =
            |own: &[EntityKind], all: &[EntityKind]| if own.is_empty() { all.to_vec() } else { own.to_vec() };
        let subject = kinds(block.map_or(&[], |b| &b.subject_kinds), &relation.subject);
        let object = kinds(block.map_or(&[], |b| &b.object_kinds), &relation.object);
        // reported words and titles have stages of their own
        let related = object.iter().any(|k| *k != EntityKind::Position);
        related.then_some(Kinds { subject, object, symmetric: relation.symmetric })
    }

    pub(crate) fn subject(&self) -> Wanted<'_> {
        Wanted::of(&self.subject)
    }

    pub(crate) fn object(&self) -> Wanted<'_> {
        if self.symmetric { Wanted::of(&self.object) } else { Wanted::undergoing(&self.object) }
    }
}

/// A match with the entities that stand in its roles.
struct Bound<'m> {
    found: &'m Match,
    modality: Modality,
    /// Subject and object of each statement that it makes; at least one.
    pairs: Vec<(Referent, Referent)>,
    subject_via: String,
    object_via: String,
}

/// Finds the entities that a match relates; `None` where it relates none, or its clause states nothing.
fn bind<'m>(reading: &Reading<'_>, sentence: usize, found: &'m Match) -> Option<Bound<'m>> {
    let block = reading.knowledge.rulebook.block(found);
    let kinds = Kinds::of(reading, found)?;
    let stated = reading.modality(sentence, found.anchor)?;
    let modality = found.modality.unwrap_or(stated);
    let (mut subjects, subject_via) = first_filled(reading, sentence, &found.subject, kinds.subject());
    if subjects.is_empty()
        && let Some(block) =
            block.filter(|b| !b.implied.is_empty() && passive(reading, sentence, found.anchor))
    {
        subjects.extend(reading.implied(sentence, found.anchor, &block.implied));
    }
    let (mut objects, object_via) = first_filled(reading, sentence, &found.object, kinds.object());
    let reciprocal = objects.is_empty() && block.is_some_and(|b| b.reciprocal) && subjects.len() > 1;
    if reciprocal {
        objects = subjects.split_off(1);
    }
    let ids = |referents: &[Referent]| referents.iter().map(|r| r.entity.id.clone()).collect::<Vec<_>>();
    if !reciprocal && subjects.len() > 1 && ids(&subjects) == ids(&objects) {
        return None; // one list found for both ends
    }
    // "keduanya bertemu": one word may stand for both ends
    let apart = |a: &Referent, b: &Referent| a.entity.id != b.entity.id && (reciprocal || !overlap(a, b));
    let pairs: Vec<(Referent, Referent)> = subjects
        .iter()
        .flat_map(|a| objects.iter().map(move |b| (a, b)))
        .filter(|(a, b)| apart(a, b))
        .map(|(a, b)| (a.clone(), b.clone()))
        .collect();
    (!pairs.is_empty()).then_some(Bound { found, modality, pairs, subject_via, object_via })
}

fn passive(reading: &Reading<'_>, sentence: usize, token: usize) -> bool {
    reading.sentence(sentence).tokens[token].feats.get("Voice") == Some("Pass")
}

/// The statements of a match; `anchors` are the words of the sentence that state something.
fn state(reading: &Reading<'_>, sentence: usize, bound: &Bound<'_>, anchors: &[usize]) -> Vec<Statement> {
    let Bound { found, modality, pairs, subject_via, object_via } = bound;
    let relation = &reading.knowledge.rulebook.relations()[found.relation].relation;
    let ends = || pairs.iter().flat_map(|(a, b)| [a, b]);
    let events: Vec<Range<usize>> =
        ends().filter(|r| r.entity.kind == EntityKind::Event).map(|r| r.tokens.clone()).collect();
    let when = reading
        .date_of(sentence, found.anchor, anchors)
        .or_else(|| events.iter().find_map(|e| reading.date_within(sentence, e)));
    let (happenings, occurring) =
        (reading.knowledge.happenings, &reading.knowledge.lexicon.happenings.occurring);
    let taken: Vec<Range<usize>> = ends().map(|r| r.tokens.clone()).collect();
    let qualifier = |wanted: Qualifier| {
        let (_, fillers) = found.qualifiers.iter().find(|(q, _)| *q == wanted)?;
        if wanted == Qualifier::Where {
            return reading.place_of(sentence, found.anchor, anchors, fillers, &taken, &events);
        }
        // "mendesak Budi mundur": what is to be done is no thing
        let tokens = &reading.sentence(sentence).tokens;
        let deed = fillers.first().filter(|f| tokens[f.token].upos == Upos::Verb);
        if let Some(deed) = deed.and_then(|f| reading.worded(sentence, f.token)) {
            return Some(deed);
        }
        let any = Wanted { kinds: &EntityKind::ALL, acting: false, unnamed: true, places: true };
        let (referents, _) = first_filled(reading, sentence, fillers, any);
        let worded = || fillers.iter().find_map(|f| reading.worded(sentence, f.token));
        referents.into_iter().next().map(|r| r.entity).or_else(worded)
    };
    let (item, from, place, by) = (
        qualifier(Qualifier::Item),
        qualifier(Qualifier::From),
        qualifier(Qualifier::Where),
        qualifier(Qualifier::By),
    );
    let trigger = reading.words(sentence, found.trigger.clone());
    let statement = |(subject, object): &(Referent, Referent)| {
        let trail = trail(&trigger.text, found, subject_via, object_via, subject, object);
        let (a, b, rule) = (&subject.tokens, &object.tokens, found.block.to_string());
        let evidence = reading.evidence(sentence, a, &found.trigger, b, &rule, trail);
        let confidence = round(found.confidence * subject.certainty * object.certainty);
        let end = Object::Entity(Box::new(object.entity.clone()));
        Statement {
            when: when.filter(|_| {
                reading.is_any(sentence, found.anchor, occurring)
                    || !happenings.is_timeless(&relation.name, subject.entity.kind, object.entity.kind)
            }),
            place: place.clone(),
            item: item.clone().filter(|i| i.id != object.entity.id),
            from: from.clone(),
            by: by.clone(),
            modality: *modality,
            ..Statement::new(subject.entity.clone(), &relation.name, end, confidence, evidence)
        }
    };
    pairs.iter().map(statement).collect()
}

/// The referents of the first filler that has any.
pub(crate) fn first_filled(
    reading: &Reading<'_>,
    sentence: usize,
    fillers: &[Filler],
    wanted: Wanted<'_>,
) -> (Vec<Referent>, String) {
    for filler in fillers {
        let found = reading.referents(sentence, filler.token, wanted);
        if !found.is_empty() {
            return (found, filler.via.to_string());
        }
    }
    (Vec::new(), String::new())
}

fn overlap(a: &Referent, b: &Referent) -> bool {
    a.tokens.start < b.tokens.end && b.tokens.start < a.tokens.end
}

fn trail(
    trigger: &str,
    found: &Match,
    subject_via: &str,
    object_via: &str,
    subject: &Referent,
    object: &Referent,
) -> Vec<String> {
    let mut steps = vec![format!("“{trigger}” sets off {}", found.block)];
    for (side, via, referent) in [("subject", subject_via, subject), ("object", object_via, object)] {
        steps.push(format!("{side} {} by “{via}”", referent.entity.name));
        if !referent.how.is_empty() {
            steps.push(referent.how.clone());
        }
    }
    steps
}

/// Two decimals: what the confidence of a rule can mean.
pub(crate) fn round(confidence: f32) -> f32 {
    (confidence * 100.0).round() / 100.0
}

/// Joins statements that say the same: a statement is made once an article, with all its evidence and with the
/// qualifiers that any of its mentions give. What is stated as fact is not also stated as planned or possible.
pub(crate) fn join(statements: Vec<Statement>, symmetric: impl Fn(&str) -> bool) -> Vec<Statement> {
    let mut joined: Vec<Statement> = Vec::new();
    let mut alike: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    for next in statements {
        let key = Key::new(&next, symmetric(&next.relation));
        let same = alike.entry(key).or_default();
        let found = same.iter().copied().find(|i| {
            let s = &joined[*i];
            s.modality == next.modality && (s.when.is_none() || next.when.is_none() || s.when == next.when)
        });
        match found {
            Some(i) => absorb(&mut joined[i], next),
            None => {
                same.push(joined.len());
                joined.push(next);
            }
        }
    }
    let weaker = |s: &Statement| matches!(s.modality, Modality::Planned | Modality::Possible);
    let is_fact = |s: &Statement| {
        let same = &alike[&Key::new(s, symmetric(&s.relation))];
        same.iter().any(|i| joined[*i].modality == Modality::Actual)
    };
    let keep: Vec<bool> = joined.iter().map(|s| !(weaker(s) && is_fact(s))).collect();
    let mut kept: Vec<Statement> =
        joined.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(s, _)| s).collect();
    kept.sort_by_key(|s| (s.evidence[0].sentence.start, s.evidence[0].trigger.start));
    kept
}

/// What two statements must share to be one: relation and ends, the ends in either order where it is symmetric.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    relation: String,
    ends: [String; 2],
}

impl Key {
    fn new(statement: &Statement, symmetric: bool) -> Key {
        let object = match &statement.object {
            Object::Entity(entity) => entity.id.clone(),
            Object::Words(words) => words.clone(),
        };
        let mut ends = [statement.subject.id.clone(), object];
        if symmetric {
            ends.sort();
        }
        Key { relation: statement.relation.clone(), ends }
    }
}

fn absorb(statement: &mut Statement, next: Statement) {
    statement.when = statement.when.or(next.when);
    statement.place = statement.place.take().or(next.place);
    statement.item = statement.item.take().or(next.item);
    statement.from = statement.from.take().or(next.from);
    // a claim that the article also makes itself is its own
    statement.by = statement.by.take().filter(|_| next.by.is_some());
    statement.confidence = statement.confidence.max(next.confidence);
    statement.evidence.extend(next.evidence);
}
