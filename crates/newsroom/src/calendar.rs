//! The words that dates are made of, and a text as the tokens that matter for dates.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use simpul_seeds::Seeds;
use simpul_text::Span;
use toml::Spanned;

use crate::seed::{RuleError, Seed};

/// What a word can be in a date. A word may be several: *minggu* is Sunday and week.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Class {
    pub(crate) weekday: Option<u8>,
    pub(crate) month: Option<u8>,
    /// What a word such as *tiga* counts.
    pub(crate) number: Option<u8>,
    flags: u16,
}

/// A class of words that is a mere set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Set {
    YearAfter,
    /// Before a month without a year: *in March*.
    MonthAfter,
    LawNumber,
    Range,
    And,
    Past,
    Future,
    NameBeforeWeekday,
    /// A weekday in full: *Rabu*, not *Wed*.
    FullWeekday,
    /// *last* before a weekday.
    PastBefore,
    /// *next* before a weekday.
    FutureBefore,
    Count,
    Stamp,
    /// The first word of a phrase in [`Calendar::phrase`].
    Phrase,
}

impl Class {
    pub(crate) fn is(self, set: Set) -> bool {
        self.flags & (1 << set as u16) != 0
    }
}

/// A phrase of several words, or of one that counts days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Phrase {
    DayPart,
    FutureSign,
    LastWeek,
    NextWeek,
    Relative(Relative),
}

/// A time counted from another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Relative {
    /// How many units from the day counted from; negative is back.
    pub(crate) count: i32,
    pub(crate) unit: Unit,
    /// True where it is counted from the day that the article named last, *keesokan harinya*, not from publication.
    pub(crate) from_last: bool,
    /// False where people who are quoted use the words loosely.
    pub(crate) quoted: bool,
    /// True where the words need a number before them: *dua hari lalu*.
    pub(crate) counted: bool,
}

/// What a [`Relative`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Unit {
    Days,
    /// From Monday to Sunday.
    Weeks,
    /// Saturday and Sunday.
    Weekends,
    Months,
    Years,
}

/// The calendar words of one language.
pub(crate) struct Calendar {
    words: FxHashMap<String, Class>,
    /// Phrases by their words, the longest first.
    phrases: Vec<(Vec<String>, Phrase)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    weekday: Vec<Numbered>,
    month: Vec<Numbered>,
    years: Years,
    words: Words,
    relative: Vec<RelativeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbered {
    number: Spanned<u8>,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Years {
    after: Vec<String>,
    months_after: Vec<String>,
    not_after_number: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    range: Vec<String>,
    and: Vec<String>,
    day_parts: Vec<String>,
    past: Vec<String>,
    future: Vec<String>,
    last_week: Vec<String>,
    next_week: Vec<String>,
    future_signs: Vec<String>,
    names_before_weekday: Vec<String>,
    #[serde(default)]
    past_before: Vec<String>,
    #[serde(default)]
    future_before: Vec<String>,
    counts: Vec<String>,
    /// *one*, *two*, *three*, …
    numbers: Vec<String>,
    stamps: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RelativeEntry {
    /// Phrases that mean the same.
    words: Vec<String>,
    count: i32,
    unit: Unit,
    #[serde(default)]
    from_last: bool,
    #[serde(default = "yes")]
    quoted: bool,
    #[serde(default)]
    counted: bool,
}

fn yes() -> bool {
    true
}

impl Calendar {
    pub(crate) fn from_seeds(seeds: &Seeds, file: &str) -> Result<Self, RuleError> {
        let seed = Seed::open(seeds, file)?;
        let data: File = seed.toml()?;
        let mut words: FxHashMap<String, Class> = FxHashMap::default();
        for entry in &data.weekday {
            let n = *entry.number.as_ref();
            if n > 6 {
                return Err(seed.error(entry.number.span().start, "a weekday is 0 (Monday) to 6 (Sunday)"));
            }
            entry.names.iter().for_each(|w| words.entry(w.clone()).or_default().weekday = Some(n));
        }
        for entry in &data.month {
            let n = *entry.number.as_ref();
            if !(1..=12).contains(&n) {
                return Err(seed.error(entry.number.span().start, "a month is 1 to 12"));
            }
            entry.names.iter().for_each(|w| words.entry(w.clone()).or_default().month = Some(n));
        }
        for (number, word) in (1..).zip(&data.words.numbers) {
            words.entry(word.clone()).or_default().number = Some(number);
        }
        let mut phrases = Vec::new();
        let mut phrase = |list: &[String], kind: Phrase| {
            let split = |s: &String| s.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            phrases.extend(list.iter().map(|p| (split(p), kind)).filter(|(w, _)| !w.is_empty()));
        };
        phrase(&data.words.day_parts, Phrase::DayPart);
        phrase(&data.words.last_week, Phrase::LastWeek);
        phrase(&data.words.next_week, Phrase::NextWeek);
        phrase(&data.words.future_signs, Phrase::FutureSign);
        for r in data.relative {
            let RelativeEntry { words, count, unit, from_last, quoted, counted } = r;
            phrase(&words, Phrase::Relative(Relative { count, unit, from_last, quoted, counted }));
        }
        phrases.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));

        let first: Vec<String> = phrases.iter().map(|(w, _)| w[0].clone()).collect();
        let d = &data.words;
        let full: Vec<String> = data.weekday.iter().filter_map(|w| w.names.first().cloned()).collect();
        for (list, set) in [
            (&data.years.after, Set::YearAfter),
            (&data.years.months_after, Set::MonthAfter),
            (&data.years.not_after_number, Set::LawNumber),
            (&d.range, Set::Range),
            (&d.and, Set::And),
            (&d.past, Set::Past),
            (&d.future, Set::Future),
            (&d.names_before_weekday, Set::NameBeforeWeekday),
            (&full, Set::FullWeekday),
            (&d.past_before, Set::PastBefore),
            (&d.future_before, Set::FutureBefore),
            (&d.counts, Set::Count),
            (&d.numbers, Set::Count),
            (&d.stamps, Set::Stamp),
            (&first, Set::Phrase),
        ] {
            list.iter().for_each(|w| words.entry(w.clone()).or_default().flags |= 1 << set as u16);
        }
        Ok(Calendar { words, phrases })
    }

    /// The words, numbers and marks of a span, in text order.
    pub(crate) fn tokens(&self, text: &str, span: Span) -> Vec<Token> {
        let quote = &text[span.range()];
        let mut tokens = Vec::with_capacity(quote.len() / 5);
        let mut chars = quote.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_whitespace() {
                continue;
            }
            let digit = c.is_ascii_digit();
            let mut end = at + c.len_utf8();
            if c.is_alphanumeric() {
                // "jum'at" and "s/d" are words; "s.d." is one too.
                let inner = |c: char, end: usize| {
                    matches!(c, '\'' | '’') && quote[end + c.len_utf8()..].starts_with(char::is_alphabetic)
                };
                while let Some((_, next)) = chars
                    .next_if(|(i, n)| n.is_alphanumeric() && n.is_ascii_digit() == digit || inner(*n, *i))
                {
                    end += next.len_utf8();
                }
            }
            let word = &quote[at..end];
            let kind = match c {
                _ if digit => Kind::Number(word.parse().unwrap_or(u32::MAX)),
                _ if c.is_alphabetic() => Kind::Word(self.class(word)),
                _ => Kind::Mark(c),
            };
            tokens.push(Token {
                span: Span::new(span.start + at, span.start + end),
                kind,
                capital: c.is_uppercase(),
            });
        }
        tokens
    }

