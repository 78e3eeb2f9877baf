//! Sentences that other networks, the teachers, have read: plain text, and what the corpora leave open.

use std::path::Path;

use simpul_net::train::{Ensemble, Example};
use simpul_net::{Styles, Vocabulary};

use super::clusters::passages;
use super::corpus::Corpora;
use super::{Recipe, TrainError};
use crate::analysis;
use crate::model::Model;
use crate::{segment, tokenize};

/// Longest sentence of plain text that is taught, in words; longer ones are lists as a rule.
const LONGEST: usize = 60;

/// The teachers together; their answers must be those of `model`. `None` where there are none.
pub(crate) fn ensemble<'a>(model: &Model, teachers: &'a [Model]) -> Result<Option<Ensemble<'a>>, TrainError> {
    if teachers.is_empty() {
        return Ok(None);
    }
    let same = |teacher: &&Model| {
        teacher.relations.0 == model.relations.0 && teacher.bundles.values == model.bundles.values
    };
    let nets = teachers.iter().filter(same).filter_map(|teacher| teacher.net.as_ref());
    let nets: Vec<_> = nets.collect();
    match Ensemble::new(nets.clone()) {
        Some(ensemble) if nets.len() == teachers.len() => Ok(Some(ensemble)),
        _ => Err(TrainError::Teacher),
    }
}

/// About so many words of the plain texts of a language as the teachers read them, the sentences in a new order: half in
/// the styles of news, half in all styles in turn.
pub(crate) fn taught(
    data: &Path,
    recipe: &Recipe,
    model: &Model,
    ensemble: &Ensemble<'_>,
    vocabulary: &Vocabulary,
    words: usize,
) -> Result<Vec<Example>, TrainError> {
    let corpora = Corpora::of(recipe.language);
    let mut sentences = Vec::new();
    for text in corpora.taught {
        passages(data, text, &mut |passage| sentences.extend(cut(passage, model)))?;
    }
    let mut random = super::perceptron::Random(3);
    random.shuffle(&mut sentences);
    let mut left = words;
    sentences.retain(|forms| {
        let kept = left > 0;
        left = left.saturating_sub(forms.len());
        kept
    });
    let (trees, names) = corpora.all_styles(recipe);
    let style = |i: usize| match i % 2 {
        0 => Styles { trees: trees[0], names: names[0] },
        _ => Styles { trees: trees[i / 2 % trees.len()], names: names[i / 2 % names.len()] },
    };
    let read = |from: usize| {
        let own = sentences.iter().enumerate().filter(move |(i, _)| i % 2 == from);
        own.map(|(i, forms)| {
            let style = style(i / 2);
            ensemble.example(forms, style, vocabulary.inputs(forms, style))
        })
        .collect::<Vec<Example>>()
    };
    // side by side, then in turn
    let (even, odd) = std::thread::scope(|scope| {
        let other = scope.spawn(|| read(1));
        let even = read(0);
        match other.join() {
            Ok(odd) => (even, odd),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
    let mut odd = odd.into_iter();
    Ok(even.into_iter().flat_map(|example| std::iter::once(example).chain(odd.next())).collect())
}

/// *"Ia datang. Saya pergi."* gives the words of two sentences.
fn cut(passage: &str, model: &Model) -> Vec<Vec<String>> {
    let style = model.styles.trees;
    let words = tokenize::tokenize(passage, &model.lists);
    let mut sentences = Vec::new();
    for range in segment::sentences(passage, &words, &model.lists, &model.lexicon, model.boundaries.as_ref())
    {
        let spans = analysis::split(passage, &words[range], model, style).0;
        if (3..=LONGEST).contains(&spans.len()) {
            sentences.push(spans.iter().map(|span| passage[span.range()].to_owned()).collect());
        }
    }
    sentences
}

/// Enters what the teachers say of what a corpus leaves open: of names in a treebank, of trees in a corpus of names.
pub(crate) fn complete(example: &mut Example, forms: &[String], styles: Styles, ensemble: &Ensemble<'_>) {
    let inputs = std::mem::take(&mut example.inputs);
    let taught = ensemble.example(forms, styles, inputs);
    example.inputs = taught.inputs;
    if example.tree.is_none() {
        example.tree = taught.tree;
        example.tags = taught.tags;
    }
    if example.bundles.is_empty() {
        example.bundles = taught.bundles;
    }
    if example.names.is_empty() {
        example.names = taught.names;
    }
}

#[cfg(test)]
mod tests {
    use simpul_net::train::Targets;
    use simpul_text::{Language, Upos};

    use super::*;

    #[test]
    fn passages_are_cut_into_words() {
        let model = Model::bundled(Language::Id);
        let sentences = cut("Bupati itu menemui warganya. Ya. Warga pulang ke desa.", &model);
        assert_eq!(sentences[0], ["Bupati", "itu", "menemui", "warga", "nya", "."]);
        assert_eq!(
            sentences[1],
            ["Warga", "pulang", "ke", "desa", "."],
            "a sentence of two words teaches nothing"
        );
    }

    #[test]
    fn what_is_known_is_kept_and_the_rest_taught() {
        let teachers = [Model::bundled(Language::Id), Model::bundled(Language::Id)];
        let ensemble = ensemble(&teachers[0], &teachers).unwrap().unwrap();
        let vocabulary = teachers[0].net.as_ref().unwrap().vocabulary();
        let forms = ["Bupati", "mengunjungi", "Surabaya", "."].map(str::to_owned);
        let names = Targets::certain([None, None, Some(7), None]);
        let inputs = vocabulary.inputs(&forms, teachers[0].styles);
        let mut example = Example { inputs, names, ..Example::default() };
        complete(&mut example, &forms, teachers[0].styles, &ensemble);
        assert_eq!(example.inputs.len(), forms.len());
        assert_eq!(example.names.word(2), [(7, 1.0)]);
        assert_eq!(example.names.word(0), []);
        assert_eq!(example.tags.word(1)[0].0, Upos::Verb as u16);
        let tree = example.tree.unwrap();
        assert_eq!(tree.heads, [2, 0, 2, 2]);
        assert!(matches!(
            super::ensemble(&teachers[0], &[teachers[0].clone().fast()]),
            Err(TrainError::Teacher)
        ));
    }
}
