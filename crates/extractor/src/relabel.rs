//! The labels that a user's file gives entities (`[[rename]]`): the last stage, so that ids stay what they were.

use std::collections::BTreeMap;

use simpul_fact::{Entity, Extraction, Identity, Object, Reason, Statement};

use crate::aliases::Asked;
use crate::knowledge::Lore;

/// The extraction with the labels that the user wants, each with the reason beside the names of its entity.
pub(crate) fn relabel(extraction: Extraction, knowledge: &Lore<'_>) -> Extraction {
    if knowledge.aliases.renames_nothing() {
        return extraction;
    }
    let Extraction { source, statements, mut identities, run } = extraction;
    let mut labels: BTreeMap<String, Identity> = BTreeMap::new();
    for entity in statements.iter().flat_map(Statement::entities) {
        if let Some((renamed, place)) = knowledge.aliases.rename(entity, knowledge.asked()) {
            let label = Identity {
                entity: entity.id.clone(),
                name: renamed.name,
                uses: 0,
                reason: Reason::Label,
                other: None,
                place: Some(place),
                detail: None,
            };
            labels.insert(entity.id.clone(), label);
        }
    }
    identities.extend(labels.into_values());
    let statements = statements.into_iter().map(|s| relabelled(s, knowledge)).collect();
    Extraction { source, statements, identities, run }
}

/// A statement with the labels that the user wants.
pub(crate) fn relabelled(statement: Statement, knowledge: &Lore<'_>) -> Statement {
    let renamed = |entity: Entity| named(entity, knowledge);
    let object = match statement.object {
        Object::Entity(entity) => Object::Entity(Box::new(renamed(*entity))),
        words @ Object::Words(_) => words,
    };
    Statement {
        subject: renamed(statement.subject),
        object,
        place: statement.place.map(renamed),
        item: statement.item.map(renamed),
        from: statement.from.map(renamed),
        by: statement.by.map(renamed),
        ..statement
    }
}

/// An entity under the label that the user wants.
pub(crate) fn named(entity: Entity, knowledge: &Lore<'_>) -> Entity {
    let asked: Asked<'_> = knowledge.asked();
    knowledge.aliases.rename(&entity, asked).map_or(entity, |(renamed, _)| renamed)
}
