//! Where a title's words end and its body or holder begins: *Kepala Desa Cibodas, Kecamatan Pacet, Budi*, *kuasa hukum
//! Budi*, *CEO Microsoft Satya Nadella*.

use simpul_fact::EntityKind;
use simpul_text::Language;

use crate::lexicon::{capital, phrase_at};
use crate::names::{Finder, Found};

impl Finder<'_> {
    /// True for the title of one who serves a person: *kuasa hukum Budi*.
    pub(crate) fn is_personal(&self, title: usize) -> bool {
        phrase_at(&self.knowledge.lexicon.offices.personal, self.sentence, title).is_some()
    }

    /// *Wali Kota Tanjungpinang Syahrul*: one word that nothing explains, after a post in a known body.
    pub(crate) fn lone_holder(&self, title: usize, body: usize, at: usize) -> bool {
        let body = &self.names[body];
        let form = self.form(at);
        let post = self.knowledge.titles.at(self.sentence, title).is_some_and(|t| t.1.is_post());
        let ends = !self.sentence.tokens.get(at + 1).is_some_and(capital) && self.form(at + 1) != "(";
        let word = form.chars().count() > 3 && form.chars().skip(1).all(char::is_lowercase);
        self.knowledge.language == Language::Id
            && post
            && body.entry.is_some()
            && body.name.end == at
            && ends
            && word
            && self.unexplained(at)
    }

    /// *Kepala Desa Cibodas, Kecamatan Pacet, Kabupaten Cianjur, Budi*: where the holder begins after the places that a
    /// place lies in, from the comma at `comma`.
    pub(crate) fn after_address(
        &self,
        comma: usize,
        body: Option<usize>,
        passed: &mut Vec<Found>,
    ) -> Option<usize> {
        let place = body.is_some_and(|b| self.names[b].kind == EntityKind::Place);
        let (mut at, mut places) = (comma, Vec::new());
        while place && self.form(at) == "," {
            let next = at + 1;
            if !places.is_empty() && (self.person_begins(next) || self.unknown_person(next)) {
                passed.append(&mut places);
                return Some(next);
            }
            let found = self.found(next).filter(|f| f.kind == EntityKind::Place)?;
            at = found.tokens.end;
            places.push(found);
        }
        None
    }

    /// *CEO Microsoft Satya Nadella*: a body of unknown name that goes on with a given name ends before it.
    pub(crate) fn before_person(&self, found: Found) -> Found {
        let words = &self.knowledge.lexicon.names;
        let opened = words.org_first.contains(&self.form(found.tokens.start).to_lowercase());
        if self.knowledge.language != Language::Id
            || found.kind != EntityKind::Org
            || found.entry.is_some()
            || opened
        {
            return found;
        }
        let given = |t: &usize| {
            self.form(*t).chars().count() > 3 && self.knowledge.given_names.contains(self.form(*t))
        };
        let end = (found.tokens.start + 1..found.tokens.end).find(given).unwrap_or(found.tokens.end);
        Found { tokens: found.tokens.start..end, ..found }
    }

    /// Takes one more word into a name, which is then no longer the known one.
    pub(crate) fn lengthen(&mut self, name: usize, end: usize) {
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
    pub(crate) fn is_body(&self, found: &Found, title: usize, lower_case: bool) -> bool {
        let holder = || {
            let end = found.tokens.end;
            let next = end + 1;
            self.form(end) == "," && (self.person_begins(next) || self.unknown_person(next))
                || self.person_begins(end)
        };
        match found.kind {
            EntityKind::Org | EntityKind::Place => true,
            EntityKind::Thing => lower_case && found.tokens.start > title && holder(),
            _ => false,
        }
    }
}
