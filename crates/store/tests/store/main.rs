//! The store from outside: its folder, its graph, its queries.

mod common;
mod folder;
mod graph;
mod kill;
mod named_queries;
mod queries;
