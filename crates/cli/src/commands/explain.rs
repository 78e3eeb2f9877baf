//! `simpul explain`: how each statement of an article was read, with the words marked in their sentence.

use simpul_extractor::Note;
use simpul_fact::{Entity, Evidence, Object, Quote, Statement};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Talk;
use crate::args::reading::Explain;
use crate::exit::{Code, fail};
use crate::output::Output;
use crate::paint::{Paint, clean};
use crate::pipeline::{Reader, seeds};
use crate::{input, notes, table};

pub(crate) fn run(args: &Explain, talk: Talk) -> anyhow::Result<Code> {
    let reader = Reader::new(&seeds(args.seeds.as_deref())?, args.how, &args.names)?;
    let input = input::one(&args.article)?;
    let reading = reader.read(&input).map_err(|problem| fail(Code::Input, problem))?;
    talk.notice(reading.notice.as_deref());
    let statements = &reading.extraction.statements;
    let mut out = Output::stdout();
    let mut shown = 0;
    for (n, statement) in statements.iter().enumerate() {
        let number = (n + 1).to_string();
        let id = statement.id();
        if args.statement.as_ref().is_none_or(|wanted| *wanted == number || *wanted == id) {
            out.styled(&explain(n + 1, statement, talk.paint))?;
            shown += 1;
        }
    }
    if args.statement.is_none() {
        for note in &reading.notes {
            out.styled(&left_out(note, talk.paint))?;
        }
    }
    out.finish()?;
    match &args.statement {
        Some(wanted) if shown == 0 => {
            let n = statements.len();
            Err(fail(Code::Nothing, format!("no statement {wanted:?}; {} states {n}", input.place())))
        }
        _ => Ok(Code::Done),
    }
}

fn explain(n: usize, statement: &Statement, paint: Paint) -> String {
    let object = match &statement.object {
        Object::Entity(entity) => paint.bold(&clean(&entity.name)),
        Object::Words(words) => format!("“{}”", clean(words)),
    };
    let subject = paint.bold(&clean(&statement.subject.name));
    let relation = paint.mark(&statement.relation);
    let mut out = format!("{n}. {subject}  {relation}  {object}\n");
    let mut line =
        |label: &str, text: &str| out.push_str(&format!("   {} {text}\n", paint.dim(&format!("{label:10}"))));
    line("statement", &statement.id());
    line("subject", &described(&statement.subject));
    if let Object::Entity(entity) = &statement.object {
        line("object", &described(entity));
    }
    if let Some(when) = statement.when {
        line("when", &when.to_string());
    }
    let others = [
        ("where", &statement.place),
        ("item", &statement.item),
        ("from", &statement.from),
        ("by", &statement.by),
    ];
    for (label, entity) in others {
        if let Some(entity) = entity {
            line(label, &described(entity));
        }
    }
    line("modality", &format!("{}, confidence {}", statement.modality.name(), statement.confidence));
    for evidence in &statement.evidence {
        line("rule", &clean(&evidence.rule));
        for step in &evidence.trail {
            line("", &clean(step));
        }
        let sentence = &evidence.sentence;
        let place = format!("{}, bytes {}..{}", evidence.sentence_number + 1, sentence.start, sentence.end);
        line("sentence", &place);
        for text in marked(evidence, table::terminal_width().saturating_sub(6).clamp(40, 110)) {
            line("", &text);
        }
    }
    out.push('\n');
    out
}

/// What is no statement, and why.
fn left_out(note: &Note, paint: Paint) -> String {
    let mut out = format!("left out: {}  “{}”\n", paint.mark(&note.relation), clean(&note.trigger.text));
    let mut line =
        |label: &str, text: &str| out.push_str(&format!("   {} {text}\n", paint.dim(&format!("{label:10}"))));
    line("why", &clean(&notes::reason(note)));
    line("rule", &clean(&note.rule));
    let sentence = &note.sentence;
    line("sentence", &format!("{}, bytes {}..{}", note.sentence_number + 1, sentence.start, sentence.end));
    let width = table::terminal_width().saturating_sub(6).clamp(40, 110);
    for (start, end) in lines(&sentence.text, width) {
        line("", &clean(&sentence.text[start..end]));
    }
    out.push('\n');
    out
}

