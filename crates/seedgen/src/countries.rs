//! `countries.tsv`: countries and territories, with demonyms and capitals.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::cities::Cities;
use crate::kept::{self, Record};
use crate::names::Names;
use crate::source::{self, CsvRow, SourceError, cell};
use crate::table::{Row, Table, ascii, slug};

/// Countries as rows and what the other files need to find them.
#[derive(Debug)]
pub(crate) struct Countries {
    pub(crate) table: Table,
    /// ISO 3166-1 alpha-2 code to `id`.
    pub(crate) ids: BTreeMap<String, String>,
    /// English name as in the source data ("Russian Federation") to ISO code.
    pub(crate) codes: BTreeMap<String, String>,
    /// ISO code to the English name of the capital.
    pub(crate) capitals: BTreeMap<String, String>,
    /// Factbook code to ISO code.
    pub(crate) factbook: BTreeMap<String, String>,
}

const FILE: &str = "countries.tsv";
const COLUMNS: &[&str] = &["level", "iso", "demonyms", "capital"];
const DEMONYMS: usize = 2;
const CAPITAL: usize = 3;

pub(crate) fn build(data: &Path, names: &mut Names) -> Result<Countries, SourceError> {
    let indonesian = source::territories(data, "id")?;
    let english = source::territories(data, "en")?;
    let kept = kept::records("countries.tsv", kept::COUNTRIES)?;
    let kept: BTreeMap<&str, &Record> = kept.iter().map(|record| (record.get("iso"), record)).collect();
    let mut codes = source::csv_rows(data, "gaz_countries/country-codes.csv")?;
    // The list has no Kosovo, which is no member of ISO 3166; "XK" is the code in use for it.
    codes.push(
        [("ISO3166-1-Alpha-2", "XK"), ("is_independent", "Yes")]
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .into(),
    );

    let mut countries = Countries {
        table: Table { file: FILE, columns: COLUMNS, rows: Vec::new() },
        ids: BTreeMap::new(),
        codes: BTreeMap::new(),
        capitals: BTreeMap::new(),
        factbook: BTreeMap::new(),
    };
    for record in kept::records("country_names.tsv", kept::COUNTRY_NAMES)? {
        countries.codes.insert(record.get("name").to_owned(), record.get("iso").to_owned());
    }
    let mut territories = Vec::new();
    for code in &codes {
        let iso = cell(code, "ISO3166-1-Alpha-2");
        let (Some(label_id), Some(label_en)) = (indonesian.get(iso), english.get(iso)) else { continue };
        let alternates = [&indonesian, &english].into_iter().flat_map(|names| {
            names
                .iter()
                .filter(|(key, _)| key.starts_with(&format!("{iso}-alt")))
                .map(|(_, name)| name.as_str())
        });
        let row = row(code, label_id, label_en, alternates.collect(), kept.get(iso).copied());
        countries.ids.insert(iso.to_owned(), row.id.clone());
        for column in ["official_name_en", "UNTERM English Short", "CLDR display name"] {
            if !cell(code, column).is_empty() {
                countries.codes.entry(cell(code, column).to_owned()).or_insert_with(|| iso.to_owned());
            }
        }
        countries.codes.entry(label_en.clone()).or_insert_with(|| iso.to_owned());
        let record = kept.get(iso).copied();
        let capital = record.map_or("", |record| record.get("capital"));
        let capital = if capital.is_empty() { cell(code, "Capital") } else { capital };
        if !capital.is_empty() && capital != "none" {
            countries.capitals.insert(iso.to_owned(), capital.to_owned());
        }
        let page = record.map_or("", |record| record.get("factbook"));
        let page = if page.is_empty() { cell(code, "FIPS").trim() } else { page };
        if !page.is_empty() {
            countries.factbook.insert(page.to_owned(), iso.to_owned());
        }
        let status = cell(code, "is_independent");
        territories.push((row, status.rsplit_once(" of ").map(|(_, owner)| owner.to_owned())));
    }
    add_demonyms(data, &countries, &kept, &mut territories)?;
    // Sovereign states first: they keep the names that territories share with them.
    territories.sort_by_key(|(_, owner)| owner.is_some());
    for (mut row, owner) in territories {
        row.within = owner.and_then(|owner| countries.ids.get(&owner).cloned()).unwrap_or_default();
        names.claim(FILE, &row);
        countries.table.rows.push(row);
    }
    Ok(countries)
}

