//! Titles, their bodies and their holders: *Presiden Prancis Emmanuel Macron*; *Emmanuel Macron, Presiden Prancis*.

use simpul_fact::EntityKind;
use simpul_text::{NameKind, Upos};

use crate::lexicon::{capital, lower};
use crate::mention::Title;
use crate::names::{Finder, Found};
use crate::title_body::is_agent;
use crate::title_list::TitleClass;

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
        let (begin, front) = self.before_title(at, class);
        let offices = &self.knowledge.lexicon.offices;
        let word = |n: usize| begin.checked_sub(n).map(|b| self.form(b).to_lowercase()).unwrap_or_default();
        let before = if word(1) == "-" { word(2) } else { word(1) };
        let past = || self.knowledge.titles.is_past(self.form(at));
        let (former, future) = (offices.former.contains(&before) || past(), offices.future.contains(&before));
        let first_title = self.titles.len();
        let (mut end, body, holder_at) = self.modifiers(at, at + n_words);
        let body = front.or(body);
        let class = match body {
            Some(b) if class == TitleClass::Head && self.has_portfolio(at + n_words, b) => TitleClass::Staff,
            _ => class,
        };
        let index = self.titles.len();
        self.titles.push(Title {
            sentence: self.number,
            tokens: begin..end,
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
            && let Some((mut holder, mut next)) = self.person(person_at, at)
        {
            // "kuasa hukum Budi, Ani"
            if self.is_personal(at)
                && self.form(next) == ","
                && self.person_begins(next + 1)
                && let Some((other, after)) = self.person(next + 1, at)
            {
                self.titles[index].tokens.end = next;
                (holder, next) = (other, after);
            }
            for title in &mut self.titles[first_title..] {
                title.holder = Some(holder);
            }
            end = next;
            // "Professor Jane Roe of the University of York"
            let offices = &self.knowledge.lexicon.offices;
            if offices.body_first()
                && self.titles[index].body.is_none()
                && offices.between.contains(&self.form(end).to_lowercase())
                && let Some(found) = self.body_after(end + 1).and_then(|at| self.found(at))
            {
                end = found.tokens.end;
                self.titles[index].body = Some(self.keep(found, None));
            }
            if self.knowledge.titles.is_plural(self.sentence, at, n_words) {
                end = self.further_holders(index, end);
            }
        }
        Some(end)
    }

    /// *Presidents Ann Lee of Chile, Ben Holm of Norway and Tom Baker*: more holders of a title of several, from `at` on, with
    /// their bodies; says where they end.
    fn further_holders(&mut self, index: usize, mut at: usize) -> usize {
        let (joiners, offices) = (&self.knowledge.lexicon.lists.joiners, &self.knowledge.lexicon.offices);
        let first = self.titles[index].clone();
        let own = first.body.is_some_and(|b| self.names[b].name.start >= first.tokens.end);
        loop {
            let comma = usize::from(self.form(at) == ",");
            let joined = usize::from(joiners.contains(self.form(at + comma)));
            let next = at + comma + joined;
            if next == at || !self.person_begins(next) {
                return at;
            }
            let Some((holder, end)) = self.person(next, next) else { return at };
            at = end;
            let of = offices.between.contains(&self.form(at).to_lowercase());
            let found = of.then(|| self.body_after(at + 1)).flatten().and_then(|body| self.found(body));
            let mut body = first.body.filter(|_| !own);
            if let Some(found) = found {
                at = found.tokens.end;
                body = Some(self.keep(found, None));
            }
            self.titles.push(Title { holder: Some(holder), body, ..first.clone() });
        }
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
        let mut passed = Vec::new();
        let read = self.read_modifiers(title, from, &mut passed);
        for found in passed.into_iter().filter(|_| read.2.is_some()) {
            self.keep(found, None);
        }
        read
    }

    /// The work of [`Finder::modifiers`]; `passed` takes the names on the way that are no body.
    fn read_modifiers(
        &mut self,
        title: usize,
        from: usize,
        passed: &mut Vec<Found>,
    ) -> (usize, Option<usize>, Option<usize>) {
        let offices = &self.knowledge.lexicon.offices;
        let body_first = offices.body_first();
        let lower_case = !capital(&self.sentence.tokens[title]);
        // "Pelatih kepala Persib Budi": the sentence gives the capital
        let opens = self.sentence.tokens[..title].iter().all(|t| t.upos == Upos::Punct);
        let (mut at, mut end, mut body, mut n_common) = (from, from, None::<usize>, 0);
        while at < self.len() {
            let place = self.place_in_person(at).filter(|_| !body_first);
            if place.is_none() && (self.person_begins(at) || self.honorific_person(at)) {
                return (end, body, Some(at));
            }
            let token = &self.sentence.tokens[at];
            if let Some(next) = self.listed_portfolio(at).filter(|_| body.is_none() && at > from) {
                at = next;
                end = at;
                continue;
            }
            if let Some(next) = self.after_address(at, body, passed) {
                return (end, body, Some(next));
            }
            if token.form == "," {
                let next = at + 1;
                let person =
                    self.person_begins(next) || self.honorific_person(next) || self.unknown_person(next);
                // "sebagai pemimpin bersih, Budi …" describes, it names no post
                let post = !lower_case || body.is_some() || n_common == 0;
                return (end, body, (person && post).then_some(next));
            }
            let closing = (at + 2..at + 6).find(|t| self.form(*t) == ")");
            if let Some(closing) = closing.filter(|_| token.form == "(") {
                at = closing + 1;
                end = at;
                continue;
            }
            // "Presiden ke-7 RI", "Wakil Presiden terpilih Budi"
            let ordinal =
                token.form.strip_prefix("ke-").is_some_and(|n| n.starts_with(|c: char| c.is_numeric()));
            // "Wakil Presiden ke-10 dan ke-12 RI"
            let joins = self.form(at + 1).starts_with("ke-") && !body_first;
            if joins && self.knowledge.lexicon.lists.joiners.contains(&lower(token)) {
                at += 1;
                continue;
            }
            if ordinal || !body_first && offices.after.contains(&lower(token)) {
                at += 1;
                continue;
            }
            if token.clitic && body.is_none() && at == from {
                at += 1; // "kuasa hukumnya Budi"
                continue;
            }
            if offices.origin.contains(&lower(token)) && self.sentence.tokens.get(at + 1).is_some_and(capital)
            {
                let found = self.found(at + 1);
                at = found.as_ref().map_or(at + 2, |f| f.tokens.end);
                passed.extend(found);
                continue;
            }
            if body_first && body.is_none() && offices.of.contains(&lower(token)) {
                if let Some((whole, inner)) = self.part_of_body(at + 1) {
                    at = whole.tokens.end;
                    end = at;
                    body = Some(self.keep(whole, None));
                    self.keep(inner, None);
                    continue;
                }
                if let Some(next) = self.body_after(at + 1).or_else(|| self.body_of_portfolio(at + 1)) {
                    at = next;
                    continue;
                }
                let head =
                    self.knowledge.titles.at(self.sentence, title).is_some_and(|t| t.1 == TitleClass::Head);
                if let Some(firm) = self.found(at + 1).filter(|f| head && self.is_firm(f)) {
                    at = firm.tokens.end;
                    end = at;
                    body = Some(self.keep(Found { kind: EntityKind::Org, ..firm }, None));
                    continue;
                }
                if let Some((place, person)) = self.place_before_person(at + 1) {
                    body = Some(self.keep(place, None));
                    return (person, body, Some(person));
                }
                if let Some(comma) = self.apposed_holder(at + 1) {
                    return (comma, body, Some(comma + 1));
                }
                if let Some(last) = self.described_body(title, at + 1) {
                    let mut inner = at + 1;
                    while inner < last {
                        let Some(named) = self.found(inner).filter(|f| f.tokens.end <= last) else {
                            inner += 1;
                            continue;
                        };
                        inner = named.tokens.end;
                        self.keep(named, None);
                    }
                    let next = last + usize::from(self.form(last) == ",");
                    let person = self.person_begins(next) || self.honorific_person(next);
                    return (last, None, person.then_some(next));
                }
                if self.form(at + 1) == "the" || !offices.between.contains(&lower(token)) {
                    break;
                }
            }
            if body_first && self.unexplained(at) && (at == from || body.is_some()) {
                return (end, body, Some(at));
            }
            let named = || {
                let found = self.found(at)?;
                let found = if body_first { found } else { self.before_person(found) };
                let found = Some(found).filter(|f| self.is_body(f, title, lower_case))?;
                Some(if body_first { self.without_person(found) } else { found })
            };
            let found = place.or_else(named).filter(|_| !body_first || from < at && body.is_none());
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
            // "Kepala Pusat Gempa dan Tsunami, Budi": more words of a name that is not known
            let next = at + 1;
            if let Some(b) = body.filter(|b| {
                let name = &self.names[*b];
                !body_first && name.name.end == at && name.kind == EntityKind::Org && name.entry.is_none()
            }) && self.knowledge.lexicon.names.joining.contains(&lower(token))
                && self.sentence.tokens.get(next).is_some_and(capital)
                && !self.person_begins(next)
                && !self.honorific_person(next)
                && !self.title_begins(next)
                && self.opened(next).is_none()
                && self.gazetteer_name(next).is_none()
            {
                self.lengthen(b, at + 2);
                at += 2;
                end = at;
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
            // "Ketua Persatuan Tenis Meja (PTM) Oegroseno"
            let bracketed = at > from && self.form(at - 1) == ")" && self.unexplained(at);
            if bracketed && body.is_some() {
                return (end, body, Some(at));
            }
            if body.is_some_and(|b| self.lone_holder(title, b, at)) {
                return (end, body, Some(at));
            }
            if self.unknown_person(at)
                && (body.is_some() || self.knowledge.given_names.contains(self.form(at)))
            {
                return (end, body, Some(at));
            }
            // "anggota DPR dari Fraksi Maju, Budi"
            if !body_first
                && body.is_some()
                && offices.of.contains(&lower(token))
                && let Some(next) = self.found(at + 1).filter(|f| is_agent(f.kind))
            {
                at = next.tokens.end;
                passed.push(next);
                continue;
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
            } else if body.is_some() && !body_first && offices.fillers.contains(&word) {
                at += 1; // "gubernur DKI periode lalu, Budi"
            } else if common
                && !body_first
                && n_common < 3
                && (lower_case || opens || body.is_some())
                && !self.title_begins(at)
            {
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

    /// A run of two or more capitalised proper nouns, or a given name, that nothing else explains.
    pub(crate) fn unknown_person(&self, at: usize) -> bool {
        if !self.unexplained(at) {
            return false;
        }
        let form = self.form(at);
        let acronym = form.chars().count() > 1 && form.chars().all(|c| c.is_uppercase() || c.is_numeric());
        let given = self.knowledge.given_names.contains(form);
        given || !acronym && self.unexplained(at + 1)
    }

    /// A capitalised proper noun that is no title, no known name and no part of an organisation's or a place's.
    pub(crate) fn unexplained(&self, at: usize) -> bool {
        let Some(token) = self.sentence.tokens.get(at) else { return false };
        let words = &self.knowledge.lexicon.names;
        let explained = || {
            let word = lower(token);
            self.knowledge.titles.at(self.sentence, at).is_some()
                || [&words.stop, &words.inside, &words.org_last].iter().any(|set| set.contains(&word))
                || self.opened(at).is_some()
                || self.known.place(self.sentence, at).is_some()
                || self.gazetteer_name(at).is_some_and(|f| f.kind != EntityKind::Person)
                || self
                    .sentence
                    .names
                    .iter()
                    .any(|n| n.kind != NameKind::Person && n.kind.is_entity() && n.tokens.start == at)
        };
        capital(token) && token.upos == Upos::Propn && !token.clitic && !explained()
    }
}

/// True for the parts of speech that the words of a portfolio have.
fn is_word(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb | Upos::X | Upos::Num)
}
