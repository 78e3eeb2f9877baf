//! Names, as a tag for every surface word: *"Presiden Joko Widodo"* gives O B-Person E-Person.
//!
//! A linear model over sequences (structured perceptron, Collins 2002) with the tags O and, for each kind of name,
//! begin, inside, end, single; the best sequence is found exactly (Viterbi).

use std::ops::Range;

use simpul_text::{NameKind, Upos};

use crate::hash::key;
use crate::table::Scorer;
use crate::tagger::Style;
use crate::word::Word;

/// The kinds, in the order of the labels.
pub(crate) const KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Org, NameKind::Place];
/// Number of labels: O, then B, I, E, S of each kind.
pub(crate) const N_LABELS: usize = 13;
/// Stands for the label before the first word.
const START: usize = N_LABELS;
const IMPOSSIBLE: i32 = i32::MIN / 4;

/// The names of a sentence, as runs of its words.
pub(crate) fn find(
    words: &[Word],
    tags: &[Upos],
    style: Style,
    scorer: &impl Scorer,
) -> Vec<(Range<usize>, NameKind)> {
    if !words.iter().any(|w| w.class != 0 && w.class != crate::word::PUNCTUATION) {
        return Vec::new();
    }
    names(&decode(words, tags, style, scorer))
}

/// The best labels.
pub(crate) fn decode(words: &[Word], tags: &[Upos], style: Style, scorer: &impl Scorer) -> Vec<u8> {
    let mut keys = Vec::new();
    let own = |i: usize| {
        let mut own = [0; N_LABELS];
        features(words, tags, i, style, &mut keys);
        scorer.score(&keys, &mut own);
        own
    };
    let step = |before: usize, i: usize| {
        let mut step = [0; N_LABELS];
        scorer.score(&step_keys(before, words[i].class), &mut step);
        step
    };
    best_labels(words.len(), own, step)
}

/// The names of a sentence, from scores of the labels of each of its words.
pub(crate) fn from_scores<'a>(
    n: usize,
    scores: impl Fn(usize) -> &'a [f32],
) -> Vec<(Range<usize>, NameKind)> {
    let own = |i: usize| {
        let mut own = [0; N_LABELS];
        own.iter_mut().zip(scores(i)).for_each(|(own, score)| *own = (score * 4_096.0) as i32);
        own
    };
    names(&best_labels(n, own, |_, _| [0; N_LABELS]))
}

/// The best sequence of labels that may follow one another (Viterbi), by scores of each label at a word and of going
/// there from the label before.
fn best_labels(
    n: usize,
    mut own: impl FnMut(usize) -> [i32; N_LABELS],
    step: impl Fn(usize, usize) -> [i32; N_LABELS],
) -> Vec<u8> {
    let mut from: Vec<[u8; N_LABELS]> = Vec::with_capacity(n);
    let mut scores = [IMPOSSIBLE; N_LABELS];
    for i in 0..n {
        let own = own(i);
        let mut next = [IMPOSSIBLE; N_LABELS];
        let mut back = [0; N_LABELS];
        let previous = if i == 0 { START..START + 1 } else { 0..N_LABELS };
        for before in previous {
            let base = if before == START { 0 } else { scores[before] };
            if base <= IMPOSSIBLE {
                continue;
            }
            let step = step(before, i);
            for label in 0..N_LABELS {
                let score = base + own[label] + step[label];
                if follows(before, label) && score > next[label] {
                    (next[label], back[label]) = (score, before as u8);
                }
            }
        }
        scores = next;
        from.push(back);
    }
    let ends = |label: &usize| follows(*label, 0);
    let last = (0..N_LABELS).filter(ends).fold(0, |b, l| if scores[l] > scores[b] { l } else { b });
    let mut labels = vec![0; n];
    let mut label = last as u8;
    for i in (0..n).rev() {
        labels[i] = label;
        label = from[i][usize::from(label)];
    }
    labels
}

/// True where `label` may stand after `before`: an open name goes on, a closed one does not.
fn follows(before: usize, label: usize) -> bool {
    let open = before != START && before != 0 && matches!((before - 1) % 4, 0 | 1);
    let goes_on = label != 0 && matches!((label - 1) % 4, 1 | 2);
    match (open, goes_on) {
        (true, true) => (before - 1) / 4 == (label - 1) / 4,
        (false, false) => true,
        _ => false,
    }
}

