//! The examples in the relation files, through the whole pipeline: each must yield just the statements it lists.

use std::collections::BTreeSet;

use simpul_analyzer::{Model, analyze};
use simpul_extractor::{Knowledge, extract};
use simpul_fact::{Entity, Modality, Object, Statement};
use simpul_newsroom::Newsroom;
use simpul_rules::{Qualifier, Yield};
use simpul_seeds::Seeds;
use simpul_text::Language;

#[test]
fn the_examples_in_the_relation_files_hold() {
    let seeds = Seeds::bundled();
    let knowledge = Knowledge::from_seeds(&seeds).unwrap();
    let newsroom = Newsroom::from_seeds(&seeds).unwrap();
    let models = [Language::Id, Language::En].map(Model::bundled);
    let (mut wrong, mut fired) = (Vec::new(), BTreeSet::new());
    for rules in knowledge.rulebook().relations() {
        for example in &rules.examples {
            // a headline first, so that the example is a paragraph
            let article = newsroom.read("example", format!("Contoh Kalimat\n\n{}\n", example.text));
            let extraction =
                extract(&article, &analyze(&article, &models[article.language as usize]), &knowledge);
            let found: Vec<&Statement> =
                extraction.statements.iter().filter(|s| s.relation == rules.relation.name).collect();
            fired.extend(found.iter().flat_map(|s| s.evidence.iter().map(|e| e.rule.clone())));
            let seen: Vec<String> = found.iter().map(|s| render(s)).collect();
            if found.len() != example.yields.len()
                || !example.yields.iter().all(|y| found.iter().any(|s| fits(s, y)))
            {
                wrong
                    .push(format!("{}:{}: {}\n      found {seen:?}", rules.file, example.line, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples fail:\n  {}", wrong.len(), wrong.join("\n  "));
    let unproven: Vec<String> =
        knowledge.rulebook().unproven(&fired).iter().map(ToString::to_string).collect();
    assert!(unproven.is_empty(), "blocks that no example fires:\n  {}", unproven.join("\n  "));
}

fn fits(statement: &Statement, wanted: &Yield) -> bool {
    let object = match &statement.object {
        Object::Entity(entity) => is_called(entity, &wanted.object),
        Object::Words(words) => words == &wanted.object,
    };
    let qualifier = |(which, words): &(Qualifier, String)| {
        let entity = match which {
            Qualifier::Item => &statement.item,
            Qualifier::From => &statement.from,
            Qualifier::Where => &statement.place,
            Qualifier::By => &statement.by,
        };
        entity.as_ref().is_some_and(|e| is_called(e, words))
    };
    is_called(&statement.subject, &wanted.subject)
        && object
        && statement.when == wanted.when
        && statement.modality == wanted.modality
        && wanted.qualifiers.iter().all(qualifier)
}

fn is_called(entity: &Entity, name: &str) -> bool {
    let other = [&entity.label_id, &entity.label_en].into_iter().flatten();
    entity.name.eq_ignore_ascii_case(name) || other.chain(&entity.aliases).any(|n| n == name)
}

fn render(statement: &Statement) -> String {
    let object = match &statement.object {
        Object::Entity(entity) => entity.name.clone(),
        Object::Words(words) => words.clone(),
    };
    let mut line = format!("{} -> {object}", statement.subject.name);
    if let Some(when) = statement.when {
        line += &format!(" @ {when}");
    }
    if statement.modality != Modality::Actual {
        line += &format!(" ! {}", statement.modality.name());
    }
    if let Some(item) = &statement.item {
        line += &format!(" + item={}", item.name);
    }
    line + " by " + &statement.evidence[0].rule
}
