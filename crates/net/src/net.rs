//! Reading a sentence: *"Bupati mengunjungi Surabaya"* gives tags, heads, relations and labels of names.

#[cfg(target_arch = "x86_64")]
use pulp::{NullaryFnOnce, x86::V3};

use crate::activation::{leaky, sigmoid, tanh};
use crate::input::{Input, Vocabulary, fits};
use crate::kernel::{Kernel, Plain, Step, Weights, add_product, add_products, lanes, round};
use crate::shape::{Labels, Shape};
use crate::tree::best_tree;

/// Rows of one byte a value, each on a scale of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table {
    pub(crate) width: usize,
    pub(crate) values: Vec<i8>,
    pub(crate) scales: Vec<f32>,
}

impl Table {
    fn row(&self, i: usize) -> (&[i8], f32) {
        (&self.values[i * self.width..(i + 1) * self.width], self.scales[i])
    }
}

/// Weights with a bias for each output.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Layer {
    pub(crate) weights: Weights,
    pub(crate) bias: Vec<f32>,
}

/// One direction of a recurrent layer; gates in the order input, forget, cell, output.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Direction {
    pub(crate) input: Layer,
    pub(crate) state: Weights,
}

/// A network that has learned.
#[derive(Clone, Debug, PartialEq)]
pub struct Net {
    pub(crate) shape: Shape,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) features: Table,
    pub(crate) vectors: Table,
    /// Of word vectors to the input.
    pub(crate) projection: Weights,
    /// For each layer forwards, then backwards.
    pub(crate) recurrent: Vec<Direction>,
    pub(crate) views: Layer,
    /// The root as head, for arcs and for relations.
    pub(crate) root: Vec<f32>,
    /// From a dependent to what its head looks like; the bias is how likely a word is a head at all.
    pub(crate) arcs: Layer,
    /// For each relation, from a dependent to what its head looks like.
    pub(crate) relations: Weights,
    /// Relations by dependent, with their bias.
    pub(crate) relations_dependent: Layer,
    /// Relations by head.
    pub(crate) relations_head: Weights,
    /// Parts of speech, bundles, names.
    pub(crate) labels: Layer,
}

/// What the network says of the words of a sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// Scores of the answers for each word: parts of speech, then bundles, then labels of names.
    scores: Vec<f32>,
    /// Head of each word: 0 for the root, else the number of the word from 1. Exactly one word hangs on the root.
    pub heads: Vec<usize>,
    /// Number of the relation to the head; 0 for the word on the root and for no other.
    pub relations: Vec<usize>,
    ends: [usize; 3],
}

impl Answers {
    fn word(&self, i: usize) -> &[f32] {
        &self.scores[i * self.ends[2]..(i + 1) * self.ends[2]]
    }

    /// The part of speech of a word.
    pub fn tag(&self, word: usize) -> usize {
        best(&self.word(word)[..self.ends[0]])
    }

    /// Scores of the bundles of features of a word.
    pub fn bundles(&self, word: usize) -> &[f32] {
        &self.word(word)[self.ends[0]..self.ends[1]]
    }

    /// Scores of the labels of names of a word.
    pub fn names(&self, word: usize) -> &[f32] {
        &self.word(word)[self.ends[1]..]
    }
}

impl Net {
    /// Which words are known.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Sizes.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Reads the words of a sentence.
    pub fn answers(&self, inputs: &[Input]) -> Answers {
        widest(Read { net: self, inputs })
    }

    /// The sum of the rows of a word.
    #[inline(always)]
    fn embed<K: Kernel>(&self, kernel: K, input: &Input, vector: &mut [i16], out: &mut [f32]) {
        if !fits(input, &self.shape) {
            return; // made by another vocabulary
        }
        for row in input.rows.iter().filter(|r| **r > 0) {
            let (values, scale) = self.features.row(*row as usize);
            out.iter_mut().zip(values).for_each(|(o, v)| *o += f32::from(*v) * scale);
        }
        if input.vector > 0 {
            let (values, scale) = self.vectors.row(input.vector as usize);
            vector.iter_mut().zip(values).for_each(|(o, v)| *o = i16::from(*v));
            add_product(kernel, &self.projection, vector, Step(scale), out);
        }
    }

