//! Word vectors from plain text: skip-gram with negative samples (Mikolov et al. 2013).

use std::collections::HashMap;

use super::Vectors;
use super::random::Random;
use crate::input::{hash, normalise};

/// Words to each side, at most.
const WINDOW: usize = 4;
/// Words drawn that did not stand there.
const NEGATIVES: usize = 5;
const PASSES: usize = 4;
const RATE: f32 = 0.05;
/// Words more frequent than this share are at times passed over.
const FREQUENT: f64 = 1e-3;

/// Learns a vector for every form seen at least `least` times, at most `most` forms; the text comes as sentences of
/// forms. Returns the hashes of the forms in ascending order, and their vectors.
pub fn vectors(sentences: &[Vec<String>], width: usize, least: usize, most: usize) -> (Vec<u32>, Vectors) {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    let mut normal = String::new();
    let mut texts: Vec<Vec<u32>> = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let mut text = Vec::with_capacity(sentence.len());
        for form in sentence {
            normalise(form, &mut normal);
            let key = hash(&normal);
            *counts.entry(key).or_insert(0) += 1;
            text.push(key);
        }
        texts.push(text);
    }
    let mut ranked: Vec<(usize, u32)> = counts.into_iter().map(|(key, n)| (n, key)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    ranked.retain(|(n, _)| *n >= least);
    ranked.truncate(most);
    let mut keys: Vec<(u32, usize)> = ranked.iter().map(|(n, key)| (*key, *n)).collect();
    keys.sort_unstable();
    let total: usize = keys.iter().map(|k| k.1).sum();
    let index: HashMap<u32, u32> = keys.iter().zip(0..).map(|((key, _), i)| (*key, i)).collect();
    // words are drawn in proportion to the 3/4th power of their count
    let mut draw: Vec<u32> = Vec::new();
    let mass: f64 = keys.iter().map(|k| (k.1 as f64).powf(0.75)).sum();
    for (i, (_, n)) in keys.iter().enumerate() {
        let share = ((*n as f64).powf(0.75) / mass * 1_000_000.0).ceil() as usize;
        draw.extend(std::iter::repeat_n(i as u32, share));
    }
    let keep: Vec<f32> = keys
        .iter()
        .map(|k| {
            let share = k.1 as f64 / total.max(1) as f64;
            (((FREQUENT / share).sqrt() + FREQUENT / share).min(1.0)) as f32
        })
        .collect();
    let mut random = Random(7);
    let n = keys.len();
    let mut words: Vec<f32> = (0..n * width).map(|_| (random.unit() - 0.5) / width as f32).collect();
    let mut contexts = vec![0.0f32; n * width];
    let texts: Vec<Vec<u32>> = texts
        .into_iter()
        .map(|text| text.into_iter().filter_map(|key| index.get(&key).copied()).collect())
        .collect();
    let steps = (PASSES * total).max(1) as f32;
    let mut seen = 0usize;
    let mut error = vec![0.0f32; width];
    for _ in 0..PASSES {
        for text in &texts {
            let rate = (RATE * (1.0 - seen as f32 / steps)).max(RATE * 1e-3);
            seen += text.len();
            let kept: Vec<usize> =
                text.iter().map(|w| *w as usize).filter(|w| random.unit() < keep[*w]).collect();
            for i in 0..kept.len() {
                let window = 1 + random.below(WINDOW);
                let word = kept[i] * width;
                let around = (i.saturating_sub(window)..(i + window + 1).min(kept.len())).filter(|j| *j != i);
                for neighbour in around.map(|j| kept[j]) {
                    error.fill(0.0);
                    for k in 0..=NEGATIVES {
                        let (target, right) = match k {
                            0 => (neighbour, 1.0),
                            _ => (draw[random.below(draw.len())] as usize, 0.0),
                        };
                        if k > 0 && target == neighbour {
                            continue;
                        }
                        let context = &mut contexts[target * width..(target + 1) * width];
                        let word = &words[word..word + width];
                        let score: f32 = lanes(word, context);
                        let step = rate * (right - crate::activation::sigmoid(score));
                        for ((e, c), w) in error.iter_mut().zip(context).zip(word) {
                            *e += step * *c;
                            *c += step * w;
                        }
                    }
                    words[word..word + width].iter_mut().zip(&error).for_each(|(w, e)| *w += e);
                }
            }
        }
    }
    // one scale for all: the root of the mean square is one half
    let mean = words.iter().map(|x| f64::from(x * x)).sum::<f64>() / words.len().max(1) as f64;
    let scale = if mean > 0.0 { 0.5 / mean.sqrt() as f32 } else { 1.0 };
    words.iter_mut().for_each(|x| *x *= scale);
    (keys.into_iter().map(|k| k.0).collect(), Vectors { width, values: words })
}

/// Inner product, summed in eight lanes.
fn lanes(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for k in 0..8 {
            sums[k] += a[k] * b[k];
        }
    }
    sums.iter().sum()
}
