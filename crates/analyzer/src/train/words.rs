//! Trains what looks at words: clitics, tags, features, lemmas.

use std::collections::BTreeMap;
use std::path::Path;

use simpul_text::{Language, Sentence, Upos};

use super::TrainError;
use super::corpus::{self, Treebank};
use super::perceptron::{Perceptron, Random, Weights};
use crate::feats::Bundles;
use crate::lemma::Script;
use crate::lexicon::Lexicon;
use crate::table::{MAX_LABELS, Scorer, best};
use crate::tagger::{N_TAGS, Style};
use crate::word::Word;
use crate::{feats, lemma, tagger};

/// Passes over the data for the tagger.
pub(crate) const TAGGER_EPOCHS: usize = 7;
/// Parts of the data for the tags that the parser is trained on.
const FOLDS: usize = 4;

/// A sentence as the tagger and the parser see it.
pub(crate) struct Prepared<'a> {
    pub(crate) words: Vec<Word>,
    pub(crate) tags: Vec<Upos>,
    pub(crate) style: Style,
    pub(crate) gold: &'a Sentence,
}

pub(crate) fn sentences<'a>(treebanks: &'a [Treebank], lexicon: &Lexicon) -> Vec<Prepared<'a>> {
    let mut prepared = Vec::new();
    for treebank in treebanks {
        for gold in &treebank.sentences {
            let words = gold.tokens.iter().map(|token| Word::new(&token.form, lexicon)).collect();
            let tags = gold.tokens.iter().map(|token| token.upos).collect();
            prepared.push(Prepared { words, tags, style: treebank.style, gold });
        }
    }
    prepared
}

