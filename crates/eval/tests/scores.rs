//! Gold of our own: what counts as found, missed, wrong, and why.

use std::collections::BTreeSet;

use simpul_eval::{Blame, Figures, Gold, blame, blame_wrong, compare};
use simpul_fact::{Entity, EntityKind, Evidence, Modality, Object, Quote, Statement};

const GOLD: &str = "\
# comment
E ani | Person | Ani Wijaya; Menteri Ani | Q1
E budi | Person | Budi | -
E jepang | Place | Jepang; Negara Jepang | Q17
E pt | Org | PT Maju Jaya | -
E beras | Thing | beras ketan putih; beras | -
S ani | visits | jepang | when=2024-06; where=jepang
S ani | meets | budi | modality=planned
S pt | supplies | jepang | item=beras
O budi | visits | jepang
Q ani | pertemuan itu berjalan lancar sekali
";

fn relations() -> BTreeSet<String> {
    ["visits", "meets", "supplies"].map(str::to_owned).into()
}

fn entity(name: &str) -> Entity {
    let (label_id, label_en, wikidata) = (None, None, None);
    let (id, name) = (name.to_lowercase(), name.to_owned());
    Entity { id, kind: EntityKind::Thing, name, label_id, label_en, aliases: Vec::new(), wikidata }
}

fn statement(subject: &str, relation: &str, object: &str) -> Statement {
    let quote = Quote { start: 0, end: 1, char_start: 0, char_end: 1, text: "x".to_owned() };
    let evidence = Evidence {
        sentence_number: 0,
        sentence: quote.clone(),
        subject: quote.clone(),
        trigger: quote.clone(),
        object: quote,
        rule: "r/frame.1".to_owned(),
        trail: Vec::new(),
    };
    let end = if relation == "says" {
        Object::Words(object.to_owned())
    } else {
        Object::Entity(Box::new(entity(object)))
    };
    Statement::new(entity(subject), relation, end, 0.85, evidence)
}

#[test]
fn statements_are_found_missed_or_wrong() {
    let gold = Gold::parse("one.gold", GOLD, &relations()).unwrap();
    let visit =
        Statement { when: "2024-06-19".parse().ok(), ..statement("Presiden Ani Wijaya", "visits", "jepang") };
    let supplied = Statement {
        item: Some(entity("beras ketan")),
        modality: Modality::Possible,
        ..statement("Maju Jaya", "supplies", "Negara Jepang")
    };
    let found = vec![
        visit,
        statement("Ani Wijaya", "visits", "Jepang"),
        supplied,
        statement("Budi", "visits", "Jepang"),
        statement("Ani", "meets", "Citra"),
        statement("Menteri Ani", "says", "Pertemuan itu, katanya, berjalan LANCAR."),
    ];
    let comparison = compare(&gold, &found, |r| r == "meets");
    assert_eq!(comparison.hits.len(), 2);
    assert_eq!(comparison.hits[0].found.len(), 2, "both render the visit");
    assert_eq!(comparison.missed.len(), 1);
    assert_eq!((comparison.allowed.len(), comparison.wrong.len(), comparison.said), (1, 1, (1, 1)));
    let mut figures = Figures::default();
    figures.add(&gold, &comparison);
    let scores = figures.scores();
    assert_eq!((scores.precision, scores.recall), (2.0 / 3.0, 2.0 / 3.0));
    assert_eq!((scores.when, scores.qualifiers, scores.modality), (Some(1.0), Some(0.5), Some(0.5)));
    assert_eq!((scores.wikidata, scores.says_recall), (Some(0.0), Some(1.0)));
    assert_eq!(figures.by_relation["visits"], [1, 0, 0]);
    let tenths: Vec<_> = figures.calibration().filter(|c| c.0 > 0).collect();
    assert_eq!(tenths, [(5, Some(0.8))]);
    assert_eq!(blame_wrong(comparison.wrong[0], &gold), Blame::Spurious, "\"Ani\" alone is no gold name");
}

#[test]
fn ends_of_symmetric_relations_may_change_places() {
    let gold = Gold::parse("one.gold", GOLD, &relations()).unwrap();
    let turned = vec![statement("Budi", "meets", "Ani Wijaya"), statement("Jepang", "visits", "Ani Wijaya")];
    let comparison = compare(&gold, &turned, |r| r == "meets");
    assert_eq!(comparison.hits.len(), 1);
    assert_eq!(blame_wrong(comparison.wrong[0], &gold), Blame::Spurious);
}

#[test]
fn blame_finds_the_stage() {
    let gold = Gold::parse("one.gold", GOLD, &relations()).unwrap();
    let read = vec![statement("Ani Wijaya", "meets", "Jepang"), statement("Citra", "visits", "Jepang")];
    let comparison = compare(&gold, &read, |_| false);
    assert_eq!(
        comparison.wrong.iter().map(|w| blame_wrong(w, &gold)).collect::<Vec<_>>(),
        [Blame::OtherRelation, Blame::Subject]
    );
    let names = [(entity("Ani Wijaya"), 0), (entity("Budi"), 3), (entity("Jepang"), 0)];
    let stages: Vec<_> = gold.required.iter().map(|s| blame(s, &gold, &names, &read)).collect();
    assert_eq!(stages[0].0, Blame::OtherRelation);
    assert_eq!(stages[1].0, Blame::Reference);
    assert_eq!(stages[2], (Blame::Name, "PT Maju Jaya".to_owned()));
    let nothing = Vec::new();
    let together = [(entity("Ani Wijaya"), 1), (entity("Jepang"), 1)];
    assert_eq!(blame(&gold.required[0], &gold, &together, &nothing).0, Blame::Frame);
}

#[test]
fn faults_of_a_file_come_all_at_once_with_their_lines() {
    let text = "\
E a | Person | Ani | -
E a | Person | Ani | -
E b | Human | Budi | -
E c
S a | visits | d
S a | flies | a | when
S a | visits | a | modality=maybe
X y
Q a";
    let errors = Gold::parse("bad.gold", text, &relations()).unwrap_err();
    let lines: Vec<usize> = errors.iter().map(|e| e.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 6, 7, 8, 9]);
    assert_eq!(errors[3].to_string(), "bad.gold:5: no entity \"d\" in this file; add a line E d | …");
}
