//! Heads of state and government as the Factbook writes them: title, then a name with its family name in capitals.

use std::path::Path;

use crate::cities::title_case;
use crate::countries::Countries;
use crate::kept;
use crate::source::{self, SourceError};
use crate::table::ascii;

/// A head of state or government.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leader {
    /// "Vladimir Vladimirovich Putin".
    pub(crate) full: String,
    /// "Vladimir Putin".
    pub(crate) short: String,
    /// "Putin".
    pub(crate) family: String,
    /// "President of Russia".
    pub(crate) office: String,
    /// `id` of the country.
    pub(crate) country: String,
}

impl Leader {
    /// Whether a label names this person: it has the family name and one more word of the full name.
    pub(crate) fn is_named(&self, label: &str) -> bool {
        let label = ascii(label).to_lowercase();
        let has = |word: &&str| label.split(' ').any(|part| part == word.to_lowercase());
        let family = self.family.split(' ').filter(has).count();
        let others = self.full.split(' ').filter(|word| !self.family.contains(word)).filter(has).count();
        family == self.family.split(' ').count() && others > 0
    }
}

/// The leaders of all countries, in the order of Factbook codes; heads of state first.
pub(crate) fn read(data: &Path, countries: &Countries) -> Result<Vec<Leader>, SourceError> {
    let mut leaders = Vec::new();
    for (page, content) in source::factbook(data)? {
        let Some(country) = countries.factbook.get(&page).and_then(|iso| countries.ids.get(iso)) else {
            continue;
        };
        // A territory's head of state is that of another country.
        let Some(row) = countries.table.row(country).filter(|row| row.within.is_empty()) else { continue };
        let branch = &content["Government"]["Executive branch"];
        for office in ["chief of state", "head of government"] {
            let text = source::plain(branch[office]["text"].as_str().unwrap_or_default());
            leaders.extend(parse(&text, country, &row.label_en));
        }
    }
    Ok(leaders)
}

/// "President Vladimir Vladimirovich PUTIN (since 7 May 2012)" -> Putin, Vladimir Putin, President of Russia.
fn parse(text: &str, country: &str, country_name: &str) -> Option<Leader> {
    let text = text.split(['(', ';', ',']).next()?.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    let start = words.iter().position(|word| !kept::has(kept::TITLES, word))?;
    let (title, name) = words.split_at(start);
    let first = name.iter().position(|word| is_capital(word))?;
    let last = name.iter().rposition(|word| is_capital(word))?;
    // A long lower-case tail is prose, not a name.
    if name.len() > 6 || name.iter().any(|word| word.contains([':', '"', '[', '/'])) {
        return None;
    }
    let cased: Vec<String> =
        name.iter().map(|word| if is_roman(word) { (*word).to_owned() } else { title_case(word) }).collect();
    let full = cased.join(" ");
    let family = cased[first..=last].join(" ");
    let short = match first {
        0 => full.clone(),
        _ => format!("{} {family}", cased[0]),
    };
    if !full.contains(' ') {
        return None;
    }
    let title: Vec<&str> = title.iter().copied().filter(|word| !kept::has(kept::RANKS, word)).collect();
    let title = title.join(" ").replace("King Sultan", "King");
    let office = if title.is_empty() { "head of government".to_owned() } else { title };
    Some(Leader {
        full,
        short,
        family,
        office: format!("{office} of {country_name}"),
        country: country.to_owned(),
    })
}

/// "PUTIN", "SUMINWA", "AL-SUDANI".
fn is_capital(word: &str) -> bool {
    let letters = word.chars().filter(char::is_ascii_alphabetic);
    letters.clone().count() >= 2 && letters.clone().all(|c| c.is_ascii_uppercase()) && !is_roman(word)
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| "IVX".contains(c)) && word != "XI"
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn titles_and_names_are_told_apart() {
        let cases = [
            (
                "President Vladimir Vladimirovich PUTIN (since 7 May 2012)",
                ["Vladimir Vladimirovich Putin", "Vladimir Putin", "Putin", "President of X"],
            ),
            (
                "President XI Jinping (since 14 March 2013)",
                ["Xi Jinping", "Xi Jinping", "Xi", "President of X"],
            ),
            (
                "King CHARLES III (since 8 September 2022); represented by Governor General Sam SMITH",
                ["Charles III", "Charles III", "Charles", "King of X"],
            ),
            (
                "Sebastien LECORNU",
                ["Sebastien Lecornu", "Sebastien Lecornu", "Lecornu", "head of government of X"],
            ),
        ];
        for (text, expected) in cases {
            let leader = parse(text, "x", "X").unwrap();
            let found = [leader.full, leader.short, leader.family, leader.office];
            assert_eq!(found, expected, "{text}");
        }
        assert_eq!(parse("vacant", "x", "X"), None);
        assert_eq!(parse("", "x", "X"), None);
    }
}
