use serde::{Deserialize, Serialize};

use crate::{Date, Span};

/// The language that an article is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

impl Language {
    /// The BCP 47 tag, `id` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Id => "id",
            Language::En => "en",
        }
    }
}

/// A news article as read: its whole text, and what of it is metadata, what is furniture, what is to be read.
///
/// Invariant: every span lies inside `text`; blocks are in text order, do not overlap one another, and overlap no
/// furniture: where furniture stands in the middle of a paragraph, the paragraph is two blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Name of the article: for a file, its name without folder and extension.
    pub id: String,
    /// What it is written in.
    pub language: Language,
    /// The text, byte for byte as in the file (a byte order mark included).
    pub text: String,
    /// What the newsroom says about the article.
    pub metadata: Metadata,
    /// Pieces set aside, in text order.
    pub furniture: Vec<Furniture>,
    /// Pieces to be read, in text order.
    pub blocks: Vec<Block>,
    /// Explicit dates in the blocks and the metadata, in text order.
    pub dates: Vec<DateMention>,
}

impl Article {
    /// The quoted piece.
    pub fn quote(&self, span: Span) -> &str {
        &self.text[span.range()]
    }
}

/// What a newsroom writes around an article, as far as recognised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// Headline.
    pub title: Option<Field<String>>,
    /// Publisher, as its usual name: `Kompas.com`.
    pub outlet: Option<Field<String>>,
    /// Place of the dateline: `Jakarta`.
    pub place: Option<Field<String>>,
    /// Publication date.
    pub published: Option<Field<Date>>,
    /// Writers and reporters.
    pub authors: Vec<Field<String>>,
    /// Editors.
    pub editors: Vec<Field<String>>,
    /// The agency or newsroom that the text was taken from, as its usual name: `Antara`.
    pub agency: Option<Field<String>>,
}

/// A value of the metadata and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T> {
    /// The value, normalised.
    pub value: T,
    /// Where it was read.
    pub span: Span,
}

/// A piece of text that is set aside, and the rule that did so.
#[derive(Clone, Debug, PartialEq)]
pub struct Furniture {
    /// Where.
    pub span: Span,
    /// Name of the rule: `dateline`, `baca_juga`, `tail_byline` …
    pub rule: String,
}

/// A piece of text to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The headline of the article.
    Title,
    /// A heading between paragraphs.
    Heading,
    /// A paragraph.
    Paragraph,
}

/// A date that the text states, resolved as far as the article allows.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// The words: `Rabu (19/6/2024)`.
    pub span: Span,
    /// The (first) day, month or year meant.
    pub date: Date,
    /// The last day, for a range such as `5-9 Desember 2017`.
    pub until: Option<Date>,
}
