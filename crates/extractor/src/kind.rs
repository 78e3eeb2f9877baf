//! What kind of thing a name is, and where it ends, where its own words know better than the model: *Oslo Herald* is
//! no place, *Park Min-Jun* one person, *Danish* stands for Denmark.

use std::ops::Range;

use simpul_fact::EntityKind;
use simpul_text::{Language, NameKind, Sentence, Upos};

use crate::knowledge::Lore;
use crate::lexicon::{Words, capital, lower, phrase_at};
use crate::names::{Finder, Found};

impl Finder<'_> {
    /// *Bu Ayu*: a name that the user's file gives, title and all.
    pub(crate) fn given(&self, at: usize) -> Option<Found> {
        if self.knowledge.aliases.mean_nothing() {
            return None;
        }
        let found = self.gazetteer_name(at)?;
        let text = self.article.quote(self.sentence.span_of(found.tokens.clone()));
        self.knowledge.aliases.means(text, self.knowledge.asked()).then_some(found)
    }

    /// *Danish*, *the Danes*, *Danish government*: a country by its adjective or its people, with the word for the body
    /// that acts for it.
    pub(crate) fn demonym(&self, at: usize) -> Option<Found> {
        if self.knowledge.language != Language::En {
            return None;
        }
        let entry = self.knowledge.gazetteer.country_of_demonym(self.form(at))?;
        let lexicon = &self.knowledge.lexicon;
        let word = self.form(at + 1).to_lowercase();
        let named = self.sentence.tokens.get(at + 2).is_some_and(capital);
        let state = lexicon.names.state_bodies.contains(&word) && !named;
        if !state && lexicon.described.bodies.contains(&word) {
            return Some(Found { tokens: at..at + 2, kind: EntityKind::Org, entry: None });
        }
        let end = if state { at + 2 } else { at + 1 };
        Some(Found { tokens: at..end, kind: EntityKind::Place, entry: Some(entry) })
    }

    /// Where a name ends whose parts are joined by hyphens: *Park Min-Jun*. Two known names are not joined:
    /// *Russia-Ukraine*.
    pub(crate) fn hyphened(&self, tokens: Range<usize>) -> usize {
        let mut end = tokens.end;
        let all = &self.sentence.tokens;
        while let (Some(hyphen), Some(next)) = (all.get(end), all.get(end + 1)) {
            let glued = all[end - 1].span.end == hyphen.span.start && hyphen.span.end == next.span.start;
            if hyphen.form != "-"
                || !glued
                || !(capital(next) || next.upos == Upos::Propn)
                || self.gazetteer_name(end + 1).is_some()
                || self.another_person(tokens.start, end + 1)
            {
                break;
            }
            end += 2;
        }
        end
    }

    /// *Dinas Perhubungan, Komunikasi, dan Informasi*: where the list goes on after its last joiner that the comma at
    /// `comma` continues; `None` where other names follow the comma.
    pub(crate) fn listed_portfolio(&self, comma: usize) -> Option<usize> {
        let lexicon = &self.knowledge.lexicon;
        let mut at = comma + 1;
        let plain = |t: usize| {
            let Some(token) = self.sentence.tokens.get(t) else { return false };
            let word = lower(token);
            capital(token)
                && token.form.chars().any(char::is_lowercase)
                && !lexicon.names.org_first.contains(&word)
                && !lexicon.names.stop.contains(&word)
                && !self.knowledge.given_names.contains(&token.form)
                && !self.person_begins(t)
                && !self.honorific_person(t)
                && !self.title_begins(t)
                && self.gazetteer_name(t).is_none()
        };
        if self.knowledge.language != Language::Id || self.form(comma) != "," {
            return None;
        }
        loop {
            let words = (at..at + 3).take_while(|t| plain(*t)).count();
            if words == 0 {
                return None;
            }
            at += words;
            let comma = self.form(at) == ",";
            at += usize::from(comma);
            if lexicon.names.joining.contains(&self.form(at).to_lowercase()) {
                return plain(at + 1).then_some(at + 2);
            }
            if !comma {
                return None;
            }
        }
    }

    /// *Ridwan Kamil-Suswono*: a pair of running mates, where the second is somebody of his own.
    fn another_person(&self, first: usize, second: usize) -> bool {
        let long = |t: usize| self.form(t).chars().count() > 3;
        let own = |t: usize| {
            self.knowledge.given_names.contains(self.form(t)) || self.known.persons.contains(self.form(t))
        };
        self.knowledge.language == Language::Id && long(first) && long(second) && own(second)
    }

    /// Where the name of a body ends that *and* holds together: *Department of Health and Welfare*.
    pub(crate) fn joined_body(&self, tokens: Range<usize>) -> usize {
        let words = &self.knowledge.lexicon.names;
        let form = |t: usize| self.form(t).to_lowercase();
        let of = tokens.clone().any(|t| {
            words.org_first.contains(&form(t)) && matches!(form(t + 1).as_str(), "of" | "for" | "on")
        });
        let has_and = tokens.clone().any(|t| form(t) == "and");
        let end = tokens.end;
        if self.knowledge.language != Language::En || !of || has_and || form(end) != "and" {
            return end;
        }
        let run = (end + 1..self.len())
            .take_while(|t| capital(&self.sentence.tokens[*t]) && !words.stop.contains(&form(*t)))
            .count();
        let last = end + run;
        let own = words.org_last.contains(&form(last))
            || phrase_at(&words.org_first, self.sentence, end + 1).is_some();
        let named = self.sentence.names.iter().any(|n| n.kind.is_entity() && n.tokens.start == end + 1);
        let other = own
            || run == 1 && named
            || self.gazetteer_name(end + 1).is_some()
            || self.person_begins(end + 1)
            || self.title_begins(end + 1);
        if (1..=3).contains(&run) && !other { last + 1 } else { end }
    }

    /// *Menteri Luar Negeri Turki Hakan Fidan*: a known place that the model took for the first word of a person.
    pub(crate) fn place_in_person(&self, at: usize) -> Option<Found> {
        let name =
            self.sentence.names.iter().find(|n| n.kind == NameKind::Person && n.tokens.contains(&at))?;
        let after_title = at > 0 && name.tokens.start == at;
        let place = self.gazetteer_name(at).filter(|f| f.kind == EntityKind::Place)?;
        let splits =
            place.tokens.end < name.tokens.end && !self.knowledge.given_names.contains(self.form(at));
        (after_title && splits).then_some(place)
    }

    /// *al-Quaety*: a name that begins with a small particle and a hyphen.
    pub(crate) fn particle(&self, at: usize) -> bool {
        let glued = self.form(at + 1) == "-" && self.sentence.tokens.get(at + 2).is_some_and(capital);
        let named = self.sentence.names.iter().any(|n| n.kind.is_entity() && n.tokens.start == at);
        glued && named && self.knowledge.lexicon.names.inside.contains(self.form(at))
    }

    /// *Boston Marathon*, *2018 FIFA World Cup*: a run of capitalised words that ends with a word for an event.
    pub(crate) fn event(&self, at: usize) -> Option<Found> {
        let words = &self.knowledge.lexicon.names;
        let first = &self.sentence.tokens[at];
        let opens = matches!(first.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Num);
        if words.event_last.is_empty() || !opens || words.stop.contains(&lower(first)) {
            return None;
        }
        let end = self.capitals(at + 1, at, EntityKind::Event);
        let last =
            (at + 1..end).rev().find(|t| words.event_last.contains(&lower(&self.sentence.tokens[*t])))?;
        // "World War II", "World Cup 2018"
        let number = |form: &str| {
            form.len() == 4 && form.chars().all(|c| c.is_ascii_digit())
                || !form.is_empty() && form.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
        };
        let end = last + 1 + usize::from(number(self.form(last + 1)));
        Some(Found { tokens: at..end, kind: EntityKind::Event, entry: None })
    }

    /// *Sponsor Man of the Match award*: where a distinction ends that a name opens.
    pub(crate) fn distinction(&self, name: &Found) -> Option<Found> {
        let words = &self.knowledge.lexicon.names;
        let (end, form) = (name.tokens.end, |t: usize| self.form(t).to_lowercase());
        let of = form(end) == "of" && form(end + 1) == "the" && words.seasons.contains(&form(end + 2));
        let capitals = self.sentence.tokens.get(end + 2).is_some_and(capital);
        let after = end + 3 + usize::from(words.awards.contains(&form(end + 3)));
        (of && capitals).then_some(Found {
            tokens: name.tokens.start..after,
            kind: EntityKind::Thing,
            entry: None,
        })
    }

    /// The kind of a name that no gazetteer knows, by the word that closes it and by what the article makes of it
    /// elsewhere.
    pub(crate) fn settled(&self, tokens: &Range<usize>, kind: EntityKind) -> EntityKind {
        let words = &self.knowledge.lexicon.names;
        if self.knowledge.language != Language::En || kind == EntityKind::Event {
            return kind;
        }
        let all = &self.sentence.tokens[tokens.clone()];
        let (Some(first), Some(last)) = (all.first(), all.last()) else { return kind };
        let closing = lower(last);
        let given = self.knowledge.given_names.contains(&first.form);
        if all.len() == 1 {
            // "Memon" after "Sehar Memon"; "Ford" after "Ford Motor Company"
            let person = self.known.persons.contains(&first.form);
            // "Parliament rejected the bill"
            let body = words.org_last.contains(&closing) && !words.place_last.contains(&closing);
            return match kind {
                EntityKind::Place | EntityKind::Thing if body && !person => EntityKind::Org,
                EntityKind::Org if person => EntityKind::Person,
                EntityKind::Person if !person && self.known.begins_org(&first.form) => EntityKind::Org,
                kind => kind,
            };
        }
        let particle = !first.form.starts_with(char::is_uppercase);
        if particle && kind == EntityKind::Org && self.known.persons.contains(&last.form) {
            return EntityKind::Person;
        }
        if words.event_last.contains(&closing) && !given {
            return EntityKind::Event;
        }
        if words.place_last.contains(&closing) {
            let own = matches!(kind, EntityKind::Org | EntityKind::Place);
            return if own || given { kind } else { EntityKind::Place };
        }
        if words.org_last.contains(&closing) && !given {
            return EntityKind::Org;
        }
        let hyphens = all.len() == 4 && all[2].form == "-";
        let places = &self.knowledge.lexicon.places;
        let before = tokens.start.checked_sub(1).map(|t| lower(&self.sentence.tokens[t])).unwrap_or_default();
        let located = places.prepositions.contains(&before) || places.directions.contains(&before);
        let personal = looks_personal(self.sentence, tokens, self.knowledge);
        if kind == EntityKind::Place && (hyphens || personal && !located)
            || kind == EntityKind::Org && (personal || after_post(self.sentence, tokens, self.knowledge))
        {
            return EntityKind::Person;
        }
        kind
    }

    /// *Desa Sukamaju Kecamatan Rancaekek*: true where the name of a larger place begins after the one that begins at
    /// `start`.
    pub(crate) fn larger_place(&self, start: usize, at: usize) -> bool {
        let levels = &self.knowledge.lexicon.places.levels;
        let level = |t: usize| {
            let opens = |l: &Words| phrase_at(l, self.sentence, t).is_some();
            self.sentence.tokens.get(t).filter(|t| capital(t)).and_then(|_| levels.iter().position(opens))
        };
        let named = self.sentence.tokens.get(at + 1).is_some_and(capital);
        at > start + 1 && named && level(at).is_some_and(|high| level(start).is_some_and(|low| low < high))
    }

    /// *Coral Bay Council*: a name that the model takes for a person, where no given name opens it and a word for a body
    /// closes it.
    pub(crate) fn closes_as_body(&self, name: &Range<usize>) -> bool {
        let last = name.end.checked_sub(1).map(|t| self.form(t).to_lowercase()).unwrap_or_default();
        name.len() > 1
            && self.knowledge.lexicon.names.org_last.contains(&last)
            && !self.knowledge.given_names.contains(self.form(name.start))
    }

    /// True where a word opens the name of an organisation, a place or an event and a capital follows.
    pub(crate) fn opens(&self, at: usize) -> bool {
        let words = &self.knowledge.lexicon.names;
        let opening = [&words.event_first, &words.org_first, &words.place_first];
        let n_words = opening.into_iter().find_map(|set| phrase_at(set, self.sentence, at));
        n_words.is_some_and(|n| self.sentence.tokens.get(at + n).is_some_and(capital))
    }

    /// True where all tokens from `start` up to `at` are titles or a place: the model took them for part of the name.
    pub(crate) fn title_covers(&self, start: usize, at: usize) -> bool {
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

    /// *AR*, where the article calls a person so.
    pub(crate) fn initials(&self, at: usize) -> Option<Found> {
        let known = self.known.initials.contains(self.form(at));
        known.then_some(Found { tokens: at..at + 1, kind: EntityKind::Person, entry: None })
    }

    /// *Kades Mekar Sari* after *Desa Mekar Sari*: what was taken for a person or a thing of any kind is that place.
    pub(crate) fn known_place(&self, at: usize, taken: &Found) -> Option<Found> {
        let unknown = taken.entry.is_none() && matches!(taken.kind, EntityKind::Person | EntityKind::Thing);
        let n_words = self.known.place(self.sentence, at).filter(|_| unknown)?;
        Some(Found { tokens: at..at + n_words, kind: EntityKind::Place, entry: None })
    }

    /// A word that is part of a longer name elsewhere.
    pub(crate) fn known_name(&self, at: usize) -> Option<Found> {
        let mut end = at;
        while self.sentence.tokens.get(end).is_some_and(|t| self.known.persons.contains(&t.form)) {
            end += 1;
        }
        (end > at).then_some(Found { tokens: at..end, kind: EntityKind::Person, entry: None })
    }

    /// Any other run of capitalised proper nouns: a thing, or what its words say. At the start of a sentence, where
    /// every word has a capital, one word alone is a name only if it is written with a capital elsewhere too.
    pub(crate) fn leftover(&self, at: usize) -> Option<Found> {
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
        } else if end > at + 1 && self.knowledge.lexicon.names.place_last.contains(&last) {
            EntityKind::Place
        } else if given {
            EntityKind::Person
        } else {
            EntityKind::Thing
        };
        Some(Found { tokens: at..end, kind, entry: None })
    }
}

