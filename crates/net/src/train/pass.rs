//! One way there and back through the network, for some sentences.

use super::example::Example;
use super::heads::{Views, arcs, labels, relations};
use super::lstm::{self, Layout};
use super::matrix::{Matrix, add_product, add_product_at, add_product_bt};
use super::parameters::{Parameters, Tables};
use super::random::Random;
use crate::activation::leaky;
use crate::shape::Shape;

/// Shares of what is left out while learning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dropout {
    pub(crate) form: f32,
    pub(crate) row: f32,
    pub(crate) input: f32,
    pub(crate) state: f32,
    pub(crate) context: f32,
    pub(crate) views: f32,
}

impl Dropout {
    /// All shares so many times as large.
    pub(crate) fn times(self, factor: f32) -> Self {
        let [form, row, input] = [self.form, self.row, self.input].map(|share| share * factor);
        let [state, context, views] = [self.state, self.context, self.views].map(|share| share * factor);
        Dropout { form, row, input, state, context, views }
    }
}

/// Errors summed, and how many answers they are of.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Loss {
    pub(crate) arcs: f64,
    pub(crate) relations: f64,
    pub(crate) labels: f64,
    pub(crate) words: f64,
}

/// What a pass leaves: gradients of the dense weights, of single rows of the table of features, and the loss.
#[derive(Debug)]
pub(crate) struct Gradient {
    pub(crate) dense: Parameters,
    pub(crate) rows: Vec<(u32, Vec<f32>)>,
    pub(crate) loss: Loss,
}

/// Values of the network for a batch of sentences.
struct Forward {
    layout: Layout,
    rows: Vec<Vec<u32>>,
    vectors: Matrix,
    input_mask: Vec<f32>,
    layers: Vec<Matrix>,
    masks: Vec<Vec<f32>>,
    traces: Vec<lstm::Trace>,
    views: Matrix,
    views_mask: Vec<f32>,
}

/// Learns from sentences: the longest first. The gradient is that of the sum of the errors.
pub(crate) fn learn(
    examples: &[&Example],
    shape: &Shape,
    parameters: &Parameters,
    tables: &Tables,
    dropout: Dropout,
    random: &mut Random,
) -> Gradient {
    let forward = run(examples, shape, parameters, tables, dropout, random);
    let mut dense = parameters.zeros();
    let mut loss = Loss::default();
    let context = &forward.layers[shape.layers];
    let mut d_context = Matrix::zero(context.rows, context.width);
    labels(examples, shape, parameters, context, &mut dense, &mut d_context, &mut loss);
    let mut d_views = Matrix::zero(forward.views.rows, forward.views.width);
    for (example, (start, n)) in examples.iter().zip(&forward.layout.sentences) {
        if let Some(tree) = &example.tree {
            let sentence = Views::new(&forward.views, *start, *n, shape, parameters);
            let parts = (parameters, &mut dense);
            arcs(tree, &sentence, *start, shape, parts, &mut d_views, &mut loss);
        }
    }
    relations(
        examples,
        (&forward.layout, &forward.views),
        shape,
        parameters,
        &mut dense,
        &mut d_views,
        &mut loss,
    );
    // through the views
    for ((d, v), m) in d_views.data.iter_mut().zip(&forward.views.data).zip(&forward.views_mask) {
        *d *= if *v < 0.0 { 0.1 * m } else { *m };
    }
    add_product_at(context, &d_views, &mut dense.views);
    dense.views_bias.add_sum_of_rows(&d_views);
    add_product_bt(&d_views, &parameters.views, &mut d_context);
    let d_input = encoder_back(&forward, shape, parameters, &mut dense, d_context);
    add_product_at(&forward.vectors, &d_input, &mut dense.projection);
    let mut rows: std::collections::BTreeMap<u32, Vec<f32>> = std::collections::BTreeMap::new();
    for (i, word_rows) in forward.rows.iter().enumerate() {
        for row in word_rows {
            let sum = rows.entry(*row).or_insert_with(|| vec![0.0; shape.input]);
            sum.iter_mut().zip(d_input.row(i)).for_each(|(s, d)| *s += d);
        }
    }
    Gradient { dense, rows: rows.into_iter().collect(), loss }
}

