//! The committed gazetteers: their shape, that they agree with one another, and a few facts in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const FILES: [&str; 7] = [
    "countries.tsv",
    "regions_id.tsv",
    "cities.tsv",
    "world_regions.tsv",
    "organisations.tsv",
    "people.tsv",
    "districts_id.tsv",
];
const COMMON: &str = "id\ttype\tlabel_id\tlabel_en\taliases\twikidata\tin\tnote";

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(name: &str) -> String {
    let path = workspace().join("seeds/entities").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A row as column name to cell; `-` reads as empty.
type Cells = BTreeMap<String, String>;

fn rows(name: &str) -> Vec<Cells> {
    let text = read(name);
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), header.len(), "{name}: {line}");
        let cells = header.iter().zip(cells).map(|(&column, cell)| {
            assert!(!cell.is_empty() && cell.trim() == cell && !cell.contains("  "), "{name}: {line}");
            (column.to_owned(), if cell == "-" { String::new() } else { cell.to_owned() })
        });
        cells.collect::<Cells>()
    };
    lines.map(row).collect()
}

fn all_rows() -> impl Iterator<Item = (&'static str, Cells)> {
    FILES.iter().flat_map(|&name| rows(name).into_iter().map(move |row| (name, row)))
}

fn list(cell: &str) -> Vec<&str> {
    cell.split(';').filter(|part| !part.is_empty()).collect()
}

fn surfaces(row: &Cells) -> BTreeSet<&str> {
    let mut surfaces: BTreeSet<&str> = list(&row["aliases"]).into_iter().collect();
    surfaces.extend([row["label_id"].as_str(), row["label_en"].as_str()]);
    surfaces
}

fn ordinary_words() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/ordinary_words.txt");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    assert!(!text.is_empty(), "data/ordinary_words.txt cannot be read");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(str::to_owned).collect()
}

#[test]
fn files_have_the_common_columns_and_are_sorted() {
    for name in FILES {
        let text = read(name);
        assert!(text.starts_with(COMMON), "{name}");
        let ids: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{name}: ids are not sorted or repeat");
    }
}

#[test]
fn ids_are_slugs_and_unique_over_all_files() {
    let mut owners = BTreeMap::new();
    for (name, row) in all_rows() {
        let id = row["id"].clone();
        let slug = id.split('-').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        assert!(slug, "{name}: {id}");
        if let Some(other) = owners.insert(id.clone(), name) {
            panic!("{id} is in {other} and in {name}");
        }
    }
}

#[test]
fn types_items_and_labels_are_well_formed() {
    for (name, row) in all_rows() {
        let id = &row["id"];
        let types = ["Person", "Org", "Place", "Event", "Thing", "Group"];
        assert!(types.contains(&row["type"].as_str()), "{name}: type of {id}");
        assert!(!row["label_id"].is_empty() && !row["label_en"].is_empty(), "{name}: labels of {id}");
        let item = &row["wikidata"];
        let number = item.strip_prefix('Q').unwrap_or("0");
        let sound =
            !number.starts_with('0') && number.chars().all(|c| c.is_ascii_digit()) && !number.is_empty();
        assert!(item.is_empty() || sound, "{name}: item {item} of {id}");
        assert!(list(&row["aliases"]).is_sorted_by(|a, b| a < b), "{name}: aliases of {id}");
    }
}

#[test]
fn an_item_belongs_to_one_row() {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for (name, row) in all_rows().filter(|(_, row)| !row["wikidata"].is_empty()) {
        if let Some(other) = owners.insert(row["wikidata"].clone(), row["id"].clone()) {
            panic!("{name}: {} and {other} are both {}", row["id"], row["wikidata"]);
        }
    }
}

#[test]
fn containing_places_and_capitals_exist() {
    let places: BTreeSet<String> =
        all_rows().filter(|(_, row)| row["type"] == "Place").map(|(_, row)| row["id"].clone()).collect();
    for (name, row) in all_rows() {
        for column in ["in", "capital"] {
            let target = row.get(column).map_or("", String::as_str);
            assert!(
                target.is_empty() || places.contains(target),
                "{name}: {column} of {} is {target}",
                row["id"]
            );
        }
        assert_ne!(row["in"], row["id"], "{name}");
    }
}

#[test]
fn a_surface_names_one_row() {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for (name, row) in all_rows() {
        for surface in surfaces(&row) {
            if let Some(other) = owners.insert(surface.to_owned(), row["id"].clone()) {
                panic!("{name}: {surface:?} names {} and {other}", row["id"]);
            }
        }
    }
    let mut holders = BTreeMap::new();
    for row in rows("countries.tsv") {
        for word in list(&row["demonyms"]) {
            let word = word.to_owned();
            assert!(owners.get(&word).is_none_or(|owner| *owner == row["id"]), "demonym {word}");
            assert_eq!(holders.insert(word.clone(), row["id"].clone()), None, "demonym {word}");
        }
    }
}

