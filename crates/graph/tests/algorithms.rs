//! Ranks, paths and groups on a small graph; the figures are those of NetworkX 3.6.1 for the same graph, undirected.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use simpul_fact::{Entity, EntityKind, Evidence, Extraction, Modality, Object, Quote, Source, Statement};
use simpul_graph::{Graph, Node, Options, Positions, community, path, rank};
use simpul_text::{Date, Language};

/// Two triangles, a bridge between them, a tail; `h` has only a post.
const EDGES: [(&str, &str); 8] =
    [("a", "b"), ("c", "a"), ("b", "c"), ("c", "d"), ("e", "d"), ("e", "f"), ("d", "f"), ("f", "g")];

const PAGE_RANK: [f64; 8] =
    [0.1227659, 0.1227659, 0.1750989, 0.1756549, 0.1233771, 0.1857502, 0.0736082, 0.0209790];
const BETWEENNESS: [f64; 8] =
    [0.0000000, 0.0000000, 0.3809524, 0.4285714, 0.0000000, 0.2380952, 0.0000000, 0.0000000];
const DEGREE: [f64; 8] =
    [0.2857143, 0.2857143, 0.4285714, 0.4285714, 0.2857143, 0.4285714, 0.1428571, 0.0000000];

fn entity(id: &str, kind: EntityKind) -> Entity {
    let name = format!("Entity {id}");
    let (label_id, label_en, wikidata) = (None, None, None);
    Entity { id: id.to_owned(), kind, name, label_id, label_en, aliases: Vec::new(), wikidata }
}

fn statement(from: &str, relation: &str, to: &str) -> Statement {
    let quote =
        Quote { start: 0, end: 1, char_start: 0, char_end: 1, text: format!("{from} {relation} {to}.") };
    let evidence = Evidence {
        sentence_number: 0,
        sentence: quote.clone(),
        subject: quote.clone(),
        trigger: quote.clone(),
        object: quote,
        rule: "r/frame.1".to_owned(),
        trail: Vec::new(),
    };
    let kind = if relation == "holdsPosition" { EntityKind::Position } else { EntityKind::Person };
    let object = Object::Entity(Box::new(entity(to, kind)));
    Statement::new(entity(from, EntityKind::Person), relation, object, 0.9, evidence)
}

fn article(id: &str, digest: &str, statements: Vec<Statement>) -> Extraction {
    let source = Source {
        id: id.to_owned(),
        language: Language::Id,
        digest: digest.to_owned(),
        title: None,
        outlet: None,
        place: None,
        published: "2024-06-20".parse().ok(),
        authors: Vec::new(),
        ..Source::default()
    };
    Extraction { source, statements, ..Extraction::default() }
}

fn sample() -> Graph {
    let mut statements: Vec<Statement> = EDGES.iter().map(|(a, b)| statement(a, "meets", b)).collect();
    statements.push(statement("h", "holdsPosition", "Ketua"));
    Graph::new(&[article("one", "1", statements)], &Options::default())
}

fn check(ranked: Vec<(&Node, f64)>, wanted: [f64; 8]) {
    let score = |id: &str| ranked.iter().find(|(node, _)| node.id == id).unwrap().1;
    for (id, wanted) in ["a", "b", "c", "d", "e", "f", "g", "h"].into_iter().zip(wanted) {
        assert!((score(id) - wanted).abs() < 1e-6, "{id}: {} is not {wanted}", score(id));
    }
    assert!(ranked.windows(2).all(|w| w[0].1 >= w[1].1), "highest first");
}

#[test]
fn ranks_are_those_of_networkx() {
    let graph = sample();
    check(rank::page_rank(&graph), PAGE_RANK);
    check(rank::betweenness(&graph), BETWEENNESS);
    check(rank::degree(&graph), DEGREE);
    let total: f64 = rank::page_rank(&graph).iter().map(|r| r.1).sum();
    assert!((total - 1.0).abs() < 1e-9);
}

