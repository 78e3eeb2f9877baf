//! The built-in picture: a graph as SVG, laid out here, for where Graphviz is not installed and for pages.

use std::fmt::Write;

use simpul_fact::{EntityKind, Modality};
use simpul_graph::Graph;
use simpul_text::Language;

use crate::dot::Style;
use crate::layout::Point;
use crate::palette::{line, line_width, look};
use crate::quote::xml;
use crate::scene::{Box, LINE, Line, Scene};
use crate::words::word;

/// Space around the drawing, in pixels.
const MARGIN: f64 = 24.0;

/// The graph as an SVG 1.1 file of its own, light as paper. [`Style::clusters`] and [`Style::left_to_right`] have no
/// meaning here: boxes stand where forces between them put them.
pub fn svg(graph: &Graph, style: &Style) -> String {
    let scene = Scene::new(graph, style.language);
    let title_height = if style.title.is_some() { 36.0 } else { 0.0 };
    let legend = if style.legend { Legend::new(graph, style.language) } else { Legend::default() };
    let width = (scene.size.0 + 2.0 * MARGIN).max(legend.width);
    let height = scene.size.1 + 2.0 * MARGIN + title_height + legend.height;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} \
         {height:.0}\" role=\"img\" font-family=\"Helvetica,Arial,sans-serif\">"
    );
    let title = style.title.as_deref().unwrap_or(word("graph", style.language));
    let _ = writeln!(out, "<title>{}</title>\n<style>{}</style>", xml(title), paper());
    let _ = writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>");
    write_heads(&mut out);
    if style.title.is_some() {
        let _ =
            writeln!(out, "<text x=\"{:.0}\" y=\"30\" font-size=\"18\">{}</text>", width / 2.0, xml(title));
    }
    let _ = writeln!(out, "<g transform=\"translate({MARGIN},{:.0})\">", MARGIN + title_height);
    write_scene(&scene, style.language, Halo::Drawn, &mut out);
    let below = scene.size.1 + MARGIN;
    let _ = writeln!(out, "</g>\n<g transform=\"translate({MARGIN},{:.0})\">", MARGIN + title_height + below);
    out.push_str(&legend.drawing);
    out.push_str("</g>\n</svg>\n");
    out
}

/// The picture of a page: its style and words stand around it.
pub(crate) fn inline(scene: &Scene<'_>, language: Language) -> String {
    let (width, height) = (scene.size.0 + 2.0 * MARGIN, scene.size.1 + 2.0 * MARGIN);
    let mut out = format!(
        "<svg id=\"graph\" viewBox=\"{:.0} {:.0} {width:.0} {height:.0}\" role=\"group\" aria-label=\"{}\">\n",
        -MARGIN,
        -MARGIN,
        word("picture", language)
    );
    write_heads(&mut out);
    write_scene(scene, language, Halo::Styled, &mut out);
    out.push_str("</svg>\n");
    out
}

/// Style rules for the colours: of a kind, its fill and line; of a modality, its line.
pub(crate) fn colors(dark: bool) -> String {
    let mut out = String::new();
    for kind in EntityKind::ALL {
        let look = look(kind);
        let fill = if dark { look.dark } else { look.fill };
        let _ = write!(out, ".{} .box{{fill:{fill};stroke:{}}}", class(kind), look.line);
    }
    out
}

/// The style of a picture on paper.
fn paper() -> String {
    let mut out = String::from(
        "text{text-anchor:middle;font-size:13px;fill:#1A1A1A}.post{font-size:11px;fill:#555555}.node .box{stroke-width:1.2}\
         .centre .box{stroke-width:3}.edge path{fill:none}.edge text{font-size:10.5px}\
         .edge .halo{fill:#FFFFFF;stroke:#FFFFFF;stroke-width:3px;stroke-linejoin:round}.legend text{text-anchor:start;font-size:12px}",
    );
    for modality in MODALITIES {
        let color = line(modality).color;
        let name = modality.name();
        let _ = write!(out, ".{name} path{{stroke:{color}}}.{name} text{{fill:{color}}}");
    }
    out + &colors(false)
}

