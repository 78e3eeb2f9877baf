//! Evidence for rows of all kinds.

use simpul_store::{Answers, Ask, QueryOptions, Sparql, Table, evidence};

use crate::common::{articles, rows, store};

#[test]
fn rows_are_followed_by_what_states_them() {
    let store = store(&articles());
    let visits = "2023-05-04";
    let (first, second) = ("Andi Rahman ke Republik Contoh", "Rahman bertemu Rina");
    let long = "Presiden Andi Rahman mengunjungi Republik Contoh pada Rabu (3/5/2023).";
    let short = "Rabu lalu Rahman tiba di Contoh.";
    let cases: [(&str, &str, Vec<String>); 7] = [
        (
            "SELECT ?st { ?st rdf:predicate rel:visits }",
            "st sentence article date",
            vec![format!("{long} | {first} | {visits}"), format!("{short} | {second} | {visits}")],
        ),
        (
            "SELECT ?s ?o { ?s rel:visits ?o }",
            "s o sentence article date",
            vec![
                format!("ent:andi-rahman | ent:republik-contoh | {long} | {first} | {visits}"),
                format!("ent:andi-rahman | ent:republik-contoh | {short} | {second} | {visits}"),
            ],
        ),
        // by names, in the other direction
        (
            "SELECT ?o ?n ?s { ?a rel:visits ?b . ?a schema:name ?s . ?b schema:name ?o BIND(7 AS ?n) }",
            "o n s sentence article date",
            vec![
                format!("Republik Contoh | 7 | Andi Rahman | {long} | {first} | {visits}"),
                format!("Republik Contoh | 7 | Andi Rahman | {short} | {second} | {visits}"),
            ],
        ),
        // a row that has its sentence gets the date of its article
        (
            "SELECT ?sentence ?article { ?st rdf:predicate rel:meets ; sp:evidence ?ev .
               GRAPH ?g { ?ev oa:exact ?sentence . ?g schema:name ?article } }",
            "sentence article date",
            vec![format!(
                "“Kami siap membantu,” kata Rina Wijaya seusai bertemu Andi Rahman. | {second} | {visits}"
            )],
        ),
        // nothing relates these
        (
            "SELECT ?a ?b { VALUES (?a ?b) { (ent:beras ent:andi-rahman) } }",
            "a b sentence article date",
            vec!["ent:beras | ent:andi-rahman | - | - | -".to_owned()],
        ),
        ("SELECT ?n { BIND(1 AS ?n) }", "n sentence article date", vec!["1 | - | - | -".to_owned()]),
        ("SELECT ?s { ?s rel:nothing ?o }", "s sentence article date", vec![]),
    ];
    for (query, columns, expected) in cases {
        let query = Sparql::parse(query).unwrap();
        let Answers::Table(table) = store.ask(&query, &QueryOptions::default()).unwrap() else { panic!() };
        let with: Table = evidence::add(&store, &table).unwrap();
        assert_eq!(with.columns.join(" "), columns);
        let mut found = rows(&with);
        if columns.starts_with("st ") {
            found = found.iter().map(|r| r.split_once(" | ").unwrap().1.to_owned()).collect();
        }
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn values_reach_every_place_of_a_variable() {
    let store = store(&articles());
    let cases = [
        ("SELECT ?x { ent:andi-rahman rel:visits ?x }", "ent:republik-contoh", 1),
        ("SELECT (COUNT(*) AS ?n) { ?x rel:visits ?o } GROUP BY ?x", "ent:andi-rahman", 1),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x rel:visits ?o } GROUP BY ?x ORDER BY ?x", "ent:andi-rahman", 1),
        ("SELECT ?s { ?s rel:visits ?o FILTER NOT EXISTS { ?s rel:visits ?x } }", "ent:republik-contoh", 0),
        ("SELECT ?s { ?s rel:visits ?o FILTER(!BOUND(?x)) }", "ent:andi-rahman", 0),
        ("SELECT ?s { { SELECT ?s ?x { ?s rel:visits ?x } } }", "ent:republik-contoh", 1),
        ("SELECT ?o { GRAPH ?x { ?e oa:hasSource ?o } }", "art:sanctions", 2),
        ("SELECT ?l { ?x rdfs:label|schema:name ?l }", "ent:republik-contoh", 3),
        ("SELECT ?s ?x { ?s rel:visits ?o OPTIONAL { ?o schema:name ?x } }", "Republik Contoh", 1),
    ];
    for (text, value, n) in cases {
        let query = Sparql::parse(text).unwrap().bind("x", &simpul_store::Value::parse(value)).unwrap();
        for query in [Sparql::parse(&query.to_string()).unwrap_or_else(|e| panic!("{query}: {e}")), query] {
            let Answers::Table(table) = store.ask(&query, &QueryOptions::default()).unwrap() else {
                panic!()
            };
            assert_eq!(table.rows.len(), n, "{text} as {query}");
        }
    }
    for text in [
        "SELECT ?s { ?s rel:visits ?o BIND(?o AS ?x) }",
        "SELECT ?s { VALUES ?x { ent:a } ?s rel:visits ?x }",
        "SELECT (COUNT(*) AS ?x) { ?s rel:visits ?o }",
    ] {
        let error = Sparql::parse(text).unwrap().bind("x", &simpul_store::Value::Integer(1)).unwrap_err();
        assert!(error.to_string().contains("gives ?x a value itself"), "{text}: {error}");
    }
}
