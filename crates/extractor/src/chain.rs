//! Which names mean the same thing: from mentions to chains, and from chains to entities.
//!
//! *Joko Widodo … Jokowi … Presiden* is one chain. Precise steps only: the same gazetteer entry, the same words, an
//! acronym that the text itself introduces, a part of one longer name. Two names that the article tells apart are
//! never joined.

mod part;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use simpul_fact::{Entity, EntityKind, Identity, Reason, iri};
use simpul_text::Analysis;

use crate::aliases::Split;
use crate::knowledge::Lore;
use crate::lexicon::{Pronouns, lower};
use crate::mention::Mentions;
use crate::namesake::{Doubt, Settled, settle, stands_for};
use crate::steps::Step;

/// A thing that the article names, with all its names.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    pub(crate) kind: EntityKind,
    pub(crate) entry: Option<usize>,
    /// A person's, where a name or a title tells it.
    pub(crate) sex: Option<Sex>,
    /// The names, the longest first, each with how often it is used.
    pub(crate) names: Vec<(String, usize)>,
    /// By name, as `names`: why it is here, and the name it was joined to.
    reasons: Vec<Because>,
}

/// Why a name is in its chain.
#[derive(Clone, Debug)]
struct Because {
    reason: Reason,
    /// The name that it was joined to, or kept apart from.
    other: Option<String>,
    /// Line of the user's file that says so.
    place: Option<String>,
    /// What speaks against a link.
    detail: Option<String>,
}

impl Chain {
    /// Why each name means the entity with that id.
    pub(crate) fn identities(&self, entity: &str) -> impl Iterator<Item = Identity> {
        self.names.iter().zip(&self.reasons).map(move |((name, uses), because)| Identity {
            entity: entity.to_owned(),
            name: name.clone(),
            uses: *uses,
            reason: because.reason,
            other: because.other.clone(),
            place: because.place.clone(),
            detail: because.detail.clone(),
        })
    }
}

/// What *he* and *she* tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sex {
    Female,
    Male,
}

impl Sex {
    /// The one that a pronoun, a title, a noun or a given name has; lower case.
    pub(crate) fn of(words: &Pronouns, word: &str) -> Option<Sex> {
        let word = word.trim_end_matches('.');
        match (words.female.contains(word), words.male.contains(word)) {
            (true, false) => Some(Sex::Female),
            (false, true) => Some(Sex::Male),
            _ => None,
        }
    }
}

/// The chains of an article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chains {
    pub(crate) chains: Vec<Chain>,
    /// By mention: its chain.
    pub(crate) of: Vec<usize>,
}

/// Joins the mentions of an article into chains.
pub(crate) fn chain(mentions: &Mentions, analysis: &Analysis, knowledge: &Lore<'_>) -> Chains {
    let named = named(mentions, analysis, knowledge);
    let acronyms: BTreeMap<&str, &str> = named.iter().filter_map(|n| Some((n.acronym?, n.text))).collect();
    let mut builder = Builder::new(*knowledge);
    for name in &named {
        let introduced = acronyms.get(name.text).and_then(|full| builder.by_text.get(*full)).copied();
        builder.add(name, introduced);
    }
    // in order of first mention
    let mut order: Vec<usize> = (0..builder.chains.len()).collect();
    order.sort_by_key(|i| builder.first[*i]);
    let mut place = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new;
    }
    let of = mentions.names.iter().map(|m| place[builder.by_text[m.text.as_str()]]).collect();
    Chains { chains: order.iter().map(|i| builder.chains[*i].clone()).collect(), of }
}

/// One of the different names of an article.
struct Named<'a> {
    text: &'a str,
    /// The words that tell it apart from others of its kind.
    key: Vec<String>,
    kind: EntityKind,
    entry: Option<usize>,
    /// Its first mention, and how many there are.
    first: usize,
    uses: usize,
    acronym: Option<&'a str>,
    sex: Option<Sex>,
    /// Why it is not linked.
    doubt: Option<Doubt>,
}

