//! Teams named after places: in *"Norway beat Chile 2-0"* both names are organisations, in *"the match in Norway"* it is
//! a place.
//!
//! Only in articles about sport, which have many words of `sport.txt`: there a name of a place is a team wherever it
//! stands without a preposition of place, once it is somewhere the subject of a verb, or on either side of a verb of
//! `beat.txt`.

use std::collections::BTreeSet;

use simpul_text::{Name, NameKind, Sentence, Token};

use crate::lists::Lists;

/// Different words of sport that an article about sport has at least.
const LEAST: usize = 4;
/// One word in so many, at least, is one of sport.
const SHARE: usize = 60;
/// A preposition stands at most so many words before the head of its phrase.
const WITHIN: usize = 8;

/// The names of the sentences of an article, those of teams as organisations.
pub(crate) fn teams(sentences: &[Sentence], names: Vec<Vec<Name>>, lists: &Lists) -> Vec<Vec<Name>> {
    let tokens = sentences.iter().flat_map(|s| &s.tokens);
    let sport: Vec<&str> = tokens.clone().map(|t| t.lemma.as_str()).filter(|l| lists.sport(l)).collect();
    let different = sport.iter().collect::<BTreeSet<_>>().len();
    if different < LEAST || sport.len() * SHARE < tokens.count() {
        return names;
    }
    let pairs =
        || sentences.iter().zip(&names).flat_map(|(s, names)| names.iter().map(move |name| (s, name)));
    let mut teams: BTreeSet<Vec<&str>> = BTreeSet::new();
    for (sentence, name) in pairs().filter(|(_, name)| name.kind == NameKind::Place) {
        if plays(sentence, name, lists) {
            teams.insert(words(sentence, name));
        }
    }
    let kind = |sentence: &Sentence, name: &Name| {
        let place = name.kind == NameKind::Place;
        let team = place && teams.contains(&words(sentence, name)) && !located(sentence, name, lists);
        Name { tokens: name.tokens.clone(), kind: if team { NameKind::Org } else { name.kind } }
    };
    sentences.iter().zip(&names).map(|(s, names)| names.iter().map(|name| kind(s, name)).collect()).collect()
}

fn words<'a>(sentence: &'a Sentence, name: &Name) -> Vec<&'a str> {
    sentence.tokens[name.tokens.clone()].iter().map(|token| token.form.as_str()).collect()
}

/// The word of a name that hangs on a word outside it.
fn head<'a>(sentence: &'a Sentence, name: &Name) -> Option<(usize, &'a Token)> {
    let outside = |token: &Token| token.head.is_none_or(|head| !name.tokens.contains(&head));
    name.tokens.clone().map(|i| (i, &sentence.tokens[i])).find(|(_, token)| outside(token))
}

/// *in Norway*
fn located(sentence: &Sentence, name: &Name, lists: &Lists) -> bool {
    let Some((at, _)) = head(sentence, name) else { return false };
    let mut below = sentence.tokens[..at].iter().rev().take(WITHIN).filter(|token| token.head == Some(at));
    below.any(|token| token.deprel == "case" && lists.locative(&token.form.to_lowercase()))
}

/// *Norway beat Chile*: the name is the subject of a verb, or depends on one of playing.
fn plays(sentence: &Sentence, name: &Name, lists: &Lists) -> bool {
    let Some((_, token)) = head(sentence, name) else { return false };
    let Some(above) = token.head.map(|head| &sentence.tokens[head]) else { return false };
    let beats = lists.beat(&above.lemma);
    match token.deprel.split(':').next() {
        Some("nsubj") => beats,
        Some("obj" | "obl") => beats && !located(sentence, name, lists),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use simpul_text::{Feats, Language, Span, Upos};

    /// Words as form/lemma/head/relation; heads count from 1, 0 is the root.
    fn sentence(words: &str, names: &[usize]) -> Sentence {
        let token = |word: &str| {
            let fields: Vec<&str> = word.split('/').collect();
            Token {
                span: Span::new(0, 0),
                form: fields[0].to_owned(),
                lemma: fields[1].to_owned(),
                upos: Upos::Propn,
                feats: Feats::default(),
                head: fields[2].parse::<usize>().unwrap().checked_sub(1),
                deprel: fields[3].to_owned(),
                clitic: false,
            }
        };
        let names = names.iter().map(|i| Name { tokens: *i..i + 1, kind: NameKind::Place }).collect();
        Sentence { tokens: words.split_whitespace().map(token).collect(), names, block: 0 }
    }

    fn kinds(sentences: &[Sentence]) -> Vec<NameKind> {
        let names = sentences.iter().map(|s| s.names.clone()).collect();
        teams(sentences, names, &Lists::of(Language::En)).into_iter().flatten().map(|n| n.kind).collect()
    }

    #[test]
    fn teams_are_told_from_places() {
        use NameKind::{Org, Place};
        let match_report = [
            sentence(
                "Norway/Norway/2/nsubj beat/beat/0/root Chile/Chile/2/obj in/in/5/case Oslo/Oslo/2/obl",
                &[0, 2, 4],
            ),
            sentence(
                "goal/goal/0/root penalty/penalty/1/x match/match/1/x striker/striker/1/x referee/referee/1/x",
                &[],
            ),
            sentence("Norway/Norway/0/root in/in/3/case Norway/Norway/1/nmod", &[0, 2]),
        ];
        assert_eq!(kinds(&match_report), [Org, Org, Place, Org, Place]);
        assert_eq!(kinds(&match_report[..1]), [Place; 3], "one verb makes no report of a match");
    }
}
