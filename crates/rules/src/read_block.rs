//! Reads the `[[frame]]` and `[[tree]]` blocks of relation files.

use simpul_fact::{EntityKind, Relation};
use simpul_text::Language;
use toml::de::DeTable;

use crate::block::{BlockKind, WordClass};
use crate::example::modality;
use crate::reader::{Reader, Table, Text};
use crate::{Arguments, Block, BlockId, Classes, Path, PathError, Qualifier, Role, Test, Trigger};

const BLOCK_KEYS: [&str; 20] = [
    "id",
    "noun",
    "en",
    "en_noun",
    "uncited",
    "only",
    "unless",
    "subject",
    "object",
    "item",
    "from",
    "where",
    "by",
    "subject_kinds",
    "object_kinds",
    "modality",
    "confidence",
    "reciprocal",
    "implied",
    "before",
];

/// Letters that must be left of a verb without *di-* for it to count as a passive form.
const SHORTEST_STEM: usize = 4;

/// Reads a block; what is wrong is noted, and where its arguments cannot be read there is none.
pub(crate) fn block(
    reader: &mut Reader<'_>,
    entries: &DeTable<'_>,
    start: usize,
    id: BlockId,
    relation: &Relation,
    classes: &Classes,
) -> Option<Block> {
    let is_tree = id.kind == BlockKind::Tree;
    let mut legal = BLOCK_KEYS.to_vec();
    if is_tree {
        legal.push("anchor");
    }
    let table = &reader.table(entries, start, &legal);
    let triggers = triggers(reader, table);
    if triggers.is_empty() && !table.has("anchor") {
        let message = if is_tree { "the block has no anchor and no words" } else { "the block has no words" };
        reader.error(table.start, format!("{message}; give id, noun, en or en_noun"));
    }
    let mut tests = Vec::new();
    for key in ["anchor", "only"] {
        if let Some(text) = table.text(reader, key) {
            tests.extend(reader.noted(&text, Test::parse(text.value, classes)));
        }
    }
    let unless = table.text(reader, "unless");
    let unless = unless.and_then(|t| reader.noted(&t, Path::parse(t.value, classes)));
    let arguments = |reader: &mut Reader<'_>, text: Text<'_>| {
        reader.noted(&text, read_arguments(text.value, is_tree, classes))
    };
    let subject = table.required(reader, "subject").and_then(|text| arguments(reader, text));
    let object = table.required(reader, "object").and_then(|text| arguments(reader, text));
    let mut qualifiers = Vec::new();
    for qualifier in Qualifier::ALL {
        if let Some(text) = table.text(reader, qualifier.name()) {
            qualifiers.extend(arguments(reader, text).map(|a| (qualifier, a)));
        }
    }
    let narrowed = |reader: &mut Reader<'_>, key, within: &[EntityKind]| {
        if !table.has(key) {
            return within.to_vec();
        }
        let texts = table.texts(reader, key);
        kinds(reader, &texts, Some(within))
    };
    let subject_kinds = narrowed(reader, "subject_kinds", &relation.subject);
    let object_kinds = narrowed(reader, "object_kinds", &relation.object);
    let asserted = table.text(reader, "modality").and_then(|text| {
        let read = modality(text.value);
        if read.is_none() {
            let message = format!("unknown modality {:?}; write planned, possible or negated", text.value);
            reader.error_in(&text, 1, message);
        }
        read
    });
    let reciprocal = table.flag(reader, "reciprocal");
    if reciprocal && !relation.symmetric {
        reader.error(table.start, "only a block of a symmetric relation is reciprocal; set symmetric = true");
    }
    let before = before(reader, table);
    Some(Block {
        line: reader.position(table.start).0,
        triggers,
        tests,
        unless,
        subject: subject?,
        object: object?,
        qualifiers,
        subject_kinds,
        object_kinds,
        modality: asserted,
        confidence: table.share(reader, "confidence").unwrap_or(if is_tree { 0.8 } else { 0.9 }),
        reciprocal,
        implied: table.texts(reader, "implied").iter().map(|t| t.value.to_lowercase()).collect(),
        before_at: before.iter().map(|t| reader.position(t.span.start)).collect(),
        before: before.into_iter().map(|t| t.value.to_owned()).collect(),
        id,
    })
}

