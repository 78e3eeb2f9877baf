//! Who wrote and who edited: *Penulis: Budi Tani | Editor: Ani Padi*.

use regex::Regex;
use serde::Deserialize;
use simpul_seeds::Seeds;
use simpul_text::{Field, Span};
use toml::Spanned;

use crate::page::trimmed;
use crate::seed::{RuleError, Seed};

/// A label and what stands behind it take at most so many bytes.
const MAX_VALUE: usize = 100;

/// The labels, compiled.
pub(crate) struct Labels {
    /// Labels before a colon, one group per role.
    colon: Regex,
    /// Labels without colon, one group per role.
    bare: Regex,
}

/// The people that a byline names.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Byline {
    pub(crate) authors: Vec<Field<String>>,
    pub(crate) editors: Vec<Field<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Role {
    Author,
    Editor,
    Other,
}

const ROLES: [Role; 3] = [Role::Author, Role::Editor, Role::Other];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    label: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    role: Role,
    #[serde(default = "yes")]
    colon: bool,
    words: Vec<Spanned<String>>,
}

fn yes() -> bool {
    true
}

impl Labels {
    pub(crate) fn from_seeds(seeds: &Seeds) -> Result<Self, RuleError> {
        let seed = Seed::open(seeds, "newsroom/bylines.toml")?;
        let file: File = seed.toml()?;
        let regex = |colon: bool, end: &str| {
            let group = |role: Role| {
                let entries = file.label.iter().filter(|e| e.role == role && e.colon == colon);
                let mut words: Vec<&Spanned<String>> = entries.flat_map(|e| &e.words).collect();
                words.sort_by_key(|w| std::cmp::Reverse(w.as_ref().len()));
                // Nothing fits a role without labels.
                let words: Vec<String> = words.iter().map(|w| regex::escape(w.as_ref())).collect();
                if words.is_empty() { r"([^\s\S])".to_owned() } else { format!("({})", words.join("|")) }
            };
            let groups: Vec<String> = ROLES.into_iter().map(group).collect();
            seed.regex(0, &format!(r"(?i:{}){end}", groups.join("|")))
        };
        Ok(Labels { colon: regex(true, r"\s{0,2}(?::|©)")?, bare: regex(false, r"\s")? })
    }

    /// Reads a span that is a byline from its first byte to its last. `head` allows labels without colon as well.
    pub(crate) fn read(&self, text: &str, span: Span, head: bool) -> Option<Byline> {
        let quote = &text[span.range()];
        if quote.len() > 4 * MAX_VALUE {
            return None;
        }
        let mut labels = self.labels(&self.colon, quote);
        if labels.is_empty() && head {
            labels = self.labels(&self.bare, quote);
        }
        // "(Penulis: Budi Tani)"
        let first = labels.first()?.0;
        if !quote[..first].chars().all(|c| c.is_whitespace() || matches!(c, '(' | '[' | '-' | '*' | '|')) {
            return None;
        }
        let mut byline = Byline::default();
        for (i, (_, end, role)) in labels.iter().enumerate() {
            let next = labels.get(i + 1).map_or(quote.len(), |l| l.0);
            let value = Span::new(span.start + end, span.start + next);
            let names = names(text, value);
            match role {
                Role::Author if !names.is_empty() => byline.authors.extend(names),
                Role::Editor if !names.is_empty() => byline.editors.extend(names),
                Role::Other if value.len() <= MAX_VALUE => {}
                _ => return None,
            }
        }
        Some(byline)
    }

    /// Where a byline begins that ends with the span: *Warga pulang. Editor: Budi Tani*.
    pub(crate) fn read_end(&self, text: &str, span: Span) -> Option<(Span, Byline)> {
        let from = crate::page::floor(text, span.end.saturating_sub(3 * MAX_VALUE)).max(span.start);
        let quote = &text[from..span.end];
        self.labels(&self.colon, quote).iter().find_map(|(start, _, _)| {
            let before = text[span.start..from + start].trim_end_matches([' ', '\u{a0}', '(', '[']);
            let ends = before.ends_with(['.', '"', '”', '!', '?', ')', '*', '|']) || before.is_empty();
            let piece = Span::new(span.start + before.len(), span.end);
            let piece = trimmed(text, piece)?;
            Some((piece, self.read(text, piece, false).filter(|_| ends)?))
        })
    }

