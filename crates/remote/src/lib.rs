//! Asks SPARQL 1.1 servers and loads a store to them: SPARQL 1.1 Protocol (query and update), SPARQL 1.1 Graph Store
//! HTTP Protocol, HTTP authentication by Basic (RFC 7617), Digest (RFC 7616) and Bearer (RFC 6750).
//!
//! [`Server`] answers the queries that a store answers ([`simpul_store::Ask`]); [`push`] makes a server hold what a
//! store holds. Both go through [`Client`], which tries again where a server is busy or a connection breaks: every
//! request that is sent gives the same when it is sent twice. Nothing is sent anywhere but to the URLs given;
//! redirections are refused and told.

mod auth;
mod client;
mod error;
mod manifest;
mod push;
mod server;

pub use auth::Credentials;
pub use client::{Client, ClientOptions, Method, Reply, Request};
pub use error::RemoteError;
pub use push::{PushOptions, Pushed, Step, push};
pub use server::{Server, Target};
