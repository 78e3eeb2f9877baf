//! Lists of names for the network: which single words are given names, family names, places.

use std::collections::BTreeMap;
use std::path::Path;

use simpul_net::form_key;

use super::TrainError;
use super::corpus::{files, read};

const GIVEN: u8 = 1;
const FAMILY: u8 = 2;
const COUNTRY: u8 = 4;
const CITY: u8 = 8;
const REGION: u8 = 16;
/// In the name of a place of several words.
const PART: u8 = 32;

/// For the key of each listed word the lists that it stands in.
pub(crate) fn lists(data: &Path) -> Result<BTreeMap<u32, u8>, TrainError> {
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
    Ok(lists)
}

fn enter(name: &str, list: u8, lists: &mut BTreeMap<u32, u8>) {
    let words: Vec<&str> = name.trim_start_matches('\u{FEFF}').split_whitespace().collect();
    let list = if words.len() == 1 { list } else { PART };
    for word in words.iter().filter(|w| w.chars().nth(2).is_some() && w.starts_with(char::is_uppercase)) {
        *lists.entry(form_key(word)).or_insert(0) |= list;
    }
}
