//! Every format that `simpul export` writes, of the articles that come with the program and of the development
//! articles: what other programs count in it is what the store holds, asked by SPARQL.
//!
//! `consumers.py` opens the files with all of the programs of `consumers.txt` that the Python of `SIMPUL_PYTHON`, or
//! else `python3`, has; those it lacks are told.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use common::{root, run, shared, stderr, stdout, tell};

/// File, and the format that it is written in where its extension does not say so.
const FILES: [(&str, &str); 15] = [
    ("nodes.csv", "nodes"),
    ("edges.csv", "edges"),
    ("nodes.tsv", "nodes-tsv"),
    ("edges.tsv", ""),
    ("graph.gexf", ""),
    ("graph.graphml", ""),
    ("graph.cytoscape", "cytoscape"),
    ("graph.followthemoney", "ftm"),
    ("graph.schema-org", "schema-org"),
    ("graph.ttl", ""),
    ("graph.nt", ""),
    ("graph.nq", ""),
    ("graph.trig", ""),
    ("graph.rdf", ""),
    ("graph.jsonld", ""),
];

#[test]
fn counts_agree_with_the_store_in_every_format() {
    check(&root().join("seeds/articles"), "seeds/articles");
    if let Some(articles) = shared("gold/dev") {
        check(&articles, "../shared/gold/dev");
    }
}

fn check(articles: &Path, name: &str) {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    stdout(folder, &["build", "-q", articles.to_str().unwrap()]);
    let counts = counts(folder);
    assert!(counts["edges"] > 50 && counts["nodes"] > 50, "{name}: {counts:?}");
    write(folder);
    for (file, program, counted) in opened(folder, name) {
        for (what, n) in counted {
            let expected = if what == "entities" {
                counts["nodes"] + counts["edges"] + counts["articles"]
            } else {
                counts[what.as_str()]
            };
            assert_eq!(n, expected, "{name}: {what} of {file} as {program} counts them");
        }
    }
}

fn write(folder: &Path) {
    for (file, format) in FILES {
        let mut arguments = vec!["export", "-o", file];
        if !format.is_empty() {
            arguments.extend(["--format", format]);
        }
        stdout(folder, &arguments);
    }
}

/// What the store holds: statements, articles, edges (statements between the same ends of the same relation and
/// modality, either way round where the relation is symmetric), and the entities at their ends.
fn counts(folder: &Path) -> BTreeMap<&'static str, usize> {
    let query = "SELECT DISTINCT ?s ?p ?o ?m { ?x rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; sp:modality ?m \
                 FILTER(isIRI(?o)) }";
    let symmetric: BTreeSet<String> = symmetric();
    let (mut edges, mut nodes) = (BTreeSet::new(), BTreeSet::new());
    for row in stdout(folder, &["query", query, "--format", "tsv"]).lines().skip(1) {
        let mut cells: Vec<String> = row.split('\t').map(str::to_owned).collect();
        nodes.extend([cells[0].clone(), cells[2].clone()]);
        if symmetric.iter().any(|name| cells[1].ends_with(&format!("/{name}>"))) && cells[0] > cells[2] {
            cells.swap(0, 2);
        }
        edges.insert(cells);
    }
    let stats: serde_json::Value = serde_json::from_str(&stdout(folder, &["stats", "--json"])).unwrap();
    let query = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a sp:Statement }";
    let statements = stdout(folder, &["query", query, "--format", "csv"]);
    let statements = statements.lines().nth(1).unwrap().parse().unwrap();
    // articles of which nothing becomes an edge are in no graph
    let graph = stdout(folder, &["export", "--format", "schema-org"]);
    let articles = graph.matches("\"@type\": \"NewsArticle\"").count();
    assert!(articles > 0 && articles <= usize::try_from(stats["articles"].as_u64().unwrap()).unwrap());
    BTreeMap::from([
        ("edges", edges.len()),
        ("nodes", nodes.len()),
        ("articles", articles),
        ("statements", statements),
    ])
}

/// The relations without a direction, by their files.
fn symmetric() -> BTreeSet<String> {
    let files = std::fs::read_dir(root().join("seeds/relations")).unwrap().map(|e| e.unwrap().path());
    let is = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        text.lines().any(|l| l.split_whitespace().collect::<String>().starts_with("symmetric=true"))
    };
    files.filter(is).map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

/// File, program, and what it counted.
type Counted = (String, String, Vec<(String, usize)>);

fn opened(folder: &Path, name: &str) -> Vec<Counted> {
    let python = std::env::var("SIMPUL_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = root().join("crates/cli/tests/consumers.py");
    let Ok(output) = Command::new(python).arg(script).arg(folder).output() else {
        tell("SKIPPED: there is no python3, exports were not opened with other programs");
        return Vec::new();
    };
    assert!(output.status.success(), "{name}: {}", stderr(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut counted = Vec::new();
    for line in text.lines() {
        let mut cells = line.split('\t').map(str::to_owned);
        let (file, program) = (cells.next().unwrap(), cells.next().unwrap());
        let rest: Vec<String> = cells.collect();
        if rest == ["SKIPPED"] {
            tell(&format!("SKIPPED: {file} was not opened with {program}, which is not installed"));
            continue;
        }
        let pair = |cell: &String| {
            let (what, n) = cell.split_once('=').unwrap();
            (what.to_owned(), n.parse().unwrap())
        };
        counted.push((file, program, rest.iter().map(pair).collect()));
    }
    counted
}

#[test]
fn the_page_and_the_picture_hold_the_graph() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    stdout(folder, &["build", "-q", root().join("seeds/articles").to_str().unwrap()]);
    stdout(
        folder,
        &["render", "--html", "all.html", "--svg", "all.svg", "--layout", "own", "--posts", "nodes"],
    );
    let (page, picture) = (read(folder, "all.html"), read(folder, "all.svg"));
    let counts = counts(folder);
    for (text, part, n) in [
        (&page, "<tr id=\"r", counts["edges"]),
        (&page, "<tr id=\"t", counts["nodes"]),
        (&picture, " id=\"e", counts["edges"]),
        (&picture, " id=\"n", counts["nodes"]),
    ] {
        assert_eq!(text.matches(part).count(), n, "{part}");
    }
    let again = run(folder, &["render", "--html", "all.html"]);
    assert_eq!(again.status.code(), Some(2), "no file is replaced unasked");
    let few = run(folder, &["render", "--html", "few.html", "--limit", "20"]);
    assert!(stderr(&few).contains("the 20 most central of"), "{}", stderr(&few));
    assert_eq!(read(folder, "few.html").matches("<tr id=\"t").count(), 20);
    stdout(folder, &["render", "--html", "near.html", "--around", "Kim Jong Un", "--hops", "1"]);
    let near = read(folder, "near.html");
    assert!(near.contains("<title>Kim Jong Un</title>") && near.len() < page.len());
    // Graphviz where it is installed, else simpul itself
    stdout(folder, &["render", "--svg", "auto.svg", "--around", "Kim Jong Un"]);
    assert!(read(folder, "auto.svg").trim_end().ends_with("</svg>"));
}

fn read(folder: &Path, file: &str) -> String {
    std::fs::read_to_string(folder.join(file)).unwrap()
}
