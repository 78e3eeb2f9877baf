//! Reading with the network: its answers as tags, features, heads and names.

use simpul_net::{Net, Styles};
use simpul_text::Upos;

use crate::analysis::Reading;
use crate::model::Model;
use crate::{feats, names};

/// Reads the words of a sentence.
pub(crate) fn read(forms: &[&str], net: &Net, model: &Model, styles: Styles) -> Reading {
    let answers = net.answers(&net.vocabulary().inputs(forms, styles));
    let n = forms.len();
    let tags: Vec<Upos> = (0..n).map(|i| Upos::ALL[answers.tag(i)]).collect();
    let feats = (0..n).map(|i| feats::from_scores(forms[i], tags[i], answers.bundles(i), model)).collect();
    let names = names::from_scores(n, |i| answers.names(i));
    let heads = answers.heads.iter().map(|head| head.checked_sub(1).unwrap_or(n)).collect();
    Reading { tags, feats, heads, relations: answers.relations, names: Some(names) }
}
