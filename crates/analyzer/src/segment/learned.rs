//! Where sentences end as learned from a treebank: *great food thanks Ann* has no full stop and two ends.
//!
//! A linear classifier of single gaps between words. What the rules say of a gap is one of its features.

use super::rules::Gap;
use crate::hash::{self, key};
use crate::lexicon::Lexicon;
use crate::lists::Lists;
use crate::tokenize::Surface;
use crate::word::normalise;

/// Number of labels: the sentence goes on, it ends.
pub(crate) const N_LABELS: usize = 2;

/// What the classifier sees of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Atom {
    /// Hash of the form in small letters, digits as 0; of no more than its first 12 characters.
    form: u32,
    /// First character's kind, and whether capitals follow.
    class: u32,
    /// Kind of a mark: ends a sentence, opens, closes, other.
    mark: bool,
    /// White space stands before it: 0 none, 1 some, 2 a line break.
    space: u32,
    /// In the list of words that begin sentences.
    opener: bool,
    /// Class of words used alike; 0 for none.
    cluster: u32,
}

/// The atoms of the words of a text.
pub(crate) fn atoms(text: &str, words: &[Surface], lists: &Lists, lexicon: &Lexicon) -> Vec<Atom> {
    let mut lower = String::new();
    let atom = |word: &Surface| {
        let form = &text[word.span.range()];
        lower.clear();
        let (mut capitals, mut small, mut digits) = (0u32, 0u32, 0u32);
        for (i, c) in form.chars().enumerate() {
            capitals += u32::from(c.is_uppercase());
            small += u32::from(c.is_lowercase());
            digits += u32::from(c.is_numeric());
            if i < 12 {
                match c {
                    '0'..='9' => lower.push('0'),
                    c => lower.extend(c.to_lowercase()),
                }
            }
        }
        let first = form.starts_with(char::is_uppercase);
        let class = match (first, capitals, small, digits) {
            (_, 0, 0, 0) => 0,
            (_, _, _, 1..) => 1,
            (true, 1, 0, _) => 2,
            (true, _, 0, _) => 3,
            (true, ..) => 4,
            _ => 5,
        };
        Atom {
            form: hash::text(&lower),
            class,
            mark: class == 0,
            space: u32::from(word.spaced) + u32::from(word.new_line),
            opener: class > 1 && class < 5 && lists.opener(form),
            cluster: lexicon.get(hash::text(&normalise(form))).cluster.into(),
        }
    };
    words.iter().map(atom).collect()
}

/// True where a sentence may end before the word `i`.
pub(crate) fn is_candidate(words: &[Surface], atoms: &[Atom], gaps: &[Gap], i: usize) -> bool {
    !matches!(gaps[i], Gap::Paragraph) && (words[i].spaced || gaps[i] == Gap::Ends || atoms[i - 1].mark)
}

/// The keys of the gap before the word `i`, in a sentence that begins at `start`.
pub(crate) fn features(atoms: &[Atom], gaps: &[Gap], start: usize, i: usize, keys: &mut Vec<u32>) {
    let none = Atom::default();
    let atom = |k: Option<usize>| k.and_then(|k| atoms.get(k)).unwrap_or(&none);
    let (p, pp, ppp) = (atom(i.checked_sub(1)), atom(i.checked_sub(2)), atom(i.checked_sub(3)));
    let (n, nn, nnn) = (atom(Some(i)), atom(Some(i + 1)), atom(Some(i + 2)));
    let rule = gaps[i] as u32;
    let length = match i - start {
        n @ 0..4 => n as u32,
        4..8 => 4,
        8..16 => 5,
        16..32 => 6,
        _ => 7,
    };
    let opener = u32::from(n.opener);
    keys.clear();
    let mut template = 0;
    let mut push = |a: u32, b: u32, c: u32| {
        keys.push(key(template, [a, b, c]));
        template += 1;
    };
    push(rule, 0, 0);
    push(rule, length, n.class);
    push(rule, p.form, n.class);
    push(rule, n.form, n.space);
    push(rule, p.form, n.form);
    push(p.form, n.class, n.space);
    push(p.class, n.class, n.space + 4 * rule);
    push(p.form, pp.form, rule);
    push(p.form, pp.class, n.class);
    push(n.form, nn.form, rule);
    push(n.form, nn.class, p.class);
    push(p.class, pp.class, n.class + 8 * nn.class);
    push(opener, n.class, rule + 8 * p.class);
    push(length, p.form, n.class);
    push(length, p.class, n.class + 8 * opener);
    push(pp.form, n.class, p.class);
    push(nn.form, n.class, p.class);
    push(p.form, n.form, nn.form);
    push(pp.form, p.form, n.form);
    push(ppp.class + 8 * pp.class, p.form, n.class);
    push(n.class + 8 * nn.class, nnn.class, p.form);
    push(n.space + 4 * nn.space, p.space, p.form);
    push(atoms.get(start).map_or(0, |a| a.form), n.class, p.class + 8 * length);
    push(p.cluster, n.cluster, rule);
    push(n.cluster, n.class, p.class + 8 * rule);
    push(p.cluster, n.class, rule);
    push(n.cluster, nn.cluster, n.class + 8 * rule);
    push(pp.cluster, p.cluster, n.class + 8 * rule);
    push(p.cluster, n.form, rule);
    push(p.form, n.cluster, rule);
    push(pp.class + 8 * p.class, n.class + 8 * nn.class, nnn.class + 8 * rule);
    push(p.cluster, n.cluster, nn.cluster);
    push(length, n.cluster, p.class);
    push(length, p.cluster, n.class);
    push(n.cluster, nn.cluster, nnn.cluster);
}
