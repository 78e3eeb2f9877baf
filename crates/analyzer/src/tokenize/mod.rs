//! Cuts a text into surface words: *"Rp1.000 (19/6/2024)."* gives *Rp 1.000 ( 19/6/2024 ) .*
//!
//! The conventions are those of Universal Dependencies. Indonesian, as in GSD and CSUI: reduplications
//! (*negara-negara*) and affixed loans (*non-migas*) are one word; two capitalised words joined by a hyphen
//! (*Bapepam-LK*) are three. English, as in EWT: *well-known* is three words, *e-mail* is one, *5pm* is two. What is
//! written together but is two words (*rumahnya*, *don't*) stays whole here; see the module `clitics`. One pass,
//! linear in the length of the text.

mod letters;
mod number;

use simpul_text::{Language, Span};

use crate::lists::Lists;

/// A surface word and whether white space stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Surface {
    /// Where, in bytes of the text cut.
    pub(crate) span: Span,
    /// True at the start of the text and after white space.
    pub(crate) spaced: bool,
    /// True where a line break stands before it.
    pub(crate) new_line: bool,
    /// True where an empty line stands before it.
    pub(crate) new_paragraph: bool,
}

/// Space between words: white space and the characters that stand for none of any width.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

/// The surface words of a text. Together they hold every byte that is not [space](is_space).
pub(crate) fn tokenize(text: &str, lists: &Lists) -> Vec<Surface> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let (mut at, mut spaced, mut lines) = (0, true, 0);
    let mut quoted = false; // inside single quotes
    while let Some(c) = char_at(text, at) {
        if is_space(c) {
            at += c.len_utf8();
            spaced = true;
            lines += usize::from(c == '\n');
            continue;
        }
        quoted &= lines < 2;
        let end = word_end(text, at, c, spaced, quoted, lists);
        if matches!(c, '\'' | '‘' | '’' | '`') {
            quoted = c != '’' && spaced && !char_at(text, end).is_none_or(is_space);
        }
        let span = Span::new(at, end);
        words.push(Surface { span, spaced, new_line: lines > 0, new_paragraph: lines > 1 });
        (at, spaced, lines) = (end, false, 0);
    }
    words
}

/// *Dr. Budi* as the three words *Dr . Budi*, *#libur* as two: the full stops of abbreviations and the signs of tags are
/// words of their own.
pub(crate) fn apart(text: &str, words: &[Surface]) -> Vec<Surface> {
    let mut out = Vec::with_capacity(words.len());
    for word in words {
        let (start, end) = (word.span.start, word.span.end);
        let form = &text[word.span.range()];
        let stop = form.strip_suffix('.').is_some_and(|form| form.ends_with(char::is_alphanumeric));
        let cut = match () {
            () if stop => end - 1,
            () if form.len() > 1 && form.starts_with('#') => start + 1,
            () => end,
        };
        out.push(Surface { span: Span::new(start, cut), ..*word });
        if cut < end {
            let span = Span::new(cut, end);
            out.push(Surface { span, spaced: false, new_line: false, new_paragraph: false });
        }
    }
    out
}

fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte < 0x80 { Some(char::from(byte)) } else { text.get(at..)?.chars().next() }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{AD}' | '\u{FE00}'..='\u{FE0F}')
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_mark(c)
}

/// End of a run of letters and digits.
fn piece_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_') {
        end += 1;
    }
    if bytes.get(end).is_none_or(u8::is_ascii) {
        return end;
    }
    let rest = &text[end..];
    rest.find(|c| !is_word_char(c)).map_or(text.len(), |n| end + n)
}

/// End of the word that starts at `start` with the character `c`.
fn word_end(text: &str, start: usize, c: char, spaced: bool, quoted: bool, lists: &Lists) -> usize {
    if let Some(end) = address_end(text, start, c) {
        return end;
    }
    if c.is_ascii_digit() {
        return number::end(text, start, lists);
    }
    let next = start + c.len_utf8();
    let second = char_at(text, next);
    let tagged = match c {
        '@' => true,
        '#' => spaced && second.is_some_and(char::is_alphabetic),
        _ => false,
    };
    if is_word_char(c) || (tagged && second.is_some_and(char::is_alphanumeric)) {
        return letters::end(text, start, quoted, lists);
    }
    if c.is_ascii_punctuation()
        && let Some(n) = lists.emoticon(&text[start..])
    {
        return start + n;
    }
    if matches!(c, '\'' | '’')
        && spaced
        && lists.language == Language::En
        && let Some(end) = number::decade_end(text, next)
    {
        return end;
    }
    marks_end(text, next, c, second, lists)
}

/// *...*, *--*, *!!!*, *''*: end of a run of the same mark, or of the one mark. In English *?!* is one as well.
fn marks_end(text: &str, next: usize, c: char, second: Option<char>, lists: &Lists) -> usize {
    let exclaims = |c: char| matches!(c, '!' | '?');
    let english = lists.language == Language::En;
    let repeats = matches!(c, '.' | '-' | '!' | '?' | '*' | '=' | '_' | '`' | '~')
        || (english && matches!(c, '<' | '>' | '+' | '$' | '#' | '’' | '‘'))
        || (c == '\'' && second == Some('\'') && char_at(text, next + 1) != Some('\''));
    let mut end = next;
    while let Some(d) = char_at(text, end) {
        if !(is_mark(d) || (repeats && d == c) || (english && exclaims(c) && exclaims(d))) {
            break;
        }
        end += d.len_utf8();
    }
    end
}

/// *https://tempo.co/a?b=c* up to the next space, bracket or quote, without closing punctuation; *a.b@c.id*.
fn address_end(text: &str, start: usize, c: char) -> Option<usize> {
    let rest = &text.as_bytes()[start..];
    let opens =
        |head: &str| rest.len() > head.len() && rest[..head.len()].eq_ignore_ascii_case(head.as_bytes());
    let found = match c {
        'h' | 'H' => opens("http://") || opens("https://"),
        'w' | 'W' => opens("www."),
        'f' | 'F' => opens("ftp://"),
        'm' | 'M' => opens("mailto:"),
        _ => false,
    };
    if !found {
        return None;
    }
    let rest = &text[start..];
    let end = rest.find(|c: char| is_space(c) || "<>\"“”".contains(c)).unwrap_or(rest.len());
    let kept = rest[..end].trim_end_matches(|c: char| ".,;:!?)]'’…".contains(c)).len();
    Some(start + if kept == 0 { end } else { kept })
}