/// "PAN" is no word in running text, "Batu" ("stone") is one and must say so, "batu" may never be a surface.
#[test]
fn ordinary_words_are_marked() {
    let words = ordinary_words();
    for (name, row) in all_rows() {
        for surface in surfaces(&row) {
            let shout = surface.chars().all(|c| !c.is_lowercase());
            if shout || !words.contains(&surface.to_lowercase()) {
                continue;
            }
            assert!(surface.starts_with(char::is_uppercase), "{name}: {surface}");
            assert!(row["note"].ends_with("ordinary-word"), "{name}: {surface} of {}", row["id"]);
        }
    }
}

#[test]
fn given_names_are_sorted_single_words() {
    let text = read("given_names.txt");
    let names: Vec<&str> = text.lines().collect();
    assert!(names.is_sorted_by(|a, b| a < b));
    assert!((2_000..=15_000).contains(&names.len()), "{} names", names.len());
    for name in &names {
        assert!(
            name.chars().all(|c| c.is_ascii_alphabetic()) && name.starts_with(char::is_uppercase),
            "{name}"
        );
    }
    for name in ["Siti", "Budi", "Agus", "Vladimir", "Mary"] {
        assert!(names.contains(&name), "{name}");
    }
    for word in ["Jakarta", "Barat", "Maju", "The", "Yang"] {
        assert!(!names.contains(&word), "{word}");
    }
}

#[test]
fn the_files_stay_small() {
    let bytes: usize = FILES.iter().map(|name| read(name).len()).sum();
    let n_rows = all_rows().count();
    assert!(bytes < 6_000_000, "{bytes} bytes");
    assert!(n_rows < 60_000, "{n_rows} rows");
    assert_eq!(rows("regions_id.tsv").iter().filter(|row| row["level"] == "province").count(), 38);
    assert_eq!(rows("regions_id.tsv").len(), 38 + 514);
}

/// What a name leads to: surface, column, cell.
const FACTS: [(&str, &str, &str); 32] = [
    ("Korut", "wikidata", "Q423"),
    ("Korsel", "wikidata", "Q884"),
    ("AS", "id", "united-states"),
    ("Tiongkok", "wikidata", "Q148"),
    ("Inggris", "wikidata", "Q145"),
    ("Palestina", "id", "palestine"),
    ("Rusia", "capital", "moscow"),
    ("Indonesia", "capital", "jakarta"),
    ("Moskow", "in", "russia"),
    ("Yerusalem", "in", "israel"),
    ("New York", "id", "new-york-city"),
    ("Kiev", "id", "kyiv"),
    ("Jalur Gaza", "in", "palestine"),
    ("Jokowi", "wikidata", "Q3318231"),
    ("Putin", "wikidata", "Q7747"),
    ("Kim Jong-un", "type", "Person"),
    ("SBY", "type", "Person"),
    ("Zelenskyy", "in", "ukraine"),
    ("KPK", "type", "Org"),
    ("PBB", "wikidata", "Q1065"),
    ("PAN", "note", "party"),
    ("Gedung Putih", "in", "united-states"),
    ("Polda Metro Jaya", "in", "jakarta"),
    ("Hamas", "type", "Org"),
    ("Tangsel", "in", "banten"),
    ("Jatim", "label_en", "East Java"),
    ("Solo", "in", "jawa-tengah"),
    ("Jogja", "in", "yogyakarta-province"),
    ("Kabupaten Bandung", "in", "jawa-barat"),
    ("Bandung", "level", "city"),
    ("Laut China Selatan", "type", "Place"),
    ("Perang Dunia II", "type", "Event"),
];

#[test]
fn names_lead_to_what_they_name() {
    let mut by_surface = BTreeMap::new();
    for (_, row) in all_rows() {
        for surface in surfaces(&row) {
            by_surface.insert(surface.to_owned(), row.clone());
        }
    }
    for (surface, column, cell) in FACTS {
        let row = by_surface.get(surface).unwrap_or_else(|| panic!("no row has {surface}"));
        assert_eq!(row[column], cell, "{column} of {surface}");
    }
}

#[test]
fn the_tool_gives_the_committed_files() {
    let data = workspace().join("../shared/data");
    if !data.is_dir() {
        let required = std::env::var_os("CI").is_some_and(|ci| ci == "true");
        let message =
            format!("{} is missing: cannot compare seeds/entities with the tool's output", data.display());
        assert!(!required, "{message}");
        #[expect(clippy::print_stderr, reason = "a skipped check must be seen")]
        {
            eprintln!("skipped: {message}");
        }
        return;
    }
    let files = simpul_seedgen::build(&data).unwrap();
    assert_eq!(files.len(), FILES.len() + 1);
    for (name, content) in files {
        assert!(
            content == read(name),
            "{name} differs; run the tool: cargo run --release -p simpul-seedgen -- ../shared/data seeds/entities"
        );
    }
}