    /// The labels of a text as (start, end, role). A label begins with a capital letter, and stands at the start, after
    /// white space or punctuation, or glued to a name: *Budi TaniEditor : Ani*.
    fn labels(&self, labels: &Regex, text: &str) -> Vec<(usize, usize, Role)> {
        let found = labels.captures_iter(text).filter_map(|c| {
            let whole = c.get(0)?;
            let role = ROLES.into_iter().enumerate().find(|(i, _)| c.get(i + 1).is_some())?.1;
            let capital = whole.as_str().starts_with(char::is_uppercase);
            let glued = text[..whole.start()].ends_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            (capital && !glued).then_some((whole.start(), whole.end(), role))
        });
        found.collect()
    }
}

/// The names in a span: *Budi Tani, Ani Padi/Umar dan Siti*. Empty where a piece of it is no name.
fn names(text: &str, span: Span) -> Vec<Field<String>> {
    let mut names = Vec::new();
    let quote = &text[span.range()];
    let mut rest = quote;
    while !rest.is_empty() {
        let at = span.start + quote.len() - rest.len();
        let parts = [", ", "/", " dan ", " and ", "&", "|", ";", " - ", " – "].into_iter();
        let cut = parts.filter_map(|p| rest.find(p).map(|i| (i, p.len()))).min();
        let (len, sep) = cut.unwrap_or((rest.len(), 0));
        let piece = Span::new(at, at + len);
        rest = &rest[len + sep..];
        if text[piece.range()].chars().all(|c| !c.is_alphanumeric()) {
            continue;
        }
        match name(text, piece) {
            Some(field) => names.push(field),
            None => return Vec::new(),
        }
    }
    names
}

/// A piece as one name, without the punctuation around it.
pub(crate) fn name(text: &str, piece: Span) -> Option<Field<String>> {
    let quote = &text[piece.range()];
    let outer =
        |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ')' | '(' | '[' | ']' | '*' | '-' | '|' | ':');
    let inner = quote.trim_matches(outer);
    let start = piece.end - quote.trim_start_matches(outer).len();
    if !looks_like_name(inner) {
        return None;
    }
    let value = inner.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Field { value, span: Span::new(start, start + inner.len()) })
}

/// One to six words, all capitalised but particles: *Budi bin Tani*, *M. Hasan*.
pub(crate) fn looks_like_name(text: &str) -> bool {
    let particle = |w: &str| matches!(w, "bin" | "binti" | "al" | "van" | "de" | "der" | "von" | "el" | "da");
    let word = |w: &str| {
        let shape = w.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '`'));
        (w.starts_with(char::is_uppercase) && shape) || particle(w)
    };
    let n = text.split_whitespace().count();
    (1..=6).contains(&n) && text.len() <= MAX_VALUE && text.split_whitespace().all(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Vec<String>, Vec<String>)> {
        let labels = Labels::from_seeds(&Seeds::bundled()).unwrap();
        let byline = labels.read(text, Span::new(0, text.len()), true)?;
        let values = |fields: Vec<Field<String>>| fields.into_iter().map(|f| f.value).collect();
        Some((values(byline.authors), values(byline.editors)))
    }

    #[test]
    fn bylines_name_authors_and_editors() {
        let some = |a: &[&str], e: &[&str]| {
            Some((a.iter().map(|s| (*s).to_owned()).collect(), e.iter().map(|s| (*s).to_owned()).collect()))
        };
        assert_eq!(read("Penulis: Budi Tani."), some(&["Budi Tani"], &[]));
        assert_eq!(read("Penulis : Budi TaniEditor : Ani M. Padi"), some(&["Budi Tani"], &["Ani M. Padi"]));
        assert_eq!(read("Pewarta: Budi, Umar dan Siti"), some(&["Budi", "Umar", "Siti"], &[]));
        assert_eq!(read("Editor: Ani Copyright © KANTOR 2026"), some(&[], &["Ani"]));
        assert_eq!(read("Penulis Budi Tani | Editor Ani"), some(&["Budi Tani"], &["Ani"]));
        assert_eq!(read("Penulis: buku itu bagus"), None);
        assert_eq!(read("Kata Editor: Budi"), None);
        assert_eq!(read("Penulis muda itu menang"), None);
    }

    #[test]
    fn a_byline_is_found_at_the_end() {
        let labels = Labels::from_seeds(&Seeds::bundled()).unwrap();
        let text = "Warga pulang.Editor: Budi Tani";
        let (span, byline) = labels.read_end(text, Span::new(0, text.len())).unwrap();
        assert_eq!(&text[span.range()], "Editor: Budi Tani");
        assert_eq!(byline.editors[0].value, "Budi Tani");
    }
}
