//! What a user meets: help, forms of an answer, names of questions, exit codes.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::fs;
use std::path::Path;

use common::{own_articles, root, run, simpul, stderr, stdout, stdout_of};

fn store_of_all(folder: &Path) {
    stdout(folder, &["build", "-q", root().join("seeds/articles").to_str().unwrap()]);
}

#[test]
fn help_fits_a_screen_and_begins_with_examples() {
    let here = Path::new(".");
    let help = stdout(here, &["--help"]);
    assert!(help.lines().count() <= 40, "{} lines", help.lines().count());
    let at = |words: &str| help.find(words).unwrap_or_else(|| panic!("no {words:?} in {help}"));
    assert!(at("Examples:") < at("Usage:"));
    for command in [
        "build", "extract", "eval", "query", "export", "dot", "render", "path", "rank", "explain", "remove",
        "stats", "analyze", "rules",
    ] {
        let help = stdout(here, &[command, "--help"]);
        assert!(help.contains(&format!("  simpul {command} ")), "{command}: no example in {help}");
        assert!(help.find("Examples:") < help.find("Usage:"));
    }
    assert_eq!(stdout(here, &["--version"]).lines().count(), 1);
    let typo = run(here, &["biuld"]);
    assert_eq!(typo.status.code(), Some(2));
    assert!(stderr(&typo).contains("build"), "{}", stderr(&typo));
    assert!(stdout(here, &["completions", "bash"]).contains("simpul"));
    assert!(stdout(here, &["man"]).starts_with(".ie"));
}

#[test]
fn the_shipped_questions_answer_from_the_shipped_articles() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    store_of_all(folder);
    let list = stdout(folder, &["query", "--list-named"]);
    let names: Vec<&str> = list.lines().filter(|l| !l.starts_with(' ')).collect();
    assert!(names.len() >= 5, "{list}");
    let about_one = run(folder, &["query", "entity-dossier"]);
    assert_eq!(about_one.status.code(), Some(2));
    assert!(stderr(&about_one).contains("--bind entity="), "{}", stderr(&about_one));
    let bound = stdout(folder, &["query", "entity-dossier", "--bind", "entity=korea utara"]);
    assert!(bound.lines().count() > 3, "{bound}");
    let bound = ["entity-dossier", "between-two", "who-said-about", "changes", "who-met", "by-relation"];
    // what no article that comes with simpul has an answer to
    let silent = ["in-conflict", "chains-of-company"];
    for name in names.into_iter().filter(|n| !bound.contains(n)) {
        let answer = stdout(folder, &["query", name]);
        assert!(answer.starts_with('?'), "{name}: no TSV when piped: {answer}");
        assert_eq!(answer.lines().count() > 1, !silent.contains(&name), "{name}: {answer}");
        assert_eq!(answer, stdout(folder, &["query", "--named", name]));
    }
    for (name, words) in [
        ("who-visited-whom", ["Putin", "Korea Utara"]),
        ("who-accompanied-whom", ["Lavrov", "Putin"]),
        ("who-supplies-what", ["Sinovac", "Indonesia"]),
        ("who-sanctions-whom", ["Dewan Keamanan", "Korea Utara"]),
    ] {
        let answer = stdout(folder, &["query", name]);
        let found = answer.lines().any(|l| words.iter().all(|w| l.contains(w)));
        assert!(found, "{name}: no line with {words:?} in\n{answer}");
    }
}

#[test]
fn answers_have_all_their_forms() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    store_of_all(folder);
    let query = "SELECT ?who ?where { ?who rel:visits ?where } ORDER BY ?who ?where LIMIT 2";
    for (format, start) in [
        ("table", "┌"),
        ("json", "{\"head\""),
        ("csv", "who,where"),
        ("tsv", "?who\t?where"),
        ("xml", "<?xml"),
    ] {
        let answer = stdout(folder, &["query", "-q", query, "--format", format]);
        assert!(answer.starts_with(start), "{format}: {answer}");
    }
    assert_eq!(stdout_of(folder, &["query", "-"], query.as_bytes()), stdout(folder, &["query", query]));
    let graph = stdout(folder, &["query", "CONSTRUCT { ?s rel:visits ?o } WHERE { ?s rel:visits ?o }"]);
    assert!(graph.contains("rel:visits ent:"), "{graph}");
    assert_eq!(stdout(folder, &["query", "ASK { ?s rel:visits ?o }"]), "true\n");
    let no = "ASK { ?s rel:visits ent:nowhere }";
    assert_eq!(run(folder, &["query", no]).status.code(), Some(0));
    assert_eq!(run(folder, &["query", "--exit-status", no]).status.code(), Some(1));
    let bound = stdout(folder, &["query", query, "--bind", "where=ent:nowhere"]);
    assert_eq!(bound.lines().count(), 1, "{bound}");
}

