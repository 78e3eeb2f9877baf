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
        Some([&self.before, self.kept(form)?, &self.after].concat())
    }

    /// The length in bytes of what [`Script::apply`] gives.
    fn length(&self, form: &str) -> Option<usize> {
        if self.front == WHOLE {
            return Some(self.before.len());
        }
        Some(self.before.len() + self.kept(form)?.len() + self.after.len())
    }

    /// The piece of the form that stays in the root, at least one character.
    fn kept<'a>(&self, form: &'a str) -> Option<&'a str> {
        let (front, back) = (usize::from(self.front), usize::from(self.back));
        if form.is_ascii() {
            return form.get(front..form.len().checked_sub(back)?).filter(|piece| !piece.is_empty());
        }
        let keep = form.chars().count().checked_sub(front + back).filter(|n| *n > 0)?;
        let start = form.char_indices().nth(front)?.0;
        let end = form[start..].char_indices().nth(keep).map_or(form.len(), |(n, _)| start + n);
        Some(&form[start..end])
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
    let mut lower = form.to_lowercase();
    if !lower.is_ascii() {
        lower = lower.replace('’', "'");
    }
    if form.len() > 64 || lower.contains(|c: char| c.is_numeric()) {
        return lower;
    }
    if let Some((first, second)) = lower.split_once('-').filter(|(a, b)| a == b || b.ends_with(a)) {
        return if first == second { lemma(first, upos, model) } else { lower };
    }
    if let Some(known) = model.lists.lemma(&lower, upos) {
        return known;
    }
    let mut keys = Vec::with_capacity(MAX_KEYS);
    features(&lower, upos, &mut keys);
    let mut scores = vec![0; scripts.len()];
    scorer.score(&keys, &mut scores);
    let shortest = usize::from(model.language == Language::Id);
    let fits = |label: usize| scripts[label].length(&lower).is_some_and(|length| length > shortest);
    let label = best(&scores, fits);
    // where none fits, best gives the first
    match scripts.get(label).filter(|_| fits(label)) {
        Some(script) => script.apply(&lower).unwrap_or(lower),
        None => lower,
    }
}

/// As many starts and ends of a form as the keys are made of, and the keys that there are then.
const STARTS: usize = 8;
const ENDS: usize = 5;
const MAX_KEYS: usize = 4 + 3 * STARTS + 2 * ENDS;

/// The keys of a lower-case form.
pub(crate) fn features(form: &str, upos: Upos, keys: &mut Vec<u32>) {
    let tag = upos as u32;
    let (mut starts, mut ends) = ([0; STARTS], [0; ENDS]);
    let (mut n_starts, mut n_ends) = (0, 0);
    for (start, (i, _)) in starts.iter_mut().zip(form.char_indices().skip(1)) {
        *start = text(&form[..i]);
        n_starts += 1;
    }
    for (end, (i, _)) in ends.iter_mut().zip(form.char_indices().rev()) {
        *end = text(&form[i..]);
        n_ends += 1;
    }
    let (starts, ends) = (&starts[..n_starts], &ends[..n_ends]);
    let whole = text(form);
    let at = |list: &[u32], i: usize| list.get(i).copied().unwrap_or(0);
    keys.clear();
    keys.push(key(0, [tag, 0, 0]));
    keys.push(key(1, [whole, 0, 0]));
    keys.push(key(2, [whole, tag, 0]));
    for (length, start) in (10..).zip(starts) {
        keys.push(key(length, [*start, 0, 0]));
        keys.push(key(length + 10, [*start, at(ends, 1), 0]));
        keys.push(key(length + 20, [*start, at(ends, 2), 0]));
    }
    for (length, end) in (40..).zip(ends) {
        keys.push(key(length, [*end, tag, 0]));
        keys.push(key(length + 10, [*end, at(starts, 1), tag]));
    }
    keys.push(key(60, [form.chars().take(15).count() as u32, at(starts, 1), at(ends, 1)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_cut_characters() {
        let script = |front, before: &str, back, after: &str| Script {
            front,
            before: before.to_owned(),
            back,
            after: after.to_owned(),
        };
        for (script, form, root) in [
            (script(2, "", 3, ""), "didirikan", Some("diri")),
            (script(4, "s", 0, ""), "menyapu", Some("sapu")),
            (script(0, "", 1, "y"), "kafés", Some("kaféy")),
            (script(1, "", 1, ""), "éaé", Some("a")),
            (script(WHOLE, "be", 0, ""), "was", Some("be")),
            (script(2, "", 1, ""), "dia", None),
            (script(3, "", 1, ""), "dia", None),
            (script(4, "", 0, ""), "dia", None),
            (script(1, "", 1, ""), "éé", None),
        ] {
            assert_eq!(script.apply(form).as_deref(), root, "{form}");
            assert_eq!(script.length(form), root.map(str::len), "{form}");
        }
    }
}
