//! Pushing to the server in this process: what arrives, what is not sent again, and what happens when it fails.

use std::time::Duration;

use simpul_remote::{
    Client, ClientOptions, Credentials, PushOptions, Pushed, RemoteError, Server as Remote, Target, push,
};
use simpul_store::{Answers, Ask, Base, QueryOptions, Sparql, Store, Table};

use crate::made::{store, three, triples};
use crate::server::{Fault, Server};

pub(crate) fn client(credentials: Credentials) -> Client {
    let pause = Duration::from_millis(1);
    Client::new(ClientOptions { credentials, pause, retries: 3, ..ClientOptions::default() })
}

fn target(server: &Server, by_update: bool) -> Target {
    Target {
        query: format!("{}/query", server.url),
        update: format!("{}/update", server.url),
        graphs: (!by_update).then(|| format!("{}/store", server.url)),
    }
}

fn pushed(server: &Server, store: &Store) -> Result<Pushed, RemoteError> {
    push_with(server, store, &PushOptions::default(), false)
}

fn push_with(
    server: &Server,
    store: &Store,
    options: &PushOptions,
    by_update: bool,
) -> Result<Pushed, RemoteError> {
    push(
        &client(Credentials::None),
        &target(server, by_update),
        &store.graphs(&Base::default()),
        options,
        &mut |_| {},
    )
}

/// Rows of a query to a store or a server.
pub(crate) fn rows(source: &dyn Ask, query: &str) -> Table {
    let query = Sparql::parse(query).unwrap();
    match source.ask(&query, &QueryOptions::default()).unwrap() {
        Answers::Table(table) => table,
        other => panic!("{other:?}"),
    }
}

