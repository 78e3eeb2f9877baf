use std::ops::Range;

/// A path or a test that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column {column}: {message}")]
pub struct PathError {
    /// Position in the text of the path, from 1, in Unicode code points.
    pub column: usize,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// Something in a rule file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct RuleError {
    /// The file, as the caller named it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in Unicode code points.
    pub column: usize,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// Line and column (both from 1) of a byte offset; an offset past the end or inside a character counts as the
/// character boundary before it.
pub(crate) fn position(text: &str, mut offset: usize) -> (usize, usize) {
    offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |n| n + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The byte offset in a file of a column inside a TOML string.
///
/// `span` is the string as written, quotes included. Where the string is written with escapes or over several lines
/// a column cannot be traced and the string's start is given.
pub(crate) fn offset_in_string(file: &str, span: &Range<usize>, value: &str, column: usize) -> usize {
    let written = file.get(span.start + 1..span.end.saturating_sub(1));
    if written != Some(value) {
        return span.start;
    }
    let inside: usize = value.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    span.start + 1 + inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_code_points_in_the_line() {
        let text = "a\né = 'x|é'\n";
        let cases = [(0, (1, 1)), (2, (2, 1)), (3, (2, 1)), (4, (2, 2)), (7, (2, 5)), (99, (3, 1))];
        for (offset, expected) in cases {
            assert_eq!(position(text, offset), expected, "{offset}");
        }
        assert_eq!(position(text, offset_in_string(text, &(7..13), "x|é", 3)), (2, 8));
        assert_eq!(offset_in_string(text, &(7..13), "other", 3), 7);
    }
}
