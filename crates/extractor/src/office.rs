//! What titles state: *Presiden Prancis Emmanuel Macron* leads Prancis and holds the position *Presiden Prancis*.

use std::ops::Range;

use simpul_fact::{Entity, EntityKind, Modality, Object, Statement};
use simpul_rules::Role;
use simpul_text::{Date, Upos};

use crate::lexicon::{capital, phrase_at};
use crate::mention::Title;
use crate::reading::Reading;
use crate::refer::{Referent, Wanted};
use crate::relate::round;
use crate::title_body::is_agent;
use crate::title_list::TitleClass;

/// The statements that the titles of an article make, in text order, not yet joined.
pub(crate) fn offices(reading: &Reading<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    for title in &reading.mentions.titles {
        if !reading.is_prose(title.sentence) || title.future {
            continue;
        }
        if let Some(leaver) = leaver(reading, title) {
            let (position, tokens) = position(reading, title);
            statements.push(statement(reading, title, &leaver, "resignsFrom", position, tokens));
            continue;
        }
        let Some(holder) = holder(reading, title).filter(|h| h.entity.kind == EntityKind::Person) else {
            continue;
        };
        let holds = matches!(
            title.class,
            TitleClass::Head
                | TitleClass::HeadIntl
                | TitleClass::Royal
                | TitleClass::Staff
                | TitleClass::Hired
                | TitleClass::Seat
                | TitleClass::Minister
        );
        if holds {
            let (position, tokens) = position(reading, title);
            statements.push(statement(reading, title, &holder, "holdsPosition", position, tokens));
        }
        let studied = title.class == TitleClass::Student;
        let Some((body, tokens)) = body(reading, title).filter(|_| !title.former || studied) else {
            continue;
        };
        let is_org = body.kind == EntityKind::Org;
        let relation = match title.class {
            TitleClass::Head | TitleClass::Royal => "leads",
            TitleClass::HeadIntl if is_international(reading, title) => "leads",
            TitleClass::HeadIntl | TitleClass::Staff | TitleClass::Hired => "worksFor",
            TitleClass::Minister if !is_org => "worksFor",
            TitleClass::Profession if is_org => "worksFor",
            TitleClass::Member | TitleClass::Seat if is_org => "memberOf",
            TitleClass::Student if is_org => "educatedAt",
            TitleClass::Resident if body.kind == EntityKind::Place => "livesIn",
            _ => continue,
        };
        statements.push(statement(reading, title, &holder, relation, body, tokens));
    }
    statements
}

/// Who bears a title: the one it is said with, or the subject of *menjabat sebagai* before it.
fn holder(reading: &Reading<'_>, title: &Title) -> Option<Referent> {
    if let Some(holder) = title.holder {
        let entity = reading.entities[reading.chains.of[holder]].clone();
        let tokens = reading.mentions.names[holder].name.clone();
        return Some(Referent { entity, tokens, how: String::new(), certainty: 1.0 });
    }
    let offices = &reading.knowledge.lexicon.offices;
    let before = (0..title.tokens.start).rev().take(4);
    let mut words = before.skip_while(|t| offices.as_words.contains(&reading.word(title.sentence, *t)));
    let first = words.next()?;
    // "saya selaku Ketua DPR": the speaker
    let wanted = Wanted::of(&[EntityKind::Person]);
    if first + 1 < title.tokens.start
        && reading.knowledge.lexicon.pronouns.speaker.contains(&reading.word(title.sentence, first))
    {
        return reading.referents(title.sentence, first, wanted).into_iter().next();
    }
    let word = reading.word(title.sentence, first);
    let raised = offices.raised.contains(&word);
    let verb = Some(first).filter(|_| raised || offices.verbs.contains(&word))?;
    if reading.modality(title.sentence, verb) != Some(Modality::Actual) {
        return None;
    }
    // "bersama Budi yang berstatus sebagai …": the name right before
    let mut beside =
        (0..verb).rev().skip_while(|t| offices.fillers.contains(&reading.word(title.sentence, *t)));
    // "Budi, who served as …"
    let mut last = beside.next();
    if last.is_some_and(|t| t + 1 < verb && reading.word(title.sentence, t) == ",") {
        last = beside.next();
    }
    let name = last.and_then(|t| reading.mentions.name_at(title.sentence, t));
    if let Some(name) = name.filter(|m| reading.kind_of(*m) == EntityKind::Person) {
        let token = reading.mentions.names[name].name.start;
        return reading
            .referents(title.sentence, token, Wanted::of(&[EntityKind::Person]))
            .into_iter()
            .next();
    }
    let frame = reading
        .knowledge
        .rulebook
        .grammar(reading.article.language)
        .frame(&reading.trees[title.sentence], verb);
    // "dilantik sebagai ketua": the one to whom it is done
    let holders = frame.fillers(if raised { Role::Patient } else { Role::Agent }).iter();
    holders
        .filter(|f| !title.tokens.contains(&f.token))
        .filter_map(|f| reading.referents(title.sentence, f.token, wanted).into_iter().next())
        .next()
}

