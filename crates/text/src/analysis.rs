use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::Span;

/// What the analyzer found in one article: its sentences, in text order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Sentences, in text order.
    pub sentences: Vec<Sentence>,
}

/// A sentence: syntactic words with a dependency tree over them, and the names in it.
///
/// Invariant: heads are indices into `tokens`, exactly one token has none (the root), and there is no cycle.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// Syntactic words.
    pub tokens: Vec<Token>,
    /// Names, in text order, not overlapping.
    pub names: Vec<Name>,
    /// Index of the article's block that it stands in.
    pub block: usize,
}

/// A syntactic word as Universal Dependencies defines it: a clitic is a word of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands. The words of a multiword token share out its bytes: *menyetujui·nya*.
    pub span: Span,
    /// The word as written; equal to the text at `span`.
    pub form: String,
    /// Root of the word, in lower case unless it is a name: *timbang* for *mempertimbangkan*.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Morphological features.
    pub feats: Feats,
    /// Index of the head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Universal dependency relation to the head, with subtype: `nsubj:pass`.
    pub deprel: String,
    /// True where this word is the second or later word of a multiword token (glued to the one before).
    pub clitic: bool,
}

/// A name: tokens that together name a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Token indices in the sentence.
    pub tokens: Range<usize>,
    /// What kind of thing.
    pub kind: NameKind,
}

/// The kinds of name: the first three are learned, the others found by patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation.
    Org,
    /// A place.
    Place,
    /// A day, month, year, season or part of one, stated or relative: *19 Juni 2024*, *pekan lalu*, *the 1990s*. No
    /// time of day.
    Date,
    /// An amount in a currency: *Rp 5,2 triliun*, *$3.5 billion*.
    Money,
    /// A number with its unit of measure, time or counting: *3.000 ton*, *12 persen*, *two years*, *dua orang*.
    Quantity,
    /// A law, decree or article of one: *UU Nomor 11 Tahun 2020*, *Clean Air Act*.
    Law,
    /// A named event: *Pemilu 2024*, *Perang Dunia II*.
    Event,
    /// A product of a maker, with its model: *Airbus A320*.
    Product,
}

impl NameKind {
    /// All kinds, in the order of the enum.
    pub const ALL: [NameKind; 9] = [
        NameKind::Person,
        NameKind::Org,
        NameKind::Place,
        NameKind::Date,
        NameKind::Money,
        NameKind::Quantity,
        NameKind::Law,
        NameKind::Event,
        NameKind::Product,
    ];

    /// The kind as files and tables write it: `Person`.
    pub fn tag(self) -> &'static str {
        match self {
            NameKind::Person => "Person",
            NameKind::Org => "Org",
            NameKind::Place => "Place",
            NameKind::Date => "Date",
            NameKind::Money => "Money",
            NameKind::Quantity => "Quantity",
            NameKind::Law => "Law",
            NameKind::Event => "Event",
            NameKind::Product => "Product",
        }
    }

    /// The kind that is written so.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.tag() == tag)
    }

    /// True for the learned kinds, which name somebody or something with a place of its own in the graph.
    pub fn is_entity(self) -> bool {
        matches!(self, NameKind::Person | NameKind::Org | NameKind::Place)
    }
}

/// Morphological features as CoNLL-U writes them: `Number=Sing|Person=3`, or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feats(pub String);

impl Feats {
    /// The value of a feature.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.split('|').find_map(|f| f.strip_prefix(name)?.strip_prefix('='))
    }
}

impl Sentence {
    /// The words of the sentence, from the first to the last.
    pub fn span(&self) -> Span {
        match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::new(0, 0),
        }
    }

    /// The bytes that a run of tokens covers. The run must not be empty.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// The dependents of a token, in text order.
    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens.iter().enumerate().filter(move |(_, t)| t.head == Some(head)).map(|(i, _)| i)
    }

    /// The root's index; `None` for a sentence without tokens.
    pub fn root(&self) -> Option<usize> {
        self.tokens.iter().position(|t| t.head.is_none())
    }
}

/// Universal part-of-speech tags, <https://universaldependencies.org/u/pos/>.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the tags are the documentation")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Upos {
    /// All tags, in the order of the enum.
    pub const ALL: [Upos; 17] = [
        Upos::Adj,
        Upos::Adp,
        Upos::Adv,
        Upos::Aux,
        Upos::Cconj,
        Upos::Det,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Part,
        Upos::Pron,
        Upos::Propn,
        Upos::Punct,
        Upos::Sconj,
        Upos::Sym,
        Upos::Verb,
        Upos::X,
    ];

    /// The tag as CoNLL-U writes it: `PROPN`.
    pub fn tag(self) -> &'static str {
        const TAGS: [&str; 17] = [
            "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
            "PUNCT", "SCONJ", "SYM", "VERB", "X",
        ];
        TAGS[self as usize]
    }

    /// The tag of that name.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Upos::ALL.into_iter().find(|u| u.tag() == tag)
    }
}
