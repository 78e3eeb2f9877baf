//! Who faces and who beats whom, where rules alone do not see it: names side by side, *Persib vs Persija*, and clubs
//! that go by the name of their town, *Liverpool menaklukkan Napoli*.

use std::cmp::Ordering;

use simpul_fact::{EntityKind, Modality, Object, Statement};
use simpul_rules::Filler;

use crate::reading::Reading;
use crate::refer::{Referent, Wanted};
use crate::relate::round;

/// Relations of contests: here a town that acts is its club.
const CONTESTS: [&str; 2] = ["competesWith", "defeats"];

const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Org, EntityKind::Place];

/// The statements that pairs of names with *vs* between them make, and those on clubs named as towns; not yet joined.
pub(crate) fn contests(reading: &Reading<'_>) -> Vec<Statement> {
    let versus = &reading.knowledge.lexicon.contests.versus;
    let mut statements = towns(reading);
    for sentence in (0..reading.analysis.sentences.len()).filter(|s| reading.is_prose(*s)) {
        let names: Vec<usize> = reading.mentions.in_sentence(sentence).collect();
        for pair in names.windows(2) {
            let [a, b] = [&reading.mentions.names[pair[0]], &reading.mentions.names[pair[1]]];
            let between: Vec<usize> =
                (a.whole.end..b.whole.start).filter(|t| reading.word(sentence, *t) != ".").collect();
            // "Persib 2-1 Persija", "Persib vs Persija 2-1"
            let inner = score(reading, sentence, a.whole.end).filter(|s| s.1 == b.whole.start);
            let (at, scored) = match between.as_slice() {
                &[at] if versus.contains(&reading.word(sentence, at)) => {
                    (at, score_after(reading, sentence, b.whole.end))
                }
                _ if inner.is_some() => (a.whole.end, inner),
                _ => continue,
            };
            let wanted = Wanted { kinds: &KINDS, acting: false, unnamed: false, places: true };
            let ends = [pair[0], pair[1]].map(|m| reading.name(m, wanted));
            let [Some(subject), Some(object)] = ends else { continue };
            let head = reading.head_of(sentence, a.name.clone());
            // "laga Persib vs Persija akan digelar": the verb that the first name hangs on, whatever lies between
            let verb =
                reading.ancestors(sentence, head).find(|t| !reading.citations[sentence][*t].is_empty());
            let Some(modality) = verb.map_or(Some(Modality::Actual), |v| reading.modality(sentence, v))
            else {
                continue;
            };
            let anchor = verb.unwrap_or(at);
            let words = at..at + 1;
            let trail = [format!("“{}” joins the two names", reading.words(sentence, words.clone()).text)];
            let rule = "competesWith/contests";
            let evidence = reading.evidence(sentence, &subject.tokens, &words, &object.tokens, rule, trail);
            let confidence = round(0.9 * subject.certainty * object.certainty);
            let when = reading.date_of(sentence, anchor, &[anchor]);
            let sides = match scored.map(|s| s.0) {
                Some(Ordering::Greater) => Some((&subject, &object)),
                Some(Ordering::Less) => Some((&object, &subject)),
                _ => None,
            };
            if let Some((winner, loser)) = sides.filter(|_| modality == Modality::Actual) {
                let trail = [format!("the score is {}’s", winner.entity.name)];
                let rule = "defeats/contests";
                let evidence = reading.evidence(sentence, &winner.tokens, &words, &loser.tokens, rule, trail);
                let end = Object::Entity(Box::new(loser.entity.clone()));
                statements.push(Statement {
                    when,
                    ..Statement::new(winner.entity.clone(), "defeats", end, confidence, evidence)
                });
            }
            let end = Object::Entity(Box::new(object.entity));
            statements.push(Statement {
                when,
                modality,
                ..Statement::new(subject.entity, "competesWith", end, confidence, evidence)
            });
        }
    }
    statements
}

