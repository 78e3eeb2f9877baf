//! CoNLL-U, the file format of Universal Dependencies: <https://universaldependencies.org/format.html>.

use std::fmt::Write;

use crate::{Feats, Sentence, Span, Token, Upos};

/// A line of a CoNLL-U file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ConlluError {
    /// Line number, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// Reads a file. Spans count in the text that the forms give when joined as `SpaceAfter` says, sentence by sentence
/// from 0; empty nodes are skipped.
pub fn read(text: &str) -> Result<Vec<Sentence>, ConlluError> {
    let mut sentences = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let error = |what: &str| ConlluError { line: n + 1, what: what.to_owned() };
        if line.is_empty() {
            flush(&mut rows, &mut sentences).map_err(|what| error(&what))?;
        } else if !line.starts_with('#') {
            let f: Vec<&str> = line.split('\t').collect();
            let [id, form, lemma, upos, _, feats, head, deprel, _, misc] = f[..] else {
                return Err(error("a token has ten fields, separated by tabs"));
            };
            if id.contains('.') {
                continue;
            }
            let spaced = !misc.split('|').any(|m| m == "SpaceAfter=No");
            if let Some((first, last)) = id.split_once('-') {
                let number = |s: &str| s.parse::<usize>().map_err(|_| error("bad token number"));
                rows.push(Row::Surface { form, first: number(first)?, last: number(last)?, spaced });
                continue;
            }
            let head = head.parse::<usize>().map_err(|_| error("the head is no number"))?;
            let upos = Upos::from_tag(upos).ok_or_else(|| error("unknown part of speech"))?;
            rows.push(Row::Word { form, lemma, upos, feats, head, deprel, spaced });
        }
    }
    let last = text.lines().count();
    flush(&mut rows, &mut sentences).map_err(|what| ConlluError { line: last, what })?;
    Ok(sentences)
}

enum Row<'a> {
    Surface {
        form: &'a str,
        first: usize,
        last: usize,
        spaced: bool,
    },
    Word {
        form: &'a str,
        lemma: &'a str,
        upos: Upos,
        feats: &'a str,
        head: usize,
        deprel: &'a str,
        spaced: bool,
    },
}

fn flush(rows: &mut Vec<Row<'_>>, sentences: &mut Vec<Sentence>) -> Result<(), String> {
    let n_words = rows.iter().filter(|r| matches!(r, Row::Word { .. })).count();
    let (mut tokens, mut at) = (Vec::with_capacity(n_words), 0);
    let mut inside: Option<(usize, usize, usize, bool)> = None; // first, last, end of the surface form, spaced
    for row in rows.drain(..) {
        match row {
            Row::Surface { form, first, last, spaced } => {
                inside = Some((first, last, at + form.len(), spaced))
            }
            Row::Word { form, lemma, upos, feats, head, deprel, spaced } => {
                if head > n_words {
                    return Err(format!("head {head} of {form:?} lies outside the sentence"));
                }
                let number = tokens.len() + 1;
                let mut end = at + form.len();
                let mut space = usize::from(spaced);
                let mut clitic = false;
                if let Some((first, last, surface_end, surface_spaced)) = inside.filter(|i| number <= i.1) {
                    (clitic, space) = (number > first, 0);
                    end = end.min(surface_end);
                    if number == last {
                        (end, space, inside) = (surface_end, usize::from(surface_spaced), None);
                    }
                }
                tokens.push(Token {
                    span: Span::new(at.min(end), end),
                    form: form.to_owned(),
                    lemma: lemma.to_owned(),
                    upos,
                    feats: Feats(if feats == "_" { String::new() } else { feats.to_owned() }),
                    head: head.checked_sub(1),
                    deprel: deprel.to_owned(),
                    clitic,
                });
                at = end + space;
            }
        }
    }
    if !tokens.is_empty() {
        sentences.push(Sentence { tokens, ..Sentence::default() });
    }
    Ok(())
}

/// Writes a sentence, with its text as a comment and its multiword tokens, and a closing empty line.
pub fn write(sentence: &Sentence, text: &str, out: &mut String) {
    let tokens = &sentence.tokens;
    let quote = text.get(sentence.span().range()).unwrap_or_default();
    let _ = writeln!(out, "# text = {}", quote.split_whitespace().collect::<Vec<_>>().join(" "));
    for (i, token) in tokens.iter().enumerate() {
        let last = (i + 1..tokens.len()).take_while(|j| tokens[*j].clitic).last().unwrap_or(i);
        let spaced = |k: usize| tokens.get(k + 1).is_none_or(|next| next.span.start > tokens[k].span.end);
        let misc = |k: usize| if spaced(k) { "_" } else { "SpaceAfter=No" };
        if last > i && !token.clitic {
            let form = text.get(sentence.span_of(i..last + 1).range()).unwrap_or_default();
            let _ = writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{}", i + 1, last + 1, misc(last));
        }
        let feats = if token.feats.0.is_empty() { "_" } else { &token.feats.0 };
        let head = token.head.map_or(0, |h| h + 1);
        let misc = if token.clitic || last > i { "_" } else { misc(i) };
        let (upos, form, lemma) = (token.upos.tag(), &token.form, &token.lemma);
        let _ = writeln!(
            out,
            "{}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{}\t_\t{misc}",
            i + 1,
            token.deprel
        );
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = "# text = Ia menyetujuinya.\n\
        1\tIa\tia\tPRON\t_\t_\t2\tnsubj\t_\t_\n\
        2-3\tmenyetujuinya\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
        2\tmenyetujui\tsetuju\tVERB\t_\tVoice=Act\t0\troot\t_\t_\n\
        3\tnya\tnya\tPRON\t_\tPerson=3\t2\tobj\t_\t_\n\
        4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n";

    #[test]
    fn what_is_read_is_written_again() {
        let sentences = read(CASE).unwrap();
        let mut out = String::new();
        write(&sentences[0], "Ia menyetujuinya.", &mut out);
        assert_eq!(out, CASE);
    }

    #[test]
    fn clitics_share_the_bytes_of_their_word() {
        let sentence = &read(CASE).unwrap()[0];
        assert_eq!(sentence.tokens[1].span, Span::new(3, 13));
        assert_eq!(sentence.tokens[2].span, Span::new(13, 16));
        assert_eq!(sentence.tokens[2].feats.get("Person"), Some("3"));
    }

    #[test]
    fn a_bad_line_is_named() {
        assert_eq!(read("# x\n1\tIa\n").unwrap_err().line, 2);
        assert!(read("1\ta\ta\tNOUN\t_\t_\t9\troot\t_\t_\n\n").is_err());
    }
}
