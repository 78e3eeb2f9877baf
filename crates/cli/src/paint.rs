//! Text on its way to a terminal: control characters are made visible, colour is added where it is wanted.

use std::io::IsTerminal;

use clap::ValueEnum;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set or TERM is dumb.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Adds colour, or leaves text as it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint(bool);

impl Paint {
    /// For stdout.
    pub(crate) fn stdout(color: Color) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        Paint(match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if set("NO_COLOR") || dumb => false,
            Color::Auto => set("CLICOLOR_FORCE") || std::io::stdout().is_terminal(),
        })
    }

    /// Text that stands out: names, headings.
    pub(crate) fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    /// Text of less weight: labels, rules.
    pub(crate) fn dim(self, text: &str) -> String {
        self.with("2", text)
    }

    /// The words under discussion.
    pub(crate) fn mark(self, text: &str) -> String {
        self.with("1;36", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.0 { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// The text with control characters made visible: a line break becomes a space, other C0 characters their picture
/// (`␛`), C1 characters and marks that turn the writing direction `�`.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { visible(c) }).collect()
}

/// The same, but line breaks and tabs stay: for whole documents that go to a terminal.
pub(crate) fn clean_lines(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\t') { c } else { visible(c) }).collect()
}

fn visible(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            '\u{fffd}'
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_visible() {
        let cases = [
            ("a\u{1b}[31mb", "a␛[31mb"),
            ("a\nb\tc\r", "a b c "),
            ("\u{202e}abc\u{9b}", "\u{fffd}abc\u{fffd}"),
            ("Čapek “é”", "Čapek “é”"),
        ];
        for (raw, shown) in cases {
            assert_eq!(clean(raw), shown);
        }
        assert_eq!(clean_lines("a\n\u{7}"), "a\n␇");
    }
}
