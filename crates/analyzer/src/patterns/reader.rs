//! Reads a pattern file line by line; the head of `data/id/patterns.txt` describes its language.

use simpul_text::NameKind;

use super::PatternError;
use super::expression::{Definitions, Reader};
use super::program::Program;
use super::vocabulary::Vocabulary;

/// A pattern and what it finds.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub(crate) kind: NameKind,
    /// Line of the file, from 1.
    pub(crate) line: usize,
    pub(crate) program: Program,
}

/// A sentence that tells what a pattern finds, or that it finds nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Line of the file, from 1.
    pub line: usize,
    /// Line of the pattern that it belongs to.
    pub pattern: usize,
    /// The kind of that pattern.
    pub kind: NameKind,
    /// The sentence, with `[` and `]` around each piece of that kind; without them nothing of that kind is in it.
    pub text: String,
}

/// What a file holds.
pub(crate) struct File {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) examples: Vec<Example>,
}

/// The kinds that patterns can find.
fn kinds() -> impl Iterator<Item = NameKind> {
    NameKind::ALL.into_iter().filter(|kind| !kind.is_entity())
}

/// Reads a file; all errors at once, in the order of the file.
pub(crate) fn read(name: &str, text: &str) -> Result<File, Vec<PatternError>> {
    let mut definitions = Definitions::default();
    let mut errors: Vec<PatternError> = Vec::new();
    let (mut patterns, mut examples) = (Vec::<Pattern>::new(), Vec::<Example>::new());
    let placed = |(line, column): (usize, usize), message: String| PatternError {
        file: name.to_owned(),
        line,
        column,
        message,
    };
    for Statement { line, chars, places } in statements(text) {
        let error = |at: usize, message: String| {
            let end = places.last().map_or((line, 1), |(line, column)| (*line, column + 1));
            placed(places.get(at).copied().unwrap_or(end), message)
        };
        let first = chars.first().copied().unwrap_or(' ');
        if first == '+' || first == '-' {
            let Some(pattern) = patterns.last() else {
                errors.push(error(0, "an example stands after its pattern".to_owned()));
                continue;
            };
            let text: String = chars[1..].iter().collect::<String>().trim().to_owned();
            if text.contains('[') != (first == '+') {
                let message = "put what + finds in square brackets; - finds nothing and has none";
                errors.push(error(0, message.to_owned()));
            }
            examples.push(Example { line, pattern: pattern.line, kind: pattern.kind, text });
            continue;
        }
        let Some(sign) = chars.iter().position(|c| *c == '=') else {
            errors.push(error(0, "write: words name = …, part name = …, or Date = …".to_owned()));
            continue;
        };
        let head: String = chars[..sign].iter().collect();
        let head: Vec<&str> = head.split_whitespace().collect();
        let body = &chars[sign + 1..];
        let reader = Reader::new(body, &mut definitions);
        let node = match head[..] {
            ["words", _] => reader.words(),
            _ => reader.whole(),
        };
        let node = match node {
            Ok(node) => node,
            Err((at, message)) => {
                errors.push(error(sign + 1 + at, message));
                continue;
            }
        };
        match head[..] {
            ["words" | "part", name] => {
                if definitions.named.insert(name.to_owned(), node).is_some() {
                    errors.push(error(0, format!("{name} is defined twice; take another name")));
                }
            }
            [name] => match kinds().find(|kind| kind.tag() == name) {
                Some(kind) => match Program::new(&node) {
                    Some(program) => patterns.push(Pattern { kind, line, program }),
                    None => errors.push(error(sign + 1, "this also matches no word at all".to_owned())),
                },
                None => {
                    let kinds = kinds().map(NameKind::tag).collect::<Vec<_>>().join(", ");
                    errors.push(error(0, format!("unknown kind {name:?}; known: {kinds}")));
                }
            },
            _ => errors.push(error(0, "write: words name = …, part name = …, or Date = …".to_owned())),
        }
    }
    for pattern in &patterns {
        for (sign, fires) in [("+", true), ("-", false)] {
            if !examples.iter().any(|e| e.pattern == pattern.line && e.text.contains('[') == fires) {
                let message = format!("this pattern has no example with {sign}; write one below it");
                errors.push(placed((pattern.line, 1), message));
            }
        }
    }
    errors.sort();
    if errors.is_empty() {
        Ok(File { vocabulary: definitions.vocabulary, patterns, examples })
    } else {
        Err(errors)
    }
}

struct Statement {
    /// Its first line, from 1.
    line: usize,
    chars: Vec<char>,
    /// Line and column of each character, from 1.
    places: Vec<(usize, usize)>,
}

/// The lines without comments; an indented line continues the one before.
fn statements(text: &str) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let chars = line.chars();
        let places = (1..=chars.clone().count()).map(|column| (n + 1, column));
        match statements.last_mut() {
            Some(statement) if line.starts_with(' ') => {
                statement.chars.extend(chars);
                statement.places.extend(places);
            }
            _ => statements.push(Statement { line: n + 1, chars: chars.collect(), places: places.collect() }),
        }
    }
    statements
}
