#![doc = include_str!("../README.md")]

mod agency;
mod blocks;
mod byline;
mod calendar;
mod dateline;
mod dates;
mod decode;
mod furniture;
mod headline;
mod language;
mod lists;
mod newsroom;
mod page;
mod resolve;
mod scan;
mod seed;
mod tail;

pub use decode::{DecodeError, MAX_BYTES, decode};
pub use language::Recognised;
pub use newsroom::Newsroom;
pub use seed::RuleError;
