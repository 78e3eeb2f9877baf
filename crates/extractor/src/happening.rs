//! One happening told in several places of an article: the date and place said of it once hold wherever it is told.
//!
//! *Polisi menangkap Budi di Medan. … Penangkapan itu dilakukan pada Senin (3/6/2024).* A noun for what was told before,
//! with a word such as *itu*, brings its date to the statement. *Oslo beat Bergen on Sunday. … In Bergen's stadium, Oslo
//! faced Bergen*: two statements about one match. Which relations tell of one happening stands in
//! `seeds/grammar/happenings.toml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use simpul_fact::{Entity, EntityKind, Evidence, Modality, Object, Statement};
use simpul_text::{Date, Language, Upos};

use crate::knowledge::{KnowledgeError, from_toml};
use crate::reading::Reading;

/// Which statements tell of one happening.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Happenings {
    timeless: BTreeSet<String>,
    incidents: BTreeSet<String>,
    contests: BTreeSet<String>,
    told: BTreeSet<String>,
    happening: Vec<Happening>,
}

/// Relations that tell of one happening where they share an end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Happening {
    ends: BTreeMap<String, End>,
    #[serde(default)]
    kinds: Vec<EntityKind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum End {
    Subject,
    Object,
    Both,
}

impl Happenings {
    /// Reads the file; `file` is its name for messages.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Happenings, KnowledgeError> {
        from_toml(file, text)
    }

    /// True where a statement of that relation has no date of its own: *Bandung lies in West Java*; *the fair takes place
    /// in Bandung* has, whatever a fair is taken for.
    pub(crate) fn is_timeless(&self, relation: &str, subject: EntityKind, object: EntityKind) -> bool {
        let event = subject == EntityKind::Event || object == EntityKind::Event;
        self.timeless.contains(relation) && !event
    }

    /// True where a statement of that relation tells of an event, which happens at some time.
    pub(crate) fn is_told(&self, relation: &str) -> bool {
        self.told.contains(relation)
    }
}

impl Happening {
    /// What statements of one happening have in common; `None` where a statement is of no such happening.
    fn key<'s>(&self, statement: &'s Statement) -> Option<[&'s str; 2]> {
        let end = self.ends.get(&statement.relation)?;
        let Object::Entity(object) = &statement.object else { return None };
        let (subject, object) = (&statement.subject, object.as_ref());
        let fits = |e: &Entity| self.kinds.is_empty() || self.kinds.contains(&e.kind);
        match end {
            End::Subject => fits(subject).then_some([subject.id.as_str(), ""]),
            End::Object => fits(object).then_some([object.id.as_str(), ""]),
            End::Both => {
                let mut ends = [subject.id.as_str(), object.id.as_str()];
                ends.sort_unstable();
                (fits(subject) && fits(object)).then_some(ends)
            }
        }
    }
}

/// Statements with the dates and places that are said of the same happening elsewhere in the article.
pub(crate) fn spread(statements: Vec<Statement>, reading: &Reading<'_>) -> Vec<Statement> {
    let mut statements = statements;
    for retelling in retellings(reading) {
        statements = statements.into_iter().map(|s| retold(s, &retelling, reading)).collect();
    }
    let settings = settings(reading);
    statements = statements.into_iter().map(|s| set_in(s, &settings, reading)).collect();
    statements = match match_day(&statements, reading) {
        Some(day) => statements.into_iter().map(|s| on_match_day(s, day, reading)).collect(),
        None => statements,
    };
    statements = crate::narrative::continued(statements, reading);
    for happening in &reading.knowledge.happenings.happening {
        statements = shared(statements, happening);
    }
    statements
}

/// Gives statements of one happening the one date and the one place that any of them has.
fn shared(statements: Vec<Statement>, happening: &Happening) -> Vec<Statement> {
    type Said = (Vec<Date>, Vec<Entity>);
    let mut said: BTreeMap<([String; 2], Modality), Said> = BTreeMap::new();
    let key = |s: &Statement| happening.key(s).map(|k| (k.map(str::to_owned), s.modality));
    for statement in &statements {
        let Some(key) = key(statement) else { continue };
        let (dates, places) = said.entry(key).or_default();
        dates.extend(statement.when);
        places.extend(statement.place.clone());
    }
    let fill = |statement: Statement| {
        let Some((dates, places)) = key(&statement).and_then(|k| said.get(&k)) else { return statement };
        let when = statement.when.or_else(|| one_date(dates));
        let one = places.first().filter(|first| places.iter().all(|p| p.id == first.id));
        // an event's own place is what "locatedIn" says
        let place = statement.place.clone().or_else(|| one.filter(|p| !is_end(&statement, p)).cloned());
        Statement { when, place, ..statement }
    };
    statements.into_iter().map(fill).collect()
}

