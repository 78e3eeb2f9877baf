//! Fills in what a date leaves out: the year of *Jumat (30/6)*, the day of *Senin* and of *kemarin*.
//!
//! Nothing is guessed without an anchor. The anchor is the day of publication; where that is not known, the full date
//! with a weekday that the article names most often, a date behind a comma counting twice (*kata Budi, Rabu
//! (19/6/2019)* is how newspapers date a report).

use std::collections::BTreeMap;

use simpul_text::{Date, DateMention};

use crate::calendar::{Relative, Unit};
use crate::dates::{Day, Found, Way, What};

/// The day that relative dates of an article count from.
pub(crate) fn anchor(found: &[(usize, Found)], published: Option<Date>, years: &[u16]) -> Option<Date> {
    if published.is_some_and(|p| p.weekday().is_some()) {
        return published;
    }
    let vote = |date: &dyn Fn(&Found) -> Option<Date>| {
        let mut votes: BTreeMap<Date, (usize, std::cmp::Reverse<usize>)> = BTreeMap::new();
        for (i, (_, f)) in found.iter().enumerate() {
            if let Some(day) = date(f).filter(|_| f.weekday.is_some() && f.way != Way::Future) {
                votes.entry(day).or_insert((0, std::cmp::Reverse(i))).0 += if f.after_comma { 2 } else { 1 };
            }
        }
        votes.into_iter().max_by_key(|(_, vote)| *vote).map(|(day, _)| day)
    };
    vote(&stated)
        .or_else(|| vote(&|f: &Found| by_checksum(f, &years_stated(found)).or_else(|| by_checksum(f, years))))
}

/// The day of a date that states its year.
fn stated(found: &Found) -> Option<Date> {
    match found.what {
        What::Days(Day { year: Some(year), month, day }, _) => Date::day(year, month, day),
        _ => None,
    }
}

