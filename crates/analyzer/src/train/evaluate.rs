//! Scores a model on treebanks and corpora of names.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use simpul_text::{NameKind, Sentence, Span, Upos};

use super::corpus::{self, NamedSentence};
use super::{Part, TrainError};
use crate::analysis::{NEWS_NAMES, annotate, sentence};
use crate::model::Model;
use crate::tagger::Style;
use crate::word::Word;
use crate::{names, segment, tokenize};

/// A table of scores, in percent, ready to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// One line per test set, in Markdown.
    pub table: String,
}

/// Scores a model: on the test sets, or on what training with [`Part::HoldOut`] left out.
///
/// Relations are compared without subtype and punctuation counts, as in the CoNLL 2018 shared task. Scores from raw
/// text are F1 over words that stand at the same characters.
///
/// # Errors
/// [`TrainError`] where a test set is missing or malformed.
pub fn evaluate(data: &Path, model: &Model, part: Part) -> Result<Evaluation, TrainError> {
    let mut table = String::from(
        "| treebank | words | UPOS | feats | lemma | UAS | LAS | raw: words | sentences | UPOS | UAS | LAS |\n\
         |---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    let test_sets: Vec<(String, Vec<Sentence>, Style)> = match part {
        Part::All => {
            let files = [
                ("GSD test", "ud_id_gsd/id_gsd-ud-test.conllu", 0),
                ("CSUI test", "ud_id_csui/id_csui-ud-test.conllu", 1),
                ("PUD", "ud_id_pud/id_pud-ud-test.conllu", 1),
            ];
            let read = |(name, file, style): (&str, &str, Style)| {
                Ok((name.to_owned(), corpus::treebank(&data.join(file))?, style))
            };
            files.into_iter().map(read).collect::<Result<_, TrainError>>()?
        }
        Part::HoldOut => corpus::held_out(data)?
            .into_iter()
            .map(|t| (format!("held out, style {}", t.style), t.sentences, t.style))
            .collect(),
    };
    for (name, golds, style) in &test_sets {
        let gold_words = gold_words(golds, model, *style);
        let raw = raw(golds, model);
        let n: usize = golds.iter().map(|s| s.tokens.len()).sum();
        let percent = |k: usize| 100.0 * k as f64 / n.max(1) as f64;
        let _ = write!(table, "| {name} | {n} ");
        for k in [gold_words.upos, gold_words.feats, gold_words.lemma, gold_words.heads, gold_words.arcs] {
            let _ = write!(table, "| {:.2} ", percent(k));
        }
        for f1 in raw {
            let _ = write!(table, "| {f1:.2} ");
        }
        table.push_str("|\n");
    }
    table.push_str(
        "\n| names | precision | recall | F1 | Person | Org | Place |\n|---|---|---|---|---|---|---|\n",
    );
    let files: &[(&str, &str, Style)] = match part {
        Part::All => &[
            ("IDNer-news-2k test", "ner_id_idner2k/test.txt", NEWS_NAMES),
            ("NERGrit test", "ner_id_indonlu/nergrit_ner-grit.test.txt", 2),
        ],
        Part::HoldOut => &[("IDNer-news-2k dev", super::names::HELD_OUT, NEWS_NAMES)],
    };
    for (name, file, style) in files {
        let golds = corpus::named(&data.join(file))?;
        let all = score_names(&golds, model, *style, None);
        let _ = write!(table, "| {name} | {:.2} | {:.2} | {:.2} ", all.0, all.1, all.2);
        for kind in names::KINDS {
            let _ = write!(table, "| {:.2} ", score_names(&golds, model, *style, Some(kind)).2);
        }
        table.push_str("|\n");
    }
    Ok(Evaluation { table })
}

#[derive(Default)]
struct Counts {
    upos: usize,
    feats: usize,
    lemma: usize,
    heads: usize,
    arcs: usize,
}

