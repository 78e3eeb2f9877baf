//! What was left out, for a person to read: names of another kind than a relation takes.

use simpul_extractor::Note;

/// One line for a note: relation, why, where.
pub(crate) fn line(article: &str, note: &Note) -> String {
    let sentence = note.sentence.text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "{article}: left out: {} by {}: {}; sentence {}, bytes {}..{}: {sentence}",
        note.relation,
        note.rule,
        reason(note),
        note.sentence_number + 1,
        note.sentence.start,
        note.sentence.end,
    )
}

/// *subject Bandung is Place, wanted Person, Org or Place (a state)*
pub(crate) fn reason(note: &Note) -> String {
    note.misfits.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// How many were left out, where any were.
pub(crate) fn summary(n: usize, shown: bool) -> Option<String> {
    let statements = if n == 1 { "statement" } else { "statements" };
    let how = if shown { "" } else { "; --notes shows them" };
    (n > 0).then(|| {
        format!("{n} {statements} left out, since a name is of another kind than the relation takes{how}")
    })
}
