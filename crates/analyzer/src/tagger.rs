//! Parts of speech, from left to right: *"Ia menyetujui itu"* gives PRON VERB PRON.
//!
//! Averaged perceptron, greedy (Collins 2002). Every decision sees the words around and the two tags before. The
//! style is the treebank that the annotation follows, joined to the core templates (Stymne et al. 2018 do so with
//! treebank embeddings).

use simpul_text::Upos;

use crate::hash::key;
use crate::table::{Scorer, best};
use crate::word::Word;

/// An annotation style: the number of a treebank, or of a corpus of names.
pub(crate) type Style = u32;

/// Number of tags.
pub(crate) const N_TAGS: usize = Upos::ALL.len();

/// Stands for the tag before the first word.
const NO_TAG: u32 = N_TAGS as u32;

/// Tags a sentence.
pub(crate) fn tag(words: &[Word], style: Style, scorer: &impl Scorer) -> Vec<Upos> {
    let mut tags = Vec::with_capacity(words.len());
    let mut keys = Vec::with_capacity(64);
    for i in 0..words.len() {
        features(words, i, &tags, style, &mut keys);
        let mut scores = [0; N_TAGS];
        scorer.score(&keys, &mut scores);
        tags.push(Upos::ALL[best(&scores, |_| true)]);
    }
    tags
}

/// The keys for the word at `i`, given the tags before it.
pub(crate) fn features(words: &[Word], i: usize, before: &[Upos], style: Style, keys: &mut Vec<u32>) {
    let none = Word::default();
    let word = |offset: isize| i.checked_add_signed(offset).and_then(|k| words.get(k)).unwrap_or(&none);
    let tag = |back: usize| i.checked_sub(back).map_or(NO_TAG, |k| before[k] as u32);
    let (w, p, pp, n, nn) = (word(0), word(-1), word(-2), word(1), word(2));
    let (t1, t2) = (tag(1), tag(2));
    let first = u32::from(i == 0);
    keys.clear();
    let mut template = 0;
    let mut push = |a: u32, b: u32, c: u32| {
        keys.push(key(template, [a, b, c]));
        template += 1;
    };
    push(w.form, 0, 0);
    push(w.form, style + 1, 0);
    for (suffix, length) in w.suffixes.into_iter().zip(1..) {
        push(suffix, length, 0);
    }
    push(w.suffixes[2], style + 1, 0);
    for (prefix, length) in w.prefixes.into_iter().zip(1..) {
        push(prefix, length, 0);
    }
    push(w.prefixes[2], w.suffixes[2], 0);
    push(w.shape, first, 0);
    push(w.shape, t1, style + 1);
    push(w.class, p.class, n.class);
    push(t1, 0, 0);
    push(t1, style + 1, 0);
    push(t1, t2, 0);
    push(t1, t2, style + 1);
    push(t1, w.form, 0);
    push(t1, w.suffixes[2], w.prefixes[2]);
    push(t2, w.form, 0);
    push(p.form, 0, 0);
    push(pp.form, 0, 0);
    push(n.form, 0, 0);
    push(nn.form, 0, 0);
    push(p.form, w.form, 0);
    push(w.form, n.form, 0);
    push(t1, n.form, 0);
    push(p.suffixes[2], 0, 0);
    push(n.suffixes[2], 0, 0);
    push(n.suffixes[2], n.prefixes[2], t1);
    push(n.shape, first, 0);
    push(w.lexical, w.class, 0);
    push(w.lexical, style + 1, t1);
    push(n.lexical, n.class, 0);
    push(p.lexical, w.lexical, n.lexical);
    push(w.lexical, n.lexical, nn.lexical);
    push(w.cluster, 0, 0);
    push(w.cluster, t1, w.suffixes[1]);
    push(n.cluster, p.cluster, 0);
    push(n.cluster, t1, w.suffixes[2]);
}
