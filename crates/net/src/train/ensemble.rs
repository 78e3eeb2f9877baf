//! Several networks that read a sentence together, to teach another (Hinton, Vinyals and Dean 2015; for trees Kuncoro et
//! al. 2016): their answers are the means of what each holds likely.

use super::example::{Example, Targets, Tree};
use super::heads::softmax;
use crate::input::{Input, Styles};
use crate::kernel::Kernel;
use crate::net::{Net, Scores, Work, widest};
use crate::tree::best_tree;

/// Answers less likely than this are left out.
const LEAST: f32 = 0.02;

/// Networks with the same answers; each may know words of its own.
#[derive(Clone, Debug)]
pub struct Ensemble<'a> {
    members: Vec<&'a Net>,
}

impl<'a> Ensemble<'a> {
    /// `None` where there are no networks, or their answers differ in number.
    pub fn new(members: Vec<&'a Net>) -> Option<Self> {
        let labels = members.first()?.shape().labels;
        members.iter().all(|net| net.shape().labels == labels).then_some(Ensemble { members })
    }

    /// What the networks say of a sentence, as an example for another whose inputs for the same words are `inputs`.
    pub fn example<S: AsRef<str>>(&self, forms: &[S], styles: Styles, inputs: Vec<Input>) -> Example {
        let n = forms.len();
        let labels = self.members[0].shape().labels;
        let read = |net: &&'a Net| widest(Score { net, inputs: &net.vocabulary().inputs(forms, styles) });
        let mut scores: Vec<Scores> = self.members.iter().map(read).collect();
        let arcs = mean(scores.iter_mut().map(|s| {
            for (i, row) in s.arcs.chunks_exact_mut(n + 1).enumerate() {
                row[i + 1] = f32::MIN / 4.0; // no word is its own head
                softmax(row);
            }
            std::mem::take(&mut s.arcs)
        }));
        let logarithms: Vec<f32> = arcs.iter().map(|p| p.max(1e-9).ln()).collect();
        let heads = best_tree(&logarithms, n);
        let relations = mean(self.members.iter().zip(&scores).map(|(net, own)| {
            let mut own = widest(Relate { net, views: &own.views, heads: &heads });
            for (head, row) in heads.iter().zip(own.chunks_exact_mut(labels.relations.max(1))) {
                // the first relation is that of the root and of no other word
                match head {
                    0 => row[1..].fill(f32::MIN / 4.0),
                    _ => row[0] = f32::MIN / 4.0,
                }
                softmax(row);
            }
            own
        }));
        let width = labels.tags + labels.bundles + labels.names;
        let answers = mean(scores.iter_mut().map(|s| {
            for row in s.labels.chunks_exact_mut(width.max(1)) {
                let (tags, rest) = row.split_at_mut(labels.tags);
                let (bundles, names) = rest.split_at_mut(labels.bundles);
                [tags, bundles, names].into_iter().for_each(softmax);
            }
            std::mem::take(&mut s.labels)
        }));
        let part =
            |from: usize, to: usize| targets(answers.chunks_exact(width.max(1)).map(|row| &row[from..to]));
        let bundles = labels.tags + labels.bundles;
        Example {
            inputs,
            tags: part(0, labels.tags),
            bundles: part(labels.tags, bundles),
            tree: Some(Tree {
                heads: heads.iter().map(|head| *head as u32).collect(),
                arcs: targets(arcs.chunks_exact(n + 1)),
                relations: targets(relations.chunks_exact(labels.relations.max(1))),
            }),
            names: part(bundles, width),
        }
    }
}

/// The mean of lists of the same length.
fn mean(lists: impl Iterator<Item = Vec<f32>>) -> Vec<f32> {
    let mut n = 0.0f32;
    let mut sum: Vec<f32> = Vec::new();
    for list in lists {
        n += 1.0;
        if sum.is_empty() {
            sum = list;
        } else {
            sum.iter_mut().zip(list).for_each(|(s, x)| *s += x);
        }
    }
    sum.iter_mut().for_each(|s| *s /= n);
    sum
}

/// What is likely for each word, shares made to sum to 1.
fn targets<'a>(rows: impl Iterator<Item = &'a [f32]>) -> Targets {
    let mut targets = Targets::default();
    for row in rows {
        let likely = || row.iter().zip(0u16..).filter(|(share, _)| **share >= LEAST);
        let sum: f32 = likely().map(|(share, _)| share).sum();
        targets.push(likely().map(|(share, answer)| (answer, share / sum)));
    }
    targets
}

struct Score<'a> {
    net: &'a Net,
    inputs: &'a [Input],
}

impl Work for Score<'_> {
    type Output = Scores;

    #[inline(always)]
    fn run<K: Kernel>(self, kernel: K) -> Scores {
        self.net.score(self.inputs, kernel)
    }
}

struct Relate<'a> {
    net: &'a Net,
    views: &'a [f32],
    heads: &'a [usize],
}

impl Work for Relate<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn run<K: Kernel>(self, kernel: K) -> Vec<f32> {
        self.net.relate(self.views, self.heads, kernel)
    }
}