/// The different names, those of most words first, each of the kind that most of its mentions have.
fn named<'a>(mentions: &'a Mentions, analysis: &Analysis, knowledge: &Lore<'_>) -> Vec<Named<'a>> {
    let mut names: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, mention) in mentions.names.iter().enumerate() {
        names.entry(&mention.text).or_default().push(i);
    }
    let mut named: Vec<Named<'_>> = Vec::with_capacity(names.len());
    for (text, uses) in names {
        let entry = uses.iter().find_map(|i| mentions.names[*i].entry);
        let mut votes: BTreeMap<EntityKind, usize> = BTreeMap::new();
        for i in &uses {
            *votes.entry(mentions.names[*i].kind).or_default() += 1;
        }
        let majority = votes
            .iter()
            .filter(|(kind, _)| **kind != EntityKind::Thing || votes.len() == 1)
            .max_by_key(|(kind, n)| (**n, Reverse(**kind)))
            .map_or(EntityKind::Thing, |(kind, _)| *kind);
        let kind = entry.map_or(majority, |e| knowledge.gazetteer.entry(e).kind);
        let Settled { entry, doubt } = settle(text, &uses, entry, mentions, analysis, knowledge);
        let acronym = uses.iter().find_map(|i| mentions.names[*i].acronym.as_deref());
        let key = essential(&words(text), kind, knowledge);
        let said = |i: &usize| {
            let m = &mentions.names[*i];
            let before =
                &analysis.sentences[m.sentence].tokens[m.whole.start..m.name.start.max(m.whole.start)];
            before.iter().find_map(|t| Sex::of(&knowledge.lexicon.pronouns, &lower(t)))
        };
        let given = || {
            let first = text.split(' ').next().unwrap_or_default().to_lowercase();
            Sex::of(&knowledge.lexicon.pronouns, &first)
        };
        let sex = if kind == EntityKind::Person { uses.iter().find_map(said).or_else(given) } else { None };
        let (first, n_uses) = (uses[0], uses.len());
        named.push(Named { text, key, kind, entry, first, uses: n_uses, acronym, sex, doubt });
    }
    named.sort_by_key(|n| (Reverse(n.key.len()), n.first));
    named
}

/// A chain and the telling words of one of its names.
type Keyed = (usize, Vec<String>);

/// Chains as they grow, with what finds them.
struct Builder<'a> {
    knowledge: Lore<'a>,
    chains: Vec<Chain>,
    /// By chain: its first mention.
    first: Vec<usize>,
    by_text: HashMap<&'a str, usize>,
    by_entry: HashMap<usize, usize>,
    by_key: HashMap<(EntityKind, Vec<String>), usize>,
    /// A word to the names that have it, with their chains.
    by_word: HashMap<(EntityKind, String), Vec<Keyed>>,
}

