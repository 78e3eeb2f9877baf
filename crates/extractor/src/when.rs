//! When: which of a sentence's dates belongs to which event.

use std::ops::Range;

use simpul_fact::EntityKind;
use simpul_text::{Date, DateMention, Span, Upos};

use crate::reading::Reading;

impl Reading<'_> {
    /// The date of the event at `anchor`; `anchors` are all events of the sentence.
    ///
    /// A date belongs to the event whose verb is lowest above it in the tree, else to the event nearest to it; a date
    /// after a verb of speaking says when it was said.
    pub(crate) fn date_of(&self, sentence: usize, anchor: usize, anchors: &[usize]) -> Option<Date> {
        let dates = self.dates_in(sentence).filter_map(|(mention, token)| {
            let rank = self.belongs(sentence, token, anchor, anchors)?;
            Some((mention, (rank, token.abs_diff(anchor))))
        });
        dates.min_by_key(|(_, nearness)| *nearness).map(|(mention, _)| mention.date)
    }

    /// The date that is said of a thing in the clause: *hadir dalam rapat yang digelar Rabu*.
    pub(crate) fn date_within(&self, sentence: usize, thing: &Range<usize>) -> Option<Date> {
        let mut dates = self.dates_in(sentence);
        dates.find(|(_, token)| self.hangs_on(sentence, *token, thing)).map(|(mention, _)| mention.date)
    }

    /// True where a token stands below the words of a thing.
    pub(crate) fn hangs_on(&self, sentence: usize, token: usize, thing: &Range<usize>) -> bool {
        !thing.contains(&token) && self.ancestors(sentence, token).any(|t| thing.contains(&t))
    }

    /// How nearly a date or place at a token belongs to the event at `anchor`: 0 where it is said of the event itself,
    /// 1 where of one that is part of the same doing, *menggelar pertemuan, Rabu*, 2 where of one beside it; `None` where
    /// of another.
    pub(crate) fn belongs(
        &self,
        sentence: usize,
        token: usize,
        anchor: usize,
        anchors: &[usize],
    ) -> Option<u8> {
        // "the owner of the lodge was killed on Tuesday": an owner is one at any time
        if self.is_person_noun(sentence, anchor) {
            return self.ancestors(sentence, token).any(|t| t == anchor).then_some(0);
        }
        let event = self.event_of(sentence, token, anchors)?;
        let all = &self.sentence(sentence).tokens;
        let below = |under: usize, above: usize, labels: &[&str]| {
            all[under].head == Some(above) && labels.contains(&all[under].deprel.as_str())
        };
        let either = |e: usize, labels: &[&str]| below(e, anchor, labels) || below(anchor, e, labels);
        // "On Monday, A beat B and C beat D": said of both where it stands before or after both
        let around = |e: usize| token < anchor.min(e) || token > anchor.max(e);
        match event {
            e if e == anchor => Some(0),
            e if Some(e) == self.setting_of(sentence, anchor) => Some(0),
            e if either(e, &["obj", "obl", "nsubj", "nsubj:pass", "xcomp"]) => Some(1),
            // "menggelar rapat yang diikuti Budi"
            e if self.meeting_of(sentence, anchor).is_some_and(|noun| all[noun].head == Some(e)) => Some(1),
            // "menangkap terduga pelaku pembunuhan itu pada Sabtu"
            e if all[e].upos != Upos::Verb
                && self.ancestors(sentence, e).find(|t| self.is_doing(sentence, *t)) == Some(anchor) =>
            {
                Some(2)
            }
            // "when Anna resigned in 1995, Ben joined the race"
            e if self.at_once(sentence, e) == Some(anchor) || self.at_once(sentence, anchor) == Some(e) => {
                Some(2)
            }
            e if around(e) && either(e, &["conj", "parataxis"]) => Some(2),
            _ => None,
        }
    }

    /// True where one of two tokens stands in a quotation that the other stands outside of.
    pub(crate) fn quoted_apart(&self, sentence: usize, a: usize, b: usize) -> bool {
        let all = &self.sentence(sentence).tokens;
        let quotes = |t: &simpul_text::Token| matches!(t.form.as_str(), "\"" | "“" | "”" | "''" | "``");
        all[a.min(b)..a.max(b)].iter().filter(|t| quotes(t)).count() % 2 == 1
    }

    /// *Budi bertemu Ani dalam kunjungan ke Medan*, *spoke at the hall at the Science Fair*: the verb that an event named by a
    /// noun is the setting of.
    fn setting_of(&self, sentence: usize, anchor: usize) -> Option<usize> {
        let all = &self.sentence(sentence).tokens;
        let noun = |t: usize| matches!(all[t].upos, Upos::Noun | Upos::Propn);
        let place = all[anchor].head.filter(|h| all[anchor].deprel == "nmod" && noun(*h)).unwrap_or(anchor);
        let setting = noun(anchor) && all[place].deprel == "obl";
        all[place].head.filter(|h| setting && all[*h].upos == Upos::Verb)
    }

    /// True for *owner*, *widow*, *pendiri*: a noun for a person that states something.
    fn is_person_noun(&self, sentence: usize, token: usize) -> bool {
        let word = self.word(sentence, token);
        let person = || self.knowledge.lexicon.kinds(&word).any(|k| k == EntityKind::Person);
        self.sentence(sentence).tokens[token].upos == Upos::Noun
            && (self.knowledge.titles.contains(&word) || person())
    }

    /// *When Anna resigned, Ben joined*: the verb of the clause that happens when that of a verb does.
    fn at_once(&self, sentence: usize, verb: usize) -> Option<usize> {
        let all = &self.sentence(sentence).tokens;
        let when = &self.knowledge.lexicon.happenings.when;
        let marked = |t: usize| all[t].head == Some(verb) && when.contains(&self.word(sentence, t));
        let above = all[verb].head.filter(|_| all[verb].deprel == "advcl")?;
        (0..verb).any(marked).then_some(above)
    }

    /// *rapat yang diikuti Budi*: the noun for an event that a relative clause with that verb is about.
    fn meeting_of(&self, sentence: usize, verb: usize) -> Option<usize> {
        let token = &self.sentence(sentence).tokens[verb];
        let noun = token.head.filter(|_| token.deprel.starts_with("acl"))?;
        let word = self.word(sentence, noun);
        self.knowledge.lexicon.kinds(&word).any(|k| k == EntityKind::Event).then_some(noun)
    }

    /// True for a verb that is more than a word such as *terduga* or *akan*.
    fn is_doing(&self, sentence: usize, token: usize) -> bool {
        let words = &self.knowledge.lexicon.modality;
        let helps = [&words.planned, &words.possible, &words.negated];
        self.sentence(sentence).tokens[token].upos == Upos::Verb
            && !helps.iter().any(|set| set.contains(&self.word(sentence, token)))
    }

    fn is_in_date(&self, span: Span) -> bool {
        let dates = &self.article.dates;
        let after = dates.partition_point(|d| d.span.end <= span.start);
        dates.get(after).is_some_and(|d| d.span.overlaps(span))
    }

    /// The dates of a sentence with the token at which each begins.
    pub(crate) fn dates_in(&self, sentence: usize) -> impl Iterator<Item = (&DateMention, usize)> + '_ {
        let tokens = &self.sentence(sentence).tokens;
        let span = self.sentence(sentence).span();
        let ending = &self.knowledge.lexicon.happenings.until;
        let dates = &self.article.dates;
        let first = dates.partition_point(|d| d.span.start < span.start);
        dates[first..].iter().take_while(move |d| d.span.start < span.end).filter_map(move |d| {
            let token = tokens.iter().position(|t| t.span.overlaps(d.span))?;
            // "until 1973": when it ended
            let ended = token > 0 && ending.contains(&self.word(sentence, token - 1));
            // "hari ini, Kamis (5/9/2019)": the date that says more
            let explained = dates.iter().any(|other| {
                let gap = d.span.end..other.span.start;
                gap.len() <= 2
                    && gap.start <= gap.end
                    && self.article.text[gap].trim_matches([',', ' ']).is_empty()
            });
            (!explained && !ended).then_some((d, token))
        })
    }

    /// The event that a date or a place at a token belongs to.
    pub(crate) fn event_of(&self, sentence: usize, date: usize, anchors: &[usize]) -> Option<usize> {
        let all = &self.sentence(sentence).tokens;
        let anchors: Vec<usize> =
            anchors.iter().copied().filter(|a| !self.quoted_apart(sentence, *a, date)).collect();
        // "kata Budi saat menemui Ani, Rabu": an event between the speaking and the date
        let between = |t: usize| {
            anchors.iter().copied().filter(|a| (t + 1..date).contains(a)).max().filter(|_| t < date)
        };
        let is_speech = |t: usize| {
            let speech = &self.knowledge.lexicon.speech;
            let word = self.word(sentence, t);
            // "terduga" only says how sure it is
            let verb = !self.knowledge.lexicon.modality.possible.contains(&word)
                && self.is_any(sentence, t, &speech.verbs);
            verb || speech.bare.contains(&word) || speech.source.contains(&word)
        };
        let mut above = Vec::new();
        for t in std::iter::once(date).chain(self.ancestors(sentence, date)) {
            if is_speech(t) {
                return between(t).or(anchors.contains(&t).then_some(t));
            }
            if anchors.contains(&t) {
                return Some(t);
            }
            above.push(t);
            // "Sabtu mendatang": part of a date, whatever its tag
            if all[t].upos == Upos::Verb && !self.is_in_date(all[t].span) {
                break;
            }
        }
        // "when Anna resigned in 1995, Ben joined the race"
        if let Some(main) = above.last().and_then(|t| self.at_once(sentence, *t))
            && !anchors.iter().any(|a| self.ancestors(sentence, *a).any(|t| Some(&t) == above.last()))
            && anchors.contains(&main)
        {
            return Some(main);
        }
        // an event inside the clause that the date belongs to
        let clause = above.last().copied()?;
        let near = |a: &&usize| {
            // "pelaku pembunuhan": the killing is not what the clause tells
            let told = !all[**a].deprel.starts_with("nmod")
                || !all[**a].head.is_some_and(|h| self.is_person_noun(sentence, h));
            told && self.ancestors(sentence, **a).find(|t| all[*t].upos == Upos::Verb || *t == clause)
                == Some(clause)
        };
        // of a clause that states nothing: an event that it is part of, or that is part of it; not "visits Anna, who is
        // treated in Oslo"
        let verbless = all[clause].upos != Upos::Verb;
        let around = |a: &&usize| {
            let over = |t: usize, above: usize| self.ancestors(sentence, t).any(|x| x == above);
            let between = std::iter::once(clause).chain(self.ancestors(sentence, clause));
            // "… oleh orang tak dikenal saat berada di Medan, Senin": such a clause may belong higher up
            let said_of_noun = between
                .take_while(|t| t != *a && all[*t].deprel != "advcl")
                .any(|t| all[t].deprel.starts_with("acl"));
            verbless || over(clause, **a) && !said_of_noun || over(**a, clause)
        };
        let distance = |a: &&usize| a.abs_diff(date);
        if let Some(speech) = (date.min(clause)..date.max(clause)).find(|t| is_speech(*t)) {
            return between(speech);
        }
        anchors
            .iter()
            .filter(near)
            .min_by_key(distance)
            .or_else(|| anchors.iter().filter(around).min_by_key(distance))
            .copied()
    }
}
