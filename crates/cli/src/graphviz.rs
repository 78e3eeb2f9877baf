//! Graphviz, where it is installed: its program `dot` lays pictures out.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Time that a layout may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// The picture as SVG.
///
/// # Errors
/// Says in words what went wrong: Graphviz is not installed, refuses the graph, or needs too long.
pub(crate) fn svg(dot: &str) -> Result<String, String> {
    let mut command = Command::new("dot");
    command.arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|e| format!("Graphviz does not run: {e}"))?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let text = dot.to_owned();
    // both ends at once: a program that waits for its reader does not read
    let writer = thread::spawn(move || stdin.map(|mut to| to.write_all(text.as_bytes())));
    let reader = thread::spawn(move || {
        let mut svg = String::new();
        stdout.map(|mut from| from.read_to_string(&mut svg));
        svg
    });
    let begin = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break Some(status),
            Ok(None) if begin.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(10)),
            Ok(None) | Err(_) => break None,
        }
    };
    if status.is_none() {
        // it may have ended just now
        let _ = child.kill();
        let _ = child.wait();
    }
    let _ = writer.join();
    let svg = reader.join().unwrap_or_default();
    match status {
        Some(status) if status.success() && svg.trim_end().ends_with("</svg>") => Ok(svg),
        Some(status) => Err(format!("Graphviz failed with {status}")),
        None => Err(format!("Graphviz did not end within {} s", PATIENCE.as_secs())),
    }
}
