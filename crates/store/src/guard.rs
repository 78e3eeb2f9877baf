//! Looks at a query before the parser does. The parser and the planner of the SPARQL engine recurse without limit, so
//! that a few kilobytes of brackets end the process; and planning takes time that grows faster than the query.
//! Everything here works on tokens and takes time proportional to the length of the query.

use crate::StoreError;

/// Longest query, in bytes.
const MAX_BYTES: usize = 64 << 10;
/// Deepest nesting of brackets of all kinds.
const MAX_DEPTH: usize = 64;
/// Most triple patterns and similar: marks `.`, `;` and `,` outside of strings and IRIs.
const MAX_PATTERNS: usize = 400;
/// Most keywords that join or part groups of patterns.
const MAX_GROUPS: usize = 100;
/// Most operators of expressions and paths.
const MAX_OPERATORS: usize = 300;

/// Forms of queries, all of which only read.
const FORMS: [&str; 4] = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];
/// First words of updates.
const UPDATES: [&str; 10] =
    ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"];

/// Refuses a query that changes data, reaches outside or is dangerous to plan. On success tells whether the query
/// asks for an order of its rows.
pub(crate) fn check(query: &str) -> Result<bool, StoreError> {
    if query.len() > MAX_BYTES {
        return refuse(format!("{} bytes long; at most {MAX_BYTES} are read", query.len()));
    }
    let mut counts = Counts::default();
    let mut form = None;
    let mut first = None;
    let mut sorted = false;
    let mut tokens = Tokens { rest: query, before: None };
    while let Some(token) = tokens.advance() {
        match token {
            Token::Mark(c) => counts.mark(c),
            Token::Iri(iri) => counts.iri(iri),
            Token::Word(word) => {
                let at = query.len() - tokens.rest.len() - word.len();
                let word = word.to_ascii_uppercase();
                let word = word.as_str();
                match word {
                    "SERVICE" => {
                        return refuse("SERVICE would ask another computer; simpul works offline".into());
                    }
                    "UNION" | "OPTIONAL" | "MINUS" | "GRAPH" | "EXISTS" | "LATERAL" => counts.groups += 1,
                    "ORDER" => sorted = true,
                    _ if form.is_none() && UPDATES.contains(&word) => {
                        let why =
                            format!("{word} changes the store; write SELECT, ASK, CONSTRUCT or DESCRIBE");
                        return refuse(why);
                    }
                    "PREFIX" | "BASE" | "VERSION" => {}
                    _ if FORMS.contains(&word) => form = Some(()),
                    _ => first = first.or(Some(at)),
                }
            }
        }
    }
    counts.check(query)?;
    if form.is_none() {
        let before = &query[..first.unwrap_or(query.len())];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        let what = "expected SELECT, ASK, CONSTRUCT or DESCRIBE".to_owned();
        return Err(StoreError::Syntax { line, column, what });
    }
    Ok(sorted)
}

fn refuse<T>(why: String) -> Result<T, StoreError> {
    Err(StoreError::Refused(why))
}

#[derive(Default)]
struct Counts {
    depth: usize,
    deepest: usize,
    /// Opening brackets within what looks like an IRI. `?a<((1` is a comparison to the parser and could be taken for
    /// an IRI here, so these count as nesting that never ends.
    in_iris: usize,
    /// True where what looks like an IRI holds a quotation mark, so that strings may be told wrongly.
    doubtful: bool,
    patterns: usize,
    groups: usize,
    operators: usize,
}

impl Counts {
    fn mark(&mut self, c: char) {
        match c {
            '(' | '[' | '{' => {
                self.depth += 1;
                self.deepest = self.deepest.max(self.depth);
            }
            ')' | ']' | '}' => self.depth = self.depth.saturating_sub(1),
            '.' | ';' | ',' => self.patterns += 1,
            '|' | '/' | '^' | '!' | '+' | '-' | '*' | '&' | '=' | '<' | '>' => self.operators += 1,
            _ => {}
        }
    }

    fn iri(&mut self, iri: &str) {
        self.in_iris += iri.matches(['(', '[', '{']).count();
        self.doubtful |= iri.contains('\'');
    }

    fn check(&self, query: &str) -> Result<(), StoreError> {
        let openings = || query.matches(['(', '[', '{', '!', '-', '+']).count();
        if self.deepest + self.in_iris > MAX_DEPTH || (self.doubtful && openings() > 4 * MAX_DEPTH) {
            return refuse(format!("brackets are nested too deeply; at most {MAX_DEPTH} levels are read"));
        }
        let limits = [
            (self.patterns, MAX_PATTERNS, "separators of patterns (. ; ,)"),
            (self.groups, MAX_GROUPS, "groups (UNION, OPTIONAL, MINUS, GRAPH, EXISTS)"),
            (self.operators, MAX_OPERATORS, "operators"),
        ];
        for (count, limit, what) in limits {
            if count > limit {
                return refuse(format!("{count} {what}; at most {limit} are planned"));
            }
        }
        Ok(())
    }
}

