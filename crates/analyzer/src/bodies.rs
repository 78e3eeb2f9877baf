//! English names told by a word in them: *the Riverton Relief Foundation* and *Council on Urban Affairs* are
//! organisations, *Kim Min-Ji* is a person.
//!
//! What the learned models find wins where it reaches beyond such a name; within it, it is replaced.

use std::ops::Range;

use simpul_text::{Language, Name, NameKind, Token, Upos};

use crate::lists::Lists;

/// Most words of a name.
const MOST: usize = 10;

/// The names of a sentence, in order, with those told by a word in them.
pub(crate) fn mark(mut names: Vec<Name>, tokens: &[Token], lists: &Lists) -> Vec<Name> {
    if lists.language != Language::En {
        return names;
    }
    for name in &mut names {
        if name.tokens.len() == 1 && lists.company(&tokens[name.tokens.start].form) {
            name.kind = NameKind::Org;
        }
    }
    let mut at = 0;
    while at < tokens.len() {
        let found = person(tokens, at, lists).map(|range| (range, NameKind::Person));
        let Some((range, kind)) = found.or_else(|| Some((body(tokens, &names, at, lists)?, NameKind::Org)))
        else {
            at += 1;
            continue;
        };
        at = range.end;
        let touches = |name: &Name| name.tokens.start < range.end && range.start < name.tokens.end;
        let within = |name: &Name| range.start <= name.tokens.start && name.tokens.end <= range.end;
        let known = |name: &Name| name.kind == kind && name.tokens.start == range.start;
        if names.iter().filter(|name| touches(name)).all(|name| within(name) && !known(name)) {
            names.retain(|name| !touches(name));
            names.push(Name { tokens: range, kind });
        }
    }
    names.sort_by_key(|name| name.tokens.start);
    names
}

/// *Kim Min-Ji*: a family name and a given name with a hyphen, from `at`.
fn person(tokens: &[Token], at: usize, lists: &Lists) -> Option<Range<usize>> {
    let [family, first, hyphen, second, ..] = &tokens[at..] else { return None };
    let glued = (first.span.end, hyphen.span.end) == (hyphen.span.start, second.span.start);
    let given = capital(first) && second.form.chars().all(char::is_alphabetic);
    (lists.family(&family.form) && hyphen.form == "-" && glued && given).then_some(at..at + 4)
}

/// *Riverton Relief Foundation*, *Council on Urban Affairs*: the name of an organisation from `at`, where a run of words
/// of names begins.
fn body(tokens: &[Token], names: &[Name], at: usize, lists: &Lists) -> Option<Range<usize>> {
    let end = run(tokens, at);
    if end == at || at.checked_sub(1).is_some_and(|before| run(tokens, before) > at) {
        return None;
    }
    let last = (at..end).rev().find(|i| lists.body(&tokens[*i].form))?;
    let mut range = at..last + 1;
    if last + 1 == end && tokens.get(end).is_some_and(|t| lists.goes_on(&t.form)) {
        let start = end + 1;
        // Council on Urban Affairs Ann Reed
        let person = |i: &usize| names.iter().any(|n| n.kind == NameKind::Person && n.tokens.start == *i);
        let rest = run(tokens, start);
        let rest = (start..rest).find(person).unwrap_or(rest);
        if rest > start {
            range.end = rest;
        }
    }
    let whole = range.len() > 1 && (last + 1 == end || range.len() > 2);
    (whole && range.len() <= MOST).then_some(range)
}

/// End of the run of words of names from `at`, hyphens between them included.
fn run(tokens: &[Token], at: usize) -> usize {
    let mut end = at;
    while let Some(token) = tokens.get(end) {
        let glues = |i: usize| tokens[i - 1].span.end == tokens[i].span.start;
        let hyphen = token.form == "-"
            && end > at
            && glues(end)
            && tokens.get(end + 1).is_some_and(|next| capital(next) && glues(end + 1));
        if !(hyphen || part(token)) {
            break;
        }
        end += 1;
    }
    end
}

/// A word of a name: *Relief*, *501st*; not *The*, *2019*.
fn part(token: &Token) -> bool {
    let ordinal = token.form.starts_with(|c: char| c.is_ascii_digit())
        && token.form.ends_with(|c: char| c.is_ascii_lowercase());
    (capital(token) && matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj)) || ordinal
}

fn capital(token: &Token) -> bool {
    token.form.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use simpul_text::{Feats, Span};

    /// Words apart by spaces but around a hyphen; a small first letter is no word of a name.
    fn tokens(words: &str) -> Vec<Token> {
        let mut at = 0;
        let token = |form: &str| {
            let start = if form == "-" { at - 1 } else { at };
            let span = Span::new(start, start + form.len());
            at = if form == "-" { span.end } else { span.end + 1 };
            Token {
                span,
                form: form.to_owned(),
                lemma: String::new(),
                upos: if matches!(form, "The" | "On") { Upos::Det } else { Upos::Propn },
                feats: Feats::default(),
                head: None,
                deprel: String::new(),
                clitic: false,
            }
        };
        words.split(' ').map(token).collect()
    }

    fn marked(words: &str, names: &[(Range<usize>, NameKind)]) -> Vec<String> {
        let tokens = tokens(words);
        let names = names.iter().map(|(tokens, kind)| Name { tokens: tokens.clone(), kind: *kind }).collect();
        let form = |name: &Name| {
            let forms: Vec<&str> = tokens[name.tokens.clone()].iter().map(|t| t.form.as_str()).collect();
            format!("{:?} {}", name.kind, forms.join(" "))
        };
        mark(names, &tokens, &Lists::of(Language::En)).iter().map(form).collect()
    }

    #[test]
    fn names_told_by_a_word() {
        use NameKind::{Person, Place};
        let found = marked("The Riverton Relief Foundation paid Riverton", &[(1..2, Place), (5..6, Place)]);
        assert_eq!(found, ["Org Riverton Relief Foundation", "Place Riverton"]);
        assert_eq!(marked("the Council on Urban Affairs met", &[]), ["Org Council on Urban Affairs"]);
        let found = marked("Council on Urban Affairs Ann Reed", &[(4..6, Person)]);
        assert_eq!(found, ["Org Council on Urban Affairs", "Person Ann Reed"]);
        assert_eq!(marked("the 12th Legion left", &[]), ["Org 12th Legion"]);
        assert_eq!(marked("the Council met", &[]), [""; 0]);
        let found = marked("Park Joo - Won met Lumisoft", &[(0..2, Place), (3..4, Place), (5..6, Person)]);
        assert_eq!(found, ["Person Park Joo - Won", "Org Lumisoft"]);
        let beyond = marked("the Lakeside Gazette Award went", &[(1..4, NameKind::Product)]);
        assert_eq!(beyond, ["Product Lakeside Gazette Award"]);
    }
}
