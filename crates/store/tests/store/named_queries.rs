//! Every query of `queries/` on three hand-made articles: its columns and its rows.

use std::fs;

use crate::common::{FACT, Fact, articles, extraction, repository, rows, store, table};
use simpul_fact::Modality;
use simpul_store::names::{Named, Resolution, resolve};
use simpul_store::{Answers, Ask, ParameterType, QueryOptions, Question, Sparql, Store, Table, Value};
use simpul_text::Language;

const VISIT: &str = "Presiden Andi Rahman mengunjungi Republik Contoh pada Rabu (3/5/2023).";
const RICE: &str = "Menurut Kantor Berita Satu, Negara Utara memasok beras ke Republik Contoh.";
const HELP: &str = "“Kami siap membantu,” kata Rina Wijaya seusai bertemu Andi Rahman.";
const NO_RICE: &str = "It does not supply rice to anyone, Budi Santosa said.";
const SANCTIONS: &str = "The World Council imposed sanctions on Northland in 2022.";
const WITH: &str = "Ia didampingi Menteri Pertahanan Budi Santosa.";

/// What each query answers: its name, its columns, its rows.
fn expected() -> Vec<(&'static str, &'static str, Vec<String>)> {
    let first = "Andi Rahman ke Republik Contoh";
    let second = "Rahman bertemu Rina";
    let third = "Sanctions on Northland";
    let arrival = "Rabu lalu Rahman tiba di Contoh.";
    vec![
        (
            "who-visited-whom",
            "visitor visited when sentence article",
            vec![
                format!("Andi Rahman | Republik Contoh | 2023-05-03 | {VISIT} | {first}"),
                format!("Andi Rahman | Republik Contoh | 2023-05-03 | {arrival} | {second}"),
            ],
        ),
        (
            "who-accompanied-whom",
            "companion principal when sentence article",
            vec![format!("Budi Santosa | Andi Rahman | 2023-05 | {WITH} | {first}")],
        ),
        (
            "who-supplies-what",
            "supplier recipient goods status claimant sentence article",
            vec![format!(
                "Negara Utara | Republik Contoh | beras | Possible | Kantor Berita Satu | {RICE} | {first}"
            )],
        ),
        (
            "who-sanctions-whom",
            "sanctioner sanctioned when sentence article",
            vec![format!("Dewan Dunia | Negara Utara | 2022 | {SANCTIONS} | {third}")],
        ),
        (
            "who-met",
            "other place when sentence article",
            vec![format!("Rina Wijaya | - | - | {HELP} | {second}")],
        ),
        (
            "by-relation",
            "subject object status when sentence article",
            vec![
                format!("Negara Utara | Republik Contoh | Possible | - | {RICE} | {first}"),
                format!("Negara Utara | beras | Negated | - | {NO_RICE} | {third}"),
            ],
        ),
        (
            "who-met-whom",
            "one other place when sentence article",
            vec![format!("Rina Wijaya | Andi Rahman | - | - | {HELP} | {second}")],
        ),
        (
            "who-said-what",
            "speaker words sentence article",
            vec![format!("Rina Wijaya | Kami siap membantu | {HELP} | {second}")],
        ),
        (
            "positions",
            "person post when sentence article",
            vec![format!("Budi Santosa | Menteri Pertahanan | - | {WITH} | {first}")],
        ),
        (
            "claims",
            "claimant subject relation object status when sentence article",
            vec![
                format!("Budi Santosa | Negara Utara | memasok | beras | Negated | - | {NO_RICE} | {third}"),
                format!(
                    "Kantor Berita Satu | Negara Utara | memasok | Republik Contoh | Possible | - | {RICE} | {first}"
                ),
            ],
        ),
        (
            "corroborated",
            "subject relation object when sources articles sentence article",
            vec![
                format!(
                    "Andi Rahman | mengunjungi | Republik Contoh | 2023-05-03 | 2 | 2 | {VISIT} | {first}"
                ),
                format!(
                    "Andi Rahman | mengunjungi | Republik Contoh | 2023-05-03 | 2 | 2 | {arrival} | {second}"
                ),
            ],
        ),
        (
            "timeline",
            "when subject relation object status sentence article",
            vec![
                format!(
                    "2022 | Dewan Dunia | memberi sanksi kepada | Negara Utara | Actual | {SANCTIONS} | {third}"
                ),
                format!("2023-05 | Budi Santosa | mendampingi | Andi Rahman | Actual | {WITH} | {first}"),
                format!(
                    "2023-05-03 | Andi Rahman | mengunjungi | Republik Contoh | Actual | {VISIT} | {first}"
                ),
                format!(
                    "2023-05-03 | Andi Rahman | mengunjungi | Republik Contoh | Actual | {arrival} | {second}"
                ),
            ],
        ),
        (
            "entity-dossier",
            "subject relation object status when sentence article",
            vec![
                format!("Negara Utara | memasok | Republik Contoh | Possible | - | {RICE} | {first}"),
                format!("Negara Utara | memasok | beras | Negated | - | {NO_RICE} | {third}"),
                format!(
                    "Dewan Dunia | memberi sanksi kepada | Negara Utara | Actual | 2022 | {SANCTIONS} | {third}"
                ),
            ],
        ),
        (
            "between-two",
            "when subject relation object status sentence article",
            vec![
                format!(
                    "2023-05-03 | Andi Rahman | mengunjungi | Republik Contoh | Actual | {VISIT} | {first}"
                ),
                format!(
                    "2023-05-03 | Andi Rahman | mengunjungi | Republik Contoh | Actual | {arrival} | {second}"
                ),
            ],
        ),
        (
            "who-said-about",
            "speaker words article",
            vec![format!("Rina Wijaya | Kami siap membantu | {second}")],
        ),
        (
            "changes",
            "when subject relation object status sentence article",
            vec![format!(
                "2022 | Dewan Dunia | memberi sanksi kepada | Negara Utara | Actual | {SANCTIONS} | {third}"
            )],
        ),
        ("coverage", "outlet articles statements", vec!["Kabar Contoh | 3 | 8".to_owned()]),
        ("in-conflict", "subject relation object sentence article deniedIn denial", vec![]),
        ("who-leads-what", "leader led when sentence article", vec![]),
        ("chains-of-company", "companion principal further", vec![]),
        (
            "relations-count",
            "relation statements articles",
            [
                "supplies | 2 | 2",
                "accompanies | 1 | 1",
                "holdsPosition | 1 | 1",
                "meets | 1 | 1",
                "sanctions | 1 | 1",
                "says | 1 | 1",
                "visits | 1 | 2",
            ]
            .map(str::to_owned)
            .to_vec(),
        ),
    ]
}

