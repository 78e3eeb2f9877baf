//! Days, months and years by numbers and names: *12-14 Juli 2016*, *19/6/2024*, *Mei 2018*, *June 19, 2024*.

use crate::calendar::{Calendar, Set, Token};
use crate::dates::{Day, Way, What};

/// The tokens of a text, read from left to right.
pub(crate) struct Scan<'a> {
    pub(crate) calendar: &'a Calendar,
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    /// True inside direct speech.
    pub(crate) in_quote: bool,
}

impl Scan<'_> {
    pub(crate) fn token(&self, i: usize) -> Option<Token> {
        self.tokens.get(i).copied()
    }

    pub(crate) fn is_mark(&self, i: usize, marks: &str) -> bool {
        self.token(i).is_some_and(|t| t.is_mark(marks))
    }

    pub(crate) fn is(&self, i: usize, set: Set) -> bool {
        self.token(i).is_some_and(|t| t.is(set))
    }

    /// True where no white space stands before a token.
    pub(crate) fn glued(&self, i: usize) -> bool {
        i > 0 && self.token(i).is_some_and(|t| t.span.start == self.tokens[i - 1].span.end)
    }

    pub(crate) fn is_word(&self, i: usize, words: &[&str]) -> bool {
        self.token(i).is_some_and(|t| words.contains(&&self.text[t.span.range()]))
    }

    /// Days, months or years by numbers and names: *12-14 Juli 2016*, *19/6/2024*, *Mei 2018*, *June 19, 2024*.
    /// `named` where a weekday stands before.
    pub(crate) fn calendar_date(&self, i: usize, named: bool) -> Option<(What, usize)> {
        let token = self.token(i)?;
        if let Some(month) = token.month() {
            return self.month_first(i, month);
        }
        if let Some(found) = token.number(4, 4).and_then(|y| self.iso(i, y)) {
            return Some(found);
        }
        let day = u8::try_from(token.number(1, 2)?).ok().filter(|d| (1..=31).contains(d))?;
        self.numeric(i, day, named).or_else(|| self.day_first(i, day))
    }

    /// *2025-06-12*.
    fn iso(&self, i: usize, year: u32) -> Option<(What, usize)> {
        let dash = |i: usize| self.is_mark(i, "-") && self.glued(i) && self.glued(i + 1);
        let (month, day) = (self.token(i + 2)?.number(2, 2)?, self.token(i + 4)?.number(2, 2)?);
        (dash(i + 1) && dash(i + 3)).then_some(())?;
        let day = day_of(Some(year), month, day)?;
        Some((What::Days(day, None), i + 5))
    }

    /// *26/11/2015*, *30/6*, *14-15/10/2023*, *19-06-2024*; day, month, year always.
    fn numeric(&self, i: usize, day: u8, named: bool) -> Option<(What, usize)> {
        let slash = |i: usize, marks: &str| self.is_mark(i, marks) && self.glued(i) && self.glued(i + 1);
        let mut at = i + 1;
        let mut last = day;
        if slash(at, "-–") && slash(at + 2, "/") {
            last = u8::try_from(self.token(at + 1)?.number(1, 2)?).ok()?;
            at += 2;
        }
        let mark = ["/", "-"].into_iter().find(|m| slash(at, m))?;
        let month = self.token(at + 1)?.number(1, 2)?;
        let year = slash(at + 2, mark).then(|| self.token(at + 3)).flatten();
        let (year, next) = match year.and_then(|t| t.number(4, 4).or(two_digits(t))) {
            Some(year) => (Some(year), at + 4),
            None if mark == "/" => (None, at + 2),
            None => return None,
        };
        // "1/2" alone is a fraction or a score.
        if year.is_none() && !named {
            return None;
        }
        let first = day_of(year, month, u32::from(day))?;
        let until = (last != day).then(|| day_of(year, month, u32::from(last))).flatten();
        Some((What::Days(first, until), next))
    }

    /// *9 Juli 2016*, *27 Juni*, *12-14 Juli 2016*, *28 November hingga 2 Desember 2020*.
    fn day_first(&self, i: usize, day: u8) -> Option<(What, usize)> {
        let mut at = i + 1;
        let joint = |i: usize| self.is_mark(i, "-–") || self.is(i, Set::Range);
        let day_at = |i: usize| u8::try_from(self.token(i)?.number(1, 2)?).ok();
        if let Some(last) = day_at(at + 1).filter(|_| joint(at)) {
            let month = self.token(at + 2)?.month()?;
            let (year, next) = self.year_at(at + 3);
            let of = |d: u8| day_of(year, u32::from(month), u32::from(d));
            return Some((What::Days(of(day)?, Some(of(last)?)), next));
        }
        // "19th of June"
        if self.glued(at) && self.is_word(at, &["st", "nd", "rd", "th"]) {
            at += 1 + usize::from(self.is_word(at + 1, &["of"]));
        }
        let token = self.token(at)?;
        let month = token.month().filter(|_| token.capital || token.span.len() > 3)?;
        let (year, next) = self.year_at(at + 1);
        let last_month = self.token(next + 2).and_then(Token::month).filter(|_| joint(next));
        if let Some((last, last_month)) = day_at(next + 1).zip(last_month) {
            let (last_year, end) = self.year_at(next + 3);
            let first = day_of(year.or(last_year), u32::from(month), u32::from(day))?;
            let last = day_of(last_year, u32::from(last_month), u32::from(last))?;
            return Some((What::Days(first, Some(last)), end));
        }
        Some((What::Days(day_of(year, u32::from(month), u32::from(day))?, None), next))
    }

    /// *Mei 2018*, *Januari-Juni 2023*, *Februari dan Maret 2024*, *June 19, 2024*, *May 16*.
    fn month_first(&self, i: usize, month: u8) -> Option<(What, usize)> {
        self.token(i).filter(|t| t.capital)?;
        let after = i > 0 && self.is(i - 1, Set::MonthAfter);
        let i = if self.is_mark(i + 1, ".") { i + 1 } else { i };
        if self.token(i + 1).is_some_and(|t| t.number(1, 2).is_some()) {
            return self.month_day(i + 1, month);
        }
        let (year, next) = self.year_at(i + 1);
        if year.is_some() {
            let year = u16::try_from(year?).ok()?;
            return Some((What::Months(Some(year), month, None), next));
        }
        let range = self.is_mark(i + 1, "-–") || self.is(i + 1, Set::Range);
        if range || self.is(i + 1, Set::And) {
            let last = self.token(i + 2)?.month()?;
            let year = u16::try_from(self.year_at(i + 3).0?).ok()?;
            let until = range.then_some((year, last));
            let next = if range { self.year_at(i + 3).1 } else { i + 1 };
            return Some((What::Months(Some(year), month, until), next));
        }
        let (way, _) = self.way(i + 1);
        // "in March": not "by May", who may be a person
        let alone = after && !self.token(i + 1).is_some_and(|t| t.capital);
        let said = way == Way::Past || way == Way::Future || way == Way::Open && alone;
        said.then_some((What::Months(None, month, None), i + 1))
    }

    /// *June 19, 2024*, *June 19-21, 2024*, *November 20 to December 11*, with `i` at the day.
    fn month_day(&self, i: usize, month: u8) -> Option<(What, usize)> {
        let (first, next) = self.one_month_day(i, month)?;
        if self.is_mark(next, "-–")
            && self.glued(next)
            && let Some(last) = self.token(next + 1).and_then(|t| t.number(1, 2))
        {
            let comma = usize::from(self.is_mark(next + 2, ","));
            let (year, end) = self.year_at(next + 2 + comma);
            let of = |day: u32| day_of(year.or(first.year.map(u32::from)), u32::from(month), day);
            let end = if year.is_some() { end } else { next + 2 };
            return Some((What::Days(of(u32::from(first.day))?, of(last)), end));
        }
        let joint = self.is_mark(next, "-–") || self.is(next, Set::Range);
        let last_month = self.token(next + 1).and_then(Token::month).filter(|_| joint);
        if let Some((last, end)) = last_month.and_then(|m| self.one_month_day(next + 2, m)) {
            let first = Day { year: first.year.or(last.year), ..first };
            return Some((What::Days(first, Some(last)), end));
        }
        Some((What::Days(first, None), next))
    }

    /// *19th, 2024* behind a month, and the token after it.
    fn one_month_day(&self, i: usize, month: u8) -> Option<(Day, usize)> {
        let day = self.token(i)?.number(1, 2)?;
        let at = i + 1 + usize::from(self.glued(i + 1) && self.is_word(i + 1, &["st", "nd", "rd", "th"]));
        let comma = usize::from(self.is_mark(at, ","));
        let (year, next) = self.year_at(at + comma);
        let next = if year.is_some() { next } else { at };
        Some((day_of(year, u32::from(month), day)?, next))
    }

    /// A year of four digits at a token: *2016* of *9 Juli 2016*; *tahun 2016* too.
    fn year_at(&self, i: usize) -> (Option<u32>, usize) {
        let at = i + usize::from(self.is_word(i, &["tahun", "Tahun"]));
        let year = self.token(at).and_then(|t| t.number(4, 4)).filter(|y| (1000..2200).contains(y));
        let glued_on = self.is_mark(at + 1, "./,")
            && self.glued(at + 1)
            && self.glued(at + 2)
            && self.token(at + 2).is_some_and(|t| t.number(1, 9).is_some());
        match year.filter(|_| !glued_on) {
            Some(year) => (Some(year), at + 1),
            None => (None, i),
        }
    }
}

/// *24* in *12/6/24*.
fn two_digits(token: Token) -> Option<u32> {
    let year = token.number(2, 2)?;
    Some(if year < 70 { 2000 + year } else { 1900 + year })
}

/// A day that some year has.
fn day_of(year: Option<u32>, month: u32, day: u32) -> Option<Day> {
    let year = year.map(u16::try_from).transpose().ok()?;
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    simpul_text::Date::day(year.unwrap_or(2000), month, day)?;
    Some(Day { year, month, day })
}