/// The way there, with dropout.
fn run(
    examples: &[&Example],
    shape: &Shape,
    parameters: &Parameters,
    tables: &Tables,
    dropout: Dropout,
    random: &mut Random,
) -> Forward {
    let mut layout = Layout::default();
    let mut n = 0;
    for example in examples {
        layout.sentences.push((n, example.inputs.len()));
        n += example.inputs.len();
    }
    let mut x = Matrix::zero(n, shape.input);
    let mut vectors = Matrix::zero(n, shape.vector);
    let mut rows = Vec::with_capacity(n);
    for (i, input) in examples.iter().flat_map(|e| &e.inputs).enumerate() {
        let mut input = *input;
        if random.unit() < dropout.form {
            input = input.without_form();
        }
        if random.unit() < 0.5 * dropout.form {
            input.vector = 0;
        }
        let styles = input.rows.len() - 2;
        for row in &mut input.rows[1..styles] {
            if random.unit() < dropout.row {
                *row = 0;
            }
        }
        let kept: Vec<u32> = input.rows.into_iter().filter(|r| *r > 0).collect();
        for row in &kept {
            let features = tables.features.row(*row as usize);
            x.row_mut(i).iter_mut().zip(features).for_each(|(x, f)| *x += f);
        }
        vectors.row_mut(i).copy_from_slice(tables.vectors.row(input.vector as usize));
        rows.push(kept);
    }
    add_product(&vectors, &parameters.projection, &mut x);
    let input_mask = random.mask(x.data.len(), dropout.input);
    x.data.iter_mut().zip(&input_mask).for_each(|(x, m)| *x *= m);
    let (mut layers, mut traces, mut masks) = (vec![x], Vec::new(), Vec::new());
    for layer in 0..shape.layers {
        let mut out = Matrix::zero(n, shape.context());
        for direction in 0..2 {
            let [input, state, bias] = &parameters.recurrent[2 * layer + direction];
            let weights = lstm::Weights { input, state, bias };
            let size = layout.sentences.len() * shape.hidden;
            let mask = random.mask(size, dropout.state);
            let x = &layers[layer];
            let column = direction * shape.hidden;
            traces.push(lstm::forward(x, &layout, weights, direction == 1, mask, &mut out, column));
        }
        let mask = by_sentence(&layout, shape.context(), dropout.context, random);
        out.data.iter_mut().zip(&mask).for_each(|(x, m)| *x *= m);
        masks.push(mask);
        layers.push(out);
    }
    let mut views = Matrix::zero(n, shape.views());
    add_product(&layers[shape.layers], &parameters.views, &mut views);
    views.add_to_rows(&parameters.views_bias.data);
    views.data.iter_mut().for_each(|v| *v = leaky(*v));
    let views_mask = by_sentence(&layout, shape.views(), dropout.views, random);
    views.data.iter_mut().zip(&views_mask).for_each(|(x, m)| *x *= m);
    Forward { layout, rows, vectors, input_mask, layers, masks, traces, views, views_mask }
}

/// A row for each word: the same units are left out in a whole sentence (Gal and Ghahramani 2016).
fn by_sentence(layout: &Layout, width: usize, rate: f32, random: &mut Random) -> Vec<f32> {
    let mut mask = Vec::with_capacity(layout.n_words() * width);
    for (_, length) in &layout.sentences {
        let one = random.mask(width, rate);
        (0..*length).for_each(|_| mask.extend_from_slice(&one));
    }
    mask
}

/// From the error of the last layer to that of the input.
fn encoder_back(
    forward: &Forward,
    shape: &Shape,
    parameters: &Parameters,
    dense: &mut Parameters,
    mut d_out: Matrix,
) -> Matrix {
    for layer in (0..shape.layers).rev() {
        d_out.data.iter_mut().zip(&forward.masks[layer]).for_each(|(d, m)| *d *= m);
        let x = &forward.layers[layer];
        let mut d_x = Matrix::zero(x.rows, x.width);
        for direction in 0..2 {
            let at = 2 * layer + direction;
            let [input, state, bias] = &parameters.recurrent[at];
            let weights = lstm::Weights { input, state, bias };
            let [input, state, bias] = &mut dense.recurrent[at];
            let gradients = lstm::Gradients { input, state, bias };
            let column = direction * shape.hidden;
            lstm::backward(
                x,
                &forward.layout,
                weights,
                direction == 1,
                &forward.traces[at],
                &d_out,
                column,
                &mut d_x,
                gradients,
            );
        }
        d_out = d_x;
    }
    d_out.data.iter_mut().zip(&forward.input_mask).for_each(|(d, m)| *d *= m);
    d_out
}
