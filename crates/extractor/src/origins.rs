//! Where people come from and which party they belong to, by an adjective or owner before their name: *Kenyan runner Mary
//! Cheru*, *Britain's Jane Roe*, *Tom Baker, an American citizen*, *Republican Senator Ann Lee*. In the report of a match
//! that a country plays, its people play for it: *English defender Tom Baker*.

use std::collections::BTreeSet;

use simpul_fact::{Entity, EntityKind, Object, Statement};
use simpul_text::{Language, Upos};

use crate::lexicon::capital;
use crate::reading::Reading;
use crate::refer::Wanted;
use crate::relate::round;
use crate::title_list::TitleClass;

/// Relations between the sides of a match.
const CONTESTS: [&str; 2] = ["competesWith", "defeats"];

/// How many words may stand between a nationality and the name.
const REACH: usize = 5;

/// What the words before and after names of people say of their origin, in text order, not yet joined. `statements`: those
/// found before.
pub(crate) fn origins(reading: &Reading<'_>, statements: &[Statement]) -> Vec<Statement> {
    if reading.article.language != Language::En {
        return Vec::new();
    }
    let sides = sides(statements);
    let mut found = Vec::new();
    for (i, mention) in reading.mentions.names.iter().enumerate() {
        if !reading.is_prose(mention.sentence) || reading.kind_of(i) != EntityKind::Person {
            continue;
        }
        let mut people = vec![reading.entities[reading.chains.of[i]].clone()];
        let mut state = |people: &[Entity], relation: &str, end: Entity, at: usize| {
            let relation = match relation {
                "livesIn" if sides.contains(&end.id) => "worksFor",
                relation => relation,
            };
            for person in people.iter().filter(|p| p.id != end.id) {
                let trail = [format!("“{}” says it of {}", reading.word(mention.sentence, at), person.name)];
                let (words, rule) = (at..at + 1, format!("{relation}/origins"));
                let evidence =
                    reading.evidence(mention.sentence, &mention.name, &words, &words, &rule, trail);
                let end = Object::Entity(Box::new(end.clone()));
                found.push(Statement::new(person.clone(), relation, end, round(0.8), evidence));
            }
        };
        if let Some((party, at)) = party(reading, i) {
            if reading.knowledge.lexicon.offices.of_party.contains(&reading.word(mention.sentence, at + 1)) {
                state(&people, "leads", party.clone(), at);
            }
            state(&people, "memberOf", party, at);
        }
        let home = by_owner(reading, i).or_else(|| after_name(reading, i));
        let Some((home, at)) = before_name(reading, i).or(home) else { continue };
        // "Ethiopians Ann Lee and Ruth Holm"
        let several = reading.sentence(mention.sentence).tokens[at].form.ends_with('s');
        if several && at + 1 == mention.whole.start {
            let wanted = Wanted::of(&[EntityKind::Person]);
            people = reading.list_from(mention.sentence, i, wanted).into_iter().map(|r| r.entity).collect();
        }
        state(&people, "livesIn", home, at);
    }
    found
}

/// The countries that play in matches, by the statements of them.
fn sides(statements: &[Statement]) -> BTreeSet<String> {
    let of_match = statements.iter().filter(|s| CONTESTS.contains(&s.relation.as_str()));
    let ends = of_match.flat_map(|s| std::iter::once(&s.subject).chain(s.object.entity()));
    ends.filter(|e| e.kind == EntityKind::Place).map(|e| e.id.clone()).collect()
}

/// The country that the word at a token tells by an adjective or the name of its people.
fn country(reading: &Reading<'_>, sentence: usize, token: usize) -> Option<Entity> {
    let form = &reading.sentence(sentence).tokens[token].form;
    // "US singer": a country by its capitals
    let short = form.chars().filter(|c| *c != '.').all(char::is_uppercase);
    let named = || {
        let mention = reading.mentions.name_at(sentence, token).filter(|_| short)?;
        let entry = reading.chains.chains[reading.chains.of[mention]].entry?;
        reading.knowledge.gazetteer.is_country(entry).then_some(entry)
    };
    let entry = reading.knowledge.gazetteer.country_of_demonym(form).or_else(named)?;
    Some(reading.known(entry))
}

/// The words right before a name, its title included, that describe its bearer, nearest first.
fn describing<'a>(reading: &'a Reading<'_>, mention: usize) -> impl Iterator<Item = usize> + 'a {
    let m = &reading.mentions.names[mention];
    let tokens = &reading.sentence(m.sentence).tokens;
    let describes = move |t: &usize| {
        matches!(tokens[*t].upos, Upos::Noun | Upos::Adj | Upos::Propn)
            || reading.mentions.title_at(m.sentence, *t).is_some() && tokens[*t].upos != Upos::Punct
    };
    (0..m.name.start).rev().take(REACH).take_while(describes)
}

