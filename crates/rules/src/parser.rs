//! Recursive-descent reader of paths and tests.
//!
//! ```text
//! path  = test? route ( "|" test? route )*
//! route = ( step post* )*            at least one step or a test
//! step  = ( ">" | "<" ) label | "." | "(" path ")"
//! post  = "+" | "?" | test
//! test  = "[" clause ( "," clause )* "]"
//! clause = key ( "=" | "!=" ) value ( "/" value )*
//! ```

use simpul_text::Upos;

use crate::label::Label;
use crate::path::Node;
use crate::test::{Clause, Condition, Whom};
use crate::{Classes, PathError, Test};

/// Deepest nesting of groups; more serves no linguist and would cost the matcher.
const MAX_DEPTH: usize = 8;

pub(crate) struct Parser<'a> {
    chars: Vec<char>,
    at: usize,
    depth: usize,
    classes: &'a Classes,
}

type Result<T> = std::result::Result<T, PathError>;

impl<'a> Parser<'a> {
    pub(crate) fn new(text: &str, classes: &'a Classes) -> Self {
        Parser { chars: text.chars().collect(), at: 0, depth: 0, classes }
    }

    /// Fails where anything but blanks is left.
    pub(crate) fn end(&mut self) -> Result<()> {
        match self.peek() {
            None => Ok(()),
            Some(c) => self.error(format!("unexpected {c:?} after the end")),
        }
    }

    pub(crate) fn path(&mut self) -> Result<Node> {
        let mut routes = vec![self.route()?];
        while self.take('|') {
            routes.push(self.route()?);
        }
        Ok(single(routes, Node::Alternatives))
    }

    fn route(&mut self) -> Result<Node> {
        let mut steps = Vec::new();
        if self.peek() == Some('[') {
            steps.push(self.postfixed(Node::Here)?);
        }
        while let Some(step) = self.step()? {
            steps.push(self.postfixed(step)?);
        }
        if steps.is_empty() {
            return self.error("a step is missing; write >label, <label, . or a group".to_owned());
        }
        Ok(single(steps, Node::Sequence))
    }

    fn step(&mut self) -> Result<Option<Node>> {
        match self.peek() {
            Some(c @ '>') => {
                self.at += 1;
                Ok(Some(Node::Down(self.label(c)?)))
            }
            Some(c @ '<') => {
                self.at += 1;
                Ok(Some(Node::Up(self.label(c)?)))
            }
            Some('.') => {
                self.at += 1;
                Ok(Some(Node::Here))
            }
            Some('(') => {
                if self.depth == MAX_DEPTH {
                    return self.error(format!("groups nest at most {MAX_DEPTH} deep"));
                }
                (self.at, self.depth) = (self.at + 1, self.depth + 1);
                let node = self.path()?;
                if !self.take(')') {
                    return self.error("')' is missing".to_owned());
                }
                self.depth -= 1;
                Ok(Some(node))
            }
            _ => Ok(None),
        }
    }

    fn postfixed(&mut self, mut node: Node) -> Result<Node> {
        let (mut repeated, mut optional) = (false, false);
        loop {
            match self.peek() {
                Some('[') => {
                    let test = self.test()?;
                    node = match node {
                        Node::Where(node, mut earlier) => {
                            earlier.clauses.extend(test.clauses);
                            Node::Where(node, earlier)
                        }
                        node => Node::Where(Box::new(node), test),
                    };
                }
                Some(c @ '+') if repeated => return self.error(format!("{c:?} stands twice on one step")),
                Some(c @ '?') if optional => return self.error(format!("{c:?} stands twice on one step")),
                Some('+') => {
                    (self.at, repeated) = (self.at + 1, true);
                    node = Node::Repeat(Box::new(node));
                }
                Some('?') => {
                    (self.at, optional) = (self.at + 1, true);
                    node = Node::Optional(Box::new(node));
                }
                _ => return Ok(node),
            }
        }
    }

