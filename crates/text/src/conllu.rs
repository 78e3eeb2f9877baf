//! CoNLL-U, the file format of Universal Dependencies: <https://universaldependencies.org/format.html>.
//!
//! Names stand in the last column (MISC), begin and inside as in IOB2: `Name=B-Person` on *Siti*, `Name=I-Person` on
//! *Aminah*.

use std::fmt::Write;

use crate::{Analysis, Article, Feats, Name, NameKind, Sentence, Span, Token, Upos};

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
/// from 0; empty nodes are skipped, and so are names of a kind that there is not.
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
            let name = misc.split('|').find_map(|m| m.strip_prefix("Name="));
            rows.push(Row::Word { form, lemma, upos, feats, head, deprel, spaced, name });
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
        name: Option<&'a str>,
    },
}

fn flush(rows: &mut Vec<Row<'_>>, sentences: &mut Vec<Sentence>) -> Result<(), String> {
    let n_words = rows.iter().filter(|r| matches!(r, Row::Word { .. })).count();
    let (mut tokens, mut names, mut at) = (Vec::with_capacity(n_words), Vec::new(), 0);
    let mut inside: Option<(usize, usize, usize, bool)> = None; // first, last, end of the surface form, spaced
    for row in rows.drain(..) {
        match row {
            Row::Surface { form, first, last, spaced } => {
                inside = Some((first, last, at + form.len(), spaced))
            }
            Row::Word { form, lemma, upos, feats, head, deprel, spaced, name } => {
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
                add_name(name, tokens.len(), &mut names);
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
        sentences.push(Sentence { tokens, names, block: 0 });
    }
    Ok(())
}

/// Begins a name at token `i` with `B-Person`, or goes on with the one before with `I-Person`.
fn add_name(label: Option<&str>, i: usize, names: &mut Vec<Name>) {
    let Some((place, kind)) = label.and_then(|l| l.split_once('-')) else { return };
    let Some(kind) = NameKind::from_tag(kind) else { return };
    match names.last_mut() {
        Some(name) if place == "I" && name.kind == kind && name.tokens.end == i => name.tokens.end += 1,
        _ => names.push(Name { tokens: i..i + 1, kind }),
    }
}

/// Writes the sentences of an article: `# newdoc id` before the first, `# newpar` before the first of each block, and
/// `# sent_id`, the article's id and the sentence's number from 1: `harian-7-12`.
///
/// In an id, white space, control characters, `/` and `%` are written as a URL writes them, since the format has no place
/// for them: `harian%207`.
pub fn write_article(article: &Article, analysis: &Analysis, out: &mut String) {
    let id = escaped(&article.id);
    let mut block = None;
    for (n, sentence) in analysis.sentences.iter().enumerate() {
        if n == 0 {
            let _ = writeln!(out, "# newdoc id = {id}");
        }
        if block.replace(sentence.block) != Some(sentence.block) {
            out.push_str("# newpar\n");
        }
        let _ = writeln!(out, "# sent_id = {id}-{}", n + 1);
        write(sentence, &article.text, out);
    }
}

fn escaped(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        if c.is_whitespace() || c.is_control() || matches!(c, '/' | '%') {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|b| {
                let _ = write!(out, "%{b:02X}");
            });
        } else {
            out.push(c);
        }
    }
    out
}

/// Writes a sentence of `text`, with its words as a comment, its multiword tokens and names, and a closing empty line.
///
/// The comment is what the forms give when joined as `SpaceAfter` says: any gap between two words is one space.
pub fn write(sentence: &Sentence, text: &str, out: &mut String) {
    let mut rows = String::new();
    out.push_str("# text = ");
    let tokens = &sentence.tokens;
    let mut i = 0;
    while i < tokens.len() {
        let end = (i + 1..tokens.len()).find(|j| !tokens[*j].clitic).unwrap_or(tokens.len());
        let misc = if space_after(sentence, end, text) { None } else { Some("SpaceAfter=No") };
        let surface = match end - i {
            1 => one_line(&tokens[i].form),
            _ => one_line(text.get(sentence.span_of(i..end).range()).unwrap_or_default()),
        };
        out.push_str(&surface);
        if misc.is_none() && end < tokens.len() {
            out.push(' ');
        }
        if end - i > 1 {
            let _ =
                writeln!(rows, "{}-{end}\t{surface}\t_\t_\t_\t_\t_\t_\t_\t{}", i + 1, misc.unwrap_or("_"));
        }
        for k in i..end {
            write_word(sentence, k, misc.filter(|_| end - i == 1), &mut rows);
        }
        i = end;
    }
    let _ = writeln!(out, "\n{rows}");
}

/// True where white space follows the word before token `end`.
fn space_after(sentence: &Sentence, end: usize, text: &str) -> bool {
    let Some(last) = end.checked_sub(1).and_then(|last| sentence.tokens.get(last)) else { return true };
    match sentence.tokens.get(end) {
        Some(next) => next.span.start > last.span.end,
        None => {
            let after = text.get(last.span.end..).and_then(|rest| rest.chars().next());
            after.is_none_or(char::is_whitespace)
        }
    }
}

