//! Sentences with their trees in one readable line, for tests and examples.
//!
//! ```text
//! [nsubj>Budi/PROPN mengunjungi/VERB obj>[Sumatra/PROPN flat:name>Utara/PROPN]@Place]
//! ```
//!
//! Words stand in the order of the sentence. A pair of brackets holds a head and its dependents; the head is the one
//! item without a label, wherever it stands. A dependent is `label>word` or `label>[…]`; the outermost head is the
//! root. A single word needs no brackets.
//!
//! A word is `form/UPOS/Feats/lemma`, of which all but the form may be left out from the end or left empty: the part
//! of speech is then X and the lemma the form in lower case. `\` takes the next character as it is: `19\/6\/2024`. A
//! form that starts with `+` is a clitic, glued to the word before: `menyetujui/VERB obj>+nya/PRON`. `@Person`,
//! `@Org` or `@Place` after a word or a closing bracket makes a [`Name`] of the words from the first to the last in
//! it. Trees that are not projective cannot be written.
//!
//! ```
//! let sentence = simpul_rules::bracket::parse("[nsubj>Ia/PRON tiba/VERB punct>./PUNCT]")?;
//! assert_eq!(sentence.tokens[0].head, Some(1));
//! assert_eq!(simpul_rules::bracket::text(&sentence), "Ia tiba .");
//! # Ok::<(), simpul_rules::bracket::BracketError>(())
//! ```

use simpul_text::{Feats, Name, NameKind, Sentence, Span, Token, Upos};

/// A text that is no tree in this notation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {message}")]
pub struct BracketError {
    /// Position, from 1, in Unicode code points.
    pub column: usize,
    /// What is wrong and how to mend it.
    pub message: String,
}

type Result<T> = std::result::Result<T, BracketError>;

/// Reads a sentence. Spans count in the text that [`text`] gives.
pub fn parse(notation: &str) -> Result<Sentence> {
    let mut parser =
        Parser { chars: notation.chars().collect(), at: 0, sentence: Sentence::default(), end: 0 };
    let mut open: Vec<Open> = Vec::new();
    let mut complete = false;
    loop {
        parser.blanks();
        let Some(c) = parser.chars.get(parser.at).copied() else { break };
        if complete {
            return parser.error("the tree has ended; put the rest inside its brackets");
        }
        if c == ']' {
            parser.at += 1;
            let Some(closed) = open.pop() else { return parser.error("']' without '['") };
            let Some(head) = closed.head else {
                return Err(BracketError {
                    column: closed.column,
                    message: "the brackets hold no head".to_owned(),
                });
            };
            for dependent in closed.dependents {
                parser.sentence.tokens[dependent].head = Some(head);
            }
            parser.name(closed.first)?;
            complete = parser.attach(&mut open, head, closed.label, closed.column)?;
            continue;
        }
        let column = parser.at + 1;
        let label = parser.label();
        if parser.chars.get(parser.at) == Some(&'[') {
            parser.at += 1;
            let first = parser.sentence.tokens.len();
            open.push(Open { label, column, first, head: None, dependents: Vec::new() });
        } else {
            let token = parser.word()?;
            parser.name(token)?;
            complete = parser.attach(&mut open, token, label, column)?;
        }
    }
    if !complete {
        let what = if open.is_empty() { "the tree is empty" } else { "']' is missing" };
        return parser.error(what);
    }
    parser.sentence.names.sort_by_key(|n| n.tokens.start);
    Ok(parser.sentence)
}

/// The text of a sentence that was read here: forms parted by blanks, clitics glued on.
pub fn text(sentence: &Sentence) -> String {
    let mut text = String::new();
    for token in &sentence.tokens {
        while text.len() < token.span.start {
            text.push(' ');
        }
        text.push_str(&token.form);
    }
    text
}

/// Brackets that are not closed yet.
struct Open {
    label: Option<String>,
    column: usize,
    first: usize,
    head: Option<usize>,
    dependents: Vec<usize>,
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    sentence: Sentence,
    /// Bytes of text so far.
    end: usize,
}

