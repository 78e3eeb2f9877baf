//! Names that were found in parts, made whole: *Pengadilan Negeri* and *Surabaya*, *Kim Min* and *Ji* of *Kim Min-Ji*.

use simpul_text::{Language, Name, NameKind, Token, Upos};

use crate::lists::Lists;

/// Most words that a name grows by at its start.
const MOST: usize = 6;

/// The names of a sentence, in order, those in parts joined.
pub(crate) fn join(names: Vec<Name>, tokens: &[Token], lists: &Lists) -> Vec<Name> {
    let mut joined: Vec<Name> = Vec::with_capacity(names.len());
    let mut names = names.into_iter().peekable();
    while let Some(mut name) = names.next() {
        if let Some(before) = joined.last_mut()
            && (placed(before, &name, tokens, lists) || hyphened(before, &name, tokens))
        {
            before.tokens.end = name.tokens.end;
            continue;
        }
        if let Some(start) = office(&name, tokens, lists)
            && joined.iter().rev().take_while(|n| n.tokens.end > start).all(|n| n.tokens.start >= start)
        {
            while joined.pop_if(|n| n.tokens.end > start).is_some() {}
            name = Name { tokens: start..name.tokens.end, kind: NameKind::Org };
        }
        let free = names.peek().is_none_or(|next| next.tokens.start > name.tokens.end);
        if free && lists.language == Language::Id && initials(&name, tokens) {
            name.tokens.end += 1;
        }
        joined.push(name);
    }
    joined
}

/// *Pengadilan Negeri* and *Surabaya*: an organisation and the place right after it, where the tree has them as one or the
/// organisation is a public body.
fn placed(before: &Name, name: &Name, tokens: &[Token], lists: &Lists) -> bool {
    let first = &tokens[name.tokens.start];
    let flat =
        first.deprel.starts_with("flat") && first.head.is_some_and(|head| before.tokens.contains(&head));
    name.kind == NameKind::Place
        && before.kind == NameKind::Org
        && before.tokens.end == name.tokens.start
        && (flat || lists.office(&tokens[before.tokens.start].form.to_lowercase()))
}

/// *Kim Min* and *Ji* of *Kim Min-Ji*: a person's name goes on after a hyphen.
fn hyphened(before: &Name, name: &Name, tokens: &[Token]) -> bool {
    let persons = before.kind == NameKind::Person && name.kind == NameKind::Person;
    let [last, hyphen, first] = &tokens[before.tokens.end - 1..=name.tokens.start] else { return false };
    persons
        && before.tokens.len() > 1
        && hyphen.form == "-"
        && (last.span.end, hyphen.span.end) == (hyphen.span.start, first.span.start)
}

/// *MD* of *Mahfud MD*: initials after a person's name, which Indonesian writes without full stops.
fn initials(name: &Name, tokens: &[Token]) -> bool {
    name.kind == NameKind::Person
        && tokens.get(name.tokens.end).is_some_and(|next| {
            (1..=3).contains(&next.form.len())
                && next.form.bytes().all(|b| b.is_ascii_uppercase())
                && next.deprel.starts_with("flat")
                && next.head.is_some_and(|head| name.tokens.contains(&head))
        })
}

/// *Pemprov* of *Pemprov Jawa Tengah*, *Komisi VI* of *Komisi VI DPR*: the first word of a public body that has the place
/// or the body after it in its name. Only words of names and numbers stand between, and the tree has the name below
/// that first word.
fn office(name: &Name, tokens: &[Token], lists: &Lists) -> Option<usize> {
    if name.kind == NameKind::Person {
        return None;
    }
    let part = |i: &usize| {
        let token = &tokens[*i];
        token.form.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
    };
    let before = (0..name.tokens.start).rev().take(MOST).take_while(part);
    let starts = before.filter(|i| lists.office(&tokens[*i].form.to_lowercase())).filter(|start| {
        let mut at = name.tokens.start;
        (0..MOST).any(|_| {
            at = tokens[at].head.unwrap_or(at);
            at == *start
        })
    });
    starts.last()
}

#[cfg(test)]
mod tests {
    use super::*;
    use simpul_text::{Feats, Span};

    /// Words as form/head/relation, heads from 1, apart by spaces but around a hyphen.
    fn tokens(words: &str) -> Vec<Token> {
        let mut at = 0;
        let token = |word: &str| {
            let fields: Vec<&str> = word.split('/').collect();
            let hyphen = fields[0] == "-";
            let start = if hyphen { at - 1 } else { at };
            let span = Span::new(start, start + fields[0].len());
            at = if hyphen { span.end } else { span.end + 1 };
            Token {
                span,
                form: fields[0].to_owned(),
                lemma: String::new(),
                upos: if fields[2] == "root" { Upos::Verb } else { Upos::Propn },
                feats: Feats::default(),
                head: fields[1].parse::<usize>().unwrap().checked_sub(1),
                deprel: fields[2].to_owned(),
                clitic: false,
            }
        };
        words.split(' ').map(token).collect()
    }

    fn joined(words: &str, names: &[(std::ops::Range<usize>, NameKind)]) -> Vec<(usize, usize, NameKind)> {
        let names = names.iter().map(|(tokens, kind)| Name { tokens: tokens.clone(), kind: *kind }).collect();
        let names = join(names, &tokens(words), &Lists::of(Language::Id));
        names.into_iter().map(|n| (n.tokens.start, n.tokens.end, n.kind)).collect()
    }

    #[test]
    fn parts_of_names() {
        use NameKind::{Org, Person, Place};
        let sentence = "Kim/5/nsubj Min/1/flat -/4/punct Ji/1/flat pergi/0/root";
        assert_eq!(joined(sentence, &[(0..2, Person), (3..4, Person)]), [(0, 4, Person)]);
        let sentence = "Polsek/4/nsubj Metro/1/flat Ambon/4/obl datang/0/root";
        assert_eq!(joined(sentence, &[(0..2, Org), (2..3, Place)]), [(0, 3, Org)]);
        let sentence = "Dinas/4/nsubj Kesehatan/1/flat Ambon/1/flat datang/0/root";
        assert_eq!(joined(sentence, &[(0..2, Org), (2..3, Place)]), [(0, 3, Org)]);
        let sentence = "Komisi/5/nsubj VI/1/flat DPR/1/nmod Aceh/3/flat datang/0/root";
        assert_eq!(joined(sentence, &[(2..4, Org)]), [(0, 4, Org)]);
        assert_eq!(joined(sentence, &[(0..2, Org), (3..4, Place)]), [(0, 4, Org)]);
        let sentence = "Rahmat/3/nsubj HS/1/flat pergi/0/root";
        assert_eq!(joined(sentence, &[(0..1, Person)]), [(0, 2, Person)]);
        let headline = "Polres/2/nsubj Periksa/0/root Wali/2/obj Ambon/3/flat";
        assert_eq!(joined(headline, &[(3..4, Place)]), [(3, 4, Place)]);
    }
}
