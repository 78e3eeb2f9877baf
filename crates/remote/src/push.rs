//! Makes a server hold what a store holds: graph by graph, in batches, and only those graphs that it does not hold.
//!
//! Articles go first, then the default graph, so that no statement is there before its evidence. What an earlier push
//! put there and the store no longer holds is removed. No triple has a blank node, so that a batch may be sent twice.

use simpul_fact::iri;
use simpul_store::GraphLines;

use crate::manifest::{self, Manifest};
use crate::server::{percent, update};
use crate::{Client, Method, RemoteError, Request, Target};

/// How to push.
#[derive(Clone, Debug)]
pub struct PushOptions {
    /// Most triples of one request.
    pub batch: usize,
    /// IRI of a named graph for what is the default graph here, for servers whose default graph is the union of all.
    pub default_graph: Option<String>,
    /// Takes the place of what others put in the server's default graph.
    pub replace: bool,
}

impl Default for PushOptions {
    fn default() -> Self {
        PushOptions { batch: 10_000, default_graph: None, replace: false }
    }
}

/// What a push did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pushed {
    /// Graphs sent.
    pub sent: usize,
    /// Graphs that the server held already.
    pub unchanged: usize,
    /// Graphs removed.
    pub removed: usize,
    /// Triples of all graphs, as the server counts them.
    pub triples: u64,
}

/// How far a push is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Graphs done, of those to be sent.
    pub done: usize,
    /// Graphs to be sent.
    pub of: usize,
}

/// One graph as the server is to hold it.
struct Part<'a> {
    /// IRI of the graph on the server; `None` for its default graph.
    graph: Option<&'a str>,
    /// What stands for it in the manifest.
    key: String,
    digest: String,
    lines: &'a [String],
}

/// Makes the server hold these graphs. May be cut off at any time: the next push goes on.
pub fn push(
    client: &Client,
    target: &Target,
    graphs: &[GraphLines],
    options: &PushOptions,
    progress: &mut dyn FnMut(Step),
) -> Result<Pushed, RemoteError> {
    let parts = parts(graphs, options)?;
    let known = manifest::read(client, target)?;
    guard_default(client, target, &parts, &known, options)?;
    let (whole, todo): (Vec<&Part<'_>>, Vec<&Part<'_>>) = {
        let whole = whole(client, target, &parts, &known)?;
        parts.iter().partition(|p| whole.contains(&p.key.as_str()))
    };
    let removed = remove(client, target, &parts, &known)?;
    let mut done = 0;
    for group in groups(&todo, options.batch) {
        let pending: Vec<manifest::Entry<'_>> =
            group.iter().map(|p| (p.key.as_str(), None, p.lines.len() as u64)).collect();
        manifest::enter(client, target, &pending)?;
        send(client, target, group, options.batch)?;
        verify(client, target, group)?;
        let whole: Vec<manifest::Entry<'_>> =
            pending.iter().zip(group).map(|(e, p)| (e.0, Some(p.digest.as_str()), e.2)).collect();
        manifest::enter(client, target, &whole)?;
        done += group.len();
        progress(Step { done, of: todo.len() });
    }
    let triples = parts.iter().map(|p| p.lines.len() as u64).sum();
    Ok(Pushed { sent: todo.len(), unchanged: whole.len(), removed, triples })
}

/// The graphs in the order of sending, with their digests.
fn parts<'a>(graphs: &'a [GraphLines], options: &'a PushOptions) -> Result<Vec<Part<'a>>, RemoteError> {
    let default = options.default_graph.as_deref();
    if let Some(graph) = default {
        // An IRI that could end the angle brackets it is put in would change the request.
        simpul_store::Sparql::parse("SELECT ?g { GRAPH ?g { } }")?
            .bind("g", &simpul_store::Value::Iri(graph.to_owned()))?;
    }
    let mut parts: Vec<Part<'a>> = graphs
        .iter()
        .filter(|g| !g.lines.is_empty())
        .map(|g| {
            let graph = g.name.as_deref().or(default);
            Part {
                graph,
                key: graph.map_or_else(manifest::default_graph, str::to_owned),
                digest: format!("sha256:{}", iri::sha256(g.lines.join("\n"))),
                lines: &g.lines,
            }
        })
        .collect();
    let last = graphs.iter().filter(|g| !g.lines.is_empty()).position(|g| g.name.is_none());
    if let Some(last) = last {
        parts[last..].rotate_left(1);
    }
    Ok(parts)
}

