//! Words between quotation marks: *“Perundingan lancar,” kata Budi*, also where a quotation goes on over paragraphs.

use simpul_text::{Article, BlockKind, Span};

/// Words in quotation marks, in one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The bytes between the marks, or between a mark and the edge of the paragraph.
    pub(crate) inner: Span,
    /// Index of the paragraph among the blocks of the article.
    pub(crate) block: usize,
    /// True where it goes on from the quotation before it, whose paragraph ended without a closing mark.
    pub(crate) goes_on: bool,
}

/// A mark as it stands in the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    /// A straight mark between blanks, or between letters.
    Either,
}

/// The quotations of an article, in text order: pairs of marks inside a paragraph. A paragraph that ends without a
/// closing mark goes on in the next one, if that begins with an opening mark or has a closing mark first.
pub(crate) fn quotations(article: &Article) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut unfinished = false;
    for (block, b) in article.blocks.iter().enumerate() {
        if b.kind != BlockKind::Paragraph {
            continue;
        }
        let text = article.quote(b.span);
        let marks = marks(text);
        let mut goes_on = false;
        let mut open = None;
        if unfinished {
            let first = marks.iter().find(|m| m.1 != Mark::Either);
            goes_on = marks.first().is_some_and(|m| m.0 == leading(text));
            if !goes_on && first.is_some_and(|m| m.1 == Mark::Closes) {
                (open, goes_on) = (Some(leading(text)), true);
            }
        }
        let mut keep = |start: usize, end: usize, goes_on: bool| {
            let end = start + text[start..end].trim_end_matches([',', ' ', '\u{a0}']).len();
            if text[start..end].split_whitespace().count() >= 3 {
                let inner = Span::new(b.span.start + start, b.span.start + end);
                found.push(Quotation { inner, block, goes_on });
            }
        };
        for (at, mark, width) in &marks {
            match (mark, open) {
                (Mark::Opens, _) | (Mark::Either, None) => open = Some(at + width),
                (Mark::Closes | Mark::Either, Some(start)) => {
                    keep(start, *at, std::mem::take(&mut goes_on));
                    open = None;
                }
                (Mark::Closes, None) => {}
            }
        }
        // a mark that nothing closes: the quotation may go on in the next paragraph
        let next = || article.blocks[block + 1..].iter().find(|b| b.kind == BlockKind::Paragraph);
        unfinished = open.is_some_and(|start| {
            let reaches = next().is_some_and(|b| continues(article.quote(b.span)));
            if reaches {
                keep(start, text.len(), goes_on);
            }
            reaches
        });
    }
    found
}

/// True where a paragraph goes on with a quotation that the one before it left open.
fn continues(text: &str) -> bool {
    let marks = marks(text);
    let first = marks.iter().find(|m| m.1 != Mark::Either);
    marks.first().is_some_and(|m| m.0 == leading(text)) || first.is_some_and(|m| m.1 == Mark::Closes)
}

/// Where the first character that is no blank stands.
fn leading(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The marks of a paragraph: byte, kind and width in bytes.
fn marks(text: &str) -> Vec<(usize, Mark, usize)> {
    let blank = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([{—–-".contains(c));
    let mut before = None;
    let mut marks = Vec::new();
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next();
        let mark = match c {
            '“' => Some(Mark::Opens),
            // a closing mark written for an opening one
            '”' if blank(before) && after.is_some_and(char::is_alphanumeric) => Some(Mark::Opens),
            '”' => Some(Mark::Closes),
            '"' if blank(before) && !blank(after) => Some(Mark::Opens),
            '"' if !blank(before) && after.is_none_or(|c| !c.is_alphanumeric()) => Some(Mark::Closes),
            '"' => Some(Mark::Either),
            _ => None,
        };
        marks.extend(mark.map(|m| (at, m, c.len_utf8())));
        before = Some(c);
    }
    marks
}

#[cfg(test)]
mod tests {
    use simpul_newsroom::Newsroom;
    use simpul_seeds::Seeds;

    use super::*;

    fn quoted(paragraphs: &str) -> Vec<(String, bool)> {
        let newsroom = Newsroom::from_seeds(&Seeds::bundled()).unwrap();
        let article = newsroom.read("story", format!("Headline\n\n{paragraphs}\n"));
        let text = |q: &Quotation| (article.quote(q.inner).to_owned(), q.goes_on);
        quotations(&article).iter().map(text).collect()
    }

    #[test]
    fn marks_pair_inside_a_paragraph() {
        let cases: [(&str, &[&str]); 5] = [
            (
                "“The talks went well,” Anna said. “We meet again.”",
                &["The talks went well", "We meet again."],
            ),
            (
                "\"The talks went well,\" Anna said. \"We meet again.\"",
                &["The talks went well", "We meet again."],
            ),
            ("”Perundingan ini lancar,” kata Budi kepada pers.", &["Perundingan ini lancar"]),
            ("The play \"Ghosts\" opened.", &[]),
            ("A 5\" pipe burst in the hall, Anna said.", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<String> = quoted(text).into_iter().map(|q| q.0).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn quotations_go_on_over_paragraphs() {
        let opened_anew = "Anna said: “The talks went well.\n\n“We will meet again,” she said.";
        let closed_later = "Anna said, \"The talks went well.\n\nWe will meet again soon.\"";
        for text in [opened_anew, closed_later] {
            let found = quoted(text);
            assert_eq!(found.len(), 2, "{text}");
            assert!(!found[0].1 && found[1].1, "{text}");
            assert_eq!(found[0].0, "The talks went well.");
        }
    }

    #[test]
    fn an_open_mark_that_nothing_closes_is_no_quotation() {
        assert!(quoted("Anna said: “The talks went well.\n\nThe king left Oslo on Monday.").is_empty());
    }
}
