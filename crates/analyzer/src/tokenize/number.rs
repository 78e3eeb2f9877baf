//! Numbers: *13.300*, *16,77*, *20:30*, *19/6/2024*, *1960-an*, *4G*, *555-0199*.

use simpul_text::Language;

use super::letters::code_end;
use super::{char_at, is_word_char, piece_end};
use crate::lists::Lists;

/// End of the word that starts with a digit at `start`.
pub(super) fn end(text: &str, start: usize, lists: &Lists) -> usize {
    let bytes = text.as_bytes();
    let english = lists.language == Language::En;
    if let Some(end) = date_end(bytes, start, english) {
        return end;
    }
    if english && let Some(end) = telephone_end(bytes, start) {
        return end;
    }
    let mut end = start + digits(bytes, start);
    while let Some(b'.' | b',' | b':') = bytes.get(end) {
        let more = digits(bytes, end + 1);
        if more == 0 {
            break;
        }
        end += 1 + more;
    }
    let next = char_at(text, end);
    if english {
        return english_end(text, end, next, lists);
    }
    if next == Some('/')
        && let Some(code) = code_end(text, start)
    {
        return code;
    }
    if next.is_some_and(is_word_char) {
        return piece_end(text, end);
    }
    // 1960-an, 5-anak: a small letter after the hyphen
    if next == Some('-') && char_at(text, end + 1).is_some_and(char::is_lowercase) {
        return piece_end(text, end + 1);
    }
    end
}

/// *5pm* ends after the digit, *5th*, *4G* and *70's* do not.
fn english_end(text: &str, end: usize, next: Option<char>, lists: &Lists) -> usize {
    if next.is_some_and(is_word_char) {
        let letters = piece_end(text, end);
        let dotted = char_at(text, letters) == Some('.') && matches!(&text[end..letters], "a" | "p");
        if dotted || lists.unit(&text[end..letters]) {
            return end;
        }
        return letters;
    }
    let plural = matches!(next, Some('\'' | '’'));
    let letter = end + next.map_or(0, char::len_utf8);
    if plural && char_at(text, letter) == Some('s') && !char_at(text, letter + 1).is_some_and(is_word_char) {
        return letter + 1;
    }
    end
}

fn digits(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..).map_or(0, |rest| rest.iter().take_while(|b| b.is_ascii_digit()).count())
}

/// *19/6/2024* and *19/6*: one or two digits, twice, and perhaps a year. In English *3/4* and *19/20* are no dates.
fn date_end(bytes: &[u8], start: usize, english: bool) -> Option<usize> {
    let mut end = start;
    let mut parts = [0u32; 2];
    for part in 0..3 {
        let n = digits(bytes, end);
        let fits = if part < 2 { n == 1 || n == 2 } else { n == 2 || n == 4 };
        if !fits {
            return None;
        }
        if part < 2 {
            parts[part] = bytes[end..end + n].iter().fold(0, |sum, b| 10 * sum + u32::from(b - b'0'));
        }
        end += n;
        if bytes.get(end) != Some(&b'/') {
            let glued = bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
            let fraction = parts[0] > 12 || parts[1] > 31 || (parts[0] < parts[1] && parts[1] < 5);
            return (part > 0 && !glued && !(english && part == 1 && fraction)).then_some(end);
        }
        end += 1;
    }
    None
}

/// *555-0199*, *5-0199*, *1-800-555-0199*, *11-20-2000*: groups of digits that hyphens join, in the lengths of a telephone number
/// or of a date.
fn telephone_end(bytes: &[u8], start: usize) -> Option<usize> {
    let (mut lengths, mut n) = ([0usize; 4], 0);
    let mut end = start;
    loop {
        let length = digits(bytes, end);
        if length == 0 || n == lengths.len() {
            return None;
        }
        (lengths[n], n) = (length, n + 1);
        end += length;
        match bytes.get(end) {
            Some(b'-') if bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => end += 1,
            Some(b) if b.is_ascii_alphanumeric() => return None,
            _ => break,
        }
    }
    let fits = matches!(
        lengths[..n],
        [1 | 3, 4] | [3, 3, 4] | [1, 3, 3, 4] | [5, 4] | [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2]
    );
    fits.then_some(end)
}

/// *'60s*, *'02*: end of the digits and the *s* after an apostrophe.
pub(super) fn decade_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if digits(bytes, start) != 2 {
        return None;
    }
    let end = start + 2 + usize::from(bytes.get(start + 2) == Some(&b's'));
    (!char_at(text, end).is_some_and(|c| is_word_char(c) || matches!(c, '\'' | '’'))).then_some(end)
}