fn is_end(statement: &Statement, entity: &Entity) -> bool {
    let object = matches!(&statement.object, Object::Entity(o) if o.id == entity.id);
    object || statement.subject.id == entity.id
}

/// The most exact of dates that do not contradict one another.
fn one_date(dates: &[Date]) -> Option<Date> {
    let exact = *dates.iter().max_by_key(|d| d.to_string().len())?;
    let text = exact.to_string();
    dates.iter().all(|d| text.starts_with(&d.to_string())).then_some(exact)
}

/// A sentence that says when something happened that was told before: *Penangkapan itu dilakukan pada Senin*.
struct Retelling {
    sentence: usize,
    /// The noun in lower case, and the verbs that it may be made of.
    noun: String,
    verbs: Vec<String>,
    /// True for *peristiwa itu*, *the incident*.
    any: bool,
    date: Date,
}

/// The sentences of an article that date something told before, in text order.
fn retellings(reading: &Reading<'_>) -> Vec<Retelling> {
    let mut found = Vec::new();
    for sentence in (0..reading.analysis.sentences.len()).filter(|s| reading.is_prose(*s)) {
        for (mention, token) in reading.dates_in(sentence) {
            let Some(noun) = reading.dated_noun(sentence, token) else { continue };
            let word = reading.word(sentence, noun);
            let any = reading.knowledge.lexicon.happenings.incident.contains(&word);
            let mut verbs = reading.citations[sentence][noun].clone();
            if reading.article.language == Language::Id {
                verbs.extend(simpul_analyzer::morphology::verbs_of_noun(&word));
            }
            found.push(Retelling { sentence, noun: word, verbs, any, date: mention.date });
        }
    }
    found
}

impl Reading<'_> {
    /// The noun with *itu* or *the* that a date is said of, through the verb of its clause or by itself.
    fn dated_noun(&self, sentence: usize, date: usize) -> Option<usize> {
        let all = &self.sentence(sentence).tokens;
        let speech = &self.knowledge.lexicon.speech;
        let is_noun = |t: &usize| all[*t].upos == Upos::Noun;
        let mut verb = None;
        for t in std::iter::once(date).chain(self.ancestors(sentence, date)) {
            if self.is_any(sentence, t, &speech.verbs) || speech.bare.contains(&self.word(sentence, t)) {
                return None;
            }
            if all[t].upos == Upos::Verb {
                verb = Some(t);
                break;
            }
            if t != date && is_noun(&t) && self.is_known_before(sentence, t) {
                return Some(t);
            }
        }
        // "sudah mulai berlangsung sejak Rabu": the verb that has the subject
        let mut verb = verb?;
        while matches!(all[verb].deprel.as_str(), "xcomp" | "ccomp") {
            let Some(above) = all[verb].head.filter(|h| *h < verb && all[*h].upos == Upos::Verb) else {
                break;
            };
            verb = above;
        }
        self.modality(sentence, verb).filter(|m| *m == Modality::Actual)?;
        let subject =
            |t: &usize| all[*t].head == Some(verb) && all[*t].deprel.starts_with("nsubj") && *t < verb;
        (0..verb).filter(subject).find(is_noun).filter(|t| self.is_known_before(sentence, *t))
    }

    /// *penangkapan para pelaku itu*, *the arrest*: a noun for what was named before.
    fn is_known_before(&self, sentence: usize, noun: usize) -> bool {
        let all = &self.sentence(sentence).tokens;
        let words = &self.knowledge.lexicon;
        let below = |t: usize| t == noun || self.ancestors(sentence, t).any(|a| a == noun);
        let after = (noun + 1..all.len().min(noun + 7)).take_while(|t| below(*t));
        let here = after.clone().any(|t| words.pronouns.here.contains(&self.word(sentence, t)));
        let before = (noun.saturating_sub(3)..noun).filter(|t| all[*t].head == Some(noun));
        let article = before.clone().any(|t| {
            let word = self.word(sentence, t);
            words.described.articles.contains(&word) && !words.quantity.indefinite.contains(&word)
                || words.pronouns.here.contains(&word)
        });
        here || article || words.happenings.incident.contains(&self.word(sentence, noun))
    }

    /// True for a noun that names a kind of event: *sidang*, *meeting*.
    fn is_event(&self, sentence: usize, token: usize) -> bool {
        let kinds = |word: &str| self.knowledge.lexicon.kinds(word).any(|k| k == EntityKind::Event);
        self.sentence(sentence).tokens[token].upos == Upos::Noun && kinds(&self.word(sentence, token))
    }

    /// The token at which the words that state the relation begin.
    pub(crate) fn trigger_of(&self, evidence: &Evidence) -> Option<usize> {
        let tokens = &self.sentence(evidence.sentence_number).tokens;
        tokens.iter().position(|t| t.span.start == evidence.trigger.start)
    }

    /// True where a sentence speaks of earlier times: *pada laga sebelumnya*, *last season*.
    pub(crate) fn looks_back(&self, sentence: usize) -> bool {
        let background = &self.knowledge.lexicon.happenings.background;
        (0..self.sentence(sentence).tokens.len()).any(|t| background.contains(&self.word(sentence, t)))
    }
}

