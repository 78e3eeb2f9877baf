//! Line breaks inside a paragraph: pages that are wrapped at a width, and lines that are sentences of their own.
//!
//! *Harga Beras Naik* above *Warga berburu beras murah.* ends; *dibangun oleh* above *Pemerintah Kabupaten* goes on.

use std::ops::Range;

use super::rules;
use crate::tokenize::Surface;

/// A line shorter than this many bytes ends for another reason than that the page is full.
const SHORT: usize = 50;
/// A line longer than this many bytes is no line of a page that is wrapped at a width.
const LONG: usize = 120;

/// The longest line, in bytes, of the paragraph that begins with the word `start`.
pub(super) fn width(words: &[Surface], start: usize) -> usize {
    let (mut width, mut line) = (0, start);
    for (i, word) in words.iter().enumerate().skip(start) {
        if i > start && word.new_paragraph {
            break;
        }
        if word.new_line {
            line = i;
        }
        width = width.max(word.span.end - words[line].span.start);
    }
    width
}

/// True where the line of words `line` is a sentence of its own: before the item of a list; and before a capital where
/// it is short, or a headline, or would have had room for the next word in a paragraph `width` bytes wide.
pub(super) fn ends(text: &str, words: &[Surface], line: Range<usize>, width: usize) -> bool {
    let form = |k: usize| words.get(k).map_or("", |w: &Surface| &text[w.span.range()]);
    let (Some(first), Some(last)) = (words.get(line.start), words.get(line.end.wrapping_sub(1))) else {
        return false;
    };
    let next = form(line.end);
    if is_item(next, form(line.end + 1), words.get(line.end + 1).is_some_and(|w| !w.spaced)) {
        return true;
    }
    if matches!(form(line.end - 1), "," | ";" | "-" | "–" | "—" | "(" | "/" | "&") {
        return false;
    }
    let length = last.span.end - first.span.start;
    let capital = next.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        || rules::begins(text, words, line.end);
    let full = length + 1 + next.len() > width;
    let form = |w: &Surface| &text[w.span.range()];
    capital && (!full || !(SHORT..LONG).contains(&length) || is_headline(words[line].iter().map(form)))
}

/// *1.*, *a)*, *•*: what begins with `next` is the item of a list.
fn is_item(next: &str, after: &str, glued: bool) -> bool {
    let counts = (next.len() < 3 && next.bytes().all(|b| b.is_ascii_digit()))
        || (next.len() == 1 && next.bytes().all(|b| b.is_ascii_lowercase()));
    matches!(next, "•" | "*" | "-" | "–" | "·" | "▪" | "◦") || (counts && glued && matches!(after, "." | ")"))
}

/// *Gubernur Resmikan Pelabuhan di Pesisir Utara*: three of four longer words, and three at least, have a capital.
fn is_headline<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let (mut n, mut capitals) = (0, 0);
    for word in words.filter(|w| w.starts_with(char::is_alphabetic) && w.chars().nth(3).is_some()) {
        n += 1;
        capitals += usize::from(word.starts_with(char::is_uppercase));
    }
    capitals > 2 && 4 * capitals >= 3 * n
}
