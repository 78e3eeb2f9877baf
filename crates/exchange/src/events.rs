//! Edges that are events, for those who work with event data.

use std::io::{self, Write};

use serde_json::{Value, json};
use simpul_fact::Modality;
use simpul_graph::{Edge, Graph, Node};
use simpul_text::Language;

use crate::table::safe;

/// What happened or is said to happen, in the order of date, ends and relation. What was denied is no event.
fn events(graph: &Graph) -> Vec<(&Node, &Edge, &Node)> {
    let mut events: Vec<_> = graph.edges().filter(|(_, e, _)| e.modality != Modality::Negated).collect();
    events.sort_by_key(|(_, edge, _)| edge.first.map(|d| d.to_string()));
    events
}

/// One JSON object a line: `date`, `source`, `target`, `event` (PLOVER type), `cameo`, `mode` (`actual` or what else the
/// article makes of it), `relation`, `articles`, `text`.
pub(crate) fn plover(graph: &Graph, language: Language, out: &mut dyn Write) -> io::Result<()> {
    for (subject, edge, object) in events(graph) {
        let Some(plover) = &edge.plover else { continue };
        let articles: std::collections::BTreeSet<&str> =
            edge.passages.iter().map(|p| p.article.as_str()).collect();
        let actor = |node: &Node| json!({ "id": node.id, "name": node.name(language), "kind": node.kind.name(), "wikidata": node.wikidata });
        let event: Value = json!({
            "date": edge.first.map(|d| d.to_string()),
            "source": actor(subject),
            "target": actor(object),
            "event": plover,
            "cameo": edge.cameo,
            "mode": edge.modality.name(),
            "relation": edge.relation,
            "articles": articles,
            "text": edge.passages.first().map(|p| p.sentence.as_str()),
        });
        serde_json::to_writer(&mut *out, &event)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// `date`, `source`, `target`, `code`, `sources` and the first article, with a header, as tab-separated values.
pub(crate) fn cameo(graph: &Graph, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').from_writer(out);
    writer.write_record(["date", "source", "target", "code", "mode", "sources", "article"])?;
    for (subject, edge, object) in events(graph) {
        let Some(code) = &edge.cameo else { continue };
        let date = edge.first.map(|d| d.to_string()).unwrap_or_default();
        let article = edge.passages.first().map(|p| p.article.clone()).unwrap_or_default();
        let (from, to) = (safe(subject.name(language)), safe(object.name(language)));
        let sources = edge.sources.to_string();
        writer.write_record([&date, &from, &to, code, edge.modality.name(), &sources, &article])?;
    }
    writer.flush()
}
