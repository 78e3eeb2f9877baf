use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use simpul_fact::Modality;
use simpul_text::{Language, Upos};

use crate::{
    Arguments, Block, BlockId, Frame, Grammar, Path, Qualifier, RelationRules, Role, Rulebook, Tree,
    WordClass,
};

/// A token that may be an argument, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filler {
    /// Index of the token, the head of the words.
    pub token: usize,
    /// Name of the frame pattern that led there, or the path of a tree block as written.
    pub via: Arc<str>,
    /// The role, where a frame led there.
    pub role: Option<Role>,
}

/// A place in a sentence where a block of a relation fits.
///
/// The fillers are candidates, best first: the caller takes those whose kinds the relation allows. Either list may
/// be empty, for the caller to fill from elsewhere or to drop the match.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Index of the relation in [`Rulebook::relations`].
    pub relation: usize,
    /// The block that fits.
    pub block: BlockId,
    /// Tokens of the words that state the relation.
    pub trigger: Range<usize>,
    /// The token that carries the relation, the first of the trigger.
    pub anchor: usize,
    /// Candidates for the subject.
    pub subject: Vec<Filler>,
    /// Candidates for the object.
    pub object: Vec<Filler>,
    /// Candidates for the qualifiers that the block has, in the order of [`Qualifier`].
    pub qualifiers: Vec<(Qualifier, Vec<Filler>)>,
    /// What the words assert, where the block says so.
    pub modality: Option<Modality>,
    /// How sure the block is, from 0 to 1.
    pub confidence: f32,
    /// True where the block is reciprocal and there is no candidate for the object: coordinated subjects then stand
    /// in the relation to one another.
    pub reciprocal: bool,
    /// Relations (indices) that give way: where this match gives a statement, their matches at the same anchor do
    /// not count.
    pub before: Vec<usize>,
}

/// First word of a trigger to (block, trigger), blocks counted through all relations.
type Triggers = FxHashMap<String, Vec<(usize, usize)>>;

/// The blocks by the words that set them off. Only ever asked for a word, so no order can leak.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// Triggers by language and class.
    words: FxHashMap<(Language, WordClass), Triggers>,
    /// Form of an anchor to blocks without triggers.
    forms: FxHashMap<String, Vec<usize>>,
    /// Lemma of an anchor to blocks without triggers whose anchor does not limit the form.
    lemmas: FxHashMap<String, Vec<usize>>,
    /// Blocks without triggers whose anchor limits neither.
    anywhere: Vec<usize>,
    /// (relation, block in the relation) of every block.
    blocks: Vec<(usize, usize)>,
}

/// A block that fits a token, before its arguments are looked up.
struct Candidate {
    block: usize,
    /// Words of the trigger; none for a block without triggers.
    n_words: usize,
    end: usize,
}

impl Index {
    pub(crate) fn new(relations: &[RelationRules]) -> Self {
        let mut index = Index::default();
        for (r, rules) in relations.iter().enumerate() {
            for (b, block) in rules.blocks.iter().enumerate() {
                index.add(index.blocks.len(), block);
                index.blocks.push((r, b));
            }
        }
        index
    }

    fn add(&mut self, number: usize, block: &Block) {
        for (t, trigger) in block.triggers.iter().enumerate() {
            if let Some(first) = trigger.words.first() {
                let words = self.words.entry((trigger.language, trigger.class)).or_default();
                words.entry(first.clone()).or_default().push((number, t));
            }
        }
        if block.triggers.is_empty() {
            match block.tests.iter().find_map(|t| t.forms()) {
                Some(forms) => {
                    for form in forms {
                        self.forms.entry(form.clone()).or_default().push(number);
                    }
                }
                None => match block.tests.iter().find_map(|t| t.lemmas()) {
                    Some(lemmas) => {
                        for lemma in lemmas {
                            self.lemmas.entry(lemma.clone()).or_default().push(number);
                        }
                    }
                    None => self.anywhere.push(number),
                },
            }
        }
    }
}

