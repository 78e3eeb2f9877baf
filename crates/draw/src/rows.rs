//! The tables of a page: a row for each edge with the sentences that state it, for each entity, for each article.

use std::fmt::Write;

use simpul_graph::{Edge, Graph, Node, Passage};
use simpul_text::{Date, Language, Span};

use crate::palette::look;
use crate::quote::xml;
use crate::scene::Scene;
use crate::words::{relation_text, word};

pub(crate) struct Rows<'g> {
    graph: &'g Graph,
    scene: &'g Scene<'g>,
    language: Language,
}

impl<'g> Rows<'g> {
    pub(crate) fn new(graph: &'g Graph, scene: &'g Scene<'g>, language: Language) -> Self {
        Rows { graph, scene, language }
    }

    /// The words of this crate, for an attribute that a narrow page shows before the cell.
    fn labelled(&self, key: &str, cell: &str) -> String {
        format!("<td data-label=\"{}\">{cell}</td>", word(key, self.language))
    }

    /// A row `r0`, `r1`, … for each line of the scene.
    pub(crate) fn edges(&self) -> String {
        let mut out = String::new();
        for (i, line) in self.scene.lines.iter().enumerate() {
            let (edge, (s, o)) = (line.edge, line.ends);
            let _ = write!(
                out,
                "<tr id=\"r{i}\" data-s=\"{s}\" data-o=\"{o}\" data-r=\"{}\" data-m=\"{}\" data-c=\"{:.2}\" data-n=\"{}\"{}{}>",
                xml(&edge.relation),
                edge.modality.name(),
                edge.confidence,
                edge.sources,
                date_attribute("first", edge.first),
                date_attribute("last", edge.last),
            );
            let _ = write!(
                out,
                "<td>{}</td> <td><a href=\"#r{i}\">{}</a></td> <td>{}</td>{}{}{}<td><details><summary>{}</summary>\
                 <div class=\"evidence\">{}</div></details></td></tr>",
                self.link(s),
                xml(&relation_text(edge, self.language)),
                self.link(o),
                if edge.first.is_some() {
                    self.labelled("date", &dates(edge))
                } else {
                    "<td></td>".to_owned()
                },
                self.labelled("confidence_head", &format!("{:.2}", edge.confidence)),
                self.labelled("sources", &edge.sources.to_string()),
                self.count(edge.passages.len()),
                edge.passages.iter().map(|p| self.passage(p)).collect::<String>(),
            );
            out.push('\n');
        }
        out
    }

    fn count(&self, n: usize) -> String {
        match n {
            1 => word("sentence", self.language).to_owned(),
            n => word("sentences", self.language).replace("{n}", &n.to_string()),
        }
    }

    fn link(&self, node: usize) -> String {
        let name = self.scene.boxes[node].node.name(self.language);
        format!("<a href=\"#t{node}\"><bdi>{}</bdi></a>", xml(name))
    }

    /// The sentence with the words for subject, relation and object marked, and where it stands.
    fn passage(&self, passage: &Passage) -> String {
        let source = self.graph.source(&passage.article);
        let title = source.and_then(|s| s.title.as_deref()).unwrap_or(&passage.article);
        let outlet = source.and_then(|s| s.outlet.as_deref()).map(xml);
        let (rule, characters) = (word("rule", self.language), word("characters", self.language));
        let end = passage.start + passage.sentence.chars().count();
        let mut about = vec![format!("<cite><bdi>{}</bdi></cite>", xml(title))];
        about.extend(outlet);
        about.extend(passage.published.map(|d| d.to_string()));
        if let Some(by) = &passage.by {
            let label = match self.language {
                Language::Id => by.label_id.as_deref(),
                Language::En => by.label_en.as_deref(),
            };
            let name = xml(label.unwrap_or(&by.name));
            about.push(format!("{} <bdi>{name}</bdi>", word("says", self.language)));
        }
        about.push(format!("{characters} {}–{end}", passage.start));
        about.push(format!("{rule} {}", xml(&passage.rule)));
        format!(
            "<blockquote><p{}><bdi>{}</bdi></p><footer>{}</footer></blockquote>",
            source.map(|s| format!(" lang=\"{}\"", s.language.tag())).unwrap_or_default(),
            marked(&passage.sentence, &passage.words),
            about.join(" · "),
        )
    }

