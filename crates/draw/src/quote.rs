/// Characters after which a label goes on in a new line.
const WRAP: usize = 22;

/// A text as a DOT string that Graphviz shows as it is: quotation marks, backslashes and entities (`&amp;`) are
/// escaped, control characters become spaces. Given to an attribute as `label="…"`.
pub(crate) fn label(text: &str) -> String {
    format!("\"{}\"", escape(text))
}

/// Several texts, each on lines of its own, wrapped between words.
pub(crate) fn lines<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let lines: Vec<String> = texts.into_iter().flat_map(wrap).map(|line| escape(&line)).collect();
    format!("\"{}\"", lines.join("\\n"))
}

/// The name of a node. Graphviz reads no escapes in it but `\"`, and drops a backslash before a line end.
pub(crate) fn id(text: &str) -> String {
    format!("\"{}\"", flat(text).replace('\\', "\\\\").replace('"', "\\\""))
}

fn escape(text: &str) -> String {
    flat(text).replace('&', "&amp;").replace('\\', "\\\\").replace('"', "\\\"")
}

/// A text for HTML and XML, as content or between quotation marks: what they would read as markup is escaped. Line breaks
/// and tabs become spaces; other control characters, marks that change the direction of writing and what XML 1.0 cannot
/// hold become `�`, one character each.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if odd(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// The text on one line, without control characters and marks that change the direction of writing.
fn flat(text: &str) -> String {
    text.replace(|c| odd(c) || matches!(c, '\u{2028}' | '\u{2029}'), " ")
}

/// Control characters, marks that change the direction of writing, and the two that XML forbids.
fn odd(c: char) -> bool {
    let direction = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    c.is_control() || direction || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// *Persatuan Bangsa-Bangsa Sedunia* as two lines, parted between words.
pub(crate) fn wrap(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WRAP => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_stay_labels() {
        let cases = [
            (r#"a"]; b [label="x"#, r#""a\"]; b [label=\"x""#),
            (r"\N \G \n", r#""\\N \\G \\n""#),
            ("<b>tebal</b>", r#""<b>tebal</b>""#),
            ("AT&T &lt;", r#""AT&amp;T &amp;lt;""#),
            ("satu\ndua\u{1b}[31m", r#""satu dua [31m""#),
            ("ujung\\", r#""ujung\\""#),
        ];
        for (name, quoted) in cases {
            assert_eq!(label(name), quoted);
        }
    }

    #[test]
    fn hostile_names_open_no_tag() {
        let cases = [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload='x' &amp;", "&quot; onload=&#39;x&#39; &amp;amp;"),
            ("a\u{202e}b\u{200f}c\u{0}\u{85}\u{ffff}", "a\u{fffd}b\u{fffd}c\u{fffd}\u{fffd}\u{fffd}"),
            ("satu\ndua\tتجربة", "satu dua تجربة"),
        ];
        for (name, escaped) in cases {
            assert_eq!(xml(name), escaped);
        }
    }

    #[test]
    fn long_names_are_wrapped_between_words() {
        assert_eq!(
            lines(["Persatuan Bangsa-Bangsa Sedunia", "x"]),
            "\"Persatuan\\nBangsa-Bangsa Sedunia\\nx\""
        );
        assert_eq!(lines([""]), "\"\"");
    }
}