fn write_word(sentence: &Sentence, i: usize, space: Option<&str>, rows: &mut String) {
    let token = &sentence.tokens[i];
    let name = sentence.names.iter().find(|name| name.tokens.contains(&i)).map(|name| {
        let place = if name.tokens.start == i { 'B' } else { 'I' };
        format!("Name={place}-{}", name.kind.tag())
    });
    let misc = [name.as_deref(), space].into_iter().flatten().collect::<Vec<_>>().join("|");
    let or_blank = |field: &str| if field.is_empty() { "_".to_owned() } else { one_line(field) };
    let head = token.head.map_or(0, |h| h + 1);
    let _ = writeln!(
        rows,
        "{}\t{}\t{}\t{}\t_\t{}\t{head}\t{}\t_\t{}",
        i + 1,
        one_line(&token.form),
        or_blank(&token.lemma),
        token.upos.tag(),
        or_blank(&token.feats.0),
        or_blank(&token.deprel),
        or_blank(&misc)
    );
}

/// The text with each run of white space as one space: a field holds no tab and no line break.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
    fn names_spaces_and_paragraphs_are_written() {
        let text = "Kunjungan\n\nKakaknya,\u{a0}Siti  Aminah,(30)tiba.Ia\tlelah.";
        let forms: [&[&str]; 3] = [
            &["Kunjungan"],
            &["Kakak", "nya", ",", "Siti", "Aminah", ",", "(", "30", ")", "tiba", "."],
            &["Ia", "lelah", "."],
        ];
        let mut at = 0;
        let mut token = |form: &str, i: usize| {
            let start = at + text[at..].find(form).unwrap();
            at = start + form.len();
            let head = i.checked_sub(1);
            let deprel = if i == 0 { "root" } else { "dep" }.to_owned();
            let span = Span::new(start, at);
            let (form, lemma) = (form.to_owned(), form.to_lowercase());
            Token { span, form, lemma, upos: Upos::X, feats: Feats::default(), head, deprel, clitic: false }
        };
        let mut sentences: Vec<Sentence> = forms
            .iter()
            .enumerate()
            .map(|(n, forms)| Sentence {
                tokens: forms.iter().enumerate().map(|(i, f)| token(f, i)).collect(),
                names: Vec::new(),
                block: n.min(1),
            })
            .collect();
        sentences[1].tokens[1].clitic = true;
        let names = [(0..1, NameKind::Person), (3..5, NameKind::Person), (7..8, NameKind::Quantity)];
        sentences[1].names = names.map(|(tokens, kind)| Name { tokens, kind }).to_vec();
        let article = Article { id: "kabar 7/a".to_owned(), text: text.to_owned(), ..Article::default() };
        let analysis = Analysis { sentences };
        let mut out = String::new();
        write_article(&article, &analysis, &mut out);
        let expected = "\
            # newdoc id = kabar%207%2Fa\n# newpar\n# sent_id = kabar%207%2Fa-1\n\
            # text = Kunjungan\n1\tKunjungan\tkunjungan\tX\t_\t_\t0\troot\t_\t_\n\n\
            # newpar\n# sent_id = kabar%207%2Fa-2\n\
            # text = Kakaknya, Siti Aminah,(30)tiba.\n\
            1-2\tKakaknya\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
            1\tKakak\tkakak\tX\t_\t_\t0\troot\t_\tName=B-Person\n\
            2\tnya\tnya\tX\t_\t_\t1\tdep\t_\t_\n\
            3\t,\t,\tX\t_\t_\t2\tdep\t_\t_\n\
            4\tSiti\tsiti\tX\t_\t_\t3\tdep\t_\tName=B-Person\n\
            5\tAminah\taminah\tX\t_\t_\t4\tdep\t_\tName=I-Person|SpaceAfter=No\n";
        assert!(out.starts_with(expected), "{out}");
        assert!(out.contains("8\t30\t30\tX\t_\t_\t7\tdep\t_\tName=B-Quantity|SpaceAfter=No\n"), "{out}");
        assert!(out.contains("11\t.\t.\tX\t_\t_\t10\tdep\t_\tSpaceAfter=No\n\n# sent_id"), "{out}");
        let again = read(&out).unwrap();
        for (again, sentence) in again.iter().zip(&analysis.sentences) {
            assert_eq!(again.names, sentence.names);
            let words = |s: &Sentence| -> Vec<_> {
                s.tokens.iter().map(|t| (t.form.clone(), t.head, t.clitic)).collect()
            };
            assert_eq!(words(again), words(sentence));
        }
    }

    #[test]
    fn names_of_any_kind_are_read() {
        let rows = ["B-Law", "I-Law", "I-Event", "B-Event", "_", "I-Event", "B-Fish"];
        let mut names = Vec::new();
        for (i, label) in rows.into_iter().enumerate() {
            add_name(Some(label), i, &mut names);
        }
        let found: Vec<_> = names.iter().map(|n| (n.tokens.clone(), n.kind)).collect();
        let event = NameKind::Event;
        assert_eq!(found, [(0..2, NameKind::Law), (2..3, event), (3..4, event), (5..6, event)]);
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
