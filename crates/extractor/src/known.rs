//! What the rest of an article says about a word or a name.

use std::collections::BTreeSet;
use std::ops::Range;

use simpul_text::{Analysis, NameKind, Sentence, Upos};

use crate::kind::{after_post, looks_personal};
use crate::knowledge::Lore;
use crate::lexicon::{Words, capital, lower, phrase_at};

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
    /// Names that the article somewhere calls those of villages, districts and the like, with spaces.
    places: BTreeSet<String>,
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
            known.add_places(sentence, knowledge);
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

    /// *Desa Mekar Sari*: the name after a word for a place where people live.
    fn add_places(&mut self, sentence: &Sentence, knowledge: &Lore<'_>) {
        let levels = knowledge.lexicon.places.levels.iter().skip(1);
        let levels: Vec<&Words> = levels.filter(|l| !l.is_empty()).collect();
        let opens = |t: usize| levels.iter().find_map(|l| phrase_at(l, sentence, t));
        let all = &sentence.tokens;
        for at in 0..all.len() {
            let Some(n_words) = opens(at) else { continue };
            let start = at + n_words;
            let named = |t: &usize| all[*t].upos == Upos::Propn && capital(&all[*t]) && opens(*t).is_none();
            let end = (start..all.len()).take_while(named).last().map_or(start, |t| t + 1);
            if (1..=3).contains(&(end - start)) {
                self.places.insert(joined(sentence, start..end));
            }
        }
    }

    /// *Kades Mekar Sari*: how many words from `at` on are a name that the article elsewhere calls that of a village,
    /// district or the like; *Mekar Budi* is another.
    pub(crate) fn place(&self, sentence: &Sentence, at: usize) -> Option<usize> {
        if self.places.is_empty() {
            return None;
        }
        let named = |t: usize| sentence.tokens.get(t).is_some_and(|t| capital(t) && t.upos == Upos::Propn);
        let n_words = (1..=3).rev().filter(|n| at + n <= sentence.tokens.len());
        let mut known = n_words.filter(|n| self.places.contains(&joined(sentence, at..at + n)));
        known.next().filter(|n| *n > 1 || !named(at + 1))
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
