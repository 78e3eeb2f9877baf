//! Cuts a text into surface words: *"Rp1.000 (19/6/2024)."* gives *Rp 1.000 ( 19/6/2024 ) .*
//!
//! The conventions are those of the UD treebanks of Indonesian: reduplications (*negara-negara*) and affixed
//! loans (*non-migas*) are one word; two capitalised words joined by a hyphen (*Bapepam-LK*) are three. One pass,
//! linear in the length of the text.

use simpul_text::Span;

use crate::lists::Lists;

/// A surface word and whether white space stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Surface {
    /// Where, in bytes of the text cut.
    pub(crate) span: Span,
    /// True at the start of the text and after white space.
    pub(crate) spaced: bool,
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
    while let Some(c) = char_at(text, at) {
        if is_space(c) {
            at += c.len_utf8();
            spaced = true;
            lines += usize::from(c == '\n');
            continue;
        }
        let end = word_end(text, at, c, lists);
        words.push(Surface { span: Span::new(at, end), spaced, new_paragraph: lines > 1 });
        (at, spaced, lines) = (end, false, 0);
    }
    words
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{AD}' | '\u{FE00}'..='\u{FE0F}')
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_mark(c)
}

/// End of the word that starts at `start` with the character `c`.
fn word_end(text: &str, start: usize, c: char, lists: &Lists) -> usize {
    if let Some(end) = address_end(text, start) {
        return end;
    }
    if c.is_ascii_digit() {
        return number_end(text, start);
    }
    let next = start + c.len_utf8();
    let second = char_at(text, next);
    if is_word_char(c) || (matches!(c, '@' | '#') && second.is_some_and(char::is_alphanumeric)) {
        return letters_end(text, start, lists);
    }
    let repeats = matches!(c, '.' | '-' | '!' | '?' | '*' | '=' | '_' | '`')
        || (c == '\'' && second == Some('\'') && char_at(text, next + 1) != Some('\''));
    let mut end = next;
    while let Some(d) = char_at(text, end) {
        if !(is_mark(d) || (repeats && d == c)) {
            break;
        }
        end += d.len_utf8();
    }
    end
}

/// *https://tempo.co/a?b=c* up to the next space, bracket or quote, without closing punctuation.
fn address_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text.as_bytes()[start..];
    let opens =
        |head: &str| rest.len() > head.len() && rest[..head.len()].eq_ignore_ascii_case(head.as_bytes());
    if !(opens("http://") || opens("https://") || opens("www.")) {
        return None;
    }
    let rest = &text[start..];
    let end = rest.find(|c: char| is_space(c) || "<>\"“”".contains(c)).unwrap_or(rest.len());
    let kept = rest[..end].trim_end_matches(|c: char| ".,;:!?)]'…".contains(c)).len();
    Some(start + if kept == 0 { end } else { kept })
}

/// *13.300*, *16,77*, *20:30*, *19/6/2024*, *1960-an*, *4G*.
fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    if let Some(end) = date_end(bytes, start, digits) {
        return end;
    }
    let mut end = start + digits(start);
    while let Some(b'.' | b',' | b':') = bytes.get(end) {
        let more = digits(end + 1);
        if more == 0 {
            break;
        }
        end += 1 + more;
    }
    if char_at(text, end).is_some_and(is_word_char) {
        return piece_end(text, end);
    }
    // 1960-an, 5-anak: a small letter after the hyphen
    if bytes.get(end) == Some(&b'-') && char_at(text, end + 1).is_some_and(char::is_lowercase) {
        return piece_end(text, end + 1);
    }
    end
}

/// *19/6/2024* and *19/6*: one or two digits, twice, and perhaps a year.
fn date_end(bytes: &[u8], start: usize, digits: impl Fn(usize) -> usize) -> Option<usize> {
    let mut end = start;
    for part in 0..3 {
        let n = digits(end);
        let fits = if part < 2 { n == 1 || n == 2 } else { n == 2 || n == 4 };
        if !fits {
            return None;
        }
        end += n;
        if bytes.get(end) != Some(&b'/') {
            let glued = bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric());
            return (part > 0 && !glued).then_some(end);
        }
        end += 1;
    }
    None
}

/// End of a run of letters and digits.
fn piece_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    rest.find(|c| !is_word_char(c)).map_or(text.len(), |n| start + n)
}

