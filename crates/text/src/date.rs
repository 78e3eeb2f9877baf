use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A calendar date that may lack its day, or its day and month: `2024`, `2024-06`, `2024-06-19`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// A year.
    pub fn year(year: u16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Date { year, month: None, day: None })
    }

    /// A month of a year; `None` where there is no such month.
    pub fn month(year: u16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(())?;
        Some(Date { month: Some(month), ..Date::year(year)? })
    }

    /// A day; `None` where the calendar has no such day.
    pub fn day(year: u16, month: u8, day: u8) -> Option<Self> {
        let date = Date::month(year, month)?;
        (day >= 1 && day <= days_in(year, month)).then_some(Date { day: Some(day), ..date })
    }

    /// Year, month and day, as far as known.
    pub fn parts(self) -> (u16, Option<u8>, Option<u8>) {
        (self.year, self.month, self.day)
    }

    /// Day of the week of a full date, 0 = Monday … 6 = Sunday.
    pub fn weekday(self) -> Option<u8> {
        Some((self.ordinal()? + 6).rem_euclid(7) as u8)
    }

    /// The full date `days` later (or earlier, if negative); `None` for a partial date or past year 9999.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let mut left = self.ordinal()? + days;
        let mut year = 1u16;
        loop {
            let len = if leap(year) { 366 } else { 365 };
            if left <= len {
                break;
            }
            left -= len;
            year = year.checked_add(1).filter(|y| *y <= 9999)?;
        }
        let mut month = 1u8;
        while left > i64::from(days_in(year, month)) {
            left -= i64::from(days_in(year, month));
            month += 1;
        }
        Date::day(year, month, u8::try_from(left).ok()?)
    }

    /// Days since the last day of year 0 in the proleptic Gregorian calendar: 0001-01-01 is 1, a Monday.
    fn ordinal(self) -> Option<i64> {
        let (month, day) = (self.month?, self.day?);
        let y = i64::from(self.year) - 1;
        let before: i64 = (1..month).map(|m| i64::from(days_in(self.year, m))).sum();
        Some(y * 365 + y / 4 - y / 100 + y / 400 + before + i64::from(day))
    }
}

fn leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// The text is no date of the form `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no date; write YYYY, YYYY-MM or YYYY-MM-DD")]
pub struct ParseDateError(String);

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number =
            |s: &str, len: usize| (s.len() == len && s.bytes().all(|b| b.is_ascii_digit())).then_some(());
        let parse = || {
            let mut parts = text.split('-');
            let year = parts.next()?;
            number(year, 4)?;
            let year = year.parse().ok()?;
            let Some(month) = parts.next() else { return Date::year(year) };
            number(month, 2)?;
            let month = month.parse().ok()?;
            let Some(day) = parts.next() else { return Date::month(year, month) };
            number(day, 2)?;
            parts.next().is_none().then_some(())?;
            Date::day(year, month, day.parse().ok()?)
        };
        parse().ok_or_else(|| ParseDateError(text.to_owned()))
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = ParseDateError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_print_as_they_parse() {
        for text in ["2024", "2024-06", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in
            ["", "24", "2023-02-29", "2024-13", "2024-00-01", "2024-04-31", "2024-1-1", "2024-01-01-01", "x"]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn weekdays_and_days_later() {
        let day = |t: &str| t.parse::<Date>().unwrap();
        assert_eq!(day("2024-06-19").weekday(), Some(2), "a Wednesday");
        assert_eq!(day("2000-01-01").weekday(), Some(5), "a Saturday");
        assert_eq!(day("2024-02-28").plus_days(2), Some(day("2024-03-01")));
        assert_eq!(day("2024-01-01").plus_days(-1), Some(day("2023-12-31")));
        assert_eq!(day("9999-12-31").plus_days(1), None);
        assert_eq!(day("2024").weekday(), None);
    }
}
