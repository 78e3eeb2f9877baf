//! What words refer to: from a token that fills a role to the entities it stands for.
//!
//! A name stands for its chain, a title for its holder, *ia* and *negara tersebut* for something named before, a
//! list for each of its members, *kehadiran Putin* for Putin where somebody is wanted.

use std::ops::Range;

use simpul_fact::{Entity, EntityKind};
use simpul_text::{Language, Upos};

use crate::chain::own_id;
use crate::lexicon::phrase_at;
use crate::reading::Reading;
use crate::speech::reporting;
use crate::steps::Step;

/// What is wanted of a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    /// Kinds of entity that will do.
    pub(crate) kinds: &'a [EntityKind],
    /// True where one who acts is wanted: states and bodies, no mere places.
    pub(crate) acting: bool,
    /// True where people without a name will do.
    pub(crate) unnamed: bool,
    /// True where a mere place will do beside one that acts.
    pub(crate) places: bool,
}

impl<'a> Wanted<'a> {
    /// Any of these kinds.
    pub(crate) fn of(kinds: &'a [EntityKind]) -> Wanted<'a> {
        let acting = kinds.contains(&EntityKind::Person);
        Wanted { kinds, acting, unnamed: kinds.contains(&EntityKind::Group), places: false }
    }

    /// Any of these kinds, for one to whom something is done: a mere place will do where places are among the kinds.
    pub(crate) fn undergoing(kinds: &'a [EntityKind]) -> Wanted<'a> {
        Wanted { places: kinds.contains(&EntityKind::Place), ..Wanted::of(kinds) }
    }

    pub(crate) fn has(&self, kind: EntityKind) -> bool {
        self.kinds.contains(&kind)
    }
}

/// An entity and the words that stood for it.
#[derive(Clone, Debug)]
pub(crate) struct Referent {
    pub(crate) entity: Entity,
    /// Tokens in the sentence of the token that was asked about.
    pub(crate) tokens: Range<usize>,
    /// How it was found, for a person to read; empty for a plain name.
    pub(crate) how: String,
    /// How sure that is, from 0 to 1.
    pub(crate) certainty: f32,
}

impl Reading<'_> {
    /// The entities that a token stands for, a list's members each.
    pub(crate) fn referents(&self, sentence: usize, token: usize, wanted: Wanted<'_>) -> Vec<Referent> {
        let mut found = self.refer(sentence, token, wanted);
        let all = &self.sentence(sentence).tokens;
        let inside = |t: usize, found: &[Referent]| found.iter().any(|r| r.tokens.contains(&t));
        let joined: Vec<usize> = (0..all.len())
            .filter(|t| all[*t].head == Some(token) && all[*t].deprel == "conj" && *t > token)
            .filter(|t| {
                let title = self.mentions.title_at(sentence, *t);
                let one_title = title.is_some() && title == self.mentions.title_at(sentence, token);
                // "three soldiers and two civilians", "Budi and his son": names are listed with names
                let noun = all[*t].upos == Upos::Noun;
                let owned = all.iter().any(|c| c.head == Some(*t) && c.deprel == "nmod:poss");
                let named = self.mentions.name_at(sentence, token).is_some();
                let titles = title.is_some() && !one_title;
                !inside(*t, &found) && (titles || noun && title.is_none() && (owned || !named))
            })
            .collect();
        if !found.is_empty() {
            for other in joined {
                if all[other].upos != Upos::Verb {
                    found.extend(self.refer(sentence, other, wanted));
                }
            }
        }
        let mut kept: Vec<Referent> = Vec::new();
        for referent in found {
            if kept.iter().all(|k| k.entity.id != referent.entity.id) {
                kept.push(referent);
            }
        }
        kept
    }

    pub(crate) fn refer(&self, sentence: usize, token: usize, wanted: Wanted<'_>) -> Vec<Referent> {
        let takes = |step| self.knowledge.steps.has(step);
        if let Some(title) = self.mentions.title_at(sentence, token) {
            let title = &self.mentions.titles[title];
            let in_body = title.body.is_some_and(|b| self.mentions.names[b].name.contains(&token));
            if let Some(holder) = title.holder.filter(|_| wanted.has(EntityKind::Person)) {
                return self.list_from(sentence, holder, wanted);
            }
            if title.holder.is_none()
                && let Some(listed) = self.opened_list(sentence, title.tokens.end, wanted)
            {
                return listed;
            }
            let before =
                title.tokens.start.checked_sub(1).map(|b| self.word(sentence, b)).unwrap_or_default();
            let plural = self.knowledge.lexicon.quantity.several.contains(&before);
            // "kedua pemimpin"
            let named = self.knowledge.lexicon.quantity.named(&before).filter(|_| title.holder.is_none());
            if let Some(n) = named.filter(|_| !self.knowledge.lexicon.pronouns.people.contains(&before)) {
                return self.last_of(n, sentence, token, wanted);
            }
            if title.holder.is_none() && wanted.has(EntityKind::Person) && !in_body && !plural {
                let holder = || {
                    self.holder_elsewhere(sentence, title.tokens.clone(), title.body)
                        .or_else(|| self.meant_by_title(title))
                };
                let same = if takes(Step::Title) { holder() } else { None };
                let same = same.map(|chain| self.chain_at(chain, title.tokens.clone(), "title"));
                // "seorang nelayan": nobody that the article names, but somebody
                let body = self.knowledge.lexicon.described.bodies.contains(&self.word(sentence, token));
                if same.is_some() || !wanted.unnamed || body {
                    return same.into_iter().collect();
                }
            }
        }
        // "Kenyan Mary Cheru won": she did
        let people = self.knowledge.gazetteer.country_of_demonym(&self.sentence(sentence).tokens[token].form);
        if people.is_some() && self.article.language == Language::En {
            let next = self.mention_from(sentence, token + 1);
            let person =
                next.filter(|m| self.kind_of(*m) == EntityKind::Person && wanted.has(EntityKind::Person));
            if let Some(person) = person {
                return self.list_from(sentence, person, wanted);
            }
        }
        if let Some(mention) = self.mentions.name_at(sentence, token) {
            return self.list_from(sentence, mention, wanted);
        }
        // "Kombes Budi", where the honorific is the head
        let honored = self.mentions.in_sentence(sentence).find(|m| {
            let mention = &self.mentions.names[*m];
            mention.whole.start == token
                && mention.name.start > token
                && self.kind_of(*m) == EntityKind::Person
        });
        if let Some(mention) = honored.filter(|_| self.mentions.title_at(sentence, token).is_none()) {
            return self.list_from(sentence, mention, wanted);
        }
        let word = self.word(sentence, token);
        let lexicon = &self.knowledge.lexicon;
        let pronouns = &lexicon.pronouns;
        if pronouns.relative.contains(&word) {
            let found = || self.relative(sentence, token, wanted);
            return if takes(Step::Relative) { found() } else { Vec::new() };
        }
        if pronouns.person.contains(&word)
            || pronouns.thing.contains(&word)
            || self.sentence(sentence).tokens[token].clitic && pronouns.clitic.contains(&word)
        {
            let at = &self.sentence(sentence).tokens[token];
            let step = match (at.clitic || at.deprel == "nmod:poss", pronouns.thing.contains(&word)) {
                (true, _) => Step::Possessive,
                (_, true) => Step::Thing,
                _ => Step::Pronoun,
            };
            let found = || self.pronoun(sentence, token, wanted);
            return if takes(step) { found() } else { None }.into_iter().collect();
        }
        if pronouns.speaker.contains(&word) && takes(Step::Speaker) {
            let at = self.sentence(sentence).tokens[token].span;
            let speech = reporting(&self.speeches, at).filter(|s| s.is_quotation());
            let speaker = speech.map(|s| s.speaker().clone()).filter(|s| wanted.has(s.kind));
            return speaker
                .map(|entity| Referent {
                    entity,
                    tokens: token..token + 1,
                    how: format!("“{word}” is the speaker"),
                    certainty: 0.9,
                })
                .into_iter()
                .collect();
        }
        let couple = self.sentence(sentence).tokens[token].upos == Upos::Noun; // "the couple", not "a couple"
        if takes(Step::Plural)
            && pronouns.people.contains(&word)
            && (!couple || self.is_definite(sentence, token, &self.noun_phrase(sentence, token)))
        {
            return match lexicon.quantity.named(&word) {
                Some(n) => self.last_of(n, sentence, token, wanted),
                None => self.those_listed(sentence, token, wanted),
            };
        }
        self.described(sentence, token, wanted)
    }

    /// A name, and those listed with it: *Budi, Ani, dan Tono*; *Amerika Serikat dan sekutunya*.
    pub(crate) fn list_from(&self, sentence: usize, mention: usize, wanted: Wanted<'_>) -> Vec<Referent> {
        let mut found: Vec<Referent> = self.name(mention, wanted).into_iter().collect();
        if found.is_empty() {
            return found;
        }
        let end = self.end_of(mention);
        let others = self.listed_after(sentence, end, wanted);
        for other in &others {
            found.extend(self.name(*other, wanted));
        }
        let next = end + 1;
        let joined =
            others.is_empty() && self.knowledge.lexicon.lists.joiners.contains(&self.word(sentence, end));
        if joined && next < self.sentence(sentence).tokens.len() && self.mention_at(sentence, next).is_none()
        {
            found.extend(
                self.described(sentence, next, wanted)
                    .into_iter()
                    .filter(|r| r.entity.kind != EntityKind::Thing),
            );
        }
        found
    }

    /// Where a mention ends, with a title that follows it.
    fn end_of(&self, mention: usize) -> usize {
        let m = &self.mentions.names[mention];
        let mut end = m.whole.end;
        for title in self.mentions.titles_in(m.sentence).iter().filter(|t| t.holder == Some(mention)) {
            end = end.max(title.tokens.end);
        }
        // "AR (25), BS (30), dan C (41)"
        let word = |t: usize| self.word(m.sentence, t);
        let aged = word(end) == "(" && word(end + 2) == ")";
        if aged && self.kind_of(mention) == EntityKind::Person { end + 3 } else { end }
    }

    /// The names joined to one that ends at `end`, *A, B, dan C*, *A-B*; empty unless a word such as *dan* closes the list.
    fn listed_after(&self, sentence: usize, end: usize, wanted: Wanted<'_>) -> Vec<usize> {
        let joiners = &self.knowledge.lexicon.lists.joiners;
        let (mut at, mut found) = (end, Vec::new());
        loop {
            let mut next = at;
            let comma = self.word(sentence, next) == ",";
            next += usize::from(comma);
            let pair = found.is_empty() && matches!(self.word(sentence, next).as_str(), "-" | "/");
            let joined = pair || joiners.contains(&self.word(sentence, next));
            next += usize::from(joined);
            if !comma && !joined {
                return Vec::new();
            }
            let Some(mention) = self.mention_from(sentence, next) else { return Vec::new() };
            if self.name(mention, wanted).is_none() {
                return if joined { found } else { Vec::new() };
            }
            found.push(mention);
            at = self.end_of(mention);
            if joined {
                return found;
            }
        }
    }

    /// The name that begins at a token, its title or kind word included.
    pub(crate) fn mention_from(&self, sentence: usize, token: usize) -> Option<usize> {
        let begins = |m: usize| {
            self.mentions.names[m].whole.start == token || self.mentions.names[m].name.start == token
        };
        let title =
            self.mentions.titles_in(sentence).iter().find(|t| t.tokens.start == token).and_then(|t| t.holder);
        title.or_else(|| {
            // the widest of those that begin here: a person with a title before the title's body
            self.mentions
                .in_sentence(sentence)
                .filter(|m| begins(*m))
                .max_by_key(|m| self.mentions.names[*m].whole.len())
        })
    }

    pub(crate) fn name(&self, mention: usize, wanted: Wanted<'_>) -> Option<Referent> {
        let m = &self.mentions.names[mention];
        let chain = &self.chains.chains[self.chains.of[mention]];
        let plain = |certainty| {
            let entity = self.entities[self.chains.of[mention]].clone();
            Referent { entity, tokens: m.name.clone(), how: String::new(), certainty }
        };
        match chain.kind {
            EntityKind::Place if wanted.acting => {
                let gazetteer = &self.knowledge.gazetteer;
                let state = chain.entry.filter(|e| gazetteer.is_country(*e));
                if state.is_some() && wanted.has(EntityKind::Place) {
                    return Some(plain(1.0));
                }
                // "a Kabul car bombing" is none by the state
                let head = self.head_of(m.sentence, m.name.clone());
                let modifies = self.sentence(m.sentence).tokens[head].deprel == "compound";
                let country = chain.entry.filter(|_| !modifies).and_then(|e| gazetteer.country_of_capital(e));
                if let Some(country) = country.filter(|_| wanted.has(EntityKind::Place)) {
                    let how = format!("{} stands for the state", m.text);
                    return Some(Referent {
                        entity: self.known(country),
                        tokens: m.name.clone(),
                        how,
                        certainty: 0.9,
                    });
                }
                wanted.places.then(|| plain(0.9))
            }
            kind if wanted.has(kind) => Some(plain(1.0)),
            // a name of unknown kind is what the relation wants: an organisation, a person, an event
            kind => {
                let word = m.text.split(' ').next().unwrap_or_default().to_lowercase();
                let last = m.text.rsplit(' ').next().unwrap_or_default().to_lowercase();
                let of_event = self.knowledge.lexicon.kinds(&word).any(|k| k == EntityKind::Event)
                    || self.knowledge.lexicon.names.event_last.contains(&last);
                let event = wanted.has(EntityKind::Event) && of_event;
                // "Rapat Umum Pemegang Saham" decides as a body
                let bodies = &self.knowledge.lexicon.described.bodies;
                let body = kind == EntityKind::Event
                    && phrase_at(bodies, self.sentence(m.sentence), m.name.start).is_some();
                let unknown =
                    body || kind == EntityKind::Thing && chain.entry.is_none() && !m.text.contains('/');
                // the English model misses few people: what it does not name is none
                let person = self.article.language != Language::En;
                let kinds = [Some(EntityKind::Org), Some(EntityKind::Person).filter(|_| person)];
                let kind = kinds.into_iter().flatten().find(|k| unknown && wanted.has(*k));
                let kind = if event { EntityKind::Event } else { kind? };
                let mut referent = plain(0.7);
                referent.entity.kind = kind;
                referent.entity.id = own_id(&referent.entity.name, kind, &self.article.id);
                Some(referent)
            }
        }
    }

    /// The entity of a gazetteer entry: as the article names it, else as the gazetteer does.
    pub(crate) fn known(&self, entry: usize) -> Entity {
        if let Some(chain) = self.chains.chains.iter().position(|c| c.entry == Some(entry)) {
            return self.entities[chain].clone();
        }
        let e = self.knowledge.gazetteer.entry(entry);
        let label = match self.article.language {
            Language::En => e.label_en.clone().or_else(|| e.label_id.clone()),
            _ => e.label_id.clone().or_else(|| e.label_en.clone()),
        };
        Entity {
            id: e.id.clone(),
            kind: e.kind,
            name: label.unwrap_or_else(|| e.id.clone()),
            label_id: e.label_id.clone(),
            label_en: e.label_en.clone(),
            aliases: Vec::new(),
            wikidata: e.wikidata.clone(),
        }
    }

    pub(crate) fn chain_at(&self, chain: usize, tokens: Range<usize>, how: &str) -> Referent {
        let entity = self.entities[chain].clone();
        let how = format!("{how}: {}", entity.name);
        Referent { entity, tokens, how, certainty: 0.85 }
    }

    /// The name at a token, or the holder of the title there.
    pub(crate) fn mention_at(&self, sentence: usize, token: usize) -> Option<usize> {
        let holder = self.mentions.title_at(sentence, token).and_then(|t| self.mentions.titles[t].holder);
        holder.or_else(|| self.mentions.name_at(sentence, token))
    }
}
