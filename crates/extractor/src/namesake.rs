//! Whether a known name means the known thing here: never by the name alone where others bear it or the article speaks
//! against it.
//!
//! *Warga Depok Anwar Ibrahim* is not the prime minister, *Presiden Kenya Budi Santoso* no Indonesian minister, and one of
//! the many members of a parliament is meant only where a sentence that names him also speaks of parliament or party.

use simpul_fact::{EntityKind, Reason};
use simpul_text::Analysis;

use crate::knowledge::Lore;
use crate::lexicon::{lower, phrase_at};
use crate::mention::{Mentions, Title};
use crate::title_list::TitleClass;

/// What a name means, as far as the article tells.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    pub(crate) entry: Option<usize>,
    /// Where it is not linked: why.
    pub(crate) doubt: Option<Doubt>,
}

/// Why a name is not linked, or not joined to a longer one.
#[derive(Clone, Debug)]
pub(crate) struct Doubt {
    pub(crate) reason: Reason,
    /// The things or names that it could mean.
    pub(crate) other: String,
    /// What the article says against it, for a person to read.
    pub(crate) detail: Option<String>,
}

/// Decides what a name means whose mentions are `uses`, and which was found under `entry`.
pub(crate) fn settle(
    text: &str,
    uses: &[usize],
    entry: Option<usize>,
    mentions: &Mentions,
    analysis: &Analysis,
    knowledge: &Lore<'_>,
) -> Settled {
    let Some(first) = entry else { return Settled::default() };
    let gazetteer = knowledge.gazetteer;
    if knowledge.aliases.says(gazetteer, text, first, knowledge.asked()).is_some() {
        return Settled { entry, doubt: None }; // the user knows
    }
    let asked = Context { uses, mentions, analysis, knowledge };
    let kind = gazetteer.entry(first).kind;
    let all: Vec<usize> = knowledge.find(text).filter(|e| gazetteer.entry(*e).kind == kind).collect();
    let ids = |entries: &[usize]| {
        entries.iter().map(|e| gazetteer.entry(*e).id.as_str()).collect::<Vec<_>>().join(", ")
    };
    if all.len() > 1 {
        let fits: Vec<usize> = all.iter().copied().filter(|e| asked.agrees(*e)).collect();
        return match fits[..] {
            [one] => Settled { entry: Some(one), doubt: None },
            _ => Settled {
                entry: None,
                doubt: Some(Doubt { reason: Reason::Ambiguous, other: ids(&all), detail: None }),
            },
        };
    }
    let against = (kind == EntityKind::Person).then(|| asked.against(first)).flatten();
    let doubt = |detail| Doubt { reason: Reason::Namesake, other: ids(&[first]), detail: Some(detail) };
    Settled { entry: entry.filter(|_| against.is_none()), doubt: against.map(doubt) }
}

/// True where the short name of something known can stand for the long name that an article gives it:
/// *Komite Olimpiade Internasional (IOC)*, but not *Asosiasi Basket Cepu (ABC)*.
pub(crate) fn stands_for(entry: usize, full: &[String], knowledge: &Lore<'_>) -> bool {
    let entry = knowledge.gazetteer.entry(entry);
    let mut labels = [&entry.label_id, &entry.label_en].into_iter().flatten().filter(|l| l.contains(' '));
    let shares = |label: &String| label.to_lowercase().split(' ').any(|w| full.iter().any(|f| f == w));
    let long = labels.clone().next().is_some();
    !long || labels.any(shares)
}

/// A name in its article.
#[derive(Clone, Copy)]
struct Context<'a> {
    uses: &'a [usize],
    mentions: &'a Mentions,
    analysis: &'a Analysis,
    knowledge: &'a Lore<'a>,
}

