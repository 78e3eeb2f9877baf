use std::fmt;
use std::sync::Arc;

use simpul_fact::{EntityKind, Modality};
use simpul_text::Language;

use crate::{Path, Qualifier, Role, Test};

/// One rule of a relation: words that state the relation, and where its ends stand.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its name in evidence.
    pub id: BlockId,
    /// Line of its header in the file, from 1.
    pub line: usize,
    /// Words that set it off, in the order of the file. A block without any is tried on every token.
    pub triggers: Vec<Trigger>,
    /// Test on the token that carries the relation: `anchor` of a tree block, `only` of either kind.
    pub tests: Vec<Test>,
    /// The match is dropped where this leads anywhere.
    pub unless: Option<Path>,
    /// Where the subject stands.
    pub subject: Arguments,
    /// Where the object stands.
    pub object: Arguments,
    /// Where further words stand, each qualifier at most once.
    pub qualifiers: Vec<(Qualifier, Arguments)>,
    /// Kinds that the subject may have here, each one of the relation's.
    pub subject_kinds: Vec<EntityKind>,
    /// Kinds that the object may have here, each one of the relation's.
    pub object_kinds: Vec<EntityKind>,
    /// What the words assert, where they say more than that it is so.
    pub modality: Option<Modality>,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f32,
    /// True where coordinated subjects stand to one another in the relation if there is no object.
    pub reciprocal: bool,
    /// Words by which bodies are called of which the one named last is the subject of a passive that names none:
    /// *Pelaku ditangkap* after *Polisi …*. In lower case; empty for none.
    pub implied: Vec<String>,
    /// Relations that give way where this block gives a statement for the same word.
    pub before: Vec<String>,
    /// Line and column of every entry of `before`.
    pub(crate) before_at: Vec<(usize, usize)>,
}

/// A word, or a word and the words that follow it, that states a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// Which language it belongs to.
    pub language: Language,
    /// How it is looked for.
    pub class: WordClass,
    /// In lower case. The first is a citation form, a lemma or a form; the others are forms.
    pub words: Vec<String>,
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in the file, from 1, in Unicode code points.
    pub column: usize,
}

/// How a trigger's first word is compared with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordClass {
    /// A verb: Indonesian by its citation forms, English by its lemma.
    Verb,
    /// A noun: by its form, English also by its lemma.
    Noun,
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words.join(" "))
    }
}

/// Name of a block; prints as `visits/frame.1`, as evidence states it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId {
    /// The relation.
    pub relation: Arc<str>,
    /// What sort of block.
    pub kind: BlockKind,
    /// Place among the blocks of that sort in the file, from 1.
    pub number: usize,
}

/// The two sorts of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// Words and roles.
    Frame,
    /// A pattern on the tree.
    Tree,
}

impl BlockKind {
    /// The key in relation files: `frame`.
    pub fn name(self) -> &'static str {
        ["frame", "tree"][self as usize]
    }
}

impl fmt::Display for BlockId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}.{}", self.relation, self.kind.name(), self.number)
    }
}

/// Where an argument stands, seen from the token that carries the relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arguments {
    /// It fills one of these roles of the frame, looked at in this order.
    Roles(Vec<Role>),
    /// It is where the path leads.
    Path(Path),
}

impl fmt::Display for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Arguments::Roles(roles) => {
                let names: Vec<&str> = roles.iter().map(|r| r.name()).collect();
                f.write_str(&names.join(" | "))
            }
            Arguments::Path(path) => f.write_str(path.text()),
        }
    }
}
