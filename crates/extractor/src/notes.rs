//! What was left out: matches of a rule whose argument is named, but is not of a kind that the relation takes.
//!
//! *Bandung menangkap Budi* states no arrest: a town is no body. Only names are noted; a description or pronoun that fits
//! nothing says little about the article.

use std::fmt;

use simpul_fact::{EntityKind, Quote};
use simpul_rules::{Filler, Match};

use crate::reading::Reading;
use crate::refer::Wanted;
use crate::relate::{Kinds, first_filled};

/// A statement that was not made, since a name in it is of another kind than the relation takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Name of the relation: `arrests`.
    pub relation: String,
    /// The rule that matched: `arrests/frame.1`.
    pub rule: String,
    /// Number of the sentence in the article, from 0.
    pub sentence_number: usize,
    /// The sentence.
    pub sentence: Quote,
    /// The words that set off the rule.
    pub trigger: Quote,
    /// The names that do not fit; at least one.
    pub misfits: Vec<Misfit>,
}

/// A name that does not fit its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// `subject` or `object`.
    pub role: &'static str,
    /// The name.
    pub words: Quote,
    /// Its kind.
    pub found: EntityKind,
    /// The kinds that the rule takes.
    pub wanted: Vec<EntityKind>,
    /// True where a place must be a state, or the capital of one, to act.
    pub acting: bool,
}

impl fmt::Display for Misfit {
    /// *subject Bandung is Place, wanted Person, Org or Place (a state)*
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |kind: &EntityKind| match kind {
            EntityKind::Place if self.acting => "Place (a state)".to_owned(),
            kind => kind.to_string(),
        };
        let names: Vec<String> = self.wanted.iter().map(name).collect();
        let wanted = match names.split_last() {
            Some((last, first)) if !first.is_empty() => format!("{} or {last}", first.join(", ")),
            _ => names.join(""),
        };
        write!(f, "{} {} is {}, wanted {wanted}", self.role, self.words.text, self.found)
    }
}

/// The note of a match that made no statement; `None` where something other than the kind of a name is amiss.
pub(crate) fn note(reading: &Reading<'_>, sentence: usize, found: &Match) -> Option<Note> {
    let kinds = Kinds::of(reading, found)?;
    let roles = [("subject", &found.subject, kinds.subject()), ("object", &found.object, kinds.object())];
    let misfits: Vec<Option<Misfit>> = roles
        .iter()
        .map(|(role, fillers, wanted)| misfit(reading, sentence, role, fillers, *wanted))
        .collect();
    if misfits.iter().all(Option::is_none) {
        return None;
    }
    let filled = |(i, (_, fillers, wanted)): (usize, &(&str, &Vec<Filler>, Wanted<'_>))| {
        misfits[i].is_some() || !first_filled(reading, sentence, fillers, *wanted).0.is_empty()
    };
    if !roles.iter().enumerate().all(filled) || reading.modality(sentence, found.anchor).is_none() {
        return None;
    }
    Some(Note {
        relation: reading.knowledge.rulebook.relations()[found.relation].relation.name.clone(),
        rule: found.block.to_string(),
        sentence_number: sentence,
        sentence: reading.quote(reading.sentence(sentence).span()),
        trigger: reading.words(sentence, found.trigger.clone()),
        misfits: misfits.into_iter().flatten().collect(),
    })
}

/// The first name among the fillers of a role, where none of the names fits.
fn misfit(
    reading: &Reading<'_>,
    sentence: usize,
    role: &'static str,
    fillers: &[Filler],
    wanted: Wanted<'_>,
) -> Option<Misfit> {
    let names: Vec<usize> = fillers.iter().filter_map(|f| reading.mention_at(sentence, f.token)).collect();
    let first = *names.first()?;
    if names.iter().any(|m| reading.name(*m, wanted).is_some()) {
        return None;
    }
    Some(Misfit {
        role,
        words: reading.words(sentence, reading.mentions.names[first].name.clone()),
        found: reading.kind_of(first),
        wanted: wanted.kinds.to_vec(),
        acting: wanted.acting && !wanted.places,
    })
}
