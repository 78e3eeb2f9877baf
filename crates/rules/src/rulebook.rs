use std::collections::{BTreeMap, BTreeSet};

use simpul_fact::{EntityKind, Modality, Relation};
use simpul_text::Language;

use crate::matcher::Index;
use crate::{
    Arguments, Block, BlockId, Example, Grammar, Match, RelationRules, RuleError, Trigger, WordClass,
};

/// All relations with their rules, checked against one another, and the grammar that their roles refer to.
#[derive(Clone, Debug)]
pub struct Rulebook {
    relations: Vec<RelationRules>,
    pub(crate) grammar: Grammar,
    pub(crate) english: Option<Grammar>,
    pub(crate) index: Index,
}

/// A relation as the catalogue of rules lists it.
#[derive(Clone, Debug)]
pub struct CatalogueEntry<'r> {
    /// The relation.
    pub relation: &'r Relation,
    /// The file that it was read from.
    pub file: &'r str,
    /// Its rules.
    pub blocks: Vec<CatalogueBlock<'r>>,
    /// Its examples.
    pub examples: &'r [Example],
}

/// A rule as the catalogue lists it.
#[derive(Clone, Debug)]
pub struct CatalogueBlock<'r> {
    /// Its name.
    pub id: &'r BlockId,
    /// The words that set it off.
    pub triggers: &'r [Trigger],
    /// Where the subject stands, as written.
    pub subject: String,
    /// Where the object stands, as written.
    pub object: String,
    /// What the words assert.
    pub modality: Option<Modality>,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
}

impl<'r> CatalogueEntry<'r> {
    fn new(rules: &'r RelationRules) -> Self {
        let blocks = rules.blocks.iter().map(|b| CatalogueBlock {
            id: &b.id,
            triggers: &b.triggers,
            subject: b.subject.to_string(),
            object: b.object.to_string(),
            modality: b.modality,
            confidence: b.confidence,
        });
        let (relation, file, examples) = (&rules.relation, rules.file.as_str(), rules.examples.as_slice());
        CatalogueEntry { relation, file, blocks: blocks.collect(), examples }
    }
}

impl Rulebook {
    /// Puts relations together in the order given. `grammar` serves every language that has none of its own, see
    /// [`Rulebook::with_grammar`].
    ///
    /// Refused, all at once: a relation read twice; `before` with an unknown relation; and one word that stands in
    /// two relations with the same roles and overlapping kinds where neither block says `before`, or both do.
    pub fn new(relations: Vec<RelationRules>, grammar: Grammar) -> Result<Rulebook, Vec<RuleError>> {
        let mut errors = Vec::new();
        repeated_relations(&relations, &mut errors);
        unknown_before(&relations, &mut errors);
        ambiguous_words(&relations, &mut errors);
        if !errors.is_empty() {
            errors.sort();
            return Err(errors);
        }
        let index = Index::new(&relations);
        Ok(Rulebook { relations, grammar, english: None, index })
    }

    /// The same with a grammar for one language.
    pub fn with_grammar(self, language: Language, grammar: Grammar) -> Self {
        match language {
            Language::Id => Rulebook { grammar, ..self },
            Language::En => Rulebook { english: Some(grammar), ..self },
        }
    }

    /// The relations, in the order given.
    pub fn relations(&self) -> &[RelationRules] {
        &self.relations
    }

    /// The relation of that name.
    pub fn relation(&self, name: &str) -> Option<&RelationRules> {
        self.relations.iter().find(|r| r.relation.name == name)
    }

    /// The block that a match names; `None` for a match of another rulebook.
    pub fn block(&self, found: &Match) -> Option<&Block> {
        self.relations.get(found.relation)?.blocks.iter().find(|b| b.id == found.block)
    }

