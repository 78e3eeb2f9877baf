//! At which stage a statement was lost or went wrong, as far as a program can tell.

use simpul_fact::{Entity, EntityKind, Object, Statement};

use crate::gold::{Gold, GoldEntity, GoldStatement};
use crate::matching::entity_matches;

/// A name that was found in the article: its entity and the number of its sentence.
pub type Found = (Entity, usize);

/// The stage at fault for a missed statement, with the end it lost.
pub type MissBlame = (Blame, String);

/// A stage of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blame {
    /// A name was not found, or found as part of another or as another kind of thing.
    Name,
    /// A thing or event that has no name of its own was not taken up.
    Description,
    /// Both names were found, but never in one sentence: a pronoun or description stands for one of them.
    Reference,
    /// Both are named in one sentence, and a rule read another relation between them.
    OtherRelation,
    /// Both are named in one sentence, and no rule related them.
    Frame,
    /// The subject of a wrong statement is another than the gold one.
    Subject,
    /// The object of a wrong statement is another than the gold one.
    Object,
    /// Nothing in the gold is like a wrong statement.
    Spurious,
}

impl Blame {
    /// The stage in a word or two.
    pub fn name(self) -> &'static str {
        match self {
            Blame::Name => "name",
            Blame::Description => "description",
            Blame::Reference => "reference",
            Blame::OtherRelation => "other relation",
            Blame::Frame => "frame",
            Blame::Subject => "subject",
            Blame::Object => "object",
            Blame::Spurious => "spurious",
        }
    }
}

/// Why a gold statement was missed. `names` and `statements` are those read from the article.
pub fn blame(missed: &GoldStatement, gold: &Gold, names: &[Found], statements: &[Statement]) -> MissBlame {
    let (a, b) = (&gold.entities[&missed.subject], &gold.entities[&missed.object]);
    let related = statements.iter().any(|s| match &s.object {
        Object::Entity(object) => {
            entity_matches(&s.subject, a) && entity_matches(object, b)
                || entity_matches(&s.subject, b) && entity_matches(object, a)
        }
        Object::Words(_) => false,
    });
    if related {
        return (Blame::OtherRelation, String::new());
    }
    let sentences = |wanted: &GoldEntity| -> Vec<usize> {
        names.iter().filter(|(entity, _)| entity_matches(entity, wanted)).map(|(_, s)| *s).collect()
    };
    let is_named =
        |e: &GoldEntity| matches!(e.kind, EntityKind::Person | EntityKind::Org | EntityKind::Place);
    let (of_a, of_b) = (sentences(a), sentences(b));
    for (end, found) in [(a, &of_a), (b, &of_b)] {
        if found.is_empty() && is_named(end) {
            return (Blame::Name, end.label.clone());
        }
    }
    for (end, found) in [(a, &of_a), (b, &of_b)] {
        if found.is_empty() {
            return (Blame::Description, end.label.clone());
        }
    }
    if of_a.iter().any(|s| of_b.contains(s)) {
        (Blame::Frame, String::new())
    } else {
        (Blame::Reference, String::new())
    }
}

/// What is wrong with a statement that no gold statement allows.
pub fn blame_wrong(wrong: &Statement, gold: &Gold) -> Blame {
    let Object::Entity(object) = &wrong.object else { return Blame::Spurious };
    let all = || gold.required.iter().chain(&gold.optional);
    let subject_is = |s: &GoldStatement| entity_matches(&wrong.subject, &gold.entities[&s.subject]);
    let object_is = |s: &GoldStatement| entity_matches(object, &gold.entities[&s.object]);
    let same = |s: &GoldStatement| s.relation == wrong.relation;
    if all().any(|s| subject_is(s) && object_is(s)) {
        Blame::OtherRelation
    } else if all().any(|s| same(s) && object_is(s)) {
        Blame::Subject
    } else if all().any(|s| same(s) && subject_is(s)) {
        Blame::Object
    } else {
        Blame::Spurious
    }
}
