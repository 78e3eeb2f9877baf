//! Where sentences end by the conventions of the press.
//!
//! A sentence ends with *. ! ? …* and the closing quotes and brackets after it, where a word follows that can
//! begin a sentence. *"Kami menang!" kata dia.* is one sentence, *"Kami menang." Presiden pulang.* is two.

use crate::lists::{Ends, Lists};
use crate::tokenize::Surface;

/// A line shorter than this many bytes ends for another reason than that the page is full.
const SHORT_LINE: usize = 50;

/// What the rules say of the gap before a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Gap {
    /// Nothing there can end a sentence.
    #[default]
    Inside,
    /// A closing mark stands there, but what follows goes on.
    GoesOn,
    /// After an abbreviation that goes on.
    Abbreviation,
    /// The sentence ends.
    Ends,
    /// An empty line.
    Paragraph,
}

/// What the rules say of every word's gap; as many as there are words.
pub(crate) fn gaps(text: &str, words: &[Surface], lists: &Lists) -> Vec<Gap> {
    let mut gaps = vec![Gap::Inside; words.len()];
    let form = |k: usize| words.get(k).map_or("", |w: &Surface| &text[w.span.range()]);
    let (mut start, mut line, mut quoted) = (0, 0, false);
    for (i, word) in words.iter().enumerate() {
        if word.new_line {
            if word.new_paragraph {
                (gaps[i], quoted, start) = (Gap::Paragraph, false, i);
            } else if gaps[i] != Gap::Ends && line_ends(text, words, line..i) {
                (gaps[i], start) = (Gap::Ends, i);
            }
            line = i;
        }
        if gaps[i] == Gap::Ends {
            start = i;
        }
        let this = form(i);
        if is_straight_quote(this) {
            let glued = words.get(i + 1).is_some_and(|next| !next.spaced);
            quoted = match (word.spaced, glued) {
                (true, true) => true,
                (false, false) => false,
                _ => !quoted,
            };
        }
        let Some((end, gap)) = after(text, words, start..i, quoted, lists) else { continue };
        if end < words.len() && gaps[end] != Gap::Ends {
            gaps[end] = gap;
        }
    }
    gaps
}

fn is_straight_quote(form: &str) -> bool {
    matches!(form, "\"" | "''" | "``")
}

/// What follows the word `sentence.end`, the last but closing marks of a sentence that has begun at `sentence.start`:
/// the word after the closing marks, and the gap before it. `None` where nothing speaks for an end.
fn after(
    text: &str,
    words: &[Surface],
    sentence: std::ops::Range<usize>,
    quoted: bool,
    lists: &Lists,
) -> Option<(usize, Gap)> {
    let form = |k: usize| words.get(k).map(|w| &text[w.span.range()]);
    let i = sentence.end;
    let this = form(i)?;
    let last = this.chars().next_back().filter(|c| matches!(c, '.' | '!' | '?' | '…'))?;
    if this.len() > 1 && this.contains(char::is_alphanumeric) {
        let next = form(i + 1)?;
        let word = this.strip_suffix('.')?;
        let ends = match lists.abbreviation(word).map_or(Ends::Opener, |a| a.ends) {
            Ends::Never => false,
            Ends::Opener => lists.opener(next),
            Ends::Capital => next.starts_with(char::is_uppercase),
        };
        return Some((i + 1, if ends { Gap::Ends } else { Gap::Abbreviation }));
    }
    let (end, quote) = closing(text, words, i, quoted);
    let next = form(end)?;
    // 1. Beras
    let numbered = i == sentence.start + 1 && last == '.' && {
        let number = form(sentence.start)?;
        number.len() < 4 && (number.bytes().all(|b| b.is_ascii_digit()) || number.chars().nth(1).is_none())
    };
    let spoken = quote && last != '.' && (end..end + 4).filter_map(form).any(|w| lists.speech(w));
    let gap = if !numbered && !spoken && begins(text, words, end) { Gap::Ends } else { Gap::GoesOn };
    // an ellipsis before a comma and the like is inside
    Some((end, if matches!(next, "," | ";" | ":") { Gap::Inside } else { gap }))
}

/// The end of the closing quotes and brackets after the mark `i`, and whether there is a quote among them.
fn closing(text: &str, words: &[Surface], i: usize, mut quoted: bool) -> (usize, bool) {
    let (mut end, mut quote) = (i + 1, false);
    while let Some(next) = words.get(end).filter(|_| end < i + 16) {
        let form = &text[next.span.range()];
        let closes = match form {
            ")" | "]" | "»" => true,
            "”" | "’" | "’’" => {
                quote = true;
                true
            }
            "'" => {
                quote |= !next.spaced;
                !next.spaced
            }
            _ if is_straight_quote(form) => {
                let closes = quoted && !(next.spaced && words.get(end + 1).is_some_and(|w| !w.spaced));
                quote |= closes;
                quoted = false;
                closes
            }
            "." | "!" | "?" => !next.spaced,
            _ => false,
        };
        if !closes {
            break;
        }
        end += 1;
    }
    (end, quote)
}

/// True where the word `end` can begin a sentence: it has a capital or is a number, perhaps after a quote, bracket or
/// dash.
fn begins(text: &str, words: &[Surface], end: usize) -> bool {
    let form = |k: usize| words.get(k).map_or("", |w| &text[w.span.range()]);
    let next = form(end);
    let opens = is_straight_quote(next)
        || matches!(next, "“" | "‘" | "(" | "[" | "«" | "'" | "-" | "–" | "—" | "--" | "•" | "*");
    let mut first = if opens { form(end + 1) } else { next };
    if opens && (is_straight_quote(first) || matches!(first, "“" | "‘" | "(" | "[")) {
        first = form(end + 2);
    }
    let spaced = words.get(end).is_some_and(|w| w.spaced);
    first.starts_with(|c: char| c.is_uppercase() || (c.is_numeric() && spaced))
        || (opens && is_straight_quote(next))
        || next == "“"
}

/// A line break in a paragraph: true where the line before it, `line`, is a sentence of its own: a short line before a
/// capital, or one before the item of a list.
fn line_ends(text: &str, words: &[Surface], line: std::ops::Range<usize>) -> bool {
    let form = |k: usize| words.get(k).map_or("", |w: &Surface| &text[w.span.range()]);
    let (Some(first), Some(last)) = (words.get(line.start), words.get(line.end.wrapping_sub(1))) else {
        return false;
    };
    let next = form(line.end);
    let glued = words.get(line.end + 1).is_some_and(|w| !w.spaced);
    let item = matches!(next, "•" | "*" | "-" | "–" | "·" | "▪" | "◦")
        || (next.len() < 3
            && next.bytes().all(|b| b.is_ascii_digit())
            && glued
            && matches!(form(line.end + 1), "." | ")"));
    let open = matches!(form(line.end - 1), "," | ";" | "-" | "–" | "—" | "(" | "/" | "&");
    let capital =
        next.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || begins(text, words, line.end);
    item || (capital && !open && last.span.end - first.span.start < SHORT_LINE)
}