/// Trains a tagger.
pub(crate) fn tagger(sentences: &[Prepared<'_>], epochs: usize) -> Weights {
    let all: Vec<&Prepared<'_>> = sentences.iter().collect();
    learn_tags(&all, epochs).finish(4.0, 0.5)
}

fn learn_tags(sentences: &[&Prepared<'_>], epochs: usize) -> Perceptron {
    let mut perceptron = Perceptron::new(N_TAGS);
    let mut random = Random(1);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut keys = Vec::new();
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for sentence in order.iter().map(|i| sentences[*i]) {
            let mut before = Vec::new();
            for i in 0..sentence.words.len() {
                tagger::features(&sentence.words, i, &before, sentence.style, &mut keys);
                let mut scores = [0; N_TAGS];
                perceptron.score(&keys, &mut scores);
                let picked = best(&scores, |_| true);
                perceptron.tick();
                let right = sentence.tags[i] as usize;
                if picked != right {
                    perceptron.correct(&keys, right, picked);
                }
                before.push(Upos::ALL[picked]);
            }
        }
    }
    perceptron
}

/// Tags every sentence with a tagger that has not seen it.
pub(crate) fn jackknife(sentences: &[Prepared<'_>]) -> Vec<Vec<Upos>> {
    let mut tags = vec![Vec::new(); sentences.len()];
    for fold in 0..FOLDS {
        let others: Vec<&Prepared<'_>> =
            sentences.iter().enumerate().filter(|(i, _)| i % FOLDS != fold).map(|(_, s)| s).collect();
        let table = learn_tags(&others, TAGGER_EPOCHS - 2).finish(4.0, 0.5).table();
        for (i, sentence) in sentences.iter().enumerate().filter(|(i, _)| i % FOLDS == fold) {
            tags[i] = tagger::tag(&sentence.words, sentence.style, &table);
        }
    }
    tags
}

/// Trains a classifier of single decisions.
fn classify(mut examples: Vec<(Vec<u32>, usize)>, n_labels: usize, epochs: usize) -> Perceptron {
    let mut perceptron = Perceptron::new(n_labels);
    let mut random = Random(2);
    for _ in 0..epochs {
        random.shuffle(&mut examples);
        for (keys, right) in &examples {
            let mut scores = vec![0; n_labels];
            perceptron.score(keys, &mut scores);
            let picked = best(&scores, |_| true);
            perceptron.tick();
            if picked != *right {
                perceptron.correct(keys, *right, picked);
            }
        }
    }
    perceptron
}

/// The part of the features that this analyzer gives: without spelling and multiword marks.
pub(crate) fn usual(feats: &str) -> String {
    let marks = ["Typo=", "ExtPos=", "Abbr=", "Foreign="];
    let kept = feats.split('|').filter(|feat| !marks.iter().any(|mark| feat.starts_with(mark)));
    kept.collect::<Vec<_>>().join("|")
}

/// Trains the classifier of features, on what was annotated by hand.
pub(crate) fn feats(treebanks: &[Treebank], lexicon: &Lexicon) -> (Bundles, Weights) {
    let tokens = || treebanks.iter().filter(|t| t.gold).flat_map(|t| &t.sentences).flat_map(|s| &s.tokens);
    let mut seen: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for token in tokens() {
        let (n, tags) = seen.entry(usual(&token.feats.0)).or_default();
        *n += 1;
        *tags |= 1 << token.upos as u32;
    }
    let mut counts: Vec<u32> = seen.values().map(|(n, _)| *n).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let least = counts.get(MAX_LABELS).map_or(1, |n| *n).max(1);
    seen.retain(|_, (n, _)| *n > least);
    let labels: BTreeMap<&String, usize> = seen.keys().zip(0..).collect();
    let mut examples = Vec::new();
    for token in tokens() {
        let Some(label) = labels.get(&usual(&token.feats.0)) else { continue };
        let mut keys = Vec::new();
        feats::features(&Word::new(&token.form, lexicon), token.upos, &mut keys);
        examples.push((keys, *label));
    }
    let weights = classify(examples, seen.len(), 6).finish(8.0, 0.25);
    let tags = seen.values().map(|(_, tags)| *tags).collect();
    (Bundles { values: seen.into_keys().collect(), tags }, weights)
}

/// Trains the classifier of lemmas, on what was annotated by hand and on UniMorph.
pub(crate) fn lemmas(
    data: &Path,
    language: Language,
    treebanks: &[Treebank],
) -> Result<(Vec<Script>, Weights), TrainError> {
    let mut pairs: Vec<(String, String, Upos)> = Vec::new();
    let tokens = treebanks.iter().filter(|t| t.gold).flat_map(|t| &t.sentences).flat_map(|s| &s.tokens);
    for token in tokens.filter(|t| t.upos != Upos::Propn && !t.form.contains('-')) {
        let lemma = if token.lemma == "I" { token.lemma.clone() } else { token.lemma.to_lowercase() };
        pairs.push((token.form.to_lowercase(), lemma, token.upos));
    }
    if language == Language::Id {
        unimorph(data, &mut pairs)?;
    }
    Ok(lemmatizer(language, &pairs))
}

/// Enters the forms of UniMorph with their lemmas.
fn unimorph(data: &Path, pairs: &mut Vec<(String, String, Upos)>) -> Result<(), TrainError> {
    let unimorph = corpus::read(&data.join("lex_id_words/ind"))?;
    for line in unimorph.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [root, form, tag, ..] = fields[..] else { continue };
        let upos = match tag.split(';').next() {
            Some("V") => Upos::Verb,
            Some("N") => Upos::Noun,
            Some("ADJ") => Upos::Adj,
            _ => continue,
        };
        if form.chars().all(|c| c.is_ascii_lowercase()) && root.chars().all(|c| c.is_ascii_lowercase()) {
            pairs.push((form.to_owned(), root.to_owned(), upos));
        }
    }
    Ok(())
}

fn lemmatizer(language: Language, pairs: &[(String, String, Upos)]) -> (Vec<Script>, Weights) {
    let script = |form: &str, root: &str| match language {
        Language::Id => Script::between(form, root),
        Language::En => Script::between(form, root).or_else(|| Script::whole(root)),
    };
    let mut counts: BTreeMap<Script, usize> = BTreeMap::new();
    for (form, root, _) in pairs {
        if let Some(script) = script(form, root) {
            *counts.entry(script).or_insert(0) += 1;
        }
    }
    let mut scripts: Vec<(usize, Script)> = counts.into_iter().map(|(s, n)| (n, s)).collect();
    scripts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    scripts.retain(|(n, _)| *n > 2);
    scripts.truncate(MAX_LABELS);
    let scripts: Vec<Script> = scripts.into_iter().map(|(_, script)| script).collect();
    let mut examples = Vec::new();
    for (form, root, upos) in pairs {
        let label = script(form, root).and_then(|s| scripts.iter().position(|t| *t == s));
        let Some(label) = label else { continue };
        let mut keys = Vec::new();
        lemma::features(form, *upos, &mut keys);
        examples.push((keys, label));
    }
    let weights = classify(examples, scripts.len(), 6).finish(8.0, 0.5);
    (scripts, weights)
}