/// Who leaves the post: the subject of *mundur dari jabatan* or *stepped down as* before a title without a holder.
fn leaver(reading: &Reading<'_>, title: &Title) -> Option<Referent> {
    let offices = &reading.knowledge.lexicon.offices;
    let word = |t: &usize| reading.word(title.sentence, *t);
    let mut before = (0..title.tokens.start).rev().take(6);
    let last = before.find(|t| !offices.left.contains(&word(t)))?;
    if title.holder.is_some() || last + 1 == title.tokens.start || !offices.leaving.contains(&word(&last)) {
        return None;
    }
    let token = &reading.sentence(title.sentence).tokens[last];
    let verb = if token.upos == Upos::Verb { last } else { token.head? };
    if reading.modality(title.sentence, verb) != Some(Modality::Actual) {
        return None;
    }
    let grammar = reading.knowledge.rulebook.grammar(reading.article.language);
    let frame = grammar.frame(&reading.trees[title.sentence], verb);
    let wanted = Wanted::of(&[EntityKind::Person]);
    let agents = frame.fillers(Role::Agent).iter().filter(|f| !title.tokens.contains(&f.token));
    agents.filter_map(|f| reading.referents(title.sentence, f.token, wanted).into_iter().next()).next()
}

/// The title as written, without what stands in brackets at its end.
fn position(reading: &Reading<'_>, title: &Title) -> (Entity, Range<usize>) {
    let mut tokens = title.tokens.clone();
    while tokens.len() > 1 && matches!(reading.word(title.sentence, tokens.end - 1).as_str(), "," | "." | "(")
    {
        tokens.end -= 1;
    }
    let name =
        reading.words(title.sentence, tokens.clone()).text.split_whitespace().collect::<Vec<_>>().join(" ");
    (reading.unlisted(name, EntityKind::Position), tokens)
}

/// *Direksi baru PT Maju, yaitu Direktur Utama Budi, Direktur Ani dan Komisaris Citra*: the body before the word that opens
/// a list of titles with their holders.
fn listed(reading: &Reading<'_>, title: &Title) -> Option<(Entity, Range<usize>)> {
    let (sentence, lists) = (title.sentence, &reading.knowledge.lexicon.lists);
    let tokens = &reading.sentence(sentence).tokens;
    let of_kind =
        |t: usize, kind| reading.mentions.name_at(sentence, t).filter(|m| reading.kind_of(*m) == kind);
    let in_list = |t: &usize| {
        reading.mentions.title_at(sentence, *t).is_some()
            || of_kind(*t, EntityKind::Person).is_some()
            || tokens[*t].upos == Upos::Punct
            || lists.joiners.contains(&reading.word(sentence, *t))
    };
    let last = (0..title.tokens.start).rev().find(|t| !in_list(t))?;
    let opens = |at: usize| phrase_at(&lists.openers, reading.sentence(sentence), at);
    let opener = (last.saturating_sub(1)..=last).find(|at| opens(*at).is_some_and(|n| at + n == last + 1))?;
    let before = (opener.saturating_sub(3)..opener).rev();
    let body = before.into_iter().find_map(|t| of_kind(t, EntityKind::Org))?;
    let tokens = reading.mentions.names[body].name.clone();
    Some((reading.entities[reading.chains.of[body]].clone(), tokens))
}

