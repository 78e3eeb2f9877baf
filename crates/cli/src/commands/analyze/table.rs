//! The analysis of an article as aligned columns, for reading.

use std::fmt::{self, Write};

use simpul_text::{Analysis, Article, Field, Sentence};
use unicode_width::UnicodeWidthStr;

use crate::paint::clean;

/// What the newsroom says of the article, what was set aside, and a table for each sentence; an empty line at the end.
pub(super) fn table(article: &Article, analysis: &Analysis) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write_metadata(article, &mut out);
    for (n, sentence) in analysis.sentences.iter().enumerate() {
        let _ = write_sentence(n + 1, sentence, article, &mut out);
    }
    out.push('\n');
    out
}

fn write_metadata(article: &Article, out: &mut String) -> fmt::Result {
    let metadata = &article.metadata;
    let one = |f: &Option<Field<String>>| f.as_ref().map(|f| f.value.clone());
    let all = |f: &[Field<String>]| {
        let values: Vec<&str> = f.iter().map(|f| f.value.as_str()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    };
    let fields = [
        ("article", Some(article.id.clone())),
        ("language", Some(article.language.tag().to_owned())),
        ("title", one(&metadata.title)),
        ("outlet", one(&metadata.outlet)),
        ("place", one(&metadata.place)),
        ("published", metadata.published.as_ref().map(|f| f.value.to_string())),
        ("authors", all(&metadata.authors)),
        ("editors", all(&metadata.editors)),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            writeln!(out, "{name:10} {}", clean(&value))?;
        }
    }
    for piece in &article.furniture {
        writeln!(out, "{:10} {}: {}", "set aside", piece.rule, clean(article.quote(piece.span).trim()))?;
    }
    for date in &article.dates {
        let until = date.until.map(|d| format!(" to {d}")).unwrap_or_default();
        writeln!(out, "{:10} {}{until}: {}", "date", date.date, clean(article.quote(date.span)))?;
    }
    Ok(())
}

fn write_sentence(n: usize, sentence: &Sentence, article: &Article, out: &mut String) -> fmt::Result {
    let span = sentence.span();
    writeln!(out, "\n{n}  {}  (bytes {}..{})", clean(article.quote(span)), span.start, span.end)?;
    let name = |i: usize| {
        let name = sentence.names.iter().find(|name| name.tokens.contains(&i));
        name.map_or("", |name| name.kind.tag())
    };
    let rows: Vec<[String; 7]> = sentence
        .tokens
        .iter()
        .enumerate()
        .map(|(i, t)| {
            let form = if t.clitic { format!("-{}", t.form) } else { t.form.clone() };
            let head = t.head.map_or(0, |h| h + 1).to_string();
            let feats = t.feats.0.clone();
            [
                (i + 1).to_string(),
                clean(&form),
                clean(&t.lemma),
                t.upos.tag().to_owned(),
                head,
                t.deprel.clone(),
                {
                    let name = name(i);
                    if name.is_empty() || feats.is_empty() {
                        format!("{name}{feats}")
                    } else {
                        format!("{name} {feats}")
                    }
                },
            ]
        })
        .collect();
    let mut widths = [0; 7];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    for row in &rows {
        let mut line = String::from("  ");
        for (width, cell) in widths.iter().zip(row) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
