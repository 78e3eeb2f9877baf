//! Every query of `queries/` on three hand-made articles: its columns and its rows.

use std::fs;

use crate::common::{FACT, Fact, articles, extraction, repository, rows, store, table};
use simpul_fact::Modality;
use simpul_store::{QueryOptions, Value};
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
            "entity subject relation object status when sentence article",
            vec![
                format!(
                    "northland | Negara Utara | memasok | Republik Contoh | Possible | - | {RICE} | {first}"
                ),
                format!("northland | Negara Utara | memasok | beras | Negated | - | {NO_RICE} | {third}"),
                format!(
                    "northland | Dewan Dunia | memberi sanksi kepada | Negara Utara | Actual | 2022 | {SANCTIONS} | {third}"
                ),
            ],
        ),
        (
            "between-two",
            "one other when subject relation object status sentence article",
            vec![
                format!(
                    "andi rahman | Contoh | 2023-05-03 | Andi Rahman | mengunjungi | Republik Contoh | Actual | {VISIT} | {first}"
                ),
                format!(
                    "andi rahman | Contoh | 2023-05-03 | Andi Rahman | mengunjungi | Republik Contoh | Actual | {arrival} | {second}"
                ),
            ],
        ),
        (
            "who-said-about",
            "about speaker words article",
            vec![format!("BANTU | Rina Wijaya | Kami siap membantu | {second}")],
        ),
        (
            "changes",
            "from to when subject relation object status sentence article",
            vec![format!(
                "2022 | 2023-04 | 2022 | Dewan Dunia | memberi sanksi kepada | Negara Utara | Actual | {SANCTIONS} | {third}"
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

#[test]
fn every_query_gives_its_table() {
    let store = store(&articles());
    let expected = expected();
    let mut files: Vec<_> = fs::read_dir(repository("queries")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), expected.len(), "a query without a test, or a test without a query");
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let sparql = fs::read_to_string(&file).unwrap();
        assert!(sparql.starts_with("# "), "{name}: the first line asks the question in words");
        let (_, columns, wanted) = expected.iter().find(|e| e.0 == name).unwrap();
        let bound: &[(&str, &str)] = match name {
            "entity-dossier" => &[("entity", "northland")],
            "between-two" => &[("one", "andi rahman"), ("other", "Contoh")],
            "who-said-about" => &[("about", "BANTU")],
            "changes" => &[("from", "2022"), ("to", "2023-04")],
            _ => &[],
        };
        let bind =
            bound.iter().map(|(name, value)| ((*name).to_owned(), Value::parse(value))).collect::<Vec<_>>();
        let table = table(&store, &sparql, &QueryOptions { bind, ..QueryOptions::default() });
        assert_eq!(table.columns.join(" "), *columns, "{name}");
        assert_eq!(rows(&table), *wanted, "{name}");
    }
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
