//! Puts surface words together to sentences.
//!
//! A sentence ends with *. ! ? …* and the closing quotes and brackets after it, where a word follows that can
//! begin a sentence. *"Kami menang!" kata dia.* is one sentence, *"Kami menang." Presiden pulang.* is two.

use std::ops::Range;

use crate::lists::Lists;
use crate::tokenize::Surface;

/// A sentence never has more surface words; a longer one is cut, at a comma or semicolon if there is one.
pub(crate) const MAX_WORDS: usize = 200;

/// The sentences, as ranges of surface words; they hold every word.
pub(crate) fn sentences(text: &str, words: &[Surface], lists: &Lists) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut quoted = false; // inside straight quotes
    for (i, word) in words.iter().enumerate() {
        if i > start && word.new_paragraph {
            cut(text, words, start..i, &mut sentences);
            (start, quoted) = (i, false);
        }
        let form = &text[word.span.range()];
        if is_straight_quote(form) {
            quoted = !quoted;
        }
        if i + 1 < start {
            continue; // a closing quote already taken
        }
        let Some(end) = boundary(text, words, i, quoted, lists) else { continue };
        if end > start && end < words.len() {
            cut(text, words, start..end, &mut sentences);
            start = end;
        }
    }
    cut(text, words, start..words.len(), &mut sentences);
    sentences
}

fn is_straight_quote(form: &str) -> bool {
    matches!(form, "\"" | "''" | "``")
}

/// Where the sentence ends whose last word but closing marks is `i`; `None` where none ends there.
fn boundary(text: &str, words: &[Surface], i: usize, quoted: bool, lists: &Lists) -> Option<usize> {
    let form = |k: usize| words.get(k).map(|w| &text[w.span.range()]);
    let this = form(i)?;
    let stop = matches!(this.chars().next()?, '.' | '!' | '?' | '…') && !this.contains(char::is_alphanumeric);
    if !stop {
        let ends = this.strip_suffix('.').and_then(|w| lists.abbreviation(w)).is_some_and(|a| a.may_end);
        let next = form(i + 1)?;
        return (ends && next.starts_with(char::is_uppercase)).then_some(i + 1);
    }
    let (mut end, mut quoted) = (i + 1, quoted);
    while let Some(next) = form(end).filter(|_| end < i + 16) {
        let closes = match next {
            ")" | "]" | "”" | "’" | "»" => true,
            "'" => !words[end].spaced,
            _ if is_straight_quote(next) => {
                let closes = quoted;
                quoted = false;
                closes
            }
            "." | "!" | "?" => !words[end].spaced,
            _ => false,
        };
        if !closes {
            break;
        }
        end += 1;
    }
    let next = form(end)?;
    let opens =
        is_straight_quote(next) || matches!(next, "“" | "‘" | "(" | "[" | "«" | "'" | "-" | "–" | "—" | "•");
    let first = if opens { form(end + 1).unwrap_or(next) } else { next };
    let begins = first.starts_with(|c: char| c.is_uppercase() || (c.is_numeric() && words[end].spaced));
    (begins || (opens && is_straight_quote(next))).then_some(end)
}

/// Enters a sentence, in pieces where it is too long.
fn cut(text: &str, words: &[Surface], range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let mut start = range.start;
    while range.end - start > MAX_WORDS {
        let window = start + MAX_WORDS / 2..start + MAX_WORDS;
        let comma = window.rev().find(|i| matches!(&text[words[*i].span.range()], "," | ";"));
        let end = comma.map_or(start + MAX_WORDS, |i| i + 1);
        sentences.push(start..end);
        start = end;
    }
    if start < range.end {
        sentences.push(start..range.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize::tokenize;

    /// Words apart by a space, sentences by a bar.
    fn split(text: &str) -> String {
        let lists = Lists::indonesian();
        let words = tokenize(text, &lists);
        let sentence = |range: Range<usize>| {
            words[range].iter().map(|w| &text[w.span.range()]).collect::<Vec<_>>().join(" ")
        };
        sentences(text, &words, &lists).into_iter().map(sentence).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn words_and_sentences_of_news() {
        for (text, expected) in [
            ("Harga naik Rp1.000 (19/6/2024).", "Harga naik Rp 1.000 ( 19/6/2024 ) ."),
            ("Naik 16,77 persen, dari 13.300.", "Naik 16,77 persen , dari 13.300 ."),
            ("negara-negara non-migas", "negara-negara non-migas"),
            ("pasien COVID-19 di tahun 1990-an", "pasien COVID-19 di tahun 1990-an"),
            ("Hubungan Fiji-Tonga retak.", "Hubungan Fiji - Tonga retak ."),
            ("Dr. Budi dan M. Yusuf tiba. Mereka pulang.", "Dr. Budi dan M. Yusuf tiba . | Mereka pulang ."),
            ("Pada Maret.Ratna pergi.", "Pada Maret . | Ratna pergi ."),
            ("\"Dua tewas.\"Bupati pergi.", "\" Dua tewas . \" | Bupati pergi ."),
            ("Senin (29/9).Rapat usai.", "Senin ( 29/9 ) . | Rapat usai ."),
            ("\"Kami menang!\" kata dia. \"Ya.\"", "\" Kami menang ! \" kata dia . | \" Ya . \""),
            ("“Ayo.” Ia pergi.", "“ Ayo . ” | Ia pergi ."),
            ("Budi Santoso, S.H., M.Si. hadir.", "Budi Santoso , S.H. , M.Si. hadir ."),
            ("Beras, gula, dll. Harga naik.", "Beras , gula , dll. | Harga naik ."),
            ("dibaca di Kompas.com dan TEMPO.CO.", "dibaca di Kompas.com dan TEMPO.CO ."),
            ("tulis a.b@c.id, https://x.id/a?b=1.", "tulis a.b@c.id , https://x.id/a?b=1 ."),
            ("pukul\u{a0}15.52 WIB... Lalu", "pukul 15.52 WIB ... | Lalu"),
            ("naik 20% jadi US$5", "naik 20 % jadi US$ 5"),
            ("pada Jum'at menit 20'", "pada Jum'at menit 20 '"),
            ("Anton N. S.Wijaya, M.Hum.", "Anton N. S. Wijaya , M.Hum ."),
            ("skor 60-70, No.5", "skor 60 - 70 , No. 5"),
            ("", ""),
        ] {
            assert_eq!(split(text), expected);
        }
    }

    #[test]
    fn a_sentence_has_its_limit() {
        let text = "kata ".repeat(1000);
        let lists = Lists::indonesian();
        let words = tokenize(&text, &lists);
        let sentences = sentences(&text, &words, &lists);
        assert!(sentences.iter().all(|s| s.len() <= MAX_WORDS));
        assert_eq!(sentences.iter().map(Range::len).sum::<usize>(), 1000);
    }
}
