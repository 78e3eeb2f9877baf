//! The hand-kept tables in `data/`: tab separated, one header line, `#` starts a comment line, `-` is absent.

use std::collections::BTreeMap;

use crate::source::SourceError;
use crate::table::Row;

pub(crate) const CITIES: &str = include_str!("../data/cities.tsv");
pub(crate) const COMMON_SURNAMES: &str = include_str!("../data/common_surnames.txt");
pub(crate) const COUNTRIES: &str = include_str!("../data/countries.tsv");
pub(crate) const COUNTRY_NAMES: &str = include_str!("../data/country_names.tsv");
pub(crate) const DIRECTIONS: &str = include_str!("../data/directions.tsv");
pub(crate) const DIVISION_KINDS: &str = include_str!("../data/division_kinds.txt");
pub(crate) const DIVISION_WORDS: &str = include_str!("../data/division_words.txt");
pub(crate) const GIVEN_NAMES: &str = include_str!("../data/given_names.txt");
pub(crate) const HONORIFICS: &str = include_str!("../data/honorifics.txt");
pub(crate) const ORDINARY_WORDS: &str = include_str!("../data/ordinary_words.txt");
pub(crate) const ORGANISATIONS: &str = include_str!("../data/organisations.tsv");
pub(crate) const PEOPLE: &str = include_str!("../data/people.tsv");
pub(crate) const RANKS: &str = include_str!("../data/ranks.txt");
pub(crate) const REGIONS: &str = include_str!("../data/regions.tsv");
pub(crate) const STOP_NAMES: &str = include_str!("../data/stop_names.txt");
pub(crate) const TITLES: &str = include_str!("../data/titles.txt");
pub(crate) const WORLD_REGIONS: &str = include_str!("../data/world_regions.tsv");

/// A row of a hand-kept table: cells by column name.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    cells: BTreeMap<&'static str, &'static str>,
}

impl Record {
    /// The cell of a column; empty when absent or `-`.
    pub(crate) fn get(&self, column: &str) -> &'static str {
        self.cells.get(column).copied().filter(|cell| *cell != "-").unwrap_or("")
    }

    /// The `;`-separated parts of a cell.
    pub(crate) fn list(&self, column: &str) -> Vec<String> {
        self.get(column)
            .split(';')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// The row this record states in the common columns; `label_en` defaults to `label_id`.
    pub(crate) fn row(&self) -> Row {
        let label_id = self.get("label_id").to_owned();
        let label_en = match self.get("label_en") {
            "" => label_id.clone(),
            label => label.to_owned(),
        };
        let mut row = Row {
            id: self.get("id").to_owned(),
            kind: self.get("type").to_owned(),
            label_id,
            label_en,
            aliases: self.list("aliases"),
            wikidata: self.get("wikidata").to_owned(),
            within: self.get("in").to_owned(),
            note: self.get("note").to_owned(),
            extra: Vec::new(),
        };
        row.tidy();
        row
    }
}

/// Reads a hand-kept table.
///
/// # Errors
///
/// A line has more cells than the header.
pub(crate) fn records(file: &'static str, text: &'static str) -> Result<Vec<Record>, SourceError> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let header: Vec<&str> = lines.next().map(|(_, line)| line.split('\t').collect()).unwrap_or_default();
    let mut records = Vec::new();
    for (index, line) in lines {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        if cells.len() > header.len() {
            return Err(SourceError::Cells {
                file,
                line: index + 1,
                cells: cells.len(),
                columns: header.len(),
            });
        }
        records.push(Record { cells: header.iter().copied().zip(cells).collect() });
    }
    Ok(records)
}

/// The words of a hand-kept list: white-space separated, `#` starts a comment line.
pub(crate) fn list(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

/// Whether a hand-kept list has this word.
pub(crate) fn has(text: &'static str, word: &str) -> bool {
    list(text).any(|listed| listed == word)
}