/// A question of `queries/`.
fn question(name: &str) -> Question {
    let text = fs::read_to_string(repository(&format!("queries/{name}.rq"))).unwrap();
    Question::parse(&text).unwrap_or_else(|e| panic!("queries/{name}.rq: {e}"))
}

/// The question with values as people give them.
fn with_values(store: &Store, name: &str, values: &[(&str, &str)]) -> Sparql {
    let question = question(name);
    let value = |(name, text): &(&str, &str)| {
        let kind = question.parameter(name).unwrap().kind;
        let value = match kind {
            ParameterType::Entity => match resolve(store, Named::Entity, text).unwrap() {
                Resolution::One(thing) => Value::Iri(thing.iri),
                other => panic!("{text}: {other:?}"),
            },
            ParameterType::Relation => match resolve(store, Named::Relation, text).unwrap() {
                Resolution::One(thing) => Value::Iri(thing.iri),
                other => panic!("{text}: {other:?}"),
            },
            kind => kind.read(text).unwrap(),
        };
        ((*name).to_owned(), value)
    };
    question.with_values(&values.iter().map(value).collect::<Vec<_>>()).unwrap()
}

fn answer(store: &Store, query: &Sparql) -> Table {
    match store.ask(query, &QueryOptions::default()).unwrap() {
        Answers::Table(table) => table,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_query_gives_its_table() {
    let store = store(&articles());
    let expected = expected();
    let mut files: Vec<_> = fs::read_dir(repository("queries")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), expected.len(), "a query without a test, or a test without a query");
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let (_, columns, wanted) = expected.iter().find(|e| e.0 == name).unwrap();
        let values: &[(&str, &str)] = match name {
            "entity-dossier" => &[("entity", "northland")],
            "between-two" => &[("one", "andi rahman"), ("other", "Contoh")],
            "who-said-about" => &[("about", "BANTU")],
            "changes" => &[("from", "2022"), ("to", "2023-04")],
            "who-met" => &[("person", "ent:andi-rahman")],
            "by-relation" => &[("relation", "memasok")],
            _ => &[],
        };
        let query = with_values(&store, name, values);
        let table = answer(&store, &query);
        assert_eq!(table.columns.join(" "), *columns, "{name}");
        assert_eq!(rows(&table), *wanted, "{name}");
        // what is sent to a server stands for itself and asks the same
        let printed = Sparql::parse(&query.to_string()).unwrap_or_else(|e| panic!("{name}: {e}\n{query}"));
        assert_eq!(answer(&store, &printed), table, "{name} as printed: {query}");
        let unbound = question(name).sparql;
        assert!(Sparql::parse(&unbound.to_string()).is_ok(), "{name}: {unbound}");
    }
}