/// The runs that the labels mark.
pub(crate) fn names(labels: &[u8]) -> Vec<(Range<usize>, NameKind)> {
    let mut names = Vec::new();
    let mut start = 0;
    for (i, label) in labels.iter().map(|l| usize::from(*l)).enumerate() {
        if label == 0 {
            continue;
        }
        let kind = KINDS[(label - 1) / 4];
        match (label - 1) % 4 {
            0 => start = i,
            2 => names.push((start..i + 1, kind)),
            3 => names.push((i..i + 1, kind)),
            _ => {}
        }
    }
    names
}

/// *Indonesia·nya*: the label of a clitic after a word with this label: inside a name that goes on, else none.
#[cfg(feature = "train")]
pub(crate) fn after(label: u8) -> u8 {
    match label.checked_sub(1) {
        Some(part) if part % 4 < 2 => part / 4 * 4 + 2,
        _ => 0,
    }
}

/// The labels that mark the runs.
#[cfg(feature = "train")]
pub(crate) fn labels(n: usize, names: &[(Range<usize>, NameKind)]) -> Vec<u8> {
    let mut labels = vec![0; n];
    for (range, kind) in names {
        let base = 1 + 4 * KINDS.iter().position(|k| k == kind).unwrap_or(0) as u8;
        for i in range.clone() {
            labels[i] = base + 1;
        }
        labels[range.start] = base;
        labels[range.end - 1] = base + if range.len() == 1 { 3 } else { 2 };
    }
    labels
}

/// The keys of going from one label to the next.
pub(crate) fn step_keys(before: usize, class: u32) -> [u32; 2] {
    let before = before as u32;
    [key(200, [before, 0, 0]), key(201, [before, class + 1, 0])]
}

/// The keys of the word at `i`.
pub(crate) fn features(words: &[Word], tags: &[Upos], i: usize, style: Style, keys: &mut Vec<u32>) {
    let none = Word::default();
    let word = |offset: isize| i.checked_add_signed(offset).and_then(|k| words.get(k)).unwrap_or(&none);
    let tag =
        |offset: isize| i.checked_add_signed(offset).and_then(|k| tags.get(k)).map_or(20, |tag| *tag as u32);
    let (w, p, pp, n, nn) = (word(0), word(-1), word(-2), word(1), word(2));
    let (t, tp, tn) = (tag(0), tag(-1), tag(1));
    let first = u32::from(i == 0);
    keys.clear();
    let mut template = 0;
    let mut push = |a: u32, b: u32, c: u32| {
        keys.push(key(template, [a, b, c]));
        template += 1;
    };
    push(style + 1, 0, 0);
    push(w.form, w.class, 0);
    push(w.form, style + 1, 0);
    push(w.class, t, style + 1);
    push(p.form, style + 1, w.class);
    push(p.form, w.class, 0);
    push(pp.form, p.class, w.class);
    push(n.form, w.class, 0);
    push(nn.form, n.class, w.class);
    push(p.form, w.form, 0);
    push(w.form, n.form, 0);
    push(pp.form, p.form, w.class);
    push(n.form, nn.form, w.class);
    push(w.shape, first, 0);
    push(w.class, p.class, n.class);
    push(w.class, p.class, pp.class);
    push(w.class, n.class, nn.class);
    push(t, tp, tn);
    push(t, tn, tag(2));
    push(t, tp, tag(-2));
    for suffix in w.suffixes {
        push(suffix, w.class, 0);
    }
    for prefix in w.prefixes {
        push(prefix, w.class, 0);
    }
    push(p.suffixes[2], p.class, w.class);
    push(n.suffixes[2], n.class, w.class);
    push(p.prefixes[2], p.class, w.class);
    push(w.lexical, w.class, t);
    push(p.lexical, w.class, p.class);
    push(n.lexical, w.class, n.class);
    push(w.cluster, w.class, 0);
    push(p.cluster, w.class, p.class);
    push(n.cluster, w.class, n.class);
    push(p.cluster, w.cluster, w.class);
}
