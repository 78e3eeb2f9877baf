//! Pushing to servers and asking them: one in this process that fails when told to, and real ones where installed.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod made;
mod push;
mod real;
mod server;
