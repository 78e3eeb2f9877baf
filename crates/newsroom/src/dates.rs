//! Finds dates in a text: *Kamis (26/11/2015)*, *5-9 Desember 2017*, *Sabtu malam*, *June 19, 2024*.
//!
//! What is found here is what the words say; [`crate::resolve`] fills in what they leave out.

use simpul_text::Span;

use crate::calendar::{Calendar, Phrase, Relative, Set, Token, Unit};
use crate::scan::Scan;

/// A date as the words state it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    /// The words.
    pub(crate) span: Span,
    /// What they say.
    pub(crate) what: What,
    /// The weekday they name, 0 = Monday.
    pub(crate) weekday: Option<u8>,
    /// Which way from the reference day.
    pub(crate) way: Way,
    /// True where a comma stands before, as in *kata Budi, Rabu (19/6/2019)*: most often the day of the report.
    pub(crate) after_comma: bool,
}

/// The parts of a date that the words state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum What {
    /// First day, and last day of a range.
    Days(Day, Option<Day>),
    /// Month, perhaps without year, and the last month of a range.
    Months(Option<u16>, u8, Option<(u16, u8)>),
    /// Year and the last year of a range.
    Years(u16, Option<u16>),
    /// No more than the weekday.
    Weekday,
    /// So many days, weeks, months or years from the day of publication or the day named last.
    Relative(Relative),
}

/// A day, perhaps without year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Day {
    pub(crate) year: Option<u16>,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// Where a date lies, as a word beside it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Nothing is said.
    Open,
    /// *lalu*: before the reference day.
    Past,
    /// *mendatang*: after it.
    Future,
    /// *pekan lalu*: in the week before.
    LastWeek,
    /// *pekan depan*: in the week after.
    NextWeek,
    /// *akan digelar Senin*: within the week after.
    Soon,
    /// *akan …, kata Budi, Senin*: not known to be past.
    Unclear,
}

/// Finds the dates of a span, in text order, not overlapping.
pub(crate) fn find(calendar: &Calendar, text: &str, span: Span) -> Vec<Found> {
    let tokens = calendar.tokens(text, span);
    let mut scan = Scan { calendar, text, tokens: &tokens, in_quote: false };
    let (mut found, mut i): (Vec<Found>, usize) = (Vec::new(), 0);
    while i < tokens.len() {
        scan.see_quote(i);
        match scan.date_at(i, found.last()) {
            Some((date, next)) => {
                found.push(date);
                (i + 1..next).for_each(|j| scan.see_quote(j));
                i = next;
            }
            None => i += 1,
        }
    }
    found
}

/// A date, and the token after it.
type Dates = Option<(Found, usize)>;