fn row(code: &CsvRow, label_id: &str, label_en: &str, alternates: Vec<&str>, kept: Option<&Record>) -> Row {
    let chosen = |column: &str, otherwise: &str| match kept.map_or("", |record| record.get(column)) {
        "" => otherwise.to_owned(),
        label => label.to_owned(),
    };
    let (label_id, label_en) = (chosen("label_id", label_id), chosen("label_en", label_en));
    let mut aliases: Vec<String> = kept.map(|record| record.list("aliases")).unwrap_or_default();
    let official =
        ["official_name_en", "UNTERM English Short", "UNTERM English Formal"].map(|name| cell(code, name));
    for name in alternates.into_iter().chain(official).chain([label_id.as_str(), label_en.as_str()]) {
        let name = name.trim_start_matches("the ");
        if name.contains(['(', '[', '*', ',']) || name.is_empty() {
            continue;
        }
        aliases.extend([
            name.to_owned(),
            ascii(name),
            name.replace(" & ", " and "),
            name.replace("St. ", "Saint "),
        ]);
    }
    // "!Congo" in the hand-kept table takes that name away.
    let away: Vec<String> =
        aliases.iter().filter_map(|name| name.strip_prefix('!')).map(str::to_owned).collect();
    aliases.retain(|name| !name.starts_with('!') && !away.contains(name));
    let wikidata = cell(code, "wikidata_id").rsplit('/').next().unwrap_or_default();
    let iso = cell(code, "ISO3166-1-Alpha-2").to_owned();
    let mut row = Row {
        id: slug(&label_en),
        kind: "Place".to_owned(),
        wikidata: chosen("wikidata", wikidata),
        label_id,
        label_en,
        aliases,
        extra: vec!["country".to_owned(), iso, String::new(), String::new()],
        ..Row::default()
    };
    row.tidy();
    row
}

/// Fills in the demonyms; one that two countries share ("Congolese") is left out of both.
fn add_demonyms(
    data: &Path,
    countries: &Countries,
    kept: &BTreeMap<&str, &Record>,
    territories: &mut [(Row, Option<String>)],
) -> Result<(), SourceError> {
    let pages = source::factbook(data)?;
    let mut by_iso: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (page, iso) in &countries.factbook {
        let Some(page) = pages.get(page) else { continue };
        let nationality = &page["People and Society"]["Nationality"];
        for form in ["noun", "adjective"] {
            let text = nationality[form]["text"].as_str().unwrap_or_default();
            by_iso.entry(iso).or_default().extend(demonyms(&source::plain(text)));
        }
    }
    for (iso, record) in kept {
        let own = record.list("demonyms");
        if !own.is_empty() {
            by_iso.insert(iso, own.into_iter().collect());
        }
    }
    // The demonym of a territory never shadows that of a state.
    let is_state = |iso: &str| territories.iter().any(|(row, owner)| row.extra[1] == iso && owner.is_none());
    let mut owners: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (iso, words) in &by_iso {
        for word in words {
            owners.entry(word.clone()).or_default().push(iso);
        }
    }
    for holders in owners.values_mut() {
        if holders.iter().any(|iso| is_state(iso)) {
            holders.retain(|iso| is_state(iso));
        }
    }
    let labels: BTreeSet<String> =
        territories.iter().flat_map(|(row, _)| row.surfaces().map(str::to_owned)).collect();
    let unique = |iso: &str| -> String {
        let own = owners.iter().filter(|(word, holders)| holders[..] == [iso] && !labels.contains(*word));
        own.map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(";")
    };
    let cells: Vec<String> = territories.iter().map(|(row, _)| unique(&row.extra[1])).collect();
    for ((row, _), cell) in territories.iter_mut().zip(cells) {
        row.extra[DEMONYMS] = cell;
    }
    Ok(())
}

/// "Frenchman(men), Frenchwoman(women)" -> Frenchman, Frenchmen, Frenchwoman, Frenchwomen.
fn demonyms(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in text.split([',', ';']).flat_map(|part| part.split(" or ")) {
        let (singular, ending) = match part.split_once('(') {
            Some((singular, rest)) => (singular.trim_end(), rest.trim_end_matches(')')),
            None => (part, ""),
        };
        let singular = singular.trim().trim_start_matches("or ").trim();
        if singular.starts_with(|c: char| c.is_ascii_uppercase()) && singular.split(' ').count() <= 3 {
            found.push(singular.to_owned());
            match ending {
                "s" | "es" => found.push(format!("{singular}{ending}")),
                "men" => found.push(singular.replace("man", "men")),
                "women" => found.push(singular.replace("woman", "women")),
                _ => {}
            }
        }
    }
    found
}

/// Fills in the capitals' ids. A capital that bears its country's name ("Singapura") has no row of its own.
pub(crate) fn set_capitals(countries: Countries, cities: &Cities, names: &Names) -> Table {
    let mut table = countries.table;
    for row in &mut table.rows {
        let iso = row.extra[1].as_str();
        let Some(name) = countries.capitals.get(iso) else { continue };
        if let Some(id) = cities.capitals.get(iso) {
            row.extra[CAPITAL].clone_from(id);
        } else if let Some(owner) = names.owner(name).filter(|owner| *owner != row.id && iso == "ID") {
            row.extra[CAPITAL] = owner.to_owned();
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::demonyms;

    #[test]
    fn nationality_notes_become_words() {
        let cases: [(&str, &[&str]); 5] = [
            ("Russian(s)", &["Russian", "Russians"]),
            ("Japanese (singular and plural)", &["Japanese"]),
            ("Frenchman(men), Frenchwoman(women)", &["Frenchman", "Frenchmen", "Frenchwoman", "Frenchwomen"]),
            ("Congolese or Congo", &["Congolese", "Congo"]),
            ("none", &[]),
        ];
        for (text, words) in cases {
            assert_eq!(demonyms(text), words, "{text}");
        }
    }
}
