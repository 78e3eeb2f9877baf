//! Which names mean the same thing: from mentions to chains, and from chains to entities.
//!
//! *Joko Widodo … Jokowi … Presiden* is one chain. Precise steps only: the same gazetteer entry, the same words, an
//! acronym that the text itself introduces, a part of one longer name. Two names that the article tells apart are
//! never joined.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use simpul_fact::{Entity, EntityKind, iri};

use crate::knowledge::Knowledge;
use crate::mention::Mentions;

/// A thing that the article names, with all its names.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    pub(crate) kind: EntityKind,
    pub(crate) entry: Option<usize>,
    /// The names, the longest first, each with how often it is used.
    pub(crate) names: Vec<(String, usize)>,
}

/// The chains of an article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chains {
    pub(crate) chains: Vec<Chain>,
    /// By mention: its chain.
    pub(crate) of: Vec<usize>,
}

/// Joins the mentions of an article into chains.
pub(crate) fn chain(mentions: &Mentions, knowledge: &Knowledge) -> Chains {
    // the different names, each with its kind by majority
    let mut names: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, mention) in mentions.names.iter().enumerate() {
        names.entry(&mention.text).or_default().push(i);
    }
    struct Named<'a> {
        text: &'a str,
        words: Vec<String>,
        kind: EntityKind,
        entry: Option<usize>,
        first: usize,
        acronym: Option<&'a str>,
    }
    let mut named: Vec<Named<'_>> = names
        .iter()
        .map(|(text, indices)| {
            let entry = indices.iter().find_map(|i| mentions.names[*i].entry);
            let mut votes: BTreeMap<EntityKind, usize> = BTreeMap::new();
            for i in indices {
                *votes.entry(mentions.names[*i].kind).or_default() += 1;
            }
            let majority = votes
                .iter()
                .filter(|(k, _)| **k != EntityKind::Thing || votes.len() == 1)
                .max_by_key(|(kind, n)| (**n, std::cmp::Reverse(**kind)))
                .map_or(EntityKind::Thing, |(kind, _)| *kind);
            let kind = entry.map_or(majority, |e| knowledge.gazetteer.entry(e).kind);
            Named {
                text,
                words: words(text),
                kind,
                entry,
                first: indices[0],
                acronym: indices.iter().find_map(|i| mentions.names[*i].acronym.as_deref()),
            }
        })
        .collect();
    named.sort_by_key(|n| (std::cmp::Reverse(n.words.len()), n.first));

    let mut chains: Vec<(Chain, Vec<Vec<String>>, usize)> = Vec::new();
    let mut by_text: HashMap<&str, usize> = HashMap::new();
    let acronyms: BTreeMap<&str, &str> = named.iter().filter_map(|n| Some((n.acronym?, n.text))).collect();
    for name in &named {
        let introduced = acronyms.get(name.text).and_then(|full| by_text.get(full)).copied();
        let same_entry = || chains.iter().position(|(c, ..)| name.entry.is_some() && c.entry == name.entry);
        let same_words = || {
            let key = essential(&name.words, name.kind, knowledge);
            chains.iter().position(|(c, all, _)| {
                c.kind == name.kind
                    && all.iter().any(|w| essential(w, c.kind, knowledge) == key && !key.is_empty())
            })
        };
        let part = || part_of(&name.words, name.kind, name.entry.is_some(), &chains, knowledge);
        let found = introduced.or_else(same_entry).or_else(same_words).or_else(part);
        let index = found.unwrap_or_else(|| {
            chains.push((Chain { kind: name.kind, entry: name.entry, names: vec![] }, vec![], name.first));
            chains.len() - 1
        });
        let (chain, all, first) = &mut chains[index];
        chain.names.push((name.text.to_owned(), names[name.text].len()));
        if chain.entry.is_none() && introduced.is_some() {
            chain.entry = name.entry;
        }
        all.push(name.words.clone());
        *first = name.first.min(*first);
        by_text.insert(name.text, index);
    }

    // in order of first mention
    let mut order: Vec<usize> = (0..chains.len()).collect();
    order.sort_by_key(|i| chains[*i].2);
    let mut place = vec![0; chains.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new;
    }
    let of = mentions.names.iter().map(|m| place[by_text[m.text.as_str()]]).collect();
    Chains { chains: order.iter().map(|i| chains[*i].0.clone()).collect(), of }
}

