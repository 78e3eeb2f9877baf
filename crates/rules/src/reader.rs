//! Reads TOML by hand, so that a file with many mistakes gives all of them, each at its place: relation files,
//! grammars, and what other crates let people write.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{offset_in_string, position};
use crate::{PathError, RuleError};

/// A file being read, with the errors found so far.
#[derive(Debug)]
pub struct Reader<'t> {
    file: &'t str,
    text: &'t str,
    errors: Vec<RuleError>,
}

/// A string of the file and where it stands, quotes included.
#[derive(Clone, Debug)]
pub struct Text<'d> {
    /// Without quotes and escapes.
    pub value: &'d str,
    /// Bytes of the file.
    pub span: Range<usize>,
}

/// A table of the file.
#[derive(Clone, Debug)]
pub struct Table<'d> {
    entries: &'d DeTable<'d>,
    /// Where it starts, a byte of the file: its header or brace.
    pub start: usize,
}

impl<'t> Reader<'t> {
    /// Parses the file. Where it is no TOML the syntax errors are all there is to say: what could be read of it
    /// would only seem to lack things.
    ///
    /// # Errors
    /// All errors of syntax.
    pub fn new(file: &'t str, text: &'t str) -> Result<(Spanned<DeTable<'t>>, Self), Vec<RuleError>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader { file, text, errors: Vec::new() };
        for error in errors {
            let at = error.span().map_or(0, |s| s.start);
            reader.error(at, format!("not TOML: {}", error.message().replace('\n', "; ")));
        }
        if reader.errors.is_empty() { Ok((table, reader)) } else { Err(reader.into_errors()) }
    }

    /// Line and column, both from 1, of a byte of the file.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        position(self.text, offset)
    }

    /// Notes an error at a byte of the file.
    pub fn error(&mut self, offset: usize, message: impl Into<String>) {
        let (line, column) = self.position(offset);
        self.errors.push(RuleError { file: self.file.to_owned(), line, column, message: message.into() });
    }

    /// Notes an error at a column of a string.
    pub(crate) fn error_in(&mut self, text: &Text<'_>, column: usize, message: impl Into<String>) {
        self.error(offset_in_string(self.text, &text.span, text.value, column), message);
    }

    /// The value, or `None` with the error noted at its place inside the string.
    pub(crate) fn noted<T>(&mut self, text: &Text<'_>, result: Result<T, PathError>) -> Option<T> {
        result.map_err(|e| self.error_in(text, e.column, e.message)).ok()
    }

    /// All errors, in the order of the file.
    pub fn into_errors(mut self) -> Vec<RuleError> {
        self.errors.sort();
        self.errors.dedup();
        self.errors
    }

    /// A table, checked for keys that are not in `legal`.
    pub fn table<'d>(&mut self, entries: &'d DeTable<'d>, start: usize, legal: &[&str]) -> Table<'d> {
        for key in entries.keys() {
            let name: &str = key.get_ref();
            if !legal.contains(&name) {
                self.error(key.span().start, format!("unknown key {name:?}; known: {}", legal.join(", ")));
            }
        }
        Table { entries, start }
    }

    fn string<'d>(&mut self, value: &'d Spanned<DeValue<'d>>, what: &str) -> Option<Text<'d>> {
        let span = value.span();
        match value.get_ref().as_str() {
            Some(value) => Some(Text { value, span }),
            None => {
                self.error(span.start, format!("{what} is a string, not {}", value.get_ref().type_str()));
                None
            }
        }
    }
}

impl<'d> Table<'d> {
    fn get(&self, key: &str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.entries.iter().find(|(k, _)| k.get_ref() == key).map(|(_, value)| value)
    }

    /// True where the key is there.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// True where the key is there and its value is a list.
    pub fn is_list(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| value.get_ref().is_array())
    }

    /// A string; `None` where the key is not there.
    pub fn text(&self, reader: &mut Reader<'_>, key: &str) -> Option<Text<'d>> {
        self.get(key).and_then(|value| reader.string(value, key))
    }

    /// A string that must be there and say something.
    pub fn required(&self, reader: &mut Reader<'_>, key: &str) -> Option<Text<'d>> {
        let Some(value) = self.get(key) else {
            reader.error(self.start, format!("{key} is missing"));
            return None;
        };
        let text = reader.string(value, key)?;
        if text.value.trim().is_empty() {
            reader.error(text.span.start, format!("{key} is empty"));
            return None;
        }
        Some(text)
    }

    /// A list of strings; empty where the key is not there.
    pub fn texts(&self, reader: &mut Reader<'_>, key: &str) -> Vec<Text<'d>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            reader.error(
                value.span().start,
                format!("{key} is a list of strings, not {}", value.get_ref().type_str()),
            );
            return Vec::new();
        };
        items.iter().filter_map(|item| reader.string(item, key)).collect()
    }

    /// True or false; false where the key is not there.
    pub fn flag(&self, reader: &mut Reader<'_>, key: &str) -> bool {
        let Some(value) = self.get(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            reader.error(value.span().start, format!("{key} is true or false"));
            false
        })
    }

    /// A number from 0 to 1.
    pub fn share(&self, reader: &mut Reader<'_>, key: &str) -> Option<f32> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Float(number) => number.as_str().parse::<f32>().ok(),
            DeValue::Integer(number) => number.as_str().parse::<f32>().ok(),
            _ => None,
        };
        let number = number.filter(|n| (0.0..=1.0).contains(n));
        if number.is_none() {
            reader.error(value.span().start, format!("{key} is a number from 0 to 1"));
        }
        number
    }

    /// A single table, as its entries and start.
    pub fn inner(&self, reader: &mut Reader<'_>, key: &str) -> Option<(&'d DeTable<'d>, usize)> {
        let value = self.get(key)?;
        let start = value.span().start;
        let Some(entries) = value.get_ref().as_table() else {
            reader.error(start, format!("{key} is a table, not {}", value.get_ref().type_str()));
            return None;
        };
        Some((entries, start))
    }

    /// An array of tables: `[[frame]]`.
    pub fn inners(&self, reader: &mut Reader<'_>, key: &str) -> Vec<(&'d DeTable<'d>, usize)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let start = value.span().start;
        let Some(items) = value.get_ref().as_array() else {
            reader.error(start, format!("{key} is an array of tables; write [[{key}]]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            match item.get_ref().as_table() {
                Some(entries) => tables.push((entries, item.span().start)),
                None => {
                    reader.error(item.span().start, format!("{key} is an array of tables; write [[{key}]]"))
                }
            }
        }
        tables
    }

    /// Every key with its value's strings, for tables with free keys.
    pub fn lists(&self, reader: &mut Reader<'_>) -> Vec<(Text<'d>, Vec<Text<'d>>)> {
        let mut lists = Vec::new();
        for key in self.entries.keys() {
            let name = Text { value: key.get_ref(), span: key.span() };
            let texts = self.texts(reader, name.value);
            lists.push((name, texts));
        }
        lists
    }
}
