//! Counts the languages of the lines of standard input that are longer than 100 characters, and shows those lines that
//! are in none of the languages given: `cargo run --release -p simpul-newsroom --example language id < FILE`

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

use simpul_newsroom::Newsroom;
use simpul_seeds::Seeds;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let expected: Vec<String> = std::env::args().skip(1).collect();
    let newsroom = Newsroom::from_seeds(&Seeds::bundled())?;
    let (mut text, mut counts, mut spent) = (String::new(), BTreeMap::new(), Duration::ZERO);
    std::io::stdin().read_to_string(&mut text)?;
    let mut out = std::io::stdout().lock();
    for line in text.lines().filter(|l| l.chars().nth(100).is_some()) {
        let start = Instant::now();
        let found = newsroom.recognise(line);
        spent += start.elapsed();
        if !expected.contains(&found.tag) {
            writeln!(out, "{}\t{line}", found.tag)?;
        }
        *counts.entry(found.tag).or_insert(0usize) += 1;
    }
    let n: usize = counts.values().sum();
    writeln!(out, "{n} lines in {spent:?}")?;
    for (tag, count) in counts {
        writeln!(out, "{tag}\t{count}\t{:.2} %", 100.0 * count as f64 / n as f64)?;
    }
    Ok(())
}