pub(crate) const MODALITIES: [Modality; 4] =
    [Modality::Actual, Modality::Planned, Modality::Possible, Modality::Negated];

/// The name of a kind in style rules: `person`.
pub(crate) fn class(kind: EntityKind) -> String {
    kind.name().to_lowercase()
}

/// Arrow heads: full for what is stated as fact, hollow for what is not yet, a bar for what is denied.
fn write_heads(out: &mut String) {
    out.push_str("<defs>");
    for modality in MODALITIES {
        let color = line(modality).color;
        let shape = match modality {
            Modality::Actual => format!("<path d=\"M0 0L10 5L0 10z\" fill=\"{color}\"/>"),
            Modality::Planned | Modality::Possible => {
                format!("<path d=\"M1 1L9 5L1 9z\" fill=\"none\" stroke=\"{color}\" stroke-width=\"1.5\"/>")
            }
            Modality::Negated => format!("<path d=\"M8 0V10\" stroke=\"{color}\" stroke-width=\"3\"/>"),
        };
        let _ = write!(
            out,
            "<marker id=\"head-{}\" class=\"head\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"9\" \
             markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\">{shape}</marker>",
            modality.name()
        );
    }
    out.push_str("</defs>\n");
}

/// How the label of a line stands off from what is beneath it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Halo {
    /// By a text of its own, for programs that do not know `paint-order`: they would draw the halo over the label.
    Drawn,
    /// By the style of the page.
    Styled,
}

fn write_scene(scene: &Scene<'_>, language: Language, halo: Halo, out: &mut String) {
    out.push_str("<g class=\"edges\">\n");
    for (i, line) in scene.lines.iter().enumerate() {
        write_line(i, line, halo, out);
    }
    out.push_str("</g>\n<g class=\"nodes\">\n");
    for (i, b) in scene.boxes.iter().enumerate() {
        write_box(i, b, language, out);
    }
    out.push_str("</g>\n");
}

fn write_line(i: usize, drawn: &Line<'_>, halo: Halo, out: &mut String) {
    let modality = drawn.edge.modality.name();
    let [a, b, c] = drawn.curve;
    let dash = dash(drawn.edge.modality);
    let both =
        if drawn.edge.symmetric { format!(" marker-start=\"url(#head-{modality})\"") } else { String::new() };
    let (x, y) = drawn.middle();
    let y = y + 3.5;
    let label = xml(&drawn.label);
    let beneath = match halo {
        Halo::Drawn => {
            format!("<text class=\"halo\" aria-hidden=\"true\" x=\"{x:.1}\" y=\"{y:.1}\">{label}</text>")
        }
        Halo::Styled => String::new(),
    };
    let _ = writeln!(
        out,
        "<g class=\"edge {modality}\" id=\"e{i}\"><path d=\"M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}\" \
         stroke-width=\"{:.1}\"{dash} marker-end=\"url(#head-{modality})\"{both}/>{beneath}<text x=\"{x:.1}\" y=\"{y:.1}\">{label}</text></g>",
        a.0,
        a.1,
        b.0,
        b.1,
        c.0,
        c.1,
        line_width(drawn.edge),
    );
}

/// The dashes of a line, as an attribute.
fn dash(modality: Modality) -> &'static str {
    match modality {
        Modality::Actual | Modality::Negated => "",
        Modality::Planned => " stroke-dasharray=\"7 4\"",
        Modality::Possible => " stroke-dasharray=\"2 3\"",
    }
}

