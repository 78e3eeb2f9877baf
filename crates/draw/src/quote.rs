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

/// The text on one line, without control characters and marks that change the direction of writing.
fn flat(text: &str) -> String {
    let odd = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace(odd, " ")
}

fn wrap(text: &str) -> Vec<String> {
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
    fn long_names_are_wrapped_between_words() {
        assert_eq!(
            lines(["Persatuan Bangsa-Bangsa Sedunia", "x"]),
            "\"Persatuan\\nBangsa-Bangsa Sedunia\\nx\""
        );
        assert_eq!(lines([""]), "\"\"");
    }
}
