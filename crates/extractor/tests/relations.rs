//! The examples in the relation files, through the whole pipeline: each must yield just the statements it lists, and
//! every rule must be set off by one.

use simpul_analyzer::{Model, analyze};
use simpul_extractor::{Knowledge, extract, prove};
use simpul_newsroom::Newsroom;
use simpul_seeds::Seeds;
use simpul_text::Language;

#[test]
fn the_examples_in_the_relation_files_hold() {
    let seeds = Seeds::bundled();
    let knowledge = Knowledge::from_seeds(&seeds).unwrap();
    let newsroom = Newsroom::from_seeds(&seeds).unwrap();
    let models = [Language::Id, Language::En].map(Model::bundled);
    let proof = prove(
        knowledge.rulebook(),
        |_| true,
        |example| {
            let article = newsroom.read_in(example.language, "example", example.as_article());
            extract(&article, &analyze(&article, &models[example.language as usize]), &knowledge)
        },
    );
    assert!(proof.examples > 100);
    let faults: Vec<String> = proof.failures.into_iter().chain(proof.unproven).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