enum Token<'a> {
    /// `<…>` as the grammar's IRIREF.
    Iri(&'a str),
    /// A keyword or function; no variable, prefixed name or language tag.
    Word(&'a str),
    /// Any other character outside of strings and comments.
    Mark(char),
}

/// The tokens of a query that matter here; strings, comments, numbers and names are passed over.
struct Tokens<'a> {
    rest: &'a str,
    before: Option<char>,
}

impl<'a> Tokens<'a> {
    fn advance(&mut self) -> Option<Token<'a>> {
        loop {
            let c = self.rest.chars().next()?;
            let before = self.before;
            match c {
                '#' => drop(self.take(self.rest.find(['\n', '\r']).unwrap_or(self.rest.len()))),
                '"' | '\'' => drop(self.take(string_len(self.rest, c))),
                ':' => drop(self.take(local_len(self.rest))),
                '@' => {
                    let tag = |c: char| c.is_ascii_alphanumeric() || c == '-';
                    self.take(self.rest[1..].find(|c| !tag(c)).map_or(self.rest.len(), |i| i + 1));
                }
                '<' => {
                    let Some(len) = iri_len(self.rest) else {
                        self.take(1);
                        return Some(Token::Mark(c));
                    };
                    return Some(Token::Iri(self.take(len)));
                }
                _ if is_word(c) => {
                    let word = self.take(self.rest.find(|c| !is_word(c)).unwrap_or(self.rest.len()));
                    if !matches!(before, Some('?' | '$')) && !self.rest.starts_with(':') {
                        return Some(Token::Word(word));
                    }
                }
                _ => {
                    self.take(c.len_utf8());
                    if !c.is_whitespace() {
                        return Some(Token::Mark(c));
                    }
                }
            }
        }
    }

    fn take(&mut self, len: usize) -> &'a str {
        let (token, rest) = self.rest.split_at(len);
        self.rest = rest;
        self.before = token.chars().next_back();
        token
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of the local part of a prefixed name, colon included: `:vladimir-putin`. A dot at its end is not part of it.
fn local_len(text: &str) -> usize {
    let (mut len, mut escaped) = (1, false);
    for (i, c) in text.char_indices().skip(1) {
        if !(escaped || is_word(c) || matches!(c, '-' | '.' | ':' | '%' | '\\')) {
            break;
        }
        escaped = c == '\\' && !escaped;
        if c != '.' || escaped {
            len = i + c.len_utf8();
        }
    }
    len
}

/// Length of the IRIREF that the text begins with: `<`, no spaces and none of `<>"{}|^` or `` ` ``, `\`, then `>`.
fn iri_len(text: &str) -> Option<usize> {
    let end = text[1..].find(|c: char| c <= ' ' || "<>\"{}|^`\\".contains(c))? + 1;
    text[end..].starts_with('>').then_some(end + 1)
}

/// Length of the string that the text begins with, quotation marks included; to the end where it is not closed.
fn string_len(text: &str, quote: char) -> usize {
    let long = [quote; 3].iter().collect::<String>();
    let mark = if text.starts_with(&long) { long } else { quote.to_string() };
    let mut escaped = false;
    for (i, c) in text.char_indices().skip_while(|(i, _)| *i < mark.len()) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if text[i..].starts_with(&mark) {
            return i + mark.len();
        } else if mark.len() == 1 && matches!(c, '\n' | '\r') {
            return i;
        }
    }
    text.len()
}

/// The parser's message, `error at 1:8: expected one of …`, as what stands at that place. The list of what the parser
/// would have taken is left out: it is long, and in terms of the grammar.
pub(crate) fn syntax_error(query: &str, message: &str) -> StoreError {
    let place = message.strip_prefix("error at ").and_then(|rest| {
        let (place, what) = rest.split_once(": ")?;
        let (line, column) = place.split_once(':')?;
        Some((line.parse().ok()?, column.parse().ok()?, what))
    });
    let (line, column, expected) = place.unwrap_or((1, 1, message));
    let text = query.lines().nth(line - 1).unwrap_or_default();
    let (before, after) = match text.char_indices().nth(column - 1) {
        Some((i, _)) => text.split_at(i),
        None => (text, ""),
    };
    let what = if expected.contains("Prefix not found") {
        let name = before.split_whitespace().next_back().unwrap_or_default();
        format!("unknown prefix in {name:?}; declare it with PREFIX")
    } else if expected.contains("variable that is unbound") {
        "a variable after SELECT has no value; name it in the pattern or in GROUP BY".to_owned()
    } else {
        let found = after.split_whitespace().next().unwrap_or_default();
        let found: String = found.chars().take(20).collect();
        let found = if found.is_empty() { "end of line".to_owned() } else { format!("{found:?}") };
        format!("unexpected {found}")
    };
    StoreError::Syntax { line, column, what }
}
