//! Where named things lie, as names side by side state it: *Desa Sukamaju, Kecamatan Rancaekek, Kabupaten Bandung*;
//! *Dallas, Texas*; *Masjid Raya di Padang*; *Lembang (Jawa Barat)*.
//!
//! Two names are a pair where nothing but a comma, a bracket or a word such as *di* stands between them, the outer one
//! is a place, and what is known of both does not forbid it: *Solo, Semarang* are two cities, the one not in the other.

use simpul_fact::{Entity, EntityKind, Object, Statement};

use crate::gazetteer::Gazetteer;
use crate::homes::{city_of, origin, owned};
use crate::lexicon::phrase_at;
use crate::reading::Reading;
use crate::relate::round;

/// What joins two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// *Dallas, Texas*.
    Comma,
    /// *Lembang (Jawa Barat)*.
    Bracket,
    /// *Masjid Raya di Padang*.
    Preposition,
    /// *Kelurahan Cilandak Kecamatan Cilandak*.
    Nothing,
}

/// The statements that names side by side make, in text order, not yet joined.
pub(crate) fn places(reading: &Reading<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    for sentence in (0..reading.analysis.sentences.len()).filter(|s| reading.is_prose(*s)) {
        let first_word = |m: &usize| reading.word(sentence, reading.mentions.names[*m].name.start);
        let is_address = |m: &usize| reading.knowledge.lexicon.places.address.contains(&first_word(m));
        let names: Vec<usize> = reading.mentions.in_sentence(sentence).filter(|m| !is_address(m)).collect();
        let mut located = None; // the outer place of the pair before
        for pair in names.windows(2) {
            if let Some((body, home, at)) = origin(reading, pair[0], pair[1]) {
                statements.push(statement(reading, body, home, at));
                continue;
            }
            if let Some((inner, outer, at)) = city_of(reading, pair[0], pair[1]) {
                statements.push(statement(reading, inner, outer, at));
                located = Some(outer);
                continue;
            }
            if let Some(at) = owned(reading, pair[0], pair[1]) {
                statements.push(statement(reading, pair[1], pair[0], at));
                continue;
            }
            let Some((joint, at)) = joint(reading, pair[0], pair[1]) else { continue };
            let says_where = located == Some(pair[0]) || is_located(reading, pair[0]);
            if lies_in(reading, pair[0], pair[1], joint, says_where) {
                located = Some(pair[1]);
                statements.push(statement(reading, pair[0], pair[1], at));
            }
        }
    }
    statements
}

/// What stands between two names, and the token that does; `None` where it is anything else.
fn joint(reading: &Reading<'_>, inner: usize, outer: usize) -> Option<(Joint, usize)> {
    let (inner, outer) = (&reading.mentions.names[inner], &reading.mentions.names[outer]);
    let (sentence, end) = (inner.sentence, outer.whole.start);
    let words = &reading.knowledge.lexicon.places;
    let mut at = inner.whole.end.max(inner.name.end);
    if at > end {
        return None;
    }
    // "Jalan Merdeka No. 4, Bandung", "Desa Cibodas RT 02/RW 05, Lembang"
    let is_number = |t: usize| {
        reading.word(sentence, t).starts_with(|c: char| c.is_ascii_digit() || c == '/' || c == '.')
    };
    let address = |t: usize| words.address.contains(&reading.word(sentence, t)) || is_number(t);
    let comma = usize::from(reading.word(sentence, at) == ",");
    if (at + comma..end).any(address) {
        at += comma;
        let begin = at;
        while at < end && address(at) {
            at += 1;
        }
        // "21 hurt in Bergen, 36 in Hamar"
        let count = comma == 1 && (begin..at).all(is_number);
        if count && words.prepositions.contains(&reading.word(sentence, at)) {
            return None;
        }
    }
    let mut between: Vec<String> = (at..end).map(|t| reading.word(sentence, t)).collect();
    // "KTT di kota Bandung": a noun that only introduces the name
    if between.len() > 1 && between.last().is_some_and(|w| words.introducing.contains(w)) {
        between.pop();
    }
    // "the town of Lahti in the province of Uusimaa"
    let of_place = |w: &[String]| {
        words.holding.contains(&w[1])
            && reading.knowledge.lexicon.kinds(&w[0]).any(|k| k == EntityKind::Place)
    };
    if between.len() > 2 && of_place(&between[between.len() - 2..]) {
        between.truncate(between.len() - 2);
        let articles = &reading.knowledge.lexicon.described.articles;
        if between.len() > 1 && between.last().is_some_and(|w| articles.contains(w)) {
            between.pop();
        }
    }
    match between.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] if at == inner.whole.end => Some((Joint::Nothing, at)),
        [","] => Some((Joint::Comma, at)),
        ["("] if reading.word(sentence, outer.whole.end) == ")" => Some((Joint::Bracket, at)),
        [word] | [",", word] if words.prepositions.contains(word) => Some((Joint::Preposition, end - 1)),
        _ => None,
    }
}

