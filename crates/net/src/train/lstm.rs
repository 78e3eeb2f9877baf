//! A recurrent layer over whole sentences, in one direction, and the way back of its error (Hochreiter and Schmidhuber 1997).
//!
//! Sentences run side by side, the longest first, so that at every step those still running are the first so many.

use super::matrix::{
    Matrix, add_product, add_product_at, add_product_bt, set_product_rows, set_product_rows_bt,
};
use crate::activation::{sigmoid, tanh};

/// Where the words of each sentence stand among those of a batch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    /// First word and number of words, the longest sentence first.
    pub(crate) sentences: Vec<(usize, usize)>,
}

impl Layout {
    pub(crate) fn n_words(&self) -> usize {
        self.sentences.iter().map(|s| s.1).sum()
    }

    fn longest(&self) -> usize {
        self.sentences.first().map_or(0, |s| s.1)
    }

    fn running(&self, step: usize) -> usize {
        self.sentences.partition_point(|s| s.1 > step)
    }

    fn word(&self, sentence: usize, step: usize, backwards: bool) -> usize {
        let (start, n) = self.sentences[sentence];
        if backwards { start + n - 1 - step } else { start + step }
    }
}

/// Weights of one direction: of the input, of the state, and the bias; gates in the order input, forget, cell, output.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights<'a> {
    pub(crate) input: &'a Matrix,
    pub(crate) state: &'a Matrix,
    pub(crate) bias: &'a Matrix,
}

/// What the way back needs of the way there.
#[derive(Debug)]
pub(crate) struct Trace {
    gates: Matrix,
    cell: Matrix,
    before: Matrix,
    cell_before: Matrix,
    mask: Vec<f32>,
}

/// Gradients of the weights, in the order of [`Weights`].
#[derive(Debug)]
pub(crate) struct Gradients<'a> {
    pub(crate) input: &'a mut Matrix,
    pub(crate) state: &'a mut Matrix,
    pub(crate) bias: &'a mut Matrix,
}

/// Runs a direction; `out` gets the state after each word in the columns from `column`. `mask` has a row of dropout for
/// the state of each sentence.
pub(crate) fn forward(
    x: &Matrix,
    layout: &Layout,
    weights: Weights<'_>,
    backwards: bool,
    mask: Vec<f32>,
    out: &mut Matrix,
    column: usize,
) -> Trace {
    let hidden = weights.state.rows;
    let n = layout.n_words();
    let mut gates = Matrix::zero(n, 4 * hidden);
    add_product(x, weights.input, &mut gates);
    gates.add_to_rows(&weights.bias.data);
    let mut trace = Trace {
        gates,
        cell: Matrix::zero(n, hidden),
        before: Matrix::zero(n, hidden),
        cell_before: Matrix::zero(n, hidden),
        mask,
    };
    let sentences = layout.sentences.len();
    let mut state = vec![0.0; sentences * hidden];
    let mut cell = vec![0.0; sentences * hidden];
    let mut step_gates = vec![0.0; sentences * 4 * hidden];
    for step in 0..layout.longest() {
        let running = layout.running(step);
        let live = running * hidden;
        state[..live].iter_mut().zip(&trace.mask).for_each(|(h, m)| *h *= m);
        set_product_rows(&state, running, weights.state, &mut step_gates);
        for s in 0..running {
            let word = layout.word(s, step, backwards);
            let (h, c) = (&mut state[s * hidden..(s + 1) * hidden], &mut cell[s * hidden..(s + 1) * hidden]);
            trace.before.row_mut(word).copy_from_slice(h);
            trace.cell_before.row_mut(word).copy_from_slice(c);
            let gates = trace.gates.row_mut(word);
            let from_state = &step_gates[s * 4 * hidden..(s + 1) * 4 * hidden];
            gates.iter_mut().zip(from_state).for_each(|(g, f)| *g += f);
            let (i, rest) = gates.split_at_mut(hidden);
            let (f, rest) = rest.split_at_mut(hidden);
            let (g, o) = rest.split_at_mut(hidden);
            i.iter_mut().for_each(|x| *x = sigmoid(*x));
            f.iter_mut().for_each(|x| *x = sigmoid(*x));
            g.iter_mut().for_each(|x| *x = tanh(*x));
            o.iter_mut().for_each(|x| *x = sigmoid(*x));
            let kept = trace.cell.row_mut(word);
            for k in 0..hidden {
                c[k] = f[k] * c[k] + i[k] * g[k];
                kept[k] = c[k];
                h[k] = o[k] * tanh(c[k]);
            }
            out.row_mut(word)[column..column + hidden].copy_from_slice(h);
        }
    }
    trace
}

/// Takes the error of the states (in the columns of `d_out` from `column`) back to the weights and adds that of the
/// input to `d_x`.
#[expect(clippy::too_many_arguments, reason = "the way back needs what the way there had")]
pub(crate) fn backward(
    x: &Matrix,
    layout: &Layout,
    weights: Weights<'_>,
    backwards: bool,
    trace: &Trace,
    d_out: &Matrix,
    column: usize,
    d_x: &mut Matrix,
    gradients: Gradients<'_>,
) {
    let hidden = weights.state.rows;
    let Trace { gates, cell, before, cell_before, mask } = trace;
    let mut d_gates = gates.clone();
    let sentences = layout.sentences.len();
    let mut d_state = vec![0.0; sentences * hidden];
    let mut d_cell = vec![0.0; sentences * hidden];
    let mut step_gates = vec![0.0; sentences * 4 * hidden];
    for step in (0..layout.longest()).rev() {
        let running = layout.running(step);
        for s in 0..running {
            let word = layout.word(s, step, backwards);
            let gates = d_gates.row_mut(word);
            let (c, c_before) = (cell.row(word), cell_before.row(word));
            let d_out = &d_out.row(word)[column..column + hidden];
            let d_h = &d_state[s * hidden..(s + 1) * hidden];
            let d_c = &mut d_cell[s * hidden..(s + 1) * hidden];
            let (i, rest) = gates.split_at_mut(hidden);
            let (f, rest) = rest.split_at_mut(hidden);
            let (g, o) = rest.split_at_mut(hidden);
            for k in 0..hidden {
                let t = tanh(c[k]);
                let dh = d_out[k] + d_h[k];
                let dc = d_c[k] + dh * o[k] * (1.0 - t * t);
                let (di, df, dg) = (dc * g[k], dc * c_before[k], dc * i[k]);
                let d_o = dh * t;
                d_c[k] = dc * f[k];
                i[k] = di * i[k] * (1.0 - i[k]);
                f[k] = df * f[k] * (1.0 - f[k]);
                g[k] = dg * (1.0 - g[k] * g[k]);
                o[k] = d_o * o[k] * (1.0 - o[k]);
            }
            step_gates[s * 4 * hidden..(s + 1) * 4 * hidden].copy_from_slice(gates);
        }
        set_product_rows_bt(&step_gates, running, weights.state, &mut d_state);
        d_state[..running * hidden].iter_mut().zip(mask).for_each(|(d, m)| *d *= m);
    }
    add_product_at(before, &d_gates, gradients.state);
    add_product_at(x, &d_gates, gradients.input);
    gradients.bias.add_sum_of_rows(&d_gates);
    add_product_bt(&d_gates, weights.input, d_x);
}
