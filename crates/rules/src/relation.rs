use std::sync::Arc;

use simpul_fact::Relation;
use simpul_text::Language;

use crate::block::BlockKind;
use crate::example::Yield;
use crate::read_block::block;
use crate::read_relation::{read_by, relation};
use crate::reader::{Reader, Table};
use crate::{Block, BlockId, Classes, Example, RuleError, bracket};

/// A relation with the rules that find it and the examples that prove them: one file of `relations/`.
#[derive(Clone, Debug)]
pub struct RelationRules {
    /// The file, as the caller named it.
    pub file: String,
    /// The relation as the vocabulary states it.
    pub relation: Relation,
    /// A stage of the extractor that reads the relation beside the rules, such as `titles`. Such a file may do without
    /// blocks.
    pub read_by: Option<String>,
    /// Its rules, in the order of the file.
    pub blocks: Vec<Block>,
    /// Its examples, in the order of the file.
    pub examples: Vec<Example>,
}

/// Reads a relation file. `file_name` is for errors and for the check that the file is named after its relation;
/// `classes` are those of the grammar. All errors come at once, in the order of the file.
///
/// ```toml
/// [relation]
/// name      = "visits"                            # as the file is named
/// label     = { id = "mengunjungi", en = "visits" }
/// meaning   = { id = "subjek pergi ke objek", en = "the subject travels to the object" }
/// subject   = ["Agent"]                           # kinds of entity; Agent is Person, Group, Org, Place
/// object    = ["Place", "Event"]                  # [] where the object is reported words
/// symmetric = false                               # optional, as are the next three
/// plover    = "CONSULT"
/// cameo     = "042"
/// match     = { close = ["wdt:P1344"] }           # properties of other vocabularies: exact, close, broad, narrow
/// inverse   = { name = "visitedBy", id = "dikunjungi oleh", en = "is visited by" }
///                                                 # with a match of its own; none where symmetric
/// read_by   = "titles"                            # optional: a stage that also reads it, so that blocks may lack
///
/// [[frame]]                                       # words and roles
/// id        = ["mengunjungi", "bertandang"]       # verbs, as a dictionary cites them, in lower case
/// noun      = ["kunjungan", "lawatan resmi"]      # nouns, by their form; a phrase is its words in a row
/// en        = ["visit"]                           # the same in English: lemmas of verbs
/// en_noun   = ["visit"]                           # … and nouns
/// subject   = "agent"                             # roles, tried in this order
/// object    = "goal | patient"
///
/// [[tree]]                                        # what roles cannot say
/// anchor    = "[form=pelawat]"                    # and words as above: one of the two must be there
/// subject   = "<appos | >appos"                   # a path, or roles as above
/// object    = ">nmod[case=ke]"
///
/// [[example]]                                     # at least one that yields and one that stays silent
/// id        = "Budi mengunjungi Medan pada 2024."
/// yields    = ["Budi -> Medan @ 2024"]            # see `Yield`
/// [[example]]
/// en        = "Budi reads."
/// yields    = []
/// ```
///
/// Either block may also have:
///
/// | key | meaning |
/// |---|---|
/// | `only` | a [test](crate::Test) that the token must pass |
/// | `unless` | a [path](crate::Path); no match where it leads anywhere |
/// | `item`, `from`, `where`, `by` | where qualifiers stand, written as `object` is |
/// | `subject_kinds`, `object_kinds` | some of the relation's kinds |
/// | `modality` | what the words assert: `planned`, `possible`, `negated` |
/// | `confidence` | from 0 to 1; if left out 0.9 for a frame block, 0.8 for a tree block |
/// | `reciprocal` | true: coordinated subjects without an object stand to one another in the (symmetric) relation |
/// | `before` | relations that give way where both fit one word |
/// | `uncited` | verbs of `id` that begin with *di* and are citation forms all the same |
pub fn parse_relation(
    file_name: &str,
    text: &str,
    classes: &Classes,
) -> Result<RelationRules, Vec<RuleError>> {
    let (root, mut reader) = Reader::new(file_name, text)?;
    let root = reader.table(root.get_ref(), 0, &["relation", "frame", "tree", "example"]);
    let relation = relation(&mut reader, &root, file_name);
    let mut blocks = Vec::new();
    for kind in [BlockKind::Frame, BlockKind::Tree] {
        let tables = root.inners(&mut reader, kind.name());
        for (i, (entries, start)) in tables.into_iter().enumerate() {
            let name = Arc::from(relation.name.as_str());
            let id = BlockId { relation: name, kind, number: i + 1 };
            if let Some(block) = block(&mut reader, entries, start, id, &relation, classes) {
                blocks.push((start, block));
            }
        }
    }
    let read_by = read_by(&mut reader, &root);
    if !root.has("frame") && !root.has("tree") && read_by.is_none() {
        reader.error(0, "the file has no [[frame]] and no [[tree]]");
    }
    let (mut examples, mut some_yields, mut some_silent) = (Vec::new(), false, false);
    for (entries, start) in root.inners(&mut reader, "example") {
        let table = reader.table(entries, start, &["id", "en", "yields", "tree"]);
        examples.extend(example(&mut reader, &table));
        let silent = table.texts(&mut reader, "yields").is_empty();
        some_yields |= !silent;
        some_silent |= silent;
    }
    let relation_start = root.inner(&mut reader, "relation").map_or(0, |r| r.1);
    if !some_yields {
        reader.error(relation_start, "no example yields a statement; add an [[example]]");
    }
    if !some_silent {
        reader.error(relation_start, "no example stays silent; add an [[example]] with yields = []");
    }
    blocks.sort_by_key(|b| b.0);
    let blocks = blocks.into_iter().map(|b| b.1).collect();
    let errors = reader.into_errors();
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(RelationRules { file: file_name.to_owned(), relation, read_by, blocks, examples })
}

fn example(reader: &mut Reader<'_>, table: &Table<'_>) -> Option<Example> {
    let (language, key) = match (table.has("id"), table.has("en")) {
        (true, false) => (Language::Id, "id"),
        (false, true) => (Language::En, "en"),
        _ => {
            reader.error(table.start, "an example has one sentence; give id or en");
            return None;
        }
    };
    let text = table.required(reader, key);
    if !table.has("yields") {
        reader.error(table.start, "yields is missing; write yields = [] for a sentence that stays silent");
        return None;
    }
    let mut yields = Vec::new();
    for statement in table.texts(reader, "yields") {
        match Yield::parse(statement.value) {
            Ok(statement) => yields.push(statement),
            Err((column, message)) => reader.error_in(&statement, column, message),
        }
    }
    let tree = table.text(reader, "tree");
    if let Some(Err(error)) = tree.as_ref().map(|t| bracket::parse(t.value)) {
        tree.iter().for_each(|t| reader.error_in(t, error.column, error.message.as_str()));
    }
    Some(Example {
        language,
        text: text?.value.to_owned(),
        yields,
        tree: tree.map(|t| t.value.to_owned()),
        line: reader.position(table.start).0,
    })
}
