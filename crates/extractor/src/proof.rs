//! The examples in the relation files, read as articles are: what each yields against what it says it yields.

use std::collections::BTreeSet;

use simpul_fact::{Entity, Extraction, Modality, Object, Statement};
use simpul_rules::{Example, Qualifier, RelationRules, Rulebook, Yield};

/// What the examples of some relations prove.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Examples read.
    pub examples: usize,
    /// One message for every example that yields something else than it says: file, line, text, what was found.
    pub failures: Vec<String>,
    /// One message for every rule that no example sets off: file, line, column, rule.
    pub unproven: Vec<String>,
}

impl Proof {
    /// True where every example holds and every rule has one.
    pub fn holds(&self) -> bool {
        self.failures.is_empty() && self.unproven.is_empty()
    }
}

/// Reads the examples of the relations that `wanted` says yes to; `read` makes an example's text an article, a paragraph
/// of it, and extracts its statements.
pub fn prove(
    rulebook: &Rulebook,
    wanted: impl Fn(&str) -> bool,
    mut read: impl FnMut(&Example) -> Extraction,
) -> Proof {
    let mut proof = Proof::default();
    let mut fired = BTreeSet::new();
    for rules in rulebook.relations().iter().filter(|r| wanted(&r.relation.name)) {
        for example in &rules.examples {
            let extraction = read(example);
            let found: Vec<&Statement> =
                extraction.statements.iter().filter(|s| s.relation == rules.relation.name).collect();
            fired.extend(found.iter().flat_map(|s| s.evidence.iter().map(|e| e.rule.clone())));
            proof.examples += 1;
            proof.failures.extend(failure(rules, example, &found));
        }
    }
    let unproven = rulebook.unproven(&fired);
    let asked = unproven
        .iter()
        .filter(|e| rulebook.relations().iter().any(|r| r.file == e.file && wanted(&r.relation.name)));
    proof.unproven = asked.map(ToString::to_string).collect();
    proof
}

fn failure(rules: &RelationRules, example: &Example, found: &[&Statement]) -> Option<String> {
    let as_said = found.len() == example.yields.len()
        && example.yields.iter().all(|wanted| found.iter().any(|s| fits(s, wanted)));
    let found = found.iter().map(|s| render(s)).collect::<Vec<_>>().join("; ");
    let found = if found.is_empty() { "nothing".to_owned() } else { found };
    (!as_said).then(|| format!("{}:{}: {}\n    found {found}", rules.file, example.line, example.text))
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
    // "The earthquake" is what is called "earthquake"
    let bare = |name: &str| {
        let lower = name.to_lowercase();
        ["the ", "a ", "an "].iter().find_map(|a| lower.strip_prefix(a)).unwrap_or(&lower).to_owned()
    };
    bare(&entity.name) == bare(name) || other.chain(&entity.aliases).any(|n| n == name)
}

/// As an example would write it, with the rule that read it.
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
    let qualifiers = [
        (Qualifier::Item, &statement.item),
        (Qualifier::From, &statement.from),
        (Qualifier::Where, &statement.place),
        (Qualifier::By, &statement.by),
    ];
    for (qualifier, entity) in qualifiers {
        if let Some(entity) = entity {
            line += &format!(" + {qualifier}={}", entity.name);
        }
    }
    line + " by " + &statement.evidence[0].rule
}
