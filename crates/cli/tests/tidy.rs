//! The shape of the repository: edges between crates, length of files, names of seed files, commands of the README.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{root, stdout};

/// Which crates of the workspace each crate may stand on. Arrows point downward only.
const EDGES: [(&str, &[&str]); 16] = [
    ("text", &[]),
    ("net", &[]),
    ("seeds", &[]),
    ("seedgen", &[]),
    ("fact", &["text"]),
    ("newsroom", &["text", "seeds"]),
    ("rules", &["text", "fact"]),
    ("analyzer", &["text", "net"]),
    ("extractor", &["text", "fact", "seeds", "rules", "analyzer"]),
    ("store", &["text", "fact"]),
    ("remote", &["fact", "store"]),
    ("graph", &["text", "fact"]),
    ("draw", &["text", "fact", "graph"]),
    ("eval", &["fact"]),
    ("exchange", &["text", "fact", "graph"]),
    (
        "cli",
        &[
            "text",
            "fact",
            "seeds",
            "newsroom",
            "rules",
            "analyzer",
            "extractor",
            "store",
            "remote",
            "graph",
            "draw",
            "eval",
            "exchange",
        ],
    ),
];

#[test]
fn crates_stand_only_on_those_below() {
    let mut names: Vec<String> = folder(&root().join("crates")).iter().map(|p| name(p)).collect();
    names.retain(|n| root().join("crates").join(n).join("Cargo.toml").exists());
    for crate_ in names {
        let manifest = fs::read_to_string(root().join("crates").join(&crate_).join("Cargo.toml")).unwrap();
        let allowed =
            EDGES.iter().find(|e| e.0 == crate_).unwrap_or_else(|| panic!("{crate_} is not listed")).1;
        for line in section(&manifest, "[dependencies]") {
            let Some(other) = line.strip_prefix("simpul-") else { continue };
            let other = other.split(['.', ' ', '=']).next().unwrap();
            assert!(allowed.contains(&other), "crates/{crate_} must not stand on {other}");
        }
    }
}

fn section<'a>(manifest: &'a str, header: &str) -> Vec<&'a str> {
    let lines = manifest.lines().skip_while(|l| l.trim() != header).skip(1);
    lines.take_while(|l| !l.starts_with('[')).collect()
}

#[test]
fn only_the_command_line_reads_files_clock_and_environment() {
    let tools = ["cli", "seedgen"];
    // `store` keeps a folder; that is its work.
    let banned = ["std::fs", "std::env", "SystemTime", "Instant::now", "println!"];
    for crate_ in folder(&root().join("crates")).iter().filter(|c| !tools.contains(&name(c).as_str())) {
        for path in sources(&crate_.join("src")) {
            let trained = path.components().any(|c| c.as_os_str() == "train" || c.as_os_str() == "bin");
            let kept = name(crate_) == "store";
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            for word in banned.iter().filter(|w| !(trained || kept && **w == "std::fs")) {
                let used =
                    code.lines().filter(|l| !l.trim_start().starts_with("//")).any(|l| l.contains(word));
                assert!(!used, "{} uses {word}", path.display());
            }
        }
    }
}

#[test]
fn no_source_file_is_longer_than_420_lines() {
    for crate_ in folder(&root().join("crates")) {
        for path in sources(&crate_.join("src")) {
            let n = fs::read_to_string(&path).unwrap().lines().count();
            assert!(n <= 420, "{} has {n} lines", path.display());
        }
    }
}

#[test]
fn relation_files_are_named_after_their_relation() {
    let files = folder(&root().join("seeds/relations"));
    assert!(files.len() >= 16, "{} relations", files.len());
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let named = section(&text, "[relation]").iter().find_map(|l| {
            let (key, value) = l.split_once('=')?;
            (key.trim() == "name").then(|| value.trim().trim_matches('"').to_owned())
        });
        assert!(named.is_none_or(|n| n == stem), "{}: another name than its file", path.display());
    }
}

#[test]
fn every_question_says_what_it_asks() {
    for path in folder(&root().join("queries")) {
        let text = fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap();
        assert!(first.starts_with("# ") && first.contains('?'), "{}: {first}", path.display());
    }
}

#[test]
fn commands_and_flags_of_the_readme_exist() {
    let here = Path::new(".");
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let commands: Vec<&str> = readme.lines().filter_map(|l| l.trim_start().strip_prefix("simpul ")).collect();
    assert!(commands.len() >= 6, "the README shows {} commands", commands.len());
    for line in commands {
        let words: Vec<&str> = line.split(" #").next().unwrap().split_whitespace().collect();
        let help = stdout(here, &[words[0], "--help"]);
        for flag in words.iter().filter(|w| w.starts_with("--")) {
            assert!(help.contains(flag), "simpul {} has no {flag}", words[0]);
        }
    }
    let test = readme.lines().map(str::trim).find(|l| l.starts_with("cargo test")).unwrap();
    let ci = fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(ci.contains(test), ".ci/run does not run {test:?}");
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn folder(path: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(path).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Rust files under a folder.
fn sources(path: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![path.to_owned()]);
    while let Some(next) = folders.pop() {
        for path in folder(&next) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    files
}
