//! Scores names: exactly the same words and kind.

use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

use simpul_net::Styles;
use simpul_text::{Language, NameKind, Span};

use crate::analysis::sentence;
use crate::model::Model;
use crate::names;
use crate::tagger::Style;
use crate::tokenize::Surface;
use crate::train::corpus::Corpora;
use crate::train::named::{Named, NamedSentence, named};
use crate::train::{Part, TrainError};

fn sets(language: Language, part: Part, news: Style) -> Vec<(&'static str, Named)> {
    match (language, part) {
        (Language::Id, Part::All) => vec![
            ("IDNer-news-2k test", Named::new("ner_id_idner2k/test.txt", news, (0, 0))),
            ("NERGrit test", Named::new("ner_id_indonlu/nergrit_ner-grit.test.txt", 2, (0, 0))),
        ],
        (Language::Id, Part::HoldOut) => {
            vec![("IDNer-news-2k dev", Corpora::of(language).held_out_names.styled(news))]
        }
        (Language::En, Part::All) => vec![
            ("UNER EWT test", Named::new("ner_en_uner_ewt/en_ewt-ud-test.iob2", 0, (1, 2))),
            ("UNER PUD", Named::new("ner_en_uner_pud/en_pud-ud-test.iob2", 0, (1, 2))),
        ],
        (Language::En, Part::HoldOut) => {
            vec![("UNER EWT dev", Corpora::of(language).held_out_names.clone())]
        }
    }
}

/// A table of precision, recall and F1 in percent, and F1 by kind.
pub(crate) fn table(
    data: &Path,
    language: Language,
    model: &Model,
    part: Part,
) -> Result<String, TrainError> {
    let mut table = String::from(
        "| names | precision | recall | F1 | Person | Org | Place |\n|---|---|---|---|---|---|---|\n",
    );
    for (name, corpus) in &sets(language, part, model.styles.names) {
        let golds = named(data, corpus)?;
        let style = &corpus.style;
        let all = score(&golds, model, *style, None);
        let _ = write!(table, "| {name} | {:.2} | {:.2} | {:.2} ", all.0, all.1, all.2);
        for kind in names::KINDS {
            let _ = write!(table, "| {:.2} ", score(&golds, model, *style, Some(kind)).2);
        }
        table.push_str("|\n");
    }
    Ok(table)
}

/// Precision, recall and F1, in percent.
fn score(golds: &[NamedSentence], model: &Model, style: Style, kind: Option<NameKind>) -> (f64, f64, f64) {
    let (mut n_gold, mut n_found, mut n_same) = (0, 0, 0);
    for gold in golds {
        let mut found = find(gold, model, style);
        found.retain(|(_, k)| kind.is_none_or(|kind| *k == kind));
        let wanted: Vec<_> = gold.names.iter().filter(|(_, k)| kind.is_none_or(|kind| *k == kind)).collect();
        n_gold += wanted.len();
        n_found += found.len();
        n_same += wanted.iter().filter(|name| found.contains(name)).count();
    }
    let ratio = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    (ratio(n_same, n_found), ratio(n_same, n_gold), ratio(2 * n_same, n_gold + n_found))
}

/// The names that the analyzer finds in the words of a sentence, as runs of these.
fn find(gold: &NamedSentence, model: &Model, style: Style) -> Vec<(Range<usize>, NameKind)> {
    let text = gold.forms.join(" ");
    let mut surfaces: Vec<Surface> = Vec::new();
    for form in &gold.forms {
        let start = surfaces.last().map_or(0, |s| s.span.end + 1);
        let span = Span::new(start, start + form.len());
        surfaces.push(Surface { span, spaced: true, new_line: false, new_paragraph: false });
    }
    let sentence = sentence(&text, &surfaces, model, Styles { names: style, ..model.styles });
    let word = |at: usize| surfaces.partition_point(|s| s.span.end <= at);
    let run = |tokens: &Range<usize>| {
        let span = sentence.span_of(tokens.clone());
        word(span.start)..word(span.end - 1) + 1
    };
    sentence.names.iter().map(|name| (run(&name.tokens), name.kind)).collect()
}
