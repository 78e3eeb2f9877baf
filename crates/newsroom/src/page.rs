//! A text as lines, and the pieces cut out of it so far.

use std::collections::BTreeMap;

use simpul_text::{Furniture, Span};

/// A line that is not blank, without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub(crate) span: Span,
    /// True where a blank line or the start of the text stands before it.
    pub(crate) after_blank: bool,
}

/// A text with its lines and what has been cut out.
///
/// Invariant: cuts do not overlap and are not empty; they and the lines begin and end at characters other than white
/// space.
pub(crate) struct Page<'t> {
    pub(crate) text: &'t str,
    pub(crate) lines: Vec<Line>,
    cuts: BTreeMap<usize, (usize, String)>,
}

impl<'t> Page<'t> {
    /// Splits a text at its line feeds and cuts a byte order mark off.
    pub(crate) fn new(text: &'t str) -> Self {
        let (mut lines, mut at, mut after_blank) = (Vec::new(), 0, true);
        let body = text.strip_prefix('\u{feff}').map_or(0, |rest| text.len() - rest.len());
        for line in text.split_inclusive('\n') {
            let start = at.max(body);
            at += line.len();
            match trimmed(text, Span::new(start.min(at), at)) {
                Some(span) => lines.push(Line { span, after_blank: std::mem::take(&mut after_blank) }),
                None => after_blank = true,
            }
        }
        let mut page = Page { text, lines, cuts: BTreeMap::new() };
        page.cut(Span::new(0, body), "byte_order_mark");
        page
    }

    pub(crate) fn quote(&self, span: Span) -> &'t str {
        &self.text[span.range()]
    }

    /// Cuts out what is left of a span.
    pub(crate) fn cut(&mut self, span: Span, rule: &str) {
        for piece in self.pieces(span).collect::<Vec<_>>() {
            self.cuts.insert(piece.start, (piece.end, rule.to_owned()));
        }
    }

    /// What is left of a span, piece by piece in text order.
    pub(crate) fn pieces(&self, span: Span) -> impl DoubleEndedIterator<Item = Span> + use<'_, 't> {
        // The cuts inside, as (start, end); a cut that began before the span bounds its first piece.
        let before =
            self.cuts.range(..span.start).next_back().map_or(span.start, |(_, c)| c.0.max(span.start));
        let start = before.min(span.end);
        let inside = move || self.cuts.range(start..span.end);
        // A piece stands before each cut, and after the last.
        let last = inside().next_back().map_or(start, |(_, c)| c.0.min(span.end));
        let gaps = inside().map(move |(at, _)| {
            let from = self.cuts.range(start..*at).next_back().map_or(start, |(_, c)| c.0);
            Span::new(from.min(*at), *at)
        });
        gaps.chain(std::iter::once(Span::new(last, span.end))).filter_map(|gap| trimmed(self.text, gap))
    }

    /// The first piece that is left of a line.
    pub(crate) fn first(&self, line: Line) -> Option<Span> {
        self.pieces(line.span).next()
    }

    /// The last piece that is left of the whole text, and its line's number.
    pub(crate) fn last(&self) -> Option<(usize, Span)> {
        let mut lines = self.lines.iter().enumerate().rev();
        lines.find_map(|(i, line)| Some((i, self.pieces(line.span).next_back()?)))
    }

    /// True where a byte is cut out.
    pub(crate) fn is_cut(&self, at: usize) -> bool {
        self.cuts.range(..=at).next_back().is_some_and(|(_, c)| at < c.0)
    }

    /// What was cut out, in text order.
    pub(crate) fn furniture(&self) -> Vec<Furniture> {
        let cuts = self.cuts.iter();
        cuts.map(|(start, (end, rule))| Furniture { span: Span::new(*start, *end), rule: rule.clone() })
            .collect()
    }
}

/// A span without the white space around it; `None` where nothing else is in it.
pub(crate) fn trimmed(text: &str, span: Span) -> Option<Span> {
    let quote = &text[span.range()];
    let end = span.start + quote.trim_end().len();
    let start = span.end - quote.trim_start().len();
    (start < end).then(|| Span::new(start, end))
}

/// The largest character boundary at or before `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_is_gone() {
        let mut page = Page::new("\u{feff}satu dua tiga\r\n\n \u{a0}empat\n");
        let line = page.lines[0].span;
        assert_eq!(
            page.lines.iter().map(|l| (page.quote(l.span), l.after_blank)).collect::<Vec<_>>(),
            [("satu dua tiga", true), ("empat", true)]
        );
        page.cut(Span::new(line.start + 4, line.start + 9), "x");
        page.cut(Span::new(line.start + 6, line.end), "y");
        assert_eq!(page.pieces(line).map(|p| page.quote(p)).collect::<Vec<_>>(), ["satu"]);
        let furniture = page.furniture();
        let names: Vec<_> = furniture.iter().map(|f| (page.quote(f.span), f.rule.as_str())).collect();
        assert_eq!(names, [("\u{feff}", "byte_order_mark"), ("dua", "x"), ("tiga", "y")]);
        assert!(page.is_cut(line.start + 5) && !page.is_cut(line.start + 1));
        assert_eq!(page.last().map(|l| page.quote(l.1)), Some("empat"));
    }
}
