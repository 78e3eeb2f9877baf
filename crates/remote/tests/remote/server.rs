//! A SPARQL 1.1 server in this process, on a free port of the loopback interface, that fails as it is told. It knows
//! what the tests send and no more, and closes each connection after one reply.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

/// What the server does to one request in place of answering it.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// Answers as it should.
    None,
    /// A status with a header line and a body; the request is not carried out.
    Status(u16, &'static str, &'static str),
    /// Reads the request, closes the connection.
    Cut,
    /// Carries the request out, then closes the connection half through the reply.
    CutAfter,
}

#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) store: Store,
    /// `Authorization` must begin with this.
    guard: Option<&'static str>,
    faults: Arc<Mutex<VecDeque<Fault>>>,
    log: Arc<Mutex<Vec<String>>>,
}

struct Received {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Server {
    pub(crate) fn start() -> Self {
        Server::guarded(None)
    }

    /// Asks for Digest where the guard is `Digest`, for Basic else.
    pub(crate) fn guarded(guard: Option<&'static str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server =
            Server { url, store: Store::new().unwrap(), guard, faults: Arc::default(), log: Arc::default() };
        let own = server.clone();
        // Ends with the process.
        thread::spawn(move || {
            for stream in listener.incoming() {
                // A client that went away is none of the server's business.
                let _ = own.serve(stream.unwrap());
            }
        });
        server
    }

    /// What to do to the next requests, one by one.
    pub(crate) fn fail(&self, faults: &[Fault]) {
        self.faults.lock().unwrap().extend(faults.iter().cloned());
    }

    /// Methods and paths of the requests since the last call.
    pub(crate) fn log(&self) -> Vec<String> {
        std::mem::take(&mut self.log.lock().unwrap())
    }

    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let request = receive(&stream)?;
        let log_line = format!("{} {}", request.method, request.path);
        self.log.lock().unwrap().push(log_line);
        let fault = self.faults.lock().unwrap().pop_front().unwrap_or(Fault::None);
        let authorization = request.headers.iter().find(|h| h.0 == "authorization").map(|h| h.1.as_str());
        let (status, header, body) = match (&fault, self.guard) {
            (Fault::Cut, _) => return Ok(()),
            (Fault::Status(status, header, body), _) => (*status, *header, body.as_bytes().to_vec()),
            (_, Some(guard)) if !authorization.is_some_and(|a| a.starts_with(guard)) => {
                let digest = "WWW-Authenticate: Digest realm=\"SPARQL\", nonce=\"abc\", qop=\"auth\"";
                let basic = "WWW-Authenticate: Basic realm=\"SPARQL\"";
                (401, if guard.starts_with("Digest") { digest } else { basic }, Vec::new())
            }
            _ => self.answer(&request),
        };
        let header = if header.is_empty() { String::new() } else { format!("{header}\r\n") };
        let n = body.len();
        let head = format!("HTTP/1.1 {status} x\r\n{header}Content-Length: {n}\r\nConnection: close\r\n\r\n");
        if matches!(fault, Fault::CutAfter) {
            return stream.write_all(&head.as_bytes()[..head.len() / 2]);
        }
        stream.write_all(head.as_bytes())?;
        stream.write_all(&body)
    }

    /// Status, header and body.
    fn answer(&self, request: &Received) -> (u16, &'static str, Vec<u8>) {
        let text = String::from_utf8(request.body.clone()).unwrap();
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        match (request.method.as_str(), path) {
            ("POST", "/query") => match text.strip_prefix("query=") {
                Some(form) => self.query(&decoded(form)),
                None => (400, "", b"no query".to_vec()),
            },
            ("POST", "/update") => {
                match SparqlEvaluator::new().parse_update(&text) {
                    Ok(update) => update.on_store(&self.store).execute().unwrap(),
                    Err(e) => return (400, "", e.to_string().into_bytes()),
                }
                (204, "", Vec::new())
            }
            ("PUT" | "POST", "/store") => {
                let graph = match query.strip_prefix("graph=") {
                    Some(iri) => NamedNode::new(decoded(iri)).unwrap().into(),
                    None if query == "default" => GraphName::DefaultGraph,
                    None => return (400, "", b"no graph".to_vec()),
                };
                if request.method == "PUT" {
                    match graph.as_ref() {
                        GraphNameRef::DefaultGraph => self.store.clear_graph(GraphNameRef::DefaultGraph),
                        name => self.store.clear_graph(name),
                    }
                    .unwrap();
                }
                let parser = RdfParser::from_format(RdfFormat::Turtle).with_default_graph(graph);
                match self.store.load_from_slice(parser, request.body.as_slice()) {
                    Ok(()) => (204, "", Vec::new()),
                    Err(e) => (400, "", e.to_string().into_bytes()),
                }
            }
            _ => (404, "", b"nothing here".to_vec()),
        }
    }

    fn query(&self, text: &str) -> (u16, &'static str, Vec<u8>) {
        let query = match SparqlEvaluator::new().parse_query(text) {
            Ok(query) => query,
            Err(e) => return (400, "", e.to_string().into_bytes()),
        };
        let json = QueryResultsSerializer::from_format(QueryResultsFormat::Json);
        match query.on_store(&self.store).execute().unwrap() {
            QueryResults::Boolean(value) => {
                (200, JSON, json.serialize_boolean_to_writer(Vec::new(), value).unwrap())
            }
            QueryResults::Solutions(solutions) => {
                let columns = solutions.variables().to_vec();
                let mut rows = json.serialize_solutions_to_writer(Vec::new(), columns).unwrap();
                for solution in solutions {
                    rows.serialize(&solution.unwrap()).unwrap();
                }
                (200, JSON, rows.finish().unwrap())
            }
            QueryResults::Graph(triples) => {
                let lines: String = triples.map(|t| format!("{} .\n", t.unwrap())).collect();
                (200, "Content-Type: text/turtle", lines.into_bytes())
            }
        }
    }
}

const JSON: &str = "Content-Type: application/sparql-results+json";

fn receive(stream: &TcpStream) -> std::io::Result<Received> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim().split_once(':') else { break };
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|h| h.0 == "content-length").map_or(0, |h| h.1.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Received { method, path, headers, body })
}

/// Without `%XX`.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let hex = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}
