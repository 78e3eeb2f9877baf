//! Where sentences end by the conventions of the press.
//!
//! A sentence ends with *. ! ? …* and the closing quotes and brackets after it, where a word follows that can
//! begin a sentence. *"Kami menang!" kata dia.* is one sentence, *"Kami menang." Presiden pulang.* is two.

use std::ops::Range;

use super::lines;
use crate::lists::{Ends, Lists};
use crate::tokenize::Surface;

/// The sentences of edited text have fewer words on average.
const EDITED: usize = 40;

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
    let mut width = lines::width(words, 0);
    for (i, word) in words.iter().enumerate() {
        if word.new_line {
            if word.new_paragraph {
                (gaps[i], quoted, start) = (Gap::Paragraph, false, i);
                width = lines::width(words, i);
            } else if gaps[i] != Gap::Ends && lines::ends(text, words, line..i, width) {
                (gaps[i], start) = (Gap::Ends, i);
            }
            line = i;
        }
        if gaps[i] == Gap::Inside && is_flattened_item(text, words, i) {
            gaps[i] = Gap::Ends;
        }
        // "Budi RahmanAdapun laba naik": the tokenizer cut the two where a line break was lost
        let glued = !word.spaced && i > 0 && form(i - 1).ends_with(char::is_lowercase);
        if gaps[i] == Gap::Inside && glued && lists.opener(form(i)) {
            gaps[i] = Gap::Ends;
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

/// Gaps that no treebank of the web should judge otherwise: those after full stops, abbreviations, commas, colons,
/// dashes, quotes and brackets in paragraphs that are edited as in the press. *"Is he gone?" and I said* goes on.
pub(crate) fn certain(text: &str, words: &[Surface], gaps: &[Gap]) -> Vec<bool> {
    let mut certain = vec![false; words.len()];
    let mut start = 0;
    while start < words.len() {
        let end = (start + 1..words.len()).find(|i| gaps[*i] == Gap::Paragraph).unwrap_or(words.len());
        if is_edited(text, &words[start..end], &gaps[start..end]) {
            for i in start + 1..end {
                let before = &text[words[i - 1].span.range()];
                certain[i] = matches!(gaps[i], Gap::Ends | Gap::Abbreviation)
                    || is_closing(before)
                    || matches!(before, "," | ";" | ":" | "-" | "–" | "—" | "--" | "“" | "(" | "[");
            }
        }
        start = end;
    }
    certain
}

/// True for a paragraph that begins with no small letter, ends with the end of a sentence, and has ends enough.
fn is_edited(text: &str, words: &[Surface], gaps: &[Gap]) -> bool {
    let form = |w: &Surface| &text[w.span.range()];
    let last = words.iter().rev().map(form).find(|f| !is_closing(f)).unwrap_or_default();
    let n = gaps.iter().skip(1).filter(|gap| **gap == Gap::Ends).count() + 1;
    words.first().is_some_and(|w| !form(w).starts_with(char::is_lowercase))
        && last.ends_with(['.', '!', '?', '…'])
        && words.len() / n < EDITED
}

fn is_closing(form: &str) -> bool {
    is_straight_quote(form) || matches!(form, "”" | "’" | "’’" | "'" | ")" | "]" | "»" | "*")
}

pub(super) fn is_straight_quote(form: &str) -> bool {
    matches!(form, "\"" | "''" | "``")
}

/// What follows the word `sentence.end`, the last but closing marks of a sentence that has begun at `sentence.start`:
/// the word after the closing marks, and the gap before it. `None` where nothing speaks for an end.
fn after(
    text: &str,
    words: &[Surface],
    sentence: Range<usize>,
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
        let before = i.checked_sub(1).and_then(form).unwrap_or_default();
        let capital =
            if is_opening_quote(next) { form(i + 2)? } else { next }.starts_with(char::is_uppercase);
        let ends = match lists.abbreviation(word).map(|a| a.ends) {
            Some(Ends::Never) => false,
            // Melati Ltd. (ML)
            _ if next == "(" => false,
            // 5 p.m. Monday; dll. Rp 5 miliar
            Some(Ends::Capital) => {
                capital
                    && !(is_number(before) && lists.time(next))
                    && !(lists.currency(next) && form(i + 2).is_some_and(is_number))
            }
            // rencana B. Warga
            None if word.len() == 1 && lists.label(before) => capital,
            Some(Ends::Opener) | None => lists.opener(next),
        };
        return Some((i + 1, if ends { Gap::Ends } else { Gap::Abbreviation }));
    }
    let (end, quote) = closing(text, words, i, quoted);
    let next = form(end)?;
    let goes_on = is_item_number(text, words, sentence.clone())
        || (quote && last != '.' && (end..end + 4).filter_map(form).any(|w| lists.speech(w)))
        || (i > sentence.start
            && !words[i].spaced
            && lists.exclaiming(&text[words[i - 1].span.start..words[i].span.end])
            && !lists.opener(next));
    let begins = || begins(text, words, end) || (last == '.' && is_credit(text, words, end));
    let small = || {
        this == "." && !words[i].spaced && i > sentence.start && ends_small(form(i - 1), &words[end], next)
    };
    let gap = if !goes_on && (begins() || small()) { Gap::Ends } else { Gap::GoesOn };
    // an ellipsis before a comma and the like is inside
    Some((end, if matches!(next, "," | ";" | ":") { Gap::Inside } else { gap }))
}

/// *Ia pulang kemarin. kami menunggu*: a sentence without capital after a full stop and a space. Nearly all abbreviations
/// are shorter than the word before.
fn ends_small(before: Option<&str>, after: &Surface, next: &str) -> bool {
    let long = |word: &str| word.chars().nth(4).is_some() && word.chars().all(char::is_alphabetic);
    let year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    before.is_some_and(|word| long(word) || year(word))
        && after.spaced
        && next.starts_with(char::is_lowercase)
}

fn is_opening_quote(form: &str) -> bool {
    is_straight_quote(form) || matches!(form, "“" | "‘")
}

fn is_number(form: &str) -> bool {
    form.starts_with(|c: char| c.is_ascii_digit())
}

/// *1. Beras*, *ialah 1. Beras, 2. Gula*: true where what stands before the full stop `sentence.end` counts the items
/// of a list. It begins the sentence or follows a comma or colon; the first one has a second one after it.
fn is_item_number(text: &str, words: &[Surface], sentence: Range<usize>) -> bool {
    let form = |k: usize| words.get(k).map_or("", |w| &text[w.span.range()]);
    let i = sentence.end;
    if i == sentence.start || form(i) != "." || words[i].spaced {
        return false;
    }
    let number = form(i - 1);
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    if i == sentence.start + 1 {
        return (digits && number.len() < 4) || number.chars().nth(1).is_none();
    }
    digits
        && number.len() < 3
        && (matches!(form(i - 2), "," | ";" | ":" | "(")
            || (number == "1"
                && (i + 2..i + 40)
                    .any(|k| form(k) == "2" && form(k + 1) == "." && matches!(form(k - 1), "," | ";" | "."))))
}

/// *Beras,2. Gula,3. Garam*, *Beras,- Gula*: true where a list has lost its line breaks and the word `i` begins an item.
fn is_flattened_item(text: &str, words: &[Surface], i: usize) -> bool {
    let form = |k: usize| words.get(k).map_or("", |w| &text[w.span.range()]);
    let spaced = |k: usize| words.get(k).is_some_and(|w| w.spaced);
    if i < 2 || form(i - 1) != "," {
        return false;
    }
    let capital = |k: usize| spaced(k) && form(k).starts_with(char::is_uppercase);
    let this = form(i);
    let counts = this.len() < 3 && this.bytes().all(|b| b.is_ascii_digit());
    (counts && (!spaced(i) || form(i - 2) == ".") && form(i + 1) == "." && !spaced(i + 1) && capital(i + 2))
        || (matches!(this, "-" | "–" | "•") && !spaced(i) && capital(i + 1) && !is_number(form(i - 2)))
}

/// *Warga tenang. (dis/ugo)*: true where the signs of the writers stand in brackets at the end of the paragraph.
fn is_credit(text: &str, words: &[Surface], open: usize) -> bool {
    let form = |k: usize| words.get(k).map_or("", |w| &text[w.span.range()]);
    let close = (open + 2..open + 7).find(|k| form(*k) == ")");
    form(open) == "("
        && words.get(open).is_some_and(|w| w.spaced)
        && close.is_some_and(|k| {
            words.get(k + 1).is_none_or(|w| w.new_paragraph)
                && (open + 1..k).all(|k| form(k) == "/" || form(k).chars().all(char::is_alphabetic))
        })
}

/// The end of the closing quotes and brackets after the mark `i`, and whether there is a quote among them.
fn closing(text: &str, words: &[Surface], i: usize, mut quoted: bool) -> (usize, bool) {
    let (mut end, mut quote) = (i + 1, false);
    while let Some(next) = words.get(end).filter(|_| end < i + 16) {
        let form = &text[next.span.range()];
        let last = words.get(end + 1).is_none_or(|w| w.new_paragraph);
        let closes = match form {
            ")" | "]" | "»" => true,
            "“" | "‘" => last,
            "”" | "’" | "’’" => {
                quote = true;
                true
            }
            "'" => {
                quote |= !next.spaced;
                !next.spaced
            }
            _ if is_straight_quote(form) => {
                let spaced = words.get(end + 1).is_none_or(|w| w.spaced);
                let closes = last || if next.spaced == spaced { quoted } else { spaced };
                quote |= closes;
                quoted = false;
                closes
            }
            "." | "!" | "?" | "*" => !next.spaced,
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
pub(super) fn begins(text: &str, words: &[Surface], end: usize) -> bool {
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
