//! Which stage is at fault for a mistake, as far as a program can tell.

use std::collections::BTreeSet;
use std::fmt;

use simpul_extractor::Survey;
use simpul_fact::{Entity, EntityKind, Relation, Statement};

use crate::gold::{Gold, GoldEntity, Relations};
use crate::name::{is_entity, is_name};
use crate::score::{Score, object};

/// Where reading went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// No name in the text was found to be the subject or the object.
    NoName,
    /// A post that was not read, or not as that of this holder.
    NoTitle,
    /// Something that is described rather than named, and was not found.
    NoDescription,
    /// It was found, as a kind of thing that the relation doesn't take.
    WrongKind,
    /// Its name was found and taken for something else.
    WrongChain,
    /// A word that states the relation stands in a sentence that does not name both: one is a pronoun, a description.
    Reference,
    /// No sentence names both, and no word was found to state the relation of either.
    Apart,
    /// A sentence names both, and no word in it sets off a rule of the relation.
    NoTrigger,
    /// A word sets off a rule in a sentence that names both, which found another subject or object.
    Binding,
    /// The two were read to stand in another relation.
    OtherRelation,
    /// A wrong statement about something that the gold does not list.
    UnlistedEntity,
    /// A wrong statement that is right the other way round.
    WrongWay,
    /// A wrong statement with one right end.
    OneEndRight,
    /// A wrong statement about two entities of the gold that the gold does not relate.
    Unrelated,
}

impl Stage {
    /// All stages, in the order of reading, those of wrong statements last.
    pub const ALL: [Stage; 14] = [
        Stage::NoName,
        Stage::NoTitle,
        Stage::NoDescription,
        Stage::WrongKind,
        Stage::WrongChain,
        Stage::Reference,
        Stage::Apart,
        Stage::NoTrigger,
        Stage::Binding,
        Stage::OtherRelation,
        Stage::UnlistedEntity,
        Stage::WrongWay,
        Stage::OneEndRight,
        Stage::Unrelated,
    ];

