//! Roots of words: *mempertimbangkan* gives *timbang*, *negara-negara* gives *negara*.
//!
//! A root is found by an edit script: so many characters off the front, a text before, so many off the end, a text
//! after. The classifier picks the script (Chrupała 2006).

use simpul_text::{Language, Upos};

use crate::hash::{key, text};
use crate::model::Model;
use crate::table::{Scorer, best};

/// In `front`, that nothing of the form is kept: *was* gives *be*.
const WHOLE: u8 = u8::MAX;

/// How to get from a lower-case form to its root.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Script {
    /// Characters to take off the front, or [`WHOLE`].
    pub(crate) front: u8,
    /// Text to put before.
    pub(crate) before: String,
    /// Characters to take off the end.
    pub(crate) back: u8,
    /// Text to put after.
    pub(crate) after: String,
}

impl Script {
    /// The root; `None` where the form is too short.
    pub(crate) fn apply(&self, form: &str) -> Option<String> {
        if self.front == WHOLE {
            return Some(self.before.clone());
        }
        let n = form.chars().count();
        let keep = n.checked_sub(usize::from(self.front) + usize::from(self.back)).filter(|n| *n > 0)?;
        let mut root = self.before.clone();
        root.extend(form.chars().skip(usize::from(self.front)).take(keep));
        root.push_str(&self.after);
        Some(root)
    }

    /// The script that leads from any form to this root.
    #[cfg(feature = "train")]
    pub(crate) fn whole(root: &str) -> Option<Self> {
        (!root.is_empty()).then(|| Script { front: WHOLE, before: root.to_owned(), ..Script::default() })
    }

    /// The script that leads from a form to a root, keeping the longest piece that they share.
    #[cfg(feature = "train")]
    pub(crate) fn between(form: &str, root: &str) -> Option<Self> {
        let (form, root): (Vec<char>, Vec<char>) = (form.chars().collect(), root.chars().collect());
        let mut longest = (0, 0, 0);
        for i in 0..form.len() {
            for j in 0..root.len() {
                let same = form[i..].iter().zip(&root[j..]).take_while(|(a, b)| a == b).count();
                if same > longest.0 {
                    longest = (same, i, j);
                }
            }
        }
        let (same, i, j) = longest;
        (same > 1 || form == root).then_some(()).filter(|()| i < usize::from(WHOLE)).map(|()| Script {
            front: i as u8,
            before: root[..j].iter().collect(),
            back: (form.len() - i - same) as u8,
            after: root[j + same..].iter().collect(),
        })
    }
}

/// The root of a tagged word; a name is its own.
pub(crate) fn lemma(form: &str, upos: Upos, model: &Model) -> String {
    let Model { scripts, lemmas: scorer, .. } = model;
    let shortened = model.language == Language::En && form.len() > 1 && form.starts_with(['\'', '’']);
    if upos == Upos::Propn || !(form.starts_with(char::is_alphabetic) || shortened) {
        return form.to_owned();
    }
    let lower = form.to_lowercase().replace('’', "'");
    if form.len() > 64 || lower.contains(|c: char| c.is_numeric()) {
        return lower;
    }
    if let Some((first, second)) = lower.split_once('-').filter(|(a, b)| a == b || b.ends_with(a)) {
        return if first == second { lemma(first, upos, model) } else { lower };
    }
    let mut keys = Vec::new();
    features(&lower, upos, &mut keys);
    let mut scores = vec![0; scripts.len()];
    scorer.score(&keys, &mut scores);
    let shortest = usize::from(model.language == Language::Id);
    let fits = |label: usize| scripts[label].apply(&lower).is_some_and(|root| root.len() > shortest);
    if scripts.is_empty() || !(0..scripts.len()).any(fits) {
        return lower;
    }
    scripts[best(&scores, fits)].apply(&lower).unwrap_or(lower)
}

/// The keys of a lower-case form.
pub(crate) fn features(form: &str, upos: Upos, keys: &mut Vec<u32>) {
    let tag = upos as u32;
    let starts: Vec<u32> = form.char_indices().skip(1).take(8).map(|(i, _)| text(&form[..i])).collect();
    let ends: Vec<u32> = form.char_indices().rev().take(5).map(|(i, _)| text(&form[i..])).collect();
    let at = |list: &[u32], i: usize| list.get(i).copied().unwrap_or(0);
    keys.clear();
    keys.push(key(0, [tag, 0, 0]));
    keys.push(key(1, [text(form), 0, 0]));
    keys.push(key(2, [text(form), tag, 0]));
    for (length, start) in (10..).zip(&starts) {
        keys.push(key(length, [*start, 0, 0]));
        keys.push(key(length + 10, [*start, at(&ends, 1), 0]));
        keys.push(key(length + 20, [*start, at(&ends, 2), 0]));
    }
    for (length, end) in (40..).zip(&ends) {
        keys.push(key(length, [*end, tag, 0]));
        keys.push(key(length + 10, [*end, at(&starts, 1), tag]));
    }
    keys.push(key(60, [form.chars().take(15).count() as u32, at(&starts, 1), at(&ends, 1)]));
}
