//! The body of a title that only a noun, a pronoun or another title tells: *company spokeswoman Ann Lee*, *its president*,
//! *Kapolres Batu melalui Kasat Reskrim*.

use std::ops::Range;

use simpul_fact::{Entity, EntityKind};
use simpul_text::Upos;

use crate::mention::Title;
use crate::office::body;
use crate::reading::Reading;
use crate::refer::Wanted;
use crate::title_body::is_agent;
use crate::title_list::TitleClass;

/// *Company spokeswoman Ann Lee*, *the club's manager, Ann Lee*, *its president, Ann Lee*: the body or place named before
/// that the noun or pronoun with the title stands for.
pub(crate) fn implied(reading: &Reading<'_>, title: &Title) -> Option<(Entity, Range<usize>)> {
    let offices = &reading.knowledge.lexicon.offices;
    if title.former {
        return None;
    }
    if !offices.body_first() {
        return beside_chief(reading, title);
    }
    let (sentence, begin) = (title.sentence, title.tokens.start);
    let owner = begin.checked_sub(1).filter(|t| offices.possessive.contains(&reading.word(sentence, *t)));
    let owner = owner.and_then(|t| t.checked_sub(1));
    let inside = title.tokens.clone().take_while(|t| {
        reading.knowledge.titles.at(reading.sentence(sentence), *t).is_none_or(|found| found.1.is_honorific())
    });
    // "head of the agency": the noun after a post
    let all = &reading.sentence(sentence).tokens;
    let noun = |t: usize| all.get(t).is_some_and(|t| t.upos == Upos::Noun);
    let words =
        |t: usize| reading.knowledge.titles.at(reading.sentence(sentence), t).map(|found| t + found.0);
    let from = title.tokens.clone().find_map(words).unwrap_or(title.tokens.end);
    let of = (from..title.tokens.end).find(|t| offices.between.contains(&reading.word(sentence, *t)));
    let after = of.and_then(|of| (of + 1..title.tokens.end).find(|t| noun(*t) && !noun(*t + 1)));
    let nouns = owner.into_iter().chain(inside.collect::<Vec<_>>());
    for (token, strict) in nouns.map(|t| (t, false)).chain(after.map(|t| (t, true))) {
        let word = reading.word(sentence, token);
        let kinds: Vec<EntityKind> = reading.knowledge.lexicon.kinds(&word).collect();
        let fits = |chain: usize| {
            let kind = reading.chains.chains[chain].kind;
            let told = || reading.is_called(chain, &word) || reading.introduced_as(chain, &word);
            is_agent(kind) && kinds.contains(&kind) && reading.suits(chain, &word) && (!strict || told())
        };
        let mention = kinds.iter().any(|k| is_agent(*k)).then(|| reading.antecedent(sentence, token, &fits));
        if let Some(mention) = mention.flatten() {
            return Some((reading.entities[reading.chains.of[mention]].clone(), token..token + 1));
        }
    }
    let pronoun = begin.checked_sub(1)?;
    if !reading.knowledge.lexicon.pronouns.thing.contains(&reading.word(sentence, pronoun)) {
        return None;
    }
    let kinds = [EntityKind::Org, EntityKind::Place];
    let referent = reading.refer(sentence, pronoun, Wanted::of(&kinds)).into_iter().next()?;
    Some((referent.entity, referent.tokens))
}

/// *Kapolres Batu Budi melalui Kasat Reskrim Ani*: who speaks for or stands by the head of a body serves in it.
fn beside_chief(reading: &Reading<'_>, title: &Title) -> Option<(Entity, Range<usize>)> {
    let before = title.tokens.start.checked_sub(1)?;
    let joined = reading.knowledge.lexicon.offices.beside.contains(&reading.word(title.sentence, before));
    if !joined || title.class != TitleClass::Staff || title.holder.is_none() {
        return None;
    }
    let heads = |t: &&Title| {
        t.tokens.end <= before && t.class == TitleClass::Head && (t.fused.is_some() || t.body.is_some())
    };
    let chief =
        reading.mentions.titles_in(title.sentence).iter().filter(heads).max_by_key(|t| t.tokens.end)?;
    body(reading, chief)
}
