//! What a real SPARQL server holds after `push`, and that every question of `questions.txt` gives the same rows there as
//! from the store.
//!
//! `SIMPUL_SPARQL_ENDPOINT` is the address of a server and the flags of `push` for it, such as
//! `http://localhost:3030/news --graphs-path data`; what simpul put there before is replaced. Without it the server of
//! Oxigraph is started where it is installed. `docs/servers.md` says how to start others.
#![cfg(feature = "remote")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::{questions, root, run, stderr, stdout, store_of_examples, tell};

/// Ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Already ended is as good.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The server of Oxigraph on a free port, with its address; `None`, with a line on stderr, where it is not installed.
fn oxigraph(folder: &Path) -> Option<(Running, String)> {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut command = Command::new("oxigraph");
    command.args(["serve", "--location"]).arg(folder).args(["--bind", &address.to_string()]);
    let Ok(child) = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn() else {
        tell(
            "SKIPPED: no SIMPUL_SPARQL_ENDPOINT, and oxigraph is not installed (pip install oxigraph): \
             no questions to a real server",
        );
        return None;
    };
    let running = Running(child);
    let start = Instant::now();
    while TcpStream::connect(address).is_err() {
        assert!(start.elapsed() < Duration::from_secs(60), "oxigraph does not listen");
        thread::sleep(Duration::from_millis(50));
    }
    Some((running, format!("http://{address}")))
}

/// The flags of `push` that `query` has too, and the address of queries.
fn of_query(flags: &[&str]) -> (String, Vec<String>) {
    let value = |name: &str| flags.iter().position(|f| *f == name).map(|i| flags[i + 1]);
    let base = flags[0].trim_end_matches('/');
    let endpoint = match value("--query-path").unwrap_or("query") {
        url if url.contains("://") => url.to_owned(),
        path => format!("{base}/{path}"),
    };
    let shared = ["--user", "--password", "--token", "--timeout", "--retries"];
    let given = shared.iter().filter_map(|name| Some([(*name).to_owned(), value(name)?.to_owned()]));
    (endpoint, given.flatten().collect())
}

/// The flags without one of them and its value.
fn without<'a>(flags: &[&'a str], name: &str) -> Vec<&'a str> {
    match flags.iter().position(|f| *f == name) {
        Some(at) => [&flags[..at], &flags[at + 2..]].concat(),
        None => flags.to_vec(),
    }
}

#[test]
fn a_real_server_answers_every_question_as_the_store_does() {
    let folder = tempfile::tempdir().unwrap();
    let (server, flags) = match std::env::var("SIMPUL_SPARQL_ENDPOINT") {
        Ok(flags) => (None, flags),
        Err(_) => match oxigraph(&folder.path().join("server")) {
            Some((running, url)) => (Some(running), url),
            None => return,
        },
    };
    let folder = folder.path();
    let flags: Vec<&str> = flags.split_whitespace().collect();
    let push = |flags: &[&str]| {
        let output = run(folder, &[&["push"], flags].concat());
        assert!(output.status.success(), "push {flags:?}: {}", stderr(&output));
        stderr(&output)
    };
    store_of_examples(folder);
    push(&flags);
    // The second push goes by the other protocol, takes one article away and adds others.
    stdout(folder, &["remove", "novanto-2017"]);
    stdout(folder, &["build", "-q", root().join("seeds/articles").to_str().unwrap()]);
    let mut by_update = without(&without(&flags, "--graphs-path"), "--batch");
    by_update.push("--by-update");
    let changed = push(&by_update);
    assert!(changed.contains(", 1 removed"), "{changed}");
    let again = push(&flags);
    assert!(again.starts_with("0 graphs sent"), "{again}");

    let (endpoint, connection) = of_query(&flags);
    let mut answered = 0;
    for (line, arguments) in questions() {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let here = run(folder, &arguments);
        let mut there = arguments.clone();
        there.extend(["--endpoint", &endpoint]);
        there.extend(connection.iter().map(String::as_str));
        let there = run(folder, &there);
        assert_eq!(here.status.code(), there.status.code(), "{line}: {}", stderr(&there));
        let text = |output: &Output| String::from_utf8(output.stdout.clone()).unwrap();
        assert_eq!(text(&there), text(&here), "{line}");
        answered += usize::from(text(&here).lines().count() > 1);
    }
    assert!(answered >= 10, "only {answered} questions have an answer");
    drop(server);
}
