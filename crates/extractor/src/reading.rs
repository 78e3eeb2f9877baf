//! One article with everything that earlier stages found in it, and the look-ups that later stages share.

use std::ops::Range;

use simpul_fact::{Entity, EntityKind, Evidence, Quote, Quoter};
use simpul_rules::Tree;
use simpul_text::{Analysis, Article, BlockKind, Language, Sentence, Span, Upos};

use crate::chain::{Chains, Sex, link, own_id};
use crate::knowledge::Lore;
use crate::lexicon::{Words, lower};
use crate::mention::Mentions;
use crate::speech::Speech;

/// An article in reading: values of earlier stages, never changed.
pub(crate) struct Reading<'a> {
    pub(crate) article: &'a Article,
    pub(crate) analysis: &'a Analysis,
    pub(crate) knowledge: &'a Lore<'a>,
    pub(crate) mentions: &'a Mentions,
    pub(crate) chains: &'a Chains,
    /// By chain.
    pub(crate) entities: Vec<Entity>,
    /// By sentence.
    pub(crate) trees: Vec<Tree<'a>>,
    /// By sentence and token: the verbs that the word may be a form of.
    pub(crate) citations: Vec<Vec<Vec<String>>>,
    /// Reported speech, once it is found.
    pub(crate) speeches: Vec<Speech>,
    quoter: Quoter<'a>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(
        article: &'a Article,
        analysis: &'a Analysis,
        knowledge: &'a Lore<'a>,
        mentions: &'a Mentions,
        chains: &'a Chains,
    ) -> Reading<'a> {
        let cite = |sentence: &Sentence| {
            let cite = |t: &simpul_text::Token| match t.upos {
                Upos::Punct | Upos::Propn | Upos::Num | Upos::Sym => Vec::new(),
                _ if knowledge.language == Language::En => vec![t.lemma.to_lowercase()],
                _ => simpul_analyzer::morphology::citations(&t.form),
            };
            sentence.tokens.iter().map(cite).collect()
        };
        Reading {
            article,
            analysis,
            knowledge,
            mentions,
            chains,
            entities: chains.chains.iter().map(|c| link(c, &article.id, knowledge)).collect(),
            trees: analysis.sentences.iter().map(Tree::new).collect(),
            citations: analysis.sentences.iter().map(cite).collect(),
            speeches: Vec::new(),
            quoter: Quoter::new(&article.text),
        }
    }

    /// The same, with the reported speech.
    pub(crate) fn with_speeches(self, speeches: Vec<Speech>) -> Reading<'a> {
        Reading { speeches, ..self }
    }

    /// The sentence with that number.
    pub(crate) fn sentence(&self, number: usize) -> &'a Sentence {
        &self.analysis.sentences[number]
    }

    /// True where the sentence stands in a paragraph: headlines and headings make no statements.
    pub(crate) fn is_prose(&self, number: usize) -> bool {
        let block = self.article.blocks.get(self.sentence(number).block);
        block.is_some_and(|b| b.kind == BlockKind::Paragraph)
    }

    /// The words at a run of tokens.
    pub(crate) fn words(&self, sentence: usize, tokens: Range<usize>) -> Quote {
        self.quoter.quote(self.sentence(sentence).span_of(tokens))
    }

    /// What a statement is read from, by the tokens of one sentence; steps of the trail that say nothing are left out.
    pub(crate) fn evidence(
        &self,
        sentence: usize,
        subject: &Range<usize>,
        trigger: &Range<usize>,
        object: &Range<usize>,
        rule: &str,
        trail: impl IntoIterator<Item = String>,
    ) -> Evidence {
        Evidence {
            sentence_number: sentence,
            sentence: self.quote(self.sentence(sentence).span()),
            subject: self.words(sentence, subject.clone()),
            trigger: self.words(sentence, trigger.clone()),
            object: self.words(sentence, object.clone()),
            rule: rule.to_owned(),
            trail: trail.into_iter().filter(|step| !step.is_empty()).collect(),
        }
    }

    /// A thing that no gazetteer lists, under the name that the article gives it.
    pub(crate) fn unlisted(&self, name: String, kind: EntityKind) -> Entity {
        Entity {
            id: own_id(&name, kind, &self.article.id),
            kind,
            name,
            label_id: None,
            label_en: None,
            aliases: Vec::new(),
            wikidata: None,
        }
    }

    /// The words at a span.
    pub(crate) fn quote(&self, span: Span) -> Quote {
        self.quoter.quote(span)
    }

    /// The form of a token in lower case; empty past the end.
    pub(crate) fn word(&self, sentence: usize, token: usize) -> String {
        self.sentence(sentence).tokens.get(token).map(lower).unwrap_or_default()
    }

    /// True where the word, or a verb that it is a form of, is in the set.
    pub(crate) fn is_any(&self, sentence: usize, token: usize, set: &Words) -> bool {
        set.contains(&self.word(sentence, token))
            || self.citations[sentence][token].iter().any(|c| set.contains(c))
    }

    /// The kind of the entity that a mention's chain stands for.
    pub(crate) fn kind_of(&self, mention: usize) -> EntityKind {
        self.chains.chains[self.chains.of[mention]].kind
    }

    /// The sex of the person with that id, where the article tells it.
    pub(crate) fn sex_of(&self, id: &str) -> Option<Sex> {
        let chain = self.entities.iter().position(|e| e.id == id)?;
        self.chains.chains[chain].sex
    }

    /// The token of a run whose head lies outside it.
    pub(crate) fn head_of(&self, sentence: usize, tokens: Range<usize>) -> usize {
        let all = &self.sentence(sentence).tokens;
        tokens.clone().find(|t| all[*t].head.is_none_or(|h| !tokens.contains(&h))).unwrap_or(tokens.start)
    }

    /// The tokens above a token, from its head to the root.
    pub(crate) fn ancestors(&self, sentence: usize, token: usize) -> impl Iterator<Item = usize> + '_ {
        let all = &self.sentence(sentence).tokens;
        std::iter::successors(all[token].head, |t| all[*t].head).take(all.len())
    }
}
