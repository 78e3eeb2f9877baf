//! An article as read, as text: one line per value, with the quoted piece.

use std::fmt::Write;

use simpul_text::{Article, Field, Span};

pub(crate) fn outline(article: &Article, anchor: Option<simpul_text::Date>) -> String {
    let mut out = String::new();
    let quote = |span: Span| format!("{:?}", article.quote(span));
    let _ = writeln!(out, "language {}", article.language.tag());
    let m = &article.metadata;
    let mut field = |name: &str, f: &Field<String>| {
        let _ = writeln!(out, "{name} {:?} {}", f.value, quote(f.span));
    };
    m.title.iter().for_each(|f| field("title", f));
    m.outlet.iter().for_each(|f| field("outlet", f));
    m.agency.iter().for_each(|f| field("agency", f));
    m.place.iter().for_each(|f| field("place", f));
    m.authors.iter().for_each(|f| field("author", f));
    m.editors.iter().for_each(|f| field("editor", f));
    if let Some(f) = &m.published {
        let _ = writeln!(out, "published {} {}", f.value, quote(f.span));
    }
    if let Some(anchor) = anchor {
        let _ = writeln!(out, "anchor {anchor}");
    }
    for f in &article.furniture {
        let _ = writeln!(out, "furniture {} {}", f.rule, quote(f.span));
    }
    for b in &article.blocks {
        let _ = writeln!(out, "block {:?} {}", b.kind, quote(b.span));
    }
    for d in &article.dates {
        let until = d.until.map(|u| format!("..{u}")).unwrap_or_default();
        let _ = writeln!(out, "date {}{until} {}", d.date, quote(d.span));
    }
    out
}
