//! The words of pictures and pages: those of this crate in both languages, and those for an edge.

use simpul_fact::Modality;
use simpul_graph::Edge;
use simpul_text::Language;

use crate::palette::line;

/// `key`, Indonesian, English; a line each.
const WORDS: &str = include_str!("page/words.tsv");

/// The words for `key`: `word("legend", En)` is *Legend*. A key that is not listed stands for itself.
pub(crate) fn word(key: &str, language: Language) -> &str {
    let column = match language {
        Language::Id => 1,
        Language::En => 2,
    };
    let row = WORDS.lines().map(|line| line.split('\t')).find(|row| row.clone().next() == Some(key));
    row.and_then(|mut row| row.nth(column)).unwrap_or(key)
}

/// What stands at an edge: *mengunjungi*, *tidak mengunjungi*, *mengunjungi (direncanakan) ×2*.
pub(crate) fn edge_text(edge: &Edge, language: Language) -> String {
    let relation = relation_text(edge, language);
    let n = edge.passages.len();
    if n > 1 { format!("{relation} ×{n}") } else { relation }
}

/// The relation as far as it is stated: *mengunjungi (direncanakan)*.
pub(crate) fn relation_text(edge: &Edge, language: Language) -> String {
    let label = edge.label(language);
    match edge.modality {
        Modality::Actual => label.to_owned(),
        Modality::Negated => format!("{} {label}", word("not", language)),
        Modality::Planned | Modality::Possible => {
            format!("{label} ({})", line(edge.modality).name(language))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_both_languages_once() {
        let mut keys = std::collections::BTreeSet::new();
        for line in WORDS.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(cells.len() == 3 && cells.iter().all(|c| !c.is_empty()), "{line:?}");
            assert!(keys.insert(cells[0]), "{line:?} is there twice");
        }
    }
}
