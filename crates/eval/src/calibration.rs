//! How far confidence can be trusted: the share of right statements at each level of it (a reliability table, DeGroot
//! and Fienberg 1983).

use simpul_fact::Statement;

use crate::score::Score;

/// Statements of like confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bucket {
    /// Statements.
    pub n: usize,
    /// Those that are right.
    pub right: usize,
    /// Sum of their confidences.
    sum: f64,
}

impl Bucket {
    /// Their mean confidence; 0 for an empty bucket.
    pub fn confidence(&self) -> f64 {
        if self.n == 0 { 0.0 } else { self.sum / self.n as f64 }
    }

    /// The share that is right; 0 for an empty bucket.
    pub fn share(&self) -> f64 {
        if self.n == 0 { 0.0 } else { self.right as f64 / self.n as f64 }
    }
}

/// Ten buckets of equal width: confidence up to 0.1, up to 0.2, … up to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// In order of confidence.
    pub buckets: [Bucket; 10],
}

impl Calibration {
    /// Counts the statements of an article that its gold says something about; optional ones are left out.
    pub fn add(&mut self, score: &Score, statements: &[Statement]) {
        let right = score.found.iter().flat_map(|f| &f.hits).map(|i| (*i, true));
        let mut judged: Vec<(usize, bool)> = right.chain(score.wrong.iter().map(|i| (*i, false))).collect();
        judged.sort_unstable();
        judged.dedup();
        for (i, right) in judged {
            let confidence = f64::from(statements[i].confidence).clamp(0.0, 1.0);
            // in hundredths, so that 0.3 is never a little more than three tenths
            let hundredths = (confidence * 100.0).round() as usize;
            let bucket = &mut self.buckets[hundredths.saturating_sub(1) / 10];
            bucket.n += 1;
            bucket.right += usize::from(right);
            bucket.sum += confidence;
        }
    }

    /// Expected calibration error: the mean distance between confidence and share right, weighted by the size of
    /// buckets. 0 is perfect.
    pub fn error(&self) -> f64 {
        let n: usize = self.buckets.iter().map(|b| b.n).sum();
        let distance = |b: &Bucket| b.n as f64 * (b.confidence() - b.share()).abs();
        if n == 0 { 0.0 } else { self.buckets.iter().map(distance).sum::<f64>() / n as f64 }
    }
}
