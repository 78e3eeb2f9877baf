//! Learning the weights (feature `train`). Deterministic: the same examples give the same weights, whatever the number of cores.

mod adam;
mod ensemble;
mod example;
mod heads;
mod lstm;
mod matrix;
mod parameters;
mod pass;
mod quantize;
mod random;
#[cfg(test)]
mod tests;
mod vectors;

pub use ensemble::Ensemble;
pub use example::{Example, Share, Targets, Tree};
pub use vectors::vectors;

use std::collections::BTreeMap;

use adam::Adam;
use matrix::Matrix;
use parameters::{Parameters, Tables};
use pass::{Dropout, Gradient, Loss};
use random::Random;

use crate::input::Vocabulary;
use crate::net::{Net, best};
use crate::shape::{Labels, Shape};

/// Choices of a training run.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Passes over the examples.
    pub epochs: usize,
    /// Words in a step, about.
    pub batch: usize,
    /// Rate of learning at its height.
    pub rate: f32,
    /// Width of the input.
    pub input: usize,
    /// Width of the state in each direction.
    pub hidden: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Width of what heads are told from.
    pub arc: usize,
    /// Width of what relations are told from.
    pub relation: usize,
    /// Where random numbers start.
    pub seed: u64,
    /// Words of sentences that other networks have read in each pass, for one word of the others.
    pub taught: f32,
    /// How much is left out, for one where nothing is taught.
    pub dropout: f32,
    /// Share of the weights at the start in those at the end, which are a mean of both (Wortsman et al. 2022): 0 unless
    /// the start is a network that has learned.
    pub kept: f32,
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            epochs: 20,
            batch: 500,
            rate: 2e-3,
            input: 128,
            hidden: 128,
            layers: 2,
            arc: 128,
            relation: 64,
            seed: 1,
            taught: 1.0,
            dropout: 1.0,
            kept: 0.0,
        }
    }
}

impl Plan {
    fn shape(&self, vocabulary: &Vocabulary, vectors: &Vectors, labels: Labels) -> Shape {
        Shape {
            features: vocabulary.n_features(),
            vectors: vocabulary.vectors.len() + 1,
            vector: vectors.width,
            input: self.input,
            hidden: self.hidden,
            layers: self.layers,
            arc: self.arc,
            relation: self.relation,
            labels,
        }
    }
}

/// Parts that a batch is cut into, worked on side by side; part of what makes the bytes.
const PARTS: usize = 2;

const DROPOUT: Dropout =
    Dropout { form: 0.2, row: 0.05, input: 0.25, state: 0.2, context: 0.33, views: 0.33 };

/// Word vectors: for each form with a vector its values, in the order of [`Vocabulary`].
#[derive(Clone, Debug, Default)]
pub struct Vectors {
    /// Width of each.
    pub width: usize,
    /// One after the other.
    pub values: Vec<f32>,
}

/// Shares of right answers on examples that were not learned from, in percent.
#[derive(Clone, Copy, Debug)]
struct Score {
    /// Parts of speech.
    tags: f64,
    /// Heads.
    heads: f64,
    /// Heads with relation.
    arcs: f64,
    /// Labels of names other than none: F1 of single words.
    names: f64,
}

/// A network before it learns.
#[derive(Clone, Debug)]
pub struct Start {
    shape: Shape,
    vocabulary: Vocabulary,
    parameters: Parameters,
    tables: Tables,
    random: Random,
}

impl Start {
    /// Knows nothing but word vectors. The first relation is that of the root and of no other word.
    pub fn new(plan: Plan, vocabulary: Vocabulary, vectors: &Vectors, labels: Labels) -> Self {
        let mut random = Random(plan.seed);
        let shape = plan.shape(&vocabulary, vectors, labels);
        let parameters = Parameters::random(&shape, &mut random);
        let mut features = Matrix::zero(shape.features, shape.input);
        features.data[shape.input..].iter_mut().for_each(|x| *x = (2.0 * random.unit() - 1.0) * 0.05);
        let mut values = vec![0.0; vectors.width];
        values.extend_from_slice(&vectors.values);
        let vectors = Matrix { rows: shape.vectors, width: vectors.width, data: values };
        Start { shape, vocabulary, parameters, tables: Tables { features, vectors }, random }
    }

