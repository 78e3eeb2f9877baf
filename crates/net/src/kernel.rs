//! Products of weights of one byte with values of two bytes, in integers: exact, so that every machine gives the same bits.
//!
//! Weights lie in blocks of [`LANES`] outputs, and in a block by pairs of inputs, as the processor multiplies and adds
//! them. What is here is inlined into [`Net::answers`](crate::Net::answers), which is compiled with AVX2 and without.

/// Outputs of a block.
pub(crate) const LANES: usize = 8;

/// Most inputs of a product: the sums stay below 2³¹, as weights stay within 127 and values within 2¹⁵.
pub(crate) const MAX_WIDTH: usize = 512;

/// For each output of a block its weights of two inputs.
pub(crate) type Pairs = [i16; 2 * LANES];

/// A matrix of weights, each output on a scale of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Weights {
    /// Inputs, an even number.
    pub(crate) width: usize,
    /// Block by block, in it pair of inputs by pair. An output too many is zero.
    pub(crate) blocks: Vec<Pairs>,
    /// What one step of the weights of an output is worth.
    pub(crate) scales: Vec<f32>,
}

impl Weights {
    /// Weights given output by output, from -127 to 127.
    pub(crate) fn new(width: usize, rows: &[i8], scales: Vec<f32>) -> Self {
        let n_pairs = width / 2;
        let mut blocks = vec![[0; 2 * LANES]; scales.len().div_ceil(LANES) * n_pairs];
        if width > 0 {
            for (r, row) in rows.chunks_exact(width).enumerate() {
                for (k, weight) in row.iter().enumerate() {
                    blocks[r / LANES * n_pairs + k / 2][r % LANES * 2 + k % 2] = i16::from(*weight);
                }
            }
        }
        Weights { width, blocks, scales }
    }

    /// The weights output by output.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn rows(&self) -> Vec<i8> {
        let n_pairs = self.width / 2;
        let weight =
            |r: usize, k: usize| self.blocks[r / LANES * n_pairs + k / 2][r % LANES * 2 + k % 2] as i8;
        (0..self.scales.len())
            .flat_map(|r| (0..self.width).map(move |k| (r, k)))
            .map(|(r, k)| weight(r, k))
            .collect()
    }
}

/// What one step of values of two bytes is worth. A value beyond the range is cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step(pub(crate) f32);

impl Step {
    /// For states of a recurrent layer, between -1 and 1.
    pub(crate) const STATE: Step = Step(1.0 / 32_767.0);
    /// For sums of input rows and views of words, between -16 and 16.
    pub(crate) const VALUE: Step = Step(16.0 / 32_767.0);
}

/// Rounds values to steps.
#[inline(always)]
pub(crate) fn round(values: &[f32], step: Step, out: &mut [i16]) {
    let inverse = 1.0 / step.0;
    for (o, v) in out.iter_mut().zip(values) {
        let scaled = (v * inverse).clamp(-32_767.0, 32_767.0);
        *o = (scaled + if scaled < 0.0 { -0.5 } else { 0.5 }) as i32 as i16;
    }
}

/// How a processor multiplies pairs and adds them up.
pub(crate) trait Kernel: Copy {
    /// For each of `M` lists of pairs of inputs the sums of `N` blocks.
    fn sums<const N: usize, const M: usize>(
        self,
        blocks: [&[Pairs]; N],
        xs: [&[[i16; 2]]; M],
    ) -> [[[i32; LANES]; N]; M];
}

/// Any processor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plain;

impl Kernel for Plain {
    #[inline(always)]
    fn sums<const N: usize, const M: usize>(
        self,
        blocks: [&[Pairs]; N],
        xs: [&[[i16; 2]]; M],
    ) -> [[[i32; LANES]; N]; M] {
        xs.map(|x| {
            blocks.map(|block| {
                let mut sums = [0; LANES];
                for (pairs, x) in block.iter().zip(x) {
                    for lane in 0..LANES {
                        sums[lane] += i32::from(pairs[2 * lane]) * i32::from(x[0])
                            + i32::from(pairs[2 * lane + 1]) * i32::from(x[1]);
                    }
                }
                sums
            })
        })
    }
}

#[cfg(target_arch = "x86_64")]
impl Kernel for pulp::x86::V3 {
    #[inline(always)]
    fn sums<const N: usize, const M: usize>(
        self,
        blocks: [&[Pairs]; N],
        xs: [&[[i16; 2]]; M],
    ) -> [[[i32; LANES]; N]; M] {
        let n = blocks[0].len();
        let mut sums = [[self.avx._mm256_setzero_si256(); N]; M];
        for k in 0..n {
            let mut weights = [self.avx._mm256_setzero_si256(); N];
            for (weights, block) in weights.iter_mut().zip(&blocks) {
                *weights = pulp::cast(block[k]);
            }
            for (sums, x) in sums.iter_mut().zip(&xs) {
                let both = self.avx._mm256_set1_epi32(pulp::cast(x[k]));
                for (sum, weights) in sums.iter_mut().zip(&weights) {
                    let product = self.avx2._mm256_madd_epi16(*weights, both);
                    *sum = self.avx2._mm256_add_epi32(*sum, product);
                }
            }
        }
        // no `map`: it is not inlined, and a call leaves the instruction set
        let mut out = [[[0; LANES]; N]; M];
        for (out, sums) in out.as_flattened_mut().iter_mut().zip(sums.as_flattened()) {
            *out = pulp::cast(*sums);
        }
        out
    }
}