    /// The states of the last layer, in steps.
    #[inline(always)]
    fn encode<K: Kernel>(&self, kernel: K, inputs: &[Input]) -> Vec<i16> {
        let (n, shape) = (inputs.len(), &self.shape);
        let mut x = vec![0i16; n * shape.input];
        let mut sum = vec![0.0f32; shape.input];
        let mut vector = vec![0i16; shape.vector];
        for (input, out) in inputs.iter().zip(x.chunks_exact_mut(shape.input)) {
            sum.fill(0.0);
            self.embed(kernel, input, &mut vector, &mut sum);
            round(&sum, Step::VALUE, out);
        }
        let mut step = Step::VALUE;
        for layer in self.recurrent.chunks_exact(2) {
            let mut out = vec![0i16; n * shape.context()];
            for (direction, weights) in layer.iter().enumerate() {
                let column = direction * shape.hidden;
                run(kernel, weights, &x, step, direction == 1, shape.hidden, &mut out, column);
            }
            x = out;
            step = Step::STATE;
        }
        x
    }

    /// What is computed of a sentence before its tree is known.
    #[inline(always)]
    pub(crate) fn score<K: Kernel>(&self, inputs: &[Input], kernel: K) -> Scores {
        let (shape, n) = (&self.shape, inputs.len());
        let context = self.encode(kernel, inputs);
        let context = (&context[..], shape.context());
        let mut labels = self.labels.bias.repeat(n);
        add_products(kernel, &self.labels.weights, context, Step::STATE, &mut labels);
        let mut views = self.views.bias.repeat(n);
        add_products(kernel, &self.views.weights, context, Step::STATE, &mut views);
        views.iter_mut().for_each(|v| *v = leaky(*v));
        let arc = shape.arc;
        let view = |word: usize, from: usize| &views[word * shape.views() + from..][..arc];
        let mut arcs = vec![0.0f32; n * (n + 1)];
        let mut rounded = vec![0i16; arc];
        let mut through = vec![0.0f32; arc];
        for (i, row) in arcs.chunks_exact_mut(n + 1).enumerate() {
            round(view(i, 0), Step::VALUE, &mut rounded);
            through.copy_from_slice(&self.arcs.bias);
            add_product(kernel, &self.arcs.weights, &rounded, Step::VALUE, &mut through);
            row[0] = lanes(&through, &self.root[..arc]);
            for j in 0..n {
                row[j + 1] = lanes(&through, view(j, arc));
            }
        }
        Scores { labels, views, arcs }
    }

    /// For each word the scores of its relations to a head: 0 for the root, else the number of the word from 1.
    #[inline(always)]
    pub(crate) fn relate<K: Kernel>(&self, views: &[f32], heads: &[usize], kernel: K) -> Vec<f32> {
        let shape = &self.shape;
        let (arc, width) = (shape.arc, shape.relation);
        let view = |word: usize, from: usize| &views[word * shape.views() + from..][..width];
        let mut scores = self.relations_dependent.bias.repeat(heads.len());
        let mut rounded = vec![0i16; width];
        let mut through = vec![0.0f32; shape.labels.relations * width];
        for (i, (head, own)) in
            heads.iter().zip(scores.chunks_exact_mut(shape.labels.relations.max(1))).enumerate()
        {
            let head = match head.checked_sub(1) {
                Some(head) => view(head, 2 * arc + width),
                None => &self.root[arc..],
            };
            round(head, Step::VALUE, &mut rounded);
            add_product(kernel, &self.relations_head, &rounded, Step::VALUE, own);
            round(view(i, 2 * arc), Step::VALUE, &mut rounded);
            add_product(kernel, &self.relations_dependent.weights, &rounded, Step::VALUE, own);
            through.fill(0.0);
            add_product(kernel, &self.relations, &rounded, Step::VALUE, &mut through);
            for (score, part) in own.iter_mut().zip(through.chunks_exact(width)) {
                *score += lanes(part, head);
            }
        }
        scores
    }
}

