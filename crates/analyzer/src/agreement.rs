//! One name, one kind in an article: *Ciliman* is a place where it is called one most often.

use std::collections::{BTreeMap, BTreeSet};

use simpul_text::{Name, NameKind, Sentence};

use crate::names::KINDS;

/// The names of the sentences, each with the kind that most mentions of the same words have. A single word that is
/// part of a person's longer name has a vote for a person from each such name. In a tie a mention keeps its kind.
pub(crate) fn agree(sentences: &[Sentence]) -> Vec<Vec<Name>> {
    let index = |kind: NameKind| KINDS.iter().position(|k| *k == kind).unwrap_or(0);
    let mut votes: BTreeMap<Vec<&str>, [u32; 3]> = BTreeMap::new();
    let mut persons: BTreeSet<Vec<&str>> = BTreeSet::new();
    for (sentence, name) in sentences.iter().flat_map(|s| s.names.iter().map(move |n| (s, n))) {
        let words = words(sentence, name);
        if words.len() > 1 && name.kind == NameKind::Person {
            persons.insert(words.clone());
        }
        votes.entry(words).or_default()[index(name.kind)] += 1;
    }
    for word in persons.iter().flatten() {
        if let Some(votes) = votes.get_mut(&vec![*word]) {
            votes[index(NameKind::Person)] += 1;
        }
    }
    let kind = |sentence: &Sentence, name: &Name| {
        let counts = votes.get(&words(sentence, name)).copied().unwrap_or_default();
        let own = index(name.kind);
        let best = (0..KINDS.len()).fold(own, |best, k| if counts[k] > counts[best] { k } else { best });
        Name { tokens: name.tokens.clone(), kind: KINDS[best] }
    };
    sentences.iter().map(|s| s.names.iter().map(|name| kind(s, name)).collect()).collect()
}

fn words<'a>(sentence: &'a Sentence, name: &Name) -> Vec<&'a str> {
    sentence.tokens[name.tokens.clone()].iter().map(|token| token.form.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use simpul_text::{Feats, Span, Token, Upos};

    fn sentence(forms: &[&str], kind: NameKind) -> Sentence {
        let token = |form: &&str| Token {
            span: Span::new(0, 0),
            form: (*form).to_owned(),
            lemma: String::new(),
            upos: Upos::Propn,
            feats: Feats::default(),
            head: None,
            deprel: String::new(),
            clitic: false,
        };
        let names = vec![Name { tokens: 0..forms.len(), kind }];
        Sentence { tokens: forms.iter().map(token).collect(), names, block: 0 }
    }

    #[test]
    fn the_most_frequent_kind_wins() {
        let sentences = [
            sentence(&["Ciliman"], NameKind::Place),
            sentence(&["Ciliman"], NameKind::Org),
            sentence(&["Ciliman"], NameKind::Place),
            sentence(&["Rahmat", "Hidayat"], NameKind::Person),
            sentence(&["Rahmat", "H."], NameKind::Person),
            sentence(&["Rahmat"], NameKind::Place),
            sentence(&["Karya"], NameKind::Org),
        ];
        let kinds: Vec<NameKind> = agree(&sentences).iter().map(|names| names[0].kind).collect();
        use NameKind::{Org, Person, Place};
        assert_eq!(kinds, [Place, Place, Place, Person, Person, Person, Org]);
    }
}
