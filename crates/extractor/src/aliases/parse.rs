//! From the text of an aliases file to its items, each with its place; checks what one item says for itself.

use std::ops::Range;

use simpul_fact::EntityKind;
use simpul_rules::RuleError;
use simpul_rules::reader::{Reader, Table, Text};
use simpul_text::Language;

use super::Scope;

/// The items of a file, in its order.
#[derive(Debug, Default)]
pub(super) struct Items {
    pub(super) entities: Vec<EntityItem>,
    pub(super) merges: Vec<MergeItem>,
    pub(super) splits: Vec<SplitItem>,
    pub(super) renames: Vec<RenameItem>,
}

/// A string and the byte of the file where it stands.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) at: usize,
}

/// `[[entity]]`: something to add, or more names for something known.
#[derive(Debug)]
pub(super) struct EntityItem {
    pub(super) at: usize,
    pub(super) scope: Scope,
    pub(super) name: Word,
    pub(super) kind: EntityKind,
    pub(super) id: Option<Word>,
    pub(super) wikidata: Option<Word>,
    pub(super) aliases: Vec<Word>,
}

/// `[[merge]]`: names of one thing, the first the one that lends its id.
#[derive(Debug)]
pub(super) struct MergeItem {
    pub(super) at: usize,
    pub(super) scope: Scope,
    pub(super) names: Vec<Word>,
    pub(super) kind: Option<EntityKind>,
}

/// `[[split]]`: names never joined with one another, or a name that does not mean a known thing.
#[derive(Debug)]
pub(super) struct SplitItem {
    pub(super) scope: Scope,
    pub(super) names: Vec<Word>,
    pub(super) id: Option<Word>,
    pub(super) wikidata: Option<Word>,
}

/// `[[rename]]`: the label to show.
#[derive(Debug)]
pub(super) struct RenameItem {
    pub(super) at: usize,
    pub(super) scope: Scope,
    pub(super) name: Word,
    pub(super) label: Option<Word>,
    pub(super) label_id: Option<Word>,
    pub(super) label_en: Option<Word>,
}

