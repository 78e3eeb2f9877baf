//! A gazetteer file: rows of an entity each, with the columns common to all files and the file's own.

use std::fmt::Write as _;

use crate::words::Words;

/// The columns every file starts with; `-` stands for absent.
pub(crate) const COMMON: [&str; 8] =
    ["id", "type", "label_id", "label_en", "aliases", "wikidata", "in", "note"];

/// One entity. Empty strings stand for absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// ASCII slug, unique over all files.
    pub(crate) id: String,
    /// `Person`, `Org`, `Place`, `Event`, `Thing` or `Group`.
    pub(crate) kind: String,
    /// Name in Indonesian.
    pub(crate) label_id: String,
    /// Name in English.
    pub(crate) label_en: String,
    /// Other names, sorted, without the two labels.
    pub(crate) aliases: Vec<String>,
    /// Wikidata item, `Q423`.
    pub(crate) wikidata: String,
    /// `id` of the containing place.
    pub(crate) within: String,
    /// Office of a person, or a remark.
    pub(crate) note: String,
    /// Cells of the file's own columns.
    pub(crate) extra: Vec<String>,
}

impl Row {
    /// Every way this row's entity is written: both labels, then the aliases.
    pub(crate) fn surfaces(&self) -> impl Iterator<Item = &str> {
        let english = (self.label_en != self.label_id).then_some(self.label_en.as_str());
        std::iter::once(self.label_id.as_str()).chain(english).chain(self.aliases.iter().map(String::as_str))
    }

    /// Sorts the aliases and removes empty and repeated ones and those equal to a label.
    pub(crate) fn tidy(&mut self) {
        self.aliases.retain(|alias| !alias.is_empty() && *alias != self.label_id && *alias != self.label_en);
        self.aliases.sort();
        self.aliases.dedup();
    }
}

/// A file of rows.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// File name, `countries.tsv`.
    pub(crate) file: &'static str,
    /// Names of the columns after the common ones.
    pub(crate) columns: &'static [&'static str],
    /// Rows, in any order; [`Table::render`] sorts by `id`.
    pub(crate) rows: Vec<Row>,
}

impl Table {
    /// The row with this `id`.
    pub(crate) fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// Adds the remark `ordinary-word` to rows with a surface that is one in lower case, like "Batu" ("stone").
    pub(crate) fn mark_ordinary(&mut self, words: &Words) {
        for row in &mut self.rows {
            if row.surfaces().any(|surface| is_title(surface) && words.is_common(surface)) {
                row.note = match row.note.as_str() {
                    "" | ORDINARY => ORDINARY.to_owned(),
                    note => format!("{note}; {ORDINARY}"),
                };
            }
        }
    }

    /// The file's text: a header, then one line per row, sorted by `id`.
    pub(crate) fn render(&self) -> String {
        let mut text = COMMON.iter().chain(self.columns).copied().collect::<Vec<_>>().join("\t");
        text.push('\n');
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        for row in rows {
            let aliases = row.aliases.join(";");
            let common = [
                &row.id,
                &row.kind,
                &row.label_id,
                &row.label_en,
                &aliases,
                &row.wikidata,
                &row.within,
                &row.note,
            ];
            let cells = common.into_iter().chain(&row.extra);
            for (index, cell) in cells.enumerate() {
                let separator = if index == 0 { "" } else { "\t" };
                let cell = if cell.is_empty() { "-" } else { cell };
                // Writing to a string cannot fail.
                let _ = write!(text, "{separator}{cell}");
            }
            text.push('\n');
        }
        text
    }
}

/// "São Paulo" -> "Sao Paulo": the name in plain ASCII, as most papers print it.
pub(crate) fn ascii(name: &str) -> String {
    let folded: String = name
        .chars()
        .filter_map(|c| match c {
            '’' | '‘' | 'ʻ' | '`' => Some('\''),
            _ if c.is_ascii() => Some(c),
            _ => None,
        })
        .collect();
    if folded.chars().count() == name.chars().count() {
        return folded;
    }
    let plain = name.replace(['’', '‘', 'ʻ', '`'], "'");
    deunicode::deunicode(&plain).trim().to_owned()
}

/// "Côte d’Ivoire" -> "cote-d-ivoire": lower-case ASCII letters and digits joined by single hyphens.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in ascii(name).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The remark on a row with a surface that is an ordinary word in lower case.
const ORDINARY: &str = "ordinary-word";

/// "Batu", not "PAN": a capital, then lower-case letters only.
fn is_title(surface: &str) -> bool {
    surface.starts_with(|c: char| c.is_uppercase()) && surface.chars().skip(1).all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ascii_and_slugs() {
        let cases = [
            ("São Paulo", "Sao Paulo", "sao-paulo"),
            ("Côte d’Ivoire", "Cote d'Ivoire", "cote-d-ivoire"),
            ("Ma'ruf Amin", "Ma'ruf Amin", "ma-ruf-amin"),
            ("Bosnia & Herzegovina", "Bosnia & Herzegovina", "bosnia-herzegovina"),
            ("Łódź", "Lodz", "lodz"),
        ];
        for (name, plain, id) in cases {
            assert_eq!((ascii(name).as_str(), slug(name).as_str()), (plain, id));
        }
    }

    #[test]
    fn a_table_is_sorted_and_marks_absent_cells() {
        let row = |id: &str, label: &str| Row {
            id: id.to_owned(),
            kind: "Place".to_owned(),
            label_id: label.to_owned(),
            label_en: label.to_owned(),
            extra: vec!["city".to_owned()],
            ..Row::default()
        };
        let rows = vec![row("b", "B"), row("a", "A")];
        let table = Table { file: "x.tsv", columns: &["level"], rows };
        let text = "id\ttype\tlabel_id\tlabel_en\taliases\twikidata\tin\tnote\tlevel\n\
                    a\tPlace\tA\tA\t-\t-\t-\t-\tcity\nb\tPlace\tB\tB\t-\t-\t-\t-\tcity\n";
        assert_eq!(table.render(), text);
    }
}
