//! Recursive-descent reader of the expressions of a pattern file.
//!
//! ```text
//! expression = sequence ( "|" sequence )*
//! sequence   = item+
//! item       = ( word | "quoted" | "<" name ">" | "(" expression ")" ) ( "?" | "*" | "+" )?
//!            | "~" | "{" "not"? ( "before" | "after" ) expression "}"
//! ```

use std::collections::BTreeMap;

use super::vocabulary::{Class, Shape, Vocabulary};

/// An expression as read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// A token of a class.
    Token(Class),
    /// `~`: no white space here.
    Glued,
    /// `{not before …}` and the like.
    Look { ahead: bool, wanted: bool, classes: Vec<Class> },
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of them.
    Alternatives(Vec<Node>),
    /// `?`, `*` (both optional), `+`.
    Repeat { node: Box<Node>, optional: bool, many: bool },
}

/// What a file has defined so far.
#[derive(Debug, Default)]
pub(crate) struct Definitions {
    pub(crate) vocabulary: Vocabulary,
    /// Words and parts by name.
    pub(crate) named: BTreeMap<String, Node>,
    /// Classes of single words, so that each is made once.
    literals: BTreeMap<String, Class>,
}

impl Definitions {
    /// The class of one word.
    pub(crate) fn literal(&mut self, word: &str) -> Class {
        if let Some(class) = self.literals.get(word) {
            return *class;
        }
        let class = self.vocabulary.class();
        self.vocabulary.add(word, class);
        self.literals.insert(word.to_owned(), class);
        class
    }
}

/// Deepest nesting of brackets.
const MAX_DEPTH: usize = 8;
/// Characters that must be quoted to stand for themselves.
const SPECIAL: &str = "()|?*+<>[]{}~\"=";

/// What is wrong, and at which character.
pub(crate) type Problem = (usize, String);

