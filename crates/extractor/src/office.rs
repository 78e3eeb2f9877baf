//! What titles state: *Presiden Prancis Emmanuel Macron* leads Prancis and holds the position *Presiden Prancis*.

use std::ops::Range;

use simpul_fact::{Entity, EntityKind, Modality, Object, Statement};
use simpul_rules::Role;
use simpul_text::{Date, Upos};

use crate::implied::implied;
use crate::lexicon::{Words, capital, phrase_at};
use crate::mention::Title;
use crate::reading::Reading;
use crate::refer::{Referent, Wanted};
use crate::relate::round;
use crate::speech::reporting;
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
            statements.push(statement(
                reading,
                title,
                &holder,
                "holdsPosition",
                position.clone(),
                tokens.clone(),
            ));
            if resigns(reading, title) {
                statements.push(statement(reading, title, &holder, "resignsFrom", position, tokens));
            }
        }
        let studied = title.class == TitleClass::Student;
        let Some((body, tokens)) = body(reading, title).filter(|_| !title.former || studied) else {
            continue;
        };
        // "ambassador to Norway" serves another state
        let before = tokens.start.checked_sub(1).map(|t| reading.word(title.sentence, t)).unwrap_or_default();
        let before = match reading.knowledge.lexicon.offices.articles.contains(&before) {
            true => reading.word(title.sentence, tokens.start.saturating_sub(2)),
            false => before,
        };
        let inside = tokens.start > title.tokens.start;
        let toward = &reading.knowledge.lexicon.offices.toward;
        if inside && body.kind == EntityKind::Place && toward.contains(&before) {
            continue;
        }
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
    if let Some(chain) = reading.meant_by_title(title).filter(|_| describes_subject(reading, title)) {
        let meant = reading.chain_at(chain, title.tokens.clone(), "title");
        return Some(Referent { certainty: 0.8, ..meant });
    }
    let offices = &reading.knowledge.lexicon.offices;
    let english = offices.body_first();
    // "served as finance minister and defence minister"
    let joined = title
        .tokens
        .start
        .checked_sub(1)
        .filter(|t| english && offices.joiners.contains(&reading.word(title.sentence, *t)));
    let same =
        |t: &&Title| t.holder.is_none() && Some(t.tokens.end) == joined && t.tokens.end > t.tokens.start;
    if let Some(first) = reading.mentions.titles_in(title.sentence).iter().find(same) {
        return holder(reading, first);
    }
    // "appointed Tom Baker Foreign Secretary"
    let beside = title.tokens.start.checked_sub(1).and_then(|t| reading.mentions.name_at(title.sentence, t));
    let beside = beside.filter(|m| english && reading.kind_of(*m) == EntityKind::Person);
    if let Some(name) = beside {
        let start = reading.mentions.names[name].whole.start;
        let given =
            start.checked_sub(1).is_some_and(|t| offices.raised.contains(&reading.word(title.sentence, t)));
        let wanted = Wanted::of(&[EntityKind::Person]);
        return reading.name(name, wanted).filter(|_| given);
    }
    // "elected in 2001 as mayor"
    let between = |t: &usize| {
        let word = reading.word(title.sentence, *t);
        let year = english && word.len() == 4 && word.chars().all(|c| c.is_ascii_digit());
        year || offices.as_words.contains(&word)
    };
    let mut words = (0..title.tokens.start).rev().take(6).skip_while(between);
    let first = words.next()?;
    // "saya selaku Ketua DPR": the speaker
    let wanted = Wanted::of(&[EntityKind::Person]);
    if first + 1 < title.tokens.start
        && reading.knowledge.lexicon.pronouns.speaker.contains(&reading.word(title.sentence, first))
    {
        return reading.referents(title.sentence, first, wanted).into_iter().next();
    }
    if first + 1 < title.tokens.start
        && let Some(raised) = raised(reading, title, first)
    {
        return Some(raised);
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

/// *PT Maju menunjuk Budi menjadi direktur utama*: the body that gives one of its own posts, no office of a state.
fn raiser(reading: &Reading<'_>, title: &Title) -> Option<(Entity, Range<usize>)> {
    let (sentence, lexicon) = (title.sentence, &reading.knowledge.lexicon);
    let state = phrase_at(&lexicon.candidates.offices, reading.sentence(sentence), title.tokens.start);
    if title.holder.is_some() || state.is_some() || title.class == TitleClass::Minister {
        return None;
    }
    let raising = |t: &usize| lexicon.offices.raising.contains(&reading.word(sentence, *t));
    let verb = (title.tokens.start.saturating_sub(8)..title.tokens.start).rev().find(raising)?;
    let grammar = reading.knowledge.rulebook.grammar(reading.article.language);
    let frame = grammar.frame(&reading.trees[sentence], verb);
    let agent = frame.fillers(Role::Agent).iter().find_map(|f| {
        let wanted = Wanted::of(&[EntityKind::Org]);
        reading.referents(sentence, f.token, wanted).into_iter().next()
    })?;
    Some((agent.entity, agent.tokens))
}

/// *PSSI menunjuk Budi sebagai pelatih*: the name before *sebagai*, where the verb before it raises to a post.
fn raised(reading: &Reading<'_>, title: &Title, last: usize) -> Option<Referent> {
    let sentence = title.sentence;
    let mention = reading.mentions.name_at(sentence, last)?;
    let start = reading.mentions.names[mention].whole.start;
    let offices = &reading.knowledge.lexicon.offices;
    let near = |words: &Words| {
        (start.saturating_sub(3)..start).rev().find(|t| words.contains(&reading.word(sentence, *t)))
    };
    let wanted = Wanted::of(&[EntityKind::Person]);
    // "Budi ditunjuk Ani menjadi menteri"
    if let Some(verb) = near(&offices.raised) {
        let grammar = reading.knowledge.rulebook.grammar(reading.article.language);
        let frame = grammar.frame(&reading.trees[sentence], verb);
        let patients = frame.fillers(Role::Patient).iter();
        let person = |token| reading.referents(sentence, token, wanted).into_iter().next();
        return patients.filter_map(|f| person(f.token)).next();
    }
    let verb = near(&offices.raising)?;
    let actual = reading.modality(sentence, verb) == Some(Modality::Actual);
    actual.then(|| reading.name(mention, wanted))?
}

/// *Ketua Umum Projo itu tiba*: a title with its body as the subject of a clause that nobody is quoted with.
fn describes_subject(reading: &Reading<'_>, title: &Title) -> bool {
    let sentence = reading.sentence(title.sentence);
    let head = &sentence.tokens[reading.head_of(title.sentence, title.tokens.clone())];
    let quoted = reporting(&reading.speeches, head.span).is_some_and(|s| s.is_quotation());
    let says_more = title.body.is_some() || title.tokens.len() > 2;
    let before = title.tokens.start.checked_sub(1).map(|t| reading.word(title.sentence, t));
    let according = before.is_some_and(|w| reading.knowledge.lexicon.speech.source.contains(&w));
    // "Mantan gubernur itu", where the first word is the head
    let first = title.tokens.start.checked_sub(1).filter(|_| title.former);
    let subject = |t: usize| sentence.tokens[t].deprel.starts_with("nsubj");
    let is_subject = head.deprel.starts_with("nsubj") || first.is_some_and(subject);
    (according || is_subject) && says_more && !quoted
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

/// *Direktur Utama PT Maju Budi mengundurkan diri*: the post that the subject of such words is called by, where they name
/// no other.
fn resigns(reading: &Reading<'_>, title: &Title) -> bool {
    let (sentence, offices) = (title.sentence, &reading.knowledge.lexicon.offices);
    let Some(holder) = title.holder.map(|h| &reading.mentions.names[h]).filter(|h| h.sentence == sentence)
    else {
        return false;
    };
    let mut at = holder.whole.end.max(holder.name.end).max(title.tokens.end);
    at += usize::from(reading.word(sentence, at) == ",");
    let Some(n_words) = phrase_at(&offices.resigning, reading.sentence(sentence), at) else { return false };
    let end = at + n_words;
    let actual = (at..end).all(|t| reading.modality(sentence, t) == Some(Modality::Actual));
    let other = (end..end + 3).any(|t| offices.left.contains(&reading.word(sentence, t)));
    actual && !other
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

/// The body that a title belongs to.
pub(crate) fn body(reading: &Reading<'_>, title: &Title) -> Option<(Entity, Range<usize>)> {
    let named = title
        .body
        .map(|b| (reading.entities[reading.chains.of[b]].clone(), reading.mentions.names[b].name.clone()));
    let named = named
        .or_else(|| listed(reading, title))
        .or_else(|| raiser(reading, title))
        .or_else(|| implied(reading, title));
    let Some(fused) = &title.fused else {
        let portfolio = || reading.knowledge.titles.at(reading.sentence(title.sentence), title.tokens.start);
        let (entity, tokens) = named.map(|(e, t)| (led(reading, e), t))?;
        if !matches!(entity.kind, EntityKind::Org | EntityKind::Place) {
            return None;
        }
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
    let acting = reading.knowledge.titles.acting(reading.sentence(title.sentence), title.tokens.start);
    let rest: Vec<&str> =
        words.split_whitespace().skip(acting + 1).take_while(|w| !w.starts_with('(')).collect();
    let name = [&[fused.as_str()], rest.as_slice()].concat().join(" ");
    let known =
        reading.knowledge.find(&name).find(|e| reading.knowledge.gazetteer.entry(*e).kind == EntityKind::Org);
    let entity = known.map(|e| reading.known(e)).unwrap_or_else(|| reading.unlisted(name, EntityKind::Org));
    Some((entity, title.tokens.clone()))
}

/// *pemimpin Hamas*: what somebody heads is a body, where nothing says what it is.
fn led(reading: &Reading<'_>, entity: Entity) -> Entity {
    match entity.kind {
        EntityKind::Thing if entity.wikidata.is_none() => reading.unlisted(entity.name, EntityKind::Org),
        _ => entity,
    }
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