fn plain(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

/// Compares with the words of the treebank given.
fn gold_words(golds: &[Sentence], model: &Model, style: Style) -> Counts {
    let mut counts = Counts::default();
    for gold in golds {
        let forms: Vec<&str> = gold.tokens.iter().map(|t| t.form.as_str()).collect();
        let words: Vec<Word> = forms.iter().map(|form| Word::new(form, &model.lexicon)).collect();
        let tokens = annotate(&forms, &words, model, style);
        for (a, b) in gold.tokens.iter().zip(&tokens) {
            counts.upos += usize::from(a.upos == b.upos);
            counts.feats += usize::from(a.feats == b.feats);
            counts.lemma += usize::from(a.lemma.to_lowercase() == b.lemma.to_lowercase());
            counts.heads += usize::from(a.head == b.head);
            counts.arcs += usize::from(a.head == b.head && plain(&a.deprel) == plain(&b.deprel));
        }
    }
    counts
}

/// Words, sentences, tags, heads, arcs, as F1, where only the characters are given: sentences in runs of ten.
fn raw(golds: &[Sentence], model: &Model) -> [f64; 5] {
    let mut same = [0usize; 5];
    let (mut n_gold, mut n_found) = ([0usize; 2], [0usize; 2]);
    for run in golds.chunks(10) {
        let (text, gold) = join(run);
        let surfaces = tokenize::tokenize(&text, &model.lists);
        let found: Vec<Sentence> = segment::sentences(&text, &surfaces, &model.lists)
            .into_iter()
            .map(|range| sentence(&text, &surfaces[range], model))
            .collect();
        let (a, b) = (facts(&gold), facts(&found));
        n_gold[0] += a.0.len();
        n_found[0] += b.0.len();
        n_gold[1] += a.1.len();
        n_found[1] += b.1.len();
        same[1] += a.1.intersection(&b.1).count();
        let by_span: std::collections::BTreeMap<Span, &Fact> = b.0.iter().map(|f| (f.span, f)).collect();
        for fact in &a.0 {
            let Some(other) = by_span.get(&fact.span) else { continue };
            same[0] += 1;
            same[2] += usize::from(fact.upos == other.upos);
            same[3] += usize::from(fact.head == other.head);
            same[4] += usize::from(fact.head == other.head && fact.relation == other.relation);
        }
    }
    let f1 = |same: usize, k: usize| 200.0 * same as f64 / (n_gold[k] + n_found[k]).max(1) as f64;
    [f1(same[0], 0), f1(same[1], 1), f1(same[2], 0), f1(same[3], 0), f1(same[4], 0)]
}

struct Fact {
    span: Span,
    upos: Upos,
    head: Option<Span>,
    relation: String,
}

fn facts(sentences: &[Sentence]) -> (Vec<Fact>, BTreeSet<Span>) {
    let mut facts = Vec::new();
    for sentence in sentences {
        for token in &sentence.tokens {
            facts.push(Fact {
                span: token.span,
                upos: token.upos,
                head: token.head.map(|head| sentence.tokens[head].span),
                relation: plain(&token.deprel).to_owned(),
            });
        }
    }
    (facts, sentences.iter().map(Sentence::span).collect())
}

/// The text of some sentences, with a space between two, and the sentences with their spans in it.
fn join(sentences: &[Sentence]) -> (String, Vec<Sentence>) {
    let mut text = String::new();
    let mut joined = Vec::new();
    for sentence in sentences {
        let start = text.len();
        let mut sentence = sentence.clone();
        for token in &mut sentence.tokens {
            let at = token.span.start + start;
            while text.len() < at {
                text.push(' ');
            }
            let end = token.span.end + start;
            token.span = Span::new(at, end);
            // a multiword token of another spelling has words of another length: pad or cut
            let form: String = token.form.chars().collect();
            text.push_str(form.get(..(end - at).min(form.len())).unwrap_or(&form));
            while text.len() < end {
                text.push('x');
            }
        }
        text.push(' ');
        joined.push(sentence);
    }
    (text, joined)
}

/// Precision, recall and F1 of exactly matching names.
fn score_names(
    golds: &[NamedSentence],
    model: &Model,
    style: Style,
    kind: Option<NameKind>,
) -> (f64, f64, f64) {
    let (mut n_gold, mut n_found, mut n_same) = (0, 0, 0);
    for gold in golds {
        let (words, tags) = super::names::prepare(gold, &model.lexicon, &model.tagger);
        let mut found = names::find(&words, &tags, style, &model.names);
        found.retain(|(_, k)| kind.is_none_or(|kind| *k == kind));
        let wanted: Vec<_> = gold.names.iter().filter(|(_, k)| kind.is_none_or(|kind| *k == kind)).collect();
        n_gold += wanted.len();
        n_found += found.len();
        n_same += wanted.iter().filter(|name| found.contains(name)).count();
    }
    let ratio = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    (ratio(n_same, n_found), ratio(n_same, n_gold), ratio(2 * n_same, n_gold + n_found))
}