#[test]
fn the_store_is_found_by_flag_variable_and_default() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let article = own_articles()[0].display().to_string();
    stdout(folder, &["build", "-q", &article, "--store", "one"]);
    let mut command = simpul();
    let by_variable = command.current_dir(folder).env("SIMPUL_STORE", "one").arg("stats").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&by_variable.stdout), stdout(folder, &["stats", "--store", "one"]));
    stdout(folder, &["build", "-q", &article]);
    assert!(folder.join(".simpul").is_dir());
    assert_eq!(stdout(folder, &["stats"]), stdout(folder, &["stats", "--store", "one"]));
}

#[test]
fn a_summary_goes_to_stderr_unless_quiet() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let article = own_articles()[0].display().to_string();
    let loud = run(folder, &["build", &article]);
    assert!(loud.stdout.is_empty());
    assert!(stderr(&loud).contains("1 new"), "{}", stderr(&loud));
    let left_out = |line: &&str| line.contains("left out, since a name is of another kind");
    assert_eq!(stderr(&loud).lines().filter(|l| !left_out(l)).count(), 1, "{}", stderr(&loud));
    let again = run(folder, &["build", "-v", &article]);
    assert!(stderr(&again).contains("1 unchanged"), "{}", stderr(&again));
    assert!(stderr(&again).starts_with("stored "), "{}", stderr(&again));
    assert_eq!(stderr(&run(folder, &["build", "-q", &article])), "");
}

#[test]
fn explanations_trace_a_statement_to_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let article = root().join("seeds/articles/ktt-pyongyang-2024.txt").display().to_string();
    let all = stdout(folder, &["explain", &article]);
    assert!(all.starts_with("1. "), "{all}");
    for words in ["rule", "sentence", "trigger", "^^^", "==="] {
        assert!(all.contains(words), "no {words} in {all}");
    }
    let first = stdout(folder, &["explain", &article, "--statement", "1"]);
    assert!(all.starts_with(first.trim_end()));
    let id = first.lines().find_map(|l| l.trim().strip_prefix("statement ")).unwrap().trim().to_owned();
    assert_eq!(stdout(folder, &["explain", &article, "--statement", &id]), first);
    assert_eq!(run(folder, &["explain", &article, "--statement", "9999"]).status.code(), Some(1));
    assert!(!all.contains('\u{1b}'), "colour without a terminal");
    assert!(stdout(folder, &["explain", &article, "--color", "always"]).contains("\u{1b}[1m"));
}

#[test]
fn the_catalogue_names_every_relation() {
    let all = stdout(Path::new("."), &["rules"]);
    for entry in fs::read_dir(root().join("seeds/relations")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(all.lines().any(|l| l.split(' ').next() == Some(name)), "{name} is not in the catalogue");
    }
    assert!(stdout(Path::new("."), &["rules", "visits"]).starts_with("visits"));
    assert_eq!(run(Path::new("."), &["rules", "vists"]).status.code(), Some(2));
}

#[test]
fn a_name_is_drawn_with_its_neighbours() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    store_of_all(folder);
    let around = stdout(folder, &["dot", "--around", "Kim Jong Un"]);
    assert!(around.starts_with("digraph"), "{around}");
    assert!(around.len() < stdout(folder, &["dot"]).len());
    let unknown = run(folder, &["dot", "--around", "Nobody"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(stderr(&unknown).contains("no entity named"), "{}", stderr(&unknown));
}

#[test]
fn the_demo_does_what_the_readme_says() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let answer = stdout(folder, &["demo"]);
    assert!(answer.contains("Vladimir Putin") && answer.contains("Korea Utara"), "{answer}");
    for file in ["graph.dot", "graph.ttl"] {
        assert!(folder.join("simpul-demo").join(file).metadata().unwrap().len() > 1000, "{file}");
    }
    assert_eq!(stdout(folder, &["demo"]), answer, "the second time");
}

#[test]
fn what_is_left_out_is_counted_and_shown_when_asked_for() {
    let here = tempfile::tempdir().unwrap();
    let text = "Penangkapan\n\nRangga Wijayakusuma menikah dengan PT Maju Jaya.\n";
    std::fs::write(here.path().join("satu.txt"), text).unwrap();
    let why = "object PT Maju Jaya is Org, wanted Person";
    for command in ["build", "extract"] {
        let count = "1 statement left out, since a name is of another kind";
        let plain = stderr(&run(here.path(), &[command, "satu.txt"]));
        assert!(plain.contains(count) && !plain.contains(why), "{plain}");
        let shown = stderr(&run(here.path(), &[command, "--notes", "satu.txt"]));
        assert!(shown.contains(count) && shown.contains(why), "{shown}");
    }
    assert!(stdout(here.path(), &["explain", "satu.txt"]).contains(why));
}
