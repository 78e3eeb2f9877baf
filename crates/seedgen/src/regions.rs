//! `regions_id.tsv` (provinces, regencies and cities of Indonesia) and `districts_id.tsv` (kecamatan).

use std::collections::BTreeMap;
use std::path::Path;

use crate::given_names::GivenNames;
use crate::kept::{self, Record};
use crate::names::Names;
use crate::source::{self, SourceError};
use crate::table::{Row, Table, slug};
use crate::words::Words;

const FILE: &str = "regions_id.tsv";
const DISTRICTS: &str = "districts_id.tsv";
const COLUMNS: &[&str] = &["level", "code"];

pub(crate) fn build(data: &Path, names: &mut Names) -> Result<Table, SourceError> {
    let regions = source::wilayah(data)?;
    let directions = kept::records("directions.tsv", kept::DIRECTIONS)?;
    let records = kept::records("regions.tsv", kept::REGIONS)?;
    let kept: BTreeMap<&str, &Record> = records.iter().map(|record| (record.get("name"), record)).collect();
    for name in kept.keys() {
        if !regions.values().any(|region| region == name) {
            return Err(SourceError::Unknown {
                file: "regions.tsv",
                what: "region",
                name: (*name).to_owned(),
            });
        }
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut ids: BTreeMap<&str, String> = BTreeMap::new();
    // A province keeps a name it shares with a city, a city one it shares with a regency.
    let mut ordered: Vec<(&String, &String)> = regions.iter().filter(|(code, _)| code.len() <= 5).collect();
    ordered.sort_by_key(|(code, name)| (code.len(), name.starts_with("Kabupaten"), *code));
    for (code, name) in ordered {
        let record = kept.get(name.as_str()).copied();
        let mut row = record.map(Record::row).unwrap_or_default();
        let (level, short) = split(name);
        if code.len() == 2 {
            row.extra = vec!["province".to_owned(), code.clone()];
            "indonesia".clone_into(&mut row.within);
            row.aliases.extend([name.clone(), format!("Provinsi {}", row.label_id)]);
        } else {
            row.extra = vec![level.to_owned(), code.clone()];
            row.within = ids.get(&code[..2]).cloned().unwrap_or_default();
            let title = if level == "city" { "Kota" } else { "Kabupaten" };
            let long = format!("{title} {short}");
            if row.label_id.is_empty() {
                let free = names.owner(short).is_none();
                row.label_id = if free { short.to_owned() } else { long.clone() };
                row.label_en = match (free, level) {
                    (true, _) => english(short, &directions),
                    (false, "city") => format!("{short} City"),
                    (false, _) => format!("{} Regency", english(short, &directions)),
                };
            }
            row.aliases.extend([name.clone(), long]);
            if level == "regency" {
                row.aliases.extend([
                    format!("Kab {short}"),
                    format!("Kab. {short}"),
                    format!("{short} Regency"),
                    format!("{} Regency", english(short, &directions)),
                ]);
            }
        }
        if row.id.is_empty() {
            row.id = slug(&row.label_id);
        }
        "Place".clone_into(&mut row.kind);
        row.tidy();
        names.claim(FILE, &row);
        ids.insert(code, row.id.clone());
        rows.push(row);
    }
    Ok(Table { file: FILE, columns: COLUMNS, rows })
}

/// "Kota Administrasi Jakarta Pusat" -> (city, "Jakarta Pusat").
fn split(name: &str) -> (&'static str, &str) {
    let (level, short) = match (name.strip_prefix("Kota "), name.strip_prefix("Kabupaten ")) {
        (Some(short), _) => ("city", short),
        (_, Some(short)) => ("regency", short),
        _ => ("regency", name),
    };
    (level, short.strip_prefix("Administrasi ").unwrap_or(short))
}

/// "Aceh Barat" -> "West Aceh".
fn english(name: &str, directions: &[Record]) -> String {
    let direction = directions.iter().find_map(|record| {
        let place = name.strip_suffix(record.get("id"))?.strip_suffix(' ')?;
        Some(format!("{} {place}", record.get("en")))
    });
    direction.unwrap_or_else(|| name.to_owned())
}

/// The districts whose name is unique in the country, no ordinary word, no given name, and free.
pub(crate) fn districts(
    data: &Path,
    words: &Words,
    given: &GivenNames,
    regions: &Table,
    names: &mut Names,
) -> Result<Table, SourceError> {
    let all = source::wilayah(data)?;
    let within: BTreeMap<&str, &Row> = regions.rows.iter().map(|row| (row.extra[1].as_str(), row)).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name) in all.iter().filter(|(code, _)| code.len() == 8) {
        *times.entry(name).or_default() += 1;
    }
    let mut rows = Vec::new();
    for (code, name) in all.iter().filter(|(code, _)| code.len() == 8) {
        let wordlike = !name.contains(' ') && (words.is_word(name) || given.contains(name));
        let odd = name.len() < 5
            || words.is_stopped(name)
            || words.is_borne(name)
            || name.contains(|c: char| !(c.is_alphabetic() || " '-".contains(c)));
        let every_word = name.contains(' ') && name.split(' ').all(|word| words.is_word(word));
        if times.get(name.as_str()) != Some(&1) || wordlike || odd || every_word {
            continue;
        }
        let Some(regency) = within.get(&code[..5]) else { continue };
        let row = Row {
            id: format!("{}-{}", slug(name), regency.id),
            kind: "Place".to_owned(),
            label_id: name.clone(),
            label_en: name.clone(),
            within: regency.id.clone(),
            extra: vec!["district".to_owned(), code.clone()],
            ..Row::default()
        };
        rows.extend(names.claim_free(DISTRICTS, row));
    }
    Ok(Table { file: DISTRICTS, columns: COLUMNS, rows })
}
