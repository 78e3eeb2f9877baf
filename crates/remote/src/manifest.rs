//! What a server holds of a store: for each graph that was pushed, the digest and the number of its triples, kept on
//! the server itself in the graph `https://simpul.example/push`, so that a push goes on where another was cut off,
//! from whatever machine.
//!
//! A graph is entered as pending before its first triple is sent, and with its digest once it was counted. So a graph
//! with a digest was whole, and one without an entry was put there by something else.

use std::collections::BTreeMap;

use simpul_fact::iri;
use simpul_store::{Answers, Sparql, Table};

use crate::server::{Server, update};
use crate::{Client, RemoteError, Target};

/// The graph that holds the manifest.
pub(crate) fn graph() -> String {
    format!("{}push", iri::BASE)
}

/// What stands for the default graph in the manifest.
pub(crate) fn default_graph() -> String {
    format!("{}push#default", iri::BASE)
}

const PENDING: &str = "pending";

/// By graph, its digest and number of triples.
pub(crate) type Manifest = BTreeMap<String, (String, u64)>;

/// An entry as it is to be: graph, digest (`None` while triples are on their way), number of triples.
pub(crate) type Entry<'a> = (&'a str, Option<&'a str>, u64);

/// What the server's manifest says.
pub(crate) fn read(client: &Client, target: &Target) -> Result<Manifest, RemoteError> {
    let text = "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?graph ?digest ?n WHERE { GRAPH ?manifest {
        ?graph sp:pushDigest ?digest ; void:triples ?n } }";
    let query = Sparql::parse(text)?.bind("manifest", &simpul_store::Value::Iri(graph()))?;
    let mut manifest = Manifest::new();
    for row in rows(client, target, &query)?.rows {
        if let [Some(graph), Some(digest), Some(n)] = row.as_slice() {
            manifest.insert(graph.raw.clone(), (digest.raw.clone(), n.raw.parse().unwrap_or(0)));
        }
    }
    Ok(manifest)
}

/// Enters graphs in place of what was known of them.
pub(crate) fn enter(client: &Client, target: &Target, entries: &[Entry<'_>]) -> Result<(), RemoteError> {
    let ns = iri::NS;
    let lines: String = entries
        .iter()
        .map(|(graph, digest, n)| {
            let digest = digest.unwrap_or(PENDING);
            format!("<{graph}> <{ns}pushDigest> \"{digest}\" ; <http://rdfs.org/ns/void#triples> {n} .\n")
        })
        .collect();
    let known: Vec<&str> = entries.iter().map(|e| e.0).collect();
    let manifest = graph();
    let insert = format!("{} ;\nINSERT DATA {{ GRAPH <{manifest}> {{\n{lines}}} }}", forgetting(&known));
    update(client, target, &insert)
}

/// Strikes graphs out.
pub(crate) fn forget(client: &Client, target: &Target, graphs: &[&str]) -> Result<(), RemoteError> {
    update(client, target, &forgetting(graphs))
}

fn forgetting(graphs: &[&str]) -> String {
    let manifest = graph();
    let values: String = graphs.iter().map(|g| format!(" <{g}>")).collect();
    format!(
        "DELETE {{ GRAPH <{manifest}> {{ ?g ?p ?o }} }}\nWHERE {{ VALUES ?g {{{values} }} GRAPH <{manifest}> {{ ?g ?p ?o }} }}"
    )
}

/// Rows of a query to the server.
pub(crate) fn rows(client: &Client, target: &Target, query: &Sparql) -> Result<Table, RemoteError> {
    match Server::new(client, target.query.as_str()).query(query)? {
        Answers::Table(table) => Ok(table),
        _ => {
            let why = "it answers without rows".to_owned();
            Err(RemoteError::Answer { url: target.query.clone(), why })
        }
    }
}

/// Number of triples of named graphs, in the order given.
pub(crate) fn counts(client: &Client, target: &Target, graphs: &[&str]) -> Result<Vec<u64>, RemoteError> {
    let mut counts = Vec::new();
    for batch in graphs.chunks(100) {
        let values: String = batch.iter().map(|g| format!(" <{g}>")).collect();
        let text = format!(
            "SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{{values} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        );
        let found: BTreeMap<String, u64> = rows(client, target, &Sparql::parse(&text)?)?
            .rows
            .iter()
            .filter_map(|row| match row.as_slice() {
                [Some(graph), Some(n)] => Some((graph.raw.clone(), n.raw.parse().ok()?)),
                _ => None,
            })
            .collect();
        counts.extend(batch.iter().map(|g| found.get(*g).copied().unwrap_or(0)));
    }
    Ok(counts)
}

/// Number of triples of the default graph.
pub(crate) fn default_count(client: &Client, target: &Target) -> Result<u64, RemoteError> {
    let query = Sparql::parse("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")?;
    let table = rows(client, target, &query)?;
    let count = table.rows.first().and_then(|row| row.first()?.as_ref()?.raw.parse().ok());
    count.ok_or_else(|| RemoteError::Answer {
        url: target.query.clone(),
        why: "it answers a count without a number".to_owned(),
    })
}