#[test]
fn paths_come_shortest_first_and_each_step_is_explained() {
    let graph = sample();
    let paths = |from: &str, to: &str, k: usize| {
        let found = path::shortest(&graph, from, to, k).unwrap();
        let ids = |p: &path::GraphPath<'_>| {
            std::iter::once(&p.start.id).chain(p.steps.iter().map(|s| &s.to.id)).cloned().collect::<String>()
        };
        found.iter().map(ids).collect::<Vec<_>>()
    };
    assert_eq!(paths("a", "g", 9), ["acdfg", "abcdfg", "acdefg", "abcdefg"]);
    assert_eq!(paths("a", "g", 2), ["acdfg", "abcdfg"]);
    assert_eq!(paths("Entity A", "b", 1), ["ab"], "names in any case");
    assert!(paths("a", "h", 3).is_empty());
    assert!(paths("a", "a", 3).is_empty());
    assert!(paths("a", "g", 0).is_empty());
    let found = path::shortest(&graph, "a", "d", 1).unwrap();
    let (edge, along) = &found[0].steps[0].edges[0];
    assert_eq!((edge.passages[0].sentence.as_str(), *along), ("c meets a.", false));
    let error = path::shortest(&graph, "Entity", "a", 1).unwrap_err().to_string();
    assert!(error.contains("did you mean Entity a"), "{error}");
}

#[test]
fn groups_come_largest_first() {
    let graph = sample();
    let ids = |groups: Vec<Vec<&Node>>| {
        groups.iter().map(|g| g.iter().map(|n| n.id.as_str()).collect::<String>()).collect::<Vec<_>>()
    };
    assert_eq!(ids(community::components(&graph)), ["abcdefg", "h"]);
    assert_eq!(ids(community::communities(&graph)), ["defg", "abc", "h"]);
}

#[test]
fn filters_leave_out_what_they_say() {
    let dated = |when: Option<&str>, confidence: f32| {
        let mut statement = statement("a", "visits", "b");
        statement.when = when.map(|w| w.parse::<Date>().unwrap());
        statement.confidence = confidence;
        statement
    };
    let mut planned = statement("a", "meets", "c");
    planned.modality = Modality::Planned;
    let articles = [
        article("one", "1", vec![dated(Some("2024-06-19"), 0.9), planned]),
        article("copy", "1", vec![dated(Some("2023"), 0.5)]),
        article("two", "2", vec![dated(None, 0.7)]),
    ];
    let edges = |options: Options| {
        let graph = Graph::new(&articles, &options);
        let edge = |(_, e, _): (&Node, &simpul_graph::Edge, &Node)| {
            format!("{} {} {}", e.relation, e.passages.len(), e.sources)
        };
        graph.edges().map(edge).collect::<Vec<_>>()
    };
    let options = Options::default;
    assert_eq!(edges(options()), ["meets 1 1", "visits 3 2"], "copies of a text are one source");
    assert_eq!(edges(Options { only: vec!["meets".to_owned()], ..options() }), ["meets 1 1"]);
    assert_eq!(edges(Options { min_sources: 2, ..options() }), ["visits 3 2"]);
    assert_eq!(
        edges(Options { min_confidence: 0.6, only: vec!["visits".to_owned()], ..options() }),
        ["visits 2 2"]
    );
    let day = |text: &str| Some(text.parse::<Date>().unwrap());
    assert_eq!(edges(Options { since: day("2024-06"), ..options() }), ["visits 1 1"]);
    assert_eq!(edges(Options { until: day("2023-02-01"), ..options() }), ["visits 1 1"]);
    assert_eq!(edges(Options { since: day("2024-06-20"), ..options() }).len(), 0);
    let hidden =
        Graph::new(&articles, &Options { positions: Positions::Hidden, min_sources: 2, ..options() });
    assert_eq!(hidden.nodes().count(), 2, "who has no edge left is left out");
}
