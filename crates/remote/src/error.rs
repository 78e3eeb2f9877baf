use simpul_store::StoreError;

/// What can go wrong between a store and a server.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RemoteError {
    /// The address is no URL of `http` or `https`.
    #[error("{url:?} is no address of a server: {why}; write http://… or https://…")]
    Url {
        /// The address.
        url: String,
        /// What is wrong with it.
        why: String,
    },
    /// There is no connection, or it broke, each time it was tried.
    #[error("{url}: not reached ({why}), tried {tries} times; is the server up, and the address right?")]
    Unreachable {
        /// The address.
        url: String,
        /// What the system says.
        why: String,
        /// Number of tries.
        tries: u32,
    },
    /// 401 or 403.
    #[error("{url}: status {status}, {}", credentials(.given))]
    Forbidden {
        /// The address.
        url: String,
        /// The status code.
        status: u16,
        /// True where credentials were sent.
        given: bool,
    },
    /// The server sends elsewhere.
    #[error("{url}: moved to {to:?}; give that address if you trust it")]
    Moved {
        /// The address.
        url: String,
        /// Where to.
        to: String,
    },
    /// Another status code that is no success.
    #[error("{url}: status {status} {said}")]
    Status {
        /// The address.
        url: String,
        /// The status code.
        status: u16,
        /// The beginning of what the server says, on one line.
        said: String,
    },
    /// An answer that is not what the protocol says.
    #[error("{url}: {why}")]
    Answer {
        /// The address.
        url: String,
        /// What is wrong.
        why: String,
    },
    /// The server's default graph holds what simpul did not put there.
    #[error(
        "the default graph of the server holds {0} triples that no push put there; name a graph for the statements \
         with --default-graph IRI, or let --replace take the place of those triples"
    )]
    Foreign(u64),
    /// What was read back is not what was sent.
    #[error("graph {graph}: {sent} triples sent, the server counts {counted}{}", union(.graph))]
    Mismatch {
        /// The graph.
        graph: String,
        /// Triples sent.
        sent: u64,
        /// Triples that the server counts.
        counted: u64,
    },
    /// A query could not be made.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn credentials(given: &bool) -> &'static str {
    if *given {
        "the server does not take these credentials, or they may not do this"
    } else {
        "the server wants credentials; give --user and SIMPUL_PASSWORD, or SIMPUL_TOKEN"
    }
}

fn union(graph: &str) -> &'static str {
    if graph == "default" {
        "; where its default graph is the union of all graphs, give --default-graph IRI"
    } else {
        ""
    }
}