impl Rulebook {
    /// Where a sentence may state a relation: by token, then by block in the order of the relations and their files,
    /// except that a block with `before` comes ahead of the blocks of the relations it names.
    ///
    /// `citations[i]` are the candidate citation forms of token `i` in lower case (`mengunjungi` for *dikunjungi*);
    /// the list may be shorter than the sentence. They serve Indonesian; English verbs match on their lemma.
    ///
    /// Where a phrase of several words fits (*menjatuhkan sanksi*), no block set off by fewer words fits its first
    /// token, and its other tokens set off no block of the same relation. Where the first word of a phrase has no
    /// candidate for an argument, those of its other words count: *berencana mengunjungi Medan*. A verb never matches PROPN, PUNCT, ADP, CCONJ, SCONJ or NUM (English: only VERB), a noun matches NOUN,
    /// PROPN, VERB, ADJ and X only.
    pub fn matches(&self, tree: &Tree<'_>, language: Language, citations: &[Vec<String>]) -> Vec<Match> {
        let grammar = self.grammar(language);
        let mut matches = Vec::new();
        for anchor in 0..tree.len() {
            let cited = citations.get(anchor).map_or(&[][..], Vec::as_slice);
            let candidates = self.candidates(tree, language, anchor, cited);
            if candidates.is_empty() {
                continue;
            }
            let frame = grammar.frame(tree, anchor);
            let mut here: Vec<Match> =
                candidates.iter().map(|c| self.filled(tree, language, anchor, c, &frame)).collect();
            order(&mut here);
            matches.append(&mut here);
        }
        without_parts(matches)
    }

    /// The blocks that fit a token, in block order, each with its longest trigger.
    fn candidates(
        &self,
        tree: &Tree<'_>,
        language: Language,
        anchor: usize,
        cited: &[String],
    ) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        let mut add = |class: WordClass, first: &str| {
            let triggers = self.index.words.get(&(language, class)).and_then(|words| words.get(first));
            for (block, trigger) in triggers.into_iter().flatten() {
                let words = &self.block_at(*block).triggers[*trigger].words;
                if let Some(end) = phrase_end(tree, anchor, words) {
                    found.push(Candidate { block: *block, n_words: words.len(), end });
                }
            }
        };
        let Some(token) = tree.token(anchor) else { return found };
        let lemma = token.lemma.to_lowercase();
        match language {
            Language::Id => {
                if may_be_verb(token.upos) {
                    cited.iter().for_each(|verb| add(WordClass::Verb, verb));
                }
                if may_be_noun(token.upos) {
                    add(WordClass::Noun, tree.form(anchor));
                }
            }
            Language::En => {
                if token.upos == Upos::Verb {
                    add(WordClass::Verb, &lemma);
                }
                if may_be_noun(token.upos) {
                    add(WordClass::Noun, tree.form(anchor));
                    add(WordClass::Noun, &lemma);
                }
            }
        }
        let anchored = self.index.forms.get(tree.form(anchor)).into_iter().flatten();
        let cited = self.index.lemmas.get(&lemma).into_iter().flatten();
        for block in anchored.chain(cited).chain(&self.index.anywhere) {
            found.push(Candidate { block: *block, n_words: 0, end: anchor + 1 });
        }
        found.retain(|c| {
            let block = self.block_at(c.block);
            block.tests.iter().all(|t| t.holds(tree, anchor))
                && !block.unless.as_ref().is_some_and(|path| path.reaches(tree, anchor))
        });
        let longest = found.iter().map(|c| c.n_words).max().unwrap_or(0);
        found.retain(|c| c.n_words == 0 || c.n_words == longest);
        found.sort_by_key(|c| (c.block, std::cmp::Reverse(c.end)));
        found.dedup_by_key(|c| c.block);
        found
    }

    fn filled(
        &self,
        tree: &Tree<'_>,
        language: Language,
        anchor: usize,
        candidate: &Candidate,
        frame: &Frame,
    ) -> Match {
        let (relation, _) = self.index.blocks[candidate.block];
        let block = self.block_at(candidate.block);
        let trigger = anchor..candidate.end;
        let fillers = |arguments: &Arguments| {
            let roles = match arguments {
                Arguments::Path(path) => return at_path(path, tree, anchor),
                Arguments::Roles(roles) => roles,
            };
            let mut found = in_roles(roles, frame, &trigger);
            for token in trigger.clone().skip(1) {
                if found.is_empty() {
                    found = in_roles(roles, &self.grammar(language).frame(tree, token), &trigger);
                }
            }
            found
        };
        let object = fillers(&block.object);
        Match {
            relation,
            block: block.id.clone(),
            anchor,
            subject: fillers(&block.subject),
            qualifiers: block.qualifiers.iter().map(|(q, arguments)| (*q, fillers(arguments))).collect(),
            modality: block.modality,
            confidence: block.confidence,
            reciprocal: block.reciprocal && object.is_empty(),
            before: self.named(&block.before),
            object,
            trigger,
        }
    }

    fn block_at(&self, number: usize) -> &Block {
        let (relation, block) = self.index.blocks[number];
        &self.relations()[relation].blocks[block]
    }

    /// The grammar that frames of a language are read by.
    pub fn grammar(&self, language: Language) -> &Grammar {
        self.english.as_ref().filter(|_| language == Language::En).unwrap_or(&self.grammar)
    }
}

