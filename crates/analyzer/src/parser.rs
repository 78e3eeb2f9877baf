//! Dependency trees, by a greedy arc-hybrid transition parser (Kuhlmann et al. 2011), linear in the sentence.
//!
//! The stack holds words that wait for their head, the buffer the words not yet read and, last, the artificial
//! root. Three transitions: *shift* moves the first word of the buffer to the stack; *left* makes that word the
//! head of the top of the stack, *right* makes the second word of the stack its head; both remove the top. Only
//! the last word of the stack may take the root as head, so every sentence has exactly one root word.

use simpul_text::Upos;

use crate::parser_features::{self, Node};
use crate::table::Scorer;
use crate::tagger::Style;
use crate::word::Word;

/// The relations a parser knows, in the order of its labels; the first is `root`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Relations(pub(crate) Vec<String>);

/// A transition with the index of its relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transition {
    Shift,
    Left(usize),
    Right(usize),
}

impl Relations {
    /// Number of labels of the classifier.
    pub(crate) fn n_labels(&self) -> usize {
        1 + 2 * self.0.len()
    }

    pub(crate) fn transition(&self, label: usize) -> Transition {
        let n = self.0.len();
        match label {
            0 => Transition::Shift,
            l if l <= n => Transition::Left(l - 1),
            l => Transition::Right(l - 1 - n),
        }
    }

    #[cfg(feature = "train")]
    pub(crate) fn label(&self, transition: Transition) -> usize {
        match transition {
            Transition::Shift => 0,
            Transition::Left(relation) => 1 + relation,
            Transition::Right(relation) => 1 + self.0.len() + relation,
        }
    }
}

/// The relation of the root word.
pub(crate) const ROOT_RELATION: usize = 0;

/// A tree: for each word its head (the number of words for the root) and the index of its relation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tree {
    pub(crate) heads: Vec<usize>,
    pub(crate) relations: Vec<usize>,
}

/// Parses a sentence.
pub(crate) fn parse(
    words: &[Word],
    tags: &[Upos],
    style: Style,
    relations: &Relations,
    scorer: &impl Scorer,
) -> Tree {
    let mut state = State::new(words, tags);
    let mut keys = Vec::with_capacity(128);
    let mut scores = vec![0; relations.n_labels()];
    while !state.finished() {
        let transition = state.only().unwrap_or_else(|| {
            parser_features::features(&state, style, &mut keys);
            scores.fill(0);
            scorer.score(&keys, &mut scores);
            state.best(&scores, relations)
        });
        state.apply(transition);
    }
    state.tree
}

/// Where the parser stands. Words are numbered from 0, the root is `n`, `n + 1` stands for nothing.
pub(crate) struct State {
    pub(crate) nodes: Vec<Node>,
    pub(crate) stack: Vec<usize>,
    /// First of the buffer.
    pub(crate) next: usize,
    pub(crate) n: usize,
    pub(crate) children: Vec<Children>,
    pub(crate) tree: Tree,
}

/// The children that a word has so far, on the left and on the right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Children {
    /// Farthest and second farthest on the left.
    pub(crate) left: [usize; 2],
    /// Farthest and second farthest on the right.
    pub(crate) right: [usize; 2],
    pub(crate) n_left: u32,
    pub(crate) n_right: u32,
    /// Bit sets of relations, folded to 32.
    pub(crate) left_set: u32,
    pub(crate) right_set: u32,
}

impl State {
    pub(crate) fn new(words: &[Word], tags: &[Upos]) -> Self {
        let n = words.len();
        let none = n + 1;
        let empty =
            Children { left: [none; 2], right: [none; 2], n_left: 0, n_right: 0, left_set: 0, right_set: 0 };
        State {
            nodes: parser_features::nodes(words, tags),
            stack: Vec::with_capacity(n),
            next: 0,
            n,
            children: vec![empty; n + 2],
            tree: Tree { heads: vec![n; n], relations: vec![usize::MAX; n] },
        }
    }

    pub(crate) fn finished(&self) -> bool {
        self.next == self.n && self.stack.is_empty()
    }

    /// True where the transition may be made; in every unfinished state one may.
    pub(crate) fn allows(&self, transition: Transition) -> bool {
        let at_root = self.next == self.n;
        match transition {
            Transition::Shift => !at_root,
            Transition::Left(relation) => {
                !self.stack.is_empty()
                    && (relation == ROOT_RELATION) == at_root
                    && (!at_root || self.stack.len() == 1)
            }
            Transition::Right(relation) => self.stack.len() > 1 && relation != ROOT_RELATION,
        }
    }

    /// The transition to make where only one is allowed.
    fn only(&self) -> Option<Transition> {
        match (self.next == self.n, self.stack.len()) {
            (false, 0) => Some(Transition::Shift),
            (true, 1) => Some(Transition::Left(ROOT_RELATION)),
            _ => None,
        }
    }

    /// The transition with the highest score of those allowed.
    pub(crate) fn best(&self, scores: &[i32], relations: &Relations) -> Transition {
        let mut best = (i32::MIN, Transition::Shift);
        for (label, score) in scores.iter().enumerate() {
            let transition = relations.transition(label);
            if *score > best.0 && self.allows(transition) {
                best = (*score, transition);
            }
        }
        best.1
    }

    /// Makes a transition that is allowed.
    pub(crate) fn apply(&mut self, transition: Transition) {
        let (head, relation) = match transition {
            Transition::Shift => {
                self.stack.push(self.next);
                self.next += 1;
                return;
            }
            Transition::Left(relation) => (self.next, relation),
            Transition::Right(relation) => (self.stack[self.stack.len() - 2], relation),
        };
        let Some(child) = self.stack.pop() else { return };
        self.tree.heads[child] = head;
        self.tree.relations[child] = relation;
        let children = &mut self.children[head];
        let bit = 1 << (relation % 32);
        if child < head {
            children.left = [child, children.left[0]];
            children.n_left += 1;
            children.left_set |= bit;
        } else {
            children.right = [child, children.right[0]];
            children.n_right += 1;
            children.right_set |= bit;
        }
    }

    /// Relation of a word to the head it has, as an atom; 0 where it has none.
    pub(crate) fn relation(&self, node: usize) -> u32 {
        self.tree.relations.get(node).map_or(0, |relation| relation.wrapping_add(1) as u32)
    }

    /// The word `depth` from the top of the stack.
    pub(crate) fn stacked(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).map_or(self.n + 1, |i| self.stack[i])
    }

    /// The word `ahead` from the start of the buffer; the root comes last.
    pub(crate) fn buffered(&self, ahead: usize) -> usize {
        (self.next + ahead).min(self.n + 1)
    }
}
