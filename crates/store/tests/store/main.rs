//! The store from outside: its folder, its graph, its queries.

#![expect(clippy::unwrap_used, reason = "a test says what is wrong by failing")]

mod common;
mod evidence;
mod folder;
mod graph;
mod kill;
mod named_queries;
mod names;
mod queries;
mod speed;
mod upkeep;
