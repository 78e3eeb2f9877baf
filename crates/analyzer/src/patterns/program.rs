//! A pattern as a little machine, run over tokens in time linear in their number.
//!
//! Thompson's simulation of a finite automaton, as Cox describes it (*Regular Expression Matching: the Virtual Machine
//! Approach*, 2009): all states that can be reached are kept side by side, so that no pattern can be slow.

use simpul_text::Token;

use super::expression::Node;
use super::vocabulary::{Bits, Class, insert, meet};

#[derive(Clone, Debug)]
enum Step {
    /// A token of the class.
    Token(Class),
    /// No white space between the token before and the next.
    Glued,
    /// The token before or after is (not) of one of the classes.
    Look { ahead: bool, wanted: bool, classes: Bits },
    /// Goes on at both places.
    Split(usize, usize),
    /// Goes on there.
    Jump(usize),
    /// The pattern has matched.
    Done,
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    steps: Vec<Step>,
    /// The classes that a first token can have.
    pub(crate) first: Bits,
}

/// Tokens, their classes, and room to work in.
pub(crate) struct Run<'a> {
    pub(crate) tokens: &'a [Token],
    pub(crate) classes: &'a [u64],
    pub(crate) width: usize,
    now: Vec<usize>,
    next: Vec<usize>,
    /// The round in which a step was last entered.
    seen: Vec<u64>,
    round: u64,
}

impl<'a> Run<'a> {
    pub(crate) fn new(tokens: &'a [Token], classes: &'a [u64], width: usize) -> Self {
        Run { tokens, classes, width, now: Vec::new(), next: Vec::new(), seen: Vec::new(), round: 0 }
    }

    pub(crate) fn classes_of(&self, token: usize) -> &'a [u64] {
        self.classes.get(token * self.width..(token + 1) * self.width).unwrap_or_default()
    }

    fn is(&self, token: usize, class: Class) -> bool {
        self.classes_of(token).get(class / 64).is_some_and(|bits| bits >> (class % 64) & 1 == 1)
    }

    fn glued(&self, token: usize) -> bool {
        token > 0 && self.tokens.get(token).is_some_and(|t| t.span.start == self.tokens[token - 1].span.end)
    }
}

impl Program {
    /// Compiles an expression; `None` where it could match no token at all.
    pub(crate) fn new(node: &Node) -> Option<Program> {
        let mut program = Program { steps: Vec::new(), first: Bits::new() };
        program.emit(node);
        program.steps.push(Step::Done);
        let mut seen = vec![false; program.steps.len()];
        program.find_first(0, &mut seen).then_some(program)
    }

    fn emit(&mut self, node: &Node) {
        match node {
            Node::Token(class) => self.steps.push(Step::Token(*class)),
            Node::Glued => self.steps.push(Step::Glued),
            Node::Look { ahead, wanted, classes } => {
                let mut bits = Bits::new();
                classes.iter().for_each(|class| insert(&mut bits, *class));
                self.steps.push(Step::Look { ahead: *ahead, wanted: *wanted, classes: bits });
            }
            Node::Sequence(nodes) => nodes.iter().for_each(|node| self.emit(node)),
            Node::Alternatives(nodes) => {
                let mut ends = Vec::new();
                for (i, node) in nodes.iter().enumerate() {
                    if i + 1 == nodes.len() {
                        self.emit(node);
                        continue;
                    }
                    let split = self.steps.len();
                    self.steps.push(Step::Split(split + 1, 0));
                    self.emit(node);
                    ends.push(self.steps.len());
                    self.steps.push(Step::Jump(0));
                    self.steps[split] = Step::Split(split + 1, self.steps.len());
                }
                let end = self.steps.len();
                ends.into_iter().for_each(|at| self.steps[at] = Step::Jump(end));
            }
            Node::Repeat { node, optional, many } => {
                let start = self.steps.len();
                if *optional {
                    self.steps.push(Step::Split(start + 1, 0));
                }
                let body = self.steps.len();
                self.emit(node);
                if *many {
                    let again = self.steps.len();
                    self.steps.push(Step::Split(body, again + 1));
                }
                if *optional {
                    self.steps[start] = Step::Split(start + 1, self.steps.len());
                }
            }
        }
    }

    /// Collects what can stand first; false where nothing need stand at all.
    fn find_first(&mut self, at: usize, seen: &mut [bool]) -> bool {
        if std::mem::replace(&mut seen[at], true) {
            return true;
        }
        match self.steps[at] {
            Step::Token(class) => {
                insert(&mut self.first, class);
                true
            }
            Step::Glued | Step::Look { .. } => self.find_first(at + 1, seen),
            Step::Split(a, b) => {
                let first = self.find_first(a, seen);
                self.find_first(b, seen) && first
            }
            Step::Jump(to) => self.find_first(to, seen),
            Step::Done => false,
        }
    }

    /// Where the longest match ends that starts at a token.
    pub(crate) fn longest(&self, run: &mut Run<'_>, start: usize) -> Option<usize> {
        let (mut at, mut best) = (start, None);
        run.now.clear();
        if run.seen.len() < self.steps.len() {
            run.seen.resize(self.steps.len(), 0);
        }
        run.round += 1;
        let mut now = std::mem::take(&mut run.now);
        let mut next = std::mem::take(&mut run.next);
        self.enter(0, at, run, &mut now, &mut best);
        while !now.is_empty() {
            next.clear();
            run.round += 1;
            for step in &now {
                if matches!(self.steps[*step], Step::Token(class) if run.is(at, class)) {
                    self.enter(step + 1, at + 1, run, &mut next, &mut best);
                }
            }
            std::mem::swap(&mut now, &mut next);
            at += 1;
        }
        (run.now, run.next) = (now, next);
        best
    }

    /// Follows what consumes no token.
    fn enter(
        &self,
        step: usize,
        at: usize,
        run: &mut Run<'_>,
        list: &mut Vec<usize>,
        best: &mut Option<usize>,
    ) {
        if std::mem::replace(&mut run.seen[step], run.round) == run.round {
            return;
        }
        match &self.steps[step] {
            Step::Token(_) => list.push(step),
            Step::Glued if run.glued(at) => self.enter(step + 1, at, run, list, best),
            Step::Glued => {}
            Step::Look { ahead, wanted, classes } => {
                let token = if *ahead { Some(at) } else { at.checked_sub(1) };
                let there = token.is_some_and(|t| meet(run.classes_of(t), classes));
                if there == *wanted {
                    self.enter(step + 1, at, run, list, best);
                }
            }
            Step::Split(a, b) => {
                self.enter(*a, at, run, list, best);
                self.enter(*b, at, run, list, best);
            }
            Step::Jump(to) => self.enter(*to, at, run, list, best),
            Step::Done => *best = Some(at),
        }
    }
}
