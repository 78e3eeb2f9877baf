//! Names and titles: from the words of a sentence to [`Mention`]s and [`Title`]s.
//!
//! *Ketua Masjid Al-Muttaqin, Ahmad Fauzi, tiba* gives the organisation *Masjid Al-Muttaqin*, the person *Ahmad Fauzi*
//! and the title that ties them. Evidence for a name, strongest first: the longest of gazetteer, the model's names,
//! and words that open a name (*PT*, *Universitas*, *Jalan*).

use std::ops::Range;

use simpul_fact::EntityKind;
use simpul_text::{Analysis, Article, BlockKind, NameKind, Sentence, Upos};

use crate::knowledge::Lore;
use crate::known::Known;
use crate::lexicon::{capital, lower, phrase_at};
use crate::mention::{Mention, Mentions, Title};

/// Finds the names and titles of an article.
pub(crate) fn name(article: &Article, analysis: &Analysis, knowledge: &Lore<'_>) -> Mentions {
    let known = Known::new(analysis, knowledge);
    let (mut names, mut titles) = (Vec::new(), Vec::new());
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        let shouting = article.blocks.get(sentence.block).is_some_and(|b| b.kind == BlockKind::Title);
        let mut finder = Finder {
            article,
            sentence,
            number,
            knowledge,
            known: &known,
            shouting,
            names: vec![],
            titles: vec![],
        };
        finder.run();
        let base = names.len();
        // names were pushed as their titles were read: put them in text order
        let mut order: Vec<usize> = (0..finder.names.len()).collect();
        order.sort_by_key(|i| (finder.names[*i].name.start, finder.names[*i].name.end));
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = base + new;
        }
        names.extend(order.iter().map(|i| finder.names[*i].clone()));
        titles.extend(finder.titles.into_iter().map(|t| Title {
            body: t.body.map(|b| place[b]),
            holder: t.holder.map(|h| place[h]),
            ..t
        }));
    }
    let lengths: Vec<usize> = analysis.sentences.iter().map(|s| s.tokens.len()).collect();
    Mentions::new(names, titles, &lengths)
}

pub(crate) struct Finder<'a> {
    pub(crate) article: &'a Article,
    pub(crate) sentence: &'a Sentence,
    pub(crate) number: usize,
    pub(crate) knowledge: &'a Lore<'a>,
    pub(crate) known: &'a Known,
    /// True in a headline, where capitals mean nothing.
    pub(crate) shouting: bool,
    pub(crate) names: Vec<Mention>,
    pub(crate) titles: Vec<Title>,
}

/// A name as found, not yet kept.
pub(crate) struct Found {
    pub(crate) tokens: Range<usize>,
    pub(crate) kind: EntityKind,
    pub(crate) entry: Option<usize>,
}

