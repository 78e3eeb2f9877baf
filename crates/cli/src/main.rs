//! The command line of simpul: files, flags and printing. Everything else lies in the crates below.

mod args;
mod bar;
mod commands;
#[cfg(feature = "remote")]
mod endpoint;
mod exit;
mod graph;
mod graphviz;
mod input;
mod line;
mod notes;
mod output;
mod paint;
mod pipeline;
mod run;
mod store;
mod table;

use std::process::ExitCode;

fn main() -> ExitCode {
    exit::report(commands::run)
}