/// Reads a file; the reader holds the faults found so far.
pub(super) fn parse<'t>(file: &'t str, text: &'t str) -> Result<(Items, Reader<'t>), Vec<RuleError>> {
    let (root, mut reader) = Reader::new(file, text)?;
    let reader_ = &mut reader;
    let root = reader_.table(root.get_ref(), 0, &["entity", "merge", "split", "rename"]);
    let mut items = Items::default();
    let scoped = |own: &[&'static str]| [own, &["articles", "languages"]].concat();
    for (entries, at) in root.inners(reader_, "entity") {
        let table = reader_.table(entries, at, &scoped(&["name", "kind", "id", "wikidata", "aliases"]));
        items.entities.extend(entity(reader_, &table));
    }
    for (entries, at) in root.inners(reader_, "merge") {
        let table = reader_.table(entries, at, &scoped(&["names", "kind"]));
        let names = names(reader_, &table, "names");
        if names.len() < 2 {
            reader_.error(at, "names must hold two names or more that mean one thing");
        }
        let kind = table.text(reader_, "kind").and_then(|t| kind(reader_, &t));
        items.merges.push(MergeItem { at, scope: scope(reader_, &table), names, kind });
    }
    for (entries, at) in root.inners(reader_, "split") {
        let table = reader_.table(entries, at, &scoped(&["name", "names", "id", "wikidata"]));
        items.splits.extend(split(reader_, &table));
    }
    for (entries, at) in root.inners(reader_, "rename") {
        let table = reader_.table(entries, at, &scoped(&["name", "label", "label_id", "label_en"]));
        let name = name(reader_, &table);
        let [label, label_id, label_en] =
            ["label", "label_id", "label_en"].map(|key| filled(reader_, &table, key));
        if label.is_none() && label_id.is_none() && label_en.is_none() {
            reader_.error(at, "the label to show is missing: write label, or label_id and label_en");
        }
        let scope = scope(reader_, &table);
        items.renames.extend(name.map(|name| RenameItem { at, scope, name, label, label_id, label_en }));
    }
    Ok((items, reader))
}

fn entity(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<EntityItem> {
    let name = name(reader, table);
    let kind = table.required(reader, "kind").and_then(|t| kind(reader, &t));
    let id = id(reader, table);
    let wikidata = item(reader, table);
    let aliases = names(reader, table, "aliases");
    let scope = scope(reader, table);
    Some(EntityItem { at: table.start, scope, name: name?, kind: kind?, id, wikidata, aliases })
}

fn split(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<SplitItem> {
    let (id, wikidata, scope) = (id(reader, table), item(reader, table), scope(reader, table));
    let at = table.start;
    let names = match (table.has("name"), table.has("names")) {
        (true, false) => vec![name(reader, table)?],
        (false, true) => {
            let names = names(reader, table, "names");
            if names.len() < 2 {
                reader.error(at, "names must hold two names or more that mean different things");
            }
            if id.is_some() || wikidata.is_some() {
                reader.error(at, "id and wikidata go with name, not with names");
            }
            names
        }
        _ => {
            let message =
                "write names for names that are never joined, or name for one that means nothing known";
            reader.error(at, message);
            return None;
        }
    };
    Some(SplitItem { scope, names, id, wikidata })
}

fn word(text: &Text<'_>) -> Word {
    let text_ = text.value.split_whitespace().collect::<Vec<_>>().join(" ");
    Word { text: text_, at: text.span.start }
}

/// A string that says something, where the key is there.
fn filled(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> Option<Word> {
    if table.has(key) { table.required(reader, key).map(|t| word(&t)) } else { None }
}

fn name(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<Word> {
    let text = table.required(reader, "name")?;
    is_name(reader, &text).then(|| word(&text))
}

fn names(reader: &mut Reader<'_>, table: &Table<'_>, key: &str) -> Vec<Word> {
    let texts = table.texts(reader, key);
    texts.iter().filter(|t| is_name(reader, t)).map(word).collect()
}

/// True for what is looked up in articles: names begin with a capital or a digit.
fn is_name(reader: &mut Reader<'_>, text: &Text<'_>) -> bool {
    let fits = text.value.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    if !fits {
        let message = format!("{:?} is no name: a name begins with a capital or a digit", text.value);
        reader.error(text.span.start, message);
    }
    fits
}

fn kind(reader: &mut Reader<'_>, text: &Text<'_>) -> Option<EntityKind> {
    text.value.parse().map_err(|e| reader.error(text.span.start, format!("{e}"))).ok()
}

fn id(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<Word> {
    let id = filled(reader, table, "id")?;
    let fits = id.text.chars().all(|c| c.is_alphanumeric() || "-._".contains(c));
    if !fits {
        reader.error(id.at, format!("{:?} is no id: write letters, digits and '-' only", id.text));
    }
    fits.then_some(id)
}

fn item(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<Word> {
    let item = filled(reader, table, "wikidata")?;
    let number: Range<usize> = 1..item.text.len();
    let digits =
        item.text.get(number).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let fits = item.text.starts_with('Q') && digits;
    if !fits {
        reader.error(item.at, format!("{:?} is no Wikidata item: write Q and its number", item.text));
    }
    fits.then_some(item)
}

fn scope(reader: &mut Reader<'_>, table: &Table<'_>) -> Scope {
    let articles = table.texts(reader, "articles");
    for text in articles.iter().filter(|t| t.value.is_empty()) {
        reader.error(text.span.start, "an article has a name; leave articles out for all articles");
    }
    let languages = table.texts(reader, "languages");
    let mut known = Vec::new();
    for text in &languages {
        match text.value {
            "id" => known.push(Language::Id),
            "en" => known.push(Language::En),
            other => reader.error(text.span.start, format!("{other:?} is no language; write id or en")),
        }
    }
    Scope { articles: articles.iter().map(|t| t.value.to_owned()).collect(), languages: known }
}
