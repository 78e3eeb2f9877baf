//! Datelines: *JAKARTA, KOMPAS.com -*, *Jakarta (ANTARA) -*, *KONTAN.CO.ID - JAKARTA.*, *HALIFAX, Aug 5 (Reuters) -*.
//!
//! A dateline is a row of parts, each a publisher, a place or a day, parted by commas, and closed by a dash, a colon or
//! a full stop. *Presiden - Warga* is none: without a publisher the place has to be listed.

use simpul_text::{Date, Field, Span};

use crate::calendar::Calendar;
use crate::dates::{Day, What};
use crate::lists::{Lists, title_case};
use crate::page::{Page, floor};

/// A dateline has at most so many bytes.
const MAX_LEN: usize = 140;

/// What a dateline says.
#[derive(Debug, PartialEq)]
pub(crate) struct Dateline {
    /// From its first byte to its closing mark.
    pub(crate) span: Span,
    pub(crate) outlet: Option<Field<String>>,
    pub(crate) place: Option<Field<String>>,
    pub(crate) published: Option<Field<Date>>,
    /// True where the publisher is a listed one.
    pub(crate) listed: bool,
    /// True where a place is named that is listed.
    pub(crate) known_place: bool,
    /// True where a dash closes it.
    pub(crate) dash: bool,
}

/// Reads datelines.
pub(crate) struct Datelines<'a> {
    pub(crate) lists: &'a Lists,
    pub(crate) calendars: [&'a Calendar; 2],
}

/// A row of parts that is being read.
#[derive(Default)]
struct Parts {
    outlet: Option<Field<String>>,
    listed: bool,
    /// The first place, as written.
    place: Option<Span>,
    published: Option<Field<Date>>,
    n: usize,
    dated: bool,
}