/// The years of the full dates of an article, sorted.
fn years_stated(found: &[(usize, Found)]) -> Vec<u16> {
    let mut years: Vec<u16> = found.iter().filter_map(|(_, f)| stated(f)).map(|d| d.parts().0).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// True where days may be counted from the anchor: the article was published that day, or names no day after it within
/// two months but such as it says to be future.
fn is_sure(anchor: Date, found: &[(usize, Found)], published: Option<Date>) -> bool {
    let later = |f: &Found| {
        let days = stated(f).and_then(ordinal).zip(ordinal(anchor)).map_or(0, |(day, anchor)| day - anchor);
        (1..=60).contains(&days) && f.way != Way::Future
    };
    published == Some(anchor) || !found.iter().any(|(_, f)| later(f))
}

/// Resolves dates, given with the number of the block that each stands in, in text order. What cannot be resolved is
/// left out. `years` are the years that the article names.
pub(crate) fn resolve(found: &[(usize, Found)], published: Option<Date>, years: &[u16]) -> Vec<DateMention> {
    let anchor = anchor(found, published, years);
    let sure = anchor.filter(|a| is_sure(*a, found, published));
    let stated = years_stated(found);
    let mut mentions = Vec::with_capacity(found.len());
    let mut last_full: Option<(usize, Date)> = None;
    let mut by_weekday: [Option<Date>; 7] = [None; 7];
    let mut last_day: Option<Date> = None;
    for (block, f) in found {
        let date = match f.what {
            What::Days(first, last) => {
                let near = last_full.filter(|l| l.0 == *block).map(|l| l.1);
                let reference = if f.weekday.is_some() { anchor.or(near) } else { near.or(anchor) };
                let date = full_day(first, f, reference)
                    .or_else(|| by_checksum(f, &stated).or_else(|| by_checksum(f, years)));
                if let Some(date) = date {
                    last_full = Some((*block, date));
                    f.weekday.iter().for_each(|w| by_weekday[usize::from(*w)] = Some(date));
                }
                date.map(|d| (d, last.and_then(|l| end_of_range(d, l))))
            }
            What::Months(year, month, last) => {
                let year = year.or_else(|| year_of_month(month, f.way, anchor?));
                let until = last.and_then(|(y, m)| Date::month(y, m));
                year.and_then(|y| Date::month(y, month)).map(|d| (d, until.filter(|u| *u > d)))
            }
            What::Years(year, last) => Date::year(year).map(|d| (d, last.and_then(Date::year))),
            What::Weekday => anchor.and_then(|a| weekday(f, a, &by_weekday)).map(|d| (d, None)),
            What::Relative(how) => {
                let from = if how.from_last { last_day } else { sure };
                from.and_then(|a| relative(a, how, f.way)).map(|d| (d, None))
            }
        };
        // "kata Budi, Rabu (19/6)": said on a day that the story need not be at
        let told = f.after_comma && last_day.is_some();
        last_day = date.map(|(d, _)| d).filter(|d| d.weekday().is_some() && !told).or(last_day);
        mentions.extend(date.map(|(date, until)| DateMention { span: f.span, date, until }));
    }
    mentions
}

/// *30/6* as the nearest such day to a reference day; the weekday, where given, has to be right for one of the years
/// around it, else it is taken for a slip.
fn full_day(day: Day, f: &Found, reference: Option<Date>) -> Option<Date> {
    if let Some(year) = day.year {
        return Date::day(year, day.month, day.day);
    }
    let reference = reference?;
    let at = ordinal(reference)?;
    let around = reference.parts().0.checked_sub(1)?..=reference.parts().0 + 1;
    let days: Vec<Date> = around.filter_map(|y| Date::day(y, day.month, day.day)).collect();
    let right = |d: &&Date| f.weekday.is_none() || f.weekday == d.weekday();
    let side = |d: &&Date| match f.way {
        Way::Past => **d <= reference,
        Way::Future => **d >= reference,
        _ => true,
    };
    let distance = |d: &&Date| ordinal(**d).map_or(i64::MAX, |o| (o - at).abs());
    let nearest =
        |right: &dyn Fn(&&Date) -> bool| days.iter().filter(|d| right(d)).min_by_key(distance).copied();
    nearest(&|d| right(d) && side(d)).or_else(|| nearest(&side)).or_else(|| nearest(&|_| true))
}

/// *Jumat (29/9)* in the one year that the article names in which that day is a Friday.
fn by_checksum(f: &Found, years: &[u16]) -> Option<Date> {
    let What::Days(Day { year: None, month, day }, _) = f.what else { return None };
    f.weekday?;
    let mut right =
        years.iter().filter_map(|y| Date::day(*y, month, day)).filter(|d| d.weekday() == f.weekday);
    let date = right.next()?;
    right.next().is_none().then_some(date)
}

/// The last day of *28 November-2 Desember 2020*.
fn end_of_range(first: Date, last: Day) -> Option<Date> {
    let year = last.year.unwrap_or(first.parts().0);
    let date = Date::day(year, last.month, last.day)?;
    let date = if date < first {
        Date::day(year + 1, last.month, last.day).filter(|_| last.year.is_none())?
    } else {
        date
    };
    (date > first).then_some(date)
}

/// The year of *Februari lalu* and *Februari mendatang*; *pada Februari* is the last one, or this.
fn year_of_month(month: u8, way: Way, anchor: Date) -> Option<u16> {
    let (year, this_month, _) = anchor.parts();
    match way {
        Way::Past => Some(if month < this_month? { year } else { year.checked_sub(1)? }),
        Way::Future => Some(if month > this_month? { year } else { year + 1 }),
        Way::Open => Some(if month <= this_month? { year } else { year.checked_sub(1)? }),
        _ => None,
    }
}

/// *Senin*: the day of that name that the article dated before, if within the week; else the last one up to the anchor.
fn weekday(f: &Found, anchor: Date, by_weekday: &[Option<Date>; 7]) -> Option<Date> {
    let wanted = i64::from(f.weekday?);
    let today = i64::from(anchor.weekday()?);
    let back = (today - wanted).rem_euclid(7);
    let days = match f.way {
        Way::Unclear => return None,
        Way::Open => {
            let named = by_weekday[usize::from(f.weekday?)];
            let near =
                named.filter(|d| ordinal(*d).zip(ordinal(anchor)).is_some_and(|(a, b)| (a - b).abs() <= 6));
            if near.is_some() {
                return near;
            }
            -back
        }
        Way::Past => -(if back == 0 { 7 } else { back }),
        Way::Future => 7 - back,
        // on a Monday "Monday" may be today or in a week
        Way::Soon if back == 0 => return None,
        Way::Soon => 7 - back,
        // Sunday ends the week for some and begins it for others.
        Way::LastWeek | Way::NextWeek if wanted == 6 || today == 6 => return None,
        Way::LastWeek => wanted - today - 7,
        Way::NextWeek => wanted - today + 7,
    };
    anchor.plus_days(days)
}

/// *kemarin*, *pekan lalu*, *tahun depan*, *keesokan harinya*, counted from a day. A week or weekend is the month that all
/// of it lies in, for the day is not said.
fn relative(from: Date, how: Relative, way: Way) -> Option<Date> {
    let (year, month, _) = from.parts();
    let days = |first: i64, last: i64| {
        let (first, last) = (from.plus_days(first)?, from.plus_days(last)?);
        let (year, month, _) = first.parts();
        let whole = Date::month(year, month?)?;
        (last.parts().1 == month).then_some(whole)
    };
    let count = i64::from(how.count);
    match how.unit {
        Unit::Days => from.plus_days(count),
        Unit::Weeks => {
            let monday = count * 7 - i64::from(from.weekday()?);
            days(monday, monday + 6)
        }
        Unit::Weekends => {
            let today = i64::from(from.weekday()?);
            // before Friday "this weekend" is the one before, unless it is to come
            let week = if today < 4 && how.count == 0 && way != Way::Future { -1 } else { count };
            let saturday = week * 7 + 5 - today;
            days(saturday, saturday + 1)
        }
        Unit::Months => {
            let n = i32::from(year) * 12 + i32::from(month?) - 1 + how.count;
            Date::month(u16::try_from(n.div_euclid(12)).ok()?, u8::try_from(n.rem_euclid(12) + 1).ok()?)
        }
        Unit::Years => Date::year(u16::try_from(i32::from(year) + how.count).ok()?),
    }
}

/// A number that grows by one a day, after Howard Hinnant's `days_from_civil`
/// (<https://howardhinnant.github.io/date_algorithms.html>).
fn ordinal(date: Date) -> Option<i64> {
    let (year, month, day) = date.parts();
    let (month, day) = (i64::from(month?), i64::from(day?));
    let y = i64::from(year) - i64::from(month <= 2);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(y * 365 + y / 4 - y / 100 + y / 400 + of_year)
}

/// The years that a text names, as numbers of four digits, sorted.
pub(crate) fn years_named(text: &str) -> Vec<u16> {
    let mut years: Vec<u16> = Vec::new();
    for number in text.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() == 4) {
        if let Some(year) = number.parse().ok().filter(|y| (1945..2100).contains(y))
            && let Err(at) = years.binary_search(&year)
        {
            years.insert(at, year);
        }
    }
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_count_days() {
        let day = |t: &str| t.parse::<Date>().unwrap();
        for (a, b, n) in [
            ("2024-02-28", "2024-03-01", 2),
            ("2023-12-31", "2024-01-01", 1),
            ("2023-01-01", "2024-01-01", 365),
        ] {
            assert_eq!(ordinal(day(b)).unwrap() - ordinal(day(a)).unwrap(), n);
        }
    }

    #[test]
    fn years_are_collected() {
        assert_eq!(years_named("2023, UU 7/2017, 12345, 1200, 2017."), [2017, 2023]);
    }
}
