//! Measures a store of generated articles: loading, size, memory, opening, every curated query, and Oxigraph's own
//! loader on the same N-Quads. Writes a table in Markdown to standard output.
//!
//! ```text
//! cargo run --release -p simpul-store --example benchmark -- 100000 FOLDER
//! ```
//!
//! FOLDER must be empty or not there; it keeps the store and the N-Quads. Memory is the resident set as Linux tells it;
//! elsewhere it is left out.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on may panic")]

mod articles;

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use oxigraph::io::RdfFormat;
use simpul_fact::{Extraction, iri};
use simpul_store::names::{self, Named, Resolution};
use simpul_store::{
    Answers, Ask, ExportOptions, Format, Parameter, QueryOptions, Question, Sparql, Store, Value,
};

/// Articles that are loaded at once.
const BATCH: usize = 500;
/// How often each query is asked, unless it has taken [`PATIENCE`] before.
const TIMES: usize = 15;
const PATIENCE: Duration = Duration::from_secs(8);
/// Most articles that are exported for the plain loader: an export sorts all quads in memory.
const EXPORTED: usize = 20_000;
/// Most rows of an answer.
const ROWS: usize = 1_000_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["plain", file] => plain(Path::new(file)),
        [n, folder] if n.parse::<usize>().is_ok() => measure(n.parse().unwrap(), Path::new(folder)),
        _ => say("usage: benchmark ARTICLES FOLDER"),
    }
}

#[expect(clippy::print_stdout, reason = "a program that prints a table")]
fn say(line: &str) {
    println!("{line}");
}

fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The resident set in MB.
fn memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1000.0)
}

fn row(what: &str, value: String, note: &str) {
    let memory = memory().map_or("-".to_owned(), |m| format!("{m:.0} MB"));
    say(&format!("| {what} | {value} | {memory} | {note} |"));
}

/// Bytes of all files in a folder, and their number.
fn size(folder: &Path) -> (u64, usize) {
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap()).collect();
    let bytes = files.iter().map(|f| f.metadata().unwrap().len()).sum();
    (bytes, files.len())
}

fn measure(n: usize, folder: &Path) {
    let (dir, file) = (folder.join("store"), folder.join("graph.nq"));
    let ontology = fs::read_to_string(repository("seeds/ontology.ttl")).unwrap();
    let names = articles::Names::read(&repository("seeds/entities"));
    say(&format!("{n} articles\n\n| step | result | memory after it | |\n|---|---|---|---|"));

    let mut store = Store::create_or_open(&dir).unwrap();
    let (mut made, mut loaded, mut statements) = (Duration::ZERO, Duration::ZERO, 0);
    for first in (0..n).step_by(BATCH) {
        let start = Instant::now();
        let batch: Vec<Extraction> = (first..n.min(first + BATCH)).map(|i| names.article(i)).collect();
        statements += batch.iter().map(|e| e.statements.len()).sum::<usize>();
        made += start.elapsed();
        let start = Instant::now();
        store.load_all(&batch).unwrap();
        loaded += start.elapsed();
    }
    let rate = statements as f64 / loaded.as_secs_f64();
    row(
        "load",
        format!("{:.1} s", loaded.as_secs_f32()),
        &format!(
            "{statements} statements, {rate:.0}/s, each batch of {BATCH} articles on disk; making them took {:.1} s",
            made.as_secs_f32()
        ),
    );
    let (bytes, files) = size(&dir.join("articles"));
    row(
        "size",
        format!("{:.0} MB", bytes as f64 / 1e6),
        &format!("{files} files, {} bytes a statement", bytes / statements as u64),
    );
    drop(store);

    let start = Instant::now();
    let store =
        Store::open_read_only(&dir).unwrap().with_vocabulary(&articles::relations(), &ontology).unwrap();
    row("open", format!("{:.1} s", start.elapsed().as_secs_f32()), "reads and verifies every file");
    let start = Instant::now();
    store.query("ASK {}", &QueryOptions::default()).unwrap();
    row("graph", format!("{:.1} s", start.elapsed().as_secs_f32()), "made once, before the first answer");
    if n <= EXPORTED {
        let start = Instant::now();
        let mut out = BufWriter::new(File::create(&file).unwrap());
        store.export(Format::NQuads, &ExportOptions::default(), &mut out).unwrap();
        out.flush().unwrap();
        let bytes = fs::metadata(&file).unwrap().len();
        row(
            "export",
            format!("{:.1} s", start.elapsed().as_secs_f32()),
            &format!("N-Quads, {:.0} MB", bytes as f64 / 1e6),
        );
    }
    find(&store, &names);
    say("\n| query | with values for | rows | median | 95th | times |\n|---|---|---|---|---|---|");
    for (name, sparql) in queries() {
        ask(&store, &name, &sparql, &names);
    }
    drop(store);
    if n <= EXPORTED {
        say("\n| step | result | memory after it | |\n|---|---|---|---|");
        let status = Command::new(std::env::current_exe().unwrap()).arg("plain").arg(&file).status().unwrap();
        assert!(status.success(), "the plain loader failed");
    }
}

