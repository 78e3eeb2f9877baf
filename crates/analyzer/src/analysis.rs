//! The whole way from a block of text to sentences with trees and names.

use std::ops::Range;

use simpul_net::Styles;
use simpul_text::{Analysis, Article, Feats, Language, Name, NameKind, Sentence, Span, Token, Upos};

use crate::model::Model;
use crate::tagger::Style;
use crate::tokenize::Surface;
use crate::word::Word;
use crate::{
    agreement, bodies, clitics, feats, joins, lemma, names, neural, parser, segment, tagger, teams, tokenize,
};

/// What is known of the words of a sentence.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) tags: Vec<Upos>,
    pub(crate) feats: Vec<Feats>,
    /// Index of the head; beyond the words for the root.
    pub(crate) heads: Vec<usize>,
    /// Number of the relation.
    pub(crate) relations: Vec<usize>,
    /// Names as runs of words; `None` where they are to be found after.
    pub(crate) names: Option<Vec<(Range<usize>, NameKind)>>,
}

/// Analyses the blocks of an article, each on its own. Cannot fail; a block without words gives no sentence.
///
/// The tokens of a block hold each of its bytes once, except white space and zero-width spaces.
pub fn analyze(article: &Article, model: &Model) -> Analysis {
    let mut sentences = Vec::new();
    for (block, piece) in article.blocks.iter().enumerate() {
        let Some(text) = article.text.get(piece.span.range()) else { continue };
        for sentence in block_sentences(text, model, model.styles) {
            let shift = |span: Span| Span::new(span.start + piece.span.start, span.end + piece.span.start);
            let tokens = sentence.tokens.into_iter().map(|t| Token { span: shift(t.span), ..t }).collect();
            sentences.push(Sentence { tokens, block, ..sentence });
        }
    }
    let learned = teams::teams(&sentences, agreement::agree(&sentences), &model.lists);
    let merge = |(sentence, learned): (Sentence, Vec<Name>)| Sentence {
        names: model.patterns.merge(&sentence.tokens, &learned),
        ..sentence
    };
    Analysis { sentences: sentences.into_iter().zip(learned).map(merge).collect() }
}

/// Analyses the sentences of a text, as the treebank of this style writes words and sentences; spans count in `text`.
pub(crate) fn block_sentences<'a>(
    text: &'a str,
    model: &'a Model,
    styles: Styles,
) -> impl Iterator<Item = Sentence> + 'a {
    let words = tokenize::tokenize(text, &model.lists);
    let ranges = segment::sentences(text, &words, &model.lists, &model.lexicon, model.boundaries.as_ref());
    ranges.into_iter().map(move |range| {
        let words = &words[range];
        if model.lists.cuts_marks(styles.trees) {
            return sentence(text, &tokenize::apart(text, words), model, styles);
        }
        sentence(text, words, model, styles)
    })
}

/// Analyses one sentence; spans count in `text`.
pub(crate) fn sentence(text: &str, surfaces: &[Surface], model: &Model, styles: Styles) -> Sentence {
    let (spans, firsts) = split(text, surfaces, model, styles.trees);
    let forms: Vec<&str> = spans.iter().map(|span| &text[span.range()]).collect();
    let reading = read(&forms, model, styles);
    let mut tokens = tokens(&forms, &reading, model, styles);
    for (i, token) in tokens.iter_mut().enumerate() {
        token.span = spans[i];
        token.clitic = firsts.binary_search(&i).is_err();
    }
    let names = match reading.names {
        Some(names) => {
            // a clitic at the end belongs to no name: Indonesia·nya
            let end = |range: &Range<usize>| {
                range.clone().rev().find(|i| !tokens[*i].clitic).map_or(range.end, |last| last + 1)
            };
            names.into_iter().map(|(r, kind)| Name { tokens: r.start..end(&r), kind }).collect()
        }
        None => find_names(text, surfaces, &firsts, &tokens, model, styles.names),
    };
    let names = bodies::mark(joins::join(names, &tokens, &model.lists), &tokens, &model.lists);
    Sentence { tokens, names, block: 0 }
}

/// Cuts clitics off: the spans of the words, and the index of the first word of each surface word.
pub(crate) fn split(
    text: &str,
    surfaces: &[Surface],
    model: &Model,
    style: Style,
) -> (Vec<Span>, Vec<usize>) {
    let forms: Vec<&str> = surfaces.iter().map(|s| &text[s.span.range()]).collect();
    let cuts = clitics::split(&forms, &model.lists, &model.lexicon, style, &model.clitics);
    let (mut spans, mut firsts) = (Vec::with_capacity(forms.len()), Vec::with_capacity(forms.len()));
    for ((surface, form), cuts) in surfaces.iter().zip(&forms).zip(&cuts) {
        firsts.push(spans.len());
        let mut start = surface.span.start;
        for piece in clitics::pieces(form, cuts) {
            spans.push(Span::new(start, start + piece.len()));
            start += piece.len();
        }
    }
    (spans, firsts)
}

