//! Two names side by side of which one is the place of the other, beside *Dallas, Texas*: *Tokyo's Haneda Airport*, *the
//! German city of Hamburg*, *the Leeds-based carmaker Acme*.

use simpul_fact::EntityKind;
use simpul_text::Upos;

use crate::places::{COUNTRY, contains, has_premises, level};
use crate::reading::Reading;

/// *Tokyo's Haneda Airport*: a building or part of a place that belongs to the place named before it, and the token that
/// says so.
pub(crate) fn owned(reading: &Reading<'_>, outer: usize, inner: usize) -> Option<usize> {
    let (a, b) = (&reading.mentions.names[outer], &reading.mentions.names[inner]);
    let at = b.whole.start.checked_sub(1).filter(|t| *t == a.whole.end)?;
    let possessive = &reading.knowledge.lexicon.offices.possessive;
    let place =
        reading.kind_of(outer) == EntityKind::Place && possessive.contains(&reading.word(a.sentence, at));
    let lies = match reading.kind_of(inner) {
        EntityKind::Place => level(reading, inner)
            .is_some_and(|l| l == 0 || l < COUNTRY && contains(reading, inner, outer) == Some(true)),
        EntityKind::Org => has_premises(reading, inner) && level(reading, outer).is_none_or(|l| l < COUNTRY),
        _ => false,
    };
    let known = reading.chains.chains[reading.chains.of[outer]].entry.is_some();
    (place && lies && known).then_some(at)
}

/// *the German city of Hamburg*; *the Antalya province of Turkey*: the place that lies in the other, the other, and the
/// noun that says so.
pub(crate) fn city_of(reading: &Reading<'_>, first: usize, second: usize) -> Option<(usize, usize, usize)> {
    let (a, b) = (&reading.mentions.names[first], &reading.mentions.names[second]);
    let (sentence, words) = (a.sentence, &reading.knowledge.lexicon.places);
    let places = [first, second].iter().all(|m| reading.kind_of(*m) == EntityKind::Place);
    if !places || reading.chains.of[first] == reading.chains.of[second] || b.whole.start < a.whole.end + 2 {
        return None;
    }
    let (noun, of) = (b.whole.start - 2, b.whole.start - 1);
    let noun_word = reading.word(sentence, noun);
    let tokens = &reading.sentence(sentence).tokens;
    let fits = words.holding.contains(&reading.word(sentence, of))
        && reading.knowledge.lexicon.kinds(&noun_word).any(|k| k == EntityKind::Place)
        && (a.whole.end..noun).all(|t| tokens[t].upos == Upos::Adj);
    if !fits {
        return None;
    }
    let country = |m: usize| level(reading, m).is_some_and(|l| l >= COUNTRY);
    if country(first) && contains(reading, second, first) != Some(false) {
        return Some((second, first, noun));
    }
    let rises = country(second) || level(reading, first) < level(reading, second);
    let inside = rises && noun == a.whole.end && contains(reading, first, second) != Some(false);
    inside.then_some((first, second, noun))
}

/// *perusahaan asal China, Huawei*; *Liverpool, klub asal Inggris*; *Immortals, from Brazil*: a body, the place that
/// it comes from, and the word that says so.
pub(crate) fn origin(reading: &Reading<'_>, first: usize, second: usize) -> Option<(usize, usize, usize)> {
    let (a, b) = (&reading.mentions.names[first], &reading.mentions.names[second]);
    let sentence = a.sentence;
    let is = |m: usize, kind| reading.kind_of(m) == kind;
    let says = |t: usize| reading.knowledge.lexicon.places.origin.contains(&reading.word(sentence, t));
    let is_body = |t: usize| {
        let word = reading.word(sentence, t);
        reading.knowledge.lexicon.kinds(&word).any(|k| k == EntityKind::Org)
    };
    let between = a.whole.end..b.whole.start;
    // "the Leeds-based carmaker Acme"
    let based = between.start + 1;
    if is(first, EntityKind::Place)
        && is(second, EntityKind::Org)
        && reading.word(sentence, between.start) == "-"
        && reading.knowledge.lexicon.places.based.contains(&reading.word(sentence, based))
    {
        let tokens = &reading.sentence(sentence).tokens;
        let described = |t: usize| matches!(tokens[t].upos, Upos::Noun | Upos::Adj);
        return (based + 1..between.end).all(described).then_some((second, first, based));
    }
    if is(first, EntityKind::Place) && is(second, EntityKind::Org) {
        let at = a.whole.start.checked_sub(1).filter(|t| says(*t))?;
        let noun = (at.saturating_sub(2)..at).any(is_body);
        let bare = between.clone().all(|t| reading.word(sentence, t) == ",") && between.len() < 2;
        return (noun && bare).then_some((second, first, at));
    }
    let at = b.whole.start.checked_sub(1).filter(|t| says(*t) && between.contains(t))?;
    let described = match at - between.start {
        1 => true,
        2..=4 => is_body(between.start + 1),
        _ => false,
    };
    let fits = is(first, EntityKind::Org) && is(second, EntityKind::Place);
    (fits && described && reading.word(sentence, between.start) == ",").then_some((first, second, at))
}
