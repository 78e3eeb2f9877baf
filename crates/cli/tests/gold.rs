//! Precision and recall on articles with gold statements, which are not part of a clone.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{run, shared, stderr, tell, texts};
use serde_json::Value;

/// Scores the articles of a folder whose names start with `prefix`; `None` where python3 is absent.
fn score(folder: &Path, prefix: &str) -> Option<Value> {
    let scorer = common::root().join("../shared/gold/score.py");
    let here = tempfile::tempdir().unwrap();
    let mut arguments = vec!["extract".to_owned(), "-q".to_owned()];
    for path in texts(folder) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with(prefix) {
            let gold = path.with_extension("gold");
            fs::copy(&gold, here.path().join(gold.file_name().unwrap())).unwrap();
            arguments.push(path.display().to_string());
        }
    }
    assert!(arguments.len() > 2, "no article {prefix}* in {}", folder.display());
    let output = run(here.path(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(output.status.success(), "{}", stderr(&output));
    let statements = here.path().join("statements.jsonl");
    fs::write(&statements, output.stdout).unwrap();
    let mut python = Command::new("python3");
    let scored = match python.arg(scorer).args([here.path(), &statements]).arg("--json").output() {
        Ok(scored) => scored,
        Err(error) => {
            assert!(
                std::env::var("CI").as_deref() != Ok("true"),
                "python3 is required where CI=true: {error}"
            );
            tell("SKIPPED: python3 is absent");
            return None;
        }
    };
    assert!(scored.status.success(), "{}", stderr(&scored));
    Some(serde_json::from_slice(&scored.stdout).unwrap())
}

/// Asserts lower bounds and prints all figures.
fn gate(name: &str, figures: &Value, bounds: &[(&str, f64)]) {
    tell(&format!("{name}: {figures}"));
    for (figure, bound) in bounds {
        let value = figures[figure].as_f64().unwrap_or(0.0);
        assert!(value >= *bound, "{name}: {figure} is {value}, less than {bound}");
    }
}

#[test]
fn the_seed_article_is_read_well() {
    let Some(folder) = shared("articles/seed") else { return };
    if let Some(figures) = score(&folder, "") {
        gate("seed", &figures, &[("recall", 0.85), ("precision", 0.85)]);
    }
}

#[test]
fn indonesian_articles_are_read_precisely() {
    let Some(folder) = shared("gold/dev") else { return };
    if let Some(figures) = score(&folder, "id-") {
        gate("Indonesian dev articles", &figures, &[("precision", 0.60)]);
    }
}

#[test]
fn english_articles_do_no_harm() {
    let Some(folder) = shared("gold/dev") else { return };
    if let Some(figures) = score(&folder, "en-") {
        gate("English dev articles", &figures, &[]);
    }
}

#[test]
fn the_program_scores_itself_as_the_script_does() {
    let Some(folder) = shared("gold/dev") else { return };
    for prefix in ["id-", "en-"] {
        let Some(figures) = score(&folder, prefix) else { return };
        let here = tempfile::tempdir().unwrap();
        for path in texts(&folder) {
            let name = path.file_name().unwrap().to_str().unwrap();
            if name.starts_with(prefix) {
                fs::copy(path.with_extension("gold"), here.path().join(name).with_extension("gold")).unwrap();
            }
        }
        let output = run(&folder, &["eval", here.path().to_str().unwrap(), ".", "-q", "--json"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let own: Value = serde_json::from_slice(&output.stdout).unwrap();
        for (figure, wanted) in figures.as_object().unwrap() {
            let (own, wanted) = (own[figure].as_f64(), wanted.as_f64());
            let near = own.zip(wanted).is_some_and(|(own, wanted)| (own - wanted).abs() < 0.0006);
            assert!(near || own == wanted, "{prefix} {figure}: {own:?}, the script has {wanted:?}");
        }
    }
}
