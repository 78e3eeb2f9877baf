//! The figures over some articles: precision, recall and the shares of right qualifiers.

use std::collections::BTreeMap;

use crate::score::{Counts, Ratio, Score};

/// Figures from 0 to 1. A share of nothing is `None`; precision and recall of nothing are 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Articles scored.
    pub articles: usize,
    /// Gold statements in them.
    pub gold: usize,
    /// Share of the statements read that are right.
    pub precision: f64,
    /// Share of the gold statements that were read.
    pub recall: f64,
    /// Harmonic mean of precision and recall.
    pub f1: f64,
    /// Mean F1 of the articles.
    pub macro_f1: Option<f64>,
    /// Share of the dates that are right.
    pub when: Option<f64>,
    /// Share of the other qualifiers that are right.
    pub qualifiers: Option<f64>,
    /// Share of the modalities that are right.
    pub modality: Option<f64>,
    /// Share of the Wikidata items that are right.
    pub wikidata: Option<f64>,
    /// Share of the reported speech that was read.
    pub says_recall: Option<f64>,
    /// By relation.
    pub by_relation: BTreeMap<String, Counts>,
}

impl Figures {
    /// Sums up.
    pub fn of<'a>(scores: impl IntoIterator<Item = &'a Score>) -> Figures {
        let mut figures = Figures::default();
        let mut total = Counts::default();
        let mut f1s = 0.0;
        let mut ratios = [Ratio::default(); 5];
        for score in scores {
            figures.articles += 1;
            let counts = score.counts();
            f1s += counts.f1();
            total.add(counts);
            let these = [score.when, score.qualifiers, score.modality, score.wikidata, score.says];
            for (sum, ratio) in ratios.iter_mut().zip(these) {
                sum.right += ratio.right;
                sum.all += ratio.all;
            }
            for (relation, counts) in &score.by_relation {
                figures.by_relation.entry(relation.clone()).or_default().add(*counts);
            }
        }
        let share = |r: Ratio| (r.all > 0).then(|| r.right as f64 / r.all as f64);
        Figures {
            gold: total.found + total.missed,
            precision: total.precision(),
            recall: total.recall(),
            f1: total.f1(),
            macro_f1: (figures.articles > 0).then(|| f1s / figures.articles as f64),
            when: share(ratios[0]),
            qualifiers: share(ratios[1]),
            modality: share(ratios[2]),
            wikidata: share(ratios[3]),
            says_recall: share(ratios[4]),
            ..figures
        }
    }
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.found += other.found;
        self.missed += other.missed;
        self.wrong += other.wrong;
    }

    /// Share of the statements read that are right; 0 where none was read.
    pub fn precision(self) -> f64 {
        part(self.found, self.found + self.wrong)
    }

    /// Share of the gold statements that were read; 0 where there are none.
    pub fn recall(self) -> f64 {
        part(self.found, self.found + self.missed)
    }

    /// Harmonic mean of precision and recall; 0 where both are.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn part(some: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { some as f64 / all as f64 }
}