    /// Knows what a network has learned.
    pub fn from_net(plan: Plan, net: &Net) -> Self {
        let (parameters, tables) = quantize::learned(net);
        let random = Random(plan.seed);
        Start { shape: net.shape, vocabulary: net.vocabulary.clone(), parameters, tables, random }
    }

    /// Which words are known.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }
}

/// Learns from examples; `log` gets a line for each pass, with the scores of the network as it would be stored then on
/// each of the `held_out` sets. Each pass takes the next piece of the `taught` examples, read by an [`Ensemble`], and
/// begins anew at their end.
pub fn train(
    plan: Plan,
    start: Start,
    (examples, taught): (&[Example], &[Example]),
    held_out: &[&[Example]],
    log: &mut dyn FnMut(&str),
) -> Net {
    let Start { shape, vocabulary, mut parameters, mut tables, mut random } = start;
    let first = (plan.kept > 0.0).then(|| (parameters.clone(), tables.features.clone()));
    let mut adam = Adam::new(&parameters, &tables.features);
    let n_words: usize = examples.iter().map(|e| e.inputs.len()).sum();
    let mut more = taught.iter().cycle();
    let passes: Vec<Vec<&Example>> = (0..plan.epochs)
        .map(|_| {
            let mut wanted = (n_words as f32 * plan.taught) as usize;
            let next = more.by_ref().take_while(|example| {
                let goes_on = wanted > 0;
                wanted = wanted.saturating_sub(example.inputs.len().max(1));
                goes_on
            });
            examples.iter().chain(next).collect()
        })
        .collect();
    let words = |pass: &Vec<&Example>| pass.iter().map(|e| e.inputs.len()).sum::<usize>();
    let total = passes.iter().map(|pass| words(pass).div_ceil(plan.batch)).sum();
    let dropout = DROPOUT.times(plan.dropout);
    let mut step = 0;
    for (epoch, examples) in passes.iter().enumerate() {
        let mut loss = Loss::default();
        for batch in batches(examples, plan.batch, &mut random) {
            let gradient = both(&batch, (&shape, dropout), &parameters, &tables, &mut random);
            let words: usize = batch.iter().map(|e| e.inputs.len()).sum();
            let rate = plan.rate * schedule(step, total);
            let scale = 1.0 / words as f32;
            let Gradient { dense, rows, loss: own } = gradient;
            adam.step(&mut parameters, &mut tables.features, &dense, &rows, scale, rate);
            add(&mut loss, own);
            step += 1;
        }
        let n = loss.words.max(1.0);
        let mut line = format!(
            "pass {}: loss of heads {:.3}, relations {:.3}, labels {:.3}",
            epoch + 1,
            loss.arcs / n,
            loss.relations / n,
            loss.labels / n
        );
        // made for the scores only
        let net =
            (!held_out.is_empty()).then(|| quantize::net(shape, vocabulary.clone(), &parameters, &tables));
        for (set, net) in held_out.iter().zip(net.iter().cycle()) {
            let score = score(set, net);
            line.push_str(&format!(
                " | {:.2} {:.2} {:.2} {:.2}",
                score.tags, score.heads, score.arcs, score.names
            ));
        }
        log(&line);
    }
    if let Some((before, features)) = &first {
        let learned = parameters.all_mut().into_iter().chain([&mut tables.features]);
        for (learned, before) in learned.zip(before.all().into_iter().chain([features])) {
            for (learned, before) in learned.data.iter_mut().zip(&before.data) {
                *learned = (1.0 - plan.kept) * *learned + plan.kept * before;
            }
        }
    }
    quantize::net(shape, vocabulary, &parameters, &tables)
}

fn add(sum: &mut Loss, loss: Loss) {
    sum.arcs += loss.arcs;
    sum.relations += loss.relations;
    sum.labels += loss.labels;
    sum.words += loss.words;
}

/// Up for the first steps, then down along a cosine.
fn schedule(step: usize, total: usize) -> f32 {
    const WARM: usize = 200;
    let at = step as f32 / total.max(1) as f32;
    let up = (step + 1) as f32 / WARM as f32;
    up.min(1.0) * (0.01 + 0.99 * 0.5 * (1.0 + (std::f32::consts::PI * at.min(1.0)).cos()))
}

