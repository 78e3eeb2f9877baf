//! Trains the parser with a dynamic oracle (Goldberg and Nivre 2013): it learns what is best in the states that it
//! gets into by its own mistakes.

use simpul_text::Upos;

use super::perceptron::{Perceptron, Random, Weights};
use super::words::Prepared;
use crate::parser::{ROOT_RELATION, Relations, State, Transition};
use crate::parser_features;
use crate::table::Scorer;

/// Passes over the data.
const EPOCHS: usize = 8;
/// From this pass on the parser follows its own choice.
const EXPLORE_FROM: usize = 1;
/// How often then, in percent.
const EXPLORE: u64 = 90;

/// The tree to learn.
struct Gold {
    /// The root is the number of words.
    heads: Vec<usize>,
    relations: Vec<usize>,
    children: Vec<Vec<usize>>,
}

impl Gold {
    fn new(sentence: &Prepared<'_>, relations: &Relations) -> Self {
        let tokens = &sentence.gold.tokens;
        let n = tokens.len();
        let mut children = vec![Vec::new(); n + 2];
        let heads: Vec<usize> = tokens.iter().map(|t| t.head.unwrap_or(n)).collect();
        heads.iter().enumerate().for_each(|(i, head)| children[*head].push(i));
        let index = |relation: &str| {
            let plain = relation.split(':').next().unwrap_or(relation);
            let find = |name: &str| relations.0.iter().position(|r| r == name);
            find(relation).or_else(|| find(plain)).unwrap_or(1)
        };
        let labels =
            tokens.iter().zip(&heads).map(|(t, h)| if *h == n { ROOT_RELATION } else { index(&t.deprel) });
        Gold { relations: labels.collect(), heads, children }
    }

    /// How many arcs of the tree can no longer be built after the transition, among those that could before.
    fn cost(&self, state: &State, transition: Transition) -> usize {
        let waits = |i: usize| state.stack.contains(&i);
        let ahead = |i: usize| i >= state.next;
        let top = state.stacked(0);
        match transition {
            Transition::Shift => {
                let word = state.next;
                let lost = self.children[word].iter().filter(|c| waits(**c)).count();
                let head = self.heads[word];
                lost + usize::from(head != top && waits(head))
            }
            Transition::Left(_) => {
                let lost = self.children[top].iter().filter(|c| ahead(**c)).count();
                let head = self.heads[top];
                let other = head != state.next && (ahead(head) || head == state.stacked(1));
                lost + usize::from(other)
            }
            Transition::Right(_) => {
                let lost = self.children[top].iter().filter(|c| ahead(**c)).count();
                lost + usize::from(ahead(self.heads[top]))
            }
        }
    }
}

/// Trains the parser on sentences with predicted tags.
pub(crate) fn parser(
    sentences: &[Prepared<'_>],
    tags: &[Vec<Upos>],
    relations: &Relations,
    log: &mut dyn FnMut(&str),
) -> Weights {
    let golds: Vec<Gold> = sentences.iter().map(|sentence| Gold::new(sentence, relations)).collect();
    let mut perceptron = Perceptron::new(relations.n_labels());
    let mut random = Random(3);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut keys = Vec::new();
    let mut scores = vec![0; relations.n_labels()];
    for epoch in 0..EPOCHS {
        random.shuffle(&mut order);
        let (mut n, mut wrong) = (0, 0);
        for i in &order {
            let (sentence, gold) = (&sentences[*i], &golds[*i]);
            let mut state = State::new(&sentence.words, &tags[*i]);
            while !state.finished() {
                parser_features::features(&state, sentence.style, &mut keys);
                scores.fill(0);
                perceptron.score(&keys, &mut scores);
                let picked = state.best(&scores, relations);
                let right = best_right(gold, &state, &scores, relations);
                perceptron.tick();
                n += 1;
                let good = right.contains(&Some(picked));
                let target = right
                    .into_iter()
                    .flatten()
                    .max_by_key(|t| (scores[relations.label(*t)], std::cmp::Reverse(relations.label(*t))));
                let target = target.unwrap_or(picked);
                if !good {
                    wrong += 1;
                    perceptron.correct(&keys, relations.label(target), relations.label(picked));
                }
                let explores = epoch >= EXPLORE_FROM && random.next() % 100 < EXPLORE;
                state.apply(if explores { picked } else { target });
            }
        }
        log(&format!("pass {}: {wrong} of {n} transitions wrong", epoch + 1));
    }
    perceptron.finish(4.0, LEAST)
}

/// Averaged weights below this are left out.
const LEAST: f64 = 1.0;

/// The allowed transitions that cost least.
fn best_right(gold: &Gold, state: &State, _: &[i32], _: &Relations) -> [Option<Transition>; 3] {
    let relation = gold.relations.get(state.stacked(0)).copied().unwrap_or(1);
    // a word whose head is the root may lose it; the relation is then of no use
    let inner = if relation == ROOT_RELATION { 1 } else { relation };
    let left = if state.next == state.n { ROOT_RELATION } else { inner };
    let candidates = [Transition::Shift, Transition::Left(left), Transition::Right(inner)];
    let costs = candidates.map(|t| state.allows(t).then(|| gold.cost(state, t)));
    let least = costs.iter().flatten().min().copied();
    let mut right = [None; 3];
    for (slot, (candidate, cost)) in right.iter_mut().zip(candidates.into_iter().zip(costs)) {
        *slot = cost.filter(|cost| Some(*cost) == least).map(|_| candidate);
    }
    right
}