/// Oxigraph's bulk loader, in memory and in a process of its own.
fn plain(file: &Path) {
    let start = Instant::now();
    let store = oxigraph::store::Store::new().unwrap();
    let mut loader = store.bulk_loader();
    loader.load_from_reader(RdfFormat::NQuads, BufReader::new(File::open(file).unwrap())).unwrap();
    loader.commit().unwrap();
    let seconds = start.elapsed().as_secs_f64();
    let quads = store.len().unwrap();
    row(
        "plain Oxigraph",
        format!("{seconds:.1} s"),
        &format!("{quads} quads, {:.0}/s, the same N-Quads, in memory", quads as f64 / seconds),
    );
}

fn queries() -> Vec<(String, String)> {
    let files = fs::read_dir(repository("queries")).unwrap().map(|e| e.unwrap().path());
    let mut queries: Vec<(String, String)> = files
        .map(|p| (p.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&p).unwrap()))
        .collect();
    queries.sort();
    queries
}

/// Ranks of the persons that are asked for: the most frequent, and one of the many that are not.
const RANKS: [usize; 2] = [0, 200];

/// The lines of one question: as it stands where it needs no value, then about persons of different ranks.
fn ask(store: &Store, name: &str, text: &str, names: &articles::Names) {
    let question = Question::parse(text).unwrap();
    let needs_none = question.check_given(&[]).is_ok();
    if needs_none {
        time(store, name, "", &question.with_values(&[]).unwrap());
    }
    for rank in RANKS {
        let value = |parameter: &Parameter| {
            Some(match parameter.name.as_str() {
                "since" | "from" => Value::Text("2019-06".to_owned()),
                "until" | "to" => Value::Text("2019-06".to_owned()),
                "about" => Value::Text("Jakarta".to_owned()),
                "relation" => Value::Iri(iri::relation("visits")),
                "other" => Value::Iri(iri::entity(names.person(1))),
                "who" | "one" | "person" | "entity" => Value::Iri(iri::entity(names.person(rank))),
                _ => return None,
            })
        };
        let bind: Vec<_> =
            question.parameters.iter().filter_map(|p| Some((p.name.clone(), value(p)?))).collect();
        let of_person = bind.iter().any(|(_, v)| matches!(v, Value::Iri(iri) if iri.contains("/ent/")));
        if bind.is_empty() || (!of_person && rank != RANKS[0]) {
            continue;
        }
        let given: Vec<&str> = bind.iter().map(|(name, _)| name.as_str()).collect();
        let rank = if of_person { format!(", person {}", rank + 1) } else { String::new() };
        let with = format!("{}{rank}", given.join(", "));
        time(store, name, &with, &question.with_values(&bind).unwrap());
    }
}

/// One line: rows, median, 95th percentile.
fn time(store: &Store, name: &str, with: &str, sparql: &Sparql) {
    let options =
        QueryOptions { timeout: Some(Duration::from_secs(30)), limit: Some(ROWS), ..QueryOptions::default() };
    let (mut times, mut rows) = (Vec::new(), String::new());
    let begin = Instant::now();
    while times.len() < TIMES && (times.is_empty() || begin.elapsed() < PATIENCE) {
        let start = Instant::now();
        rows = match store.ask(sparql, &options) {
            Ok(Answers::Table(table)) if table.truncated => format!("over {ROWS}"),
            Ok(Answers::Table(table)) => table.rows.len().to_string(),
            Ok(_) => "-".to_owned(),
            Err(error) => error.to_string(),
        };
        times.push(start.elapsed());
    }
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize].as_secs_f64() * 1000.0;
    say(&format!("| {name} | {with} | {rows} | {:.1} ms | {:.1} ms | {} |", at(0.5), at(0.95), times.len()));
}

/// How long it takes to find the entity that a name stands for.
fn find(store: &Store, names: &articles::Names) {
    let start = Instant::now();
    let found = names::resolve(store, Named::Entity, names.person_name(RANKS[1])).unwrap();
    let found = match found {
        Resolution::One(_) => "one entity",
        _ => "none, or several",
    };
    row("name", format!("{:.0} ms", start.elapsed().as_secs_f64() * 1000.0), found);
}
