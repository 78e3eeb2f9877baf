//! Morphological features of a tagged word: *dikunjungi* VERB has `Voice=Pass`.

use simpul_text::{Feats, Language, Upos};

use crate::hash::key;
use crate::model::Model;
use crate::morphology;
use crate::table::{Scorer, best};
use crate::word::Word;

/// The feature bundles that a model knows, and the tags that each was seen with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bundles {
    /// As CoNLL-U writes them; the empty one for none.
    pub(crate) values: Vec<String>,
    /// For each bundle a bit set of tags.
    pub(crate) tags: Vec<u32>,
}

/// The features of a word. The voice of an Indonesian verb follows its prefix, whatever was learned.
pub(crate) fn feats(form: &str, word: &Word, upos: Upos, model: &Model) -> Feats {
    let Model { bundles, feats: scorer, .. } = model;
    let verb = upos == Upos::Verb && model.language == Language::Id;
    if let Some(voice) = verb.then(|| morphology::voice(form)).flatten() {
        return Feats(format!("Voice={voice}"));
    }
    let allowed = |label: usize| bundles.tags.get(label).is_some_and(|tags| tags & 1 << upos as u32 != 0);
    let choices = (0..bundles.values.len()).filter(|label| allowed(*label)).take(2).count();
    if choices == 0 {
        return Feats::default();
    }
    let mut scores = vec![0; bundles.values.len()];
    if choices > 1 {
        let mut keys = Vec::new();
        features(word, upos, &mut keys);
        scorer.score(&keys, &mut scores);
    }
    Feats(bundles.values[best(&scores, allowed)].clone())
}

/// The keys of a tagged word.
pub(crate) fn features(word: &Word, upos: Upos, keys: &mut Vec<u32>) {
    let tag = upos as u32;
    keys.clear();
    keys.push(key(0, [tag, 0, 0]));
    keys.push(key(1, [tag, word.form, 0]));
    for (template, suffix) in (2..).zip(word.suffixes) {
        keys.push(key(template, [tag, suffix, 0]));
    }
    for (template, prefix) in (6..).zip(word.prefixes) {
        keys.push(key(template, [tag, prefix, 0]));
    }
    keys.push(key(10, [tag, word.shape, 0]));
    keys.push(key(11, [tag, word.prefixes[1], word.suffixes[1]]));
    keys.push(key(12, [tag, word.lexical, 0]));
}