/// End of a word that starts with a letter, with the full stops, hyphens, apostrophes and the like inside it.
fn letters_end(text: &str, start: usize, lists: &Lists) -> usize {
    let mut piece = start; // start of the piece of the word before `end`
    let mut end = piece_end(text, start + char_at(text, start).map_or(0, char::len_utf8));
    if let Some(n) = lists.currency_before_digit(&text[start..end]) {
        return start + n;
    }
    while let Some(c) = char_at(text, end) {
        let next = end + c.len_utf8();
        let after = char_at(text, next);
        let left = &text[piece..end];
        let joins = after.is_some_and(char::is_alphanumeric)
            && match c {
                '.' => {
                    if glued_initial(left, &text[next..]) {
                        return next; // S.Wijaya
                    }
                    if lists.abbreviation(&text[start..end]).is_some() && after.is_some_and(char::is_numeric)
                    {
                        return next; // No.5
                    }
                    stop_joins(left, &text[next..])
                }
                '-' | '‑' => hyphen_joins(left, &text[next..piece_end(text, next)]),
                '\'' | '’' | '&' | '@' | '+' => true,
                '/' => slash_joins(left, &text[next..piece_end(text, next)]),
                _ => false,
            };
        if joins {
            piece = next;
            end = piece_end(text, next);
            continue;
        }
        if c == '.' && after != Some('.') {
            let spaced = after.is_none_or(is_space);
            let last = text[next..].trim_start_matches(is_space).is_empty();
            if !last && is_abbreviation(&text[start..end], spaced, lists) {
                return next;
            }
        }
        if c == '$' && lists.currency(&text[start..end]) {
            return next;
        }
        break;
    }
    end
}

/// *Kompas.com*, *S.H*, *TEMPO.CO* are one word; in *Maret.Rofik* a sentence ends.
fn stop_joins(left: &str, right: &str) -> bool {
    let Some(first) = right.chars().next() else { return false };
    if !first.is_uppercase() {
        return !first.is_numeric()
            || left.chars().count() <= 2
            || left.contains(|c: char| c.is_ascii_digit());
    }
    if left.chars().nth(2).is_none() {
        return true; // S.H, M.Si, Ph.D
    }
    let second = right.chars().nth(1);
    let domain = ["Com", "Co", "Id", "Net", "Org"]
        .iter()
        .any(|d| right.strip_prefix(d).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    domain || (!left.contains(char::is_lowercase) && second.is_some_and(|c| c.is_uppercase()))
}

/// *S.Wijaya*: a single capital, a full stop and a capitalised word of four letters or more; not *M.Hum*.
fn glued_initial(left: &str, right: &str) -> bool {
    let mut after = right.chars();
    let capital = |c: Option<char>| c.is_some_and(char::is_uppercase);
    capital(left.chars().next())
        && left.chars().nth(1).is_none()
        && capital(after.next())
        && after.take(3).filter(|c| c.is_lowercase()).count() == 3
}

/// *negara-negara*, *non-migas*, *COVID-19*, *APBN-P*, *Al-Quran* are one word; *Bapepam-LK* is three.
fn hyphen_joins(left: &str, right: &str) -> bool {
    let starts_small = |s: &str| !s.starts_with(char::is_uppercase);
    starts_small(left)
        || starts_small(right)
        || left.chars().nth(2).is_none()
        || right.chars().nth(1).is_none()
        || left.to_lowercase() == right.to_lowercase()
}

/// *II/2007*, *PMK/011* are one word; *MPR/DPR* is three.
fn slash_joins(left: &str, right: &str) -> bool {
    right.starts_with(|c: char| c.is_ascii_digit())
        || (left.chars().nth(1).is_none() && right.chars().nth(1).is_none())
}

/// *Dr.*, *S.H.*, *M.* before a space: the full stop belongs to the word.
fn is_abbreviation(word: &str, spaced: bool, lists: &Lists) -> bool {
    if lists.abbreviation(word).is_some() {
        return true;
    }
    let mut chars = word.chars();
    let initial = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
    let dotted = || {
        word.len() < 16
            && word.contains('.')
            && word.split('.').all(|p| p.chars().nth(2).is_none() && p.starts_with(char::is_alphabetic))
    };
    spaced && (initial || dotted())
}
