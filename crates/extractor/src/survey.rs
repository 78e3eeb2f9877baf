//! What lies before the statements: the names an article was found to hold, and the words that set off rules. For
//! finding out why a statement was not read, not for reading.

use simpul_fact::{Entity, Quote};
use simpul_text::{Analysis, Article};

use crate::knowledge::Knowledge;
use crate::reading::Reading;
use crate::{chain, names};

/// What was found in an article on the way to its statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The sentences of paragraphs, with their numbers.
    pub sentences: Vec<(usize, Quote)>,
    /// The names in text order.
    pub names: Vec<Named>,
    /// The words that set off rules, in text order.
    pub triggers: Vec<Triggered>,
}

/// A name in the text, with what it was taken to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Number of the sentence.
    pub sentence: usize,
    /// The name as it stands there.
    pub words: Quote,
    /// What it was taken to mean.
    pub entity: Entity,
}

/// A word that set off a rule, whether or not a statement came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triggered {
    /// Number of the sentence.
    pub sentence: usize,
    /// Name of the relation.
    pub relation: String,
    /// The rule, as `relation/block`.
    pub rule: String,
    /// The word or words.
    pub words: Quote,
}

/// Looks at an article as [`crate::extract`] does, and keeps what lies before the statements.
pub fn survey(article: &Article, analysis: &Analysis, knowledge: &Knowledge) -> Survey {
    let lore = knowledge.lore(article.language);
    let mentions = names::name(article, analysis, &lore);
    let chains = chain::chain(&mentions, &lore);
    let reading = Reading::new(article, analysis, &lore, &mentions, &chains);
    let mut survey = Survey::default();
    for number in (0..analysis.sentences.len()).filter(|n| reading.is_prose(*n)) {
        survey.sentences.push((number, reading.quote(reading.sentence(number).span())));
        let names = mentions.in_sentence(number).map(|m| Named {
            sentence: number,
            words: reading.words(number, mentions.names[m].name.clone()),
            entity: reading.entities[chains.of[m]].clone(),
        });
        survey.names.extend(names);
        let tree = &reading.trees[number];
        let matches = lore.rulebook.matches(tree, article.language, &reading.citations[number]);
        survey.triggers.extend(matches.iter().map(|found| Triggered {
            sentence: number,
            relation: lore.rulebook.relations()[found.relation].relation.name.clone(),
            rule: found.block.to_string(),
            words: reading.words(number, found.trigger.clone()),
        }));
    }
    survey
}