impl Parser {
    /// Puts a finished item into the brackets around it; true where there are none and the tree is complete.
    fn attach(
        &mut self,
        open: &mut [Open],
        token: usize,
        label: Option<String>,
        column: usize,
    ) -> Result<bool> {
        let error = |message: &str| Err(BracketError { column, message: message.to_owned() });
        match (open.last_mut(), label) {
            (None, None) => {
                self.sentence.tokens[token].deprel = "root".to_owned();
                Ok(true)
            }
            (None, Some(_)) => error("the root has no label"),
            (Some(around), Some(label)) => {
                self.sentence.tokens[token].deprel = label;
                around.dependents.push(token);
                Ok(false)
            }
            (Some(around), None) if around.head.is_some() => {
                error("the brackets hold a second head; a dependent has a label, label>word")
            }
            (Some(around), None) => {
                around.head = Some(token);
                Ok(false)
            }
        }
    }

    /// `label>`, where the item has one.
    fn label(&mut self) -> Option<String> {
        let is_label = |c: &&char| c.is_ascii_alphanumeric() || matches!(c, ':' | '_' | '-');
        let label: String = self.chars[self.at..].iter().take_while(is_label).collect();
        let n_chars = label.chars().count();
        let found = !label.is_empty() && self.chars.get(self.at + n_chars) == Some(&'>');
        self.at += if found { n_chars + 1 } else { 0 };
        found.then_some(label)
    }

    fn word(&mut self) -> Result<usize> {
        let column = self.at + 1;
        let clitic = self.chars.get(self.at) == Some(&'+');
        self.at += usize::from(clitic);
        let mut fields = vec![String::new()];
        while let Some(c) = self.chars.get(self.at).copied() {
            match c {
                '[' | ']' | '@' | ' ' | '\n' | '\t' => break,
                '/' => fields.push(String::new()),
                _ => {
                    let taken = if c == '\\' { self.chars.get(self.at + 1).copied() } else { None };
                    self.at += usize::from(taken.is_some());
                    if let Some(field) = fields.last_mut() {
                        field.push(taken.unwrap_or(c));
                    }
                }
            }
            self.at += 1;
        }
        let mut fields = fields.into_iter();
        let mut next = || fields.next().unwrap_or_default();
        let (form, tag, feats, lemma) = (next(), next(), next(), next());
        if form.is_empty() || fields.next().is_some() {
            return Err(BracketError { column, message: "a word is form/UPOS/Feats/lemma".to_owned() });
        }
        let upos = match tag.as_str() {
            "" => Upos::X,
            tag => Upos::from_tag(tag)
                .ok_or_else(|| BracketError { column, message: format!("{tag:?} is no part of speech") })?,
        };
        let lemma = if lemma.is_empty() { form.to_lowercase() } else { lemma };
        let start = self.end + usize::from(!clitic && !self.sentence.tokens.is_empty());
        self.end = start + form.len();
        let span = Span::new(start, self.end);
        let deprel = String::new();
        let feats = Feats(feats);
        self.sentence.tokens.push(Token { span, form, lemma, upos, feats, head: None, deprel, clitic });
        Ok(self.sentence.tokens.len() - 1)
    }

    /// `@Kind` behind an item whose first token is `first`.
    fn name(&mut self, first: usize) -> Result<()> {
        if self.chars.get(self.at) != Some(&'@') {
            return Ok(());
        }
        self.at += 1;
        let kind: String = self.chars[self.at..].iter().take_while(|c| c.is_ascii_alphabetic()).collect();
        let kinds = [("Person", NameKind::Person), ("Org", NameKind::Org), ("Place", NameKind::Place)];
        let Some((text, kind)) = kinds.into_iter().find(|k| k.0 == kind) else {
            return self.error("write @Person, @Org or @Place");
        };
        self.at += text.len();
        let tokens = first..self.sentence.tokens.len();
        self.sentence.names.retain(|n| n.tokens.end <= tokens.start);
        self.sentence.names.push(Name { tokens, kind });
        Ok(())
    }

    fn blanks(&mut self) {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
    }

    fn error<T>(&self, message: &str) -> Result<T> {
        Err(BracketError { column: self.at + 1, message: message.to_owned() })
    }
}
