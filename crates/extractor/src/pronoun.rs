//! Words that point back: *ia*, *-nya*, *keduanya*, *Presiden* after *Presiden Joko Widodo*.

use std::ops::Range;

use simpul_fact::EntityKind;
use simpul_rules::Role;
use simpul_text::Upos;

use crate::chain::Sex;
use crate::lexicon::lower;
use crate::mention::Title;
use crate::reading::Reading;
use crate::refer::{Referent, Wanted};
use crate::speech::{Speech, reporting};

impl Reading<'_> {
    /// The one who bears the same title elsewhere in the article: *Presiden* after *Presiden Joko Widodo*.
    pub(crate) fn holder_elsewhere(
        &self,
        sentence: usize,
        tokens: Range<usize>,
        body: Option<usize>,
    ) -> Option<usize> {
        let all = &self.sentence(sentence).tokens;
        if self.knowledge.lexicon.quantity.other.contains(&self.word(sentence, tokens.end)) {
            return None;
        }
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

    /// *Budi menolak. Mantan Gubernur Jawa Tengah itu menilai …*: the chain of the one whom a title with *itu* means, the
    /// person who was the subject before.
    pub(crate) fn meant_by_title(&self, title: &Title) -> Option<usize> {
        let lexicon = &self.knowledge.lexicon;
        let all = &self.sentence(title.sentence).tokens;
        let mut end = title.tokens.end;
        // "pelatih asal Kroasia itu", "penyanyi berusia 30 tahun itu"
        let passed = |t: usize| {
            lexicon.offices.origin.contains(&self.word(title.sentence, t))
                || matches!(all[t].upos, Upos::Propn | Upos::Num | Upos::Adj)
                || all[t].deprel == "acl"
                || all[t].deprel == "obl:tmod"
                || all[t].deprel == "obj" && all[t].upos == Upos::Noun
        };
        while end < all.len().min(title.tokens.end + 6) && passed(end) {
            end += 1;
        }
        if title.holder.is_some() || !lexicon.pronouns.here.contains(&self.word(title.sentence, end)) {
            return None;
        }
        let role = self.word(title.sentence, title.tokens.start);
        let fits =
            |chain: usize| self.chains.chains[chain].kind == EntityKind::Person && self.suits(chain, &role);
        let mention = self.antecedent(title.sentence, title.tokens.start, &fits)?;
        Some(self.chains.of[mention])
    }

    /// *Ia*, *dia*, *-nya*, *she*, *its*: the subject of the clause before, else the one named last; never the one who
    /// says it, never somebody of the other sex.
    pub(crate) fn pronoun(&self, sentence: usize, token: usize, wanted: Wanted<'_>) -> Option<Referent> {
        let pronouns = &self.knowledge.lexicon.pronouns;
        let word = self.word(sentence, token);
        let at = &self.sentence(sentence).tokens[token];
        let thing = pronouns.thing.contains(&word);
        // "katanya", "he said": as reported speech has settled it
        let spoken = |s: &&Speech| s.sentence == sentence && s.speaker.tokens == (token..token + 1);
        if let Some(speech) = self.speeches.iter().find(spoken).filter(|s| wanted.has(s.speaker.entity.kind))
        {
            return Some(speech.speaker.clone());
        }
        if thing && self.is_expletive(sentence, token) {
            return None;
        }
        // "opposing it": most often a thing that has no name
        if thing && matches!(at.deprel.as_str(), "obj" | "obl" | "nmod") {
            return None;
        }
        let subject = at.deprel.starts_with("nsubj");
        if let Some(event) = (thing && subject).then(|| self.event_before(sentence, token, wanted)).flatten()
        {
            return Some(event);
        }
        let kinds: &[EntityKind] = match (at.clitic, thing) {
            (true, _) => &[EntityKind::Person, EntityKind::Place, EntityKind::Org],
            (_, true) => &[EntityKind::Place, EntityKind::Org, EntityKind::Event],
            _ => &[EntityKind::Person],
        };
        let sex = Sex::of(pronouns, &word);
        let agrees = |chain: usize| {
            let other = self.chains.chains[chain].sex;
            sex.is_none() || other.is_none() || sex == other
        };
        let quoted = reporting(&self.speeches, at.span).filter(|s| s.is_quotation());
        let speaker = quoted.map(|s| s.speaker().id.clone());
        let fits = |chain: usize| {
            let c = &self.chains.chains[chain];
            let state = c.kind != EntityKind::Place
                || c.entry.is_some_and(|e| {
                    self.knowledge.gazetteer.is_country(e)
                        || self.knowledge.gazetteer.country_of_capital(e).is_some()
                });
            kinds.contains(&c.kind)
                && state
                && agrees(chain)
                && speaker.as_ref() != Some(&self.entities[chain].id)
                && (wanted.has(c.kind) || c.kind == EntityKind::Person)
        };
        let possessive = at.clitic || at.deprel == "nmod:poss";
        if let Some(owner) = possessive.then(|| self.owner(sentence, token, wanted, &fits)).flatten() {
            return Some(owner);
        }
        let mention = self.antecedent(sentence, token, &fits)?;
        let mut referent = self.name(mention, wanted)?;
        referent.tokens = token..token + 1;
        referent.how = format!("“{word}” refers to {}", referent.entity.name);
        referent.certainty *= 0.8;
        Some(referent)
    }

    /// *A fire destroyed the school. It killed nine people*: the event without a name that the sentence before is about.
    fn event_before(&self, sentence: usize, token: usize, wanted: Wanted<'_>) -> Option<Referent> {
        let before =
            sentence.checked_sub(1).filter(|b| wanted.has(EntityKind::Event) && self.is_prose(*b))?;
        let all = &self.sentence(before).tokens;
        let root = |t: usize| all[t].head.is_some_and(|h| all[h].head.is_none());
        let subject =
            |t: &usize| all[*t].deprel.starts_with("nsubj") && all[*t].upos == Upos::Noun && root(*t);
        let about = (0..all.len()).find(subject)?;
        let event = self.described(before, about, wanted).into_iter().next()?;
        let how = format!("“{}” refers to {}", self.word(sentence, token), event.entity.name);
        let found = Referent { tokens: token..token + 1, how, certainty: 0.7, ..event };
        Some(found).filter(|f| f.entity.kind == EntityKind::Event)
    }

    /// *It is important to …*, *it became apparent that …*, *it is asserted that …*: an *it* that stands for a clause.
    fn is_expletive(&self, sentence: usize, token: usize) -> bool {
        let all = &self.sentence(sentence).tokens;
        let Some(head) = all[token].head else { return false };
        let clause = |t: &simpul_text::Token| {
            t.head == Some(head)
                && (t.deprel.starts_with("csubj") || matches!(t.deprel.as_str(), "ccomp" | "xcomp" | "advcl"))
        };
        let predicate = all[head].upos == Upos::Adj || all[token].deprel == "nsubj:pass";
        let told = |t: &simpul_text::Token| t.head == Some(head) && t.deprel.starts_with("csubj");
        all[token].deprel == "expl" || all.iter().any(told) || predicate && all.iter().any(clause)
    }

    /// *Who* and *whose*: the noun that their relative clause hangs on, *the man who came*.
    pub(crate) fn relative(&self, sentence: usize, token: usize, wanted: Wanted<'_>) -> Vec<Referent> {
        let all = &self.sentence(sentence).tokens;
        let clause = std::iter::once(token)
            .chain(self.ancestors(sentence, token))
            .find(|t| all[*t].deprel == "acl:relcl" || all[*t].deprel == "acl");
        match clause.and_then(|t| all[t].head) {
            Some(noun)
                if noun < token
                    && !self.knowledge.lexicon.pronouns.relative.contains(&self.word(sentence, noun)) =>
            {
                self.refer(sentence, noun, wanted)
            }
            _ => Vec::new(),
        }
    }

    /// *Kim menegaskan dukungannya*: whose a thing is that does something in a clause is said by the clause's agent.
    fn owner(
        &self,
        sentence: usize,
        token: usize,
        wanted: Wanted<'_>,
        fits: &dyn Fn(usize) -> bool,
    ) -> Option<Referent> {
        let grammar = self.knowledge.rulebook.grammar(self.article.language);
        let all = &self.sentence(sentence).tokens;
        for above in self.ancestors(sentence, token).filter(|t| all[*t].upos == Upos::Verb) {
            let frame = grammar.frame(&self.trees[sentence], above);
            let agents = frame.fillers(Role::Agent).iter().filter(|f| f.token.abs_diff(token) > 1);
            let mentions = agents
                .filter_map(|f| self.mention_at(sentence, f.token))
                .filter(|m| fits(self.chains.of[*m]) || self.sentence(sentence).tokens[token].clitic);
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

    /// True for a name that is the subject of its clause.
    fn is_subject(&self, mention: usize) -> bool {
        let m = &self.mentions.names[mention];
        let heads = [m.whole.clone(), m.name.clone()].map(|r| self.head_of(m.sentence, r));
        heads.iter().any(|h| self.sentence(m.sentence).tokens[*h].deprel.starts_with("nsubj"))
    }

    /// The mention that a pronoun or description most likely means; `fits` tells which chains will do: in this sentence a subject before it, then in the
    /// sentences before the subject, then the name nearest before.
    pub(crate) fn antecedent(
        &self,
        sentence: usize,
        token: usize,
        fits: &dyn Fn(usize) -> bool,
    ) -> Option<usize> {
        let chain_of = |m: usize| self.chains.of[m];
        let is_subject = |m: usize| self.is_subject(m);
        let is_quoted = |at| reporting(&self.speeches, at).is_some_and(|s| s.is_quotation());
        let in_quotation = is_quoted(self.sentence(sentence).tokens[token].span);
        let quoted = |m: usize| {
            let mention = &self.mentions.names[m];
            is_quoted(self.sentence(mention.sentence).span_of(mention.name.clone()))
        };
        let ends_before = |m: &usize| self.mentions.names[*m].whole.end <= token;
        let clause = self.sentence(sentence).tokens[token].head;
        let here: Vec<usize> =
            self.mentions.in_sentence(sentence).filter(ends_before).filter(|m| fits(chain_of(*m))).collect();
        let other_clause = |m: &usize| {
            let mention = &self.mentions.names[*m];
            let head = self.head_of(sentence, mention.whole.clone());
            let all = &self.sentence(sentence).tokens;
            all[token].clitic || all[token].deprel == "nmod:poss" || all[head].head != clause
        };
        if let Some(m) = here.iter().copied().filter(|m| is_subject(*m)).find(other_clause) {
            return Some(m);
        }
        if self.sentence(sentence).tokens[token].clitic
            && let Some(m) = here.last()
        {
            return Some(*m);
        }
        for earlier in (sentence.saturating_sub(4)..sentence).rev() {
            let there: Vec<usize> =
                self.mentions.in_sentence(earlier).filter(|m| fits(chain_of(*m))).collect();
            // outside quotations, those of whom the article itself speaks come first
            let told: Vec<usize> = there.iter().copied().filter(|m| !quoted(*m)).collect();
            let there = if in_quotation || told.is_empty() { there } else { told };
            if let Some(m) = there.iter().copied().find(|m| is_subject(*m)).or(there.first().copied()) {
                return Some(m);
            }
        }
        here.iter().copied().find(other_clause)
    }

    /// *Mereka*, *they*: the people or bodies of one list, *Budi dan Ani … Mereka*; else, where a body can be *they*, the
    /// one that was the subject before.
    pub(crate) fn those_listed(&self, sentence: usize, token: usize, wanted: Wanted<'_>) -> Vec<Referent> {
        let kinds = [EntityKind::Person, EntityKind::Org];
        let those = Wanted { kinds: &kinds, acting: true, unnamed: false, places: false };
        let back = |mut referent: Referent| {
            referent.how = format!("“{}” refers to {}", self.word(sentence, token), referent.entity.name);
            referent.tokens = token..token + 1;
            referent.certainty *= 0.75;
            referent
        };
        // "Budi mengatakan mereka …": those that Budi speaks for, of whom a list before says nothing
        let heads = |m: usize| self.head_of(sentence, self.mentions.names[m].whole.clone());
        let spoken_for = self.mentions.in_sentence(sentence).any(|m| {
            let subject = self.sentence(sentence).tokens[heads(m)].deprel.starts_with("nsubj");
            subject && heads(m) < token && kinds.contains(&self.kind_of(m))
        });
        let back_to = if spoken_for { sentence } else { sentence.saturating_sub(2) };
        for earlier in (back_to..=sentence).rev() {
            let before = |m: &usize| earlier < sentence || self.mentions.names[*m].whole.end <= token;
            for mention in self.mentions.in_sentence(earlier).filter(before) {
                let listed = self.list_from(earlier, mention, those);
                let ended = earlier < sentence || listed.iter().all(|r| r.tokens.end <= token);
                let several = listed.iter().filter(|r| wanted.has(r.entity.kind)).count() > 1;
                if several && ended {
                    return listed.into_iter().filter(|r| wanted.has(r.entity.kind)).map(back).collect();
                }
            }
        }
        if self.knowledge.lexicon.pronouns.thing.is_empty() || !wanted.has(EntityKind::Org) {
            return Vec::new();
        }
        let body =
            self.antecedent(sentence, token, &|chain| self.chains.chains[chain].kind == EntityKind::Org);
        let near = |m: &usize| self.mentions.names[*m].sentence + 1 >= sentence && self.is_subject(*m);
        let body = body.filter(near);
        body.and_then(|m| self.name(m, wanted)).map(back).into_iter().collect()
    }

    /// *Keduanya*, *kedua pemimpin*, *keempat tersangka*: as many of that kind as are named in one list near by, the nearest
    /// before, else the nearest after; else those named last, where there are no more than that many or they are two.
    pub(crate) fn last_of(
        &self,
        n: usize,
        sentence: usize,
        token: usize,
        wanted: Wanted<'_>,
    ) -> Vec<Referent> {
        let word = self.word(sentence, token);
        let lexicon = &self.knowledge.lexicon;
        let describes = |kind| lexicon.kinds(&word).any(|k| k == kind);
        let states = lexicon.described.states.contains(&word) || describes(EntityKind::Place);
        let kind = match (states, describes(EntityKind::Org)) {
            (true, _) => EntityKind::Place,
            (_, true) => EntityKind::Org,
            _ => EntityKind::Person,
        };
        if !wanted.has(kind) {
            return Vec::new();
        }
        let fits = |m: &usize| {
            let c = &self.chains.chains[self.chains.of[*m]];
            let state = c.entry.is_some_and(|e| self.knowledge.gazetteer.is_country(e));
            c.kind == kind && (kind != EntityKind::Place || state)
        };
        let back = |chains: Vec<usize>| -> Vec<Referent> {
            let how = "one of those named before";
            chains.into_iter().map(|c| self.chain_at(c, token..token + 1, how)).collect()
        };
        let (first, last) = (sentence.saturating_sub(4), self.analysis.sentences.len() - 1);
        let listed = || {
            let around = (first..=sentence).rev().chain(sentence + 1..=(sentence + 2).min(last));
            let mut lists = around.flat_map(|s| self.mentions.in_sentence(s).filter(fits));
            lists.find_map(|m| self.list_of(n, m, kind))
        };
        if let Some(listed) = (n > 2).then(listed).flatten() {
            return back(listed);
        }
        let mut found: Vec<usize> = Vec::new();
        let before = (first..=sentence).rev().flat_map(|s| self.mentions.in_sentence(s).rev());
        for i in before.filter(fits) {
            let mention = &self.mentions.names[i];
            let named = mention.sentence < sentence || mention.whole.end <= token;
            let chain = self.chains.of[i];
            if named && !found.contains(&chain) {
                found.push(chain);
            }
            if n == 2 && found.len() == 2 {
                break;
            }
        }
        found.sort_unstable();
        if found.len() == n { back(found) } else { Vec::new() }
    }

    /// The chains of the list that a name opens, where it has exactly `n` members of that kind.
    fn list_of(&self, n: usize, mention: usize, kind: EntityKind) -> Option<Vec<usize>> {
        let those = Wanted { kinds: &[kind], acting: false, unnamed: false, places: true };
        let sentence = self.mentions.names[mention].sentence;
        let listed = self.list_from(sentence, mention, those);
        let chain = |r: &Referent| self.entities.iter().position(|e| e.id == r.entity.id);
        let mut chains: Vec<usize> = listed.iter().filter_map(chain).collect();
        chains.dedup();
        (chains.len() == n).then_some(chains)
    }
}
