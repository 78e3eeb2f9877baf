//! The heads of the network while it learns: from an error to the gradients of their weights and of what they look at.

use super::example::{Example, Share, Tree};
use super::lstm::Layout;
use super::matrix::{Matrix, add_product, add_product_at, add_product_bt};
use super::parameters::Parameters;
use super::pass::Loss;
use crate::shape::Shape;

/// The share of each score in the sum of their exponentials.
pub(crate) fn softmax(scores: &mut [f32]) {
    let top = scores.iter().fold(f32::MIN, |a, b| a.max(*b));
    scores.iter_mut().for_each(|s| *s = (*s - top).exp());
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum);
}

/// Turns scores into the gradient of the cross entropy with the right answers and returns that; both are nothing where no
/// answer is known.
fn cross_entropy(scores: &mut [f32], right: &[Share], weight: f32) -> f64 {
    if right.is_empty() {
        scores.fill(0.0);
        return 0.0;
    }
    softmax(scores);
    let mut loss = 0.0;
    for (answer, share) in right {
        let score = &mut scores[usize::from(*answer)];
        loss -= score.max(1e-9).ln() * share * weight;
    }
    for (answer, share) in right {
        scores[usize::from(*answer)] -= share;
    }
    scores.iter_mut().for_each(|s| *s *= weight);
    f64::from(loss)
}

/// How much an error in a bundle counts beside one in a tag.
const BUNDLE_WEIGHT: f32 = 0.5;
/// How much an error in the label of a name counts beside one in a tag.
const NAME_WEIGHT: f32 = 1.5;

/// Learns tags, bundles and labels of names from the states of the last layer.
pub(crate) fn labels(
    examples: &[&Example],
    shape: &Shape,
    parameters: &Parameters,
    context: &Matrix,
    dense: &mut Parameters,
    d_context: &mut Matrix,
    loss: &mut Loss,
) {
    let mut scores = Matrix::zero(context.rows, parameters.labels.width);
    add_product(context, &parameters.labels, &mut scores);
    scores.add_to_rows(&parameters.labels_bias.data);
    let bundles = shape.labels.tags;
    let names = bundles + shape.labels.bundles;
    let mut word = 0;
    for example in examples {
        for i in 0..example.inputs.len() {
            let row = scores.row_mut(word);
            let (tag_scores, rest) = row.split_at_mut(bundles);
            let (bundle_scores, name_scores) = rest.split_at_mut(names - bundles);
            loss.labels += cross_entropy(tag_scores, example.tags.word(i), 1.0);
            cross_entropy(bundle_scores, example.bundles.word(i), BUNDLE_WEIGHT);
            loss.labels += cross_entropy(name_scores, example.names.word(i), NAME_WEIGHT);
            word += 1;
        }
    }
    add_product_at(context, &scores, &mut dense.labels);
    dense.labels_bias.add_sum_of_rows(&scores);
    add_product_bt(&scores, &parameters.labels, d_context);
}

/// The views of the words of one sentence for arcs; the root is the first head.
pub(crate) struct Views {
    pub(crate) dependents: Matrix,
    pub(crate) heads: Matrix,
}

impl Views {
    pub(crate) fn new(
        views: &Matrix,
        start: usize,
        n: usize,
        shape: &Shape,
        parameters: &Parameters,
    ) -> Self {
        let arc = shape.arc;
        let mut dependents = Matrix::zero(n, arc);
        let mut heads = Matrix::zero(n + 1, arc);
        heads.row_mut(0).copy_from_slice(&parameters.root.data[..arc]);
        for i in 0..n {
            let row = views.row(start + i);
            dependents.row_mut(i).copy_from_slice(&row[..arc]);
            heads.row_mut(i + 1).copy_from_slice(&row[arc..2 * arc]);
        }
        Views { dependents, heads }
    }
}

