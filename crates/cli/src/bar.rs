//! Progress on stderr, where stderr is a terminal and the work takes longer than a moment.

use std::io::{IsTerminal, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar over `n` things, named in the plural; invisible with `quiet`, or where nobody watches.
pub(crate) fn over(n: usize, things: &str, quiet: bool) -> ProgressBar {
    let bar = ProgressBar::new(n as u64);
    if quiet || n < 2 || !stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let style = format!("{{bar:32}} {{pos}}/{{len}} {things}, {{per_sec}}, {{eta}} left");
    if let Ok(style) = ProgressStyle::with_template(&style) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
