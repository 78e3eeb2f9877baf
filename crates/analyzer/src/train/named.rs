//! Reads corpora of names: *"Ana B-PER / Lee I-PER / left O"*, a word a line, or entities in a treebank.

use std::ops::Range;
use std::path::Path;

use simpul_text::NameKind;

use super::corpus::{documents, read};
use super::{TrainError, entities};
use crate::tagger::Style;

/// A corpus of names.
#[derive(Clone)]
pub(crate) struct Named {
    path: &'static str,
    pub(crate) style: Style,
    format: Format,
}

/// How a corpus of names is written.
#[derive(Clone, Copy)]
enum Format {
    /// A word a line with its IOB tag, an empty line between sentences. The columns of the form and of the tag, the
    /// latter counted from the end of the line.
    Columns((usize, usize)),
    /// Treebanks with entities in GUM's notation: the documents that `splits.md` lists under this heading.
    Entities(&'static str),
}

impl Named {
    /// A file of words with tags in these columns.
    pub(crate) const fn new(path: &'static str, style: Style, columns: (usize, usize)) -> Self {
        Named { path, style, format: Format::Columns(columns) }
    }

    /// A folder of treebanks with entities.
    pub(crate) const fn entities(path: &'static str, heading: &'static str, style: Style) -> Self {
        Named { path, style, format: Format::Entities(heading) }
    }

    /// The same corpus, read in another style.
    pub(crate) fn styled(&self, style: Style) -> Self {
        Named { style, ..self.clone() }
    }
}

/// A sentence of a corpus of names.
pub(crate) struct NamedSentence {
    pub(crate) forms: Vec<String>,
    pub(crate) names: Vec<(Range<usize>, NameKind)>,
}

/// Reads a corpus of names.
pub(crate) fn named(data: &Path, corpus: &Named) -> Result<Vec<NamedSentence>, TrainError> {
    match corpus.format {
        Format::Columns(columns) => Ok(named_text(&read(&data.join(corpus.path))?, columns)),
        Format::Entities(heading) => {
            let mut sentences = Vec::new();
            for path in documents(data, corpus.path, heading)? {
                sentences.extend(entities::named(&read(&path)?));
            }
            Ok(sentences)
        }
    }
}

fn named_text(text: &str, columns: (usize, usize)) -> Vec<NamedSentence> {
    let numbered = columns.0 > 0;
    let first = |line: &str| line.split('\t').next().map(|n| n.parse::<usize>().is_ok());
    let comment = |line: &&str| numbered && !line.is_empty() && first(line) != Some(true);
    let mut sentences = Vec::new();
    let mut sentence = NamedSentence { forms: Vec::new(), names: Vec::new() };
    for line in text.lines().filter(|line| !comment(line)).chain([""]) {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (form, tag) = columns;
        let tag = fields.len().checked_sub(tag + 1).and_then(|i| fields.get(i));
        let (Some(form), Some(tag), true) = (fields.get(form), tag, fields.len() > 1) else {
            if !sentence.forms.is_empty() {
                sentences.push(sentence);
                sentence = NamedSentence { forms: Vec::new(), names: Vec::new() };
            }
            continue;
        };
        if *form == "-DOCSTART-" {
            continue;
        }
        let i = sentence.forms.len();
        sentence.forms.push((*form).to_owned());
        let kind = match tag.get(2..) {
            Some("PER" | "PERSON" | "person" | "politician") => NameKind::Person,
            Some("ORG" | "ORGANIZATION" | "ORGANISATION" | "organisation" | "politicalparty") => {
                NameKind::Org
            }
            Some("LOC" | "LOCATION" | "PLACE" | "location" | "country") => NameKind::Place,
            _ => continue,
        };
        match sentence.names.last_mut() {
            Some((range, last)) if tag.starts_with('I') && range.end == i && *last == kind => {
                range.end = i + 1
            }
            _ => sentence.names.push((i..i + 1, kind)),
        }
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn universal_ner_is_read() {
        let text = "# sent_id = 1\n1\tAna\tB-PER\t-\t-\n2\tLee\tI-PER\t-\t-\n3-4\tleft\tO\t-\t-\n3\tlef\tO\t-\t-\n\
            4\tt\tB-OTH\t-\t-\n5\tOslo\tB-LOC\t-\t-\n6\tBern\tB-LOC\t-\t-\n\n1\tUN\tI-ORG\t-\t-\n";
        let sentences = named_text(text, (1, 2));
        assert_eq!(sentences[0].forms, ["Ana", "Lee", "lef", "t", "Oslo", "Bern"]);
        let (person, place) = (NameKind::Person, NameKind::Place);
        assert_eq!(sentences[0].names, [(0..2, person), (4..5, place), (5..6, place)]);
        assert_eq!(sentences[1].names, [(0..1, NameKind::Org)]);
    }
}
