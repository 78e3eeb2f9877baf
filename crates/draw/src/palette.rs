//! Shapes and colours. Every kind and every modality differs in shape or line as well as in colour, and the colours
//! are those of Okabe and Ito's palette for all kinds of colour vision (<https://jfly.uni-koeln.de/color/>), with
//! lighter tints as fill.

use simpul_fact::{EntityKind, Modality};
use simpul_graph::Edge;
use simpul_text::Language;

/// How one kind of entity looks.
pub(crate) struct Look {
    pub(crate) shape: &'static str,
    pub(crate) style: &'static str,
    pub(crate) fill: &'static str,
    /// The fill of a page that is dark.
    pub(crate) dark: &'static str,
    pub(crate) line: &'static str,
    pub(crate) name_id: &'static str,
    pub(crate) name_en: &'static str,
}

pub(crate) fn look(kind: EntityKind) -> Look {
    let (shape, style, fill, dark, line, name_id, name_en) = match kind {
        EntityKind::Person => ("ellipse", "filled", "#DCEBF7", "#12344A", "#0072B2", "orang", "person"),
        EntityKind::Group => ("egg", "filled", "#E4F4FD", "#1D3B4C", "#56B4E9", "kelompok", "group"),
        EntityKind::Org => {
            ("box", "filled,rounded", "#FCEBCC", "#4A3610", "#E69F00", "organisasi", "organisation")
        }
        EntityKind::Place => ("hexagon", "filled", "#D3F0E6", "#0F3E31", "#009E73", "tempat", "place"),
        EntityKind::Event => ("octagon", "filled", "#F7E3EE", "#48293B", "#CC79A7", "peristiwa", "event"),
        EntityKind::Thing => ("note", "filled", "#F2F2F2", "#33353A", "#666666", "benda", "thing"),
        EntityKind::Position => ("tab", "filled", "#FBF8CF", "#3D3A0E", "#A69A00", "jabatan", "post"),
    };
    Look { shape, style, fill, dark, line, name_id, name_en }
}

impl Look {
    pub(crate) fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Id => self.name_id,
            Language::En => self.name_en,
        }
    }
}

/// Width of the line of an edge, in pixels: the more sentences state it, the wider.
pub(crate) fn line_width(edge: &Edge) -> f64 {
    1.0 + f64::from(edge.passages.len().min(16) as u32).log2() * 0.5
}

/// How an edge of one modality looks.
pub(crate) struct Line {
    pub(crate) style: &'static str,
    pub(crate) color: &'static str,
    pub(crate) head: &'static str,
    /// The line as characters, for the legend.
    pub(crate) sample: &'static str,
    pub(crate) name_id: &'static str,
    pub(crate) name_en: &'static str,
}

pub(crate) fn line(modality: Modality) -> Line {
    let (style, color, head, sample, name_id, name_en) = match modality {
        Modality::Actual => ("solid", "#404040", "normal", "──▶", "dinyatakan terjadi", "stated as fact"),
        Modality::Planned => ("dashed", "#0072B2", "empty", "─ ─▷", "direncanakan", "planned"),
        Modality::Possible => ("dotted", "#666666", "empty", "···▷", "mungkin", "possible"),
        Modality::Negated => ("solid", "#D55E00", "tee", "──┤", "disangkal", "negated"),
    };
    Line { style, color, head, sample, name_id, name_en }
}

impl Line {
    pub(crate) fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Id => self.name_id,
            Language::En => self.name_en,
        }
    }
}
