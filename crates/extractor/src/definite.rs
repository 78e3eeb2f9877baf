//! Which descriptions mean something that was named before: *pria itu*, *pelaku* after *pelaku berinisial AR*, *pihaknya*.

use std::ops::Range;

use simpul_fact::EntityKind;
use simpul_text::Upos;

use crate::chain::Sex;
use crate::lexicon::{lower, phrase_at};
use crate::office;
use crate::reading::Reading;
use crate::refer::{Referent, Wanted};

impl Reading<'_> {
    /// True where a name of the chain has the noun in it: *Partai Golkar* for *partai itu*.
    pub(crate) fn is_called(&self, chain: usize, noun: &str) -> bool {
        self.chains.chains[chain]
            .names
            .iter()
            .any(|(name, _)| name.split(' ').any(|w| w.to_lowercase() == noun))
    }

    /// True unless what is known of a chain forbids that the noun describes it: *kota itu* is no country, *bank itu* no
    /// university, *she* no father.
    pub(crate) fn suits(&self, chain: usize, noun: &str) -> bool {
        let c = &self.chains.chains[chain];
        let lexicon = &self.knowledge.lexicon;
        let gazetteer = &self.knowledge.gazetteer;
        match c.kind {
            EntityKind::Place => {
                let country = c.entry.is_some_and(|e| gazetteer.is_country(e));
                lexicon.described.states.contains(noun) == country
            }
            EntityKind::Org => {
                let body = |k| matches!(k, EntityKind::Org | EntityKind::Event);
                // a corporation is a company
                let form = |w: &str| lexicon.forms.get(&EntityKind::Org).is_some_and(|f| f.contains(w));
                let sort = |w: &str| lexicon.kinds(&w.to_lowercase()).any(body) && !form(&w.to_lowercase());
                self.is_called(chain, noun) || !c.names.iter().any(|(name, _)| name.split(' ').any(sort))
            }
            EntityKind::Person => {
                let sex = Sex::of(&lexicon.pronouns, noun);
                sex.is_none() || c.sex.is_none() || sex == c.sex
            }
            _ => true,
        }
    }

    /// *pria itu*, *the man*, *pria berusia 52 tahun itu*: something that was named before.
    pub(crate) fn is_definite(&self, sentence: usize, token: usize, phrase: &Range<usize>) -> bool {
        let here = &self.knowledge.lexicon.pronouns.here;
        let all = &self.sentence(sentence).tokens;
        here.contains(&self.word(sentence, phrase.end))
            || phrase.start > 0
                && phrase.start <= token
                && here.contains(&self.word(sentence, phrase.start - 1))
            || (token + 1..all.len().min(token + 5))
                .any(|t| all[t].head == Some(token) && here.contains(&lower(&all[t])))
            || self.closed_by_this(sentence, token)
    }

    /// *Pria yang menjabat komisaris itu yakin*: a subject with all that is said of it ends with *itu*.
    fn closed_by_this(&self, sentence: usize, token: usize) -> bool {
        let all = &self.sentence(sentence).tokens;
        let subject = all[token].deprel.starts_with("nsubj");
        let below = |t: usize| self.ancestors(sentence, t).take(6).any(|a| a == token);
        let last = (token + 1..all.len()).take_while(|t| below(*t)).last();
        subject
            && last.is_some_and(|t| {
                self.knowledge.lexicon.pronouns.here.contains(&self.word(sentence, t))
                    && all.get(t + 1).is_some_and(|next| next.upos != Upos::Punct)
            })
    }

    /// *Perusahaan menyatakan …*, *pelaku ditangkap*: a noun that alone, without *itu*, means the one of the article.
    pub(crate) fn is_bare(&self, sentence: usize, token: usize, phrase: &Range<usize>) -> bool {
        let all = &self.sentence(sentence).tokens;
        let bare = &self.knowledge.lexicon.described.bare;
        phrase.len() == 1
            && bare.contains(&self.word(sentence, token))
            && matches!(all[token].deprel.as_str(), "nsubj" | "nsubj:pass" | "obl:agent" | "obj" | "obl")
            && !all
                .iter()
                .any(|c| c.head == Some(token) && matches!(c.deprel.as_str(), "acl" | "acl:relcl" | "amod"))
    }

    /// True where the chain's person is introduced by the noun: *pelaku berinisial AR*, *korban, MY (28), …*,
    /// *Budi, tersangka kasus itu*.
    pub(crate) fn introduced_as(&self, chain: usize, noun: &str) -> bool {
        let lists = &self.knowledge.lexicon.lists;
        let chains = &self.chains.of;
        let mentions = self.mentions.names.iter().enumerate().filter(|(m, _)| chains[*m] == chain);
        mentions.map(|(_, m)| m).any(|m| {
            let word = |t: usize| self.word(m.sentence, t);
            let all = self.sentence(m.sentence);
            let passed = |t: &usize| {
                word(*t) == ","
                    || phrase_at(&lists.openers, all, *t).is_some()
                    || self.mentions.title_at(m.sentence, *t).is_some()
                    || matches!(all.tokens[*t].upos, Upos::Num | Upos::Punct)
            };
            let before = (m.whole.start.saturating_sub(5)..m.name.start).rev().find(|t| !passed(t));
            before.is_some_and(|t| word(t) == noun)
                || m.whole.start > 0 && word(m.whole.start) == noun
                || word(m.whole.end) == "," && word(m.whole.end + 1) == noun
        })
    }

    /// *pihaknya* in the words of somebody who serves a body: the body.
    pub(crate) fn own_side(&self, sentence: usize, token: usize, wanted: Wanted<'_>) -> Option<Referent> {
        let all = &self.sentence(sentence).tokens;
        let owned = all.get(token + 1).is_some_and(|t| t.clitic);
        let stands = self.knowledge.lexicon.described.own_side.contains(&self.word(sentence, token));
        if !owned || !stands || !wanted.has(EntityKind::Org) {
            return None;
        }
        let person = Wanted::of(&[EntityKind::Person]);
        let owner = self.refer(sentence, token + 1, person).into_iter().next()?;
        let held = |t: &&crate::mention::Title| {
            t.holder.is_some_and(|h| self.entities[self.chains.of[h]].id == owner.entity.id) && !t.former
        };
        let body = self.mentions.titles.iter().filter(held).find_map(|t| office::body(self, t))?;
        let (how, certainty) =
            (format!("“{}” is the side of {}", self.word(sentence, token), owner.entity.name), 0.7);
        Some(Referent { entity: body.0, tokens: token..token + 2, how, certainty })
    }

    /// *Pelaku ditangkap* after *Polisi …*: the body of that sort named last before a token, where who acts is not
    /// said. `words` are those by which such bodies are called.
    pub(crate) fn implied(&self, sentence: usize, token: usize, words: &[String]) -> Option<Referent> {
        let wanted = Wanted::of(&[EntityKind::Org]);
        let is_one = |word: &str| words.iter().any(|w| w == word);
        for earlier in (sentence.saturating_sub(4)..=sentence).rev() {
            let end = if earlier == sentence { token } else { self.sentence(earlier).tokens.len() };
            for t in (0..end).rev() {
                let word = self.word(earlier, t);
                if !is_one(&word) {
                    continue;
                }
                let titled = self.mentions.title_at(earlier, t).map(|t| &self.mentions.titles[t]);
                let referent = match titled {
                    Some(title) => office::body(self, title).map(|(entity, _)| Referent {
                        entity,
                        tokens: token..token + 1,
                        how: String::new(),
                        certainty: 1.0,
                    }),
                    None => self.refer(earlier, t, wanted).into_iter().next(),
                };
                if let Some(found) = referent.filter(|r| r.entity.kind == EntityKind::Org) {
                    let how = format!("{} is the body of that sort named last", found.entity.name);
                    return Some(Referent { tokens: token..token + 1, how, certainty: 0.7, ..found });
                }
            }
        }
        None
    }
}