pub(crate) struct Reader<'a> {
    chars: &'a [char],
    at: usize,
    depth: usize,
    definitions: &'a mut Definitions,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(chars: &'a [char], definitions: &'a mut Definitions) -> Self {
        Reader { chars, at: 0, depth: 0, definitions }
    }

    /// The whole text as one expression.
    pub(crate) fn whole(mut self) -> Result<Node, Problem> {
        let node = self.expression()?;
        match self.peek() {
            None => Ok(node),
            Some(c) => Err((self.at, format!("unexpected {c:?}; quote it if it stands for itself"))),
        }
    }

    /// The whole text as words of one class.
    pub(crate) fn words(mut self) -> Result<Node, Problem> {
        let class = self.definitions.vocabulary.class();
        let mut n_words = 0;
        while self.peek().is_some() {
            let start = self.at;
            let Some(word) = self.word()? else {
                return Err((start, "a list of words holds words and nothing else; quote signs".to_owned()));
            };
            self.definitions.vocabulary.add(&word, class);
            n_words += 1;
        }
        if n_words == 0 {
            Err((self.at, "write the words, apart by blanks".to_owned()))
        } else {
            Ok(Node::Token(class))
        }
    }

    fn expression(&mut self) -> Result<Node, Problem> {
        let mut nodes = vec![self.sequence()?];
        while self.take('|') {
            nodes.push(self.sequence()?);
        }
        Ok(single(nodes, Node::Alternatives))
    }

    fn sequence(&mut self) -> Result<Node, Problem> {
        let mut nodes = Vec::new();
        while let Some(node) = self.item()? {
            nodes.push(node);
        }
        if nodes.is_empty() {
            return Err((self.at, "write a word, a <name> or a group here".to_owned()));
        }
        Ok(single(nodes, Node::Sequence))
    }

    fn item(&mut self) -> Result<Option<Node>, Problem> {
        let start = self.at;
        let node = match self.peek() {
            None | Some('|' | ')' | '}') => return Ok(None),
            Some('~') => {
                self.at += 1;
                return Ok(Some(Node::Glued));
            }
            Some('{') => {
                self.at += 1;
                return self.look().map(Some);
            }
            Some('(') => {
                self.at += 1;
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return Err((start, format!("brackets nest at most {MAX_DEPTH} deep; name a part")));
                }
                let node = self.expression()?;
                self.depth -= 1;
                if !self.take(')') {
                    return Err((self.at, "close the group with ')'".to_owned()));
                }
                node
            }
            Some('<') => {
                self.at += 1;
                self.named()?
            }
            Some(_) => match self.word()? {
                Some(word) => Node::Token(self.definitions.literal(&word)),
                None => {
                    return Err((
                        self.at,
                        format!("quote {:?} if it stands for itself", self.chars[self.at]),
                    ));
                }
            },
        };
        let (optional, many) = match self.chars.get(self.at) {
            Some('?') => (true, false),
            Some('*') => (true, true),
            Some('+') => (false, true),
            _ => return Ok(Some(node)),
        };
        self.at += 1;
        Ok(Some(Node::Repeat { node: Box::new(node), optional, many }))
    }

    /// After `<`.
    fn named(&mut self) -> Result<Node, Problem> {
        let start = self.at;
        let rest = &self.chars[self.at..];
        let Some(length) = rest.iter().position(|c| *c == '>') else {
            return Err((start, "close the name with '>'".to_owned()));
        };
        let name: String = rest[..length].iter().collect();
        self.at += length + 1;
        if let Some(node) = self.definitions.named.get(&name) {
            return Ok(node.clone());
        }
        match Shape::named(&name) {
            Some(shape) => Ok(Node::Token(self.definitions.vocabulary.shape(shape))),
            None => Err((start, format!("nothing above defines <{name}>; write: words {name} = …"))),
        }
    }

    /// After `{`.
    fn look(&mut self) -> Result<Node, Problem> {
        let start = self.at;
        let mut wanted = true;
        let mut keyword = self.word()?;
        if keyword.as_deref() == Some("not") {
            wanted = false;
            keyword = self.word()?;
        }
        let ahead = match keyword.as_deref() {
            Some("before") => true,
            Some("after") => false,
            _ => {
                return Err((
                    start,
                    "write {before …}, {after …}, {not before …} or {not after …}".to_owned(),
                ));
            }
        };
        let node = self.expression()?;
        let mut classes = Vec::new();
        if !one_token(&node, &mut classes) {
            return Err((
                start,
                "only one token can be looked at: words, names, alternatives of them".to_owned(),
            ));
        }
        if self.take('}') {
            Ok(Node::Look { ahead, wanted, classes })
        } else {
            Err((self.at, "close it with '}'".to_owned()))
        }
    }

    /// A word, bare or quoted.
    fn word(&mut self) -> Result<Option<String>, Problem> {
        let Some(first) = self.peek() else { return Ok(None) };
        let start = self.at;
        if first == '"' {
            let rest = &self.chars[start + 1..];
            let Some(length) = rest.iter().position(|c| *c == '"').filter(|n| *n > 0) else {
                return Err((start, "close the quotation, which must not be empty".to_owned()));
            };
            self.at = start + length + 2;
            return Ok(Some(rest[..length].iter().collect()));
        }
        let rest = &self.chars[start..];
        let length =
            rest.iter().position(|c| c.is_whitespace() || SPECIAL.contains(*c)).unwrap_or(rest.len());
        self.at += length;
        Ok((length > 0).then(|| rest[..length].iter().collect()))
    }

    fn take(&mut self, c: char) -> bool {
        let there = self.peek() == Some(c);
        self.at += usize::from(there);
        there
    }

    /// The next character that is no blank.
    fn peek(&mut self) -> Option<char> {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.chars.get(self.at).copied()
    }
}

/// A node that is one class or a choice of classes.
fn one_token(node: &Node, classes: &mut Vec<Class>) -> bool {
    match node {
        Node::Token(class) => {
            classes.push(*class);
            true
        }
        Node::Alternatives(nodes) => nodes.iter().all(|node| one_token(node, classes)),
        _ => false,
    }
}

fn single(mut nodes: Vec<Node>, several: fn(Vec<Node>) -> Node) -> Node {
    if nodes.len() == 1 { nodes.remove(0) } else { several(nodes) }
}
