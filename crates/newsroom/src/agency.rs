//! Whose text an article is: *… kata petani itu. (Antara)*, *KOTA LAMA (Reuters) - …*, *Sumber: AFP*.

use regex::Regex;
use serde::Deserialize;
use simpul_seeds::Seeds;
use simpul_text::{Field, Span};
use toml::Spanned;

use crate::lists::Lists;
use crate::seed::{RuleError, Seed};

/// Bytes at the beginning of a file in which a credit is looked for.
const HEAD: usize = 500;
/// Bytes at its end.
const TAIL: usize = 700;

/// Agencies and the ways to credit them, compiled.
pub(crate) struct Agencies {
    agencies: Vec<(String, Regex)>,
    credits: Vec<Credit>,
}

struct Credit {
    part: Part,
    before: Regex,
    after: Regex,
    outlets: bool,
    /// Texts, and whom they credit.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests read them"))]
    cases: Vec<(String, Option<String>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Part {
    Head,
    Tail,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    agency: Vec<AgencyEntry>,
    credit: Vec<CreditEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgencyEntry {
    name: String,
    #[serde(rename = "as")]
    called: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CreditEntry {
    part: Part,
    before: Spanned<String>,
    after: Spanned<String>,
    #[serde(default)]
    outlets: bool,
    credits: Vec<(String, String)>,
    keeps: Vec<String>,
}

impl Agencies {
    pub(crate) fn from_seeds(seeds: &Seeds) -> Result<Self, RuleError> {
        let seed = Seed::open(seeds, "newsroom/agencies.toml")?;
        let file: File = seed.toml()?;
        let regex = |pattern: &Spanned<String>, form: fn(&str) -> String| {
            seed.regex(pattern.span().start, &form(pattern.as_ref()))
        };
        let mut agencies = Vec::new();
        for entry in file.agency {
            agencies.push((entry.name, regex(&entry.called, |p| format!("^(?:{p})"))?));
        }
        let mut credits = Vec::new();
        for entry in file.credit {
            let credited = entry.credits.into_iter().map(|(text, name)| (text, Some(name)));
            credits.push(Credit {
                part: entry.part,
                before: regex(&entry.before, str::to_owned)?,
                after: regex(&entry.after, |p| format!("^(?:{p})"))?,
                outlets: entry.outlets,
                cases: credited.chain(entry.keeps.into_iter().map(|text| (text, None))).collect(),
            });
        }
        Ok(Agencies { agencies, credits })
    }

    /// Whom an article credits with its text, by the usual name; of several the one that stands first.
    pub(crate) fn credited(&self, text: &str, lists: &Lists) -> Option<Field<String>> {
        let found = self.credits.iter().filter_map(|credit| self.credited_by(credit, text, lists));
        found.min_by_key(|field| field.span)
    }

    fn credited_by(&self, credit: &Credit, text: &str, lists: &Lists) -> Option<Field<String>> {
        let part = match credit.part {
            Part::Head => &text[..boundary(text, HEAD)],
            Part::Tail => &text[boundary(text, text.len().saturating_sub(TAIL))..],
        };
        credit.before.find_iter(part).find_map(|before| {
            let rest = &part[before.end()..];
            let agency = self.agencies.iter().filter_map(|(name, called)| {
                let len = called.find(rest)?.end();
                let whole = !rest[len..].starts_with(char::is_alphanumeric);
                (whole && credit.after.is_match(&rest[len..])).then(|| (name.clone(), len))
            });
            let (value, len) = agency.max_by_key(|(_, len)| *len).or_else(|| {
                let outlet = lists.outlet_at(rest).filter(|_| credit.outlets)?;
                credit.after.is_match(&rest[outlet.len..]).then_some((outlet.name, outlet.len))
            })?;
            let start = rest.as_ptr() as usize - text.as_ptr() as usize;
            Some(Field { value, span: Span::new(start, start + len) })
        })
    }
}

/// The first character boundary at or behind a byte, or the end.
fn boundary(text: &str, from: usize) -> usize {
    (from..text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_credit_is_read_as_its_cases_say() {
        let seeds = Seeds::bundled();
        let (agencies, lists) = (Agencies::from_seeds(&seeds).unwrap(), Lists::from_seeds(&seeds).unwrap());
        let mut wrong = String::new();
        for credit in &agencies.credits {
            for (text, name) in &credit.cases {
                let found = agencies.credited_by(credit, text, &lists).map(|f| f.value);
                if found != *name {
                    wrong += &format!("{text:?}: {found:?}, not {name:?}\n");
                }
            }
            assert!(credit.cases.iter().any(|c| c.1.is_some()) && credit.cases.iter().any(|c| c.1.is_none()));
        }
        assert!(wrong.is_empty(), "{wrong}");
    }

    #[test]
    fn the_first_credit_counts_and_its_place_is_that_in_the_file() {
        let seeds = Seeds::bundled();
        let (agencies, lists) = (Agencies::from_seeds(&seeds).unwrap(), Lists::from_seeds(&seeds).unwrap());
        let text = format!("KOTA LAMA (Reuters) - {}Petani panen. (Antara)\n", "Padi é. ".repeat(200));
        let field = agencies.credited(&text, &lists).unwrap();
        assert_eq!((field.value.as_str(), &text[field.span.range()]), ("Reuters", "Reuters"));
        let field = agencies.credited(&text[22..], &lists).unwrap();
        assert_eq!((field.value.as_str(), &text[22..][field.span.range()]), ("Antara", "Antara"));
    }
}
