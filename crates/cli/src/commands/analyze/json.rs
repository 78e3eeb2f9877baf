//! The analysis of an article as one line of JSON, a format that `simpul analyze --help` describes.

use serde::{Serialize, Serializer};
use simpul_fact::{Quote, Quoter};
use simpul_text::{self as text, Analysis, Article, BlockKind, Language, NameKind, Span};

/// One line. The order of fields is fixed.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: &'a str,
    language: Language,
    sentences: Vec<Sentence<'a>>,
}

#[derive(Debug, Serialize)]
struct Sentence<'a> {
    /// Number of the title, heading or paragraph, from 0.
    block: usize,
    kind: &'static str,
    #[serde(flatten)]
    place: Place,
    text: &'a str,
    tokens: Vec<Token<'a>>,
    names: Vec<Name<'a>>,
}

#[derive(Debug, Serialize)]
struct Token<'a> {
    id: usize,
    form: &'a str,
    lemma: &'a str,
    upos: &'static str,
    #[serde(serialize_with = "as_map")]
    feats: &'a text::Feats,
    head: usize,
    deprel: &'a str,
    clitic: bool,
    #[serde(flatten)]
    place: Place,
}

#[derive(Debug, Serialize)]
struct Name<'a> {
    kind: NameKind,
    /// Ids of its tokens.
    tokens: Vec<usize>,
    #[serde(flatten)]
    place: Place,
    text: &'a str,
}

/// Bytes and code points, end-exclusive.
#[derive(Debug, Serialize)]
struct Place {
    start: usize,
    end: usize,
    char_start: usize,
    char_end: usize,
}

/// The line, with its end.
pub(super) fn line(article: &Article, analysis: &Analysis) -> serde_json::Result<String> {
    let quoter = Quoter::new(&article.text);
    let sentences = analysis.sentences.iter().map(|s| sentence(s, article, &quoter)).collect();
    let line = Line { id: &article.id, language: article.language, sentences };
    Ok(serde_json::to_string(&line)? + "\n")
}

fn sentence<'a>(sentence: &'a text::Sentence, article: &'a Article, quoter: &Quoter<'_>) -> Sentence<'a> {
    let place = |span: Span| {
        let Quote { start, end, char_start, char_end, .. } = quoter.quote(span);
        Place { start, end, char_start, char_end }
    };
    let token = |(i, token): (usize, &'a text::Token)| Token {
        id: i + 1,
        form: &token.form,
        lemma: &token.lemma,
        upos: token.upos.tag(),
        feats: &token.feats,
        head: token.head.map_or(0, |h| h + 1),
        deprel: &token.deprel,
        clitic: token.clitic,
        place: place(token.span),
    };
    let name = |name: &'a text::Name| {
        let span = sentence.span_of(name.tokens.clone());
        let tokens = name.tokens.clone().map(|i| i + 1).collect();
        Name { kind: name.kind, tokens, place: place(span), text: article.quote(span) }
    };
    Sentence {
        block: sentence.block,
        kind: match article.blocks.get(sentence.block).map(|b| b.kind) {
            Some(BlockKind::Title) => "title",
            Some(BlockKind::Heading) => "heading",
            Some(BlockKind::Paragraph) | None => "paragraph",
        },
        place: place(sentence.span()),
        text: article.quote(sentence.span()),
        tokens: sentence.tokens.iter().enumerate().map(token).collect(),
        names: sentence.names.iter().map(name).collect(),
    }
}

/// `Number=Sing|Person=3` as `{"Number":"Sing","Person":"3"}`.
fn as_map<S: Serializer>(feats: &text::Feats, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(feats.0.split('|').filter_map(|f| f.split_once('=')))
}