/// Learns the heads of one sentence.
pub(crate) fn arcs(
    tree: &Tree,
    sentence: &Views,
    start: usize,
    shape: &Shape,
    (parameters, dense): (&Parameters, &mut Parameters),
    d_views: &mut Matrix,
    loss: &mut Loss,
) {
    let Views { dependents, heads } = sentence;
    let n = dependents.rows;
    let arc = shape.arc;
    let mut through = Matrix::zero(n, arc);
    add_product(dependents, &parameters.arcs, &mut through);
    through.add_to_rows(&parameters.heads.data);
    let mut scores = Matrix::zero(n, n + 1);
    add_product_bt(&through, heads, &mut scores);
    for i in 0..n {
        let row = scores.row_mut(i);
        row[i + 1] = f32::MIN / 4.0; // no word is its own head
        loss.arcs += cross_entropy(row, tree.arcs.word(i), 1.0);
        row[i + 1] = 0.0;
        loss.words += 1.0;
    }
    let mut d_through = Matrix::zero(n, arc);
    add_product(&scores, heads, &mut d_through);
    let mut d_heads = Matrix::zero(n + 1, arc);
    add_product_at(&scores, &through, &mut d_heads);
    dense.heads.add_sum_of_rows(&d_through);
    add_product_at(dependents, &d_through, &mut dense.arcs);
    let mut d_dependents = Matrix::zero(n, arc);
    add_product_bt(&d_through, &parameters.arcs, &mut d_dependents);
    dense.root.data[..arc].iter_mut().zip(d_heads.row(0)).for_each(|(x, d)| *x += d);
    for i in 0..n {
        let row = d_views.row_mut(start + i);
        row[..arc].iter_mut().zip(d_dependents.row(i)).for_each(|(x, d)| *x += d);
        row[arc..2 * arc].iter_mut().zip(d_heads.row(i + 1)).for_each(|(x, d)| *x += d);
    }
}

/// Learns the relations of the words whose right head is known, with that head.
pub(crate) fn relations(
    examples: &[&Example],
    (layout, views): (&Layout, &Matrix),
    shape: &Shape,
    parameters: &Parameters,
    dense: &mut Parameters,
    d_views: &mut Matrix,
    loss: &mut Loss,
) {
    let (arc, width, n_labels) = (shape.arc, shape.relation, shape.labels.relations);
    // (word, head word, relations); no head word for the root
    let mut known: Vec<(usize, Option<usize>, &[Share])> = Vec::new();
    for (example, (start, _)) in examples.iter().zip(&layout.sentences) {
        let Some(tree) = &example.tree else { continue };
        for (i, head) in tree.heads.iter().enumerate() {
            let head = (*head as usize).checked_sub(1).map(|h| start + h);
            known.push((start + i, head, tree.relations.word(i)));
        }
    }
    let columns = 2 * arc;
    let mut dependents = Matrix::zero(known.len(), width);
    let mut heads = Matrix::zero(known.len(), width);
    for (k, (word, head, ..)) in known.iter().enumerate() {
        dependents.row_mut(k).copy_from_slice(&views.row(*word)[columns..columns + width]);
        let head = match head {
            Some(head) => &views.row(*head)[columns + width..],
            None => &parameters.root.data[arc..],
        };
        heads.row_mut(k).copy_from_slice(head);
    }
    let mut scores = Matrix::zero(known.len(), n_labels);
    add_product(&dependents, &parameters.relations_dependent, &mut scores);
    add_product(&heads, &parameters.relations_head, &mut scores);
    scores.add_to_rows(&parameters.relations_bias.data);
    let mut through = Matrix::zero(known.len(), n_labels * width);
    add_product(&dependents, &parameters.relations, &mut through);
    for (k, (.., relations)) in known.iter().enumerate() {
        let row = scores.row_mut(k);
        for (label, part) in through.row(k).chunks_exact(width).enumerate() {
            row[label] += dot(part, heads.row(k));
        }
        loss.relations += cross_entropy(row, relations, 1.0);
    }
    let mut d_through = Matrix::zero(known.len(), n_labels * width);
    let mut d_heads = Matrix::zero(known.len(), width);
    for k in 0..known.len() {
        for label in 0..n_labels {
            let d = scores.data[k * n_labels + label];
            let at = label * width..(label + 1) * width;
            let head = heads.row(k);
            d_through.row_mut(k)[at.clone()].iter_mut().zip(head).for_each(|(x, h)| *x = d * h);
            d_heads.row_mut(k).iter_mut().zip(&through.row(k)[at]).for_each(|(x, t)| *x += d * t);
        }
    }
    let mut d_dependents = Matrix::zero(known.len(), width);
    add_product_at(&dependents, &d_through, &mut dense.relations);
    add_product_bt(&d_through, &parameters.relations, &mut d_dependents);
    add_product_at(&dependents, &scores, &mut dense.relations_dependent);
    add_product_at(&heads, &scores, &mut dense.relations_head);
    dense.relations_bias.add_sum_of_rows(&scores);
    add_product_bt(&scores, &parameters.relations_dependent, &mut d_dependents);
    add_product_bt(&scores, &parameters.relations_head, &mut d_heads);
    for (k, (word, head, ..)) in known.iter().enumerate() {
        let row = &mut d_views.row_mut(*word)[columns..columns + width];
        row.iter_mut().zip(d_dependents.row(k)).for_each(|(x, d)| *x += d);
        let row = match head {
            Some(head) => &mut d_views.row_mut(*head)[columns + width..],
            None => &mut dense.root.data[arc..],
        };
        row.iter_mut().zip(d_heads.row(k)).for_each(|(x, d)| *x += d);
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
