use simpul_text::Upos;

use crate::label::Label;
use crate::parser::Parser;
use crate::{Classes, PathError, Tree};

/// A conjunction of conditions on one token, written in brackets: `[upos=VERB, Voice=Pass, case!=oleh]`.
///
/// A condition is `key=value` or `key!=value`; a value may be several, parted by `/`, of which one must fit
/// (`!=`: none may). A value with `,`, `/`, `]` or a blank in it stands in single quotes: `prev=','`. The keys:
///
/// | key | compares |
/// |---|---|
/// | `form` | the form in lower case |
/// | `lemma` | the lemma in lower case |
/// | `upos` | the part of speech, `VERB` |
/// | `deprel` | the label to the head; `obl`, `obl:*`, `@class` |
/// | `case` | the form in lower case of a dependent with the label `case`; `-` for none. Of a preposition of several words the first counts |
/// | `has` | the label of some dependent |
/// | `next`, `prev` | the form in lower case of the neighbouring token |
/// | `before=anchor`, `after=anchor` | position in the text relative to the token that the path starts from |
/// | `before=head`, `after=head` | position relative to the token's own head; false for the root |
/// | a capitalised key | a morphological feature, `Voice=Pass`; `-` for none |
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    pub(crate) clauses: Vec<Clause>,
}

/// One condition of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    pub(crate) condition: Condition,
    pub(crate) negated: bool,
}

/// What a clause compares, with the values that fit. `None` among values stands for `-`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    Form(Vec<String>),
    Lemma(Vec<String>),
    Next(Vec<String>),
    Prev(Vec<String>),
    Upos(Vec<Upos>),
    Deprel(Vec<Label>),
    Has(Vec<Label>),
    Case(Vec<Option<String>>),
    Before(Whom),
    After(Whom),
    Feature(String, Vec<Option<String>>),
}

/// What a position is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// The token that the path starts from.
    Anchor,
    /// The token's own head.
    Head,
}

impl Test {
    /// Reads a test with its brackets; nothing may follow it.
    pub fn parse(text: &str, classes: &Classes) -> Result<Test, PathError> {
        let mut parser = Parser::new(text, classes);
        let test = parser.test()?;
        parser.end()?;
        Ok(test)
    }

    /// True where the token passes; `before=anchor` and `after=anchor` compare with the token itself and fail.
    /// False past the end of the sentence.
    pub fn holds(&self, tree: &Tree<'_>, token: usize) -> bool {
        self.holds_from(tree, token, token)
    }

    /// Like [`Test::holds`], for a path that started at `start`.
    pub(crate) fn holds_from(&self, tree: &Tree<'_>, token: usize, start: usize) -> bool {
        token < tree.len() && self.clauses.iter().all(|c| c.condition.fits(tree, token, start) != c.negated)
    }

    /// The forms, one of which the token must have; `None` where the test does not limit the form.
    pub(crate) fn forms(&self) -> Option<&[String]> {
        self.clauses.iter().find_map(|c| match &c.condition {
            Condition::Form(forms) if !c.negated => Some(forms.as_slice()),
            _ => None,
        })
    }
}

impl Test {
    /// The lemmas, one of which the token must have; `None` where the test does not limit the lemma.
    pub(crate) fn lemmas(&self) -> Option<&[String]> {
        self.clauses.iter().find_map(|c| match &c.condition {
            Condition::Lemma(lemmas) if !c.negated => Some(lemmas.as_slice()),
            _ => None,
        })
    }
}

impl Whom {
    fn at(self, head: Option<usize>, start: usize) -> Option<usize> {
        match self {
            Whom::Anchor => Some(start),
            Whom::Head => head,
        }
    }
}

impl Condition {
    fn fits(&self, tree: &Tree<'_>, i: usize, start: usize) -> bool {
        let Some(token) = tree.token(i) else { return false };
        let is_form = |words: &[String], i: usize| i < tree.len() && words.iter().any(|w| w == tree.form(i));
        let accepts = |labels: &[Label], deprel: &str| labels.iter().any(|l| l.accepts(deprel));
        match self {
            Condition::Form(words) => is_form(words, i),
            Condition::Lemma(words) => {
                let lemma = token.lemma.to_lowercase();
                words.contains(&lemma)
            }
            Condition::Next(words) => is_form(words, i + 1),
            Condition::Prev(words) => i.checked_sub(1).is_some_and(|prev| is_form(words, prev)),
            Condition::Upos(tags) => tags.contains(&token.upos),
            Condition::Deprel(labels) => accepts(labels, &token.deprel),
            Condition::Has(labels) => {
                tree.children(i).iter().any(|c| tree.token(*c).is_some_and(|c| accepts(labels, &c.deprel)))
            }
            Condition::Case(words) => {
                let cases = || {
                    let children = tree.children(i).iter().copied();
                    children.filter(|c| tree.token(*c).is_some_and(|c| c.deprel == "case"))
                };
                words.iter().any(|word| match word {
                    None => cases().next().is_none(),
                    Some(word) => cases().any(|c| tree.form(c) == word),
                })
            }
            Condition::Before(whom) => whom.at(token.head, start).is_some_and(|other| i < other),
            Condition::After(whom) => whom.at(token.head, start).is_some_and(|other| i > other),
            Condition::Feature(name, values) => {
                let value = token.feats.get(name);
                values.iter().any(|v| v.as_deref() == value)
            }
        }
    }
}