/// What a network computes of a sentence before its tree is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scores {
    /// For each word those of tags, bundles, labels of names.
    pub(crate) labels: Vec<f32>,
    /// For each word its views.
    pub(crate) views: Vec<f32>,
    /// For each word those of its heads, the root first.
    pub(crate) arcs: Vec<f32>,
}

/// One direction of a layer over a sentence; `out` gets the states in the columns from `column`.
#[inline(always)]
#[expect(clippy::too_many_arguments, reason = "inlined; a struct would only rename them")]
fn run<K: Kernel>(
    kernel: K,
    weights: &Direction,
    x: &[i16],
    step: Step,
    backwards: bool,
    hidden: usize,
    out: &mut [i16],
    column: usize,
) {
    let width = weights.input.weights.width;
    let n = x.len() / width;
    let mut all = weights.input.bias.repeat(n);
    add_products(kernel, &weights.input.weights, (x, width), step, &mut all);
    let (mut cell, mut state) = (vec![0.0f32; hidden], vec![0.0f32; hidden]);
    let mut rounded = vec![0i16; hidden];
    for k in 0..n {
        let word = if backwards { n - 1 - k } else { k };
        let gates = &mut all[word * 4 * hidden..(word + 1) * 4 * hidden];
        add_product(kernel, &weights.state, &rounded, Step::STATE, gates);
        let (i, rest) = gates.split_at(hidden);
        let (f, rest) = rest.split_at(hidden);
        let (g, o) = rest.split_at(hidden);
        for ((((c, h), i), f), (g, o)) in cell.iter_mut().zip(&mut state).zip(i).zip(f).zip(g.iter().zip(o)) {
            *c = sigmoid(*f) * *c + sigmoid(*i) * tanh(*g);
            *h = sigmoid(*o) * tanh(*c);
        }
        round(&state, Step::STATE, &mut rounded);
        let at = 2 * hidden * word + column;
        out[at..at + hidden].copy_from_slice(&rounded);
    }
}

/// Work with products, to be compiled for each kind of processor.
pub(crate) trait Work {
    type Output;

    fn run<K: Kernel>(self, kernel: K) -> Self::Output;
}

/// Does the work with the widest products that the processor has.
pub(crate) fn widest<W: Work>(work: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    if let Some(kernel) = V3::try_new() {
        return kernel.vectorize(Wide { work, kernel });
    }
    work.run(Plain)
}

/// What is compiled with AVX2.
#[cfg(target_arch = "x86_64")]
struct Wide<W> {
    work: W,
    kernel: V3,
}

#[cfg(target_arch = "x86_64")]
impl<W: Work> NullaryFnOnce for Wide<W> {
    type Output = W::Output;

    #[inline(always)]
    fn call(self) -> W::Output {
        self.work.run(self.kernel)
    }
}

/// All answers for a sentence.
struct Read<'a> {
    net: &'a Net,
    inputs: &'a [Input],
}

impl Work for Read<'_> {
    type Output = Answers;

    #[inline(always)]
    fn run<K: Kernel>(self, kernel: K) -> Answers {
        let Labels { tags, bundles, relations: n_relations, names } = self.net.shape.labels;
        let Scores { labels: scores, views, arcs } = self.net.score(self.inputs, kernel);
        let heads = best_tree(&arcs, self.inputs.len());
        let relations = self.net.relate(&views, &heads, kernel);
        let relations = heads.iter().zip(relations.chunks_exact(n_relations.max(1)));
        // the first relation is that of the root and of no other word
        let relations = relations.map(|(head, own)| if *head > 0 { 1 + best(&own[1..]) } else { 0 });
        let relations = relations.collect();
        Answers { scores, heads, relations, ends: [tags, tags + bundles, tags + bundles + names] }
    }
}

/// The first of the highest scores.
pub(crate) fn best(scores: &[f32]) -> usize {
    (0..scores.len()).fold(0, |best, i| if scores[i] > scores[best] { i } else { best })
}
