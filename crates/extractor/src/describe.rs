//! Things that are described, not named: *negara tersebut*, *dua terduga pelaku*, *rapat terbatas*, *pihak KPK*.

use std::ops::Range;

use simpul_fact::EntityKind;
use simpul_text::{Language, Upos};

use crate::lexicon::{capital, phrase_at};
use crate::reading::Reading;
use crate::refer::{Referent, Wanted};
use crate::steps::Step;

impl Reading<'_> {
    /// A common noun with what belongs to it.
    pub(crate) fn described(&self, sentence: usize, token: usize, wanted: Wanted<'_>) -> Vec<Referent> {
        let all = &self.sentence(sentence).tokens;
        let lexicon = &self.knowledge.lexicon;
        let word = self.word(sentence, token);
        // "killing 107 and injuring two": people that are only counted
        let people = wanted.unnamed && !wanted.has(EntityKind::Org);
        if all[token].upos == Upos::Num && people && self.counts_people(sentence, token) {
            return vec![self.unnamed(sentence, token..token + 1, EntityKind::Group)];
        }
        if !matches!(
            all[token].upos,
            Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::X | Upos::Pron | Upos::Num
        ) {
            return Vec::new();
        }
        // "melukai 32 lainnya", "menewaskan 11"
        let others = lexicon.quantity.other.contains(&word) && token > 0 && all[token - 1].upos == Upos::Num;
        if all[token].upos == Upos::Num || others {
            let done_to = matches!(all[token].deprel.as_str(), "obj" | "xcomp");
            let people = wanted.unnamed && wanted.has(EntityKind::Group) && done_to;
            let other = lexicon.quantity.other.contains(&self.word(sentence, token + 1));
            let words = token - usize::from(others)..token + 1 + usize::from(other);
            return people.then(|| self.unnamed(sentence, words, EntityKind::Group)).into_iter().collect();
        }
        if let Some(side) = self.own_side(sentence, token, wanted) {
            return vec![side];
        }
        let phrase = self.noun_phrase(sentence, token);
        // "beberapa pejabat, termasuk Budi dan Ani"
        if let Some(listed) = self.opened_list(sentence, phrase.end, wanted) {
            return listed;
        }
        if let Some(named) = self.apposed(sentence, token, phrase.clone(), wanted) {
            return named;
        }
        let named = |t| lexicon.quantity.named(&self.word(sentence, t));
        let named = (phrase.start..token)
            .find_map(named)
            .or_else(|| phrase.clone().find_map(named).filter(|n| *n == 2));
        if let Some(n) = named.filter(|_| self.knowledge.steps.has(Step::Plural)) {
            let found = self.last_of(n, sentence, token, wanted);
            if n == 2 || !found.is_empty() {
                return found;
            }
        }
        // "negara Rusia", "pihak KPK": the name that the noun only introduces
        if let Some(mention) = self
            .mention_from(sentence, token + 1)
            .filter(|_| !lexicon.kinds(&word).any(|k| k == EntityKind::Event))
        {
            let introduced =
                all[self.head_of(sentence, self.mentions.names[mention].whole.clone())].head == Some(token);
            let kind = self.kind_of(mention);
            // "perusahaan Jepang" is no Japan
            let foreign = kind == EntityKind::Place
                && lexicon.kinds(&word).any(|k| k == EntityKind::Org)
                && !lexicon.described.teams.contains(&word);
            // "dua prajurit TNI" are two of them
            let counted = phrase.clone().any(|t| all[t].upos == Upos::Num);
            let stands = lexicon.described.stands_for.contains(&word) && !foreign && !counted
                || lexicon.kinds(&word).any(|k| k == kind) && !lexicon.described.of_somebody.contains(&word);
            if introduced && stands {
                return self.list_from(sentence, mention, wanted);
            }
        }
        // "the town of Lahti"
        if let Some(mention) = self.named_after(sentence, token) {
            return self.list_from(sentence, mention, wanted);
        }
        // "motorcyclist Tom Baker", "the general, Ann Lee": the name beside the noun, wherever the tree hangs it
        if let Some(mention) = self.named_beside(sentence, token, &phrase) {
            return self.list_from(sentence, mention, wanted);
        }
        // "pasangan calon nomor urut dua Budi": a person described before the name
        if wanted.has(EntityKind::Person)
            && lexicon.kinds(&word).any(|k| k == EntityKind::Person)
            && !lexicon.described.of_somebody.contains(&word)
        {
            let in_phrase = phrase.clone().skip(1).find_map(|t| self.mentions.name_at(sentence, t));
            if let Some(mention) = in_phrase.filter(|m| {
                self.kind_of(*m) == EntityKind::Person && self.mentions.names[*m].name.end == phrase.end
            }) {
                return self.list_from(sentence, mention, wanted);
            }
        }
        // "kehadiran Budi": the one who is present
        if lexicon.described.presence.contains(&word) && wanted.acting {
            let owner = (token + 1..all.len()).find(|t| {
                all[*t].head == Some(token) && all[*t].deprel.starts_with("nmod")
                    || all[*t].head == Some(token) && all[*t].deprel.starts_with("flat")
            });
            return owner.map(|o| self.refer(sentence, o, wanted)).unwrap_or_default();
        }
        let bare = self.is_bare(sentence, token, &phrase);
        let definite = bare || self.is_definite(sentence, token, &phrase);
        let kinds = self.kinds_at(sentence, token);
        let body_words = phrase_at(&lexicon.described.bodies, self.sentence(sentence), token);
        let is_body = self.is_body(sentence, token);
        let several = (phrase.start..token).any(|t| {
            all[t].upos == Upos::Num && all[t].head == Some(token)
                || lexicon.quantity.several.contains(&self.word(sentence, t))
        });
        // "the son of Ann Lee" is told by her, not by what was named before
        let of_name = (token + 1..all.len()).any(|t| {
            all[t].head == Some(token) && all[t].deprel == "nmod" && self.mention_at(sentence, t).is_some()
        });
        let told = of_name && self.article.language == Language::En;
        // "the student loan program" is about no student
        let modifies = all[token].deprel.starts_with("compound");
        let resolved = self.knowledge.steps.has(Step::Description) && !modifies;
        if definite && !is_body && !several && !told && resolved {
            let named: Vec<EntityKind> = kinds
                .iter()
                .copied()
                .filter(|k| matches!(k, EntityKind::Person | EntityKind::Org | EntityKind::Place))
                .collect();
            // "the Brazilian team" is no team but one that is called so
            let other: Vec<String> = (phrase.start.min(token)..token)
                .filter(|t| capital(&all[*t]) && *t > 0 && all[*t].deprel != "det")
                .map(|t| self.word(sentence, t))
                .collect();
            let fits = |chain: usize| {
                let kind = self.chains.chains[chain].kind;
                named.contains(&kind)
                    && wanted.has(kind)
                    && self.suits(chain, &word)
                    && other.iter().all(|o| self.is_called(chain, o))
            };
            let same_noun = |chain: usize| fits(chain) && self.is_called(chain, &word);
            let introduced = |chain: usize| fits(chain) && self.introduced_as(chain, &word);
            let person = kinds.contains(&EntityKind::Person);
            let mention = self
                .antecedent(sentence, token, &introduced)
                .or_else(|| self.antecedent(sentence, token, &same_noun))
                .or_else(|| self.antecedent(sentence, token, &fits).filter(|_| !(bare && person)));
            let other = |m: &usize| person && self.stranger_since(*m, sentence, token);
            let mention = mention.filter(|m| !other(m));
            if let Some(mention) = mention {
                // "suami Sandra Dewi itu": the name inside may be the other end
                let named = phrase.clone().any(|t| self.mentions.name_at(sentence, t).is_some());
                let words = if named { token..token + 1 } else { phrase.clone() };
                let mut referent = self.chain_at(self.chains.of[mention], words, "described");
                referent.certainty = 0.75;
                return vec![referent];
            }
        }
        // a capital inside, but for that of "The …" at the start
        let capitals = |t: usize| t != token && all[t].upos != Upos::Det && capital(&all[t]);
        // "polisi Jerman", "British police": another body than the "polisi" of the article
        let of_place = |t: usize| {
            let mention = self.mentions.name_at(sentence, t);
            mention.map_or(all[t].upos == Upos::Adj, |m| self.kind_of(m) == EntityKind::Place)
        };
        if is_body && wanted.has(EntityKind::Org) && phrase.clone().filter(|t| capitals(*t)).all(of_place) {
            let start = phrase.clone().find(|t| all[*t].upos != Upos::Det).unwrap_or(token);
            // "air force" is no force
            let first = token - usize::from(!self.is_body_alone(sentence, token));
            let words = if phrase.clone().any(capitals) {
                start..phrase.end
            } else {
                first..token + body_words.unwrap_or(1)
            };
            return vec![self.unnamed(sentence, words, EntityKind::Org)];
        }
        // "criminal convictions" are no criminals
        let modifies = matches!(all[token].deprel.as_str(), "amod" | "compound");
        let kind = kinds.iter().copied().find(|k| match k {
            EntityKind::Person | EntityKind::Group => {
                wanted.unnamed && wanted.has(EntityKind::Group) && !modifies
            }
            EntityKind::Event => wanted.has(EntityKind::Event),
            _ => false,
        });
        if let Some(kind) = kind {
            let kind = if kind == EntityKind::Person { EntityKind::Group } else { kind };
            let phrase =
                if kind == EntityKind::Group { self.people_phrase(sentence, token, phrase) } else { phrase };
            return vec![self.unnamed(sentence, phrase, kind)];
        }
        let goods = wanted.has(EntityKind::Thing)
            && all[token].upos == Upos::Noun
            && (kinds.is_empty() || self.is_building(&word) && !kinds.iter().any(|k| wanted.has(*k)));
        if goods { vec![self.unnamed(sentence, phrase, EntityKind::Thing)] } else { Vec::new() }
    }

    /// *termasuk A, B, dan C* after a noun phrase.
    pub(crate) fn opened_list(
        &self,
        sentence: usize,
        end: usize,
        wanted: Wanted<'_>,
    ) -> Option<Vec<Referent>> {
        let lists = &self.knowledge.lexicon.lists;
        let all = self.sentence(sentence);
        let mut at = end;
        while at < all.tokens.len()
            && at < end + 4
            && (self.word(sentence, at) == "," || matches!(all.tokens[at].upos, Upos::Adj | Upos::Noun))
        {
            if phrase_at(&lists.openers, all, at).is_some() {
                break;
            }
            at += 1;
        }
        let opener = (at < all.tokens.len()).then(|| phrase_at(&lists.openers, all, at)).flatten()?;
        let first = self.mention_from(sentence, at + opener)?;
        Some(self.list_from(sentence, first, wanted)).filter(|found| !found.is_empty())
    }

    /// *Klub asal Italia, Juventus, memecat …*: the name between commas after a noun of its kind; those listed there
    /// where the noun counts several, *dua pelaku, A dan B, …*.
    fn apposed(
        &self,
        sentence: usize,
        token: usize,
        phrase: Range<usize>,
        wanted: Wanted<'_>,
    ) -> Option<Vec<Referent>> {
        let all = &self.sentence(sentence).tokens;
        let below = |t: usize| self.ancestors(sentence, t).any(|a| a == token);
        let mut comma = phrase.end;
        while comma < phrase.end + 8 && comma < all.len() && all[comma].upos != Upos::Punct && below(comma) {
            comma += 1;
        }
        // "kantor di Bandung, Jawa Barat": the name goes on with the place before the comma
        let before = comma.checked_sub(1).and_then(|t| self.mentions.name_at(sentence, t));
        let address = |m: usize| before.is_some_and(|b| self.kind_of(b) == self.kind_of(m));
        if self.word(sentence, comma) != "," || self.article.language != Language::Id {
            return None;
        }
        let mention = self.mention_from(sentence, comma + 1)?;
        let word = self.word(sentence, token);
        let fits = self.knowledge.lexicon.kinds(&word).any(|k| k == self.kind_of(mention));
        if !fits || address(mention) {
            return None;
        }
        let counted = phrase.clone().any(|t| {
            all[t].upos == Upos::Num
                || self.knowledge.lexicon.quantity.several.contains(&self.word(sentence, t))
        });
        let found = match counted {
            true => self.list_from(sentence, mention, wanted),
            false => {
                let end = self.mentions.names[mention].whole.end;
                let closed = matches!(self.word(sentence, end).as_str(), "," | "(" | ".");
                self.name(mention, wanted).filter(|_| closed).into_iter().collect()
            }
        };
        Some(found).filter(|found| !found.is_empty())
    }

    /// The noun with the words beside it that belong to it: *rapat terbatas*, *operasi militer Turki*.
    pub(crate) fn noun_phrase(&self, sentence: usize, token: usize) -> Range<usize> {
        let all = &self.sentence(sentence).tokens;
        let has_case = |t: usize| all.iter().any(|c| c.head == Some(t) && c.deprel == "case");
        let belongs = |t: usize| {
            let relation = all[t].deprel.as_str();
            let inner = |r: &str| {
                matches!(
                    r,
                    "amod"
                        | "compound"
                        | "flat"
                        | "flat:name"
                        | "flat:foreign"
                        | "nummod"
                        | "nmod"
                        | "fixed"
                        | "appos"
                ) || r.starts_with("compound")
            };
            let mut at = t;
            for _ in 0..6 {
                if !inner(&all[at].deprel) || all[at].deprel == "nmod" && has_case(at) {
                    return false;
                }
                match all[at].head {
                    Some(h) if h == token => return relation != "appos",
                    Some(h) => at = h,
                    None => return false,
                }
            }
            false
        };
        let mut end = token + 1;
        let breaks = &self.knowledge.lexicon.described.breaks;
        let goes_on = |t: usize| {
            all[t].upos != Upos::Punct && !all[t].clitic && !breaks.contains(&self.word(sentence, t))
        };
        while end < all.len() && goes_on(end) && belongs(end) {
            end += 1;
            if let Some(m) = self.mentions.name_at(sentence, end - 1) {
                end = end.max(self.mentions.names[m].name.end);
            }
        }
        let mut start = token;
        while start > 0 && self.qualifies(sentence, start - 1, token) {
            start -= 1;
        }
        let article = |t: usize| {
            let lexicon = &self.knowledge.lexicon;
            let word = self.word(sentence, t);
            all[t].deprel == "det" && lexicon.described.articles.contains(&word)
        };
        while start < token && (article(start) || all[start].upos == Upos::Punct) {
            start += 1;
        }
        start..end
    }

    /// True for what stands before a noun and belongs to it: *dua*, *sejumlah*, *14-year-old*, *high school* students.
    fn qualifies(&self, sentence: usize, before: usize, noun: usize) -> bool {
        let all = &self.sentence(sentence).tokens;
        // "25-year-old man": a hyphen belongs where the word before it does
        let mut at = before.saturating_sub(usize::from(all[before].form == "-"));
        let before = at;
        for _ in 0..4 {
            let inner = matches!(all[at].deprel.as_str(), "nummod" | "det" | "amod" | "compound")
                || matches!(all[at].deprel.as_str(), "punct" | "advmod" | "obl:npmod" | "obl:unmarked")
                    && all[at].head != Some(noun);
            match all[at].head {
                Some(head) if inner && head == noun => return true,
                Some(head) if inner && head > before && head < noun => at = head,
                _ => return false,
            }
        }
        false
    }

    /// People without a name: the noun with what counts or qualifies it, *dua terduga pelaku*.
    fn people_phrase(&self, sentence: usize, token: usize, phrase: Range<usize>) -> Range<usize> {
        let all = &self.sentence(sentence).tokens;
        let person =
            |t: usize| self.knowledge.lexicon.kinds(&self.word(sentence, t)).any(|k| k == EntityKind::Person);
        let (mut start, mut end) = (phrase.start, token + 1);
        while start > 0 && person(start - 1) {
            start -= 1;
        }
        // English puts adjectives before: "left ten people dead"
        let after = self.article.language == Language::Id;
        while after && end < phrase.end && all[end].upos == Upos::Adj {
            end += 1;
        }
        // "dua anggota KKB", "23 warga Palestina"
        let name = self.mentions.name_at(sentence, end).filter(|_| after && end < phrase.end);
        let of = name.map(|m| &self.mentions.names[m].name).filter(|n| n.start == end && n.end <= phrase.end);
        start..of.map_or(end, |n| n.end)
    }

    /// A thing without a name, called what the text calls it.
    pub(crate) fn unnamed(&self, sentence: usize, phrase: Range<usize>, kind: EntityKind) -> Referent {
        let all = &self.sentence(sentence).tokens;
        let quote = self.words(sentence, phrase.clone());
        let mut name = quote.text.split_whitespace().collect::<Vec<_>>().join(" ");
        // "Serangan Israel": a capital that only the sentence's beginning gives
        let first = phrase.start == 0 && !matches!(all[phrase.start].upos, Upos::Propn | Upos::X);
        if first && !self.knowledge.titles.contains(&name) {
            let head: String = name.chars().take(1).flat_map(char::to_lowercase).collect();
            name = head + name.chars().skip(1).collect::<String>().as_str();
        }
        let entity = self.unlisted(name, kind);
        Referent { entity, tokens: phrase, how: "described, not named".to_owned(), certainty: 0.8 }
    }
}
