//! `world_regions.tsv`: continents, areas, and the states and provinces of a few large countries.

use std::path::Path;

use crate::cities::division;
use crate::countries::Countries;
use crate::given_names::GivenNames;
use crate::kept;
use crate::names::Names;
use crate::source::{self, SourceError};
use crate::table::{Row, Table, ascii, slug};
use crate::words::Words;

const FILE: &str = "world_regions.tsv";
const COLUMNS: &[&str] = &["level"];
/// Countries whose first-level divisions Indonesian papers name.
const DIVIDED: &[&str] =
    &["US", "MY", "AU", "IN", "CN", "RU", "JP", "GB", "DE", "PH", "TH", "CA", "UA", "PK"];

pub(crate) fn build(
    data: &Path,
    words: &Words,
    given: &GivenNames,
    countries: &Countries,
    names: &mut Names,
) -> Result<Table, SourceError> {
    let mut rows = Vec::new();
    for record in kept::records("world_regions.tsv", kept::WORLD_REGIONS)? {
        let mut row = record.row();
        if row.id.is_empty() {
            row.id = slug(&row.label_en);
        }
        "Place".clone_into(&mut row.kind);
        row.extra = vec![if row.within.is_empty() { "area" } else { "region" }.to_owned()];
        names.claim(FILE, &row);
        rows.push(row);
    }
    let list = source::json(data, "gaz_cities/admin1.json")?;
    for entry in list.as_array().into_iter().flatten() {
        let text = |key: &str| entry[key].as_str().unwrap_or_default();
        let Some((iso, _)) = text("code").split_once('.') else { continue };
        let Some(country) = countries.ids.get(iso).filter(|_| DIVIDED.contains(&iso)) else { continue };
        let name = ascii(text("name"));
        let short = division(&name);
        if short.len() < 4 {
            continue;
        }
        let mut row = Row {
            id: slug(&name),
            kind: "Place".to_owned(),
            label_id: short.clone(),
            label_en: name.clone(),
            aliases: vec![text("name").to_owned()],
            within: country.clone(),
            extra: vec!["region".to_owned()],
            ..Row::default()
        };
        // A region whose short name is a city's or a plain word is kept under its long name only.
        let plain =
            words.is_word(&short) || short.split(' ').all(|word| kept::has(kept::DIVISION_WORDS, word));
        if plain && short == name {
            continue;
        }
        if plain || (given.contains(&short) && short != name) || names.owner(&short).is_some() {
            row.label_id.clone_from(&name);
        }
        if names.has_id(&row.id) {
            row.id = format!("{}-{country}", row.id);
        }
        row.tidy();
        rows.extend(names.claim_free(FILE, row));
    }
    Ok(Table { file: FILE, columns: COLUMNS, rows })
}
