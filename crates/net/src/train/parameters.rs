//! All weights of a network while it learns.

use super::matrix::Matrix;
use super::random::Random;
use crate::shape::Shape;

/// Weights, or their gradients. The tables of features and vectors are kept apart: a step changes few of their rows.
#[derive(Clone, Debug)]
pub(crate) struct Parameters {
    /// Projection of word vectors to the input.
    pub(crate) projection: Matrix,
    /// For each layer, forwards then backwards: input, state, bias.
    pub(crate) recurrent: Vec<[Matrix; 3]>,
    /// Views of a word: as dependent and head for arcs, as dependent and head for relations.
    pub(crate) views: Matrix,
    pub(crate) views_bias: Matrix,
    /// The root as head, for arcs and for relations.
    pub(crate) root: Matrix,
    /// Dependent by head.
    pub(crate) arcs: Matrix,
    /// How likely a word is a head at all.
    pub(crate) heads: Matrix,
    /// For each relation dependent by head: `relation` rows of `labels × relation`.
    pub(crate) relations: Matrix,
    /// Relations by dependent, by head, and on their own.
    pub(crate) relations_dependent: Matrix,
    pub(crate) relations_head: Matrix,
    pub(crate) relations_bias: Matrix,
    /// Parts of speech, bundles, names, side by side.
    pub(crate) labels: Matrix,
    pub(crate) labels_bias: Matrix,
}

impl Parameters {
    pub(crate) fn random(shape: &Shape, random: &mut Random) -> Self {
        let mut recurrent = Vec::new();
        for layer in 0..shape.layers {
            for _ in 0..2 {
                let mut bias = Matrix::zero(1, 4 * shape.hidden);
                bias.data[shape.hidden..2 * shape.hidden].fill(1.0); // remember at first
                recurrent.push([
                    gates(shape.layer_input(layer), shape.hidden, random),
                    gates(shape.hidden, shape.hidden, random),
                    bias,
                ]);
            }
        }
        let context = shape.context();
        let answers = shape.labels.tags + shape.labels.bundles + shape.labels.names;
        Parameters {
            projection: Matrix::random(shape.vector, shape.input, random),
            recurrent,
            views: Matrix::random(context, shape.views(), random),
            views_bias: Matrix::zero(1, shape.views()),
            root: Matrix::random(1, shape.arc + shape.relation, random),
            arcs: Matrix::random(shape.arc, shape.arc, random),
            heads: Matrix::zero(1, shape.arc),
            relations: Matrix::random(shape.relation, shape.labels.relations * shape.relation, random),
            relations_dependent: Matrix::random(shape.relation, shape.labels.relations, random),
            relations_head: Matrix::random(shape.relation, shape.labels.relations, random),
            relations_bias: Matrix::zero(1, shape.labels.relations),
            labels: Matrix::random(context, answers, random),
            labels_bias: Matrix::zero(1, answers),
        }
    }

    /// Zeros of the same sizes.
    pub(crate) fn zeros(&self) -> Self {
        let mut zeros = self.clone();
        zeros.all_mut().into_iter().for_each(Matrix::clear);
        zeros
    }

    pub(crate) fn all(&self) -> Vec<&Matrix> {
        let mut all = vec![&self.projection];
        all.extend(self.recurrent.iter().flatten());
        all.extend([&self.views, &self.views_bias, &self.root, &self.arcs, &self.heads, &self.relations]);
        all.extend([&self.relations_dependent, &self.relations_head, &self.relations_bias]);
        all.extend([&self.labels, &self.labels_bias]);
        all
    }

    pub(crate) fn all_mut(&mut self) -> Vec<&mut Matrix> {
        let mut all = vec![&mut self.projection];
        all.extend(self.recurrent.iter_mut().flatten());
        all.extend([&mut self.views, &mut self.views_bias, &mut self.root, &mut self.arcs]);
        all.extend([&mut self.heads, &mut self.relations, &mut self.relations_dependent]);
        all.extend([&mut self.relations_head, &mut self.relations_bias]);
        all.extend([&mut self.labels, &mut self.labels_bias]);
        all
    }
}

/// The four gates side by side, each as wide as the state.
fn gates(rows: usize, hidden: usize, random: &mut Random) -> Matrix {
    let bound = (6.0 / (rows + hidden) as f32).sqrt();
    let data = (0..rows * 4 * hidden).map(|_| (2.0 * random.unit() - 1.0) * bound).collect();
    Matrix { rows, width: 4 * hidden, data }
}

/// The two tables that words are looked up in.
#[derive(Clone, Debug)]
pub(crate) struct Tables {
    /// Learned with the rest.
    pub(crate) features: Matrix,
    /// Learned before, from plain text, and kept.
    pub(crate) vectors: Matrix,
}
