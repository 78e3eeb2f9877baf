//! What a common noun describes, and the name that stands beside it: *astronauts*, *motorcyclist Tom Baker*, *the town of
//! Lahti*.

use std::ops::Range;

use simpul_fact::{Entity, EntityKind};
use simpul_text::{Language, Upos};

use crate::lexicon::{capital, phrase_at};
use crate::reading::Reading;

/// The most words of a deed that serves to tell what is asked for or blamed.
const DEED: usize = 8;

impl Reading<'_> {
    /// *killing 107*: a bare number that is what a verb is done to or what does something; no year, no sum.
    pub(crate) fn counts_people(&self, sentence: usize, token: usize) -> bool {
        let all = &self.sentence(sentence).tokens;
        let relation = all[token].deprel.as_str();
        let counted = relation.starts_with("nsubj") || matches!(relation, "obj" | "conj");
        let noun = (0..all.len()).any(|t| all[t].head == Some(token) && all[t].upos == Upos::Noun);
        let whole = all[token].form.chars().all(|c| c.is_alphanumeric() || c == ',');
        let name = all.get(token + 1).is_some_and(capital);
        self.article.language == Language::En && counted && whole && !noun && !name
    }

    /// *a hospital*: a body that is also its building, a thing.
    pub(crate) fn is_building(&self, noun: &str) -> bool {
        self.article.language == Language::En && self.knowledge.lexicon.places.premises.contains(noun)
    }

    /// The kinds that a common noun may describe. An English plural describes several of what its lemma describes:
    /// *astronauts* are a group, *blizzards* events.
    pub(crate) fn kinds_at(&self, sentence: usize, token: usize) -> Vec<EntityKind> {
        let lexicon = &self.knowledge.lexicon;
        let own: Vec<EntityKind> = lexicon.kinds(&self.word(sentence, token)).collect();
        let noun = &self.sentence(sentence).tokens[token];
        if !own.is_empty() || self.article.language != Language::En || noun.upos != Upos::Noun {
            return own;
        }
        let of_several = |kind| match kind {
            EntityKind::Person => Some(EntityKind::Group),
            EntityKind::Event => Some(EntityKind::Event),
            _ => None,
        };
        lexicon.kinds(&noun.lemma.to_lowercase()).filter_map(of_several).collect()
    }

    /// *motorcyclist Tom Baker*; *the general, Ann Lee*: the person whose name follows a noun for people.
    pub(crate) fn named_beside(&self, sentence: usize, token: usize, phrase: &Range<usize>) -> Option<usize> {
        let all = &self.sentence(sentence).tokens;
        let person = |m: &usize| self.kind_of(*m) == EntityKind::Person;
        if self.article.language != Language::En
            || !self.knowledge.lexicon.kinds(&self.word(sentence, token)).any(|k| k == EntityKind::Person)
        {
            return None;
        }
        // "Ann Lee, a general who fled": what the noun is said of
        let head = all[token].head.filter(|h| all[token].deprel == "appos" && *h < token);
        if let Some(mention) = head.and_then(|h| self.mention_at(sentence, h)).filter(person) {
            return Some(mention);
        }
        let next = || self.mention_from(sentence, token + 1).filter(person);
        let after_comma = || {
            let mention = self.mention_from(sentence, phrase.end + 1).filter(person)?;
            let head = self.head_of(sentence, self.mentions.names[mention].whole.clone());
            let apposed = !all[head].deprel.starts_with("nsubj");
            (self.word(sentence, phrase.end) == "," && apposed).then_some(mention)
        };
        next().or_else(after_comma)
    }

    /// *the town of Lahti*: the place that a noun for places introduces with *of*.
    pub(crate) fn named_after(&self, sentence: usize, token: usize) -> Option<usize> {
        let lexicon = &self.knowledge.lexicon;
        let holding = &lexicon.places.holding;
        if !lexicon.kinds(&self.word(sentence, token)).any(|k| k == EntityKind::Place) {
            return None;
        }
        let next = self
            .mention_from(sentence, token + 2)
            .filter(|_| holding.contains(&self.word(sentence, token + 1)));
        next.filter(|m| self.kind_of(*m) == EntityKind::Place)
    }

    /// True for a body that the article treats as one: *police*, *air force*.
    pub(crate) fn is_body(&self, sentence: usize, token: usize) -> bool {
        let bodies = &self.knowledge.lexicon.described.bodies;
        let two = |t: usize| phrase_at(bodies, self.sentence(sentence), t) == Some(2);
        self.is_body_alone(sentence, token) || token > 0 && two(token - 1)
    }

    /// True where the word, with words after it, is the whole of such a body: *police*, no *force* of *air force*.
    pub(crate) fn is_body_alone(&self, sentence: usize, token: usize) -> bool {
        phrase_at(&self.knowledge.lexicon.described.bodies, self.sentence(sentence), token).is_some()
    }

    /// *An IT worker killed four. … said Remy Heitz. The man …*: somebody without a name who comes up after a name, or
    /// before it in its sentence's neighbours, and whom *the man* means rather than the one who is named.
    pub(crate) fn stranger_since(&self, mention: usize, sentence: usize, token: usize) -> bool {
        if self.article.language != Language::En {
            return false;
        }
        let indefinite = &self.knowledge.lexicon.offices.indefinite;
        let named = self.mentions.names[mention].sentence;
        // one who has a post is hardly *the man*; *the student* is no teacher
        let chain = self.chains.of[mention];
        let official =
            self.mentions.titles.iter().any(|title| {
                title.class.is_post() && title.holder.is_some_and(|h| self.chains.of[h] == chain)
            });
        let noun = self.word(sentence, token);
        let stranger = |s: usize, t: usize| {
            if !official && self.word(s, t) != noun {
                return false;
            }
            let all = &self.sentence(s).tokens;
            let person = self.knowledge.lexicon.kinds(&self.word(s, t)).any(|k| k == EntityKind::Person);
            let acts = all[t].deprel.starts_with("nsubj") || all[t].deprel == "obj";
            let first = all.iter().any(|c| {
                c.head == Some(t) && c.deprel == "det" && indefinite.contains(&c.form.to_lowercase())
            });
            let own = self.mentions.title_at(s, t).is_some() || self.mentions.name_at(s, t).is_some();
            person && acts && first && !own && self.named_beside(s, t, &self.noun_phrase(s, t)).is_none()
        };
        (named.saturating_sub(3)..=sentence).any(|s| {
            let end = if s == sentence { token } else { self.sentence(s).tokens.len() };
            (0..end).any(|t| stranger(s, t))
        })
    }

    /// *dipasok senjata konvensional*, *mendesak Budi mundur dari jabatannya*: the words for what no entity stands for,
    /// without what is said of it.
    pub(crate) fn worded(&self, sentence: usize, token: usize) -> Option<Entity> {
        if self.sentence(sentence).tokens[token].upos == Upos::Verb {
            return self.deed(sentence, token);
        }
        let noun = matches!(
            self.sentence(sentence).tokens[token].upos,
            Upos::Noun | Upos::Propn | Upos::Num | Upos::Sym | Upos::X
        );
        let phrase = self.noun_phrase(sentence, token);
        noun.then(|| self.unnamed(sentence, phrase, EntityKind::Thing).entity)
    }

    /// *restrict its flights to Oslo*: a verb and what belongs to it, at most [`DEED`] words and no clause in it.
    fn deed(&self, sentence: usize, verb: usize) -> Option<Entity> {
        let all = &self.sentence(sentence).tokens;
        let below = |t: usize| self.ancestors(sentence, t).any(|a| a == verb);
        let ends = |t: usize| matches!(all[t].upos, Upos::Punct | Upos::Sconj) || all[t].deprel == "cc";
        let end = (verb + 1..all.len()).find(|t| !below(*t) || ends(*t)).unwrap_or(all.len());
        let words = verb..end.min(verb + DEED);
        (words.len() > 1).then(|| self.unnamed(sentence, words, EntityKind::Thing).entity)
    }
}
