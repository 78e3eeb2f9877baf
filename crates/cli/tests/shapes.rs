//! The vocabulary is whole, and what comes out of real articles fits the shapes: for simpul, and for pySHACL.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use common::{own_articles, root, run, stderr, stdout};

/// Subject, predicate and object of every line of N-Triples.
fn triples(text: &str) -> Vec<[&str; 3]> {
    let parts = text.lines().filter_map(|line| {
        let (subject, rest) = line.strip_suffix(" .")?.split_once(' ')?;
        let (predicate, object) = rest.split_once(' ')?;
        Some([subject, predicate, object])
    });
    parts.collect()
}

#[test]
fn every_relation_is_described_in_both_languages() {
    let here = tempfile::tempdir().unwrap();
    let text = stdout(here.path(), &["export", "--vocabulary", "--format", "ntriples"]);
    let mut about: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for [subject, predicate, object] in triples(&text) {
        let name = predicate.rsplit(['#', '/']).next().unwrap().trim_end_matches('>');
        about.entry(subject).or_default().push((name, object));
    }
    let files = std::fs::read_dir(root().join("seeds/relations")).unwrap();
    let names: Vec<String> =
        files.map(|f| f.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert!(names.len() > 60);
    let iri = |name: &str| format!("<https://simpul.example/rel/{name}>");
    let mut missing = String::new();
    let mut inverses = Vec::new();
    for name in &names {
        let facts = about.get(iri(name).as_str()).cloned().unwrap_or_default();
        let has = |what: &str, end: &str| facts.iter().any(|(p, o)| *p == what && o.ends_with(end));
        for (predicate, end) in [("label", "@id"), ("label", "@en"), ("comment", "@id"), ("comment", "@en")] {
            if !has(predicate, end) {
                missing += &format!("{name}: no {predicate} {end}\n");
            }
        }
        let words = has("type", "#DatatypeProperty>");
        for predicate in ["domain", "domainIncludes", "range", "rangeIncludes", "inverseOf"] {
            if !(has(predicate, "") || words && !predicate.starts_with("domain")) {
                missing += &format!("{name}: no {predicate}\n");
            }
        }
        inverses.extend(facts.iter().filter(|f| f.0 == "inverseOf" && f.1 != iri(name)).map(|f| f.1));
    }
    assert!(missing.is_empty(), "{missing}");
    for inverse in &inverses {
        assert!(about[inverse].iter().any(|f| f.0 == "inverseOf"), "{inverse}");
        assert!(!names.iter().any(|n| iri(n) == **inverse), "{inverse} is a relation of its own");
    }
    let n = inverses.len();
    inverses.sort_unstable();
    inverses.dedup();
    assert_eq!(inverses.len(), n, "two relations have one inverse");
    // and so are the classes and the properties of statements
    for (subject, facts) in about.iter().filter(|(s, _)| s.starts_with("<https://simpul.example/ns#")) {
        for predicate in ["label", "comment"] {
            for tag in ["@id", "@en"] {
                let found = facts.iter().any(|(p, o)| *p == predicate && o.ends_with(tag));
                assert!(found, "{subject} has no {predicate} {tag}");
            }
        }
    }
}

#[test]
fn what_real_articles_state_fits_the_shapes() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let articles: Vec<String> = own_articles().iter().map(|p| p.display().to_string()).collect();
    let mut build = vec!["build", "-q"];
    build.extend(articles.iter().map(String::as_str));
    stdout(folder, &build);
    let mut check = vec!["check"];
    check.extend(articles.iter().map(String::as_str));
    let output = run(folder, &check);
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout_of(&output.stdout), stderr(&output));
    assert!(stderr(&output).contains(": 0 violations, "), "{}", stderr(&output));
    for format in ["trig", "turtle"] {
        stdout(folder, &["export", "--format", format, "-o", &format!("graph.{format}")]);
        valid_for_pyshacl(folder, &format!("graph.{format}"));
    }
    counts_are_those_of_the_header(folder);
    // a broken file is found, with the code of a damaged store
    let file = std::fs::read_dir(folder.join(".simpul/articles")).unwrap().next().unwrap().unwrap().path();
    std::fs::write(&file, "{}").unwrap();
    let output = run(folder, &["check", "--json"]);
    assert_eq!(output.status.code(), Some(4));
    let finding: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(finding["severity"], "violation");
}

fn stdout_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// `void:triples` of the header is the number of lines of N-Quads.
fn counts_are_those_of_the_header(folder: &Path) {
    let quads = stdout(folder, &["export", "--format", "nquads", "--issued", "2024-06-20"]);
    let find =
        |p: &str| quads.lines().find(|l| l.starts_with("<https://simpul.example/dataset> ") && l.contains(p));
    let triples = find("void#triples>").unwrap();
    assert!(triples.contains(&format!("\"{}\"", quads.lines().count())), "{triples}");
    assert!(find("dc/terms/issued>").unwrap().contains("\"2024-06-20\""));
    assert!(find("prov#wasGeneratedBy>").is_some());
}

/// pySHACL finds no violation, where it is installed (`pip install pyshacl==0.40.1`). Its warnings are ours.
fn valid_for_pyshacl(folder: &Path, file: &str) {
    let python = |code: &str| Command::new("python3").current_dir(folder).args(["-c", code]).output();
    if !python("import pyshacl").is_ok_and(|o| o.status.success()) {
        common::tell("SKIPPED: pySHACL is not installed, the shapes were checked by simpul alone");
        return;
    }
    let shapes = root().join("seeds/shapes.ttl");
    let code = format!(
        "import rdflib, pyshacl\n\
         all = rdflib.Dataset(); all.parse('{file}')\n\
         data = rdflib.Graph()\n\
         for s, p, o, g in all.quads(): data.add((s, p, o))\n\
         ok, report, text = pyshacl.validate(data, shacl_graph='{}', allow_warnings=True)\n\
         sh = rdflib.Namespace('http://www.w3.org/ns/shacl#')\n\
         warnings = len(list(report.subjects(sh.resultSeverity, sh.Warning)))\n\
         print(ok, warnings)\n\
         print(text if not ok else '')",
        shapes.display()
    );
    let output = python(&code).unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let found = stdout_of(&output.stdout);
    let ours = run(folder, &["check", "-q"]);
    let ours = stdout_of(&ours.stdout).lines().filter(|l| l.starts_with("warning: ")).count();
    assert!(found.starts_with(&format!("True {ours}\n")), "simpul has {ours} warnings; pySHACL: {found}");
}
