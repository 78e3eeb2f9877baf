//! From learned weights to weights of one byte, row by row on a scale of its own.

use super::matrix::Matrix;
use super::parameters::{Parameters, Tables};
use crate::input::Vocabulary;
use crate::kernel::Weights;
use crate::net::{Direction, Layer, Net, Table};
use crate::shape::Shape;

/// The network with the weights as they are stored.
pub(crate) fn net(shape: Shape, vocabulary: Vocabulary, parameters: &Parameters, tables: &Tables) -> Net {
    let p = parameters;
    let recurrent = p.recurrent.iter().map(|[input, state, bias]| Direction {
        input: layer(input, bias),
        state: weights(input_major(state)),
    });
    // the learned product is dependent × weights × head: for a dependent, each output is a column
    Net {
        shape,
        vocabulary,
        features: table(&tables.features),
        vectors: table(&tables.vectors),
        projection: weights(input_major(&p.projection)),
        recurrent: recurrent.collect(),
        views: layer(&p.views, &p.views_bias),
        root: p.root.data.clone(),
        arcs: layer(&p.arcs, &p.heads),
        relations: weights(input_major(&p.relations)),
        relations_dependent: layer(&p.relations_dependent, &p.relations_bias),
        relations_head: weights(input_major(&p.relations_head)),
        labels: layer(&p.labels, &p.labels_bias),
    }
}

/// The weights and tables of a network, to learn on from them.
pub(crate) fn learned(net: &Net) -> (Parameters, Tables) {
    let recurrent = net.recurrent.iter().map(|direction| {
        [plain(&direction.input.weights), plain(&direction.state), row(&direction.input.bias)]
    });
    let parameters = Parameters {
        projection: plain(&net.projection),
        recurrent: recurrent.collect(),
        views: plain(&net.views.weights),
        views_bias: row(&net.views.bias),
        root: row(&net.root),
        arcs: plain(&net.arcs.weights),
        heads: row(&net.arcs.bias),
        relations: plain(&net.relations),
        relations_dependent: plain(&net.relations_dependent.weights),
        relations_head: plain(&net.relations_head),
        relations_bias: row(&net.relations_dependent.bias),
        labels: plain(&net.labels.weights),
        labels_bias: row(&net.labels.bias),
    };
    let full = |table: &Table| scaled(table.width, &table.values, &table.scales);
    (parameters, Tables { features: full(&net.features), vectors: full(&net.vectors) })
}

fn plain(weights: &Weights) -> Matrix {
    input_major(&scaled(weights.width, &weights.rows(), &weights.scales))
}

fn scaled(width: usize, values: &[i8], scales: &[f32]) -> Matrix {
    let rows = values.chunks_exact(width.max(1)).zip(scales);
    let data = rows.flat_map(|(row, scale)| row.iter().map(move |v| f32::from(*v) * scale)).collect();
    Matrix { rows: scales.len(), width, data }
}

fn row(values: &[f32]) -> Matrix {
    Matrix { rows: 1, width: values.len(), data: values.to_vec() }
}

/// Columns as rows.
fn input_major(matrix: &Matrix) -> Matrix {
    let mut out = Matrix::zero(matrix.width, matrix.rows);
    for i in 0..matrix.rows {
        for j in 0..matrix.width {
            out.data[j * matrix.rows + i] = matrix.data[i * matrix.width + j];
        }
    }
    out
}

fn layer(matrix: &Matrix, bias: &Matrix) -> Layer {
    Layer { weights: weights(input_major(matrix)), bias: bias.data.clone() }
}

fn weights(matrix: Matrix) -> Weights {
    let table = table(&matrix);
    Weights::new(table.width, &table.values, table.scales)
}

fn table(matrix: &Matrix) -> Table {
    let mut table = Table { width: matrix.width, ..Table::default() };
    for row in matrix.data.chunks_exact(matrix.width) {
        let top = row.iter().fold(0.0f32, |top, x| top.max(x.abs()));
        let scale = if top > 0.0 { top / 127.0 } else { 1.0 };
        table.scales.push(scale);
        table.values.extend(row.iter().map(|x| (x / scale).round() as i8));
    }
    table
}
