//! Stores checked, compared, copied and joined.

use std::fs;

use simpul_fact::{Extraction, Modality};
use simpul_store::{Change, Conflicts, Difference, Severity, Store, StoreError, check_text, difference};

use crate::common::{articles, repository, store};

fn shapes() -> String {
    fs::read_to_string(repository("seeds/shapes.ttl")).unwrap()
}

/// What the shapes say of these articles, warnings of the kinds of ends left out: the relations of the tests take
/// persons only.
fn violations(articles: &[Extraction]) -> Vec<String> {
    let findings = store(articles).check(&shapes()).unwrap();
    let violations = findings.into_iter().filter(|f| f.severity == Severity::Violation);
    violations.map(|f| format!("{}: {}", f.place, f.what)).collect()
}

#[test]
fn a_sound_store_has_no_violation_and_kinds_that_do_not_fit_are_warnings() {
    assert_eq!(violations(&articles()), Vec::<String>::new());
    let findings = store(&articles()).check(&shapes()).unwrap();
    let warning = "the subject is of a kind that the relation does not take: ent:dewan-dunia";
    assert!(findings.iter().any(|f| f.severity == Severity::Warning && f.what == warning), "{findings:?}");
}

#[test]
fn what_breaks_a_shape_is_found() {
    type Break = fn(&mut Extraction);
    let cases: [(Break, &str); 6] = [
        (|e| e.source.digest.clear(), "an article has the digest of its text: \"sha256:\""),
        (|e| e.statements[0].evidence[0].sentence.char_end += 1, "the words are as long as their place"),
        (|e| e.statements[0].evidence[0].sentence.end += 1, "sentence of st:"),
        (|e| e.statements[0].evidence[0].trigger.start += 1, "the sentence has other words there"),
        (|e| e.statements[0].evidence[0].object.char_start -= 1, "the words are as long as their place"),
        (|e| e.run = Some(Default::default()), "a run has the digest of its seeds: \"sha256:\""),
    ];
    for (break_, what) in cases {
        let mut broken = articles();
        break_(&mut broken[0]);
        let found = violations(&broken);
        assert!(found.iter().any(|f| f.contains(what)), "{what}: {found:?}");
    }
}

#[test]
fn shapes_that_are_not_known_are_refused() {
    let cases = [
        (
            "sh:property [ sh:path sp:place ; sh:maxLength 3 ; sh:message \"x\" ]",
            "sh:maxLength of a property",
        ),
        ("sh:closed true", "sh:closed of a node"),
        ("sh:property [ sh:path sp:place ; sh:maxCount 1 ]", "a constraint without sh:message"),
        ("sh:property [ sh:path sp:place ; sh:in 3 ; sh:message \"x\" ]", "has no triples"),
        ("sh:property [ sh:path \"x\" ; sh:message \"x\" ]", "is no IRI"),
        ("sh:property 3 .. .", "shapes: "),
    ];
    for (shape, what) in cases {
        let text = format!(
            "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix sp: <https://simpul.example/ns#> .\n\
             sp:S a sh:NodeShape ; sh:targetClass sp:Statement ; {shape} ."
        );
        let error = store(&articles()).check(&text).unwrap_err().to_string();
        assert!(error.contains(what), "{what}: {error}");
    }
}

