//! Which articles are copies of one another or of an agency's report, so that they count as one source.

use std::collections::BTreeMap;

use crate::{Sketch, Source};

/// Texts of fewer shingles are copies of one another only where they are equal.
const MIN_SHINGLES: usize = 20;
/// Share of the shorter text that two copies have in common.
const MIN_CONTAINMENT: f32 = 0.6;
/// Hashes of a sketch, the smallest, that lead to texts worth comparing.
const INDEXED: usize = 32;
/// How many of these two texts must share.
const SHARED: usize = 3;
/// Texts with one hash in common are compared with so many neighbours: all of a small group, a chain of a large one.
const NEIGHBOURS: usize = 16;

/// Where an article's text comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// An agency or another newsroom that it credits: `Antara`.
    Agency(String),
    /// The article of that id: the first of its copies, or the article itself.
    Article(String),
}

/// The origin of every article, by its id. Two articles have one origin where their texts are copies (equal, or most
/// of the shorter one stands in the longer), or where they credit one agency; an article of the agency itself has it,
/// too. Of copies the first is the one published first, of equals the one whose id is first in order.
///
/// A function of the set of articles: their order does not matter.
pub fn origins<'a>(sources: impl Iterator<Item = &'a Source>) -> BTreeMap<&'a str, Origin> {
    let mut sources: Vec<&Source> = sources.collect();
    sources.sort_by(|a, b| {
        (a.published.is_none(), a.published, &a.id).cmp(&(b.published.is_none(), b.published, &b.id))
    });
    let mut groups = Groups::new(sources.len());
    equal_texts(&sources, &mut groups);
    for (a, b) in candidates(&sources) {
        if let (Some(x), Some(y)) = (&sources[a].sketch, &sources[b].sketch)
            && x.overlap(y).containment >= MIN_CONTAINMENT
        {
            groups.join(a, b);
        }
    }
    let agencies: Vec<&str> = {
        let mut names: Vec<&str> = sources.iter().filter_map(|s| s.agency.as_deref()).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let credit = |s: &'a Source| {
        let outlet = s.outlet.as_deref().filter(|o| agencies.binary_search(o).is_ok());
        s.agency.as_deref().or(outlet)
    };
    // The first article of a group that credits somebody speaks for all.
    let mut credited: BTreeMap<usize, &str> = BTreeMap::new();
    for (i, source) in sources.iter().enumerate() {
        if let Some(agency) = credit(source) {
            credited.entry(groups.first(i)).or_insert(agency);
        }
    }
    let mut origins = BTreeMap::new();
    for (i, source) in sources.iter().enumerate() {
        let first = groups.first(i);
        let origin = match credited.get(&first) {
            Some(agency) => Origin::Agency((*agency).to_owned()),
            None => Origin::Article(sources[first].id.clone()),
        };
        origins.insert(source.id.as_str(), origin);
    }
    origins
}

/// Joins texts that are the same byte for byte, or whose sketches are.
fn equal_texts(sources: &[&Source], groups: &mut Groups) {
    let mut by_digest: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_hashes: BTreeMap<&[u32], usize> = BTreeMap::new();
    for (i, source) in sources.iter().enumerate() {
        groups.join(*by_digest.entry(&source.digest).or_insert(i), i);
        if let Some(sketch) = &source.sketch
            && !sketch.hashes.is_empty()
        {
            groups.join(*by_hashes.entry(&sketch.hashes).or_insert(i), i);
        }
    }
}

/// Pairs of texts that share some of their smallest hashes.
fn candidates(sources: &[&Source]) -> Vec<(usize, usize)> {
    let mut index: Vec<(u32, usize)> = Vec::new();
    for (i, source) in sources.iter().enumerate() {
        let Some(Sketch { shingles, hashes }) = &source.sketch else { continue };
        if *shingles >= MIN_SHINGLES {
            index.extend(hashes.iter().take(INDEXED).map(|h| (*h, i)));
        }
    }
    index.sort_unstable();
    let mut pairs = Vec::new();
    for same in index.chunk_by(|a, b| a.0 == b.0) {
        for (n, (_, a)) in same.iter().enumerate() {
            pairs.extend(same.iter().skip(n + 1).take(NEIGHBOURS).map(|(_, b)| (*a, *b)));
        }
    }
    pairs.sort_unstable();
    pairs.chunk_by(|a, b| a == b).filter(|p| p.len() >= SHARED).map(|p| p[0]).collect()
}

/// Disjoint sets of numbers (union-find with path halving), each named by its smallest member.
struct Groups(Vec<usize>);

impl Groups {
    fn new(n: usize) -> Groups {
        Groups((0..n).collect())
    }

    fn first(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(from: usize, to: usize) -> String {
        (from..to).map(|i| format!("kata{i}")).collect::<Vec<_>>().join(" ")
    }

    fn source(id: &str, text: &str, day: &str, agency: &str) -> Source {
        let sketch = Sketch::of([text].into_iter());
        Source {
            id: id.to_owned(),
            digest: crate::iri::sha256(text),
            published: day.parse().ok(),
            agency: Some(agency.to_owned()).filter(|a| !a.is_empty()),
            sketch: Some(sketch),
            ..Source::default()
        }
    }

    #[test]
    fn copies_and_credits_make_one_source() {
        let with = |text: String, more: &str| format!("{text} {more}");
        let mut all = vec![
            source("a", &words(0, 200), "2024-05-02", ""),
            // begins alike, goes on by itself; published before
            source("b", &with(words(0, 90), &words(700, 730)), "2024-05-01", ""),
            source("c", &words(300, 500), "2024-05-01", ""),
            // its first paragraph alone is that of c
            source("d", &with(words(300, 340), &words(600, 700)), "", ""),
            source("e", &words(1000, 1100), "", "Antara"),
            source("f", &words(2000, 2100), "", "Antara"),
            // a copy of e without the credit
            source("g", &words(1000, 1080), "", ""),
            source("h", "dua kata", "", ""),
            source("i", "dua kata", "", ""),
            source("j", "tiga kata", "", ""),
        ];
        let article = |id: &str| Origin::Article(id.to_owned());
        let antara = || Origin::Agency("Antara".to_owned());
        let expected = [
            ("a", article("b")),
            ("b", article("b")),
            ("c", article("c")),
            ("d", article("d")),
            ("e", antara()),
            ("f", antara()),
            ("g", antara()),
            ("h", article("h")),
            ("i", article("h")),
            ("j", article("j")),
        ];
        for _ in 0..3 {
            assert_eq!(origins(all.iter()).into_iter().collect::<Vec<_>>(), expected);
            all.rotate_left(3);
        }
    }

    #[test]
    fn a_text_that_many_copy_is_one_source() {
        let copies: Vec<Source> =
            (0..300).map(|i| source(&format!("{i:03}"), &words(0, 150 + i % 40), "", "")).collect();
        assert!(origins(copies.iter()).values().all(|o| *o == Origin::Article("000".to_owned())));
    }
}