impl Datelines<'_> {
    /// The dateline that begins at a byte and ends before `end`.
    pub(crate) fn at(&self, text: &str, start: usize, end: usize) -> Option<Dateline> {
        let end = floor(text, end.min(start + MAX_LEN));
        // ", TEMPO.CO, Jakarta -"
        let stray = text.get(start..end)?;
        let begin = end - stray.trim_start_matches([',', ' ', '\u{a0}', ';']).len();
        let mut at = begin;
        let mut parts = Parts::default();
        loop {
            at += self.part(&text[at..end], at, &mut parts)?;
            parts.n += 1;
            let rest = text[at..end].trim_start();
            at = end - rest.len();
            if let Some(len) = dash_len(rest) {
                let close = at + len;
                // "KONTAN.CO.ID - JAKARTA."
                if let Some((place, after)) = self.reversed(text, close, end, &parts) {
                    parts.place = Some(place);
                    return self.accept(text, start, after, parts, true);
                }
                let spaced = len > 1 || !rest.starts_with('-') || {
                    let before = text[..at].ends_with(char::is_whitespace);
                    before || text[close..].starts_with(char::is_whitespace)
                };
                let sure = parts.outlet.is_some() && parts.n > 1;
                return if spaced || sure { self.accept(text, start, close, parts, true) } else { None };
            }
            match rest.chars().next()? {
                ':' if parts.outlet.is_some() && parts.n > 1 => {
                    return self.accept(text, start, at + 1, parts, false);
                }
                ',' => at += 1 + (rest.len() - 1 - rest[1..].trim_start().len()),
                '(' => {}
                _ if parts.n > 1 && parts.listed && parts.place.is_some() && rest.len() > 20 => {
                    // "Liputan6.com, Jakarta Warga …": no closing mark at all
                    let place = parts.place?;
                    let end = text[..at].trim_end().len();
                    let listed = self.lists.place(&text[place.range()]).is_some();
                    return if listed { self.accept(text, start, end, parts, false) } else { None };
                }
                _ => return None,
            }
            if parts.n > 5 {
                return None;
            }
        }
    }

    /// Reads one part at the start of `rest`, and gives its length.
    fn part(&self, rest: &str, at: usize, parts: &mut Parts) -> Option<usize> {
        if let Some(inner) = rest.strip_prefix('(') {
            let close = inner.find(')').filter(|n| *n <= 40)?;
            let name = inner[..close].trim();
            let known = self.lists.outlet_at(name).filter(|o| o.len == name.len());
            let shape = name.starts_with(char::is_uppercase) && !name.contains(|c: char| c.is_ascii_digit());
            if parts.n == 0 || parts.outlet.is_some() || !(known.is_some() || shape && parts.place.is_some())
            {
                return None;
            }
            // An agency that is not listed needs a listed place: "JAKARTA (Warta)".
            let place = parts.place.is_some_and(|_| true);
            parts.listed = known.is_some() && place;
            let span = Span::new(at + 1, at + 1 + close);
            let value = known.map_or_else(|| title_case(name), |o| o.name);
            parts.outlet = Some(Field { value, span });
            return Some(close + 2);
        }
        if let Some(outlet) = self.lists.outlet_at(rest).filter(|_| parts.outlet.is_none()) {
            parts.listed = outlet.listed;
            parts.outlet = Some(Field { value: outlet.name, span: Span::new(at, at + outlet.len) });
            return Some(outlet.len);
        }
        let day = (parts.n > 0 && !parts.dated).then(|| self.day(rest)).flatten();
        if let Some((len, date)) = day {
            parts.dated = true;
            parts.published = date.map(|value| Field { value, span: Span::new(at, at + len) });
            return Some(len);
        }
        let len = self.place_len(rest, parts)?;
        if parts.place.is_none() {
            parts.place = Some(Span::new(at, at + len));
        }
        Some(len)
    }

    /// The day in *WASHINGTON, Aug 5 (Reuters)*, *March 13, 2026*, *5/8/2024*.
    fn day(&self, rest: &str) -> Option<(usize, Option<Date>)> {
        let near = &rest[..floor(rest, 32)];
        self.calendars.iter().find_map(|calendar| {
            let found = crate::dates::find(calendar, near, Span::new(0, near.len()));
            let first = found.first().filter(|f| f.span.start == 0)?;
            let date = match first.what {
                What::Days(Day { year: Some(y), month, day }, None) => Date::day(y, month, day),
                What::Days(..) | What::Weekday => None,
                _ => return None,
            };
            Some((first.span.end, date))
        })
    }

    /// Length of the place at the start: up to five capitalised words. Behind a publisher without closing mark, the
    /// longest listed place.
    fn place_len(&self, rest: &str, parts: &Parts) -> Option<usize> {
        let (mut len, mut listed, mut n) = (0, None, 0);
        for word in rest.split_inclusive(|c: char| c.is_whitespace()) {
            let bare = word.trim_end();
            // "Jakarta,", "Jakarta-", "Jakarta:"; but "D.C." and "Nusa-Dua" are words.
            let stop = bare.find([',', '(', ':', '–', '—', '|', '"', '“']).or_else(|| bare.find("--"));
            let stop = stop.or_else(|| bare.find('-').filter(|i| *i + 1 == bare.len()));
            let stop = stop.or_else(|| glued_dash(bare).filter(|i| self.lists.place(&bare[..*i]).is_some()));
            let core = &bare[..stop.unwrap_or(bare.len())];
            let shape = core.starts_with(char::is_uppercase)
                && core.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '/'))
                && (!core.ends_with('.') || core.len() <= 4);
            if !shape || n == 5 || (n > 0 && self.lists.outlet_at(core).is_some_and(|o| o.len > 4)) {
                break;
            }
            n += 1;
            len += core.len();
            if self.lists.place(&rest[..len]).is_some() {
                listed = Some(len);
            }
            if stop.is_some() {
                return Some(len);
            }
            len += word.len() - core.len();
        }
        let run = rest[..len].trim_end().len();
        if run == 0 {
            return None;
        }
        let closed =
            dash_len(rest[run..].trim_start()).is_some() || rest[run..].trim_start().starts_with('(');
        if closed {
            return Some(run);
        }
        listed.filter(|_| parts.outlet.is_some())
    }

    /// The place behind the dash of *KONTAN.CO.ID - JAKARTA.*, and where the dateline ends.
    fn reversed(&self, text: &str, close: usize, end: usize, parts: &Parts) -> Option<(Span, usize)> {
        if parts.outlet.is_none() || parts.place.is_some() || close >= end {
            return None;
        }
        let rest = text[close..end].trim_start();
        let start = end - rest.len();
        let len =
            rest.find(['.', '-', '–', '—', ',']).map(|n| rest[..n].trim_end().len()).filter(|n| *n <= 40)?;
        self.lists.place(&rest[..len])?;
        let after = rest[len..].trim_start();
        let mark = if after.starts_with('.') { 1 } else { dash_len(after)? };
        // "Jakarta.", not "Jakarta.com".
        let follows = after[mark..].chars().next();
        follows.is_none_or(|c| c.is_whitespace() || c.is_uppercase()).then_some(())?;
        Some((Span::new(start, start + len), end - after.len() + mark))
    }

    fn accept(&self, text: &str, begin: usize, close: usize, parts: Parts, dash: bool) -> Option<Dateline> {
        let place = parts.place.map(|span| {
            let quote = &text[span.range()];
            let usual = self.lists.place(quote);
            (usual.is_some(), Field { value: usual.map_or_else(|| title_case(quote), str::to_owned), span })
        });
        let known_place = place.as_ref().is_some_and(|p| p.0);
        if parts.outlet.is_none() && !known_place {
            return None;
        }
        let bracketed = parts.outlet.as_ref().is_some_and(|o| text[..o.span.start].ends_with('('));
        if bracketed && !parts.listed && !known_place {
            return None;
        }
        // "Jakarta - yang …" goes on with a sentence.
        let next = text[close..].trim_start().chars().next();
        if parts.outlet.is_none() && next.is_none_or(char::is_lowercase) {
            return None;
        }
        Some(Dateline {
            span: Span::new(begin, close),
            outlet: parts.outlet,
            place: place.map(|p| p.1),
            published: parts.published,
            listed: parts.listed,
            known_place,
            dash,
        })
    }

    /// The dateline inside a piece behind a byline, a caption or a headline on the same line: *Penulis Budi | Editor
    /// Ani JAKARTA, KOMPAS.com -*.
    pub(crate) fn inside(&self, text: &str, piece: Span) -> Option<Dateline> {
        let near = floor(text, piece.end.min(piece.start + 2 * MAX_LEN));
        let starts = text[piece.start..near].char_indices().scan(' ', |before, (i, c)| {
            let starts =
                c.is_uppercase() && !before.is_uppercase() && *before != '.' || c == 'j' && *before == ' ';
            *before = c;
            Some(starts.then_some(piece.start + i))
        });
        let found = starts
            .flatten()
            .skip_while(|at| *at == piece.start)
            .filter_map(|at| self.at(text, at, piece.end));
        found.into_iter().find(|d| d.outlet.is_some() && d.dash && (d.known_place || d.place.is_none()))
    }

    /// Cuts the datelines of articles that are pasted twice, at the start of later lines and sentences.
    pub(crate) fn cut_repeated(&self, page: &mut Page<'_>) {
        let mut found = Vec::new();
        let text = page.text;
        for line in &page.lines {
            for piece in page.pieces(line.span) {
                let quote = &text[piece.range()];
                let (mut fresh, mut at) = (true, 0);
                for c in quote.chars() {
                    if fresh && c.is_alphanumeric() {
                        let start = piece.start + at;
                        let near = &text[start..floor(text, piece.end.min(start + MAX_LEN))];
                        let maybe = near.contains(['-', '–', '—']) && near.contains(['.', ',', '(']);
                        let dateline = maybe.then(|| self.at(text, start, piece.end)).flatten();
                        // "BBC - sebuah siaran" may be a sentence.
                        let sure = |d: &Dateline| {
                            let domain =
                                d.outlet.as_ref().is_some_and(|o| text[o.span.range()].contains('.'));
                            d.listed && d.dash && (domain || d.place.is_some())
                        };
                        found.extend(dateline.filter(sure).map(|d| d.span));
                        fresh = false;
                    }
                    at += c.len_utf8();
                    fresh = matches!(c, '.' | '!' | '?') || fresh && !c.is_alphanumeric() && c != ',';
                }
            }
        }
        found.into_iter().for_each(|span| page.cut(span, "dateline"));
    }
}

/// Length of the dash at the start of a text: `-`, `--`, `---`, `–`, `—`.
fn dash_len(text: &str) -> Option<usize> {
    let len = text.len() - text.trim_start_matches(['-', '–', '—']).len();
    (len > 0 && len <= 6).then_some(len)
}

/// The dash of *JAKARTA-Warga*.
fn glued_dash(word: &str) -> Option<usize> {
    let at = word.find('-')?;
    word[at + 1..].starts_with(char::is_uppercase).then_some(at)
}
