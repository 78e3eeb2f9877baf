//! Stores compared, copied and joined from the command line.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use common::{own_articles, run, stderr, stdout};

#[test]
fn stores_are_merged_compared_and_copied() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let articles: Vec<String> = own_articles().iter().map(|p| p.display().to_string()).collect();
    stdout(folder, &["build", "-q", &articles[0], "--store", "one"]);
    stdout(folder, &["build", "-q", &articles[0], &articles[1], "--store", "two"]);
    stdout(folder, &["build", "-q", &articles[1], "--store", "rest"]);

    // two stores built apart are the store built at once
    let merged = run(folder, &["merge", "one", "rest", "--store", "both"]);
    assert!(stderr(&merged).contains("2 articles new, 0 changed, 0 unchanged"), "{}", stderr(&merged));
    assert_eq!(stdout(folder, &["diff", "-e", "both", "two"]), "");
    let export = |store: &str| stdout(folder, &["export", "--store", store, "--format", "nquads"]);
    assert_eq!(export("both"), export("two"));

    // differences, both ways
    let more = stdout(folder, &["diff", "one", "two"]);
    let less = stdout(folder, &["diff", "two", "one"]);
    assert!(more.starts_with("+ article ") && less.starts_with("- article "), "{more}{less}");
    let signs = |text: &str, sign| text.lines().filter(|l| l.starts_with(sign)).count();
    assert_eq!((signs(&more, '+'), signs(&more, '-')), (signs(&less, '-'), signs(&less, '+')));
    assert!(signs(&more, '+') > 1);
    let json = stdout(folder, &["diff", "--json", "one", "two"]);
    assert!(
        json.lines().all(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["change"].is_string())
    );
    assert_eq!(run(folder, &["diff", "-e", "one", "two"]).status.code(), Some(1));

    // a copy holds the same, and never replaces a store
    stdout(folder, &["backup", "-q", "copy", "--store", "two"]);
    assert_eq!(export("copy"), export("two"));
    let again = run(folder, &["backup", "copy", "--store", "two"]);
    assert_eq!(again.status.code(), Some(4));
    assert!(stderr(&again).contains("copy: a store already"), "{}", stderr(&again));

    // readings that differ stop a merge, unless one of them is chosen
    let path = folder.join(std::path::Path::new(&articles[0]).file_name().unwrap());
    std::fs::write(&path, "Presiden Rini Lestari mengunjungi Medan pada Senin (3/6/2024).\n").unwrap();
    stdout(folder, &["build", "-q", path.to_str().unwrap(), "--store", "other"]);
    let refused = run(folder, &["merge", "other", "--store", "two"]);
    assert!(stderr(&refused).contains("is in both stores and differs"), "{}", stderr(&refused));
    assert_eq!(export("copy"), export("two"));
    stdout(folder, &["merge", "-q", "--replace", "other", "--store", "two"]);
    assert_ne!(export("copy"), export("two"));
    assert_eq!(run(folder, &["merge", "nowhere", "--store", "two"]).status.code(), Some(4));
}