/// `before` is a relation or a list of them.
fn before<'d>(reader: &mut Reader<'_>, table: &Table<'d>) -> Vec<Text<'d>> {
    if table.is_list("before") {
        return table.texts(reader, "before");
    }
    table.text(reader, "before").into_iter().collect()
}

fn triggers(reader: &mut Reader<'_>, table: &Table<'_>) -> Vec<Trigger> {
    const LISTS: [(&str, Language, WordClass); 4] = [
        ("id", Language::Id, WordClass::Verb),
        ("noun", Language::Id, WordClass::Noun),
        ("en", Language::En, WordClass::Verb),
        ("en_noun", Language::En, WordClass::Noun),
    ];
    let uncited: Vec<&str> = table.texts(reader, "uncited").iter().map(|t| t.value).collect();
    let mut triggers: Vec<Trigger> = Vec::new();
    for (key, language, class) in LISTS {
        for text in table.texts(reader, key) {
            let words: Vec<String> = text.value.split_whitespace().map(str::to_owned).collect();
            let Some(first) = words.first() else {
                reader.error_in(&text, 1, "the word is empty");
                continue;
            };
            if text.value.chars().any(char::is_uppercase) {
                reader.error_in(&text, 1, format!("{:?} is not in lower case", text.value));
            }
            let stem = first.strip_prefix("di").filter(|stem| stem.chars().count() >= SHORTEST_STEM);
            if key == "id" && stem.is_some() && !uncited.contains(&first.as_str()) {
                let message = format!(
                    "{first:?} looks like a passive form; write the citation form with meN-, or list it in uncited"
                );
                reader.error_in(&text, 1, message);
            }
            if triggers.iter().any(|t| t.language == language && t.class == class && t.words == words) {
                reader.error_in(&text, 1, format!("{:?} stands twice in the block", text.value));
            }
            let (line, column) = reader.position(text.span.start + 1);
            triggers.push(Trigger { language, class, words, line, column });
        }
    }
    triggers
}

/// Roles parted by `|`; in a tree block a path as well, which starts with a sign and no letter.
fn read_arguments(text: &str, is_tree: bool, classes: &Classes) -> Result<Arguments, PathError> {
    let is_path = text.trim_start().starts_with(['>', '<', '.', '(', '[']);
    if is_path && is_tree {
        return Path::parse(text, classes).map(Arguments::Path);
    }
    let mut roles = Vec::new();
    let mut column = 1;
    for part in text.split('|') {
        let (name, blanks) = (part.trim(), part.chars().take_while(|c| c.is_whitespace()).count());
        let at = column + blanks;
        column += part.chars().count() + 1;
        let Some(role) = Role::from_name(name) else {
            let known = Role::ALL.map(Role::name).join(", ");
            let message = if is_path {
                format!("a frame block names roles, no paths; known: {known}; paths are for [[tree]]")
            } else {
                format!("unknown role {name:?}; known: {known}")
            };
            return Err(PathError { column: at, message });
        };
        if roles.contains(&role) {
            return Err(PathError { column: at, message: format!("the role {role} stands twice") });
        }
        roles.push(role);
    }
    Ok(Arguments::Roles(roles))
}

/// Kinds of entity by name, `Agent` standing for whoever can act; each once, in the order written.
pub(crate) fn kinds(
    reader: &mut Reader<'_>,
    texts: &[Text<'_>],
    within: Option<&[EntityKind]>,
) -> Vec<EntityKind> {
    const AGENT: [EntityKind; 4] =
        [EntityKind::Person, EntityKind::Group, EntityKind::Org, EntityKind::Place];
    let mut kinds = Vec::new();
    for text in texts {
        let read = match text.value {
            "Agent" => AGENT.to_vec(),
            name => match name.parse::<EntityKind>() {
                Ok(kind) => vec![kind],
                Err(_) => {
                    let known: Vec<&str> = EntityKind::ALL.iter().map(|k| k.name()).collect();
                    let known = known.join(", ");
                    reader.error_in(
                        text,
                        1,
                        format!("unknown kind {name:?}; known: {known}, and Agent for a group"),
                    );
                    continue;
                }
            },
        };
        for kind in read {
            if within.is_some_and(|within| !within.contains(&kind)) {
                reader.error_in(
                    text,
                    1,
                    format!("{kind} is no kind of the relation; add it there or drop it here"),
                );
            } else if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
    }
    kinds
}
