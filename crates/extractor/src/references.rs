//! Which words of an article mean the same thing: names, titles, pronouns and descriptions by entity.

use std::collections::BTreeMap;

use simpul_fact::EntityKind;
use simpul_text::{Analysis, Article, Span, Upos};

use crate::knowledge::Knowledge;
use crate::reading::Reading;
use crate::refer::Wanted;
use crate::steps::Steps;
use crate::{in_lore, in_reading};

/// The mentions (bytes of the article's text) of each thing that an article names and mentions more than once, in
/// order of first mention: *Budi*, *ia* and *walikota itu* are one list.
///
/// The same references that [`crate::extract`] resolves where it binds subjects and objects, asked for every word.
pub fn references(article: &Article, analysis: &Analysis, knowledge: &Knowledge) -> Vec<Vec<Span>> {
    in_reading(article, analysis, knowledge, of_reading)
}

/// The same by some steps only, to measure what each is worth.
pub fn references_by(
    article: &Article,
    analysis: &Analysis,
    knowledge: &Knowledge,
    steps: Steps,
) -> Vec<Vec<Span>> {
    in_lore(article, analysis, knowledge.lore(article).by(steps), of_reading)
}

fn of_reading(reading: &Reading<'_>) -> Vec<Vec<Span>> {
    let (analysis, mentions, chains) = (reading.analysis, reading.mentions, reading.chains);
    let chain_of: BTreeMap<&str, usize> =
        reading.entities.iter().enumerate().rev().map(|(i, e)| (e.id.as_str(), i)).collect();
    let mut spans: Vec<Vec<Span>> = vec![Vec::new(); chains.chains.len()];
    for sentence in (0..analysis.sentences.len()).filter(|s| reading.is_prose(*s)) {
        let mut next = 0;
        for token in 0..reading.sentence(sentence).tokens.len() {
            if let Some(mention) = mentions.name_at(sentence, token) {
                if token >= next {
                    let m = &mentions.names[mention];
                    spans[chains.of[mention]].push(reading.sentence(sentence).span_of(m.whole.clone()));
                    next = m.name.end;
                }
                continue;
            }
            if !matches!(
                reading.sentence(sentence).tokens[token].upos,
                Upos::Pron | Upos::Noun | Upos::Propn | Upos::Det
            ) || mentions.title_at(sentence, token).is_some_and(|t| {
                let title = &mentions.titles[t];
                title.holder.is_some() || title.tokens.start != token
            }) {
                continue;
            }
            let wanted = Wanted { kinds: &EntityKind::ALL, acting: false, unnamed: true, places: true };
            for referent in reading.refer(sentence, token, wanted) {
                let back = referent.tokens.contains(&token);
                if let Some(chain) = chain_of.get(referent.entity.id.as_str()).filter(|_| back) {
                    spans[*chain].push(reading.sentence(sentence).span_of(referent.tokens.clone()));
                }
            }
        }
    }
    // a description of a name is the name's mention, no second one
    for chain in &mut spans {
        chain.sort_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
        chain.dedup_by(|b, a| a.contains(*b));
    }
    spans.retain(|c| c.len() > 1);
    spans.sort();
    spans
}