/// Reads words with the network of the model, or without one with its linear parts.
fn read(forms: &[&str], model: &Model, styles: Styles) -> Reading {
    if let Some(net) = &model.net {
        return neural::read(forms, net, model, styles);
    }
    let words: Vec<Word> = forms.iter().map(|form| Word::new(form, &model.lexicon)).collect();
    let tags = tagger::tag(&words, styles.trees, &model.tagger);
    let tree = parser::parse(&words, &tags, styles.trees, &model.relations, &model.parser);
    let feats = forms.iter().zip(&words).zip(&tags);
    let feats = feats.map(|((form, word), tag)| feats::feats(form, word, *tag, model)).collect();
    Reading { tags, feats, heads: tree.heads, relations: tree.relations, names: None }
}

/// Tags and parses words. Spans are left empty, clitics unmarked.
#[cfg(feature = "train")]
pub(crate) fn annotate(forms: &[&str], model: &Model, styles: Styles) -> Vec<Token> {
    tokens(forms, &read(forms, model, styles), model, styles)
}

/// What stands below a word.
#[derive(Clone, Copy, Debug, Default)]
struct Phrase {
    /// *oleh*
    agent: bool,
    /// A preposition.
    case: bool,
    /// A direct object.
    object: bool,
}

fn tokens(forms: &[&str], reading: &Reading, model: &Model, styles: Styles) -> Vec<Token> {
    let news = styles.trees == model.styles.trees;
    let Reading { tags, feats, heads, relations, .. } = reading;
    let mut phrases = vec![Phrase::default(); forms.len()];
    for (i, form) in forms.iter().enumerate() {
        if let Some(phrase) = phrases.get_mut(heads[i]) {
            phrase.agent |= form.eq_ignore_ascii_case("oleh");
            phrase.case |= model.relations.0[relations[i]] == "case";
            phrase.object |= model.relations.0[relations[i]] == "obj";
        }
    }
    let mut tokens = Vec::with_capacity(forms.len());
    for (i, form) in forms.iter().enumerate() {
        let head = heads[i];
        let deprel = model.relations.0[relations[i]].as_str();
        tokens.push(Token {
            span: Span::new(0, 0),
            form: (*form).to_owned(),
            lemma: lemma::lemma(form, tags[i], model),
            upos: tags[i],
            feats: feats[i].clone(),
            head: (head < forms.len()).then_some(head),
            deprel: match model.language {
                Language::Id if bare_object(i, forms, reading, deprel, &phrases) => "obj",
                Language::Id => relation(deprel, tags.get(head).copied(), phrases[i].agent, news),
                Language::En => deprel,
            }
            .to_owned(),
            clitic: false,
        });
    }
    tokens
}

/// *mengunjungi Vietnam*: what stands right after an active verb, without preposition, is its object.
fn bare_object(i: usize, forms: &[&str], reading: &Reading, deprel: &str, phrases: &[Phrase]) -> bool {
    let head = reading.heads[i];
    head + 1 == i
        && deprel == "obl"
        && matches!(reading.tags[i], Upos::Noun | Upos::Propn)
        && reading.feats[head].get("Voice") == Some("Act")
        && forms[head].get(..2).is_some_and(|start| start.eq_ignore_ascii_case("me"))
        && !phrases[i].case
        && !phrases[head].object
}

/// *diresmikan oleh bupati pada 2019*: what stands with a verb or adjective is oblique (with *oleh*, an agent), what
/// stands with a noun or name is a modifier. The treebank of the news style knows no exception to the first in 4,000
/// phrases. UD Indonesian-GSD has modifiers with adjectives, so there they stay what they are.
fn relation(relation: &str, head: Option<Upos>, agent: bool, news: bool) -> &str {
    match (head, relation) {
        (Some(Upos::Adj), _) if !news => relation,
        (Some(Upos::Verb), "nmod" | "obl") if agent => "obl:agent",
        (Some(Upos::Verb | Upos::Adj), "nmod") => "obl",
        (Some(Upos::Verb | Upos::Adj), "nmod:tmod") => "obl:tmod",
        (Some(Upos::Noun | Upos::Propn), "obl") => "nmod",
        (Some(Upos::Noun | Upos::Propn), "obl:tmod") => "nmod:tmod",
        _ => relation,
    }
}

fn find_names(
    text: &str,
    surfaces: &[Surface],
    firsts: &[usize],
    tokens: &[Token],
    model: &Model,
    style: Style,
) -> Vec<Name> {
    let form = |s: &Surface| Word::new(&text[s.span.range()], &model.lexicon);
    let words: Vec<Word> = surfaces.iter().map(form).collect();
    let tags: Vec<_> = firsts.iter().map(|i| tokens[*i].upos).collect();
    let last_word = |surface: usize| {
        let end = firsts.get(surface + 1).copied().unwrap_or(tokens.len());
        // a clitic at the end belongs to no name: Indonesia·nya
        Range { start: firsts[surface], end: end.min(firsts[surface] + 1) }
    };
    names::find(&words, &tags, style, &model.names)
        .into_iter()
        .map(|(range, kind)| Name { tokens: firsts[range.start]..last_word(range.end - 1).end, kind })
        .collect()
}