/// The chain of a longer name that these words are part of.
fn part_of(
    words: &[String],
    kind: EntityKind,
    known: bool,
    chains: &[(Chain, Vec<Vec<String>>, usize)],
    knowledge: &Knowledge,
) -> Option<usize> {
    let fits = |all: &Vec<Vec<String>>| {
        all.iter().any(|long| {
            let (short, long) = (essential(words, kind, knowledge), essential(long, kind, knowledge));
            match kind {
                EntityKind::Person => short.len() < long.len() && short.iter().all(|w| long.contains(w)),
                EntityKind::Org => {
                    !known && short.len() < long.len() && (long.starts_with(&short) || long.ends_with(&short))
                }
                _ => false,
            }
        })
    };
    let mut found = chains.iter().enumerate().filter(|(_, (c, all, _))| c.kind == kind && fits(all));
    let first = found.next()?;
    // an organisation's short name must mean one thing; a person's means the one named first
    if kind == EntityKind::Org && found.next().is_some() {
        return None;
    }
    Some(first.0)
}

/// The words of a name in lower case, without punctuation.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || "()/,.".contains(c))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|w| !w.is_empty())
        .collect()
}

/// The words that tell a name apart from others of its kind: *PT Maju Jaya (Persero)* is *maju jaya*.
fn essential(words: &[String], kind: EntityKind, knowledge: &Knowledge) -> Vec<String> {
    let form = |w: &String| knowledge.lexicon.forms.get(&kind).is_some_and(|forms| forms.contains(w));
    words.iter().filter(|w| !form(w)).cloned().collect()
}

/// The entity that a chain stands for.
pub(crate) fn link(chain: &Chain, article: &str, knowledge: &Knowledge) -> Entity {
    let entry = chain.entry.map(|e| knowledge.gazetteer.entry(e));
    let length = |n: &str| n.chars().count();
    // a person's fullest name; of anything else the usual one, which a longer description must not replace
    let best = chain.names.iter().max_by_key(|(name, uses)| match chain.kind {
        EntityKind::Person => (length(name), 0, std::cmp::Reverse(name)),
        _ => (*uses.min(&3), length(name), std::cmp::Reverse(name)),
    });
    let name = best.map(|(name, _)| name.clone()).unwrap_or_default();
    let aliases: BTreeSet<String> =
        chain.names.iter().map(|(n, _)| n).filter(|n| **n != name).cloned().collect();
    Entity {
        id: entry.map_or_else(|| own_id(&name, chain.kind, article), |e| e.id.clone()),
        kind: chain.kind,
        name,
        label_id: entry.and_then(|e| e.label_id.clone()),
        label_en: entry.and_then(|e| e.label_en.clone()),
        aliases: aliases.into_iter().collect(),
        wikidata: entry.and_then(|e| e.wikidata.clone()),
    }
}

/// The id of a thing that no gazetteer knows. A person of one name, and anything that is only described, belongs to
/// its article: two articles' *Budi* are two people until something says that they are one.
pub(crate) fn own_id(name: &str, kind: EntityKind, article: &str) -> String {
    let slug = iri::slug(name);
    let local = match kind {
        EntityKind::Person => !name.trim().contains(' '),
        EntityKind::Group | EntityKind::Event | EntityKind::Thing => true,
        EntityKind::Org | EntityKind::Place | EntityKind::Position => false,
    };
    let kind = kind.name().to_lowercase();
    if local { format!("{kind}-{slug}-{}", &iri::digest(&[article])[..8]) } else { format!("{kind}-{slug}") }
}
