//! `cities.tsv`: capitals, first-level seats, large urban areas and other cities the news names.
//!
//! The city list has no population, so a city is taken when other data single it out: it is a capital, the
//! Factbook lists it as a major urban area, CLDR knows it as the exemplar city of a time zone, or its
//! first-level division bears its name. `data/cities.tsv` adds cities and Indonesian names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::countries::Countries;
use crate::given_names::GivenNames;
use crate::kept;
use crate::names::Names;
use crate::source::{self, SourceError, cell};
use crate::table::{Row, Table, ascii, slug};
use crate::words::Words;

/// Cities as rows.
#[derive(Debug)]
pub(crate) struct Cities {
    pub(crate) table: Table,
    /// ISO code to the `id` of the capital.
    pub(crate) capitals: BTreeMap<String, String>,
}

const FILE: &str = "cities.tsv";
const COLUMNS: &[&str] = &["level"];
/// Cities of Indonesia are in `regions_id.tsv`.
const INDONESIA: &str = "ID";
/// Countries with so many or such wordlike divisions ("Mobile", "Bath") that a namesake city proves little.
const NO_SEATS: &[&str] = &["GB", "SI", "MK", "LV", "MT", "TO", "IS"];

/// Why a city is taken; the smaller value keeps a name that two cities share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Capital,
    UrbanArea,
    Exemplar,
    Seat,
}

/// A candidate: why, country, name in English.
type Candidate = (Reason, String, String);

pub(crate) fn build(
    data: &Path,
    words: &Words,
    given: &GivenNames,
    countries: &Countries,
    names: &mut Names,
) -> Result<Cities, SourceError> {
    let listed = source::csv_rows(data, "gaz_cities/world-cities.csv")?;
    let mut by_country: BTreeMap<&str, BTreeMap<String, &str>> = BTreeMap::new();
    for city in &listed {
        if let Some(iso) = countries.codes.get(cell(city, "country")) {
            let city_name = cell(city, "name");
            by_country.entry(iso).or_default().insert(key(city_name), city_name);
        }
    }
    let exonyms = exonyms(data)?;
    let mut cities =
        Cities { table: Table { file: FILE, columns: COLUMNS, rows: Vec::new() }, capitals: BTreeMap::new() };
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    for record in kept::records("cities.tsv", kept::CITIES)? {
        let (iso, name) = (record.get("iso"), record.get("label_en"));
        let Some(country) = countries.ids.get(iso) else {
            return Err(SourceError::Unknown { file: "cities.tsv", what: "country", name: iso.to_owned() });
        };
        let mut row = record.row();
        if record.get("label_id").is_empty() {
            row.label_id = name.to_owned();
        }
        row.aliases.extend([ascii(&row.label_id), ascii(name)]);
        row.aliases.extend(
            by_country.get(iso).and_then(|listed| listed.get(&key(name))).map(|&name| name.to_owned()),
        );
        finish(&mut row, country, countries, iso, &mut cities);
        names.claim(FILE, &row);
        cities.table.rows.push(row);
        seen.insert((iso.to_owned(), key(name)));
    }
    let mut candidates = candidates(data, countries, &listed, &exonyms)?;
    candidates.sort();
    for (reason, iso, name) in candidates {
        let Some(country) = countries.ids.get(&iso) else { continue };
        if iso == INDONESIA || !seen.insert((iso.clone(), key(&name))) {
            continue;
        }
        let known = by_country.get(iso.as_str()).and_then(|listed| listed.get(&key(&name)));
        if reason != Reason::Capital && known.is_none() {
            continue;
        }
        let plain = ascii(&name);
        let wordlike = words.is_word(&plain) || words.is_borne(&plain) || given.contains(&plain);
        if words.is_stopped(&plain) || reason > Reason::Capital && (wordlike || plain.len() < 4) {
            continue;
        }
        let label_id = exonyms.get(&key(&name)).map_or(plain.as_str(), String::as_str);
        let mut row = Row {
            id: slug(&plain),
            kind: "Place".to_owned(),
            label_id: label_id.to_owned(),
            label_en: plain.clone(),
            aliases: known.map(|&listed| vec![listed.to_owned(), name.clone()]).unwrap_or_default(),
            ..Row::default()
        };
        if names.has_id(&row.id) {
            row.id = format!("{}-{country}", row.id);
        }
        finish(&mut row, country, countries, &iso, &mut cities);
        let id = row.id.clone();
        match names.claim_free(FILE, row) {
            Some(row) => cities.table.rows.push(row),
            None if cities.capitals.get(&iso) == Some(&id) => {
                cities.capitals.remove(&iso);
            }
            None => {}
        }
    }
    Ok(cities)
}

