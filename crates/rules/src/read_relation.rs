//! Reads the `[relation]` table of a relation file: name, labels, meaning, kinds, inverse, other vocabularies.

use simpul_fact::{EntityKind, Fit, Inverse, Match, Relation};

use crate::read_block::kinds;
use crate::reader::{Reader, Table};

const RELATION_KEYS: [&str; 11] = [
    "name",
    "label",
    "meaning",
    "subject",
    "object",
    "symmetric",
    "plover",
    "cameo",
    "read_by",
    "match",
    "inverse",
];

/// The `[relation]` table; what is missing or wrong is noted and left empty, so that the blocks can be read too.
pub(crate) fn relation(reader: &mut Reader<'_>, root: &Table<'_>, file_name: &str) -> Relation {
    let kinds_ = EntityKind::ALL.to_vec();
    let mut relation = Relation { subject: kinds_.clone(), object: kinds_, ..Relation::default() };
    let Some((entries, start)) = root.inner(reader, "relation") else {
        if !root.has("relation") {
            reader.error(0, "the table [relation] is missing");
        }
        return relation;
    };
    let table = reader.table(entries, start, &RELATION_KEYS);
    if let Some(name) = table.required(reader, "name") {
        let stem = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = stem.strip_suffix(".toml").unwrap_or(stem);
        if stem != name.value {
            reader.error_in(&name, 1, format!("the file is named {stem:?}, the relation {:?}", name.value));
        }
        relation.name = name.value.to_owned();
    }
    (relation.label_id, relation.label_en) = in_both(reader, &table, "label");
    (relation.meaning_id, relation.meaning_en) = in_both(reader, &table, "meaning");
    for (key, to) in [("subject", &mut relation.subject), ("object", &mut relation.object)] {
        if table.has(key) {
            let texts = table.texts(reader, key);
            *to = kinds(reader, &texts, None);
            if texts.is_empty() && key == "subject" && table.is_list(key) {
                reader.error(start, "subject names no kind");
            }
        } else {
            reader.error(start, format!("{key} is missing; list the kinds that it may have"));
        }
    }
    relation.symmetric = table.flag(reader, "symmetric");
    relation.plover = table.text(reader, "plover").map(|t| t.value.to_owned());
    relation.cameo = table.text(reader, "cameo").map(|t| t.value.to_owned());
    relation.matches = matches(reader, &table);
    relation.inverse = inverse(reader, &table);
    if relation.inverse.is_some() && (relation.symmetric || relation.object.is_empty()) {
        reader.error(start, "a relation that is symmetric, or whose object is words, has no inverse");
    }
    relation
}

/// A text in Indonesian and English.
fn in_both(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> (String, String) {
    let Some((entries, start)) = table.inner(reader, key) else {
        if !table.has(key) {
            let why = format!("{key} is missing; write {key} = {{ id = \"…\", en = \"…\" }}");
            reader.error(table.start, why);
        }
        return Default::default();
    };
    let inner = reader.table(entries, start, &["id", "en"]);
    (owned(reader, &inner, "id"), owned(reader, &inner, "en"))
}

fn owned(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> String {
    table.required(reader, key).map_or(String::new(), |t| t.value.to_owned())
}

fn inverse(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<Inverse> {
    let (entries, start) = table.inner(reader, "inverse")?;
    let inner = reader.table(entries, start, &["name", "id", "en", "match"]);
    Some(Inverse {
        name: owned(reader, &inner, "name"),
        label_id: owned(reader, &inner, "id"),
        label_en: owned(reader, &inner, "en"),
        matches: matches(reader, &inner),
    })
}

/// The properties of other vocabularies under `match`, by how they fit.
fn matches(reader: &mut Reader<'_>, table: &Table<'_>) -> Vec<Match> {
    let Some((entries, start)) = table.inner(reader, "match") else { return Vec::new() };
    let inner = reader.table(entries, start, &Fit::ALL.map(Fit::name));
    let mut matches = Vec::new();
    for fit in Fit::ALL {
        for term in inner.texts(reader, fit.name()) {
            if !term
                .value
                .split_once(':')
                .is_some_and(|(prefix, name)| !prefix.is_empty() && !name.is_empty())
            {
                reader.error_in(&term, 1, "no prefixed name; write one such as schema:birthPlace");
            }
            matches.push(Match { fit, term: term.value.to_owned() });
        }
    }
    matches
}

/// The stage that the `[relation]` table says reads the relation too.
pub(crate) fn read_by(reader: &mut Reader<'_>, root: &Table<'_>) -> Option<String> {
    let (entries, start) = root.inner(reader, "relation")?;
    let stage = reader.table(entries, start, &RELATION_KEYS).text(reader, "read_by")?;
    Some(stage.value.to_owned())
}
