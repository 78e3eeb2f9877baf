//! Open statements: verbs outside the list, active and passive, in both languages.

use simpul_analyzer::{Model, analyze};
use simpul_extractor::{Knowledge, OPEN, extract_open};
use simpul_fact::Object;
use simpul_newsroom::Newsroom;
use simpul_seeds::Seeds;
use simpul_text::Language;

const CASES: [(Language, &str, &[&str]); 7] = [
    (Language::Id, "Joko Widodo merangkul Prabowo Subianto.", &["Joko Widodo merangkul Prabowo Subianto"]),
    (Language::Id, "Prabowo Subianto dirangkul Joko Widodo.", &["Joko Widodo merangkul Prabowo Subianto"]),
    (
        Language::Id,
        "Joko Widodo tidak merangkul Prabowo Subianto.",
        &["Joko Widodo merangkul Prabowo Subianto negated"],
    ),
    (Language::Id, "Joko Widodo mengunjungi Jepang.", &[]), // a relation of the list
    (Language::Id, "Joko Widodo merangkul seorang anak.", &[]),
    (Language::En, "Barack Obama outlived Nelson Mandela.", &["Barack Obama outlive Nelson Mandela"]),
    (Language::En, "Angela Merkel visited Japan.", &[]),
];

#[test]
fn verbs_outside_the_list_make_open_statements() {
    let seeds = Seeds::bundled();
    let knowledge = Knowledge::from_seeds(&seeds).unwrap();
    let newsroom = Newsroom::from_seeds(&seeds).unwrap();
    let models = [Language::Id, Language::En].map(Model::bundled);
    for (language, text, wanted) in CASES {
        let article = newsroom.read_in(language, "example", format!("Contoh Kalimat\n\n{text}\n"));
        let analysis = analyze(&article, &models[language as usize]);
        let (closed, open, _) = extract_open(&article, &analysis, &knowledge);
        let found: Vec<String> = open
            .iter()
            .map(|s| {
                let Object::Entity(object) = &s.object else { panic!("{s:?}") };
                let verb = s.relation.strip_prefix(OPEN).unwrap();
                let modality = match s.modality {
                    simpul_fact::Modality::Actual => String::new(),
                    other => format!(" {}", other.name()),
                };
                format!("{} {verb} {}{modality}", s.subject.name, object.name)
            })
            .collect();
        assert_eq!(found, wanted, "{text}");
        assert!(closed.statements.iter().all(|s| !s.relation.starts_with(OPEN)));
    }
}
