//! Pieces that are not the article: cross-links, advertisements, promotion, credits.
//!
//! The rules are `seeds/newsroom/furniture.toml`; how each kind is applied is said there.

use regex::Regex;
use serde::Deserialize;
use simpul_seeds::Seeds;
use simpul_text::Span;
use toml::Spanned;

use crate::headline::Headlines;
use crate::page::{Page, floor, trimmed};
use crate::seed::{RuleError, Seed};

/// Lines longer than this, in bytes, are no furniture as a whole.
pub(crate) const MAX_LINE: usize = 400;

/// The furniture rules, compiled.
pub(crate) struct FurnitureRules {
    lines: Vec<LineRule>,
    inlines: Vec<InlineRule>,
    tails: Vec<TailRule>,
}

/// A rule for a whole line.
pub(crate) struct LineRule {
    name: String,
    pattern: Regex,
    /// True where the first line of a text is never tried.
    not_first: bool,
    /// Whether the headlines on the lines behind belong to it.
    follow: Option<Follow>,
    #[cfg_attr(not(test), expect(dead_code, reason = "only the tests run them"))]
    examples: Examples,
}

/// A rule for a piece of a line.
pub(crate) struct InlineRule {
    name: String,
    trigger: Regex,
    until: Until,
    #[cfg_attr(not(test), expect(dead_code, reason = "only the tests run them"))]
    examples: Examples,
}

/// A rule for the end of an article.
pub(crate) struct TailRule {
    name: String,
    pattern: Regex,
    after_sentence: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "only the tests run them"))]
    examples: Examples,
}

