//! How sure a statement is, as the share of statements that proved right.
//!
//! *Polisi menangkap Budi* is stated by a rule with its own confidence between ends that are certain; *ia menangkap pria
//! itu* by the same rule between less certain ones. Their product orders statements well but is no share: the numbers
//! that turn it into one are fitted to articles with gold statements (`simpul eval --fit`) and stand in
//! `seeds/grammar/confidence.toml`. This is Platt scaling (J. Platt, *Probabilistic Outputs for Support Vector Machines*,
//! 1999) on the log odds of the product; it keeps their order.

use serde::Deserialize;
use simpul_fact::{Object, Statement};

use crate::knowledge::{KnowledgeError, from_toml};
use crate::relate::round;

/// The straight line from the log odds that the rules state to those that hold.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confidence {
    /// Log odds that hold where the rules state even odds.
    offset: f32,
    /// How much they grow with those stated; above 0.
    slope: f32,
}

/// What rules state is taken to lie within this from 0 and from 1.
const MARGIN: f32 = 0.02;

impl Confidence {
    /// Confidence as the rules state it.
    pub(crate) const STATED: Confidence = Confidence { offset: 0.0, slope: 1.0 };

    /// Reads the file; `file` is its name for messages.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Confidence, KnowledgeError> {
        let confidence: Confidence = from_toml(file, text)?;
        let sound = confidence.offset.is_finite() && confidence.slope.is_finite() && confidence.slope > 0.0;
        let at = text.find("slope").unwrap_or_default();
        let message = "offset and slope must be numbers, slope above 0; `simpul eval --fit` prints such";
        sound.then_some(confidence).ok_or_else(|| KnowledgeError::at(file, text, at, message))
    }

    /// A statement with the share for what the rules state; reported words keep what is stated of their speaker.
    pub(crate) fn weigh(self, statement: Statement) -> Statement {
        if matches!(statement.object, Object::Words(_)) {
            return statement;
        }
        Statement { confidence: self.share(statement.confidence), ..statement }
    }

    fn share(self, stated: f32) -> f32 {
        let stated = stated.clamp(MARGIN, 1.0 - MARGIN);
        let odds = self.offset + self.slope * (stated / (1.0 - stated)).ln();
        round(1.0 / (1.0 + (-odds).exp()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use simpul_seeds::Seeds;

    #[test]
    fn the_seeds_keep_the_order_and_the_stated_stays() {
        let seeds = Seeds::bundled();
        let text = seeds.get("grammar/confidence.toml").unwrap();
        let fitted = Confidence::parse("seeds/grammar/confidence.toml", text).unwrap();
        let shares: Vec<f32> = (1..20).map(|n| fitted.share(n as f32 / 20.0)).collect();
        assert!(shares.is_sorted() && shares[0] < shares[18], "{shares:?}");
        assert_eq!(Confidence::STATED.share(0.72), 0.72);
        assert!(shares.iter().all(|s| (0.0..=1.0).contains(s)));
    }

    #[test]
    fn a_slope_that_turns_the_order_around_is_refused() {
        let error = Confidence::parse("c.toml", "offset = 0.5\nslope = -1.0\n").unwrap_err();
        assert!(error.faults[0].starts_with("c.toml:2:1: "), "{error}");
    }
}
