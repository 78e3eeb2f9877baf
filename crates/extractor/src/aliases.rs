//! What a user's file says about names (`--aliases FILE`, `docs/aliases.md`): things added, names that are one thing,
//! names that are not, labels shown.
//!
//! *KPK* and *Komisi Antirasuah* are one by `[[merge]]`, the *Budi Santoso* of one article is another one by `[[split]]`.
//! A file is read by `parse`, held against the gazetteer by `check`, and asked here, name by name.
//!
//! Invariant: without a file, and with one that says nothing, every answer is that of the gazetteer.

mod check;
mod parse;

use std::collections::HashMap;

use simpul_fact::Entity;
use simpul_text::Language;

use crate::gazetteer::{Gazetteer, is_short};

/// What a file says, by name in lower case.
#[derive(Debug, Default)]
pub(crate) struct Aliases {
    /// The file, as the caller named it.
    file: String,
    meanings: HashMap<String, Vec<Meaning>>,
    /// By gazetteer entry: the one that it is merged into.
    merged: HashMap<usize, Vec<Ruled<usize>>>,
    /// What a name does not mean: one entry, or with `None` none that is known.
    denied: HashMap<String, Vec<Ruled<Option<usize>>>>,
    /// The names that a name is never joined to.
    apart: HashMap<String, Vec<Ruled<String>>>,
    renamed: HashMap<String, Vec<Ruled<Label>>>,
    /// By id of an entity.
    renamed_ids: HashMap<String, Vec<Ruled<Label>>>,
}

/// Something that the file says, where, and for which articles.
#[derive(Clone, Debug)]
struct Ruled<T> {
    says: T,
    /// Line of the file, from 1.
    line: usize,
    scope: Scope,
}

/// An entry that a name means.
#[derive(Debug)]
struct Meaning {
    /// As the file writes it.
    name: String,
    entry: Ruled<usize>,
    /// True where a `[[merge]]` says so, no `[[entity]]`.
    by_merge: bool,
}

/// The label to show, by language.
#[derive(Clone, Debug)]
struct Label {
    both: Option<String>,
    id: Option<String>,
    en: Option<String>,
}

/// The articles that an item of the file is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Scope {
    /// Names of articles, `*` for any letters; empty for all.
    articles: Vec<String>,
    /// Empty for all.
    languages: Vec<Language>,
}

impl Scope {
    fn covers(&self, asked: &Asked<'_>) -> bool {
        (self.articles.is_empty() || self.articles.iter().any(|a| fits(a, asked.article)))
            && (self.languages.is_empty() || self.languages.contains(&asked.language))
    }

    fn is_general(&self) -> bool {
        *self == Scope::default()
    }
}

/// The article that is asked about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked<'a> {
    pub(crate) article: &'a str,
    pub(crate) language: Language,
}

/// A name kept apart from another, or from a known thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Split {
    /// The other name, or the id of the known thing.
    pub(crate) from: String,
    /// `aliases.toml:12`
    pub(crate) place: String,
}