/// `Korea Utara (Place, north-korea, Q423)`
fn described(entity: &Entity) -> String {
    let wikidata = entity.wikidata.as_ref().map(|q| format!(", {q}")).unwrap_or_default();
    clean(&format!("{} ({}, {}{wikidata})", entity.name, entity.kind, entity.id))
}

/// The sentence in lines of at most `width` columns, each with marks and their names under it.
fn marked(evidence: &Evidence, width: usize) -> Vec<String> {
    let parts = [
        ("subject", '^', &evidence.subject),
        ("trigger", '=', &evidence.trigger),
        ("object", '^', &evidence.object),
    ];
    let sentence = &evidence.sentence;
    let mut out = Vec::new();
    for (start, end) in lines(&sentence.text, width) {
        let text = &sentence.text[start..end];
        out.push(clean(text));
        let mut marks: Vec<char> = vec![' '; text.width() + 1];
        let mut names = vec![' '; width + 16];
        for (name, mark, quote) in parts {
            let Some((from, to)) = columns(quote, sentence, start, end) else { continue };
            marks.iter_mut().take(to).skip(from).for_each(|m| *m = mark);
            // A name that would run into another one gives way.
            if names[from.saturating_sub(1)..from + name.len() + 1].iter().all(|c| *c == ' ') {
                names.iter_mut().skip(from).zip(name.chars()).for_each(|(cell, c)| *cell = c);
            }
        }
        for row in [marks, names] {
            let row: String = row.into_iter().collect();
            if !row.trim().is_empty() {
                out.push(row.trim_end().to_owned());
            }
        }
    }
    for (name, _, quote) in parts {
        let inside = sentence.start <= quote.start && quote.end <= sentence.end;
        if !inside && !quote.text.is_empty() {
            out.push(format!("{name}: {} (bytes {}..{})", clean(&quote.text), quote.start, quote.end));
        }
    }
    out
}

/// Byte ranges of lines of at most `width` columns, broken at spaces.
fn lines(text: &str, width: usize) -> Vec<(usize, usize)> {
    let (mut lines, mut start, mut used, mut space) = (Vec::new(), 0, 0, None);
    for (i, c) in text.char_indices() {
        if c.is_whitespace() {
            space = Some((i, i + c.len_utf8()));
        }
        used += c.width().unwrap_or(1);
        if used > width
            && let Some((end, next)) = space.take()
        {
            lines.push((start, end));
            start = next;
            used = text[start..i + c.len_utf8()].width();
        }
    }
    lines.push((start, text.len()));
    lines
}

/// The columns of the line `start..end` of the sentence that the quote covers.
fn columns(quote: &Quote, sentence: &Quote, start: usize, end: usize) -> Option<(usize, usize)> {
    let from = quote.start.checked_sub(sentence.start)?.clamp(start, end);
    let to = quote.end.checked_sub(sentence.start)?.clamp(start, end);
    let column = |byte: usize| sentence.text.get(start..byte).map(UnicodeWidthStr::width);
    (from < to).then_some((column(from)?, column(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quote(text: &str, words: &str) -> Quote {
        let start = text.find(words).unwrap();
        Quote { start, end: start + words.len(), char_start: 0, char_end: 0, text: words.to_owned() }
    }

    #[test]
    fn words_are_marked_under_their_line() {
        let text = "Presiden Sukarno membuka konferensi itu di Bandung kemarin pagi.";
        let evidence = Evidence {
            sentence_number: 0,
            sentence: quote(text, text),
            subject: quote(text, "Sukarno"),
            trigger: quote(text, "membuka"),
            object: quote(text, "konferensi itu"),
            rule: "organizes/frame.1".to_owned(),
            trail: Vec::new(),
        };
        let expected = [
            "Presiden Sukarno membuka konferensi itu",
            "         ^^^^^^^ ======= ^^^^^^^^^^^^^^",
            "         subject trigger object",
            "di Bandung kemarin pagi.",
        ];
        assert_eq!(marked(&evidence, 41), expected);
    }
}
