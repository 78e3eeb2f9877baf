//! Lists of names for the network: which single words are given names, family names, places, organisations.

use std::collections::BTreeMap;
use std::path::Path;

use simpul_net::form_key;
use simpul_text::{Language, NameKind};

use super::TrainError;
use super::corpus::{Corpora, files, read};
use super::named::named;

const GIVEN: u8 = 1;
const FAMILY: u8 = 2;
const COUNTRY: u8 = 4;
const CITY: u8 = 8;
const REGION: u8 = 16;
/// In the name of a place of several words.
const PART: u8 = 32;
const ORGANISATION: u8 = 64;
/// In the name of an organisation of several words.
const ORGANISATION_PART: u8 = 128;

/// For the key of each listed word the lists that it stands in. English has a list of organisations; of the corpora of
/// names only the Indonesian ones enter it, for the names to learn from would be known too well.
pub(crate) fn lists(data: &Path, language: Language) -> Result<BTreeMap<u32, u8>, TrainError> {
    let mut lists = BTreeMap::new();
    for (file, list) in [
        ("gaz_names/first_all.txt", GIVEN),
        ("gaz_names/first-names.txt", GIVEN),
        ("gaz_names/surnames_all.txt", FAMILY),
        ("gaz_names/names.txt", FAMILY),
    ] {
        read(&data.join(file))?.lines().for_each(|line| enter(line, list, &mut lists));
    }
    for path in files(&data.join("gaz_countries"), "json")? {
        let territories =
            path.file_stem().is_some_and(|name| name.to_string_lossy().ends_with("territories"));
        for line in territories.then(|| read(&path)).transpose()?.unwrap_or_default().lines() {
            if let Some((_, name)) = line.split_once("\": \"") {
                enter(name.trim_end_matches([',', '"']), COUNTRY, &mut lists);
            }
        }
    }
    for line in read(&data.join("gaz_cities/world-cities.csv"))?.lines().skip(1) {
        enter(line.split(',').next().unwrap_or_default(), CITY, &mut lists);
    }
    // ('11.01','Kabupaten Aceh Selatan'),
    for line in read(&data.join("gaz_id_wilayah/wilayah.sql"))?.lines() {
        let mut fields = line.split('\'').skip(1).step_by(2);
        let (Some(code), Some(name)) = (fields.next(), fields.next()) else { continue };
        if code.len() <= "11.01.01".len() && code.starts_with(|c: char| c.is_ascii_digit()) {
            let name =
                ["Kabupaten ", "Kota "].iter().find_map(|kind| name.strip_prefix(kind)).unwrap_or(name);
            enter(name, REGION, &mut lists);
        }
    }
    if language == Language::En {
        corpora_organisations(data, Language::Id, &mut lists)?;
        for path in files(&data.join("gaz_factbook"), "json")? {
            organisations(&read(&path)?, &mut lists);
        }
    }
    Ok(lists)
}

fn enter(name: &str, list: u8, lists: &mut BTreeMap<u32, u8>) {
    let words: Vec<&str> = name.trim_start_matches('\u{FEFF}').split_whitespace().collect();
    let list = match (words.len(), list) {
        (1, list) => list,
        (_, ORGANISATION) => ORGANISATION_PART,
        _ => PART,
    };
    for word in words.iter().filter(|w| w.chars().nth(2).is_some() && w.starts_with(char::is_uppercase)) {
        *lists.entry(form_key(word)).or_insert(0) |= list;
    }
}

/// Enters the organisations of the corpora of names of a language.
fn corpora_organisations(
    data: &Path,
    language: Language,
    lists: &mut BTreeMap<u32, u8>,
) -> Result<(), TrainError> {
    for corpus in Corpora::of(language).named {
        for sentence in named(data, corpus)? {
            for (range, _) in sentence.names.iter().filter(|(_, kind)| *kind == NameKind::Org) {
                enter(&sentence.forms[range.clone()].join(" "), ORGANISATION, lists);
            }
        }
    }
    Ok(())
}

/// Parties and international organisations of a country in the World Factbook: the text after the title of the record.
/// *"Christian Democratic Union or CDU <br>The Left"*, *"ASEAN, IMF (observer)"*.
fn organisations(json: &str, lists: &mut BTreeMap<u32, u8>) {
    let mut wanted = false;
    for line in json.lines().map(str::trim) {
        if line.contains("\": {") {
            wanted = ["\"Political parties", "\"International organization participation"]
                .iter()
                .any(|title| line.starts_with(title));
        }
        let Some(text) = line.strip_prefix("\"text\": \"").filter(|_| wanted) else { continue };
        for name in
            text.trim_end_matches('"').split(['<', '>', ',', '(', ')', ';']).flat_map(|n| n.split(" or "))
        {
            enter(name.trim(), ORGANISATION, lists);
        }
        wanted = false;
    }
}
