//! What the rest of an article says about a word or a name.

use std::collections::BTreeSet;
use std::ops::Range;

use simpul_text::{Analysis, NameKind, Sentence, Upos};

use crate::kind::{after_post, looks_personal};
use crate::knowledge::Lore;
use crate::lexicon::{Words, capital, lower};

/// Names and words of an article, by what the model and the writing make of them.
#[derive(Default)]
pub(crate) struct Known {
    /// Words of the names of two words or more that the model takes for persons.
    pub(crate) persons: BTreeSet<String>,
    /// Proper nouns that are written with a capital inside a sentence.
    pub(crate) capitals: BTreeSet<String>,
    /// Persons that the article names by their initials: *AR*.
    pub(crate) initials: BTreeSet<String>,
    /// Names of organisations of two words or more, with spaces.
    orgs: BTreeSet<String>,
}

impl Known {
    /// Reads an article once.
    pub(crate) fn new(analysis: &Analysis, knowledge: &Lore<'_>) -> Known {
        let mut known = Known::default();
        for sentence in &analysis.sentences {
            for name in &sentence.names {
                match name.kind {
                    NameKind::Person => known.add_person(sentence, name.tokens.clone(), knowledge),
                    NameKind::Org
                        if looks_personal(sentence, &name.tokens, knowledge)
                            || after_post(sentence, &name.tokens, knowledge) =>
                    {
                        known.add_person(sentence, name.tokens.clone(), knowledge);
                    }
                    NameKind::Org if name.tokens.len() > 1 => {
                        known.orgs.insert(joined(sentence, name.tokens.clone()));
                    }
                    _ => {}
                }
            }
            known.add_initials(sentence, knowledge);
            let start = sentence.tokens.iter().take_while(|t| t.upos == Upos::Punct).count();
            let inside = sentence.tokens.iter().skip(start + 1);
            known
                .capitals
                .extend(inside.filter(|t| t.upos == Upos::Propn && capital(t)).map(|t| t.form.clone()));
        }
        known
    }

    /// True where a longer name of an organisation begins with the word.
    pub(crate) fn begins_org(&self, word: &str) -> bool {
        let longer = format!("{word} ");
        self.orgs.range(longer.clone()..).next().is_some_and(|org| org.starts_with(&longer))
    }

    /// *pria berinisial AR (25)*, *tersangka berinisial A, B, dan C*; *MY (28)*.
    fn add_initials(&mut self, sentence: &Sentence, knowledge: &Lore<'_>) {
        let all = &sentence.tokens;
        let form = |t: usize| all.get(t).map_or("", |t| t.form.as_str());
        let short = |t: usize| {
            let letters = form(t).chars().all(|c| c.is_uppercase() || c == '.');
            letters && (1..=4).contains(&form(t).len()) && form(t) != "."
        };
        // an age of one or two digits
        let aged = |t: usize| {
            let age = form(t + 1);
            form(t) == "(" && form(t + 2) == ")" && age.len() < 3 && age.chars().all(|c| c.is_ascii_digit())
        };
        for start in 0..all.len() {
            if aged(start + 1) && short(start) && knowledge.gazetteer.find(form(start)).next().is_none() {
                self.initials.insert(form(start).to_owned());
            }
            if !knowledge.lexicon.names.initials.contains(&lower(&all[start])) {
                continue;
            }
            let mut at = start + 1;
            while short(at) {
                self.initials.insert(form(at).to_owned());
                at += if aged(at + 1) { 4 } else { 1 };
                at += usize::from(form(at) == ",");
                let joiner = all.get(at).is_some_and(|t| knowledge.lexicon.lists.joiners.contains(&lower(t)));
                at += usize::from(joiner);
            }
        }
    }

    fn add_person(&mut self, sentence: &Sentence, mut tokens: Range<usize>, knowledge: &Lore<'_>) {
        while tokens.len() > 1 && knowledge.titles.at(sentence, tokens.start).is_some() {
            tokens.start += 1;
        }
        if tokens.len() < 2 {
            return;
        }
        for token in &sentence.tokens[tokens] {
            if token.form.len() > 2 && capital(token) && knowledge.find(&token.form).next().is_none() {
                self.persons.insert(token.form.clone());
            }
        }
    }

    /// Where a name ends that begins with an organisation the article also names alone, and goes on with something
    /// else: *PT Maju Jaya Budi* is *PT Maju Jaya* and a person. `forms` are words such as *Tbk* that end a name.
    pub(crate) fn shorter(&self, sentence: &Sentence, tokens: Range<usize>, forms: &Words) -> usize {
        if self.orgs.contains(&joined(sentence, tokens.clone())) && tokens.len() < 4 {
            return tokens.end;
        }
        let shorter = |end: &usize| self.orgs.contains(&joined(sentence, tokens.start..*end));
        // "Polres Metro Tangerang Selatan": a place after it is part of the name
        let place =
            |t: usize| sentence.names.iter().any(|n| n.kind == NameKind::Place && n.tokens.contains(&t));
        let rest = |end: &usize| {
            if place(*end) {
                return false;
            }
            let mut rest = sentence.tokens[*end..tokens.end].iter();
            rest.all(|t| t.upos == Upos::Propn && capital(t) && !forms.contains(&lower(t)))
        };
        (tokens.start + 2..tokens.end).rev().find(|end| shorter(end) && rest(end)).unwrap_or(tokens.end)
    }
}

fn joined(sentence: &Sentence, tokens: Range<usize>) -> String {
    sentence.tokens[tokens].iter().map(|t| t.form.as_str()).collect::<Vec<_>>().join(" ")
}
