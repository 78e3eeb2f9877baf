//! Who holds a title: *AKP Budi*; *Vladimir Putin, Presiden Rusia*; *Hernan Gomez, the Panama coach*.

use simpul_fact::EntityKind;
use simpul_text::Upos;

use crate::lexicon::{capital, lower};
use crate::mention::Title;
use crate::names::{Finder, Found};
use crate::title_list::TitleClass;

impl Finder<'_> {
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
    pub(crate) fn honorific(&mut self, at: usize) -> Option<usize> {
        if !self.honorific_person(at) || self.shouting {
            return None;
        }
        let (holder, _) = self.person(at, at)?;
        Some(self.after_name(holder))
    }

    /// Without a name beside it, *warga* or *pilot* is no title but a word for people; *pilot Garuda itu* tells who.
    pub(crate) fn drop_descriptions(&mut self) {
        let here = &self.knowledge.lexicon.pronouns.here;
        let definite = |t: &Title| {
            let next = self.sentence.tokens.get(t.tokens.end);
            t.body.is_some() && next.is_some_and(|next| here.contains(&lower(next)))
        };
        let keep = |t: &Title| t.holder.is_some() || !t.class.describes() || definite(t);
        let kept: Vec<bool> = self.titles.iter().map(keep).collect();
        let mut kept = kept.into_iter();
        self.titles.retain(|_| kept.next().unwrap_or(true));
    }

    /// Reads a person's name from `at` on, honorifics first; `from` is where the whole begins.
    pub(crate) fn person(&mut self, mut at: usize, from: usize) -> Option<(usize, usize)> {
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
        at += self.age(at);
        let linked = self.link_words(at);
        at += linked;
        // "Budi ditunjuk Ani menjadi menteri": the post is Budi's
        let start = self.names[holder].whole.start;
        let raises = |n: usize| {
            start
                .checked_sub(n)
                .is_some_and(|t| self.knowledge.lexicon.offices.raised.contains(&self.form(t).to_lowercase()))
        };
        if !comma && (linked == 0 || raises(1) || raises(2)) {
            return end;
        }
        at += usize::from(self.knowledge.lexicon.offices.former.contains(self.form(at)));
        let (n_names, first) = (self.names.len(), self.titles.len());
        let definite = self.form(at) == "the" || linked > 0 && self.form(at - 1) == "the";
        let some = linked > 0 && self.knowledge.lexicon.offices.indefinite.contains(self.form(at - 1));
        let read = self.title_ahead(at).and_then(|title| self.title(title));
        let Some(mut next) = read.filter(|next| self.describes(first, *next, definite, linked > 0)) else {
            self.names.truncate(n_names);
            self.titles.truncate(first);
            return end;
        };
        while let Some(further) = self.further_title(next) {
            next = further;
        }
        // "adalah kepala keluarga yang …" describes; a post is capitalised or has a body
        // "is the foreign secretary", "who was president"; not "was a judge"
        let told = !some && self.knowledge.lexicon.offices.body_first();
        let posts = |t: &Title| {
            let capital = capital(&self.sentence.tokens[t.tokens.start]);
            linked == 0 || t.body.is_some() || capital || told && t.class.is_post()
        };
        let own: Vec<bool> = self.titles[first..].iter().map(|t| t.holder.is_none() && posts(t)).collect();
        let personal: Vec<bool> =
            self.titles[first..].iter().map(|t| self.is_personal(t.tokens.start)).collect();
        for ((title, own), personal) in self.titles[first..].iter_mut().zip(own).zip(personal) {
            // "Hotman, kuasa hukum Budi, …"
            let owner = title.holder.filter(|_| personal && comma);
            if let Some(owner) = owner {
                title.tokens.end = self.names[owner].name.end;
            }
            title.holder =
                title.holder.filter(|_| owner.is_none()).or((own || owner.is_some()).then_some(holder));
        }
        next
    }

    /// *Jane Roe, 45, a judge*; *Jane Roe, aged 45, a judge*: how many tokens an age and the comma after it take.
    fn age(&self, at: usize) -> usize {
        let number = (at..at + 2).find(|t| self.form(*t).parse::<u8>().is_ok());
        let Some(number) = number.filter(|n| self.form(*n + 1) == ",") else { return 0 };
        let aged = self.sentence.tokens.get(at).is_some_and(|t| !capital(t));
        if number == at || aged { number + 2 - at } else { 0 }
    }

    /// *Hernan Gomez, the Panama coach*: where the title begins in the words from `at` on. Keeps the names before it.
    fn title_ahead(&mut self, mut at: usize) -> Option<usize> {
        let offices = &self.knowledge.lexicon.offices;
        let last = if offices.body_first() { at + 8 } else { at };
        while at <= last && at < self.len() {
            if self.title_begins(at) {
                return Some(at);
            }
            let name = self.found(at).filter(|f| f.kind != EntityKind::Person && !self.person_begins(at));
            let word = self.form(at).to_lowercase();
            let token = &self.sentence.tokens[at];
            // "Sadie Weiner, Hagan's former spokeswoman"
            let owner = self.found(at).filter(|f| offices.possessive.contains(self.form(f.tokens.end)));
            if let Some(owner) = owner.filter(|f| f.kind == EntityKind::Person) {
                at = owner.tokens.end + 1;
                self.keep(owner, None);
                continue;
            }
            if let Some(name) = name.filter(|f| f.tokens.end <= last) {
                at = name.tokens.end;
                self.keep(name, None);
            } else if offices.articles.contains(&word)
                || offices.fillers.contains(&word)
                || offices.former.contains(&word)
                || offices.possessive.contains(&word)
                || offices.joiners.contains(&word)
                || token.form == "-"
                || matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Propn) && !self.person_begins(at)
            {
                at += 1;
            } else {
                return None;
            }
        }
        None
    }

    /// True where the title read from number `first` on, up to `next`, can be that of the name before it. *Unlike Anna,
    /// the president left* tells of two people.
    fn describes(&self, first: usize, next: usize, definite: bool, linked: bool) -> bool {
        let bare = self.titles[first..].iter().all(|t| t.body.is_none());
        !(definite && bare && !linked) || matches!(self.form(next), "," | "." | ";" | ")" | "(" | "and")
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
