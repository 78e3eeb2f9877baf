//! Scores names: exactly the same words and kind.

use std::fmt::Write;
use std::path::Path;

use simpul_text::{Language, NameKind};

use crate::analysis::NEWS_NAMES;
use crate::model::Model;
use crate::names;
use crate::tagger::Style;
use crate::train::corpus::{self, NamedSentence};
use crate::train::{Part, TrainError};

/// A corpus of names: what it is called, its file, how it is annotated.
type NameSet = (&'static str, &'static str, Style);

fn sets(language: Language, part: Part) -> &'static [NameSet] {
    match (language, part) {
        (Language::Id, Part::All) => &[
            ("IDNer-news-2k test", "ner_id_idner2k/test.txt", NEWS_NAMES),
            ("NERGrit test", "ner_id_indonlu/nergrit_ner-grit.test.txt", 2),
        ],
        (Language::Id, Part::HoldOut) => &[("IDNer-news-2k dev", "ner_id_idner2k/dev.txt", NEWS_NAMES)],
        (Language::En, Part::All) => &[
            ("UNER EWT test", "ner_en_uner_ewt/en_ewt-ud-test.iob2", NEWS_NAMES),
            ("UNER PUD", "ner_en_uner_pud/en_pud-ud-test.iob2", NEWS_NAMES),
        ],
        (Language::En, Part::HoldOut) => {
            &[("UNER EWT dev", "ner_en_uner_ewt/en_ewt-ud-dev.iob2", NEWS_NAMES)]
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
    for (name, file, style) in sets(language, part) {
        let golds = read(&data.join(file))?;
        let all = score(&golds, model, *style, None);
        let _ = write!(table, "| {name} | {:.2} | {:.2} | {:.2} ", all.0, all.1, all.2);
        for kind in names::KINDS {
            let _ = write!(table, "| {:.2} ", score(&golds, model, *style, Some(kind)).2);
        }
        table.push_str("|\n");
    }
    Ok(table)
}

fn read(path: &Path) -> Result<Vec<NamedSentence>, TrainError> {
    if path.extension().is_some_and(|e| e == "iob2") {
        Ok(universal_ner(&corpus::read(path)?))
    } else {
        corpus::named(path)
    }
}

/// Reads Universal NER: number, word, IOB2 tag and two more fields a line, comments, an empty line between sentences.
/// Names of other kinds are no names.
fn universal_ner(text: &str) -> Vec<NamedSentence> {
    let mut sentences = Vec::new();
    let mut sentence = NamedSentence { forms: Vec::new(), names: Vec::new() };
    let mut open: Option<NameKind> = None;
    for line in text.lines().filter(|l| !l.starts_with("# ")).chain([""]) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [number, form, tag, ..] = fields[..] else {
            if !sentence.forms.is_empty() {
                sentences.push(sentence);
                sentence = NamedSentence { forms: Vec::new(), names: Vec::new() };
            }
            open = None;
            continue;
        };
        if number.parse::<usize>().is_err() {
            continue;
        }
        let i = sentence.forms.len();
        sentence.forms.push(form.to_owned());
        let kind = match tag.get(2..) {
            Some("PER") => Some(NameKind::Person),
            Some("ORG") => Some(NameKind::Org),
            Some("LOC") => Some(NameKind::Place),
            _ => None,
        };
        match (kind, sentence.names.last_mut()) {
            (Some(_), Some((range, _))) if tag.starts_with('I') && open == kind => range.end = i + 1,
            (Some(kind), _) => sentence.names.push((i..i + 1, kind)),
            (None, _) => {}
        }
        open = kind;
    }
    sentences
}

/// Precision, recall and F1, in percent.
fn score(golds: &[NamedSentence], model: &Model, style: Style, kind: Option<NameKind>) -> (f64, f64, f64) {
    let (mut n_gold, mut n_found, mut n_same) = (0, 0, 0);
    for gold in golds {
        let (words, tags) = crate::train::names::prepare(gold, &model.lexicon, &model.tagger);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn universal_ner_is_read() {
        let text = "# sent_id = 1\n1\tAna\tB-PER\t-\t-\n2\tLee\tI-PER\t-\t-\n3-4\tleft\tO\t-\t-\n3\tlef\tO\t-\t-\n\
            4\tt\tB-OTH\t-\t-\n5\tOslo\tB-LOC\t-\t-\n6\tBern\tB-LOC\t-\t-\n\n1\tUN\tI-ORG\t-\t-\n";
        let sentences = universal_ner(text);
        assert_eq!(sentences[0].forms, ["Ana", "Lee", "lef", "t", "Oslo", "Bern"]);
        let (person, place) = (NameKind::Person, NameKind::Place);
        assert_eq!(sentences[0].names, [(0..2, person), (4..5, place), (5..6, place)]);
        assert_eq!(sentences[1].names, [(0..1, NameKind::Org)]);
    }
}
