//! A writer that is killed at any moment leaves a store that opens and holds all that was acknowledged.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::common::articles;
use simpul_fact::Extraction;
use simpul_store::Store;

/// Names the folder of the store that the child process is to write to.
const FOLDER: &str = "SIMPUL_TEST_WRITER_FOLDER";

/// Kills in the ordinary test; the variable asks for more: `SIMPUL_TEST_KILLS=200 cargo test -p simpul-store kill`.
const ROUNDS: u64 = 10;
const KILLS: &str = "SIMPUL_TEST_KILLS";

/// An article that differs with its number.
fn article(number: usize) -> Extraction {
    let mut article = articles().remove(number % 3);
    // Few names, so that articles are replaced too.
    article.source.id = format!("artikel {}", number % 50);
    article.source.digest = format!("{number:064}");
    article.statements.truncate(number % 4);
    article
}

/// The child's part: does nothing unless the parent asks for it. Writes articles without end and says so after each.
#[test]
fn writer() {
    let Ok(dir) = std::env::var(FOLDER) else { return };
    let mut store = Store::create_or_open(Path::new(&dir)).unwrap();
    for number in 0.. {
        store.load(&article(number)).unwrap();
        writeln!(std::io::stdout(), "acknowledged {number}").unwrap();
    }
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let rounds = std::env::var(KILLS).map_or(ROUNDS, |n| n.parse().unwrap());
    for round in 0..rounds {
        let dir = folder.path().join(round.to_string());
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "kill::writer", "--nocapture"])
            .env(FOLDER, &dir)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let number = |line: String| line.strip_prefix("acknowledged ")?.parse::<usize>().ok();
        // Round 0 kills while the store is being made; the others after some articles and a part of the next.
        let mut last = None;
        if round > 0 {
            let wanted = (round * 23 % 71) as usize;
            last = lines.by_ref().map_while(Result::ok).filter_map(number).find(|n| *n >= wanted);
            assert!(last.is_some(), "the writer ended early");
        }
        std::thread::sleep(Duration::from_micros(round * 397 % 1000));
        child.kill().unwrap();
        child.wait().unwrap();
        last = lines.map_while(Result::ok).filter_map(number).last().or(last);
        drop(Store::create_or_open(&dir).unwrap());
        assert_eq!(Store::check_folder(&dir).unwrap(), []);
        let store = Store::create_or_open(&dir).unwrap();
        let Some(last) = last else { continue };
        for n in last.saturating_sub(49)..=last {
            let found = store.extraction(&article(n).source.id).unwrap();
            // Killed after the next article was written, and before it was acknowledged.
            let next = article(last + 1);
            assert!(*found == article(n) || *found == next, "round {round}: article {n} of {last}");
        }
    }
}
