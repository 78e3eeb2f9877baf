use std::collections::BTreeMap;

/// Dependency labels that a step or a test accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// `*`: any label.
    Any,
    /// `nsubj`: that label and no other.
    Exact(String),
    /// `nsubj:*`: that label with or without a subtype.
    Family(String),
    /// `@core`: any label of a class.
    Class(Vec<Label>),
}

impl Label {
    pub(crate) fn accepts(&self, deprel: &str) -> bool {
        match self {
            Label::Any => true,
            Label::Exact(label) => deprel == label,
            Label::Family(label) => deprel
                .strip_prefix(label.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(':')),
            Label::Class(labels) => labels.iter().any(|l| l.accepts(deprel)),
        }
    }

    /// Reads `*`, `nsubj`, `nsubj:*` or `@name`.
    pub(crate) fn read(text: &str, classes: &Classes) -> Result<Label, String> {
        if let Some(name) = text.strip_prefix('@') {
            return match classes.by_name.get(name) {
                Some(labels) => Ok(Label::Class(labels.clone())),
                None if name.is_empty() => Err("a class name follows '@'".to_owned()),
                None => Err(format!("unknown class @{name}; {}", classes.listed())),
            };
        }
        Label::plain(text)
    }

    fn plain(text: &str) -> Result<Label, String> {
        if text == "*" {
            return Ok(Label::Any);
        }
        let (name, family) = match text.strip_suffix(":*") {
            Some(name) => (name, true),
            None => (text, false),
        };
        let good = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_lowercase())
                && part
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'))
        };
        if !name.split(':').all(good) {
            return Err(format!("{text:?} is no dependency label; write nsubj, nsubj:pass, nsubj:* or *"));
        }
        Ok(if family { Label::Family(name.to_owned()) } else { Label::Exact(name.to_owned()) })
    }
}

/// Named sets of dependency labels, the `[classes]` table of a grammar file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    by_name: BTreeMap<String, Vec<Label>>,
}

impl Classes {
    /// Adds a class; a class of that name is replaced. The labels are written as in a path, without `@`. Of the
    /// labels that are none the first is the error, as its index and what is wrong with it; the others are kept.
    pub fn insert(&mut self, name: &str, labels: &[&str]) -> Result<(), (usize, String)> {
        let (mut read, mut error) = (Vec::with_capacity(labels.len()), None);
        for (i, label) in labels.iter().enumerate() {
            match Label::plain(label) {
                Ok(label) => read.push(label),
                Err(message) => error = error.or(Some((i, message))),
            }
        }
        self.by_name.insert(name.to_owned(), read);
        error.map_or(Ok(()), Err)
    }

    /// The names of the classes, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    fn listed(&self) -> String {
        if self.by_name.is_empty() {
            return "the grammar has no classes".to_owned();
        }
        let names: Vec<String> = self.names().map(|n| format!("@{n}")).collect();
        format!("known: {}", names.join(", "))
    }
}
