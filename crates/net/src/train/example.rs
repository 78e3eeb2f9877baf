//! What the network learns from.

use crate::input::Input;

/// The number of an answer, and how right it is: up to 1.
pub type Share = (u16, f32);

/// For each word the right answers, each with its share: one answer with the share 1 where a person decided, several
/// where other networks are not sure, none where nothing is known. The shares of a word sum to 1.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    ends: Vec<u32>,
    shares: Vec<Share>,
}

impl Targets {
    /// One answer for each word, or none.
    pub fn certain(answers: impl IntoIterator<Item = Option<u16>>) -> Self {
        let mut targets = Targets::default();
        answers.into_iter().for_each(|answer| targets.push(answer.map(|answer| (answer, 1.0))));
        targets
    }

    /// Enters the answers of the next word.
    pub fn push(&mut self, shares: impl IntoIterator<Item = Share>) {
        self.shares.extend(shares);
        self.ends.push(self.shares.len() as u32);
    }

    /// True where nothing is known of any word.
    pub fn is_empty(&self) -> bool {
        self.shares.is_empty()
    }

    /// The answers of a word; none where nothing is known of it.
    pub fn word(&self, i: usize) -> &[Share] {
        let Some(end) = self.ends.get(i) else { return &[] };
        let start = i.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.shares[start as usize..*end as usize]
    }
}

/// The tree of a sentence.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Head of each word: 0 is the root, words count from 1.
    pub heads: Vec<u32>,
    /// The same with their shares.
    pub arcs: Targets,
    /// Relation of each word to its head.
    pub relations: Targets,
}

impl Tree {
    /// A tree made by hand: head and relation of each word.
    pub fn certain(tree: &[(u32, u16)]) -> Self {
        Tree {
            heads: tree.iter().map(|(head, _)| *head).collect(),
            arcs: Targets::certain(tree.iter().map(|(head, _)| u16::try_from(*head).ok())),
            relations: Targets::certain(tree.iter().map(|(_, relation)| Some(*relation))),
        }
    }
}

/// A sentence and what is known of it.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// Its words.
    pub inputs: Vec<Input>,
    /// Part of speech of each word.
    pub tags: Targets,
    /// Bundle of morphological features of each word.
    pub bundles: Targets,
    /// Heads and relations.
    pub tree: Option<Tree>,
    /// Label of each word.
    pub names: Targets,
}