/// Everything but the manifest.
pub(crate) const ALL: &str = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } \
    FILTER(!BOUND(?g) || STR(?g) != \"https://simpul.example/push\") }";

fn assert_same(server: &Server, store: &Store) {
    let client = client(Credentials::None);
    let remote = Remote::new(&client, format!("{}/query", server.url));
    assert_eq!(rows(&remote, ALL), rows(store, ALL));
}

#[test]
fn a_server_holds_what_the_store_holds() {
    for (by_update, batch) in [(false, 10_000), (false, 7), (true, 500), (true, 3)] {
        let (server, store) = (Server::start(), three());
        let options = PushOptions { batch, ..PushOptions::default() };
        let done = push_with(&server, &store, &options, by_update).unwrap();
        let all = triples(&store.graphs(&Base::default()));
        assert_eq!(done, Pushed { sent: 4, unchanged: 0, removed: 0, triples: all });
        assert_same(&server, &store);
        server.log();
        let again = push_with(&server, &store, &options, by_update).unwrap();
        assert_eq!(again, Pushed { sent: 0, unchanged: 4, removed: 0, triples: all });
        let log = server.log();
        assert!(log.iter().all(|l| l == "POST /query"), "the second time only asks: {log:?}");
    }
}

#[test]
fn a_server_with_another_base_answers_the_same() {
    let base = Base::parse("https://news.example/graph/").unwrap();
    let (server, store) = (Server::start(), three());
    let (client, graphs) = (client(Credentials::None), store.graphs(&base));
    let push = || push(&client, &target(&server, false), &graphs, &PushOptions::default(), &mut |_| {});
    assert_eq!((push().unwrap().sent, push().unwrap().unchanged), (4, 4));
    let query = "SELECT ?s ?o ?g { ?st rdf:subject ?s ; rdf:predicate rel:meets ; rdf:object ?o ; sp:evidence ?ev . \
        GRAPH ?g { ?ev oa:hasSource ?g } }";
    let remote = || Remote::new(&client, format!("{}/query", server.url));
    let here = rows(&store, query);
    assert_eq!(here.rows.len(), 3);
    assert_eq!(rows(&remote().with_base(base.clone()), query), here);
    assert_eq!(rows(&remote(), query).rows.len(), 0);
    assert_eq!(
        rows(&remote(), &base.sparql_outward("SELECT ?s { ?s a <https://simpul.example/ns#Person> }"))
            .rows
            .len(),
        3
    );
}

#[test]
fn changes_and_removals_follow() {
    let server = Server::start();
    pushed(&server, &three()).unwrap();
    // `dua` says something else, `tiga` is gone, `lima` is new
    let changed = store(&[
        ("satu", "Ani Wijaya", "Budi Santosa"),
        ("dua", "Budi Santosa", "Dodi Pratama"),
        ("lima", "Ani Wijaya", "Dodi Pratama"),
    ]);
    let done = pushed(&server, &changed).unwrap();
    assert_eq!((done.sent, done.unchanged, done.removed), (3, 1, 1));
    assert_same(&server, &changed);
    // what was lost on the server is sent again
    server
        .store
        .clear_graph(oxigraph::model::NamedNodeRef::new("https://simpul.example/article/satu").unwrap())
        .unwrap();
    let done = pushed(&server, &changed).unwrap();
    assert_eq!((done.sent, done.unchanged, done.removed), (1, 3, 0));
    assert_same(&server, &changed);
}

#[test]
fn failures_that_pass_are_tried_again() {
    let busy = Fault::Status(503, "", "busy");
    let faults = [
        vec![Fault::Status(500, "", "oops"), busy.clone(), busy.clone()],
        vec![Fault::Cut, Fault::Cut],
        vec![Fault::CutAfter, busy.clone(), Fault::Cut],
        vec![
            Fault::None,
            Fault::None,
            Fault::None,
            Fault::Cut,
            Fault::CutAfter,
            busy,
            Fault::None,
            Fault::CutAfter,
        ],
    ];
    for faults in faults {
        let (server, store) = (Server::start(), three());
        server.fail(&faults);
        let done = pushed(&server, &store).unwrap_or_else(|e| panic!("{faults:?}: {e}"));
        assert_eq!(done.sent, 4, "{faults:?}");
        assert_same(&server, &store);
    }
}

#[test]
fn a_push_that_was_cut_off_goes_on() {
    let store = three();
    let options = PushOptions { batch: 1, ..PushOptions::default() };
    let whole = {
        let server = Server::start();
        push_with(&server, &store, &options, false).unwrap();
        server.log().len()
    };
    let mut sent_again = Vec::new();
    for n in 0..whole {
        let server = Server::start();
        server.fail(&vec![Fault::None; n]);
        server.fail(&[Fault::Status(400, "", "no")]);
        let error = push_with(&server, &store, &options, false).unwrap_err();
        assert!(matches!(error, RemoteError::Status { status: 400, .. }), "request {n}: {error}");
        let done = push_with(&server, &store, &options, false).unwrap();
        assert_eq!(done.sent + done.unchanged, 4, "request {n}");
        sent_again.push(done.sent);
        assert_same(&server, &store);
    }
    assert_eq!(sent_again.first(), Some(&4));
    assert_eq!(sent_again.last(), Some(&1), "the last graph only: {sent_again:?}");
    assert!(sent_again.is_sorted_by(|a, b| a >= b), "{sent_again:?}");
}

#[test]
fn errors_say_what_to_do() {
    let store = three();
    let page = "Content-Type: text/html";
    let cases = [
        (Fault::Status(401, "WWW-Authenticate: Basic realm=\"x\"", ""), "wants credentials; give --user"),
        (Fault::Status(403, "", ""), "wants credentials"),
        (Fault::Status(404, "", "no such page"), "status 404 no such page"),
        (
            Fault::Status(301, "Location: http://elsewhere.example/query", ""),
            "moved to \"http://elsewhere.example/query\"",
        ),
        (Fault::Status(400, "", "bad\n\u{1b}[31mquery"), "status 400 bad [31mquery"),
        (Fault::Status(200, page, "<html>"), "a page for people"),
        (Fault::Status(200, "", "{\"head\":"), "cannot be read"),
    ];
    for (fault, words) in cases {
        let server = Server::start();
        server.fail(std::slice::from_ref(&fault));
        let message = pushed(&server, &store).unwrap_err().to_string();
        assert!(message.contains(words) && message.starts_with(&server.url), "{fault:?}: {message}");
        assert_eq!(server.log().len(), 1, "{fault:?} is no reason to try again");
    }
    let server = Server::start();
    server.fail(&vec![Fault::Cut; 4]);
    let message = pushed(&server, &store).unwrap_err().to_string();
    assert!(message.contains("not reached") && message.contains("tried 4 times"), "{message}");
    let server = Server::start();
    server.fail(&vec![Fault::Status(500, "", "disk full"); 4]);
    assert!(pushed(&server, &store).unwrap_err().to_string().contains("status 500 disk full"));
    for url in ["localhost:7878", "ftp://x.example/", "not an url", "http://ani:rahasia@x.example/"] {
        let client = client(Credentials::None);
        let query = Sparql::parse("ASK {}").unwrap();
        let error = Remote::new(&client, url).query(&query).unwrap_err();
        assert!(matches!(error, RemoteError::Url { .. }), "{url}: {error}");
    }
}

#[test]
fn triples_that_others_put_there_stay() {
    let (server, store) = (Server::start(), three());
    let insert = "INSERT DATA { <http://other.example/a> <http://other.example/b> <http://other.example/c> }";
    let sparql = oxigraph::sparql::SparqlEvaluator::new();
    sparql.parse_update(insert).unwrap().on_store(&server.store).execute().unwrap();
    let error = pushed(&server, &store).unwrap_err();
    assert!(matches!(error, RemoteError::Foreign(1)), "{error}");
    assert_eq!(server.store.len().unwrap(), 1, "nothing was sent");
    let named = PushOptions {
        default_graph: Some("https://other.example/facts".to_owned()),
        ..PushOptions::default()
    };
    push_with(&server, &store, &named, false).unwrap();
    let client = client(Credentials::None);
    let remote = Remote::new(&client, format!("{}/query", server.url));
    assert_eq!(rows(&remote, "SELECT ?s { ?s ?p ?o }").rows.len(), 1);
    let facts = rows(&remote, "SELECT * { GRAPH <https://other.example/facts> { ?s ?p ?o } }");
    assert_eq!(facts.rows.len(), store.graphs(&Base::default())[0].lines.len());
    let replace = PushOptions { replace: true, ..PushOptions::default() };
    push_with(&server, &store, &replace, false).unwrap();
    assert_same(&server, &store);
    let bad =
        PushOptions { default_graph: Some("x> { } } ; DROP ALL #".to_owned()), ..PushOptions::default() };
    assert!(push_with(&server, &store, &bad, true).unwrap_err().to_string().contains("no IRI"));
}

#[test]
fn credentials_are_shown_as_the_server_asks() {
    let password =
        |user: &str| Credentials::Password { user: user.to_owned(), password: "rahasia".to_owned() };
    let cases = [
        ("Basic YW5pOnJhaGFzaWE=", password("ani"), true),
        ("Basic YW5pOnJhaGFzaWE=", password("budi"), false),
        ("Digest username=\"ani\"", password("ani"), true),
        ("Digest username=\"ani\"", password("budi"), false),
        ("Bearer abc", Credentials::Token("abc".to_owned()), true),
        ("Bearer abc", Credentials::Token("abd".to_owned()), false),
    ];
    for (guard, credentials, right) in cases {
        let (server, store) = (Server::guarded(Some(guard)), three());
        let client = client(credentials.clone());
        let done = push(
            &client,
            &target(&server, false),
            &store.graphs(&Base::default()),
            &PushOptions::default(),
            &mut |_| {},
        );
        match done {
            Ok(done) => assert!(right && done.sent == 4, "{guard}"),
            Err(error) => {
                let wrong = matches!(error, RemoteError::Forbidden { given: true, status: 401, .. });
                assert!(!right && wrong, "{guard}: {error}");
                assert!(server.log().len() <= 2, "{guard}");
            }
        }
    }
}
