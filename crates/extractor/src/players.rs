//! Whom players and coaches of a match play for, where the text calls the side by its country only: *English defender Tom
//! Baker*, *Korea's Kim Min-Jun* in the report of a match that England or Korea plays.

use std::collections::BTreeSet;

use simpul_fact::{Entity, EntityKind, Object, Statement};
use simpul_text::Language;

use crate::reading::Reading;
use crate::relate::round;
use crate::title_list::TitleClass;

/// Relations between the sides of a match.
const CONTESTS: [&str; 2] = ["competesWith", "defeats"];

/// Who works for a side of a match that `statements` tell of, in text order, not yet joined.
pub(crate) fn players(reading: &Reading<'_>, statements: &[Statement]) -> Vec<Statement> {
    let of_match = statements.iter().filter(|s| CONTESTS.contains(&s.relation.as_str()));
    let sides: BTreeSet<&str> = of_match
        .flat_map(|s| {
            let object = match &s.object {
                Object::Entity(entity) => Some(entity.as_ref()),
                Object::Words(_) => None,
            };
            std::iter::once(&s.subject).chain(object)
        })
        .filter(|e| e.kind == EntityKind::Place)
        .map(|e| e.id.as_str())
        .collect();
    if sides.is_empty() || reading.article.language != Language::En {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (i, mention) in reading.mentions.names.iter().enumerate() {
        let prose = reading.is_prose(mention.sentence);
        if !prose || reading.kind_of(i) != EntityKind::Person {
            continue;
        }
        let by_title = by_nationality(reading, i).or_else(|| by_owner(reading, i));
        let Some((side, at)) = by_title.filter(|(side, _)| sides.contains(side.id.as_str())) else {
            continue;
        };
        let player = reading.entities[reading.chains.of[i]].clone();
        let trail = [format!("{} is a side of a match", side.name)];
        let (words, rule) = (at..at + 1, "worksFor/players");
        let evidence = reading.evidence(mention.sentence, &mention.name, &words, &words, rule, trail);
        let end = Object::Entity(Box::new(side));
        found.push(Statement::new(player, "worksFor", end, round(0.8), evidence));
    }
    found
}

/// *English defender Tom Baker*: the country before the title, and its token.
fn by_nationality(reading: &Reading<'_>, mention: usize) -> Option<(Entity, usize)> {
    let sentence = reading.mentions.names[mention].sentence;
    let titles = reading.mentions.titles_in(sentence).iter();
    let mut own = titles.filter(|t| {
        let plays = matches!(t.class, TitleClass::Hired | TitleClass::Staff);
        t.holder == Some(mention) && plays && t.body.is_none()
    });
    let title = own.next()?;
    let words = title.tokens.start.saturating_sub(1)..title.tokens.end;
    let gazetteer = &reading.knowledge.gazetteer;
    words.into_iter().find_map(|t| {
        let form = &reading.sentence(sentence).tokens[t].form;
        gazetteer.country_of_demonym(form).map(|entry| (reading.known(entry), t))
    })
}

/// *Korea's Kim Min-Jun*: whose player it is, and its token.
fn by_owner(reading: &Reading<'_>, mention: usize) -> Option<(Entity, usize)> {
    let m = &reading.mentions.names[mention];
    let offices = &reading.knowledge.lexicon.offices;
    let mark = m
        .whole
        .start
        .checked_sub(1)
        .filter(|t| offices.possessive.contains(&reading.word(m.sentence, *t)))?;
    let owner = reading.mentions.name_at(m.sentence, mark.checked_sub(1)?)?;
    Some((reading.entities[reading.chains.of[owner]].clone(), mark - 1))
}
