//! `people.tsv`: heads of state and government, Indonesian office holders, and people papers name by a short form.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::countries::Countries;
use crate::given_names::GivenNames;
use crate::kept;
use crate::leaders;
use crate::names::Names;
use crate::source::{self, SourceError, cell};
use crate::table::{Row, Table, ascii, slug};
use crate::words::Words;

const FILE: &str = "people.tsv";

/// A person in the Wikidata extracts.
#[derive(Debug, Clone)]
struct Known {
    label: String,
    office: String,
    country: String,
}

/// People of the Wikidata extracts by item, and the item of each name that only one of them bears.
#[derive(Debug, Default)]
struct Index {
    people: BTreeMap<String, Known>,
    items: BTreeMap<String, Option<String>>,
}

impl Index {
    /// Adds a person; of several offices the one added last counts.
    fn add(&mut self, item: &str, label: &str, office: String, country: &str) {
        if !item.starts_with('Q') || label.is_empty() || label.starts_with('Q') {
            return;
        }
        let label = &without_titles(label);
        let known = Known { label: label.to_owned(), office, country: country.to_owned() };
        if self.people.insert(item.to_owned(), known).is_none() {
            let other = self.items.insert(key(label), Some(item.to_owned()));
            if other.is_some() {
                self.items.insert(key(label), None);
            }
        }
    }

    fn item(&self, name: &str) -> Option<&str> {
        self.items.get(&key(name))?.as_deref()
    }
}

pub(crate) fn build(
    data: &Path,
    words: &Words,
    given: &GivenNames,
    countries: &Countries,
    names: &mut Names,
) -> Result<Table, SourceError> {
    let index = index(data, countries)?;
    let mut rows: Vec<Row> = Vec::new();
    let mut used: BTreeSet<String> = BTreeSet::new();
    for record in kept::records("people.tsv", kept::PEOPLE)? {
        let mut row = record.row();
        "Person".clone_into(&mut row.kind);
        row.id = slug(&row.label_en);
        if row.wikidata.is_empty() {
            let item = row.surfaces().find_map(|name| index.item(name)).unwrap_or_default().to_owned();
            row.wikidata = item;
        }
        if let Some(known) = index.people.get(&row.wikidata) {
            row.aliases.extend([known.label.clone(), ascii(&known.label)]);
            if row.note.is_empty() {
                row.note.clone_from(&known.office);
            }
            if row.within.is_empty() {
                row.within.clone_from(&known.country);
            }
            row.tidy();
        }
        used.extend((!row.wikidata.is_empty()).then(|| row.wikidata.clone()));
        names.claim(FILE, &row);
        rows.push(row);
    }
    let mut found: Vec<Row> = Vec::new();
    for leader in leaders::read(data, countries)? {
        let full = [leader.full.as_str(), leader.short.as_str()];
        let known = full.iter().find_map(|name| index.item(name)).or_else(|| {
            let mut same = index
                .people
                .iter()
                .filter(|(_, known)| known.country == leader.country && leader.is_named(&known.label));
            same.next().map(|(item, _)| item.as_str())
        });
        let person = known.and_then(|item| index.people.get(item));
        let item = known.unwrap_or_default();
        let seen = full.iter().any(|name| names.owner(name).is_some()) || used.contains(item);
        if seen || !used.insert(if item.is_empty() { leader.short.clone() } else { item.to_owned() }) {
            continue;
        }
        let label = person.map_or(leader.short.clone(), |known| ascii(&known.label));
        let mut aliases = vec![leader.full.clone(), leader.short.clone(), leader.family.clone()];
        aliases.extend(person.map(|known| known.label.clone()));
        aliases.retain(|name| name.contains(' ') || is_telling(name, words, given));
        found.push(Row {
            label_id: label.clone(),
            label_en: label,
            aliases,
            wikidata: item.to_owned(),
            within: leader.country,
            note: leader.office,
            ..Row::default()
        });
    }
    for (item, known) in &index.people {
        if used.contains(item) {
            continue;
        }
        let label = ascii(&known.label);
        if !label.contains(' ') && !is_telling(&label, words, given) {
            continue;
        }
        found.push(Row {
            label_id: label.clone(),
            label_en: label,
            aliases: vec![known.label.clone()],
            wikidata: item.clone(),
            within: known.country.clone(),
            note: known.office.clone(),
            ..Row::default()
        });
    }
    drop_shared(&mut found);
    for mut row in found {
        "Person".clone_into(&mut row.kind);
        row.id = slug(&row.label_en);
        row.tidy();
        rows.extend(names.claim_free(FILE, row));
    }
    Ok(Table { file: FILE, columns: &[], rows })
}

/// Whether a single word points to one person: long, no word, no given name.
fn is_telling(name: &str, words: &Words, given: &GivenNames) -> bool {
    name.len() >= 5 && !words.is_word(name) && !given.contains(name) && !words.is_common_surname(name)
}

/// Removes the aliases that several rows share: they point to none of them.
fn drop_shared(rows: &mut [Row]) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows.iter_mut() {
        row.tidy();
        for surface in row.surfaces() {
            *times.entry(surface.to_owned()).or_default() += 1;
        }
    }
    for row in rows {
        row.aliases.retain(|alias| times.get(alias) == Some(&1));
    }
}

fn index(data: &Path, countries: &Countries) -> Result<Index, SourceError> {
    let mut index = Index::default();
    let by_item: BTreeMap<&str, &str> =
        countries.table.rows.iter().map(|row| (row.wikidata.as_str(), row.id.as_str())).collect();
    for row in source::csv_rows(data, "gaz_leaders/id_bio.csv")? {
        index.add(cell(&row, "id"), cell(&row, "name"), String::new(), "indonesia");
    }
    for file in ["id_legislators.csv", "id_holders21.csv", "id_current.csv"] {
        for row in source::csv_rows(data, &format!("gaz_leaders/{file}"))? {
            let office = match cell(&row, "position") {
                office if office.starts_with("Member of the People's Rep") => {
                    "member of the House of Representatives (Indonesia)".to_owned()
                }
                office if office.contains("Indonesia") || office.contains("ambassador") => office.to_owned(),
                office => format!("{} (Indonesia)", office.replace("of of ", "of ")),
            };
            index.add(cell(&row, "personID"), cell(&row, "person"), office, "indonesia");
        }
    }
    for row in source::csv_rows(data, "gaz_leaders/world_leaders_2021_wikidata.csv")? {
        let country = by_item.get(cell(&row, "countryid")).copied().unwrap_or_default();
        let office = cell(&row, "positionLabel").to_owned();
        index.add(cell(&row, "officeholder"), cell(&row, "officeholderLabel"), office, country);
    }
    Ok(index)
}

/// "Prof. Drs. H. Cecep Syarifudin" -> "Cecep Syarifudin"; "Albert II, Prince of Monaco" -> "Albert II".
fn without_titles(label: &str) -> String {
    let mut name = label.split(',').next().unwrap_or(label);
    name = name.split(" of ").next().unwrap_or(name);
    while let Some((_, rest)) = name.split_once(' ').filter(|(title, _)| kept::has(kept::HONORIFICS, title)) {
        name = rest.trim_start();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = words.join(" ");
    match words.last() {
        // "Marsanto.", not "Ardhya Pratiwi S."
        Some(last) if last.len() > 3 && last.matches('.').count() == 1 => {
            name.trim_end_matches('.').to_owned()
        }
        _ => name,
    }
}

fn key(name: &str) -> String {
    ascii(name).to_lowercase()
}