impl Aliases {
    fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.file)
    }

    fn meaning(&self, name: &str, asked: Asked<'_>) -> Option<&Ruled<usize>> {
        let meanings = self.meanings.get(&key(name))?;
        let capital = name.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let fits = |m: &&Meaning| capital && (!is_short(&m.name) || m.name == name);
        let entries = meanings.iter().filter(fits).map(|m| &m.entry).filter(|e| e.scope.covers(&asked));
        entries.min_by_key(|e| e.scope.is_general())
    }

    fn merged_into(&self, entry: usize, asked: Asked<'_>) -> Option<&Ruled<usize>> {
        if self.merged.is_empty() {
            return None;
        }
        covering(self.merged.get(&entry), asked).next()
    }

    fn denies(&self, name: &str, entry: usize, asked: Asked<'_>) -> Option<usize> {
        if self.denied.is_empty() {
            return None;
        }
        let denied = self.denied.get(&key(name));
        covering(denied, asked).find(|d| d.says.is_none_or(|e| e == entry)).map(|d| d.line)
    }

    /// The things that go by that name, best first: what the file says, else what the gazetteer knows.
    pub(crate) fn find<'a>(
        &'a self,
        gazetteer: &'a Gazetteer,
        name: &'a str,
        asked: Asked<'a>,
    ) -> impl Iterator<Item = usize> + 'a {
        let meant = if self.meanings.is_empty() { None } else { self.meaning(name, asked).map(|m| m.says) };
        let known = meant.is_none().then(|| gazetteer.find(name));
        let merged = move |entry| self.merged_into(entry, asked).map_or(entry, |m| m.says);
        let all = meant.into_iter().chain(known.into_iter().flatten()).map(merged);
        all.filter(move |entry| self.denies(name, *entry, asked).is_none())
    }

    /// Where the file says that the name means the entry; `None` where the gazetteer says so.
    pub(crate) fn says(
        &self,
        gazetteer: &Gazetteer,
        name: &str,
        entry: usize,
        asked: Asked<'_>,
    ) -> Option<String> {
        let own = self
            .meaning(name, asked)
            .filter(|m| m.says == entry || self.merged_into(m.says, asked).is_some_and(|m| m.says == entry));
        let merged =
            || gazetteer.find(name).find_map(|e| self.merged_into(e, asked)).filter(|m| m.says == entry);
        own.or_else(merged).map(|m| self.place(m.line))
    }

    /// What keeps two names apart.
    pub(crate) fn split(&self, name: &str, other: &str, asked: Asked<'_>) -> Option<Split> {
        if self.apart.is_empty() {
            return None;
        }
        let (name, other) = (key(name), key(other));
        let found = covering(self.apart.get(&name), asked).find(|a| key(&a.says) == other)?;
        Some(Split { from: found.says.clone(), place: self.place(found.line) })
    }

    /// What keeps a name from a thing that the gazetteer or the file knows under it.
    pub(crate) fn unlinked(&self, gazetteer: &Gazetteer, name: &str, asked: Asked<'_>) -> Option<Split> {
        let meant = self.meaning(name, asked).map(|m| m.says);
        let entry = meant.or_else(|| gazetteer.find(name).next())?;
        let entry = self.merged_into(entry, asked).map_or(entry, |m| m.says);
        let line = self.denies(name, entry, asked)?;
        Some(Split { from: gazetteer.entry(entry).id.clone(), place: self.place(line) })
    }

    /// The entity under the label that the file gives it, and where; `None` where it gives none.
    pub(crate) fn rename(&self, entity: &Entity, asked: Asked<'_>) -> Option<(Entity, String)> {
        let names = || std::iter::once(&entity.name).chain(&entity.aliases);
        let by_id = covering(self.renamed_ids.get(&entity.id), asked).next();
        let by_name = || names().find_map(|n| covering(self.renamed.get(&key(n)), asked).next());
        let found = by_id.or_else(by_name)?;
        let label = &found.says;
        let own = match asked.language {
            Language::Id => &label.id,
            Language::En => &label.en,
        };
        let shown = own.as_ref().or(label.both.as_ref()).unwrap_or(&entity.name).clone();
        let in_language = |own: &Option<String>, known: &Option<String>| {
            own.clone().or_else(|| label.both.clone().filter(|_| known.is_some())).or_else(|| known.clone())
        };
        let mut aliases: Vec<String> = names().filter(|n| **n != shown).cloned().collect();
        aliases.sort();
        let entity = Entity {
            label_id: in_language(&label.id, &entity.label_id),
            label_en: in_language(&label.en, &entity.label_en),
            name: shown,
            aliases,
            ..entity.clone()
        };
        Some((entity, self.place(found.line)))
    }

    /// True where the file gives no name a meaning.
    pub(crate) fn mean_nothing(&self) -> bool {
        self.meanings.is_empty()
    }

    /// True where the file says what the name means.
    pub(crate) fn means(&self, name: &str, asked: Asked<'_>) -> bool {
        self.meaning(name, asked).is_some()
    }

    /// True where the file renames nothing.
    pub(crate) fn renames_nothing(&self) -> bool {
        self.renamed.is_empty() && self.renamed_ids.is_empty()
    }
}

/// What of this covers the article, what is said of some articles before what is said of all.
fn covering<'a, T>(ruled: Option<&'a Vec<Ruled<T>>>, asked: Asked<'_>) -> impl Iterator<Item = &'a Ruled<T>> {
    let covers = ruled.into_iter().flatten().filter(|r| r.scope.covers(&asked));
    let (some, all): (Vec<_>, Vec<_>) = covers.partition(|r| !r.scope.is_general());
    some.into_iter().chain(all)
}

/// A name as it is looked up: lower case, white space normalised.
fn key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// *sidang-\** fits *sidang-2024*: letters are themselves, `*` is any run of letters.
fn fits(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match text.find(part) {
            Some(at) => text = &text[at + part.len()..],
            None => return false,
        }
    }
    text.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_of_article_names() {
        let cases = [
            ("sidang-2024", "sidang-2024", true),
            ("sidang-2024", "sidang-2025", false),
            ("sidang-*", "sidang-2024", true),
            ("*-2024", "sidang-2024", true),
            ("*a*g-*4", "sidang-2024", true),
            ("ab*ba", "aba", false),
            ("*", "", true),
            ("", "x", false),
        ];
        for (pattern, text, expected) in cases {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }
}