/// *2-1*: which side of a score that begins at a token is the greater, and where the score ends.
fn score(reading: &Reading<'_>, sentence: usize, at: usize) -> Option<(Ordering, usize)> {
    let points = |t: usize| {
        let word = reading.word(sentence, t);
        let digits = (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
        word.parse::<u16>().ok().filter(|_| digits)
    };
    let dash = matches!(reading.word(sentence, at + 1).as_str(), "-" | "–");
    let (left, right) = (points(at)?, points(at + 2)?);
    let goes_on = matches!(reading.word(sentence, at + 3).as_str(), "-" | "–" | "/");
    (dash && !goes_on).then(|| (left.cmp(&right), at + 3))
}

/// The same for a score that at most four words such as *berakhir dengan skor* part from the token.
fn score_after(reading: &Reading<'_>, sentence: usize, from: usize) -> Option<(Ordering, usize)> {
    let words = &reading.knowledge.lexicon.contests.before_score;
    let between = (from..from + 4).take_while(|t| words.contains(&reading.word(sentence, *t))).count();
    score(reading, sentence, from + between)
}

/// What the rules of contests read where a town, which elsewhere does not act, is one of the two.
fn towns(reading: &Reading<'_>) -> Vec<Statement> {
    let rulebook = &reading.knowledge.rulebook;
    let wanted = Wanted { kinds: &KINDS, acting: false, unnamed: false, places: true };
    let filled = |sentence, fillers: &[Filler]| {
        let mut found = fillers.iter().map(|f| reading.referents(sentence, f.token, wanted));
        found.find(|f| !f.is_empty()).unwrap_or_default()
    };
    let is_town = |r: &Referent| {
        let entry = reading.knowledge.gazetteer.by_id(&r.entity.id);
        r.entity.kind == EntityKind::Place
            && !entry.is_some_and(|e| reading.knowledge.gazetteer.is_country(e))
    };
    let mut statements = Vec::new();
    let has_town = |s: &usize| {
        let mut names =
            reading.mentions.in_sentence(*s).map(|m| &reading.chains.chains[reading.chains.of[m]]);
        let country = |e: usize| reading.knowledge.gazetteer.is_country(e);
        names.any(|c| c.kind == EntityKind::Place && !c.entry.is_some_and(country))
    };
    let sentences = (0..reading.analysis.sentences.len()).filter(|s| reading.is_prose(*s));
    for sentence in sentences.filter(has_town) {
        let citations = &reading.citations[sentence];
        let matches = rulebook.matches(&reading.trees[sentence], reading.article.language, citations);
        let anchors: Vec<usize> = matches.iter().map(|m| m.anchor).collect();
        for found in &matches {
            let name = rulebook.relations()[found.relation].relation.name.as_str();
            if !CONTESTS.contains(&name) {
                continue;
            }
            let Some(modality) = reading.modality(sentence, found.anchor) else { continue };
            let (subjects, objects) = (filled(sentence, &found.subject), filled(sentence, &found.object));
            let pairs = subjects.iter().flat_map(|s| objects.iter().map(move |o| (s, o)));
            // a person plays persons, not towns: "Anna Berg visited Oslo"
            let is_team = |r: &Referent| matches!(r.entity.kind, EntityKind::Place | EntityKind::Org);
            for (subject, object) in pairs.filter(|(s, o)| is_town(s) || is_town(o)) {
                let teams = is_team(subject) && is_team(object);
                if subject.entity.id == object.entity.id || !teams {
                    continue;
                }
                let (a, b) = (&subject.entity.name, &object.entity.name);
                let trail = [format!("a town in a contest is its club: {a} and {b}")];
                let (trigger, rule) = (&found.trigger, found.block.to_string());
                let evidence =
                    reading.evidence(sentence, &subject.tokens, trigger, &object.tokens, &rule, trail);
                let confidence = round(0.8 * found.confidence * subject.certainty * object.certainty);
                let end = Object::Entity(Box::new(object.entity.clone()));
                statements.push(Statement {
                    when: reading.date_of(sentence, found.anchor, &anchors),
                    modality: found.modality.unwrap_or(modality),
                    ..Statement::new(subject.entity.clone(), name, end, confidence, evidence)
                });
            }
        }
    }
    statements
}
