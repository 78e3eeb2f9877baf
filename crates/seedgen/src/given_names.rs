//! `given_names.txt`: given names, as evidence that an unknown capitalised word starts a person's name.

use std::collections::BTreeSet;
use std::path::Path;

use crate::kept;
use crate::names::Names;
use crate::source::{self, SourceError, cell};
use crate::table::ascii;
use crate::words::Words;

/// Most names the file may hold.
const LIMIT: usize = 15_000;

/// Given names in title case.
#[derive(Debug, Default)]
pub(crate) struct GivenNames {
    names: BTreeSet<String>,
}

impl GivenNames {
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// These names without those that a row built so far bears ("Jordan", "Sydney").
    pub(crate) fn without(mut self, rows: &Names) -> Self {
        self.names.retain(|name| rows.owner(name).is_none());
        self
    }

    /// The file's text: one name per line, sorted.
    pub(crate) fn render(&self) -> String {
        self.names.iter().flat_map(|name| [name.as_str(), "\n"]).collect()
    }
}

/// Names in the order of trust, as far as there is room: Indonesian ones, those that two world lists share, those
/// of one world list that occur in a list of names of people in the news, the other English ones.
pub(crate) fn build(data: &Path, words: &Words) -> Result<GivenNames, SourceError> {
    let mut names: BTreeSet<String> = kept::list(kept::GIVEN_NAMES).map(str::to_owned).collect();
    for file in ["gaz_leaders/id_legislators.csv", "gaz_leaders/id_bio.csv"] {
        let column = if file.ends_with("bio.csv") { "name" } else { "person" };
        for row in source::csv_rows(data, file)? {
            let first = cell(&row, column).split_whitespace().find_map(usable);
            names.extend(first.filter(|name| !words.is_word(name)));
        }
    }
    let list = |file: &str| -> Result<BTreeSet<String>, SourceError> {
        let text = source::text(data, file)?;
        Ok(text.lines().filter_map(usable).filter(|name| !words.is_word(name)).collect())
    };
    let world = list("gaz_names/first_all.txt")?;
    let english = list("gaz_names/first-names.txt")?;
    // "VLADIMIR_PUTIN_  # comment"
    let actors = source::text(data, "gaz_cameo/Phoenix.Countries.actors.txt")?;
    let actors = actors.lines().filter(|line| line.starts_with(|c: char| c == '+' || c.is_ascii_uppercase()));
    let in_news: BTreeSet<String> =
        actors.flat_map(|line| line.split(['_', '+', ' '])).filter_map(usable).collect();
    let shared = world.intersection(&english);
    let seen = world.intersection(&in_news);
    for name in shared.chain(seen).chain(&english) {
        if names.len() < LIMIT {
            names.insert(name.clone());
        }
    }
    Ok(GivenNames { names })
}

/// "José" -> "Jose": a word of letters, in title case, long enough to be a name.
fn usable(name: &str) -> Option<String> {
    let name = ascii(name.trim());
    let long = name.len() >= 3 && name.chars().all(|c| c.is_ascii_alphabetic());
    long.then(|| name[..1].to_uppercase() + &name[1..].to_lowercase())
}
