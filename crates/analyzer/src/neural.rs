//! Reading with the network: its answers as tags, features, heads and names.

use simpul_net::{Net, Style};
use simpul_text::Upos;

use crate::analysis::{Reading, Styles};
use crate::model::Model;
use crate::{feats, names};

/// Reads the words of a sentence.
pub(crate) fn read(forms: &[&str], net: &Net, model: &Model, styles: Styles) -> Reading {
    let style = Style { trees: styles.trees as usize, names: styles.names as usize };
    let answers = net.answers(&net.vocabulary().inputs(forms, style));
    let n = forms.len();
    let tags: Vec<Upos> = (0..n).map(|i| Upos::ALL[best(answers.tags(i))]).collect();
    let feats = (0..n).map(|i| feats::from_scores(forms[i], tags[i], answers.bundles(i), model)).collect();
    let names = names::from_scores(n, |i| answers.names(i));
    let heads = answers.heads.iter().map(|head| head.checked_sub(1).unwrap_or(n)).collect();
    Reading { tags, feats, heads, relations: answers.relations, names: Some(names) }
}

/// The first of the highest scores.
fn best(scores: &[f32]) -> usize {
    (0..scores.len()).fold(0, |best, i| if scores[i] > scores[best] { i } else { best })
}
