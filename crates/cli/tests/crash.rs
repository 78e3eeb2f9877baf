//! Killed at any moment, `simpul build` leaves a store that opens and holds every article acknowledged before.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]
#![cfg(unix)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use common::{own_articles, run, simpul, stderr, stdout, tell};

/// Kills to survive in the ordinary test; SIMPUL_TEST_KILLS asks for more.
const ROUNDS: usize = 12;
/// Articles to build, enough to be in the middle of it.
const ARTICLES: usize = 240;

#[test]
fn what_is_acknowledged_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("news")).unwrap();
    let texts: Vec<String> = own_articles().iter().map(|p| fs::read_to_string(p).unwrap()).collect();
    for i in 0..ARTICLES {
        fs::write(folder.join(format!("news/a{i:03}.txt")), &texts[i % texts.len()]).unwrap();
    }
    let mut acknowledged = BTreeSet::new();
    // A fixed sequence of moments, spread over the time that a run takes (xorshift, Marsaglia 2003).
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let rounds = std::env::var("SIMPUL_TEST_KILLS").map_or(ROUNDS, |n| n.parse().unwrap());
    for round in 0..rounds {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let stop_after = usize::try_from(random % 40).unwrap();
        let wait = Duration::from_micros(random >> 16 & 0x3fff);
        // Every other round replaces what is there, so that a kill can hit a replacement, too.
        if round % 2 == 1 {
            for i in 0..ARTICLES {
                let text = format!("{}\nCatatan ke-{round}.\n", &texts[i % texts.len()]);
                fs::write(folder.join(format!("news/a{i:03}.txt")), text).unwrap();
            }
        }
        acknowledged.extend(build_and_kill(folder, stop_after, wait));
        assert_holds(folder, &acknowledged);
    }
    tell(&format!("{rounds} kills; {} articles acknowledged, all there", acknowledged.len()));
    assert!(!acknowledged.is_empty());
    stdout(folder, &["build", "-q", "news"]);
    let all = (0..ARTICLES).map(|i| format!("a{i:03}")).collect();
    assert_holds(folder, &all);
}

/// Builds, waits for some acknowledgements and a little longer, kills; gives all that was acknowledged.
fn build_and_kill(folder: &Path, stop_after: usize, wait: Duration) -> Vec<String> {
    let mut command = simpul();
    command.current_dir(folder).args(["build", "-v", "news"]).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let name = |line: String| Some(line.strip_prefix("stored ")?.split(' ').next()?.to_owned());
    let mut acknowledged = Vec::new();
    for line in lines.by_ref().take(stop_after) {
        acknowledged.extend(name(line.unwrap()));
    }
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
    acknowledged.extend(lines.map_while(Result::ok).filter_map(name));
    acknowledged
}

fn assert_holds(folder: &Path, articles: &BTreeSet<String>) {
    if articles.is_empty() && !folder.join(".simpul").exists() {
        return;
    }
    let output = run(folder, &["stats", "--json"]);
    // Killed before the store was whole: nothing was acknowledged, and a new build mends it.
    if articles.is_empty() && output.status.code() == Some(4) {
        return;
    }
    assert!(output.status.success(), "{}", stderr(&output));
    let stats: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let held = stats["by_article"].as_object().unwrap();
    for article in articles {
        assert!(held.contains_key(article), "{article} was acknowledged and is gone");
    }
}
