//! A graph as boxes with words and lines between them, each with its place: what the SVG writer draws.

use std::collections::BTreeMap;

use simpul_graph::{Edge, Graph, Node};
use simpul_text::Language;
use unicode_width::UnicodeWidthStr;

use crate::layout::{Point, place};
use crate::quote::wrap;
use crate::words::edge_text;

/// Posts shown under a name, at most.
pub(crate) const POSTS: usize = 3;
/// Height of a line of words, in pixels.
pub(crate) const LINE: f64 = 16.0;
/// Width of a narrow character of the name, in pixels; of a post it is 0.85 of it.
const CHARACTER: f64 = 7.4;
/// Distance between two lines that link the same boxes, in pixels.
const APART: f64 = 30.0;

/// A drawing; coordinates are pixels from its left upper corner.
pub(crate) struct Scene<'g> {
    pub(crate) boxes: Vec<Box<'g>>,
    pub(crate) lines: Vec<Line<'g>>,
    pub(crate) size: Point,
}

/// An entity.
pub(crate) struct Box<'g> {
    pub(crate) node: &'g Node,
    pub(crate) centre: Point,
    pub(crate) size: Point,
    /// The name, wrapped.
    pub(crate) name: Vec<String>,
    /// Posts, wrapped.
    pub(crate) posts: Vec<String>,
}

/// An edge: a quadratic curve.
pub(crate) struct Line<'g> {
    pub(crate) edge: &'g Edge,
    /// Which box is its subject, which its object.
    pub(crate) ends: (usize, usize),
    pub(crate) label: String,
    /// Where it begins, what bends it, where it ends.
    pub(crate) curve: [Point; 3],
}

impl Line<'_> {
    /// The middle of the curve.
    pub(crate) fn middle(&self) -> Point {
        let [a, b, c] = self.curve;
        (0.25 * a.0 + 0.5 * b.0 + 0.25 * c.0, 0.25 * a.1 + 0.5 * b.1 + 0.25 * c.1)
    }
}

impl<'g> Scene<'g> {
    pub(crate) fn new(graph: &'g Graph, language: Language) -> Self {
        let mut boxes: Vec<Box<'g>> = graph.nodes().map(|node| Box::new(node, language)).collect();
        let index: BTreeMap<&str, usize> =
            boxes.iter().enumerate().map(|(i, b)| (b.node.id.as_str(), i)).collect();
        let of = |node: &Node| index.get(node.id.as_str()).copied();
        let edges: Vec<(usize, &'g Edge, usize)> =
            graph.edges().filter_map(|(s, edge, o)| Some((of(s)?, edge, of(o)?))).collect();
        let sizes: Vec<Point> = boxes.iter().map(|b| b.size).collect();
        let links: Vec<(usize, usize)> = edges.iter().map(|(s, _, o)| (*s, *o)).collect();
        let (centres, size) = place(&sizes, &links);
        for (b, centre) in boxes.iter_mut().zip(centres) {
            b.centre = centre;
        }
        let mut parallel: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (s, o) in &links {
            *parallel.entry((*s.min(o), *s.max(o))).or_default() += 1;
        }
        let mut drawn: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let lines = edges.into_iter().map(|(s, edge, o)| {
            let pair = (s.min(o), s.max(o));
            let nth = drawn.entry(pair).or_default();
            let bend = (*nth as f64 - (parallel[&pair] - 1) as f64 / 2.0) * APART;
            *nth += 1;
            // a bend is to the same side whichever way the edge goes
            let curve = curve(&boxes[s], &boxes[o], if s <= o { bend } else { -bend });
            Line { edge, ends: (s, o), label: edge_text(edge, language), curve }
        });
        let lines = lines.collect();
        Scene { boxes, lines, size }
    }
}

impl<'g> Box<'g> {
    fn new(node: &'g Node, language: Language) -> Self {
        let name = wrap(node.name(language));
        let more = (node.posts.len() > POSTS).then_some("…");
        let posts: Vec<String> =
            node.posts.iter().take(POSTS).map(String::as_str).chain(more).flat_map(wrap).collect();
        let width = |line: &String| line.width() as f64 * CHARACTER;
        let widest = name.iter().map(width).chain(posts.iter().map(|p| width(p) * 0.85)).fold(20.0, f64::max);
        let size = (widest + 26.0, (name.len() + posts.len()).max(1) as f64 * LINE + 14.0);
        Box { node, centre: (0.0, 0.0), size, name, posts }
    }

    /// Where a line from the centre toward a point leaves the box.
    fn border(&self, toward: Point) -> Point {
        let (x, y) = (toward.0 - self.centre.0, toward.1 - self.centre.1);
        let share =
            (self.size.0 / 2.0 / x.abs().max(1e-9)).min(self.size.1 / 2.0 / y.abs().max(1e-9)).min(1.0);
        (self.centre.0 + x * share, self.centre.1 + y * share)
    }
}

fn curve(from: &Box<'_>, to: &Box<'_>, bend: f64) -> [Point; 3] {
    let (a, b) = (from.centre, to.centre);
    let (x, y) = (b.0 - a.0, b.1 - a.1);
    let length = (x * x + y * y).sqrt();
    if length < 1.0 {
        // a loop above the box
        let top = a.1 - from.size.1 / 2.0;
        return [(a.0 - 14.0, top), (a.0, top - 50.0 - bend.abs()), (a.0 + 14.0, top)];
    }
    let middle = ((a.0 + b.0) / 2.0 - y / length * bend * 2.0, (a.1 + b.1) / 2.0 + x / length * bend * 2.0);
    [from.border(middle), middle, to.border(middle)]
}
