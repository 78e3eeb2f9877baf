//! Reading the source data sets: CSV, CLDR and Factbook JSON, SQL dumps; and what can go wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use thiserror::Error;

/// Why the gazetteers cannot be built.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SourceError {
    /// A source file cannot be read.
    #[error("cannot read {path}; give the folder that holds the source data sets", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A source file is not JSON.
    #[error("{path} is not JSON", path = path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// A source file is not CSV.
    #[error("{path} is not CSV", path = path.display())]
    Csv {
        /// The file.
        path: PathBuf,
        /// Why.
        source: csv::Error,
    },
    /// A hand-kept line has too many cells.
    #[error("data/{file}:{line} has {cells} cells for {columns} columns; remove a tab")]
    Cells {
        /// Hand-kept file.
        file: &'static str,
        /// Line, from 1.
        line: usize,
        /// Cells found.
        cells: usize,
        /// Columns of the header.
        columns: usize,
    },
    /// Rows share an id or a surface; one line for each clash.
    #[error("rows of the hand-kept tables clash:\n{0}")]
    Clashes(String),
    /// A hand-kept row refers to something the data lack.
    #[error("data/{file}: {what} {name:?} is not in the data; correct the name")]
    Unknown {
        /// Hand-kept file.
        file: &'static str,
        /// What is looked for.
        what: &'static str,
        /// Its name.
        name: String,
    },
}

/// The text of `data/relative`, without a byte order mark.
pub(crate) fn text(data: &Path, relative: &str) -> Result<String, SourceError> {
    let path = data.join(relative);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        Err(source) => Err(SourceError::Read { path, source }),
    }
}

/// The JSON value in `data/relative`.
pub(crate) fn json(data: &Path, relative: &str) -> Result<Value, SourceError> {
    serde_json::from_str(&text(data, relative)?)
        .map_err(|source| SourceError::Json { path: data.join(relative), source })
}

/// A row of a CSV file: cells by column name.
pub(crate) type CsvRow = BTreeMap<String, String>;

/// The rows of the CSV file `data/relative`; cells are trimmed.
pub(crate) fn csv_rows(data: &Path, relative: &str) -> Result<Vec<CsvRow>, SourceError> {
    let text = text(data, relative)?;
    let fail = |source| SourceError::Csv { path: data.join(relative), source };
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    reader.deserialize().collect::<Result<Vec<CsvRow>, _>>().map_err(fail)
}

/// The cell of a column; empty when absent.
pub(crate) fn cell<'a>(row: &'a CsvRow, column: &str) -> &'a str {
    row.get(column).map_or("", String::as_str)
}

/// CLDR territory names of a language by ISO code, `US-alt-short` included.
pub(crate) fn territories(data: &Path, language: &str) -> Result<BTreeMap<String, String>, SourceError> {
    let value = json(data, &format!("gaz_countries/cldr_{language}_territories.json"))?;
    let names = &value["main"][language]["localeDisplayNames"]["territories"];
    Ok(strings(names))
}

/// CLDR exemplar cities of a language: zone ("Europe/Moscow") to name, where the language states one.
pub(crate) fn exemplar_cities(data: &Path, language: &str) -> Result<BTreeMap<String, String>, SourceError> {
    let value = json(data, &format!("gaz_countries/cldr_{language}_timeZoneNames.json"))?;
    let mut cities = BTreeMap::new();
    collect_cities(&value["main"][language]["dates"]["timeZoneNames"]["zone"], "", &mut cities);
    Ok(cities)
}

fn collect_cities(value: &Value, zone: &str, cities: &mut BTreeMap<String, String>) {
    let Some(object) = value.as_object() else { return };
    if let Some(city) = object.get("exemplarCity").and_then(Value::as_str) {
        cities.insert(zone.to_owned(), city.to_owned());
        return;
    }
    for (key, inner) in object {
        let zone = if zone.is_empty() { key.clone() } else { format!("{zone}/{key}") };
        collect_cities(inner, &zone, cities);
    }
}

fn strings(value: &Value) -> BTreeMap<String, String> {
    let entries = value.as_object().into_iter().flatten();
    entries.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect()
}

/// The Factbook's pages: its two-letter country code (a FIPS code, upper case) to page.
pub(crate) fn factbook(data: &Path) -> Result<BTreeMap<String, Value>, SourceError> {
    let folder = data.join("gaz_factbook");
    let list = |path: &Path| -> Result<Vec<PathBuf>, SourceError> {
        let fail = |source| SourceError::Read { path: path.to_owned(), source };
        let entries = std::fs::read_dir(path).map_err(fail)?;
        let mut paths =
            entries.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>().map_err(fail)?;
        paths.sort();
        Ok(paths)
    };
    let mut pages = BTreeMap::new();
    for region in list(&folder)?.into_iter().filter(|path| path.is_dir()) {
        for path in list(&region)? {
            let Some(code) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
            let content = std::fs::read_to_string(&path)
                .map_err(|source| SourceError::Read { path: path.clone(), source })?;
            let page = serde_json::from_str(&content)
                .map_err(|source| SourceError::Json { path: path.clone(), source })?;
            pages.insert(code.to_uppercase(), page);
        }
    }
    Ok(pages)
}

/// "S&eacute;bastien <em>LECORNU</em>" -> "Sebastien LECORNU": a Factbook text without markup and accents.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        plain.push_str(&rest[..at]);
        let tail = &rest[at..];
        let (end, is_tag) =
            if tail.starts_with('<') { (tail.find('>'), true) } else { (tail.find(';'), false) };
        match end {
            Some(end) if is_tag || end <= 8 => {
                let name = &tail[1..end];
                match name {
                    _ if is_tag => plain.push(' '),
                    "amp" => plain.push('&'),
                    "rsquo" | "lsquo" | "#39" => plain.push('\''),
                    "nbsp" => plain.push(' '),
                    // "&eacute;", "&Ntilde;", "&scaron;": the base letter comes first.
                    _ => plain.extend(name.chars().next().filter(char::is_ascii_alphabetic)),
                }
                rest = &tail[end + 1..];
            }
            _ => {
                plain.push_str(&tail[..1]);
                rest = &tail[1..];
            }
        }
    }
    plain.push_str(rest);
    crate::table::ascii(&plain)
}

/// The regions of the wilayah dump: code ("11.01") to name, in the order of codes.
pub(crate) fn wilayah(data: &Path) -> Result<BTreeMap<String, String>, SourceError> {
    let text = text(data, "gaz_id_wilayah/wilayah.sql")?;
    let mut regions = BTreeMap::new();
    for line in text.lines() {
        // "('11.01','Kabupaten Aceh Selatan'),"; a quote in a name is doubled
        let Some(inner) = line.split_once("('").map(|(_, inner)| inner) else { continue };
        let Some((code, rest)) = inner.split_once("','") else { continue };
        let Some((name, _)) = rest.rsplit_once("')") else { continue };
        if code.len() <= 8 && code.starts_with(|c: char| c.is_ascii_digit()) {
            regions.insert(code.to_owned(), name.replace("''", "'").trim().to_owned());
        }
    }
    Ok(regions)
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn factbook_text_loses_markup_and_accents() {
        let cases = [
            ("S&eacute;bastien <em>LECORNU</em>", "Sebastien  LECORNU "),
            ("Luiz In&aacute;cio LULA da Silva", "Luiz Inacio LULA da Silva"),
            ("Nicușor DAN", "Nicusor DAN"),
            ("AT&amp;T & more", "AT&T & more"),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text), expected);
        }
    }
}