/// Candidates in the order of the roles, each token once. A word of the trigger fills no role of its own phrase.
fn in_roles(roles: &[Role], frame: &Frame, trigger: &Range<usize>) -> Vec<Filler> {
    let mut all: Vec<Filler> = Vec::new();
    for filler in roles.iter().flat_map(|role| frame.fillers(*role)) {
        let own = trigger.len() > 1 && trigger.contains(&filler.token);
        if !own && all.iter().all(|f| f.token != filler.token) {
            all.push(filler.clone());
        }
    }
    all
}

fn at_path(path: &Path, tree: &Tree<'_>, anchor: usize) -> Vec<Filler> {
    let via: Arc<str> = path.text().into();
    let reached = path.reach(tree, anchor).into_iter();
    reached.map(|token| Filler { token, via: via.clone(), role: None }).collect()
}

/// One past the last token of a phrase whose first word is the token at `anchor`: *menjatuhkan sanksi*. A clitic
/// that is no word of the phrase is passed over: *menjatuhkan·nya sanksi*.
fn phrase_end(tree: &Tree<'_>, anchor: usize, words: &[String]) -> Option<usize> {
    let mut at = anchor + 1;
    for word in words.iter().skip(1) {
        while tree.form(at) != word && tree.token(at)?.clitic {
            at += 1;
        }
        if tree.form(at) != word {
            return None;
        }
        at += 1;
    }
    Some(at)
}

fn may_be_verb(upos: Upos) -> bool {
    !matches!(upos, Upos::Propn | Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Num)
}

fn may_be_noun(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::X)
}

/// Moves a match ahead of the first one that gives way to it. All else stays in place.
fn order(matches: &mut [Match]) {
    for i in 1..matches.len() {
        if let Some(to) = matches[..i].iter().position(|m| matches[i].before.contains(&m.relation)) {
            matches[to..=i].rotate_right(1);
        }
    }
}

/// Without the matches that a phrase of the same relation holds as one of its words: *mengunjungi* in *berencana
/// mengunjungi*.
fn without_parts(mut matches: Vec<Match>) -> Vec<Match> {
    let phrases: Vec<(usize, Range<usize>)> = matches
        .iter()
        .filter(|m| m.trigger.len() > 1)
        .map(|m| (m.relation, m.anchor + 1..m.trigger.end))
        .collect();
    matches.retain(|m| {
        !phrases.iter().any(|(relation, rest)| *relation == m.relation && rest.contains(&m.anchor))
    });
    matches
}