/// Refuses to take the place of what others put in the default graph.
fn guard_default(
    client: &Client,
    target: &Target,
    parts: &[Part<'_>],
    known: &Manifest,
    options: &PushOptions,
) -> Result<(), RemoteError> {
    let in_default = parts.iter().any(|p| p.graph.is_none());
    if !in_default || options.replace || known.contains_key(&manifest::default_graph()) {
        return Ok(());
    }
    match manifest::default_count(client, target)? {
        0 => Ok(()),
        others => Err(RemoteError::Foreign(others)),
    }
}

/// The graphs that the server holds as they are.
fn whole<'a>(
    client: &Client,
    target: &Target,
    parts: &'a [Part<'_>],
    known: &Manifest,
) -> Result<Vec<&'a str>, RemoteError> {
    let same = |p: &&Part<'_>| known.get(&p.key).is_some_and(|(digest, _)| *digest == p.digest);
    let same: Vec<&Part<'_>> = parts.iter().filter(same).collect();
    let counted = count(client, target, &same)?;
    let whole = same.iter().zip(counted).filter(|(p, n)| p.lines.len() as u64 == *n);
    Ok(whole.map(|(p, _)| p.key.as_str()).collect())
}

/// Removes what an earlier push put there and the store no longer holds.
fn remove(
    client: &Client,
    target: &Target,
    parts: &[Part<'_>],
    known: &Manifest,
) -> Result<usize, RemoteError> {
    let gone: Vec<&str> =
        known.keys().filter(|k| parts.iter().all(|p| p.key != **k)).map(String::as_str).collect();
    for graphs in gone.chunks(100) {
        let drops: Vec<String> =
            graphs.iter().map(|g| clearing((*g != manifest::default_graph()).then_some(*g))).collect();
        update(client, target, &drops.join(" ;\n"))?;
        manifest::forget(client, target, graphs)?;
    }
    Ok(gone.len())
}

/// Runs of graphs that are entered and counted together: about a batch of triples, at most a hundred graphs.
fn groups<'p, 'a>(parts: &'p [&'a Part<'a>], batch: usize) -> Vec<&'p [&'a Part<'a>]> {
    let mut groups = Vec::new();
    let (mut start, mut triples) = (0, 0);
    for (i, part) in parts.iter().enumerate() {
        let full = triples + part.lines.len() > batch || i - start >= 100;
        if i > start && full {
            groups.push(&parts[start..i]);
            (start, triples) = (i, 0);
        }
        triples += part.lines.len();
    }
    if start < parts.len() {
        groups.push(&parts[start..]);
    }
    groups
}

fn send(client: &Client, target: &Target, group: &[&Part<'_>], batch: usize) -> Result<(), RemoteError> {
    for part in group {
        match &target.graphs {
            Some(url) => send_graph(client, url, part, batch)?,
            None => {
                update(client, target, &clearing(part.graph))?;
                for lines in part.lines.chunks(batch.max(1)) {
                    let triples = lines.join("\n");
                    let triples = match part.graph {
                        Some(graph) => format!("GRAPH <{graph}> {{\n{triples}\n}}"),
                        None => triples,
                    };
                    update(client, target, &format!("INSERT DATA {{\n{triples}\n}}"))?;
                }
            }
        }
    }
    Ok(())
}

/// By the Graph Store Protocol: the first batch takes the place of the graph, the others are added.
fn send_graph(client: &Client, url: &str, part: &Part<'_>, batch: usize) -> Result<(), RemoteError> {
    let mark = if url.contains('?') { '&' } else { '?' };
    let url = match part.graph {
        Some(graph) => format!("{url}{mark}graph={}", percent(graph)),
        None => format!("{url}{mark}default"),
    };
    for (i, lines) in part.lines.chunks(batch.max(1)).enumerate() {
        let body = lines.join("\n") + "\n";
        client.send(&Request {
            method: if i == 0 { Method::Put } else { Method::Post },
            url: &url,
            // N-Triples is Turtle, and more servers read Turtle.
            content_type: "text/turtle; charset=utf-8",
            accept: "*/*",
            body: body.as_bytes(),
        })?;
    }
    Ok(())
}

/// The update that empties a graph.
fn clearing(graph: Option<&str>) -> String {
    graph.map_or_else(|| "CLEAR SILENT DEFAULT".to_owned(), |g| format!("DROP SILENT GRAPH <{g}>"))
}

/// Fails where the server counts other than what was sent.
fn verify(client: &Client, target: &Target, group: &[&Part<'_>]) -> Result<(), RemoteError> {
    for (part, counted) in group.iter().zip(count(client, target, group)?) {
        let sent = part.lines.len() as u64;
        if counted != sent {
            let graph = part.graph.unwrap_or("default").to_owned();
            return Err(RemoteError::Mismatch { graph, sent, counted });
        }
    }
    Ok(())
}

/// The server's counts, in the order of the parts.
fn count(client: &Client, target: &Target, parts: &[&Part<'_>]) -> Result<Vec<u64>, RemoteError> {
    let named: Vec<&str> = parts.iter().filter_map(|p| p.graph).collect();
    let mut named = manifest::counts(client, target, &named)?.into_iter();
    let count = |p: &&Part<'_>| match p.graph {
        Some(_) => Ok(named.next().unwrap_or(0)),
        None => manifest::default_count(client, target),
    };
    parts.iter().map(count).collect()
}
