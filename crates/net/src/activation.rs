//! Functions of one number, from additions, multiplications and divisions only, so that every machine gives the same bits.

/// Hyperbolic tangent, within 1e-4 of the exact value: the continued fraction of Lambert, cut after seven divisors; beyond
/// ±4.9 the value there.
#[inline(always)]
pub(crate) fn tanh(x: f32) -> f32 {
    let x = x.clamp(-4.9, 4.9);
    let y = x * x;
    let above = x * (135_135.0 + y * (17_325.0 + y * (378.0 + y)));
    let below = 135_135.0 + y * (62_370.0 + y * (3_150.0 + y * 28.0));
    (above / below).clamp(-1.0, 1.0)
}

/// Logistic function.
#[inline(always)]
pub(crate) fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// Leaky rectifier: a tenth of what is negative.
#[inline(always)]
pub(crate) fn leaky(x: f32) -> f32 {
    x.max(0.1 * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_to_the_exact_functions() {
        for step in -2_000..=2_000 {
            let x = step as f32 * 0.005;
            assert!((tanh(x) - x.tanh()).abs() < 1e-4, "{x}: {} {}", tanh(x), x.tanh());
            assert!(tanh(x).abs() <= 1.0);
        }
        assert_eq!([leaky(2.0), leaky(-2.0), sigmoid(0.0)], [2.0, -0.2, 0.5]);
    }
}
