//! The best tree over scored arcs (Chu and Liu 1965, Edmonds 1967).

/// The heads of the tree with the highest sum of scores in which exactly one word hangs on the root.
///
/// `scores` has a row for each of `n` words and in it `n + 1` columns: the root, then the words as heads. Heads are given
/// in the same way: 0 for the root, else the number of the word from 1.
pub(crate) fn best_tree(scores: &[f32], n: usize) -> Vec<usize> {
    let at = |word: usize, head: usize| scores[word * (n + 1) + head];
    let mut heads = vec![0; n];
    for (word, best) in heads.iter_mut().enumerate() {
        let mut top = f32::NEG_INFINITY;
        for head in (0..=n).filter(|h| *h != word + 1) {
            if at(word, head) > top {
                (top, *best) = (at(word, head), head);
            }
        }
    }
    if heads.iter().filter(|h| **h == 0).count() == 1 && cycle(&heads).is_none() {
        return heads;
    }
    // a tree with one root more costs more than all else can gain
    let (low, high) = scores.iter().filter(|s| s.is_finite()).fold((0f64, 0f64), |(low, high), s| {
        (low.min(f64::from(*s).max(-1e4)), high.max(f64::from(*s).min(1e4)))
    });
    let price = (high - low + 1.0) * (n + 1) as f64;
    let size = n + 1;
    let mut matrix = vec![f64::NEG_INFINITY; size * size];
    for word in 0..n {
        for head in (0..=n).filter(|h| *h != word + 1) {
            let score = f64::from(at(word, head)).clamp(-1e4, 1e4);
            matrix[(word + 1) * size + head] = if head == 0 { score - price } else { score };
        }
    }
    contract(&matrix, size).into_iter().skip(1).collect()
}

/// Nodes of a cycle among the words; heads count as in [`best_tree`].
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0usize; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut node = start;
        while node != 0 && seen[node] == 0 {
            seen[node] = start;
            node = heads[node - 1];
        }
        if node != 0 && seen[node] == start {
            let mut nodes = vec![node];
            let mut next = heads[node - 1];
            while next != node {
                nodes.push(next);
                next = heads[next - 1];
            }
            return Some(nodes);
        }
    }
    None
}

/// The best heads of all nodes but 0, by contracting cycles one at a time. `matrix[node × size + head]` is a score.
fn contract(matrix: &[f64], size: usize) -> Vec<usize> {
    let mut heads = vec![0; size];
    for node in 1..size {
        let row = &matrix[node * size..(node + 1) * size];
        heads[node] = (0..size).fold(0, |best, h| if row[h] > row[best] { h } else { best });
    }
    let Some(nodes) = cycle(&heads[1..]) else { return heads };
    let mut inside = vec![false; size];
    nodes.iter().for_each(|node| inside[*node] = true);
    // the outer nodes keep their order, the cycle becomes the last node
    let outer: Vec<usize> = (0..size).filter(|node| !inside[*node]).collect();
    let small = outer.len() + 1;
    let last = small - 1;
    let mut smaller = vec![f64::NEG_INFINITY; small * small];
    let (mut leaves, mut enters) = (vec![0; small], vec![0; small]);
    for (i, a) in outer.iter().enumerate() {
        for (j, b) in outer.iter().enumerate() {
            smaller[i * small + j] = matrix[a * size + b];
        }
        // the best head of `a` in the cycle, and the best node of the cycle to hang on `a`
        let gain = |node: usize| matrix[node * size + a] - matrix[node * size + heads[node]];
        let score = |node: usize| matrix[a * size + node];
        let pick =
            |f: &dyn Fn(usize) -> f64| nodes.iter().fold(nodes[0], |b, n| if f(*n) > f(b) { *n } else { b });
        leaves[i] = pick(&score);
        enters[i] = pick(&gain);
        smaller[i * small + last] = score(leaves[i]);
        smaller[last * small + i] = gain(enters[i]);
    }
    let found = contract(&smaller, small);
    let mut result = heads.clone();
    for (i, a) in outer.iter().enumerate().skip(1) {
        result[*a] = if found[i] == last { leaves[i] } else { outer[found[i]] };
    }
    let from = found[last];
    result[enters[from]] = outer[from];
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By trying every tree.
    fn slow(scores: &[f32], n: usize) -> f32 {
        let mut best = f32::NEG_INFINITY;
        let mut heads = vec![0; n];
        for mut code in 0..(n + 1).pow(n as u32) {
            for head in &mut heads {
                *head = code % (n + 1);
                code /= n + 1;
            }
            let own = heads.iter().enumerate().any(|(i, h)| *h == i + 1);
            let roots = heads.iter().filter(|h| **h == 0).count();
            if own || roots != 1 || cycle(&heads).is_some() {
                continue;
            }
            best = best.max(total(scores, &heads));
        }
        best
    }

    fn total(scores: &[f32], heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(i, h)| scores[i * (heads.len() + 1) + h]).sum()
    }

    #[test]
    fn as_good_as_trying_all() {
        let mut state = 1u32;
        for round in 0..300 {
            let n = 1 + round % 5;
            let scores: Vec<f32> = (0..n * (n + 1))
                .map(|_| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 20) as f32 / 256.0
                })
                .collect();
            let heads = best_tree(&scores, n);
            assert_eq!(heads.iter().filter(|h| **h == 0).count(), 1, "{scores:?}");
            assert!(cycle(&heads).is_none(), "{heads:?}");
            assert!((total(&scores, &heads) - slow(&scores, n)).abs() < 1e-3, "{scores:?} {heads:?}");
        }
    }

    #[test]
    fn scores_that_are_no_numbers_give_a_tree() {
        for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            let heads = best_tree(&[odd; 12], 3);
            assert_eq!(heads.len(), 3);
            assert!(cycle(&heads).is_none());
        }
    }
}
