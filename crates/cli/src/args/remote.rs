//! Flags of what is done with a SPARQL 1.1 server.

use clap::Args;

use crate::args::graph::{BaseIri, StoreDir};

/// How to reach a server.
#[derive(Debug, Args)]
#[command(next_help_heading = "Server")]
pub(crate) struct Connection {
    /// Name for Basic or Digest authentication, whichever the server asks for
    #[arg(long, value_name = "NAME", env = "SIMPUL_USER", hide_env_values = true)]
    pub(crate) user: Option<String>,
    /// Password of that name; in the environment it stays out of the list of processes
    #[arg(long, value_name = "PASSWORD", env = "SIMPUL_PASSWORD", hide_env_values = true)]
    pub(crate) password: Option<String>,
    /// Token for Bearer authentication
    #[arg(long, value_name = "TOKEN", env = "SIMPUL_TOKEN", hide_env_values = true)]
    pub(crate) token: Option<String>,
    /// Further tries where the server is busy or the connection breaks; the pause doubles each time
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub(crate) retries: u32,
    /// Longest wait for a reply, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    pub(crate) timeout: u64,
}

#[derive(Debug, Args)]
pub(crate) struct Push {
    /// Address of the server; of the data set, for Fuseki
    pub(crate) url: String,
    /// Where queries go: a path below the address, or a URL
    #[arg(long, value_name = "PATH", default_value = "query")]
    pub(crate) query_path: String,
    /// Where updates go
    #[arg(long, value_name = "PATH", default_value = "update")]
    pub(crate) update_path: String,
    /// Where graphs go, by the Graph Store Protocol
    #[arg(long, value_name = "PATH", default_value = "store")]
    pub(crate) graphs_path: String,
    /// Send triples by INSERT DATA, for servers without the Graph Store Protocol
    #[arg(long, conflicts_with = "graphs_path")]
    pub(crate) by_update: bool,
    /// Most triples of one request; 10000, or 500 with --by-update
    #[arg(long, value_name = "N")]
    pub(crate) batch: Option<usize>,
    /// Named graph for entities and statements, where the server's default graph is the union of all graphs
    #[arg(long, value_name = "IRI")]
    pub(crate) default_graph: Option<String>,
    /// Take the place of what else the server's default graph holds
    #[arg(long)]
    pub(crate) replace: bool,
    #[command(flatten)]
    pub(crate) connection: Connection,
    #[command(flatten)]
    pub(crate) base: BaseIri,
    #[command(flatten)]
    pub(crate) store: StoreDir,
}