/// A statement with the date of a later sentence that tells of the same.
fn retold(statement: Statement, retelling: &Retelling, reading: &Reading<'_>) -> Statement {
    let evidence = &statement.evidence[0];
    let sentence = evidence.sentence_number;
    let happenings = &reading.knowledge.happenings;
    let Object::Entity(object) = &statement.object else { return statement };
    if !is_undated(&statement)
        || sentence >= retelling.sentence
        || happenings.is_timeless(&statement.relation, statement.subject.kind, object.kind)
    {
        return statement;
    }
    let (start, end) = (evidence.trigger.start, evidence.trigger.end);
    let tokens = &reading.sentence(sentence).tokens;
    let triggers = || (0..tokens.len()).filter(|t| (start..end).contains(&tokens[*t].span.start));
    let same_verb = triggers().any(|t| {
        let verbs = &reading.citations[sentence][t];
        verbs.iter().any(|v| retelling.verbs.contains(v)) || reading.word(sentence, t) == retelling.noun
    });
    let first = |e: &Entity| e.name.split_whitespace().next().map(str::to_lowercase);
    let happens = |e: &Entity| {
        matches!(e.kind, EntityKind::Event | EntityKind::Thing)
            && first(e).as_deref() == Some(&retelling.noun)
    };
    let named = happens(&statement.subject) || happens(object);
    let incident = retelling.any && happenings.incidents.contains(&statement.relation);
    if !(same_verb || named || incident) {
        return statement;
    }
    dated(statement, retelling.date, &format!("“{}” is told again with its date", retelling.noun))
}

/// True for a fact that no date is said of: one told elsewhere may be its own.
pub(crate) fn is_undated(statement: &Statement) -> bool {
    statement.when.is_none() && statement.modality == Modality::Actual
}

/// A statement with a date, and the reason for it.
pub(crate) fn dated(statement: Statement, date: Date, why: &str) -> Statement {
    let mut statement = Statement { when: Some(date), ..statement };
    statement.evidence[0].trail.push(why.to_owned());
    statement
}

/// A dated event: *Pada sidang Senin (9/9/2019)*, *a helicopter crashed on Sunday*.
struct Setting {
    sentence: usize,
    /// The noun in lower case, or the citation forms of the verb.
    words: Vec<String>,
    date: Date,
}

/// The events that an article dates, in text order.
fn settings(reading: &Reading<'_>) -> Vec<Setting> {
    let mut found = Vec::new();
    for sentence in (0..reading.analysis.sentences.len()).filter(|s| reading.is_prose(*s)) {
        let tokens = &reading.sentence(sentence).tokens;
        for (mention, token) in reading.dates_in(sentence) {
            let mut above = reading.ancestors(sentence, token);
            let own = above.find(|t| reading.is_event(sentence, *t) || tokens[*t].upos == Upos::Verb);
            let Some(own) = own else { continue };
            let parts = |t: &usize| {
                *t == own
                    || tokens[*t].head == Some(own)
                        && ["nsubj", "obj", "obl"].iter().any(|l| tokens[*t].deprel.starts_with(l))
            };
            let nouns = (0..tokens.len()).filter(parts).filter(|t| reading.is_event(sentence, *t));
            let words = nouns.map(|t| vec![reading.word(sentence, t)]);
            let verb = (tokens[own].upos == Upos::Verb).then(|| reading.citations[sentence][own].clone());
            found.extend(words.chain(verb).map(|words| Setting { sentence, words, date: mention.date }));
        }
    }
    found
}

