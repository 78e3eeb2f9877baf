//! Words that start with a letter: *negara-negara*, *Jum'at*, *Kompas.com*, *S.H.*, *AT&T*.

use simpul_text::Language;

use super::{char_at, is_space, piece_end};
use crate::lists::Lists;

/// End of a word that starts with a letter, with the full stops, hyphens, apostrophes and the like inside it. `quoted`
/// tells that it stands inside single quotes.
pub(super) fn end(text: &str, start: usize, quoted: bool, lists: &Lists) -> usize {
    let english = lists.language == Language::En;
    let mut piece = start; // start of the piece of the word before `end`
    let mut end = piece_end(text, start + char_at(text, start).map_or(0, char::len_utf8));
    if let Some(n) = lists.currency_before_digit(&text[start..end]) {
        return start + n;
    }
    if let Some(n) = glued_opener(&text[start..end], lists) {
        return start + n;
    }
    let mut mail = None;
    while let Some(c) = char_at(text, end) {
        if c == ' ' || c == ',' {
            break;
        }
        let next = end + c.len_utf8();
        let after = char_at(text, next);
        let left = &text[piece..end];
        if c == '/'
            && !english
            && let Some(code) = code_end(text, start)
        {
            return code;
        }
        if after.is_some_and(char::is_alphanumeric) {
            let right = &text[next..piece_end(text, next)];
            let mail = *mail.get_or_insert_with(|| is_mail(&text[start..]));
            let joins = match c {
                '.' if mail => true,
                '.' => {
                    if glued_initial(left, &text[next..]) {
                        return next; // S.Wijaya
                    }
                    if lists.abbreviation(&text[start..end]).is_some() && after.is_some_and(char::is_numeric)
                    {
                        return next; // No.5
                    }
                    // the last part of alt.pets.cats
                    let goes_on = english && is_group(&text[start..end]);
                    goes_on || stop_joins(left, right, &text[next..], lists)
                }
                '-' | '‑' if mail => true,
                '-' | '‑' if english => lists.prefix(left),
                '-' | '‑' => hyphen_joins(left, right, lists),
                '\'' | '’' | '@' => true,
                '`' | '´' => english,
                '&' if english => short(left) && short(right),
                '/' if english => single(left) && single(right) && char_at(text, next + 1) != Some('/'),
                '&' | '+' => !english,
                '/' => slash_joins(left, right),
                _ => false,
            };
            if joins {
                piece = next;
                end = piece_end(text, next);
                continue;
            }
        }
        if c == '.'
            && let Some(n) = mask(&text[end..])
        {
            piece = end + n;
            end = piece_end(text, piece + 1);
            continue;
        }
        if c == '.' && after != Some('.') {
            let spaced = after.is_none_or(is_space);
            if is_abbreviation(&text[start..end], spaced, &text[next..], lists) {
                return next;
            }
        }
        // the parents' house
        if english && matches!(c, '\'' | '’') && !quoted && left.ends_with(['s', 'S', 'x', 'z']) {
            return next;
        }
        if english && c == '$' && lists.currency(&text[start..end]) {
            return next;
        }
        break;
    }
    end
}

/// Bytes of the longest word that is looked for behind a glued one.
const MAX_OPENER: usize = 24;

/// *RahmanAdapun*: where a word ends to which the first word of the next sentence is glued, as where a line break was
/// lost. *GoPay* and *SiNamun* stay whole: the part before has three letters or more, the part after is a word of four or
/// more that begins sentences and no names.
fn glued_opener(word: &str, lists: &Lists) -> Option<usize> {
    let humps = word.as_bytes().windows(2).enumerate();
    let boundary = |(i, pair): (usize, &[u8])| {
        (pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()).then_some(i + 1)
    };
    let splits =
        |at: &usize| *at >= 3 && (4..=MAX_OPENER).contains(&(word.len() - at)) && lists.opener(&word[*at..]);
    humps.filter_map(boundary).find(splits)
}

/// *alt.pets*: parts of small letters with a full stop between.
fn is_group(word: &str) -> bool {
    word.contains('.') && word.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'.' | b'-'))
}

/// *annab...@mail.com*: the length of the full stops that stand for letters left out of an address.
fn mask(rest: &str) -> Option<usize> {
    let n = rest.bytes().take_while(|b| *b == b'.').count();
    (n > 1 && rest[n..].starts_with('@') && rest[n + 1..].starts_with(char::is_alphanumeric)).then_some(n)
}

/// *a.b@c.id*: a sign between letters before the next space.
fn is_mail(rest: &str) -> bool {
    let ends = |c: char| is_space(c) || ",;:()<>/\"“”".contains(c);
    let end = rest.char_indices().take(100).find(|(_, c)| ends(*c)).map_or(rest.len(), |(n, _)| n);
    let word = &rest[..end];
    word.len() < 400
        && word.split_once('@').is_some_and(|(name, site)| !name.is_empty() && site.contains('.'))
}

