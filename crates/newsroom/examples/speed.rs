//! Times the reading of article files: `cargo run --release -p simpul-newsroom --example speed FILE …`

use std::io::Write;
use std::time::{Duration, Instant};

use simpul_newsroom::{Newsroom, decode};
use simpul_seeds::Seeds;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let start = Instant::now();
    let newsroom = Newsroom::from_seeds(&Seeds::bundled())?;
    writeln!(out, "rules compiled in {:?}", start.elapsed())?;
    let mut texts = Vec::new();
    for path in std::env::args().skip(1) {
        texts.push(decode(std::fs::read(&path)?)?);
    }
    let rounds = if texts.iter().map(String::len).sum::<usize>() > 1 << 20 { 1 } else { 20 };
    let (mut bytes, mut words, mut spent) = (0, 0, Duration::ZERO);
    for _ in 0..rounds {
        for text in &texts {
            bytes += text.len();
            words += text.split_whitespace().count();
            let copy = text.clone();
            let start = Instant::now();
            let article = newsroom.read("speed", copy);
            spent += start.elapsed();
            std::hint::black_box(article);
        }
    }
    let n = u32::try_from((rounds * texts.len()).max(1))?;
    writeln!(out, "{n} articles, {words} words, {bytes} bytes: {:?} an article", spent / n)?;
    Ok(())
}