#[test]
fn quotes_are_held_against_the_text() {
    let (article, facts) = (&articles()[0], "“Andi Rahman ke Republik Contoh”");
    let mut text = String::new();
    for evidence in article.statements.iter().flat_map(|s| &s.evidence) {
        if text.is_empty() {
            text = format!("{facts}\n\n{}", evidence.sentence.text);
        } else if !text.contains(&evidence.sentence.text) {
            text = format!("{text} {}", evidence.sentence.text);
        }
    }
    let text = format!("{text}\n");
    assert_eq!(check_text(article, &text), []);
    let other = check_text(article, &format!("{text} "));
    assert!(other.len() == 1 && other[0].what.contains("not the one that was read"), "{other:?}");
    let mut moved = article.clone();
    moved.statements[0].evidence[0].trigger.char_start += 1;
    moved.statements[1].evidence[0].subject.start += 1;
    let found: Vec<String> = check_text(&moved, &text).into_iter().map(|f| f.what).collect();
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn differences_are_those_of_statements() {
    let old = store(&articles());
    assert_eq!(difference(&old, &store(&articles())), []);
    let mut changed = articles();
    changed.remove(1);
    changed[0].statements[0].confidence = 0.5;
    changed[0].statements[1].modality = Modality::Planned;
    let found: Vec<String> = difference(&old, &store(&changed)).iter().map(|d| format!("{d:?}")).collect();
    let has = |what: &str| assert!(found.iter().any(|f| f.contains(what)), "{what}: {found:#?}");
    has("ArticleRemoved(\"pertemuan\")");
    has("Added(\"accompanies: Budi Santosa -> Andi Rahman @ 2023-05 (planned)");
    has("Removed(\"accompanies: Budi Santosa -> Andi Rahman @ 2023-05 [");
    has("Removed(\"says: Rina Wijaya -> “Kami siap membantu”");
    // the visit has lost one of its two passages
    has("Changed { statement: \"visits: Andi Rahman -> Republik Contoh @ 2023-05-03");
    has("- evidence pertemuan: Rabu lalu Rahman tiba di Contoh.");
    let back = difference(&store(&changed), &old);
    assert!(back.contains(&Difference::ArticleAdded("pertemuan".to_owned())));
}

#[test]
fn a_backup_is_the_store_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("deep/to"));
    let mut store = Store::create_or_open(&from).unwrap();
    store.load_all(&articles()).unwrap();
    drop(store);
    let reader = Store::open_read_only(&from).unwrap();
    assert_eq!(reader.backup(&to).unwrap(), 3);
    for entry in fs::read_dir(from.join("articles")).unwrap() {
        let entry = entry.unwrap();
        let copy = to.join("articles").join(entry.file_name());
        assert_eq!(fs::read(entry.path()).unwrap(), fs::read(copy).unwrap());
    }
    assert!(Store::check_folder(&to).unwrap().is_empty());
    assert!(matches!(reader.backup(&to), Err(StoreError::Exists { .. })));
    assert!(matches!(reader.backup(folder.path()), Err(StoreError::NotAStore { .. })));
    // a copy that was cut short is no store, and is made anew
    fs::remove_file(to.join("simpul-store.json")).unwrap();
    assert!(matches!(Store::open_read_only(&to), Err(StoreError::NotAStore { .. })));
    assert_eq!(reader.backup(&to).unwrap(), 3);
}

#[test]
fn stores_merge_and_conflicts_change_nothing() {
    let all = articles();
    let mut one = store(&all[..2]);
    let changes = one.merge(&store(&all[1..]), Conflicts::Refuse).unwrap();
    assert_eq!(changes, [Change::Unchanged, Change::Added]);
    assert_eq!(difference(&one, &store(&all)), []);
    let mut other = all.clone();
    other[2].statements.clear();
    let error = one.merge(&store(&other), Conflicts::Refuse).unwrap_err();
    assert!(error.to_string().contains("\"sanctions\" is in both stores and differs"), "{error}");
    assert_eq!(difference(&one, &store(&all)), []);
    one.merge(&store(&other), Conflicts::Replace).unwrap();
    assert_eq!(difference(&one, &store(&other)), []);
}

#[test]
fn faults_of_a_folder_are_found_all_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("store");
    Store::create_or_open(&dir).unwrap().load_all(&articles()).unwrap();
    assert_eq!(Store::check_folder(&dir).unwrap(), []);
    let file = fs::read_dir(dir.join("articles")).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("sentence", "sentense", 1)).unwrap();
    fs::copy(&file, file.with_file_name("another.json")).unwrap();
    fs::write(dir.join("articles/x.tmp"), "").unwrap();
    fs::write(dir.join("notes.txt"), "").unwrap();
    let found: Vec<String> = Store::check_folder(&dir).unwrap().into_iter().map(|f| f.what).collect();
    assert_eq!(found.iter().filter(|f| f.starts_with("damaged: ")).count(), 2, "{found:?}");
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn a_store_of_version_1_is_read_and_becomes_one_of_version_2_when_written() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("store");
    let old: Vec<Extraction> = articles()
        .into_iter()
        .map(|mut e| {
            e.source.sketch = None;
            e
        })
        .collect();
    Store::create_or_open(&dir).unwrap().load_all(&old).unwrap();
    let marker = dir.join("simpul-store.json");
    fs::write(&marker, "{\"format\":\"simpul store\",\"version\":1}\n").unwrap();
    let reader = Store::open_read_only(&dir).unwrap();
    assert!(reader.extractions().eq(old.iter()));
    assert!(fs::read_to_string(&marker).unwrap().contains("\"version\":1"), "a reader changes nothing");
    drop(Store::open(&dir).unwrap());
    assert!(fs::read_to_string(&marker).unwrap().contains("\"version\":2"));
    assert!(Store::open_read_only(&dir).unwrap().extractions().eq(old.iter()));
    fs::write(&marker, "{\"format\":\"other store\",\"version\":1}\n").unwrap();
    assert!(matches!(Store::open_read_only(&dir), Err(StoreError::NotAStore { .. })));
}
