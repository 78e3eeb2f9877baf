//! Names and titles: from the words of a sentence to [`Mention`]s and [`Title`]s.
//!
//! *Ketua Masjid Al-Muttaqin, Ahmad Fauzi, tiba* gives the organisation *Masjid Al-Muttaqin*, the person *Ahmad Fauzi*
//! and the title that ties them. Evidence for a name, strongest first: the longest of gazetteer, the model's names,
//! and words that open a name (*PT*, *Universitas*, *Jalan*).

use std::collections::BTreeSet;
use std::ops::Range;

use simpul_fact::EntityKind;
use simpul_text::{Analysis, Article, BlockKind, NameKind, Sentence, Upos};

use crate::knowledge::Knowledge;
use crate::lexicon::{TitleClass, capital, lower, phrase_at};
use crate::mention::{Mention, Mentions, Title};

/// Finds the names and titles of an article.
pub(crate) fn name(article: &Article, analysis: &Analysis, knowledge: &Knowledge) -> Mentions {
    let known = known_words(analysis, knowledge);
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

/// What the rest of an article says about a single word.
#[derive(Default)]
struct Known {
    /// Words of the names of two words or more that the model takes for persons.
    persons: BTreeSet<String>,
    /// Proper nouns that are written with a capital inside a sentence.
    capitals: BTreeSet<String>,
}

fn known_words(analysis: &Analysis, knowledge: &Knowledge) -> Known {
    let mut known = Known::default();
    for sentence in &analysis.sentences {
        for name in sentence.names.iter().filter(|n| n.kind == NameKind::Person) {
            let mut tokens = name.tokens.clone();
            while tokens.len() > 1 && knowledge.titles.at(sentence, tokens.start).is_some() {
                tokens.start += 1;
            }
            if tokens.len() < 2 {
                continue;
            }
            for token in &sentence.tokens[tokens] {
                if token.form.len() > 2
                    && capital(token)
                    && knowledge.gazetteer.find(&token.form).next().is_none()
                {
                    known.persons.insert(token.form.clone());
                }
            }
        }
        let start = sentence.tokens.iter().take_while(|t| t.upos == Upos::Punct).count();
        let inside = sentence.tokens.iter().skip(start + 1);
        known.capitals.extend(inside.filter(|t| t.upos == Upos::Propn && capital(t)).map(|t| t.form.clone()));
    }
    known
}

struct Finder<'a> {
    article: &'a Article,
    sentence: &'a Sentence,
    number: usize,
    knowledge: &'a Knowledge,
    known: &'a Known,
    /// True in a headline, where capitals mean nothing.
    shouting: bool,
    names: Vec<Mention>,
    titles: Vec<Title>,
}

/// A name as found, not yet kept.
struct Found {
    tokens: Range<usize>,
    kind: EntityKind,
    entry: Option<usize>,
}

