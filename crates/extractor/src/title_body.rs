//! The body of an English title: *US President*, *Tunisia's goalkeeper*, *president of the Senate*.

use simpul_fact::EntityKind;
use simpul_text::Upos;

use crate::lexicon::{capital, lower, phrase_at};
use crate::names::{Finder, Found};
use crate::title_list::TitleClass;

/// The most words of a body without a name.
const DESCRIBED: usize = 8;

impl Finder<'_> {
    /// *president of the Senate*, *head of German carmaker Volkswagen*: where the body begins after a preposition.
    pub(crate) fn body_after(&self, from: usize) -> Option<usize> {
        let offices = &self.knowledge.lexicon.offices;
        let body = |at: usize| self.found(at).filter(|f| !self.person_begins(at) && is_agent(f.kind));
        // "head of Iran's Quds Force"
        let owner =
            |f: Found| offices.possessive.contains(self.form(f.tokens.end)).then_some(f.tokens.end + 1);
        if let Some(first) = body(from) {
            let owned = owner(first);
            return owned.map_or(Some(from), |at| body(at).is_some().then_some(at));
        }
        let mut at = from + usize::from(offices.articles.contains(&self.form(from).to_lowercase()));
        if at > from && body(at).is_some() {
            return Some(at);
        }
        // "mayor of the city of Leeds"
        if self.is_of_kind(at, EntityKind::Place) && offices.between.contains(self.form(at + 1)) {
            let next = at + 2;
            let next = next + usize::from(offices.articles.contains(&self.form(next).to_lowercase()));
            return body(next).is_some().then_some(next);
        }
        while at < from + 4 && at < self.len() {
            let token = &self.sentence.tokens[at];
            let describes = matches!(token.upos, Upos::Noun | Upos::Adj) && !self.title_begins(at);
            let demonym = self.knowledge.gazetteer.country_of_demonym(&token.form).is_some();
            if !describes && !demonym {
                return None;
            }
            at += 1;
            if body(at).is_some_and(|f| f.kind == EntityKind::Org) {
                return Some(at);
            }
        }
        None
    }

    /// *director of the Boston chapter of the Red Cross*: a part of a body that is described by the body, from its first
    /// word on, and the body.
    pub(crate) fn part_of_body(&self, from: usize) -> Option<(Found, Found)> {
        let offices = &self.knowledge.lexicon.offices;
        let article = |t: usize| usize::from(offices.articles.contains(&self.form(t).to_lowercase()));
        let start = from + article(from);
        let mut at = self.found(start).filter(|f| is_agent(f.kind)).map_or(start, |f| f.tokens.end);
        while at < start + 5 && self.sentence.tokens.get(at).is_some_and(|t| t.upos == Upos::Adj) {
            at += 1;
        }
        if !offices.parts.contains(self.form(at)) || !offices.of.contains(self.form(at + 1)) {
            return None;
        }
        let inner = self.found(at + 2 + article(at + 2)).filter(|f| f.kind == EntityKind::Org)?;
        Some((Found { tokens: start..inner.tokens.end, kind: EntityKind::Org, entry: None }, inner))
    }

    /// *head of the agency*, *chair of the town's board of nine*: where the words for a body without a name end, which
    /// begin at `from`, after a post.
    pub(crate) fn described_body(&self, title: usize, from: usize) -> Option<usize> {
        let offices = &self.knowledge.lexicon.offices;
        // "critic of the government" is no post of it
        let post = |class: TitleClass| class != TitleClass::Hired && class.is_post();
        let post = self.knowledge.titles.at(self.sentence, title).filter(|t| post(t.1))?;
        let owner = |t: usize| {
            let end = self.found(t).filter(|f| is_agent(f.kind)).map_or(t + 1, |f| f.tokens.end);
            offices.possessive.contains(self.form(end))
        };
        let small = |t: usize| offices.articles.contains(&self.form(t).to_lowercase());
        if title + post.0 > from || !(small(from) || owner(from)) {
            return None;
        }
        let inner = |t: &usize| {
            let Some(token) = self.sentence.tokens.get(*t) else { return false };
            let word = matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num);
            let between = offices.between.contains(&token.form) || token.form == "-";
            (word || between || small(*t) || offices.possessive.contains(&token.form))
                && !self.title_begins(*t)
                && !self.person_begins(*t)
        };
        let words = (from..from + DESCRIBED).take_while(inner);
        let noun = |t: &usize| matches!(self.sentence.tokens[*t].upos, Upos::Noun | Upos::Propn | Upos::Num);
        let last = words.filter(noun).last()?;
        // "the head of the Oslo" goes on with a name that is not known
        (!owner(last)).then_some(last + 1)
    }

    /// *professor of physics at the University of Oslo*: where the body begins after a field of work.
    pub(crate) fn body_of_portfolio(&self, from: usize) -> Option<usize> {
        let offices = &self.knowledge.lexicon.offices;
        let in_field = |t: &usize| {
            let token = &self.sentence.tokens[*t];
            let article = offices.articles.contains(&token.form);
            let word = matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Cconj) || article;
            word && !capital(token) && !self.title_begins(*t)
        };
        let end = (from..self.len().min(from + 6)).take_while(in_field).last()? + 1;
        if !offices.of.contains(self.form(end)) {
            return None;
        }
        self.body_after(end + 1)
    }

    /// *the head of the agency, Anna Berg, spoke*: the comma before a holder who stands between two of them, after a body
    /// that is only described, from `from` on.
    pub(crate) fn apposed_holder(&self, from: usize) -> Option<usize> {
        let offices = &self.knowledge.lexicon.offices;
        let describes = |t: &usize| {
            let token = &self.sentence.tokens[*t];
            matches!(token.upos, Upos::Det | Upos::Noun | Upos::Adj | Upos::Propn)
                || offices.possessive.contains(&token.form)
        };
        let last = (from..self.len().min(from + 7)).take_while(describes).last()?;
        let comma = last + 1;
        let noun = self.sentence.tokens[last].upos == Upos::Noun && self.form(comma) == ",";
        let holder = self.found(comma + 1).filter(|_| noun && self.person_begins(comma + 1))?;
        (holder.kind == EntityKind::Person && self.form(holder.tokens.end) == ",").then_some(comma)
    }

    /// True where a field of work stands between the words of a title, which end at `from`, and its body: *head of research
    /// at Acme* does not head Acme.
    pub(crate) fn has_portfolio(&self, from: usize, body: usize) -> bool {
        let offices = &self.knowledge.lexicon.offices;
        let field = |t: usize| {
            let token = &self.sentence.tokens[t];
            let body = [EntityKind::Org, EntityKind::Place].iter().any(|k| self.is_of_kind(t, *k));
            token.upos == Upos::Noun && !capital(token) && !body && offices.of.contains(self.form(t + 1))
        };
        offices.body_first() && (from..self.names[body].name.start).any(field)
    }

    /// *Mayor of Koszalin Piotr Jedlinski*: the place up to the given name that the model took for more of it.
    pub(crate) fn without_person(&self, found: Found) -> Found {
        let (start, end) = (found.tokens.start, found.tokens.end);
        if found.entry.is_some() || found.kind != EntityKind::Place || end < start + 3 {
            return found;
        }
        let given = |t: &usize| self.knowledge.given_names.contains(self.form(*t));
        let end = (start + 1..end - 1).find(given).unwrap_or(end);
        Found { tokens: start..end, ..found }
    }

    /// *Mayor of Koszalin Piotr Jedlinski*, where the model took all for the name of a person: the place, and where the
    /// person begins.
    pub(crate) fn place_before_person(&self, at: usize) -> Option<(Found, usize)> {
        let found = self.found(at).filter(|f| f.kind == EntityKind::Person && f.entry.is_none())?;
        let given = |t: &usize| self.knowledge.given_names.contains(self.form(*t));
        let person = (at + 1..found.tokens.end.checked_sub(1)?).find(given).filter(|_| !given(&at))?;
        Some((Found { tokens: at..person, kind: EntityKind::Place, entry: None }, person))
    }

    /// *chief executive of Cipriani Dolci*: a body that the model took for a person, as no given name opens it.
    pub(crate) fn is_firm(&self, found: &Found) -> bool {
        let given = found.tokens.clone().any(|t| self.knowledge.given_names.contains(self.form(t)));
        let known = found.tokens.clone().any(|t| self.known.persons.contains(self.form(t)));
        let several = found.tokens.len() > 1;
        found.kind == EntityKind::Person && found.entry.is_none() && several && !given && !known
    }

    /// True for a common noun of that kind.
    fn is_of_kind(&self, at: usize, kind: EntityKind) -> bool {
        self.knowledge.lexicon.kinds(self.form(at)).any(|k| k == kind)
    }

    /// *US President*, *Tunisia's goalkeeper*, *Bolivian President*: where the words of a title at `title` begin and
    /// the body that stands before it.
    pub(crate) fn before_title(&mut self, title: usize, class: TitleClass) -> (usize, Option<usize>) {
        let offices = &self.knowledge.lexicon.offices;
        let mut begin = title;
        while let Some(prev) = begin.checked_sub(1).filter(|_| offices.body_first() && title < begin + 5) {
            let form = self.form(prev);
            let owner = offices.possessive.contains(form);
            let country = self.knowledge.gazetteer.country_of_demonym(form).filter(|_| !owner);
            let name_end = begin - usize::from(owner);
            let name = self.names.iter().rposition(|n| n.name.end == name_end);
            if let Some(entry) = country {
                let kind = self.knowledge.gazetteer.entry(entry).kind;
                if name.is_some_and(|n| self.names[n].name.len() > 1) || class == TitleClass::Hired {
                    return (begin, None);
                }
                let found = Found { tokens: prev..begin, kind, entry: Some(entry) };
                if let Some(n) = name {
                    self.names[n].kind = kind;
                    self.names[n].entry = Some(entry);
                    return (prev, Some(n));
                }
                let country = self.keep(found, None);
                let entry = self.knowledge.gazetteer.entry(entry);
                if let Some(label) = entry.label_en.as_ref().or(entry.label_id.as_ref()) {
                    self.names[country].text = label.clone();
                }
                return (prev, Some(country));
            }
            if let Some(n) = name.filter(|n| is_agent(self.names[*n].kind)) {
                return (self.names[n].name.start, Some(n));
            }
            let token = &self.sentence.tokens[prev];
            // "police spokesman"
            let bodies = &self.knowledge.lexicon.described.bodies;
            let body = (prev.saturating_sub(1)..=prev)
                .find(|t| phrase_at(bodies, self.sentence, *t).is_some_and(|n| t + n == begin));
            if let Some(from) = body.filter(|_| !owner && begin == title) {
                let found = Found { tokens: from..begin, kind: EntityKind::Org, entry: None };
                return (from, Some(self.keep(found, None)));
            }
            let portfolio = !owner
                && name.is_none()
                && token.deprel != "root"
                && !self.knowledge.lexicon.names.stop.contains(&lower(token))
                && !offices.former.contains(&lower(token))
                && !offices.future.contains(&lower(token))
                && (token.upos == Upos::Noun
                    && token.deprel == "compound"
                    && !capital(&self.sentence.tokens[begin])
                    || capital(token)
                        && (prev > 0 || matches!(token.deprel.as_str(), "amod" | "compound"))
                        && matches!(token.upos, Upos::Propn | Upos::Adj | Upos::Noun));
            if !portfolio {
                break;
            }
            begin = prev;
        }
        (begin, None)
    }
}

/// True for what a title can belong to.
pub(crate) fn is_agent(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Org | EntityKind::Place)
}
