//! Every statement of every article at hand quotes the article's own bytes and code points.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::path::{Path, PathBuf};

use common::{examples, own_articles, shared, stdout_of, tell, texts};
use serde_json::Value;

/// Checks one article; gives its number of statements.
fn check(path: &Path) -> usize {
    let bytes = std::fs::read(path).unwrap();
    let text = std::str::from_utf8(&bytes).unwrap();
    let chars: Vec<char> = text.chars().collect();
    let out = stdout_of(Path::new("."), &["extract", "-q", "--id", "article", "-"], &bytes);
    for line in out.lines() {
        let statement: Value = serde_json::from_str(line).unwrap();
        let pieces = statement["evidence"].as_array().unwrap();
        assert!(!pieces.is_empty(), "{}: no evidence: {line}", path.display());
        for piece in pieces {
            assert!(piece["rule"].as_str().unwrap().starts_with(statement["relation"].as_str().unwrap()));
            for part in ["sentence", "subject", "trigger", "object"] {
                let quote = &piece[part];
                let number = |name: &str| usize::try_from(quote[name].as_u64().unwrap()).unwrap();
                let words = quote["text"].as_str().unwrap();
                let at = format!("{}: {part} of {line}", path.display());
                assert_eq!(text.get(number("start")..number("end")), Some(words), "bytes, {at}");
                let points = &chars[number("char_start")..number("char_end")];
                assert_eq!(points.iter().collect::<String>(), words, "code points, {at}");
            }
        }
        assert_eq!(statement["text"], pieces[0]["sentence"]["text"]);
    }
    out.lines().count()
}

fn check_all(name: &str, paths: &[PathBuf]) -> usize {
    let n = paths.iter().map(|p| check(p)).sum();
    tell(&format!("{name}: {} articles, {n} statements, all quotes exact", paths.len()));
    n
}

#[test]
fn own_articles_are_quoted_exactly() {
    let mut paths = own_articles();
    paths.extend(examples().iter().map(|e| e.join("article.txt")));
    assert!(check_all("own articles", &paths) > 40);
}

#[test]
fn other_articles_are_quoted_exactly() {
    for folder in ["articles/seed", "articles/plain", "gold/dev"] {
        if let Some(folder) = shared(folder) {
            check_all(&folder.file_name().unwrap().to_string_lossy(), &texts(&folder));
        }
    }
}
