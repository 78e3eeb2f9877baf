use crate::label::Label;
use crate::parser::Parser;
use crate::{Classes, PathError, Test, Tree};

/// A way through a dependency tree, from one token to others.
///
/// | written | leads to |
/// |---|---|
/// | `>nsubj` | the dependents with that label |
/// | `<acl` | the head, where the token's own label is that |
/// | `>obl:*` | the label with or without a subtype |
/// | `>*` | any label |
/// | `>@core` | any label of a class of the grammar |
/// | `.` | the token itself |
/// | `>conj+` | one or more times |
/// | `>conj?` | once or not at all; `>conj+?` any number of times |
/// | `>nmod[case=ke]` | only tokens that pass the [`Test`] |
/// | `>nmod>appos` | one step after the other |
/// | `>nsubj \| >obl` | the one, then the other: all are tried |
/// | `(>nsubj \| >obl)>conj` | grouping |
///
/// `+`, `?` and a test apply to the step or group before them, in the order written. A test at the very start is
/// one on the token that the path starts from. Blanks between steps mean nothing. Groups nest at most eight deep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    text: String,
    node: Node,
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Here,
    Down(Label),
    Up(Label),
    /// One after the other.
    Sequence(Vec<Node>),
    /// All, in this order.
    Alternatives(Vec<Node>),
    /// One or more times.
    Repeat(Box<Node>),
    /// Once or not at all.
    Optional(Box<Node>),
    Where(Box<Node>, Test),
}

/// Tokens reached so far with the rank of the alternative that led there, sorted, each token once.
type Reached = Vec<(usize, usize)>;

impl Path {
    /// Reads a path.
    pub fn parse(text: &str, classes: &Classes) -> Result<Path, PathError> {
        let mut parser = Parser::new(text, classes);
        let node = parser.path()?;
        parser.end()?;
        Ok(Path { text: text.to_owned(), node })
    }

    /// The path as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The tokens that the path leads to: those of an earlier alternative first, within one in text order, each
    /// once. None where `from` lies past the end of the sentence.
    pub fn reach(&self, tree: &Tree<'_>, from: usize) -> Vec<usize> {
        if from >= tree.len() {
            return Vec::new();
        }
        let reached = follow(&self.node, tree, from, vec![(0, from)]);
        reached.into_iter().map(|(_, token)| token).collect()
    }

    /// True where the path leads anywhere.
    pub fn reaches(&self, tree: &Tree<'_>, from: usize) -> bool {
        !self.reach(tree, from).is_empty()
    }
}

fn follow(node: &Node, tree: &Tree<'_>, start: usize, from: Reached) -> Reached {
    match node {
        Node::Here => from,
        Node::Down(label) => {
            let accepted = |c: &usize| tree.token(*c).is_some_and(|c| label.accepts(&c.deprel));
            let below = |(rank, i): (usize, usize)| {
                tree.children(i).iter().copied().filter(accepted).map(move |c| (rank, c))
            };
            sorted(from.into_iter().flat_map(below).collect())
        }
        Node::Up(label) => {
            let above = |(rank, i): (usize, usize)| {
                let token = tree.token(i)?;
                Some((rank, tree.head(i).filter(|_| label.accepts(&token.deprel))?))
            };
            sorted(from.into_iter().filter_map(above).collect())
        }
        Node::Sequence(steps) => steps.iter().fold(from, |reached, step| follow(step, tree, start, reached)),
        Node::Alternatives(nodes) => {
            let mut all = Vec::new();
            for (i, node) in nodes.iter().enumerate() {
                let reached = follow(node, tree, start, from.clone());
                all.extend(reached.into_iter().map(|(rank, token)| (rank * nodes.len() + i, token)));
            }
            ranked_densely(sorted(all))
        }
        Node::Repeat(node) => {
            let mut all = Vec::new();
            for group in from.chunk_by(|a, b| a.0 == b.0) {
                all.extend(closure(node, tree, start, group));
            }
            sorted(all)
        }
        Node::Optional(node) => {
            let mut all = from.clone();
            all.extend(follow(node, tree, start, from));
            sorted(all)
        }
        Node::Where(node, test) => {
            let mut reached = follow(node, tree, start, from);
            reached.retain(|(_, token)| test.holds_from(tree, *token, start));
            reached
        }
    }
}

/// What one or more repetitions reach from tokens of one rank. Ends because every round but the last finds a token
/// not seen before.
fn closure(node: &Node, tree: &Tree<'_>, start: usize, from: &[(usize, usize)]) -> Reached {
    let rank = from.first().map_or(0, |f| f.0);
    let mut seen = vec![false; tree.len()];
    let mut frontier: Reached = from.iter().map(|(_, token)| (0, *token)).collect();
    let mut all = Vec::new();
    while !frontier.is_empty() {
        let reached = follow(node, tree, start, frontier);
        let is_new = |(_, token): &(usize, usize)| !std::mem::replace(&mut seen[*token], true);
        frontier = sorted(reached.into_iter().filter(is_new).map(|(_, token)| (0, token)).collect());
        all.extend(frontier.iter().map(|(_, token)| (rank, *token)));
    }
    all
}

/// By rank and text order, each token once, at its lowest rank.
fn sorted(mut reached: Reached) -> Reached {
    reached.sort_unstable_by_key(|(rank, token)| (*token, *rank));
    reached.dedup_by_key(|(_, token)| *token);
    reached.sort_unstable();
    reached
}

/// Ranks counted anew from 0, so that nested alternatives cannot make them overflow.
fn ranked_densely(mut reached: Reached) -> Reached {
    let (mut last, mut dense) = (None, 0);
    for (rank, _) in &mut reached {
        if last.is_some_and(|l| l != *rank) {
            dense += 1;
        }
        last = Some(*rank);
        *rank = dense;
    }
    reached
}
