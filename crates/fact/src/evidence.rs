use serde::{Deserialize, Serialize};
use simpul_text::Span;

/// The words that a statement was read from, and how.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Number of the sentence in the article, from 0.
    pub sentence_number: usize,
    /// The whole sentence.
    pub sentence: Quote,
    /// The words for the subject: a name, a pronoun, a description.
    pub subject: Quote,
    /// The word or words that state the relation.
    pub trigger: Quote,
    /// The words for the object.
    pub object: Quote,
    /// The rule that read it, as `relation/block` of a rule file: `visits/frame.1`.
    pub rule: String,
    /// Steps from the words to the statement, one a line, for a person to read.
    pub trail: Vec<String>,
}

/// A piece of an article with its offsets in both units.
///
/// Invariant: `text` is the article's text from byte `start` to byte `end`, exclusive; `char_start` and `char_end`
/// are the same positions in Unicode code points, as Web Annotation and Python count them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quote {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// First code point.
    pub char_start: usize,
    /// One past the last code point.
    pub char_end: usize,
    /// The words.
    pub text: String,
}

/// Makes quotes from one text. Knows the code-point offset of every 1,024th byte or so, so that a quote costs the
/// same anywhere in a long text.
#[derive(Clone, Debug)]
pub struct Quoter<'a> {
    text: &'a str,
    marks: Vec<(usize, usize)>,
}

impl<'a> Quoter<'a> {
    /// Reads the text once.
    pub fn new(text: &'a str) -> Self {
        let mut marks = vec![(0, 0)];
        let mut next = 1024;
        for (n_chars, (byte, _)) in text.char_indices().enumerate() {
            if byte >= next {
                marks.push((byte, n_chars));
                next = byte + 1024;
            }
        }
        Quoter { text, marks }
    }

    /// The piece at `span`, which must lie in the text on character boundaries.
    pub fn quote(&self, span: Span) -> Quote {
        Quote {
            start: span.start,
            end: span.end,
            char_start: self.chars_before(span.start),
            char_end: self.chars_before(span.end),
            text: self.text[span.range()].to_owned(),
        }
    }

    fn chars_before(&self, byte: usize) -> usize {
        let i = self.marks.partition_point(|m| m.0 <= byte) - 1;
        let (mark, n_chars) = self.marks[i];
        n_chars + self.text[mark..byte].chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_count_bytes_and_code_points() {
        let text = format!("{}“Ia” tiba.", "é".repeat(3000));
        let quoter = Quoter::new(&text);
        let start = text.find("Ia").unwrap();
        let quote = quoter.quote(Span::new(start, start + 2));
        assert_eq!(
            (quote.text.as_str(), quote.start, quote.char_start, quote.char_end),
            ("Ia", 6003, 3001, 3003)
        );
    }
}
