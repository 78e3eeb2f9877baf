//! Scores a model on treebanks, on corpora of names, and on the names behind gold statements.

mod conll18;
mod mentions;
mod names;
mod test_set;

use std::fmt::Write;
use std::path::Path;

use simpul_text::Language;

use super::{Part, TrainError, corpus};
use crate::model::Model;
use crate::tagger::Style;
use test_set::TestSet;

/// The scores of a model, and the files that they were counted on.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// For each test set and input, `raw` (plain text) or `words` (words and sentences of the treebank): F1 in percent,
    /// in the order of [`Evaluation::METRICS`].
    pub treebanks: Vec<(String, &'static str, [f64; 9])>,
    /// Table of the scores of names, in Markdown.
    pub names: String,
    /// Name and content of files: for each test set the plain text `SET.txt`, the treebank `SET.gold.conllu`, and for each
    /// input `SET.INPUT.conllu`, made by the model.
    pub files: Vec<(String, String)>,
}

/// The treebanks to test on: language, name, file, style.
const TEST_SETS: [(Language, &str, &str, Style); 5] = [
    (Language::Id, "id_gsd_test", "ud_id_gsd/id_gsd-ud-test.conllu", 0),
    (Language::Id, "id_csui_test", "ud_id_csui/id_csui-ud-test.conllu", 1),
    (Language::Id, "id_pud", "ud_id_pud/id_pud-ud-test.conllu", 1),
    (Language::En, "en_ewt_test", "ud_en_ewt/en_ewt-ud-test.conllu", 0),
    (Language::En, "en_pud", "ud_en_pud/en_pud-ud-test.conllu", 1),
];

/// Scores a model of a language: on the test sets, or on what training with [`Part::HoldOut`] left out.
///
/// The figures are those of the official script of the CoNLL 2018 shared task. A treebank is analysed in its own
/// style of annotation.
///
/// # Errors
/// [`TrainError`] where a test set is missing or malformed.
pub fn evaluate(
    data: &Path,
    model: &Model,
    language: Language,
    part: Part,
) -> Result<Evaluation, TrainError> {
    let mut evaluation = Evaluation {
        treebanks: Vec::new(),
        names: names::table(data, language, model, part)?,
        files: Vec::new(),
    };
    for set in test_sets(data, language, part)? {
        for (input, system) in [("raw", set.read_text(model)), ("words", set.read_words(model))] {
            let f1 = conll18::score(&set.gold, &system).map_err(|source| TrainError::Treebank {
                path: format!("{}.{input}.conllu", set.name).into(),
                source,
            })?;
            evaluation.treebanks.push((set.name.clone(), input, f1));
            evaluation.files.push((format!("{}.{input}.conllu", set.name), system));
        }
        evaluation.files.push((format!("{}.gold.conllu", set.name), set.gold));
        evaluation.files.push((format!("{}.txt", set.name), set.text));
    }
    Ok(evaluation)
}

fn test_sets(data: &Path, language: Language, part: Part) -> Result<Vec<TestSet>, TrainError> {
    if part == Part::HoldOut {
        let set = |t: corpus::Treebank| {
            TestSet::from_sentences(&format!("held_out_style_{}", t.style), language, t.style, &t.sentences)
        };
        return Ok(corpus::Corpora::of(language).held_out(data)?.into_iter().map(set).collect());
    }
    let read = |(_, name, file, style): &(Language, &str, &str, Style)| {
        Ok(TestSet::from_conllu(name, language, *style, corpus::read(&data.join(file))?))
    };
    TEST_SETS.iter().filter(|set| set.0 == language).map(read).collect()
}

impl Evaluation {
    /// What the shared task scores, as its script calls it.
    pub const METRICS: [&'static str; 9] = conll18::METRICS;

    /// All scores, as tables in Markdown.
    pub fn table(&self) -> String {
        let mut table = format!("| test set | input | {} |\n", Self::METRICS.join(" | "));
        let _ = writeln!(table, "|---|---|{}", "---|".repeat(Self::METRICS.len()));
        for (name, input, f1) in &self.treebanks {
            let figures: Vec<String> = f1.iter().map(|f1| format!("{f1:.2}")).collect();
            let _ = writeln!(table, "| {name} | {input} | {} |", figures.join(" | "));
        }
        format!("{table}\n{}", self.names)
    }

    /// In how many of the subjects and objects of gold statements that are named persons, organisations or places the
    /// model finds a name, exactly and of the right kind: a table in Markdown, and a line for each entity missed. The
    /// folder holds articles `NAME.txt` and statements `NAME.gold`; those of other languages are passed over.
    ///
    /// # Errors
    /// [`TrainError`] where the folder or a file of it cannot be read.
    pub fn mentions(
        folder: &Path,
        language: Language,
        model: &Model,
    ) -> Result<(String, Vec<String>), TrainError> {
        mentions::coverage(folder, language, model)
    }
}