/// Sets the containing country and the level, and remembers a capital.
fn finish(row: &mut Row, country: &str, countries: &Countries, iso: &str, cities: &mut Cities) {
    if row.id.is_empty() {
        row.id = slug(&row.label_en);
    }
    "Place".clone_into(&mut row.kind);
    country.clone_into(&mut row.within);
    let is_capital = countries.capitals.get(iso).is_some_and(|capital| key(capital) == key(&row.label_en));
    row.extra = vec![if is_capital { "capital" } else { "city" }.to_owned()];
    if is_capital {
        cities.capitals.insert(iso.to_owned(), row.id.clone());
    }
    row.tidy();
}

fn candidates(
    data: &Path,
    countries: &Countries,
    listed: &[source::CsvRow],
    exonyms: &BTreeMap<String, String>,
) -> Result<Vec<Candidate>, SourceError> {
    let mut candidates: Vec<Candidate> =
        countries.capitals.iter().map(|(iso, name)| (Reason::Capital, iso.clone(), name.clone())).collect();
    for (page, content) in source::factbook(data)? {
        let Some(iso) = countries.factbook.get(&page) else { continue };
        let areas = &content["People and Society"]["Major urban areas - population"]["text"];
        for name in urban_areas(&source::plain(areas.as_str().unwrap_or_default())) {
            candidates.push((Reason::UrbanArea, iso.clone(), name));
        }
    }
    for city in listed {
        let Some(iso) = countries.codes.get(cell(city, "country")) else { continue };
        let name = cell(city, "name");
        if exonyms.contains_key(&key(name)) {
            candidates.push((Reason::Exemplar, iso.clone(), name.to_owned()));
        }
        if key(&division(cell(city, "subcountry"))) == key(name) && !NO_SEATS.contains(&iso.as_str()) {
            candidates.push((Reason::Seat, iso.clone(), name.to_owned()));
        }
    }
    Ok(candidates)
}

/// English city name to Indonesian name, by the exemplar cities of CLDR's time zones.
fn exonyms(data: &Path) -> Result<BTreeMap<String, String>, SourceError> {
    let english = source::exemplar_cities(data, "en")?;
    let mut exonyms = BTreeMap::new();
    for (zone, indonesian) in source::exemplar_cities(data, "id")? {
        let default = zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
        exonyms.insert(key(english.get(&zone).unwrap_or(&default)), indonesian.replace('’', "'"));
    }
    Ok(exonyms)
}

/// "37.194 million TOKYO (capital), 19.013 million Osaka (2023)" -> Tokyo, Osaka.
fn urban_areas(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in text.split([',', ';']) {
        let name = part.split('(').next().unwrap_or_default();
        let name: Vec<&str> = name
            .split_whitespace()
            .skip_while(|word| word.starts_with(|c: char| c.is_ascii_digit()) || *word == "million")
            .collect();
        if !name.is_empty() {
            found.push(title_case(&name.join(" ")));
        }
    }
    found
}

/// "TOKYO" -> "Tokyo"; words that are not all capitals stay.
pub(crate) fn title_case(name: &str) -> String {
    let mut cased = String::new();
    let mut start = true;
    let shout = name.chars().all(|c| !c.is_lowercase());
    for c in name.chars() {
        if shout && !start {
            cased.extend(c.to_lowercase())
        } else {
            cased.push(c)
        }
        start = !c.is_alphanumeric() && c != '\'';
    }
    cased
}

/// "Lviv Oblast" -> "Lviv": the name of a first-level division without its kind.
pub(crate) fn division(name: &str) -> String {
    let mut name = name;
    while let Some((rest, _)) =
        name.rsplit_once(' ').filter(|(_, kind)| kept::has(kept::DIVISION_KINDS, kind))
    {
        name = rest;
    }
    name.to_owned()
}

/// What two spellings of one city share: ASCII letters in lower case.
fn key(name: &str) -> String {
    ascii(name).chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urban_areas_and_divisions_are_read() {
        let text = "37.194 million TOKYO (capital), 19.013 million Osaka, 957,000 Nagoya (2023)";
        assert_eq!(urban_areas(text), ["Tokyo", "Osaka", "Nagoya"]);
        assert_eq!(title_case("RIO DE JANEIRO"), "Rio De Janeiro");
        let cases =
            [("Lviv Oblast", "Lviv"), ("Seoul Special City", "Seoul"), ("Bali", "Bali"), ("City", "City")];
        for (name, short) in cases {
            assert_eq!(division(name), short);
        }
    }
}