    /// A row `t0`, `t1`, … for each box of the scene.
    pub(crate) fn entities(&self) -> String {
        let mut degree = vec![0_usize; self.scene.boxes.len()];
        for (s, o) in self.scene.lines.iter().map(|l| l.ends) {
            degree[s] += 1;
            degree[o] += usize::from(o != s);
        }
        let mut out = String::new();
        for (i, b) in self.scene.boxes.iter().enumerate() {
            let node = b.node;
            let name = node.name(self.language);
            let others: Vec<String> = names(node).into_iter().filter(|n| *n != name).map(xml).collect();
            let posts: Vec<String> = node.posts.iter().map(|p| xml(p)).collect();
            let all = names(node).into_iter().map(xml).collect::<Vec<_>>().join("|");
            let _ = writeln!(
                out,
                "<tr id=\"t{i}\" data-id=\"{}\" data-names=\"{all}\"><td><bdi>{}</bdi></td><td>{}</td><td>{}</td><td>{}</td>\
                 <td>{}</td>{}</tr>",
                xml(&node.id),
                xml(name),
                look(node.kind).name(self.language),
                posts.join("; "),
                others.join("; "),
                node.wikidata.as_deref().map(wikidata).unwrap_or_default(),
                self.labelled("degree", &degree[i].to_string()),
            );
        }
        out
    }

    /// A row for each article.
    pub(crate) fn articles(&self) -> String {
        let mut out = String::new();
        for source in self.graph.sources() {
            let _ = writeln!(
                out,
                "<tr><td lang=\"{}\"><bdi>{}</bdi></td><td>{}</td><td>{}</td></tr>",
                source.language.tag(),
                xml(source.title.as_deref().unwrap_or(&source.id)),
                source.outlet.as_deref().map(xml).unwrap_or_default(),
                source.published.map(|d| d.to_string()).unwrap_or_default(),
            );
        }
        out
    }
}

/// All names of an entity, each once.
fn names(node: &Node) -> Vec<&str> {
    let mut names = vec![node.name_id.as_str(), node.name_en.as_str()];
    names.extend(node.names.iter().map(String::as_str));
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|n| seen.insert(*n));
    names
}

/// A link to the item, where it is one: `Q423`.
fn wikidata(item: &str) -> String {
    let number = item.strip_prefix('Q').filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    match number {
        Some(_) => format!("<a href=\"https://www.wikidata.org/wiki/{item}\" rel=\"noreferrer\">{item}</a>"),
        None => xml(item),
    }
}

fn date_attribute(name: &str, date: Option<Date>) -> String {
    date.map(|d| format!(" data-{name}=\"{d}\"")).unwrap_or_default()
}

/// `2024-06-19`, `2024-06-19 – 2024-07`
fn dates(edge: &Edge) -> String {
    match (edge.first, edge.last) {
        (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
        (first, last) => first.or(last).map(|d| d.to_string()).unwrap_or_default(),
    }
}

/// *Rina mengunjungi Jepang.* with each of the three in a `mark`; of two that overlap the first is marked.
fn marked(sentence: &str, words: &[Span; 3]) -> String {
    let mut marks: Vec<(Span, &str)> = words.iter().copied().zip(["s", "t", "o"]).collect();
    marks.retain(|(span, _)| !span.is_empty());
    marks.sort();
    let (mut out, mut at) = (String::new(), 0);
    for (span, class) in marks {
        let (Some(before), Some(inside)) = (sentence.get(at..span.start), sentence.get(span.range())) else {
            continue;
        };
        let _ = write!(out, "{}<mark class=\"{class}\">{}</mark>", xml(before), xml(inside));
        at = span.end;
    }
    out + &xml(sentence.get(at..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_where_they_stand() {
        let spans = [Span::new(0, 5), Span::new(6, 16), Span::new(17, 24)];
        assert_eq!(
            marked("Rina< mengunjung Jepang&.", &spans),
            "<mark class=\"s\">Rina&lt;</mark> <mark class=\"t\">mengunjung</mark> <mark class=\"o\">Jepang&amp;</mark>."
        );
        // overlapping, empty, outside, within a character
        assert_eq!(
            marked("abcd", &[Span::new(0, 3), Span::new(1, 2), Span::new(0, 0)]),
            "<mark class=\"s\">abc</mark>d"
        );
        assert_eq!(marked("é", &[Span::new(1, 2), Span::new(5, 9), Span::new(0, 0)]), "é");
    }

    #[test]
    fn only_items_become_links() {
        assert!(wikidata("Q423").contains("/wiki/Q423"));
        assert_eq!(wikidata("javascript:x"), "javascript:x");
        assert_eq!(wikidata("Q1\"onclick"), "Q1&quot;onclick");
    }
}
