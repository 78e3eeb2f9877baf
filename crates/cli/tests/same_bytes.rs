//! The same articles give the same bytes: in every run, in any order of arguments, on any number of threads.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::path::Path;

use common::{own_articles, stdout};

#[test]
fn order_threads_and_runs_do_not_show() {
    let articles: Vec<String> = own_articles().iter().map(|p| p.display().to_string()).collect();
    let mut backwards = articles.clone();
    backwards.reverse();
    let mut shuffled = articles.clone();
    shuffled.rotate_left(3);
    shuffled.swap(0, 2);
    let folder = articles[0].rsplit_once('/').unwrap().0.to_owned();
    let ways =
        [(articles.clone(), "1"), (articles, "2"), (backwards, "2"), (shuffled, "7"), (vec![folder], "1")];
    let mut first: Option<Vec<String>> = None;
    for (articles, jobs) in &ways {
        let outputs = outputs(articles, jobs);
        assert!(outputs.iter().all(|o| o.len() > 1000), "an output is next to empty");
        match &first {
            None => first = Some(outputs),
            Some(first) => {
                for (i, (a, b)) in first.iter().zip(&outputs).enumerate() {
                    assert!(a == b, "output {i} differs for --jobs {jobs} {articles:?}");
                }
            }
        }
    }
}

/// Everything that the articles turn into.
fn outputs(articles: &[String], jobs: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let with = |command: &'static str| {
        let mut arguments = vec![command, "-q", "--jobs", jobs];
        arguments.extend(articles.iter().map(String::as_str));
        arguments
    };
    let here: &Path = folder.path();
    let extracted = stdout(here, &with("extract"));
    stdout(here, &with("build"));
    let mut outputs = vec![extracted];
    for format in ["nquads", "turtle", "trig", "jsonld", "rdfxml", "ntriples"] {
        outputs.push(stdout(here, &["export", "--format", format]));
    }
    outputs.push(stdout(here, &["export", "--rdf12"]));
    outputs.push(stdout(here, &["dot"]));
    outputs.push(stdout(here, &["render", "--html", "-", "--limit", "0"]));
    outputs.push(stdout(here, &["render", "--svg", "-", "--layout", "own"]));
    outputs.push(stdout(here, &["dot", "--around", "Indonesia", "--labels", "en", "--clusters"]));
    outputs.push(stdout(here, &["query", "who-said-what", "--format", "json"]));
    outputs
}

#[test]
fn reading_again_changes_nothing_and_removing_takes_back() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let articles: Vec<String> = own_articles().iter().map(|p| p.display().to_string()).collect();
    stdout(folder, &["build", "-q", &articles[0]]);
    let one = stdout(folder, &["export", "--format", "nquads"]);
    stdout(folder, &["build", "-q", &articles[0], &articles[1]]);
    let two = stdout(folder, &["export", "--format", "nquads"]);
    assert_ne!(one, two);
    stdout(folder, &["build", "-q", &articles[1]]);
    assert_eq!(stdout(folder, &["export", "--format", "nquads"]), two);
    let id = own_articles()[1].file_stem().unwrap().to_str().unwrap().to_owned();
    stdout(folder, &["remove", "-q", &id]);
    assert_eq!(stdout(folder, &["export", "--format", "nquads"]), one);
    let again = common::run(folder, &["remove", "-q", &id]);
    assert_eq!(again.status.code(), Some(3));
}
