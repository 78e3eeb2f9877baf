//! Treebanks as plain text with the places of their words and sentences, to train and score the cutting of text.

use std::ops::Range;

use crate::tagger::Style;

/// A piece of text without an empty line, and what the treebank says of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph {
    pub(crate) text: String,
    pub(crate) sentences: Vec<Vec<RawWord>>,
    /// How it is annotated.
    pub(crate) style: Style,
}

/// A surface word of a treebank.
#[derive(Clone, Debug)]
pub(crate) struct RawWord {
    /// Bytes of the paragraph's text.
    pub(crate) span: Range<usize>,
    /// The forms of its words, one or more.
    pub(crate) words: Vec<String>,
}

/// Reads CoNLL-U. A paragraph ends at `# newpar` and `# newdoc`; words are a space apart unless `SpaceAfter=No`.
pub(crate) fn paragraphs(conllu: &str, style: Style) -> Vec<Paragraph> {
    let empty = || Paragraph { style, ..Paragraph::default() };
    let mut paragraphs = vec![empty()];
    let (mut spaced, mut open, mut inside) = (false, false, 0);
    for line in conllu.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        if line.starts_with("# newpar") || line.starts_with("# newdoc") {
            if paragraphs.last().is_some_and(|p| !p.text.is_empty()) {
                paragraphs.push(empty());
            }
            spaced = false;
        }
        if line.is_empty() {
            open = false;
        }
        let [id, form, .., misc] = fields[..] else { continue };
        if id.contains('.') {
            continue;
        }
        let Some(paragraph) = paragraphs.last_mut() else { continue };
        if !open {
            paragraph.sentences.push(Vec::new());
            (open, inside) = (true, 0);
        }
        let Some(sentence) = paragraph.sentences.last_mut() else { continue };
        let number = id.rsplit('-').next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(0);
        if !id.contains('-') && number <= inside {
            if let Some(word) = sentence.last_mut() {
                word.words.push(form.to_owned());
            }
            continue;
        }
        if spaced {
            paragraph.text.push(' ');
        }
        let start = paragraph.text.len();
        paragraph.text.push_str(form);
        let words = if id.contains('-') { Vec::new() } else { vec![form.to_owned()] };
        sentence.push(RawWord { span: start..paragraph.text.len(), words });
        if id.contains('-') {
            inside = number;
        }
        spaced = !misc.split('|').any(|m| m == "SpaceAfter=No");
    }
    paragraphs
}

/// The paragraphs cut into pieces of at most `n` sentences: a treebank without paragraphs is one long one.
pub(crate) fn pieces(paragraphs: &[Paragraph], n: usize) -> Vec<Paragraph> {
    let mut pieces = Vec::new();
    for paragraph in paragraphs {
        for sentences in paragraph.sentences.chunks(n) {
            let span = |s: Option<&Vec<RawWord>>, last: bool| {
                s.and_then(|s| if last { s.last() } else { s.first() }).map_or(0..0, |w| w.span.clone())
            };
            let (start, end) = (span(sentences.first(), false).start, span(sentences.last(), true).end);
            let shifted = |w: &RawWord| RawWord {
                span: w.span.start - start..w.span.end - start,
                words: w.words.clone(),
            };
            pieces.push(Paragraph {
                text: paragraph.text.get(start..end).unwrap_or_default().to_owned(),
                sentences: sentences.iter().map(|s| s.iter().map(shifted).collect()).collect(),
                style: paragraph.style,
            });
        }
    }
    pieces
}
