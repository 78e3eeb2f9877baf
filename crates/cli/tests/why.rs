//! `simpul why`: names, articles and the reasons that make them one.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::fs;

use common::{run, stdout};

const FIRST: &str = "Penangkapan\n\nPolisi menangkap Rangga Wijayakusuma di Surabaya. Rangga mengkritik Presiden \
    Sukarno.\n\nKomisi Hutan Lestari (KHL) mengkritik Rangga Wijayakusuma. KHL mengkritik Sukarno.\n";
const SECOND: &str = "Sidang\n\nPolisi menangkap Rangga Wijayakusuma di Bandung.\n";

#[test]
fn names_are_shown_with_the_reason_that_joins_them() {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("satu.txt"), FIRST).unwrap();
    fs::write(here.path().join("dua.txt"), SECOND).unwrap();
    stdout(here.path(), &["build", "-q", "satu.txt", "dua.txt"]);
    let out = stdout(here.path(), &["why", "rangga wijayakusuma"]);
    for part in [
        "the same full name and kind in 2 articles",
        "satu",
        "dua",
        "Rangga, once: part of Rangga Wijayakusuma",
    ] {
        assert!(out.contains(part), "{part}: {out}");
    }
    assert!(stdout(here.path(), &["why", "Rangga"]).contains("Rangga Wijayakusuma"));
    let out = stdout(here.path(), &["why", "KHL"]);
    assert!(out.contains("acronym that the article introduces for Komisi Hutan Lestari"), "{out}");
    let out = stdout(here.path(), &["why", "Surabaya"]);
    assert!(out.contains("one entry of the gazetteer, in 1 article"), "{out}");
}

#[test]
fn the_reason_names_the_line_of_the_users_file() {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("satu.txt"), FIRST).unwrap();
    let aliases = "[[merge]]\nnames = [\"Rangga Wijayakusuma\", \"KHL\", \"Raden\"]\n\n[[rename]]\n";
    fs::write(here.path().join("names.toml"), aliases).unwrap();
    for command in ["build", "extract", "explain"] {
        let refused = run(here.path(), &[command, "satu.txt", "--aliases", "names.toml"]);
        assert_eq!(refused.status.code(), Some(2), "{command}");
        for part in ["names.toml:1:1: none of these names is known", "names.toml:4:1: name is missing"] {
            assert!(common::stderr(&refused).contains(part), "{}", common::stderr(&refused));
        }
    }
    let aliases = "[[merge]]\nnames = [\"Rangga Wijayakusuma\", \"Rangga\"]\nkind = \"Person\"\n\n\
        [[split]]\nname = \"Sukarno\"\n\n[[rename]]\nname = \"Rangga\"\nlabel = \"R. W.\"\n";
    fs::write(here.path().join("names.toml"), aliases).unwrap();
    stdout(here.path(), &["build", "-q", "satu.txt", "--aliases", "names.toml"]);
    let out = stdout(here.path(), &["why", "Rangga"]);
    for part in [
        "R. W. (Person, person-rangga-wijayakusuma)",
        "one entity by names.toml:2, in 1 article",
        "Rangga, once: names.toml:2 says so",
        "R. W.: the label that names.toml:8 gives it",
    ] {
        assert!(out.contains(part), "{part}: {out}");
    }
    let out = stdout(here.path(), &["why", "Sukarno"]);
    assert!(out.contains("kept apart from sukarno: names.toml:6 says so"), "{out}");
    let explained = stdout(here.path(), &["explain", "satu.txt", "--aliases", "names.toml"]);
    assert!(explained.contains("polisi  arrests  R. W."), "{explained}");
    fs::write(here.path().join("names.toml"), "\n# nothing\n").unwrap();
    let with = stdout(here.path(), &["extract", "satu.txt", "--aliases", "names.toml"]);
    assert_eq!(with, stdout(here.path(), &["extract", "satu.txt"]));
}

#[test]
fn a_name_that_the_store_lacks_is_no_result() {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("dua.txt"), SECOND).unwrap();
    stdout(here.path(), &["build", "-q", "dua.txt"]);
    assert_eq!(run(here.path(), &["why", "Napoleon"]).status.code(), Some(1));
}
