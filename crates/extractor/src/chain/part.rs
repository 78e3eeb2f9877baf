//! Short names: the longer name of the article that *Lestari* or *Maju Jaya* is part of.

use simpul_fact::{EntityKind, Reason};
use simpul_text::Language;

use super::{Builder, Keyed, Named};
use crate::namesake::Doubt;
use crate::steps::Step;

impl Builder<'_> {
    /// The chain of a longer name that this one is part of, of those that `may` be; `None` where several would do:
    /// *Santoso* after *Budi Santoso* and *Rina Santoso*.
    pub(super) fn part_of(&self, name: &Named<'_>, may: &dyn Fn(usize) -> bool) -> Option<usize> {
        if !self.knowledge.steps.has(Step::Part) {
            return None;
        }
        match self.wholes(name, may)[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The longer names that a short one could be part of, where there are several.
    pub(super) fn rivals(&self, name: &Named<'_>) -> Option<Doubt> {
        let wholes = self.wholes(name, &|chain| self.split(name.text, chain).is_none());
        let full = |chain: &usize| self.chains[*chain].names.first().map(|(full, _)| full.as_str());
        let other = wholes.iter().filter_map(full).collect::<Vec<_>>().join(" or ");
        (wholes.len() > 1).then_some(Doubt { reason: Reason::Ambiguous, other, detail: None })
    }

    /// The chains of longer names that this one is part of. Of several persons those of the other sex do not count, nor,
    /// where one is named before the short name is first used, those that are named only later.
    fn wholes(&self, name: &Named<'_>, may: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let short = &name.key;
        let fits = |long: &Vec<String>| {
            short.len() < long.len()
                && match name.kind {
                    EntityKind::Person => short.iter().all(|w| long.contains(w)),
                    EntityKind::Org => {
                        name.entry.is_none() && (long.starts_with(short) || long.ends_with(short))
                    }
                    _ => false,
                }
        };
        let with_word = short.first().and_then(|w| self.by_word.get(&(name.kind, w.clone())));
        let agrees = |chain: usize| {
            let sex = self.chains[chain].sex;
            name.sex.is_none() || sex.is_none() || sex == name.sex
        };
        let mut found: Vec<&Keyed> = with_word
            .into_iter()
            .flatten()
            .filter(|(chain, long)| fits(long) && may(*chain) && agrees(*chain))
            .collect();
        // English names somebody by the last name: "Martin" is Paul Martin, not Martin Cole
        let last = |(_, long): &&Keyed| long.ends_with(short);
        if name.kind == EntityKind::Person
            && self.knowledge.language == Language::En
            && found.iter().any(last)
        {
            found.retain(last);
        }
        let mut found: Vec<usize> = found.into_iter().map(|(chain, _)| *chain).collect();
        found.sort_unstable();
        found.dedup();
        let before = |chain: &usize| self.first[*chain] < name.first;
        if name.kind == EntityKind::Person && found.iter().any(before) {
            found.retain(before);
        }
        found
    }
}