/// *Kenyan runner Mary Cheru*: the country before the name; none where the title is a post of the country, *Kenyan
/// minister*.
fn before_name(reading: &Reading<'_>, mention: usize) -> Option<(Entity, usize)> {
    let m = &reading.mentions.names[mention];
    let post = |t: &usize| {
        let title = reading.mentions.title_at(m.sentence, *t);
        title.is_some_and(|t| {
            let title = &reading.mentions.titles[t];
            title.class.is_post() && title.class != TitleClass::Hired
                || title.body.is_some() && !title.class.describes()
        })
    };
    let at = describing(reading, mention).find(|t| country(reading, m.sentence, *t).is_some())?;
    let others = at + 1..m.name.start;
    if post(&at) || others.clone().any(|t| post(&t)) {
        return None;
    }
    let other = |t: usize| reading.mentions.name_at(m.sentence, t).is_some();
    let last = m.name.start - 1;
    let noun =
        reading.knowledge.lexicon.kinds(&reading.word(m.sentence, last)).any(|k| k == EntityKind::Person);
    if last != at && !noun && reading.mentions.title_at(m.sentence, last).is_none() {
        return None;
    }
    let home = country(reading, m.sentence, at)?;
    (!others.into_iter().any(other)).then_some((home, at))
}

/// *Britain's Jane Roe*: the country that she is said to be of.
fn by_owner(reading: &Reading<'_>, mention: usize) -> Option<(Entity, usize)> {
    let m = &reading.mentions.names[mention];
    let offices = &reading.knowledge.lexicon.offices;
    let is_mark = |t: &usize| offices.possessive.contains(&reading.word(m.sentence, *t));
    let mark = m.whole.start.checked_sub(1).filter(is_mark)?;
    let owner = reading.mentions.name_at(m.sentence, mark.checked_sub(1)?)?;
    let entry = reading.chains.chains[reading.chains.of[owner]].entry;
    let state = entry.is_some_and(|e| reading.knowledge.gazetteer.is_country(e));
    state.then(|| (reading.entities[reading.chains.of[owner]].clone(), mark - 1))
}

/// *Tom Baker, an American citizen*; *Tom Baker was a British actor*: the country before a noun for people that is said of
/// the name.
fn after_name(reading: &Reading<'_>, mention: usize) -> Option<(Entity, usize)> {
    let m = &reading.mentions.names[mention];
    let tokens = &reading.sentence(m.sentence).tokens;
    let head = reading.head_of(m.sentence, m.name.clone());
    let has = |t: usize, label: &str| tokens.iter().any(|c| c.head == Some(t) && c.deprel == label);
    let apposed = |t: usize| tokens[t].deprel == "appos" && tokens[t].head == Some(head);
    let said = |t: usize| tokens[head].deprel == "nsubj" && tokens[head].head == Some(t) && has(t, "cop");
    let person = |t: usize| {
        let title = reading.knowledge.titles.at(reading.sentence(m.sentence), t);
        let post = title.is_some_and(|t| t.1.is_post() && t.1 != TitleClass::Hired);
        let noun =
            reading.knowledge.lexicon.kinds(&reading.word(m.sentence, t)).any(|k| k == EntityKind::Person);
        !post && (noun || title.is_some_and(|t| t.1.describes()))
    };
    // "Tom Baker, an Australian"
    let people =
        |t: usize| tokens[t].upos != Upos::Adj && country(reading, m.sentence, t).is_some() && has(t, "det");
    let noun =
        (m.name.end..tokens.len()).find(|t| (apposed(*t) || said(*t)) && (person(*t) || people(*t)))?;
    if people(noun) {
        return country(reading, m.sentence, noun).map(|home| (home, noun));
    }
    let before = (m.name.end..noun).rev().take(REACH);
    let mut own = before.filter(|t| tokens[*t].head == Some(noun));
    own.find_map(|t| country(reading, m.sentence, t).map(|home| (home, t)))
}

/// *Republican Senator Ann Lee*, *Democrat Tom Baker*, *Labour's Jane Roe*: the party before the name.
fn party(reading: &Reading<'_>, mention: usize) -> Option<(Entity, usize)> {
    let m = &reading.mentions.names[mention];
    let offices = &reading.knowledge.lexicon.offices;
    let tokens = &reading.sentence(m.sentence).tokens;
    let of = |t: usize| offices.parties.get(&reading.word(m.sentence, t)).filter(|_| capital(&tokens[t]));
    let mark =
        m.whole.start.checked_sub(1).filter(|t| offices.possessive.contains(&reading.word(m.sentence, *t)));
    let owner = mark.and_then(|t| t.checked_sub(1)).filter(|t| of(*t).is_some());
    // "Tom Baker, a Republican": a noun of its own
    let comma = reading.word(m.sentence, m.name.end) == ",";
    let noun = (m.name.end + 1..tokens.len().min(m.name.end + 4)).find(|t| of(*t).is_some());
    let apposed = noun.filter(|t| {
        let indefinite = offices.indefinite.contains(&reading.word(m.sentence, t - 1));
        let last = tokens.get(t + 1).is_none_or(|n| n.upos == Upos::Punct);
        comma && indefinite && last
    });
    let before = || describing(reading, mention).find(|t| of(*t).is_some());
    let at = owner.or(apposed).or_else(before)?;
    let name = of(at)?;
    let entry = reading.knowledge.gazetteer.find(name).next();
    let Some(entry) = entry else { return Some((reading.unlisted(name.clone(), EntityKind::Org), at)) };
    let party = reading.known(entry);
    let told = reading.chains.chains.iter().any(|c| c.entry == Some(entry));
    Some((if told { party } else { Entity { name: name.clone(), ..party } }, at))
}
