//! The worked stories of `examples/`: article in, statements and an answer out.
//!
//! `facts.tsv` holds what the program reads from `article.txt`, one statement a line; its last column may say that the
//! line is wrong, and why. `answer.tsv` holds the answer to `question.rq`. `UPDATE=1 cargo test -p simpul --test
//! examples` writes both anew and keeps the remarks.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{examples, stdout, stdout_of};
use serde_json::Value;

const HEADER: &str = "subject\trelation\tobject\twhen\tmodality\twrong\n";

#[test]
fn stories_are_read_as_written_down() {
    let folders = examples();
    assert!(folders.len() >= 3, "examples/ holds {} stories", folders.len());
    let update = std::env::var("UPDATE").as_deref() == Ok("1");
    let mut failures = Vec::new();
    for folder in folders {
        for (name, actual) in [("facts.tsv", facts(&folder)), ("answer.tsv", answer(&folder))] {
            let path = folder.join(name);
            let expected = fs::read_to_string(&path).unwrap_or_default();
            if update {
                fs::write(&path, actual).unwrap();
            } else if actual != expected {
                failures.push(format!("{}:\n{}", path.display(), difference(&expected, &actual)));
            }
        }
    }
    assert!(failures.is_empty(), "{}\nUPDATE=1 writes them anew", failures.join("\n"));
}

/// The statements as sorted lines, with the remarks of the file.
fn facts(folder: &Path) -> String {
    let known = fs::read_to_string(folder.join("facts.tsv")).unwrap_or_default();
    let remarks: BTreeMap<&str, &str> =
        known.lines().skip(1).filter_map(|l| l.rsplit_once('\t')).filter(|(_, r)| !r.is_empty()).collect();
    let article = fs::read(folder.join("article.txt")).unwrap();
    let lines = stdout_of(folder, &["extract", "-q", "--id", &name(folder), "-"], &article);
    let mut facts: Vec<String> = lines.lines().map(fact).collect();
    facts.sort();
    facts.dedup();
    let with_remark = |fact: String| {
        let remark = remarks.get(fact.as_str()).copied().unwrap_or_default();
        format!("{fact}\t{remark}\n")
    };
    HEADER.to_owned() + &facts.into_iter().map(with_remark).collect::<String>()
}

/// Subject, relation, object or reported words, date, modality.
fn fact(line: &str) -> String {
    let value: Value = serde_json::from_str(line).unwrap();
    let text = |pointer: &str| value.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let object = if value["object"].is_null() { text("/content") } else { text("/object/name") };
    let object = object.split_whitespace().collect::<Vec<_>>().join(" ");
    [text("/subject/name"), text("/relation"), &object, text("/when"), text("/modality")].join("\t")
}

/// The answer of a store that holds only this story.
fn answer(folder: &Path) -> String {
    let here = tempfile::tempdir().unwrap();
    let article = fs::read(folder.join("article.txt")).unwrap();
    stdout_of(here.path(), &["build", "-q", "--id", &name(folder), "-"], &article);
    let question = folder.join("question.rq").display().to_string();
    stdout(here.path(), &["query", "-f", &question, "--format", "tsv"])
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap().to_string_lossy().into_owned()
}

fn difference(expected: &str, actual: &str) -> String {
    let only = |a: &str, b: &str, sign: char| -> String {
        a.lines().filter(|l| !b.lines().any(|m| m == *l)).map(|l| format!("{sign} {l}\n")).collect()
    };
    only(expected, actual, '-') + &only(actual, expected, '+')
}