impl<'a> Builder<'a> {
    fn new(knowledge: Lore<'a>) -> Builder<'a> {
        Builder {
            knowledge,
            chains: Vec::new(),
            first: Vec::new(),
            by_text: HashMap::new(),
            by_entry: HashMap::new(),
            by_key: HashMap::new(),
            by_word: HashMap::new(),
        }
    }

    /// Adds a name to the chain that it belongs to: that of the name which introduced it as an acronym, of the same
    /// gazetteer entry, of the same words, of a longer name; else to a new one.
    fn add(&mut self, name: &Named<'a>, introduced: Option<usize>) {
        let same_entry = name.entry.and_then(|e| self.by_entry.get(&e)).copied();
        let same_words = self.by_key.get(&(name.kind, name.key.clone())).copied();
        let takes = |step| self.knowledge.steps.has(step);
        let ways = [
            (introduced.filter(|_| takes(Step::Acronym)), Reason::Acronym),
            (same_entry.filter(|_| takes(Step::Gazetteer)), Reason::Gazetteer),
            (same_words.filter(|_| takes(Step::SameWords)), Reason::SameWords),
            (self.part_of(name, &|_| true), Reason::Part),
            (self.part_of(name, &|chain| self.split(name.text, chain).is_none()), Reason::Part),
        ];
        let other =
            |index: usize| name.entry.zip(self.chains[index].entry).is_some_and(|(own, known)| own != known);
        let ways = ways.into_iter().filter_map(|(index, reason)| Some((index?, reason)));
        let ways = ways.filter(|(index, reason)| *reason == Reason::Acronym || !other(*index));
        let (split, joined): (Vec<_>, Vec<_>) = ways
            .map(|(index, reason)| (index, reason, self.split(name.text, index)))
            .partition(|w| w.2.is_some());
        let found = joined.first().map(|(index, reason, _)| (*index, *reason));
        let rivals = if found.is_none() { self.rivals(name) } else { None };
        let because = self.because(name, found, split.into_iter().find_map(|w| w.2), rivals);
        let found = found.map(|(index, _)| index);
        let index = found.unwrap_or_else(|| {
            self.chains.push(Chain {
                kind: name.kind,
                entry: name.entry,
                sex: None,
                names: vec![],
                reasons: vec![],
            });
            self.first.push(name.first);
            self.chains.len() - 1
        });
        let chain = &mut self.chains[index];
        let text = bare(name.text);
        match chain.names.iter_mut().find(|(other, _)| other == text) {
            Some((_, uses)) => *uses += name.uses,
            None => {
                let other = because.other.or_else(|| chain.names.first().map(|(other, _)| other.clone()));
                chain.reasons.push(Because { other, ..because });
                chain.names.push((text.to_owned(), name.uses));
            }
        }
        chain.sex = chain.sex.or(name.sex);
        if introduced.is_some() && chain.entry.is_none() {
            // "Asosiasi Basket Cepu (ABC)" is no broadcaster
            let full = chain.names.first().map(|(full, _)| words(full)).unwrap_or_default();
            chain.entry = name.entry.filter(|e| stands_for(*e, &full, &self.knowledge));
        }
        if let Some(entry) = chain.entry {
            self.by_entry.entry(entry).or_insert(index);
        }
        self.first[index] = self.first[index].min(name.first);
        self.by_text.insert(name.text, index);
        if !name.key.is_empty() {
            self.by_key.entry((chain.kind, name.key.clone())).or_insert(index);
            for word in &name.key {
                let chains = self.by_word.entry((chain.kind, word.clone())).or_default();
                chains.push((index, name.key.clone()));
            }
        }
    }

    /// What keeps a name out of a chain.
    fn split(&self, name: &str, chain: usize) -> Option<Split> {
        let Lore { aliases, .. } = self.knowledge;
        let asked = self.knowledge.asked();
        self.chains[chain].names.iter().find_map(|(other, _)| aliases.split(bare(name), other, asked))
    }

    /// Why a name is where it is: by the user's file, else by the step that `found` its chain.
    fn because(
        &self,
        name: &Named<'_>,
        found: Option<(usize, Reason)>,
        split: Option<Split>,
        rivals: Option<Doubt>,
    ) -> Because {
        let Lore { aliases, gazetteer, .. } = self.knowledge;
        let asked = self.knowledge.asked();
        let said = || name.entry.and_then(|e| aliases.says(gazetteer, name.text, e, asked));
        let linked = matches!(found, None | Some((_, Reason::Gazetteer)));
        if let Some(place) = Some(()).filter(|()| linked).and_then(|()| said()) {
            return Because { reason: Reason::Alias, other: None, place: Some(place), detail: None };
        }
        let apart = || split.or_else(|| aliases.unlinked(gazetteer, name.text, asked));
        if let Some(split) = Some(()).filter(|()| found.is_none()).and_then(|()| apart()) {
            let (other, place) = (Some(split.from), Some(split.place));
            return Because { reason: Reason::Split, other, place, detail: None };
        }
        if let Some(doubt) = name.doubt.clone().or(rivals).filter(|_| found.is_none()) {
            let Doubt { reason, other, detail } = doubt;
            return Because { reason, other: Some(other), place: None, detail };
        }
        let own = if name.entry.is_some() { Reason::Gazetteer } else { Reason::Own };
        let reason = found.map_or(own, |(_, reason)| reason);
        Because { reason, other: None, place: None, detail: None }
    }
}

/// *Smith's* without what makes it a possessive.
fn bare(name: &str) -> &str {
    ["'s", "’s"].iter().find_map(|s| name.strip_suffix(s)).unwrap_or(name)
}

/// The words of a name in lower case, without punctuation.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || "()/,.".contains(c))
        .map(|w| bare(w).trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|w| !w.is_empty())
        .collect()
}

/// The words that tell a name apart from others of its kind: *PT Maju Jaya (Persero)* is *maju jaya*.
fn essential(words: &[String], kind: EntityKind, knowledge: &Lore<'_>) -> Vec<String> {
    let form = |w: &String| knowledge.lexicon.forms.get(&kind).is_some_and(|forms| forms.contains(w));
    words.iter().filter(|w| !form(w)).cloned().collect()
}

/// The entity that a chain stands for.
pub(crate) fn link(chain: &Chain, article: &str, knowledge: &Lore<'_>) -> Entity {
    let entry = chain.entry.map(|e| knowledge.gazetteer.entry(e));
    let length = |n: &str| n.chars().count();
    // a person's fullest name; of anything else the usual one, which a longer description must not replace
    let best = chain.names.iter().max_by_key(|(name, uses)| match chain.kind {
        EntityKind::Person => (length(name), 0, Reverse(name)),
        _ => (*uses.min(&3), length(name), Reverse(name)),
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