/// *Dalam sidang tersebut, jaksa mendakwa Budi*: a statement with the one date of the event that it is set in.
fn set_in(statement: Statement, settings: &[Setting], reading: &Reading<'_>) -> Statement {
    let evidence = &statement.evidence[0];
    let sentence = evidence.sentence_number;
    let Object::Entity(object) = &statement.object else { return statement };
    let happenings = &reading.knowledge.happenings;
    let timeless = happenings.is_timeless(&statement.relation, statement.subject.kind, object.kind);
    if !is_undated(&statement) || timeless {
        return statement;
    }
    let tokens = &reading.sentence(sentence).tokens;
    let Some(trigger) = reading.trigger_of(evidence) else { return statement };
    // not "after the meeting"
    let within = &reading.knowledge.lexicon.happenings.within;
    let during = |noun: usize| {
        (0..noun).any(|t| tokens[t].head == Some(noun) && within.contains(&reading.word(sentence, t)))
    };
    let frames = |t: &usize| {
        tokens[trigger].upos == Upos::Verb
            && tokens[*t].head == Some(trigger)
            && tokens[*t].deprel.starts_with("obl")
            && during(*t)
            && reading.is_event(sentence, *t)
            && reading.is_known_before(sentence, *t)
    };
    // "the crash killed nine": an end that is an event
    let ends = [&evidence.subject, &evidence.object];
    let named = |t: &usize| {
        reading.is_event(sentence, *t)
            && ends.iter().any(|q| (q.start..q.end).contains(&tokens[*t].span.start))
            && reading.is_known_before(sentence, *t)
    };
    let Some(noun) = (0..tokens.len()).find(frames).or_else(|| (0..tokens.len()).find(named)) else {
        return statement;
    };
    let noun = reading.word(sentence, noun);
    let verbs = match reading.article.language {
        Language::Id => simpul_analyzer::morphology::verbs_of_noun(&noun),
        Language::En => Vec::new(),
    };
    let same = |s: &&Setting| s.words.iter().any(|w| *w == noun || verbs.contains(w));
    let before = settings.iter().filter(|s| s.sentence < sentence).filter(same);
    let dates: Vec<Date> = before.map(|s| s.date).collect();
    match one_date(&dates) {
        Some(date) => dated(statement, date, &format!("set in “{noun}”, which is dated before")),
        None => statement,
    }
}

/// The one day that an article dates matches with: *dua laga pada Rabu (5/3/2025)*.
fn match_day(statements: &[Statement], reading: &Reading<'_>) -> Option<Date> {
    let nouns = &reading.knowledge.lexicon.happenings.contest;
    let contests = &reading.knowledge.happenings.contests;
    let told = statements.iter().filter(|s| contests.contains(&s.relation)).filter_map(|s| s.when);
    let mut dates: BTreeSet<Date> = told.collect();
    for sentence in (0..reading.analysis.sentences.len()).filter(|s| reading.is_prose(*s)) {
        let tokens = &reading.sentence(sentence).tokens;
        for (mention, token) in reading.dates_in(sentence) {
            let verb = reading.ancestors(sentence, token).find(|t| tokens[*t].upos == Upos::Verb);
            let near = |t: &usize| {
                nouns.contains(&reading.word(sentence, *t))
                    && (tokens[*t].head == verb && verb.is_some()
                        || reading.ancestors(sentence, token).any(|a| a == *t))
            };
            let dated = (0..tokens.len()).any(|t| near(&t));
            dates.extend(Some(mention.date).filter(|d| dated && d.weekday().is_some()));
        }
    }
    let mut dates = dates.into_iter();
    dates.next().filter(|_| dates.next().is_none())
}

/// A statement on a contest without a date of its own, on the day of the matches that the article reports.
fn on_match_day(statement: Statement, day: Date, reading: &Reading<'_>) -> Statement {
    let happenings = &reading.knowledge.happenings;
    let contest = happenings.contests.contains(&statement.relation) && is_undated(&statement);
    let sentences = || statement.evidence.iter().map(|e| e.sentence_number);
    if !contest || sentences().all(|s| reading.looks_back(s)) {
        return statement;
    }
    dated(statement, day, "the one day of the matches that the article reports")
}
