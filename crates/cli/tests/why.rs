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
fn a_name_that_the_store_lacks_is_no_result() {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("dua.txt"), SECOND).unwrap();
    stdout(here.path(), &["build", "-q", "dua.txt"]);
    assert_eq!(run(here.path(), &["why", "Napoleon"]).status.code(), Some(1));
}
