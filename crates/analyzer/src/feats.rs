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

impl Bundles {
    /// True where a word with this tag may have the bundle.
    fn allows(&self, bundle: usize, upos: Upos) -> bool {
        self.tags.get(bundle).is_some_and(|tags| tags & 1 << upos as u32 != 0)
    }
}

/// The features of a word, by a linear model.
pub(crate) fn feats(form: &str, word: &Word, upos: Upos, model: &Model) -> Feats {
    let Model { bundles, feats: scorer, .. } = model;
    if let Some(voice) = voice(form, upos, model.language) {
        return voice;
    }
    let choices = (0..bundles.values.len()).filter(|b| bundles.allows(*b, upos)).take(2).count();
    if choices == 0 {
        return Feats::default();
    }
    let mut scores = vec![0; bundles.values.len()];
    if choices > 1 {
        let mut keys = Vec::new();
        features(word, upos, &mut keys);
        scorer.score(&keys, &mut scores);
    }
    Feats(bundles.values[best(&scores, |bundle| bundles.allows(bundle, upos))].clone())
}

/// The features of a word, from scores of the bundles.
pub(crate) fn from_scores(form: &str, upos: Upos, scores: &[f32], model: &Model) -> Feats {
    let bundles = &model.bundles;
    let allowed = (0..bundles.values.len().min(scores.len())).filter(|b| bundles.allows(*b, upos));
    let best = allowed.reduce(|best, b| if scores[b] > scores[best] { b } else { best });
    voice(form, upos, model.language)
        .unwrap_or_else(|| best.map_or(Feats::default(), |b| Feats(bundles.values[b].clone())))
}

/// *dikunjungi*: the voice of an Indonesian verb follows its prefix, whatever was learned.
fn voice(form: &str, upos: Upos, language: Language) -> Option<Feats> {
    let verb = upos == Upos::Verb && language == Language::Id;
    let voice = verb.then(|| morphology::voice(form)).flatten()?;
    Some(Feats(format!("Voice={voice}")))
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