    /// The phrase that begins with a token, and how many tokens it has.
    pub(crate) fn phrase(&self, text: &str, tokens: &[Token]) -> Option<(Phrase, usize)> {
        tokens.first().filter(|t| t.is(Set::Phrase))?;
        let is = |t: &Token, w: &String| text[t.span.range()].to_lowercase() == *w;
        let mut phrases = self.phrases.iter();
        let (words, phrase) = phrases.find(|(words, _)| {
            words.len() <= tokens.len() && words.iter().zip(tokens).all(|(w, t)| is(t, w))
        })?;
        Some((*phrase, words.len()))
    }

    fn class(&self, word: &str) -> Class {
        if word.len() > 16 {
            return Class::default();
        }
        let class = match word.chars().all(|c| c.is_lowercase()) {
            true => self.words.get(word),
            false => self.words.get(word.to_lowercase().as_str()),
        };
        class.copied().unwrap_or_default()
    }
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    pub(crate) capital: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Word(Class),
    Number(u32),
    Mark(char),
}

impl Token {
    pub(crate) fn is(self, set: Set) -> bool {
        matches!(self.kind, Kind::Word(class) if class.is(set))
    }

    pub(crate) fn is_mark(self, marks: &str) -> bool {
        matches!(self.kind, Kind::Mark(c) if marks.contains(c))
    }

    pub(crate) fn weekday(self) -> Option<u8> {
        match self.kind {
            Kind::Word(class) => class.weekday,
            _ => None,
        }
    }

    pub(crate) fn month(self) -> Option<u8> {
        match self.kind {
            Kind::Word(class) => class.month,
            _ => None,
        }
    }

    /// How many it counts: *3*, *tiga*.
    pub(crate) fn count(self) -> Option<i32> {
        match self.kind {
            Kind::Word(class) => class.number.map(i32::from),
            Kind::Number(n) => i32::try_from(n).ok().filter(|n| *n < 1000),
            Kind::Mark(_) => None,
        }
    }

    /// The number, if it has between `min` and `max` digits.
    pub(crate) fn number(self, min: usize, max: usize) -> Option<u32> {
        match self.kind {
            Kind::Number(n) if (min..=max).contains(&self.span.len()) => Some(n),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_calendars_load_and_know_their_words() {
        let seeds = Seeds::bundled();
        let id = Calendar::from_seeds(&seeds, "grammar/id/calendar.toml").unwrap();
        assert!(Calendar::from_seeds(&seeds, "grammar/en/calendar.toml").is_ok());
        let text = "Jum'at 3Mei, dini hari";
        let tokens = id.tokens(text, Span::new(0, text.len()));
        let words: Vec<&str> = tokens.iter().map(|t| &text[t.span.range()]).collect();
        assert_eq!(words, ["Jum'at", "3", "Mei", ",", "dini", "hari"]);
        assert_eq!(
            (tokens[0].weekday(), tokens[1].number(1, 2), tokens[2].month()),
            (Some(4), Some(3), Some(5))
        );
        assert_eq!(id.phrase(text, &tokens[4..]), Some((Phrase::DayPart, 2)));
    }
}
