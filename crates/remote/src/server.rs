//! A SPARQL 1.1 server: its addresses, queries and updates.

use simpul_store::{Answers, Ask, Base, QueryOptions, Sparql, StoreError};

use crate::{Client, Method, RemoteError, Request};

/// The addresses of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Where queries go (SPARQL 1.1 Protocol).
    pub query: String,
    /// Where updates go (SPARQL 1.1 Protocol).
    pub update: String,
    /// Where graphs go (SPARQL 1.1 Graph Store HTTP Protocol, indirect); `None` to do all by updates.
    pub graphs: Option<String>,
}

/// A server that is asked as a store is.
pub struct Server<'a> {
    client: &'a Client,
    query_url: String,
    base: Base,
}

impl<'a> Server<'a> {
    /// The server whose queries go to that URL.
    pub fn new(client: &'a Client, query_url: impl Into<String>) -> Self {
        Server { client, query_url: query_url.into(), base: Base::default() }
    }

    /// The same, where the store was pushed with that base.
    pub fn with_base(self, base: Base) -> Self {
        Server { base, ..self }
    }

    /// Answers a query.
    pub fn query(&self, query: &Sparql) -> Result<Answers, RemoteError> {
        let graph = query.asks_for_graph();
        let accept =
            if graph { "text/turtle, application/n-triples" } else { "application/sparql-results+json" };
        // As a form, since Virtuoso never answers a query that is the body itself.
        let form = format!("query={}", percent(&self.base.sparql_outward(&query.to_string())));
        let reply = self.client.send(&Request {
            method: Method::Post,
            url: &self.query_url,
            content_type: "application/x-www-form-urlencoded",
            accept,
            body: form.as_bytes(),
        })?;
        let answers =
            if graph { Answers::from_turtle(&reply.body) } else { Answers::from_json(query, &reply.body) };
        let url = &self.query_url;
        answers
            .map(|answers| self.base.answers_inward(answers))
            .map_err(|e| RemoteError::Answer { url: url.clone(), why: wrong(&e, &reply.content_type) })
    }
}

impl Ask for Server<'_> {
    /// As [`Server::query`]. No limit of time is kept but the client's.
    fn ask(&self, query: &Sparql, options: &QueryOptions) -> Result<Answers, StoreError> {
        let mut answers = self.query(query).map_err(|e| match e {
            RemoteError::Store(error) => error,
            error => StoreError::Server(error.to_string()),
        })?;
        if let (Answers::Table(table), Some(limit)) = (&mut answers, options.limit) {
            table.truncated = table.rows.len() > limit;
            table.rows.truncate(limit);
        }
        Ok(answers)
    }
}

fn wrong(error: &StoreError, content_type: &str) -> String {
    if content_type.contains("html") {
        return "it answers with a page for people; give the address of its SPARQL queries".to_owned();
    }
    error.to_string()
}

/// Sends an update.
pub(crate) fn update(client: &Client, target: &Target, update: &str) -> Result<(), RemoteError> {
    let request = Request {
        method: Method::Post,
        url: &target.update,
        content_type: "application/sparql-update; charset=utf-8",
        accept: "*/*",
        body: update.as_bytes(),
    };
    client.send(&request).map(drop)
}

/// All but letters, digits and `-._~` as `%XX` of UTF-8 (RFC 3986, section 2.1).
pub(crate) fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte.into()),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