/// All examples in a new order, those of about the same length together.
fn batches<'a>(examples: &[&'a Example], words: usize, random: &mut Random) -> Vec<Vec<&'a Example>> {
    let mut order: Vec<usize> = (0..examples.len()).filter(|i| !examples[*i].inputs.is_empty()).collect();
    random.shuffle(&mut order);
    // sorted by length within large pieces, so that batches differ from pass to pass
    for piece in order.chunks_mut(1_000) {
        piece.sort_by_key(|i| examples[*i].inputs.len());
    }
    let mut batches = Vec::new();
    let mut batch = Vec::new();
    let mut n = 0;
    for i in order {
        n += examples[i].inputs.len();
        batch.push(examples[i]);
        if n >= words {
            batches.push(std::mem::take(&mut batch));
            n = 0;
        }
    }
    if !batch.is_empty() {
        batches.push(batch);
    }
    random.shuffle(&mut batches);
    batches
}

/// The gradient of a batch, its parts worked on side by side and summed in order.
fn both(
    batch: &[&Example],
    (shape, dropout): (&Shape, Dropout),
    parameters: &Parameters,
    tables: &Tables,
    random: &mut Random,
) -> Gradient {
    let mut sorted = batch.to_vec();
    sorted.sort_by_key(|e| std::cmp::Reverse(e.inputs.len()));
    let parts: Vec<(Vec<&Example>, Random)> = (0..PARTS)
        .map(|part| {
            let own = sorted.iter().skip(part).step_by(PARTS).copied().collect();
            (own, Random(random.next()))
        })
        .collect();
    let learn = |(examples, mut random): (Vec<&Example>, Random)| {
        pass::learn(&examples, shape, parameters, tables, dropout, &mut random)
    };
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or((Vec::new(), *random));
    let (mut sum, others) = std::thread::scope(|scope| {
        let workers: Vec<_> = parts.map(|part| scope.spawn(move || learn(part))).collect();
        let join = |worker: std::thread::ScopedJoinHandle<'_, Gradient>| match worker.join() {
            Ok(gradient) => gradient,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        (learn(first), workers.into_iter().map(join).collect::<Vec<Gradient>>())
    });
    for other in others {
        for (a, b) in sum.dense.all_mut().into_iter().zip(other.dense.all()) {
            a.data.iter_mut().zip(&b.data).for_each(|(a, b)| *a += b);
        }
        let mut rows: BTreeMap<u32, Vec<f32>> = sum.rows.into_iter().collect();
        for (row, values) in other.rows {
            rows.entry(row)
                .and_modify(|sum| sum.iter_mut().zip(&values).for_each(|(a, b)| *a += b))
                .or_insert(values);
        }
        sum.rows = rows.into_iter().collect();
        add(&mut sum.loss, other.loss);
    }
    sum
}

fn score(examples: &[Example], net: &Net) -> Score {
    let (mut tagged, mut tags) = (0usize, 0usize);
    let (mut arcs, mut heads, mut relations) = (0usize, 0usize, 0usize);
    let (mut gold, mut found, mut same) = (0usize, 0usize, 0usize);
    for example in examples {
        let answers = net.answers(&example.inputs);
        for i in 0..example.inputs.len() {
            if let [(right, _)] = example.tags.word(i) {
                tagged += 1;
                tags += usize::from(usize::from(*right) == answers.tag(i));
            }
            if let Some(tree) = &example.tree {
                let right = tree.heads[i] as usize == answers.heads[i];
                let relation = tree.relations.word(i).first().map(|(relation, _)| usize::from(*relation));
                arcs += 1;
                heads += usize::from(right);
                relations += usize::from(right && relation == Some(answers.relations[i]));
            }
            if let [(right, _)] = example.names.word(i) {
                let (right, name) = (usize::from(*right), best(answers.names(i)));
                gold += usize::from(right > 0);
                found += usize::from(name > 0);
                same += usize::from(name > 0 && right == name);
            }
        }
    }
    let percent = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    Score {
        tags: percent(tags, tagged),
        heads: percent(heads, arcs),
        arcs: percent(relations, arcs),
        names: percent(2 * same, gold + found),
    }
}