impl Scan<'_> {
    fn see_quote(&mut self, i: usize) {
        let t = self.tokens[i];
        self.in_quote = if t.is_mark("\"") {
            !self.in_quote
        } else {
            (self.in_quote || t.is_mark("“")) && !t.is_mark("”")
        };
    }

    fn date_at(&self, i: usize, last: Option<&Found>) -> Dates {
        let token = self.tokens[i];
        if let Some(weekday) = token.weekday() {
            // "Minggu" is Sunday, "minggu lalu" last week
            return self.after_weekday(i, weekday).or_else(|| self.phrase_at(i));
        }
        if token.number(1, 4).is_some() || token.month().is_some() {
            // "3.000" and "1,2 juta" are numbers, "E10" and "C-19" are names.
            let inside =
                self.glued(i) && i > 0 && (self.is_mark(i - 1, ".,/-–:'’") && i > 1 && self.glued(i - 1));
            let follows = last.is_some_and(|f| f.span.end + 1 >= token.span.start);
            let whole = !inside || follows;
            if let Some((what, next)) = whole.then(|| self.calendar_date(i, false)).flatten() {
                return Some((self.dates(i, next, what, None), next));
            }
        }
        if token.is(Set::YearAfter) || token.is(Set::And) {
            let joined = token.is(Set::And)
                && last
                    .is_some_and(|f| matches!(f.what, What::Years(..)) && f.span.end + 1 == token.span.start);
            if let Some(found) = (token.is(Set::YearAfter) || joined).then(|| self.years(i)).flatten() {
                return Some(found);
            }
        }
        self.phrase_at(i)
    }

    fn phrase_at(&self, i: usize) -> Dates {
        if self.tokens[i].is(Set::Phrase) { self.relative(i) } else { None }
    }

    /// *Rabu (19/6/2024)*, *Rabu, 19 Juni 2024*, *Senin-Rabu (9-11/10/2023)*, *Sabtu malam*, *Rabu pekan lalu*, *Kamis*.
    fn after_weekday(&self, i: usize, weekday: u8) -> Dates {
        let part =
            |at: usize| match self.calendar.phrase(self.text, self.tokens.get(at..).unwrap_or_default()) {
                Some((Phrase::DayPart, n)) => at + n,
                _ => at,
            };
        let joined = |at: usize| {
            let joint = self.is_mark(at, "-–/") || self.is(at, Set::And) || self.is(at, Set::Range);
            let day = self.token(at + 1).and_then(Token::weekday);
            day.filter(|d| joint && *d != weekday).map(|_| at + 2)
        };
        // "Sabtu dan Minggu (14-15/10)", "Senin-Rabu (9-11/10/2023)", "Sabtu malam hingga Minggu dini hari"
        let last = joined(i + 1).or_else(|| joined(part(i + 1)));
        let (at, range) = (last.unwrap_or(i + 1), last.is_some());
        let after_part = part(at);
        for start in [at, after_part] {
            let mut open = start;
            if self.is_mark(open, ",") || self.is_mark(open, ".") && self.is_mark(open + 1, "(") {
                open += 1;
            }
            let bracket = self.is_mark(open, "(");
            open += usize::from(bracket);
            if let Some((what, next)) =
                self.calendar_date(open, true).filter(|(w, _)| matches!(w, What::Days(..)))
            {
                let mut next = next;
                if bracket {
                    // "(19/6/2024,)"
                    let close = if self.is_mark(next, ",.") { next + 1 } else { next };
                    next = if self.is_mark(close, ")") { close + 1 } else { next };
                }
                return Some((self.dates(i, next, what, (!range).then_some(weekday)), next));
            }
        }
        self.bare_weekday(i, weekday, after_part, range)
    }

    /// *Senin*, *Sabtu malam*, *Rabu kemarin*: with a capital letter, and no part of a name.
    fn bare_weekday(&self, i: usize, weekday: u8, next: usize, range: bool) -> Dates {
        let token = self.tokens[i];
        let name_before = i > 0 && (self.is(i - 1, Set::NameBeforeWeekday) || self.glued(i));
        let full = token.is(Set::FullWeekday) || token.span.len() > 4; // an abbreviation alone is none
        if !token.capital || name_before || !full {
            return None;
        }
        let (way, after) = self.way(next);
        // "Rabu Abu", "Senin Keramat"
        if after == i + 1
            && !range
            && self.token(after).is_some_and(|t| t.capital && !t.is_mark("("))
            && !self.glued(after)
        {
            return None;
        }
        if self.is_mark(after, "-–") && self.glued(after) {
            return None;
        }
        let before = |set: Set| i > 0 && self.is(i - 1, set);
        let way = match way {
            Way::Open if before(Set::PastBefore) => Way::Past,
            Way::Open if before(Set::FutureBefore) => Way::Future,
            Way::Open if self.future_clause(i) => Way::Soon,
            Way::Open if self.future_near(i) => Way::Unclear,
            way => way,
        };
        Some((self.found(i, after, What::Weekday, Some(weekday), way), after))
    }

    /// True where the sentence around speaks of what is to come: *akan digelar Senin*.
    fn future_near(&self, i: usize) -> bool {
        let stop = |t: &&Token| !t.is_mark(".!?\"“”;");
        let before = self.tokens[..i].iter().rev().take(12).take_while(stop);
        let after = self.tokens[i + 1..].iter().take(8).take_while(stop);
        let signs = |t: &Token| {
            let at = self.tokens.partition_point(|other| other.span.start < t.span.start);
            t.is(Set::Phrase)
                && matches!(
                    self.calendar.phrase(self.text, &self.tokens[at..]),
                    Some((Phrase::FutureSign, _))
                )
        };
        before.chain(after).any(signs)
    }

    /// True where the clause of a weekday speaks of what is to come: *akan digelar Senin*; *On Monday, they will meet*.
    fn future_clause(&self, i: usize) -> bool {
        let stop = |t: &&Token| !t.is_mark(",(:.!?\"“”;");
        let sentence = self.tokens[..i].iter().rev().take_while(|t| !t.is_mark(".!?\"“”;:")).count();
        let opens = sentence <= 2;
        let before = self.tokens[..i].iter().rev().take(12).take_while(stop).count();
        let after = self.tokens[i + 1..].iter().take(12).take_while(|t| !t.is_mark(".!?\"“”;")).count();
        let sign = |at: usize| {
            self.tokens[at].is(Set::Phrase)
                && matches!(
                    self.calendar.phrase(self.text, &self.tokens[at..]),
                    Some((Phrase::FutureSign, _))
                )
        };
        (i - before..i).any(sign) || opens && (i + 1..i + 1 + after).any(sign)
    }

    /// *tahun 2019*, *pada 2020*, *periode 2024-2029*; no *Nomor 7 Tahun 2017*, no *1990-an*.
    fn years(&self, i: usize) -> Dates {
        let law = i > 1 && self.tokens[i - 1].number(1, 4).is_some() && self.numbered_before(i - 1);
        let mut at = i + 1;
        // "pada tahun 2019", "sejak awal tahun 2019"
        while !law && self.is(at, Set::YearAfter) {
            at += 1;
        }
        let year = self.token(at)?.number(4, 4).filter(|y| (1800..2100).contains(y) && !law)?;
        let year = u16::try_from(year).ok()?;
        let mark = |at: usize, marks: &str| self.is_mark(at, marks) && self.glued(at);
        let mut next = at + 1;
        let mut until = None;
        let last = |i: usize| self.token(i).and_then(|t| t.number(4, 4)).filter(|l| (1800..2100).contains(l));
        let joint = self.is_mark(next, "-–") || mark(next, "/") || self.is(next, Set::Range);
        if let Some(last) = last(next + 1).filter(|_| joint) {
            until = u16::try_from(last).ok().filter(|l| *l > year);
            next += 2;
        } else if mark(next, "-–/'’%")
            || (mark(next, ".,:") && self.glued(next + 1))
            || self.glued(next) && !self.is_mark(next, ".,;:)!?\"”")
        {
            return None; // "1990-an", "2000/2", "2.000"
        }
        let (way, next) = self.way(next);
        let from = if self.is_word(at - 1, &["tahun", "Tahun"]) { at - 1 } else { at };
        Some((self.found(from, next, What::Years(year, until), None, way), next))
    }

    /// *Nomor 7*, *No. 7*: the number of a law.
    fn numbered_before(&self, number: usize) -> bool {
        let back = if number > 0 && self.is_mark(number - 1, ".") { 2 } else { 1 };
        number.checked_sub(back).is_some_and(|j| self.is(j, Set::LawNumber))
    }

    /// *hari ini*, *kemarin*, *tahun lalu*, *keesokan harinya*, *two days ago*.
    fn relative(&self, i: usize) -> Dates {
        let (phrase, n) = self.calendar.phrase(self.text, &self.tokens[i..])?;
        let week =
            |count| Relative { count, unit: Unit::Weeks, from_last: false, quoted: false, counted: false };
        let relative = match phrase {
            Phrase::Relative(relative) => relative,
            Phrase::LastWeek => week(-1),
            Phrase::NextWeek => week(1),
            Phrase::DayPart | Phrase::FutureSign => return None,
        };
        let before = i.checked_sub(1).map(|b| self.tokens[b]);
        let named = self.glued(i) || before.is_some_and(|b| b.is(Set::NameBeforeWeekday));
        let hyphen = self.is_mark(i + n, "-–") && self.glued(i + n);
        if named || hyphen || (self.in_quote && !relative.quoted) {
            return None;
        }
        let counts = before.is_some_and(|b| b.is(Set::Count) || b.number(1, 9).is_some());
        if !counts && !relative.counted {
            let way = self.relative_way(i, relative);
            return Some((self.found(i, i + n, What::Relative(relative), None, way), i + n));
        }
        // "dua tahun lalu"; not "dua puluh tahun lalu", "satu atau dua tahun lalu", "1,5 tahun lalu"
        let number = before.and_then(Token::count).filter(|_| counts)?;
        let counts = |back: usize| {
            let token = i.checked_sub(back).map(|b| self.tokens[b]);
            token.is_some_and(|t| t.is(Set::Count) || t.number(1, 9).is_some())
        };
        let joined = self.is(i.saturating_sub(2), Set::And) || self.is_mark(i.saturating_sub(2), "-–");
        let open = counts(2) || counts(3) && joined || self.glued(i - 1);
        let back = Relative { count: relative.count * number, ..relative };
        (!open && relative.count == -1)
            .then(|| (self.found(i - 1, i + n, What::Relative(back), None, Way::Open), i + n))
    }

    /// *this weekend*: the one to come where the clause speaks of what is to come, else the one before.
    fn relative_way(&self, i: usize, relative: Relative) -> Way {
        let open = relative.unit == Unit::Weekends && relative.count == 0;
        if open && self.future_near(i) { Way::Future } else { Way::Open }
    }

    /// A word after a date that says which way it lies, and the token after it.
    pub(crate) fn way(&self, i: usize) -> (Way, usize) {
        match self.calendar.phrase(self.text, self.tokens.get(i..).unwrap_or_default()) {
            Some((Phrase::LastWeek, n)) => return (Way::LastWeek, i + n),
            Some((Phrase::NextWeek, n)) => return (Way::NextWeek, i + n),
            _ => {}
        }
        match self.token(i) {
            Some(t) if t.is(Set::Past) && !t.capital => (Way::Past, i + 1),
            Some(t) if t.is(Set::Future) && !t.capital => (Way::Future, i + 1),
            _ => (Way::Open, i),
        }
    }

    /// A date from token `i` up to `next`, and the word behind it that says which way it lies: *27 Agustus 2018 lalu*.
    fn dates(&self, i: usize, next: usize, what: What, weekday: Option<u8>) -> Found {
        let (way, end) = self.way(next);
        let end = if matches!(way, Way::Open | Way::LastWeek | Way::NextWeek) { next } else { end };
        let yearless = matches!(what, What::Days(Day { year: None, .. }, _) | What::Months(None, ..));
        let way = if way == Way::Open && yearless && self.future_near(i) { Way::Future } else { way };
        self.found(i, end, what, weekday, way)
    }

    fn found(&self, i: usize, next: usize, what: What, weekday: Option<u8>, way: Way) -> Found {
        let span = self.tokens[i].span.cover(self.tokens[next.max(i + 1) - 1].span);
        let after_comma = i > 0 && self.is_mark(i - 1, ",");
        Found { span, what, weekday, way, after_comma }
    }
}
