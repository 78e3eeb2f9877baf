//! How far confidence can be believed, and the line that makes it believable.
//!
//! The log odds that a statement is right are taken to grow along a straight line with the log odds that the rules
//! state: Platt scaling. The line is found by Newton's method on the log loss, drawn towards "as stated" with the weight of
//! one statement, so that few statements change little.

/// A statement that was judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// Number of its article.
    pub article: usize,
    /// Its confidence, from 0 to 1.
    pub confidence: f64,
    /// True where the gold has or allows it.
    pub right: bool,
}

/// The line from stated log odds to those that hold: `offset + slope * stated`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Log odds where even odds are stated.
    pub offset: f64,
    /// Growth with the stated log odds.
    pub slope: f64,
}

/// What is stated is taken to lie within this from 0 and from 1.
const MARGIN: f64 = 0.02;

/// Steps of Newton's method; it settles within ten.
const STEPS: usize = 30;

impl Line {
    /// Confidence as stated.
    pub const STATED: Line = Line { offset: 0.0, slope: 1.0 };

    /// The line that fits trials best.
    pub fn fit<'t>(trials: impl IntoIterator<Item = &'t Trial>) -> Line {
        let points: Vec<(f64, f64)> =
            trials.into_iter().map(|t| (stated(t), if t.right { 1.0 } else { 0.0 })).collect();
        let mut line = Line::STATED;
        for _ in 0..STEPS {
            // slope and curvature of the log loss, with the pull towards the line as stated
            let (mut a, mut b) = (-line.offset, 1.0 - line.slope);
            let (mut aa, mut ab, mut bb) = (1.0, 0.0, 1.0);
            for (x, y) in &points {
                let p = chance(line.offset + line.slope * x);
                let w = p * (1.0 - p);
                (a, b) = (a + y - p, b + (y - p) * x);
                (aa, ab, bb) = (aa + w, ab + w * x, bb + w * x * x);
            }
            let determinant = aa * bb - ab * ab;
            line.offset += (bb * a - ab * b) / determinant;
            line.slope += (aa * b - ab * a) / determinant;
        }
        line
    }

    /// Mean log loss of trials, in nats; `None` where there are none.
    pub fn loss(self, trials: &[Trial]) -> Option<f64> {
        mean(trials.iter().map(|t| self.loss_of(t)))
    }

    fn loss_of(self, trial: &Trial) -> f64 {
        let p = chance(self.offset + self.slope * stated(trial));
        -(if trial.right { p } else { 1.0 - p }).ln()
    }
}

/// Mean log loss, in nats, where each article is judged by the line that fits the others; `None` where there are no trials.
pub fn held_out_loss(trials: &[Trial]) -> Option<f64> {
    let losses = trials.iter().map(|t| t.article).collect::<std::collections::BTreeSet<_>>();
    let losses = losses.into_iter().flat_map(|article| {
        let line = Line::fit(trials.iter().filter(|t| t.article != article));
        trials.iter().filter(move |t| t.article == article).map(move |t| line.loss_of(t))
    });
    mean(losses)
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), v| (sum + v, n + 1.0));
    (n > 0.0).then(|| sum / n)
}

fn stated(trial: &Trial) -> f64 {
    let p = trial.confidence.clamp(MARGIN, 1.0 - MARGIN);
    (p / (1.0 - p)).ln()
}

fn chance(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `n` trials of one confidence of which `right` are right, over ten articles.
    fn trials(confidence: f64, right: usize, n: usize) -> Vec<Trial> {
        (0..n).map(|i| Trial { article: i % 10, confidence, right: i < right }).collect()
    }

    #[test]
    fn timid_rules_are_made_surer() {
        let all = [trials(0.5, 350, 500), trials(0.9, 490, 500)].concat();
        let line = Line::fit(&all);
        let at = |p: f64| chance(line.offset + line.slope * (p / (1.0 - p)).ln());
        assert!((at(0.5) - 0.70).abs() < 0.01 && (at(0.9) - 0.98).abs() < 0.01, "{line:?}");
        assert!(held_out_loss(&all).unwrap() < Line::STATED.loss(&all).unwrap());
    }

    #[test]
    fn nothing_to_learn_from_changes_nothing() {
        assert_eq!(Line::fit(&[]), Line::STATED);
        assert_eq!(held_out_loss(&[]), None);
        let one = Line::fit(&trials(0.9, 1, 1));
        assert!((one.slope - 1.0).abs() < 0.2 && one.offset.abs() < 0.2, "{one:?}");
    }
}