fn write_box(i: usize, b: &Box<'_>, language: Language, out: &mut String) {
    let centre = if b.node.centre { " centre" } else { "" };
    let _ = write!(
        out,
        "<g class=\"node {}{centre}\" id=\"n{i}\" transform=\"translate({:.1},{:.1})\" aria-label=\"{}, {}\">{}",
        class(b.node.kind),
        b.centre.0,
        b.centre.1,
        xml(b.node.name(language)),
        look(b.node.kind).name(language),
        shape(b.node.kind, b.size),
    );
    let lines = b.name.iter().map(|l| ("", l)).chain(b.posts.iter().map(|l| (" class=\"post\"", l)));
    let n = (b.name.len() + b.posts.len()) as f64;
    for (row, (class, line)) in lines.enumerate() {
        let y = (row as f64 - (n - 1.0) / 2.0) * LINE + 4.5;
        let _ = write!(out, "<text y=\"{y:.1}\"{class}>{}</text>", xml(line));
    }
    out.push_str("</g>\n");
}

/// The outline of a kind around the origin; every kind has its own.
fn shape(kind: EntityKind, (width, height): Point) -> String {
    let (x, y) = (width / 2.0, height / 2.0);
    let rectangle = |r: f64, extra: f64| {
        format!(
            "<rect class=\"box\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{r:.1}\"/>",
            -x + extra,
            -y + extra,
            width - 2.0 * extra,
            height - 2.0 * extra
        )
    };
    let polygon = |points: &[Point]| {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        format!("<polygon class=\"box\" points=\"{}\"/>", points.join(" "))
    };
    match kind {
        EntityKind::Person => rectangle(y.min(18.0), 0.0),
        EntityKind::Group => rectangle(y.min(18.0), 0.0) + &rectangle(y.min(18.0) - 3.0, 3.0),
        EntityKind::Org => rectangle(4.0, 0.0),
        EntityKind::Place => {
            polygon(&[(-x, 0.0), (9.0 - x, -y), (x - 9.0, -y), (x, 0.0), (x - 9.0, y), (9.0 - x, y)])
        }
        EntityKind::Event => polygon(&[
            (-x, 8.0 - y),
            (8.0 - x, -y),
            (x - 8.0, -y),
            (x, 8.0 - y),
            (x, y - 8.0),
            (x - 8.0, y),
            (8.0 - x, y),
            (-x, y - 8.0),
        ]),
        EntityKind::Thing => polygon(&[(-x, -y), (x - 9.0, -y), (x, 9.0 - y), (x, y), (-x, y)]),
        EntityKind::Position => {
            polygon(&[(-x, -y - 4.0), (34.0 - x, -y - 4.0), (38.0 - x, -y), (x, -y), (x, y), (-x, y)])
        }
    }
}

/// What shapes and lines mean, in rows.
#[derive(Default)]
pub(crate) struct Legend {
    pub(crate) drawing: String,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Legend {
    /// The kinds and modalities that the graph has.
    pub(crate) fn new(graph: &Graph, language: Language) -> Self {
        let kinds: std::collections::BTreeSet<EntityKind> = graph.nodes().map(|n| n.kind).collect();
        let modalities: std::collections::BTreeSet<Modality> = graph.edges().map(|e| e.1.modality).collect();
        let mut drawing = String::from("<g class=\"legend\">\n");
        let mut x = 0.0;
        for kind in &kinds {
            let name = look(*kind).name(language);
            let _ = writeln!(
                drawing,
                "<g class=\"{}\" transform=\"translate({:.0},18)\">{}</g><text x=\"{:.0}\" y=\"22\">{name}</text>",
                class(*kind),
                x + 17.0,
                shape(*kind, (34.0, 18.0)),
                x + 40.0,
            );
            x += 56.0 + name.chars().count() as f64 * 7.0;
        }
        let mut below = 0.0;
        for modality in &modalities {
            let (mode, name) = (modality.name(), line(*modality).name(language));
            let _ = writeln!(
                drawing,
                "<g class=\"edge {mode}\"><path d=\"M{below:.0} 46H{:.0}\"{} marker-end=\"url(#head-{mode})\"/></g>\
                 <text x=\"{:.0}\" y=\"50\">{name}</text>",
                below + 34.0,
                dash(*modality),
                below + 40.0,
            );
            below += 56.0 + name.chars().count() as f64 * 7.0;
        }
        drawing.push_str("</g>\n");
        Legend { drawing, width: f64::max(x, below) + 48.0, height: 70.0 }
    }
}
