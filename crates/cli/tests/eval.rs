//! `simpul eval`: figures on gold of our own, and the same figures as the scorer of the gold that isn't part of a clone.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{run, shared, stderr, stdout, tell};
use serde_json::Value;

const ARTICLE: &str = "Kunjungan ke Hanoi\n\nPresiden Sukarno mengunjungi Hanoi pada 24 Juni 1959. \
    Presiden Sukarno bertemu dengan Perdana Menteri Jawaharlal Nehru. Polisi menangkap Rangga Wijaya di Surabaya.\n";

/// Three statements, the first two of which the article makes; the arrest is left out, so that reading it is wrong.
const GOLD: &str = "\
# lang: id
E sukarno | Person | Sukarno | -
E hanoi | Place | Hanoi | Q1858
E nehru | Person | Jawaharlal Nehru | -
E presiden | Position | presiden | -
E pm | Position | perdana menteri | -
S sukarno | visits | hanoi | when=1959-06-24
S nehru | meets | sukarno
S sukarno | praises | nehru
O sukarno | holdsPosition | presiden
O nehru | holdsPosition | pm
";

fn own(gold: &str) -> tempfile::TempDir {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("hanoi.txt"), ARTICLE).unwrap();
    fs::write(here.path().join("hanoi.gold"), gold).unwrap();
    here
}

#[test]
fn own_gold_gives_own_figures() {
    let here = own(GOLD);
    let out = stdout(here.path(), &["eval", ".", "hanoi.txt", "--json", "--blame", "--calibration"]);
    let figures: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((figures["articles"].as_u64(), figures["gold"].as_u64()), (Some(1), Some(3)), "{out}");
    assert_eq!((figures["recall"].as_f64(), figures["when"].as_f64()), (Some(0.6667), Some(1.0)), "{out}");
    assert_eq!(figures["by_relation"]["arrests"], serde_json::json!([0, 0, 1]), "{out}");
    assert_eq!(figures["by_relation"]["meets"], serde_json::json!([1, 0, 0]), "{out}");
    let blame = figures["blame"].as_object().unwrap();
    assert!(blame.keys().any(|k| k.starts_with("missed: ")), "{out}");
    let levels = figures["calibration"].as_array().unwrap();
    assert!(levels.iter().any(|l| l["statements"].as_u64() > Some(0)), "{out}");
}

#[test]
fn mistakes_are_shown_in_their_sentences() {
    let here = own(GOLD);
    let out = stdout(here.path(), &["eval", ".", "hanoi.txt", "--misses", "--only", "hanoi"]);
    for part in [
        "missed  Sukarno | praises | Jawaharlal Nehru",
        "Presiden Sukarno bertemu dengan Perdana Menteri Jawaharlal Nehru.",
        "| arrests |",
    ] {
        assert!(out.contains(part), "{part}: {out}");
    }
}

#[test]
fn gold_that_cannot_be_read_says_where() {
    let here = own("E sukarno | Persona | Sukarno | -\n");
    let output = run(here.path(), &["eval", ".", "hanoi.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("hanoi.gold:1:13: \"Persona\" is no kind of entity"),
        "{}",
        stderr(&output)
    );
}

/// The figures of the scorer that came with the gold; `None` where python3 is absent.
fn reference(scorer: &Path, gold: &Path, statements: &[u8]) -> Option<Value> {
    let here = tempfile::tempdir().unwrap();
    let path = here.path().join("statements.jsonl");
    fs::write(&path, statements).unwrap();
    match Command::new("python3").arg(scorer).args([gold, &path]).arg("--json").output() {
        Ok(scored) => {
            assert!(scored.status.success(), "{}", stderr(&scored));
            Some(serde_json::from_slice(&scored.stdout).unwrap())
        }
        Err(error) => {
            let required = std::env::var("CI").as_deref() == Ok("true");
            assert!(!required, "python3 is required where CI=true: {error}");
            tell("SKIPPED: python3 is absent");
            None
        }
    }
}

#[test]
fn figures_are_those_of_the_scorer() {
    let Some(folder) = shared("gold") else { return };
    let scorer = folder.join("score.py");
    let here = own(GOLD);
    for gold in [here.path().to_owned(), folder.join("dev")] {
        let articles: Vec<String> = common::texts(&gold).iter().map(|p| p.display().to_string()).collect();
        let articles = articles.iter().map(String::as_str);
        let folder = gold.display().to_string();
        let eval: Vec<&str> =
            ["eval", "-q", "--json", "--fast", &folder].into_iter().chain(articles.clone()).collect();
        let extract: Vec<&str> = ["extract", "-q", "--fast"].into_iter().chain(articles).collect();
        let own: Value = serde_json::from_str(&stdout(here.path(), &eval)).unwrap();
        let statements = stdout(here.path(), &extract);
        let Some(other) = reference(&scorer, &gold, statements.as_bytes()) else { return };
        for (figure, value) in other.as_object().unwrap() {
            assert_eq!(own[figure], *value, "{figure} in {}", gold.display());
        }
    }
}