/// *Kompas.com*, *S.H*, *TEMPO.CO* are one word; in *Maret.Rofik* a sentence ends. `right` is the piece after the full
/// stop, `rest` the text from there.
fn stop_joins(left: &str, right: &str, rest: &str, lists: &Lists) -> bool {
    let Some(first) = right.chars().next() else { return false };
    let english = lists.language == Language::En;
    if !first.is_uppercase() {
        if english {
            return left.chars().nth(2).is_none()
                || lists.domain(right)
                || left.contains(|c: char| c.is_ascii_digit())
                || rest[right.len()..]
                    .strip_prefix('.')
                    .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_lowercase()));
        }
        return !first.is_numeric()
            || left.chars().count() <= 2
            || left.contains(|c: char| c.is_ascii_digit());
    }
    if left.chars().nth(2).is_none() {
        // S.H, M.Si, Ph.D; in English only of single letters, and not it.He
        return !english || right.chars().nth(1).is_none() || left.starts_with(char::is_uppercase);
    }
    let second = right.chars().nth(1);
    lists.domain(right)
        || (!english && !left.contains(char::is_lowercase) && second.is_some_and(|c| c.is_uppercase()))
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

/// Bytes after which a number of a regulation is no such number.
const MAX_CODE: usize = 48;

/// *Kep-17/KM.10/2007*, *34/PMK.011/2007*: end of the number of a regulation or letter, which has capitals, digits and two
/// slashes or more.
pub(super) fn code_end(text: &str, start: usize) -> Option<usize> {
    let part = |b: &u8| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'.' | b'/' | b'-');
    let rest = text.as_bytes().get(start..)?;
    let rest = &rest[..rest.len().min(MAX_CODE)];
    // a small letter may follow a capital: Kep
    let head = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let end = head + rest[head..].iter().take_while(|b| part(b)).count();
    let code = text.get(start..start + end)?.trim_end_matches(['.', '-', '/']);
    let has = |kind: fn(&u8) -> bool| code.as_bytes().iter().any(kind);
    let fits = code.bytes().filter(|b| *b == b'/').count() > 1
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_digit)
        && !text[start + code.len()..].starts_with(char::is_alphabetic);
    fits.then_some(start + code.len())
}

/// *negara-negara*, *non-migas*, *COVID-19*, *APBN-P*, *Al-Quran* are one word; *Bapepam-LK* and *RI-Fiji* are three.
fn hyphen_joins(left: &str, right: &str, lists: &Lists) -> bool {
    let starts_small = |s: &str| !s.starts_with(char::is_uppercase);
    let capitals = left.len() == 2 && left.bytes().all(|b| b.is_ascii_uppercase());
    if capitals && !starts_small(right) && right[1..].starts_with(|c: char| c.is_ascii_lowercase()) {
        return false;
    }
    starts_small(left)
        || starts_small(right)
        || left.chars().nth(2).is_none()
        || right.chars().nth(1).is_none()
        || lists.prefix(left)
        || left.to_lowercase() == right.to_lowercase()
}

/// *II/2007*, *PMK/011* are one word; *MPR/DPR* is three.
fn slash_joins(left: &str, right: &str) -> bool {
    right.starts_with(|c: char| c.is_ascii_digit()) || (single(left) && single(right))
}

/// *a*
fn single(piece: &str) -> bool {
    piece.chars().nth(1).is_none()
}

/// *AT* of *AT&T*, *p* of *p&l*
fn short(piece: &str) -> bool {
    single(piece) || (piece.chars().nth(3).is_none() && piece.chars().all(char::is_uppercase))
}

/// *Dr.*, *S.H.*, *M.* before a space: the full stop belongs to the word. `rest` is the text after it; the last full
/// stop of a paragraph never belongs to the word before it.
fn is_abbreviation(word: &str, spaced: bool, rest: &str, lists: &Lists) -> bool {
    if let Some(abbreviation) = lists.abbreviation(word) {
        let next = rest.trim_start_matches(is_space).chars().next();
        return next.is_some_and(|c| !abbreviation.numbered || c.is_ascii_digit()) && !ends_paragraph(rest);
    }
    let mut chars = word.chars();
    let initial = chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_none()
        && (lists.language == Language::Id || word != "I");
    let dotted = || {
        word.len() < 16
            && word.contains('.')
            && word.split('.').all(|p| p.chars().nth(2).is_none() && p.starts_with(char::is_alphabetic))
    };
    spaced && (initial || dotted()) && !ends_paragraph(rest)
}

/// True where an empty line or nothing follows.
fn ends_paragraph(rest: &str) -> bool {
    let mut lines = 0;
    for c in rest.chars() {
        if !is_space(c) {
            return false;
        }
        lines += usize::from(c == '\n');
        if lines > 1 {
            return true;
        }
    }
    true
}