    /// Blocks that no example fires, given the names of those that did ([`BlockId`] as it prints), each as an error
    /// at its header.
    pub fn unproven(&self, fired: &BTreeSet<String>) -> Vec<RuleError> {
        let blocks =
            self.relations.iter().flat_map(|rules| rules.blocks.iter().map(move |block| (rules, block)));
        let unfired = blocks.filter(|(_, block)| !fired.contains(&block.id.to_string()));
        let error = |(rules, block): (&RelationRules, &Block)| RuleError {
            file: rules.file.clone(),
            line: block.line,
            column: 1,
            message: format!("no example fires {}; add an [[example]] or drop the block", block.id),
        };
        unfired.map(error).collect()
    }

    /// What `simpul rules` prints, in the order of the relations and their files.
    pub fn catalogue(&self) -> Vec<CatalogueEntry<'_>> {
        self.relations.iter().map(CatalogueEntry::new).collect()
    }

    /// Indices of the relations of those names.
    pub(crate) fn named(&self, names: &[String]) -> Vec<usize> {
        let index = |name: &String| self.relations.iter().position(|r| r.relation.name == *name);
        names.iter().filter_map(index).collect()
    }
}

fn repeated_relations(relations: &[RelationRules], errors: &mut Vec<RuleError>) {
    for (i, rules) in relations.iter().enumerate() {
        if let Some(first) = relations[..i].iter().find(|r| r.relation.name == rules.relation.name) {
            let message = format!("the relation {:?} is already in {}", rules.relation.name, first.file);
            errors.push(RuleError { file: rules.file.clone(), line: 1, column: 1, message });
        }
    }
}

fn unknown_before(relations: &[RelationRules], errors: &mut Vec<RuleError>) {
    for rules in relations {
        for block in &rules.blocks {
            for (name, (line, column)) in block.before.iter().zip(&block.before_at) {
                if *name == rules.relation.name || !relations.iter().any(|r| r.relation.name == *name) {
                    let message = format!("before = {name:?} names no other relation");
                    errors.push(RuleError {
                        file: rules.file.clone(),
                        line: *line,
                        column: *column,
                        message,
                    });
                }
            }
        }
    }
}

/// One word, two relations: which is meant? The kinds of the arguments may tell, or the roles, or `before` has to.
fn ambiguous_words(relations: &[RelationRules], errors: &mut Vec<RuleError>) {
    type Use<'r> = (&'r RelationRules, &'r Block);
    let mut uses: BTreeMap<(Language, WordClass, &[String]), Vec<Use<'_>>> = BTreeMap::new();
    for rules in relations {
        for block in &rules.blocks {
            for trigger in &block.triggers {
                let earlier = uses.entry((trigger.language, trigger.class, &trigger.words)).or_default();
                let mut report = |message: String| {
                    let (file, line, column) = (rules.file.clone(), trigger.line, trigger.column);
                    errors.push(RuleError { file, line, column, message });
                };
                for (other, with) in earlier.iter() {
                    let (mine, theirs) = (&rules.relation.name, &other.relation.name);
                    if mine == theirs || !same_arguments(block, with) {
                        continue;
                    }
                    let (word, id) = (trigger.to_string(), &with.id);
                    match (block.before.contains(theirs), with.before.contains(mine)) {
                        (false, false) => report(format!(
                            "{word:?} with the same roles and kinds is in {id} too; say before = {theirs:?} here, or \
                             before = {mine:?} there"
                        )),
                        (true, true) => report(format!(
                            "{word:?}: {id} and this block each say that they go before the other; drop one before"
                        )),
                        _ => {}
                    }
                }
                earlier.push((rules, block));
            }
        }
    }
}

/// True where the same words could be read by both blocks.
fn same_arguments(a: &Block, b: &Block) -> bool {
    let overlap = |a: &[EntityKind], b: &[EntityKind]| {
        (a.is_empty() && b.is_empty()) || a.iter().any(|k| b.contains(k))
    };
    let same = |a: &Arguments, b: &Arguments| a == b;
    same(&a.subject, &b.subject)
        && same(&a.object, &b.object)
        && overlap(&a.subject_kinds, &b.subject_kinds)
        && overlap(&a.object_kinds, &b.object_kinds)
}
