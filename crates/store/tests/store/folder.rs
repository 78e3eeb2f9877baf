//! A store as a folder: what is acknowledged is there again, damage is named and nothing is lost by it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::articles;
use simpul_store::{Change, Store, StoreError};

fn built() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("graf");
    let mut store = Store::create_or_open(&dir).unwrap();
    for article in articles() {
        assert_eq!(store.load(&article).unwrap(), Change::Added);
    }
    (folder, dir)
}

fn article_files(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(dir.join("articles")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn what_was_loaded_is_there_again() {
    let (_folder, dir) = built();
    let mut store = Store::open(&dir).unwrap();
    assert_eq!(store.extractions().cloned().collect::<Vec<_>>(), articles());
    let [a, _, c] = <[_; 3]>::try_from(articles()).unwrap();
    assert_eq!(store.load(&a).unwrap(), Change::Unchanged);
    let mut changed = a.clone();
    changed.statements.pop();
    assert_eq!(store.load(&changed).unwrap(), Change::Replaced);
    assert!(store.remove("pertemuan").unwrap());
    assert!(!store.remove("pertemuan").unwrap());
    drop(store);
    let store = Store::open_read_only(&dir).unwrap();
    assert_eq!(store.extractions().cloned().collect::<Vec<_>>(), [changed, c]);
    assert_eq!(article_files(&dir).len(), 2);
}

#[test]
fn of_two_with_one_id_in_a_batch_the_later_counts() {
    let (_folder, dir) = built();
    let mut store = Store::open(&dir).unwrap();
    let stored = articles().remove(0);
    let mut changed = stored.clone();
    changed.statements.pop();
    let changes = store.load_all(&[changed.clone(), stored.clone()]).unwrap();
    assert_eq!(changes, [Change::Replaced, Change::Replaced]);
    assert_eq!(store.extraction(&stored.source.id), Some(&stored));
    assert_eq!(store.load_all(&[changed.clone(), changed.clone()]).unwrap()[1], Change::Unchanged);
    drop(store);
    assert_eq!(Store::open(&dir).unwrap().extraction(&stored.source.id), Some(&changed));
}

#[test]
fn a_large_batch_is_written_whole() {
    let (_folder, dir) = built();
    let batch: Vec<_> = (0..300)
        .map(|n| {
            let mut article = articles().remove(n % 3);
            article.source.id = format!("berita {n:03}");
            article
        })
        .collect();
    let mut store = Store::open(&dir).unwrap();
    assert!(store.load_all(&batch).unwrap().iter().all(|c| *c == Change::Added));
    store.backup(&dir.with_extension("copy")).unwrap();
    drop(store);
    for dir in [&dir, &dir.with_extension("copy")] {
        assert_eq!(Store::check_folder(dir).unwrap(), []);
        let store = Store::open_read_only(dir).unwrap();
        assert!(batch.iter().all(|a| store.extraction(&a.source.id) == Some(a)));
    }
}

#[test]
fn ids_of_all_kinds_get_a_file_each() {
    let (_folder, dir) = built();
    let mut store = Store::open(&dir).unwrap();
    let ids = ["../../x", "a/b", "A B", "a b", "?", "", "é", &"panjang ".repeat(100), "con", "x\0y"];
    for id in ids {
        let mut article = articles().remove(0);
        article.source.id = id.to_owned();
        assert_eq!(store.load(&article).unwrap(), Change::Added, "{id:?}");
    }
    drop(store);
    assert_eq!(Store::open(&dir).unwrap().len(), 3 + ids.len());
    assert_eq!(article_files(&dir).len(), 3 + ids.len());
}

#[test]
fn one_writes_while_no_one_reads_or_writes() {
    let (_folder, dir) = built();
    let store = Store::open(&dir).unwrap();
    for other in [Store::open(&dir), Store::create_or_open(&dir), Store::open_read_only(&dir)] {
        let error = other.unwrap_err();
        assert!(matches!(error, StoreError::Locked { .. }), "{error}");
        assert!(error.to_string().contains("graf: locked by another simpul process"), "{error}");
    }
    drop(store);
    let one = Store::open_read_only(&dir).unwrap();
    let mut other = Store::open_read_only(&dir).unwrap();
    assert_eq!(one.len(), 3);
    assert!(matches!(other.load(&articles()[0]).unwrap(), Change::Unchanged));
    assert!(matches!(other.remove("kunjungan").unwrap_err(), StoreError::ReadOnly { .. }));
    assert_eq!(other.len(), 3);
    assert!(Store::open(&dir).is_ok(), "a reader holds no lock once it has read");
}

#[test]
fn other_folders_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    assert!(matches!(Store::open(&dir.join("none")).unwrap_err(), StoreError::Missing { .. }));
    assert!(matches!(Store::open_read_only(dir).unwrap_err(), StoreError::NotAStore { .. }));
    fs::write(dir.join("surat.txt"), "x").unwrap();
    assert!(matches!(Store::create_or_open(dir).unwrap_err(), StoreError::NotAStore { .. }));
    assert!(matches!(
        Store::create_or_open(&dir.join("surat.txt")).unwrap_err(),
        StoreError::NotAStore { .. }
    ));
    assert_eq!(fs::read_dir(dir).unwrap().count(), 1);
    let empty = dir.join("a/b/c");
    assert!(Store::create_or_open(&empty).unwrap().is_empty());
    fs::remove_file(empty.join("simpul-store.json")).unwrap();
    assert!(Store::create_or_open(&empty).is_ok(), "a store that was begun is finished");
    fs::write(empty.join("simpul-store.json"), "{\"format\":\"simpul store\",\"version\":99}").unwrap();
    assert!(matches!(Store::open(&empty).unwrap_err(), StoreError::Version { found: 99, .. }));
    fs::write(empty.join("simpul-store.json"), "").unwrap();
    assert!(matches!(Store::open(&empty).unwrap_err(), StoreError::Damaged { .. }));
}

#[test]
fn a_store_that_lost_its_marker_is_marked_again() {
    let (_folder, dir) = built();
    let marker = dir.join("simpul-store.json");
    fs::write(&marker, "half").unwrap();
    let message = Store::create_or_open(&dir).unwrap_err().to_string();
    assert!(message.contains("simpul-store.json: damaged: "), "{message}");
    fs::remove_file(&marker).unwrap();
    assert!(matches!(Store::open(&dir).unwrap_err(), StoreError::NotAStore { .. }));
    assert_eq!(Store::create_or_open(&dir).unwrap().len(), 3);
    assert_eq!(Store::open(&dir).unwrap().len(), 3);
}

#[test]
fn damage_is_named_and_nothing_is_deleted() {
    type Damage = fn(Vec<u8>) -> Vec<u8>;
    let cases: [(&str, Damage); 6] = [
        ("the checksum does not fit", |mut b| {
            let last = b.len() - 5;
            b[last] ^= 1;
            b
        }),
        ("the checksum does not fit", |b| b[..b.len() / 2].to_vec()),
        ("no header line", |_| Vec::new()),
        ("not UTF-8", |_| vec![0xff, 0xfe, 0]),
        ("header line", |_| b"{}\n{}\n".to_vec()),
        ("missing field", |_| {
            let header = format!("{{\"sha256\":\"{}\"}}\n{{}}\n", simpul_fact::iri::sha256("{}"));
            header.into_bytes()
        }),
    ];
    for (why, damage) in cases {
        let (_folder, dir) = built();
        let file = article_files(&dir).remove(1);
        fs::write(&file, damage(fs::read(&file).unwrap())).unwrap();
        for opened in [Store::open(&dir), Store::open_read_only(&dir), Store::create_or_open(&dir)] {
            let message = opened.unwrap_err().to_string();
            assert!(message.contains(why) && message.contains(file.to_str().unwrap()), "{message}");
            assert_eq!(message.lines().count(), 1);
        }
        assert_eq!(article_files(&dir).len(), 3);
        fs::remove_file(file).unwrap();
        let mut store = Store::open(&dir).unwrap();
        assert_eq!(store.len(), 2);
        assert_eq!(store.load(&articles()[1]).unwrap(), Change::Added);
    }
}

#[test]
fn a_copy_under_another_name_is_damage() {
    let (_folder, dir) = built();
    let file = article_files(&dir).remove(0);
    fs::copy(&file, file.with_file_name("salinan.json")).unwrap();
    let message = Store::open(&dir).unwrap_err().to_string();
    assert!(message.contains("salinan.json") && message.contains("another name"), "{message}");
}

#[test]
fn leftovers_of_a_killed_writer_are_cleaned() {
    let (_folder, dir) = built();
    let leftover = dir.join("articles/x-0123456789abcdef.tmp");
    fs::write(&leftover, "half").unwrap();
    assert_eq!(Store::open_read_only(&dir).unwrap().len(), 3);
    assert!(leftover.exists());
    assert_eq!(Store::open(&dir).unwrap().len(), 3);
    assert!(!leftover.exists());
}

#[test]
fn what_could_not_be_traced_is_refused() {
    let mut store = Store::in_memory().unwrap();
    let mut article = articles().remove(0);
    article.statements[0].confidence = f32::NAN;
    assert!(matches!(store.load(&article).unwrap_err(), StoreError::Invalid { .. }));
    article.statements[0].confidence = 1.0;
    article.statements[1].evidence.clear();
    let message = store.load(&article).unwrap_err().to_string();
    assert_eq!(
        message,
        "article \"kunjungan\" cannot be stored: statement accompanies of budi-santosa: there is no evidence"
    );
    assert!(store.is_empty());
}