/// `out[r] += weights[r] · x`.
#[inline(always)]
pub(crate) fn add_product<K: Kernel>(kernel: K, weights: &Weights, x: &[i16], step: Step, out: &mut [f32]) {
    product::<K, 8, 1>(kernel, weights, [x], step, [out]);
}

/// As [`add_product`] for rows of inputs and of outputs: the weights are fetched once for four of them.
#[inline(always)]
pub(crate) fn add_products<K: Kernel>(
    kernel: K,
    weights: &Weights,
    (xs, stride): (&[i16], usize),
    step: Step,
    outs: &mut [f32],
) {
    let width = weights.scales.len();
    let mut fours = outs.chunks_exact_mut(4 * width);
    let mut inputs = xs.chunks_exact(4 * stride);
    for (out, x) in fours.by_ref().zip(inputs.by_ref()) {
        let (a, b) = out.split_at_mut(2 * width);
        let ((a, b), (c, d)) = (a.split_at_mut(width), b.split_at_mut(width));
        let (first, last) = x.split_at(2 * stride);
        let ((x, y), (z, u)) = (first.split_at(stride), last.split_at(stride));
        product::<K, 2, 4>(kernel, weights, [x, y, z, u], step, [a, b, c, d]);
    }
    let rest = fours.into_remainder().chunks_exact_mut(width).zip(inputs.remainder().chunks_exact(stride));
    for (out, x) in rest {
        add_product(kernel, weights, x, step, out);
    }
}

#[inline(always)]
fn product<K: Kernel, const N: usize, const M: usize>(
    kernel: K,
    weights: &Weights,
    xs: [&[i16]; M],
    step: Step,
    mut outs: [&mut [f32]; M],
) {
    let n_pairs = weights.width / 2;
    let mut pairs: [&[[i16; 2]]; M] = [&[]; M];
    for (pairs, x) in pairs.iter_mut().zip(&xs) {
        *pairs = &x.as_chunks::<2>().0[..n_pairs];
    }
    let mut at = 0;
    let mut groups = weights.blocks.chunks_exact(N * n_pairs);
    for group in groups.by_ref() {
        let mut blocks: [&[Pairs]; N] = [&[]; N];
        blocks.iter_mut().zip(group.chunks_exact(n_pairs)).for_each(|(block, own)| *block = own);
        for (out, sums) in outs.iter_mut().zip(kernel.sums(blocks, pairs)) {
            add(sums.as_flattened(), weights, step, at, out);
        }
        at += N * LANES;
    }
    for block in groups.remainder().chunks_exact(n_pairs) {
        for (out, sums) in outs.iter_mut().zip(kernel.sums([block], pairs)) {
            add(sums.as_flattened(), weights, step, at, out);
        }
        at += LANES;
    }
}

#[inline(always)]
fn add(sums: &[i32], weights: &Weights, step: Step, at: usize, out: &mut [f32]) {
    let end = (at + sums.len()).min(weights.scales.len());
    for ((out, sum), scale) in out[at..end].iter_mut().zip(sums).zip(&weights.scales[at..end]) {
        *out += *sum as f32 * (scale * step.0);
    }
}

/// Inner product, summed in sixteen lanes in a fixed order.
#[inline(always)]
pub(crate) fn lanes(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 16];
    let (pieces_a, rest_a) = a.as_chunks::<16>();
    let (pieces_b, rest_b) = b.as_chunks::<16>();
    for (a, b) in pieces_a.iter().zip(pieces_b) {
        for k in 0..16 {
            sums[k] += a[k] * b[k];
        }
    }
    let rest: f32 = rest_a.iter().zip(rest_b).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kernel_gives_the_same_sums() {
        let mut state = 3u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as i32
        };
        for (rows, width) in [(1, 2), (8, 64), (65, 128), (130, 256)] {
            let values: Vec<i8> = (0..rows * width).map(|_| (next() % 255 - 127) as i8).collect();
            let x: Vec<i16> = (0..width).map(|_| (next() - 32_768) as i16).collect();
            let weights = Weights::new(width, &values, vec![1.0; rows]);
            assert_eq!(weights.rows(), values);
            let expected: Vec<f32> = values
                .chunks_exact(width)
                .map(|row| row.iter().zip(&x).map(|(w, x)| i32::from(*w) * i32::from(*x)).sum::<i32>() as f32)
                .collect();
            let mut out = vec![0.0; rows];
            add_product(Plain, &weights, &x, Step(1.0), &mut out);
            assert_eq!(out, expected);
            #[cfg(target_arch = "x86_64")]
            if let Some(v3) = pulp::x86::V3::try_new() {
                let mut out = vec![0.0; rows];
                add_product(v3, &weights, &x, Step(1.0), &mut out);
                assert_eq!(out, expected);
                let mut outs = vec![0.0; 6 * rows];
                add_products(v3, &weights, (&x.repeat(6), width), Step(1.0), &mut outs);
                assert_eq!(outs, expected.repeat(6));
            }
            let mut outs = vec![0.0; 6 * rows];
            add_products(Plain, &weights, (&x.repeat(6), width), Step(1.0), &mut outs);
            assert_eq!(outs, expected.repeat(6));
        }
    }
}
