//! What words refer to: from a token that fills a role to the entities it stands for.
//!
//! A name stands for its chain, a title for its holder, *ia* and *negara tersebut* for something named before, a
//! list for each of its members, *kehadiran Putin* for Putin where somebody is wanted.

use std::ops::Range;

use simpul_fact::{Entity, EntityKind};
use simpul_rules::Role;
use simpul_text::Upos;

use crate::chain::own_id;
use crate::lexicon::{capital, lower, phrase_at};
use crate::mention::Title;
use crate::reading::Reading;

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

    fn has(&self, kind: EntityKind) -> bool {
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
                !inside(*t, &found)
                    && self.mentions.title_at(sentence, *t)
                        != self
                            .mentions
                            .title_at(sentence, token)
                            .filter(|_| self.mentions.title_at(sentence, *t).is_some())
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

    fn refer(&self, sentence: usize, token: usize, wanted: Wanted<'_>) -> Vec<Referent> {
        if let Some(title) = self.mentions.title_at(sentence, token) {
            let title = &self.mentions.titles[title];
            let in_body = title.body.is_some_and(|b| self.mentions.names[b].name.contains(&token));
            if let Some(holder) = title.holder.filter(|_| wanted.has(EntityKind::Person)) {
                return self.list_from(sentence, holder, wanted);
            }
            if title.holder.is_none() {
                if let Some(listed) = self.opened_list(sentence, title.tokens.end, wanted) {
                    return listed;
                }
            }
            let before =
                title.tokens.start.checked_sub(1).map(|b| self.word(sentence, b)).unwrap_or_default();
            let plural = self.knowledge.lexicon.quantity.several.contains(&before);
            if title.holder.is_none() && wanted.has(EntityKind::Person) && !in_body && !plural {
                let same = self.holder_elsewhere(sentence, title.tokens.clone(), title.body);
                return same
                    .map(|chain| self.chain_at(chain, title.tokens.clone(), "title"))
                    .into_iter()
                    .collect();
            }
        }
        if let Some(mention) = self.mentions.name_at(sentence, token) {
            return self.list_from(sentence, mention, wanted);
        }
        let word = self.word(sentence, token);
        let lexicon = &self.knowledge.lexicon;
        let pronouns = &lexicon.pronouns;
        if pronouns.person.contains(&word)
            || self.sentence(sentence).tokens[token].clitic && pronouns.clitic.contains(&word)
        {
            return self.pronoun(sentence, token, wanted).into_iter().collect();
        }
        if pronouns.speaker.contains(&word) {
            let at = self.sentence(sentence).tokens[token].span;
            let speech = self.speeches.iter().find(|s| s.is_quotation() && s.reports(at));
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
        if pronouns.people.contains(&word) {
            return self.last_two(sentence, token, wanted);
        }
        self.described(sentence, token, wanted)
    }

    /// A name, and those listed with it: *Budi, Ani, dan Tono*; *Amerika Serikat dan sekutunya*.
    fn list_from(&self, sentence: usize, mention: usize, wanted: Wanted<'_>) -> Vec<Referent> {
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
        for title in
            self.mentions.titles.iter().filter(|t| t.sentence == m.sentence && t.holder == Some(mention))
        {
            end = end.max(title.tokens.end);
        }
        end
    }

    /// The names joined to one that ends at `end`; empty unless a word such as *dan* closes the list.
    fn listed_after(&self, sentence: usize, end: usize, wanted: Wanted<'_>) -> Vec<usize> {
        let joiners = &self.knowledge.lexicon.lists.joiners;
        let (mut at, mut found) = (end, Vec::new());
        loop {
            let mut next = at;
            let comma = self.word(sentence, next) == ",";
            next += usize::from(comma);
            let joined = joiners.contains(&self.word(sentence, next));
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
        let title = self
            .mentions
            .titles
            .iter()
            .find(|t| t.sentence == sentence && t.tokens.start == token)
            .and_then(|t| t.holder);
        title.or_else(|| {
            // the widest of those that begin here: a person with a title before the title's body
            self.mentions
                .in_sentence(sentence)
                .filter(|m| begins(*m))
                .max_by_key(|m| self.mentions.names[*m].whole.len())
        })
    }

    fn name(&self, mention: usize, wanted: Wanted<'_>) -> Option<Referent> {
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
                let country = chain.entry.and_then(|e| gazetteer.country_of_capital(e));
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
                let event = wanted.has(EntityKind::Event)
                    && self.knowledge.lexicon.kinds(&word).any(|k| k == EntityKind::Event);
                let unknown = kind == EntityKind::Thing && chain.entry.is_none();
                let kind =
                    [EntityKind::Org, EntityKind::Person].into_iter().find(|k| unknown && wanted.has(*k));
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
        Entity {
            id: e.id.clone(),
            kind: e.kind,
            name: e.label_id.clone().or_else(|| e.label_en.clone()).unwrap_or_else(|| e.id.clone()),
            label_id: e.label_id.clone(),
            label_en: e.label_en.clone(),
            aliases: Vec::new(),
            wikidata: e.wikidata.clone(),
        }
    }

    fn chain_at(&self, chain: usize, tokens: Range<usize>, how: &str) -> Referent {
        let entity = self.entities[chain].clone();
        let how = format!("{how}: {}", entity.name);
        Referent { entity, tokens, how, certainty: 0.85 }
    }

    /// The one who bears the same title elsewhere in the article: *Presiden* after *Presiden Joko Widodo*.
    fn holder_elsewhere(&self, sentence: usize, tokens: Range<usize>, body: Option<usize>) -> Option<usize> {
        let all = &self.sentence(sentence).tokens;
        let role = lower(&all[tokens.start]);
        let body_chain = body.map(|b| self.chains.of[b]);
        let held = self.mentions.titles.iter().filter(|t| t.holder.is_some() && !t.former && !t.future);
        let fits = |t: &&Title| {
            let same_role = self.word(t.sentence, t.tokens.start) == role;
            let other = t.body.map(|b| self.chains.of[b]);
            match (body_chain, other) {
                (Some(a), Some(b)) => {
                    a == b && (same_role || self.knowledge.lexicon.described.leaders.contains(&role))
                }
                (None, _) => {
                    same_role && (all[tokens.start].form.starts_with(char::is_uppercase) || tokens.len() == 1)
                }
                (Some(_), None) => false,
            }
        };
        // a title without a body means the one that was introduced without one, as a country's papers name its own
        let (own, foreign): (Vec<_>, Vec<_>) =
            held.filter(fits).partition(|t| t.body.is_none() && body.is_none());
        let nearest = |titles: &[&Title]| {
            let before = titles.iter().rev().find(|t| t.sentence <= sentence);
            before.or(titles.first()).and_then(|t| t.holder)
        };
        nearest(&own).or(nearest(&foreign)).map(|h| self.chains.of[h])
    }

    /// *Ia*, *dia*, *-nya*: the subject of the clause before, else the one named last.
    fn pronoun(&self, sentence: usize, token: usize, wanted: Wanted<'_>) -> Option<Referent> {
        let possessive = self.sentence(sentence).tokens[token].clitic;
        let kinds: &[EntityKind] = if possessive {
            &[EntityKind::Person, EntityKind::Place, EntityKind::Org]
        } else {
            &[EntityKind::Person]
        };
        if let Some(owner) = possessive.then(|| self.owner(sentence, token, wanted)).flatten() {
            return Some(owner);
        }
        let chain = self.antecedent(sentence, token, &|chain| {
            let c = &self.chains.chains[chain];
            let state = c.kind != EntityKind::Place
                || c.entry.is_some_and(|e| {
                    self.knowledge.gazetteer.is_country(e)
                        || self.knowledge.gazetteer.country_of_capital(e).is_some()
                });
            kinds.contains(&c.kind) && state && (wanted.has(c.kind) || c.kind == EntityKind::Person)
        })?;
        let mention = self.mentions.names.iter().enumerate().position(|(i, _)| self.chains.of[i] == chain)?;
        let mut referent = self.name(mention, wanted)?;
        referent.tokens = token..token + 1;
        referent.how = format!("“{}” refers to {}", self.word(sentence, token), referent.entity.name);
        referent.certainty *= 0.8;
        Some(referent)
    }

    /// *Kim menegaskan dukungannya*: whose a thing is that does something in a clause is said by the clause's agent.
    fn owner(&self, sentence: usize, token: usize, wanted: Wanted<'_>) -> Option<Referent> {
        let grammar = self.knowledge.rulebook.grammar(self.article.language);
        let all = &self.sentence(sentence).tokens;
        for above in self.ancestors(sentence, token).filter(|t| all[*t].upos == Upos::Verb) {
            let frame = grammar.frame(&self.trees[sentence], above);
            let agents = frame.fillers(Role::Agent).iter().filter(|f| f.token.abs_diff(token) > 1);
            let mentions = agents.filter_map(|f| self.mention_at(sentence, f.token));
            if let Some(mut referent) = mentions.filter_map(|m| self.name(m, wanted)).next() {
                referent.how = format!(
                    "“{}” refers to {}, the agent of “{}”",
                    all[token].form, referent.entity.name, all[above].form
                );
                referent.tokens = token..token + 1;
                referent.certainty *= 0.9;
                return Some(referent);
            }
        }
        None
    }

    /// The name at a token, or the holder of the title there.
    fn mention_at(&self, sentence: usize, token: usize) -> Option<usize> {
        let holder = self.mentions.title_at(sentence, token).and_then(|t| self.mentions.titles[t].holder);
        holder.or_else(|| self.mentions.name_at(sentence, token))
    }

    /// The chain that a pronoun or description most likely means: in this sentence a subject before it, then in the
    /// sentences before the subject, then the name nearest before.
    pub(crate) fn antecedent(
        &self,
        sentence: usize,
        token: usize,
        fits: &dyn Fn(usize) -> bool,
    ) -> Option<usize> {
        let chain_of = |m: usize| self.chains.of[m];
        let is_subject = |m: usize| {
            let mention = &self.mentions.names[m];
            let heads =
                [mention.whole.clone(), mention.name.clone()].map(|r| self.head_of(mention.sentence, r));
            heads.iter().any(|h| self.sentence(mention.sentence).tokens[*h].deprel.starts_with("nsubj"))
        };
        let ends_before = |m: &usize| self.mentions.names[*m].whole.end <= token;
        let clause = self.sentence(sentence).tokens[token].head;
        let here: Vec<usize> =
            self.mentions.in_sentence(sentence).filter(ends_before).filter(|m| fits(chain_of(*m))).collect();
        let other_clause = |m: &usize| {
            let mention = &self.mentions.names[*m];
            let head = self.head_of(sentence, mention.whole.clone());
            let all = &self.sentence(sentence).tokens;
            all[token].clitic || all[head].head != clause
        };
        if let Some(m) = here.iter().copied().filter(|m| is_subject(*m)).find(other_clause) {
            return Some(chain_of(m));
        }
        if self.sentence(sentence).tokens[token].clitic {
            if let Some(m) = here.last() {
                return Some(chain_of(*m));
            }
        }
        for earlier in (sentence.saturating_sub(4)..sentence).rev() {
            let there: Vec<usize> =
                self.mentions.in_sentence(earlier).filter(|m| fits(chain_of(*m))).collect();
            if let Some(m) = there.iter().copied().find(|m| is_subject(*m)).or(there.first().copied()) {
                return Some(chain_of(m));
            }
        }
        here.iter().copied().find(other_clause).map(chain_of)
    }

    /// *Keduanya*, *kedua pemimpin*, *kedua negara*: the two of that kind named last.
    fn last_two(&self, sentence: usize, token: usize, wanted: Wanted<'_>) -> Vec<Referent> {
        let states = self.knowledge.lexicon.described.states.contains(&self.word(sentence, token))
            || self.knowledge.lexicon.kinds(&self.word(sentence, token)).any(|k| k == EntityKind::Place);
        let kind = if states { EntityKind::Place } else { EntityKind::Person };
        let mut found: Vec<usize> = Vec::new();
        let before = self.mentions.names.iter().enumerate().rev().filter(|(_, m)| {
            m.sentence < sentence && m.sentence + 4 >= sentence
                || m.sentence == sentence && m.whole.end <= token
        });
        for (i, _) in before {
            let chain = self.chains.of[i];
            let c = &self.chains.chains[chain];
            let state =
                kind != EntityKind::Place || c.entry.is_some_and(|e| self.knowledge.gazetteer.is_country(e));
            if c.kind == kind && state && !found.contains(&chain) {
                found.push(chain);
            }
            if found.len() == 2 {
                break;
            }
        }
        if found.len() < 2 || !wanted.has(kind) {
            return Vec::new();
        }
        found.sort_unstable();
        found.into_iter().map(|c| self.chain_at(c, token..token + 1, "one of the two named before")).collect()
    }

    /// A common noun with what belongs to it.
    fn described(&self, sentence: usize, token: usize, wanted: Wanted<'_>) -> Vec<Referent> {
        let all = &self.sentence(sentence).tokens;
        let lexicon = &self.knowledge.lexicon;
        let word = self.word(sentence, token);
        if !matches!(
            all[token].upos,
            Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::X | Upos::Pron
        ) {
            return Vec::new();
        }
        let phrase = self.noun_phrase(sentence, token);
        // "beberapa pejabat, termasuk Budi dan Ani"
        if let Some(listed) = self.opened_list(sentence, phrase.end, wanted) {
            return listed;
        }
        let two = |t: usize| {
            lexicon.quantity.two.contains(&self.word(sentence, t)) && self.word(sentence, t).starts_with("ke")
        };
        if phrase.clone().any(two) {
            return self.last_two(sentence, token, wanted);
        }
        // "negara Rusia", "pihak KPK": the name that the noun only introduces
        if let Some(mention) = self
            .mention_from(sentence, token + 1)
            .filter(|_| !lexicon.kinds(&word).any(|k| k == EntityKind::Event))
        {
            let introduced =
                all[self.head_of(sentence, self.mentions.names[mention].whole.clone())].head == Some(token);
            let kind = self.kind_of(mention);
            let stands =
                lexicon.described.stands_for.contains(&word) || lexicon.kinds(&word).any(|k| k == kind);
            if introduced && stands {
                return self.list_from(sentence, mention, wanted);
            }
        }
        // "pasangan calon nomor urut dua Budi": a person described before the name
        if wanted.has(EntityKind::Person) && lexicon.kinds(&word).any(|k| k == EntityKind::Person) {
            let in_phrase = phrase.clone().skip(1).find_map(|t| self.mentions.name_at(sentence, t));
            if let Some(mention) = in_phrase.filter(|m| {
                self.kind_of(*m) == EntityKind::Person && self.mentions.names[*m].name.end == phrase.end
            }) {
                return self.list_from(sentence, mention, wanted);
            }
        }
        // "kehadiran Budi": the one who is present
        if lexicon.described.presence.contains(&word) && wanted.acting {
            let owner = (token + 1..all.len()).find(|t| {
                all[*t].head == Some(token) && all[*t].deprel.starts_with("nmod")
                    || all[*t].head == Some(token) && all[*t].deprel.starts_with("flat")
            });
            return owner.map(|o| self.refer(sentence, o, wanted)).unwrap_or_default();
        }
        let definite = self.is_definite(sentence, token, &phrase);
        let kinds: Vec<EntityKind> = lexicon.kinds(&word).collect();
        let is_body = phrase_at(&lexicon.described.bodies, self.sentence(sentence), token).is_some();
        let several = (phrase.start..token)
            .any(|t| all[t].upos == Upos::Num || lexicon.quantity.several.contains(&self.word(sentence, t)));
        if definite && !is_body && !several {
            let named: Vec<EntityKind> = kinds
                .iter()
                .copied()
                .filter(|k| matches!(k, EntityKind::Person | EntityKind::Org | EntityKind::Place))
                .collect();
            let states = lexicon.described.states.contains(&word);
            let chain = self.antecedent(sentence, token, &|chain| {
                let c = &self.chains.chains[chain];
                let country = c.entry.is_some_and(|e| self.knowledge.gazetteer.is_country(e));
                named.contains(&c.kind)
                    && wanted.has(c.kind)
                    && (c.kind != EntityKind::Place || states == country)
            });
            if let Some(chain) = chain {
                let mut referent = self.chain_at(chain, phrase.clone(), "described");
                referent.certainty = 0.75;
                return vec![referent];
            }
        }
        if is_body && wanted.has(EntityKind::Org) && !phrase.clone().any(|t| t != token && capital(&all[t])) {
            return vec![self.unnamed(sentence, token, token..token + 1, EntityKind::Org)];
        }
        let kind = kinds.into_iter().find(|k| match k {
            EntityKind::Person | EntityKind::Group => wanted.unnamed && wanted.has(EntityKind::Group),
            EntityKind::Event => wanted.has(EntityKind::Event),
            _ => false,
        });
        if let Some(kind) = kind {
            let kind = if kind == EntityKind::Person { EntityKind::Group } else { kind };
            let phrase =
                if kind == EntityKind::Group { self.people_phrase(sentence, token, phrase) } else { phrase };
            return vec![self.unnamed(sentence, token, phrase, kind)];
        }
        let goods = wanted.has(EntityKind::Thing)
            && all[token].upos == Upos::Noun
            && self.knowledge.lexicon.kinds(&word).next().is_none();
        if goods { vec![self.unnamed(sentence, token, phrase, EntityKind::Thing)] } else { Vec::new() }
    }

    /// *termasuk A, B, dan C* after a noun phrase.
    fn opened_list(&self, sentence: usize, end: usize, wanted: Wanted<'_>) -> Option<Vec<Referent>> {
        let lists = &self.knowledge.lexicon.lists;
        let all = self.sentence(sentence);
        let mut at = end;
        while at < all.tokens.len()
            && at < end + 4
            && (self.word(sentence, at) == "," || matches!(all.tokens[at].upos, Upos::Adj | Upos::Noun))
        {
            if phrase_at(&lists.openers, all, at).is_some() {
                break;
            }
            at += 1;
        }
        let opener = (at < all.tokens.len()).then(|| phrase_at(&lists.openers, all, at)).flatten()?;
        let first = self.mention_from(sentence, at + opener)?;
        Some(self.list_from(sentence, first, wanted)).filter(|found| !found.is_empty())
    }

    fn is_definite(&self, sentence: usize, token: usize, phrase: &Range<usize>) -> bool {
        let here = &self.knowledge.lexicon.pronouns.here;
        let all = &self.sentence(sentence).tokens;
        here.contains(&self.word(sentence, phrase.end))
            || (token + 1..all.len().min(token + 5))
                .any(|t| all[t].head == Some(token) && here.contains(&lower(&all[t])))
    }

    /// The noun with the words beside it that belong to it: *rapat terbatas*, *operasi militer Turki*.
    pub(crate) fn noun_phrase(&self, sentence: usize, token: usize) -> Range<usize> {
        let all = &self.sentence(sentence).tokens;
        let has_case = |t: usize| all.iter().any(|c| c.head == Some(t) && c.deprel == "case");
        let belongs = |t: usize| {
            let relation = all[t].deprel.as_str();
            let inner = |r: &str| {
                matches!(
                    r,
                    "amod"
                        | "compound"
                        | "flat"
                        | "flat:name"
                        | "flat:foreign"
                        | "nummod"
                        | "nmod"
                        | "fixed"
                        | "appos"
                ) || r.starts_with("compound")
            };
            let mut at = t;
            for _ in 0..6 {
                if !inner(&all[at].deprel) || all[at].deprel == "nmod" && has_case(at) {
                    return false;
                }
                match all[at].head {
                    Some(h) if h == token => return relation != "appos",
                    Some(h) => at = h,
                    None => return false,
                }
            }
            false
        };
        let mut end = token + 1;
        while end < all.len() && all[end].upos != Upos::Punct && !all[end].clitic && belongs(end) {
            end += 1;
            if let Some(m) = self.mentions.name_at(sentence, end - 1) {
                end = end.max(self.mentions.names[m].name.end);
            }
        }
        let mut start = token;
        while start > 0
            && all[start - 1].head == Some(token)
            && matches!(all[start - 1].deprel.as_str(), "nummod" | "det" | "amod")
        {
            start -= 1;
        }
        start..end
    }

    /// People without a name: the noun with what counts or qualifies it, *dua terduga pelaku*.
    fn people_phrase(&self, sentence: usize, token: usize, phrase: Range<usize>) -> Range<usize> {
        let all = &self.sentence(sentence).tokens;
        let person =
            |t: usize| self.knowledge.lexicon.kinds(&self.word(sentence, t)).any(|k| k == EntityKind::Person);
        let (mut start, mut end) = (phrase.start, token + 1);
        while start > 0 && person(start - 1) {
            start -= 1;
        }
        while end < phrase.end && all[end].upos == Upos::Adj {
            end += 1;
        }
        start..end
    }

    /// A thing without a name, called what the text calls it.
    fn unnamed(&self, sentence: usize, token: usize, phrase: Range<usize>, kind: EntityKind) -> Referent {
        let all = &self.sentence(sentence).tokens;
        let quote = self.words(sentence, phrase.clone());
        let mut name = quote.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if token == 0 && all[token].upos == Upos::Noun && !self.knowledge.titles.contains(&name) {
            name = name.to_lowercase();
        }
        let id = own_id(&name.to_lowercase(), kind, &self.article.id);
        let entity =
            Entity { id, kind, name, label_id: None, label_en: None, aliases: Vec::new(), wikidata: None };
        Referent { entity, tokens: phrase, how: "described, not named".to_owned(), certainty: 0.8 }
    }
}
