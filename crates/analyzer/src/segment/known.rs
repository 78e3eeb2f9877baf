//! The few words that the sentence rules ask for by name. They are asked for so seldom that the lists are read through.

use simpul_text::Language;

/// *Yahoo!*: a name that ends with a mark, with it.
pub(super) fn exclaiming(name: &str, language: Language) -> bool {
    holds(
        match language {
            Language::Id => include_str!("../../data/id/exclaiming.txt"),
            Language::En => include_str!("../../data/en/exclaiming.txt"),
        },
        name,
    )
}

/// *rencana* of *rencana B*: a noun before a letter that is a label and no initial.
pub(super) fn label(noun: &str, language: Language) -> bool {
    holds(
        match language {
            Language::Id => include_str!("../../data/id/labels.txt"),
            Language::En => include_str!("../../data/en/labels.txt"),
        },
        noun,
    )
}

/// *Monday* of *5 p.m. Monday*: a word that goes on after a time of day.
pub(super) fn time(word: &str, language: Language) -> bool {
    language == Language::En && holds(include_str!("../../data/en/times.txt"), word)
}

fn holds(list: &str, word: &str) -> bool {
    list.lines().any(|line| line == word)
}
