//! The graph as a graph, from the shipped articles: paths, ranks, groups, and the formats of other tools.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::path::Path;
use std::process::Command;

use common::{root, run, stderr, stdout};

fn store_of_all(folder: &Path) {
    stdout(folder, &["build", "-q", root().join("seeds/articles").to_str().unwrap()]);
}

#[test]
fn a_path_shows_the_sentence_of_each_step() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    store_of_all(folder);
    let text = stdout(folder, &["path", "vladimir putin", "Korea Utara", "-k", "2"]);
    assert!(text.starts_with("Vladimir Putin – Korea Utara\n  Vladimir Putin "), "{text}");
    assert!(text.contains("(ktt-pyongyang-2024)"), "{text}");
    assert_eq!(text.matches(" – ").count(), 3, "a path of one step and one of two: {text}");
    let none = run(folder, &["path", "Putin", "Nobody Such"]);
    assert_eq!(none.status.code(), Some(1));
    let far = run(folder, &["path", "Putin", "Bandung", "--relation", "accompanies"]);
    assert_eq!(far.status.code(), Some(1));
    let wrong = run(folder, &["path", "Putin", "Bandung", "--relation", "visit"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(stderr(&wrong).contains("no relation is named \"visit\""), "{}", stderr(&wrong));
}

#[test]
fn ranks_and_groups_are_lists() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    store_of_all(folder);
    for by in ["page-rank", "degree", "betweenness"] {
        let text = stdout(folder, &["rank", "--by", by, "--limit", "5", "--labels", "en"]);
        assert_eq!(text.lines().count(), 6, "{text}");
        assert!(text.contains("\tindonesia\n"), "{text}");
    }
    let groups = stdout(folder, &["rank", "--communities"]);
    let sizes: Vec<usize> =
        groups.lines().skip(1).map(|l| l.split('\t').nth(1).unwrap().parse().unwrap()).collect();
    assert!(sizes.len() > 3 && sizes.windows(2).all(|w| w[0] >= w[1]), "{groups}");
}

#[test]
fn formats_of_other_tools_hold_the_same_graph() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    store_of_all(folder);
    let export = |format: &str| stdout(folder, &["export", "--format", format]);
    let (nodes, edges) = (export("nodes").lines().count() - 1, export("edges").lines().count() - 1);
    assert!(nodes > 50 && edges > 50, "{nodes} {edges}");
    for format in ["gexf", "graphml"] {
        let text = export(format);
        assert_eq!(text.matches("<node ").count(), nodes, "{format}");
        assert_eq!(text.matches("<edge ").count(), edges, "{format}");
    }
    assert_eq!(export("cypher").lines().count(), 1 + nodes + edges);
    assert!(export("plover").lines().all(|l| serde_json::from_str::<serde_json::Value>(l).is_ok()));
    assert!(export("cameo").starts_with("date\tsource\ttarget\tcode\t"));
    // the extension says the format; a filter leaves less
    stdout(folder, &["export", "-o", "all.gexf"]);
    stdout(
        folder,
        &["export", "-o", "few.graphml", "--relation", "visits", "--since", "2024", "--until", "2024"],
    );
    let few = std::fs::read_to_string(folder.join("few.graphml")).unwrap();
    let visits = few.matches("<edge ").count();
    assert!(visits > 0 && visits < edges && few.matches(">visits<").count() == visits, "{few}");
    let whole = run(folder, &["export", "--since", "2024"]);
    assert_eq!(whole.status.code(), Some(2));
    opened_by_networkx(folder, nodes, edges);
}

/// NetworkX reads both XML formats, where it is installed (`pip install networkx==3.6.1`).
fn opened_by_networkx(folder: &Path, nodes: usize, edges: usize) {
    let python = |code: &str| Command::new("python3").current_dir(folder).args(["-c", code]).output();
    if !python("import networkx").is_ok_and(|o| o.status.success()) {
        common::tell("SKIPPED: NetworkX is not installed, GEXF and GraphML were not opened with it");
        return;
    }
    stdout(folder, &["export", "-o", "all.graphml"]);
    for (format, read) in [("gexf", "read_gexf"), ("graphml", "read_graphml")] {
        let code = format!(
            "import networkx as n; g = n.{read}('all.{format}'); print(g.number_of_nodes(), g.number_of_edges())"
        );
        let output = python(&code).unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), format!("{nodes} {edges}"), "{format}");
    }
}