/// Texts that show what a rule catches.
#[cfg_attr(not(test), expect(dead_code, reason = "only the tests run them"))]
#[derive(Default)]
pub(crate) struct Examples {
    /// Caught as a whole.
    pub(crate) matches: Vec<String>,
    /// Text, and the piece caught.
    pub(crate) cuts: Vec<(String, String)>,
    /// Nothing caught.
    pub(crate) keeps: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Until {
    Match,
    Headline,
    Sentence,
    Bracket,
    Line,
}

/// Which headlines on the lines behind a line go with it.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Follow {
    /// All.
    Always,
    /// All, where the line itself ends with a colon.
    Colon,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    line: Vec<LineEntry>,
    inline: Vec<InlineEntry>,
    tail: Vec<TailEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LineEntry {
    name: String,
    pattern: Spanned<String>,
    #[serde(default)]
    not_first: bool,
    follow: Option<Follow>,
    #[serde(default)]
    matches: Vec<String>,
    #[serde(default)]
    keeps: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InlineEntry {
    name: String,
    trigger: Spanned<String>,
    until: Until,
    #[serde(default)]
    cuts: Vec<(String, String)>,
    #[serde(default)]
    keeps: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TailEntry {
    name: String,
    pattern: Spanned<String>,
    after: Option<After>,
    #[serde(default)]
    cuts: Vec<(String, String)>,
    #[serde(default)]
    keeps: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum After {
    Sentence,
}

impl FurnitureRules {
    pub(crate) fn from_seeds(seeds: &Seeds) -> Result<Self, RuleError> {
        let seed = Seed::open(seeds, "newsroom/furniture.toml")?;
        let file: File = seed.toml()?;

        let mut lines = Vec::new();
        for entry in file.line {
            let pattern = format!("^(?:{})$", entry.pattern.as_ref());
            let pattern = seed.regex(entry.pattern.span().start, &pattern)?;
            let examples = Examples { matches: entry.matches, cuts: Vec::new(), keeps: entry.keeps };
            lines.push(LineRule {
                name: entry.name,
                pattern,
                not_first: entry.not_first,
                follow: entry.follow,
                examples,
            });
        }

        let mut inlines = Vec::new();
        for entry in file.inline {
            let trigger = seed.regex(entry.trigger.span().start, entry.trigger.as_ref())?;
            let examples = Examples { matches: Vec::new(), cuts: entry.cuts, keeps: entry.keeps };
            inlines.push(InlineRule { name: entry.name, trigger, until: entry.until, examples });
        }

        let mut tails = Vec::new();
        for entry in file.tail {
            let pattern = format!("(?:{})$", entry.pattern.as_ref());
            let pattern = seed.regex(entry.pattern.span().start, &pattern)?;
            let examples = Examples { matches: Vec::new(), cuts: entry.cuts, keeps: entry.keeps };
            tails.push(TailRule {
                name: entry.name,
                pattern,
                after_sentence: entry.after.is_some(),
                examples,
            });
        }
        Ok(FurnitureRules { lines, inlines, tails })
    }

    /// The rule that a whole line falls under; `first` where it is the first of its text.
    pub(crate) fn line(&self, line: &str, first: bool) -> Option<&str> {
        self.line_rule(line, first).map(|rule| rule.name.as_str())
    }

    fn line_rule(&self, line: &str, first: bool) -> Option<&LineRule> {
        if line.len() > MAX_LINE {
            return None;
        }
        self.lines.iter().find(|rule| !(first && rule.not_first) && rule.pattern.is_match(line))
    }

    /// Cuts whole lines, but such as `keep` says to hold the start of the article.
    pub(crate) fn cut_lines(
        &self,
        page: &mut Page<'_>,
        headlines: &Headlines,
        keep: impl Fn(&str, Span) -> bool,
    ) {
        let mut following: Option<&str> = None;
        for i in 0..page.lines.len() {
            let span = page.lines[i].span;
            let quote = page.quote(span);
            let rule = self.line_rule(quote, i == 0).filter(|_| !keep(page.text, span));
            if let Some(rule) = rule {
                page.cut(span, &rule.name);
                let follows = match rule.follow {
                    Some(Follow::Always) => true,
                    Some(Follow::Colon) => quote.ends_with(':'),
                    None => false,
                };
                following = follows.then_some(rule.name.as_str());
            } else if let Some(name) = following.filter(|_| is_bare_headline(quote, headlines)) {
                page.cut(span, name);
            } else {
                following = None;
            }
        }
    }

    /// Cuts pieces of lines: *Warga pulang. Baca juga: Panen Raya Menurut dia, …*
    pub(crate) fn cut_inlines(&self, page: &mut Page<'_>, headlines: &Headlines) {
        for rule in &self.inlines {
            let (text, mut done) = (page.text, 0);
            for found in rule.trigger.find_iter(text) {
                if found.start() < done || found.is_empty() || page.is_cut(found.start()) {
                    continue;
                }
                // The quotation mark at the end of a trigger opens the headline.
                let bare = found.as_str().trim_end_matches(['"', '“', '\'', '‘']);
                let titled = line_from(text, found.start() + bare.len());
                let near = line_from(text, found.end());
                let end = match rule.until {
                    Until::Match => found.end(),
                    Until::Headline => found.start() + bare.len() + headlines.len(titled),
                    Until::Sentence => found.end() + sentence_len(near),
                    Until::Bracket => found.end() + bracket_len(near).unwrap_or_else(|| headlines.len(near)),
                    Until::Line => text[found.end()..].find('\n').map_or(text.len(), |n| found.end() + n),
                };
                let end = end.max(found.end());
                done = end;
                if let Some(span) = trimmed(text, Span::new(found.start(), end)) {
                    page.cut(span, &rule.name);
                }
            }
        }
    }

    /// The piece that a tail rule catches at the end of a span, and the rule.
    pub(crate) fn tail(&self, text: &str, span: Span) -> Option<(Span, &str)> {
        let start = floor(text, span.end.saturating_sub(MAX_LINE)).max(span.start);
        let tail = &text[start..span.end];
        self.tails.iter().find_map(|rule| {
            let found = rule.pattern.find(tail)?;
            let before = text[span.start..start + found.start()].trim_end();
            let fits = !rule.after_sentence || before.ends_with(['.', '!', '?', '"', '”', '…', '*']);
            (fits && !found.is_empty())
                .then(|| (Span::new(start + found.start(), span.end), rule.name.as_str()))
        })
    }
}

/// What stands behind a byte in its line, at most [`MAX_LINE`] bytes of it.
fn line_from(text: &str, at: usize) -> &str {
    let near = &text[at..floor(text, at + MAX_LINE)];
    near.split('\n').next().unwrap_or(near)
}

/// *Harga Gabah Turun di Kota*: a line that is a headline and no more.
fn is_bare_headline(line: &str, headlines: &Headlines) -> bool {
    let n_words = line.split_whitespace().count();
    (3..=20).contains(&n_words)
        && line.len() <= 160
        && !line.ends_with(['.', ',', ';', '"', '”'])
        && headlines.is_title_case(line)
}

/// Length up to the end of a sentence or clause: a full stop or colon before white space, or the end.
fn sentence_len(text: &str) -> usize {
    let ends = text.char_indices().find(|(i, c)| {
        let after = i + c.len_utf8();
        matches!(c, '.' | '!' | '?' | ':') && text[after..].chars().next().is_none_or(char::is_whitespace)
    });
    ends.map_or(text.len(), |(i, _)| i + 1)
}

/// Length up to and with the bracket that closes one opened before, *Budi (kanan)/Antara) …*, and a link pasted behind.
fn bracket_len(text: &str) -> Option<usize> {
    let mut depth = 1;
    for (i, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let after = &text[i + 1..];
            let link = after.starts_with('(').then(|| after.find(')')).flatten();
            let len = i + 1 + link.map_or(0, |n| n + 1);
            return Some(len + usize::from(text[len..].starts_with(';')));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotes(page: &Page<'_>) -> Vec<String> {
        page.furniture().iter().map(|f| page.quote(f.span).to_owned()).collect()
    }

    #[test]
    fn every_rule_catches_its_examples_and_nothing_else() {
        let seeds = Seeds::bundled();
        let rules = FurnitureRules::from_seeds(&seeds).unwrap();
        let headlines = Headlines::from_seeds(&seeds).unwrap();
        let cut = |text: &str| {
            let mut page = Page::new(text);
            rules.cut_lines(&mut page, &headlines, |_, _| false);
            rules.cut_inlines(&mut page, &headlines);
            quotes(&page)
        };
        let tail =
            |text: &str| rules.tail(text, Span::new(0, text.len())).map(|(s, _)| text[s.range()].to_owned());
        let mut wrong = Vec::new();
        let mut check = |rule: &str, text: &str, right: bool| {
            if !right {
                wrong.push(format!("{rule}: {text}"));
            }
        };
        for rule in &rules.lines {
            let name = rule.name.as_str();
            rule.examples.matches.iter().for_each(|t| check(name, t, rules.line(t, false) == Some(name)));
            rule.examples.keeps.iter().for_each(|t| check(name, t, rules.line(t, false).is_none()));
        }
        for rule in &rules.inlines {
            rule.examples.cuts.iter().for_each(|(t, p)| check(&rule.name, t, cut(t) == [p.as_str()]));
            rule.examples.keeps.iter().for_each(|t| check(&rule.name, t, cut(t).is_empty()));
        }
        for rule in &rules.tails {
            rule.examples.cuts.iter().for_each(|(t, p)| check(&rule.name, t, tail(t).as_ref() == Some(p)));
            rule.examples.keeps.iter().for_each(|t| check(&rule.name, t, tail(t).is_none()));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn a_bad_pattern_is_named_by_line_and_column() {
        let text = "line = []\ntail = []\n[[inline]]\nname = \"x\"\ntrigger = '''(a'''\nuntil = \"match\"\n";
        let seeds = Seeds::from_files(vec![("newsroom/furniture.toml".to_owned(), text.to_owned())]);
        let error = FurnitureRules::from_seeds(&seeds).err().unwrap().to_string();
        assert!(error.starts_with("seeds/newsroom/furniture.toml:5:11: bad regular expression"), "{error}");
    }
}
