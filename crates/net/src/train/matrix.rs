//! Dense matrices of weights and values, row by row.

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

use super::random::Random;

/// Numbers in rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Matrix {
    pub(crate) rows: usize,
    pub(crate) width: usize,
    pub(crate) data: Vec<f32>,
}

impl Matrix {
    pub(crate) fn zero(rows: usize, width: usize) -> Self {
        Matrix { rows, width, data: vec![0.0; rows * width] }
    }

    /// Uniform within the bound that keeps the variance of a layer (Glorot and Bengio 2010).
    pub(crate) fn random(rows: usize, width: usize, random: &mut Random) -> Self {
        let bound = (6.0 / (rows + width) as f32).sqrt();
        let data = (0..rows * width).map(|_| (2.0 * random.unit() - 1.0) * bound).collect();
        Matrix { rows, width, data }
    }

    pub(crate) fn row(&self, i: usize) -> &[f32] {
        &self.data[i * self.width..(i + 1) * self.width]
    }

    pub(crate) fn row_mut(&mut self, i: usize) -> &mut [f32] {
        &mut self.data[i * self.width..(i + 1) * self.width]
    }

    pub(crate) fn clear(&mut self) {
        self.data.fill(0.0);
    }

    /// Adds a bias to every row.
    pub(crate) fn add_to_rows(&mut self, bias: &[f32]) {
        for row in self.data.chunks_exact_mut(self.width) {
            row.iter_mut().zip(bias).for_each(|(x, b)| *x += b);
        }
    }

    /// Adds the sum of the rows of another matrix to the one row of this.
    pub(crate) fn add_sum_of_rows(&mut self, other: &Matrix) {
        for row in other.data.chunks_exact(other.width) {
            self.data.iter_mut().zip(row).for_each(|(x, y)| *x += y);
        }
    }

    fn view(&self) -> ArrayView2<'_, f32> {
        view(&self.data, self.rows, self.width)
    }
}

/// Reads numbers as rows.
pub(crate) fn view(data: &[f32], rows: usize, width: usize) -> ArrayView2<'_, f32> {
    #[expect(clippy::expect_used, reason = "callers pass as many numbers as the rows hold")]
    ArrayView2::from_shape((rows, width), &data[..rows * width]).expect("a matrix holds its rows")
}

fn view_mut(data: &mut [f32], rows: usize, width: usize) -> ArrayViewMut2<'_, f32> {
    #[expect(clippy::expect_used, reason = "callers pass as many numbers as the rows hold")]
    ArrayViewMut2::from_shape((rows, width), &mut data[..rows * width]).expect("a matrix holds its rows")
}

/// `out += a b`.
pub(crate) fn add_product(a: &Matrix, b: &Matrix, out: &mut Matrix) {
    let mut view = view_mut(&mut out.data, out.rows, out.width);
    general_mat_mul(1.0, &a.view(), &b.view(), 1.0, &mut view);
}

/// `out += a bᵀ`.
pub(crate) fn add_product_bt(a: &Matrix, b: &Matrix, out: &mut Matrix) {
    let mut view = view_mut(&mut out.data, out.rows, out.width);
    general_mat_mul(1.0, &a.view(), &b.view().t(), 1.0, &mut view);
}

/// `out += aᵀ b`.
pub(crate) fn add_product_at(a: &Matrix, b: &Matrix, out: &mut Matrix) {
    let mut view = view_mut(&mut out.data, out.rows, out.width);
    general_mat_mul(1.0, &a.view().t(), &b.view(), 1.0, &mut view);
}

/// `out = a b` over the first `rows` rows of `a` and `out`.
pub(crate) fn set_product_rows(a: &[f32], rows: usize, b: &Matrix, out: &mut [f32]) {
    let mut out = view_mut(out, rows, b.width);
    general_mat_mul(1.0, &view(a, rows, b.rows), &b.view(), 0.0, &mut out);
}

/// `out = a bᵀ` over the first `rows` rows of `a` and `out`.
pub(crate) fn set_product_rows_bt(a: &[f32], rows: usize, b: &Matrix, out: &mut [f32]) {
    let mut out = view_mut(out, rows, b.rows);
    general_mat_mul(1.0, &view(a, rows, b.width), &b.view().t(), 0.0, &mut out);
}
