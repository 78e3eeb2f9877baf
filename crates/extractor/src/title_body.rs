//! The body of an English title: *US President*, *Tunisia's goalkeeper*, *president of the Senate*.

use simpul_fact::EntityKind;
use simpul_text::Upos;

use crate::lexicon::{capital, lower};
use crate::names::{Finder, Found};
use crate::title_list::TitleClass;

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
            let portfolio = !owner
                && name.is_none()
                && token.deprel != "root"
                && !offices.former.contains(&lower(token))
                && !offices.future.contains(&lower(token))
                && (token.upos == Upos::Noun
                    && token.deprel == "compound"
                    && !capital(&self.sentence.tokens[begin])
                    || capital(token)
                        && prev > 0
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
