//! What every question of `queries/` answers from the stories of `examples/`.
//!
//! `questions.txt` holds blocks: a line `$ NAME VALUE…` with the question and its values, then its answer as TSV, then
//! an empty line. `UPDATE=1 cargo test -p simpul --test questions` writes the answers anew.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::fs;
use std::path::Path;

use common::{questions, root, run, stderr, stdout, store_of_examples};

#[test]
fn every_question_answers_as_written_down() {
    let folder = tempfile::tempdir().unwrap();
    store_of_examples(folder.path());
    let path = root().join("crates/cli/tests/questions.txt");
    let text = fs::read_to_string(&path).unwrap();
    let asked = questions();
    for entry in fs::read_dir(root().join("queries")).unwrap() {
        let file = entry.unwrap().path();
        let name = file.file_stem().unwrap().to_str().unwrap();
        assert!(
            asked.iter().any(|(_, arguments)| arguments[1] == name),
            "no block for {name} in questions.txt"
        );
    }
    let mut now = String::new();
    for (line, arguments) in asked {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        now.push_str(&format!("$ {line}\n{}\n", stdout(folder.path(), &arguments)));
    }
    if std::env::var("UPDATE").as_deref() == Ok("1") {
        fs::write(&path, now).unwrap();
        return;
    }
    let only = |a: &str, b: &str, sign: char| -> String {
        a.lines().filter(|l| !b.lines().any(|m| m == *l)).map(|l| format!("{sign} {l}\n")).collect()
    };
    assert!(now == text, "{}{}UPDATE=1 writes it anew", only(&text, &now, '-'), only(&now, &text, '+'));
}

#[test]
fn values_are_read_by_their_types() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    store_of_examples(folder);
    let cases: [(&[&str], i32, &str); 9] = [
        (&["who-met"], 2, "person is missing: one of the names of the person"),
        (&["who-met", "--bind", "person=Anwar Ibrahm"], 1, "did you mean Anwar Ibrahim (ent:anwar-ibrahim"),
        (&["who-met", "--bind", "person=Xyzzy"], 1, "no entity is called \"Xyzzy\""),
        (&["who-met", "--bind", "persn=Anwar"], 2, "--bind persn: this question takes person"),
        (
            &["by-relation", "--bind", "relation=vists"],
            1,
            "no relation is called \"vists\"; did you mean visits",
        ),
        (&["timeline", "--bind", "since=soon"], 2, "\"soon\" is no date; write 2024-06-19"),
        (&["corroborated", "--bind", "least=two"], 2, "\"two\" is no whole number"),
        (&["who-visited-whom", "--bind", "nothing"], 2, "NAME=VALUE"),
        (&["SELECT ?s { ?s ?p ?o }", "--bind", "s=Anwar Ibrahim"], 2, "?s stands for a thing"),
    ];
    for (arguments, code, words) in cases {
        let output = run(folder, &[&["query"], arguments].concat());
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.contains(words) && said.lines().count() == 1, "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    let part = run(folder, &["query", "who-met", "--bind", "person=anwar"]);
    assert_eq!(part.status.code(), Some(0), "{}", stderr(&part));
    let id = stdout(folder, &["query", "who-met", "--bind", "person=ent:anwar-ibrahim"]);
    assert_eq!(String::from_utf8_lossy(&part.stdout), id);
}

#[test]
fn the_list_tells_what_a_question_takes() {
    let list = stdout(Path::new("."), &["query", "--list"]);
    assert!(list.contains("who-met\n    Whom did one person meet"), "{list}");
    assert!(list.contains("    --bind person=…  (entity) one of the names"), "{list}");
    assert_eq!(list, stdout(Path::new("."), &["query", "--list-named"]));
}

#[test]
fn a_base_is_taken_in_and_given_out() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    store_of_examples(folder);
    let base = ["--base", "https://news.example/graph/"];
    let query = "SELECT ?who ?where { ?who rel:visits ?where FILTER(?who = <https://news.example/graph/ent/anwar-ibrahim>) }";
    let answer = stdout(folder, &[&["query", query, "--format", "tsv"], &base[..]].concat());
    let row = "<https://news.example/graph/ent/anwar-ibrahim>\t<https://news.example/graph/ent/indonesia>";
    assert_eq!(answer, format!("?who\t?where\n{row}\n"));
    let person = "person=<https://news.example/graph/ent/anwar-ibrahim>";
    let bound = stdout(folder, &[&["query", "who-met", "--bind", person], &base[..]].concat());
    assert_eq!(bound, stdout(folder, &["query", "who-met", "--bind", "person=Anwar Ibrahim"]));
    let turtle = stdout(folder, &[&["query", "DESCRIBE ent:indonesia"], &base[..]].concat());
    assert!(
        turtle.contains("@prefix ent: <https://news.example/graph/ent/>")
            && turtle.contains("\nent:indonesia "),
        "{turtle}"
    );
    let export = stdout(folder, &[&["export", "--format", "nquads"], &base[..]].concat());
    assert!(export.contains(base[1]) && !export.contains("simpul.example"));
    for (arguments, words) in [
        (["export", "--base", "news"], "no IRI"),
        (["export", "--base", "https://schema.org/"], "the vocabulary schema:"),
    ] {
        let output = run(folder, &arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
    }
}
