//! What the network learns from: the treebanks, the corpora of names, plain text for word vectors.

use std::collections::BTreeMap;
use std::path::Path;

use simpul_net::train::{Example, Plan, Start, Targets, Tree};
use simpul_net::{Labels, Net, Styles, Vocabulary, form_key};
use simpul_text::{Language, Sentence, Upos};

use super::corpus::{Corpora, Treebank};
use super::named::{self, NamedSentence};
use super::{Part, Recipe, TrainError, gazetteer, teach, vectors};
use crate::model::Model;
use crate::tagger::Style;
use crate::{clitics, names};

/// Rows that beginnings, ends and shapes of words share.
const BUCKETS: u32 = 1 << 14;

/// A sentence before its words are numbers.
struct Sample {
    forms: Vec<String>,
    styles: Styles,
    tree: Option<Sentence>,
    /// Features were made by hand.
    gold: bool,
    names: Option<Vec<u8>>,
}

/// Learns the network of a model from its linear parts, the corpora, and the teachers' reading of plain text.
pub(crate) fn net(
    data: &Path,
    recipe: &Recipe,
    model: &Model,
    teachers: &[Model],
    log: &mut dyn FnMut(&str),
) -> Result<Net, TrainError> {
    let corpora = Corpora::of(recipe.language);
    let styles = model.styles;
    let mut samples = parsed(&corpora.treebanks(data, recipe.part)?, styles);
    let mut held_out = Vec::new();
    for corpus in corpora.named(recipe) {
        let named = named::named(data, corpus)?;
        add_names(named, corpus.style, styles, model, &mut samples);
    }
    if recipe.part == Part::HoldOut {
        for treebank in corpora.held_out(data)? {
            held_out.push(parsed(&[treebank], styles));
        }
        let mut named = Vec::new();
        let own = corpora.held_out_names.style;
        let known = corpora.named(recipe).iter().any(|corpus| corpus.style == own);
        let style = if known { own } else { styles.names };
        add_names(named::named(data, &corpora.held_out_names)?, style, styles, model, &mut named);
        held_out.push(named);
    }
    let plan = match (recipe.language, teachers) {
        // from what the first teacher knows, and with more to learn from: lower and shorter
        (Language::Id, [_, ..]) => Plan { epochs: 6, rate: 1e-3, dropout: 0.7, kept: 0.3, ..Plan::default() },
        (Language::En, [_, ..]) => {
            Plan { epochs: 5, rate: 1e-3, dropout: 0.7, taught: 0.8, kept: 0.3, ..Plan::default() }
        }
        (Language::Id, []) => Plan { epochs: 24, ..Plan::default() },
        (Language::En, []) => Plan { epochs: 14, ..Plan::default() },
    };
    let plan = Plan { seed: recipe.seed, ..plan };
    let start = match teachers.first().and_then(|teacher| teacher.net.as_ref()) {
        Some(net) => Start::from_net(plan, net),
        None => fresh(data, model, plan, &samples, log)?,
    };
    let vocabulary = start.vocabulary();
    let numbers = Numbers::new(model);
    let mut examples: Vec<Example> = samples.iter().map(|s| numbers.example(s, vocabulary)).collect();
    let held_out: Vec<Vec<Example>> =
        held_out.iter().map(|set| set.iter().map(|s| numbers.example(s, vocabulary)).collect()).collect();
    let sets: Vec<&[Example]> = held_out.iter().map(Vec::as_slice).collect();
    let n_words: usize = samples.iter().map(|s| s.forms.len()).sum();
    log(&format!("{} examples, {n_words} words, {plan:?}", samples.len()));
    let mut taught = Vec::new();
    if let Some(ensemble) = teach::ensemble(model, teachers)? {
        for (example, sample) in examples.iter_mut().zip(&samples) {
            teach::complete(example, &sample.forms, sample.styles, &ensemble);
        }
        let wanted = (n_words as f32 * plan.taught) as usize * plan.epochs;
        taught = teach::taught(data, recipe, model, &ensemble, vocabulary, wanted)?;
        log(&format!("{} sentences read by teachers", taught.len()));
    }
    let examples = (&examples[..], &taught[..]);
    Ok(simpul_net::train::train(plan, start, examples, &sets, log))
}