/// True where the text says that the inner thing lies in the outer one; `located`: the inner one is said to be where
/// something is.
fn lies_in(reading: &Reading<'_>, inner: usize, outer: usize, joint: Joint, located: bool) -> bool {
    let same = reading.chains.of[inner] == reading.chains.of[outer];
    if same || reading.kind_of(outer) != EntityKind::Place {
        return false;
    }
    match reading.kind_of(inner) {
        EntityKind::Place => {
            let (low, high) = (level(reading, inner), level(reading, outer));
            let known = contains(reading, inner, outer);
            // "di Kuningan, Jakarta Selatan": a part of town with the name of a town far away
            let namesake = || {
                joint == Joint::Comma
                    && located
                    && low.is_some_and(|l| l < COUNTRY)
                    && !is_list(reading, inner, outer)
            };
            if known == Some(false) && !namesake() {
                return false;
            }
            let known = known.map(|_| true);
            let higher = matches!((low, high), (Some(low), Some(high)) if low < high);
            let rising = known == Some(true) || higher && !is_row(reading, outer);
            // "in Leeds, West Yorkshire, England": what is not known lies between two that are
            let between = || {
                let next = reading.mentions.names[outer].whole.end + 1;
                let sentence = reading.mentions.names[outer].sentence;
                let next = reading.mention_from(sentence, next).filter(|m| {
                    reading.word(sentence, reading.mentions.names[outer].whole.end) == ","
                        && reading.kind_of(*m) == EntityKind::Place
                });
                next.is_some_and(|m| level(reading, m).is_some_and(|l| l > TOWN))
            };
            let open = low.is_none()
                || high.is_none() && low.is_some_and(|l| l < TOWN || l == TOWN && located && between());
            match joint {
                Joint::Comma | Joint::Bracket => {
                    let addressed = located || low.is_some_and(|l| l <= 1);
                    rising || open && addressed && !is_list(reading, inner, outer)
                }
                Joint::Preposition => rising || open && low.is_none_or(|l| l < COUNTRY),
                Joint::Nothing => rising && high.is_some_and(|h| h < COUNTRY),
            }
        }
        EntityKind::Event => joint == Joint::Preposition,
        EntityKind::Org if has_premises(reading, inner) => match joint {
            Joint::Comma => located && !is_list(reading, inner, outer),
            Joint::Preposition => depends(reading, inner, outer),
            Joint::Bracket | Joint::Nothing => false,
        },
        // "di Steve Jobs Theater, Cupertino"
        EntityKind::Thing => {
            let place = entry(reading, outer).is_some() && level(reading, outer).is_some_and(|l| l < COUNTRY);
            joint == Joint::Comma && located && place && !is_list(reading, inner, outer)
        }
        _ => false,
    }
}

/// How high a town or regency stands among [`level`]s.
const TOWN: usize = 3;

/// How high a state stands among [`level`]s.
pub(crate) const COUNTRY: usize = 6;