/// True for two or three words, the first a known given name, none a word of names of bodies.
pub(crate) fn looks_personal(sentence: &Sentence, tokens: &Range<usize>, knowledge: &Lore<'_>) -> bool {
    let first = &sentence.tokens[tokens.start].form;
    let given = first.chars().count() > 2 && knowledge.given_names.contains(first);
    knowledge.language == Language::En && given && personal_words(sentence, tokens, knowledge)
}

/// *president Sehar Ali*: a name of two or three words right after a post is its holder's.
pub(crate) fn after_post(sentence: &Sentence, tokens: &Range<usize>, knowledge: &Lore<'_>) -> bool {
    let post = |start: usize| {
        let found = knowledge.titles.at(sentence, start);
        found.is_some_and(|(n, class, _)| start + n == tokens.start && class.is_post())
    };
    knowledge.language == Language::En
        && personal_words(sentence, tokens, knowledge)
        && (tokens.start.saturating_sub(4)..tokens.start).any(post)
}

fn personal_words(sentence: &Sentence, tokens: &Range<usize>, knowledge: &Lore<'_>) -> bool {
    let words = &knowledge.lexicon.names;
    let plain = |t: usize| {
        let token = &sentence.tokens[t];
        let word = lower(token);
        capital(token)
            && token.form.chars().all(char::is_alphabetic)
            && token.form.chars().any(char::is_lowercase)
            && ![&words.org_first, &words.org_last, &words.place_last].iter().any(|set| set.contains(&word))
    };
    (2..=3).contains(&tokens.len()) && tokens.clone().all(plain)
}
