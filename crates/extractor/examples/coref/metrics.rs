//! MUC, B³ and CEAF-e by their definitions, over mentions that are numbers.
//!
//! Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B³), Luo 2005 (CEAF with φ4). Sums over documents: [`Sums`].

use std::collections::HashMap;

/// Chains of mentions; a mention stands in one chain at most.
pub(crate) type Chains = Vec<Vec<usize>>;

/// Numerator and denominator of recall and of precision.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ratio {
    recall: (f64, f64),
    precision: (f64, f64),
}

impl Ratio {
    /// Recall, precision and their harmonic mean, each from 0 to 1.
    pub(crate) fn scores(&self) -> (f64, f64, f64) {
        let part = |(n, d): (f64, f64)| if d > 0.0 { n / d } else { 0.0 };
        let (r, p) = (part(self.recall), part(self.precision));
        (r, p, if r + p > 0.0 { 2.0 * r * p / (r + p) } else { 0.0 })
    }

    fn add(&mut self, recall: (f64, f64), precision: (f64, f64)) {
        self.recall = (self.recall.0 + recall.0, self.recall.1 + recall.1);
        self.precision = (self.precision.0 + precision.0, self.precision.1 + precision.1);
    }
}

/// The three measures over documents.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums {
    pub(crate) muc: Ratio,
    pub(crate) b3: Ratio,
    pub(crate) ceafe: Ratio,
}

impl Sums {
    /// Adds a document.
    pub(crate) fn add(&mut self, gold: &Chains, found: &Chains) {
        self.muc.add(muc(gold, found), muc(found, gold));
        self.b3.add(b3(gold, found), b3(found, gold));
        let similar = ceafe(gold, found);
        self.ceafe.add((similar, gold.len() as f64), (similar, found.len() as f64));
    }

    /// The mean of the three F1.
    pub(crate) fn conll(&self) -> f64 {
        (self.muc.scores().2 + self.b3.scores().2 + self.ceafe.scores().2) / 3.0
    }
}

fn chain_of(chains: &Chains) -> HashMap<usize, usize> {
    chains.iter().enumerate().flat_map(|(i, c)| c.iter().map(move |m| (*m, i))).collect()
}

/// Links of `key` that `other` has: a chain of n mentions in p parts has n − p of n − 1.
fn muc(key: &Chains, other: &Chains) -> (f64, f64) {
    let of = chain_of(other);
    let (mut n, mut d) = (0, 0);
    for chain in key {
        let mut parts: Vec<usize> = chain.iter().filter_map(|m| of.get(m).copied()).collect();
        let alone = chain.len() - parts.len();
        parts.sort_unstable();
        parts.dedup();
        n += chain.len() - parts.len() - alone;
        d += chain.len() - 1;
    }
    (n as f64, d as f64)
}

/// By mention of `key`: the part of its chain that `other` has in one chain with it.
fn b3(key: &Chains, other: &Chains) -> (f64, f64) {
    let of = chain_of(other);
    let (mut n, mut d) = (0.0, 0.0);
    for chain in key {
        let mut shared: HashMap<usize, f64> = HashMap::new();
        for m in chain {
            if let Some(o) = of.get(m) {
                *shared.entry(*o).or_default() += 1.0;
            }
        }
        let mut squares: Vec<f64> = shared.into_values().map(|s| s * s).collect();
        squares.sort_by(f64::total_cmp);
        n += squares.iter().sum::<f64>() / chain.len() as f64;
        d += chain.len() as f64;
    }
    (n, d)
}

/// The sum of φ4 = 2·|g∩f| / (|g|+|f|) over the best one-to-one map of chains.
fn ceafe(gold: &Chains, found: &Chains) -> f64 {
    let n = gold.len().max(found.len());
    let of = chain_of(found);
    let mut cost = vec![vec![0.0; n + 1]; n + 1];
    for (i, chain) in gold.iter().enumerate() {
        for m in chain {
            if let Some(j) = of.get(m) {
                cost[i + 1][j + 1] -= 2.0 / (chain.len() + found[*j].len()) as f64;
            }
        }
    }
    -assign(&cost, n)
}

/// The least cost of a one-to-one map (Kuhn 1955, Munkres 1957), rows and columns from 1 to `n`.
fn assign(cost: &[Vec<f64>], n: usize) -> f64 {
    let (mut u, mut v) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    let (mut row_of, mut way) = (vec![0; n + 1], vec![0; n + 1]);
    for i in 1..=n {
        row_of[0] = i;
        let mut at = 0;
        let mut least = vec![f64::INFINITY; n + 1];
        let mut used = vec![false; n + 1];
        while row_of[at] != 0 {
            used[at] = true;
            let (row, mut delta, mut next) = (row_of[at], f64::INFINITY, 0);
            for j in 1..=n {
                if used[j] {
                    continue;
                }
                let reduced = cost[row][j] - u[row] - v[j];
                if reduced < least[j] {
                    (least[j], way[j]) = (reduced, at);
                }
                if least[j] < delta {
                    (delta, next) = (least[j], j);
                }
            }
            for j in 0..=n {
                if used[j] {
                    u[row_of[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            at = next;
        }
        while at != 0 {
            row_of[at] = row_of[way[at]];
            at = way[at];
        }
    }
    (1..=n).filter(|j| row_of[*j] != 0).map(|j| cost[row_of[j]][j]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Pradhan et al. 2014, "Scoring Coreference Partitions of Predicted Mentions".
    #[test]
    fn published_figures() {
        let gold = vec![vec![1, 2, 3], vec![4, 5, 6, 7]];
        let found = vec![vec![1, 2], vec![3, 4], vec![6, 7, 8, 9]];
        let mut sums = Sums::default();
        sums.add(&gold, &found);
        let near = |a: f64, b: f64| (a - b).abs() < 0.005;
        assert!(near(sums.muc.scores().0, 0.40) && near(sums.muc.scores().1, 0.40));
        assert!(near(sums.b3.scores().0, 0.42) && near(sums.b3.scores().1, 0.50));
        assert!(near(sums.ceafe.scores().0, 0.65) && near(sums.ceafe.scores().1, 0.43));
    }
}
