//! Queries of all forms, their results in all formats, and those that are refused.

use std::time::{Duration, Instant};

use crate::common::{articles, rows, store, table};
use simpul_store::{Answers, Format, QueryOptions, ResultFormat, Store, StoreError, Value};

fn answer(sparql: &str) -> Result<Answers, StoreError> {
    store(&articles()).query(sparql, &QueryOptions::default())
}

fn written(answers: &Answers, format: ResultFormat) -> String {
    let mut out = Vec::new();
    answers.write(format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_form_is_answered() {
    assert_eq!(answer("ASK { ?a rel:visits ?b }").unwrap(), Answers::Boolean(true));
    let Answers::Graph(graph) = answer("CONSTRUCT WHERE { ?a rel:visits ?b }").unwrap() else { panic!() };
    let mut turtle = Vec::new();
    graph.write(Format::Turtle, &mut turtle).unwrap();
    let turtle = String::from_utf8(turtle).unwrap();
    assert!(turtle.ends_with("ent:andi-rahman rel:visits ent:republik-contoh .\n"), "{turtle}");
    let Answers::Graph(graph) = answer("DESCRIBE ent:andi-rahman").unwrap() else { panic!() };
    assert!(graph.len() >= 5);
    assert!(Answers::Graph(graph).write(ResultFormat::Csv, &mut Vec::new()).is_err());
}

#[test]
fn tables_are_written_in_every_format() {
    let answers = answer("SELECT ?name ?e { ?e a sp:Org ; schema:name ?name }").unwrap();
    let csv = "name,e\r\nDewan Dunia,https://simpul.example/ent/dewan-dunia\r\n\
        Kantor Berita Satu,https://simpul.example/ent/kantor-berita-satu\r\n";
    assert_eq!(written(&answers, ResultFormat::Csv), csv);
    assert!(written(&answers, ResultFormat::Tsv).starts_with("?name\t?e\n\"Dewan Dunia\"\t<https"));
    assert!(written(&answers, ResultFormat::Json).contains("\"value\":\"Dewan Dunia\""));
    assert!(written(&answers, ResultFormat::Xml).contains("<literal>Dewan Dunia</literal>"));
    assert!(written(&Answers::Boolean(true), ResultFormat::Json).contains("true"));
    let unbound = answer("SELECT ?a ?b { VALUES (?a ?b) { (UNDEF '=1+1') } }").unwrap();
    assert_eq!(written(&unbound, ResultFormat::Csv), "a,b\r\n,=1+1\r\n");
}

#[test]
fn cells_are_safe_to_show() {
    let store = Store::in_memory().unwrap();
    let shown = table(
        &store,
        "SELECT (\"a\\u001B[31m\\nb\" AS ?x) (2 AS ?y) (rel:visits AS ?z) {}",
        &QueryOptions::default(),
    );
    assert_eq!(rows(&shown), ["a [31m b | 2 | rel:visits"]);
    let cell = |i: usize| shown.rows[0][i].as_ref().unwrap();
    assert_eq!(cell(0).raw, "a\u{1b}[31m\nb");
    assert!(cell(1).is_number() && cell(2).is_iri() && !cell(0).is_number());
}

#[test]
fn limits_are_kept_and_told() {
    let store = store(&articles());
    let all = "SELECT ?s { ?s ?p ?o }";
    let limited = table(&store, all, &QueryOptions { limit: Some(3), ..QueryOptions::default() });
    assert_eq!((limited.rows.len(), limited.truncated), (3, true));
    let slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    let start = Instant::now();
    let options = QueryOptions { timeout: Some(Duration::from_millis(100)), ..QueryOptions::default() };
    let error = store.query(slow, &options).unwrap_err();
    assert!(matches!(error, StoreError::Timeout(_)), "{error}");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn values_are_bound_and_never_read_as_sparql() {
    let store = store(&articles());
    let sparql = "SELECT ?e ?name { ?e schema:name ?name }";
    let ask = |name: &str, value: &str| {
        let bind = vec![(name.to_owned(), Value::parse(value))];
        store.query(sparql, &QueryOptions { bind, ..QueryOptions::default() })
    };
    let count = |name: &str, value: &str| match ask(name, value) {
        Ok(Answers::Table(table)) => table.rows.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!(count("e", "ent:andi-rahman"), 1);
    assert_eq!(count("?e", "<https://simpul.example/ent/andi-rahman>"), 1);
    assert_eq!(count("name", "Andi Rahman"), 1);
    assert_eq!(count("name", "x\" } INSERT DATA { <a:a> <a:a> <a:a> } #"), 0);
    for (name, value, why) in [
        ("nope", "x", "no variable ?nope"),
        ("a b", "x", "no name"),
        ("e", "<x y>", "no IRI"),
        ("e", "Andi", "?e stands for a thing"),
    ] {
        let message = ask(name, value).unwrap_err().to_string();
        assert!(message.contains(why), "{message}");
    }
}

#[test]
fn errors_name_the_place() {
    let cases = [
        ("SELECT ?x WHERE {\n  ?x rel:visits\n}", "query, line 3, column 1: unexpected \"}\""),
        ("", "query, line 1, column 1: expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
        (
            "PREFIX ex: <http://a.example/>\n  SELEC ?x {}",
            "query, line 2, column 3: expected SELECT, ASK, CONSTRUCT or DESCRIBE",
        ),
        ("SELECT", "query, line 1, column 7: unexpected end of line"),
        (
            "SELECT ?x { ?x foo:bar ?y }",
            "query, line 1, column 23: unknown prefix in \"foo:bar\"; declare it with PREFIX",
        ),
        (
            "SELECT ?x (COUNT(?y) AS ?n) { ?x rel:visits ?y }",
            "query, line 1, column 49: a variable after SELECT has no value; name it in the pattern or in GROUP BY",
        ),
    ];
    for (sparql, message) in cases {
        assert_eq!(answer(sparql).unwrap_err().to_string(), message, "{sparql}");
    }
}

#[test]
fn what_does_not_only_read_is_refused() {
    let updates = [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX x: <http://select.example/> delete where { ?s ?p ?o }",
        "# SELECT\nLOAD <http://a.example/>",
        "CLEAR ALL",
        "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ];
    for sparql in updates {
        let message = answer(sparql).unwrap_err().to_string();
        assert!(message.starts_with("query refused: ") && message.contains("changes the store"), "{message}");
    }
    let service = "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }";
    assert!(answer(service).unwrap_err().to_string().contains("offline"));
    assert!(
        answer("SELECT * { service silent ?x { ?s ?p ?o } }").unwrap_err().to_string().contains("offline")
    );
    let harmless =
        "SELECT ?service { ?service a ent:load-service ; skos:prefLabel 'INSERT'@en-service } # SERVICE";
    assert!(answer(harmless).is_ok());
}

#[test]
fn hostile_queries_end_in_an_error() {
    let around = |open: &str, middle: &str, close: &str, n: usize| {
        format!("{}{middle}{}", open.repeat(n), close.repeat(n))
    };
    let queries = [
        format!("SELECT * {}", around("{", "", "}", 2000)),
        format!("SELECT * {{ FILTER({}) }}", around("(", "1", ")", 20_000)),
        format!("SELECT * {{ FILTER({}1) }}", "!".repeat(20_000)),
        format!("SELECT * {{ FILTER({}1) }}", "-".repeat(5_000)),
        format!("SELECT * {{ ?a rel:a{} ?b }}", "/rel:a".repeat(2000)),
        format!("SELECT * {{ ?a {} ?b }}", around("(", "rel:a", ")", 2000)),
        format!("SELECT * {{ {{}} {} }}", "UNION {}".repeat(2000)),
        format!("SELECT * {{ {} }}", "OPTIONAL {} ".repeat(2000)),
        format!("SELECT * {{ {} }}", "?a ?b ?c . ".repeat(3000)),
        format!("SELECT * {{ FILTER(1{}) }}", " || 1".repeat(5000)),
        format!("SELECT * {{ ?s ?p {} }}", around("[ ?p ", "1", " ]", 2000)),
        format!("SELECT * {{ FILTER(?a<{}>?b) }}", "(".repeat(3000)),
        format!("SELECT * {{ FILTER(?a<'>'{}1{}) }}", "(".repeat(3000), ")".repeat(3000)),
        format!("SELECT * {{ FILTER({}1){} }}", "EXISTS {FILTER(".repeat(500), "}".repeat(500)),
        format!("SELECT {}", "?x ".repeat(50_000)),
        format!("SELECT * {{ ?s ?p '''{}", "\\".repeat(10_001)),
        "\u{feff}SELECT * {}".to_owned(),
        "SELECT * { ?s ?p \"".to_owned(),
        "<".to_owned(),
        "'''".to_owned(),
        ":\\".to_owned(),
        "@".to_owned(),
    ];
    let store = store(&articles());
    for sparql in queries {
        let start = Instant::now();
        let error = store.query(&sparql, &QueryOptions::default()).unwrap_err();
        let head: String = sparql.chars().take(60).collect();
        assert!(matches!(error, StoreError::Refused(_) | StoreError::Syntax { .. }), "{head}: {error}");
        assert!(start.elapsed() < Duration::from_secs(5), "{head}");
    }
}

#[test]
fn brackets_in_strings_and_comments_do_not_count() {
    let brackets = "({[".repeat(100);
    let query = format!("SELECT ?x {{ VALUES ?x {{ '{brackets}' \"\"\"{brackets}\"\"\" }} }} # {brackets}");
    assert_eq!(table(&Store::in_memory().unwrap(), &query, &QueryOptions::default()).rows.len(), 2);
}

#[test]
fn rows_without_an_order_are_sorted() {
    let store = store(&articles());
    let names = table(&store, "SELECT ?n { ?e a sp:Person ; schema:name ?n }", &QueryOptions::default());
    assert_eq!(rows(&names), ["Andi Rahman", "Budi Santosa", "Rina Wijaya"]);
    let names = table(
        &store,
        "SELECT ?n { ?e a sp:Person ; schema:name ?n } ORDER BY DESC(?n)",
        &QueryOptions::default(),
    );
    assert_eq!(rows(&names), ["Rina Wijaya", "Budi Santosa", "Andi Rahman"]);
}
