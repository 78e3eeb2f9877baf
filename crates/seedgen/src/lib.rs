//! Builds the gazetteers of `seeds/entities`: names of countries, cities, regions, bodies and people.
//!
//! Input is open data (see `NOTICE` at the workspace root) and the hand-kept tables of this crate's `data/`
//! folder, which hold what no open data states: how Indonesian and English papers shorten names. Output is one
//! text per file, the same bytes for the same input. Nothing here runs when articles are read.
//!
//! Every file but `given_names.txt` (one name per line) is a table: one header line, cells parted by tabs, `-` for
//! an absent cell, rows sorted by `id`. The columns common to all:
//!
//! | column | content |
//! |---|---|
//! | `id` | ASCII slug |
//! | `type` | `Person`, `Org`, `Place`, `Event`, `Thing` or `Group` |
//! | `label_id`, `label_en` | name in Indonesian and in English |
//! | `aliases` | other names, parted by `;` |
//! | `wikidata` | item, `Q423` |
//! | `in` | `id` of the containing place; of a person or body, the country or place it belongs to |
//! | `note` | office of a person, kind of a body; ends with `ordinary-word` where a surface in lower case is a word |
//!
//! Then `level` (places: `country`, `capital`, `city`, `province`, `regency`, `district`, `region`, `area`), `code`
//! (Indonesian regions: the Ministry of Home Affairs' code), and of countries `iso` (ISO 3166-1 alpha-2),
//! `demonyms` (English adjectives and nouns, parted by `;`) and `capital` (an `id`).
//!
//! Invariant: a *surface* (a label or alias, compared by case) names at most one row over all files, and an
//! `id` is unique over all files. `Names` holds both; files built earlier win.

mod cities;
mod countries;
mod given_names;
mod kept;
mod leaders;
mod names;
mod organisations;
mod people;
mod regions;
mod source;
mod table;
mod words;
mod world_regions;

use std::collections::BTreeMap;
use std::path::Path;

use names::Names;
pub use source::SourceError;
use words::Words;

/// Builds every file: name (`countries.tsv`) to content.
///
/// `data` is the folder that holds the source data sets (`gaz_countries`, `gaz_cities`, ...).
///
/// # Errors
///
/// A source file is missing or malformed, or a hand-kept row clashes with another row.
pub fn build(data: &Path) -> Result<BTreeMap<&'static str, String>, SourceError> {
    let words = Words::read(data)?;
    let given = given_names::build(data, &words)?;
    let mut names = Names::default();
    let countries = countries::build(data, &mut names)?;
    let regions = regions::build(data, &mut names)?;
    let organisations = organisations::build(&regions, &mut names)?;
    let cities = cities::build(data, &words, &given, &countries, &mut names)?;
    let world_regions = world_regions::build(data, &words, &given, &countries, &mut names)?;
    let given = given.without(&names);
    let people = people::build(data, &words, &given, &countries, &mut names)?;
    let districts = regions::districts(data, &words, &given, &regions, &mut names)?;
    names.check()?;
    let countries = countries::set_capitals(countries, &cities, &names);

    let mut files = BTreeMap::new();
    for mut table in [countries, regions, organisations, world_regions, cities.table, people, districts] {
        table.mark_ordinary(&words);
        files.insert(table.file, table.render());
    }
    files.insert("given_names.txt", given.render());
    Ok(files)
}
