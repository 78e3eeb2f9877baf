//! Names from the annotation of entities in GUM (Zeldes 2017): *"[the mayor of [Oslo]]"* gives *Oslo*.
//!
//! The field `MISC` of a word says which entities begin and end there: `Entity=(4-organization-…(5-place-…)` opens two
//! and closes the second, a later `4)` closes the first. An entity is a name where its head is a proper noun; what
//! describes it (*Dr.*, *the*, *in Dulwich*) is cut off. Of entities in one another the outermost name counts.

use std::ops::Range;

use simpul_text::NameKind;

use super::named::NamedSentence;

/// A word with its entities.
struct Word {
    form: String,
    proper: bool,
    /// Index of the head.
    head: Option<usize>,
    relation: String,
}

impl Word {
    /// It may be part of a name.
    fn capital(&self) -> bool {
        self.form.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    }
}

/// The sentences of a CoNLL-U text and their names.
pub(crate) fn named(text: &str) -> Vec<NamedSentence> {
    let mut sentences = Vec::new();
    let (mut words, mut marks) = (Vec::new(), Vec::new());
    for line in text.lines().chain([""]) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, _, upos, _, _, head, relation, _, misc] = fields[..] else {
            if line.is_empty() && !words.is_empty() {
                let names = names(&words, &spans(&marks));
                sentences
                    .push(NamedSentence { forms: words.drain(..).map(|w: Word| w.form).collect(), names });
                marks.clear();
            }
            continue;
        };
        if id.contains(['-', '.']) {
            continue;
        }
        words.push(Word {
            form: form.to_owned(),
            proper: upos == "PROPN",
            head: head.parse::<usize>().ok().and_then(|head| head.checked_sub(1)),
            relation: relation.split(':').next().unwrap_or(relation).to_owned(),
        });
        let mark = misc.split('|').find_map(|part| part.strip_prefix("Entity="));
        marks.push(mark.unwrap_or_default().to_owned());
    }
    sentences
}

/// The entities that the marks of words open and close: what they span, the outer ones first, and their types.
fn spans(marks: &[String]) -> Vec<(Range<usize>, String)> {
    let (mut spans, mut open) = (Vec::new(), Vec::<(&str, &str, usize)>::new());
    for (i, mark) in marks.iter().enumerate() {
        let mut rest = mark.as_str();
        while !rest.is_empty() {
            let begins = rest.starts_with('(');
            let body = rest.trim_start_matches('(');
            let end = body.find(['(', ')']).unwrap_or(body.len());
            let mut parts = body[..end].split('-');
            let group = parts.next().unwrap_or_default();
            if begins {
                open.push((group, parts.next().unwrap_or_default(), i));
            }
            rest = &body[end..];
            if let Some(after) = rest.strip_prefix(')') {
                rest = after;
                if let Some(at) = open.iter().rposition(|(other, ..)| *other == group) {
                    let (_, kind, start) = open.remove(at);
                    spans.push((start..i + 1, kind.to_owned()));
                }
            }
        }
    }
    spans.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    spans
}

fn names(words: &[Word], spans: &[(Range<usize>, String)]) -> Vec<(Range<usize>, NameKind)> {
    let mut names: Vec<(Range<usize>, NameKind)> = Vec::new();
    for (range, kind) in spans {
        let kind = match kind.as_str() {
            "person" => NameKind::Person,
            "organization" => NameKind::Org,
            "place" => NameKind::Place,
            _ => continue,
        };
        let Some(name) = name(words, range, kind) else { continue };
        if names.iter().all(|(other, _)| name.end <= other.start || other.end <= name.start) {
            names.push((name, kind));
        }
    }
    names.sort_by_key(|(range, _)| range.start);
    names
}

