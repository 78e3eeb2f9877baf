//! Which language an article is read in: told, found, or refused.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::fs;
use std::path::Path;

use common::{own_articles, run, run_with, stderr, stdout, stdout_of};
use serde_json::Value;

/// Article, the language that it is read in (none where it is refused), what is said about it, the text.
type Case = (&'static str, Option<&'static str>, &'static [&'static str], &'static str);

const CASES: [Case; 7] = [
    (
        "indonesian",
        Some("id"),
        &[],
        "Bupati mengunjungi pasar baru di tepi sungai karena pasar lama sudah tidak bisa dipakai lagi.\n",
    ),
    (
        "english",
        Some("en"),
        &[],
        "The mayor visited the new market by the river because the old one could no longer be used.\n",
    ),
    (
        "malay",
        Some("id"),
        &["malay.txt", "Malay", "read as if it were Indonesian"],
        "Jurucakap polis berkata, mereka perlu memaklumkan perkara itu kepada kerajaan kerana wang syarikat hilang.\n",
    ),
    (
        "french",
        None,
        &["french.txt", "French", "not read", "--language id"],
        "Le maire a ouvert le nouveau marché au bord de la rivière, parce que l'ancien ne pouvait plus servir.\n",
    ),
    (
        "russian",
        None,
        &["russian.txt", "Russian", "not read"],
        "Мэр открыл новый рынок на берегу реки, потому что старый больше нельзя было использовать.\n",
    ),
    (
        "javanese",
        None,
        &["javanese.txt", "Javanese", "not read"],
        "Bupati mbukak pasar anyar ing pinggir kali amarga pasar lawas wis ora bisa dienggo maneh dening warga.\n",
    ),
    (
        "japanese",
        None,
        &["japanese.txt", "Japanese", "not read"],
        "市長は川沿いの新しい市場を開いた。古い市場はもう使えなかったからである。\n",
    ),
];

/// Asserts that stderr is one line with all of `words`; none where there are no words.
#[track_caller]
fn check_said(stderr: &str, words: &[&str]) {
    assert_eq!(stderr.lines().count(), usize::from(!words.is_empty()), "{stderr}");
    for word in words {
        assert!(stderr.contains(word), "no {word:?} in: {stderr}");
    }
}

#[test]
fn each_article_is_read_in_its_language_or_refused_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (name, read_as, words, text) in CASES {
        let file = format!("{name}.txt");
        fs::write(folder.join(&file), text).unwrap();
        let code = if read_as.is_some() { 0 } else { 3 };
        for arguments in
            [&["analyze", &file, "--format", "json"][..], &["extract", &file], &["explain", &file]]
        {
            let output = run(folder, arguments);
            assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
            check_said(&stderr(&output), words);
            // An error is said even with --quiet, a notice is not.
            let mut arguments = arguments.to_vec();
            arguments.push("-q");
            let words = if read_as.is_some() { &[] } else { words };
            check_said(&stderr(&run(folder, &arguments)), words);
        }
        if let Some(tag) = read_as {
            let line = stdout(folder, &["analyze", "-q", &file, "--format", "json"]);
            let value: Value = serde_json::from_str(&line).unwrap();
            assert_eq!(value["language"], tag, "{name}");
        }
    }
}

#[test]
fn the_flag_has_the_last_word() {
    for (name, _, _, text) in CASES {
        for tag in ["id", "en"] {
            let arguments = ["analyze", "-", "--language", tag, "--format", "json"];
            let output = run_with(Path::new("."), &arguments, text.as_bytes());
            assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{name}");
            let value: Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(value["language"], tag, "{name}");
        }
    }
    for command in ["build", "extract", "explain", "analyze"] {
        let unknown = run(Path::new("."), &[command, "x.txt", "--language", "fr"]);
        assert_eq!(unknown.status.code(), Some(2), "{command}");
        assert!(stderr(&unknown).contains("[possible values: id, en]"), "{command}: {}", stderr(&unknown));
    }
}

#[test]
fn a_foreign_article_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let good = fs::read_to_string(&own_articles()[0]).unwrap();
    fs::write(folder.join("b-good.txt"), &good).unwrap();
    fs::write(folder.join("c-changed.txt"), &good).unwrap();
    stdout(folder, &["build", "-q", "b-good.txt", "c-changed.txt"]);
    let before = stdout(folder, &["export", "--format", "nquads"]);
    let alone = stdout(folder, &["extract", "b-good.txt"]);

    let foreign = CASES.iter().find(|c| c.1.is_none()).unwrap().3;
    fs::write(folder.join("a-foreign.txt"), foreign).unwrap();
    fs::write(folder.join("c-changed.txt"), foreign).unwrap();
    let articles = ["a-foreign.txt", "b-good.txt", "c-changed.txt"];
    let built = run(folder, &[&["build"][..], &articles].concat());
    assert_eq!(built.status.code(), Some(3));
    assert!(stderr(&built).contains("1 unchanged; 2 not read"), "{}", stderr(&built));
    let extracted = run(folder, &[&["extract"][..], &articles].concat());
    assert_eq!(extracted.status.code(), Some(3));
    assert_eq!(String::from_utf8_lossy(&extracted.stdout), alone);
    let refused = stderr(&extracted).lines().filter(|l| l.contains("is not read")).count();
    assert_eq!(refused, 2, "{}", stderr(&extracted));
    for command in ["build", "extract", "analyze"] {
        let first = run(folder, &[&[command, "--fail-fast"][..], &articles].concat());
        assert_eq!((first.status.code(), first.stdout.len()), (Some(3), 0), "{command}");
        check_said(&stderr(&first), &["a-foreign.txt"]);
    }
    assert_eq!(stdout(folder, &["export", "--format", "nquads"]), before, "the store changed");
}

#[test]
fn a_malay_article_is_stored_with_a_notice() {
    let folder = tempfile::tempdir().unwrap();
    let (_, _, words, text) = CASES.iter().find(|c| c.0 == "malay").unwrap();
    fs::write(folder.path().join("malay.txt"), text).unwrap();
    let built = run(folder.path(), &["build", "malay.txt"]);
    assert_eq!(built.status.code(), Some(0));
    let stderr = stderr(&built);
    let lines: Vec<&str> = stderr.lines().collect();
    assert_eq!(lines.len(), 2, "a notice and a summary: {stderr}");
    check_said(lines[0], words);
    assert!(lines[1].contains("1 new"), "{stderr}");
    let quiet = run(folder.path(), &["build", "-q", "malay.txt"]);
    assert_eq!(common::stderr(&quiet), "");
    let told = stdout_of(folder.path(), &["extract", "-", "--language", "id"], text.as_bytes());
    assert_eq!(told, stdout_of(folder.path(), &["extract", "-"], text.as_bytes()));
}