impl Finder<'_> {
    pub(crate) fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    pub(crate) fn form(&self, at: usize) -> &str {
        self.sentence.tokens.get(at).map_or("", |t| &t.form)
    }

    fn run(&mut self) {
        let mut at = 0;
        while at < self.len() {
            if let Some(found) = self.given(at) {
                let holder = self.keep(found, None);
                at = self.after_name(holder);
                continue;
            }
            at = match self.title(at) {
                Some(end) => end,
                None => match self.found(at) {
                    Some(found) => {
                        let holder = self.keep(found, None);
                        self.after_name(holder)
                    }
                    None => at + 1,
                },
            };
        }
        self.drop_descriptions();
    }

    /// Keeps a name; `from` is where its title or honorific begins.
    pub(crate) fn keep(&mut self, mut found: Found, from: Option<usize>) -> usize {
        // the end of a name can look like a clitic: *Anku*, *Damu*
        let pronouns = &self.knowledge.lexicon.pronouns;
        let owner = &self.knowledge.lexicon.offices.possessive;
        let split = |t: &simpul_text::Token| {
            t.clitic && t.form.len() == 2 && !pronouns.clitic.contains(&t.form) && !owner.contains(&t.form)
        };
        while self.sentence.tokens.get(found.tokens.end).is_some_and(split) {
            found.tokens.end += 1;
        }
        let span = self.sentence.span_of(found.tokens.clone());
        let text = self.article.quote(span).split_whitespace().collect::<Vec<_>>().join(" ");
        // "Danish" is called as the country is
        let country =
            self.demonym(found.tokens.start).and_then(|f| f.entry).filter(|e| Some(*e) == found.entry);
        let label = country.and_then(|e| self.knowledge.gazetteer.entry(e).label_en.clone());
        let text = label.unwrap_or(text);
        let acronym = self.acronym(found.tokens.end);
        let whole =
            from.unwrap_or(found.tokens.start)..found.tokens.end + if acronym.is_some() { 3 } else { 0 };
        self.names.push(Mention {
            sentence: self.number,
            name: found.tokens,
            whole,
            kind: found.kind,
            entry: found.entry,
            text,
            acronym,
        });
        self.names.len() - 1
    }

    /// *(KPU)* after a name.
    fn acronym(&self, at: usize) -> Option<String> {
        let word = self.form(at + 1);
        let fits = word.chars().count() >= 2
            && word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().filter(|c| c.is_uppercase()).count() * 2 >= word.chars().count();
        (self.form(at) == "(" && self.form(at + 2) == ")" && fits).then(|| word.to_owned())
    }

    /// The longest name that begins at a token.
    pub(crate) fn found(&self, at: usize) -> Option<Found> {
        let token = self.sentence.tokens.get(at)?;
        let starts =
            capital(token) || token.form.starts_with(|c: char| c.is_ascii_digit()) || self.particle(at);
        if !starts || token.clitic {
            return None;
        }
        let known = self.gazetteer_name(at);
        let model = self.model_name(at);
        if self.shouting {
            return known;
        }
        if let Some(initials) = self.initials(at) {
            return Some(initials);
        }
        let opened = self.opened(at);
        let mut best = known;
        for other in [opened, model, self.event(at)].into_iter().flatten() {
            if best.as_ref().is_none_or(|b| other.tokens.len() > b.tokens.len()) {
                best = Some(other);
            }
        }
        let mut best = best.or_else(|| self.known_name(at)).or_else(|| self.leftover(at));
        let may_open_with_people = best.as_ref().is_none_or(|b| match b.kind {
            // "Kenyan Mary Cheru": the people of a country, no name of hers
            EntityKind::Person => {
                b.entry.is_none() && b.tokens.len() > 2 && !self.knowledge.given_names.contains(&token.form)
            }
            _ => b.tokens.len() == 1,
        });
        if may_open_with_people {
            best = self.demonym(at).or(best);
        }
        let mut best = best?;
        if let Some(place) = self.known_place(at, &best) {
            return Some(place);
        }
        if let Some(distinction) = self.distinction(&best) {
            return Some(distinction);
        }
        if best.entry.is_none() {
            best.tokens.end = self.hyphened(best.tokens.clone());
            if best.kind == EntityKind::Org {
                best.tokens.end = self.joined_body(best.tokens.clone());
            }
            best.kind = self.settled(&best.tokens, best.kind);
            while best.kind == EntityKind::Person && best.tokens.len() < 6 && self.goes_on(best.tokens.end) {
                best.tokens.end += 1;
            }
            let text = self.article.quote(self.sentence.span_of(best.tokens.clone()));
            best.entry =
                self.knowledge.find(text).find(|e| self.knowledge.gazetteer.entry(*e).kind == best.kind);
        }
        Some(best)
    }

    pub(crate) fn gazetteer_name(&self, at: usize) -> Option<Found> {
        let gazetteer = &self.knowledge.gazetteer;
        let token = &self.sentence.tokens[at];
        if !token.form.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) {
            return None;
        }
        let start = token.span.start;
        let mut best = None;
        // a gazetteer's words are not quite tokens: "Covid-19", "U.S."
        let words = gazetteer.longest(&token.form);
        let most = if words == 0 { 0 } else { 2 * words };
        for end in at + 1..=self.len().min(at + most) {
            let span = simpul_text::Span::new(start, self.sentence.tokens[end - 1].span.end);
            let text = self.article.quote(span);
            if let Some(entry) = self.knowledge.find(text).next() {
                best = Some(Found { tokens: at..end, kind: gazetteer.entry(entry).kind, entry: Some(entry) });
            }
        }
        best
    }

    /// What is left of a name of the model from `at` on.
    fn model_name(&self, at: usize) -> Option<Found> {
        let name = self.sentence.names.iter().find(|n| n.kind.is_entity() && n.tokens.contains(&at))?;
        if name.kind != NameKind::Person && name.tokens.start != at {
            return None;
        }
        let kind = match name.kind {
            NameKind::Person if self.closes_as_body(&name.tokens) => EntityKind::Org,
            NameKind::Person => EntityKind::Person,
            NameKind::Org => EntityKind::Org,
            NameKind::Place => EntityKind::Place,
            _ => return None,
        };
        let mut end = name.tokens.end;
        if end == at + 1 && self.knowledge.lexicon.names.stop.contains(&self.form(at).to_lowercase()) {
            return None;
        }
        while end > at + 1 && self.sentence.tokens[end - 1].upos == Upos::Punct && self.form(end - 1) != ")" {
            end -= 1;
        }
        if kind != EntityKind::Person {
            // "Polres Depok AKP Budi", "PT Maju Jaya Budi": the model took a person for the end of the name
            end = (at + 1..end).find(|t| self.honorific_person(*t)).unwrap_or(end);
            end = self.known.shorter(self.sentence, at..end, &self.knowledge.lexicon.names.org_last);
        }
        if kind == EntityKind::Place {
            end = (at + 2..end).find(|t| self.larger_place(at, *t)).unwrap_or(end);
        }
        if kind == EntityKind::Person {
            // "Hong Kong Carrie Lam": a place that the model took for the first words of a person
            let known = self.gazetteer_name(at).filter(|f| f.kind == EntityKind::Place && f.tokens.len() > 1);
            let given = self.knowledge.given_names.contains(self.form(at));
            if known.is_some_and(|k| k.tokens.end + 2 <= end) && !given {
                return None;
            }
            let titles = &self.knowledge.titles;
            let post = |t: &usize| {
                titles.at(self.sentence, *t).is_some_and(|t| t.1.is_post())
                    && !self.knowledge.given_names.contains(self.form(*t))
            };
            end = (at + 1..end).find(post).unwrap_or(end);
            // the model sometimes stops in the middle of a name
            while end < at + 6 && self.goes_on(end) {
                end += 1;
            }
        }
        Some(Found { tokens: at..end, kind, entry: None })
    }

    /// True for a proper noun that nothing but the name before it explains.
    fn goes_on(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at) else { return false };
        let explained = || {
            self.title_begins(at)
                || self.honorific_person(at)
                || self.opens(at)
                || self.knowledge.lexicon.names.stop.contains(&lower(token))
                || self.gazetteer_name(at).is_some_and(|f| f.kind != EntityKind::Person)
                || self
                    .sentence
                    .names
                    .iter()
                    .any(|n| n.kind != NameKind::Person && n.kind.is_entity() && n.tokens.contains(&at))
        };
        capital(token) && token.upos == Upos::Propn && !token.clitic && !explained()
    }

    /// A name that a word of its kind opens: *PT Maju Jaya*, *Jalan Sudirman*.
    pub(crate) fn opened(&self, at: usize) -> Option<Found> {
        let words = &self.knowledge.lexicon.names;
        let (kind, n_first) = [
            (EntityKind::Event, &words.event_first),
            (EntityKind::Org, &words.org_first),
            (EntityKind::Place, &words.place_first),
        ]
        .into_iter()
        .find_map(|(kind, set)| Some((kind, phrase_at(set, self.sentence, at)?)))?;
        if !self.sentence.tokens.get(at + n_first).is_some_and(capital) {
            return None;
        }
        // the word after a common noun belongs to the name, whatever else it might be: "Masjid Al-Ikhlas"; an acronym
        // may be the whole name: "DPR Budi"
        let acronym = self.form(at).chars().all(char::is_uppercase) && self.form(at).chars().count() > 2;
        let end = self.capitals(at + n_first + usize::from(!acronym), at, kind);
        let end = self.known.shorter(self.sentence, at..end, &self.knowledge.lexicon.names.org_last);
        if end == at + n_first {
            return None;
        }
        Some(Found { tokens: at..end, kind, entry: None })
    }

    /// Where the run of capitalised words from `at` ends, for a name of that kind that began at `start`.
    pub(crate) fn capitals(&self, mut at: usize, start: usize, kind: EntityKind) -> usize {
        let words = &self.knowledge.lexicon.names;
        let is_portfolio = || words.portfolios.contains(&self.form(start).to_lowercase());
        while at < self.len() {
            let token = &self.sentence.tokens[at];
            let word = lower(token);
            if words.stop.contains(&word) || token.clitic && !capital(token) {
                break;
            }
            let post = self.knowledge.titles.at(self.sentence, at).is_some_and(|t| t.1.is_post());
            let other = self.person_begins(at)
                || post
                || self.honorific_person(at)
                || kind != EntityKind::Org && phrase_at(&words.org_first, self.sentence, at).is_some();
            if at > start && other || kind == EntityKind::Place && self.larger_place(start, at) {
                break;
            }
            let next_is_capital = || {
                let next = self.sentence.tokens.get(at + 1);
                next.is_some_and(|n| capital(n) && !words.stop.contains(&lower(n)))
            };
            if capital(token)
                || token.form.starts_with(|c: char| c.is_ascii_digit()) && token.form.len() <= 4 && at > start
            {
                at += 1;
            } else if (words.inside.contains(&word) || matches!(token.form.as_str(), "&" | "-" | "/"))
                && at > start
                && next_is_capital()
                && !(words.joining.contains(&word) && self.found_elsewhere(at + 1))
            {
                at += 2;
            } else if let Some(next) = self.listed_portfolio(at).filter(|_| is_portfolio()) {
                at = next;
            } else if token.form == "("
                && self.form(at + 2) == ")"
                && self.sentence.tokens.get(at + 1).is_some_and(capital)
                && self.sentence.tokens.get(at + 3).is_some_and(capital)
                && !self.person_begins(at + 3)
                && !self.honorific_person(at + 3)
            {
                at += 4;
            } else {
                break;
            }
        }
        at
    }

    /// True where another name clearly begins, so that *dan* joins two names and no two words of one.
    fn found_elsewhere(&self, at: usize) -> bool {
        self.person_begins(at)
            || self.opened(at).is_some()
            || self.gazetteer_name(at).is_some()
            || self.sentence.names.iter().any(|n| n.kind.is_entity() && n.tokens.start == at)
    }

    /// True where a person's name clearly begins.
    pub(crate) fn person_begins(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at) else { return false };
        let by_model = || {
            self.sentence.names.iter().any(|n| {
                n.kind == NameKind::Person
                    && n.tokens.contains(&at)
                    && !self.closes_as_body(&n.tokens)
                    && (n.tokens.start == at || self.title_covers(n.tokens.start, at))
            })
        };
        let known = || {
            self.gazetteer_name(at).is_some_and(|f| f.kind == EntityKind::Person)
                || self.known.persons.contains(&token.form)
        };
        let place = || self.known.place(self.sentence, at).is_some();
        capital(token) && !self.opens(at) && (by_model() || known()) && !place()
    }

    /// True where a title of a post begins.
    pub(crate) fn title_begins(&self, at: usize) -> bool {
        at < self.len() && self.knowledge.titles.at(self.sentence, at).is_some_and(|t| !t.1.is_honorific())
    }
}
