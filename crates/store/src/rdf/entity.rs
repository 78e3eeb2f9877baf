use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, NamedNode, Quad};
use simpul_fact::{Entity, EntityKind, Extraction, Statement, iri};
use simpul_text::Language;

use super::term::{About, name, node, sp, text, words};

/// One entity as one statement of one article knows it.
type Record<'a> = (&'a Entity, Language);

/// Writes every entity that a statement names. What the articles say of one entity is united: the kind, the label
/// per language and the Wikidata item that most statements give (of equals the first in order), all other names as
/// further labels.
pub(super) fn write<'a>(extractions: impl Iterator<Item = &'a Extraction>, quads: &mut Vec<Quad>) {
    let mut entities: BTreeMap<&str, Vec<Record<'_>>> = BTreeMap::new();
    for extraction in extractions {
        for entity in extraction.statements.iter().flat_map(Statement::entities) {
            entities.entry(&entity.id).or_default().push((entity, extraction.source.language));
        }
    }
    for (id, records) in entities {
        write_entity(id, &records, quads);
    }
}

fn write_entity(id: &str, records: &[Record<'_>], quads: &mut Vec<Quad>) {
    let mut about = About { subject: node(iri::entity(id)), graph: GraphName::DefaultGraph, quads };
    let kind = most(records.iter().map(|r| r.0.kind)).unwrap_or(EntityKind::Thing);
    about.add(rdf::TYPE, sp(kind.name()));

    let names = |language| records.iter().filter(move |r| r.1 == language).map(|r| r.0.name.as_str());
    let labels = |label: fn(&Entity) -> Option<&String>| {
        records.iter().filter_map(move |r| label(r.0)).map(String::as_str)
    };
    let filled = |s: &&str| !s.trim().is_empty();
    let label_id = most(labels(|e| e.label_id.as_ref()).filter(filled))
        .or_else(|| most(names(Language::Id).filter(filled)));
    let label_en = most(labels(|e| e.label_en.as_ref()).filter(filled))
        .or_else(|| most(names(Language::En).filter(filled)));
    for (label, language) in [(label_id, Language::Id), (label_en, Language::En)] {
        if let Some(label) = label {
            about.add(rdfs::LABEL, words(label, language));
            about.add(name::PREF_LABEL, words(label, language));
        }
    }
    about.add(name::SCHEMA_NAME, text(label_id.or(label_en).unwrap_or(id)));

    let preferred = [label_id, label_en];
    let all = records.iter().flat_map(|(e, language)| {
        let own = std::iter::once(&e.name).chain(&e.aliases).map(|n| (n, *language));
        let other = (e.label_id.iter().map(|n| (n, Language::Id)))
            .chain(e.label_en.iter().map(|n| (n, Language::En)));
        own.chain(other)
    });
    for (alias, language) in all {
        if !alias.trim().is_empty() && !preferred.contains(&Some(alias.as_str())) {
            about.add(name::ALT_LABEL, words(alias, language));
        }
    }
    if let Some(item) = most(records.iter().filter_map(|r| wikidata(r.0))) {
        about.add(name::SAME_AS, item.clone());
        about.add(name::EXACT_MATCH, item);
    }
}

/// The IRI of the Wikidata item `Q423`; `None` where the text is no item.
fn wikidata(entity: &Entity) -> Option<NamedNode> {
    let item = entity.wikidata.as_deref()?;
    let digits = item.strip_prefix('Q')?;
    let sound = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| node(format!("http://www.wikidata.org/entity/{item}")))
}

/// The value that comes most often, of equals the smallest.
fn most<T: Ord + Clone>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let best = counts.values().copied().max()?;
    counts.into_iter().find(|c| c.1 == best).map(|c| c.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_value_wins_and_ties_do_not_depend_on_order() {
        assert_eq!(most(["b", "a", "b"].into_iter()), Some("b"));
        assert_eq!(most(["b", "a"].into_iter()), most(["a", "b"].into_iter()));
        assert_eq!(most(std::iter::empty::<u8>()), None);
    }
}
