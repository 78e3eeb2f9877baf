//! What is left of a page as title, headings and paragraphs.

use simpul_text::{Block, BlockKind, Language, Span};

use crate::headline::Headlines;
use crate::page::{Line, Page};

/// The longest headline, in bytes.
const MAX_TITLE: usize = 200;
/// The longest heading between paragraphs, in bytes.
const MAX_HEADING: usize = 100;

/// True where a line can be the headline of an article: short, without full stop, and more than furniture.
pub(crate) fn is_title(headlines: &Headlines, page: &Page<'_>, number: usize) -> bool {
    let line = page.lines[number];
    let text = page.quote(line.span);
    let Some(next) = page.lines.get(number + 1) else { return false };
    let n_words = text.split_whitespace().count();
    let ends = text.ends_with(['.', ',', ';', ':']) && !text.ends_with("...");
    if text.len() > MAX_TITLE || !(2..=30).contains(&n_words) || ends || is_list_item(text) {
        return false;
    }
    // A headline in small letters needs the blank line behind it.
    next.after_blank || headlines.is_title_case(text)
}

/// The blocks of a page, in text order. `title` is the span of the headline.
pub(crate) fn blocks(
    page: &Page<'_>,
    title: Option<Span>,
    headlines: &Headlines,
    language: Language,
) -> Vec<Block> {
    let pieces = page.lines.iter().map(|line| (*line, page.pieces(line.span).collect::<Vec<_>>()));
    let lines: Vec<(Line, Vec<Span>)> = pieces.filter(|(_, pieces)| !pieces.is_empty()).collect();
    let mut blocks = Vec::with_capacity(lines.len());
    for (i, (line, pieces)) in lines.iter().enumerate() {
        let paragraph = |j: Option<usize>| {
            j.and_then(|j| lines.get(j))
                .is_some_and(|(l, _)| Some(l.span) != title && l.span.len() > MAX_HEADING)
        };
        // A heading stands above a paragraph, and below one or the title.
        let around = i > 0 && i + 1 < lines.len() && (paragraph(i.checked_sub(1)) || paragraph(Some(i + 1)));
        let whole = pieces.len() == 1 && pieces[0] == line.span;
        for span in pieces {
            let kind = if title == Some(*span) {
                BlockKind::Title
            } else if whole && around && is_heading(headlines, page.quote(*span), *line, language) {
                BlockKind::Heading
            } else {
                BlockKind::Paragraph
            };
            blocks.push(Block { span: *span, kind });
        }
    }
    blocks
}

/// *Hubungan Dagang Kedua Desa*: short, title case, no mark at its end. English headings also in small letters, where
/// blank lines part the paragraphs.
fn is_heading(headlines: &Headlines, text: &str, line: Line, language: Language) -> bool {
    let n_words = text.split_whitespace().count();
    let open = text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '?' | '!' | '\'' | '’'));
    let question = text.ends_with(['?', '!']);
    let starts = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if text.len() > MAX_HEADING || n_words > 12 || !open || !starts || is_list_item(text) {
        return false;
    }
    let small = language == Language::En && line.after_blank && n_words <= 8 && !question;
    small || headlines.is_title_case(text)
}

/// *1. Padi*, *- Padi*, *a) Padi*.
fn is_list_item(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let letter =
        text.chars().nth(1).is_some_and(|c| matches!(c, '.' | ')')) && text.starts_with(char::is_alphabetic);
    text.starts_with(['-', '•', '*', '–', '·', '>'])
        || (1..=3).contains(&digits) && rest.starts_with(['.', ')'])
        || letter
}
