//! Open statements: what verbs outside the list of relations say between named things.
//!
//! *Sawah itu digarap Budi untuk PT Maju* is no relation of the list; *PT Maju merangkul Budi* gives
//! `PT Maju open:merangkul Budi`, active or passive alike. These statements have no domain, no range and no curated
//! meaning, and never go into the store.

use std::collections::BTreeSet;

use simpul_fact::{EntityKind, Extraction, Object, Statement};
use simpul_rules::Role;
use simpul_text::{Language, Upos};

use crate::reading::Reading;
use crate::refer::{Referent, Wanted};
use crate::relate::round;

/// What the names of open relations begin with.
pub const OPEN: &str = "open:";

/// Kinds that an open statement may relate.
const KINDS: [EntityKind; 4] = [EntityKind::Person, EntityKind::Org, EntityKind::Place, EntityKind::Event];

/// How sure an open statement is: between that of a rule with a word and that of a guess.
const CONFIDENCE: f32 = 0.6;

/// The open statements of an article, in text order. Where the closed relations of `closed` have read a verb, it makes no
/// open statement.
pub(crate) fn open(reading: &Reading<'_>, closed: &Extraction) -> Vec<Statement> {
    let read: BTreeSet<usize> = closed
        .statements
        .iter()
        .flat_map(|s| s.evidence.iter().flat_map(|e| e.trigger.start..e.trigger.end))
        .collect();
    let mut statements = Vec::new();
    for sentence in 0..reading.analysis.sentences.len() {
        if !reading.is_prose(sentence) {
            continue;
        }
        let tokens = &reading.sentence(sentence).tokens;
        let verbs: Vec<usize> = (0..tokens.len()).filter(|t| tokens[*t].upos == Upos::Verb).collect();
        for verb in &verbs {
            let speech = &reading.knowledge.lexicon.speech;
            let links = reading.is_any(sentence, *verb, &reading.knowledge.lexicon.offices.links);
            let reports = reading.is_any(sentence, *verb, &speech.verbs)
                || speech.bare.contains(&reading.word(sentence, *verb));
            if !links && !reports && !read.contains(&tokens[*verb].span.start) {
                statements.extend(of_verb(reading, sentence, *verb, &verbs));
            }
        }
    }
    statements
}

fn of_verb(reading: &Reading<'_>, sentence: usize, verb: usize, verbs: &[usize]) -> Vec<Statement> {
    let grammar = reading.knowledge.rulebook.grammar(reading.article.language);
    let frame = grammar.frame(&reading.trees[sentence], verb);
    let named = Wanted { kinds: &KINDS, acting: false, unnamed: false, places: true };
    let of = |role: Role| {
        let fillers = frame.fillers(role).iter();
        let found = fillers.map(|f| (f.token, reading.referents(sentence, f.token, named)));
        found.into_iter().find(|(_, referents)| referents.iter().any(is_named))
    };
    let Some((_, subjects)) = of(Role::Agent) else { return Vec::new() };
    let Some(citation) = citation(reading, sentence, verb) else { return Vec::new() };
    // what is done to somebody, else what a preposition adds: "merangkul Budi", "bergabung dengan Persija"
    let with_case = [Role::Companion, Role::Recipient, Role::Goal, Role::Source, Role::Topic];
    let object = of(Role::Patient).map(|(_, objects)| (citation.clone(), objects)).or_else(|| {
        if !frame.fillers(Role::Patient).is_empty() {
            return None;
        }
        let (token, objects) = with_case.into_iter().find_map(of)?;
        Some((format!("{citation} {}", case(reading, sentence, token)?), objects))
    });
    let Some((predicate, objects)) = object else { return Vec::new() };
    let Some(modality) = reading.modality(sentence, verb) else { return Vec::new() };
    let at = verb..verb + 1;
    let when = reading.date_of(sentence, verb, verbs);
    let mut statements = Vec::new();
    for subject in subjects.iter().filter(|r| is_named(r)) {
        for object in objects.iter().filter(|r| is_named(r) && r.entity.id != subject.entity.id) {
            let trail = [format!("“{}” is a form of {predicate}", reading.words(sentence, at.clone()).text)];
            let evidence =
                reading.evidence(sentence, &subject.tokens, &at, &object.tokens, "open/verb", trail);
            let confidence = round(CONFIDENCE * subject.certainty * object.certainty);
            let end = Object::Entity(Box::new(object.entity.clone()));
            let relation = format!("{OPEN}{}", predicate.replace(' ', "-"));
            let made = Statement::new(subject.entity.clone(), &relation, end, confidence, evidence);
            statements.push(Statement { when, modality, ..made });
        }
    }
    statements
}

/// True for what has a name, not a mere description.
fn is_named(referent: &Referent) -> bool {
    referent.entity.name.chars().any(char::is_uppercase)
}

/// The verb as a dictionary cites it: *ditangkap* is *menangkap*, *beaten up* is *beat up*.
fn citation(reading: &Reading<'_>, sentence: usize, verb: usize) -> Option<String> {
    let tokens = &reading.sentence(sentence).tokens;
    match reading.article.language {
        Language::Id => {
            let cited = &reading.citations[sentence][verb];
            let passive = tokens[verb].feats.get("Voice") == Some("Pass");
            cited.iter().find(|c| passive && c.starts_with("me")).or(cited.first()).cloned()
        }
        Language::En => {
            let lemma = tokens[verb].lemma.to_lowercase();
            let particle = tokens.iter().find(|t| t.head == Some(verb) && t.deprel == "compound:prt");
            Some(particle.map_or_else(|| lemma.clone(), |p| format!("{lemma} {}", p.form.to_lowercase())))
        }
    }
    .filter(|c| !c.is_empty())
}

/// The preposition of a noun.
fn case(reading: &Reading<'_>, sentence: usize, noun: usize) -> Option<String> {
    let tokens = &reading.sentence(sentence).tokens;
    let case = tokens.iter().position(|t| t.head == Some(noun) && t.deprel == "case")?;
    Some(reading.word(sentence, case))
}
