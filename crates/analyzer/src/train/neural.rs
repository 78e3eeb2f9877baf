//! What the network learns from: the treebanks, the corpora of names, plain text for word vectors.

use std::collections::BTreeMap;
use std::path::Path;

use simpul_net::train::{Example, Plan};
use simpul_net::{Labels, Net, Styles, Vocabulary, form_key};
use simpul_text::{Language, Sentence, Upos};

use super::corpus::{Corpora, Treebank};
use super::named::{self, NamedSentence};
use super::{Part, Recipe, TrainError, gazetteer, vectors};
use crate::feats::Bundles;
use crate::lexicon::Lexicon;
use crate::lists::Lists;
use crate::parser::Relations;
use crate::table::Table;
use crate::tagger::Style;
use crate::{clitics, names};

/// Rows that beginnings, ends and shapes of words share.
const BUCKETS: u32 = 1 << 14;

/// What the linear parts were learned from and answer with.
pub(crate) struct Given<'a> {
    pub(crate) treebanks: &'a [Treebank],
    pub(crate) bundles: &'a Bundles,
    pub(crate) relations: &'a Relations,
    pub(crate) styles: Styles,
}

/// What cuts clitics off.
pub(crate) struct Splitter<'a> {
    pub(crate) lists: &'a Lists,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) clitics: &'a Table,
}

/// A sentence before its words are numbers.
struct Sample {
    forms: Vec<String>,
    styles: Styles,
    tree: Option<Sentence>,
    /// Features were made by hand.
    gold: bool,
    names: Option<Vec<u8>>,
}

/// Learns the network of a model.
pub(crate) fn net(
    data: &Path,
    recipe: &Recipe,
    given: &Given<'_>,
    splitter: &Splitter<'_>,
    log: &mut dyn FnMut(&str),
) -> Result<Net, TrainError> {
    let corpora = Corpora::of(recipe.language);
    let mut samples = parsed(given.treebanks, given.styles);
    let mut held_out = Vec::new();
    for corpus in corpora.named(recipe) {
        let named = named::named(data, corpus)?;
        add_names(named, corpus.style, given.styles, splitter, &mut samples);
    }
    if recipe.part == Part::HoldOut {
        for treebank in corpora.held_out(data)? {
            held_out.push(parsed(&[treebank], given.styles));
        }
        let mut named = Vec::new();
        let own = corpora.held_out_names.style;
        let known = corpora.named(recipe).iter().any(|corpus| corpus.style == own);
        let style = if known { own } else { given.styles.names };
        add_names(named::named(data, &corpora.held_out_names)?, style, given.styles, splitter, &mut named);
        held_out.push(named);
    }
    let forms = samples.iter().map(|sample| sample.forms.clone()).collect();
    let (keys, vectors) = vectors::vectors(data, recipe.language, forms, splitter.lists)?;
    log(&format!("{} vectors", keys.len()));
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for form in samples.iter().flat_map(|s| &s.forms) {
        *counts.entry(form_key(form)).or_insert(0) += 1;
    }
    let forms = counts.into_iter().filter(|(_, n)| *n > 1).map(|(key, _)| key).collect();
    let vocabulary = Vocabulary::new(forms, keys, &gazetteer::lists(data, recipe.language)?, BUCKETS);
    let numbers = Numbers::new(given);
    let examples: Vec<Example> = samples.iter().map(|s| numbers.example(s, &vocabulary)).collect();
    let held_out: Vec<Vec<Example>> =
        held_out.iter().map(|set| set.iter().map(|s| numbers.example(s, &vocabulary)).collect()).collect();
    let sets: Vec<&[Example]> = held_out.iter().map(Vec::as_slice).collect();
    let labels = Labels {
        tags: Upos::ALL.len(),
        bundles: given.bundles.values.len(),
        relations: given.relations.0.len(),
        names: names::N_LABELS,
    };
    let plan = match recipe.language {
        Language::Id => Plan { epochs: 24, ..Plan::default() },
        Language::En => Plan { epochs: 14, ..Plan::default() },
    };
    Ok(simpul_net::train::train(plan, vocabulary, &vectors, labels, &examples, &sets, log))
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
    splitter: &Splitter<'_>,
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
        let cuts = clitics::split(&forms, splitter.lists, splitter.lexicon, splitter.clitics);
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
    relations: BTreeMap<&'a str, u8>,
}

impl<'a> Numbers<'a> {
    fn new(given: &'a Given<'_>) -> Self {
        Numbers {
            bundles: given.bundles.values.iter().map(String::as_str).zip(0..).collect(),
            relations: given.relations.0.iter().map(String::as_str).zip(0..).collect(),
        }
    }

    fn example(&self, sample: &Sample, vocabulary: &Vocabulary) -> Example {
        let tokens = sample.tree.as_ref().map(|tree| &tree.tokens);
        let bundle = |feats: &str| self.bundles.get(super::words::usual(feats).as_str()).copied();
        Example {
            inputs: vocabulary.inputs(&sample.forms, sample.styles),
            tags: tokens.map(|tokens| tokens.iter().map(|t| t.upos as u8).collect()),
            bundles: tokens
                .filter(|_| sample.gold)
                .map(|tokens| tokens.iter().map(|t| bundle(&t.feats.0)).collect()),
            tree: tokens.map(|tokens| {
                let head = |t: &simpul_text::Token| t.head.map_or(0, |h| h as u32 + 1);
                let relation = |r: &str| self.relations.get(r).copied().unwrap_or(0);
                tokens.iter().map(|t| (head(t), relation(&t.deprel))).collect()
            }),
            names: sample.names.clone(),
        }
    }
}
