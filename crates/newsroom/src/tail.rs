//! The end of an article: bylines, initials, credits. Only what stands last is taken off, again and again.

use simpul_text::{Metadata, Span};

use crate::byline::{Byline, Labels, looks_like_name, name};
use crate::furniture::{FurnitureRules, MAX_LINE};
use crate::page::Page;

/// No article has more pieces than this at its end.
const MAX_ROUNDS: usize = 24;

/// Cuts what stands behind the last sentence.
pub(crate) fn cut(page: &mut Page<'_>, metadata: &mut Metadata, rules: &FurnitureRules, labels: &Labels) {
    for _ in 0..MAX_ROUNDS {
        let Some((number, piece)) = page.last() else { return };
        let whole = page.lines[number].span == piece;
        if number > 0 && whole && piece.len() <= MAX_LINE {
            if let Some(byline) = labels.read(page.text, piece, true) {
                sign(metadata, byline);
                page.cut(piece, "tail_byline");
                continue;
            }
            if let Some(author) = lone_name(page, number, piece, metadata) {
                metadata.authors.extend(author);
                page.cut(piece, "tail_name");
                continue;
            }
        }
        if let Some((span, byline)) = labels.read_end(page.text, piece).filter(|(s, _)| s.start > piece.start)
        {
            sign(metadata, byline);
            page.cut(span, "tail_byline");
            continue;
        }
        let Some((span, rule)) = rules.tail(page.text, piece) else { return };
        // All there is of an article is no tail of it.
        if span.start == piece.start && page.pieces(Span::new(0, piece.start)).next().is_none() {
            return;
        }
        if rule == "tempo_contributor" {
            let quote = page.quote(span);
            let end =
                quote.find("ikut ").or_else(|| quote.find("turut ")).or_else(|| quote.find("berkontribusi"));
            let names = Span::new(span.start, span.start + end.unwrap_or(0));
            metadata.authors.extend(name(page.text, names));
        }
        page.cut(span, rule);
    }
}

/// Adds the people of a byline.
pub(crate) fn sign(metadata: &mut Metadata, byline: Byline) {
    for (from, to) in [(byline.authors, &mut metadata.authors), (byline.editors, &mut metadata.editors)] {
        for field in from {
            if !to.iter().any(|f| f.value == field.value) {
                to.push(field);
            }
        }
    }
}

/// A last paragraph that is only a name: of Tempo's articles, and of others where the name is in capitals.
fn lone_name(
    page: &Page<'_>,
    number: usize,
    piece: Span,
    metadata: &Metadata,
) -> Option<Vec<simpul_text::Field<String>>> {
    let quote = page.quote(piece);
    let n = quote.split_whitespace().count();
    let capitals = !quote.contains(char::is_lowercase) && n >= 2;
    let tempo = metadata.outlet.as_ref().is_some_and(|o| o.value == "Tempo.co");
    let before = page.lines[..number].iter().rev().find_map(|l| page.pieces(l.span).next_back())?;
    let after_sentence = page.quote(before).ends_with(['.', '"', '”', '!', '?']);
    let parts = quote.split(['|', '/', ',']).map(str::trim);
    let names = n <= 8
        && parts.clone().all(|p| looks_like_name(p) && (p.contains(' ') || quote.contains(['|', '/'])));
    if !(after_sentence && names && (tempo || capitals && number > 1)) {
        return None;
    }
    let mut at = piece.start;
    let fields = quote.split(['|', '/', ',']).filter_map(|part| {
        let span = Span::new(at, at + part.len());
        at += part.len() + 1;
        name(page.text, span)
    });
    Some(fields.collect())
}