    /// The stage, and what it did.
    pub fn name(self) -> &'static str {
        match self {
            Stage::NoName => "name: not found",
            Stage::NoTitle => "title: post or holder not read",
            Stage::NoDescription => "description: not found",
            Stage::WrongKind => "name: wrong kind",
            Stage::WrongChain => "reference: taken for another",
            Stage::Reference => "reference: one end not named beside the trigger",
            Stage::Apart => "reference or rule: never named together, no trigger",
            Stage::NoTrigger => "rule: no word sets one off",
            Stage::Binding => "frame: rule set off, ends not reached",
            Stage::OtherRelation => "relation: another one read",
            Stage::UnlistedEntity => "name: an end that the gold does not list",
            Stage::WrongWay => "frame: ends swapped",
            Stage::OneEndRight => "frame: one end right",
            Stage::Unrelated => "rule: the two are not so related",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The stages at fault in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blame {
    /// Index in [`Gold::required`] of a missed statement, stage.
    pub missed: Vec<(usize, Stage)>,
    /// Index of a wrong statement, stage.
    pub wrong: Vec<(usize, Stage)>,
    /// Index in [`Gold::required`], name of the wrong qualifier: `when`.
    pub qualifiers: Vec<(usize, &'static str)>,
}

/// Names the stage at fault for each mistake of an article. `kinds` are the relations with the kinds they take.
pub fn blame<'r>(
    gold: &Gold,
    statements: &[Statement],
    score: &Score,
    survey: &Survey,
    relations: &Relations,
    kinds: &dyn Fn(&str) -> Option<&'r Relation>,
) -> Blame {
    let case = Case { gold, statements, survey, relations, kinds };
    let qualifiers = score.found.iter().flat_map(|f| f.wrong_qualifiers.iter().map(|q| (f.gold, *q)));
    Blame {
        missed: score.missed.iter().map(|g| (*g, case.missed(*g))).collect(),
        wrong: score.wrong.iter().map(|i| (*i, case.wrong(&statements[*i]))).collect(),
        qualifiers: qualifiers.collect(),
    }
}

struct Case<'a, 'r> {
    gold: &'a Gold,
    statements: &'a [Statement],
    survey: &'a Survey,
    relations: &'a Relations,
    kinds: &'a dyn Fn(&str) -> Option<&'r Relation>,
}

impl Case<'_, '_> {
    fn missed(&self, index: usize) -> Stage {
        let wanted = &self.gold.required[index];
        let ends = [&self.gold.entities[&wanted.subject], &self.gold.entities[&wanted.object]];
        let between = |s: &Statement, a: &GoldEntity, b: &GoldEntity| {
            is_entity(&s.subject, a) && object(s).is_some_and(|o| is_entity(o, b))
        };
        let related = |s: &Statement| between(s, ends[0], ends[1]) || between(s, ends[1], ends[0]);
        if self.statements.iter().any(|s| self.relations.contains(&s.relation) && related(s)) {
            return Stage::OtherRelation;
        }
        let relation = (self.kinds)(&wanted.relation);
        let taken = relation.map(|r| [r.subject.as_slice(), r.object.as_slice()]);
        if ends.iter().any(|e| e.kind == EntityKind::Position) {
            return Stage::NoTitle;
        }
        for (side, end) in ends.iter().enumerate() {
            let meant: Vec<&Entity> =
                self.survey.names.iter().map(|n| &n.entity).filter(|e| is_entity(e, end)).collect();
            if meant.is_empty() {
                let named = self.survey.names.iter().any(|n| is_name(&n.words.text, end));
                let described = matches!(end.kind, EntityKind::Group | EntityKind::Event | EntityKind::Thing);
                return match (named, described) {
                    (true, _) => Stage::WrongChain,
                    (false, true) => Stage::NoDescription,
                    (false, false) => Stage::NoName,
                };
            }
            if let Some(taken) = taken.map(|t| t[side])
                && !taken.is_empty()
                && !meant.iter().any(|e| taken.contains(&e.kind))
            {
                return Stage::WrongKind;
            }
        }
        let sentences = ends.map(|end| {
            let names = self.survey.names.iter().filter(|n| is_entity(&n.entity, end));
            names.map(|n| n.sentence).collect::<BTreeSet<usize>>()
        });
        let triggers: BTreeSet<usize> = self
            .survey
            .triggers
            .iter()
            .filter(|t| t.relation == wanted.relation)
            .map(|t| t.sentence)
            .collect();
        let both: BTreeSet<usize> = sentences[0].intersection(&sentences[1]).copied().collect();
        if !both.is_disjoint(&triggers) {
            Stage::Binding
        } else if sentences.iter().any(|s| !s.is_disjoint(&triggers)) {
            Stage::Reference
        } else if both.is_empty() {
            Stage::Apart
        } else {
            Stage::NoTrigger
        }
    }

    fn wrong(&self, statement: &Statement) -> Stage {
        let Some(object) = object(statement) else { return Stage::Unrelated };
        let meant = |entity: &Entity| -> BTreeSet<&str> {
            let all = self.gold.entities.iter().filter(|(_, gold)| is_entity(entity, gold));
            all.map(|(id, _)| id.as_str()).collect()
        };
        let (subject, object) = (meant(&statement.subject), meant(object));
        let all = || self.gold.required.iter().chain(&self.gold.optional);
        let mut same = all().filter(|g| g.relation == statement.relation);
        if same.clone().any(|g| subject.contains(&*g.object) && object.contains(&*g.subject)) {
            return Stage::WrongWay;
        }
        let mut one_end = same.clone();
        if one_end.any(|g| subject.contains(&*g.subject) || object.contains(&*g.object)) {
            return Stage::OneEndRight;
        }
        let is_symmetric = self.relations.is_symmetric(&statement.relation);
        if is_symmetric && same.any(|g| subject.contains(&*g.object) || object.contains(&*g.subject)) {
            return Stage::OneEndRight;
        }
        if subject.is_empty() || object.is_empty() {
            return Stage::UnlistedEntity;
        }
        let joins = |a: &str, b: &str| subject.contains(a) && object.contains(b);
        if all().any(|g| joins(&g.subject, &g.object) || joins(&g.object, &g.subject)) {
            return Stage::OtherRelation;
        }
        Stage::Unrelated
    }
}

impl Gold {
    /// The number of the first sentence that names both ends of a required statement, else of the first that names
    /// one.
    pub fn sentence_of(&self, index: usize, survey: &Survey) -> Option<usize> {
        let wanted = self.required.get(index)?;
        let ends = [&self.entities[&wanted.subject], &self.entities[&wanted.object]];
        let naming = |end: &GoldEntity| -> BTreeSet<usize> {
            let names = survey.names.iter();
            names
                .filter(|n| is_entity(&n.entity, end) || is_name(&n.words.text, end))
                .map(|n| n.sentence)
                .collect()
        };
        let [a, b] = ends.map(naming);
        a.intersection(&b).next().or_else(|| a.union(&b).next()).copied()
    }
}
