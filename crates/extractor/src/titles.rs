//! Titles, their bodies and their holders: *Presiden Prancis Emmanuel Macron*; *Emmanuel Macron, Presiden Prancis*.

use simpul_fact::EntityKind;
use simpul_text::{NameKind, Upos};

use crate::lexicon::{TitleClass, capital, lower};
use crate::mention::Title;
use crate::names::{Finder, Found};

impl Finder<'_> {
    /// *Presiden Rusia, Vladimir Putin*: reads a title from `at` on, with its body and holder; says where it ends.
    pub(crate) fn title(&mut self, at: usize) -> Option<usize> {
        let (n_words, class, fused) = self.knowledge.titles.at(self.sentence, at)?;
        if class.is_honorific() {
            return self.honorific(at);
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
            if self.knowledge.titles.at(self.sentence, end + 1 + skip).is_some_and(|t| !t.1.is_honorific())
                && let Some(next) = self.title(end + 1 + skip)
            {
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
        if let Some(person_at) = holder_at
            && let Some((holder, next)) = self.person(person_at, at)
        {
            for title in &mut self.titles[first_title..] {
                title.holder = Some(holder);
            }
            end = next;
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
                && self.gazetteer_name(at).is_some_and(|f| f.kind == EntityKind::Org))
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
                // "sebagai pemimpin bersih, Budi …" describes, it names no post
                let post = !lower_case || body.is_some() || n_common == 0;
                return (end, body, (person && post).then_some(next));
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
            let goes_on =
                body.filter(|b| self.names[*b].name.end == at && self.names[*b].kind == EntityKind::Org);
            if let Some(b) = goes_on.filter(|_| self.unexplained(at) && !self.unknown_person(at)) {
                self.lengthen(b, at + 1); // "CEO Maju Travel Budi", where only "Maju" is known
                at += 1;
                end = at;
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
                && !self.person_begins(at + 1)
                && (offices.between.contains(&word)
                    || offices.of.contains(&word)
                        && self
                            .found(at + 1)
                            .is_some_and(|f| matches!(f.kind, EntityKind::Org | EntityKind::Place)))
            {
                at += 1;
            } else if body.is_some() && offices.fillers.contains(&word) {
                at += 1; // "gubernur DKI periode lalu, Budi"
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

    /// Takes one more word into a name, which is then no longer the known one.
    fn lengthen(&mut self, name: usize, end: usize) {
        let tokens = self.names[name].name.start..end;
        let text = self.article.quote(self.sentence.span_of(tokens.clone()));
        let mention = &mut self.names[name];
        mention.text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        mention.entry = None;
        mention.whole.end = end;
        mention.name = tokens;
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

    /// A run of two or more capitalised proper nouns, or a given name, that nothing else explains.
    fn unknown_person(&self, at: usize) -> bool {
        if !self.unexplained(at) {
            return false;
        }
        let form = self.form(at);
        let acronym = form.chars().count() > 1 && form.chars().all(|c| c.is_uppercase() || c.is_numeric());
        let given = self.knowledge.given_names.contains(form);
        given || !acronym && self.unexplained(at + 1)
    }

    /// A capitalised proper noun that is no title, no known name and no part of an organisation's or a place's.
    fn unexplained(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at) else { return false };
        let words = &self.knowledge.lexicon.names;
        let explained = || {
            let word = lower(token);
            self.knowledge.titles.at(self.sentence, at).is_some()
                || [&words.stop, &words.inside, &words.org_last].iter().any(|set| set.contains(&word))
                || self.opened(at).is_some()
                || self.gazetteer_name(at).is_some_and(|f| f.kind != EntityKind::Person)
                || self
                    .sentence
                    .names
                    .iter()
                    .any(|n| n.kind != NameKind::Person && n.kind.is_entity() && n.tokens.start == at)
        };
        capital(token) && token.upos == Upos::Propn && !token.clitic && !explained()
    }

    /// What is said before a name, at a token: its words and class.
    fn honorific_at(&self, at: usize) -> Option<(usize, TitleClass)> {
        let (n_words, class, _) = self.knowledge.titles.at(self.sentence, at)?;
        class.is_honorific().then_some((n_words, class))
    }

    pub(crate) fn honorific_person(&self, at: usize) -> bool {
        let Some((n, ..)) = self.honorific_at(at) else { return false };
        let after = at + n + usize::from(self.form(at + n) == ".");
        self.person_begins(after) || self.unexplained(after) || self.honorific_person(after)
    }

    /// *AKP Budi*: the honorific is no part of the name.
    fn honorific(&mut self, at: usize) -> Option<usize> {
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
            self.unexplained(at).then(|| {
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
    pub(crate) fn after_name(&mut self, holder: usize) -> usize {
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