/// What of an entity is its name: *"Dr. William Glennie, in Dulwich"* is named *William Glennie*.
fn name(words: &[Word], range: &Range<usize>, kind: NameKind) -> Option<Range<usize>> {
    let head = range.clone().find(|i| words[*i].head.is_none_or(|head| !range.contains(&head)))?;
    if !words[head].proper || !words[head].capital() {
        return None;
    }
    let inside = |i: usize| range.contains(&i) && (i == head || part(words, i, head, kind));
    let joins = |i: usize| {
        range.contains(&i)
            && matches!(words[i].relation.as_str(), "case" | "det" | "cc" | "punct")
            && !matches!(words[i].form.as_str(), "," | "(" | ")" | ":" | ";" | "'s" | "’s" | "\"")
    };
    let (mut start, mut end) = (head, head + 1);
    // words of the name, and words that join two of them
    while let Some(next) = (0..start).rev().find(|i| inside(*i) || !joins(*i)).filter(|i| inside(*i)) {
        start = next;
    }
    while let Some(next) = (end..words.len()).find(|i| inside(*i) || !joins(*i)).filter(|i| inside(*i)) {
        end = next + 1;
    }
    Some(start..end)
}

/// A word belongs to the name with this head: *University of Oslo*, but *Bergen* in *the University in Bergen* does not.
fn part(words: &[Word], mut i: usize, head: usize, kind: NameKind) -> bool {
    for _ in 0..8 {
        let word = &words[i];
        let of = || {
            let case = words.iter().find(|w| w.head == Some(i) && w.relation == "case");
            case.is_some_and(|w| matches!(w.form.as_str(), "of" | "for" | "on" | "&" | "de"))
        };
        let belongs = match word.relation.as_str() {
            "flat" | "goeswith" => true,
            "compound" | "amod" | "nummod" => word.capital(),
            "conj" => word.capital() && kind == NameKind::Org,
            "nmod" => word.capital() && kind != NameKind::Person && of(),
            _ => false,
        };
        match word.head {
            Some(above) if belongs && above == head => return true,
            Some(above) if belongs => i = above,
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_entities() {
        let text = "1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\tEntity=(1-person-new-n-cf1-2-sgl\n\
            2\tmayor\tmayor\tNOUN\t_\t_\t6\tnsubj\t_\t_\n\
            3\tof\tof\tADP\t_\t_\t4\tcase\t_\t_\n\
            4\tOslo\tOslo\tPROPN\t_\t_\t2\tnmod\t_\tEntity=(2-place-new-n-cf2-1-sgl-Oslo)1)\n\
            5-6\tleft\t_\t_\t_\t_\t_\t_\t_\t_\n\
            5\tle\tle\tAUX\t_\t_\t6\taux\t_\t_\n\
            6\tft\tft\tVERB\t_\t_\t0\troot\t_\t_\n\
            7\tthe\tthe\tDET\t_\t_\t8\tdet\t_\tEntity=(3-organization-new-n-cf2-2,4-sgl-U_%28x%29\n\
            8\tUniversity\tU\tPROPN\t_\t_\t6\tobj\t_\t_\n\
            9\tof\tof\tADP\t_\t_\t10\tcase\t_\t_\n\
            10\tBergen\tBergen\tPROPN\t_\t_\t8\tnmod\t_\tEntity=(4-place-new-n-cf2-1-sgl-Bergen)3)\n\
            11\tDr.\tDr.\tPROPN\t_\t_\t12\tnmod:desc\t_\tEntity=(5-person-new-n-cf3-2,3-sgl\n\
            12\tAnn\tAnn\tPROPN\t_\t_\t6\tvocative\t_\t_\n\
            13\tLee\tLee\tPROPN\t_\t_\t12\tflat\t_\tEntity=5)\n\n";
        let sentences = named(text);
        assert_eq!(sentences[0].forms.len(), 13);
        let found = [(3..4, NameKind::Place), (7..10, NameKind::Org), (11..13, NameKind::Person)];
        assert_eq!(sentences[0].names, found);
    }
}
