//! Adam (Kingma and Ba 2015), for the dense weights and for the rows of a table that a step touched.

use super::matrix::Matrix;
use super::parameters::Parameters;

const BETA_1: f32 = 0.9;
const BETA_2: f32 = 0.98;
const TINY: f32 = 1e-8;
/// Longest gradient of a step.
const CLIP: f32 = 5.0;

/// Running means of gradients and of their squares.
#[derive(Debug)]
pub(crate) struct Adam {
    mean: Parameters,
    square: Parameters,
    row_mean: Matrix,
    row_square: Matrix,
    steps: i32,
}

impl Adam {
    pub(crate) fn new(parameters: &Parameters, table: &Matrix) -> Self {
        Adam {
            mean: parameters.zeros(),
            square: parameters.zeros(),
            row_mean: Matrix::zero(table.rows, table.width),
            row_square: Matrix::zero(table.rows, table.width),
            steps: 0,
        }
    }

    /// One step against a gradient, scaled by `scale` first.
    pub(crate) fn step(
        &mut self,
        parameters: &mut Parameters,
        table: &mut Matrix,
        gradient: &Parameters,
        rows: &[(u32, Vec<f32>)],
        scale: f32,
        rate: f32,
    ) {
        self.steps += 1;
        let dense = gradient.all().into_iter().flat_map(|m| &m.data);
        let square: f64 = dense.chain(rows.iter().flat_map(|r| &r.1)).map(|g| f64::from(g * g)).sum();
        let length = square.sqrt() as f32 * scale;
        let scale = if length > CLIP { scale * CLIP / length } else { scale };
        let rate = rate * (1.0 - BETA_2.powi(self.steps)).sqrt() / (1.0 - BETA_1.powi(self.steps));
        let weights = parameters.all_mut().into_iter();
        let moments = self.mean.all_mut().into_iter().zip(self.square.all_mut());
        for ((weights, gradient), (mean, square)) in weights.zip(gradient.all()).zip(moments) {
            update(&mut weights.data, &gradient.data, &mut mean.data, &mut square.data, scale, rate);
        }
        for (row, gradient) in rows {
            let i = *row as usize;
            let (mean, square) = (self.row_mean.row_mut(i), self.row_square.row_mut(i));
            update(table.row_mut(i), gradient, mean, square, scale, rate);
        }
    }
}

fn update(
    weights: &mut [f32],
    gradient: &[f32],
    mean: &mut [f32],
    square: &mut [f32],
    scale: f32,
    rate: f32,
) {
    for (((w, g), m), v) in weights.iter_mut().zip(gradient).zip(mean).zip(square) {
        let g = g * scale;
        *m = BETA_1 * *m + (1.0 - BETA_1) * g;
        *v = BETA_2 * *v + (1.0 - BETA_2) * g * g;
        *w -= rate * *m / (v.sqrt() + TINY);
    }
}
