//! Reading seed files: TOML and TSV, with errors that name file, line and column.

use regex::Regex;
use serde::de::DeserializeOwned;
use simpul_seeds::Seeds;

/// A seed file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("seeds/{file}:{line}:{column}: {what}")]
pub struct RuleError {
    /// Path of the file in `seeds/`.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what would be right.
    pub what: String,
}

/// One seed file and its text.
#[derive(Clone, Copy)]
pub(crate) struct Seed<'a> {
    file: &'a str,
    text: &'a str,
}

impl<'a> Seed<'a> {
    pub(crate) fn open(seeds: &'a Seeds, file: &'a str) -> Result<Self, RuleError> {
        let missing = "the file is missing; take it from the seeds of the release".to_owned();
        let text =
            seeds.get(file).ok_or(RuleError { file: file.to_owned(), line: 1, column: 1, what: missing })?;
        Ok(Seed { file, text })
    }

    /// An error at a byte offset of the file.
    pub(crate) fn error(&self, at: usize, what: impl Into<String>) -> RuleError {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |n| n + 1);
        RuleError {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            what: what.into(),
        }
    }

    pub(crate) fn toml<T: DeserializeOwned>(&self) -> Result<T, RuleError> {
        toml::from_str(self.text)
            .map_err(|e| self.error(e.span().map_or(0, |s| s.start), e.message().replace('\n', "; ")))
    }

    /// The rows of a tab-separated file as (offset, columns); lines that are empty or begin with `#` are left out.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (usize, Vec<&'a str>)> + use<'a> {
        let mut at = 0;
        let lines = self.text.split_inclusive('\n').map(move |line| {
            at += line.len();
            (at - line.len(), line.trim_end())
        });
        lines
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .map(|(at, line)| (at, line.split('\t').collect()))
    }

    /// A regular expression that is written at an offset of the file.
    ///
    /// `\b` is taken to part ASCII words and `\d` to mean ASCII digits: the engine is many times faster so.
    pub(crate) fn regex(&self, at: usize, pattern: &str) -> Result<Regex, RuleError> {
        let pattern = pattern.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]");
        Regex::new(&pattern).map_err(|e| {
            let what = e.to_string();
            let last = what.lines().last().unwrap_or_default().trim();
            self.error(at, format!("bad regular expression: {}", last.trim_start_matches("error: ")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_line_and_column() {
        let files = vec![("a.toml".to_owned(), "# x\nwords = [1, }\n".to_owned())];
        let seeds = Seeds::from_files(files);
        let seed = Seed::open(&seeds, "a.toml").unwrap();
        let error = seed.toml::<toml::Table>().unwrap_err();
        assert!(error.to_string().starts_with("seeds/a.toml:2:13: "), "{error}");
        assert!(
            seed.regex(4, "(a")
                .unwrap_err()
                .to_string()
                .contains("a.toml:2:1: bad regular expression: unclosed")
        );
        assert!(Seed::open(&seeds, "b.toml").is_err());
    }
}