impl Finder<'_> {
    fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    fn form(&self, at: usize) -> &str {
        self.sentence.tokens.get(at).map_or("", |t| &t.form)
    }

    fn run(&mut self) {
        let mut at = 0;
        while at < self.len() {
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
    }

    /// Keeps a name; `from` is where its title or honorific begins.
    fn keep(&mut self, found: Found, from: Option<usize>) -> usize {
        let span = self.sentence.span_of(found.tokens.clone());
        let text = self.article.quote(span).split_whitespace().collect::<Vec<_>>().join(" ");
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
    fn found(&self, at: usize) -> Option<Found> {
        let token = self.sentence.tokens.get(at)?;
        if !(capital(token) || token.form.starts_with(|c: char| c.is_ascii_digit())) || token.clitic {
            return None;
        }
        let known = self.from_gazetteer(at);
        let model = self.from_model(at);
        if self.shouting {
            return known;
        }
        let opened = self.opened(at);
        let mut best = known;
        for other in [opened, model].into_iter().flatten() {
            if best.as_ref().is_none_or(|b| other.tokens.len() > b.tokens.len()) {
                best = Some(other);
            }
        }
        let mut best = best.or_else(|| self.from_known(at)).or_else(|| self.leftover(at))?;
        if best.entry.is_none() {
            let text = self.article.quote(self.sentence.span_of(best.tokens.clone()));
            best.entry = self
                .knowledge
                .gazetteer
                .find(text)
                .find(|e| self.knowledge.gazetteer.entry(*e).kind == best.kind);
        }
        Some(best)
    }

    fn from_gazetteer(&self, at: usize) -> Option<Found> {
        let gazetteer = &self.knowledge.gazetteer;
        let start = self.sentence.tokens[at].span.start;
        let mut best = None;
        for end in at + 1..=self.len().min(at + gazetteer.longest()) {
            let span = simpul_text::Span::new(start, self.sentence.tokens[end - 1].span.end);
            let text = self.article.quote(span);
            if let Some(entry) = gazetteer.find(text).next() {
                best = Some(Found { tokens: at..end, kind: gazetteer.entry(entry).kind, entry: Some(entry) });
            }
        }
        best
    }

    /// What is left of a name of the model from `at` on.
    fn from_model(&self, at: usize) -> Option<Found> {
        let name = self.sentence.names.iter().find(|n| n.tokens.contains(&at))?;
        if name.kind != NameKind::Person && name.tokens.start != at {
            return None;
        }
        let kind = match name.kind {
            NameKind::Person => EntityKind::Person,
            NameKind::Org => EntityKind::Org,
            NameKind::Place => EntityKind::Place,
        };
        let mut end = name.tokens.end;
        while end > at + 1 && self.sentence.tokens[end - 1].upos == Upos::Punct && self.form(end - 1) != ")" {
            end -= 1;
        }
        if kind == EntityKind::Person {
            let titles = &self.knowledge.titles;
            let post = |t: &usize| {
                titles.at(self.sentence, *t).is_some_and(|t| t.1.is_post())
                    && !self.knowledge.given_names.contains(self.form(*t))
            };
            end = (at + 1..end).find(post).unwrap_or(end);
        }
        Some(Found { tokens: at..end, kind, entry: None })
    }

    /// A name that a word of its kind opens: *PT Maju Jaya*, *Jalan Sudirman*.
    fn opened(&self, at: usize) -> Option<Found> {
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
        if end == at + n_first {
            return None;
        }
        Some(Found { tokens: at..end, kind, entry: None })
    }

    /// Where the run of capitalised words from `at` ends, for a name of that kind that began at `start`.
    fn capitals(&self, mut at: usize, start: usize, kind: EntityKind) -> usize {
        let words = &self.knowledge.lexicon.names;
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
            if at > start && other {
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
            } else if token.form == "("
                && self.form(at + 2) == ")"
                && self.sentence.tokens.get(at + 1).is_some_and(capital)
                && self.sentence.tokens.get(at + 3).is_some_and(capital)
                && !self.person_begins(at + 3)
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
            || self.from_gazetteer(at).is_some()
            || self.sentence.names.iter().any(|n| n.tokens.start == at)
    }

    /// True where a person's name clearly begins.
    fn person_begins(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at) else { return false };
        let by_model = || {
            self.sentence.names.iter().any(|n| {
                n.kind == NameKind::Person
                    && n.tokens.contains(&at)
                    && (n.tokens.start == at || self.title_covers(n.tokens.start, at))
            })
        };
        let known = || {
            self.from_gazetteer(at).is_some_and(|f| f.kind == EntityKind::Person)
                || self.known.persons.contains(&token.form)
        };
        capital(token) && !self.opens(at) && (by_model() || known())
    }

    /// True where a title of a post begins.
    fn title_begins(&self, at: usize) -> bool {
        at < self.len() && self.knowledge.titles.at(self.sentence, at).is_some_and(|t| !t.1.is_honorific())
    }

    /// True where a word opens the name of an organisation, a place or an event and a capital follows.
    fn opens(&self, at: usize) -> bool {
        let words = &self.knowledge.lexicon.names;
        let opening = [&words.event_first, &words.org_first, &words.place_first];
        let n_words = opening.into_iter().find_map(|set| phrase_at(set, self.sentence, at));
        n_words.is_some_and(|n| self.sentence.tokens.get(at + n).is_some_and(capital))
    }

    /// True where all tokens from `start` up to `at` are titles or a place: the model took them for part of the name.
    fn title_covers(&self, start: usize, at: usize) -> bool {
        let mut i = start;
        while i < at {
            let title = self.knowledge.titles.at(self.sentence, i).map(|t| t.0);
            let place = || self.place_in_person(i).map(|f| f.tokens.len());
            match title.or_else(place) {
                Some(n_words) => i += n_words,
                None => return false,
            }
        }
        i == at
    }

    /// *Menteri Luar Negeri Turki Hakan Fidan*: a known place that the model took for the first word of a person.
    fn place_in_person(&self, at: usize) -> Option<Found> {
        let name =
            self.sentence.names.iter().find(|n| n.kind == NameKind::Person && n.tokens.contains(&at))?;
        let after_title = at > 0 && name.tokens.start == at;
        let place = self.from_gazetteer(at).filter(|f| f.kind == EntityKind::Place)?;
        let splits =
            place.tokens.end < name.tokens.end && !self.knowledge.given_names.contains(self.form(at));
        (after_title && splits).then_some(place)
    }

    /// A word that is part of a longer name elsewhere.
    fn from_known(&self, at: usize) -> Option<Found> {
        let mut end = at;
        while self.sentence.tokens.get(end).is_some_and(|t| self.known.persons.contains(&t.form)) {
            end += 1;
        }
        (end > at).then(|| Found { tokens: at..end, kind: EntityKind::Person, entry: None })
    }

    /// Any other run of capitalised proper nouns: a thing, or what its words say. At the start of a sentence, where
    /// every word has a capital, one word alone is a name only if it is written with a capital elsewhere too.
    fn leftover(&self, at: usize) -> Option<Found> {
        let token = &self.sentence.tokens[at];
        if token.upos != Upos::Propn || self.knowledge.lexicon.names.stop.contains(&lower(token)) {
            return None;
        }
        let end = self.capitals(at + 1, at, EntityKind::Thing);
        let starts = self.sentence.tokens[..at].iter().all(|t| t.upos == Upos::Punct);
        if starts && end == at + 1 && !self.known.capitals.contains(&token.form) {
            return None;
        }
        let last = lower(&self.sentence.tokens[end - 1]);
        let is_org = end > at + 1 && self.knowledge.lexicon.names.org_last.contains(&last);
        let given = end <= at + 4 && token.form.len() > 3 && self.knowledge.given_names.contains(&token.form);
        let kind = if is_org {
            EntityKind::Org
        } else if given {
            EntityKind::Person
        } else {
            EntityKind::Thing
        };
        Some(Found { tokens: at..end, kind, entry: None })
    }

    /// *Presiden Rusia, Vladimir Putin*: reads a title from `at` on, with its body and holder; says where it ends.
    fn title(&mut self, at: usize) -> Option<usize> {
        let (n_words, class, fused) = self.knowledge.titles.at(self.sentence, at)?;
        if class.is_honorific() {
            return self.honorific(at, n_words);
        }
        if self.shouting || self.sentence.tokens[at].clitic || self.inside_org(at) {
            return None;
        }
        let fused = fused.map(str::to_owned);
        let offices = &self.knowledge.lexicon.offices;
        let before = at.checked_sub(1).map(|b| self.form(b).to_lowercase()).unwrap_or_default();
        let (former, future) = (offices.former.contains(&before), offices.future.contains(&before));
        let first_title = self.titles.len();
        let (mut end, body, holder_at) = self.modifiers(at, at + n_words);
        let index = self.titles.len();
        self.titles.push(Title {
            sentence: self.number,
            tokens: at..end,
            class,
            body,
            fused,
            holder: None,
            former,
            future,
        });
        // "Direktur Utama sekaligus Ketua Komite Investasi PT X, Budi"
        if holder_at.is_none() && offices.joiners.contains(self.form(end)) {
            let skip = usize::from(offices.former.contains(self.form(end + 1)));
            if self.knowledge.titles.at(self.sentence, end + 1 + skip).is_some_and(|t| !t.1.is_honorific()) {
                if let Some(next) = self.title(end + 1 + skip) {
                    let other = self.titles.get(index + 1).cloned();
                    if let Some(other) = other {
                        self.titles[index].holder = other.holder;
                        if self.titles[index].body.is_none() {
                            self.titles[index].body = other.body;
                        }
                    }
                    return Some(next);
                }
            }
        }
        if let Some(person_at) = holder_at {
            if let Some((holder, next)) = self.person(person_at, at) {
                for title in &mut self.titles[first_title..] {
                    title.holder = Some(holder);
                }
                end = next;
            }
        }
        Some(end)
    }

    /// True where the model or an opening word has the token inside an organisation: *Presiden University*.
    fn inside_org(&self, at: usize) -> bool {
        capital(&self.sentence.tokens[at])
            && (self
                .sentence
                .names
                .iter()
                .any(|n| n.kind == NameKind::Org && n.tokens.start == at && n.tokens.len() > 1)
                && self.from_gazetteer(at).is_some_and(|f| f.kind == EntityKind::Org))
    }

    /// What follows the words of a title: where it ends, its body, and where its holder's name begins.
    fn modifiers(&mut self, title: usize, from: usize) -> (usize, Option<usize>, Option<usize>) {
        let offices = &self.knowledge.lexicon.offices;
        let lower_case = !capital(&self.sentence.tokens[title]);
        let (mut at, mut end, mut body, mut n_common) = (from, from, None::<usize>, 0);
        while at < self.len() {
            let place = self.place_in_person(at);
            if place.is_none() && (self.person_begins(at) || self.honorific_person(at)) {
                return (end, body, Some(at));
            }
            let token = &self.sentence.tokens[at];
            if token.form == "," {
                let next = at + 1;
                let person =
                    self.person_begins(next) || self.honorific_person(next) || self.unknown_person(next);
                return (end, body, person.then_some(next));
            }
            if token.form == "(" && self.form(at + 2) == ")" {
                at += 3;
                end = at;
                continue;
            }
            if token.clitic && body.is_none() && at == from {
                at += 1; // "kuasa hukumnya Budi"
                continue;
            }
            if offices.origin.contains(&lower(token)) && self.sentence.tokens.get(at + 1).is_some_and(capital)
            {
                at = self.found(at + 1).map_or(at + 2, |f| f.tokens.end);
                continue;
            }
            let found = place.or_else(|| self.found(at).filter(|f| self.is_body(f, title, lower_case)));
            if let Some(found) = found {
                at = found.tokens.end;
                let is_org = found.kind == EntityKind::Org;
                let index = self.keep(found, None);
                at += if self.names[index].acronym.is_some() { 3 } else { 0 };
                end = at;
                if body.is_none_or(|b| self.names[b].kind == EntityKind::Place && is_org) {
                    body = Some(index);
                }
                continue;
            }
            if self.unknown_person(at)
                && (body.is_some() || self.knowledge.given_names.contains(self.form(at)))
            {
                return (end, body, Some(at));
            }
            let word = lower(token);
            let before_capital = self.sentence.tokens.get(at + 1).is_some_and(capital);
            let common = !capital(token) && !token.clitic && matches!(token.upos, Upos::Noun | Upos::Adj);
            if capital(token) && body.is_none() && is_word(token.upos) {
                at += 1; // portfolio
                end = at;
            } else if body.is_none()
                && before_capital
                && (offices.between.contains(&word)
                    || offices.of.contains(&word)
                        && self
                            .found(at + 1)
                            .is_some_and(|f| matches!(f.kind, EntityKind::Org | EntityKind::Place)))
            {
                at += 1;
            } else if common && n_common < 3 && (lower_case || body.is_some()) && !self.title_begins(at) {
                n_common += 1;
                at += 1;
                if body.is_none() && !before_capital {
                    end = at;
                }
            } else {
                break;
            }
        }
        (end, body, None)
    }

    /// True for a name that can be what a title belongs to. A name of unknown kind can where a comma and the holder
    /// follow: *penyerang Wolves, Hwang Hee-chan*.
    fn is_body(&self, found: &Found, title: usize, lower_case: bool) -> bool {
        let holder = || {
            let next = found.tokens.end + 1;
            self.form(found.tokens.end) == "," && (self.person_begins(next) || self.unknown_person(next))
        };
        match found.kind {
            EntityKind::Org | EntityKind::Place => true,
            EntityKind::Thing => lower_case && found.tokens.start > title && holder(),
            _ => false,
        }
    }

    /// A run of one to four capitalised proper nouns that nothing else explains.
    fn unknown_person(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at) else { return false };
        if !capital(token) || self.knowledge.titles.at(self.sentence, at).is_some() {
            return false;
        }
        if self.opened(at).is_some() || self.from_gazetteer(at).is_some_and(|f| f.kind != EntityKind::Person)
        {
            return false;
        }
        if self.sentence.names.iter().any(|n| n.kind != NameKind::Person && n.tokens.contains(&at)) {
            return false;
        }
        token.upos == Upos::Propn && !self.knowledge.lexicon.names.stop.contains(&lower(token))
    }

    /// What is said before a name, at a token: its words and class.
    fn honorific_at(&self, at: usize) -> Option<(usize, TitleClass)> {
        let (n_words, class, _) = self.knowledge.titles.at(self.sentence, at)?;
        class.is_honorific().then_some((n_words, class))
    }

    fn honorific_person(&self, at: usize) -> bool {
        let Some((n, ..)) = self.honorific_at(at) else { return false };
        let after = at + n + usize::from(self.form(at + n) == ".");
        self.person_begins(after) || self.unknown_person(after) || self.honorific_person(after)
    }

    /// *AKP Budi*: the honorific is no part of the name.
    fn honorific(&mut self, at: usize, _n_words: usize) -> Option<usize> {
        if !self.honorific_person(at) || self.shouting {
            return None;
        }
        let (holder, _) = self.person(at, at)?;
        Some(self.after_name(holder))
    }

    /// Reads a person's name from `at` on, honorifics first; `from` is where the whole begins.
    fn person(&mut self, mut at: usize, from: usize) -> Option<(usize, usize)> {
        let mut noble = None;
        while let Some((n_words, class)) = self.honorific_at(at) {
            noble = noble.or((class == TitleClass::Noble).then_some(at));
            at += n_words;
            while self.form(at) == "." {
                at += 1;
            }
        }
        let found = self.found(at).filter(|f| f.kind == EntityKind::Person).or_else(|| {
            self.unknown_person(at).then(|| {
                let end = self.capitals(at + 1, at, EntityKind::Person);
                Found { tokens: at..end.min(at + 5), kind: EntityKind::Person, entry: None }
            })
        })?;
        let end = found.tokens.end;
        let tokens = noble.unwrap_or(found.tokens.start)..end;
        let holder = self.keep(Found { tokens, ..found }, Some(from));
        Some((holder, end))
    }

    /// *Vladimir Putin, Presiden Rusia*: a title that follows its holder. Says where reading goes on.
    fn after_name(&mut self, holder: usize) -> usize {
        let end = self.names[holder].whole.end;
        if self.names[holder].kind != EntityKind::Person || self.shouting {
            return end;
        }
        let mut at = end;
        if self.form(at) == "(" && self.form(at + 2) == ")" {
            at += 3;
        }
        let comma = self.form(at) == ",";
        at += usize::from(comma);
        let linked = self.link_words(at);
        at += linked;
        if !comma && linked == 0 {
            return end;
        }
        at += usize::from(self.knowledge.lexicon.offices.former.contains(self.form(at)));
        if at >= self.len() || !self.title_begins(at) {
            return end;
        }
        let first = self.titles.len();
        let Some(mut next) = self.title(at) else { return end };
        while let Some(further) = self.further_title(next) {
            next = further;
        }
        // "adalah kepala keluarga yang …" describes; a post is capitalised or has a body
        let posts =
            |t: &Title| linked == 0 || t.body.is_some() || capital(&self.sentence.tokens[t.tokens.start]);
        let own: Vec<bool> = self.titles[first..].iter().map(|t| t.holder.is_none() && posts(t)).collect();
        for (title, own) in self.titles[first..].iter_mut().zip(own) {
            title.holder = title.holder.or(own.then_some(holder));
        }
        next
    }

    /// *…, Komisaris PT X sejak 2020, serta CEO PT Y*: one more title of the same holder.
    fn further_title(&mut self, at: usize) -> Option<usize> {
        let offices = &self.knowledge.lexicon.offices;
        let mut next = at;
        while offices.since.contains(self.form(next))
            || self.form(next).starts_with(|c: char| c.is_ascii_digit())
        {
            next += 1;
        }
        let comma = self.form(next) == ",";
        next += usize::from(comma);
        let joined = self.knowledge.lexicon.lists.joiners.contains(self.form(next));
        next += usize::from(joined);
        if !(comma || joined) || !self.title_begins(next) {
            return None;
        }
        let (n_titles, n_names) = (self.titles.len(), self.names.len());
        let end = self.title(next)?;
        if self.titles[n_titles..].iter().any(|t| t.holder.is_some()) {
            // it is another's title: leave it to be read in its own turn
            self.titles.truncate(n_titles);
            self.names.truncate(n_names);
            return None;
        }
        Some(end)
    }

    /// *selaku*, *yang saat ini menjabat sebagai*: how many tokens link a name to the title after it.
    fn link_words(&self, at: usize) -> usize {
        let offices = &self.knowledge.lexicon.offices;
        let (mut n_words, mut linked) = (0, false);
        while n_words < 6 {
            let word = self.form(at + n_words).to_lowercase();
            if offices.links.contains(&word) {
                linked = true;
            } else if !offices.fillers.contains(&word) {
                break;
            }
            n_words += 1;
        }
        if linked { n_words } else { 0 }
    }
}

/// True for the parts of speech that the words of a portfolio have.
fn is_word(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb | Upos::X | Upos::Num)
}
