//! Trains a parser with a dynamic oracle (Goldberg and Nivre 2013): it learns what is best in the states that it
//! gets into by its own mistakes.

use simpul_text::{Sentence, Upos};

use super::perceptron::{Perceptron, Random, Weights};
use crate::parser::{ROOT_RELATION, Relations, State, Transition, Tree};
use crate::parser_features;
use crate::table::Scorer;
use crate::tagger::Style;
use crate::word::Word;

/// From this pass on the parser follows its own choice.
const EXPLORE_FROM: usize = 1;
/// How often then, in percent.
const EXPLORE: u64 = 90;
/// A sentence with its tree.
pub(crate) struct Sample {
    pub(crate) words: Vec<Word>,
    /// As predicted.
    pub(crate) tags: Vec<Upos>,
    pub(crate) style: Style,
    pub(crate) tree: Tree,
}

/// The tree of a treebank's sentence.
pub(crate) fn gold_tree(sentence: &Sentence, relations: &Relations) -> Tree {
    let n = sentence.tokens.len();
    let index = |relation: &str| {
        let plain = relation.split(':').next().unwrap_or(relation);
        let find = |name: &str| relations.0.iter().position(|r| r == name);
        find(relation).or_else(|| find(plain)).unwrap_or(1)
    };
    let heads: Vec<usize> = sentence.tokens.iter().map(|t| t.head.unwrap_or(n)).collect();
    let relation = |(token, head): (&simpul_text::Token, &usize)| {
        if *head == n { ROOT_RELATION } else { index(&token.deprel) }
    };
    let relations = sentence.tokens.iter().zip(&heads).map(relation).collect();
    Tree { heads, relations }
}

/// Trains a parser.
pub(crate) fn parser(
    samples: &[Sample],
    relations: &Relations,
    epochs: usize,
    least: f64,
    log: &mut dyn FnMut(&str),
) -> Weights {
    let oracles: Vec<Oracle<'_>> = samples.iter().map(|sample| Oracle::new(&sample.tree)).collect();
    let mut perceptron = Perceptron::new(relations.n_labels());
    let mut random = Random(3);
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut keys = Vec::new();
    let mut scores = vec![0; relations.n_labels()];
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        let (mut n, mut wrong) = (0, 0);
        for i in &order {
            let (sample, oracle) = (&samples[*i], &oracles[*i]);
            let mut state = State::new(&sample.words, &sample.tags);
            while !state.finished() {
                parser_features::features(&state, sample.style, &mut keys);
                scores.fill(0);
                perceptron.score(&keys, &mut scores);
                let picked = state.best(&scores, relations);
                let right = oracle.right(&state);
                let score = |t: &Transition| (scores[relations.label(*t)], usize::MAX - relations.label(*t));
                let target = right.into_iter().flatten().max_by_key(score).unwrap_or(picked);
                perceptron.tick();
                n += 1;
                if !right.contains(&Some(picked)) {
                    wrong += 1;
                    perceptron.correct(&keys, relations.label(target), relations.label(picked));
                }
                let explores = epoch >= EXPLORE_FROM && random.next() % 100 < EXPLORE;
                state.apply(if explores { picked } else { target });
            }
        }
        log(&format!("pass {}: {wrong} of {n} transitions wrong", epoch + 1));
    }
    perceptron.finish(4.0, least)
}

/// Knows which transitions of a state still lead to the best tree.
struct Oracle<'a> {
    tree: &'a Tree,
    children: Vec<Vec<usize>>,
}

impl<'a> Oracle<'a> {
    fn new(tree: &'a Tree) -> Self {
        let mut children = vec![Vec::new(); tree.heads.len() + 2];
        tree.heads.iter().enumerate().for_each(|(i, head)| children[*head].push(i));
        Oracle { tree, children }
    }

    /// The allowed transitions that cost least.
    fn right(&self, state: &State) -> [Option<Transition>; 3] {
        let relation = self.tree.relations.get(state.stacked(0)).copied().unwrap_or(1);
        // a word whose head is the root may get another head; no relation is right then
        let inner = if relation == ROOT_RELATION { 1 } else { relation };
        let left = if state.next == state.n { ROOT_RELATION } else { inner };
        let candidates = [Transition::Shift, Transition::Left(left), Transition::Right(inner)];
        let costs = candidates.map(|t| state.allows(t).then(|| self.cost(state, t)));
        let least = costs.iter().flatten().min().copied();
        let mut right = [None; 3];
        for (slot, (candidate, cost)) in right.iter_mut().zip(candidates.into_iter().zip(costs)) {
            *slot = cost.filter(|cost| Some(*cost) == least).map(|_| candidate);
        }
        right
    }

    /// How many arcs of the tree can no longer be built after the transition, among those that could before.
    fn cost(&self, state: &State, transition: Transition) -> usize {
        let waits = |i: usize| state.stack.contains(&i);
        let ahead = |i: usize| i >= state.next;
        let top = state.stacked(0);
        let lost_ahead = || self.children[top].iter().filter(|child| ahead(**child)).count();
        match transition {
            Transition::Shift => {
                let lost = self.children[state.next].iter().filter(|child| waits(**child)).count();
                let head = self.tree.heads[state.next];
                lost + usize::from(head != top && waits(head))
            }
            Transition::Left(_) => {
                let head = self.tree.heads[top];
                let other = head != state.next && (ahead(head) || head == state.stacked(1));
                lost_ahead() + usize::from(other)
            }
            Transition::Right(_) => lost_ahead() + usize::from(ahead(self.tree.heads[top])),
        }
    }
}