#[test]
fn optional_values_narrow_a_question() {
    let store = store(&articles());
    let count = |name: &str, values: &[(&str, &str)]| {
        let query = with_values(&store, name, values);
        let table = answer(&store, &query);
        let printed = Sparql::parse(&query.to_string()).unwrap_or_else(|e| panic!("{name}: {e}\n{query}"));
        assert_eq!(answer(&store, &printed), table, "{name} as printed: {query}");
        table.rows.len()
    };
    for (name, values, n) in [
        ("who-visited-whom", &[("who", "rahman")][..], 2),
        ("who-visited-whom", &[("who", "rahman"), ("whom", "Republic of Example")], 2),
        ("who-visited-whom", &[("whom", "Northland")], 0),
        ("who-supplies-what", &[("who", "Northland")], 1),
        ("claims", &[("who", "Budi Santosa")], 1),
        ("timeline", &[("since", "2023")], 3),
        ("timeline", &[("since", "2023-05-02")], 2),
        ("timeline", &[("until", "2022")], 1),
        ("timeline", &[("since", "2023"), ("until", "2023-05")], 3),
        ("corroborated", &[("least", "1")], 7),
        ("corroborated", &[("least", "3")], 0),
        ("by-relation", &[("relation", "visits"), ("who", "Rina Wijaya")], 0),
    ] {
        assert_eq!(count(name, values), n, "{name} {values:?}");
    }
}

#[test]
fn headers_are_checked() {
    let query = "SELECT ?x { ?x rel:visits ?y }";
    let cases = [
        ("# Who?\n# ?y (entity): visited\n# ?x (text, optional): who", ""),
        ("# Who\n# ?y (entity): visited", "question mark"),
        ("# Who?\n# ?y (thing): visited", "\"thing\" is no type; there are: entity, relation"),
        ("# Who?\n# ?y entity: visited", "line 2, column 1: \"?y entity: visited\" is no parameter"),
        ("# Who?\n# ?y (entity):", "no parameter"),
        ("# Who?\n# ?y (entity, maybe): visited", "\"maybe\" is no need"),
        ("# Who?\n# ?y (date, default soon): visited", "\"soon\" is no date"),
        ("# Who?\n# ?z (entity): visited", "describes ?z"),
        ("# Who?\n# ?y (entity): visited\n# ?y (entity): visited", "line 3, column 1: ?y is described twice"),
        ("# Who?\n# ?y (entity): visited\n# and more", "line 3"),
    ];
    for (header, why) in cases {
        let read = Question::parse(&format!("{header}\n{query}"));
        match read {
            Ok(_) => assert_eq!(why, "", "{header}"),
            Err(e) => assert!(!why.is_empty() && e.to_string().contains(why), "{header}: {e}"),
        }
    }
    let missing = question("between-two").with_values(&[]).unwrap_err().to_string();
    assert!(missing.contains("--bind one="), "{missing}");
}

#[test]
fn conflicts_leaders_and_chains_are_found() {
    let fact = |sentence, subject, relation, object| Fact {
        sentence,
        subject,
        relation,
        trigger: sentence.split(' ').nth(1).unwrap(),
        object,
        ..FACT
    };
    let made = [
        fact("Ani menemani Budi.", "Ani", "accompanies", "Budi"),
        fact("Budi menemani Citra.", "Budi", "accompanies", "Citra"),
        fact("Dodi memimpin Kota.", "Dodi", "leads", "Kota"),
        fact("Ani mengunjungi Kota.", "Ani", "visits", "Kota"),
    ];
    let denied = Fact {
        trigger: "mengunjungi",
        modality: Modality::Negated,
        ..fact("Ani tidak mengunjungi Kota.", "Ani", "visits", "Kota")
    };
    let store = store(&[
        extraction("a", Language::Id, "Satu", &made),
        extraction("b", Language::Id, "Dua", &[denied]),
    ]);
    let answer = |name: &str| {
        let sparql = fs::read_to_string(repository(&format!("queries/{name}.rq"))).unwrap();
        rows(&table(&store, &sparql, &QueryOptions::default()))
    };
    let conflict =
        "Ani | mengunjungi | Kota | Ani mengunjungi Kota. | Satu | Dua | Ani tidak mengunjungi Kota.";
    assert_eq!(answer("in-conflict"), [conflict]);
    assert_eq!(answer("who-leads-what"), ["Dodi | Kota | - | Dodi memimpin Kota. | Satu"]);
    assert_eq!(answer("chains-of-company"), ["Ani | Budi | Citra"]);
}

#[test]
fn columns_can_be_bound_to_a_name() {
    let store = store(&articles());
    let sparql = fs::read_to_string(repository("queries/who-visited-whom.rq")).unwrap();
    let count = |name: &str| {
        let bind = vec![("visitor".to_owned(), Value::Text(name.to_owned()))];
        table(&store, &sparql, &QueryOptions { bind, ..QueryOptions::default() }).rows.len()
    };
    assert_eq!((count("Andi Rahman"), count("Rina Wijaya")), (2, 0));
    assert_eq!(count("\" } DELETE WHERE { ?s ?p ?o } #"), 0);
}
