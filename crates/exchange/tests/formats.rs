//! A graph with hostile names in every format: each is read back by a parser of its kind and says the same.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use quick_xml::Reader;
use quick_xml::events::Event;
use simpul_exchange::{Format, write};
use simpul_fact::{
    Entity, EntityKind, Evidence, Extraction, Modality, Object, Quote, Relation, Source, Statement,
};
use simpul_graph::{Graph, Options, Positions};
use simpul_text::Language;

const NAMES: [&str; 6] =
    ["=HYPERLINK(\"x\")", "a\"b'c\\", "<b>&amp;]]>", "satu\ndua\u{1}", "@sum,\t;", "Rina Wijaya"];

fn entity(id: usize, kind: EntityKind) -> Entity {
    let (label_id, label_en, wikidata) = (None, None, Some("Q1".to_owned()));
    let (id, name) = (format!("e{id}"), NAMES[id % NAMES.len()].to_owned());
    Entity { id, kind, name, label_id, label_en, aliases: Vec::new(), wikidata }
}

fn sample() -> Graph {
    let quote = |text: &str| Quote { start: 0, end: 1, char_start: 0, char_end: 1, text: text.to_owned() };
    let statement = |i: usize, relation: &str, modality| {
        let evidence = Evidence {
            sentence_number: i,
            sentence: quote(NAMES[i % NAMES.len()]),
            subject: quote("a"),
            trigger: quote("b"),
            object: quote("c"),
            rule: "r/frame.1".to_owned(),
            trail: Vec::new(),
        };
        let object = Object::Entity(Box::new(entity(i + 1, EntityKind::Place)));
        let made = Statement::new(entity(i, EntityKind::Person), relation, object, 0.9, evidence);
        Statement { modality, when: "2024-06-19".parse().ok(), ..made }
    };
    let relation = |name: &str, code: Option<&str>| Relation {
        name: name.to_owned(),
        label_id: format!("{name} <id>"),
        label_en: format!("{name} \"en\""),
        subject: vec![EntityKind::Person],
        object: vec![EntityKind::Place],
        symmetric: name == "meets",
        plover: code.map(|_| "CONSULT".to_owned()),
        cameo: code.map(str::to_owned),
        ..Relation::default()
    };
    let source = Source {
        id: "one".to_owned(),
        language: Language::Id,
        digest: "1".to_owned(),
        title: None,
        outlet: None,
        place: None,
        published: None,
        authors: Vec::new(),
        ..Source::default()
    };
    let statements = vec![
        statement(0, "visits", Modality::Actual),
        statement(1, "meets", Modality::Planned),
        statement(2, "visits", Modality::Negated),
        statement(3, "owns", Modality::Actual),
        statement(4, "visits", Modality::Possible),
    ];
    let relations =
        vec![relation("visits", Some("042")), relation("meets", Some("040")), relation("owns", None)];
    let options = Options { relations, positions: Positions::Nodes, ..Options::default() };
    Graph::new(&[Extraction { source, statements, ..Extraction::default() }], &options)
}

fn written(format: Format) -> String {
    let mut out = Vec::new();
    write(&sample(), format, Language::En, &mut out).unwrap();
    let again = {
        let mut out = Vec::new();
        write(&sample(), format, Language::En, &mut out).unwrap();
        out
    };
    assert_eq!(out, again, "the same bytes");
    String::from_utf8(out).unwrap()
}

/// Elements of that name.
fn elements(xml: &str, name: &str) -> usize {
    let mut reader = Reader::from_str(xml);
    let mut count = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(e) | Event::Empty(e) if e.name().as_ref() == name.as_bytes() => {
                assert!(e.attributes().all(|a| a.is_ok()));
                count += 1;
            }
            Event::Eof => return count,
            _ => {}
        }
    }
}

#[test]
fn xml_is_well_formed_and_whole() {
    for format in [Format::Gexf, Format::GraphMl] {
        let xml = written(format);
        assert_eq!((elements(&xml, "node"), elements(&xml, "edge")), (6, 5), "{xml}");
        assert!(!xml.contains('\u{1}'), "no character that XML cannot hold");
        assert!(xml.contains("&lt;b&gt;"));
    }
    assert!(written(Format::Gexf).contains("start=\"2024-06-19\""));
}

#[test]
fn tables_have_a_row_each_and_no_formula() {
    for (format, rows) in [(Format::Nodes, 6), (Format::Edges, 5)] {
        let text = written(format);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), rows, "{text}");
        assert!(records.iter().flatten().all(|cell| !cell.starts_with(['=', '@', '+', '-'])), "{text}");
    }
    assert!(written(Format::Nodes).contains("'=HYPERLINK"));
    assert!(written(Format::Edges).starts_with("Id,Source,Target,Type,Label,Weight,relation,"));
}

#[test]
fn cytoscape_is_json_with_typed_values() {
    let json: serde_json::Value = serde_json::from_str(&written(Format::Cytoscape)).unwrap();
    let edges = json["elements"]["edges"].as_array().unwrap();
    assert_eq!((json["elements"]["nodes"].as_array().unwrap().len(), edges.len()), (6, 5));
    let meets = edges.iter().find(|e| e["data"]["relation"] == "meets").unwrap();
    assert_eq!(meets["data"]["symmetric"], true);
    assert_eq!(meets["data"]["sources"], 1);
    assert_eq!(meets["data"]["label"], "meets \"en\" (planned)");
}

#[test]
fn cypher_closes_every_string() {
    let script = written(Format::Cypher);
    assert_eq!(script.lines().count(), 1 + 6 + 5, "{script}");
    for line in script.lines() {
        let (mut inside, mut escaped) = (false, false);
        for c in line.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' if inside => escaped = true,
                '\'' => inside = !inside,
                _ => {}
            }
        }
        assert!(!inside && line.ends_with(';'), "{line}");
    }
    assert!(script.contains("[r:MEETS {id: 'e1--meets--planned--e2'}]"));
}

#[test]
fn events_are_what_has_a_code_and_is_not_denied() {
    let plover = written(Format::Plover);
    let events: Vec<serde_json::Value> = plover.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let modes: Vec<&str> = events.iter().map(|e| e["mode"].as_str().unwrap()).collect();
    assert_eq!(modes, ["actual", "planned", "possible"]);
    assert_eq!(events[0]["cameo"], "042");
    assert_eq!(events[0]["source"]["wikidata"], "Q1");
    let cameo = written(Format::Cameo);
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(cameo.as_bytes());
    let codes: Vec<String> = reader.records().map(|r| r.unwrap()[3].to_owned()).collect();
    assert_eq!(codes, ["042", "040", "042"]);
}