    fn label(&mut self, step: char) -> Result<Label> {
        self.blanks();
        let start = self.at;
        let mut text = String::new();
        while let Some(c) = self.chars.get(self.at).copied() {
            let part = c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '@');
            let star = c == '*' && (text.is_empty() || text.ends_with(':'));
            if !part && !star {
                break;
            }
            text.push(c);
            self.at += 1;
            if star {
                break;
            }
        }
        if text.is_empty() {
            return self.error(format!("a dependency label follows {step:?}, or * for any"));
        }
        Label::read(&text, self.classes).map_err(|message| PathError { column: start + 1, message })
    }

    pub(crate) fn test(&mut self) -> Result<Test> {
        if !self.take('[') {
            return self.error("a test in brackets is missing; write [key=value]".to_owned());
        }
        let mut clauses = Vec::new();
        loop {
            clauses.push(self.clause()?);
            if self.take(']') {
                return Ok(Test { clauses });
            }
            if !self.take(',') {
                return self.error("',' or ']' is missing".to_owned());
            }
        }
    }

    fn clause(&mut self) -> Result<Clause> {
        self.blanks();
        let start = self.at;
        let mut key = String::new();
        // A layered feature has its layer in brackets: Number[psor].
        let mut layer = false;
        while let Some(c) = self.chars.get(self.at).copied() {
            layer |= c == '[' && key.starts_with(|c: char| c.is_ascii_uppercase());
            if !(c.is_alphanumeric() || c == '_' || layer && matches!(c, '[' | ']')) {
                break;
            }
            layer &= c != ']';
            key.push(c);
            self.at += 1;
        }
        if key.is_empty() {
            return self.error("a key is missing; write [key=value]".to_owned());
        }
        let negated = self.take('!');
        if !self.take('=') {
            return self.error("'=' or '!=' is missing".to_owned());
        }
        let mut values = vec![self.value()?];
        while self.take('/') {
            values.push(self.value()?);
        }
        let condition = self.condition(&key, start, values)?;
        Ok(Clause { condition, negated })
    }

    fn condition(&self, key: &str, start: usize, values: Vec<Value>) -> Result<Condition> {
        let feature = key.starts_with(|c: char| c.is_ascii_uppercase());
        Ok(match key {
            "form" => Condition::Form(words(values)?),
            "lemma" => Condition::Lemma(words(values)?),
            "next" => Condition::Next(words(values)?),
            "prev" => Condition::Prev(words(values)?),
            "upos" => {
                let tag = |v: Value| {
                    Upos::from_tag(&v.text)
                        .ok_or_else(|| v.error("is no part of speech; write VERB, PROPN …"))
                };
                Condition::Upos(values.into_iter().map(tag).collect::<Result<_>>()?)
            }
            "deprel" => Condition::Deprel(self.labels(values)?),
            "has" => Condition::Has(self.labels(values)?),
            "case" => Condition::Case(values.into_iter().map(word_or_none).collect::<Result<_>>()?),
            "before" | "after" => {
                let whom = match &values[..] {
                    [value] if value.text == "anchor" => Whom::Anchor,
                    [value] if value.text == "head" => Whom::Head,
                    _ => {
                        let message = format!("write {key}=anchor or {key}=head");
                        return Err(PathError { column: start + 1, message });
                    }
                };
                if key == "before" { Condition::Before(whom) } else { Condition::After(whom) }
            }
            _ if feature => {
                Condition::Feature(key.to_owned(), values.into_iter().map(Value::or_none).collect())
            }
            _ => {
                let message = format!(
                    "unknown key {key:?}; known: form, lemma, upos, deprel, case, has, next, prev, before, after, \
                     and features, which start with a capital"
                );
                return Err(PathError { column: start + 1, message });
            }
        })
    }

    fn labels(&self, values: Vec<Value>) -> Result<Vec<Label>> {
        let read = |v: Value| {
            Label::read(&v.text, self.classes).map_err(|message| PathError { column: v.column, message })
        };
        values.into_iter().map(read).collect()
    }

    fn value(&mut self) -> Result<Value> {
        self.blanks();
        let column = self.at + 1;
        let quoted = self.take('\'');
        let mut text = String::new();
        loop {
            match self.chars.get(self.at) {
                None if quoted => return self.error("the closing quote is missing".to_owned()),
                Some('\'') if quoted => {
                    self.at += 1;
                    break;
                }
                Some(c) if quoted || !matches!(c, ',' | ']' | '/' | '\'' | '=' | '[' | ' ' | '\t') => {
                    text.push(*c)
                }
                _ => break,
            }
            self.at += 1;
        }
        if text.is_empty() {
            return Err(PathError { column, message: "a value is missing".to_owned() });
        }
        Ok(Value { text, column, quoted })
    }

    fn blanks(&mut self) {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
    }

    /// The next character that is no blank.
    fn peek(&mut self) -> Option<char> {
        self.blanks();
        self.chars.get(self.at).copied()
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn error<T>(&self, message: String) -> Result<T> {
        Err(PathError { column: self.at + 1, message })
    }
}

/// A value of a condition and where it stands.
struct Value {
    text: String,
    column: usize,
    quoted: bool,
}

impl Value {
    fn or_none(self) -> Option<String> {
        (self.quoted || self.text != "-").then_some(self.text)
    }

    fn error(&self, what: &str) -> PathError {
        PathError { column: self.column, message: format!("{:?} {what}", self.text) }
    }
}

fn word(value: Value) -> Result<String> {
    if value.text.chars().any(char::is_uppercase) {
        return Err(value.error("is compared in lower case; write it so"));
    }
    Ok(value.text)
}

fn words(values: Vec<Value>) -> Result<Vec<String>> {
    values.into_iter().map(word).collect()
}

fn word_or_none(value: Value) -> Result<Option<String>> {
    if !value.quoted && value.text == "-" { Ok(None) } else { word(value).map(Some) }
}

fn single(mut nodes: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Node {
    if nodes.len() == 1 { nodes.remove(0) } else { many(nodes) }
}