/// How large a place is, from a street or building (0) to a continent, by the word that opens its name, else by what
/// is known of it; `None` where nothing tells.
pub(crate) fn level(reading: &Reading<'_>, mention: usize) -> Option<usize> {
    let name = &reading.mentions.names[mention];
    let sentence = reading.sentence(name.sentence);
    let words = &reading.knowledge.lexicon.places;
    let by_word = words
        .levels
        .iter()
        .position(|l| phrase_at(l, sentence, name.name.start).is_some_and(|n| n < name.name.len()));
    let by_last = || {
        words
            .last_levels
            .iter()
            .position(|l| name.name.len() > 1 && l.contains(&reading.word(name.sentence, name.name.end - 1)))
    };
    // "desa Sukamaju", "kota Bandung": the noun before the name
    let before = || {
        let noun = name.name.start.checked_sub(1)?;
        words.levels.iter().position(|l| phrase_at(l, sentence, noun) == Some(1))
    };
    let known = || {
        let gazetteer = &reading.knowledge.gazetteer;
        entry(reading, mention).and_then(|e| level_of(gazetteer, e))
    };
    by_word.or_else(by_last).or_else(known).or_else(before)
}

fn level_of(gazetteer: &Gazetteer, entry: usize) -> Option<usize> {
    Some(match gazetteer.entry(entry).level.as_deref()? {
        "district" => 2,
        "city" | "regency" | "capital" => TOWN,
        "province" | "region" => 5,
        "country" => COUNTRY,
        _ => COUNTRY + 1,
    })
}

fn entry(reading: &Reading<'_>, mention: usize) -> Option<usize> {
    reading.chains.chains[reading.chains.of[mention]].entry
}

/// Whether the outer place is known to hold the inner one, or another of its name; `None` where that is not known.
pub(crate) fn contains(reading: &Reading<'_>, inner: usize, outer: usize) -> Option<bool> {
    let (low, high) = (entry(reading, inner)?, entry(reading, outer)?);
    let gazetteer = &reading.knowledge.gazetteer;
    let within = |e: usize| gazetteer.by_id(gazetteer.entry(e).within.as_deref()?);
    let around = |e: usize| std::iter::successors(Some(e), |e| within(*e)).take(8);
    let state = |e: usize| around(e).find(|e| gazetteer.is_country(*e));
    let name = &reading.mentions.names[inner].text;
    let namesakes: Vec<usize> = std::iter::once(low).chain(reading.knowledge.find(name)).collect();
    if namesakes.iter().any(|e| around(*e).skip(1).any(|w| w == high)) {
        return Some(true);
    }
    // of a city abroad only its state is known; what lies in a continent or a sea is not
    let open = |e: usize| {
        let only_state = within(e).is_none_or(|w| gazetteer.is_country(w));
        e != high && only_state && state(e).is_none_or(|s| state(high) == Some(s))
    };
    let may = state(high).is_none() || namesakes.into_iter().any(open);
    (!may).then_some(false)
}

/// True where the names are members of a list: *Solo, Semarang, dan Kudus*.
fn is_list(reading: &Reading<'_>, inner: usize, outer: usize) -> bool {
    let (a, b) = (&reading.mentions.names[inner], &reading.mentions.names[outer]);
    let closes = |t: usize| reading.knowledge.lexicon.lists.joiners.contains(&reading.word(b.sentence, t));
    let comma = reading.word(b.sentence, b.whole.end) == ",";
    let head = reading.head_of(b.sentence, b.name.clone());
    let token = &reading.sentence(b.sentence).tokens[head];
    let known = |m: usize| entry(reading, m).is_some();
    let goes_on = || {
        let next = reading.mention_from(b.sentence, b.whole.end + 1).filter(|_| comma)?;
        Some(reading.kind_of(next) == EntityKind::Place && level(reading, next) <= level(reading, outer))
    };
    closes(b.whole.end + usize::from(comma))
        || known(inner) && known(outer) && goes_on() == Some(true)
        || token.deprel == "conj" && token.head.is_some_and(|h| a.name.contains(&h))
}