/// A network that knows word vectors and which words there are.
fn fresh(
    data: &Path,
    model: &Model,
    plan: Plan,
    samples: &[Sample],
    log: &mut dyn FnMut(&str),
) -> Result<Start, TrainError> {
    let forms = samples.iter().map(|sample| sample.forms.clone()).collect();
    let (keys, vectors) = vectors::vectors(data, model.language, forms, &model.lists)?;
    log(&format!("{} vectors", keys.len()));
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for form in samples.iter().flat_map(|s| &s.forms) {
        *counts.entry(form_key(form)).or_insert(0) += 1;
    }
    let forms = counts.into_iter().filter(|(_, n)| *n > 1).map(|(key, _)| key).collect();
    let vocabulary = Vocabulary::new(forms, keys, &gazetteer::lists(data, model.language)?, BUCKETS);
    let labels = Labels {
        tags: Upos::ALL.len(),
        bundles: model.bundles.values.len(),
        relations: model.relations.0.len(),
        names: names::N_LABELS,
    };
    Ok(Start::new(plan, vocabulary, &vectors, labels))
}

/// The sentences of treebanks.
fn parsed(treebanks: &[Treebank], styles: Styles) -> Vec<Sample> {
    let sample = |sentence: &Sentence, treebank: &Treebank| Sample {
        forms: sentence.tokens.iter().map(|t| t.form.clone()).collect(),
        styles: Styles { trees: treebank.style, ..styles },
        tree: Some(sentence.clone()),
        gold: treebank.gold,
        names: None,
    };
    treebanks.iter().flat_map(|t| t.sentences.iter().map(move |s| sample(s, t))).collect()
}

/// Enters the names of a corpus: with the trees of the same words where there are any, else as sentences of their own.
fn add_names(
    named: Vec<NamedSentence>,
    style: Style,
    styles: Styles,
    model: &Model,
    samples: &mut Vec<Sample>,
) {
    let parsed = samples.iter().enumerate().filter(|(_, s)| s.tree.is_some() && s.names.is_none());
    let by_forms: BTreeMap<Vec<String>, usize> = parsed.map(|(i, s)| (s.forms.clone(), i)).collect();
    for sentence in named {
        let labels = names::labels(sentence.forms.len(), &sentence.names);
        if let Some(i) = by_forms.get(&sentence.forms) {
            samples[*i].names = Some(labels);
            samples[*i].styles.names = style;
            continue;
        }
        let forms: Vec<&str> = sentence.forms.iter().map(String::as_str).collect();
        let cuts = clitics::split(&forms, &model.lists, &model.lexicon, styles.trees, &model.clitics);
        let (mut words, mut word_labels) = (Vec::new(), Vec::new());
        for ((form, label), cuts) in forms.iter().zip(labels).zip(cuts) {
            for (k, word) in clitics::pieces(form, &cuts).enumerate() {
                words.push(word.to_owned());
                word_labels.push(if k == 0 { label } else { names::after(label) });
            }
        }
        let styles = Styles { names: style, ..styles };
        samples.push(Sample { forms: words, styles, tree: None, gold: true, names: Some(word_labels) });
    }
}

/// The numbers of the answers.
struct Numbers<'a> {
    bundles: BTreeMap<&'a str, u16>,
    relations: BTreeMap<&'a str, u16>,
}

impl<'a> Numbers<'a> {
    fn new(model: &'a Model) -> Self {
        Numbers {
            bundles: model.bundles.values.iter().map(String::as_str).zip(0..).collect(),
            relations: model.relations.0.iter().map(String::as_str).zip(0..).collect(),
        }
    }

    fn example(&self, sample: &Sample, vocabulary: &Vocabulary) -> Example {
        let tokens = sample.tree.as_ref().map(|tree| &tree.tokens);
        let bundle = |feats: &str| self.bundles.get(super::words::usual(feats).as_str()).copied();
        Example {
            inputs: vocabulary.inputs(&sample.forms, sample.styles),
            tags: Targets::certain(tokens.into_iter().flatten().map(|t| Some(t.upos as u16))),
            bundles: Targets::certain(
                tokens.filter(|_| sample.gold).into_iter().flatten().map(|t| bundle(&t.feats.0)),
            ),
            tree: tokens.map(|tokens| {
                let head = |t: &simpul_text::Token| t.head.map_or(0, |h| h as u32 + 1);
                let relation = |r: &str| self.relations.get(r).copied().unwrap_or(0);
                let tree: Vec<(u32, u16)> = tokens.iter().map(|t| (head(t), relation(&t.deprel))).collect();
                Tree::certain(&tree)
            }),
            names: Targets::certain(sample.names.iter().flatten().map(|label| Some((*label).into()))),
        }
    }
}