/// *Company spokeswoman Ann Lee*, *the club's manager, Ann Lee*, *its president, Ann Lee*: the body or place named before
/// that the noun or pronoun with the title stands for.
fn implied(reading: &Reading<'_>, title: &Title) -> Option<(Entity, Range<usize>)> {
    let offices = &reading.knowledge.lexicon.offices;
    if !offices.body_first() || title.former {
        return None;
    }
    let (sentence, begin) = (title.sentence, title.tokens.start);
    let owner = begin.checked_sub(1).filter(|t| offices.possessive.contains(&reading.word(sentence, *t)));
    let owner = owner.and_then(|t| t.checked_sub(1));
    let inside = title.tokens.clone().take_while(|t| {
        reading.knowledge.titles.at(reading.sentence(sentence), *t).is_none_or(|found| found.1.is_honorific())
    });
    let nouns = owner.into_iter().chain(inside.collect::<Vec<_>>());
    for token in nouns {
        let word = reading.word(sentence, token);
        let kinds: Vec<EntityKind> = reading.knowledge.lexicon.kinds(&word).collect();
        let fits = |chain: usize| {
            let kind = reading.chains.chains[chain].kind;
            is_agent(kind) && kinds.contains(&kind) && reading.suits(chain, &word)
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

/// The body that a title belongs to.
fn body(reading: &Reading<'_>, title: &Title) -> Option<(Entity, Range<usize>)> {
    let named = title
        .body
        .map(|b| (reading.entities[reading.chains.of[b]].clone(), reading.mentions.names[b].name.clone()));
    let named = named.or_else(|| listed(reading, title)).or_else(|| implied(reading, title));
    let Some(fused) = &title.fused else {
        let portfolio = || reading.knowledge.titles.at(reading.sentence(title.sentence), title.tokens.start);
        let (entity, tokens) =
            named.filter(|(e, _)| matches!(e.kind, EntityKind::Org | EntityKind::Place))?;
        let from = portfolio().map_or(tokens.start, |(n, ..)| title.tokens.start + n);
        let first = reading.sentence(title.sentence).tokens.get(from);
        // "Kepala Kesbangpol Kota Depok" heads what lies between, not the town
        let office = title.class == TitleClass::Head
            && entity.kind == EntityKind::Place
            && from < tokens.start
            && tokens.end <= title.tokens.end
            && first.is_some_and(|t| capital(t) && t.upos != Upos::Adj);
        if !office {
            return Some((entity, tokens));
        }
        let whole = from..tokens.end;
        let name = reading.words(title.sentence, whole.clone()).text;
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        return Some((reading.unlisted(name, EntityKind::Org), whole));
    };
    // "Kapolres Metro Depok" heads Polres Metro Depok, "Kapolri" Polri
    let words = reading.words(title.sentence, title.tokens.clone()).text;
    let rest: Vec<&str> = words.split_whitespace().skip(1).take_while(|w| !w.starts_with('(')).collect();
    let name = [&[fused.as_str()], rest.as_slice()].concat().join(" ");
    let known =
        reading.knowledge.find(&name).find(|e| reading.knowledge.gazetteer.entry(*e).kind == EntityKind::Org);
    let entity = known.map(|e| reading.known(e)).unwrap_or_else(|| reading.unlisted(name, EntityKind::Org));
    Some((entity, title.tokens.clone()))
}

/// True where the body is one that the gazetteer knows and that lies in no country.
fn is_international(reading: &Reading<'_>, title: &Title) -> bool {
    let Some(body) = title.body else { return false };
    let entry = reading.chains.chains[reading.chains.of[body]].entry;
    entry.is_some_and(|e| {
        reading.knowledge.gazetteer.entry(e).within.is_none()
            && reading.knowledge.gazetteer.entry(e).kind == EntityKind::Org
    })
}

fn statement(
    reading: &Reading<'_>,
    title: &Title,
    holder: &Referent,
    relation: &str,
    object: Entity,
    object_tokens: Range<usize>,
) -> Statement {
    let subject = holder.entity.clone();
    let words = reading.words(title.sentence, title.tokens.clone()).text;
    let trail =
        [format!("“{words}” is a title"), format!("its holder is {}", subject.name), holder.how.clone()];
    let (first, rule) = (title.tokens.start, format!("{relation}/title"));
    let evidence =
        reading.evidence(title.sentence, &holder.tokens, &(first..first + 1), &object_tokens, &rule, trail);
    let confidence = round(0.9 * holder.certainty);
    let end = Object::Entity(Box::new(object));
    let when = since(reading, title);
    Statement { when, ..Statement::new(subject, relation, end, confidence, evidence) }
}

/// *Komisaris PT Maju sejak 2020*, *Bupati Sukamaju periode 2020-2025*: from when on a title is held.
fn since(reading: &Reading<'_>, title: &Title) -> Option<Date> {
    let sentence = title.sentence;
    let words = &reading.knowledge.lexicon.offices.tenure;
    let names = [title.body, title.holder].into_iter().flatten().map(|m| &reading.mentions.names[m]);
    let ends = names.filter(|n| n.sentence == sentence).map(|n| n.whole.end.max(n.name.end));
    // "Presiden Jokowi": what stands after title, body and holder, where they stand together
    let end = ends.filter(|e| *e <= title.tokens.end + 8).fold(title.tokens.end, usize::max);
    let at = (end..end + 2).find(|t| words.contains(&reading.word(sentence, *t)))?;
    let mut dates = reading.dates_in(sentence);
    dates.find(|(_, token)| (at..at + 3).contains(token)).map(|(mention, _)| mention.date)
}