/// True where the name opens a row of places as large as it, which a word such as *and* closes or which has three
/// or more: *New York, North Carolina, Ohio and Utah*.
fn is_row(reading: &Reading<'_>, mention: usize) -> bool {
    let size = level(reading, mention);
    let name = &reading.mentions.names[mention];
    let joins = |t: usize| reading.knowledge.lexicon.lists.joiners.contains(&reading.word(name.sentence, t));
    let (mut at, mut n_more) = (name.whole.end, 0);
    loop {
        let comma = usize::from(reading.word(name.sentence, at) == ",");
        let joined = usize::from(joins(at + comma));
        let next = reading.mention_from(name.sentence, at + comma + joined).filter(|_| comma + joined > 0);
        let Some(next) = next.filter(|m| level(reading, *m) == size) else { return false };
        n_more += 1;
        if joined == 1 || n_more == 2 {
            return true;
        }
        at = reading.mentions.names[next].whole.end;
    }
}

/// True where the name stands after a word that says where: *di Hotel Mulia*, *in downtown Dallas*.
fn is_located(reading: &Reading<'_>, mention: usize) -> bool {
    let name = &reading.mentions.names[mention];
    let words = &reading.knowledge.lexicon.places;
    let before = |n: usize| {
        name.whole.start.checked_sub(n).map(|t| reading.word(name.sentence, t)).unwrap_or_default()
    };
    let says_where = |word: &str| words.prepositions.contains(word) || words.directions.contains(word);
    says_where(&before(1)) || words.introducing.contains(&before(1)) && says_where(&before(2))
}

/// True where the tree hangs the outer name on the inner one: not *menemui DPR di Jakarta*.
fn depends(reading: &Reading<'_>, inner: usize, outer: usize) -> bool {
    let (a, b) = (&reading.mentions.names[inner], &reading.mentions.names[outer]);
    let head = reading.head_of(b.sentence, b.name.clone());
    let tokens = &reading.sentence(b.sentence).tokens;
    let begins = a.name.start == 0 || a.whole.start == 0;
    let mut above = tokens[head].head;
    // "kampus Universitas Indonesia di Depok": on the noun that introduces the name
    if let Some(h) = above.filter(|h| tokens[head].deprel.starts_with("nmod") && !a.name.contains(h)) {
        let of_name = reading.head_of(a.sentence, a.name.clone());
        above = (tokens[of_name].head == Some(h)).then_some(of_name);
    }
    above.is_some_and(|h| a.name.contains(&h)) || begins && tokens[head].deprel.starts_with("nmod")
}

/// True for a body that has a building or grounds of its own: *Masjid Istiqlal*, *Universitas Andalas*; *markas PBB*.
pub(crate) fn has_premises(reading: &Reading<'_>, mention: usize) -> bool {
    let name = &reading.mentions.names[mention];
    let words = &reading.knowledge.lexicon.places;
    let named = name.name.clone().any(|t| words.premises.contains(&reading.word(name.sentence, t)));
    let seat = || {
        let before = (0..name.whole.start).rev().take(2).map(|t| reading.word(name.sentence, t));
        before.into_iter().any(|w| words.seats.contains(&w))
    };
    named || seat()
}

fn statement(reading: &Reading<'_>, inner: usize, outer: usize, at: usize) -> Statement {
    let of = |m: usize| -> Entity { reading.entities[reading.chains.of[m]].clone() };
    let (subject, object) = (of(inner), of(outer));
    let (a, b) = (&reading.mentions.names[inner], &reading.mentions.names[outer]);
    let trail = [
        format!("“{}” joins the two names", reading.words(a.sentence, at..at + 1).text),
        format!("{} lies in {}", subject.name, object.name),
    ];
    let evidence = reading.evidence(a.sentence, &a.name, &(at..at + 1), &b.name, "locatedIn/places", trail);
    Statement::new(subject, "locatedIn", Object::Entity(Box::new(object)), round(0.9), evidence)
}
