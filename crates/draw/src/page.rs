//! A page of its own: the graph as a picture, its statements and the sentences behind them as tables, in one HTML file
//! that works from a disk, without a network and, but for filters, without JavaScript.
//!
//! The template, styles and script stand in `page/`. All that comes from articles becomes text content or an attribute
//! between quotation marks, escaped; the page's content security policy allows its own script and style only, by digest.

use std::collections::BTreeSet;
use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use simpul_graph::Graph;
use simpul_text::Language;

use crate::dot::Style;
use crate::palette::line;
use crate::quote::xml;
use crate::rows::Rows;
use crate::scene::Scene;
use crate::svg::{Legend, MODALITIES, colors, inline};
use crate::words::word;

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
const DARK: &str = include_str!("page/dark.css");
const SCRIPT: &str = include_str!("page/page.js");

/// The graph as an HTML page. `n_entities` is the number of entities that the graph had before it was cut to its most
/// central ones, so that the page can say so.
pub fn page(graph: &Graph, style: &Style, n_entities: usize) -> String {
    let language = style.language;
    let scene = Scene::new(graph, language);
    let rows = Rows::new(graph, &scene, language);
    let css = format!("{STYLE}{}@media (prefers-color-scheme:dark){{{DARK}{}}}", colors(false), colors(true));
    let fill = |slot: &str| -> String {
        match slot {
            "lang" => language.tag().to_owned(),
            "page_title" => xml(style.title.as_deref().unwrap_or(word("graph", language))),
            "page_counts" => counts(graph, n_entities, language),
            "style" => css.clone(),
            "script" => SCRIPT.to_owned(),
            "style_hash" => digest(&css),
            "script_hash" => digest(SCRIPT),
            "svg" => inline(&scene, language),
            "page_legend" => legend(graph, language),
            "relation_options" => relations(graph, language),
            "modality_options" => modalities(graph, language),
            "max_sources" => graph.edges().map(|e| e.1.sources).max().unwrap_or(1).to_string(),
            "edge_rows" => rows.edges(),
            "entity_rows" => rows.entities(),
            "article_rows" => rows.articles(),
            key => word(key, language).to_owned(),
        }
    };
    fill_in(TEMPLATE, fill)
}

/// The template with each `{{slot}}` filled; what is filled in is not looked at again.
fn fill_in(template: &str, fill: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut parts = template.split("{{");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (slot, rest) = part.split_once("}}").unwrap_or((part, ""));
        out.push_str(&fill(slot));
        out.push_str(rest);
    }
    out
}

/// SHA-256 in base 64, as content security policies have it.
fn digest(text: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(text))
}

/// *159 entities, 120 relations, 8 articles.*
fn counts(graph: &Graph, n_entities: usize, language: Language) -> String {
    let n = graph.n_nodes();
    let mut text = word("counts", language)
        .replace("{entities}", &n.to_string())
        .replace("{edges}", &graph.n_edges().to_string())
        .replace("{articles}", &graph.sources().count().to_string());
    if n < n_entities {
        let cut = word("cut", language).replace("{shown}", &n.to_string());
        let _ = write!(text, ". {}", cut.replace("{all}", &n_entities.to_string()));
    }
    text
}

fn legend(graph: &Graph, language: Language) -> String {
    let legend = Legend::new(graph, language);
    let (width, height) = (legend.width, legend.height);
    format!("<svg width=\"{width:.0}\" height=\"{height:.0}\">{}</svg>", legend.drawing)
}

fn relations(graph: &Graph, language: Language) -> String {
    let relations: BTreeSet<(&str, &str)> =
        graph.edges().map(|(_, e, _)| (e.label(language), e.relation.as_str())).collect();
    let option =
        |(label, name): (&str, &str)| format!("<option value=\"{}\">{}</option>", xml(name), xml(label));
    relations.into_iter().map(option).collect()
}

fn modalities(graph: &Graph, language: Language) -> String {
    let used: BTreeSet<_> = graph.edges().map(|e| e.1.modality).collect();
    let option = |m: &simpul_fact::Modality| {
        format!("<option value=\"{}\">{}</option>", m.name(), line(*m).name(language))
    };
    MODALITIES.iter().filter(|m| used.contains(m)).map(option).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_is_known() {
        let own = "lang page_title page_counts style script style_hash script_hash svg page_legend relation_options \
                   modality_options max_sources edge_rows entity_rows article_rows";
        for part in TEMPLATE.split("{{").skip(1) {
            let slot = part.split_once("}}").map(|p| p.0).unwrap_or_default();
            assert!(own.split(' ').any(|o| o == slot) || word(slot, Language::Id) != slot, "{slot:?}");
        }
    }

    #[test]
    fn a_slot_in_a_value_stays_a_value() {
        assert_eq!(fill_in("a{{x}}b{{y}}", |slot| format!("<{{{{{slot}}}}}>")), "a<{{x}}>b<{{y}}>");
    }
}