impl<'a> Context<'a> {
    /// The titles that the name is said with.
    fn titles(self) -> impl Iterator<Item = &'a Title> {
        let Context { uses, mentions, .. } = self;
        mentions.titles.iter().filter(move |t| t.holder.is_some_and(|h| uses.contains(&h)))
    }

    /// The states in whose posts the article puts the one of that name.
    fn states(self) -> impl Iterator<Item = (usize, &'a Title)> {
        let serves = |class| {
            let posts = [TitleClass::Head, TitleClass::Minister, TitleClass::Staff, TitleClass::Seat];
            posts.contains(&class)
        };
        self.titles().filter(move |t| serves(t.class)).filter_map(move |t| {
            let state = self.mentions.names[t.body?].entry?;
            self.knowledge.gazetteer.is_country(state).then_some((state, t))
        })
    }

    /// The state that a known thing belongs to.
    fn home(self, entry: usize) -> Option<usize> {
        let gazetteer = self.knowledge.gazetteer;
        let home = gazetteer.by_id(gazetteer.entry(entry).within.as_deref()?)?;
        gazetteer.is_country(home).then_some(home)
    }

    /// What the article says against a known person.
    fn against(self, entry: usize) -> Option<String> {
        let gazetteer = self.knowledge.gazetteer;
        let words = |t: &Title| {
            let tokens = &self.analysis.sentences[t.sentence].tokens[t.tokens.clone()];
            tokens.iter().map(|t| t.form.as_str()).collect::<Vec<_>>().join(" ")
        };
        if let Some(home) = self.home(entry)
            && self.states().all(|(state, _)| state != home)
            && let Some((_, title)) = self.states().next()
        {
            let home = &gazetteer.entry(home).id;
            return Some(format!("the article says “{}”, and that one belongs to {home}", words(title)));
        }
        let note = gazetteer.entry(entry).note.as_deref()?;
        let private = |t: &&Title| matches!(t.class, TitleClass::Resident | TitleClass::Student);
        if self.titles().all(|t| private(&t))
            && let Some(title) = self.titles().next()
        {
            return Some(format!("the article says “{}”, and that one is {note}", words(title)));
        }
        let words = &self.knowledge.lexicon.namesakes;
        let many = words.notes.contains(&note.to_lowercase());
        let political = [TitleClass::Minister, TitleClass::Member, TitleClass::Seat];
        let serves = self.titles().any(|t| political.contains(&t.class));
        (many && !serves && !self.speaks_of(&words.words)).then(|| {
            format!("one of many, {note}, and no sentence with the name speaks of parliament or party")
        })
    }

    /// True where a sentence that has the name also has one of the words, or a party.
    fn speaks_of(self, words: &crate::lexicon::Words) -> bool {
        let party = |m: usize| {
            let entry = self.mentions.names[m].entry.map(|e| self.knowledge.gazetteer.entry(e));
            let parties = &self.knowledge.lexicon.namesakes.bodies;
            entry.and_then(|e| e.note.as_ref()).is_some_and(|n| parties.contains(n))
        };
        self.uses.iter().map(|i| self.mentions.names[*i].sentence).any(|number| {
            let sentence = &self.analysis.sentences[number];
            (0..sentence.tokens.len()).any(|t| {
                words.contains(&lower(&sentence.tokens[t])) || phrase_at(words, sentence, t).is_some()
            }) || self.mentions.in_sentence(number).any(party)
        })
    }

    /// True where the article speaks for one of several things of a name: a post in its state, a place around it.
    fn agrees(self, entry: usize) -> bool {
        let gazetteer = self.knowledge.gazetteer;
        if gazetteer.entry(entry).kind == EntityKind::Person {
            let home = self.home(entry);
            return self.against(entry).is_none() && self.states().any(|(state, _)| Some(state) == home);
        }
        let within = |e: &usize| gazetteer.by_id(gazetteer.entry(*e).within.as_deref()?);
        let around: Vec<usize> = std::iter::successors(within(&entry), within).take(8).collect();
        self.mentions.names.iter().any(|m| m.entry.is_some_and(|e| around.contains(&e)))
    }
}
